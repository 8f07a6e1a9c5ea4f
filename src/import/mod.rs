//! Another status page's history as our own files: converted once, then yours.
//!
//! 1. A kind reads what the other page left behind as a [`Found`]; it knows nothing of our site.
//! 2. `settings` adds to `stillup.toml` what is missing there, and gives everything the names it has here.
//! 3. `pages` writes each incident, and reads it again: nothing is wrong with what is written.
//!
//! Nothing of the other page stops an import. What had to be guessed, or has no place here, is a note.

mod ending;
mod files;
mod front;
mod image;
mod lead;
mod names;
mod note;
mod pages;
mod prose;
mod settings;
mod when;

mod cstate;
mod statusfy;
mod statuspage;
mod upptime;

pub use note::Notes;
pub use pages::{Laid, NewFile, lay};
pub use settings::Present;

use crate::model::{Carried, Component, Group, Incident, Kind, Update, Word};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use files::Files;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a kind is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The folder, or the address, as typed.
    pub from: &'a str,
    /// Where a folder is looked for.
    pub start: &'a Path,
    /// Further files of the other page, kept elsewhere.
    pub further: &'a [PathBuf],
    /// Only tells what still lies ahead.
    pub now: DateTime<Utc>,
    /// How long an address may take for one answer.
    pub patience: Duration,
}

impl Request<'_> {
    /// The folder meant.
    pub fn folder(&self) -> PathBuf {
        self.start.join(self.from)
    }
}

/// Reads another page.
pub type Read = fn(&Request) -> Result<Found, Problem>;

/// Every kind of page whose files are all it takes, by its name on the command line.
pub const KINDS: &[(&str, Read)] = &[
    ("cstate", cstate::read),
    ("statuspage", statuspage::read),
    ("upptime", upptime::read),
    ("statusfy", statusfy::read),
];

/// What another status page says, in our words.
#[derive(Debug, Default)]
pub struct Found {
    /// Of the page itself.
    pub page: Page,
    /// In order of display.
    pub groups: Vec<Group>,
    /// In order of display.
    pub components: Vec<Component>,
    /// With the ids of `groups` and `components` above. What nothing is said in may have any time.
    pub incidents: Vec<Incident>,
    /// What texts show, by its path on the other page.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// What had to be guessed, and what has no place here.
    pub notes: Notes,
    /// What could not be read at all.
    pub problems: Vec<Problem>,
}

/// What `[site]` can take over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The name on the page.
    pub title: Option<String>,
    /// Where it was read.
    pub address: Option<String>,
    /// The zone it tells times in.
    pub timezone: Option<Tz>,
    /// Its languages, the original's first.
    pub languages: Vec<String>,
}

/// An incident of which nothing is known yet but its id and title.
pub fn blank(id: &str, title: &str) -> Incident {
    Incident {
        id: crate::format::slug(id),
        kind: Kind::Incident,
        title: one_line(title),
        summary: "".into(),
        updates: Vec::new(),
        components: Vec::new(),
        impact: None,
        first_seen: None,
        next_update: None,
        postmortem: None,
        upstream: None,
        aliases: Vec::new(),
        tags: Vec::new(),
        authors: Vec::new(),
        lang: None,
        translations: BTreeMap::new(),
        day: None,
        being_corrected: false,
        in_conflict: false,
        beside: Carried::default(),
        file: "".into(),
        source: "".into(),
        digest: [0; 32],
    }
}

/// An update without an id of its own: reading gives it the one made of its time.
pub fn update(at: DateTime<Utc>, said: crate::model::Said, text: String) -> Update {
    Update {
        id: Word::new(),
        at,
        dated: true,
        said,
        marks: Vec::new(),
        text: text.into(),
        heading: 0..0,
    }
}

/// A text on one line, blanks folded.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that is not among `taken`, in lower case; it is then.
fn unique(taken: &mut BTreeSet<String>, wanted: &str) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    name
}
