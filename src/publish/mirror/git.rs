//! The mirror kind `git`: a branch that a host serves as a site, such as GitHub's or GitLab's pages.
//!
//! Fence class D. Nothing is checked out; files that stay are neither fetched nor sent.

pub mod repository;

use super::{Batch, Trouble, Write};
use crate::net::program::Surroundings;
use crate::net::secret::Secret;
use crate::net::ssh::SshSettings;
use crate::problem::Problem;
use crate::publish::fence::refs::{Branch, Pushed, Refs};
use crate::publish::marker;
use crate::publish::release::Ticket;
use async_trait::async_trait;
use repository::{Repository, fetched};
use std::collections::BTreeMap;
use std::path::Path;

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

/// What the tree was, without our own folder: tells whether a stranger changed something since.
const TREE: &str = ".stillup/tree";

/// A branch as a mirror.
pub type Git = Refs<Commits>;

/// The commits of a branch, as far as they are here.
pub struct Commits {
    repository: Repository,
    append: bool,
    /// The branch's commit as it was last seen.
    tip: Option<String>,
    /// What its message names, by path.
    named: BTreeMap<String, String>,
    /// The commit all of whose names are here.
    known: Option<String>,
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
            named: BTreeMap::new(),
            known: None,
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

    /// Files to take away that still hold what we wrote.
    async fn ours(&mut self, seen: &str, batch: &Batch) -> Result<Vec<String>, Trouble> {
        let mut ours = Vec::new();
        for removal in &batch.remove {
            let bytes = self.read(seen, &removal.path).await?;
            if removal.is_of(bytes.as_deref()) {
                ours.push(removal.path.clone());
            }
        }
        Ok(ours)
    }
}

#[async_trait]
impl Branch for Commits {
    /// With what its commit says.
    async fn see(&mut self) -> Result<Option<String>, Trouble> {
        self.tip = self.repository.fetch().await?;
        self.named = match &self.tip {
            Some(tip) => self.repository.fetch_named(tip).await?,
            None => BTreeMap::new(),
        };
        Ok(self.tip.clone())
    }

    async fn read(&mut self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if let Some(object) = self.named.get(path) {
            return self.repository.object(object).await.map(Some);
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
        let noted = self.read(commit, TREE).await?;
        let repository = &self.repository;
        repository.read_tree(Some(commit)).await?;
        let seen = repository.tree_without(&[marker::PATH, TREE]).await?;
        if noted.as_deref() == Some(seen.as_bytes()) {
            return Ok(Vec::new());
        }
        // Somebody else committed: only then is every file's length worth fetching.
        repository.fetch_all().await?;
        let found: BTreeMap<String, u64> = repository.lengths(commit).await?;
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
        let repository = &self.repository;
        repository.read_tree(seen).await?;
        let present = repository.names(seen).await?;
        // What stays is in the tree already; what should and is not is written after all.
        let lost = batch
            .keep
            .iter()
            .filter(|write| !present.contains_key(&write.path));
        let writes: Vec<&Write> = batch.write.iter().chain(lost).collect();
        let files = writes
            .iter()
            .map(|write| (write.path.as_str(), write.file.bytes()));
        repository.change(files.collect(), &remove).await?;
        let tree = repository.tree_without(&[marker::PATH, TREE]).await?;
        let own = vec![
            (marker::PATH, batch.marker.clone()),
            (TREE, tree.into_bytes()),
        ];
        repository.change(own, &[]).await?;
        let parent = seen.filter(|_| self.append);
        let tree = repository.tree().await?;
        let named = repository.objects_of(&tree, &fetched::paths()).await?;
        let message = fetched::message(ticket.generation, &named);
        repository.commit(&tree, parent, &message).await
    }

    async fn push(&mut self, seen: Option<&str>, commit: &str) -> Result<Pushed, Trouble> {
        let pushed = self.repository.push(seen, commit).await?;
        if pushed == Pushed::Moved {
            self.named.clear();
            self.known = Some(commit.to_owned());
            self.tip = self.known.clone();
        }
        Ok(pushed)
    }
}
