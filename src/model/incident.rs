//! An incident, a maintenance or a notice, as its author wrote it.

use super::{Carried, ComponentStatus, Impact, Text, Update, Window, Word};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a heading or the front matter says of one component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// Named without a status: format and context decide.
    Bare,
    /// A status.
    Status(ComponentStatus),
    /// A word nobody knows, as written: the component is unknown.
    Unreadable(String),
}

/// One component and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The id in `Site::components`, aliases resolved; or, for `known == false`, the id as written.
    pub component: Word,
    /// Whether that component is in the configuration.
    pub known: bool,
    /// What is said of it.
    pub says: Says,
}

/// Which of the three an incident file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Something that went wrong.
    Incident,
    /// Work announced ahead.
    Maintenance(Window),
    /// An announcement that changes no status.
    Notice(Notice),
}

/// What only a notice has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// Kept on top of the home page, until `expires`.
    pub pin: bool,
    /// Only unpins.
    pub expires: Option<DateTime<Utc>>,
}

/// The same incident in another language: words only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translation {
    /// Title, when the file has one.
    pub title: Option<String>,
    /// Markdown.
    pub summary: String,
    /// Markdown of the update with the same id in the original.
    pub updates: BTreeMap<String, String>,
    /// Updates that match none of the original's: heading text and markdown, shown under it as text.
    pub unmatched: Vec<(String, String)>,
}

/// Something that went wrong, work announced ahead, or an announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// The file name without `.md`: 1 to 100 of `a-z 0-9 - _ .`; also its address.
    pub id: String,
    /// Which of the three.
    pub kind: Kind,
    /// One line of plain text.
    pub title: String,
    /// Markdown before the first update.
    pub summary: Text,
    /// In order of time; at equal times in order of the file, an ending one first.
    pub updates: Vec<Update>,
    /// What the front matter says of components, from the start.
    pub components: Vec<Mark>,
    /// A label, and what bare components mean. Derived when absent.
    pub impact: Option<Impact>,
    /// When the fault began, if before the first update.
    pub first_seen: Option<DateTime<Utc>>,
    /// When the next update is promised; an absolute instant.
    pub next_update: Option<DateTime<Utc>>,
    /// Path or URL of a post-mortem.
    pub postmortem: Option<String>,
    /// The provider's own incident.
    pub upstream: Option<String>,
    /// Earlier addresses that redirect here.
    pub aliases: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The language it is written in, when not the site's first.
    pub lang: Option<String>,
    /// By language code.
    pub translations: BTreeMap<String, Translation>,
    /// The day the file name begins with, or of the front matter: stands in where no update is dated.
    pub day: Option<DateTime<Utc>>,
    /// Its file has problems: shown as "details being corrected".
    pub being_corrected: bool,
    /// Conflict markers stand in its file: nothing in it ends or improves.
    pub in_conflict: bool,
    /// Path of its file relative to the site's folder, for messages.
    pub file: Arc<str>,
    /// The file's text, for drawing findings. Empty when not from a file.
    pub source: Text,
    /// Its translations' files, and the assets it refers to.
    pub beside: Carried,
    /// SHA-256 of everything it was read from, translations included.
    pub digest: [u8; 32],
}

impl Incident {
    /// Its address on the site, such as `incidents/2026-11-20-api.html`.
    pub fn path(&self) -> String {
        format!("incidents/{}.html", self.id)
    }
}
