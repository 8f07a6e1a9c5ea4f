//! A board exactly as Trestus read it, faults included, for a first run side by side.
//!
//! 1. Only the first fifty labels count. Those whose name begins with `status:` say how bad it is; all
//!    others, unnamed ones too, are services.
//! 2. The words of a status label are what is left when the *letters* of `status:` are taken off its
//!    front, then blanks. The last label wins, unless a red one ends the search.
//! 3. A card without services or without such words is not shown. In a list called exactly `fixed`,
//!    whatever its case, it is over.
//! 4. A service shows the first card met (leftmost list, newest card), not the worst.
//! 5. Of the comments the newest fifty are shown, oldest first.

use super::card::Why;
use super::snapshot::{Card, Comment, Label, Snapshot};
use chrono::{DateTime, Utc};
use std::cmp::Reverse;

/// So many labels and comments Trestus saw.
const SEEN: usize = 50;

/// The letters it took off.
const LETTERS: [char; 5] = ['s', 't', 'a', 'u', ':'];

/// A board as Trestus had it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trestus<'a> {
    /// By words of status labels, in the order met: names of services, repeated as they came.
    pub panels: Vec<(&'a str, Vec<&'a str>)>,
    /// Every service, those affected first.
    pub systems: Vec<System<'a>>,
    /// By list from left to right, then newest first.
    pub incidents: Vec<Shown<'a>>,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System<'a> {
    /// The name of its label.
    pub name: &'a str,
    /// The name of the list, or `Operational`.
    pub status: &'a str,
    /// The words of the status label, or nothing.
    pub words: &'a str,
}

/// A card that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The card.
    pub card: &'a Card,
    /// The name of its list.
    pub list: &'a str,
    /// The words of its status label.
    pub words: &'a str,
    /// The status label itself.
    pub label: &'a Label,
    /// Over.
    pub closed: bool,
    /// Names of its services.
    pub services: Vec<&'a str>,
    /// Those of them that show this card.
    pub leads: Vec<&'a str>,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// Its comments.
    pub updates: &'a [Comment],
}

/// The words of a status label, as Trestus had them.
pub fn words(name: &str) -> &str {
    name.trim_start_matches(LETTERS).trim_start()
}

/// What a card's labels say: its services, and the status label that counts.
pub(super) fn labels<'a>(
    card: &'a Card,
    snapshot: &'a Snapshot,
) -> Result<(Vec<&'a str>, &'a Label), Why> {
    let known = services(snapshot);
    let mut status = None;
    let statuses = snapshot
        .labels_of(card)
        .filter(|label| label.name.starts_with("status:"));
    for label in statuses {
        status = Some(label);
        if label.color.as_deref() == Some("red") {
            break;
        }
    }
    let services: Vec<&str> = snapshot
        .labels_of(card)
        .filter(|label| known.iter().any(|service| service.id == label.id))
        .map(|label| label.name.as_str())
        .collect();
    if services.is_empty() {
        return Err(Why::NoComponent);
    }
    match status.filter(|label| !words(&label.name).is_empty()) {
        Some(label) => Ok((services, label)),
        None => Err(Why::NoStatus),
    }
}

/// Labels that are services.
pub(super) fn services(snapshot: &Snapshot) -> Vec<&Label> {
    let seen = snapshot.labels.iter().take(SEEN);
    seen.filter(|label| !label.name.starts_with("status:"))
        .collect()
}

/// Reads a board.
pub fn read(snapshot: &Snapshot) -> Trestus<'_> {
    let mut board = Trestus::default();
    for list in &snapshot.lists {
        let mut cards: Vec<&Card> = snapshot
            .cards
            .iter()
            .filter(|card| card.list == list.id && !card.archived)
            .collect();
        cards.sort_by_key(|card| Reverse(card.created()));
        for card in cards {
            let Ok((services, label)) = labels(card, snapshot) else {
                continue;
            };
            board.meet(card, &list.name, services, label);
        }
    }
    for label in services(snapshot) {
        if !board.systems.iter().any(|system| system.name == label.name) {
            board.systems.push(System {
                name: &label.name,
                status: "Operational",
                words: "",
            });
        }
    }
    board
}

impl<'a> Trestus<'a> {
    fn meet(&mut self, card: &'a Card, list: &'a str, services: Vec<&'a str>, label: &'a Label) {
        let words = words(&label.name);
        let closed = list.to_lowercase() == "fixed";
        let mut leads = Vec::new();
        if !closed {
            let panel = match self.panels.iter().position(|(known, _)| *known == words) {
                Some(at) => at,
                None => {
                    self.panels.push((words, Vec::new()));
                    self.panels.len() - 1
                }
            };
            self.panels[panel].1.extend(&services);
            for name in &services {
                if !self.systems.iter().any(|system| system.name == *name) {
                    leads.push(*name);
                    let status = list;
                    self.systems.push(System {
                        name,
                        status,
                        words,
                    });
                }
            }
        }
        let comments = card
            .content
            .as_ref()
            .map_or(&[][..], |content| &content.comments);
        self.incidents.push(Shown {
            card,
            list,
            words,
            label,
            closed,
            services,
            leads,
            created: card.created(),
            updates: &comments[comments.len().saturating_sub(SEEN)..],
        });
    }
}
