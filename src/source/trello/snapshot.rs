//! `.stillup/trello.json`: of a board only what the site needs, in a form fit to be committed.
//!
//! Cards that are not shown are in it without their words.

use crate::problem::Problem;
use crate::source::pulled;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where it stands in the site's folder.
pub const FILE: &str = ".stillup/trello.json";

/// The form that this version writes and reads.
const VERSION: u32 = 1;

/// A board as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The form of the file.
    pub version: u32,
    /// When the board was read; for an export its last activity.
    pub pulled_at: DateTime<Utc>,
    /// Digest of the settings it was read with.
    pub rules: String,
    /// The board's id.
    pub board: String,
    /// The board's name.
    pub name: String,
    /// Anybody with an account may comment.
    pub open_to_comments: bool,
    /// In the board's order.
    pub labels: Vec<Label>,
    /// Those not archived, from left to right.
    pub lists: Vec<List>,
    /// Those archived, where cards in them are history.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archived_lists: Vec<List>,
    /// By list, then from top to bottom.
    pub cards: Vec<Card>,
    /// Files that were copied beside the snapshot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Trello's id.
    pub id: String,
    /// Its name, as written; often empty.
    pub name: String,
    /// Its colour.
    pub color: Option<String>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Trello's id.
    pub id: String,
    /// Its name, as written.
    pub name: String,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Trello's id: the incident's, too.
    pub id: String,
    /// The part of its address that names it.
    pub link: String,
    /// Its list's id; one that is not among `lists` is archived.
    pub list: String,
    /// Its labels' ids, in the card's order.
    pub labels: Vec<String>,
    /// Taken off the board.
    #[serde(default, skip_serializing_if = "is_false")]
    pub archived: bool,
    /// To be copied, not shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub template: bool,
    /// What it is when it is no plain card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Its words; absent where it is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
}

/// What a card says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its title.
    pub name: String,
    /// Its description, markdown.
    pub desc: String,
    /// When it begins.
    pub start: Option<DateTime<Utc>>,
    /// When it is due.
    pub due: Option<DateTime<Utc>>,
    /// The custom field for when it really began.
    pub started: Option<DateTime<Utc>>,
    /// The custom field for when it really ended.
    pub ended: Option<DateTime<Utc>>,
    /// When it was marked complete.
    pub completed: Option<DateTime<Utc>>,
    /// Comments, oldest first.
    pub comments: Vec<Comment>,
    /// Moves from list to list, oldest first.
    pub moves: Vec<Move>,
    /// Comments that Trello counts on it and did not hand out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub missing: u64,
    /// Its description and comments are not public, and not here.
    #[serde(default, skip_serializing_if = "is_false")]
    pub withheld: bool,
    /// Where in the world it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// When it was archived, or its list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_away: Option<DateTime<Utc>>,
    /// When anything on it last changed, where it was put away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<DateTime<Utc>>,
    /// Images in its texts that readers could not load, left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub images: u64,
    /// Links in its texts to boards and cards, which readers cannot open.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub private: u64,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The action's id.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<DateTime<Utc>>,
    /// Who, as it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Markdown.
    pub text: String,
}

/// A card went from one list to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The action's id.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// From where, with the name it had then.
    pub from: List,
    /// To where.
    pub to: List,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(value: &u64) -> bool {
    *value == 0
}

impl Snapshot {
    /// An empty one of a board, in today's form.
    pub(super) fn new(board: String, pulled_at: DateTime<Utc>, rules: String) -> Self {
        Snapshot {
            version: VERSION,
            pulled_at,
            rules,
            board,
            name: String::new(),
            open_to_comments: false,
            labels: Vec::new(),
            lists: Vec::new(),
            archived_lists: Vec::new(),
            cards: Vec::new(),
            files: Vec::new(),
        }
    }

    /// The file's text: the same for the same board, a line for each value.
    pub fn text(&self) -> String {
        pulled::text(self)
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// It is not what [`text`](Snapshot::text) writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        pulled::parse(FILE, bytes, VERSION, |snapshot: &Self| snapshot.version)
    }

    /// A list by id: an open one, or one of those archived whose cards are history.
    pub(super) fn list(&self, id: &str) -> Option<&List> {
        let mut all = self.lists.iter().chain(&self.archived_lists);
        all.find(|list| list.id == id)
    }

    /// Whether a card was taken off the board, itself or with its list.
    pub(super) fn put_away(&self, card: &Card) -> bool {
        card.archived || !self.lists.iter().any(|list| list.id == card.list)
    }

    /// A label by id.
    pub(super) fn label(&self, id: &str) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == id)
    }

    /// The labels of a card, in the card's order.
    pub(super) fn labels_of<'a>(&'a self, card: &'a Card) -> impl Iterator<Item = &'a Label> {
        card.labels.iter().filter_map(|id| self.label(id))
    }
}

impl Card {
    /// When it was made, or moved here as a copy: its id tells.
    pub(super) fn created(&self) -> DateTime<Utc> {
        super::wire::born(&self.id).unwrap_or_default()
    }

    /// How people call it, also when its words are not kept.
    pub(super) fn called(&self) -> String {
        match &self.content {
            Some(content) if !content.name.trim().is_empty() => {
                format!("“{}”", content.name.trim())
            }
            _ if self.link.is_empty() => self.id.clone(),
            _ => format!("trello.com/c/{}", self.link),
        }
    }
}
