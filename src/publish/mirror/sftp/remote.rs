//! A folder behind SFTP, for fence class B. What does not depend on one another is asked at once.

use super::line::{Answer, Line};
use crate::problem::Problem;
use crate::publish::fence::releases::Links;
use crate::publish::fence::rename::Folder;
use crate::publish::mirror::{Trouble, Write};
use async_trait::async_trait;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use openssh_sftp_client::metadata::MetaData;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many requests are under way at once.
const AT_ONCE: usize = 32;

/// From how many files in a folder on it is listed instead of asking for each.
const LISTED: usize = 8;

/// How often a folder somebody is writing to is emptied again.
const ROUNDS: usize = 4;

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

fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/')
        .map(|(folder, _)| folder)
        .filter(|folder| !folder.is_empty())
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

    /// Empties a folder and removes it.
    async fn remove_folder(&self, path: &str) -> Result<(), Trouble> {
        let mut last = Ok(());
        for _ in 0..ROUNDS {
            // From the top down, then folders from the bottom up.
            let (mut folders, mut next) = (Vec::new(), vec![path.to_owned()]);
            while let Some(folder) = next.pop() {
                let entries = self.entries(&folder).await?.unwrap_or_default();
                let (inner, files): (Vec<_>, Vec<_>) =
                    entries.into_iter().partition(|(_, found)| is_folder(found));
                next.extend(
                    inner
                        .into_iter()
                        .map(|(name, _)| format!("{folder}/{name}")),
                );
                let files = files
                    .into_iter()
                    .map(|(name, _)| format!("{folder}/{name}"));
                let gone = stream::iter(files).map(async |file| {
                    let gone = self.unlink(&file).await?;
                    gone.map_err(|answer| self.trouble("remove", &file, &answer))
                });
                gone.buffer_unordered(AT_ONCE)
                    .try_collect::<Vec<()>>()
                    .await?;
                folders.push(folder);
            }
            for folder in folders.iter().rev() {
                last = self.rmdir(folder).await?;
            }
            // Not empty: its owner wrote into it meanwhile, for the last time.
            if last.is_ok() {
                return Ok(());
            }
        }
        last.map_err(|answer| self.trouble("remove", path, &answer))
    }

    /// Those of one folder's files that are not there with their length.
    async fn lacking_in(
        &self,
        folder: &str,
        files: Vec<(String, u64)>,
    ) -> Result<Vec<String>, Trouble> {
        let listed = match files.len() < LISTED {
            true => BTreeMap::new(),
            false => {
                let entries = self.entries(folder).await?.unwrap_or_default();
                let plain = entries.into_iter().filter_map(|(name, found)| {
                    let kind = found.file_type()?;
                    kind.is_file().then_some((name, found.len()?))
                });
                plain.collect::<BTreeMap<_, _>>()
            }
        };
        let mut lacking = Vec::new();
        for (path, length) in files {
            let name = path.rsplit('/').next().unwrap_or(&path);
            if listed.get(name) == Some(&length) {
                continue;
            }
            // Not listed, or as a link: asked for itself.
            let found = self.followed(&path).await?;
            let right = |found: &MetaData| !is_folder(found) && found.len() == Some(length);
            if !found.as_ref().is_some_and(right) {
                lacking.push(path);
            }
        }
        Ok(lacking)
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

    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let mut folders: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
        for (path, length) in files {
            let folder = parent(&path).unwrap_or_default().to_owned();
            folders.entry(folder).or_default().push((path, length));
        }
        let asked = stream::iter(folders)
            .map(async |(folder, files)| self.lacking_in(&folder, files).await);
        let lacking: Vec<Vec<String>> = asked.buffer_unordered(AT_ONCE).try_collect().await?;
        Ok(lacking.into_iter().flatten().collect())
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        let path = |write: &Write| format!("{under}/{}", write.path);
        let paths: Vec<String> = files.iter().map(path).collect();
        let folders: BTreeSet<&str> = paths.iter().filter_map(|path| parent(path)).collect();
        for folder in folders {
            self.make_all(folder).await?;
        }
        let written = stream::iter(files)
            .map(async |write| self.write(&path(&write), write.file.bytes()).await);
        written
            .buffer_unordered(AT_ONCE)
            .try_collect::<Vec<()>>()
            .await
            .map(drop)
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        let mut done = 0;
        // Files of one folder are peers: they may go in place at once. The top folder's are not.
        for peers in moves
            .chunk_by(|one, next| parent(&one.1).is_some() && parent(&one.1) == parent(&next.1))
        {
            let placed = stream::iter(peers.to_vec())
                .map(async |(from, to)| self.put_in_place(&from, &to).await);
            let placed: Vec<bool> = placed.buffered(AT_ONCE).try_collect().await?;
            done += placed.iter().take_while(|placed| **placed).count();
            if placed.contains(&false) {
                break;
            }
        }
        Ok(done)
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

#[async_trait]
impl Links for Remote {
    async fn link(&self, pairs: Vec<(String, String)>) -> Result<Vec<bool>, Trouble> {
        let folders: BTreeSet<&str> = pairs.iter().filter_map(|(_, to)| parent(to)).collect();
        for folder in folders {
            self.make_all(folder).await?;
        }
        let linked = stream::iter(pairs).map(async |(from, to)| self.linked(&from, &to).await);
        linked.buffered(AT_ONCE).try_collect().await
    }

    async fn point(&self, at: &str, target: &str) -> Result<(), Trouble> {
        let path = self.at(at);
        let made = self
            .line
            .ask(async |mut fs, _| fs.symlink(target, path).await)
            .await?;
        made.map_err(|answer| self.trouble("make the link", at, &answer))
    }

    async fn target(&self, at: &str) -> Result<Option<String>, Trouble> {
        let path = self.at(at);
        match self
            .line
            .ask(async |mut fs, _| fs.read_link(path).await)
            .await?
        {
            Ok(target) => Ok(Some(target.to_string_lossy().into_owned())),
            Err(answer) if answer.missing => Ok(None),
            Err(answer) => Err(self.trouble("read the link", at, &answer)),
        }
    }

    async fn settle(&self, paths: Vec<String>) -> Result<(), Trouble> {
        let settled = stream::iter(paths).map(async |path| {
            let at = self.at(&path);
            let settled = self.line.ask(async |_, sftp| match sftp.support_fsync() {
                true => sftp.options().write(true).open(at).await?.sync_all().await,
                // Its files are then as safe as the server makes them.
                false => Ok(()),
            });
            settled
                .await?
                .map_err(|answer| self.trouble("write", &path, &answer))
        });
        settled
            .buffer_unordered(AT_ONCE)
            .try_collect::<Vec<()>>()
            .await
            .map(drop)
    }

    async fn walk(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let (mut files, mut folders) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = folders.pop() {
            let at = format!("{path}/{folder}");
            for (name, found) in self
                .entries(at.trim_end_matches('/'))
                .await?
                .unwrap_or_default()
            {
                match is_folder(&found) {
                    true => folders.push(format!("{folder}{name}/")),
                    false => files.push(format!("{folder}{name}")),
                }
            }
        }
        files.sort();
        Ok(files)
    }
}

impl Remote {
    /// Another name for a file, or a copy of it.
    async fn linked(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let (source, name) = (self.at(from), self.at(to));
        let asked = self
            .line
            .ask(async |mut fs, sftp| match sftp.support_hardlink() {
                true => fs.hard_link(source, name).await.map(|()| true),
                false => Ok(false),
            });
        match asked.await? {
            Ok(true) => return Ok(true),
            Err(answer) if answer.missing => return Ok(false),
            // Another disk, one without hard links, or somebody else's file.
            Ok(false) | Err(_) => {}
        }
        match self.read(from).await? {
            Some(bytes) => self.write(to, bytes).await.map(|()| true),
            None => Ok(false),
        }
    }
}
