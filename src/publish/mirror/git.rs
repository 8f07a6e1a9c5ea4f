//! The mirror kind `git`: a branch that a host serves as a site, such as GitHub's or GitLab's pages.
//!
//! Fence class D: a publish is one commit, and the branch moves to it only from where it was seen. Of
//! several publishers one wins; the others look again and decide anew. Nothing is checked out, files that
//! stay are neither fetched nor sent.

pub mod repository;

use super::{Batch, Check, Flip, Look, Mirror, Trouble, Write};
use crate::net::program::Surroundings;
use crate::net::secret::Secret;
use crate::net::ssh::SshSettings;
use crate::problem::Problem;
use crate::publish::marker::{self, Marker};
use crate::publish::release::Ticket;
use async_trait::async_trait;
use repository::{Pushed, Repository, fetched};
use std::collections::BTreeMap;
use std::path::Path;
use tokio::sync::Mutex;

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
pub struct Git {
    state: Mutex<State>,
}

struct State {
    repository: Repository,
    append: bool,
    /// The branch's commit as it was last seen.
    tip: Option<String>,
    /// What its message names, by path.
    named: BTreeMap<String, String>,
    /// The commit all of whose names are here.
    known: Option<String>,
    /// The commit to move it to.
    staged: Option<String>,
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
        let repository = Repository::new(settings, root, surroundings, token, key)?;
        let state = State {
            repository,
            append: settings.append,
            tip: None,
            named: BTreeMap::new(),
            known: None,
            staged: None,
        };
        Ok(Git {
            state: Mutex::new(state),
        })
    }
}

impl State {
    fn basis(&self) -> String {
        self.tip.clone().unwrap_or_default()
    }

    /// Looks where the branch is, and at what its commit says.
    async fn see(&mut self) -> Result<(), Trouble> {
        self.tip = self.repository.fetch().await?;
        self.named = match &self.tip {
            Some(tip) => self.repository.fetch_named(tip).await?,
            None => BTreeMap::new(),
        };
        Ok(())
    }

    /// Has all names of the branch here, which takes the more the longer the history.
    async fn know(&mut self) -> Result<(), Trouble> {
        if self.known != self.tip {
            self.repository.fetch_names().await?;
            self.known = self.tip.clone();
        }
        Ok(())
    }

    async fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if let Some(object) = self.named.get(path) {
            return self.repository.object(object).await.map(Some);
        }
        self.know().await?;
        match &self.tip {
            Some(tip) => self.repository.read(tip, path).await,
            None => Ok(None),
        }
    }

    /// Files to take away that still hold what we wrote.
    async fn ours(&mut self, batch: &Batch) -> Result<Vec<String>, Trouble> {
        let mut ours = Vec::new();
        for removal in &batch.remove {
            let bytes = self.read(&removal.path).await?;
            if removal.is_of(bytes.as_deref()) {
                ours.push(removal.path.clone());
            }
        }
        Ok(ours)
    }

    async fn stage(&mut self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.know().await?;
        let remove = self.ours(batch).await?;
        let (tip, repository) = (self.tip.as_deref(), &self.repository);
        repository.read_tree(tip).await?;
        let present = repository.names(tip).await?;
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
        let seen = repository.tree_without(&[marker::PATH, TREE]).await?;
        let own = vec![
            (marker::PATH, batch.marker.clone()),
            (TREE, seen.into_bytes()),
        ];
        repository.change(own, &[]).await?;
        let parent = tip.filter(|_| self.append);
        let tree = repository.tree().await?;
        let named = repository.objects_of(&tree, &fetched::paths()).await?;
        let message = fetched::message(ticket.generation, &named);
        self.staged = Some(repository.commit(&tree, parent, &message).await?);
        Ok(())
    }

    async fn flip(&mut self, ticket: &Ticket) -> Result<Flip, Trouble> {
        let Some(commit) = self.staged.clone() else {
            return Ok(Flip::Superseded);
        };
        match self.repository.push(self.tip.as_deref(), &commit).await? {
            Pushed::Moved => {
                self.named.clear();
                self.known = Some(commit.clone());
                self.tip = Some(commit);
                Ok(Flip::Live)
            }
            Pushed::Refused => {
                self.see().await?;
                let marker = self.read(marker::PATH).await?;
                let marker = marker.as_deref().and_then(Marker::parse);
                Ok(
                    match marker.filter(|marker| marker.rank() > ticket.rank()) {
                        Some(_) => Flip::Superseded,
                        None => Flip::Moved,
                    },
                )
            }
        }
    }
}

#[async_trait]
impl Mirror for Git {
    async fn look(&self, _own: Option<&Ticket>) -> Result<Look, Trouble> {
        let mut state = self.state.lock().await;
        state.see().await?;
        let marker = state.read(marker::PATH).await?;
        let foreign = match (&marker, &state.tip) {
            (None, Some(tip)) => state.repository.names(Some(tip)).await?.into_keys().next(),
            _ => None,
        };
        Ok(Look {
            marker,
            foreign,
            basis: state.basis(),
            ..Look::default()
        })
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.state.lock().await.read(path).await
    }

    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let mut state = self.state.lock().await;
        let noted = state.read(TREE).await?;
        let (repository, Some(tip)) = (&state.repository, state.tip.as_deref()) else {
            return Ok(files.into_iter().map(|(path, _)| path).collect());
        };
        repository.read_tree(Some(tip)).await?;
        let seen = repository.tree_without(&[marker::PATH, TREE]).await?;
        if noted.as_deref() == Some(seen.as_bytes()) {
            return Ok(Vec::new());
        }
        // Somebody else committed: only then is every file's length worth fetching.
        repository.fetch_all().await?;
        let found: BTreeMap<String, u64> = repository.lengths(tip).await?;
        let lacking = files
            .into_iter()
            .filter(|(path, length)| found.get(path) != Some(length));
        Ok(lacking.map(|(path, _)| path).collect())
    }

    async fn claim(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        // The lease is the claim.
        Ok(())
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.state.lock().await.stage(ticket, batch).await
    }

    async fn check(&self, _ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        let state = self.state.lock().await;
        Ok(match state.basis() == batch.basis {
            true => Check::Clear,
            false => Check::Moved,
        })
    }

    async fn flip(&self, ticket: &Ticket, _batch: &Batch) -> Result<Flip, Trouble> {
        self.state.lock().await.flip(ticket).await
    }

    /// Nothing: what the branch moved to is named by the digest of all that is in it.
    async fn lost(&self, _ticket: &Ticket, _batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        Ok(Some(Vec::new()))
    }

    async fn collect(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        Ok(())
    }

    async fn withdraw(&self, _ticket: &Ticket) -> Result<(), Trouble> {
        self.state.lock().await.staged = None;
        Ok(())
    }

    fn keeps(&self) -> Option<&'static str> {
        Some("commits of earlier publishes, until its host clears them away")
    }
}
