//! TOML front matter, with places.

use super::layout::Lines;
use super::margin::Margin;
use super::node::{Entry, Node, Value, at_its_word};
use ::toml::de::{DeTable, DeValue};
use std::ops::Range;

/// More errors than this in one front matter help nobody.
const MOST: usize = 20;

/// Every key that can be read; a line that is not TOML costs itself only.
pub(super) fn entries(text: &str, inside: Range<usize>, margin: &mut Margin) -> Vec<Entry> {
    let start = inside.start;
    let (table, errors) = DeTable::parse_recoverable(&text[inside.clone()]);
    let mut entries = map(text, start, table.into_inner());
    let mut last_line = usize::MAX;
    for error in errors.into_iter().take(MOST) {
        let span = error
            .span()
            .map_or(inside.clone(), |span| start + span.start..start + span.end);
        let line = line_of(text, &inside, span.start);
        if std::mem::replace(&mut last_line, line.start) == line.start {
            continue;
        }
        // What was made of such a line is a guess: its own words are better.
        let literal =
            at_its_word(text, line.clone(), '=').filter(|_| error.message() != "duplicate key");
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
                format!("put it in quotes: `{key} = {value:?}`")
            }
            _ if error.message() == "duplicate key" => "leave one of them out".into(),
            _ => "write `key = \"value\"`, one on each line".into(),
        };
        margin.error(
            "front-matter",
            span,
            "cannot read the front matter".into(),
            hint,
        );
        margin.because(error.message());
        if let Some(literal) = literal {
            entries.retain(|entry| !(line.contains(&entry.key_at.start)));
            entries.push(literal);
        }
    }
    entries
}

fn line_of(text: &str, inside: &Range<usize>, at: usize) -> Range<usize> {
    let lines = Lines::new(&text[..inside.end], inside.start);
    lines
        .map(|(line, _)| line)
        .take_while(|line| line.start <= at)
        .last()
        .unwrap_or(inside.clone())
}

fn map(text: &str, start: usize, table: DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| {
            let (key_at, at) = (key.span(), value.span());
            Entry {
                key: key.into_inner().into_owned(),
                key_at: start + key_at.start..start + key_at.end,
                node: node(text, start, at, value.into_inner()),
            }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_at.start);
    entries
}

fn node(text: &str, start: usize, at: Range<usize>, value: DeValue<'_>) -> Node {
    let at = start + at.start..start + at.end;
    let value = match value {
        DeValue::String(words) => Value::Text(words.into_owned()),
        DeValue::Array(list) => Value::List(
            list.iter()
                .map(|item| node(text, start, item.span(), item.get_ref().clone()))
                .collect(),
        ),
        DeValue::Table(table) => Value::Map(map(text, start, table)),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Value::Text(text.get(at.clone()).unwrap_or_default().to_owned())
        }
    };
    Node { value, at }
}
