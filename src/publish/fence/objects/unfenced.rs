//! Fence class E over objects: no condition is kept, so the last writer wins. What an older publisher
//! wrote over is looked for, written again, and admitted by the one who came too late.

use super::bucket::Bucket;
use super::record::Intent;
use super::refusals::busy;
use super::swaps::{ROUNDS, Swaps};
use crate::publish::marker;
use crate::publish::mirror::{Batch, Flip, Trouble, Write};
use crate::publish::release::Ticket;

impl<B: Bucket> Swaps<B> {
    /// Looks again, and writes again what an older publish wrote over.
    pub(super) async fn repair(
        &self,
        ticket: &Ticket,
        writes: &[Write],
        batch: &Batch,
    ) -> Result<Flip, Trouble> {
        for _ in 0..ROUNDS {
            let mut lost = Vec::new();
            for write in writes {
                let found = self.bucket.head(&write.path).await?;
                match found.and_then(|found| found.stamp) {
                    Some(stamp) if stamp == *ticket => {}
                    Some(stamp) if stamp > *ticket => return Ok(Flip::Superseded),
                    _ => lost.push(write.clone()),
                }
            }
            let (_, record, _) = self.marker().await?;
            let record = record.unwrap_or_default();
            if record.ahead_of(ticket).is_some() {
                return Ok(Flip::Superseded);
            }
            if lost.is_empty() && record.is_committed(ticket) {
                return Ok(Flip::Live);
            }
            self.replace_all(ticket, &lost).await?;
            self.commit(ticket, batch).await?;
        }
        Err(busy(marker::PATH))
    }

    /// Came too late, and says which files it wrote over a newer one's,
    /// so that the next publish writes them again.
    pub(super) async fn admit(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let (tag, record, _) = self.marker().await?;
        let intent = Intent::of(ticket, batch);
        let next = record.unwrap_or_default().claimed(ticket, intent);
        self.swap(ticket, &next, tag).await.map(|_tag| ())
    }
}
