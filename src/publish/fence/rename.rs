//! Fence class B, for folders with an atomic `mkdir` and `rename`: files are staged in the claim's
//! own folder and put in place one by one, in order, by renaming them out of it. A newer publisher
//! renames the whole claim away; the older one's next rename then finds nothing.

use super::claims::{Claims, Found, Intent};
use crate::problem::Problem;
use crate::publish::generation;
use crate::publish::marker::{self, Marker};
use crate::publish::mirror::{Batch, Check, Flip, Look, Looking, Mirror, Trouble, Write, gzipped};
use crate::publish::release::Ticket;
use crate::tree::{Digest, File, Media};
use async_trait::async_trait;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// A file that should be there, and the lengths it may have.
pub type Wanted = (String, RangeInclusive<u64>);

/// What class B asks of a place: the requests, and nothing of when to make them.
#[async_trait]
pub trait Folder: Send + Sync {
    /// Makes a folder, and those above it. False: it was there already.
    async fn make(&self, path: &str) -> Result<bool, Trouble>;
    /// Names in a folder; none when it is not there.
    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble>;
    /// A file's bytes.
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble>;
    /// What `lacking` takes.
    fn looking(&self) -> Looking {
        Looking::Free
    }
    /// Which files are not there with such a length.
    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble>;
    /// Whether this file is there in the form that this folder does not keep files in, packed or plain, and what is
    /// wrong then.
    async fn kept_otherwise(&self, path: &str) -> Result<Option<Problem>, Trouble> {
        gzipped::is_packed(self, path).await
    }
    /// Writes files below `under`, making folders as needed. Nobody else looks there.
    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble>;
    /// Renames files in order, over what is there, making the folders they go to; stops where a
    /// file to be renamed is missing, and tells how many it did.
    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble>;
    /// Renames one file or folder. False: it, or the folder it goes to, is not there. What is in the way is an error,
    /// but for an empty folder where the place replaces that.
    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble>;
    /// Removes a folder and all in it; done when it is not there.
    async fn remove(&self, path: &str) -> Result<(), Trouble>;
    /// Removes the folders above a file as far as they are empty.
    async fn prune(&self, path: &str) -> Result<(), Trouble>;
}

/// The folder a path is in; nothing at the top.
pub fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/')
        .map(|(folder, _)| folder)
        .filter(|folder| !folder.is_empty())
}

/// [`Folder::promote`] for places that put one file in place at a time: `place` tells whether the file
/// was there to be put.
pub async fn promote_by<'a, F>(
    moves: &'a [(String, String)],
    at_once: usize,
    place: impl Fn(&'a str, &'a str) -> F,
) -> Result<usize, Trouble>
where
    F: Future<Output = Result<bool, Trouble>>,
{
    let mut done = 0;
    // Files of one folder are peers: they may go in place at once. The top folder's are not.
    for peers in
        moves.chunk_by(|one, next| parent(&one.1).is_some() && parent(&one.1) == parent(&next.1))
    {
        let each: Vec<F> = peers.iter().map(|(from, to)| place(from, to)).collect();
        let placed: Vec<bool> = stream::iter(each).buffered(at_once).try_collect().await?;
        done += placed.iter().take_while(|placed| **placed).count();
        if placed.contains(&false) {
            break;
        }
    }
    Ok(done)
}

/// [`Folder::lacking`] for places that are asked file by file: `there` tells whether one is there with such a length.
pub async fn lacking_by<F>(
    files: Vec<Wanted>,
    at_once: usize,
    there: impl Fn(String, RangeInclusive<u64>) -> F,
) -> Result<Vec<String>, Trouble>
where
    F: Future<Output = Result<bool, Trouble>>,
{
    let asked = stream::iter(files).map(|(path, lengths)| {
        let there = there(path.clone(), lengths);
        async move { Ok::<_, Trouble>((!there.await?).then_some(path)) }
    });
    let found: Vec<Option<String>> = asked.buffer_unordered(at_once).try_collect().await?;
    Ok(found.into_iter().flatten().collect())
}

/// [`Folder::put`] for places that take one file at a time: `write` writes it, in a folder that is there.
pub async fn put_by<F>(
    place: &impl Folder,
    under: &str,
    files: Vec<Write>,
    at_once: usize,
    write: impl Fn(String, File) -> F,
) -> Result<(), Trouble>
where
    F: Future<Output = Result<(), Trouble>>,
{
    let at = |file: &Write| format!("{under}/{}", file.path);
    let paths: Vec<String> = files.iter().map(at).collect();
    let folders: BTreeSet<&str> = paths.iter().filter_map(|path| parent(path)).collect();
    for folder in folders {
        place.make(folder).await?;
    }
    let written = stream::iter(files).map(|file| write(at(&file), file.file));
    let written = written.buffer_unordered(at_once);
    written.try_collect::<Vec<()>>().await.map(drop)
}

/// The folder in which publishing keeps what readers do not need.
pub const PRIVATE: &str = ".stillup";

/// A folder whose files are replaced one by one.
pub struct Renames<F> {
    /// Where.
    pub folder: F,
}

impl<F: Folder> Renames<F> {
    fn claims(&self) -> Claims<'_> {
        Claims {
            folder: &self.folder,
            at: ".stillup/",
        }
    }

    async fn marker(&self) -> Result<Option<Vec<u8>>, Trouble> {
        self.folder.read(marker::PATH).await
    }

    /// With no marker: what is there all the same, but for what publishing keeps.
    async fn stranger(&self) -> Result<Option<String>, Trouble> {
        let names = self.folder.list("").await?;
        if !names.is_empty()
            && let Some(problem) = self.folder.kept_otherwise(marker::PATH).await?
        {
            return Err(problem.into());
        }
        Ok(names.into_iter().find(|name| name != PRIVATE))
    }

    async fn seen(&self, own: Option<&Ticket>) -> Result<Seen, Trouble> {
        // Claims before the marker: who ends a claim in between has written the marker by then.
        let found = self.claims().find(own).await?;
        let marker = self.marker().await?;
        let in_doubt = self.claims().in_doubt(&found).await?;
        Ok(Seen {
            found,
            marker,
            in_doubt,
        })
    }
}

/// What a publisher goes by.
struct Seen {
    found: Found,
    marker: Option<Vec<u8>>,
    in_doubt: BTreeMap<String, Option<Digest>>,
}

impl Seen {
    /// Not the claims alone: who was seen before having written down what it is about to change may have
    /// changed it since.
    fn basis(&self) -> String {
        let mut claims = self.found.basis();
        if !self.in_doubt.is_empty() {
            let doubt = serde_json::to_vec(&self.in_doubt).expect("plain data is always JSON");
            claims = format!("{claims} {}", Digest::of(&doubt));
        }
        basis(&claims, self.marker.as_deref())
    }
}

/// One text for the claims and the marker of a look.
pub fn basis(claims: &str, marker: Option<&[u8]>) -> String {
    let marker = marker.map_or(String::new(), |bytes| Digest::of(bytes).to_string());
    format!("{marker} {claims}")
}

/// Superseded, when the marker is of a newer publish than `own`.
pub fn overtaken(marker: Option<&[u8]>, own: &Ticket) -> Option<Check> {
    let marker = Marker::parse(marker?)?;
    (marker.rank() > own.rank()).then_some(Check::Superseded(marker.generation))
}

/// What a batch may change.
pub fn intent(batch: &Batch) -> Vec<u8> {
    let intent = Intent {
        write: batch
            .write
            .iter()
            .map(|write| (write.path.clone(), write.file.digest))
            .collect(),
        remove: batch
            .remove
            .iter()
            .map(|removal| removal.path.clone())
            .collect(),
    };
    serde_json::to_vec(&intent).expect("plain data is always JSON")
}

/// [`Mirror::lost`] for places of which all is read over a network: whether files are there in their length, and
/// whether what decides which generation readers and publishers see reads as it was written. Others are read.
pub async fn lost(mirror: &dyn Mirror, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
    if mirror.looking() != Looking::OneByOne {
        return Ok(None);
    }
    let written = batch.write.iter();
    let lengths = written.map(|write| (write.path.clone(), write.file.length));
    let mut lost = mirror.lacking(lengths.collect()).await?;
    let head = batch
        .write
        .iter()
        .find(|write| write.path == generation::PATH);
    let head = head.map(|write| (generation::PATH, write.file.digest));
    for (path, digest) in head
        .into_iter()
        .chain([(marker::PATH, Digest::of(&batch.marker))])
    {
        let found = mirror.read(path).await?;
        if found.map(|bytes| Digest::of(&bytes)) != Some(digest) {
            lost.push(path.to_owned());
        }
    }
    Ok(Some(lost))
}

/// A file of publishing's own.
pub fn private(path: &str, bytes: Vec<u8>) -> Write {
    Write {
        path: path.to_owned(),
        file: File {
            media: Media::Json,
            ..File::new(path, bytes)
        },
    }
}

#[async_trait]
impl<F: Folder> Mirror for Renames<F> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let seen = self.seen(own).await?;
        let foreign = match seen.marker {
            Some(_) => None,
            None => self.stranger().await?,
        };
        Ok(Look {
            basis: seen.basis(),
            claimed: seen.found.active.iter().max().cloned(),
            marker: seen.marker,
            foreign,
            in_doubt: seen.in_doubt,
            in_place: true,
            only_changes: true,
        })
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.folder.read(path).await
    }

    fn looking(&self) -> Looking {
        self.folder.looking()
    }

    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let files = files.into_iter();
        let files = files.map(|(path, length)| (path, length..=length));
        self.folder.lacking(files.collect()).await
    }

    async fn claim(&self, ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        self.claims().make(ticket).await
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let claim = self.claims().path(ticket);
        self.folder.remove(&format!("{claim}/files")).await?;
        self.folder
            .put(&format!("{claim}/files"), batch.write.clone())
            .await?;
        let marker = private("marker.json", batch.marker.clone());
        self.folder
            .put(&claim, vec![private("intent.json", intent(batch)), marker])
            .await?;
        self.folder
            .make(&format!("{claim}/removed"))
            .await
            .map(|_new| ())
    }

    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        if let Some(over) = self.claims().pass(ticket).await? {
            return Ok(over);
        }
        // From here on no lower publisher can change anything, so the marker stands still.
        let seen = self.seen(Some(ticket)).await?;
        if let Some(over) = overtaken(seen.marker.as_deref(), ticket) {
            return Ok(over);
        }
        Ok(if seen.basis() == batch.basis {
            Check::Clear
        } else {
            Check::Moved
        })
    }

    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        let claim = self.claims().path(ticket);
        let staged = |path: &str| format!("{claim}/files/{path}");
        let files = batch
            .write
            .iter()
            .map(|write| (staged(&write.path), write.path.clone()));
        let marker = (format!("{claim}/marker.json"), marker::PATH.to_owned());
        let moves: Vec<_> = files.chain([marker]).collect();
        let count = moves.len();
        Ok(if self.folder.promote(moves).await? == count {
            Flip::Live
        } else {
            Flip::Superseded
        })
    }

    async fn lost(&self, _ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        lost(self, batch).await
    }

    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let claim = self.claims().path(ticket);
        for (number, removal) in batch.remove.iter().enumerate() {
            let named = removal.is_named();
            if !named && !removal.is_of(self.folder.read(&removal.path).await?.as_deref()) {
                continue;
            }
            // Out of the way by renaming it into the claim: revoked, we delete nothing any more.
            let away = format!("{claim}/removed/{number}");
            if self.folder.rename(&removal.path, &away).await? {
                self.folder.prune(&removal.path).await?;
            } else if !named {
                break;
            }
        }
        self.claims().end(ticket).await
    }

    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.claims().withdraw(ticket).await
    }
}

#[cfg(test)]
mod tests;
