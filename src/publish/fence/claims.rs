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
    pub revoked: Vec<Ticket>,
}

impl Found {
    /// The same text as long as the same claims were there, whether revoked or not.
    pub fn basis(&self) -> String {
        let mut names: Vec<String> = self
            .active
            .iter()
            .chain(&self.revoked)
            .map(Ticket::name)
            .collect();
        names.sort();
        names.dedup();
        names.join(" ")
    }
}

impl Claims<'_> {
    /// The folder of a claim.
    pub fn path(&self, ticket: &Ticket) -> String {
        format!("{}claims/{}", self.at, ticket.name())
    }

    fn revoked_path(&self, ticket: &Ticket) -> String {
        format!("{}claims/{REVOKED}{}", self.at, ticket.name())
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
        let sorted = |tickets: &mut dyn Iterator<Item = Ticket>| {
            let mut list: Vec<Ticket> = tickets.filter(|ticket| Some(ticket) != own).collect();
            list.sort();
            list
        };
        let revoked = names.iter().filter_map(|name| name.strip_prefix(REVOKED));
        Ok(Found {
            active: sorted(&mut names.iter().filter_map(|name| Ticket::parse(name))),
            revoked: sorted(&mut revoked.filter_map(Ticket::parse)),
        })
    }

    /// What these claims may have changed.
    pub async fn in_doubt(
        &self,
        found: &Found,
    ) -> Result<BTreeMap<String, Option<Digest>>, Trouble> {
        let mut doubt = BTreeMap::new();
        for ticket in found.active.iter().chain(&found.revoked) {
            for folder in [self.path(ticket), self.revoked_path(ticket)] {
                let bytes = self.folder.read(&format!("{folder}/intent.json")).await?;
                let intent = bytes.and_then(|bytes| serde_json::from_slice::<Intent>(&bytes).ok());
                if let Some(intent) = intent {
                    doubt.extend(intent.remove.into_iter().map(|path| (path, None)));
                    doubt.extend(
                        intent
                            .write
                            .into_iter()
                            .map(|(path, digest)| (path, Some(digest))),
                    );
                }
            }
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
            // Its owner may have been writing into it, and so made it anew after it was renamed away
            // before: what that left goes into what is there already.
            let mut away = self.revoked_path(lower);
            if !self.folder.list(&away).await?.is_empty() {
                away = format!("{away}/{}", own.name());
            }
            // Not there any more: it finished or gave up, and the basis or the marker shows it.
            self.folder.rename(&self.path(lower), &away).await?;
        }
        match self.stands(own).await? {
            true => Ok(None),
            false => Ok(Some(Check::Superseded(own.generation))),
        }
    }

    /// Clears what lower claims left, then ends this one.
    pub async fn end(&self, own: &Ticket) -> Result<(), Trouble> {
        let found = self.find(Some(own)).await?;
        for lower in found.revoked.iter().filter(|ticket| *ticket < own) {
            self.folder.remove(&self.revoked_path(lower)).await?;
        }
        self.withdraw(own).await
    }

    /// Ends this claim, also when it was revoked.
    pub async fn withdraw(&self, own: &Ticket) -> Result<(), Trouble> {
        self.folder.remove(&self.path(own)).await?;
        self.folder.remove(&self.revoked_path(own)).await
    }
}
