//! The forms that words in `stillup.toml` must have: ids, zones, languages.

use super::read::Report;
use crate::problem::{Problem, did_you_mean};
use chrono_tz::{TZ_VARIANTS, Tz};
use toml::Spanned;

/// The longest id of a component, group or dependency.
const LONGEST_ID: usize = 100;

/// An id of a component, group or dependency, mended (with a problem) where it has not the form
/// `[a-z0-9][a-z0-9._/-]*`. `None` when nothing of it can be used.
pub(super) fn id(report: &mut Report, name: &str, typed: &Spanned<String>) -> Option<String> {
    let mended = mended_id(typed.get_ref());
    if mended == *typed.get_ref() {
        return Some(mended);
    }
    let what = format!(
        "`{}` is no id: it may have lower case letters, digits and `. _ / -`",
        typed.get_ref()
    );
    let problem = Problem::error("malformed-id", what);
    if mended.is_empty() {
        report.add(typed.span(), problem.hint(format!("{name} = \"api\"")));
        return None;
    }
    let hint = match name {
        "aliases" => format!("aliases = [\"{mended}\"]"),
        _ => format!("{name} = \"{mended}\""),
    };
    report.add(typed.span(), problem.hint(hint));
    Some(mended)
}

/// The nearest id; the same when it is one already. An id is part of a path: no part of it may be
/// empty or begin with a full stop.
fn mended_id(typed: &str) -> String {
    let folded = typed.to_lowercase();
    let parts = folded.split('/').map(|part| {
        let mut word = String::with_capacity(part.len());
        for c in part.chars() {
            match c {
                'a'..='z' | '0'..='9' | '.' | '_' | '-' => word.push(c),
                _ if word.ends_with('-') => {}
                _ => word.push('-'),
            }
        }
        let changed = word != part;
        let word = word
            .trim_start_matches(['.', '_', '-'])
            .trim_end_matches('.');
        if changed {
            word.trim_end_matches('-').to_owned()
        } else {
            word.to_owned()
        }
    });
    let mut id = parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("/");
    id.truncate(LONGEST_ID);
    id
}

/// An IANA zone.
pub(super) fn zone(report: &mut Report, typed: &Spanned<String>) -> Option<Tz> {
    let text = typed.get_ref();
    let found = text.parse::<Tz>().ok();
    if found.is_none() {
        let problem = Problem::error("unknown-zone", format!("unknown time zone `{text}`"));
        let city = text.replace(' ', "_").to_lowercase();
        let names = || TZ_VARIANTS.iter().map(|zone| zone.name());
        let near = names()
            .find(|name| name.to_lowercase().rsplit('/').next() == Some(city.as_str()))
            .or_else(|| did_you_mean(&city, names()));
        report.add(
            typed.span(),
            match near {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint("timezone = \"UTC\""),
            },
        );
    }
    found
}

/// A language code of the form that BCP 47 gives it: `en`, `pt-BR`, `zh-Hans`.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}
