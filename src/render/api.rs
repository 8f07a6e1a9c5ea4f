//! What programs ask for: the Statuspage v2 API in full, and our own `status.json`.

mod own;
mod shapes;
#[cfg(test)]
mod tests;
mod v2;

use crate::render::machine::{Moment, file, of_month, with_age};
use crate::status::Entry;
use crate::tree::{File, Role};
use serde::Serialize;
use serde_json::{Map, Value, json};
use v2::{Documents, MOST};

/// The documents that say how old they are.
pub(crate) fn aged(moment: &Moment) -> Vec<(String, File)> {
    let documents = Documents::new(moment);
    let stillup = value(documents.stillup());
    let mut summary = json!({
        "page": documents.page,
        "components": documents.components,
        "incidents": unresolved(moment, &documents),
        "scheduled_maintenances": maintenances(moment, &documents, active(moment).chain(upcoming(moment))),
        "status": documents.status(),
    });
    summary["stillup"] = stillup.clone();
    let status =
        json!({ "page": documents.page, "status": documents.status(), "stillup": stillup });
    let own = own::status(moment);
    [
        ("api/v2/summary.json", summary),
        ("api/v2/status.json", status),
        ("status.json", own),
    ]
    .map(|(path, document)| with_age(written(path, &document)))
    .into()
}

/// The other documents.
pub(crate) fn files(moment: &Moment) -> Vec<(String, File)> {
    let documents = Documents::new(moment);
    let page = value(&documents.page);
    let one = |path: &str, key: &str, list: Value| {
        written(
            &format!("api/v2/{path}"),
            &Value::Object(Map::from_iter([
                ("page".into(), page.clone()),
                (key.into(), list),
            ])),
        )
    };
    let occurrences = || moment.standing.occurrences.iter().enumerate();
    let newest = occurrences().rev().take(MOST).map(|(at, _)| at);
    let incidents = recent(moment)
        .map(|at| value(documents.incident(at)))
        .collect();
    let mut files = vec![
        one(
            "components.json",
            "components",
            value(&documents.components),
        ),
        one("incidents.json", "incidents", Value::Array(incidents)),
        one(
            "incidents/unresolved.json",
            "incidents",
            unresolved(moment, &documents),
        ),
        one(
            "scheduled-maintenances.json",
            "scheduled_maintenances",
            maintenances(moment, &documents, newest),
        ),
        one(
            "scheduled-maintenances/active.json",
            "scheduled_maintenances",
            maintenances(moment, &documents, active(moment)),
        ),
        one(
            "scheduled-maintenances/upcoming.json",
            "scheduled_maintenances",
            maintenances(moment, &documents, upcoming(moment)),
        ),
    ];
    if moment.site.api.incident_files {
        files.extend(incident_files(moment, &documents));
    }
    files
}

/// `incidents/<id>.json`, for each incident, and each maintenance that takes place once.
fn incident_files(moment: &Moment, documents: &Documents) -> Vec<(String, File)> {
    let zone = moment.site.settings.timezone;
    let path = |id: &str| format!("incidents/{id}.json");
    let month =
        |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).format("%Y-%m").to_string();
    let incidents = moment
        .site
        .incidents
        .iter()
        .enumerate()
        .filter(|(at, _)| moment.is_incident(*at));
    let incidents = incidents.map(|(at, incident)| {
        let begun = moment.standing.incidents[at].started_at;
        of_month(
            leaf(path(&incident.id), &documents.incident(at)),
            month(begun),
        )
    });
    let occurrences = moment.standing.occurrences.iter();
    let maintenances = occurrences
        .filter(|occurrence| occurrence.id == moment.site.incidents[occurrence.incident].id);
    let maintenances = maintenances.map(|occurrence| {
        of_month(
            leaf(path(&occurrence.id), &documents.maintenance(occurrence)),
            month(occurrence.start),
        )
    });
    incidents.chain(maintenances).collect()
}

/// Positions of the most recent incidents, newest first, notices and maintenance left out.
fn recent<'a>(moment: &'a Moment) -> impl Iterator<Item = usize> + 'a {
    let entries = moment
        .standing
        .months
        .iter()
        .flat_map(|month| &month.entries);
    let incidents = entries.filter_map(|entry| match *entry {
        Entry::Incident(at) if moment.is_incident(at) => Some(at),
        _ => None,
    });
    incidents.take(MOST)
}

fn unresolved(moment: &Moment, documents: &Documents) -> Value {
    let open = moment
        .standing
        .open
        .iter()
        .filter(|&&at| moment.is_incident(at));
    Value::Array(
        open.take(MOST)
            .map(|&at| value(documents.incident(at)))
            .collect(),
    )
}

fn maintenances(
    moment: &Moment,
    documents: &Documents,
    positions: impl Iterator<Item = usize>,
) -> Value {
    let maintenance = |at: usize| value(documents.maintenance(&moment.standing.occurrences[at]));
    Value::Array(positions.map(maintenance).collect())
}

fn active<'a>(moment: &'a Moment) -> impl Iterator<Item = usize> + 'a {
    let active = &moment.standing.active;
    active[active.len().saturating_sub(MOST)..].iter().copied()
}

/// Positions of maintenance to come, by start. One that nobody began by hand stays among them, so
/// the latest are taken.
fn upcoming<'a>(moment: &'a Moment) -> impl Iterator<Item = usize> + 'a {
    let upcoming = &moment.standing.upcoming;
    upcoming[upcoming.len().saturating_sub(MOST)..]
        .iter()
        .copied()
}

/// Our own types have only text keys, and no numbers that JSON has no word for.
fn value(document: impl Serialize) -> Value {
    serde_json::to_value(document).expect("our own documents are JSON")
}

fn written(path: &str, document: &Value) -> (String, File) {
    file(path, document.to_string())
}

fn leaf(path: String, document: &impl Serialize) -> (String, File) {
    let (path, made) = file(
        path,
        serde_json::to_vec(document).expect("our own documents are JSON"),
    );
    (
        path,
        File {
            role: Role::Leaf,
            ..made
        },
    )
}
