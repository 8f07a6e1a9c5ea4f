//! The page as a whole: colour, headline, what is affected.

use super::headline::{Headline, NotKnown, in_english};
use super::ledger::Saying;
use super::rollup::rollup;
use super::standing::{ComponentStanding, IncidentStanding, PageStanding, Step};
use crate::model::{ComponentStatus, Impact, IncidentStatus, Kind, Site};
use chrono::{DateTime, Utc};
use std::collections::HashSet;

/// What the page's parts stand on.
pub(super) struct Parts<'a> {
    pub site: &'a Site,
    pub components: &'a [ComponentStanding],
    pub incidents: &'a [IncidentStanding],
    /// Positions of open incidents, newest first.
    pub open: &'a [usize],
    /// Positions of incidents and maintenance under way that name unknown components.
    pub naming_unknown: &'a [usize],
    pub settled: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

/// The page as a whole.
pub(super) fn page(parts: &Parts<'_>) -> PageStanding {
    let on_page = || {
        parts
            .components
            .iter()
            .enumerate()
            .filter(|(_, component)| !component.retired)
    };
    let not_known = !parts.naming_unknown.is_empty() || !parts.site.unread.is_empty();
    let doubt = not_known || !parts.open.is_empty();
    let (indicator, description) = rollup(on_page().map(|(_, component)| component), doubt);
    let affected: Vec<usize> = on_page()
        .filter(|(_, component)| component.status != ComponentStatus::Operational)
        .map(|(at, _)| at)
        .collect();
    let worst = on_page()
        .max_by_key(|(_, component)| {
            Saying {
                status: component.status,
                last_known: component.last_known,
            }
            .rank()
        })
        .map_or(ComponentStatus::Operational, |(_, component)| {
            component.status
        });
    // What is known to be worse is said: an unknown name hides no outage.
    let not_known = not_known || parts.open.iter().any(|at| says_not_what(parts, *at));
    let status = if not_known {
        worst.max(ComponentStatus::Unknown)
    } else {
        worst
    };
    let says = headline(parts, &affected);
    PageStanding {
        indicator,
        description,
        headline: in_english(parts.site, &says, description),
        says,
        status,
        affected,
        total: on_page().count(),
        updated_at: updated_at(parts),
        changed_at: changed_at(parts),
        next_update_by: parts
            .open
            .iter()
            .filter_map(|at| parts.incidents[*at].next_update)
            .min(),
    }
}

/// An open incident that names no component, and does not say that nothing is affected.
fn says_not_what(parts: &Parts<'_>, incident: usize) -> bool {
    parts.incidents[incident].affected.is_empty()
        && parts.site.incidents[incident].impact != Some(Impact::None)
}

fn updated_at(parts: &Parts<'_>) -> DateTime<Utc> {
    let past = |steps: &[super::Step]| {
        steps
            .iter()
            .rev()
            .map(|step| step.at)
            .find(|at| *at <= parts.now)
    };
    let incidents = parts
        .incidents
        .iter()
        .filter_map(|incident| past(&incident.steps));
    incidents.max().unwrap_or(parts.settled)
}

fn changed_at(parts: &Parts<'_>) -> DateTime<Utc> {
    let on_page = parts.components.iter().filter(|one| !one.retired);
    let statuses = on_page.filter_map(|component| component.status_since);
    let opened_or_closed = parts
        .incidents
        .iter()
        .zip(&parts.site.incidents)
        .filter(|(_, incident)| !matches!(incident.kind, Kind::Notice(_)))
        .filter_map(|(incident, _)| opened_or_closed(&incident.steps, parts.now));
    statuses
        .chain(opened_or_closed)
        .max()
        .unwrap_or(parts.settled)
}

/// When an incident, or work, last went from over (or only announced) to going on, or back.
fn opened_or_closed(steps: &[Step], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let going_on = |step: &Step| !step.status.ends() && step.status != IncidentStatus::Scheduled;
    let past = &steps[..steps.partition_point(|step| step.at <= now)];
    let before = std::iter::once(false).chain(past.iter().map(going_on));
    past.iter()
        .zip(before)
        .filter(|(step, before)| going_on(step) != *before)
        .map(|(step, _)| step.at)
        .last()
}

/// What the one sentence says: what is broken, what is not known, or what is being talked about.
fn headline(parts: &Parts<'_>, affected: &[usize]) -> Headline {
    let unknown = not_known(parts, affected);
    let known_to_be_affected = affected
        .iter()
        .any(|at| parts.components[*at].status != ComponentStatus::Unknown);
    match (known_to_be_affected, unknown, parts.open.first()) {
        (true, Some(unknown), _) => Headline::DescribedAndNotKnown(unknown),
        (false, Some(unknown), _) => Headline::NotKnown(unknown),
        (false, None, Some(newest)) => Headline::Titled(*newest),
        _ => Headline::Described,
    }
}

fn not_known(parts: &Parts<'_>, affected: &[usize]) -> Option<NotKnown> {
    if !parts.site.unread.is_empty() {
        return Some(NotKnown::Sources);
    }
    let mut names: Vec<String> = affected
        .iter()
        .filter(|at| parts.components[**at].status == ComponentStatus::Unknown)
        .map(|at| parts.site.components[*at].title.clone())
        .collect();
    let mut seen = HashSet::new();
    for at in parts.naming_unknown {
        let steps = parts.incidents[*at]
            .steps
            .iter()
            .flat_map(|step| step.unknown_components.iter().map(String::as_str));
        // Named in a front matter without updates, no step carries it.
        let front = parts.site.incidents[*at]
            .components
            .iter()
            .filter(|mark| !mark.known);
        let ids = steps.chain(front.map(|mark| mark.component.as_str()));
        // For customers: no marks round it, as if it were a name.
        names.extend(ids.filter(|id| seen.insert(*id)).map(str::to_owned));
    }
    (!names.is_empty()).then_some(NotKnown::Names(names))
}
