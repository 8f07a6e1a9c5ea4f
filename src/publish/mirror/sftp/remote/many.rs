//! What takes as many requests as there are files or folders.

use super::{AT_ONCE, Remote, is_folder};
use crate::publish::mirror::Trouble;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

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

    /// A file's length, links followed; nothing when there is no such file.
    pub(super) async fn length(&self, path: &str) -> Result<Option<u64>, Trouble> {
        let found = self.followed(path).await?;
        Ok(found
            .filter(|found| !is_folder(found))
            .and_then(|found| found.len()))
    }
}
