//! A whole maintenance: each of its occurrences, and where it stands with all of them together.

use super::incident::{Told, overdue, pinned, promise};
use super::ledger::Claim;
use super::maintenance::{Held, Slot, hold};
use super::marks::{Index, impact_of};
use super::recurrence::expand;
use super::standing::{IncidentStanding, Occurrence, Step};
use crate::model::{ComponentStatus, Impact, Incident, IncidentStatus, Policy, Update, Window};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, HashSet};

/// A maintenance as it stands, with its occurrences by start.
#[derive(Debug)]
pub(super) struct Taken {
    pub told: Told,
    pub occurrences: Vec<Occurrence>,
    /// Its rule has more starts than are followed.
    pub cut: bool,
}

/// Reads a maintenance at a moment.
pub(super) fn take(
    position: usize,
    incident: &Incident,
    window: &Window,
    index: &Index<'_>,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Taken {
    let series = expand(&incident.id, window, now);
    let happens = !series.slots.is_empty();
    // With every start excepted, its updates still have to be read somewhere.
    let mut slots = if happens {
        series.slots
    } else {
        vec![never(incident, window)]
    };
    // Conflict markers came lately: they hold up the last occurrence, not the years before it.
    let latest = slots
        .partition_point(|slot| slot.start <= now)
        .saturating_sub(1);
    slots[latest].in_conflict = incident.in_conflict;
    let mut updates: Vec<Vec<(usize, &Update)>> = vec![Vec::new(); slots.len()];
    for (at, update) in incident.updates.iter().enumerate() {
        // The occurrence running or last started, else the next.
        let started = slots.partition_point(|slot| slot.start <= update.at);
        updates[started.saturating_sub(1)].push((at, update));
    }
    let mut held: Vec<Held> = slots
        .into_iter()
        .zip(&updates)
        .map(|(slot, updates)| hold(position, incident, slot, updates, index, now))
        .collect();
    name_apart(incident, &mut held);
    // One that never began while the next one did has not taken place.
    for one in &mut held[..latest] {
        let occurrence = &mut one.occurrence;
        if occurrence.status == IncidentStatus::Scheduled {
            occurrence.status = IncidentStatus::Cancelled;
            occurrence.ended_at = Some(occurrence.end);
            occurrence.overrun = false;
        }
    }
    together(incident, window, held, happens, policy, now).cut(series.cut)
}

impl Taken {
    fn cut(self, cut: bool) -> Self {
        Taken { cut, ..self }
    }
}

fn never(incident: &Incident, window: &Window) -> Slot {
    Slot {
        id: incident.id.clone(),
        start: window.start,
        end: window.end(),
        auto: false,
        in_conflict: false,
    }
}

fn together(
    incident: &Incident,
    window: &Window,
    held: Vec<Held>,
    happens: bool,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Taken {
    let is_active = |held: &Held| {
        matches!(
            held.occurrence.status,
            IncidentStatus::InProgress | IncidentStatus::Verifying
        )
    };
    let leading = held
        .iter()
        .rev()
        .find(|held| is_active(held))
        .or_else(|| {
            held.iter()
                .find(|held| held.occurrence.status == IncidentStatus::Scheduled)
        })
        .or(held.last());
    let open = held.iter().any(is_active);
    let over = happens && held.iter().all(|held| held.occurrence.ended_at.is_some());
    let status = leading.map_or(IncidentStatus::Scheduled, |held| held.occurrence.status);
    let ended_at = held
        .iter()
        .filter_map(|held| held.occurrence.ended_at)
        .max()
        .filter(|_| over);
    let mut affected: BTreeMap<usize, ComponentStatus> = BTreeMap::new();
    let mut said_now: BTreeMap<usize, ComponentStatus> = BTreeMap::new();
    let mut steps: Vec<Step> = Vec::new();
    let mut claims: Vec<Claim> = Vec::new();
    let mut occurrences: Vec<Occurrence> = Vec::with_capacity(held.len());
    let mut unknown = false;
    for one in held {
        unknown |= one.unknown && is_active(&one);
        one.occurrence
            .affected
            .iter()
            .for_each(|(at, status)| worsen(&mut affected, *at, *status));
        one.now
            .iter()
            .for_each(|(at, status)| worsen(&mut said_now, *at, *status));
        steps.extend(one.occurrence.steps.iter().cloned());
        steps.extend(one.future);
        claims.extend(one.claims);
        if happens {
            occurrences.push(one.occurrence);
        }
    }
    steps.sort_by_key(|step| step.at);
    let worst = affected
        .values()
        .copied()
        .max()
        .map_or(Impact::Maintenance, impact_of)
        .max(Impact::Maintenance);
    let said = steps.first().map(|step| step.at);
    let written = incident.day.unwrap_or(window.start);
    let created_at = said.map_or(written, |said| said.min(written));
    let last = steps
        .iter()
        .rev()
        .find(|step| step.at <= now)
        .map(|step| step.at);
    let next_update = promise(incident, last).filter(|_| open);
    let no_interval = Policy {
        update_every: None,
        ..policy.clone()
    };
    let standing = IncidentStanding {
        status,
        open,
        impact: incident.impact.unwrap_or(worst),
        started_at: created_at,
        created_at,
        updated_at: steps.last().map_or(created_at, |step| step.at),
        monitoring_at: None,
        ended_at,
        affected: affected.into_iter().collect(),
        now: said_now
            .into_iter()
            .filter(|(_, status)| *status != ComponentStatus::Operational)
            .collect(),
        next_update,
        overdue: open && overdue(next_update, last, &no_interval, now),
        pinned: pinned(incident, now),
        steps,
    };
    Taken {
        told: Told {
            standing,
            claims,
            names_unknown: unknown,
            guessed: Vec::new(),
        },
        occurrences,
        cut: false,
    }
}

fn worsen(worst: &mut BTreeMap<usize, ComponentStatus>, component: usize, status: ComponentStatus) {
    let known = worst.entry(component).or_insert(status);
    *known = status.max(*known);
}

/// Transitions by the clock take their id from their time; where one is taken already, they step aside.
fn name_apart(incident: &Incident, held: &mut [Held]) {
    let mut taken: HashSet<String> = incident
        .updates
        .iter()
        .map(|update| update.id.clone())
        .collect();
    let steps = held.iter_mut().flat_map(|held| &mut held.occurrence.steps);
    for step in steps.filter(|step| step.update.is_none()) {
        if taken.contains(&step.id) {
            let free = (2_u32..)
                .map(|at| format!("{}-{at}", step.id))
                .find(|id| !taken.contains(id));
            step.id = free.unwrap_or_default();
        }
        taken.insert(step.id.clone());
    }
}
