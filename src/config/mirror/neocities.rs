//! `neocities = { site = … }`: a site on neocities.org.

use super::MirrorConfig;
use super::env;
use super::kind::{Kind, MirrorKind};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::Problem;
use crate::publish::mirror::neocities::NeocitiesSettings;

/// A site on Neocities.
pub(super) const KIND: Kind = Kind {
    name: "neocities",
    table: TABLE,
    meaning: "The kind of mirror: a site on neocities.org, which keeps no older publish from writing over a newer one.",
    example: "neocities = { site = \"acme-status\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] neocities";
const SECRETS: &str = "[[mirror]] neocities env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "site", Form::Text, "required", "The site's name there, as in `NAME.neocities.org`."),
    key(TABLE, "env", Form::Table, "as below", "Names of environment variables."),
    key(SECRETS, "key", Form::Text, "`\"STILLUP_NEOCITIES_KEY\"`", "The variable with the site's API key."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let site = site(report, section);
    let names = env::names(
        report,
        section,
        SECRETS,
        &[("key", "STILLUP_NEOCITIES_KEY")],
    );
    let site = site?;
    Some(MirrorKind::Neocities(NeocitiesSettings {
        api: "https://neocities.org/api".to_owned(),
        public: format!("https://{site}.neocities.org"),
        site,
        key_variable: names.into_iter().next().unwrap_or_default(),
    }))
}

fn site(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let Some(typed) = section.text(report, "site") else {
        if section.raw(report, "site").is_none() {
            section.missing(report, "site", "acme-status");
        }
        return None;
    };
    let text = typed.get_ref();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !text.is_empty() && text.chars().all(fits) {
        return Some(text.to_ascii_lowercase());
    }
    let bare = text.split("://").last().unwrap_or(text);
    let bare = bare.split('.').next().unwrap_or(bare);
    let bare: String = bare.chars().filter(|c| fits(*c)).collect();
    let bare = if bare.is_empty() {
        "acme-status"
    } else {
        &bare
    };
    let problem = Problem::error("malformed-name", "`site` must be the site's name alone");
    report.add(typed.span(), problem.hint(format!("site = \"{bare}\"")));
    None
}
