//! Trying again, around any kind of mirror: everything but the flip, and only what may then succeed.

use super::mirror::{Batch, Check, Flip, Look, Looking, Mirror, Trouble};
use super::release::Ticket;
use async_trait::async_trait;
use std::time::Duration;

/// A mirror that is asked again when it says so.
pub struct Patient {
    mirror: Box<dyn Mirror>,
    waits: Vec<Duration>,
}

impl Patient {
    /// Tries once more after each of these waits.
    pub fn new(mirror: Box<dyn Mirror>, waits: Vec<Duration>) -> Self {
        Patient { mirror, waits }
    }

    async fn wait(&self, tries: usize, trouble: Trouble) -> Result<(), Trouble> {
        match self.waits.get(tries).filter(|_| trouble.again) {
            Some(wait) => {
                tokio::time::sleep(*wait).await;
                Ok(())
            }
            None => Err(trouble),
        }
    }
}

/// Calls until it succeeds, cannot succeed, or patience ends.
macro_rules! patiently {
    ($self:ident, $call:expr) => {{
        let mut tries = 0;
        loop {
            match $call.await {
                Ok(value) => break Ok(value),
                Err(trouble) => $self.wait(tries, trouble).await?,
            }
            tries += 1;
        }
    }};
}

#[async_trait]
impl Mirror for Patient {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        patiently!(self, self.mirror.look(own))
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        patiently!(self, self.mirror.read(path))
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        patiently!(self, self.mirror.lacking(files.clone()))
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        patiently!(self, self.mirror.claim(ticket, batch))
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        patiently!(self, self.mirror.stage(ticket, batch))
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        patiently!(self, self.mirror.check(ticket, batch))
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        // Never twice: whether the first one happened is for the next publisher to find out.
        self.mirror.flip(ticket, batch).await
    }
    async fn lost(&self, ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        patiently!(self, self.mirror.lost(ticket, batch))
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        patiently!(self, self.mirror.collect(ticket, batch))
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        patiently!(self, self.mirror.withdraw(ticket))
    }
    fn keeps(&self) -> Option<&'static str> {
        self.mirror.keeps()
    }
    async fn earlier(&self) -> Result<Vec<Ticket>, Trouble> {
        patiently!(self, self.mirror.earlier())
    }
    async fn read_earlier(&self, of: &Ticket, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        patiently!(self, self.mirror.read_earlier(of, path))
    }
    async fn forget(&self, of: &Ticket) -> Result<(), Trouble> {
        patiently!(self, self.mirror.forget(of))
    }
    fn looking(&self) -> Looking {
        self.mirror.looking()
    }
    fn fenced(&self) -> bool {
        self.mirror.fenced()
    }
}
