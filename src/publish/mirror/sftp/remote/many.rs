//! What takes as many requests as there are files or folders.

use super::{AT_ONCE, Remote, is_folder};
use crate::publish::mirror::Trouble;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use openssh_sftp_client::metadata::MetaData;
use std::collections::BTreeMap;

/// From how many files in a folder on it is listed instead of asking for each.
const LISTED: usize = 8;

/// How often a folder somebody is writing to is emptied again.
const ROUNDS: usize = 4;

impl Remote {
    /// Empties a folder and removes it.
    pub(super) async fn remove_folder(&self, path: &str) -> Result<(), Trouble> {
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
    pub(super) async fn lacking_in(
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
