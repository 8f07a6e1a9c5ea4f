//! The values of front matter: each key's own type, or a problem with its place.

use super::front::{Found, KindWord};
use super::heading::is_blank;
use super::margin::Margin;
use super::node::{Node, Value};
use super::scope::Scope;
use super::words;
use crate::model::Impact;
use crate::problem::did_you_mean;
use std::ops::Range;

fn wrong(key: &str, at: Range<usize>, wants: &str, hint: &str, margin: &mut Margin) {
    margin.error("wrong-type", at, format!("`{key}` wants {wants}"), hint);
}

/// One value.
pub(super) fn words(key: &str, node: Node, margin: &mut Margin) -> Option<Found<String>> {
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
pub(super) fn list(key: &str, node: Node, margin: &mut Margin) -> Vec<Found<String>> {
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

/// Words without their places.
pub(super) fn plain(list: Vec<Found<String>>) -> Vec<String> {
    list.into_iter()
        .map(|found| found.value)
        .filter(|value| !value.is_empty())
        .collect()
}

/// Yes or no.
pub(super) fn boolean(key: &str, node: &Node, margin: &mut Margin) -> Option<Found<bool>> {
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

/// One of the impacts.
pub(super) fn impact(node: &Node, margin: &mut Margin) -> Option<Found<Impact>> {
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

/// Which of the three the file is.
pub(super) fn kind(node: &Node, margin: &mut Margin) -> Option<Found<KindWord>> {
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

/// A language of the site.
pub(super) fn language(found: Found<String>, scope: &Scope, margin: &mut Margin) -> Option<String> {
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
pub(super) fn alias(found: Found<String>, margin: &mut Margin) -> Option<String> {
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

/// A web address.
pub(super) fn address(found: Found<String>, margin: &mut Margin) -> Option<String> {
    if is_address(&found.value) {
        return Some(found.value);
    }
    let what = format!("`{}` is not a web address", found.value);
    margin.error("bad-address", found.at, what, "write it with `https://`");
    None
}

/// A web address, or a path without a scheme.
pub(super) fn link(found: Found<String>, margin: &mut Margin) -> Option<String> {
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
