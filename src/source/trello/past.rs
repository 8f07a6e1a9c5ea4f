//! When a card ended that was put away, archived or with its list: it is history, and never open.
//!
//! 1. the custom field for the end, where that is set;
//! 2. its move to a list that ends incidents, where it stands in one, or its mark as complete;
//! 3. the moment it was archived, or its list was;
//! 4. else its last activity, and then the page says that the end is not known.
//!
//! A maintenance that was put away before its window never happened.

use super::list::stands;
use super::settings::TrelloSettings;
use super::snapshot::{Card, Content, Snapshot};
use super::update::update;
use crate::model::{IncidentStatus, Said, Update, Window};
use chrono::{DateTime, TimeDelta, Utc};
use std::fmt;

/// What is said where somebody put it away without a word.
const PUT_AWAY: &str = "It was put away then; the board does not say when it ended.";

/// What is said where nothing tells.
const NO_TIME: &str = "The board does not say when it ended.";

/// What says when a card ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// The custom field.
    Field(DateTime<Utc>),
    /// The list it stands in, by its moves.
    List,
    /// The mark that it is complete.
    Completed(DateTime<Utc>),
    /// It was archived, or its list.
    PutAway(DateTime<Utc>),
    /// Nothing: this is when somebody last did something with it.
    Unknown(DateTime<Utc>),
}

impl fmt::Display for Ended {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Field(_) => "ended when its custom field says",
            Self::List => "ended when it was moved to its list",
            Self::Completed(_) => "ended when it was marked complete",
            Self::PutAway(_) => "ended when it was archived",
            Self::Unknown(_) => "when it ended is not known: at its last activity at the latest",
        })
    }
}

/// What says when a card ended that was put away.
pub(super) fn ended(
    card: &Card,
    content: &Content,
    snapshot: &Snapshot,
    settings: &TrelloSettings,
) -> Ended {
    if let Some(at) = content.ended {
        return Ended::Field(at);
    }
    let list = snapshot.list(&card.list);
    let over = list.is_some_and(|list| stands(&list.name, settings).ends());
    let moved = content
        .moves
        .last()
        .is_some_and(|last| last.to.id == card.list);
    match (content.completed, content.put_away) {
        _ if over && moved => Ended::List,
        (Some(at), _) => Ended::Completed(at),
        (_, Some(at)) => Ended::PutAway(at),
        _ => Ended::Unknown(content.active.unwrap_or_else(|| last_sign(card, content))),
    }
}

/// The last sign of life.
pub(super) fn last_sign(card: &Card, content: &Content) -> DateTime<Utc> {
    let said = content.comments.last().map(|comment| comment.at);
    let moved = content.moves.last().map(|last| last.at);
    said.into_iter()
        .chain(moved)
        .chain([card.created()])
        .max()
        .unwrap_or_default()
}

/// Ends what its updates leave open.
pub(super) fn close(updates: &mut Vec<Update>, card: &Card, ended: Ended) {
    let (over, stood) = stood(updates, card);
    if !over {
        updates.push(end(card, IncidentStatus::Resolved, ended, stood));
    }
}

/// Whether it is over by what was said, in order, and since when it stands so.
fn stood(updates: &[Update], card: &Card) -> (bool, DateTime<Utc>) {
    let mut last = (false, card.created());
    for update in updates {
        if let Said::Status(status) = update.said {
            last = (status.ends(), update.at);
        }
    }
    last
}

/// Ends a maintenance: called off before its window, else done, by its clock where that still goes.
pub(super) fn close_work(updates: &mut Vec<Update>, card: &Card, ended: Ended, window: &Window) {
    let (over, stood) = stood(updates, card);
    if over {
        return;
    }
    let at = match ended {
        Ended::Field(at) | Ended::Completed(at) | Ended::PutAway(at) | Ended::Unknown(at) => at,
        Ended::List => window.end(),
    };
    let by_hand = updates.iter().any(|update| {
        update.at >= window.start || update.said == Said::Status(IncidentStatus::InProgress)
    });
    if window.auto && !by_hand && at >= window.end() {
        return;
    }
    let status = match at < window.start && !by_hand {
        true => IncidentStatus::Cancelled,
        false => IncidentStatus::Completed,
    };
    updates.push(end(card, status, ended, stood));
}

/// The end, after whatever else was said of where it stood.
fn end(card: &Card, status: IncidentStatus, ended: Ended, stood: DateTime<Utc>) -> Update {
    let (at, text) = match ended {
        Ended::Field(at) | Ended::Completed(at) => (at, ""),
        Ended::List => (stood, ""),
        Ended::PutAway(at) if status == IncidentStatus::Cancelled => (at, ""),
        Ended::PutAway(at) => (at, PUT_AWAY),
        Ended::Unknown(at) => (at, NO_TIME),
    };
    let at = at.max(stood + TimeDelta::seconds(1));
    let id = format!("u-{}-end", card.id.to_lowercase());
    update(id, at, Said::Status(status), text.to_owned())
}
