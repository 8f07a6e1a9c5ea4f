//! Whether and when an incident was over, where another page says so apart from its updates.

use super::lead::lifted;
use super::update;
use crate::model::{IncidentStatus, Said, Update};
use chrono::{DateTime, Utc};

/// How the end was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// By its own time, or by an update that says so.
    Told,
    /// Its own time lies before an update that is not the end.
    Earlier,
    /// Nothing tells: the last time known is taken.
    Guessed,
}

/// Updates by time, each with its word lifted; of equal times the later in the file is the earlier, as
/// other pages have the newest on top.
pub(super) fn updates(said: Vec<(DateTime<Utc>, String)>, maintenance: bool) -> Vec<Update> {
    let mut updates: Vec<Update> = said
        .into_iter()
        .rev()
        .map(|(at, text)| {
            let (said, rest) = lifted(&text, maintenance);
            update(at, said, rest.trim().to_owned())
        })
        .collect();
    updates.sort_by_key(|update| update.at);
    updates
}

/// Whether the last status said ends it.
pub(super) fn is_over(updates: &[Update]) -> bool {
    let last = updates.iter().rev().find_map(|update| match &update.said {
        Said::Status(status) => Some(status.ends()),
        _ => None,
    });
    last == Some(true)
}

/// Ends an incident at a time, if its updates do not. `began` stands in where it has none.
pub(super) fn end(
    updates: &mut Vec<Update>,
    began: DateTime<Utc>,
    told: Option<DateTime<Utc>>,
) -> End {
    if is_over(updates) {
        return End::Told;
    }
    let last = updates.iter().map(|it| it.at).max().unwrap_or(began);
    let stated = updates
        .iter()
        .filter(|it| matches!(it.said, Said::Status(_)));
    let open = stated.map(|it| it.at).max().unwrap_or(last);
    let (at, end) = match told {
        Some(told) if told >= open => (told, End::Told),
        Some(_) => (last, End::Earlier),
        None => (last, End::Guessed),
    };
    updates.push(update(
        at,
        Said::Status(IncidentStatus::Resolved),
        String::new(),
    ));
    updates.sort_by_key(|update| update.at);
    end
}

/// Turns what says that an incident is over into plain updates, their word kept as text. False when
/// nothing says so.
pub(super) fn reopen(updates: &mut [Update]) -> bool {
    if !is_over(updates) {
        return false;
    }
    let goes_on = |it: &Update| matches!(&it.said, Said::Status(status) if !status.ends());
    let from = updates.iter().rposition(goes_on).map_or(0, |at| at + 1);
    for update in &mut updates[from..] {
        if let Said::Status(status) = &update.said {
            let text = format!("**{}** - {}", status.label(), update.text);
            update.text = text.trim_end_matches(" - ").into();
            update.said = Said::Update;
        }
    }
    true
}
