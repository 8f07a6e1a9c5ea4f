//! `firebase = { site = … }`: a site of Firebase Hosting.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, env, hosted};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::firebase::{FirebaseSettings, SECRETS};

/// A site of Firebase Hosting.
pub(super) const KIND: Kind = Kind {
    name: "firebase",
    table: TABLE,
    meaning: "A site of Firebase Hosting.",
    example: "firebase = { site = \"acme-status\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] firebase";
const ENV: &str = "[[mirror]] firebase env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "site", Form::Text, "required", "The Hosting site's id, which is often the project's."),
    key(TABLE, "read_at", Form::Text, "`https://SITE.web.app`", "Another address of the same site, at which publishing reads what is live."),
    key(TABLE, "endpoint", Form::Text, "Google's", "Another address of the API."),
    key(TABLE, "env", Form::Table, "none", "Other names for the environment variables below."),
    key(ENV, "service_account_key", Form::Text, "`GOOGLE_SERVICE_ACCOUNT_KEY`", "The variable that holds a service account's key, the JSON itself."),
    key(ENV, "credentials_file", Form::Text, "`GOOGLE_APPLICATION_CREDENTIALS`", "The variable that holds the path of such a file; read when the other is not set."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let site = hosted::name(report, section, "site", "acme-status", wrong);
    let read_at = hosted::address(report, section, "read_at");
    let endpoint = hosted::address(report, section, "endpoint");
    let env = env::names(report, section, ENV, SECRETS);
    Some(MirrorKind::Firebase(FirebaseSettings {
        site: site?,
        read_at: read_at.ok()?,
        endpoint: endpoint.ok()?,
        env,
    }))
}

fn wrong(text: &str) -> Option<(&'static str, String)> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let whole = text.chars().all(fits) && !text.starts_with('-') && !text.ends_with('-');
    let form = "a Hosting site's id: small letters, digits and `-`";
    let bare = text.rsplit("://").next().unwrap_or(text);
    let bare = bare.split(['.', '/']).next().unwrap_or(bare);
    (!whole || text.is_empty()).then(|| (form, hosted::slug(bare)))
}
