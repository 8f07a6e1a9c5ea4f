//! cState's settings: the page, its groups and its components.

use super::super::front::{self, Table, text};
use super::super::names::{Names, id_of};
use super::super::{Files, Notes, Page, one_line};
use super::is_settings;
use chrono_tz::Tz;
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything incidents are read against.
#[derive(Debug, Default)]
pub(super) struct Site {
    pub page: Page,
    pub names: Names,
    /// Times without a zone are in this one.
    pub zone: Tz,
}

/// Looks and behaviour that have no place here.
const LOOKS: &[&str] = &[
    "logo",
    "brand",
    "ok",
    "disrupted",
    "down",
    "notice",
    "customTabs",
    "googleAnalytics",
    "enableCustomHTML",
    "headerTextColor",
];

/// Reads whatever settings there are; later files win.
pub(super) fn read(files: &Files, notes: &mut Notes) -> Site {
    let mut all = Table::new();
    let mut params = Table::new();
    let mut last = "";
    for path in files.paths().filter(|path| is_settings(path)) {
        last = path;
        let Some(content) = files.text(path, notes) else {
            continue;
        };
        let mut found = front::settings(&content, path, notes);
        if path.contains("/params.") {
            params.extend(found);
            continue;
        }
        if let Some(Value::Object(own)) = found.remove("params") {
            params.extend(own);
        }
        all.extend(found);
    }
    if last.is_empty() {
        notes.add(
            "",
            "there is no `config.yml`: components are made from the incidents",
        );
    }
    let zone = text(all.get("timeZone"));
    let known = zone.as_deref().map(str::parse::<Tz>);
    if let (Some(zone), Some(Err(_))) = (&zone, &known) {
        notes.add(
            last,
            format!("unknown time zone `{zone}`: times without a zone are taken for UTC"),
        );
    }
    let zone = known.and_then(Result::ok).unwrap_or(Tz::UTC);
    let mut site = Site {
        page: page(&all, zone),
        names: Names::default(),
        zone,
    };
    components(&params, &mut site.names, last, notes);
    let looks: Vec<&str> = LOOKS
        .iter()
        .copied()
        .filter(|key| params.get(*key).is_some_and(is_set))
        .collect();
    if !looks.is_empty() {
        notes.add(
            last,
            format!("looks do not carry over: {}", looks.join(", ")),
        );
    }
    describe(files, &mut site.names, notes);
    site
}

fn is_set(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && *value != ""
}

fn page(all: &Table, zone: Tz) -> Page {
    let address = text(all.get("baseURL").or(all.get("baseurl")));
    let language = text(all.get("languageCode")).or(text(all.get("defaultContentLanguage")));
    // cState calls Swedish `se`.
    let language = language.map(|code| match code.as_str() {
        "se" => "sv".to_owned(),
        _ => code.replace('_', "-"),
    });
    let fits = |code: &String| (2..=3).contains(&code.split('-').next().unwrap_or("").len());
    Page {
        title: text(all.get("title")).map(|title| one_line(&title)),
        address: address.filter(|it| it.starts_with("http://") || it.starts_with("https://")),
        timezone: Some(zone),
        languages: language.filter(fits).map(lower_first).into_iter().collect(),
    }
}

/// `EN-us` as BCP 47 has it: the first part in lower case.
fn lower_first(code: String) -> String {
    let (first, rest) = code.split_at(code.find('-').unwrap_or(code.len()));
    first.to_lowercase() + rest
}

fn components(params: &Table, names: &mut Names, place: &str, notes: &mut Notes) {
    let mut groups = BTreeMap::new();
    for category in tables(params.get("categories")) {
        let Some(name) = text(category.get("name")) else {
            continue;
        };
        if category.get("untitled") != Some(&Value::Bool(true)) {
            groups.insert(
                name.clone(),
                names.group(&id_of(&name), &name, text(category.get("description"))),
            );
        }
    }
    for system in tables(params.get("systems")) {
        let Some(name) = text(system.get("name")) else {
            notes.add(place, "a system without a name is left out");
            continue;
        };
        if names.knows(&name) {
            notes.add(
                place,
                format!("system `{name}` is declared twice: the first counts"),
            );
            continue;
        }
        let category = text(system.get("category"));
        let group = category.as_ref().and_then(|it| groups.get(it).cloned());
        let title = text(system.get("displayName")).unwrap_or_else(|| name.clone());
        let component = names.component(&name, &id_of(&name), &title, group);
        component.description = text(system.get("description")).map(|it| one_line(&it));
        for key in ["link", "partial"] {
            if let Some(value) = text(system.get(key)) {
                notes.add(
                    place,
                    format!("`{key}` of system `{name}` does not carry over: `{value}`"),
                );
            }
        }
    }
    // Names of systems alone, as early versions had them.
    if let Some(Value::Array(list)) = params.get("systems") {
        for name in list.iter().filter_map(|it| it.as_str()) {
            names.component(name, &id_of(name), name, None);
        }
    }
}

fn tables(value: Option<&Value>) -> Vec<&Table> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    }
}

/// Texts of `content/affected/<name>/_index.md` stand in where a system has no description.
fn describe(files: &Files, names: &mut Names, notes: &mut Notes) {
    for path in files
        .paths()
        .filter(|path| path.starts_with("content/affected/"))
    {
        let Some(content) = files.text(path, notes) else {
            continue;
        };
        let (front, body) = front::split(&content, path, notes);
        let name = text(front.get("title")).unwrap_or_default();
        if body.trim().is_empty() {
            continue;
        }
        if !names.knows(&name) {
            notes.add(path, "tells of a system that is not declared: left out");
            continue;
        }
        let component = names.component(&name, "", "", None);
        match component.description {
            None => component.description = Some(one_line(body)),
            Some(_) => notes.add(path, "its system has a description already: left out"),
        }
    }
}
