//! A fence with one of its parts taken away: what remains has to be found broken.

use crate::publish::fence::claims::Claims;
use crate::publish::fence::rename::overtaken;
use crate::publish::mirror::{Batch, Check, Flip, Look, Mirror, Trouble};
use crate::publish::release::Ticket;
use async_trait::async_trait;

/// What is taken away from the fence `M`: the steps that are done otherwise.
#[async_trait]
pub trait Part<M: Mirror>: Send + Sync {
    /// [`Mirror::look`]
    async fn look(&self, whole: &M, own: Option<&Ticket>) -> Result<Look, Trouble> {
        whole.look(own).await
    }
    /// [`Mirror::claim`]
    async fn claim(&self, whole: &M, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        whole.claim(ticket, batch).await
    }
    /// [`Mirror::check`]
    async fn check(&self, whole: &M, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        whole.check(ticket, batch).await
    }
    /// [`Mirror::flip`]
    async fn flip(&self, whole: &M, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        whole.flip(ticket, batch).await
    }
}

/// A fence without a part of it.
pub struct Lacking<M, P> {
    /// The fence.
    pub whole: M,
    /// What it lacks.
    pub part: P,
}

#[async_trait]
impl<M: Mirror, P: Part<M>> Mirror for Lacking<M, P> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.part.look(&self.whole, own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.whole.read(path).await
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.whole.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.part.claim(&self.whole, ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.part.check(&self.whole, ticket, batch).await
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        self.part.flip(&self.whole, ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.whole.withdraw(ticket).await
    }
}

/// A check of folders' fences that leaves an older publisher's claim where it is.
pub async fn unrevoked(
    claims: &Claims<'_>,
    marker: Option<&[u8]>,
    own: &Ticket,
) -> Result<Check, Trouble> {
    let found = claims.find(Some(own)).await?;
    let ahead = found.active.iter().find(|other| *other > own);
    let ahead = ahead.map(|ahead| Check::Superseded(ahead.generation));
    let over = overtaken(marker, own);
    Ok(ahead.or(over).unwrap_or(Check::Clear))
}
