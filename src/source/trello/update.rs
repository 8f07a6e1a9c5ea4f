//! Updates of an incident that is a card: its comments, and the lists it was put into.

use super::settings::folded;
use super::snapshot::{Card, Comment};
use crate::model::{IncidentStatus, Said, Update};
use chrono::{DateTime, TimeDelta, Utc};

/// What is said where an end has no time of its own.
const NO_TIME: &str = "The board does not say when it ended.";

/// A list somebody put the card into.
pub(super) struct Stop<'a> {
    pub at: DateTime<Utc>,
    pub list: &'a str,
    pub stands: IncidentStatus,
    pub id: String,
}

/// The end of what is known to be over, and maybe not since when: then no later than the last sign of life.
pub(super) fn end(card: &Card, known: Option<DateTime<Utc>>, last: DateTime<Utc>) -> Update {
    let text = match known {
        Some(_) => String::new(),
        None => NO_TIME.to_owned(),
    };
    let id = format!("u-{}-end", card.id.to_lowercase());
    // At the very moment it began, the beginning would come after the end.
    let at = known
        .unwrap_or(last)
        .max(card.created() + TimeDelta::seconds(1));
    update(id, at, Said::Status(IncidentStatus::Resolved), text)
}

/// A list the card was put into, as what that means.
pub(super) fn stopped(stop: &Stop<'_>, status: IncidentStatus) -> Update {
    // The list's own name, where it says more than our word, and not something else.
    let own = stop.list.trim();
    let same = folded(own) == folded(status.label()) || status != stop.stands;
    let text = if same { String::new() } else { escaped(own) };
    update(stop.id.clone(), stop.at, Said::Status(status), text)
}

/// A comment, with who wrote it and whether it was edited.
pub(super) fn comment(comment: &Comment) -> Update {
    let edited = comment
        .edited
        .map(|at| at.format("edited %Y-%m-%d %H:%M UTC").to_string());
    let by = comment.by.as_deref().map(escaped);
    let line = by.into_iter().chain(edited).collect::<Vec<_>>().join(" · ");
    let mut text = comment.text.trim().to_owned();
    if !line.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&format!("*{line}*"));
    }
    update(format!("u-{}", comment.id), comment.at, Said::Update, text)
}

/// An update that names no component.
pub(super) fn update(id: String, at: DateTime<Utc>, said: Said, text: String) -> Update {
    Update {
        id: id.into(),
        at,
        dated: true,
        said,
        marks: Vec::new(),
        text: text.into(),
        heading: 0..0,
    }
}

/// By time; at equal times what ends comes first, so that it does not hide what is said with it.
pub(super) fn in_order(mut updates: Vec<Update>) -> Vec<Update> {
    updates.sort_by_key(|update| {
        let ends = matches!(&update.said, Said::Status(status) if status.ends());
        let plain = update.said == Said::Update;
        (update.at, !ends, plain)
    });
    updates
}

/// Words as markdown that shows them as they are.
pub(super) fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_control() {
            text.push(' ');
            continue;
        }
        if c.is_ascii_punctuation() {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
