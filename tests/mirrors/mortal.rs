//! A folder that dies after so many touches, or dawdles before each.

use async_trait::async_trait;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use stillup::problem::Problem;
use stillup::publish::fence::objects::bucket::{Bucket, Found, Object, Only, Put, Tag};
use stillup::publish::fence::overwrites::Plain;
use stillup::publish::fence::releases::Links;
use stillup::publish::fence::rename::{Folder, Wanted};
use stillup::publish::mirror::{Batch, Check, Flip, Look, Looking, Mirror, Trouble, Write};
use stillup::publish::release::Ticket;

/// How many touches are left, and how long each may take.
#[derive(Clone)]
pub struct Life {
    left: Arc<AtomicI64>,
    delay: Option<Arc<AtomicU64>>,
}

impl Life {
    /// Dies after `touches`.
    pub fn of(touches: i64) -> Self {
        Life {
            left: Arc::new(AtomicI64::new(touches)),
            delay: None,
        }
    }

    /// Lives for ever, slowly: up to 300 microseconds a touch, by chance from `seed`.
    pub fn slow(seed: u64) -> Self {
        let delay = Some(Arc::new(AtomicU64::new(
            seed.wrapping_mul(2_654_435_769) | 1,
        )));
        Life {
            left: Arc::new(AtomicI64::new(i64::MAX)),
            delay,
        }
    }

    /// Never answers.
    pub fn hanging() -> Self {
        let delay = Some(Arc::new(AtomicU64::new(0)));
        Life {
            left: Arc::new(AtomicI64::new(i64::MAX)),
            delay,
        }
    }

    /// Whether it was used up.
    pub fn is_over(&self) -> bool {
        self.left.load(Ordering::SeqCst) < 0
    }

    /// Dies, or goes on.
    pub async fn touch(&self) -> Result<(), Trouble> {
        if let Some(state) = &self.delay {
            let mut next = state.load(Ordering::SeqCst);
            if next == 0 {
                std::future::pending::<()>().await;
            }
            next ^= next << 13;
            next ^= next >> 7;
            next ^= next << 17;
            state.store(next, Ordering::SeqCst);
            tokio::time::sleep(std::time::Duration::from_micros(next % 300)).await;
        }
        match self.left.fetch_sub(1, Ordering::SeqCst) {
            left if left > 0 => Ok(()),
            _ => {
                self.left.store(-1, Ordering::SeqCst);
                Err(Problem::error("dead", "the publisher died").into())
            }
        }
    }
}

/// A folder or a bucket, and how long it lives.
pub struct Mortal<F> {
    /// What dies.
    pub folder: F,
    /// When.
    pub life: Life,
}

#[async_trait]
impl<F: Folder> Folder for Mortal<F> {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        self.life.touch().await?;
        self.folder.make(path).await
    }
    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        self.life.touch().await?;
        self.folder.list(path).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.life.touch().await?;
        self.folder.read(path).await
    }
    fn looking(&self) -> Looking {
        self.folder.looking()
    }
    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        self.life.touch().await?;
        self.folder.lacking(files).await
    }
    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        for write in files {
            self.life.touch().await?;
            self.folder.put(under, vec![write]).await?;
        }
        Ok(())
    }
    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        for (done, one) in moves.iter().enumerate() {
            self.life.touch().await?;
            if self.folder.promote(vec![one.clone()]).await? == 0 {
                return Ok(done);
            }
        }
        Ok(moves.len())
    }
    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        self.life.touch().await?;
        self.folder.rename(from, to).await
    }
    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.folder.remove(path).await
    }
    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.folder.prune(path).await
    }
}

#[async_trait]
impl<B: Bucket> Bucket for Mortal<B> {
    async fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Tag)>, Trouble> {
        self.life.touch().await?;
        self.folder.get(path).await
    }
    async fn head(&self, path: &str) -> Result<Option<Found>, Trouble> {
        self.life.touch().await?;
        self.folder.head(path).await
    }
    async fn list(&self) -> Result<BTreeSet<String>, Trouble> {
        self.life.touch().await?;
        self.folder.list().await
    }
    async fn any_outside(&self, folder: &str) -> Result<Option<String>, Trouble> {
        self.life.touch().await?;
        self.folder.any_outside(folder).await
    }
    async fn put(&self, object: Object, only: &Only) -> Result<Put, Trouble> {
        self.life.touch().await?;
        self.folder.put(object, only).await
    }
    async fn delete(&self, path: &str, tag: &Tag) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.folder.delete(path, tag).await
    }
    fn server(&self) -> String {
        self.folder.server()
    }
}

#[async_trait]
impl<F: Links> Links for Mortal<F> {
    async fn link(&self, pairs: Vec<(String, String)>) -> Result<Vec<bool>, Trouble> {
        let mut linked = Vec::new();
        for pair in pairs {
            self.life.touch().await?;
            linked.extend(self.folder.link(vec![pair]).await?);
        }
        Ok(linked)
    }
    async fn point(&self, at: &str, target: &str) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.folder.point(at, target).await
    }
    async fn target(&self, at: &str) -> Result<Option<String>, Trouble> {
        self.life.touch().await?;
        self.folder.target(at).await
    }
    async fn settle(&self, paths: Vec<String>) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.folder.settle(paths).await
    }
    async fn walk(&self, path: &str) -> Result<Vec<String>, Trouble> {
        self.life.touch().await?;
        self.folder.walk(path).await
    }
}

#[async_trait]
impl<P: Plain> Plain for Mortal<P> {
    async fn names(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        self.life.touch().await?;
        self.folder.names(folder).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.life.touch().await?;
        self.folder.read(path).await
    }
    async fn put(&self, files: Vec<Write>) -> Result<(), Trouble> {
        for write in files {
            self.life.touch().await?;
            self.folder.put(vec![write]).await?;
        }
        Ok(())
    }
    async fn remove(&self, paths: Vec<String>) -> Result<(), Trouble> {
        for path in paths {
            self.life.touch().await?;
            self.folder.remove(vec![path]).await?;
        }
        Ok(())
    }
}

/// A whole mirror and how long it lives, for kinds whose requests are not those of a folder.
pub struct MortalMirror {
    /// What dies.
    pub mirror: Box<dyn Mirror>,
    /// When.
    pub life: Life,
}

#[async_trait]
impl Mirror for MortalMirror {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.life.touch().await?;
        self.mirror.look(own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.life.touch().await?;
        self.mirror.read(path).await
    }
    fn looking(&self) -> Looking {
        self.mirror.looking()
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.life.touch().await?;
        self.mirror.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.mirror.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.mirror.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.life.touch().await?;
        self.mirror.check(ticket, batch).await
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        self.life.touch().await?;
        self.mirror.flip(ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.mirror.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.mirror.withdraw(ticket).await
    }
}
