//! A copy of the site that is asked what it holds, and believed as far as that can be checked: its head
//! by signature where keys are known, everything else by the digests that hang from the head.

use super::generation::{self, Generation};
use super::manifest::{self, Entry, Files, Manifest};
use super::mirror::Mirror;
use super::stamp;
use crate::archive;
use crate::render::carried;
use crate::tree::{Digest, Part};
use async_trait::async_trait;
use std::collections::BTreeMap;

/// No file is longer than this, in bytes; a copy that is may be meant to fill the memory.
const LONGEST: u64 = 256 << 20;

/// The longest head, in bytes.
const HEAD: u64 = 4 << 20;

/// Where a copy is read.
#[async_trait]
pub trait Reads: Send + Sync {
    /// A file's bytes, of which there may be this many; none where there is no such file.
    ///
    /// # Errors
    /// In words.
    async fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, String>;
}

#[async_trait]
impl Reads for &dyn Mirror {
    async fn read(&self, path: &str, _limit: u64) -> Result<Option<Vec<u8>>, String> {
        let read = Mirror::read(*self, path).await;
        read.map_err(|trouble| trouble.problem.what)
    }
}

/// What makes a head of its bytes, if it is believed; else why not, in words.
pub type Belief<'a> = &'a (dyn Fn(&[u8]) -> Result<Generation, String> + Send + Sync);

/// What one of its archives of sources holds.
#[derive(Debug, Clone, Default)]
pub struct Unpacked {
    /// By path in the site's folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Path in the site's folder to path in the tree.
    pub assets: BTreeMap<String, String>,
    /// What was not taken out of it, in words.
    pub wrong: Vec<String>,
}

/// A copy whose head was believed.
pub struct Witness<'a> {
    from: &'a dyn Reads,
    /// What it holds.
    pub head: Generation,
    parts: BTreeMap<Part, generation::Piece>,
}

impl<'a> Witness<'a> {
    /// Asks a copy for its head, and for its manifest's root.
    ///
    /// # Errors
    /// In words: there is no head, it is not believed, or its root cannot be had.
    pub async fn of(from: &'a dyn Reads, believe: Belief<'_>) -> Result<Self, String> {
        let bytes = from.read(generation::PATH, HEAD).await?;
        let bytes = bytes.ok_or_else(|| format!("there is no `{}`", generation::PATH))?;
        let head = believe(&stamp::without(generation::PATH, bytes));
        let head = head.map_err(|why| format!("`{}`: {why}", generation::PATH))?;
        let mut witness = Witness {
            from,
            head,
            parts: BTreeMap::new(),
        };
        let root = witness.piece(&witness.head.manifest.digest).await?;
        let lines = Manifest::parse_root(&root).map_err(|why| format!("its manifest: {why}"))?;
        let parts = lines.iter().map(|line| line.read());
        witness.parts = parts.map(|(part, piece)| (part, piece.clone())).collect();
        Ok(witness)
    }

    /// The parts of its manifest, and the piece that holds each.
    pub fn parts(&self) -> &BTreeMap<Part, generation::Piece> {
        &self.parts
    }

    /// The files of one part; none where its manifest has no such part.
    ///
    /// # Errors
    /// In words: it cannot be had as it was published.
    pub async fn files(&self, part: &Part) -> Result<Files, String> {
        let Some(piece) = self.parts.get(part) else {
            return Ok(Files::new());
        };
        let bytes = self.piece(&piece.digest).await?;
        Manifest::parse_part(&bytes).map_err(|why| format!("its manifest: {why}"))
    }

    async fn piece(&self, digest: &Digest) -> Result<Vec<u8>, String> {
        self.checked(&manifest::path(digest), digest).await
    }

    /// A file as it was published.
    ///
    /// # Errors
    /// In words: it cannot be had, or holds something else.
    pub async fn file(&self, path: &str, entry: &Entry) -> Result<Vec<u8>, String> {
        self.checked(path, &entry.digest).await
    }

    /// One of its archives of sources.
    ///
    /// # Errors
    /// In words: it cannot be had as it was published.
    pub async fn unpack(&self, path: &str, entry: &Entry) -> Result<Unpacked, String> {
        let mut opened = archive::open(&self.file(path, entry).await?);
        let index = opened.files.remove(carried::ASSETS).unwrap_or_default();
        let mut wrong = opened.refused;
        wrong.extend(opened.broken);
        let assets = match index.is_empty() {
            true => BTreeMap::new(),
            false => serde_json::from_slice(&index).unwrap_or_else(|error| {
                wrong.push(format!("`{}`: {error}", carried::ASSETS));
                BTreeMap::new()
            }),
        };
        Ok(Unpacked {
            files: opened.files,
            assets,
            wrong,
        })
    }

    async fn checked(&self, path: &str, digest: &Digest) -> Result<Vec<u8>, String> {
        let bytes = self.from.read(path, LONGEST).await?;
        let bytes = bytes.ok_or_else(|| format!("`{path}` is not there"))?;
        let bytes = stamp::without(path, bytes);
        match Digest::of(&bytes) == *digest {
            true => Ok(bytes),
            false => Err(format!("`{path}` is not what was published")),
        }
    }
}
