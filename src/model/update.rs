//! One dated note in an incident.

use super::{IncidentStatus, Mark, Text, Word};
use chrono::{DateTime, Utc};

/// What an update's heading says of the incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A status, by its word.
    Status(IncidentStatus),
    /// `update`, or nothing: the current one goes on.
    Update,
    /// A word nobody knows, as written. It never ends anything.
    Unreadable(String),
}

/// One dated note in an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// `u-YYYYMMDDTHHMMSSZ` of its time, `-2`, `-3` in file order for equal times; or the source's own.
    pub id: Word,
    /// When it was said. For an unreadable time: that of its neighbour, to keep its place in the file.
    pub at: DateTime<Utc>,
    /// False when the heading's time could not be read: its components are then unknown.
    pub dated: bool,
    /// What it says of the incident.
    pub said: Said,
    /// What it says of components, group ids already spelled out, each component at most once.
    pub marks: Vec<Mark>,
    /// Markdown.
    pub text: Text,
    /// Byte range of its heading in the file, for findings. `0..0` when not from a file.
    pub heading: std::ops::Range<usize>,
}
