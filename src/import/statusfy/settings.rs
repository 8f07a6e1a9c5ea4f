//! Statusfy's settings: the page and its components.

use super::super::files::Files;
use super::super::front::{self, Table, text, texts};
use super::super::names::{Names, id_of};
use super::super::{Notes, Page, one_line};
use crate::model::Incident;
use serde_json::Value;
use std::collections::BTreeSet;

/// Everything incidents are read against.
#[derive(Debug, Default)]
pub(super) struct Site {
    title: Option<String>,
    address: Option<String>,
    /// The language of the files that stand in no folder of their own.
    language: String,
    languages: BTreeSet<String>,
    translated: BTreeSet<String>,
    /// Where incidents stand.
    folder: String,
    pub names: Names,
}

/// Whether a file holds settings.
pub(super) fn is_settings(path: &str) -> bool {
    [
        "config.js",
        "config.json",
        "config.yml",
        "config.yaml",
        "config.toml",
    ]
    .contains(&path)
}

/// Reads settings and the names of systems.
pub(super) fn read(files: &Files, notes: &mut Notes) -> Site {
    let found = files.paths().find(|path| is_settings(path));
    let all = found.and_then(|path| Some(table(path, &files.text(path, notes)?, notes)));
    let all = all.unwrap_or_default();
    if found.is_none() {
        notes.add(
            "",
            "there is no `config.*`: components are made from the incidents",
        );
    }
    let content = all.get("content").and_then(Value::as_object);
    let mut site = Site {
        title: text(all.get("title"))
            .or_else(|| text(all.get("name")))
            .map(|it| one_line(&it)),
        address: text(all.get("baseUrl")).filter(|it| it.starts_with("http")),
        language: text(all.get("defaultLocale")).unwrap_or_else(|| "en".to_owned()),
        folder: content
            .and_then(|it| text(it.get("dir")))
            .unwrap_or_else(|| "content".to_owned()),
        ..Site::default()
    };
    let locales = all.get("locales").and_then(Value::as_array);
    site.languages.extend(
        locales
            .into_iter()
            .flatten()
            .filter_map(|it| text(it.get("code"))),
    );
    site.languages.insert(site.language.clone());
    let path = format!("locales/{}.json", site.language);
    let words = files
        .text(&path, notes)
        .map(|it| front::settings(&it, &path, notes))
        .unwrap_or_default();
    let items = words
        .get("systems")
        .and_then(|it| it.get("items"))
        .and_then(Value::as_object);
    let mut ids = content
        .map(|it| texts(it.get("systems")))
        .unwrap_or_default();
    if ids.is_empty() {
        ids.extend(items.into_iter().flat_map(|it| it.keys().cloned()));
    }
    for id in ids {
        let item = items.and_then(|it| it.get(&id));
        let title = item
            .and_then(|it| text(it.get("title")))
            .unwrap_or_else(|| id.clone());
        let component = site.names.component(&id, &id_of(&id), &title, None);
        component.description = item
            .and_then(|it| text(it.get("description")))
            .map(|it| one_line(&it));
    }
    site
}

/// Settings of any form; a program is read as far as it is data.
fn table(path: &str, content: &str, notes: &mut Notes) -> Table {
    if !path.ends_with(".js") {
        return front::settings(content, path, notes);
    }
    let exported = ["module.exports", "export default"]
        .iter()
        .find_map(|word| content.find(word));
    let object = exported.and_then(|at| {
        let from = at + content[at..].find('{')?;
        content.get(from..=content.rfind('}')?)
    });
    match object.map(json5::from_str::<Value>) {
        Some(Ok(Value::Object(found))) => found,
        _ => {
            notes.add(path, "is a program, which is not run: set `title` and `address`, and look through the components");
            Table::new()
        }
    }
}

impl Site {
    /// An incident's file: its name, and the language whose folder it stands in.
    pub fn content<'a>(&self, path: &'a str) -> Option<(&'a str, Option<&'a str>)> {
        let rest = path
            .strip_prefix(self.folder.trim_matches(['.', '/']))?
            .strip_prefix('/')?;
        let (folder, name) = match rest.rsplit_once('/') {
            Some((folder, name)) => (Some(folder), name),
            None => (None, rest),
        };
        let name = name
            .strip_suffix(".md")
            .filter(|it| !it.eq_ignore_ascii_case("readme"))?;
        match folder {
            None => Some((name, None)),
            Some(folder) if folder == self.language => Some((name, None)),
            // Statusfy's languages are folders; any other folder is none of its.
            Some(folder) if self.languages.contains(folder) || is_code(folder) => {
                Some((name, Some(folder)))
            }
            Some(_) => None,
        }
    }

    /// Notes that something is told in a language.
    pub fn translated(&mut self, language: &str) {
        self.translated.insert(language.to_owned());
    }

    /// The page, in the languages that anything is told in.
    pub fn page(&self, incidents: &[Incident]) -> Page {
        let mut languages = vec![self.language.clone()];
        let own = incidents.iter().filter_map(|it| it.lang.as_ref());
        for language in self.translated.iter().chain(own) {
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
        Page {
            title: self.title.clone(),
            address: self.address.clone(),
            timezone: None,
            languages,
        }
    }
}

/// `de`, `pt-BR`.
fn is_code(folder: &str) -> bool {
    let first = folder.split('-').next().unwrap_or("");
    first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) && folder.len() <= 8
}
