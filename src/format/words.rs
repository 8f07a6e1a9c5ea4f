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

/// Longer than every word there is.
const LONGEST: usize = 24;

/// The letters that count, in lower case: `_`, white space and `-` do not. `None` for more than any word has.
fn folded(text: &str) -> Option<([u8; LONGEST], usize)> {
    let (mut letters, mut count) = ([0; LONGEST], 0);
    for c in text
        .chars()
        .filter(|c| !(matches!(c, '_' | '-') || c.is_whitespace()))
    {
        // No word has a letter outside ASCII.
        *letters.get_mut(count)? = u8::try_from(c)
            .ok()
            .filter(u8::is_ascii)?
            .to_ascii_lowercase();
        count += 1;
    }
    Some((letters, count))
}

/// Whether folded letters are this word.
fn is((letters, count): &([u8; LONGEST], usize), word: &str) -> bool {
    word.bytes()
        .filter(|b| *b != b'_')
        .eq(letters[..*count].iter().copied())
}

/// Whether two texts are the same word.
pub(super) fn same(text: &str, word: &str) -> bool {
    folded(text).is_some_and(|letters| is(&letters, word))
}

/// What a heading says of the incident, if the words are known.
pub(super) fn said(text: &str) -> Option<Said> {
    let letters = folded(text)?;
    SAID.iter()
        .find(|(word, _)| is(&letters, word))
        .map(|(_, said)| said.clone())
}

/// A component's status, if the words are known.
pub(super) fn component(text: &str) -> Option<ComponentStatus> {
    let letters = folded(text)?;
    COMPONENT
        .iter()
        .find(|(word, _)| is(&letters, word))
        .map(|(_, status)| *status)
}

/// The letters of a text as a word for hints.
fn typed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(LONGEST)
        .collect()
}

/// What somebody who wrote this may have meant; `maintenance` says which words fit the file.
pub(super) fn meant(text: &str, maintenance: bool) -> Option<&'static str> {
    let typed = typed(text);
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
    let typed = typed(text);
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
