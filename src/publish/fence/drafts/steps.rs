//! What the steps of fence class C are made of: looking at what is live, sending what is missing, finding
//! out what came of a call that had no answer.

use super::host::{Begun, Deleted, Draft, Host, Title, Wanted};
use super::listing::{Listing, Piece, piece_of};
use super::{Drafts, MARKER, Own, noted};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::marker::Marker;
use crate::publish::mirror::digests::{Before, Memory};
use crate::publish::mirror::{Batch, Flip, Mirror as _, Trouble, Write};
use crate::publish::release::Ticket;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many groups of files are on their way at a time.
const AT_ONCE: usize = 8;

/// How often what is live may change while it is looked at.
const LOOKS: usize = 4;

impl<H: Host> Drafts<H> {
    /// Something of our own draft.
    pub(super) fn own<T>(&self, ticket: &Ticket, get: impl FnOnce(&mut Own) -> T) -> Option<T> {
        let mut state = self.state();
        let own = state.own.as_mut().filter(|own| own.ticket == *ticket);
        own.map(get)
    }

    pub(super) async fn live(&self) -> Result<Option<Draft>, Trouble> {
        let live = self.host.live().await?;
        self.state().live.clone_from(&live);
        Ok(live)
    }

    /// What is live, as it was last seen.
    pub(super) async fn known_live(&self) -> Result<Option<Draft>, Trouble> {
        let known = self.state().live.clone();
        match known {
            Some(live) => Ok(Some(live)),
            None => self.live().await,
        }
    }

    async fn marker(&self, live: &Draft) -> Result<Option<Vec<u8>>, Trouble> {
        let Some(title) = &live.title else {
            return Ok(None);
        };
        let known = self.state().marker.clone();
        if let Some((_, bytes)) = known.filter(|(id, _)| *id == live.id) {
            return Ok(Some(bytes));
        }
        let Some(bytes) = self.host.read(&live.id, MARKER).await? else {
            return Err(behind());
        };
        match Marker::parse(&bytes) {
            Some(marker) if marker.rank() != title.ticket.rank() => return Err(behind()),
            Some(_) => self.state().marker = Some((live.id.clone(), bytes.clone())),
            None => {}
        }
        Ok(Some(bytes))
    }

    /// What was live and its marker, which are asked for one after the other: others may publish meanwhile, and
    /// then it is what is live by now.
    pub(super) async fn with_marker(
        &self,
        mut live: Option<Draft>,
    ) -> Result<(Option<Draft>, Option<Vec<u8>>), Trouble> {
        let mut looks = 0;
        loop {
            looks += 1;
            self.state().live.clone_from(&live);
            let marker = match &live {
                Some(live) => self.marker(live).await,
                None => Ok(None),
            };
            match marker {
                Err(trouble) if looks == LOOKS => return Err(trouble),
                Err(trouble) if !trouble.again => return Err(trouble),
                Err(_) => live = self.live().await?,
                Ok(marker) => {
                    let read = marker.as_deref().and_then(Marker::parse);
                    self.state().readable = read.is_some();
                    return Ok((live, marker));
                }
            }
        }
    }

    /// Begins a draft of all this.
    pub(super) async fn begin(&self, title: &Title, listing: &Listing) -> Result<Begun, Trouble> {
        self.host.create(&title.to_string(), listing).await
    }

    /// Every file of the batch with the host's own digest of it.
    pub(super) async fn listing(&self, batch: &Batch) -> Result<Listing, Trouble> {
        let before = self.memory.as_ref().map(Memory::recall);
        let before = before.unwrap_or_default();
        let lingering = self.lingering(batch, &before).await?;
        let listing = Listing::of(batch, &before, lingering, &self.host);
        self.host.limits().hold(&listing)?;
        if let Some(memory) = &self.memory {
            memory.keep(batch, &listing);
        }
        Ok(listing)
    }

    /// What stays for readers of earlier generations: the marker says which digests the host has of it, but for
    /// what was needed until now. Who does not remember that reads it.
    async fn lingering(
        &self,
        batch: &Batch,
        before: &Before,
    ) -> Result<BTreeMap<String, Piece>, Trouble> {
        let (live, known, read) = {
            let state = self.state();
            (state.live.clone(), state.marker.clone(), state.read.clone())
        };
        let mut pieces = BTreeMap::new();
        let Some(live) = live.filter(|live| live.title.is_some()) else {
            return Ok(pieces);
        };
        let known = known.filter(|(id, _)| *id == live.id);
        let mut known = known.map_or_else(BTreeMap::new, |(_, marker)| noted::lingering(&marker));
        if read.0 == live.id {
            known.extend(read.1);
        }
        for path in &batch.linger {
            let piece = known.remove(path).or_else(|| before.named(path).cloned());
            let piece = match piece {
                Some(piece) => Some(piece),
                None => {
                    let bytes = self.host.read(&live.id, path).await?;
                    bytes.map(|bytes| piece_of(&self.host, path, &bytes))
                }
            };
            pieces.extend(piece.map(|piece| (path.clone(), piece)));
        }
        Ok(pieces)
    }

    /// Sends what the host does not have, and tells with what to finish.
    pub(super) async fn send(
        &self,
        begun: &Begun,
        listing: &Listing,
        batch: &Batch,
    ) -> Result<Begun, Trouble> {
        let paths = listing.by_digest();
        let all = batch.write.iter().chain(&batch.keep);
        let writes: HashMap<&str, &Write> = all.map(|write| (write.path.as_str(), write)).collect();
        let groups = begun.missing.iter().map(|group| {
            let files = group.iter().map(|digest| {
                let path = paths.get(digest.as_str()).copied();
                let write = path.and_then(|path| writes.get(path).copied());
                (digest.as_str(), path, write)
            });
            self.send_group(begun, files.collect(), listing)
        });
        // Made beforehand: a closure that borrows what it maps is too much for `async_trait`.
        let groups: Vec<_> = groups.collect();
        let groups = stream::iter(groups).buffer_unordered(AT_ONCE);
        let said: Vec<Option<Secret>> = groups.try_collect().await?;
        let mut sent = begun.clone();
        sent.missing.clear();
        if let Some(token) = said.into_iter().flatten().next_back() {
            sent.token = Some(token);
        }
        Ok(sent)
    }

    async fn send_group(
        &self,
        begun: &Begun,
        files: Vec<(&str, Option<&str>, Option<&Write>)>,
        listing: &Listing,
    ) -> Result<Option<Secret>, Trouble> {
        let mut wanted = Vec::new();
        for (digest, path, write) in files {
            let path = path.ok_or_else(|| unasked(digest))?;
            let bytes = match write {
                Some(write) => write.file.bytes(),
                None if path == MARKER => listing.marker.clone(),
                // It lingers, and the host forgot that it has it.
                None => self.read(path).await?.ok_or_else(|| unasked(digest))?,
            };
            wanted.push(Wanted {
                digest: digest.to_owned(),
                path: path.to_owned(),
                bytes,
            });
        }
        self.host.send(begun, wanted).await
    }

    /// Nobody said whether the call came through: what is live tells. If it did not, this draft is given up,
    /// since a second call for one that is live by the first could come when a newer one is.
    pub(super) async fn unanswered(&self, ticket: &Ticket, id: &str) -> Result<Flip, Trouble> {
        if self.live().await?.is_some_and(|live| live.id == id) {
            return Ok(Flip::Live);
        }
        if self.ahead(ticket, &self.host.list().await?).is_some() {
            return Ok(Flip::Superseded);
        }
        self.own(ticket, |own| own.id = None);
        Ok(match self.host.delete(id).await? {
            Deleted::Live => {
                self.live().await?;
                Flip::Live
            }
            Deleted::Gone | Deleted::Kept => Flip::Moved,
        })
    }

    /// The highest of ours above this ticket.
    pub(super) fn ahead(&self, ticket: &Ticket, drafts: &[Draft]) -> Option<u64> {
        let site = self.own(ticket, |own| own.title.site.clone());
        let titles = drafts.iter().filter_map(|draft| draft.title.as_ref());
        let ours = titles.filter(|title| site.as_ref().is_none_or(|site| title.site == *site));
        let higher = ours
            .map(|title| &title.ticket)
            .filter(|other| *other > ticket);
        higher.max().map(|other| other.generation)
    }

    /// Deletes these, whatever became of them meanwhile.
    pub(super) async fn delete_all(&self, drafts: Vec<&Draft>) -> Result<(), Trouble> {
        for draft in drafts {
            self.host.delete(&draft.id).await?;
        }
        Ok(())
    }

    /// Deletes all of ours that came before, however long ago: each can be read at an address of its own. A host
    /// may tell of so many at a time only, so it is asked again until nothing is new.
    pub(super) async fn erase(&self, ticket: &Ticket) -> Result<(), Trouble> {
        let site = self.own(ticket, |own| own.title.site.clone());
        let Some(site) = site.filter(|_| !self.host.keeps()) else {
            return Ok(());
        };
        let mut gone = HashSet::new();
        loop {
            let mut drafts = self.host.list().await?;
            drafts.retain(|draft| {
                let title = draft.title.as_ref();
                title.is_some_and(|title| title.site == site && title.ticket < *ticket)
                    && !gone.contains(&draft.id)
            });
            if drafts.is_empty() {
                return Ok(());
            }
            for draft in drafts {
                match self.host.delete(&draft.id).await? {
                    Deleted::Gone => gone.insert(draft.id),
                    Deleted::Live | Deleted::Kept => return Err(stays(&draft)),
                };
            }
        }
    }
}

/// What was to be erased is still there.
fn stays(draft: &Draft) -> Trouble {
    let what = format!("the host keeps an earlier publish, `{}`", draft.id);
    let hint = "delete it with the host's own tools";
    Problem::error("not-erased", what).hint(hint).into()
}

/// What is read is not what is live.
fn behind() -> Trouble {
    let what = format!("what readers get at `{MARKER}` is not what the host says is live");
    let hint = "make the mirror's `address` lead to this host, or set `read_at`; right after a publish, wait";
    Trouble {
        problem: Problem::error("behind", what).hint(hint),
        again: true,
    }
}

pub(super) fn too_old() -> Trouble {
    let what = "the host's list does not show the draft that it just took";
    Trouble {
        problem: Problem::error("old-list", what).hint("stillup publish"),
        again: true,
    }
}

fn unasked(digest: &str) -> Trouble {
    let what = format!("the host asks for a file nobody has, `{digest}`");
    Trouble {
        problem: Problem::error("unknown-file", what).hint("stillup publish --force"),
        again: false,
    }
}
