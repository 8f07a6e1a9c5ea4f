//! Front matter and settings of other pages: YAML, TOML or JSON, also where it is not quite that.

use super::Notes;
use serde_json::{Map, Value};

/// Keys and values.
pub(super) type Table = Map<String, Value>;

/// A file's front matter and the text below it. What cannot be read as what it is meant to be is read
/// line by line, with a note.
pub(super) fn split<'a>(text: &'a str, place: &str, notes: &mut Notes) -> (Table, &'a str) {
    let start = text.trim_start();
    for (mark, read) in [
        ("---", yaml as fn(&str) -> Result<Value, String>),
        ("+++", toml),
    ] {
        let Some(inside) = fenced(start, mark) else {
            continue;
        };
        let (front, body) = inside;
        return (table(read(front), front, place, notes), body);
    }
    if start.starts_with('{') {
        let mut values = serde_json::Deserializer::from_str(start).into_iter::<Value>();
        if let Some(Ok(Value::Object(found))) = values.next() {
            return (found, &start[values.byte_offset()..]);
        }
    }
    (Table::new(), text)
}

/// What is between two lines of a mark, and behind them. Without a second line it ends at the first empty one.
fn fenced<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let first = text.find('\n').unwrap_or(text.len());
    (text[..first].trim_end() == mark).then_some(())?;
    let inside = text.get(first + 1..)?;
    let (mut at, mut blank) = (0, None);
    for line in inside.split_inclusive('\n') {
        if line.trim_end() == mark || (mark == "---" && line.trim_end() == "...") {
            return Some((&inside[..at], &inside[at + line.len()..]));
        }
        if blank.is_none() && line.trim().is_empty() {
            blank = Some(at);
        }
        at += line.len();
    }
    Some(inside.split_at(blank.unwrap_or(inside.len())))
}

/// Settings by the ending of their file's name.
pub(super) fn settings(text: &str, place: &str, notes: &mut Notes) -> Table {
    let read = match place.rsplit('.').next() {
        Some("toml") => toml(text),
        Some("json") => serde_json::from_str(text).map_err(|error| error.to_string()),
        _ => yaml(text),
    };
    table(read, text, place, notes)
}

fn table(read: Result<Value, String>, text: &str, place: &str, notes: &mut Notes) -> Table {
    match read {
        Ok(Value::Object(found)) => found,
        Ok(Value::Null) => Table::new(),
        _ => {
            notes.add(place, "its settings are not well formed: read line by line");
            by_line(text)
        }
    }
}

fn yaml(text: &str) -> Result<Value, String> {
    // Tabs, and no-break spaces from web editors, are no indentation in YAML.
    let text = text.replace('\t', "    ").replace('\u{a0}', " ");
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    serde_saphyr::from_str_with_options(&text, options).map_err(|error| error.to_string())
}

fn toml(text: &str) -> Result<Value, String> {
    let found: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    Ok(plain(toml::Value::Table(found)))
}

fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(list) => Value::Array(list.into_iter().map(plain).collect()),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        ),
        toml::Value::String(text) => Value::String(text),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
    }
}

/// `key: value` lines and `- item` lines, nothing nested.
fn by_line(text: &str) -> Table {
    let mut found = Table::new();
    let mut last = String::new();
    for line in text.lines() {
        let words = line.trim();
        if let (Some(item), Some(Value::Array(list))) =
            (words.strip_prefix("- "), found.get_mut(&last))
        {
            list.push(scalar(item));
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        let pair = words.split_once(':').or_else(|| words.split_once('='));
        let Some((key, value)) = pair.filter(|_| !indented && !words.starts_with('#')) else {
            continue;
        };
        last = key.trim().trim_matches('"').to_owned();
        let value = value.trim();
        let value = match value
            .strip_prefix('[')
            .and_then(|list| list.strip_suffix(']'))
        {
            Some(list) => {
                Value::Array(list.split(',').map(scalar).filter(|it| *it != "").collect())
            }
            None if value.is_empty() => Value::Array(Vec::new()),
            None => scalar(value),
        };
        found.insert(last.clone(), value);
    }
    found
}

fn scalar(text: &str) -> Value {
    let text = text.trim();
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => {
            let quoted = |mark| {
                text.strip_prefix(mark)
                    .and_then(|rest| rest.strip_suffix(mark))
            };
            let inside = quoted('"').or_else(|| quoted('\'')).unwrap_or(text);
            Value::String(inside.to_owned())
        }
    }
}

/// A value as text: a number or a flag by its word, a list or a table not at all.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A value as a list of texts: one text alone is a list of one.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(|item| text(Some(item))).collect(),
        other => text(other).into_iter().collect(),
    }
}

/// Yes or no, also in quotes or as a word; `None` where it is neither.
pub(super) fn flag(value: Option<&Value>) -> Option<bool> {
    match text(value)?.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Notes, flag, settings, split, text, texts};

    #[test]
    fn front_matter_is_read_in_each_of_its_forms() {
        for (file, body) in [
            (
                "---\ntitle: \"a: b\"\nresolved: 'false'\naffected: [X, Y]\n---\nBody\n",
                "Body\n",
            ),
            (
                "+++\ntitle = \"a: b\"\nresolved = false\naffected = [\"X\", \"Y\"]\n+++\nBody\n",
                "Body\n",
            ),
            (
                "{\"title\": \"a: b\", \"resolved\": false, \"affected\": [\"X\", \"Y\"]}\nBody\n",
                "\nBody\n",
            ),
            (
                "---\r\ntitle: a: b\r\nresolved: false\r\naffected:\r\n- X\r\n- Y\r\n---\r\nBody\r\n",
                "Body\r\n",
            ),
            (
                "---\ntitle: a: b\nresolved: no\naffected: [X, Y]\n\nBody\n",
                "\nBody\n",
            ),
        ] {
            let mut notes = Notes::default();
            let (front, rest) = split(file, "x.md", &mut notes);
            assert_eq!(rest, body, "{file}");
            assert_eq!(text(front.get("title")).as_deref(), Some("a: b"), "{file}");
            assert_eq!(flag(front.get("resolved")), Some(false), "{file}");
            assert_eq!(texts(front.get("affected")), ["X", "Y"], "{file}");
            assert_eq!(notes.is_empty(), !file.contains("title: a: b"), "{file}");
        }
    }

    #[test]
    fn a_text_without_front_matter_is_all_text() {
        let mut notes = Notes::default();
        for file in ["", "words", "--- no\n", "{ broken"] {
            let (front, rest) = split(file, "x.md", &mut notes);
            assert!(front.is_empty() && rest == file, "{file}");
        }
    }

    #[test]
    fn settings_span_lines() {
        let mut notes = Notes::default();
        let found = settings(
            "title: T\ndescription: |\n  a\n  b\n",
            "config.yml",
            &mut notes,
        );
        assert_eq!(text(found.get("description")).as_deref(), Some("a\nb"));
        let found = settings("date = 2020-01-01T10:00:00Z", "config.toml", &mut notes);
        assert_eq!(
            text(found.get("date")).as_deref(),
            Some("2020-01-01T10:00:00Z")
        );
        assert!(notes.is_empty());
    }
}
