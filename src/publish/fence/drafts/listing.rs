//! Every file of a site with the host's own digest of it: what such hosts want to be told whole, each
//! time.

use super::MARKER;
use super::host::Host;
use super::noted::noted;
use crate::publish::mirror::digests::Before;
use crate::publish::mirror::headers::{self, Rule};
use crate::publish::mirror::{Batch, Write};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Up to so many files are not worth sharing out.
const FEW: usize = 64;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "(String, u64)", from = "(String, u64)")]
pub struct Piece {
    /// The host's digest.
    pub digest: String,
    /// In bytes.
    pub length: u64,
}

impl From<(String, u64)> for Piece {
    fn from((digest, length): (String, u64)) -> Self {
        Piece { digest, length }
    }
}

impl From<Piece> for (String, u64) {
    fn from(piece: Piece) -> Self {
        (piece.digest, piece.length)
    }
}

/// All files of a site, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Each, the marker included.
    pub files: BTreeMap<String, Piece>,
    /// Which headers go with which.
    pub rules: Vec<Rule>,
    /// `_redirects`, where there is one.
    pub redirects: Option<String>,
    /// `_headers`.
    pub headers: Option<String>,
    /// The marker, as it is published.
    pub marker: Vec<u8>,
}

/// Files that are meant for hosts, which read them and show them to nobody.
pub const FOR_HOSTS: &[&str] = &["_headers", "_redirects"];

impl Listing {
    /// Of a batch. What was known `before` need not be made to be told; of what lingers nobody has the bytes.
    pub fn of(
        batch: &Batch,
        before: &Before,
        lingering: BTreeMap<String, Piece>,
        host: &impl Host,
    ) -> Self {
        let told = |write: &Write| {
            let piece = before.get(&write.path, &write.file.digest).cloned();
            let piece = piece.unwrap_or_else(|| piece_of(host, &write.path, &write.file.bytes()));
            (write.path.clone(), piece)
        };
        let (write, keep) = (&batch.write, &batch.keep);
        let mut files: BTreeMap<String, Piece> = match write.len() + keep.len() > FEW {
            true => write.par_iter().chain(keep).map(told).collect(),
            false => write.iter().chain(keep).map(told).collect(),
        };
        let marker = noted(batch, &lingering);
        files.extend(lingering);
        files.insert(MARKER.to_owned(), piece_of(host, MARKER, &marker));
        let told = |path: &str| {
            let mut all = batch.write.iter().chain(&batch.keep);
            let bytes = all.find(|write| write.path == path)?.file.bytes();
            String::from_utf8(bytes).ok()
        };
        let headers = told("_headers");
        Listing {
            files,
            rules: headers.as_deref().map(headers::rules).unwrap_or_default(),
            redirects: told("_redirects"),
            headers,
            marker,
        }
    }

    /// A path with each digest.
    pub fn by_digest(&self) -> HashMap<&str, &str> {
        let all = self.files.iter();
        all.map(|(path, piece)| (piece.digest.as_str(), path.as_str()))
            .collect()
    }
}

/// A file with the host's digest of it.
pub fn piece_of(host: &impl Host, path: &str, bytes: &[u8]) -> Piece {
    Piece {
        digest: host.digest(path, bytes),
        length: bytes.len() as u64,
    }
}
