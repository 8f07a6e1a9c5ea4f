//! The keys of front matter: each of its own type, whatever is wrong with the others.

use super::layout::FrontPlace;
use super::margin::Margin;
use super::marks::{self, Marks};
use super::node::{Entry, Node, Value, entries};
use super::scope::Scope;
use super::value;
use super::words;
use crate::model::{Impact, Mark, Says};
use crate::problem::did_you_mean;
use std::collections::HashSet;
use std::ops::Range;

/// Every key there is.
const KEYS: [&str; 21] = [
    "aliases",
    "authors",
    "auto",
    "components",
    "draft",
    "except",
    "expires",
    "first_seen",
    "for",
    "impact",
    "kind",
    "lang",
    "next_update",
    "pin",
    "postmortem",
    "repeat",
    "scheduled",
    "tags",
    "title",
    "until",
    "upstream",
];

/// A value and its place.
#[derive(Debug, Clone)]
pub(super) struct Found<T> {
    pub value: T,
    pub at: Range<usize>,
}

/// What `kind` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KindWord {
    Incident,
    Maintenance,
    Notice,
}

/// What front matter says, times and durations still as written.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub impact: Option<Found<Impact>>,
    pub components: Vec<Mark>,
    /// Where `components` gives a status, which a notice cannot.
    pub gives_status: Option<Range<usize>>,
    pub kind: Option<Found<KindWord>>,
    pub scheduled: Option<Found<String>>,
    pub until: Option<Found<String>>,
    pub length: Option<Found<String>>,
    pub repeat: Option<Found<String>>,
    pub except: Vec<Found<String>>,
    pub except_at: Range<usize>,
    pub auto: Option<Found<bool>>,
    pub pin: Option<Found<bool>>,
    pub expires: Option<Found<String>>,
    pub aliases: Vec<String>,
    pub title: Option<Found<String>>,
    pub tags: Vec<String>,
    pub authors: Vec<String>,
    pub lang: Option<String>,
    pub draft: bool,
    pub next_update: Option<Found<String>>,
    pub first_seen: Option<Found<String>>,
    pub postmortem: Option<String>,
    pub upstream: Option<String>,
}

/// Reads the front matter.
pub(super) fn read(
    text: &str,
    place: Option<&FrontPlace>,
    scope: &Scope,
    margin: &mut Margin,
) -> Front {
    let mut front = Front::default();
    let Some(place) = place else {
        return front;
    };
    if !place.closed {
        let mark = &text[place.open.clone()].trim_end();
        let what = "the front matter has no end".to_owned();
        margin.error(
            "front-matter",
            place.open.clone(),
            what,
            format!("write `{mark}` on a line below it"),
        );
    }
    let mut seen = HashSet::new();
    for entry in entries(place.kind, text, place.inside.clone(), margin) {
        if !seen.insert(entry.key.clone()) {
            let what = format!("`{}` is there twice, and the first counts", entry.key);
            margin.error("duplicate-key", entry.key_at, what, "leave one of them out");
            continue;
        }
        front.take(text, entry, scope, margin);
    }
    front
}

impl Front {
    fn take(&mut self, text: &str, mut entry: Entry, scope: &Scope, margin: &mut Margin) {
        if entry.node.at.is_empty() {
            entry.node.at = entry.key_at.clone();
        }
        let Entry { key, key_at, node } = entry;
        if matches!(node.value, Value::Empty) && KEYS.contains(&key.as_str()) {
            return;
        }
        match key.as_str() {
            "impact" => self.impact = value::impact(&node, margin),
            "components" => self.components(text, &node, scope, margin),
            "kind" => self.kind = value::kind(&node, margin),
            "scheduled" => self.scheduled = value::words("scheduled", node, margin),
            "until" => self.until = value::words("until", node, margin),
            "for" => self.length = value::words("for", node, margin),
            "repeat" => self.repeat = value::words("repeat", node, margin),
            "except" => {
                self.except_at = key_at;
                self.except = value::list("except", node, margin);
            }
            "auto" => self.auto = value::boolean("auto", &node, margin),
            "pin" => self.pin = value::boolean("pin", &node, margin),
            "draft" => {
                self.draft = value::boolean("draft", &node, margin).is_some_and(|draft| draft.value)
            }
            "expires" => self.expires = value::words("expires", node, margin),
            "aliases" => {
                self.aliases = value::list("aliases", node, margin)
                    .into_iter()
                    .filter_map(|a| value::alias(a, margin))
                    .collect()
            }
            "title" => {
                self.title =
                    value::words("title", node, margin).filter(|title| !title.value.is_empty())
            }
            "tags" => self.tags = value::plain(value::list("tags", node, margin)),
            "authors" => self.authors = value::plain(value::list("authors", node, margin)),
            "lang" => {
                self.lang = value::words("lang", node, margin)
                    .and_then(|found| value::language(found, scope, margin))
            }
            "next_update" => self.next_update = value::words("next_update", node, margin),
            "first_seen" => self.first_seen = value::words("first_seen", node, margin),
            "postmortem" => {
                self.postmortem = value::words("postmortem", node, margin)
                    .and_then(|found| value::link(found, margin))
            }
            "upstream" => {
                self.upstream = value::words("upstream", node, margin)
                    .and_then(|found| value::address(found, margin))
            }
            unknown => {
                let hint = match did_you_mean(unknown, KEYS) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => "leave it out, or write it as text below the title".into(),
                };
                margin.error(
                    "unknown-key",
                    key_at,
                    format!("unknown key `{unknown}`"),
                    hint,
                );
            }
        }
    }

    /// A list, a map, or the words of a heading's braces.
    fn components(&mut self, text: &str, node: &Node, scope: &Scope, margin: &mut Margin) {
        let mut marks = Marks::default();
        let mut all = vec![node];
        while let Some(node) = all.pop() {
            match &node.value {
                Value::Empty => {}
                Value::Text(words) => {
                    named(text, words, node.at.clone(), scope, margin, &mut marks)
                }
                // Last in, first out: in order.
                Value::List(list) => all.extend(list.iter().rev()),
                Value::Map(map) => map
                    .iter()
                    .for_each(|entry| pair(entry, scope, margin, &mut marks)),
            }
        }
        self.components = marks.finish();
        if self.components.iter().any(|mark| mark.says != Says::Bare) {
            self.gives_status = Some(node.at.clone());
        }
    }
}

/// Components as in braces, in a value: its places are the file's unless it is quoted or folded.
fn named(
    text: &str,
    value: &str,
    at: Range<usize>,
    scope: &Scope,
    margin: &mut Margin,
    marks: &mut Marks,
) {
    let written = &text[at.clone()];
    if let Some(start) = written.find(value) {
        let start = at.start + start;
        return marks::read(text, start..start + value.len(), scope, margin, marks);
    }
    let before = margin.problems.len();
    marks::read(value, 0..value.len(), scope, margin, marks);
    for problem in &mut margin.problems[before..] {
        if let Some(place) = &mut problem.place {
            place.span = at.clone();
        }
    }
}

/// `api: partial_outage`.
fn pair(entry: &Entry, scope: &Scope, margin: &mut Margin, marks: &mut Marks) {
    let says = match &entry.node.value {
        Value::Empty => Says::Bare,
        Value::Text(word) => match words::component(word) {
            Some(status) => Says::Status(status),
            None => {
                marks::unknown_status(word, entry.node.at.clone(), margin);
                Says::Unreadable(word.clone())
            }
        },
        Value::List(_) | Value::Map(_) => {
            let hint = format!("write {}", words::COMPONENT_WORDS);
            margin.error(
                "wrong-type",
                entry.key_at.clone(),
                format!("`{}` wants one status", entry.key),
                hint,
            );
            Says::Unreadable(String::new())
        }
    };
    marks.name(&entry.key, &says, entry.key_at.clone(), scope, margin);
}
