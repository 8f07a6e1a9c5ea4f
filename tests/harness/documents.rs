//! Everything machines read can be read by machines: JSON, the v2 schema, XML, feeds, calendars.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jsonschema::Validator;
use quick_xml::events::Event;
use serde_json::{Value, json};

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/statuspage-v2.schema.json"))
        .expect("the schema is JSON")
});

/// A validator for each kind of document, by its name in the schema.
static VALIDATORS: LazyLock<BTreeMap<&str, Validator>> = LazyLock::new(|| {
    [
        "summary.json",
        "status.json",
        "components.json",
        "incidents.json",
        "scheduled-maintenances.json",
    ]
    .into_iter()
    .map(|name| {
        let mut schema = SCHEMA.clone();
        schema["$ref"] = json!(format!("#/$defs/{name}"));
        (
            name,
            jsonschema::validator_for(&schema).expect("the schema is a schema"),
        )
    })
    .collect()
});

/// Complaints about the documents among `files`.
pub fn complaints(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in files {
        let ending = path
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'))
            .map_or("", |(_, ending)| ending);
        match ending {
            "json" => found.extend(json(path, bytes)),
            "xml" | "svg" => found.extend(xml(path, bytes)),
            "atom" | "rss" => {
                found.extend(xml(path, bytes));
                found.extend(feed(path, bytes));
            }
            "ics" => found.extend(calendar(path, bytes)),
            _ => {}
        }
        if !matches!(
            ending,
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "gz"
        ) && std::str::from_utf8(bytes).is_err()
        {
            found.push(format!("{path}: not UTF-8"));
        }
    }
    found
}

fn json(path: &str, bytes: &[u8]) -> Vec<String> {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return vec![format!("{path}: {error}")],
    };
    if path.ends_with("feed.json") {
        return feed(path, bytes);
    }
    let Some(name) = path.strip_prefix("api/v2/") else {
        return Vec::new();
    };
    let kind = match name.split_once('/') {
        Some((folder, _)) => format!("{folder}.json"),
        None => name.to_string(),
    };
    match VALIDATORS.get(kind.as_str()) {
        None => vec![format!("{path}: the schema has no {kind}")],
        Some(validator) => validator
            .iter_errors(&value)
            .map(|error| format!("{path}: {}: {error}", error.instance_path()))
            .collect(),
    }
}

fn xml(path: &str, bytes: &[u8]) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut depth = 0_i32;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) if depth == 0 => return Vec::new(),
            Ok(Event::Eof) => return vec![format!("{path}: ends with {depth} elements open")],
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Text(text)) if text.contains(is_forbidden) => {
                return vec![format!(
                    "{path}: a character that XML forbids in {:?}",
                    &*text
                )];
            }
            Ok(Event::GeneralRef(name)) if !is_known(&name) => {
                return vec![format!("{path}: an entity nobody declared: &{};", &*name)];
            }
            Ok(_) => {}
            Err(error) => return vec![format!("{path}:{}: {error}", reader.error_position())],
        }
    }
}

/// Control characters, and the two that are no characters (XML 1.0, section 2.2).
fn is_forbidden(char: char) -> bool {
    matches!(char, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn is_known(entity: &str) -> bool {
    matches!(entity, "amp" | "lt" | "gt" | "quot" | "apos") || entity.starts_with('#')
}

fn feed(path: &str, bytes: &[u8]) -> Vec<String> {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => return vec![format!("{path}: {error}")],
    };
    let mut ids = BTreeSet::new();
    let mut found = Vec::new();
    for entry in &feed.entries {
        if !ids.insert(&entry.id) {
            found.push(format!("{path}: two entries have the id {}", entry.id));
        }
        if entry.links.is_empty()
            || entry.title.is_none()
            || entry.published.or(entry.updated).is_none()
        {
            found.push(format!(
                "{path}: {} lacks a link, a title or a date",
                entry.id
            ));
        }
    }
    found
}

fn calendar(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    if text.replace("\r\n", "").contains(['\r', '\n']) {
        found.push(format!("{path}: lines do not end in CRLF"));
    }
    if let Some(line) = text.split("\r\n").find(|line| line.len() > 75) {
        found.push(format!("{path}: longer than 75 bytes: {line}"));
    }
    for calendar in ical::IcalParser::new(bytes) {
        match calendar {
            Err(error) => found.push(format!("{path}: {error}")),
            Ok(calendar) => {
                let mut ids = BTreeSet::new();
                for event in &calendar.events {
                    let of = |name: &str| {
                        event
                            .properties
                            .iter()
                            .find(|property| property.name == name)
                            .and_then(|property| property.value.clone())
                    };
                    for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"] {
                        if of(name).is_none() {
                            found.push(format!("{path}: an event without {name}"));
                        }
                    }
                    if !ids.insert((of("UID"), of("RECURRENCE-ID"))) {
                        found.push(format!("{path}: two events have the UID {:?}", of("UID")));
                    }
                }
            }
        }
    }
    found
}

/// The checks find what they are for.
pub fn finds_what_it_is_for() -> Result<(), String> {
    let files = [
        ("a.json", "{\"a\": \"\n\"}"),
        (
            "api/v2/status.json",
            r#"{"page": {}, "status": {"indicator": "green", "description": ""}}"#,
        ),
        ("api/v2/other.json", "{}"),
        ("a.xml", "<a><b></a>"),
        ("b.svg", "<svg><g>"),
        ("c.xml", "<a>&nope;</a>"),
        ("d.xml", "<a>\u{1}</a>"),
        (
            "a.atom",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><id>f</id><updated>2026-01-01T00:00:00Z</updated><entry><id>e</id><title>t</title></entry><entry><id>e</id><title>t</title></entry></feed>",
        ),
        (
            "a.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
    ];
    let unnoticed = files.into_iter().find(|(path, text)| {
        let file = (path.to_string(), text.as_bytes().to_vec());
        complaints(&BTreeMap::from([file])).is_empty()
    });
    match unnoticed {
        Some((path, _)) => Err(format!("nothing was found wrong with {path}")),
        None => Ok(()),
    }
}
