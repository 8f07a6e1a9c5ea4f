//! `.stillup/cache/digests/`: the host's digests of files, by path and by our own digest of their bytes, so that a
//! publish makes and reads only what changed. One file a kind of host; may be deleted at any time.
//!
//! It begins with a line that names the program that wrote it, since another one may pack the same bytes
//! otherwise, and has the digest of the rest; that is JSON.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a file of ours in the site's folder"
)]

use super::Batch;
use crate::publish::fence::drafts::listing::{Listing, Piece};
use crate::publish::manifest::is_immutable;
use crate::tree::Digest;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Where it is, and what it begins with.
#[derive(Debug, Clone)]
pub struct Memory {
    file: PathBuf,
    program: Digest,
}

/// What was remembered.
#[derive(Debug, Default)]
pub struct Before(HashMap<String, (Digest, Piece)>);

impl Before {
    /// The host's digest of a file of these bytes.
    pub fn get(&self, path: &str, digest: &Digest) -> Option<&Piece> {
        let (of, piece) = self.0.get(path)?;
        (of == digest).then_some(piece)
    }

    /// That of a file which is named by its content.
    pub fn named(&self, path: &str) -> Option<&Piece> {
        let (_, piece) = self.0.get(path)?;
        is_immutable(path).then_some(piece)
    }
}

impl Memory {
    /// For a kind of host, in the folder of the site.
    pub fn new(root: &Path, kind: &str, program: Digest) -> Self {
        Memory {
            file: root.join(".stillup/cache/digests").join(kind),
            program,
        }
    }

    fn first(&self, rest: &[u8]) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let (program, sum) = (self.program, Digest::of(rest));
        format!("stillup digests {version} {program} {sum}\n")
    }

    /// What is remembered; nothing where it is not there, another program's, or damaged.
    pub fn recall(&self) -> Before {
        let read = || {
            let bytes = std::fs::read(&self.file).ok()?;
            let end = bytes.iter().position(|byte| *byte == b'\n')? + 1;
            let (first, rest) = bytes.split_at(end);
            (first == self.first(rest).as_bytes()).then_some(())?;
            serde_json::from_slice(rest).ok()
        };
        Before(read().unwrap_or_default())
    }

    /// Keeps what a batch came to. Failing is no problem: it is then made again.
    pub fn keep(&self, batch: &Batch, listing: &Listing) {
        let all = batch.write.iter().chain(&batch.keep);
        let known: HashMap<&str, (Digest, &Piece)> = all
            .filter_map(|write| {
                let piece = listing.files.get(&write.path)?;
                Some((write.path.as_str(), (write.file.digest, piece)))
            })
            .collect();
        let rest = serde_json::to_vec(&known).expect("plain data is always JSON");
        let Some(folder) = self.file.parent() else {
            return;
        };
        let file =
            std::fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
        if let Ok(file) = file {
            let bytes = [self.first(&rest).into_bytes(), rest].concat();
            let _ = std::fs::write(file.path(), bytes).map(|()| file.persist(&self.file));
        }
    }
}
