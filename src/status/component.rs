//! Each component at a moment, from everything that was ever said of it.

use super::calendar::{day_of, day_start};
use super::ledger::{Claim, Saying};
use super::standing::{ComponentStanding, Day, Uptime, UptimeWindow};
use super::timeline::merge;
use super::uptime::{budget, day_starts, days, uptime};
use crate::model::{Component, ComponentStatus, Site};
use chrono::{DateTime, NaiveDate, Utc};
use rayon::iter::{IndexedParallelIterator as _, IntoParallelIterator as _, ParallelIterator as _};
use std::collections::HashSet;

/// The moment, and what all components share.
pub(super) struct Moment<'a> {
    pub site: &'a Site,
    pub now: DateTime<Utc>,
    /// The last midnight of the site's zone.
    pub settled: DateTime<Utc>,
    /// When the site's history begins.
    pub first: DateTime<Utc>,
}

/// What was said of one component.
#[derive(Default)]
pub(super) struct Said {
    pub claims: Vec<Claim>,
    /// Every incident that named it, and when.
    pub named_by: Vec<(DateTime<Utc>, usize)>,
}

/// All components, in configured order.
pub(super) fn components(moment: &Moment<'_>, said: Vec<Said>) -> Vec<ComponentStanding> {
    let today = day_of(moment.site.settings.timezone, moment.now);
    let starts = day_starts(moment.site.settings.timezone, today);
    said.into_par_iter()
        .zip(&moment.site.components)
        .map(|(said, component)| stand(moment, component, said, &starts, today))
        .collect()
}

fn stand(
    moment: &Moment<'_>,
    component: &Component,
    mut said: Said,
    starts: &[(NaiveDate, DateTime<Utc>)],
    today: NaiveDate,
) -> ComponentStanding {
    let (now, settled, rules) = (moment.now, moment.settled, &moment.site.uptime);
    let since = component
        .since
        .map(|day| day_start(moment.site.settings.timezone, day));
    // Without a `since`, a component exists as long as the site has a history: its first outage is
    // not its birth.
    let began = since.unwrap_or(moment.first);
    let first_named = said
        .named_by
        .iter()
        .map(|(at, _)| *at)
        .min()
        .filter(|at| *at <= now);
    let created_at = since.or(first_named).unwrap_or(moment.first);
    let merged = merge(&said.claims);
    let (spans, mut saying) = (merged.spans, merged.now);
    let changed = spans.last().map(|span| span.to.unwrap_or(span.from));
    let updated_at = changed.unwrap_or(created_at);
    let mut status_since = changed;
    let end = changed.map_or(settled, |at| at.max(settled));
    let touched = incidents_by_day(starts, &said.claims);
    let mut days = days(starts, &spans, touched, (began, settled, now), rules);
    let mut windows: Vec<_> = UptimeWindow::ALL
        .iter()
        .map(|window| uptime(*window, &spans, began, end, rules))
        .collect();
    let mut budget = budget(&spans, began, end, rules);
    // A source that did not answer may know better, today and of every day that seems quiet.
    if !moment.site.unread.is_empty() {
        if saying == Saying::OPERATIONAL {
            saying = saying.unknown_now();
            status_since = None;
            if let Some(worst) = days.last_mut().and_then(|day| day.worst.as_mut()) {
                *worst = ComponentStatus::Unknown.max(*worst);
            }
        }
        claim_nothing(&mut days, &mut windows);
        budget = None;
    }
    said.named_by
        .sort_unstable_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)));
    ComponentStanding {
        status: saying.status,
        status_since,
        last_known: saying.last_known,
        created_at,
        updated_at,
        retired: component.retired.is_some_and(|day| day <= today),
        uptime: windows,
        budget,
        timeline: spans,
        days,
        incidents: said
            .named_by
            .into_iter()
            .map(|(_, incident)| incident)
            .collect(),
    }
}

/// Takes back what only holds where nothing else was said: quiet days, and uptime.
fn claim_nothing(days: &mut [Day], windows: &mut [Uptime]) {
    for day in days {
        day.worst = day
            .worst
            .filter(|worst| *worst != ComponentStatus::Operational);
    }
    for window in windows {
        window.hundredths = None;
    }
}

/// Which incidents gave the component a status on each of the days.
fn incidents_by_day(starts: &[(NaiveDate, DateTime<Utc>)], claims: &[Claim]) -> Vec<Vec<usize>> {
    let mut touched = vec![Vec::new(); starts.len() - 1];
    let mut seen = HashSet::new();
    let first = starts[0].1;
    for claim in claims
        .iter()
        .filter(|claim| claim.to.is_none_or(|to| to > first))
    {
        let from = starts
            .partition_point(|(_, start)| *start <= claim.from)
            .saturating_sub(1);
        let to = claim.to.map_or(touched.len(), |to| {
            starts.partition_point(|(_, start)| *start < to)
        });
        for day in from..to.min(touched.len()) {
            if touched[day].len() < super::timeline::MOST_INCIDENTS
                && seen.insert((day, claim.incident))
            {
                touched[day].push(claim.incident);
            }
        }
    }
    touched
}
