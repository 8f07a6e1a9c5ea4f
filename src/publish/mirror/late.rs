//! A mirror whose way of publishing is known only once the place was looked at.

use super::{Batch, Check, Flip, Look, Looking, Mirror, Trouble};
use crate::publish::release::Ticket;
use async_trait::async_trait;
use tokio::sync::OnceCell;

/// Looks at a place and decides how to publish to it.
#[async_trait]
pub trait Choose: Send + Sync {
    /// Asked again when it failed, never once it answered.
    async fn choose(&self) -> Result<Box<dyn Mirror>, Trouble>;
}

/// What [`Choose`] chooses, when it is first needed.
pub struct Late<C> {
    place: C,
    chosen: OnceCell<Box<dyn Mirror>>,
}

impl<C: Choose> Late<C> {
    /// This place, not looked at yet.
    pub fn new(place: C) -> Self {
        Late {
            place,
            chosen: OnceCell::new(),
        }
    }

    async fn get(&self) -> Result<&dyn Mirror, Trouble> {
        let chosen = self.chosen.get_or_try_init(|| self.place.choose()).await;
        chosen.map(Box::as_ref)
    }
}

#[async_trait]
impl<C: Choose> Mirror for Late<C> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.get().await?.look(own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.get().await?.read(path).await
    }
    fn looking(&self) -> Looking {
        // Not chosen, it has not told of any file yet either.
        let chosen = self.chosen.get();
        chosen.map_or(Looking::OneByOne, |mirror| mirror.looking())
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.get().await?.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.get().await?.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.get().await?.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.get().await?.check(ticket, batch).await
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        self.get().await?.flip(ticket, batch).await
    }
    async fn lost(&self, ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        self.get().await?.lost(ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.get().await?.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.get().await?.withdraw(ticket).await
    }
    async fn earlier(&self) -> Result<Vec<Ticket>, Trouble> {
        self.get().await?.earlier().await
    }
    async fn read_earlier(&self, of: &Ticket, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.get().await?.read_earlier(of, path).await
    }
    async fn forget(&self, of: &Ticket) -> Result<(), Trouble> {
        self.get().await?.forget(of).await
    }
}
