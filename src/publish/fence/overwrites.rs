//! Fence class E, for hosts that take files and keep no condition: the last writer wins. What can be done
//! is to look before and after, to write again what an older publish wrote over, and to say so.
//!
//! 1. **claim**: a file that says what this publish will change; no one has to heed it
//! 2. **stage**: files named by their content, which no reader asks for yet
//! 3. **check**: nobody higher has claimed or finished
//! 4. **flip**: the other files in order, the marker last; then, where anybody else has a claim, everything is looked
//!    at again, and what somebody lower wrote over is written again. Who finds somebody higher leaves its claim there: it
//!    tells the next publisher which files to write anew
//! 5. **collect**: what nobody needs goes, and claims so old that no publish of theirs can still run

use super::claims::Intent;
use super::rename::{basis, intent, overtaken, private};
use crate::problem::Problem;
use crate::publish::marker::{self, Marker};
use crate::publish::mirror::{Batch, Check, Flip, Look, Mirror, Trouble, Write};
use crate::publish::release::Ticket;
use crate::publish::{order, stamp};
use crate::tree::Digest;
use async_trait::async_trait;

/// How often files are written again under somebody who writes over them.
const ROUNDS: usize = 4;

/// How much older than ours a claim has to be to be forgotten, in milliseconds: generations are those
/// of their beginning, and no publish takes a quarter of an hour.
const FORGOTTEN: u64 = 15 * 60 * 1000;

/// Where claims are.
const CLAIMS: &str = ".stillup/claims";

/// What class E asks of a place.
#[async_trait]
pub trait Plain: Send + Sync {
    /// Names in a folder; none when it is not there.
    async fn names(&self, folder: &str) -> Result<Vec<String>, Trouble>;
    /// A file's bytes, past anything that keeps copies.
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble>;
    /// Which of these are not there whole, told without reading them; nothing where they have to be read.
    async fn missing(&self, _writes: &[Write]) -> Result<Option<Vec<String>>, Trouble> {
        Ok(None)
    }
    /// Writes files, in any order.
    async fn put(&self, files: Vec<Write>) -> Result<(), Trouble>;
    /// Takes files away; done when they are not there.
    async fn remove(&self, paths: Vec<String>) -> Result<(), Trouble>;
}

/// A place whose files are written over.
pub struct Overwrites<P> {
    /// Where.
    pub place: P,
}

fn claim(ticket: &Ticket) -> String {
    format!("{CLAIMS}/{}.json", ticket.name())
}

fn marker(batch: &Batch) -> Write {
    private(marker::PATH, batch.marker.clone())
}

impl<P: Plain> Overwrites<P> {
    async fn claims(&self, own: Option<&Ticket>) -> Result<Vec<Ticket>, Trouble> {
        let names = self.place.names(CLAIMS).await?;
        let names = names.iter().filter_map(|name| name.strip_suffix(".json"));
        let mut claims: Vec<Ticket> = names.filter_map(Ticket::parse).collect();
        claims.retain(|ticket| Some(ticket) != own);
        claims.sort();
        Ok(claims)
    }

    /// What tells whether anything moved, and what that was told by: claims and the marker.
    async fn basis(
        &self,
        own: Option<&Ticket>,
    ) -> Result<(String, Vec<Ticket>, Option<Vec<u8>>), Trouble> {
        // Claims before the marker: who ends a claim in between has written the marker by then.
        let claims = self.claims(own).await?;
        let names: Vec<String> = claims.iter().map(Ticket::name).collect();
        let marker = self.place.read(marker::PATH).await?;
        Ok((basis(&names.join(" "), marker.as_deref()), claims, marker))
    }

    /// The newer publish that is there or on its way.
    async fn ahead(&self, own: &Ticket) -> Result<Option<Check>, Trouble> {
        let (ahead, _) = self.others(own).await?;
        Ok(ahead)
    }

    /// That, and whether anybody else has a claim.
    async fn others(&self, own: &Ticket) -> Result<(Option<Check>, bool), Trouble> {
        let claims = self.claims(Some(own)).await?;
        if let Some(ahead) = claims.iter().find(|one| *one > own) {
            return Ok((Some(Check::Superseded(ahead.generation)), true));
        }
        let marker = self.place.read(marker::PATH).await?;
        Ok((overtaken(marker.as_deref(), own), !claims.is_empty()))
    }

    /// Writes files rank by rank, so that no page is there before what it needs.
    async fn put_in_order(&self, writes: &[Write]) -> Result<(), Trouble> {
        for equals in writes.chunk_by(|one, other| order::rank(one) == order::rank(other)) {
            self.place.put(equals.to_vec()).await?;
        }
        Ok(())
    }

    /// Which of these do not read as they were written.
    async fn written_over(&self, writes: &[Write]) -> Result<Vec<Write>, Trouble> {
        let mut lost = Vec::new();
        for write in writes {
            let found = self.place.read(&write.path).await?;
            if found.map(|bytes| Digest::of(&bytes)) != Some(write.file.digest) {
                lost.push(write.clone());
            }
        }
        Ok(lost)
    }
}

#[async_trait]
impl<P: Plain> Mirror for Overwrites<P> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let (basis, claims, marker) = self.basis(own).await?;
        let mut look = Look {
            claimed: claims.last().cloned(),
            basis,
            in_place: true,
            only_changes: true,
            ..Look::default()
        };
        for ticket in &claims {
            let bytes = self.place.read(&claim(ticket)).await?;
            let intent = bytes.and_then(|bytes| serde_json::from_slice::<Intent>(&bytes).ok());
            let Some(intent) = intent else { continue };
            let removed = intent.remove.into_iter().map(|path| (path, None));
            look.in_doubt.extend(removed);
            let written = intent.write.into_iter();
            look.in_doubt
                .extend(written.map(|(path, digest)| (path, Some(digest))));
        }
        if marker.is_none() {
            let names = self.place.names("").await?;
            look.foreign = names.into_iter().find(|name| name != ".stillup");
        }
        look.marker = marker;
        Ok(look)
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.place.read(path).await
    }

    /// Nothing: to ask would take a request a file. With a marker that cannot be read nothing is known,
    /// so everything is written.
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let marker = self.place.read(marker::PATH).await?;
        Ok(match marker.as_deref().and_then(Marker::parse) {
            Some(_) => Vec::new(),
            None => files.into_iter().map(|(path, _)| path).collect(),
        })
    }

    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.place
            .put(vec![private(&claim(ticket), intent(batch))])
            .await
    }

    async fn stage(&self, _ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let named = batch.write.iter();
        let named = named.filter(|write| !stamp::is_stamped(&write.path));
        let named: Vec<Write> = named.cloned().collect();
        match named.is_empty() {
            true => Ok(()),
            false => self.place.put(named).await,
        }
    }

    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        if let Some(ahead) = self.ahead(ticket).await? {
            return Ok(ahead);
        }
        let (now, ..) = self.basis(Some(ticket)).await?;
        Ok(match now == batch.basis {
            true => Check::Clear,
            false => Check::Moved,
        })
    }

    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        let visible = batch.write.iter();
        let visible = visible.filter(|write| stamp::is_stamped(&write.path));
        let visible: Vec<Write> = visible.cloned().collect();
        if self.ahead(ticket).await?.is_some() {
            return Ok(Flip::Superseded);
        }
        let mut writes = visible.clone();
        for _ in 0..ROUNDS {
            self.put_in_order(&writes).await?;
            // Before the marker, so that a newer one's stays, and after it.
            let mut late = self.ahead(ticket).await?.is_some();
            let mut others = true;
            if !late {
                self.place.put(vec![marker(batch)]).await?;
                let (ahead, claimed) = self.others(ticket).await?;
                (late, others) = (ahead.is_some(), claimed);
            }
            if late {
                // Perhaps over what is newer: whoever comes next is told what to look at.
                self.claim(ticket, batch).await?;
                return Ok(Flip::Superseded);
            }
            // Who wrote since we claimed has seen that, and leaves its claim: without one nothing was written over.
            writes = match others {
                true => self.written_over(&visible).await?,
                false => Vec::new(),
            };
            let now = self.place.read(marker::PATH).await?;
            if writes.is_empty() && now.as_ref() == Some(&batch.marker) {
                return Ok(Flip::Live);
            }
        }
        let what = "others kept writing over what was published";
        Err(Trouble {
            problem: Problem::error("others-publishing", what).hint("stillup publish"),
            again: true,
        })
    }

    async fn lost(&self, ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        let (_, others) = self.others(ticket).await?;
        match others {
            // They may be of the same length.
            true => Ok(None),
            false => self.place.missing(&batch.write).await,
        }
    }

    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        if self.ahead(ticket).await?.is_some() {
            // What a newer one wants is for it to say; the marker tells it of the rest.
            return Ok(());
        }
        let mut gone = Vec::new();
        for removal in &batch.remove {
            let found = self.place.read(&removal.path).await?;
            if removal.is_of(found.as_deref()) {
                gone.push(removal.path.clone());
            }
        }
        let old = |lower: &&Ticket| lower.generation.saturating_add(FORGOTTEN) < ticket.generation;
        let claims = self.claims(Some(ticket)).await?;
        gone.extend(claims.iter().filter(old).map(claim));
        gone.push(claim(ticket));
        self.place.remove(gone).await
    }

    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.place.remove(vec![claim(ticket)]).await
    }

    fn fenced(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests;
