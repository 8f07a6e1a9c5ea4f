//! Whether a card is shown, and why not.

use super::label::{Role, Status, decisive, role};
use super::list::stands;
use super::settings::TrelloSettings;
use super::snapshot::{Card, Label, Snapshot};
use super::strict;
use crate::model::IncidentStatus;
use std::fmt;

/// Whether a card is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Shown,
    /// It is not, for this reason.
    Hidden(Why),
}

/// Why a card is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The card is archived.
    Archived,
    /// Its list is archived.
    ListArchived,
    /// It is a template.
    Template,
    /// It is a separator, a mirror of another card, or a link.
    Role(String),
    /// It has no label at all.
    NoLabels,
    /// None of its labels names a component.
    NoComponent,
    /// None of its labels says a status.
    NoStatus,
    /// The same in a resolved list, where people take the status off.
    UnlabelledFixed,
}

impl fmt::Display for Why {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Archived => to.write_str("it is archived"),
            Self::ListArchived => to.write_str("its list is archived"),
            Self::Template => to.write_str("it is a template"),
            Self::Role(role) => write!(to, "it is a {role}"),
            Self::NoLabels => to.write_str("it has no label"),
            Self::NoComponent => to.write_str("no label of it names a component"),
            Self::NoStatus => to.write_str("no label of it says a status"),
            Self::UnlabelledFixed => to.write_str("it is fixed, and no label of it says a status"),
        }
    }
}

/// Roles of cards that say nothing themselves.
const ROLES: &[&str] = &["separator", "board", "mirror", "link"];

/// Whether a card is shown, by whichever rules the settings ask for.
pub fn verdict(card: &Card, snapshot: &Snapshot, settings: &TrelloSettings) -> Verdict {
    let hidden = Verdict::Hidden;
    if card.archived && !settings.past() {
        return hidden(Why::Archived);
    }
    if !card.archived && snapshot.put_away(card) && !settings.past() {
        return hidden(Why::ListArchived);
    }
    let Some(list) = snapshot.list(&card.list) else {
        return hidden(Why::ListArchived);
    };
    if settings.strict {
        return match strict::labels(card, snapshot) {
            Ok(_) => Verdict::Shown,
            Err(why) => hidden(why),
        };
    }
    if card.template {
        return hidden(Why::Template);
    }
    if let Some(role) = card.role.as_deref().filter(|role| ROLES.contains(role)) {
        return hidden(Why::Role(role.to_owned()));
    }
    let says = Says::of(card, snapshot, settings);
    if card.labels.is_empty() {
        return hidden(Why::NoLabels);
    }
    if says.components.is_empty() {
        return hidden(Why::NoComponent);
    }
    if says.status().is_some() {
        return Verdict::Shown;
    }
    match stands(&list.name, settings) {
        IncidentStatus::Resolved if settings.show_unlabelled_fixed => Verdict::Shown,
        IncidentStatus::Resolved => hidden(Why::UnlabelledFixed),
        _ => hidden(Why::NoStatus),
    }
}

/// What a card's labels say, by the corrected rules.
pub struct Says<'a> {
    /// Labels that name components.
    pub components: Vec<&'a Label>,
    /// What its status labels say.
    pub statuses: Vec<Status>,
}

impl<'a> Says<'a> {
    /// Of a card.
    pub fn of(card: &'a Card, snapshot: &'a Snapshot, settings: &TrelloSettings) -> Self {
        let mut says = Says {
            components: Vec::new(),
            statuses: Vec::new(),
        };
        for label in snapshot.labels_of(card) {
            match role(label, settings) {
                Role::Component => says.components.push(label),
                Role::Status(status) => says.statuses.push(status),
                Role::EmptyStatus | Role::Unnamed | Role::Ignored => {}
            }
        }
        says
    }

    /// The one status that counts.
    pub fn status(&self) -> Option<&Status> {
        decisive(self.statuses.iter())
    }
}
