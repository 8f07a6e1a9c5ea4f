//! `.stillup/marker.json`: what a mirror remembers of us for the next publisher. Private: no reader
//! needs it.

use super::generation::Piece;
use super::spot_check::Asked;
use crate::tree::Digest;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where it is, on mirrors that keep it as a file.
pub const PATH: &str = ".stillup/marker.json";

/// For how many further generations a file that pages of older generations may need is kept.
pub const KEPT: u8 = 3;

/// What a mirror remembers: written last, so what it says has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// 1.
    pub version: u32,
    /// The site's id.
    pub site: String,
    /// The generation it holds.
    pub generation: u64,
    /// Breaks ties.
    pub nonce: String,
    /// The manifest's root.
    pub manifest: Digest,
    /// Files of publishing itself but the manifest's pieces: `generation.json` and host files.
    pub own: BTreeMap<String, Piece>,
    /// What a CDN has still to forget: paths, and for how many further generations that is asked for where
    /// it cannot be struck out once it was done.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub purge: BTreeMap<String, u8>,
    /// Ours once, not in the manifest any more.
    pub retired: BTreeMap<String, Retired>,
    /// How far looking for files that are gone has come, where that goes by turns.
    #[serde(default, skip_serializing_if = "Asked::is_nothing")]
    pub asked: Asked,
    /// When it was published to in the last 24 hours, where only so many a day are taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<DateTime<Utc>>,
}

/// A file on its way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// What we wrote: a file that holds anything else is not deleted.
    pub digest: Digest,
    /// For how many further generations it is kept. 0: it should be gone, and is looked for once more.
    pub left: u8,
}

impl Marker {
    /// As it stands in the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("plain data is always JSON")
    }

    /// Nothing when it cannot be read: the mirror is then looked at anew.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes)
            .ok()
            .filter(|marker: &Marker| marker.version == 1)
    }

    /// The total order of publishes.
    pub fn rank(&self) -> (u64, &str) {
        (self.generation, &self.nonce)
    }
}
