//! A Trello board as a source: its cards are incidents, its labels say what is affected and how badly.
//!
//! 1. `fetch` asks Trello (or `read_export` reads an exported board): the shapes of `wire`;
//! 2. `take` keeps what the site needs, as a `snapshot` that every other command reads;
//! 3. `label`, `list` and `card` say what each of them means, and whether it is shown;
//! 4. `component` and `incident` make a site of it; `strict` does the same exactly as Trestus did;
//! 5. `explain` tells people what became of each label and card.

pub mod auth;
pub mod card;
pub mod component;
pub mod explain;
pub mod fetch;
pub mod label;
pub mod list;
pub mod settings;
pub mod snapshot;
pub mod strict;
pub mod take;
pub mod wire;

mod fault;
mod field;
mod incident;
mod past;
mod text;
mod update;

pub use component::{Named, components};
pub use settings::{Author, Comments, TrelloSettings};
pub use snapshot::Snapshot;
pub use text::{Attachment, asset_path};

use crate::model::Incident;
use crate::problem::{Place, Problem};
use card::{Verdict, verdict};
use chrono_tz::Tz;

/// Every card that is shown as an incident, by id, and what stands in the way of showing one.
///
/// `named` is what [`components`] gave; `zone` is the site's.
pub fn incidents(
    snapshot: &Snapshot,
    settings: &TrelloSettings,
    named: &Named,
    zone: Tz,
) -> (Vec<Incident>, Vec<Problem>) {
    let board = incident::Board {
        snapshot,
        settings,
        named,
        zone,
    };
    let (mut incidents, mut problems) = (Vec::new(), Vec::new());
    if settings.strict {
        for shown in &strict::read(snapshot).incidents {
            match &shown.card.content {
                Some(content) => incidents.push(board.strictly(shown, content)),
                None => problems.push(without_words(shown.card)),
            }
        }
    } else {
        for card in &snapshot.cards {
            if verdict(card, snapshot, settings) == Verdict::Shown {
                match &card.content {
                    Some(content) => incidents.push(board.incident(card, content)),
                    None => problems.push(without_words(card)),
                }
            }
        }
    }
    incidents.sort_by(|one, other| one.id.cmp(&other.id));
    (incidents, problems)
}

/// Whether an incident is a card, rather than a file.
pub fn is_card(incident: &Incident) -> bool {
    incident.file.starts_with(incident::CARD)
}

/// Findings about cards say what to type for files: a card is written to on the board.
pub fn point_at_cards(findings: &mut [Problem]) {
    for finding in findings {
        let place = finding.place.as_ref();
        if place.is_some_and(|place| place.file.starts_with(incident::CARD)) {
            finding.hint = Some("comment on the card, or move it, then `stillup pull`".to_owned());
        }
    }
}

/// It was hidden when the board was read, and the settings have changed since.
fn without_words(card: &snapshot::Card) -> Problem {
    let what = format!(
        "card {} is shown now, and the snapshot is without its words",
        card.called()
    );
    Problem::error("hidden-when-pulled", what)
        .at(Place::file(snapshot::FILE))
        .hint("stillup pull")
}

/// Reads an exported board.
///
/// Its age is that of the last thing that happened on it: an export does not say when it was made.
///
/// # Errors
/// It is no board.
pub fn read_export(
    name: &str,
    bytes: &[u8],
    settings: &TrelloSettings,
) -> Result<Snapshot, Problem> {
    let unfit = |why: String| {
        Problem::error("no-board", format!("`{name}` is no exported Trello board"))
            .at(Place::file(name))
            .because(why)
            .hint("on the board: Menu, Print, export, and share, Export as JSON")
    };
    let board: wire::Board =
        serde_json::from_slice(bytes).map_err(|error| unfit(error.to_string()))?;
    lacks(&board).map_or(Ok(()), |what| Err(unfit(format!("it has no {what}"))))?;
    let actions = board.actions.iter().flatten();
    let newest = actions.filter_map(|action| wire::moment(action.date.as_deref()));
    let at = wire::moment(board.date_last_activity.as_deref())
        .into_iter()
        .chain(newest)
        .max();
    Ok(take::take(&board, at.unwrap_or_default(), settings).0)
}

/// What a board must have and this one has not. What lacks its lists is no empty board: nothing is known.
pub(crate) fn lacks(board: &wire::Board) -> Option<&'static str> {
    let parts = [
        (board.id.is_empty(), "id"),
        (board.lists.is_none(), "lists"),
        (board.labels.is_none(), "labels"),
        (board.cards.is_none(), "cards"),
        (board.actions.is_none(), "actions"),
    ];
    parts
        .into_iter()
        .find(|(lacks, _)| *lacks)
        .map(|(_, what)| what)
}
