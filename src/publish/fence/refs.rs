//! Fence class D, for places with a name that is moved in one step, and only from where it was seen: a branch
//! of git. A publish is one commit; of several publishers one moves the branch, and the others look again and
//! decide anew.
//!
//! 1. **claim**: nothing; where the branch was seen is the claim
//! 2. **stage**: a commit of what is there and what changes, which nobody reads yet
//! 3. **check**: it was made of what was decided on
//! 4. **flip**: the branch moves to it, if it still is where it was seen
//! 5. **verify**, **collect**: nothing; a commit is named by the digest of all that is in it, and the host clears
//!    away what no name leads to

use crate::publish::marker::{self, Marker};
use crate::publish::mirror::{Batch, Check, Flip, Look, Mirror, Trouble};
use crate::publish::release::Ticket;
use async_trait::async_trait;
use tokio::sync::Mutex;

/// What came of moving the branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// It moved.
    Moved,
    /// It was not where it had been seen.
    Refused,
}

/// What class D asks of a place. Commits are told by their names.
#[async_trait]
pub trait Branch: Send {
    /// The commit it leads to now; nothing when there is no such branch.
    async fn see(&mut self) -> Result<Option<String>, Trouble>;
    /// A file of a commit that was seen.
    async fn read(&mut self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble>;
    /// Any file of a commit that was seen.
    async fn any(&mut self, commit: &str) -> Result<Option<String>, Trouble>;
    /// Which files a commit that was seen has not in this length.
    async fn lacking(
        &mut self,
        commit: &str,
        files: Vec<(String, u64)>,
    ) -> Result<Vec<String>, Trouble>;
    /// Makes a commit of what is in `seen`, without what goes, and with what is new.
    async fn commit(
        &mut self,
        seen: Option<&str>,
        ticket: &Ticket,
        batch: &Batch,
    ) -> Result<String, Trouble>;
    /// Moves the branch to `commit` if it still is where it was `seen`.
    async fn push(&mut self, seen: Option<&str>, commit: &str) -> Result<Pushed, Trouble>;
}

/// A branch as a mirror.
pub struct Refs<B> {
    state: Mutex<State<B>>,
}

struct State<B> {
    branch: B,
    /// The branch's commit as it was last seen.
    tip: Option<String>,
    /// The commit to move it to.
    staged: Option<String>,
}

impl<B: Branch> Refs<B> {
    /// Nothing is seen of it yet.
    pub fn of(branch: B) -> Self {
        Refs {
            state: Mutex::new(State {
                branch,
                tip: None,
                staged: None,
            }),
        }
    }
}

impl<B: Branch> State<B> {
    fn basis(&self) -> String {
        self.tip.clone().unwrap_or_default()
    }

    async fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match &self.tip {
            Some(tip) => self.branch.read(tip, path).await,
            None => Ok(None),
        }
    }

    async fn flip(&mut self, ticket: &Ticket) -> Result<Flip, Trouble> {
        let Some(commit) = self.staged.clone() else {
            return Ok(Flip::Superseded);
        };
        if self.branch.push(self.tip.as_deref(), &commit).await? == Pushed::Moved {
            self.tip = Some(commit);
            return Ok(Flip::Live);
        }
        self.tip = self.branch.see().await?;
        let marker = self.read(marker::PATH).await?;
        let marker = marker.as_deref().and_then(Marker::parse);
        let newer = marker.is_some_and(|marker| marker.rank() > ticket.rank());
        Ok(if newer { Flip::Superseded } else { Flip::Moved })
    }
}

#[async_trait]
impl<B: Branch> Mirror for Refs<B> {
    async fn look(&self, _own: Option<&Ticket>) -> Result<Look, Trouble> {
        let mut state = self.state.lock().await;
        state.tip = state.branch.see().await?;
        let marker = state.read(marker::PATH).await?;
        let foreign = match (&marker, state.tip.clone()) {
            (None, Some(tip)) => state.branch.any(&tip).await?,
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
        match state.tip.clone() {
            Some(tip) => state.branch.lacking(&tip, files).await,
            None => Ok(files.into_iter().map(|(path, _)| path).collect()),
        }
    }

    async fn claim(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        Ok(())
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let mut state = self.state.lock().await;
        let tip = state.tip.clone();
        state.staged = Some(state.branch.commit(tip.as_deref(), ticket, batch).await?);
        Ok(())
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

#[cfg(test)]
mod tests;
