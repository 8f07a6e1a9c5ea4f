//! Keys of pages that do not age: a hash over everything that goes into one.

use super::{Page, Press};
use crate::model::{ComponentStatus, Kind, Site};
use crate::render::markdown::Assets;
use crate::render::theme::Theme;
use crate::status::{Entry, IncidentStanding, Occurrence, Step};
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

/// What every page depends on: the program, the theme, the settings, the assets.
pub(super) fn base(site: &Site, theme: &Theme, assets: &Assets) -> Sha256 {
    let mut hash = Sha256::new();
    add(&mut hash, env!("CARGO_PKG_VERSION").as_bytes());
    add(&mut hash, theme.digest());
    add(&mut hash, &site.digest);
    for asset in &site.assets {
        // Where it is published has a hash of its bytes in it.
        add(&mut hash, asset.path.as_bytes());
        add(
            &mut hash,
            assets.published(&asset.path).unwrap_or_default().as_bytes(),
        );
    }
    hash
}

impl Press {
    /// The key of a page of a finished incident, a notice or a past month; none for the others.
    pub(super) fn key(&self, page: &Page) -> Option<[u8; 32]> {
        let mut hash = self.base.clone();
        match page {
            Page::Incident(at) if self.finished(*at) => {
                hash.update(b"incident");
                self.add_incident(&mut hash, *at);
                // A series shows its windows of the last 90 days; but one that is over shows no more
                // when time passes, so the horizon matters only where something lies beyond it.
                let day = self.standing.settled.timestamp();
                let repeats = matches!(&self.site.incidents[*at].kind, Kind::Maintenance(window) if window.repeat.is_some());
                add(&mut hash, &if repeats { day } else { 0 }.to_le_bytes());
            }
            Page::Month(at) if self.month_over(*at) => {
                hash.update(b"month");
                let month = &self.standing.months[*at];
                add(
                    &mut hash,
                    &[month.year.to_le_bytes(), month.month.to_le_bytes()].concat(),
                );
                if let Some(earlier) = self.standing.months.get(at + 1) {
                    add(
                        &mut hash,
                        &[earlier.year.to_le_bytes(), earlier.month.to_le_bytes()].concat(),
                    );
                }
                for entry in &month.entries {
                    match entry {
                        Entry::Incident(at) => self.add_incident(&mut hash, *at),
                        Entry::Maintenance(place) => {
                            let occurrence = &self.standing.occurrences[*place];
                            add(&mut hash, &self.site.incidents[occurrence.incident].digest);
                            add_occurrence(&mut hash, occurrence);
                        }
                    }
                }
            }
            _ => return None,
        }
        Some(hash.finalize().into())
    }

    fn add_incident(&self, hash: &mut Sha256, at: usize) {
        let incident = &self.site.incidents[at];
        add(hash, incident.id.as_bytes());
        add(hash, &incident.digest);
        add_standing(hash, &self.standing.incidents[at]);
        for &place in &self.occurrences[at] {
            add_occurrence(hash, &self.standing.occurrences[place]);
        }
    }
}

fn add_standing(hash: &mut Sha256, standing: &IncidentStanding) {
    for step in &standing.steps {
        add_step(hash, step);
    }
    add(hash, standing.status.word().as_bytes());
    add(hash, &[u8::from(standing.open)]);
    add(hash, standing.impact.word().as_bytes());
    for at in [
        Some(standing.started_at),
        Some(standing.updated_at),
        standing.ended_at,
        standing.next_update,
    ] {
        add_moment(hash, at);
    }
    add_components(hash, &standing.affected);
    add_components(hash, &standing.now);
}

fn add_occurrence(hash: &mut Sha256, occurrence: &Occurrence) {
    add(hash, occurrence.id.as_bytes());
    add(hash, occurrence.status.word().as_bytes());
    let moments = [
        Some(occurrence.start),
        Some(occurrence.end),
        occurrence.began_at,
        occurrence.ended_at,
    ];
    moments.into_iter().for_each(|at| add_moment(hash, at));
    for step in &occurrence.steps {
        add_step(hash, step);
    }
    add(hash, &[u8::from(occurrence.overrun)]);
    add_components(hash, &occurrence.affected);
}

fn add_step(hash: &mut Sha256, step: &Step) {
    add(hash, step.id.as_bytes());
    add_moment(hash, Some(step.at));
    add(hash, step.status.word().as_bytes());
    add(
        hash,
        &[u8::from(step.plain), u8::from(step.update.is_some())],
    );
    add(
        hash,
        &(step.update.unwrap_or_default() as u64).to_le_bytes(),
    );
    for change in &step.changes {
        hash.update((change.component as u64).to_le_bytes());
        hash.update([change.old as u8, change.new as u8]);
    }
    for id in &step.unknown_components {
        add(hash, id.as_bytes());
    }
}

fn add_components(hash: &mut Sha256, pairs: &[(usize, ComponentStatus)]) {
    add(hash, &(pairs.len() as u64).to_le_bytes());
    for (at, status) in pairs {
        hash.update((*at as u64).to_le_bytes());
        hash.update([*status as u8]);
    }
}

fn add_moment(hash: &mut Sha256, at: Option<DateTime<Utc>>) {
    match at {
        Some(at) => add(hash, &at.timestamp_millis().to_le_bytes()),
        None => add(hash, &[]),
    }
}

/// Takes in some bytes and how many they are, so that no two lists hash alike.
fn add(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
