//! The word that an update begins with on other pages, such as `*Investigating* - ` or `[Resolved]`.

use crate::model::{IncidentStatus, Said};

/// What opens a leading word, and what closes it; longer ones first.
const MARKS: &[(&str, &str)] = &[
    ("**[", "]**"),
    ("***", "***"),
    ("**", "**"),
    ("__", "__"),
    ("*", "*"),
    ("_", "_"),
    ("[", "]"),
    ("<strong>", "</strong>"),
    ("<b>", "</b>"),
    ("<em>", "</em>"),
    ("<i>", "</i>"),
];

/// The longest word there is, with a colon.
const LONGEST: usize = 20;

/// What a leading word says, and the text behind it. `None` when the text begins with none that we know,
/// or with one that is neither bracketed nor emphasised.
pub(super) fn lead(text: &str) -> Option<(Said, &str)> {
    let text = text.trim_start();
    for (open, close) in MARKS {
        let Some(inside) = text.strip_prefix(open) else {
            continue;
        };
        let Some(end) = inside.find(close).filter(|end| *end <= LONGEST) else {
            continue;
        };
        let said = word(&inside[..end])?;
        let rest = &inside[end + close.len()..];
        // `[Resolved](…)` is a link.
        let link = *open == "[" && rest.starts_with(['(', '[']);
        return (!link).then(|| (said, behind(rest)));
    }
    None
}

/// What a word says of an incident, whatever its case; a colon or a full stop behind it does not matter.
pub(super) fn word(text: &str) -> Option<Said> {
    let folded: String = text
        .trim()
        .trim_end_matches([':', '.', '-'])
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect();
    Some(Said::Status(match folded.as_str() {
        "investigating" => IncidentStatus::Investigating,
        "identified" => IncidentStatus::Identified,
        "monitoring" => IncidentStatus::Monitoring,
        "resolved" | "fixed" => IncidentStatus::Resolved,
        "postmortem" => IncidentStatus::Postmortem,
        "scheduled" => IncidentStatus::Scheduled,
        "inprogress" => IncidentStatus::InProgress,
        "verifying" => IncidentStatus::Verifying,
        "completed" => IncidentStatus::Completed,
        "cancelled" | "canceled" => IncidentStatus::Cancelled,
        "update" => return Some(Said::Update),
        _ => return None,
    }))
}

/// What a word says of a maintenance or of an incident; `None` where it belongs to the other one, whose
/// words ours must not have.
pub(super) fn fitting(said: Said, maintenance: bool) -> Option<Said> {
    match said {
        Said::Status(IncidentStatus::Resolved) if maintenance => {
            Some(Said::Status(IncidentStatus::Completed))
        }
        Said::Status(IncidentStatus::Completed) if !maintenance => {
            Some(Said::Status(IncidentStatus::Resolved))
        }
        Said::Status(status) if status.of_maintenance() != maintenance => None,
        said => Some(said),
    }
}

/// An update's word and text: the word lifted where it leads and fits, else all of it as text.
pub(super) fn lifted(text: &str, maintenance: bool) -> (Said, &str) {
    lead(text)
        .and_then(|(said, rest)| Some((fitting(said, maintenance)?, rest)))
        .unwrap_or((Said::Update, text))
}

/// Without the separator between a word and its text.
fn behind(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', '\t', '\u{a0}']);
    match rest.chars().next() {
        Some(c @ ('-' | '–' | '—' | ':' | '|')) => {
            let after = &rest[c.len_utf8()..];
            // A line of dashes is no separator, nor is `--flag`.
            match after.starts_with(c) {
                true => rest,
                false => after.trim_start_matches([' ', '\t', '\u{a0}']),
            }
        }
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::lead;
    use crate::model::{IncidentStatus, Said};

    #[test]
    fn bracketed_and_emphasised_words_are_lifted() {
        use IncidentStatus::{Identified, Investigating, Monitoring, Postmortem, Resolved};
        for (text, status, rest) in [
            ("*Investigating* - We look.", Investigating, "We look."),
            ("**Identified:** We know.", Identified, "We know."),
            ("[Monitoring] – A fix", Monitoring, "A fix"),
            ("_Fixed_", Resolved, ""),
            (
                "**Resolved:** X is back up in [`a`](b).",
                Resolved,
                "X is back up in [`a`](b).",
            ),
            ("<strong>Resolved</strong> - done", Resolved, "done"),
            ("__Post-mortem__: why", Postmortem, "why"),
            ("**[resolved]** ok", Resolved, "ok"),
        ] {
            assert_eq!(lead(text), Some((Said::Status(status), rest)), "{text}");
        }
        assert_eq!(lead("*Update* - more"), Some((Said::Update, "more")));
    }

    #[test]
    fn other_words_stay_in_the_text() {
        for text in [
            "Resolved - plain",
            "[Final message] over",
            "*Not resolved* yet",
            "*Resolved",
            "[Resolved issues](https://x)…",
            "[Resolved](https://x)",
            "** Resolved",
            "",
        ] {
            assert_eq!(lead(text), None, "{text}");
        }
    }
}
