//! The mirror kind `git-pages`: a site on a git-pages server, such as Codeberg's.
//!
//! Its `PATCH` takes an archive, applies its entries in order, and makes the outcome visible in one step or
//! not at all. It heeds no `If-Match`, but one thing in an archive may fail: an entry below what is a
//! file. Each publish ends the turn it began in by putting a file at that turn's path, and begins with
//! an entry below it. So of several publishers who saw the same turn one wins; the others look again and
//! decide anew: fence class D.

use super::keyed::{Call, Keyed, said};
use super::{Batch, Check, Flip, Look, Mirror, Trouble, Write};
use crate::net::http::Answer;
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::gzip;
use crate::publish::marker::{self, Marker};
use crate::publish::release::Ticket;
use async_trait::async_trait;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tar::{Builder, EntryType, Header};

/// `git-pages = { url = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitPagesSettings {
    /// The site's root, without a trailing slash.
    pub url: String,
    /// The key is one of the forge's, not one whose digest is in the DNS.
    pub forge: bool,
    /// The variable with the key.
    pub key_variable: String,
}

/// The names of turns that began: the last one is the present one.
const TURN: &str = ".stillup/turn.json";

/// Where turns that ended are.
const TURNS: &str = ".stillup/turns";

/// How many turns are remembered as ended. Nobody publishes for so long that as many come after.
const REMEMBERED: usize = 100;

/// How often a publish that lost to another change of the site is sent again.
const ROUNDS: usize = 8;

/// A site as a mirror.
pub struct GitPages {
    api: Keyed,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Names of turns, the present one last.
    turns: Vec<String>,
    /// The archive to apply.
    staged: Option<Vec<u8>>,
}

impl GitPages {
    /// The site these settings name.
    ///
    /// # Errors
    /// The address or the key cannot be used.
    pub fn new(settings: &GitPagesSettings, key: &Secret) -> Result<Self, Problem> {
        let (header, scheme) = match settings.forge {
            true => ("forge-authorization", "token"),
            false => ("authorization", "Pages"),
        };
        let login = Secret::new(format!("{scheme} {}", key.reveal()));
        Ok(GitPages {
            api: Keyed::new(&settings.url, header, &login, &settings.key_variable)?,
            state: Mutex::default(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let call = Call {
            path,
            // It keeps what it knows of a site for a minute, unless asked not to.
            headers: &[("cache-control", "no-cache")],
            ..Call::default()
        };
        let answer = self.api.ask("GET", call).await?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            404 | 302 => Ok(None),
            _ => Err(self.api.trouble(&format!("read `{path}`"), &answer)),
        }
    }

    async fn send(&self, method: &str, archive: &[u8]) -> Result<Answer, Trouble> {
        let call = Call {
            headers: &[
                ("content-type", "application/x-tar+gzip"),
                ("atomic", "yes"),
                ("create-parents", "yes"),
            ],
            body: archive.to_vec(),
            ..Call::default()
        };
        self.api.ask(method, call).await
    }

    /// Makes a site of nothing, where there is none: only one that is there can be changed.
    async fn begin(&self) -> Result<(), Trouble> {
        let mut archive = Archive::new();
        archive.file(".stillup/site", b"A site of stillup's.\n")?;
        let answer = self.send("PUT", &archive.finish()?).await?;
        match answer.status {
            200..=299 => Ok(()),
            _ => Err(self.api.trouble("make the site", &answer)),
        }
    }

    /// Files to take away that still hold what we wrote.
    async fn ours(&self, batch: &Batch) -> Result<Vec<String>, Trouble> {
        let mut ours = Vec::new();
        for removal in &batch.remove {
            let bytes = self.get(&removal.path).await?;
            if removal.is_of(bytes.as_deref()) {
                ours.push(removal.path.clone());
            }
        }
        Ok(ours)
    }

    /// The whole publish as one archive.
    fn archive(&self, ticket: &Ticket, batch: &Batch, gone: &[String]) -> Result<Vec<u8>, Problem> {
        let mut turns = self.state().turns.clone();
        let present = turns.last().cloned().unwrap_or_else(|| "first".to_owned());
        let mut archive = Archive::new();
        // Fails where somebody ended this turn.
        archive.file(&format!("{TURNS}/{present}/open"), b"")?;
        archive.file(&format!("{TURNS}/{present}"), b"over\n")?;
        for Write { path, file } in &batch.write {
            archive.file(path, &file.bytes())?;
        }
        for path in gone {
            archive.gone(path)?;
        }
        turns.push(ticket.name());
        while turns.len() > REMEMBERED {
            archive.gone(&format!("{TURNS}/{}", turns.remove(0)))?;
        }
        let turns = serde_json::to_vec(&turns).expect("plain data is always JSON");
        archive.file(TURN, &turns)?;
        archive.file(marker::PATH, &batch.marker)?;
        archive.finish()
    }
}

/// A tar archive being made.
struct Archive {
    tar: Builder<Vec<u8>>,
}

fn unpackable(error: std::io::Error) -> Problem {
    Problem::error("archive", "cannot put the site into an archive").because(error)
}

impl Archive {
    fn new() -> Self {
        Archive {
            tar: Builder::new(Vec::new()),
        }
    }

    fn entry(kind: EntryType, length: u64) -> Header {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(length);
        header.set_mode(0o644);
        header
    }

    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        let mut header = Self::entry(EntryType::Regular, bytes.len() as u64);
        let added = self.tar.append_data(&mut header, path, bytes);
        added.map_err(unpackable)
    }

    /// Takes away what is at the path: a "whiteout".
    fn gone(&mut self, path: &str) -> Result<(), Problem> {
        let mut header = Self::entry(EntryType::Char, 0);
        let device = header
            .set_device_major(0)
            .and_then(|()| header.set_device_minor(0));
        let added = device.and_then(|()| self.tar.append_data(&mut header, path, &b""[..]));
        added.map_err(unpackable)
    }

    /// Its bytes, as they are sent: packed.
    fn finish(self) -> Result<Vec<u8>, Problem> {
        let plain = self.tar.into_inner().map_err(unpackable)?;
        Ok(gzip::packed(&plain))
    }
}

#[async_trait]
impl Mirror for GitPages {
    async fn look(&self, _own: Option<&Ticket>) -> Result<Look, Trouble> {
        // The turn before the marker: if a publish comes in between, the turn is over, and ours is refused.
        let turns = self.get(TURN).await?;
        let turns: Vec<String> = match turns {
            Some(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                Problem::error("api", format!("cannot make sense of `{TURN}`")).because(error)
            })?,
            None => Vec::new(),
        };
        let basis = turns.last().cloned().unwrap_or_default();
        self.state().turns = turns;
        let marker = self.get(marker::PATH).await?;
        let foreign = match marker {
            Some(_) => None,
            None => self
                .get("index.html")
                .await?
                .map(|_| "index.html".to_owned()),
        };
        Ok(Look {
            marker,
            foreign,
            basis,
            ..Look::default()
        })
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.get(path).await
    }

    /// Nothing: a publish is there whole or not at all. With a marker that cannot be read nothing is
    /// known, so everything is written.
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let marker = self.get(marker::PATH).await?;
        Ok(match marker.as_deref().and_then(Marker::parse) {
            Some(_) => Vec::new(),
            None => files.into_iter().map(|(path, _)| path).collect(),
        })
    }

    async fn claim(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        // The turn is the claim.
        Ok(())
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let gone = self.ours(batch).await?;
        let archive = self.archive(ticket, batch, &gone)?;
        self.state().staged = Some(archive);
        Ok(())
    }

    async fn check(&self, _ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        let present = self.state().turns.last().cloned().unwrap_or_default();
        Ok(match present == batch.basis {
            true => Check::Clear,
            false => Check::Moved,
        })
    }

    async fn flip(&self, ticket: &Ticket, _batch: &Batch) -> Result<Flip, Trouble> {
        let Some(archive) = self.state().staged.take() else {
            return Ok(Flip::Superseded);
        };
        let mut answer = self.send("PATCH", &archive).await?;
        for _ in 1..ROUNDS {
            match answer.status {
                404 => self.begin().await?,
                // Something else about the site changed meanwhile: "resubmit", says its documentation.
                409 => {}
                _ => break,
            }
            answer = self.send("PATCH", &archive).await?;
        }
        if matches!(answer.status, 200..=299) {
            return Ok(Flip::Live);
        }
        if answer.status != 409 && !said(&answer).contains("not a directory") {
            return Err(self.api.trouble("publish", &answer));
        }
        let marker = self.get(marker::PATH).await?;
        let marker = marker.as_deref().and_then(Marker::parse);
        Ok(
            match marker.filter(|marker| marker.rank() > ticket.rank()) {
                Some(_) => Flip::Superseded,
                None => Flip::Moved,
            },
        )
    }

    /// What it took is there whole: that the marker is this publish's, or a newer one's, is all there is to see.
    async fn lost(&self, ticket: &Ticket, _batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        let marker = self.get(marker::PATH).await?;
        let marker = marker.as_deref().and_then(Marker::parse);
        let there = marker.is_some_and(|marker| marker.rank() >= ticket.rank());
        Ok(Some(match there {
            true => Vec::new(),
            false => vec![marker::PATH.to_owned()],
        }))
    }

    async fn collect(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        Ok(())
    }

    async fn withdraw(&self, _ticket: &Ticket) -> Result<(), Trouble> {
        self.state().staged = None;
        Ok(())
    }

    fn keeps(&self) -> Option<&'static str> {
        Some("earlier publishes in its server's audit log, where its owner keeps one")
    }
}
