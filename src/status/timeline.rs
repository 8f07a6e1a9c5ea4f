//! One component's history: everything claimed of it, merged so that the worst wins.

use super::ledger::{Claim, Saying};
use super::standing::Span;
use crate::model::ComponentStatus;
use chrono::{DateTime, Utc};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// A span lists at most this many incidents, the worst ones: a site with thousands open at once
/// must not need memory for every pair of them.
pub(super) const MOST_INCIDENTS: usize = 100;

/// A component's merged history, and what is last known of it.
#[derive(Debug)]
pub(super) struct Timeline {
    /// Disjoint, in order, never operational.
    pub spans: Vec<Span>,
    /// What is said of it now.
    pub now: Saying,
}

/// A claim in force: its rank, its status, its incident, its position. Known sorts above unknown at
/// the same rank, the earlier incident above the later.
type Key = (ComponentStatus, ComponentStatus, Reverse<usize>, usize);

/// What is in force at one instant, worst first.
type Active = BTreeSet<Reverse<Key>>;

/// Merges claims, in any order, of one component.
///
/// Of two claims the worse wins, an unknown one by what was last known; where they weigh the same,
/// what is known is said. A span lasts as long as the merged status does.
pub(super) fn merge(claims: &[Claim]) -> Timeline {
    let mut edges: Vec<(DateTime<Utc>, bool, usize)> = Vec::with_capacity(claims.len() * 2);
    for (at, claim) in claims.iter().enumerate() {
        edges.push((claim.from, true, at));
        edges.extend(claim.to.map(|to| (to, false, at)));
    }
    edges.sort_unstable();
    let mut active = Active::new();
    let mut sweep = Sweep {
        spans: Vec::new(),
        open: None,
    };
    let mut rest = edges.as_slice();
    while let Some((moment, _, _)) = rest.first() {
        let (group, later) = rest.split_at(rest.partition_point(|(at, _, _)| at <= moment));
        for (_, begins, at) in group {
            let key = key(*at, &claims[*at]);
            if *begins {
                active.insert(key)
            } else {
                active.remove(&key)
            };
        }
        let begun = group
            .iter()
            .filter(|(_, begins, _)| *begins)
            .map(|(_, _, at)| &claims[*at]);
        sweep.turn(*moment, &active, begun);
        rest = later;
    }
    let now = active
        .first()
        .map_or(Saying::OPERATIONAL, |top| saying(top.0.0, top.0.1));
    sweep.close(None);
    Timeline {
        spans: sweep.spans,
        now,
    }
}

fn key(at: usize, claim: &Claim) -> Reverse<Key> {
    Reverse((
        claim.saying.rank(),
        claim.saying.status,
        Reverse(claim.incident),
        at,
    ))
}

fn saying(rank: ComponentStatus, status: ComponentStatus) -> Saying {
    match status {
        // A rank of its own: nothing was known before.
        ComponentStatus::Unknown if rank == ComponentStatus::Unknown => Saying {
            status,
            last_known: ComponentStatus::Operational,
        },
        ComponentStatus::Unknown => Saying {
            status,
            last_known: rank,
        },
        known => Saying::known(known),
    }
}

struct Sweep {
    spans: Vec<Span>,
    open: Option<(
        DateTime<Utc>,
        ComponentStatus,
        HashMap<usize, ComponentStatus>,
    )>,
}

impl Sweep {
    fn turn<'a>(
        &mut self,
        at: DateTime<Utc>,
        active: &Active,
        begun: impl Iterator<Item = &'a Claim>,
    ) {
        let status = active.first().map(|top| top.0.1);
        match (&mut self.open, status) {
            (Some((_, current, incidents)), Some(status)) if *current == status => {
                for claim in begun {
                    note(incidents, claim.incident, claim.saying.rank());
                }
            }
            (None, None) => {}
            (_, status) => {
                self.close(Some(at));
                self.open = status.map(|status| {
                    let mut incidents = HashMap::new();
                    for top in active.iter().take(MOST_INCIDENTS) {
                        note(&mut incidents, top.0.2.0, top.0.0);
                    }
                    (at, status, incidents)
                });
            }
        }
    }

    fn close(&mut self, to: Option<DateTime<Utc>>) {
        if let Some((from, status, incidents)) = self.open.take() {
            let mut incidents: Vec<_> = incidents.into_iter().collect();
            incidents.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            incidents.truncate(MOST_INCIDENTS);
            let incidents = incidents
                .into_iter()
                .map(|(incident, _)| incident)
                .collect();
            self.spans.push(Span {
                from,
                to,
                status,
                incidents,
            });
        }
    }
}

fn note(incidents: &mut HashMap<usize, ComponentStatus>, incident: usize, rank: ComponentStatus) {
    let worst = incidents.entry(incident).or_insert(rank);
    *worst = rank.max(*worst);
}
