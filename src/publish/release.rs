//! A release: one tree under one edition, with the files that publishing itself adds to it.

#[cfg(test)]
pub mod sample;

use super::generation::{self, Copy, Generation};
use super::manifest::{Manifest, Packed};
use super::sign::{PublicKey, Signature, attach};
use crate::render::Edition;
use crate::tree::{File, Media, Role, Tree};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;

/// Who publishes what: the number that decides between two publishers, and what breaks ties.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    /// The generation's number.
    pub generation: u64,
    /// The generation's own nonce: 32 hexadecimal digits.
    pub nonce: String,
    /// This run, for two that put the same generation in place: the later one goes on.
    pub run: String,
}

impl Ticket {
    /// As the name of a folder; names sort as tickets do.
    pub fn name(&self) -> String {
        format!("{:016}-{}-{}", self.generation, self.nonce, self.run)
    }

    /// From the name of a folder; nothing when it is none of ours.
    pub fn parse(name: &str) -> Option<Self> {
        let mut words = name.split('-');
        let (generation, nonce, run) = (words.next()?, words.next()?, words.next()?);
        (words.next().is_none() && generation.len() == 16).then_some(())?;
        Some(Ticket {
            generation: generation.parse().ok()?,
            nonce: nonce.into(),
            run: run.into(),
        })
    }

    /// What readers see of it.
    pub fn rank(&self) -> (u64, &str) {
        (self.generation, &self.nonce)
    }
}

/// 32 hexadecimal digits nobody else draws.
pub fn nonce() -> String {
    // `RandomState` is keyed by the operating system's randomness.
    let draw = || RandomState::new().hash_one(std::thread::current().id());
    format!("{:016x}{:016x}", draw(), draw())
}

/// The name of a run that began at this moment; later runs sort after earlier ones.
pub fn run(began: DateTime<Utc>) -> String {
    format!("{:013x}{}", began.timestamp_millis().max(0), &nonce()[..8])
}

/// What the head says beside digests.
#[derive(Debug, Clone)]
pub struct Labels {
    /// The site's id.
    pub site: String,
    /// Where copies are read.
    pub mirrors: Vec<Copy>,
    /// Whose signatures readers may trust.
    pub keys: Vec<PublicKey>,
}

/// One tree under one edition.
#[derive(Debug, Clone)]
pub struct Release {
    /// The site's id.
    pub site: String,
    /// Which publish this is.
    pub ticket: Ticket,
    /// The rendered site.
    pub tree: Tree,
    /// What the tree holds.
    pub manifest: Manifest,
    /// The manifest as files.
    pub packed: Packed,
    /// `generation.json`.
    pub head: File,
    /// It carries signatures.
    pub signed: bool,
    /// What it says.
    pub generation: Generation,
}

impl Release {
    /// The same tree, labels, edition and nonce: the same bytes.
    pub fn new(tree: Tree, labels: &Labels, edition: &Edition, nonce: &str, run: &str) -> Self {
        let manifest = Manifest::of(&tree);
        let packed = manifest.pack();
        Self::labelled(tree, manifest, packed, labels, edition, (nonce, run))
    }

    /// This release with its age-carrying files made anew (`tree`) under another edition.
    pub fn retimed(self, tree: Tree, labels: &Labels, edition: &Edition, nonce: &str) -> Self {
        let manifest = Manifest::retimed(&tree, &self.manifest);
        let packed = manifest.pack_after(Some((&self.manifest, &self.packed)));
        let run = &self.ticket.run;
        Self::labelled(tree, manifest, packed, labels, edition, (nonce, run))
    }

    fn labelled(
        tree: Tree,
        manifest: Manifest,
        packed: Packed,
        labels: &Labels,
        edition: &Edition,
        (nonce, run): (&str, &str),
    ) -> Self {
        let top = |path: &str, file: &File| !path.contains('/') || file.role == Role::Home;
        let generation = Generation {
            version: generation::VERSION,
            site: labels.site.clone(),
            generation: edition.generation,
            nonce: nonce.to_owned(),
            published_at: edition.published_at,
            fresh_until: edition.fresh_until,
            program: format!("stillup {}", env!("CARGO_PKG_VERSION")),
            files: tree
                .files
                .iter()
                .filter(|(path, file)| top(path, file))
                .map(|(path, file)| (path.clone(), file.digest))
                .collect(),
            manifest: packed.root.clone(),
            mirrors: labels.mirrors.clone(),
            keys: labels.keys.clone(),
        };
        Release {
            site: labels.site.clone(),
            ticket: Ticket {
                generation: edition.generation,
                nonce: nonce.to_owned(),
                run: run.to_owned(),
            },
            tree,
            manifest,
            packed,
            head: head(generation.to_bytes()),
            signed: false,
            generation,
        }
    }

    /// The same with these signatures behind its head, which are of `generation.to_bytes()`; with
    /// none of them it is unsigned.
    #[must_use]
    pub fn signed(self, signatures: &[Signature]) -> Self {
        Release {
            head: head(attach(self.generation.to_bytes(), signatures)),
            signed: !signatures.is_empty(),
            ..self
        }
    }

    /// The files publishing itself puts on a mirror beside the manifest's pieces.
    pub fn own(&self, host: &BTreeMap<String, File>) -> BTreeMap<String, File> {
        let mut own = host.clone();
        own.insert(generation::PATH.to_owned(), self.head.clone());
        own
    }
}

fn head(bytes: Vec<u8>) -> File {
    File {
        media: Media::Json,
        ..File::new(generation::PATH, bytes)
    }
}
