//! Statusfy: one markdown file for each incident, one folder for each further language.
//!
//! 1. `settings` reads `config.*` and `locales/`: the page and its components.
//! 2. `incident` reads each file of `content/`; those of a language's folder are translations.
//! 3. `body` lifts its `::: update` blocks.

mod body;
mod incident;
mod settings;

use super::files::{Files, nothing_of};
use super::pages::in_order;
use super::{Found, Notes, Request};
use crate::model::{Incident, Translation};
use crate::problem::Problem;
use settings::Site;
use std::collections::BTreeMap;

/// Reads a Statusfy site's folder.
///
/// # Errors
/// There is none.
pub(super) fn read(request: &Request) -> Result<Found, Problem> {
    let mut files = Files::read(&request.folder(), request.from, wanted)?;
    if files.is_empty() {
        return Err(nothing_of(
            "Statusfy",
            request.from,
            "`config.js` or `content`",
        ));
    }
    let mut notes = Notes::default();
    let mut problems = std::mem::take(&mut files.problems);
    let mut site = settings::read(&files, &mut notes);
    let mut incidents: BTreeMap<String, Incident> = BTreeMap::new();
    // Originals stand above their translations.
    let mut paths: Vec<&str> = files
        .paths()
        .filter(|path| site.content(path).is_some())
        .collect();
    paths.sort_by_key(|path| path.matches('/').count());
    for path in paths {
        let Some((name, language)) = site
            .content(path)
            .map(|(name, language)| (name.to_owned(), language.map(str::to_owned)))
        else {
            continue;
        };
        let Some(text) = files.text(path, &mut notes) else {
            continue;
        };
        match (language, incidents.get_mut(&name)) {
            (Some(language), Some(original)) => {
                translate(original, &language, path, &text, &mut site, &mut notes)
            }
            (language, _) => {
                match incident::read(path, &name, &text, &mut site, request.now, &mut notes) {
                    Ok(mut incident) => {
                        incident.updates = in_order(incident.updates, &incident.id, &mut notes);
                        incident.lang = language;
                        incidents.insert(name, incident);
                    }
                    Err(problem) => problems.push(problem),
                }
            }
        }
    }
    let incidents: Vec<Incident> = incidents.into_values().collect();
    let page = site.page(&incidents);
    let (groups, components) = site.names.finish(&incidents, &mut notes);
    Ok(Found {
        page,
        groups,
        components,
        incidents,
        assets: BTreeMap::new(),
        notes,
        problems,
    })
}

fn wanted(path: &str) -> bool {
    settings::is_settings(path)
        || (path.starts_with("locales/") && path.ends_with(".json"))
        || (path.ends_with(".md") && !path.starts_with("docs/"))
}

/// Takes title, summary and the texts of updates of the same time.
fn translate(
    original: &mut Incident,
    language: &str,
    path: &str,
    text: &str,
    site: &mut Site,
    notes: &mut Notes,
) {
    let (front, body) = super::front::split(text, path, notes);
    let body = body::take_apart(body, path, notes);
    let mut translation = Translation {
        title: super::front::text(front.get("title")),
        summary: body.rest,
        ..Translation::default()
    };
    for said in body.updates {
        let free = |it: &&crate::model::Update| {
            it.at == said.at && !translation.updates.contains_key(it.id.as_str())
        };
        match original.updates.iter().find(free) {
            Some(update) => drop(
                translation
                    .updates
                    .insert(update.id.to_string(), said.told(false).1),
            ),
            None => {
                notes.add(path, "an update has no counterpart of the same time in the original: added to its summary");
                translation
                    .summary
                    .push_str(&format!("\n\n{}", said.told(false).1));
            }
        }
    }
    for address in incident::addresses(&front) {
        original.aliases.push(format!("{language}/{address}"));
    }
    site.translated(language);
    original
        .translations
        .insert(language.to_owned(), translation);
}
