//! What to say of text that is no TOML.

use super::read::Report;
use crate::problem::Problem;
use std::collections::BTreeSet;
use std::sync::Arc;

/// At most so many lines with errors are shown.
const LINES: usize = 20;

/// Notes what the parser says, and what was probably meant, once for each line: one slip often makes
/// it stumble again in the same one.
pub(super) fn add(report: &mut Report, errors: &[toml::de::Error]) {
    let text = Arc::clone(&report.text);
    let mut lines = BTreeSet::new();
    for error in errors.iter().take(10 * LINES) {
        let span = error.span().unwrap_or(0..0);
        let before = &text[..text.floor_char_boundary(span.start)];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        if lines.len() == LINES || !lines.insert(start) {
            continue;
        }
        let line = text[start..].lines().next().unwrap_or("").trim();
        let problem = Problem::error("unreadable-config", "this is not TOML");
        report.add(
            span,
            problem
                .because(error.message())
                .hint(meant(line, error.message())),
        );
    }
}

/// The line as it was probably meant.
fn meant(line: &str, message: &str) -> String {
    let unset = "see https://toml.io for how such a file is written".to_owned();
    if line.len() > 200 {
        return unset;
    }
    if message == "duplicate key" {
        return format!("keep one `{line}` and remove the other");
    }
    if line.starts_with('[') && !line.ends_with(']') {
        let name = line.trim_matches(['[', ']', ' ']);
        return if line.starts_with("[[") {
            format!("[[{name}]]")
        } else {
            format!("[{name}]")
        };
    }
    let is_key =
        |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let (key, value) = match (line.split_once('='), line.split_once(':')) {
        (Some((key, value)), _) if is_key(key.trim()) => (key, value),
        (_, Some((key, value))) if is_key(key.trim()) => (key, value),
        _ => return unset,
    };
    let value = value
        .trim()
        .trim_matches(['"', '\'', '\u{201c}', '\u{201d}']);
    let plain = !value.is_empty() && !value.contains(['"', '\\', '[', '{', '#']);
    if plain {
        format!("{} = \"{value}\"", key.trim())
    } else {
        unset
    }
}
