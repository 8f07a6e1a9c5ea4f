//! What is fetched of the branch: as little as a question needs. Lists of names grow with the history, so a look at
//! what is live goes without them, or fetches what changed in those that are here.

use super::{Repository, TIP};
use crate::net::program::Ended;
use crate::publish::mirror::Trouble;
use crate::publish::mirror::git::told::Told;

/// How many objects there are at most when only a commit was fetched. Hosts that know no filter send everything.
const COMMIT: usize = 1;

impl Repository {
    async fn fetch_by(&self, how: &[&str]) -> Result<Ended, Trouble> {
        let spec = format!("+{}:{TIP}", self.branch);
        let mut args = vec!["fetch", "-q", "--depth=1", "--no-tags"];
        args.extend(how);
        args.extend(["origin", &spec]);
        self.git(&args, b"").await
    }

    /// The branch's commit; nothing when there is no such branch. Its names come along only where those of the commit
    /// before are here, `named`: then those that changed.
    pub async fn fetch(&self, named: bool) -> Result<Option<String>, Trouble> {
        let before = match named {
            true => None,
            false => Some(self.count().await?),
        };
        let filter = if named { "blob:none" } else { "tree:0" };
        let ended = self.fetch_by(&[&format!("--filter={filter}")]).await?;
        if ended.well() {
            if let Some(before) = before {
                let more = self.count().await? > before + COMMIT;
                self.whole.get_or_init(async || more).await;
            }
            let tip = self.local(&["rev-parse", TIP], b"").await?;
            return Ok(Some(tip.text().trim().to_owned()));
        }
        if ended.said.contains("couldn't find remote ref") {
            return Ok(None);
        }
        Err(self.refused("read", &ended))
    }

    /// How many objects are here.
    async fn count(&self) -> Result<usize, Trouble> {
        let counted = self.local(&["count-objects", "-v"], b"").await?;
        let text = counted.text();
        let counts = text.lines().filter_map(|line| {
            let (what, count) = line.split_once(": ")?;
            matches!(what, "count" | "in-pack").then(|| count.trim().parse::<usize>().ok())?
        });
        Ok(counts.sum())
    }

    /// What a commit says.
    pub async fn told(&self, commit: &str) -> Result<Told, Trouble> {
        let text = self.local(&["cat-file", "commit", commit], b"").await?;
        let text = text.text();
        // Who made it comes first, then a line with nothing.
        let message = text.split_once("\n\n").map_or("", |(_, message)| message);
        Ok(Told::parse(message))
    }

    /// All names of the branch, and no file.
    pub async fn fetch_names(&self) -> Result<(), Trouble> {
        if self.whole.get() == Some(&true) {
            return Ok(());
        }
        let ended = self.fetch_by(&["--refetch", "--filter=blob:none"]).await?;
        match ended.well() {
            true => Ok(()),
            false => Err(self.refused("read", &ended)),
        }
    }

    /// Every file of the branch, too.
    pub async fn fetch_all(&self) -> Result<(), Trouble> {
        let ended = self.fetch_by(&["--refetch", "--no-filter"]).await?;
        match ended.well() {
            true => Ok(()),
            false => Err(self.refused("read", &ended)),
        }
    }
}
