//! Our words in v2's: statuses, times, ids, and texts without markdown.

use crate::model::{ComponentStatus, IncidentStatus};
use crate::render::machine::Said;
use crate::render::markdown::plain;
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use std::borrow::Cow;

/// An update as text. Clients print it as text or as HTML: what could open a tag is escaped.
pub(super) fn body(said: &Said) -> String {
    let text = plain(&said.text);
    if text.is_empty() {
        return match (said.clock, said.status) {
            (true, IncidentStatus::InProgress) => {
                "Scheduled maintenance is currently in progress.".into()
            }
            (true, IncidentStatus::Completed) => {
                "The scheduled maintenance has been completed.".into()
            }
            (true, IncidentStatus::Cancelled) => "This maintenance did not take place.".into(),
            (_, status) => status.label().into(),
        };
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        let opens = rest[at + 1..]
            .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        out.push_str(&rest[..at]);
        out.push_str(if opens { "&lt;" } else { "<" });
        rest = &rest[at + 1..];
    }
    out + rest
}

/// An id that no client takes for a year: one of them turns every text of four digits into a date.
pub(super) fn id(id: &str) -> Cow<'_, str> {
    let year = id.len() == 4 && id.bytes().all(|byte| byte.is_ascii_digit());
    if year {
        Cow::Owned(format!("id-{id}"))
    } else {
        Cow::Borrowed(id)
    }
}

/// The v2 word for unknown is degraded.
pub(super) fn known(status: ComponentStatus) -> ComponentStatus {
    if status == ComponentStatus::Unknown {
        ComponentStatus::DegradedPerformance
    } else {
        status
    }
}

/// The v2 word of an incident's status; it has none for cancelled.
pub(super) fn v2_word(status: IncidentStatus) -> &'static str {
    if status == IncidentStatus::Cancelled {
        IncidentStatus::Completed.word()
    } else {
        status.word()
    }
}

/// A moment as v2 has it: in the page's zone, with milliseconds, `Z` only where the zone is UTC itself.
pub(super) fn v2_time(zone: Tz, at: DateTime<Utc>) -> String {
    let utc = matches!(
        zone.name(),
        "UTC" | "Etc/UTC" | "Etc/UCT" | "UCT" | "Etc/Universal" | "Universal" | "Etc/Zulu" | "Zulu"
    );
    at.with_timezone(&zone)
        .to_rfc3339_opts(SecondsFormat::Millis, utc)
}
