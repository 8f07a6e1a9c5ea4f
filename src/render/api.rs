//! What programs ask for: the Statuspage v2 API in full, and our own `status.json`.

mod own;
mod shapes;
#[cfg(test)]
mod tests;
mod v2;
mod words;

use crate::render::machine::{Moment, file, of_month, with_age};
use crate::status::Entry;
use crate::tree::{File, Role};
use chrono::{DateTime, Utc};
use serde::Serialize;
use shapes::{Document, Incident};
use v2::{Documents, MOST};

/// The documents that say how old they are.
pub(crate) fn aged(moment: &Moment) -> Vec<(String, File)> {
    let documents = Documents::new(moment);
    let aged = || Document {
        status: Some(documents.status()),
        stillup: Some(documents.stillup()),
        ..Document::new(&documents.page)
    };
    let under_way = active(moment).chain(upcoming(moment));
    let summary = Document {
        components: Some(&documents.components),
        incidents: Some(incidents(&documents, unresolved(moment))),
        scheduled_maintenances: Some(maintenances(moment, &documents, under_way)),
        ..aged()
    };
    [
        written("api/v2/summary.json", &summary),
        written("api/v2/status.json", &aged()),
        written("status.json", &own::status(moment)),
    ]
    .map(with_age)
    .into()
}

/// The other documents.
pub(crate) fn files(moment: &Moment) -> Vec<(String, File)> {
    let documents = Documents::new(moment);
    let list = |path: &str, positions: Vec<usize>| {
        let incidents = Some(incidents(&documents, positions.into_iter()));
        written(
            path,
            &Document {
                incidents,
                ..Document::new(&documents.page)
            },
        )
    };
    let schedule = |path: &str, positions: Vec<usize>| {
        let scheduled_maintenances = Some(maintenances(moment, &documents, positions.into_iter()));
        written(
            path,
            &Document {
                scheduled_maintenances,
                ..Document::new(&documents.schedule)
            },
        )
    };
    let newest = (0..moment.standing.occurrences.len()).rev().take(MOST);
    let components = Document {
        components: Some(&documents.components),
        ..Document::new(&documents.page)
    };
    let mut files = vec![
        written("api/v2/components.json", &components),
        list("api/v2/incidents.json", recent(moment).collect()),
        list(
            "api/v2/incidents/unresolved.json",
            unresolved(moment).collect(),
        ),
        schedule("api/v2/scheduled-maintenances.json", newest.collect()),
        schedule(
            "api/v2/scheduled-maintenances/active.json",
            active(moment).collect(),
        ),
        schedule(
            "api/v2/scheduled-maintenances/upcoming.json",
            upcoming(moment).collect(),
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
    let leaf = |id: &str, document: Incident, begun: DateTime<Utc>| {
        let (path, made) = written(&format!("incidents/{id}.json"), &document);
        let month = begun.with_timezone(&zone).format("%Y-%m").to_string();
        of_month(
            (
                path,
                File {
                    role: Role::Leaf,
                    ..made
                },
            ),
            month,
        )
    };
    let incidents = moment.site.incidents.iter().enumerate();
    let incidents = incidents.filter(|(at, _)| moment.is_incident(*at));
    let incidents = incidents.map(|(at, incident)| {
        leaf(
            &incident.id,
            documents.incident(at),
            moment.standing.incidents[at].started_at,
        )
    });
    let occurrences = moment.standing.occurrences.iter();
    let once = occurrences
        .filter(|occurrence| occurrence.id == moment.site.incidents[occurrence.incident].id);
    let once = once.map(|occurrence| {
        leaf(
            &occurrence.id,
            documents.maintenance(occurrence),
            occurrence.start,
        )
    });
    incidents.chain(once).collect()
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

/// Positions of open incidents, newest first.
fn unresolved<'a>(moment: &'a Moment) -> impl Iterator<Item = usize> + 'a {
    let open = moment.standing.open.iter().copied();
    open.filter(|&at| moment.is_incident(at)).take(MOST)
}

/// Positions of maintenance in progress, by start.
fn active<'a>(moment: &'a Moment) -> impl Iterator<Item = usize> + 'a {
    latest(&moment.standing.active)
}

/// Positions of maintenance to come, by start.
fn upcoming<'a>(moment: &'a Moment) -> impl Iterator<Item = usize> + 'a {
    latest(&moment.standing.upcoming)
}

/// The latest of those by start: what nobody began or ended by hand stays among them for ever.
fn latest(positions: &[usize]) -> impl Iterator<Item = usize> {
    positions[positions.len().saturating_sub(MOST)..]
        .iter()
        .copied()
}

fn incidents<'a>(
    documents: &'a Documents,
    positions: impl Iterator<Item = usize>,
) -> Vec<Incident<'a>> {
    positions.map(|at| documents.incident(at)).collect()
}

fn maintenances<'a>(
    moment: &'a Moment,
    documents: &'a Documents<'a>,
    positions: impl Iterator<Item = usize>,
) -> Vec<Incident<'a>> {
    positions
        .map(|at| documents.maintenance(&moment.standing.occurrences[at]))
        .collect()
}

/// Our own types have only text keys, and no numbers that JSON has no word for.
fn written(path: &str, document: &impl Serialize) -> (String, File) {
    file(
        path,
        serde_json::to_vec(document).expect("our own documents are JSON"),
    )
}
