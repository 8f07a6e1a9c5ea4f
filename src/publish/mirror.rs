//! One place a site is published to: what every kind of mirror promises.
//!
//! A mirror knows nothing of other mirrors, of the site, of trying again, of showing progress or of
//! doing nothing: `fence` takes the six steps in order over any kind, and what is common stays there.
//!
//! | fence class | how a kind refuses an older publish |
//! | --- | --- |
//! | A objects | the marker is swapped with a condition and pages carry stamps (`fence::objects`) |
//! | B rename | a newer publisher renames the older one's staged files away (`fence::rename`) |
//! | C drafts | lower drafts that readers never got are deleted before publishing (`fence::drafts`) |
//! | D refs | the ref is moved with a lease |
//! | E none | the last writer wins: detect and repair, and say so |

pub mod api;
pub mod azure;
pub mod bunny;
pub mod cloudflare;
pub mod command;
pub mod digests;
pub mod dir;
pub mod firebase;
pub mod form;
pub mod ftp;
pub mod gcs;
pub mod git;
pub mod git_pages;
pub mod gzipped;
pub mod headers;
pub mod keyed;
pub mod late;
pub mod memory;
pub mod neocities;
pub mod netlify;
pub mod rsync;
pub mod s3;
pub mod seen;
pub mod sftp;
pub mod shut;
pub mod store;
pub mod vercel;
pub mod webdav;

use super::manifest;
use super::release::Ticket;
use crate::problem::Problem;
use crate::tree::{Digest, File};
use async_trait::async_trait;
use std::collections::BTreeMap;

/// Something a mirror could not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What, why, and what to try.
    pub problem: Problem,
    /// Whether the same call may succeed if made again.
    pub again: bool,
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Trouble {
            problem,
            again: false,
        }
    }
}

/// What a mirror shows at a glance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The marker's bytes.
    pub marker: Option<Vec<u8>>,
    /// With no marker: the name of something that is there all the same.
    pub foreign: Option<String>,
    /// The highest claim; the marker's publish is not in it.
    pub claimed: Option<Ticket>,
    /// Paths that a publisher who did not finish may have changed, with what it would have written.
    pub in_doubt: BTreeMap<String, Option<Digest>>,
    /// Changes whenever a plan made of this look may be wrong.
    pub basis: String,
    /// Files are replaced one by one, so for a moment readers see pages of two generations.
    pub in_place: bool,
    /// It does nothing for files that stay as they are: a batch need not list them.
    pub only_changes: bool,
}

/// What it takes a mirror to tell which files are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looking {
    /// Nothing worth saving: it is asked for all files, with nothing new to publish, too.
    Free,
    /// As much as for one file: it is asked for all of them whenever something is written.
    AtOnce,
    /// A request for each: some are asked for whenever something is written, by turns.
    OneByOne,
}

/// One file to put in place.
#[derive(Debug, Clone)]
pub struct Write {
    /// Its path.
    pub path: String,
    /// Its bytes and headers.
    pub file: File,
}

/// One file to take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Its path.
    pub path: String,
    /// It is ours only while it holds one of these.
    pub ours: Vec<Digest>,
}

impl Removal {
    /// Whether it may be taken away where this is at its path.
    pub fn is_of(&self, bytes: Option<&[u8]>) -> bool {
        bytes.is_some_and(|bytes| self.ours.contains(&Digest::of(bytes)))
    }

    /// Its path is the digest of what we wrote there, so that nobody else writes there and nothing has to be read.
    pub fn is_named(&self) -> bool {
        self.ours
            .iter()
            .any(|ours| manifest::path(ours) == self.path)
    }
}

/// Everything one publish does to one mirror.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// New or different files, in the order they may become visible.
    pub write: Vec<Write>,
    /// Files that are there and right, for kinds that do not take [only changes](Look::only_changes).
    pub keep: Vec<Write>,
    /// Files no page needs any more but pages of earlier generations may.
    pub linger: Vec<String>,
    /// Files to take away once nothing refers to them.
    pub remove: Vec<Removal>,
    /// The marker, written after everything else.
    pub marker: Vec<u8>,
    /// Nothing of earlier generations stays, not even for readers who are in the middle of one.
    pub erase: bool,
    /// The look this was planned from.
    pub basis: String,
}

/// What `check` found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Nobody is ahead and nothing moved: go on.
    Clear,
    /// Something moved since the look: look again, and stage what is now needed.
    Moved,
    /// A newer publish is there or on its way.
    Superseded(u64),
}

/// What `flip` came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flip {
    /// The new generation is what readers get.
    Live,
    /// A newer publisher took the staged files away first.
    Superseded,
    /// Somebody else changed the mirror first, and nothing was made visible: look again and decide anew.
    Moved,
}

/// One place a site is published to.
///
/// Calls for one ticket come in the order of the methods and never at the same time; calls for
/// different tickets may, from different machines. Every call may be the last one: what is there
/// then is whole, and the next publisher goes on from it.
#[async_trait]
pub trait Mirror: Send + Sync {
    /// What is there, leaving out the claim `own`. Changes nothing.
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble>;

    /// The bytes readers get for a path now. Changes nothing.
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble>;

    /// What [`lacking`](Self::lacking) takes.
    fn looking(&self) -> Looking {
        Looking::AtOnce
    }

    /// Which of these files are not there, or not with this length, told without reading them. What is asked
    /// for grows with the history only where [`looking`](Self::looking) says that it may. A kind that cannot
    /// tell tells of none: `verify` finds the damage, `--force` repairs it.
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble>;

    /// Makes known that this ticket is being published, and what it will change. Readers see no
    /// difference. Done again with another batch, it takes the place of what was claimed before; a
    /// claim that came too late is found out by `check`.
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble>;

    /// Puts the batch beside what readers see; done again, it replaces what was staged before.
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble>;

    /// Whether this ticket may go on. Whatever a lower claim can still do afterwards, this one's flip
    /// writes over.
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble>;

    /// Makes what was staged visible in the batch's order, the marker last. Never done twice.
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble>;

    /// Which of the written files are not there as they were written, where that can be told without
    /// reading them; nothing where they have to be read.
    async fn lost(&self, _ticket: &Ticket, _batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        Ok(None)
    }

    /// Takes away what the batch removes and what lower claims left behind, then ends the claim.
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble>;

    /// Ends the claim without a trace.
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble>;

    /// What this kind keeps of earlier publishes where no request of ours reaches it, in words.
    fn keeps(&self) -> Option<&'static str> {
        None
    }

    /// Earlier publishes that are still here whole, beside what readers get, the newest first. A kind
    /// that replaces files one by one, or that nobody can look into, keeps none.
    async fn earlier(&self) -> Result<Vec<Ticket>, Trouble> {
        Ok(Vec::new())
    }

    /// The bytes of a path in one of them. Changes nothing.
    async fn read_earlier(&self, _of: &Ticket, _path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(None)
    }

    /// Takes one of them away.
    async fn forget(&self, _of: &Ticket) -> Result<(), Trouble> {
        Ok(())
    }

    /// Whether an older publish is refused here, as far as is known once this ticket has claimed. If
    /// not, the last writer wins, which is looked for and repaired.
    fn fenced(&self) -> bool {
        true
    }
}
