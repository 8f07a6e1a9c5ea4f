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
        // Gathered and hashed at once.
        let mut all = Vec::with_capacity(1 << 8);
        match page {
            Page::Incident(at) if self.finished(*at) => {
                all.extend_from_slice(b"incident");
                all.extend_from_slice(&self.told(*at));
                // A series shows its windows of the last 90 days; but one that is over shows no more
                // when time passes, so the horizon matters only where something lies beyond it.
                let day = self.standing.settled.timestamp();
                let repeats = matches!(&self.site.incidents[*at].kind, Kind::Maintenance(window) if window.repeat.is_some());
                all.extend_from_slice(&if repeats { day } else { 0 }.to_le_bytes());
            }
            Page::Month(at) if self.month_over(*at) => {
                all.extend_from_slice(b"month");
                let month = &self.standing.months[*at];
                let earlier = self.standing.months.get(at + 1);
                all.push(u8::from(earlier.is_some()));
                for month in std::iter::once(month).chain(earlier) {
                    all.extend_from_slice(&month.year.to_le_bytes());
                    all.extend_from_slice(&month.month.to_le_bytes());
                }
                for entry in &month.entries {
                    match entry {
                        Entry::Incident(at) => {
                            all.push(0);
                            all.extend_from_slice(&self.told(*at));
                        }
                        Entry::Maintenance(place) => {
                            let occurrence = &self.standing.occurrences[*place];
                            all.push(1);
                            all.extend_from_slice(&self.site.incidents[occurrence.incident].digest);
                            add_occurrence(&mut all, occurrence);
                        }
                    }
                }
            }
            _ => return None,
        }
        Some(self.base.clone().chain_update(all).finalize().into())
    }

    /// A hash of all that is told of an incident.
    fn told(&self, at: usize) -> [u8; 32] {
        let told = || {
            let incident = &self.site.incidents[at];
            let mut all = Vec::with_capacity(1 << 10);
            add(&mut all, incident.id.as_bytes());
            all.extend_from_slice(&incident.digest);
            add_standing(&mut all, &self.standing.incidents[at]);
            for &place in &self.occurrences[at] {
                add_occurrence(&mut all, &self.standing.occurrences[place]);
            }
            Sha256::digest(&all).into()
        };
        match self.hashes.get(at) {
            Some(hash) => *hash.get_or_init(told),
            None => told(),
        }
    }
}

fn add_standing(all: &mut Vec<u8>, standing: &IncidentStanding) {
    add_steps(all, &standing.steps);
    all.extend_from_slice(&[
        standing.status as u8,
        u8::from(standing.open),
        standing.impact as u8,
    ]);
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
    all.extend_from_slice(&[occurrence.status as u8, u8::from(occurrence.overrun)]);
    let moments = [
        Some(occurrence.start),
        Some(occurrence.end),
        occurrence.began_at,
        occurrence.ended_at,
    ];
    moments.into_iter().for_each(|at| add_moment(all, at));
    add_steps(all, &occurrence.steps);
    add_components(all, &occurrence.affected);
}

fn add_steps(all: &mut Vec<u8>, steps: &[Step]) {
    add_length(all, steps.len());
    for step in steps {
        add(all, step.id.as_bytes());
        add_moment(all, Some(step.at));
        all.extend_from_slice(&[
            step.status as u8,
            u8::from(step.plain),
            u8::from(step.update.is_some()),
        ]);
        add_length(all, step.update.unwrap_or_default());
        add_length(all, step.changes.len());
        for change in &step.changes {
            add_length(all, change.component);
            all.extend_from_slice(&[change.old as u8, change.new as u8]);
        }
        add_length(all, step.unknown_components.len());
        for id in &step.unknown_components {
            add(all, id.as_bytes());
        }
    }
}

fn add_components(all: &mut Vec<u8>, pairs: &[(usize, ComponentStatus)]) {
    add_length(all, pairs.len());
    for (at, status) in pairs {
        add_length(all, *at);
        all.push(*status as u8);
    }
}

/// In milliseconds since 1970; what is not there is none of them.
fn add_moment(all: &mut Vec<u8>, at: Option<DateTime<Utc>>) {
    let moment = at.map_or(i64::MIN, |at| at.timestamp_millis());
    all.extend_from_slice(&moment.to_le_bytes());
}

/// A length or a position.
fn add_length(all: &mut Vec<u8>, length: usize) {
    all.extend_from_slice(&(length as u64).to_le_bytes());
}

/// Takes in some bytes and how many they are, so that no two lists hash alike.
pub(in crate::render) fn add(all: &mut Vec<u8>, bytes: &[u8]) {
    add_length(all, bytes.len());
    all.extend_from_slice(bytes);
}
