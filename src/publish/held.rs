//! What a mirror holds of ours, and what has to happen for it to hold a release instead.

use super::fence::Allowed;
use super::generation::{self, Generation, Piece};
use super::manifest::{self, Files, Manifest};
use super::marker::{KEPT, Marker, Retired};
use super::mirror::{Batch, Look, Looking, Mirror, Trouble, Write};
use super::order;
use super::plan::plan;
use super::release::{Release, Ticket};
use super::retire::retire;
use super::spot_check::{Asked, turn};
use crate::plan::{Action, Plan};
use crate::tree::{Digest, File, Part};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Files, and how long each is.
type Lengths = Vec<(String, u64)>;

/// What one mirror holds.
#[derive(Debug, Default)]
pub struct Held {
    /// What it showed at a glance.
    pub look: Look,
    /// What it remembers.
    pub marker: Option<Marker>,
    /// Its public head, where there is no marker.
    pub generation: Option<Generation>,
    /// What its manifest says it holds, as far as that could be read.
    manifest: Manifest,
    /// The manifest's pieces that could be read.
    pieces: BTreeMap<String, Piece>,
    /// Paths that are missing, damaged or in doubt.
    broken: BTreeSet<String>,
    /// How far looking for those came.
    asked: Asked,
}

impl Held {
    /// Asks a mirror. `release` saves reading those parts of the manifest that are the same.
    pub async fn ask(
        mirror: &dyn Mirror,
        release: &Release,
        own: Option<&Ticket>,
    ) -> Result<Self, Trouble> {
        let look = mirror.look(own).await?;
        let marker = look.marker.as_deref().and_then(Marker::parse);
        // What the marker says has happened: the head is needed only where there is none.
        let head = match marker {
            Some(_) => None,
            None => mirror.read(generation::PATH).await?,
        };
        let generation = head
            .as_deref()
            .and_then(|bytes| Generation::parse(bytes).ok());
        let mut held = Held {
            look,
            marker,
            generation,
            ..Held::default()
        };
        let root = match (&held.marker, &held.generation) {
            (Some(marker), _) => Some(marker.manifest),
            (None, Some(generation)) => Some(generation.manifest.digest),
            (None, None) => None,
        };
        if let Some(root) = root {
            held.read_manifest(mirror, &root, release).await?;
        }
        held.find_broken(mirror, release).await?;
        Ok(held)
    }

    /// What a mirror holds that showed this very release, and that nobody has begun anything since; nothing where it
    /// has to be asked.
    pub fn shown(look: Look, release: &Release) -> Option<Self> {
        let mut held = Held {
            marker: look.marker.as_deref().and_then(Marker::parse),
            look,
            ..Held::default()
        };
        held.is_of(release).then(|| {
            held.take_manifest(release);
            held
        })
    }

    fn take_manifest(&mut self, release: &Release) {
        let pieces = release.packed.files.iter();
        self.pieces = pieces
            .map(|(path, file)| (path.clone(), piece(file)))
            .collect();
        self.manifest = release.manifest.clone();
    }

    async fn read_manifest(
        &mut self,
        mirror: &dyn Mirror,
        root: &Digest,
        release: &Release,
    ) -> Result<(), Trouble> {
        if *root == release.packed.root.digest {
            self.take_manifest(release);
            return Ok(());
        }
        let Some(bytes) = sound(mirror, root).await? else {
            return Ok(());
        };
        let Ok(lines) = Manifest::parse_root(&bytes) else {
            return Ok(());
        };
        let length = bytes.len() as u64;
        self.pieces.insert(
            manifest::path(root),
            Piece {
                digest: *root,
                length,
            },
        );
        for line in lines {
            let (part, piece) = line.read();
            let same = release.packed.parts.get(&part) == Some(piece);
            let files = match release.manifest.parts.get(&part).filter(|_| same) {
                Some(files) => Some(Arc::clone(files)),
                None => sound(mirror, &piece.digest)
                    .await?
                    .and_then(|bytes| Manifest::parse_part(&bytes).ok())
                    .map(Arc::new),
            };
            if let Some(files) = files {
                self.pieces
                    .insert(manifest::path(&piece.digest), piece.clone());
                self.manifest.parts.insert(part, files);
            }
        }
        Ok(())
    }

    async fn find_broken(&mut self, mirror: &dyn Mirror, release: &Release) -> Result<(), Trouble> {
        let asked = self.marker.as_ref().map(|marker| marker.asked.clone());
        self.asked = asked.unwrap_or_default();
        let looking = mirror.looking();
        if looking == Looking::Free || !self.is_of(release) {
            let (mut hot, past) = self.expected();
            let files = match (looking, &self.marker) {
                (Looking::OneByOne, Some(_)) => {
                    let mut files = turn(&hot.into_iter().collect(), &mut self.asked.hot);
                    files.extend(turn(&past.into_iter().collect(), &mut self.asked.past));
                    files
                }
                // With no marker nothing is known of what happened here.
                _ => {
                    hot.extend(past);
                    hot
                }
            };
            self.broken = mirror.lacking(files).await?.into_iter().collect();
        }
        self.broken.extend(self.look.in_doubt.keys().cloned());
        Ok(())
    }

    /// Whether the marker says that this very release is there, and nobody has begun anything since.
    fn is_of(&self, release: &Release) -> bool {
        let marked = self.marker.as_ref().is_some_and(|marker| {
            marker.rank() == release.ticket.rank() && marker.manifest == release.packed.root.digest
        });
        marked && self.look.in_doubt.is_empty()
    }

    /// The lengths of all files that should be there, each once: what changes often, and what was written once.
    fn expected(&self) -> (Lengths, Lengths) {
        let own = self.marker.as_ref().map(|marker| &marker.own);
        let is_own = |path: &String| own.is_some_and(|own| own.contains_key(path));
        let of = |part: &Part| {
            let files = self.manifest.parts.get(part).into_iter();
            let files = files.flat_map(|files| files.iter());
            let files = files.filter(|(path, _)| !is_own(path));
            files.map(|(path, entry)| (path.clone(), entry.length))
        };
        let lengths = |pieces: &BTreeMap<String, Piece>| {
            let pieces = pieces.iter();
            let lengths = pieces.map(|(path, piece)| (path.clone(), piece.length));
            lengths.collect::<Vec<_>>()
        };
        let own = own.into_iter().flat_map(lengths);
        let months = self
            .manifest
            .parts
            .keys()
            .filter(|part| **part != Part::Hot);
        (
            of(&Part::Hot).chain(own).collect(),
            months.flat_map(of).chain(lengths(&self.pieces)).collect(),
        )
    }

    /// The site whose files these are, when they are anyone's.
    pub fn site(&self) -> Option<&str> {
        let marked = self.marker.as_ref().map(|marker| marker.site.as_str());
        marked.or_else(|| {
            self.generation
                .as_ref()
                .map(|generation| generation.site.as_str())
        })
    }

    /// The number and nonce it holds.
    pub fn rank(&self) -> Option<(u64, &str)> {
        let marked = self.marker.as_ref().map(Marker::rank);
        marked.or_else(|| self.generation.as_ref().map(Generation::rank))
    }

    /// What readers would see change, publishing's own files apart.
    pub fn plan(&self, release: &Release) -> Plan {
        plan(&self.trusted(&release.manifest), &release.manifest)
    }

    /// What is held, without what is wanted and broken: that has to be written anew.
    fn trusted(&self, want: &Manifest) -> Manifest {
        let mut have = self.manifest.clone();
        if self.broken.is_empty() {
            return have;
        }
        let wanted: BTreeSet<&String> = want.entries().map(|(path, _)| path).collect();
        for files in have.parts.values_mut() {
            let broken = |path: &String| self.broken.contains(path) && wanted.contains(path);
            if files.keys().any(broken) {
                Arc::<Files>::make_mut(files).retain(|path, _| !broken(path));
            }
        }
        have
    }

    /// Everything to do, or nothing when the mirror holds exactly this release already. With `force`,
    /// every file is written: what looks right may be damaged and still have its length.
    pub fn batch(
        &self,
        release: &Release,
        host: &BTreeMap<String, File>,
        plan: &Plan,
        allowed: Allowed,
    ) -> Option<Batch> {
        let changed: BTreeSet<&str> = plan
            .changes
            .iter()
            .filter(|change| change.action != Action::Delete)
            .map(|change| change.name.as_str())
            .collect();
        let own = release.own(host);
        let held = |path: &str, file: &File| {
            if allowed.force {
                false
            } else if release.tree.files.contains_key(path) {
                !changed.contains(path)
            } else if own.contains_key(path) {
                self.holds_own(path, file)
            } else {
                self.pieces.contains_key(path) && !self.broken.contains(path)
            }
        };
        // Of the tree, which is by far the most, what is held is what is not changed.
        let pages = || {
            let pages = release.tree.files.iter();
            pages.map(|(path, file)| (path, file, !allowed.force && !changed.contains(&path[..])))
        };
        let others = || {
            let others = release.packed.files.iter().chain(&own);
            others.map(|(path, file)| (path, file, held(path, file)))
        };
        let settled = self.marker.is_some() && self.look.in_doubt.is_empty() && !allowed.erase;
        if settled && pages().chain(others()).all(|(.., held)| held) {
            return None;
        }
        let mut batch = Batch {
            basis: self.look.basis.clone(),
            erase: allowed.erase,
            // Growing as it comes copies all of a first publish more than once.
            write: Vec::with_capacity(changed.len() + release.packed.files.len() + own.len()),
            ..Batch::default()
        };
        for (path, file, held) in pages().chain(others()) {
            let to = match held {
                true if self.look.only_changes => continue,
                true => &mut batch.keep,
                false => &mut batch.write,
            };
            let (path, file) = (path.clone(), file.clone());
            to.push(Write { path, file });
        }
        order::sort(&mut batch.write);
        let wanted = |path: &str| {
            release.tree.files.contains_key(path)
                || release.packed.files.contains_key(path)
                || own.contains_key(path)
        };
        let doubt = &self.look.in_doubt;
        let kept = if allowed.erase { 0 } else { KEPT };
        let before = self.marker.iter().flat_map(|marker| &marker.retired);
        let fate = retire(self.dropped(plan), before, doubt, wanted, kept);
        batch.linger = fate.linger;
        batch.remove = fate.remove;
        batch.marker = self::marker(release, &own, fate.retired, self.asked.clone()).to_bytes();
        Some(batch)
    }

    fn holds_own(&self, path: &str, file: &File) -> bool {
        let held = self.marker.as_ref().and_then(|marker| marker.own.get(path));
        held.is_some_and(|held| held.digest == file.digest) && !self.broken.contains(path)
    }

    /// What is held now and no page of the release needs, pieces and own files unless wanted still.
    fn dropped(&self, plan: &Plan) -> Vec<(&String, Digest)> {
        let deleted: BTreeSet<&str> = plan
            .changes
            .iter()
            .filter(|change| change.action == Action::Delete)
            .map(|change| change.name.as_str())
            .collect();
        let pages = self
            .manifest
            .entries()
            .filter(|(path, _)| deleted.contains(path.as_str()))
            .map(|(path, entry)| (path, entry.digest));
        let own = self.marker.iter().flat_map(|marker| &marker.own);
        let pieces = self.pieces.iter().chain(own);
        let pieces = pieces.map(|(path, piece)| (path, piece.digest));
        pages.chain(pieces).collect()
    }
}

/// What a mirror that holds this release remembers.
fn marker(
    release: &Release,
    own: &BTreeMap<String, File>,
    retired: BTreeMap<String, Retired>,
    asked: Asked,
) -> Marker {
    Marker {
        version: 1,
        site: release.site.clone(),
        generation: release.ticket.generation,
        nonce: release.ticket.nonce.clone(),
        manifest: release.packed.root.digest,
        own: own
            .iter()
            .map(|(path, file)| (path.clone(), piece(file)))
            .collect(),
        purge: BTreeMap::new(),
        retired,
        asked,
        made: Vec::new(),
    }
}

fn piece(file: &File) -> Piece {
    Piece {
        digest: file.digest,
        length: file.length,
    }
}

/// A piece of the manifest, when it is there and undamaged.
async fn sound(mirror: &dyn Mirror, digest: &Digest) -> Result<Option<Vec<u8>>, Trouble> {
    let bytes = mirror.read(&manifest::path(digest)).await?;
    Ok(bytes.filter(|bytes| Digest::of(bytes) == *digest))
}
