//! `generation.json`: the one public head of a mirror. It says which publish the mirror holds, how
//! long that may call itself fresh, and by digest everything else that belongs to it. What `sign` puts
//! behind it is read there alone.

use super::sign::{Doubt, Parts, PublicKey, verify};
use crate::tree::Digest;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Where it is, on every mirror.
pub const PATH: &str = "generation.json";

/// The form this program writes; a reader refuses a higher one.
pub const VERSION: u32 = 1;

/// The content of `generation.json`, signatures apart. Members that are not known are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generation {
    /// 1.
    pub version: u32,
    /// The site's id: its lineage. A mirror holding another site's is never touched.
    pub site: String,
    /// Which publish this is: milliseconds since 1970, or one more than the highest seen; below 2^53.
    pub generation: u64,
    /// 32 hexadecimal digits that break ties between two publishes of one number.
    pub nonce: String,
    /// When it was made.
    pub published_at: DateTime<Utc>,
    /// From here on a reader should call this copy stale.
    pub fresh_until: DateTime<Utc>,
    /// The program that wrote it, with its version.
    pub program: String,
    /// SHA-256 of each file at the top and of each home page, by path.
    pub files: BTreeMap<String, Digest>,
    /// The manifest's root: `stillup/manifest/<digest>.json`.
    pub manifest: Piece,
    /// Where copies of this site are read, this one included.
    pub mirrors: Vec<Copy>,
    /// `[site] keys`: any of these may sign. A site without keys has no such member.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<PublicKey>,
}

/// Why a head was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nobody the reader trusts has signed it.
    Untrusted(Doubt),
    /// It is signed, but this program cannot read it: why.
    Unreadable(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Untrusted(doubt) => doubt.fmt(to),
            Self::Unreadable(why) => write!(to, "it cannot be read: {why}"),
        }
    }
}

/// A file named by its own digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub length: u64,
}

/// Where one copy is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// Its name in the configuration.
    pub name: String,
    /// Its address, without a trailing slash.
    pub address: String,
}

impl Generation {
    /// As it stands in the file, unsigned: the same value gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_string_pretty(self).expect("plain data is always JSON");
        text.push('\n');
        text.into_bytes()
    }

    /// Reads it, signed or not, whoever signed it. The error is in words.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        Self::read(&Parts::of(bytes).text)
    }

    /// Reads it if one of these keys has signed it.
    ///
    /// # Errors
    /// None has, or this program cannot read it.
    pub fn verified(bytes: &[u8], trusted: &[PublicKey]) -> Result<Self, Refused> {
        let text = verify(bytes, trusted).map_err(Refused::Untrusted)?;
        Self::read(&text).map_err(Refused::Unreadable)
    }

    fn read(text: &[u8]) -> Result<Self, String> {
        let found: Generation = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        match found.version {
            VERSION => Ok(found),
            other => Err(format!(
                "it is of version {other}, this program reads version {VERSION}"
            )),
        }
    }

    /// The total order of publishes: number first, then nonce.
    pub fn rank(&self) -> (u64, &str) {
        (self.generation, &self.nonce)
    }
}
