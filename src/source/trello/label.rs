//! What a label is: a status, a component, or neither.

use super::settings::{TrelloSettings, folded};
use super::snapshot::Label;
use crate::model::ComponentStatus;

/// What a label is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// It says how the card's components are.
    Status(Status),
    /// `status:` and nothing behind it.
    EmptyStatus,
    /// It names a component.
    Component,
    /// It has no name.
    Unnamed,
    /// The settings say to leave it alone.
    Ignored,
}

/// What a status label says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The words behind `status:`.
    pub words: String,
    /// What they mean; for words nobody knows, a guess that is never *operational*.
    pub means: ComponentStatus,
    /// Whether the words are known.
    pub known: bool,
    /// It wins over those of other colours.
    pub red: bool,
    /// Written otherwise than `status:`, which Trestus would have taken for a component.
    pub odd: bool,
}

/// What words mean that nobody had to set.
const WORDS: &[(&str, ComponentStatus)] = &[
    ("operational", ComponentStatus::Operational),
    ("ok", ComponentStatus::Operational),
    ("up", ComponentStatus::Operational),
    ("maintenance", ComponentStatus::UnderMaintenance),
    ("under maintenance", ComponentStatus::UnderMaintenance),
    ("scheduled maintenance", ComponentStatus::UnderMaintenance),
    ("planned maintenance", ComponentStatus::UnderMaintenance),
    ("unknown", ComponentStatus::Unknown),
    ("degraded performance", ComponentStatus::DegradedPerformance),
    ("degraded", ComponentStatus::DegradedPerformance),
    ("slow", ComponentStatus::DegradedPerformance),
    ("minor", ComponentStatus::DegradedPerformance),
    ("partial outage", ComponentStatus::PartialOutage),
    ("partial", ComponentStatus::PartialOutage),
    ("major outage", ComponentStatus::MajorOutage),
    ("total outage", ComponentStatus::MajorOutage),
    ("complete outage", ComponentStatus::MajorOutage),
    ("full outage", ComponentStatus::MajorOutage),
    ("outage", ComponentStatus::MajorOutage),
    ("major", ComponentStatus::MajorOutage),
    ("critical", ComponentStatus::MajorOutage),
    ("down", ComponentStatus::MajorOutage),
];

/// What a label is, by the corrected rules.
pub fn role(label: &Label, settings: &TrelloSettings) -> Role {
    let name = label.name.trim();
    if settings.ignore_labels.contains(&folded(name)) && !name.is_empty() {
        return Role::Ignored;
    }
    match words(name) {
        Some("") => Role::EmptyStatus,
        Some(words) => Role::Status(status(words, label, settings)),
        None if name.is_empty() => Role::Unnamed,
        None => Role::Component,
    }
}

/// What stands behind `status:`, however that is written.
fn words(name: &str) -> Option<&str> {
    let (before, after) = name.split_once(':')?;
    before
        .trim()
        .eq_ignore_ascii_case("status")
        .then(|| after.trim())
}

fn status(words: &str, label: &Label, settings: &TrelloSettings) -> Status {
    let red = label
        .color
        .as_deref()
        .is_some_and(|color| matches!(color, "red" | "red_dark" | "red_light"));
    let word = folded(words);
    let known = settings.statuses.get(&word).copied().or_else(|| {
        let mut all = WORDS.iter();
        all.find(|(known, _)| *known == word)
            .map(|(_, means)| *means)
    });
    let guess = match red {
        true => ComponentStatus::MajorOutage,
        false => ComponentStatus::DegradedPerformance,
    };
    Status {
        words: words.to_owned(),
        means: known.unwrap_or(guess),
        known: known.is_some(),
        red,
        odd: !label.name.starts_with("status:"),
    }
}

/// The one that counts of a card's status labels: a red one wins, among equals the worst.
pub fn decisive<'a>(statuses: impl Iterator<Item = &'a Status>) -> Option<&'a Status> {
    // Of two equally bad ones the first.
    statuses.fold(None, |best: Option<&Status>, one| match best {
        Some(best) if (best.red, best.means) >= (one.red, one.means) => Some(best),
        _ => Some(one),
    })
}

#[cfg(test)]
mod tests {
    use super::{Role, decisive, role};
    use crate::model::ComponentStatus::{
        self, DegradedPerformance, MajorOutage, PartialOutage, UnderMaintenance,
    };
    use crate::source::trello::settings::TrelloSettings;
    use crate::source::trello::snapshot::Label;

    fn label(name: &str, color: &str) -> Label {
        Label {
            id: name.to_owned(),
            name: name.to_owned(),
            color: Some(color.to_owned()),
        }
    }

    fn settings() -> TrelloSettings {
        TrelloSettings {
            ignore_labels: vec!["needs postmortem".to_owned()],
            statuses: [("at risk".to_owned(), PartialOutage)].into(),
            ..TrelloSettings::default()
        }
    }

    fn status(name: &str, color: &str) -> super::Status {
        match role(&label(name, color), &settings()) {
            Role::Status(status) => status,
            other => panic!("{name}: {other:?}"),
        }
    }

    #[test]
    fn the_prefix_is_taken_off_as_a_whole_and_the_word_read_as_people_write_it() {
        for (name, words, means) in [
            (
                "status:degraded performance",
                "degraded performance",
                DegradedPerformance,
            ),
            ("status:major outage", "major outage", MajorOutage),
            ("status: partial outage", "partial outage", PartialOutage),
            (
                "status:scheduled maintenance",
                "scheduled maintenance",
                UnderMaintenance,
            ),
            ("status:total outage", "total outage", MajorOutage),
            ("Status:Major Outage", "Major Outage", MajorOutage),
            (
                "STATUS : degraded_performance",
                "degraded_performance",
                DegradedPerformance,
            ),
            ("status:at-risk", "at-risk", PartialOutage),
        ] {
            let status = status(name, "blue");
            assert_eq!(
                (status.words.as_str(), status.means, status.known),
                (words, means, true),
                "{name}"
            );
            assert_eq!(status.odd, !name.starts_with("status:"), "{name}");
        }
    }

    #[test]
    fn words_nobody_knows_are_never_operational() {
        for (color, means) in [
            ("red", MajorOutage),
            ("red_dark", MajorOutage),
            ("red_light", MajorOutage),
            ("green", DegradedPerformance),
        ] {
            let status = status("status:stale data", color);
            assert_eq!((status.means, status.known), (means, false), "{color}");
        }
    }

    #[test]
    fn other_labels_are_components_unless_they_have_no_name_or_are_ignored() {
        let role = |name| role(&label(name, "green"), &settings());
        assert_eq!(role("API"), Role::Component);
        assert_eq!(role("statuspage"), Role::Component);
        assert_eq!(role("http: gateway"), Role::Component);
        assert_eq!(role("  "), Role::Unnamed);
        assert_eq!(role("status: "), Role::EmptyStatus);
        assert_eq!(role("Needs-Postmortem"), Role::Ignored);
    }

    #[test]
    fn a_red_one_wins_and_among_equals_the_worst() {
        let worst = |labels: &[(&str, &str)]| -> Option<ComponentStatus> {
            let all: Vec<_> = labels
                .iter()
                .map(|(name, color)| status(name, color))
                .collect();
            decisive(all.iter()).map(|status| status.means)
        };
        let (degraded, partial) = ("status:degraded", "status:partial");
        assert_eq!(
            worst(&[(degraded, "red"), (partial, "blue")]),
            Some(DegradedPerformance)
        );
        assert_eq!(
            worst(&[(partial, "blue"), (degraded, "sky")]),
            Some(PartialOutage)
        );
        assert_eq!(
            worst(&[(degraded, "red"), (partial, "red_dark")]),
            Some(PartialOutage)
        );
        assert_eq!(worst(&[]), None);
    }
}
