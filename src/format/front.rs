//! The keys of front matter: each of its own type, whatever is wrong with the others.

use super::heading::is_blank;
use super::layout::FrontPlace;
use super::margin::Margin;
use super::marks::{self, Marks};
use super::node::{Entry, Node, Value, entries};
use super::scope::Scope;
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
            "impact" => self.impact = impact(&node, margin),
            "components" => self.components(text, &node, scope, margin),
            "kind" => self.kind = kind(&node, margin),
            "scheduled" => self.scheduled = words("scheduled", node, margin),
            "until" => self.until = words("until", node, margin),
            "for" => self.length = words("for", node, margin),
            "repeat" => self.repeat = words("repeat", node, margin),
            "except" => {
                self.except_at = key_at;
                self.except = list("except", node, margin);
            }
            "auto" => self.auto = boolean("auto", &node, margin),
            "pin" => self.pin = boolean("pin", &node, margin),
            "draft" => {
                self.draft = boolean("draft", &node, margin).is_some_and(|draft| draft.value)
            }
            "expires" => self.expires = words("expires", node, margin),
            "aliases" => {
                self.aliases = list("aliases", node, margin)
                    .into_iter()
                    .filter_map(|a| alias(a, margin))
                    .collect()
            }
            "title" => {
                self.title = words("title", node, margin).filter(|title| !title.value.is_empty())
            }
            "tags" => self.tags = plain(list("tags", node, margin)),
            "authors" => self.authors = plain(list("authors", node, margin)),
            "lang" => {
                self.lang =
                    words("lang", node, margin).and_then(|found| language(found, scope, margin))
            }
            "next_update" => self.next_update = words("next_update", node, margin),
            "first_seen" => self.first_seen = words("first_seen", node, margin),
            "postmortem" => {
                self.postmortem =
                    words("postmortem", node, margin).and_then(|found| link(found, margin))
            }
            "upstream" => {
                self.upstream =
                    words("upstream", node, margin).and_then(|found| address(found, margin))
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

fn wrong(key: &str, at: Range<usize>, wants: &str, hint: &str, margin: &mut Margin) {
    margin.error("wrong-type", at, format!("`{key}` wants {wants}"), hint);
}

fn words(key: &str, node: Node, margin: &mut Margin) -> Option<Found<String>> {
    match node.value {
        Value::Text(text) => Some(Found {
            value: text.trim_matches(is_blank).to_owned(),
            at: node.at,
        }),
        _ => {
            wrong(
                key,
                node.at,
                "one value",
                &format!("write it like `{key}: {}`", example(key)),
                margin,
            );
            None
        }
    }
}

/// What a key's value looks like.
fn example(key: &str) -> &'static str {
    match key {
        "for" => "90m",
        "until" | "scheduled" | "expires" | "next_update" | "first_seen" => "2026-11-27 22:00 UTC",
        "repeat" => "FREQ=WEEKLY;BYDAY=SU",
        "lang" => "en",
        "postmortem" | "upstream" => "https://status.example/incidents/1",
        _ => "words",
    }
}

/// A list, or one value as a list of one.
fn list(key: &str, node: Node, margin: &mut Margin) -> Vec<Found<String>> {
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        match item.value {
            Value::Text(text) => found.push(Found {
                value: text.trim_matches(is_blank).to_owned(),
                at: item.at,
            }),
            Value::Empty => {}
            _ => wrong(
                key,
                item.at,
                "a list of values",
                &format!("write it like `{key}: [one, two]`"),
                margin,
            ),
        }
    }
    found
}

fn plain(list: Vec<Found<String>>) -> Vec<String> {
    list.into_iter()
        .map(|found| found.value)
        .filter(|value| !value.is_empty())
        .collect()
}

fn boolean(key: &str, node: &Node, margin: &mut Margin) -> Option<Found<bool>> {
    let value = match &node.value {
        Value::Text(text) => words::boolean(text),
        _ => None,
    };
    if value.is_none() {
        wrong(
            key,
            node.at.clone(),
            "`true` or `false`",
            &format!("write `{key}: true`"),
            margin,
        );
    }
    value.map(|value| Found {
        value,
        at: node.at.clone(),
    })
}

fn impact(node: &Node, margin: &mut Margin) -> Option<Found<Impact>> {
    let all = [
        Impact::None,
        Impact::Minor,
        Impact::Major,
        Impact::Critical,
        Impact::Maintenance,
    ];
    let text = match &node.value {
        Value::Text(text) => text.as_str(),
        _ => "",
    };
    let value = all
        .into_iter()
        .find(|impact| words::same(text, impact.word()));
    if value.is_none() {
        let hint = match did_you_mean(text, all[..4].iter().map(|impact| impact.word())) {
            Some(word) => format!("did you mean `{word}`?"),
            None => "write `none`, `minor`, `major` or `critical`".into(),
        };
        margin.error(
            "unknown-impact",
            node.at.clone(),
            format!("unknown impact `{text}`"),
            hint,
        );
    }
    value.map(|value| Found {
        value,
        at: node.at.clone(),
    })
}

fn kind(node: &Node, margin: &mut Margin) -> Option<Found<KindWord>> {
    let all = [
        ("incident", KindWord::Incident),
        ("maintenance", KindWord::Maintenance),
        ("notice", KindWord::Notice),
    ];
    let text = match &node.value {
        Value::Text(text) => text.as_str(),
        _ => "",
    };
    let value = all
        .iter()
        .find(|(word, _)| words::same(text, word))
        .map(|(_, kind)| *kind);
    if value.is_none() {
        let hint = match did_you_mean(text, all.map(|(word, _)| word)) {
            Some(word) => format!("did you mean `{word}`?"),
            None => "write `incident`, `maintenance` or `notice`".into(),
        };
        margin.error(
            "unknown-kind",
            node.at.clone(),
            format!("unknown kind `{text}`"),
            hint,
        );
    }
    value.map(|value| Found {
        value,
        at: node.at.clone(),
    })
}

fn language(found: Found<String>, scope: &Scope, margin: &mut Margin) -> Option<String> {
    if scope.languages.contains(&found.value) {
        return Some(found.value);
    }
    let known: Vec<String> = scope
        .languages
        .iter()
        .map(|known| format!("`{known}`"))
        .collect();
    let what = format!("`{}` is not among the site's languages", found.value);
    margin.error(
        "unknown-language",
        found.at,
        what,
        format!("write one of {}", known.join(", ")),
    );
    None
}

/// An earlier address: a path on this site.
fn alias(found: Found<String>, margin: &mut Margin) -> Option<String> {
    let path = found.value.trim_start_matches('/');
    let odd = |c: char| c.is_control() || matches!(c, '\\' | '?' | '#' | ':');
    if path.is_empty() || path.contains(odd) || path.split('/').any(|part| part == "..") {
        let what = format!("`{}` is not a path of this site", found.value);
        margin.error(
            "bad-alias",
            found.at,
            what,
            "write it like `incidents/old-name.html`",
        );
        return None;
    }
    Some(path.to_owned())
}

fn is_address(value: &str) -> bool {
    let rest = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

fn address(found: Found<String>, margin: &mut Margin) -> Option<String> {
    if is_address(&found.value) {
        return Some(found.value);
    }
    let what = format!("`{}` is not a web address", found.value);
    margin.error("bad-address", found.at, what, "write it with `https://`");
    None
}

/// A web address, or a path without a scheme.
fn link(found: Found<String>, margin: &mut Margin) -> Option<String> {
    let path = !found.value.is_empty()
        && !found
            .value
            .contains(|c: char| c == ':' || c == '\\' || c.is_control());
    if path || is_address(&found.value) {
        return Some(found.value);
    }
    let what = format!("`{}` is neither a path nor a web address", found.value);
    margin.error(
        "bad-address",
        found.at,
        what,
        "write a path, or an address with `https://`",
    );
    None
}
