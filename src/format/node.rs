//! Front matter as keys and values with places, whichever way it is written.

use super::layout::FrontKind;
use super::margin::Margin;
use super::{toml, yaml};
use std::ops::Range;

/// A value and its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub value: Value,
    pub at: Range<usize>,
}

/// A value. Numbers, booleans and times are text here: each key knows what it wants.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// As written, without quotes.
    Text(String),
    /// In order.
    List(Vec<Node>),
    /// In order of the file.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub key: String,
    pub key_at: Range<usize>,
    pub node: Node,
}

/// Every key of the front matter that can be read; what cannot is a problem, and stops no other.
pub(super) fn entries(
    kind: FrontKind,
    text: &str,
    inside: Range<usize>,
    margin: &mut Margin,
) -> Vec<Entry> {
    match kind {
        FrontKind::Yaml => yaml::entries(text, inside, margin),
        FrontKind::Toml => toml::entries(text, inside, margin),
    }
}

/// A line such as `title: API: down`, taken at its word: what follows the mark is the text.
pub(super) fn at_its_word(text: &str, line: Range<usize>, mark: char) -> Option<Entry> {
    let words = &text[line.clone()];
    let (key, value) = words.split_once(mark)?;
    let name = key.trim();
    let good = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if !good || key.starts_with([' ', '\t']) {
        return None;
    }
    let start = line.start + key.len() + mark.len_utf8() + (value.len() - value.trim_start().len());
    let value = value.trim();
    if value.is_empty() || value.starts_with(['[', '{', '"', '\'', '|', '>', '&', '*']) {
        return None;
    }
    Some(Entry {
        key: name.into(),
        key_at: line.start..line.start + name.len(),
        node: Node {
            value: Value::Text(value.into()),
            at: start..start + value.len(),
        },
    })
}
