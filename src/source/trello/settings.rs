//! `[trello]`: where a board is read, and how it is understood.

use crate::model::{ComponentStatus, IncidentStatus};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Trello's own address.
pub const API: &str = "https://api.trello.com/1";

/// The custom field for where in the world it is, unless another is set.
const REGION: &str = "region";

/// `[trello]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrelloSettings {
    /// The board's id or short link; `TRELLO_BOARD_ID` stands in.
    pub board: Option<String>,
    /// An exported board, by its path in the site's folder, instead of the network.
    pub export: Option<String>,
    /// Read it exactly as Trestus did, faults included.
    pub strict: bool,
    /// Labels that are neither statuses nor components, folded.
    pub ignore_labels: Vec<String>,
    /// What words of status labels mean, folded.
    pub statuses: BTreeMap<String, ComponentStatus>,
    /// What lists mean, by folded name.
    pub lists: BTreeMap<String, IncidentStatus>,
    /// Show cards in a resolved list that have no status label.
    pub show_unlabelled_fixed: bool,
    /// Whose comments are updates.
    pub comments: Comments,
    /// What marks a public comment.
    pub marker: String,
    /// How a comment's author is shown.
    pub author: Author,
    /// The custom field, folded, for when it began.
    pub started_field: String,
    /// The custom field, folded, for when it ended.
    pub ended_field: String,
    /// A line's end in a text is a line's end on the page.
    pub hard_breaks: bool,
    /// Endings of images that are copied into the site.
    pub attachments: Vec<String>,
    /// Show cards that were put away, archived or with their list, as history.
    pub archived: bool,
    /// The custom field, folded, without whose yes a card's words are not public.
    pub public_field: Option<String>,
    /// The custom field, folded, for where in the world it is.
    pub region_field: String,
    /// Where Trello is asked, without a trailing slash.
    pub api: String,
}

/// Whose comments are updates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    /// Everybody's; on a board open to anybody's comments, members' only.
    All,
    /// Those of people who belong to the board.
    Members,
    /// Those that hold the marker.
    Marked,
}

/// How a comment's author is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// Such as `AB`.
    Initials,
    /// The full name.
    Name,
    /// Not at all.
    None,
    /// The same words for all.
    Team(String),
}

impl Default for TrelloSettings {
    fn default() -> Self {
        TrelloSettings {
            board: None,
            export: None,
            strict: false,
            ignore_labels: Vec::new(),
            statuses: BTreeMap::new(),
            lists: BTreeMap::new(),
            show_unlabelled_fixed: false,
            comments: Comments::All,
            marker: "[public]".to_owned(),
            author: Author::Initials,
            started_field: "started at".to_owned(),
            ended_field: "ended at".to_owned(),
            hard_breaks: true,
            attachments: Vec::new(),
            archived: false,
            public_field: None,
            region_field: REGION.to_owned(),
            api: API.to_owned(),
        }
    }
}

impl TrelloSettings {
    /// Whether cards that were put away are history: Trestus never read them.
    pub(super) fn past(&self) -> bool {
        self.archived && !self.strict
    }

    /// Digest of whatever decides what a snapshot holds: where it differs, the board is to be pulled again.
    pub fn rules(&self) -> String {
        let decisive = (
            (self.strict, &self.ignore_labels, &self.lists),
            (self.show_unlabelled_fixed, self.comments, &self.marker),
            (&self.author, &self.started_field, &self.ended_field),
            (self.hard_breaks, &self.attachments),
        );
        let mut text = format!("{decisive:?}");
        // Snapshots from before there were these hold the same, unless they are used.
        if self.past() || self.public_field.is_some() || self.region_field != REGION {
            text += &format!(
                "{:?}",
                (self.past(), &self.public_field, &self.region_field)
            );
        }
        let digest = Sha256::digest(text);
        digest[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// A name as it is compared: in lower case, blanks around it gone, `-`, `_` and blanks alike.
pub fn folded(name: &str) -> String {
    let words = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
