//! Every file of a site with the host's own digest of it: what such hosts want to be told whole, each
//! time. It is published too, so that the next one need not make every page to say what stays.

use super::MARKER;
use super::host::Host;
use crate::publish::generation;
use crate::publish::mirror::headers::{self, Rule};
use crate::publish::mirror::{Batch, Write};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Where it is.
pub const PATH: &str = "stillup/listing.json";

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
    /// Each, this one included.
    pub files: BTreeMap<String, Piece>,
    /// Which headers go with which.
    pub rules: Vec<Rule>,
    /// `_redirects`, where there is one.
    pub redirects: Option<String>,
    /// `_headers`.
    pub headers: Option<String>,
    /// What is published of it.
    pub text: Vec<u8>,
}

/// Files that are meant for hosts, which read them and show them to nobody.
pub const FOR_HOSTS: &[&str] = &["_headers", "_redirects"];

#[derive(Serialize, Deserialize)]
struct Text {
    version: u32,
    files: BTreeMap<String, Piece>,
}

impl Listing {
    /// Reads what was published.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text: Text = serde_json::from_slice(bytes).ok()?;
        (text.version == 1).then_some(Listing {
            files: text.files,
            ..Listing::default()
        })
    }

    /// Of a batch; `known` is of what is live, and right of everything that stays.
    pub fn of(batch: &Batch, known: &Listing, host: &impl Host) -> Self {
        let written = |write: &Write| {
            let bytes = write.file.bytes();
            (write.path.clone(), piece(host, &write.path, &bytes))
        };
        let kept = |write: &Write| match known.files.get(&write.path) {
            Some(piece) => (write.path.clone(), piece.clone()),
            None => written(write),
        };
        let (write, keep) = (&batch.write, &batch.keep);
        let mut files: BTreeMap<String, Piece> = match write.len() + keep.len() > FEW {
            true => (write.par_iter().map(written))
                .chain(keep.par_iter().map(kept))
                .collect(),
            false => (write.iter().map(written))
                .chain(keep.iter().map(kept))
                .collect(),
        };
        for path in &batch.linger {
            if let Some(piece) = known.files.get(path) {
                files.insert(path.clone(), piece.clone());
            }
        }
        files.insert(MARKER.to_owned(), piece(host, MARKER, &noted(batch)));
        let whole = Text { version: 1, files };
        let text = serde_json::to_vec(&whole).expect("plain data is always JSON");
        let mut files = whole.files;
        files.insert(PATH.to_owned(), piece(host, PATH, &text));
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
            text,
        }
    }

    /// A path with each digest.
    pub fn by_digest(&self) -> HashMap<&str, &str> {
        let all = self.files.iter();
        all.map(|(path, piece)| (piece.digest.as_str(), path.as_str()))
            .collect()
    }

    /// The bytes of a file of publishing itself.
    pub fn own(&self, path: &str, batch: &Batch) -> Option<Vec<u8>> {
        match path {
            PATH => Some(self.text.clone()),
            MARKER => Some(noted(batch)),
            _ => None,
        }
    }
}

/// The word before the text of `generation.json` in what is kept as the marker.
const HEAD: &str = "head";

/// The marker as it is published: with `generation.json`, which every look asks for as well.
fn noted(batch: &Batch) -> Vec<u8> {
    let mut all = batch.write.iter().chain(&batch.keep);
    let head = all.find(|write| write.path == generation::PATH);
    let head = head.and_then(|write| String::from_utf8(write.file.bytes()).ok());
    let marker = serde_json::from_slice::<Map<String, Value>>(&batch.marker);
    let (Some(head), Ok(mut marker)) = (head, marker) else {
        return batch.marker.clone();
    };
    marker.insert(HEAD.to_owned(), head.into());
    serde_json::to_vec_pretty(&marker).expect("plain data is always JSON")
}

/// The `generation.json` that was published with a marker; nothing where that does not say.
pub fn head(marker: &[u8]) -> Option<Vec<u8>> {
    let marker: Map<String, Value> = serde_json::from_slice(marker).ok()?;
    Some(marker.get(HEAD)?.as_str()?.as_bytes().to_vec())
}

fn piece(host: &impl Host, path: &str, bytes: &[u8]) -> Piece {
    Piece {
        digest: host.digest(path, bytes),
        length: bytes.len() as u64,
    }
}
