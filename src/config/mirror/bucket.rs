//! What the kinds of object store have in common in `stillup.toml`.

use super::MirrorConfig;
use super::kind::MirrorKind;
use crate::config::address;
use crate::config::read::{Report, Section};
use crate::problem::Problem;
use std::ops::Range;
use toml::Spanned;

/// The name of a bucket, a container or an account.
pub(super) fn name(report: &mut Report, section: &Section<'_>, key: &str) -> Option<String> {
    let Some(typed) = section.text(report, key) else {
        if section.raw(report, key).is_none() {
            // Azure's accounts have letters and digits only.
            let example = if key == "account" {
                "acmestatus"
            } else {
                "acme-status"
            };
            section.missing(report, key, example);
        }
        return None;
    };
    fitting(report, key, &typed)
}

/// The name, when it can be one.
pub(super) fn fitting(report: &mut Report, key: &str, typed: &Spanned<String>) -> Option<String> {
    let text = typed.get_ref();
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-$".contains(c);
    if text.chars().all(fits) {
        return Some(text.clone());
    }
    let what = format!("`{key}` must be a name, not an address or a path");
    let mended: String = text.chars().filter(|c| fits(*c)).collect();
    let hint = match text.contains("://") || text.contains('/') {
        true => format!(
            "{key} = \"acme-status\"   # a folder in it is `prefix`, another service is `endpoint`"
        ),
        false => format!("{key} = \"{mended}\""),
    };
    report.add(
        typed.span(),
        Problem::error("malformed-name", what).hint(hint),
    );
    None
}

/// The folder within it, without slashes around it.
pub(super) fn prefix(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let Some(typed) = section.text(report, "prefix") else {
        return Some(String::new());
    };
    let text = typed.get_ref().trim_matches('/');
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if text.chars().all(fits) && !text.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some(text.to_owned());
    }
    let problem = Problem::error(
        "malformed-prefix",
        format!("`{text}` is no folder in a bucket"),
    );
    report.add(typed.span(), problem.hint("prefix = \"status\""));
    None
}

/// Another service's address.
pub(super) fn endpoint(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let typed = section.text(report, "endpoint")?;
    address::address(report, "endpoint", &typed)
}

/// Two mirrors must not be one place, nor lie inside one another.
pub(super) fn apart(
    report: &mut Report,
    span: Range<usize>,
    before: &[MirrorConfig],
    own: &MirrorKind,
) -> bool {
    let Some((place, prefix)) = place(own) else {
        return true;
    };
    for other in before {
        let Some((theirs, their_prefix)) = self::place(&other.kind).filter(|(at, _)| *at == place)
        else {
            continue;
        };
        let below = |one: &str, other: &str| {
            other.is_empty() || one == other || one.starts_with(&format!("{other}/"))
        };
        if below(prefix, their_prefix) || below(their_prefix, prefix) {
            let bucket = theirs.last().copied().unwrap_or_default();
            let what = format!("mirror `{}` is published to `{bucket}` already", other.name);
            let problem = Problem::error("misplaced-mirror", what);
            report.add(
                span,
                problem.hint("give each mirror a bucket of its own, or another `prefix`"),
            );
            return false;
        }
    }
    true
}

/// Service, account and bucket, and the folder in it.
fn place(kind: &MirrorKind) -> Option<([&str; 3], &str)> {
    match kind {
        MirrorKind::S3(s3) => {
            let service = s3.endpoint.as_deref().unwrap_or("s3");
            Some(([service, "", &s3.bucket], &s3.prefix))
        }
        MirrorKind::Gcs(gcs) => Some((["gcs", "", &gcs.bucket], &gcs.prefix)),
        MirrorKind::Azure(azure) => {
            Some((["azure", &azure.account, &azure.container], &azure.prefix))
        }
        _ => None,
    }
}
