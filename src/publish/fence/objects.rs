//! Fence class A, for object stores that keep their word about conditional writes.
//!
//! 1. **claim**: the tags of every file to be changed are read, then the marker is swapped for one
//!    that says what this publish will change; only while it is what the plan was made from
//! 2. **stage**: files named by their content are written, and looked for
//! 3. **check**: nobody higher has claimed meanwhile
//! 4. **flip**: each other file is written only where its tag still is what it was, then the marker
//!    is swapped again. Refused, the object's stamp decides: a lower one's is written over, a higher
//!    one's ends this publish. A file that a lower one may still write and that is not wanted is
//!    written too, to say that it is gone: so it cannot come back
//! 5. **verify**: each object still says that we wrote it, and what
//! 6. **collect**: what nobody needs is deleted, only if it still is what we wrote
//!
//! A lower publisher may still write after a higher one has claimed, but only files it said it would:
//! those the higher one writes too, after which the lower one's tags are no longer true. `tests` runs
//! this very code against every order of requests.

pub mod bucket;
pub mod packed;
pub mod probe;
pub mod record;
mod refusals;
pub mod swaps;
#[cfg(test)]
mod tests;
mod unfenced;

use super::super::marker;
use super::super::mirror::{Batch, Check, Flip, Look, Mirror, Removal, Trouble};
use super::super::release::Ticket;
use super::super::stamp;
use async_trait::async_trait;
use bucket::Bucket;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use record::Intent;
use refusals::busy;
use std::collections::BTreeSet;
use swaps::{Own, PRIVATE, ROUNDS, State, basis, gone};
pub use swaps::{Swaps, Trust};

#[async_trait]
impl<B: Bucket> Mirror for Swaps<B> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let (tag, record, bytes) = self.marker().await?;
        let mut look = Look {
            basis: basis(tag.as_ref()),
            in_place: true,
            only_changes: true,
            ..Look::default()
        };
        let Some(record) = record else {
            look.marker = bytes;
            return Ok(look);
        };
        let committed = record.committed.as_ref();
        look.marker = committed.map(|committed| committed.marker.to_bytes());
        look.in_doubt = record.in_doubt(own);
        let others = record.intents.iter();
        let others = others.filter_map(|intent| Ticket::parse(&intent.ticket));
        look.claimed = others.filter(|ticket| Some(ticket) != own).max();
        if look.marker.is_none() && record.intents.is_empty() {
            look.foreign = self.bucket.any_outside(PRIVATE).await?;
        }
        Ok(look)
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let found = self.bucket.get(path).await?;
        Ok(found.map(|(bytes, _)| stamp::without(path, packed::unpacked(path, bytes))))
    }

    /// Nothing: to ask would take a request a file. What is damaged, `verify` finds and `--force`
    /// writes anew. With a marker that cannot be read nothing is known, so everything is written.
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let readable = |state: &State| !matches!(&state.seen, Some((_, None)));
        Ok(match readable(&self.state()) {
            true => Vec::new(),
            false => files.into_iter().map(|(path, _)| path).collect(),
        })
    }

    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        // Tags of an earlier try are older than any claim it may have made.
        let same = |own: &Own| (own.basis == batch.basis).then(|| own.tags.clone());
        let before = self.own(ticket, same).flatten();
        if let Some(own) = &mut self.state().own {
            own.marker = None;
        }
        let Some((tag, mut record)) = self.basis(&batch.basis).await? else {
            return Ok(());
        };
        if record.ahead_of(ticket).is_some() {
            return Ok(());
        }
        record.proof = self.proof(ticket, &record).await?;
        self.state().seen = Some((batch.basis.clone(), Some(record.clone())));
        let paths = || {
            let writes = batch.write.iter().map(|write| &write.path);
            let all = writes.chain(batch.remove.iter().map(|removal| &removal.path));
            all.filter(|path| stamp::is_stamped(path))
                .cloned()
                .collect()
        };
        let tags = match before {
            Some(tags) => tags,
            None => self.tags(&paths()).await?,
        };
        self.state().own = Some(Own {
            ticket: ticket.clone(),
            basis: batch.basis.clone(),
            tags,
            gone: gone(ticket, &record, batch),
            marker: None,
        });
        let next = record.claimed(ticket, Intent::of(ticket, batch));
        let marker = self.claimed(ticket, &next, tag).await?;
        if let Some(own) = &mut self.state().own {
            own.marker = marker;
        }
        Ok(())
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        if self.own(ticket, |own| own.marker.is_some()) != Some(true) {
            return Ok(());
        }
        let named = batch.write.iter();
        let named = named.filter(|write| !stamp::is_stamped(&write.path));
        let each: Vec<_> = named.map(|write| self.put_named(ticket, write)).collect();
        let all = stream::iter(each).buffer_unordered(self.at_once);
        all.try_collect().await
    }

    async fn check(&self, ticket: &Ticket, _batch: &Batch) -> Result<Check, Trouble> {
        let own = self.own(ticket, |own| own.marker.clone()).flatten();
        if own.is_some() {
            let found = self.bucket.head(marker::PATH).await?;
            if found.map(|found| found.tag) == own {
                return Ok(Check::Clear);
            }
        }
        let (_, record, _) = self.marker().await?;
        let record = record.unwrap_or_default();
        let stands = record
            .intents
            .iter()
            .any(|intent| intent.ticket == ticket.name());
        Ok(match record.ahead_of(ticket) {
            Some(ahead) => Check::Superseded(ahead),
            // A lower one may have given up meanwhile.
            None if own.is_some() && stands => Check::Clear,
            None => Check::Moved,
        })
    }

    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        let writes = self.visible(ticket, batch);
        let mut flip = self.replace_all(ticket, &writes).await?;
        if flip == Flip::Live {
            flip = self.commit(ticket, batch).await?;
        }
        if !self.fenced() {
            flip = match flip {
                Flip::Live => self.repair(ticket, &writes, batch).await?,
                Flip::Superseded | Flip::Moved => flip,
            };
            if flip == Flip::Superseded {
                self.admit(ticket, batch).await?;
            }
        }
        Ok(flip)
    }

    /// A write is taken whole or not at all, and what came with it says whose and what it is: a look
    /// at that is enough. Files named by their content were looked for when they were staged.
    async fn lost(&self, ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        let ours = batch.write.iter().filter_map(|write| {
            let wanted = Some((ticket.clone(), write.file.digest));
            stamp::is_stamped(&write.path).then(|| (write.path.clone(), wanted))
        });
        let looks: Vec<_> = ours
            .map(|(path, wanted)| async move {
                let found = self.bucket.head(&path).await?;
                let said = found.and_then(|found| found.stamp.zip(found.digest));
                Ok::<_, Trouble>((said != wanted).then_some(path))
            })
            .collect();
        let looks = stream::iter(looks).buffered(self.at_once);
        let lost: Vec<Option<String>> = looks.try_collect().await?;
        Ok(Some(lost.into_iter().flatten().collect()))
    }

    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let gone: BTreeSet<String> = self
            .own(ticket, |own| {
                own.gone.iter().map(|write| write.path.clone()).collect()
            })
            .unwrap_or_default();
        let removals: Vec<&Removal> = (batch.remove.iter())
            .filter(|one| !gone.contains(&one.path))
            .collect();
        if removals.is_empty() {
            return Ok(());
        }
        // A newer one has begun: what it wants is for it to say. It finds the rest in the marker.
        let own = self.own(ticket, |own| own.marker.clone()).flatten();
        let now = self.bucket.head(marker::PATH).await?.map(|found| found.tag);
        if own.is_none() || now != own {
            return Ok(());
        }
        let each: Vec<_> = removals
            .into_iter()
            .map(|one| self.delete_ours(ticket, one))
            .collect();
        let all = stream::iter(each).buffer_unordered(self.at_once);
        all.try_collect().await
    }

    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        for _ in 0..ROUNDS {
            let (tag, record, _) = self.marker().await?;
            let record = record.unwrap_or_default();
            if record
                .intents
                .iter()
                .all(|intent| intent.ticket != ticket.name())
            {
                return Ok(());
            }
            if self
                .swap(ticket, &record.withdrawn(ticket), tag)
                .await?
                .is_some()
            {
                return Ok(());
            }
        }
        Err(busy(marker::PATH))
    }

    fn keeps(&self) -> Option<&'static str> {
        Some("earlier versions of its objects, where versions are kept: delete them there")
    }

    fn fenced(&self) -> bool {
        let state = self.state();
        let record = state.seen.as_ref().and_then(|(_, record)| record.as_ref());
        self.holds(record)
    }
}
