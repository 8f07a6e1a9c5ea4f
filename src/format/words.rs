//! The words of headings and front matter, whatever their case, spaces, `-` and `_`.

use crate::model::{ComponentStatus, IncidentStatus, Said};
use crate::problem::did_you_mean;

/// Every word for where an incident or a maintenance stands, and `update`.
const SAID: [(&str, Said); 13] = [
    ("investigating", Said::Status(IncidentStatus::Investigating)),
    ("identified", Said::Status(IncidentStatus::Identified)),
    ("monitoring", Said::Status(IncidentStatus::Monitoring)),
    ("resolved", Said::Status(IncidentStatus::Resolved)),
    ("postmortem", Said::Status(IncidentStatus::Postmortem)),
    ("scheduled", Said::Status(IncidentStatus::Scheduled)),
    ("in_progress", Said::Status(IncidentStatus::InProgress)),
    ("verifying", Said::Status(IncidentStatus::Verifying)),
    ("completed", Said::Status(IncidentStatus::Completed)),
    ("cancelled", Said::Status(IncidentStatus::Cancelled)),
    ("canceled", Said::Status(IncidentStatus::Cancelled)),
    ("reopened", Said::Status(IncidentStatus::Investigating)),
    ("update", Said::Update),
];

/// Words people use for them that are not among them: only for hints.
const MEANT: [(&str, &str); 15] = [
    ("fixed", "resolved"),
    ("solved", "resolved"),
    ("closed", "resolved"),
    ("over", "resolved"),
    ("done", "resolved"),
    ("mitigated", "monitoring"),
    ("watching", "monitoring"),
    ("open", "investigating"),
    ("new", "investigating"),
    ("started", "in_progress"),
    ("begun", "in_progress"),
    ("ongoing", "in_progress"),
    ("finished", "completed"),
    ("planned", "scheduled"),
    ("announced", "scheduled"),
];

/// Every word for how a component is.
const COMPONENT: [(&str, ComponentStatus); 13] = [
    ("operational", ComponentStatus::Operational),
    ("degraded_performance", ComponentStatus::DegradedPerformance),
    ("partial_outage", ComponentStatus::PartialOutage),
    ("major_outage", ComponentStatus::MajorOutage),
    ("under_maintenance", ComponentStatus::UnderMaintenance),
    ("unknown", ComponentStatus::Unknown),
    ("ok", ComponentStatus::Operational),
    ("up", ComponentStatus::Operational),
    ("degraded", ComponentStatus::DegradedPerformance),
    ("partial", ComponentStatus::PartialOutage),
    ("major", ComponentStatus::MajorOutage),
    ("down", ComponentStatus::MajorOutage),
    ("maintenance", ComponentStatus::UnderMaintenance),
];

/// The statuses a hint lists for a component.
pub(super) const COMPONENT_WORDS: &str = "`operational`, `degraded_performance`, `partial_outage`, `major_outage` or `under_maintenance`";

/// Letters that count, in lower case: `_`, white space and `-` do not.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !(matches!(c, '_' | '-') || c.is_whitespace()))
        .flat_map(char::to_lowercase)
}

/// Whether two texts are the same word.
pub(super) fn same(text: &str, word: &str) -> bool {
    folded(text).eq(word.chars().filter(|c| *c != '_'))
}

/// What a heading says of the incident, if the words are known.
pub(super) fn said(text: &str) -> Option<Said> {
    SAID.iter()
        .find(|(word, _)| same(text, word))
        .map(|(_, said)| said.clone())
}

/// A component's status, if the words are known.
pub(super) fn component(text: &str) -> Option<ComponentStatus> {
    COMPONENT
        .iter()
        .find(|(word, _)| same(text, word))
        .map(|(_, status)| *status)
}

/// What somebody who wrote this may have meant; `maintenance` says which words fit the file.
pub(super) fn meant(text: &str, maintenance: bool) -> Option<&'static str> {
    let typed: String = folded(text).collect();
    let fits = |said: &Said| match said {
        Said::Status(status) => status.of_maintenance() == maintenance,
        _ => true,
    };
    let known = SAID
        .iter()
        .filter(|(_, said)| fits(said))
        .map(|(word, _)| *word);
    if maintenance
        && matches!(
            typed.as_str(),
            "done" | "over" | "closed" | "fixed" | "resolved"
        )
    {
        return Some("completed");
    }
    MEANT
        .iter()
        .find(|(word, means)| *word == typed && said(means).is_some_and(|said| fits(&said)))
        .map(|(_, means)| *means)
        .or_else(|| did_you_mean(&typed, known))
}

/// The component status closest to what was written.
pub(super) fn meant_component(text: &str) -> Option<&'static str> {
    let typed: String = folded(text).collect();
    did_you_mean(&typed, COMPONENT.iter().map(|(word, _)| *word))
}

/// Yes or no, as people write it.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        _ => None,
    }
}
