//! What the kinds have in common that are published through a provider's API: names the provider gave, and where
//! else than at the mirror's address it is asked and read.

use crate::config::address;
use crate::config::read::{Report, Section};
use crate::problem::Problem;

/// A name that is required and that the provider has a form for; `wrong` tells from what was typed what would
/// be right, when that is not.
pub(super) fn name(
    report: &mut Report,
    section: &Section<'_>,
    key: &str,
    example: &str,
    wrong: fn(&str) -> Option<(&'static str, String)>,
) -> Option<String> {
    if section.raw(report, key).is_none() {
        section.missing(report, key, example);
        return None;
    }
    optional(report, section, key, wrong)
}

/// The same, of one that may be left out.
pub(super) fn optional(
    report: &mut Report,
    section: &Section<'_>,
    key: &str,
    wrong: fn(&str) -> Option<(&'static str, String)>,
) -> Option<String> {
    let typed = section.text(report, key)?;
    let text = typed.get_ref();
    let Some((form, mended)) = wrong(text) else {
        return Some(text.clone());
    };
    let problem = Problem::error("malformed-name", format!("`{key}` must be {form}"));
    report.add(typed.span(), problem.hint(format!("{key} = \"{mended}\"")));
    None
}

/// An address, which is right when it is there.
pub(super) fn address(
    report: &mut Report,
    section: &Section<'_>,
    key: &str,
) -> Result<Option<String>, ()> {
    match section.text(report, key) {
        Some(typed) => address::address(report, key, &typed).map(Some).ok_or(()),
        None if section.raw(report, key).is_some() => Err(()),
        None => Ok(None),
    }
}

/// Lower case, and a `-` for what may not be in a name.
pub(super) fn slug(text: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let lower = text.to_ascii_lowercase();
    let mended: String = lower
        .chars()
        .map(|c| if fits(c) { c } else { '-' })
        .collect();
    let mended = mended.trim_matches('-');
    match mended.is_empty() {
        true => "acme-status".to_owned(),
        false => mended.chars().take(58).collect(),
    }
}
