//! `git-pages = { url = … }`: a site on a git-pages server.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, env, webdav};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::git_pages::GitPagesSettings;

/// A site on a git-pages server.
pub(super) const KIND: Kind = Kind {
    name: "git-pages",
    table: TABLE,
    meaning: "The kind of mirror: a site on a git-pages server, such as Codeberg's, changed in one step.",
    example: "git-pages = { url = \"https://acme.codeberg.page/status\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] git-pages";
const SECRETS: &str = "[[mirror]] git-pages env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "url", Form::Text, "required", "The site's root: `https`, or `http` on this machine."),
    key(TABLE, "forge", Form::Flag, "`false`", "The key is one of the forge the server belongs to; else one whose digest is in the DNS."),
    key(TABLE, "env", Form::Table, "as below", "Names of environment variables."),
    key(SECRETS, "key", Form::Text, "`\"STILLUP_GIT_PAGES_KEY\"`", "The variable with the key."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    // A key is always sent.
    let url = webdav::url(report, section, true, "https://acme.codeberg.page/status");
    let forge = section.flag(report, "forge").unwrap_or(false);
    let names = env::names(
        report,
        section,
        SECRETS,
        &[("key", "STILLUP_GIT_PAGES_KEY")],
    );
    Some(MirrorKind::GitPages(GitPagesSettings {
        url: url?,
        forge,
        key_variable: names.into_iter().next().unwrap_or_default(),
    }))
}
