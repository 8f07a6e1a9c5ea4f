//! Fence class C, for hosts where a publish is first a draft that nobody sees: a site is whole, and one
//! call makes another one what readers get.
//!
//! 1. **claim**: a draft is begun under this ticket's title, with the digest of every file
//! 2. **stage**: the host is sent what it does not have yet, and the draft is finished
//! 3. **check**: all drafts are listed, this one among them. A higher one ends this publish; lower ones
//!    that readers never got are deleted. Only then is it asked what is live
//! 4. **flip**: the draft is published, by one call that is never made twice. When its answer is lost it
//!    is looked at what is live; if that is still another, the draft is deleted and a new one made: a call
//!    that comes late finds nothing, or a draft that readers never got and the next publisher deletes
//! 5. **verify**: the host says that this draft is what is live
//! 6. **collect**: what has not been live for long is deleted; when something is erased, all that was live before
//!
//! Both sides make their draft before they list: either the lower one sees the higher one's draft, or the
//! higher one sees the lower one's and deletes it. A list that does not show one's own draft is too old
//! to count. `tests` runs this very code against every order of requests.

pub mod host;
mod last;
pub mod listing;
mod noted;
mod steps;
#[cfg(test)]
mod tests;

use super::super::mirror::digests::Memory;
use super::super::mirror::{Batch, Check, Flip, Look, Mirror, Trouble};
use super::super::release::Ticket;
use super::super::{generation, manifest, marker};
use async_trait::async_trait;
use host::{Begun, Draft, Host, Published, Title};
use listing::{Listing, Piece, piece_of};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the marker is: a public file, since such hosts have no others.
pub const MARKER: &str = "stillup/marker.json";

/// How many sites that were live before this one stay, for the host's own way back.
const EARLIER: usize = 10;

/// How many old ones are deleted by one publish.
const AT_MOST: usize = 20;

/// A place with drafts.
pub struct Drafts<H> {
    /// Where.
    pub host: H,
    /// Where digests are kept.
    memory: Option<Memory>,
    state: Mutex<State>,
}

/// What is remembered from one step to the next.
#[derive(Default)]
struct State {
    /// What is live, as it was last seen.
    live: Option<Draft>,
    /// Its marker could be read.
    readable: bool,
    /// A marker that was read, and what is live with it: that never changes.
    marker: Option<(String, Vec<u8>)>,
    /// Files of what is live that were read, as far as they may linger.
    read: (String, BTreeMap<String, Piece>),
    own: Option<Own>,
}

/// A draft of our own.
struct Own {
    ticket: Ticket,
    title: Title,
    listing: Listing,
    /// Begun and not finished.
    begun: Option<Begun>,
    /// Finished, and not published yet.
    id: Option<String>,
    /// All drafts as they were when nobody was ahead.
    seen: Vec<Draft>,
}

impl<H: Host> Drafts<H> {
    /// This place.
    pub fn new(host: H) -> Self {
        Drafts {
            host,
            memory: None,
            state: Mutex::default(),
        }
    }

    /// One that makes only what changed, and keeps in a file what it has to know for that.
    #[must_use]
    pub fn remembering(mut self, memory: Option<Memory>) -> Self {
        self.memory = memory;
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl<H: Host> Mirror for Drafts<H> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let seen = self.host.survey().await?;
        let drafts = seen.drafts;
        if let (Some(live), Some(marker)) = (&seen.live, seen.marker) {
            self.state().marker = Some((live.id.clone(), marker));
        }
        let (live, marker) = self.with_marker(seen.live).await?;
        let mut look = Look::default();
        let mut rank = None;
        if let Some(live) = &live {
            look.basis.clone_from(&live.id);
            look.marker = marker;
            rank = live.title.as_ref().map(|title| title.ticket.clone());
            if live.title.is_none() {
                look.foreign = Some(live.id.clone());
            }
        }
        let unseen = drafts.iter().filter(|draft| !draft.published);
        let tickets = unseen.filter_map(|draft| Some(draft.title.as_ref()?.ticket.clone()));
        look.claimed = tickets
            .filter(|ticket| Some(ticket) != own && Some(ticket) > rank.as_ref())
            .max();
        Ok(look)
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let path = if path == marker::PATH { MARKER } else { path };
        let Some(live) = self.known_live().await? else {
            return Ok(None);
        };
        if path == generation::PATH {
            let known = self.state().marker.clone();
            let known = known.filter(|(id, _)| *id == live.id);
            if let Some(head) = known.and_then(|(_, marker)| noted::head(&marker)) {
                return Ok(Some(head));
            }
        }
        let bytes = self.host.read(&live.id, path).await?;
        if let Some(bytes) = bytes.as_deref().filter(|_| manifest::is_immutable(path)) {
            let piece = piece_of(&self.host, path, bytes);
            let mut state = self.state();
            if state.read.0 != live.id {
                state.read = (live.id, BTreeMap::new());
            }
            state.read.1.insert(path.to_owned(), piece);
        }
        Ok(bytes)
    }

    /// Nothing: a site that was published cannot be changed. With a marker that cannot be read nothing
    /// is known, so everything is sent that the host does not have.
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let readable = self.state().readable;
        Ok(match readable {
            true => Vec::new(),
            false => files.into_iter().map(|(path, _)| path).collect(),
        })
    }

    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let listing = self.listing(batch).await?;
        let title = Title::of(ticket, &batch.marker)?;
        let begun = self.begin(&title, &listing).await?;
        self.state().own = Some(Own {
            ticket: ticket.clone(),
            title,
            listing,
            begun: Some(begun),
            id: None,
            seen: Vec::new(),
        });
        Ok(())
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let claimed = self.own(ticket, |own| {
            own.id = None;
            // Taken: what fails half-way is begun anew, since what let us send may have expired.
            (own.begun.take(), own.title.clone(), own.listing.clone())
        });
        let Some((begun, title, listing)) = claimed else {
            return Ok(());
        };
        let begun = match begun {
            Some(begun) => begun,
            None => self.begin(&title, &listing).await?,
        };
        let sent = self.send(&begun, &listing, batch).await?;
        let id = self
            .host
            .finish(&sent, &title.to_string(), &listing)
            .await?;
        self.own(ticket, |own| own.id = Some(id));
        Ok(())
    }

    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        let id = self.own(ticket, |own| own.id.clone()).flatten();
        let drafts = self.host.list().await?;
        if let Some(ahead) = self.ahead(ticket, &drafts) {
            return Ok(Check::Superseded(ahead));
        }
        let Some(id) = id else {
            return Ok(Check::Moved);
        };
        if self.host.has_drafts() && !drafts.iter().any(|draft| draft.id == id) {
            return Err(steps::too_old());
        }
        let site = self.own(ticket, |own| own.title.site.clone());
        let ours = |draft: &&Draft| {
            let title = draft.title.as_ref();
            title.is_some_and(|title| site.as_ref() == Some(&title.site))
        };
        let lower = |draft: &&Draft| !draft.published && draft.id != id;
        self.delete_all(drafts.iter().filter(ours).filter(lower).collect())
            .await?;
        self.own(ticket, |own| own.seen = drafts);
        let live = self.live().await?.map_or(String::new(), |live| live.id);
        Ok(match live == batch.basis {
            true => Check::Clear,
            false => Check::Moved,
        })
    }

    async fn flip(&self, ticket: &Ticket, _batch: &Batch) -> Result<Flip, Trouble> {
        let Some((id, title)) = self
            .own(ticket, |own| Some((own.id.clone()?, own.title.clone())))
            .flatten()
        else {
            return Ok(Flip::Superseded);
        };
        match self.host.publish(&id, &title.to_string()).await? {
            Published::Done(id) => {
                self.state().live = Some(Draft {
                    id: id.clone(),
                    title: Some(title),
                    published: true,
                });
                self.own(ticket, |own| own.id = Some(id));
                match self.host.has_drafts() {
                    true => Ok(Flip::Live),
                    false => self.put_right(ticket).await,
                }
            }
            Published::Gone => {
                self.own(ticket, |own| own.id = None);
                let drafts = self.host.list().await?;
                Ok(match self.ahead(ticket, &drafts) {
                    Some(_) => Flip::Superseded,
                    None => Flip::Moved,
                })
            }
            Published::Unknown if self.host.has_drafts() => self.unanswered(ticket, &id).await,
            Published::Unknown => self.put_right(ticket).await,
        }
    }

    /// A host takes no file whose digest is another than was said: that this site is what is live is all
    /// there is to see.
    async fn lost(&self, ticket: &Ticket, _batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        let live = self.live().await?;
        let own = self.own(ticket, |own| own.id.clone()).flatten();
        let higher = |live: &Draft| {
            let title = live.title.as_ref();
            title.is_some_and(|title| title.ticket > *ticket)
        };
        let there = live.is_some_and(|live| Some(&live.id) == own.as_ref() || higher(&live));
        Ok(Some(match there {
            true => Vec::new(),
            false => vec!["index.html".to_owned()],
        }))
    }

    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        if batch.erase {
            return self.erase(ticket).await;
        }
        let seen = self.own(ticket, |own| {
            (std::mem::take(&mut own.seen), own.title.site.clone())
        });
        let Some((seen, site)) = seen.filter(|_| !self.host.keeps()) else {
            return Ok(());
        };
        let ours = |draft: &&Draft| {
            let title = draft.title.as_ref();
            draft.published
                && title.is_some_and(|title| title.site == site && title.ticket < *ticket)
        };
        let mut old: Vec<&Draft> = seen.iter().filter(ours).collect();
        old.sort_by(|one, other| other.title.cmp(&one.title));
        let old = old.into_iter().skip(EARLIER).take(AT_MOST);
        self.delete_all(old.collect()).await
    }

    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        let ids = self.own(ticket, |own| {
            let begun = own.begun.take().and_then(|begun| begun.id);
            [begun, own.id.take()]
        });
        for id in ids.into_iter().flatten().flatten() {
            self.host.delete(&id).await?;
        }
        Ok(())
    }

    fn keeps(&self) -> Option<&'static str> {
        self.host.leaves()
    }

    fn fenced(&self) -> bool {
        self.host.has_drafts()
    }
}
