//! Links behind SFTP, for releases.

use super::{AT_ONCE, Remote, is_folder};
use crate::publish::fence::releases::Links;
use crate::publish::fence::rename::{Folder as _, parent};
use crate::publish::mirror::Trouble;
use async_trait::async_trait;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use std::collections::BTreeSet;

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
