//! A mirror that cannot even be tried: a secret is not set, a program is not installed. Whatever it is
//! asked, it says why, so that it fails as one mirror among others.

use super::{Batch, Check, Flip, Look, Mirror, Trouble};
use crate::problem::Problem;
use crate::publish::release::Ticket;
use async_trait::async_trait;

/// Says why, to everything.
pub struct Shut(
    /// What is missing, and how to come by it.
    pub Problem,
);

impl Shut {
    fn why<T>(&self) -> Result<T, Trouble> {
        Err(self.0.clone().into())
    }
}

#[async_trait]
impl Mirror for Shut {
    async fn look(&self, _own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.why()
    }
    async fn read(&self, _path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.why()
    }
    async fn lacking(&self, _files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.why()
    }
    async fn claim(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        self.why()
    }
    async fn stage(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        self.why()
    }
    async fn check(&self, _ticket: &Ticket, _batch: &Batch) -> Result<Check, Trouble> {
        self.why()
    }
    async fn flip(&self, _ticket: &Ticket, _batch: &Batch) -> Result<Flip, Trouble> {
        self.why()
    }
    async fn collect(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        self.why()
    }
    async fn withdraw(&self, _ticket: &Ticket) -> Result<(), Trouble> {
        self.why()
    }
}
