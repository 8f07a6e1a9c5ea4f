//! Fence class B's claims: a folder for each publisher, made with `mkdir`, and what staging it holds. Who
//! comes later renames it away, and with it every file its owner might still have put in place.
//!
//! All are in one folder, those that were renamed away under another name, so that one listing tells of them.

use super::rename::Folder;
use crate::publish::mirror::{Check, Trouble};
use crate::publish::release::Ticket;
use crate::tree::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a claim may change, written before it may change anything.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Intent {
    /// Files it would write, with their digests.
    pub write: BTreeMap<String, Digest>,
    /// Files it would take away.
    pub remove: Vec<String>,
}

/// How the name of a claim begins once it was renamed away.
const REVOKED: &str = "revoked-";

/// The claims of one mirror.
pub struct Claims<'a> {
    /// Where they are kept.
    pub folder: &'a dyn Folder,
    /// Path of the folder they are in, with a slash behind unless empty.
    pub at: &'a str,
}

/// Claims that are there, but one's own.
#[derive(Debug, Default)]
pub struct Found {
    /// Whose files can still be put in place.
    pub active: Vec<Ticket>,
    /// Whose files cannot any more.
    pub revoked: Vec<Revoked>,
}

/// A claim that was renamed away.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revoked {
    /// Whose.
    pub ticket: Ticket,
    /// The name of its folder now. An owner who was writing into the claim may have made it anew, and had
    /// that renamed away, too.
    name: String,
}

impl Revoked {
    fn parse(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(REVOKED)?;
        let ticket = Ticket::parse(rest.split_once('.').map_or(rest, |(ticket, _)| ticket))?;
        let name = name.to_owned();
        Some(Revoked { ticket, name })
    }
}

impl Found {
    /// The same text as long as the same claims were there, whether revoked or not.
    pub fn basis(&self) -> String {
        let mut names: Vec<String> = self
            .active
            .iter()
            .chain(self.revoked.iter().map(|revoked| &revoked.ticket))
            .map(Ticket::name)
            .collect();
        names.sort();
        names.dedup();
        names.join(" ")
    }

    /// A name for a claim that is renamed away, which none has yet.
    fn away(&self, ticket: &Ticket) -> String {
        let first = std::iter::once(format!("{REVOKED}{}", ticket.name()));
        let more = (2..).map(|number: u64| format!("{REVOKED}{}.{number}", ticket.name()));
        let taken = |name: &String| self.revoked.iter().any(|revoked| revoked.name == *name);
        let mut free = first.chain(more).filter(|name| !taken(name));
        free.next().unwrap_or_default()
    }
}

impl Claims<'_> {
    /// The folder of a claim.
    pub fn path(&self, ticket: &Ticket) -> String {
        self.below(&ticket.name())
    }

    fn below(&self, name: &str) -> String {
        format!("{}claims/{name}", self.at)
    }

    fn revoked_path(&self, ticket: &Ticket) -> String {
        self.below(&format!("{REVOKED}{}", ticket.name()))
    }

    /// Makes the claim's folder.
    pub async fn make(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.folder.make(&self.path(ticket)).await.map(|_new| ())
    }

    /// Whether the claim still stands.
    pub async fn stands(&self, ticket: &Ticket) -> Result<bool, Trouble> {
        let names = self.folder.list(&format!("{}claims", self.at)).await?;
        Ok(names.contains(&ticket.name()))
    }

    /// Every claim but `own`.
    ///
    /// A listing may miss the one that is renamed away under it. Who does that has claimed before, is higher, and
    /// lists after: then `own` sees its claim, or it sees `own`'s and renames that away as well.
    pub async fn find(&self, own: Option<&Ticket>) -> Result<Found, Trouble> {
        let names = self.folder.list(&format!("{}claims", self.at)).await?;
        let active = names.iter().filter_map(|name| Ticket::parse(name));
        let revoked = names.iter().filter_map(|name| Revoked::parse(name));
        let mut found = Found {
            active: active.filter(|ticket| Some(ticket) != own).collect(),
            revoked: revoked
                .filter(|revoked| Some(&revoked.ticket) != own)
                .collect(),
        };
        found.active.sort();
        found.revoked.sort();
        Ok(found)
    }

    /// What these claims may have changed: files they would write, with their digests, and files they would remove.
    pub async fn in_doubt(
        &self,
        found: &Found,
    ) -> Result<BTreeMap<String, Option<Digest>>, Trouble> {
        let mut doubt = BTreeMap::new();
        // One that is renamed away meanwhile is under its new name.
        let active = found.active.iter();
        let active = active.flat_map(|ticket| [self.path(ticket), self.revoked_path(ticket)]);
        let revoked = found.revoked.iter();
        let revoked = revoked.map(|revoked| self.below(&revoked.name));
        for folder in active.chain(revoked) {
            let bytes = self.folder.read(&format!("{folder}/intent.json")).await?;
            let intent = bytes.and_then(|bytes| serde_json::from_slice::<Intent>(&bytes).ok());
            let intent = intent.unwrap_or_default();
            doubt.extend(intent.remove.into_iter().map(|path| (path, None)));
            let write = intent.write.into_iter();
            doubt.extend(write.map(|(path, digest)| (path, Some(digest))));
        }
        Ok(doubt)
    }

    /// Whether `own` may go on: renames every lower claim away, unless a higher one is there.
    ///
    /// The caller reads the marker after this returns `None` and before it trusts the basis.
    pub async fn pass(&self, own: &Ticket) -> Result<Option<Check>, Trouble> {
        let found = self.find(Some(own)).await?;
        if let Some(ahead) = found.active.iter().find(|ticket| *ticket > own) {
            return Ok(Some(Check::Superseded(ahead.generation)));
        }
        for lower in &found.active {
            self.revoke(lower, &found).await?;
        }
        match self.stands(own).await? {
            true => Ok(None),
            false => Ok(Some(Check::Superseded(own.generation))),
        }
    }

    /// Renames a lower claim away.
    async fn revoke(&self, lower: &Ticket, found: &Found) -> Result<(), Trouble> {
        let (from, away) = (self.path(lower), found.away(lower));
        let renamed = self.folder.rename(&from, &self.below(&away)).await;
        let Err(trouble) = renamed else {
            // Not there any more: it finished or gave up, and the basis or the marker shows it.
            return Ok(());
        };
        // Perhaps somebody else renamed it away meanwhile, and its owner made it anew: the name is taken.
        let other = self.find(None).await?.away(lower);
        if other == away {
            return Err(trouble);
        }
        let renamed = self.folder.rename(&from, &self.below(&other)).await;
        renamed.map(|_there| ())
    }

    /// Clears what lower claims left, then ends this one.
    pub async fn end(&self, own: &Ticket) -> Result<(), Trouble> {
        let found = self.find(Some(own)).await?;
        for lower in found.revoked.iter().filter(|revoked| revoked.ticket < *own) {
            self.folder.remove(&self.below(&lower.name)).await?;
        }
        self.withdraw(own).await
    }

    /// Ends this claim, also when it was revoked.
    pub async fn withdraw(&self, own: &Ticket) -> Result<(), Trouble> {
        self.folder.remove(&self.path(own)).await?;
        self.folder.remove(&self.revoked_path(own)).await
    }
}
