//! What the marker of fence class A holds beside the marker itself: who is publishing, and what
//! they may have changed. It is only ever swapped whole, and no two of its states are the same bytes.

use crate::publish::marker::Marker;
use crate::publish::mirror::{Batch, Removal, Write};
use crate::publish::release::Ticket;
use crate::tree::Digest;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `.stillup/marker.json` where it can be swapped with a condition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// 1.
    pub version: u32,
    /// How often it was written, so that it is never again what it was.
    pub turn: u64,
    /// What readers get, once a publish has finished.
    pub committed: Option<Committed>,
    /// Publishes that have not finished.
    pub intents: Vec<Intent>,
    /// What the racing probe found out about the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

/// A publish that has finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// Its ticket, by name.
    pub ticket: String,
    /// What it put there.
    pub marker: Marker,
}

/// A publish that has begun: what it may change, written down before it may change anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    /// Its ticket, by name.
    pub ticket: String,
    /// Files it writes, with their digests.
    pub write: BTreeMap<String, Digest>,
    /// Files it takes away.
    pub remove: Vec<String>,
}

/// How a server did when asked whether it keeps its word about conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// What the server calls itself: when that changes, it is asked anew.
    pub server: String,
    /// It let exactly one of several racing writers win, each time, and refused a stale one.
    pub holds: bool,
}

impl Intent {
    /// What this ticket may change.
    pub fn of(own: &Ticket, batch: &Batch) -> Self {
        let write = |write: &Write| (write.path.clone(), write.file.digest);
        let removal = |removal: &Removal| removal.path.clone();
        Intent {
            ticket: own.name(),
            write: batch.write.iter().map(write).collect(),
            remove: batch.remove.iter().map(removal).collect(),
        }
    }
}

impl Record {
    /// Reads it.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes)
            .ok()
            .filter(|record: &Record| record.version == 1)
    }

    /// As it stands in the object.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("plain data is always JSON")
    }

    /// The next state of it.
    pub fn turned(&self) -> Self {
        Record {
            version: 1,
            turn: self.turn + 1,
            ..self.clone()
        }
    }

    /// The highest publish that began or finished: no lower one may begin or go on.
    pub fn floor(&self) -> Option<Ticket> {
        let begun = self.intents.iter().map(|intent| &intent.ticket);
        let finished = self.committed.iter().map(|committed| &committed.ticket);
        begun
            .chain(finished)
            .filter_map(|name| Ticket::parse(name))
            .max()
    }

    /// What is ahead of this ticket, if anything is.
    pub fn ahead_of(&self, own: &Ticket) -> Option<u64> {
        let floor = self.floor().filter(|floor| floor > own)?;
        Some(floor.generation)
    }

    /// Whether this ticket has finished.
    pub fn is_committed(&self, own: &Ticket) -> bool {
        let committed = self.committed.as_ref();
        committed.is_some_and(|committed| committed.ticket == own.name())
    }

    /// With this intent.
    pub fn claimed(&self, own: &Ticket, intent: Intent) -> Self {
        let mut record = self.withdrawn(own);
        record.intents.push(intent);
        record
    }

    /// Without this ticket's intent.
    pub fn withdrawn(&self, own: &Ticket) -> Self {
        let mut record = self.turned();
        record.intents.retain(|intent| intent.ticket != own.name());
        record
    }

    /// With this ticket finished: every lower intent's files are among those it wrote.
    pub fn committed(&self, own: &Ticket, marker: Marker) -> Self {
        let mut record = self.turned();
        let lower =
            |intent: &Intent| Ticket::parse(&intent.ticket).is_none_or(|ticket| ticket <= *own);
        record.intents.retain(|intent| !lower(intent));
        record.committed = Some(Committed {
            ticket: own.name(),
            marker,
        });
        record
    }

    /// Files that lower publishes may still write for the first time.
    pub fn would_write(&self, own: &Ticket) -> BTreeSet<&str> {
        let others = self.intents.iter();
        others
            .filter(|intent| intent.ticket != own.name())
            .flat_map(|intent| intent.write.keys().map(String::as_str))
            .collect()
    }

    /// What publishes that began and did not finish may have changed.
    pub fn in_doubt(&self, own: Option<&Ticket>) -> BTreeMap<String, Option<Digest>> {
        let own = own.map(Ticket::name);
        let mut doubt = BTreeMap::new();
        for intent in &self.intents {
            if Some(&intent.ticket) != own.as_ref() {
                let removed = intent.remove.iter().map(|path| (path.clone(), None));
                doubt.extend(removed);
                let written = intent.write.iter();
                doubt.extend(written.map(|(path, digest)| (path.clone(), Some(*digest))));
            }
        }
        doubt
    }
}
