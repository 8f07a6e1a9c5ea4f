//! Fence class B where links can be made: every generation is a whole folder of its own, unchanged
//! files in it are hard links, and one rename of a symbolic link makes it what readers get.

use super::claims::{Claims, Found};
use super::rename::{Folder, basis, lost, overtaken, private};
use crate::publish::marker;
use crate::publish::mirror::{Batch, Check, Flip, Look, Looking, Mirror, Trouble, Write};
use crate::publish::release::Ticket;
use async_trait::async_trait;
use std::collections::BTreeSet;

/// How many releases stay beside the live one: for readers who are in the middle of one, and for
/// `rollback`. All but what changed are hard links.
pub const EARLIER: usize = 10;

/// How many new files are waited for to be on the disk itself before readers get them. A first publish
/// writes more; there is nothing before it that a power cut could take from readers.
const SETTLED: usize = 1_000;

/// A [`Folder`] with links.
#[async_trait]
pub trait Links: Folder {
    /// Makes each second path another name of the file at the first, and the folders it needs; a
    /// copy where that cannot be. Tells for each whether there was such a file.
    async fn link(&self, pairs: Vec<(String, String)>) -> Result<Vec<bool>, Trouble>;
    /// Makes a symbolic link.
    async fn point(&self, at: &str, target: &str) -> Result<(), Trouble>;
    /// Where a symbolic link points; nothing when it is not there.
    async fn target(&self, at: &str) -> Result<Option<String>, Trouble>;
    /// Returns when these files, and the names they have in their folders, outlive a power cut.
    async fn settle(&self, paths: Vec<String>) -> Result<(), Trouble>;
    /// Paths of all files below a folder, without following links.
    async fn walk(&self, path: &str) -> Result<Vec<String>, Trouble>;
}

/// A symbolic link in `folder`, and its releases beside it.
pub struct Releases<F> {
    /// The folder the link is in.
    pub folder: F,
    name: String,
    beside: String,
}

/// Name of the folder beside a link where its releases are kept, with a slash.
pub fn beside(name: &str) -> String {
    format!("{name}.stillup/")
}

impl<F: Links> Releases<F> {
    /// The link `name` in `folder`.
    pub fn new(folder: F, name: &str) -> Self {
        Releases {
            folder,
            name: name.to_owned(),
            beside: beside(name),
        }
    }

    fn claims(&self) -> Claims<'_> {
        Claims {
            folder: &self.folder,
            at: &self.beside,
        }
    }

    fn release(&self, ticket: &Ticket) -> String {
        format!("{}releases/{}", self.beside, ticket.name())
    }

    async fn seen(&self, own: Option<&Ticket>) -> Result<(Found, Option<Vec<u8>>), Trouble> {
        // Claims before the marker: who ends a claim in between has written the marker by then.
        let found = self.claims().find(own).await?;
        let marker = self
            .folder
            .read(&format!("{}/{}", self.name, marker::PATH))
            .await?;
        Ok((found, marker))
    }

    /// What others put into the live release, and files of ours they changed.
    async fn strangers(&self, live: &str, batch: &Batch) -> Result<Vec<String>, Trouble> {
        let ours: BTreeSet<&str> = (batch.write.iter().chain(&batch.keep))
            .map(|write| write.path.as_str())
            .chain(batch.linger.iter().map(String::as_str))
            .chain([marker::PATH])
            .collect();
        let mut strangers = Vec::new();
        for path in self.folder.walk(live).await? {
            if ours.contains(path.as_str()) {
                continue;
            }
            let removal = batch
                .remove
                .binary_search_by(|removal| removal.path.as_str().cmp(&path));
            if let Ok(at) = removal {
                let bytes = self.folder.read(&format!("{live}/{path}")).await?;
                if batch.remove[at].is_of(bytes.as_deref()) {
                    continue;
                }
            }
            strangers.push(path);
        }
        Ok(strangers)
    }

    /// Carries over what stays; tells what could not be found and has to be written.
    async fn carry(&self, live: &str, staged: &str, batch: &Batch) -> Result<Vec<Write>, Trouble> {
        let pair = |path: &str| (format!("{live}/{path}"), format!("{staged}/{path}"));
        let keep = batch.keep.iter().map(|write| pair(&write.path)).collect();
        let linked = self.folder.link(keep).await?;
        let others = self.strangers(live, batch).await?;
        let others = others
            .iter()
            .chain(&batch.linger)
            .map(|path| pair(path))
            .collect();
        self.folder.link(others).await?;
        let lost = batch.keep.iter().zip(linked).filter(|(_, linked)| !linked);
        Ok(lost.map(|(write, _)| write.clone()).collect())
    }
}

#[async_trait]
impl<F: Links> Mirror for Releases<F> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let (found, marker) = self.seen(own).await?;
        let basis = basis(&found.basis(), marker.as_deref());
        let claimed = found.active.iter().max().cloned();
        Ok(Look {
            marker,
            claimed,
            basis,
            ..Look::default()
        })
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.folder.read(&format!("{}/{path}", self.name)).await
    }

    fn looking(&self) -> Looking {
        self.folder.looking()
    }

    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let before = format!("{}/", self.name);
        let files = files
            .into_iter()
            .map(|(path, length)| (format!("{before}{path}"), length..=length))
            .collect();
        let lacking = self.folder.lacking(files).await?;
        Ok(lacking
            .into_iter()
            .map(|path| path[before.len()..].to_owned())
            .collect())
    }

    async fn claim(&self, ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        self.folder
            .make(&format!("{}releases", self.beside))
            .await?;
        self.claims().make(ticket).await
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let claim = self.claims().path(ticket);
        let staged = format!("{claim}/release");
        self.folder.remove(&staged).await?;
        let mut write = batch.write.clone();
        write.push(private(marker::PATH, batch.marker.clone()));
        match self.folder.target(&self.name).await? {
            Some(live) => write.extend(self.carry(&live, &staged, batch).await?),
            None => write.extend(batch.keep.iter().cloned()),
        }
        let settling = if write.len() <= SETTLED {
            let new = write.iter();
            new.map(|write| format!("{staged}/{}", write.path))
                .collect()
        } else {
            Vec::new()
        };
        self.folder.put(&staged, write).await?;
        self.folder.settle(settling).await?;
        self.folder.remove(&format!("{claim}/link")).await?;
        self.folder
            .point(&format!("{claim}/link"), &self.release(ticket))
            .await
    }

    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        if let Some(over) = self.claims().pass(ticket).await? {
            return Ok(over);
        }
        // From here on no lower publisher can change anything, so the marker stands still.
        let (found, marker) = self.seen(Some(ticket)).await?;
        if let Some(over) = overtaken(marker.as_deref(), ticket) {
            return Ok(over);
        }
        let basis = basis(&found.basis(), marker.as_deref());
        Ok(if basis == batch.basis {
            Check::Clear
        } else {
            Check::Moved
        })
    }

    async fn flip(&self, ticket: &Ticket, _batch: &Batch) -> Result<Flip, Trouble> {
        let claim = self.claims().path(ticket);
        let moves = vec![
            (format!("{claim}/release"), self.release(ticket)),
            // The link lies in the claim until now: revoked, there is nothing to rename.
            (format!("{claim}/link"), self.name.clone()),
        ];
        Ok(if self.folder.promote(moves).await? == 2 {
            Flip::Live
        } else {
            Flip::Superseded
        })
    }

    async fn lost(&self, _ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        lost(self, batch).await
    }

    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let mut lower = self.earlier().await?;
        lower.retain(|other| other < ticket);
        let earlier = if batch.erase { 0 } else { EARLIER };
        for old in lower.iter().skip(earlier) {
            self.folder.remove(&self.release(old)).await?;
        }
        self.claims().end(ticket).await
    }

    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.claims().withdraw(ticket).await
    }

    async fn earlier(&self) -> Result<Vec<Ticket>, Trouble> {
        let live = self.folder.target(&self.name).await?;
        let folder = format!("{}releases", self.beside);
        let names = self.folder.list(&folder).await?;
        let mut all: Vec<Ticket> = names
            .iter()
            .filter_map(|name| Ticket::parse(name))
            .collect();
        all.retain(|ticket| live.as_ref() != Some(&self.release(ticket)));
        all.sort_by(|one, other| other.cmp(one));
        Ok(all)
    }

    async fn read_earlier(&self, of: &Ticket, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.folder
            .read(&format!("{}/{path}", self.release(of)))
            .await
    }

    async fn forget(&self, of: &Ticket) -> Result<(), Trouble> {
        self.folder.remove(&self.release(of)).await
    }
}

#[cfg(test)]
mod tests;
