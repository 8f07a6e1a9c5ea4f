//! The mirror kind `bunny`: a storage zone of bunny.net, read through a pull zone.
//!
//! Its API (docs.bunny.net, "Edge Storage", read 2026-11-27) knows no conditions: fence class E.

use super::keyed::{Call, Keyed};
use super::{Trouble, Write};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::overwrites::{Overwrites, Plain};
use async_trait::async_trait;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use serde::Deserialize;

/// `bunny = { zone = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BunnySettings {
    /// The storage zone's name.
    pub zone: String,
    /// The address of the zone's main region.
    pub endpoint: String,
    /// The folder within the zone, without slashes around it.
    pub prefix: String,
    /// The variable with the zone's password.
    pub key_variable: String,
}

/// Main regions: how they are written, and their host's name (docs.bunny.net, read 2026-11-27).
pub const REGIONS: &[(&str, &str)] = &[
    ("de", "storage.bunnycdn.com"),
    ("uk", "uk.storage.bunnycdn.com"),
    ("se", "se.storage.bunnycdn.com"),
    ("ny", "ny.storage.bunnycdn.com"),
    ("la", "la.storage.bunnycdn.com"),
    ("sg", "sg.storage.bunnycdn.com"),
    ("syd", "syd.storage.bunnycdn.com"),
    ("br", "br.storage.bunnycdn.com"),
    ("jh", "jh.storage.bunnycdn.com"),
];

/// How many requests are under way at once.
const AT_ONCE: usize = 8;

/// A storage zone.
pub struct Zone {
    api: Keyed,
    /// With a slash behind.
    below: String,
}

/// One thing in a folder, as the API lists it.
#[derive(Deserialize)]
struct Listed {
    #[serde(rename = "ObjectName")]
    name: String,
}

/// The zone as a mirror.
///
/// # Errors
/// The settings do not fit together.
pub fn mirror(settings: &BunnySettings, key: &Secret) -> Result<Overwrites<Zone>, Problem> {
    let api = Keyed::new(&settings.endpoint, "AccessKey", key, &settings.key_variable)?;
    let mut below = format!("{}/", settings.zone);
    if !settings.prefix.is_empty() {
        below = format!("{below}{}/", settings.prefix);
    }
    Ok(Overwrites {
        place: Zone { api, below },
    })
}

impl Zone {
    async fn put_one(&self, write: &Write) -> Result<(), Trouble> {
        let path = format!("{}{}", self.below, write.path);
        let checksum = write.file.digest.to_string().to_uppercase();
        let call = Call {
            path: &path,
            // Refused when it does not arrive whole.
            headers: &[
                ("checksum", &checksum),
                ("content-type", write.file.media.content_type()),
            ],
            body: write.file.bytes(),
            ..Call::default()
        };
        let answer = self.api.ask("PUT", call).await?;
        match answer.status {
            200 | 201 => Ok(()),
            _ => Err(self
                .api
                .trouble(&format!("write `{}`", write.path), &answer)),
        }
    }

    async fn remove_one(&self, path: &str) -> Result<(), Trouble> {
        let at = format!("{}{path}", self.below);
        let call = Call {
            path: &at,
            ..Call::default()
        };
        let answer = self.api.ask("DELETE", call).await?;
        match answer.status {
            200 | 204 | 404 => Ok(()),
            _ => Err(self.api.trouble(&format!("remove `{path}`"), &answer)),
        }
    }
}

#[async_trait]
impl Plain for Zone {
    async fn names(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        let path = match folder {
            "" => self.below.clone(),
            folder => format!("{}{folder}/", self.below),
        };
        let call = Call {
            path: &path,
            headers: &[("accept", "application/json")],
            ..Call::default()
        };
        let answer = self.api.ask("GET", call).await?;
        let doing = format!("list `{folder}`");
        match answer.status {
            200 => {
                let listed: Result<Vec<Listed>, _> = serde_json::from_slice(&answer.body);
                let listed = listed.map_err(|_| self.api.trouble(&doing, &answer))?;
                Ok(listed.into_iter().map(|one| one.name).collect())
            }
            404 => Ok(Vec::new()),
            _ => Err(self.api.trouble(&doing, &answer)),
        }
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let at = format!("{}{path}", self.below);
        let call = Call {
            path: &at,
            ..Call::default()
        };
        let answer = self.api.ask("GET", call).await?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            404 => Ok(None),
            _ => Err(self.api.trouble(&format!("read `{path}`"), &answer)),
        }
    }

    /// None: it refuses what does not have the digest that it was told.
    async fn missing(&self, _writes: &[Write]) -> Result<Option<Vec<String>>, Trouble> {
        Ok(Some(Vec::new()))
    }

    async fn put(&self, files: Vec<Write>) -> Result<(), Trouble> {
        let each: Vec<_> = files.iter().map(|write| self.put_one(write)).collect();
        stream::iter(each)
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
    }

    async fn remove(&self, paths: Vec<String>) -> Result<(), Trouble> {
        // In order: a claim goes after what it speaks of.
        for path in &paths {
            self.remove_one(path).await?;
        }
        Ok(())
    }
}
