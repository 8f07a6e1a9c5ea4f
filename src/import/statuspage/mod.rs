//! Statuspage: its public API, version 2, from its address or from a folder of the same files.
//!
//! 1. `remote` asks an address for the files a folder would hold.
//! 2. `document` reads them, also where they are cut off.
//! 3. `component` takes over groups and components, `incident` each incident and maintenance.
//! 4. `history` reads of `history.atom` what the API no longer lists.

mod component;
mod document;
mod history;
mod incident;
mod remote;

use super::files::{Files, nothing_of};
use super::{Found, Notes, Page, Request};
use crate::model::{Incident, Kind};
use crate::problem::Problem;
use chrono_tz::Tz;
use component::Site;
use document::{Documents, text};
use serde_json::Value;
use std::collections::BTreeMap;

/// The API's files, below `api/v2/`. Those later in the list know more of an incident.
const FILES: &[&str] = &[
    "summary.json",
    "status.json",
    "components.json",
    "incidents/unresolved.json",
    "incidents.json",
    "scheduled-maintenances/upcoming.json",
    "scheduled-maintenances/active.json",
    "scheduled-maintenances.json",
];

/// The feed that may reach further back.
const FEED: &str = "history.atom";

/// As many incidents does the API list, and no more.
const LISTED: usize = 50;

/// Reads a page from its address or its files.
///
/// # Errors
/// There is no such folder, or nothing of the API can be read.
pub(super) fn read(request: &Request) -> Result<Found, Problem> {
    let remote = request.from.starts_with("http://") || request.from.starts_with("https://");
    let files = match remote {
        true => remote::read(request.from, request.patience)?,
        false => Files::read(&request.folder(), request.from, wanted)?,
    };
    let mut notes = Notes::default();
    let mut documents = document::read(files, &mut notes);
    if let Some(why) = documents.nothing() {
        let none = || nothing_of("Statuspage", request.from, "`api/v2/summary.json`");
        return Err(why.unwrap_or_else(none));
    }
    let mut site = component::read(&documents, &mut notes);
    let mut incidents = listed(&documents, &mut site, request, &mut notes);
    history(&documents, &mut site, &mut incidents, &mut notes);
    let page = page(&documents, site.zone);
    let (groups, components) = site.names.finish(&incidents, &mut notes);
    Ok(Found {
        page,
        groups,
        components,
        incidents,
        assets: BTreeMap::new(),
        notes,
        problems: documents.problems,
    })
}

/// Where a file stands in the API; `None` for what is none of it.
fn part(path: &str) -> Option<&str> {
    let path = match path.rsplit_once("api/v2/") {
        Some((before, after)) if before.is_empty() || before.ends_with('/') => after,
        _ => path,
    };
    let own = path
        .strip_prefix("incidents/")
        .is_some_and(|it| it.ends_with(".json") && !it.contains('/'));
    (FILES.contains(&path) || path == FEED || own).then_some(path)
}

fn wanted(path: &str) -> bool {
    part(path).is_some()
}

fn page(documents: &Documents, zone: Tz) -> Page {
    let page = documents.page();
    Page {
        title: page.and_then(|page| text(page, "name")),
        address: page.and_then(|page| text(page, "url")),
        timezone: Some(zone),
        languages: Vec::new(),
    }
}

/// Everything the API lists, oldest first.
fn listed(
    documents: &Documents,
    site: &mut Site,
    request: &Request,
    notes: &mut Notes,
) -> Vec<Incident> {
    let mut all: BTreeMap<String, &Value> = BTreeMap::new();
    for incident in documents.incidents() {
        all.insert(text(incident, "id").unwrap_or_default(), incident);
    }
    let mut all: Vec<&Value> = all.into_values().collect();
    all.sort_by_key(|it| text(it, "created_at"));
    let listed = all
        .into_iter()
        .filter_map(|it| incident::read(it, site, request.now, notes));
    listed.collect()
}

/// Adds what only the feed knows, and says where history ends.
fn history(
    documents: &Documents,
    site: &mut Site,
    incidents: &mut Vec<Incident>,
    notes: &mut Notes,
) {
    let incidents_listed = incidents
        .iter()
        .filter(|it| it.kind == Kind::Incident)
        .count();
    let maintenance_listed = incidents.len() - incidents_listed;
    let Some(feed) = &documents.feed else {
        if incidents_listed >= LISTED || maintenance_listed >= LISTED {
            notes.add("", "the API lists the last 50 only, and there is no `history.atom`: what is older is not imported");
        }
        return;
    };
    let older = history::read(feed, site, incidents, notes);
    if incidents_listed >= LISTED || maintenance_listed >= LISTED {
        let what = format!(
            "the API lists the last 50 only: {} older came from `history.atom`, what is older still is not imported",
            older.len()
        );
        notes.add("", what);
    }
    incidents.extend(older);
}
