//! A whole maintenance: each of its occurrences, and where it stands with all of them together.

use super::incident::{Told, pinned, promise};
use super::ledger::Claim;
use super::maintenance::{Held, Slot, hold};
use super::marks::{Index, impact_of};
use super::recurrence::expand;
use super::standing::{IncidentStanding, Occurrence, Step};
use crate::model::{ComponentStatus, Impact, Incident, IncidentStatus, Said, Update, Window, Word};
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
    let updates = allot(incident, &slots);
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
    let leads = leads(&held);
    let over = happens && held.iter().all(|held| held.occurrence.ended_at.is_some());
    let mut whole = Whole::default();
    let mut occurrences: Vec<Occurrence> = held.into_iter().map(|held| whole.add(held)).collect();
    let status = leads.map_or(IncidentStatus::Scheduled, |at| occurrences[at].status);
    let ended_at = occurrences
        .iter()
        .filter_map(|one| one.ended_at)
        .max()
        .filter(|_| over);
    let names_unknown = whole.names_unknown;
    let claims = std::mem::take(&mut whole.claims);
    let standing = IncidentStanding {
        status,
        ended_at,
        ..whole.standing(incident, window, now)
    };
    if !happens {
        occurrences.clear();
    }
    let told = Told {
        standing,
        claims,
        names_unknown,
        guessed: Vec::new(),
    };
    Taken {
        told,
        occurrences,
        cut: series.cut,
    }
}

/// Each update with its position, by the occurrence it belongs to: the one running or last started,
/// else the next.
///
/// What is over can be neither called off nor announced: `cancelled` and `scheduled` after the end of
/// one are said of the next.
fn allot<'a>(incident: &'a Incident, slots: &[Slot]) -> Vec<Vec<(usize, &'a Update)>> {
    let mut updates: Vec<Vec<(usize, &Update)>> = vec![Vec::new(); slots.len()];
    for (at, update) in incident.updates.iter().enumerate() {
        let started = slots.partition_point(|slot| slot.start <= update.at);
        let last = started.saturating_sub(1);
        let ahead = matches!(
            update.said,
            Said::Status(IncidentStatus::Cancelled | IncidentStatus::Scheduled)
        );
        let next_is_meant = ahead
            && started > 0
            && started < slots.len()
            && is_over(&slots[last], &updates[last], update.at);
        updates[if next_is_meant { started } else { last }].push((at, update));
    }
    updates
}

/// Whether an occurrence with these updates is over at a moment, by their word or by the clock.
fn is_over(slot: &Slot, updates: &[(usize, &Update)], at: DateTime<Utc>) -> bool {
    let last_word = updates
        .iter()
        .rev()
        .find_map(|(_, update)| match update.said {
            Said::Status(word) if word.of_maintenance() && word != IncidentStatus::Scheduled => {
                Some(word)
            }
            _ => None,
        });
    let stopped = updates.iter().any(|(_, update)| update.at >= slot.start);
    match last_word {
        Some(word) => word.ends(),
        None => slot.auto && !stopped && slot.end <= at,
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

fn is_active(occurrence: &Occurrence) -> bool {
    matches!(
        occurrence.status,
        IncidentStatus::InProgress | IncidentStatus::Verifying
    )
}

/// The occurrence that stands for all: one under way, else the next, else the last.
fn leads(held: &[Held]) -> Option<usize> {
    let scheduled = |held: &Held| held.occurrence.status == IncidentStatus::Scheduled;
    held.iter()
        .rposition(|held| is_active(&held.occurrence))
        .or_else(|| held.iter().position(scheduled))
        .or(held.len().checked_sub(1))
}

/// All occurrences together.
#[derive(Default)]
struct Whole {
    affected: BTreeMap<usize, ComponentStatus>,
    now: BTreeMap<usize, ComponentStatus>,
    steps: Vec<Step>,
    claims: Vec<Claim>,
    active: bool,
    names_unknown: bool,
}

impl Whole {
    fn add(&mut self, held: Held) -> Occurrence {
        let occurrence = held.occurrence;
        let active = is_active(&occurrence);
        self.active |= active;
        self.names_unknown |= held.unknown && active;
        for (component, status) in &occurrence.affected {
            worsen(&mut self.affected, *component, *status);
        }
        for (component, status) in held.now {
            worsen(&mut self.now, component, status);
        }
        self.steps.extend(occurrence.steps.iter().cloned());
        self.steps.extend(held.future);
        self.claims.extend(held.claims);
        occurrence
    }

    fn standing(
        mut self,
        incident: &Incident,
        window: &Window,
        now: DateTime<Utc>,
    ) -> IncidentStanding {
        self.steps.sort_by_key(|step| step.at);
        let worst = self
            .affected
            .values()
            .copied()
            .max()
            .map_or(Impact::Maintenance, impact_of);
        let written = incident.day.unwrap_or(window.start);
        let created_at = self
            .steps
            .first()
            .map_or(written, |first| first.at.min(written));
        let last = self
            .steps
            .iter()
            .rev()
            .map(|step| step.at)
            .find(|at| *at <= now);
        let next_update = promise(incident, last).filter(|_| self.active);
        IncidentStanding {
            status: IncidentStatus::Scheduled,
            open: self.active,
            impact: incident.impact.unwrap_or(worst.max(Impact::Maintenance)),
            started_at: created_at,
            created_at,
            updated_at: self.steps.last().map_or(created_at, |step| step.at),
            monitoring_at: None,
            ended_at: None,
            affected: self.affected.into_iter().collect(),
            now: self.now.into_iter().collect(),
            next_update,
            // The policy's interval is for incidents: work goes by its window.
            overdue: next_update.is_some_and(|promise| promise <= now),
            pinned: pinned(incident, now),
            steps: self.steps,
        }
    }
}

fn worsen(worst: &mut BTreeMap<usize, ComponentStatus>, component: usize, status: ComponentStatus) {
    let known = worst.entry(component).or_insert(status);
    *known = status.max(*known);
}

/// Transitions by the clock take their id from their time; where one is taken already, they step aside.
fn name_apart(incident: &Incident, held: &mut [Held]) {
    let mut taken: HashSet<Word> = incident
        .updates
        .iter()
        .map(|update| update.id.clone())
        .collect();
    let steps = held.iter_mut().flat_map(|held| &mut held.occurrence.steps);
    for step in steps.filter(|step| step.update.is_none()) {
        if taken.contains(&step.id) {
            let free = (2_u32..)
                .map(|at| format!("{}-{at}", step.id))
                .find(|id| !taken.contains(id.as_str()));
            step.id = free.unwrap_or_default().into();
        }
        taken.insert(step.id.clone());
    }
}
