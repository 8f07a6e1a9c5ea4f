//! What a mirror is being asked for just now, for whoever watches: around any kind of mirror. It changes
//! nothing of what is asked, and nobody has to watch.

use super::apart::Outcome;
use super::mirror::{Batch, Check, Flip, Look, Looking, Mirror, Trouble};
use super::release::Ticket;
use async_trait::async_trait;
use std::sync::Arc;

/// What is being done at a mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// What is there is looked at.
    Look,
    /// It has said what is there; the others are waited for.
    Answered,
    /// Those that refuse an older publish are waited for: they decide for this one.
    Wait,
    /// It is made known what will change.
    Claim,
    /// So many files are sent.
    Stage(usize),
    /// It is looked whether others publish, too.
    Check,
    /// What was sent becomes what readers get.
    Flip,
    /// What was written is read back.
    Verify,
    /// What nothing needs any more is taken away.
    Collect,
}

/// Who watches one mirror.
pub trait Watch: Send + Sync {
    /// This begins.
    fn step(&self, step: Step);
    /// This came of it.
    fn outcome(&self, outcome: &Outcome);
}

/// Somebody who watches, or nobody.
#[derive(Clone, Default)]
pub struct Watcher(Option<Arc<dyn Watch>>);

impl Watcher {
    /// This one.
    pub fn new(watch: Arc<dyn Watch>) -> Self {
        Watcher(Some(watch))
    }

    /// Tells that this begins.
    pub fn step(&self, step: Step) {
        if let Some(watch) = &self.0 {
            watch.step(step);
        }
    }

    /// Tells what came of it.
    pub fn outcome(&self, outcome: &Outcome) {
        if let Some(watch) = &self.0 {
            watch.outcome(outcome);
        }
    }
}

/// A mirror that is watched.
pub struct Watched<'a> {
    /// Which.
    pub mirror: &'a dyn Mirror,
    /// By whom.
    pub watcher: &'a Watcher,
}

#[async_trait]
impl Mirror for Watched<'_> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.watcher.step(Step::Look);
        self.mirror.look(own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.mirror.read(path).await
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.mirror.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.watcher.step(Step::Claim);
        self.mirror.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.watcher.step(Step::Stage(batch.write.len()));
        self.mirror.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.watcher.step(Step::Check);
        self.mirror.check(ticket, batch).await
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        self.watcher.step(Step::Flip);
        self.mirror.flip(ticket, batch).await
    }
    async fn lost(&self, ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        self.watcher.step(Step::Verify);
        self.mirror.lost(ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.watcher.step(Step::Collect);
        self.mirror.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.mirror.withdraw(ticket).await
    }
    fn keeps(&self) -> Option<&'static str> {
        self.mirror.keeps()
    }
    async fn earlier(&self) -> Result<Vec<Ticket>, Trouble> {
        self.mirror.earlier().await
    }
    async fn read_earlier(&self, of: &Ticket, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.mirror.read_earlier(of, path).await
    }
    async fn forget(&self, of: &Ticket) -> Result<(), Trouble> {
        self.mirror.forget(of).await
    }
    fn looking(&self) -> Looking {
        self.mirror.looking()
    }
    fn fenced(&self) -> bool {
        self.mirror.fenced()
    }
}
