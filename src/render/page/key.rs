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
    let mut all = Vec::new();
    add(&mut all, env!("CARGO_PKG_VERSION").as_bytes());
    add(&mut all, theme.digest());
    add(&mut all, &site.digest);
    for asset in &site.assets {
        // Where it is published has a hash of its bytes in it.
        add(&mut all, asset.path.as_bytes());
        add(
            &mut all,
            assets.published(&asset.path).unwrap_or_default().as_bytes(),
        );
    }
    Sha256::new_with_prefix(all)
}

impl Press {
    /// The key of a page of a finished incident, a notice or a past month; none for the others.
    pub(super) fn key(&self, page: &Page) -> Option<[u8; 32]> {
        // Gathered and hashed at once: a step has a dozen small things to take in.
        let mut all = Vec::with_capacity(1 << 10);
        match page {
            Page::Incident(at) if self.finished(*at) => {
                all.extend_from_slice(b"incident");
                self.add_incident(&mut all, *at);
                // A series shows its windows of the last 90 days; but one that is over shows no more
                // when time passes, so the horizon matters only where something lies beyond it.
                let day = self.standing.settled.timestamp();
                let repeats = matches!(&self.site.incidents[*at].kind, Kind::Maintenance(window) if window.repeat.is_some());
                add(&mut all, &if repeats { day } else { 0 }.to_le_bytes());
            }
            Page::Month(at) if self.month_over(*at) => {
                all.extend_from_slice(b"month");
                let month = &self.standing.months[*at];
                add(
                    &mut all,
                    &[month.year.to_le_bytes(), month.month.to_le_bytes()].concat(),
                );
                if let Some(earlier) = self.standing.months.get(at + 1) {
                    add(
                        &mut all,
                        &[earlier.year.to_le_bytes(), earlier.month.to_le_bytes()].concat(),
                    );
                }
                for entry in &month.entries {
                    match entry {
                        Entry::Incident(at) => self.add_incident(&mut all, *at),
                        Entry::Maintenance(place) => {
                            let occurrence = &self.standing.occurrences[*place];
                            add(&mut all, &self.site.incidents[occurrence.incident].digest);
                            add_occurrence(&mut all, occurrence);
                        }
                    }
                }
            }
            _ => return None,
        }
        Some(self.base.clone().chain_update(all).finalize().into())
    }

    fn add_incident(&self, all: &mut Vec<u8>, at: usize) {
        let incident = &self.site.incidents[at];
        add(all, incident.id.as_bytes());
        add(all, &incident.digest);
        add_standing(all, &self.standing.incidents[at]);
        for &place in &self.occurrences[at] {
            add_occurrence(all, &self.standing.occurrences[place]);
        }
    }
}

fn add_standing(all: &mut Vec<u8>, standing: &IncidentStanding) {
    for step in &standing.steps {
        add_step(all, step);
    }
    add(all, standing.status.word().as_bytes());
    add(all, &[u8::from(standing.open)]);
    add(all, standing.impact.word().as_bytes());
    for at in [
        Some(standing.started_at),
        Some(standing.updated_at),
        standing.ended_at,
        standing.next_update,
    ] {
        add_moment(all, at);
    }
    add_components(all, &standing.affected);
    add_components(all, &standing.now);
}

fn add_occurrence(all: &mut Vec<u8>, occurrence: &Occurrence) {
    add(all, occurrence.id.as_bytes());
    add(all, occurrence.status.word().as_bytes());
    let moments = [
        Some(occurrence.start),
        Some(occurrence.end),
        occurrence.began_at,
        occurrence.ended_at,
    ];
    moments.into_iter().for_each(|at| add_moment(all, at));
    for step in &occurrence.steps {
        add_step(all, step);
    }
    add(all, &[u8::from(occurrence.overrun)]);
    add_components(all, &occurrence.affected);
}

fn add_step(all: &mut Vec<u8>, step: &Step) {
    add(all, step.id.as_bytes());
    add_moment(all, Some(step.at));
    add(all, step.status.word().as_bytes());
    add(
        all,
        &[u8::from(step.plain), u8::from(step.update.is_some())],
    );
    add(all, &(step.update.unwrap_or_default() as u64).to_le_bytes());
    for change in &step.changes {
        all.extend_from_slice(&(change.component as u64).to_le_bytes());
        all.extend_from_slice(&[change.old as u8, change.new as u8]);
    }
    for id in &step.unknown_components {
        add(all, id.as_bytes());
    }
}

fn add_components(all: &mut Vec<u8>, pairs: &[(usize, ComponentStatus)]) {
    add(all, &(pairs.len() as u64).to_le_bytes());
    for (at, status) in pairs {
        all.extend_from_slice(&(*at as u64).to_le_bytes());
        all.push(*status as u8);
    }
}

fn add_moment(all: &mut Vec<u8>, at: Option<DateTime<Utc>>) {
    match at {
        Some(at) => add(all, &at.timestamp_millis().to_le_bytes()),
        None => add(all, &[]),
    }
}

/// Takes in some bytes and how many they are, so that no two lists hash alike.
fn add(all: &mut Vec<u8>, bytes: &[u8]) {
    all.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    all.extend_from_slice(bytes);
}
