//! `sftp = { host = …, path = … }`: a folder on a server, over SSH's file transfer.

use super::MirrorConfig;
use super::kind::{Kind, MirrorKind};
use super::ssh;
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::sftp::SftpSettings;

/// A folder behind SFTP.
pub(super) const KIND: Kind = Kind {
    name: "sftp",
    table: TABLE,
    meaning: "The kind of mirror: a folder on a server, over SSH's file transfer; needs no shell there.",
    example: "sftp = { host = \"web1.acme.example\", path = \"/srv/status\" }",
    keys: &KEYS,
    read,
};

const TABLE: &str = "[[mirror]] sftp";
const SECRETS: &str = "[[mirror]] sftp env";
const SSH: [Key; 7] = ssh::keys(TABLE, SECRETS);

#[rustfmt::skip]
const KEYS: [Key; 9] = [
    key(TABLE, "path", Form::Text, "required", "The folder on the server, absolute or from where a login begins."),
    key(TABLE, "releases", Form::Flag, "`false`", "Where nothing is at `path` yet: make it a symbolic link to a release folder beside it, changed in one step. Every file that stays costs a request."),
    SSH[0], SSH[1], SSH[2], SSH[3], SSH[4], SSH[5], SSH[6],
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let path = ssh::path(report, section);
    let releases = section.flag(report, "releases").unwrap_or(false);
    let ssh = ssh::read(report, section, SECRETS);
    Some(MirrorKind::Sftp(SftpSettings {
        ssh: ssh?,
        path: path?,
        releases,
    }))
}
