//! YAML front matter, with places.

use super::layout::Lines;
use super::margin::Margin;
use super::node::{Entry, Node, Value, at_its_word};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};
use std::fmt;
use std::ops::Range;

/// What the reader makes of a value before its text is looked up.
enum Raw {
    Empty,
    Text(String),
    /// A number or a boolean: its text is in the file.
    Plain,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Empty)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = from.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = from.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(RawVisitor)
    }
}

/// A stretch of the file that is read on its own.
struct Part<'a> {
    text: &'a str,
    start: usize,
}

impl Part<'_> {
    fn range(&self, location: &Location) -> Range<usize> {
        let span = location.span();
        let (offset, length) = match (span.byte_offset(), span.byte_len()) {
            (Some(offset), Some(length)) => (offset as usize, length as usize),
            // Errors know characters only.
            _ => {
                let offset = self
                    .text
                    .char_indices()
                    .nth(span.offset() as usize)
                    .map_or(self.text.len(), |(at, _)| at);
                (
                    offset,
                    self.text[offset..].chars().next().map_or(0, char::len_utf8),
                )
            }
        };
        let start = self.start + offset.min(self.text.len());
        start..(start + length).min(self.start + self.text.len())
    }

    fn node(&self, raw: Spanned<Raw>) -> Node {
        let mut at = self.range(&raw.referenced);
        let value = match raw.value {
            Raw::Empty => Value::Empty,
            Raw::Plain => {
                let inside = at.start - self.start..at.end - self.start;
                Value::Text(self.text.get(inside).unwrap_or_default().to_owned())
            }
            Raw::Text(text) => Value::Text(text),
            Raw::List(list) => {
                let list: Vec<Node> = list.into_iter().map(|item| self.node(item)).collect();
                at.end = list.last().map_or(at.end, |last| last.at.end.max(at.end));
                Value::List(list)
            }
            Raw::Map(map) => {
                let map: Vec<Entry> = map
                    .into_iter()
                    .map(|(key, node)| self.entry(key, node))
                    .collect();
                at.end = map
                    .last()
                    .map_or(at.end, |last| last.node.at.end.max(at.end));
                Value::Map(map)
            }
        };
        Node { value, at }
    }

    fn entry(&self, key: Spanned<String>, node: Spanned<Raw>) -> Entry {
        Entry {
            key_at: self.range(&key.referenced),
            key: key.value,
            node: self.node(node),
        }
    }

    fn read(&self) -> Result<Vec<Entry>, (String, Range<usize>)> {
        // The problem draws the place itself.
        let options = serde_saphyr::options! { with_snippet: false, emit_comments: false };
        let here = self.start..self.start + self.text.trim_end().len();
        match serde_saphyr::from_str_with_options::<Spanned<Raw>>(self.text, options) {
            Ok(raw) => match self.node(raw).value {
                Value::Map(entries) => Ok(entries),
                Value::Empty => Ok(Vec::new()),
                Value::Text(_) | Value::List(_) => {
                    Err(("these are not keys and values".into(), here))
                }
            },
            Err(error) => {
                let error = error.without_snippet();
                let at = error
                    .location()
                    .map_or(here, |location| self.range(&location));
                let words = error.to_string();
                let words = words.split(" at line ").next().unwrap_or(&words).to_owned();
                Err((words, at))
            }
        }
    }
}

/// Every key that can be read. Where the whole does not parse, each key is read on its own, so that one
/// slip costs one key.
pub(super) fn entries(text: &str, inside: Range<usize>, margin: &mut Margin) -> Vec<Entry> {
    let whole = Part {
        text: &text[inside.clone()],
        start: inside.start,
    };
    let (words, at) = match whole.read() {
        Ok(entries) => return entries,
        Err(error) => error,
    };
    let parts = split(text, &inside);
    let mut entries = Vec::new();
    let mut failed = false;
    for part in parts {
        let (words, at) = match part.read() {
            Ok(found) => {
                entries.extend(found);
                continue;
            }
            Err(error) => error,
        };
        failed = true;
        let line = part.start..part.start + part.text.trim_end().len();
        let literal =
            at_its_word(text, line.clone(), ':').filter(|_| !part.text.trim_end().contains('\n'));
        let hint = match &literal {
            Some(Entry {
                key,
                node:
                    Node {
                        value: Value::Text(value),
                        ..
                    },
                ..
            }) => {
                format!("put it in quotes: `{key}: {value:?}`")
            }
            _ => "write `key: value`, one on each line".into(),
        };
        margin.error(
            "front-matter",
            at,
            "cannot read the front matter".into(),
            hint,
        );
        margin.because(words);
        entries.extend(literal);
    }
    // Nothing else says why the whole did not parse: two keys of one name say it themselves later on.
    if !failed && !words.starts_with("duplicate") {
        margin.error(
            "front-matter",
            at,
            "cannot read the front matter".into(),
            "write `key: value`, one on each line",
        );
        margin.because(words);
    }
    entries
}

/// Stretches that each begin with an unindented line, and hold what belongs to it.
fn split<'a>(text: &'a str, inside: &Range<usize>) -> Vec<Part<'a>> {
    let mut starts: Vec<usize> = Vec::new();
    for (line, _) in Lines::new(&text[..inside.end], inside.start) {
        let begins =
            !text[line.clone()].starts_with([' ', '\t', '#', '-', ']', '}']) && !line.is_empty();
        if begins || starts.is_empty() {
            starts.push(line.start);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([inside.end]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| Part {
            text: &text[start..end],
            start,
        })
        .collect()
}
