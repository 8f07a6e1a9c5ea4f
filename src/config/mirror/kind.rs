//! The kinds of mirror: one file each beside this one, and one line here.

use super::{
    MirrorConfig, azure, bunny, command, dir, ftp, gcs, git, git_pages, neocities, rsync, s3, sftp,
    webdav,
};
use crate::config::key::Key;
use crate::config::read::{Report, Section};
use crate::publish::mirror::azure::AzureSettings;
use crate::publish::mirror::bunny::BunnySettings;
use crate::publish::mirror::command::CommandSettings;
use crate::publish::mirror::dir::DirSettings;
use crate::publish::mirror::ftp::FtpSettings;
use crate::publish::mirror::gcs::GcsSettings;
use crate::publish::mirror::git::GitSettings;
use crate::publish::mirror::git_pages::GitPagesSettings;
use crate::publish::mirror::neocities::NeocitiesSettings;
use crate::publish::mirror::rsync::RsyncSettings;
use crate::publish::mirror::s3::S3Settings;
use crate::publish::mirror::sftp::SftpSettings;
use crate::publish::mirror::webdav::WebdavSettings;

/// What kind of place a mirror is, with that kind's own settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MirrorKind {
    /// A folder.
    Dir(DirSettings),
    /// A server with a shell.
    Rsync(RsyncSettings),
    /// A folder on a server, over SSH's file transfer.
    Sftp(SftpSettings),
    /// A program of yours.
    Command(CommandSettings),
    /// A branch of a repository.
    Git(GitSettings),
    /// A folder of a web server, over WebDAV.
    Webdav(WebdavSettings),
    /// A folder on a host that still speaks FTP.
    Ftp(FtpSettings),
    /// A storage zone of bunny.net.
    Bunny(BunnySettings),
    /// A site on neocities.org.
    Neocities(NeocitiesSettings),
    /// A site on a git-pages server.
    GitPages(GitPagesSettings),
    /// A bucket of Amazon S3, or of a service that speaks its language.
    S3(S3Settings),
    /// A bucket of Google Cloud Storage.
    Gcs(GcsSettings),
    /// A container of Azure Blob Storage.
    Azure(AzureSettings),
}

/// How a kind is written in `stillup.toml`.
pub(in crate::config) struct Kind {
    /// Its key in `[[mirror]]`.
    pub name: &'static str,
    /// Its table, as the reference heads it: `[[mirror]] dir`.
    pub table: &'static str,
    /// What it is, in one sentence of markdown.
    pub meaning: &'static str,
    /// The shortest that works, for hints.
    pub example: &'static str,
    /// The keys of its table.
    pub keys: &'static [Key],
    /// Reads its table, whose keys are checked; mirrors that stand before it are given.
    pub read: fn(&mut Report, &Section<'_>, &[MirrorConfig]) -> Option<MirrorKind>,
}

/// Kinds built into this version.
pub(in crate::config) const KINDS: &[Kind] = &[
    dir::KIND,
    s3::KIND,
    gcs::KIND,
    azure::KIND,
    sftp::KIND,
    webdav::KIND,
    git::KIND,
    rsync::KIND,
    ftp::KIND,
    git_pages::KIND,
    bunny::KIND,
    neocities::KIND,
    command::KIND,
];

/// Kinds that are not.
pub(super) const KINDS_TO_COME: &[&str] = &["netlify", "vercel", "cloudflare", "firebase"];
