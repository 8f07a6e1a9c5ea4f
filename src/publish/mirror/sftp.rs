//! The mirror kind `sftp`: a folder on a server that lets us in over SSH, with no shell needed.
//!
//! A folder is changed file by file, in place: that asks the server no more however long the history is,
//! and needs nothing but the folder. With `releases`, releases are folders beside `path` and one rename of
//! a symbolic link changes what readers get; that makes a hard link for every file that stays.

pub mod line;
pub mod remote;

use super::late::Choose;
use super::{Mirror, Trouble};
use crate::net::ssh::{Ssh, SshSettings};
use crate::problem::Problem;
use crate::publish::fence::releases::{Releases, beside};
use crate::publish::fence::rename::Renames;
use async_trait::async_trait;
use line::Line;
use remote::{Kind, Remote};
use std::sync::Arc;

/// `sftp = { host = "…", path = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SftpSettings {
    /// Where and as whom to log in.
    pub ssh: SshSettings,
    /// Absolute, or relative to where a login begins.
    pub path: String,
    /// Behind a symbolic link of ours, where nothing is at `path` yet.
    pub releases: bool,
}

/// A folder behind SFTP.
pub struct Sftp {
    line: Arc<Line>,
    path: String,
    releases: bool,
}

impl Sftp {
    /// The folder that these settings name, once logged in.
    pub fn new(ssh: Ssh, settings: &SftpSettings) -> Self {
        Sftp::over(Arc::new(Line::new(ssh)), &settings.path, settings.releases)
    }

    /// The folder at `path`, over a connection that others use too.
    pub fn over(line: Arc<Line>, path: &str, releases: bool) -> Self {
        let path = match path.trim_end_matches('/') {
            "" => "/",
            path => path,
        };
        Sftp {
            line,
            path: path.to_owned(),
            releases,
        }
    }
}

#[async_trait]
impl Choose for Sftp {
    async fn choose(&self) -> Result<Box<dyn Mirror>, Trouble> {
        let path = &*self.path;
        let (parent, name) = match path.rsplit_once('/') {
            Some(("", name)) => ("/", name),
            Some((parent, name)) => (parent, name),
            None => (".", path),
        };
        let above = Remote::new(Arc::clone(&self.line), parent);
        let here = || -> Box<dyn Mirror> {
            Box::new(Renames {
                folder: Remote::new(Arc::clone(&self.line), path),
            })
        };
        if matches!(name, "" | "." | "..") {
            return Ok(here());
        }
        match above.kind(name).await? {
            Kind::Folder => Ok(here()),
            Kind::Link(target) if target.starts_with(&format!("{}releases/", beside(name))) => {
                Ok(Box::new(Releases::new(above, name)))
            }
            Kind::Link(_) => Ok(here()),
            Kind::File => {
                let what = format!("`{path}` is a file, not a folder");
                Err(Problem::error("not-a-folder", what)
                    .hint("name a folder in `sftp = { path = \"…\" }`")
                    .into())
            }
            Kind::Nothing if matches!(above.kind("").await?, Kind::Nothing) => {
                let what = format!("the folder that `{path}` would be in is not there");
                Err(Problem::error("no-folder", what)
                    .because(format!("`{}` has no `{parent}`", self.line.host()))
                    .hint("a `path` without a leading slash begins where the login begins")
                    .into())
            }
            Kind::Nothing if self.releases => Ok(Box::new(Releases::new(above, name))),
            Kind::Nothing => Ok(here()),
        }
    }
}
