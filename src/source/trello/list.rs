//! What a list means: where the incidents in it stand.

use super::settings::{TrelloSettings, folded};
use crate::model::IncidentStatus;

/// Lists whose names need no setting.
const NAMES: &[(&str, IncidentStatus)] = &[
    ("fixed", IncidentStatus::Resolved),
    ("identified", IncidentStatus::Identified),
    ("investigating", IncidentStatus::Investigating),
    ("monitoring", IncidentStatus::Monitoring),
    ("scheduled", IncidentStatus::Scheduled),
];

/// Names that probably mean the same, for hints: to take them so would end what is open on a board that
/// was used otherwise.
const LIKELY: &[(&str, IncidentStatus)] = &[
    ("resolved", IncidentStatus::Resolved),
    ("solved", IncidentStatus::Resolved),
    ("done", IncidentStatus::Resolved),
    ("closed", IncidentStatus::Resolved),
    ("completed", IncidentStatus::Resolved),
    ("planned", IncidentStatus::Scheduled),
    ("upcoming", IncidentStatus::Scheduled),
    ("maintenance", IncidentStatus::Scheduled),
    ("scheduled maintenance", IncidentStatus::Scheduled),
    ("watching", IncidentStatus::Monitoring),
];

/// Where incidents in a list of this name stand. One that means nothing to us is an open one.
pub fn stands(name: &str, settings: &TrelloSettings) -> IncidentStatus {
    let word = folded(name);
    let set = settings.lists.get(&word).copied();
    set.or_else(|| find(NAMES, &word))
        .unwrap_or(IncidentStatus::Investigating)
}

/// What the settings may want to say of a list that is taken for an open one by default.
pub fn likely(name: &str, settings: &TrelloSettings) -> Option<IncidentStatus> {
    let word = folded(name);
    let known = settings.lists.contains_key(&word) || find(NAMES, &word).is_some();
    find(LIKELY, &word).filter(|_| !known)
}

fn find(list: &[(&str, IncidentStatus)], word: &str) -> Option<IncidentStatus> {
    let found = list.iter().find(|(name, _)| *name == word);
    found.map(|(_, status)| *status)
}

#[cfg(test)]
mod tests {
    use super::{likely, stands};
    use crate::model::IncidentStatus::{Investigating, Monitoring, Resolved, Scheduled};
    use crate::source::trello::settings::TrelloSettings;

    #[test]
    fn only_fixed_ends_an_incident_unless_the_settings_say_otherwise() {
        let plain = TrelloSettings::default();
        for (name, status) in [
            ("Fixed", Resolved),
            ("FIXED", Resolved),
            ("Fixed ", Resolved),
            ("Resolved", Investigating),
            ("Done", Investigating),
            ("Fixed 2025", Investigating),
            ("Reported", Investigating),
            ("monitoring", Monitoring),
            ("Scheduled", Scheduled),
        ] {
            assert_eq!(stands(name, &plain), status, "{name}");
        }
        let set = TrelloSettings {
            lists: [
                ("done".to_owned(), Resolved),
                ("fixed".to_owned(), Monitoring),
            ]
            .into(),
            ..plain.clone()
        };
        assert_eq!(stands("Done", &set), Resolved);
        assert_eq!(stands("Fixed", &set), Monitoring);
        assert_eq!(likely("Done", &plain), Some(Resolved));
        assert_eq!(likely("Done", &set), None);
        assert_eq!(likely("Fixed", &plain), None);
        assert_eq!(likely("Reported", &plain), None);
    }
}
