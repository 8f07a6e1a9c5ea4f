//! Findings about maintenance: not completed in time, or recurring too often to follow.

use super::{Facts, front, heading, lasting};
use crate::problem::Problem;
use crate::status::recurrence::MOST;

/// Findings with the position of their incident.
pub(super) fn findings(facts: &Facts<'_>, found: &mut Vec<(usize, Problem)>) {
    for occurrence in facts
        .occurrences
        .iter()
        .filter(|occurrence| occurrence.overrun)
    {
        let said = &facts.site.incidents[occurrence.incident];
        let past = lasting(facts.now - occurrence.end);
        let state = if occurrence.began_at.is_some() {
            "not completed"
        } else {
            "has not begun"
        };
        let place = match occurrence.steps.iter().rev().find_map(|step| step.update) {
            Some(update) => heading(said, Some(update)),
            None => front(said, "scheduled"),
        };
        let problem = Problem::finding(
            "maintenance-overrun",
            format!("maintenance is {past} past its end and {state}"),
        )
        .at(place)
        .hint(format!(
            "`stillup update {} -s completed -m \"done\"`, or a later `until`",
            said.id
        ));
        found.push((occurrence.incident, problem));
    }
    for at in facts.cut {
        let said = &facts.site.incidents[*at];
        let what =
            format!("this maintenance recurs more than {MOST} times: later ones are not known");
        let problem = Problem::finding("recurs-too-often", what)
            .at(front(said, "repeat"))
            .hint(format!(
                "begin it later: `scheduled: {}`",
                facts.now.format("%Y-%m-%d")
            ));
        found.push((*at, problem));
    }
}
