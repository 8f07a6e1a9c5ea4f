//! `[site]`.

use super::address;
use super::form;
use super::read::{Report, Section};
use crate::model::Settings;
use crate::problem::{Problem, did_you_mean};
use crate::publish::sign::PublicKey;
use chrono::TimeDelta;
use chrono_tz::Tz;

/// What `[site]` says, before it is known whether it is enough.
pub(super) struct SiteTable {
    /// `[site]` as far as it could be read; `address` may be empty.
    pub settings: Settings,
    /// `id`, when it is written.
    pub id: Option<String>,
    /// `keys`.
    pub keys: Vec<PublicKey>,
}

/// Without a `[site]` table.
pub(super) fn absent(report: &mut Report) {
    let problem = Problem::error("missing-table", "there is no `[site]` table")
        .hint("[site]\ntitle = \"Acme Status\"\naddress = \"https://status.acme.example\"");
    report.add(0..0, problem);
}

/// Reads `[site]`.
pub(super) fn read(report: &mut Report, site: &Section<'_>) -> SiteTable {
    let title = site.text(report, "title");
    if title.is_none() && site.raw(report, "title").is_none() {
        site.missing(report, "title", "Acme Status");
    }
    let address = site.text(report, "address");
    if address.is_none() && site.raw(report, "address").is_none() {
        site.missing(report, "address", "https://status.acme.example");
    }
    let address = address.and_then(|typed| address::address(report, "address", &typed));
    let id = id(report, site);
    let keys = keys(report, site);
    let settings = Settings {
        id: String::new(),
        title: title.map_or_else(|| "Status".to_owned(), |title| title.into_inner()),
        address: address.unwrap_or_default(),
        timezone: site
            .text(report, "timezone")
            .and_then(|typed| form::zone(report, &typed))
            .unwrap_or(Tz::UTC),
        languages: languages(report, site),
        theme: theme(report, site),
        publish_every: site
            .length(
                report,
                "publish_every",
                (TimeDelta::minutes(1), "1m"),
                (TimeDelta::days(7), "7d"),
            )
            .unwrap_or(TimeDelta::minutes(30)),
        contact: site
            .text(report, "contact")
            .and_then(|typed| address::contact(report, &typed)),
        homepage: site
            .text(report, "homepage")
            .and_then(|typed| address::target(report, "homepage", &typed)),
        keys: keys.iter().map(ToString::to_string).collect(),
        worker: site.flag(report, "worker").unwrap_or(true),
    };
    SiteTable { settings, id, keys }
}

/// The lineage, when it is written.
fn id(report: &mut Report, site: &Section<'_>) -> Option<String> {
    let typed = site.text(report, "id")?;
    let text = typed.get_ref();
    let fits = |c: char| c.is_ascii_alphanumeric() || "._:/-".contains(c);
    if text.len() <= 100 && text.chars().all(fits) {
        return Some(text.clone());
    }
    let mended: String = text
        .chars()
        .map(|c| if fits(c) { c } else { '-' })
        .take(100)
        .collect();
    let what =
        format!("`{text}` is no site id: it may have up to 100 letters, digits and `. _ : / -`");
    report.add(
        typed.span(),
        Problem::error("malformed-id", what).hint(format!("id = \"{mended}\"")),
    );
    Some(mended)
}

fn languages(report: &mut Report, site: &Section<'_>) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for typed in site.texts(report, "languages").unwrap_or_default() {
        let text = typed.get_ref();
        if !form::is_language(text) {
            let problem = Problem::error(
                "malformed-language",
                format!("`{text}` is no language code"),
            );
            let near = text.replace('_', "-");
            let (first, rest) = near.split_at(near.find('-').unwrap_or(near.len()));
            let near = first.to_lowercase() + rest;
            report.add(
                typed.span(),
                match form::is_language(&near) {
                    true => problem.hint(format!("did you mean `{near}`?")),
                    false => problem.hint("write a code such as `en` or `pt-BR`"),
                },
            );
        } else if languages
            .iter()
            .any(|known| known.eq_ignore_ascii_case(text))
        {
            let problem = Problem::error("duplicate-language", format!("`{text}` is listed twice"));
            report.add(
                typed.span(),
                problem.hint(format!("remove the second `\"{text}\"`")),
            );
        } else {
            languages.push(text.clone());
        }
    }
    if languages.is_empty() {
        languages.push("en".to_owned());
    }
    languages
}

/// The name of a theme; whether there is one of that name is found out when it is read.
fn theme(report: &mut Report, site: &Section<'_>) -> String {
    let default = || "harbour".to_owned();
    let Some(typed) = site.text(report, "theme") else {
        return default();
    };
    let text = typed.get_ref();
    if text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    {
        return text.clone();
    }
    let what = format!("`{text}` is no theme: it is the name of a folder in `themes/`");
    let problem = Problem::error("unknown-theme", what);
    let last = text
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let near = did_you_mean(last, ["harbour", "beacon", "plain"]).unwrap_or("harbour");
    report.add(typed.span(), problem.hint(format!("theme = \"{near}\"")));
    default()
}

/// Public keys; what is none is not repeated, since it may be a secret.
fn keys(report: &mut Report, site: &Section<'_>) -> Vec<PublicKey> {
    let mut keys = Vec::new();
    for typed in site.texts(report, "keys").unwrap_or_default() {
        let problem = match PublicKey::parse(typed.get_ref()) {
            Some(key) if !keys.contains(&key) => {
                keys.push(key);
                continue;
            }
            Some(_) => Problem::error("duplicate-key", "this key is listed twice")
                .hint("remove one of the two"),
            None => Problem::error("malformed-key", "this is no public key")
                .because("a public key is 32 bytes in base64, 44 characters long")
                .hint("stillup keys show   # prints those at hand"),
        };
        report.add(typed.span(), problem);
    }
    keys
}
