//! A folder behind SFTP, for fence class B. What does not depend on one another is asked at once.

mod links;
mod many;

use super::line::{Answer, Line};
use crate::problem::Problem;
use crate::publish::fence::releases::Links as _;
use crate::publish::fence::rename::{Folder, Wanted, lacking_by, parent, promote_by, put_by};
use crate::publish::mirror::{Looking, Trouble, Write};
use async_trait::async_trait;
use futures_util::stream::TryStreamExt as _;
use openssh_sftp_client::metadata::MetaData;
use std::sync::Arc;

/// How many requests are under way at once.
const AT_ONCE: usize = 32;

/// A folder on the other side. Paths have `/` and are relative to it.
#[derive(Clone)]
pub struct Remote {
    line: Arc<Line>,
    root: Arc<str>,
}

/// What is at a path, links not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Nothing,
    /// A folder.
    Folder,
    /// A symbolic link, and where it points.
    Link(String),
    /// Anything else.
    File,
}

fn is_folder(found: &MetaData) -> bool {
    found.file_type().is_some_and(|kind| kind.is_dir())
}

impl Remote {
    /// The folder at `root`.
    pub fn new(line: Arc<Line>, root: &str) -> Self {
        Remote {
            line,
            root: root.trim_end_matches('/').into(),
        }
    }

    fn at(&self, path: &str) -> String {
        match (&*self.root, path) {
            // The root of the file system, without its slash.
            ("", "") => "/".to_owned(),
            (root, "") => root.to_owned(),
            (root, path) => format!("{root}/{path}"),
        }
    }

    fn trouble(&self, doing: &str, path: &str, answer: &Answer) -> Trouble {
        let what = format!("cannot {doing} `{}`", self.at(path));
        let problem = Problem::error("sftp", what).because(&answer.words);
        if !answer.denied {
            return problem.into();
        }
        let hint = "ls -ld   # on the server: the folder has to be writable for whoever logs in";
        problem.hint(hint).into()
    }

    async fn found(&self, path: &str) -> Result<Option<MetaData>, Trouble> {
        let at = self.at(path);
        let asked = self
            .line
            .ask(async |mut fs, _| fs.symlink_metadata(at).await)
            .await?;
        match asked {
            Ok(found) => Ok(Some(found)),
            Err(answer) if answer.missing => Ok(None),
            Err(answer) => Err(self.trouble("look at", path, &answer)),
        }
    }

    /// What is at a path; at the empty one, the folder itself with links followed.
    pub async fn kind(&self, path: &str) -> Result<Kind, Trouble> {
        let found = match path.is_empty() {
            true => self.followed(path).await?,
            false => self.found(path).await?,
        };
        Ok(match found {
            None => Kind::Nothing,
            Some(found) if is_folder(&found) => Kind::Folder,
            Some(found) if found.file_type().is_some_and(|kind| kind.is_symlink()) => {
                Kind::Link(self.target(path).await?.unwrap_or_default())
            }
            Some(_) => Kind::File,
        })
    }

    async fn followed(&self, path: &str) -> Result<Option<MetaData>, Trouble> {
        let at = self.at(path);
        let asked = self
            .line
            .ask(async |mut fs, _| fs.metadata(at).await)
            .await?;
        match asked {
            Ok(found) => Ok(Some(found)),
            Err(answer) if answer.missing => Ok(None),
            Err(answer) => Err(self.trouble("look at", path, &answer)),
        }
    }

    /// Names in a folder, and what each is; nothing when it is not there.
    async fn entries(&self, path: &str) -> Result<Option<Vec<(String, MetaData)>>, Trouble> {
        let at = self.at(path);
        let asked = self.line.ask(async |mut fs, _| {
            let listing = fs.open_dir(at).await?.read_dir();
            let listed = listing.map_ok(|entry| {
                (
                    entry.filename().to_string_lossy().into_owned(),
                    entry.metadata(),
                )
            });
            listed.try_collect::<Vec<_>>().await
        });
        match asked.await? {
            Ok(mut entries) => {
                entries.retain(|(name, _)| name != "." && name != "..");
                Ok(Some(entries))
            }
            Err(answer) if answer.missing => Ok(None),
            Err(answer) => Err(self.trouble("list", path, &answer)),
        }
    }

    /// Makes one folder whose parent is there.
    async fn mkdir(&self, path: &str) -> Result<Result<bool, Answer>, Trouble> {
        let at = self.at(path);
        match self
            .line
            .ask(async |mut fs, _| fs.create_dir(at).await)
            .await?
        {
            Ok(()) => Ok(Ok(true)),
            // Protocol 3 has no word for "there already".
            Err(answer) if !answer.missing => match self.followed(path).await? {
                Some(found) if is_folder(&found) => Ok(Ok(false)),
                _ => Ok(Err(answer)),
            },
            Err(answer) => Ok(Err(answer)),
        }
    }

    /// Makes a folder and those above it.
    async fn make_all(&self, path: &str) -> Result<bool, Trouble> {
        match self.mkdir(path).await? {
            Ok(new) => return Ok(new),
            Err(answer) if answer.missing && !path.is_empty() => {}
            Err(answer) => return Err(self.trouble("make the folder", path, &answer)),
        }
        // Something above is missing: from the mirror's own folder down.
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let mut new = false;
        for folder in std::iter::once("").chain(above).chain([path]) {
            let made = self.mkdir(folder).await?;
            new = made.map_err(|answer| self.trouble("make the folder", folder, &answer))?;
        }
        Ok(new)
    }

    async fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Trouble> {
        let at = self.at(path);
        let written = self
            .line
            .ask(async |mut fs, _| fs.write(at, bytes).await)
            .await?;
        written.map_err(|answer| self.trouble("write", path, &answer))
    }

    /// Renames over what is there. False: nothing to rename, or nowhere to put it.
    async fn moved(&self, from: &str, to: &str) -> Result<Result<bool, Answer>, Trouble> {
        let (from, to) = (self.at(from), self.at(to));
        match self
            .line
            .ask(async |mut fs, _| fs.rename(from, to).await)
            .await?
        {
            Ok(()) => Ok(Ok(true)),
            Err(answer) if answer.missing => Ok(Ok(false)),
            Err(answer) => Ok(Err(answer)),
        }
    }

    async fn put_in_place(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let place = async || match self.moved(from, to).await? {
            Ok(done) => Ok(done),
            Err(answer) => Err(self.trouble("put in place", to, &answer)),
        };
        if place().await? {
            return Ok(true);
        }
        // Perhaps only the folder it goes to is missing.
        let Some(folder) = parent(to) else {
            return Ok(false);
        };
        self.make_all(folder).await?;
        place().await
    }

    async fn unlink(&self, path: &str) -> Result<Result<(), Answer>, Trouble> {
        let at = self.at(path);
        match self
            .line
            .ask(async |mut fs, _| fs.remove_file(at).await)
            .await?
        {
            Err(answer) if answer.missing => Ok(Ok(())),
            other => Ok(other),
        }
    }

    async fn rmdir(&self, path: &str) -> Result<Result<(), Answer>, Trouble> {
        let at = self.at(path);
        match self
            .line
            .ask(async |mut fs, _| fs.remove_dir(at).await)
            .await?
        {
            Err(answer) if answer.missing => Ok(Ok(())),
            other => Ok(other),
        }
    }
}

#[async_trait]
impl Folder for Remote {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        self.make_all(path).await
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let entries = self.entries(path).await?.unwrap_or_default();
        Ok(entries.into_iter().map(|(name, _)| name).collect())
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let at = self.at(path);
        match self.line.ask(async |mut fs, _| fs.read(at).await).await? {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(answer) if answer.missing => Ok(None),
            // Reading a folder fails in as many words as there are servers.
            Err(answer) => match self.followed(path).await? {
                Some(found) if is_folder(&found) => Ok(None),
                _ => Err(self.trouble("read", path, &answer)),
            },
        }
    }

    fn looking(&self) -> Looking {
        Looking::OneByOne
    }

    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        lacking_by(files, AT_ONCE, |path, lengths| async move {
            let found = self.length(&path).await?;
            Ok(found.is_some_and(|found| lengths.contains(&found)))
        })
        .await
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        put_by(self, under, files, AT_ONCE, |path, file| async move {
            self.write(&path, file.bytes()).await
        })
        .await
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        promote_by(&moves, AT_ONCE, |from, to| self.put_in_place(from, to)).await
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let moved = self.moved(from, to).await?;
        moved.map_err(|answer| self.trouble("rename", from, &answer))
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        match self.unlink(path).await? {
            Ok(()) => Ok(()),
            // It may be a folder.
            Err(answer) => match self.found(path).await? {
                None => Ok(()),
                Some(found) if is_folder(&found) => self.remove_folder(path).await,
                Some(_) => Err(self.trouble("remove", path, &answer)),
            },
        }
    }

    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        let mut folder = parent(path);
        while let Some(empty) = folder {
            // Fails where it is not empty, which is where to stop.
            if self.rmdir(empty).await?.is_err() {
                break;
            }
            folder = parent(empty);
        }
        Ok(())
    }
}
