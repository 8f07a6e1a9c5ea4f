//! `rsync = { host = …, path = … }`: a server with a shell.

use super::MirrorConfig;
use super::kind::{Kind, MirrorKind};
use super::ssh;
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::rsync::RsyncSettings;

/// A link on a server.
pub(super) const KIND: Kind = Kind {
    name: "rsync",
    table: TABLE,
    meaning: "The kind of mirror: a server that gives us a shell and has rsync; changed in one step.",
    example: "rsync = { host = \"web1.acme.example\", path = \"/srv/status\" }",
    keys: &KEYS,
    read,
};

const TABLE: &str = "[[mirror]] rsync";
const SECRETS: &str = "[[mirror]] rsync env";
const SSH: [Key; 7] = ssh::keys(TABLE, SECRETS);

#[rustfmt::skip]
const KEYS: [Key; 8] = [
    key(TABLE, "path", Form::Text, "required", "Where the server reads the site: a symbolic link that publishing makes, absolute or from where a login begins."),
    SSH[0], SSH[1], SSH[2], SSH[3], SSH[4], SSH[5], SSH[6],
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let path = ssh::path(report, section);
    let ssh = ssh::read(report, section, SECRETS);
    Some(MirrorKind::Rsync(RsyncSettings {
        ssh: ssh?,
        path: path?,
    }))
}
