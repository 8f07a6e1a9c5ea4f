//! The mirror kind `dir`: a folder, such as another server's document root or a mounted disk.
//!
//! Where `path` is not there yet, or is our own symbolic link, releases are folders beside it and
//! one rename changes what readers get. A real folder, or somebody else's link to one, is changed
//! file by file, in place.

#![expect(clippy::disallowed_methods, reason = "edge: this kind is the disk")]

pub mod disk;
pub mod fresh;
mod laid;
pub mod trouble;

use super::{Batch, Check, Flip, Look, Looking, Mirror, Trouble};
use crate::problem::Problem;
use crate::publish::fence::releases::{Releases, beside};
use crate::publish::fence::rename::Renames;
use crate::publish::release::Ticket;
use async_trait::async_trait;
use disk::Disk;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tokio::sync::OnceCell;
use trouble::trouble;

/// `dir = { path = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirSettings {
    /// Relative to the site's folder, or absolute.
    pub path: String,
}

/// A folder as a mirror.
pub struct Dir {
    path: PathBuf,
    shown: String,
    /// Folders above may be made: the path is within the site's own folder.
    within: bool,
    always_in_place: bool,
    kind: OnceCell<Box<dyn Mirror>>,
}

impl Dir {
    /// The folder these settings name, for the site in `root`.
    pub fn new(root: &Path, settings: &DirSettings) -> Self {
        let given = Path::new(&settings.path);
        Dir {
            path: root.join(given),
            shown: settings.path.trim_end_matches('/').to_owned(),
            within: given.is_relative(),
            always_in_place: false,
            kind: OnceCell::new(),
        }
    }

    /// A folder that is always changed in place and made when it is not there.
    pub fn in_place(path: PathBuf, shown: &str) -> Self {
        Dir {
            path,
            shown: shown.trim_end_matches('/').to_owned(),
            within: true,
            always_in_place: true,
            kind: OnceCell::new(),
        }
    }

    async fn kind(&self) -> Result<&dyn Mirror, Trouble> {
        self.kind
            .get_or_try_init(|| async { self.choose() })
            .await
            .map(Box::as_ref)
    }

    fn choose(&self) -> Result<Box<dyn Mirror>, Trouble> {
        let shown = &self.shown;
        let renames = |path: PathBuf| -> Result<Box<dyn Mirror>, Trouble> {
            Ok(Box::new(Renames {
                folder: Disk::new(path, shown.clone()),
            }))
        };
        let (Some(parent), Some(name)) = (self.path.parent(), self.path.file_name()) else {
            return renames(self.path.clone());
        };
        let name = name.to_string_lossy();
        match std::fs::symlink_metadata(&self.path) {
            Ok(found) if found.is_symlink() => {
                let target = std::fs::read_link(&self.path).unwrap_or_default();
                if target.starts_with(format!("{}releases", beside(&name))) && !self.always_in_place
                {
                    return Ok(self.releases(parent, &name));
                }
                let real = std::fs::canonicalize(&self.path)
                    .map_err(|error| trouble("follow the link", shown, &error))?;
                renames(real)
            }
            Ok(found) if found.is_dir() => renames(self.path.clone()),
            Ok(_) => Err(Problem::error(
                "not-a-folder",
                format!("`{shown}` is a file, not a folder"),
            )
            .hint("name a folder in `dir = { path = \"…\" }`")
            .into()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if !self.within && !parent.is_dir() {
                    return Err(Problem::error(
                        "no-folder",
                        format!("the folder that `{shown}` would be in is not there"),
                    )
                    .hint(format!(
                        "mkdir -p {}   # or mount the disk it is on",
                        parent.display()
                    ))
                    .into());
                }
                match self.always_in_place {
                    true => renames(self.path.clone()),
                    false => Ok(self.releases(parent, &name)),
                }
            }
            Err(error) => Err(trouble("look at", shown, &error)),
        }
    }

    fn releases(&self, parent: &Path, name: &str) -> Box<dyn Mirror> {
        let shown = Path::new(&self.shown)
            .parent()
            .map_or(String::new(), |path| path.display().to_string());
        Box::new(Releases::new(Disk::new(parent.to_path_buf(), shown), name))
    }
}

#[async_trait]
impl Mirror for Dir {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.kind().await?.look(own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.kind().await?.read(path).await
    }
    fn looking(&self) -> Looking {
        Looking::Free
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.kind().await?.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.kind().await?.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.kind().await?.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.kind().await?.check(ticket, batch).await
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        self.kind().await?.flip(ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.kind().await?.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.kind().await?.withdraw(ticket).await
    }
    async fn earlier(&self) -> Result<Vec<Ticket>, Trouble> {
        self.kind().await?.earlier().await
    }
    async fn read_earlier(&self, of: &Ticket, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.kind().await?.read_earlier(of, path).await
    }
    async fn forget(&self, of: &Ticket) -> Result<(), Trouble> {
        self.kind().await?.forget(of).await
    }
}
