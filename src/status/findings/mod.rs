//! Rules that save face: what a careful reader would ask about, each with its place and a way out.
//!
//! What is over for a week is left in peace, but for what is wrong with the files themselves.

mod incident;
mod maintenance;

use super::standing::{ComponentStanding, IncidentStanding, Occurrence};
use crate::model::{ComponentStatus, Incident, Kind, Site};
use crate::problem::{Place, Problem};
use chrono::{DateTime, TimeDelta, Utc};

/// What is over for longer than this gives no findings.
pub(super) const RECENT: TimeDelta = TimeDelta::days(7);

/// What findings are made from: the site as said and as it stands.
pub(super) struct Facts<'a> {
    pub site: &'a Site,
    pub components: &'a [ComponentStanding],
    pub incidents: &'a [IncidentStanding],
    pub occurrences: &'a [Occurrence],
    /// Incidents, and their updates or front matter, where a bare component was taken for a partial outage.
    pub guessed: &'a [(usize, Option<usize>)],
    /// Recurring maintenance whose rule has more starts than are followed.
    pub cut: &'a [usize],
    pub now: DateTime<Utc>,
}

/// Every finding, in the order of `Site::incidents`, then of components.
pub(super) fn findings(facts: &Facts<'_>) -> Vec<Problem> {
    let mut found: Vec<(usize, Problem)> = Vec::new();
    for (at, (said, standing)) in facts.site.incidents.iter().zip(facts.incidents).enumerate() {
        let mut here = Vec::new();
        future_updates(said, standing, facts.now, &mut here);
        if !matches!(said.kind, Kind::Maintenance(_)) && is_recent(standing.ended_at, facts.now) {
            incident::findings(said, standing, facts, &mut here);
        }
        found.extend(here.into_iter().map(|problem| (at, problem)));
    }
    for (at, update) in facts.guessed {
        if is_recent(facts.incidents[*at].ended_at, facts.now) {
            found.push((*at, incident::guessed(&facts.site.incidents[*at], *update)));
        }
    }
    maintenance::findings(facts, &mut found);
    found.sort_by_key(|(at, _)| *at);
    let mut problems: Vec<Problem> = found.into_iter().map(|(_, problem)| problem).collect();
    problems.extend(left_behind(facts));
    problems.retain(|problem| !facts.site.policy.off.contains(&problem.code));
    problems
}

fn is_recent(ended_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    ended_at.is_none_or(|ended| now - ended <= RECENT)
}

/// The heading of an update; the whole file where it has no such place.
fn heading(incident: &Incident, update: Option<usize>) -> Place {
    match update
        .and_then(|at| incident.updates.get(at))
        .filter(|update| !update.heading.is_empty())
    {
        Some(update) => Place::new(
            incident.file.clone(),
            incident.source.as_str(),
            update.heading.clone(),
        ),
        None => Place::file(incident.file.clone()),
    }
}

/// The line of the front matter that sets `key`; the whole file where there is none.
fn front(incident: &Incident, key: &str) -> Place {
    let mut start = 0;
    for line in incident.source.split_inclusive('\n') {
        if line
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with([':', '=']))
        {
            let span = start..start + line.trim_end().len();
            return Place::new(incident.file.clone(), incident.source.as_str(), span);
        }
        start += line.len();
    }
    Place::file(incident.file.clone())
}

/// A length of time in words, cut off to its unit.
fn lasting(length: TimeDelta) -> String {
    let (count, unit) = match length.num_minutes() {
        minutes if minutes < 120 => (minutes.max(0), "minute"),
        minutes if minutes < 48 * 60 => (minutes / 60, "hour"),
        minutes => (minutes / 60 / 24, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A moment as files have it.
fn written(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

fn future_updates(
    said: &Incident,
    standing: &IncidentStanding,
    now: DateTime<Utc>,
    found: &mut Vec<Problem>,
) {
    for step in standing.steps.iter().rev().take_while(|step| step.at > now) {
        let ahead = lasting(step.at - now);
        found.push(
            Problem::finding(
                "update-in-future",
                format!("this update is {ahead} in the future: it ends nothing yet"),
            )
            .at(heading(said, step.update))
            .hint(format!("if it is meant for now, write `{}`", written(now))),
        );
    }
}

/// Components that are not operational though nobody says why.
fn left_behind(facts: &Facts<'_>) -> Vec<Problem> {
    let named = facts
        .site
        .components
        .iter()
        .zip(facts.components)
        .enumerate();
    named
        .filter(|(_, (_, standing))| {
            standing.status != ComponentStatus::Operational && !standing.retired
        })
        .filter_map(|(at, (component, standing))| {
            let span = standing.timeline.last().filter(|span| span.to.is_none())?;
            let says = |incident: &usize| {
                facts.incidents[*incident]
                    .now
                    .iter()
                    .any(|(named, _)| *named == at)
            };
            let saying: Vec<usize> = span.incidents.iter().copied().filter(says).collect();
            if saying
                .iter()
                .any(|incident| facts.incidents[*incident].open)
            {
                return None;
            }
            let last = &facts.site.incidents[*saying.first()?];
            let naming = |update: &crate::model::Update| {
                update
                    .marks
                    .iter()
                    .any(|mark| mark.component == component.id)
            };
            let id = &component.id;
            let word = standing.status.word();
            Some(
                Problem::finding(
                    "left-behind",
                    format!("`{id}` is `{word}`, but no incident is open"),
                )
                .at(heading(last, last.updates.iter().rposition(naming)))
                .hint(format!(
                    "once it works: `## {} - update {{{id}=operational}}`",
                    written(facts.now)
                )),
            )
        })
        .collect()
}
