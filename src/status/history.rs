//! Everything that happened, month by month.

use super::calendar::month_of;
use super::incident::is_plain_notice;
use super::standing::{Entry, IncidentStanding, Month, Occurrence};
use crate::model::{Kind, Site};
use chrono::{DateTime, Utc};

/// Incidents and notices by when they started, maintenance by its start once it has begun.
pub(super) fn months(
    site: &Site,
    incidents: &[IncidentStanding],
    occurrences: &[Occurrence],
) -> Vec<Month> {
    let zone = site.settings.timezone;
    let mut entries: Vec<(DateTime<Utc>, Entry)> = site
        .incidents
        .iter()
        .zip(incidents)
        .enumerate()
        .filter(|(_, (incident, _))| !matches!(incident.kind, Kind::Maintenance(_)))
        .map(|(at, (_, standing))| (standing.started_at, Entry::Incident(at)))
        .collect();
    entries.extend(
        occurrences
            .iter()
            .enumerate()
            .filter(|(_, occurrence)| occurrence.began_at.is_some())
            .map(|(at, occurrence)| (occurrence.start, Entry::Maintenance(at))),
    );
    entries.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut months: Vec<Month> = Vec::new();
    for (at, entry) in entries {
        let (year, month) = month_of(zone, at);
        match months
            .last_mut()
            .filter(|last| (last.year, last.month) == (year, month))
        {
            Some(last) => last.entries.push(entry),
            None => months.push(Month {
                year,
                month,
                entries: vec![entry],
            }),
        }
    }
    months
}

/// Positions of open incidents, newest first.
pub(super) fn open(site: &Site, incidents: &[IncidentStanding]) -> Vec<usize> {
    newest_first(incidents, |at| {
        incidents[at].open
            && !matches!(site.incidents[at].kind, Kind::Maintenance(_))
            && !is_plain_notice(&site.incidents[at])
    })
}

/// Positions of pinned notices, newest first.
pub(super) fn pinned(incidents: &[IncidentStanding]) -> Vec<usize> {
    newest_first(incidents, |at| incidents[at].pinned)
}

fn newest_first(incidents: &[IncidentStanding], keep: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..incidents.len()).filter(|at| keep(*at)).collect();
    kept.sort_by_key(|at| std::cmp::Reverse(incidents[*at].started_at));
    kept
}
