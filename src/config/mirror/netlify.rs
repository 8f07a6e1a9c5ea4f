//! `netlify = { site = … }`: a site of Netlify.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, env, hosted};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::netlify::{NetlifySettings, SECRETS};

/// A site of Netlify.
pub(super) const KIND: Kind = Kind {
    name: "netlify",
    table: TABLE,
    meaning: "A site of Netlify.",
    example: "netlify = { site = \"acme-status.netlify.app\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] netlify";
const ENV: &str = "[[mirror]] netlify env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "site", Form::Text, "required", "The site's name with `.netlify.app`, or its id: 32 digits with dashes."),
    key(TABLE, "endpoint", Form::Text, "Netlify's", "Another address of the API."),
    key(TABLE, "env", Form::Table, "none", "Another name for the environment variable below."),
    key(ENV, "token", Form::Text, "`NETLIFY_AUTH_TOKEN`", "The variable that holds a personal access token."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let site = hosted::name(report, section, "site", "acme-status.netlify.app", wrong);
    let endpoint = hosted::address(report, section, "endpoint");
    let env = env::names(report, section, ENV, SECRETS);
    Some(MirrorKind::Netlify(NetlifySettings {
        site: site?,
        endpoint: endpoint.ok()?,
        env,
    }))
}

fn wrong(text: &str) -> Option<(&'static str, String)> {
    let id = text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    let fits = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    let host = text.contains('.') && text.chars().all(fits) && !text.starts_with('.');
    let form = "a site's name with `.netlify.app`, or its id";
    // Of an address, its name; of the dashboard's address of a site, the end.
    let bare = text
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(text);
    let bare = bare.split('.').next().unwrap_or(bare);
    (!id && !host).then(|| (form, format!("{}.netlify.app", hosted::slug(bare))))
}
