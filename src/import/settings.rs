//! `stillup.toml`: what is missing is added, what is there stays as it is.

use super::{Found, Notes, unique};
use crate::model::{Component, Group, Site};
use crate::problem::Problem;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};
use url::Url;

/// How a new file begins.
const HEADER: &str = "\
# What this status page is about. Incidents are the files in `incidents/`.
# `stillup check` tells what is wrong here, and where.

[site]
";

/// How a new file ends.
const MIRRORS: &str = "
# Where the page is published to: several places that share nothing.
# [[mirror]]
# name = \"first\"
# address = \"http://127.0.0.1:8801\"
# dir = { path = \"public/first\" }
";

/// The site that is imported into.
#[derive(Debug, Clone, Copy)]
pub struct Present<'a> {
    /// The text of its `stillup.toml`.
    pub text: &'a str,
    /// What it says, with its incidents.
    pub site: &'a Site,
}

/// The settings with everything added, and what things are called there.
#[derive(Debug)]
pub(super) struct Settings {
    /// The whole text.
    pub text: String,
    pub zone: Tz,
    pub languages: Vec<String>,
    pub components: Vec<Component>,
    pub groups: Vec<Group>,
    /// The id of each imported component where it is another one here.
    pub renamed: BTreeMap<String, String>,
}

/// Adds groups, components and languages that are missing.
///
/// # Errors
/// The file has a form that nothing can be added to.
pub(super) fn adopt(
    found: &Found,
    present: Option<Present>,
    notes: &mut Notes,
) -> Result<Settings, Problem> {
    let text = present.map_or(HEADER, |present| present.text);
    let mut file: DocumentMut = text.parse().map_err(|why: toml_edit::TomlError| {
        Problem::error(
            "unreadable-settings",
            "nothing can be added to `stillup.toml`",
        )
        .because(why)
        .hint("`stillup check` shows where")
    })?;
    let mut settings = match present {
        Some(Present { site, .. }) => Settings {
            text: String::new(),
            zone: site.settings.timezone,
            languages: site.settings.languages.clone(),
            components: site.components.clone(),
            groups: site.groups.clone(),
            renamed: BTreeMap::new(),
        },
        None => fresh(&mut file, found, notes),
    };
    if let Some(Present { site, .. }) = present {
        languages(&mut file, found, &mut settings);
        taken_over(found, site, &mut settings);
    } else {
        settings.components.clone_from(&found.components);
        settings.groups.clone_from(&found.groups);
    }
    let known = |id: &str| {
        present.is_some_and(|it| it.site.group(id).is_some() || it.site.component(id).is_some())
    };
    for group in settings.groups.iter().filter(|group| !known(&group.id)) {
        push(&mut file, "group", group_table(group))?;
    }
    for component in settings.components.iter().filter(|it| !known(&it.id)) {
        if let Some(day) = component.retired {
            let what = format!(
                "`{}` is retired from {day} on, after its last incident: remove `retired` to show it",
                component.id
            );
            notes.add("", what);
        }
        push(&mut file, "component", component_table(component))?;
    }
    settings.text = file.to_string();
    if present.is_none() {
        settings.text.push_str(MIRRORS);
    }
    Ok(settings)
}

/// Fills in `[site]` of a new file.
fn fresh(file: &mut DocumentMut, found: &Found, notes: &mut Notes) -> Settings {
    let page = &found.page;
    let title = page.title.clone().unwrap_or_else(|| {
        notes.add(
            "",
            "the page has no name there: it is called `Status` until you set `title`",
        );
        "Status".to_owned()
    });
    let address = page.address.as_deref().and_then(address_of);
    let address = address.unwrap_or_else(|| {
        notes.add(
            "",
            "the page has no address there: set `address`, the one you print",
        );
        "http://127.0.0.1:8801".to_owned()
    });
    let mut languages = page.languages.clone();
    languages.retain(|code| {
        let fits = is_language(code);
        if !fits {
            notes.add("", format!("`{code}` is no language code: left out"));
        }
        fits
    });
    if languages.is_empty() {
        languages.push("en".to_owned());
    }
    let zone = page.timezone.unwrap_or(Tz::UTC);
    let site = &mut file["site"];
    site["title"] = value(title);
    site["address"] = value(address);
    site["timezone"] = value(zone.name());
    site["languages"] = value(languages.iter().collect::<toml_edit::Array>());
    Settings {
        text: String::new(),
        zone,
        languages,
        components: Vec::new(),
        groups: Vec::new(),
        renamed: BTreeMap::new(),
    }
}

/// A web address that pages can be read at; `None` for what is none.
fn address_of(text: &str) -> Option<String> {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\\\"'<>`".contains(c);
    let mut url = Url::parse(text).ok().filter(|_| !text.contains(odd))?;
    url.set_query(None);
    url.set_fragment(None);
    let stranger = url.username().is_empty() && url.password().is_none();
    let web = ["http", "https"].contains(&url.scheme()) && url.has_host() && stranger;
    web.then(|| url.as_str().trim_end_matches('/').to_owned())
}

/// Whether a code has the form that BCP 47 gives it: `en`, `pt-BR`.
fn is_language(code: &str) -> bool {
    let (first, rest) = code.split_once('-').unwrap_or((code, "us"));
    let part =
        |it: &str| (2..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && rest.split('-').all(part)
}

/// Adds the languages of translations.
fn languages(file: &mut DocumentMut, found: &Found, settings: &mut Settings) {
    let used: BTreeSet<&String> = found
        .incidents
        .iter()
        .flat_map(|it| it.translations.keys().chain(&it.lang))
        .filter(|code| is_language(code))
        .collect();
    for language in used {
        if settings
            .languages
            .iter()
            .any(|it| it.eq_ignore_ascii_case(language))
        {
            continue;
        }
        settings.languages.push(language.clone());
        let list = &mut file["site"]["languages"];
        match list.as_array_mut() {
            Some(list) => list.push(language),
            None => *list = value(settings.languages.iter().collect::<toml_edit::Array>()),
        }
    }
}

/// Finds what the site has already, by id or by title, and adds the rest under free ids.
fn taken_over(found: &Found, site: &Site, settings: &mut Settings) {
    let ids = site
        .components
        .iter()
        .flat_map(|it| it.aliases.iter().chain([&it.id]));
    let others = site
        .groups
        .iter()
        .map(|it| &it.id)
        .chain(site.dependencies.iter().map(|it| &it.id));
    let mut taken: BTreeSet<String> = ids.chain(others).cloned().collect();
    let mut groups = BTreeMap::new();
    for group in &found.groups {
        let here = site
            .groups
            .iter()
            .find(|it| it.id == group.id || same(&it.title, &group.title));
        let id = here.map_or_else(|| unique(&mut taken, &group.id), |it| it.id.clone());
        if here.is_none() {
            settings.groups.push(Group {
                id: id.clone(),
                ..group.clone()
            });
        }
        groups.insert(group.id.as_str(), id);
    }
    for component in &found.components {
        let here = here(component, found, site);
        let id = match here {
            Some(here) => here.id.clone(),
            None => {
                let id = unique(&mut taken, &component.id);
                let group = component
                    .group
                    .as_deref()
                    .and_then(|group| groups.get(group).cloned());
                let mut aliases = component.aliases.clone();
                aliases.retain(|alias| taken.insert(alias.clone()));
                settings.components.push(Component {
                    id: id.clone(),
                    group,
                    aliases,
                    ..component.clone()
                });
                id
            }
        };
        if id != component.id {
            settings.renamed.insert(component.id.clone(), id);
        }
    }
}

/// The site's own of a component: by id, by earlier id, by title in the same group, or by a title that
/// there is once on either side.
fn here<'a>(component: &Component, found: &Found, site: &'a Site) -> Option<&'a Component> {
    let by_id = |it: &&Component| it.id == component.id || it.aliases.contains(&component.id);
    let titled = |it: &&Component| same(&it.title, &component.title);
    let group = |of: &Component, groups: &[Group]| {
        let id = of.group.as_deref()?;
        let group = groups.iter().find(|group| group.id == id)?;
        Some(group.title.to_lowercase())
    };
    let own = group(component, &found.groups);
    let grouped = |it: &&Component| titled(it) && group(it, &site.groups) == own;
    let once = found.components.iter().filter(titled).count() == 1
        && site.components.iter().filter(titled).count() == 1;
    let mut components = site.components.iter();
    components
        .clone()
        .find(by_id)
        .or_else(|| components.clone().find(grouped))
        .or_else(|| components.find(|it| once && titled(it)))
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Adds a table at the end of its kind.
fn push(file: &mut DocumentMut, kind: &str, table: Table) -> Result<(), Problem> {
    let list = file
        .entry(kind)
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    match list {
        Item::ArrayOfTables(list) => list.push(table),
        Item::Value(Value::Array(list)) => list.push(inline(table)),
        _ => {
            let what =
                format!("`{kind}` is no list in `stillup.toml`, so that nothing can be added");
            return Err(
                Problem::error("unreadable-settings", what).hint("`stillup check` shows where")
            );
        }
    }
    Ok(())
}

fn inline(table: Table) -> InlineTable {
    table.into_inline_table()
}

fn group_table(group: &Group) -> Table {
    let mut table = Table::new();
    table["id"] = value(&group.id);
    table["title"] = value(&group.title);
    if let Some(text) = &group.description {
        table["description"] = value(text);
    }
    table
}

fn component_table(component: &Component) -> Table {
    let mut table = Table::new();
    table["id"] = value(&component.id);
    table["title"] = value(&component.title);
    let texts = [
        ("group", &component.group),
        ("description", &component.description),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            table[key] = value(text);
        }
    }
    for (key, day) in [("since", component.since), ("retired", component.retired)] {
        if let Some(day) = day.and_then(|day| day.to_string().parse::<toml_edit::Datetime>().ok()) {
            table[key] = value(day);
        }
    }
    if !component.aliases.is_empty() {
        table["aliases"] = value(component.aliases.iter().collect::<toml_edit::Array>());
    }
    if component.only_show_if_degraded {
        table["only_show_if_degraded"] = value(true);
    }
    table
}
