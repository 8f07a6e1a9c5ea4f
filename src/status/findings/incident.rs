//! Findings about one incident: silence, broken promises, and endings that come too soon.

use super::{Facts, RECENT, front, heading, lasting, written};
use crate::model::{Incident, IncidentStatus, Says};
use crate::problem::Problem;
use crate::status::incident::is_plain_notice;
use crate::status::marks::impact_of;
use crate::status::standing::{IncidentStanding, Step};
use chrono::TimeDelta;

/// Findings about an incident that is open or was until lately.
pub(super) fn findings(
    said: &Incident,
    standing: &IncidentStanding,
    facts: &Facts<'_>,
    found: &mut Vec<Problem>,
) {
    if is_plain_notice(said) {
        return;
    }
    found.extend(silent(said, standing, facts));
    found.extend(monitored_too_briefly(said, standing, facts));
    found.extend(no_word_on_impact(said, standing, facts));
    found.extend(impact_too_low(said, standing));
}

/// A component named without a status, where nothing says what that means.
pub(super) fn guessed(said: &Incident, update: Option<usize>) -> Problem {
    let marks = update.map_or(&said.components, |at| &said.updates[at].marks);
    let bare = marks
        .iter()
        .find(|mark| mark.known && mark.says == Says::Bare);
    let id = bare.map_or("api", |mark| mark.component.as_str());
    let place = if update.is_some() {
        heading(said, update)
    } else {
        front(said, "components")
    };
    let hint = match update {
        Some(_) => {
            format!("say how bad it is: `{{{id}=degraded_performance}}`, or set `impact: minor`")
        }
        None => "say how bad it is: `impact: minor`".to_owned(),
    };
    Problem::finding(
        "bare-component",
        format!("`{id}` has no status here and counts as `partial_outage`"),
    )
    .at(place)
    .hint(hint)
}

fn silent(said: &Incident, standing: &IncidentStanding, facts: &Facts<'_>) -> Option<Problem> {
    if !standing.overdue {
        return None;
    }
    let hint = format!("`stillup update {} -m \"what is known now\"`", said.id);
    if let Some(promise) = standing.next_update {
        let what = format!(
            "the next update was promised for {} and has not come",
            written(promise)
        );
        return Some(
            Problem::finding("promise-passed", what)
                .at(front(said, "next_update"))
                .hint(hint),
        );
    }
    let last = standing
        .steps
        .iter()
        .rev()
        .find(|step| step.at <= facts.now)?;
    let every = facts.site.policy.update_every?;
    let what = format!(
        "no update for {}; the policy is one every {}",
        lasting(facts.now - last.at),
        lasting(every)
    );
    Some(
        Problem::finding("no-recent-update", what)
            .at(heading(said, last.update))
            .hint(hint),
    )
}

/// The step that ended the incident for good, when that was lately.
fn ending<'a>(
    said: &Incident,
    standing: &'a IncidentStanding,
    facts: &Facts<'_>,
) -> Option<(usize, &'a Step)> {
    let ended = standing
        .ended_at
        .filter(|ended| facts.now - *ended <= RECENT)?;
    standing
        .steps
        .iter()
        .enumerate()
        .rfind(|(_, step)| {
            step.at == ended && step.status == IncidentStatus::Resolved && !step.plain
        })
        .filter(|(_, step)| step.update.is_some_and(|at| at < said.updates.len()))
}

fn monitored_too_briefly(
    said: &Incident,
    standing: &IncidentStanding,
    facts: &Facts<'_>,
) -> Option<Problem> {
    let (at, resolved) = ending(said, standing, facts)?;
    let wanted = facts.site.policy.monitor_before_resolved?;
    // Monitoring before a reopening watched another fix.
    let since_reopening = standing.steps[..at]
        .iter()
        .rposition(|step| step.status.ends())
        .map_or(0, |ended| ended + 1);
    let before = &standing.steps[since_reopening..at];
    let last = before
        .iter()
        .rposition(|step| step.status == IncidentStatus::Monitoring);
    let entered = last.map(|last| {
        let first = before[..last]
            .iter()
            .rposition(|step| step.status != IncidentStatus::Monitoring);
        before[first.map_or(0, |left| left + 1)].at
    });
    let watched = entered.map_or(TimeDelta::zero(), |entered| resolved.at - entered);
    if watched >= wanted {
        return None;
    }
    let what = format!(
        "monitored for {} of {} minutes",
        watched.num_minutes(),
        wanted.num_minutes()
    );
    Some(
        Problem::finding("monitored-too-briefly", what)
            .at(heading(said, resolved.update))
            .hint(format!(
                "`stillup update {} -s monitoring -m \"we keep watching\"`",
                said.id
            )),
    )
}

/// Resolved, and nobody has said whom it touched: no component, no `impact`, or no word at all.
fn no_word_on_impact(
    said: &Incident,
    standing: &IncidentStanding,
    facts: &Facts<'_>,
) -> Option<Problem> {
    let (_, resolved) = ending(said, standing, facts)?;
    let silent = said.summary.trim().is_empty()
        && said
            .updates
            .iter()
            .all(|update| update.text.trim().is_empty());
    let named = !standing.affected.is_empty() || said.impact.is_some();
    if named && !silent {
        return None;
    }
    Some(
        Problem::finding("no-word-on-impact", "resolved with no word on impact")
            .at(heading(said, resolved.update))
            .hint("name what was affected, `components: [api]`, and say in a sentence who noticed what"),
    )
}

fn impact_too_low(said: &Incident, standing: &IncidentStanding) -> Option<Problem> {
    let (_, worst) = standing.affected.iter().max_by_key(|(_, status)| *status)?;
    let derived = impact_of(*worst);
    let set = said.impact.filter(|set| *set < derived)?;
    let what = format!(
        "impact is set to `{}`, but a component was at `{}`",
        set.word(),
        worst.word()
    );
    Some(
        Problem::finding("impact-too-low", what)
            .at(front(said, "impact"))
            .hint(format!(
                "`impact: {}`, or leave the line out",
                derived.word()
            )),
    )
}
