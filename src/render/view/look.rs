//! What shows a status besides its colour: a word and a shape.

use crate::model::{ComponentStatus, Impact, IncidentStatus};
use crate::render::locale::{Locale, Message};
use arcstr::ArcStr;
use memchr::memmem;
use serde::Serialize;

/// A status as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Look {
    /// The class that colours it, such as `partial_outage`.
    pub word: &'static str,
    /// The word a reader sees, such as `Partial outage`.
    pub label: ArcStr,
    /// The path data of its icon, in a square of 16; holes by the even-odd rule. Pages refer to it by the word.
    #[serde(skip)]
    pub shape: &'static str,
}

const CIRCLE_CHECK: &str =
    "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0ZM3.2 8.4l1.5-1.5 2.2 2.2 4.5-4.7 1.5 1.4L7 12.1Z";
const CIRCLE_I: &str = "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0ZM7 3.4h2v2H7ZM7 6.8h2v5.8H7Z";
const WRENCH: &str = "M15.6 3.8 12.7 6.7 9.9 6.1 9.3 3.3 12.2.4a5 5 0 0 0-6.3 6.4L.8 11.9a2.3 2.3 0 0 0 3.3 3.3l5.1-5.1a5 5 0 0 0 6.4-6.3Z";
const QUESTION: &str = "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0ZM4.9 6.2a3.1 3.1 0 1 1 4.4 2.9c-.3.1-.4.3-.4.6v.6H7v-.9c0-.9.5-1.6 1.4-2a1.2 1.2 0 1 0-1.6-1.2ZM7 11.4h1.9v1.9H7Z";
const TRIANGLE: &str = "M8 .5 16 15H0ZM7 5.5l.3 5h1.4l.3-5ZM7.1 11.6h1.8v1.8H7.1Z";
const HALF_CIRCLE: &str = "M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 2.2v11.6a5.8 5.8 0 0 0 0-11.6Z";
const CROSS: &str = "M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7Zm.5 3.7L3.7 5.2 6.5 8l-2.8 2.8 1.5 1.5L8 9.5l2.8 2.8 1.5-1.5L9.5 8l2.8-2.8-1.5-1.5L8 6.5Z";

/// The shape of a component's status.
fn shape(status: ComponentStatus) -> &'static str {
    match status {
        ComponentStatus::Operational => CIRCLE_CHECK,
        ComponentStatus::UnderMaintenance => WRENCH,
        ComponentStatus::Unknown => QUESTION,
        ComponentStatus::DegradedPerformance => TRIANGLE,
        ComponentStatus::PartialOutage => HALF_CIRCLE,
        ComponentStatus::MajorOutage => CROSS,
    }
}

impl Locale {
    /// How a component's status looks.
    pub fn look(&self, status: ComponentStatus) -> Look {
        self.look_as(status, status.into())
    }

    /// The colour and shape of a component's status, with another word beside it.
    pub fn look_as(&self, status: ComponentStatus, label: Message) -> Look {
        Look {
            word: status.word(),
            label: self.text(label),
            shape: shape(status),
        }
    }

    /// A notice, which has no status.
    pub fn notice(&self) -> Look {
        Look {
            word: "notice",
            label: self.text(Message::Notice),
            shape: CIRCLE_I,
        }
    }

    /// The word for an impact; none for announced work, whose kind says it.
    pub fn impact(&self, impact: Impact) -> Option<ArcStr> {
        Message::of_impact(impact).map(|message| self.text(message))
    }
}

impl Look {
    /// Pages that show no status.
    pub const NEUTRAL: Look = Look {
        word: "neutral",
        label: arcstr::literal!(""),
        shape: CIRCLE_CHECK,
    };

    /// How a whole incident looks: over is over, else the worst it says now, else what it did.
    pub fn of_incident(
        locale: &Locale,
        status: IncidentStatus,
        open: bool,
        now: Option<ComponentStatus>,
        impact: Impact,
    ) -> Self {
        let shown = match now {
            _ if status.of_maintenance() && open => ComponentStatus::UnderMaintenance,
            _ if status == IncidentStatus::Scheduled => ComponentStatus::UnderMaintenance,
            _ if !open => ComponentStatus::Operational,
            Some(worst) => worst,
            None => match impact {
                Impact::Critical => ComponentStatus::MajorOutage,
                Impact::Major => ComponentStatus::PartialOutage,
                // Open and harmless is still open: never green.
                Impact::Minor | Impact::None => ComponentStatus::DegradedPerformance,
                Impact::Maintenance => ComponentStatus::UnderMaintenance,
            },
        };
        locale.look_as(shown, status.into())
    }
}

/// The icons that a printed page refers to, each once, to stand at its end; a page that may turn out to
/// be old has the one for what is not known as well.
pub fn icons(page: &[u8], ages: bool) -> String {
    let mut looks: Vec<_> = ComponentStatus::ALL
        .map(|status| (status.word(), shape(status), false))
        .into();
    looks.push(("notice", CIRCLE_I, false));
    for at in memmem::find_iter(page, REFERENCE) {
        let rest = &page[at + REFERENCE.len()..];
        let word = &rest[..memchr::memchr(b'"', rest).unwrap_or(rest.len())];
        let mut known = looks.iter_mut();
        if let Some((.., used)) = known.find(|(known, ..)| known.as_bytes() == word) {
            *used = true;
        }
    }
    looks.retain(|(word, _, used)| *used || ages && *word == "unknown");
    if looks.is_empty() {
        return String::new();
    }
    let mut icons = String::with_capacity(1 << 10);
    icons.push_str("<svg class=\"icons\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
    for (word, shape, _) in looks {
        for part in [
            "<symbol id=\"i-",
            word,
            "\" viewBox=\"0 0 16 16\"><path d=\"",
            shape,
            "\"/></symbol>",
        ] {
            icons.push_str(part);
        }
    }
    icons.push_str("</svg>\n");
    icons
}

/// How a page refers to an icon.
const REFERENCE: &[u8] = b"href=\"#i-";

/// The fill of a favicon, which no style sheet reaches: readable on light and dark tabs.
pub fn favicon_fill(word: &str) -> &'static str {
    match word {
        "operational" => "1f9d61",
        "under_maintenance" => "3b7ddd",
        "degraded_performance" => "c98500",
        "partial_outage" => "e0651b",
        "major_outage" => "d92d4a",
        _ => "75838f",
    }
}
