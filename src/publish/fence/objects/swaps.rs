//! What the steps of fence class A are made of: swapping the marker, reading tags, writing a file over
//! what it was.

use super::bucket::{Bucket, Object, Only, Put, Tag};
use super::packed::packed;
use super::probe;
use super::record::{Proof, Record};
use super::refusals::{busy, unwritten};
use crate::problem::Problem;
use crate::publish::marker::{self, Marker, Retired};
use crate::publish::mirror::{Batch, Flip, Mirror as _, Removal, Trouble, Write};
use crate::publish::release::Ticket;
use crate::publish::{order, stamp};
use crate::tree::{Digest, File, Media};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How often others may change one object under us before we give up.
pub(super) const ROUNDS: usize = 8;

/// From so many files on, it is asked once which are there before each is asked for its tag.
const MANY: usize = 100;

/// What a place is known to do with conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// It keeps them: its own documentation is about this service and no other.
    Kept,
    /// It keeps them if the racing probe finds nothing.
    IfProven,
    /// Nobody vouches for it; passing the probe is no proof.
    Not,
}

/// What stands in place of a page that is gone.
pub(super) const GONE: &str = "<!doctype html>\n<title>Gone</title>\n<p>This page is gone.</p>\n";

/// Below this, publishing keeps what readers do not need.
pub(super) const PRIVATE: &str = ".stillup/";

/// An object store whose marker is swapped.
pub struct Swaps<B> {
    /// Where.
    pub bucket: B,
    /// What it does with conditions.
    pub trust: Trust,
    /// How many requests are on their way at a time.
    pub at_once: usize,
    /// Text is kept compressed.
    pub gzip: bool,
    state: Mutex<State>,
}

/// What is remembered from one step to the next.
#[derive(Default)]
pub(super) struct State {
    /// The marker that was read last: its basis, and what it says unless it cannot be read.
    pub(super) seen: Option<(String, Option<Record>)>,
    /// The claim.
    pub(super) own: Option<Own>,
}

/// A claim.
pub(super) struct Own {
    pub(super) ticket: Ticket,
    /// What its plan was made from.
    pub(super) basis: String,
    /// What each file was before the claim.
    pub(super) tags: BTreeMap<String, Option<Tag>>,
    /// What is written so that it cannot come back.
    pub(super) gone: Vec<Write>,
    /// The marker, once it says so.
    pub(super) marker: Option<Tag>,
}

impl<B: Bucket> Swaps<B> {
    /// This place, of which so much is known.
    pub fn new(bucket: B, trust: Trust) -> Self {
        Swaps {
            bucket,
            trust,
            at_once: 16,
            gzip: true,
            state: Mutex::default(),
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the record's proof, and what else is known, makes conditions worth something.
    pub(super) fn holds(&self, record: Option<&Record>) -> bool {
        let proven = || {
            let proof = record.and_then(|record| record.proof.as_ref());
            proof.is_some_and(|proof| proof.holds)
        };
        match self.trust {
            Trust::Kept => true,
            Trust::IfProven => proven(),
            Trust::Not => false,
        }
    }

    /// A condition, where conditions are kept.
    fn only(&self, only: Only) -> Only {
        match self.fenced() {
            true => only,
            false => Only::Always,
        }
    }

    /// Reads the marker.
    pub(super) async fn marker(
        &self,
    ) -> Result<(Option<Tag>, Option<Record>, Option<Vec<u8>>), Trouble> {
        let (tag, bytes) = match self.bucket.get(marker::PATH).await? {
            Some((bytes, tag)) => (Some(tag), Some(bytes)),
            None => (None, None),
        };
        let record = match &bytes {
            Some(bytes) => Record::parse(bytes),
            None => Some(Record::default()),
        };
        self.state().seen = Some((basis(tag.as_ref()), record.clone()));
        Ok((tag, record, bytes))
    }

    /// Swaps the marker. Refused: what it says now is what counts.
    pub(super) async fn swap(
        &self,
        ticket: &Ticket,
        record: &Record,
        tag: Option<Tag>,
    ) -> Result<Option<Tag>, Trouble> {
        let bytes = record.to_bytes();
        let object = Object {
            path: marker::PATH.to_owned(),
            content_type: Media::Json.content_type(),
            cache_control: "no-store",
            coding: None,
            stamp: ticket.clone(),
            digest: Digest::of(&bytes),
            bytes,
        };
        match self.bucket.put(object, &self.only(tag.into())).await? {
            Put::Done(tag) => {
                self.state().seen = Some((basis(Some(&tag)), Some(record.clone())));
                Ok(Some(tag))
            }
            Put::Refused => Ok(None),
        }
    }

    /// Asks the server whether it keeps its word, where that counts and is not known.
    pub(super) async fn proof(
        &self,
        ticket: &Ticket,
        record: &Record,
    ) -> Result<Option<Proof>, Trouble> {
        let server = self.bucket.server();
        let known = record.proof.as_ref();
        if self.trust == Trust::Kept || known.is_some_and(|proof| proof.server == server) {
            return Ok(record.proof.clone());
        }
        let holds = probe::holds(&self.bucket, ticket).await?;
        Ok(Some(Proof { server, holds }))
    }

    /// Which version each of these files is now.
    pub(super) async fn tags(
        &self,
        paths: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, Option<Tag>>, Trouble> {
        let there = match paths.len() > MANY {
            true => Some(self.bucket.list().await?),
            false => None,
        };
        let is_there = |path: &String| there.as_ref().is_none_or(|there| there.contains(path));
        let ask = |path: String| async move {
            let found = match is_there(&path) {
                true => self.bucket.head(&path).await?,
                false => None,
            };
            Ok::<_, Trouble>((path, found.map(|found| found.tag)))
        };
        stream::iter(paths.iter().cloned())
            .map(ask)
            .buffered(self.at_once)
            .try_collect()
            .await
    }

    pub(super) fn object(&self, ticket: &Ticket, write: &Write) -> Object {
        let bytes = stamp::with(&write.path, write.file.bytes(), ticket);
        let (bytes, coding) = match self.gzip {
            true => packed(&write.path, bytes),
            false => (bytes, None),
        };
        Object {
            path: write.path.clone(),
            bytes,
            coding,
            content_type: write.file.media.content_type(),
            cache_control: write.file.role.cache_control(),
            stamp: ticket.clone(),
            digest: write.file.digest,
        }
    }

    /// Writes one file over what it was before the claim, or over what a lower publisher made of it.
    async fn replace(&self, ticket: &Ticket, write: &Write) -> Result<Flip, Trouble> {
        let mut tag = {
            let state = self.state();
            let own = state.own.as_ref();
            own.and_then(|own| own.tags.get(&write.path).cloned().flatten())
        };
        let object = self.object(ticket, write);
        for _ in 0..ROUNDS {
            let only = self.only(tag.into());
            if let Put::Done(_) = self.bucket.put(object.clone(), &only).await? {
                return Ok(Flip::Live);
            }
            let found = self.bucket.head(&write.path).await?;
            match found.as_ref().and_then(|found| found.stamp.as_ref()) {
                Some(stamp) if stamp == ticket => return Ok(Flip::Live),
                Some(stamp) if stamp > ticket => return Ok(Flip::Superseded),
                _ => tag = found.map(|found| found.tag),
            }
        }
        Err(busy(&write.path))
    }

    /// Writes one file that is named by its content, and looks whether it is there.
    pub(super) async fn put_named(&self, ticket: &Ticket, write: &Write) -> Result<(), Trouble> {
        let object = self.object(ticket, write);
        self.bucket.put(object, &Only::Always).await?;
        let found = self.bucket.head(&write.path).await?;
        match found.and_then(|found| found.digest) == Some(write.file.digest) {
            true => Ok(()),
            false => Err(unwritten(&write.path)),
        }
    }

    /// Deletes one file, when it is what we wrote and no newer publish has written it since.
    pub(super) async fn delete_ours(
        &self,
        ticket: &Ticket,
        removal: &Removal,
    ) -> Result<(), Trouble> {
        let Some(found) = self.bucket.head(&removal.path).await? else {
            return Ok(());
        };
        let ours = (found.digest).is_some_and(|digest| removal.ours.contains(&digest));
        match ours && found.stamp.is_some_and(|stamp| stamp <= *ticket) {
            true => self.bucket.delete(&removal.path, &found.tag).await,
            false => Ok(()),
        }
    }

    /// Says that this ticket has finished.
    pub(super) async fn commit(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        let mut finished = Marker::parse(&batch.marker)
            .ok_or_else(|| Problem::error("marker", "the marker to be written cannot be read"))?;
        for write in self.own(ticket, |own| own.gone.clone()).unwrap_or_default() {
            let (digest, left) = (write.file.digest, marker::KEPT);
            finished
                .retired
                .insert(write.path, Retired { digest, left });
        }
        for _ in 0..ROUNDS {
            let (tag, record, _) = self.marker().await?;
            let record = record.unwrap_or_default();
            let said = record.committed.as_ref().map(|committed| &committed.marker);
            let committed = if record.is_committed(ticket) && said == Some(&finished) {
                tag
            } else if record.ahead_of(ticket).is_some() {
                return Ok(Flip::Superseded);
            } else {
                let next = record.committed(ticket, finished.clone());
                self.swap(ticket, &next, tag).await?
            };
            if committed.is_some() {
                if let Some(own) = &mut self.state().own {
                    own.marker = committed;
                }
                return Ok(Flip::Live);
            }
        }
        Err(busy(marker::PATH))
    }

    /// Writes all files of one rank, some at a time. In the order of ranks no page is there before
    /// what it needs.
    pub(super) async fn replace_all(
        &self,
        ticket: &Ticket,
        writes: &[Write],
    ) -> Result<Flip, Trouble> {
        for equals in writes.chunk_by(|one, other| order::rank(one) == order::rank(other)) {
            // Made beforehand: a closure that borrows what it maps is too much for `async_trait`.
            let each: Vec<_> = equals
                .iter()
                .map(|write| self.replace(ticket, write))
                .collect();
            let mut flips = stream::iter(each).buffer_unordered(self.at_once);
            while let Some(flip) = flips.try_next().await? {
                if flip == Flip::Superseded {
                    return Ok(flip);
                }
            }
        }
        Ok(Flip::Live)
    }

    /// What this publish writes where readers look, in order: its own files, and before them a word
    /// in the place of each that a lower publisher may still write and nobody wants.
    pub(super) fn visible(&self, ticket: &Ticket, batch: &Batch) -> Vec<Write> {
        let ours = batch.write.iter().cloned();
        let ours = ours.filter(|write| stamp::is_stamped(&write.path));
        self.own(ticket, |own| own.gone.clone())
            .unwrap_or_default()
            .into_iter()
            .chain(ours)
            .collect()
    }

    /// Something of the claim, when it is this ticket's.
    pub(super) fn own<T>(&self, ticket: &Ticket, get: impl FnOnce(&Own) -> T) -> Option<T> {
        let state = self.state();
        let own = state.own.as_ref().filter(|own| own.ticket == *ticket);
        own.map(get)
    }

    /// The marker that a plan was made from, unless it is another one by now.
    pub(super) async fn basis(
        &self,
        wanted: &str,
    ) -> Result<Option<(Option<Tag>, Record)>, Trouble> {
        let seen = self.state().seen.clone();
        let record = match seen.filter(|(basis, _)| basis == wanted) {
            Some((_, record)) => record,
            None => {
                let (tag, record, _) = self.marker().await?;
                if basis(tag.as_ref()) != wanted {
                    return Ok(None);
                }
                record
            }
        };
        let tag = (!wanted.is_empty()).then(|| Tag(wanted.to_owned()));
        Ok(Some((tag, record.unwrap_or_default())))
    }

    /// The marker's version that holds the claim, when it was swapped in, now or by a request whose
    /// answer was lost.
    pub(super) async fn claimed(
        &self,
        ticket: &Ticket,
        next: &Record,
        tag: Option<Tag>,
    ) -> Result<Option<Tag>, Trouble> {
        if let Some(tag) = self.swap(ticket, next, tag).await? {
            return Ok(Some(tag));
        }
        let (tag, record, _) = self.marker().await?;
        Ok(tag.filter(|_| record.as_ref() == Some(next)))
    }
}

/// What a look at the marker is called: its tag.
pub(super) fn basis(tag: Option<&Tag>) -> String {
    tag.map_or(String::new(), |tag| tag.0.clone())
}

/// Files that a lower publish may still write and this one does not want, as they are to be until no
/// publisher can be that late.
pub(super) fn gone(ticket: &Ticket, record: &Record, batch: &Batch) -> Vec<Write> {
    let doubt = record.would_write(ticket);
    let paths = batch.remove.iter().map(|removal| &removal.path);
    paths
        .filter(|path| stamp::is_stamped(path) && doubt.contains(path.as_str()))
        .map(|path| {
            let text = if path.ends_with(".html") { GONE } else { "" };
            Write {
                path: path.clone(),
                file: File::new(path, text.as_bytes().to_vec()),
            }
        })
        .collect()
}
