//! The API's documents as JSON, also where they are not quite that.

use super::super::Notes;
use super::super::files::Files;
use super::{FEED, FILES, part};
use crate::problem::Problem;
use serde_json::Value;
use std::collections::BTreeMap;

/// Every document that could be read.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// In the order of `FILES`, then those of single incidents.
    list: Vec<Value>,
    /// The text of `history.atom`.
    pub feed: Option<String>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads all files there are.
pub(super) fn read(mut files: Files, notes: &mut Notes) -> Documents {
    let mut documents = Documents {
        problems: std::mem::take(&mut files.problems),
        ..Documents::default()
    };
    let mut found: BTreeMap<(usize, String), Value> = BTreeMap::new();
    // Where the API stands in its place, a file of the same name elsewhere is none of it.
    let placed = files.paths().any(|path| path.contains("api/v2/"));
    let alone = |path: &str| path != FEED && !path.starts_with("incidents/");
    for path in files.paths() {
        if placed && !path.contains("api/v2/") && alone(path) {
            continue;
        }
        let Some(text) = files.text(path, notes) else {
            continue;
        };
        let name = part(path).unwrap_or(path);
        if name == FEED {
            documents.feed = Some(text.into_owned());
            continue;
        }
        let rank = FILES
            .iter()
            .position(|it| *it == name)
            .unwrap_or(FILES.len());
        match json(&text) {
            Ok(value) if value.is_object() => drop(found.insert((rank, path.to_owned()), value)),
            Ok(_) => documents.problems.push(unread(path, "it is no object")),
            Err(why) => documents.problems.push(unread(path, &why)),
        }
    }
    documents.list = found.into_values().collect();
    documents
}

fn unread(path: &str, why: &str) -> Problem {
    Problem::error(
        "unreadable-file",
        format!("`{path}` is no document of the API"),
    )
    .because(why)
    .hint("save it again, whole, and import again: what is there already stays")
}

/// JSON, also with control characters in its texts, which some pages send.
fn json(text: &str) -> Result<Value, String> {
    let strict = serde_json::from_str(text);
    let lenient = |_| {
        let clean: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&clean)
    };
    strict.or_else(lenient).map_err(|error| error.to_string())
}

impl Documents {
    /// Why nothing of it is an API; `None` where something is.
    pub fn nothing(&mut self) -> Option<Option<Problem>> {
        let first = |it: &Problem| it.what.contains("summary.json");
        let at = self.problems.iter().position(first).unwrap_or(0);
        let problem = (at < self.problems.len()).then(|| self.problems[at].clone());
        let nothing = self.list.is_empty() && (self.feed.is_none() || problem.is_some());
        nothing.then_some(problem)
    }

    /// `page` of the first that has one.
    pub fn page(&self) -> Option<&Value> {
        self.list.iter().find_map(|it| it.get("page"))
    }

    /// Whether one of us wrote them.
    pub fn is_ours(&self) -> bool {
        self.list.iter().any(|it| it.get("stillup").is_some())
    }

    /// All of a list of every document.
    fn all(&self, key: &'static str) -> impl Iterator<Item = &Value> {
        self.list
            .iter()
            .filter_map(move |it| it.get(key)?.as_array())
            .flatten()
    }

    /// Groups and components, some of them several times.
    pub fn components(&self) -> impl Iterator<Item = &Value> {
        self.all("components").filter(|it| it.get("name").is_some())
    }

    /// Incidents and maintenance, some of them several times; the later knows at least as much.
    pub fn incidents(&self) -> impl Iterator<Item = &Value> {
        let alone = self
            .list
            .iter()
            .filter(|it| it.get("incident_updates").is_some());
        self.all("incidents")
            .chain(self.all("scheduled_maintenances"))
            .chain(alone)
    }
}

/// A text of an object, if it is not empty.
pub(super) fn text(of: &Value, key: &str) -> Option<String> {
    match of.get(key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A list of an object; empty where there is none.
pub(super) fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
