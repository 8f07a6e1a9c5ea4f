//! The mirror kind `git`: a branch that a host serves as a site, such as GitHub's or GitLab's pages.
//!
//! Fence class D. Nothing is checked out; files that stay are neither fetched nor sent.

pub mod repository;
mod told;

use super::{Batch, Trouble, Write};
use crate::net::program::Surroundings;
use crate::net::secret::Secret;
use crate::net::ssh::SshSettings;
use crate::problem::Problem;
use crate::publish::fence::refs::{Branch, Pushed, Refs};
use crate::publish::marker;
use crate::publish::release::Ticket;
use async_trait::async_trait;
use repository::Repository;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use told::Told;

/// `git = { remote = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitSettings {
    /// Where the repository is, without a password.
    pub remote: String,
    /// The branch that is served.
    pub branch: String,
    /// Every publish has the one before as its parent; else it is the only commit of the branch.
    pub append: bool,
    /// Whom to log in as over HTTP.
    pub user: String,
    /// The variable that may hold the token for HTTP.
    pub token_variable: String,
    /// A file `CNAME` with the host of the mirror's address.
    pub cname: bool,
    /// How to log in over SSH; its `host` is empty, since `remote` names it.
    pub ssh: SshSettings,
}

/// A branch as a mirror.
pub type Git = Refs<Commits>;

/// The commits of a branch, as far as they are here.
pub struct Commits {
    repository: Repository,
    append: bool,
    /// The branch's commit as it was last seen.
    tip: Option<String>,
    /// What it says.
    told: Told,
    /// What the commit that was made last says.
    made: Told,
    /// The commit all of whose names are here.
    known: Option<String>,
    /// A commit, and whether all in it is as its publisher left it.
    untouched: Option<(String, bool)>,
    /// What an earlier run remembered was taken in.
    recalled: bool,
}

impl Git {
    /// The branch these settings name, for the site in `root`.
    ///
    /// # Errors
    /// A key cannot be put into a file, or a token into a header.
    pub fn new(
        settings: &GitSettings,
        root: &Path,
        surroundings: &Surroundings,
        token: Option<Secret>,
        key: Option<Secret>,
    ) -> Result<Self, Problem> {
        Ok(Refs::of(Commits {
            repository: Repository::new(settings, root, surroundings, token, key)?,
            append: settings.append,
            tip: None,
            told: Told::default(),
            made: Told::default(),
            known: None,
            untouched: None,
            recalled: false,
        }))
    }
}

impl Commits {
    /// Has all names of the branch here, which takes the more the longer the history.
    async fn know(&mut self) -> Result<(), Trouble> {
        if self.known != self.tip {
            self.repository.fetch_names().await?;
            self.known = self.tip.clone();
        }
        Ok(())
    }

    /// Whether all is in a commit as its publisher left it.
    async fn is_untouched(&mut self, commit: &str) -> Result<bool, Trouble> {
        if let Some((asked, untouched)) = &self.untouched
            && asked == commit
        {
            return Ok(*untouched);
        }
        self.know().await?;
        self.repository.read_tree(Some(commit)).await?;
        let found = self.repository.tree_without(&[marker::PATH]).await?;
        let untouched = self.told.tree.as_ref() == Some(&found);
        self.untouched = Some((commit.to_owned(), untouched));
        Ok(untouched)
    }

    /// Files to take away that still hold what we wrote.
    async fn ours(&mut self, seen: &str, batch: &Batch) -> Result<Vec<String>, Trouble> {
        // Nobody else wrote anything: no file has to be fetched to be told from ours.
        let untouched = self.is_untouched(seen).await?;
        let mut ours = Vec::new();
        for removal in &batch.remove {
            if untouched || removal.is_of(self.read(seen, &removal.path).await?.as_deref()) {
                ours.push(removal.path.clone());
            }
        }
        Ok(ours)
    }

    /// What the commit of a batch will say, but for its tree.
    fn telling(&self, batch: &Batch) -> Told {
        let writes = batch.write.iter().chain(&batch.keep);
        let told = writes.filter(|write| told::PATHS.contains(&write.path.as_str()));
        let mut files = self.told.files.clone();
        files.extend(told.map(|write| (write.path.clone(), write.file.bytes())));
        files.insert(marker::PATH.to_owned(), batch.marker.clone());
        files.retain(|path, _| batch.remove.iter().all(|removal| removal.path != *path));
        Told { tree: None, files }
    }
}

#[async_trait]
impl Branch for Commits {
    /// With what its commit says.
    async fn see(&mut self) -> Result<Option<String>, Trouble> {
        if !self.recalled {
            self.known = self.repository.recall().await?;
            self.recalled = true;
        }
        let before = self.known.clone();
        self.tip = self.repository.fetch(before.is_some()).await?;
        self.told = match &self.tip {
            Some(tip) => self.repository.told(tip).await?,
            None => Told::default(),
        };
        if before.is_some() {
            self.known = self.tip.clone();
        }
        if let Some(tip) = self.known.as_ref().filter(|_| self.known != before) {
            self.repository.remember(tip).await;
        }
        Ok(self.tip.clone())
    }

    async fn read(&mut self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if let Some(bytes) = self.told.files.get(path) {
            return Ok(Some(bytes.clone()));
        }
        self.know().await?;
        self.repository.read(commit, path).await
    }

    async fn any(&mut self, commit: &str) -> Result<Option<String>, Trouble> {
        let names = self.repository.names(Some(commit)).await?;
        Ok(names.into_keys().next())
    }

    async fn lacking(
        &mut self,
        commit: &str,
        files: Vec<(String, u64)>,
    ) -> Result<Vec<String>, Trouble> {
        if self.is_untouched(commit).await? {
            return Ok(Vec::new());
        }
        // Somebody else committed: only then is every file's length worth fetching.
        self.repository.fetch_all().await?;
        let found: BTreeMap<String, u64> = self.repository.lengths(commit).await?;
        let lacking = files
            .into_iter()
            .filter(|(path, length)| found.get(path) != Some(length));
        Ok(lacking.map(|(path, _)| path).collect())
    }

    async fn commit(
        &mut self,
        seen: Option<&str>,
        ticket: &Ticket,
        batch: &Batch,
    ) -> Result<String, Trouble> {
        self.know().await?;
        let remove = match seen {
            Some(seen) => self.ours(seen, batch).await?,
            None => Vec::new(),
        };
        let mut told = self.telling(batch);
        let repository = &self.repository;
        repository.read_tree(seen).await?;
        let present: BTreeSet<String> = repository.names(seen).await?.into_keys().collect();
        // What stays is in the tree already; what should and is not is written after all.
        let lost = batch
            .keep
            .iter()
            .filter(|write| !present.contains(&write.path));
        let writes: Vec<&Write> = batch.write.iter().chain(lost).collect();
        let files = writes
            .iter()
            .map(|write| (write.path.as_str(), write.file.bytes()));
        repository.change(files.collect(), &remove).await?;
        told.tree = Some(repository.tree_without(&[marker::PATH]).await?);
        let own = vec![(marker::PATH, batch.marker.clone())];
        repository.change(own, &[]).await?;
        let parent = seen.filter(|_| self.append);
        let tree = repository.tree().await?;
        let message = told.message(ticket.generation);
        self.made = told;
        repository.commit(&tree, parent, &message).await
    }

    async fn push(&mut self, seen: Option<&str>, commit: &str) -> Result<Pushed, Trouble> {
        let pushed = self.repository.push(seen, commit).await?;
        if pushed == Pushed::Moved {
            self.told = std::mem::take(&mut self.made);
            self.known = Some(commit.to_owned());
            self.tip = self.known.clone();
            self.repository.remember(commit).await;
        }
        Ok(pushed)
    }
}
