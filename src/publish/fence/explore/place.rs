//! A folder in memory whose every request waits for its turn, for the fences that stand on folders, renames and
//! links.

use super::Door;
use crate::problem::Problem;
use crate::publish::fence::releases::Links;
use crate::publish::fence::rename::{Folder, Wanted, parent};
use crate::publish::mirror::{Trouble, Write};
use crate::publish::release::Ticket;
use crate::publish::{generation, manifest, marker};
use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// What a missing folder above a file means to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// The file is not taken.
    Refused,
    /// It is made.
    Made,
}

/// What is there.
#[derive(Debug, Clone, Default, Hash)]
pub struct Kept {
    /// Every file, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Every folder.
    pub folders: BTreeSet<String>,
    /// Where symbolic links lead, by path.
    pub links: BTreeMap<String, String>,
}

/// Whether a path is this one, or below it.
fn within(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Paths with all that was at or below `from` at `to`.
fn moved(path: &str, from: &str, to: &str) -> String {
    match within(path, from) {
        true => format!("{to}{}", &path[from.len()..]),
        false => path.to_owned(),
    }
}

impl Kept {
    /// Whose claims stand.
    pub fn claims(&self) -> impl Iterator<Item = Ticket> {
        self.folders.iter().filter_map(|path| claimed(path))
    }

    /// Where a path leads, through a link above it.
    fn real(&self, path: &str) -> String {
        let mut links = self.links.iter();
        let link = links.find(|(link, _)| path != link.as_str() && within(path, link));
        link.map_or(path.to_owned(), |(link, target)| moved(path, link, target))
    }

    fn make(&mut self, path: &str) -> bool {
        for (at, _) in path.match_indices('/') {
            self.folders.insert(path[..at].to_owned());
        }
        self.folders.insert(path.to_owned())
    }

    fn is_there(&self, path: &str) -> bool {
        let files = self.files.contains_key(path) || self.links.contains_key(path);
        files || self.folders.contains(path)
    }

    fn rename(&mut self, from: &str, to: &str) -> bool {
        let above = parent(to).is_none_or(|folder| self.folders.contains(folder));
        if !self.is_there(from) || !above {
            return false;
        }
        let new = |path: &str| moved(path, from, to);
        let files = std::mem::take(&mut self.files).into_iter();
        // A file that is moved goes over what is there.
        let (gone, stay): (Vec<_>, Vec<_>) = files.partition(|(path, _)| within(path, from));
        self.files.extend(stay);
        let gone = gone.into_iter().map(|(path, bytes)| (new(&path), bytes));
        self.files.extend(gone);
        let links = std::mem::take(&mut self.links).into_iter();
        let (gone, stay): (Vec<_>, Vec<_>) = links.partition(|(path, _)| within(path, from));
        self.links.extend(stay);
        let gone = gone.into_iter().map(|(path, target)| (new(&path), target));
        self.links.extend(gone);
        let folders = std::mem::take(&mut self.folders).into_iter();
        self.folders = folders.map(|path| new(&path)).collect();
        true
    }

    fn remove(&mut self, path: &str) {
        self.files.retain(|file, _| !within(file, path));
        self.links.retain(|link, _| !within(link, path));
        self.folders.retain(|folder| !within(folder, path));
    }
}

/// Whose claim a folder is.
fn claimed(path: &str) -> Option<Ticket> {
    let (_, name) = path.split_once("claims/")?;
    Ticket::parse(name)
}

/// What several publishers share.
pub type Place = Arc<Mutex<Kept>>;

/// A folder in memory whose every request waits for its turn.
pub struct Simulated {
    place: Place,
    door: Door,
    above: Above,
    /// It has claimed. What it looked at before it saw all at once, whenever that was.
    begun: AtomicBool,
    /// It has not looked at the claims yet, or staged since: only that look takes a turn.
    looks: AtomicBool,
}

impl Simulated {
    /// As one publisher sees the place.
    pub fn new(place: Place, door: Door, above: Above) -> Self {
        Simulated {
            place,
            door,
            above,
            begun: AtomicBool::new(false),
            looks: AtomicBool::new(true),
        }
    }

    /// Waits for a turn.
    async fn wait(&self) {
        if self.begun.load(Ordering::SeqCst) {
            self.door.turn(false).await;
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.place.lock().expect("one thread")
    }

    /// What adds no order that means anything new takes no turn: what is named by its content, the head, which
    /// comes after the home page as that after the rest, and what a claim holds for its owner alone.
    async fn turn(&self, path: &str) {
        let shown = path.split("/files/").last().unwrap_or(path);
        if !manifest::is_immutable(shown) && shown != generation::PATH {
            self.wait().await;
        }
    }

    fn taken() -> Trouble {
        Problem::error("taken", "something of that name is there").into()
    }

    fn gone() -> Trouble {
        Problem::error("gone", "the folder is not there").into()
    }
}

#[async_trait]
impl Folder for Simulated {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        if claimed(path).is_some() {
            self.begun.store(true, Ordering::SeqCst);
            self.wait().await;
        }
        let made = self.kept().make(path);
        Ok(self.door.heard(made))
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        if path.ends_with("/claims") && self.looks.swap(false, Ordering::SeqCst) {
            self.door.turn(false).await;
        }
        let below = if path.is_empty() {
            String::new()
        } else {
            format!("{path}/")
        };
        let kept = self.kept();
        let all = kept.files.keys().chain(&kept.folders);
        let inside = all.filter_map(|path| path.strip_prefix(&below)?.split('/').next());
        let names: BTreeSet<String> = inside.map(str::to_owned).collect();
        Ok(self.door.heard(names.into_iter().collect()))
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if path.ends_with(marker::PATH) {
            self.wait().await;
        }
        let kept = self.kept();
        let found = kept.files.get(&kept.real(path)).cloned();
        Ok(self.door.heard(found))
    }

    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        let kept = self.kept();
        let lacking = files.into_iter().filter(|(path, lengths)| {
            let bytes = kept.files.get(&kept.real(path));
            !bytes.is_some_and(|bytes| lengths.contains(&(bytes.len() as u64)))
        });
        Ok(self.door.heard(lacking.map(|(path, _)| path).collect()))
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        if under.ends_with("/files") || under.ends_with("/release") {
            self.wait().await;
            self.looks.store(true, Ordering::SeqCst);
        }
        for write in files {
            let path = format!("{under}/{}", write.path);
            let mut kept = self.kept();
            // A folder below the claim is made as needed; the claim's own is another matter.
            let claim: Vec<&str> = path.split('/').take(3).collect();
            let claimed = kept.folders.contains(&claim.join("/"));
            if !self.door.heard(claimed || self.above == Above::Made) {
                return Err(Self::gone());
            }
            if let Some(folder) = parent(&path) {
                kept.make(folder);
            }
            kept.files.insert(path, write.file.bytes());
        }
        Ok(())
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        for (done, (from, to)) in moves.iter().enumerate() {
            self.turn(to).await;
            let mut kept = self.kept();
            let there = kept.is_there(from);
            if !self.door.heard(there) {
                return Ok(done);
            }
            if let Some(folder) = parent(to) {
                kept.make(folder);
            }
            kept.rename(from, to);
        }
        Ok(moves.len())
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        self.wait().await;
        let mut kept = self.kept();
        // Nobody renames over what is there but by chance, and not all places refuse a folder that is empty.
        if self.door.heard(kept.is_there(from) && kept.is_there(to)) {
            return Err(Self::taken());
        }
        let renamed = kept.rename(from, to);
        Ok(self.door.heard(renamed))
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        if claimed(path).is_some() && self.kept().folders.contains(path) {
            self.wait().await;
        }
        self.kept().remove(path);
        Ok(())
    }

    async fn prune(&self, _path: &str) -> Result<(), Trouble> {
        Ok(())
    }
}

#[async_trait]
impl Links for Simulated {
    async fn link(&self, pairs: Vec<(String, String)>) -> Result<Vec<bool>, Trouble> {
        let mut linked = Vec::new();
        for (from, to) in pairs {
            self.turn(&from).await;
            let mut kept = self.kept();
            let bytes = kept.files.get(&kept.real(&from)).cloned();
            linked.push(self.door.heard(bytes.is_some()));
            if let Some(bytes) = bytes {
                if let Some(folder) = parent(&to) {
                    kept.make(folder);
                }
                kept.files.insert(to, bytes);
            }
        }
        Ok(linked)
    }

    async fn point(&self, at: &str, target: &str) -> Result<(), Trouble> {
        self.wait().await;
        let mut kept = self.kept();
        let above = parent(at).is_none_or(|folder| kept.folders.contains(folder));
        if !self.door.heard(above) {
            return Err(Self::gone());
        }
        if self.door.heard(kept.is_there(at)) {
            return Err(Self::taken());
        }
        kept.links.insert(at.to_owned(), target.to_owned());
        Ok(())
    }

    async fn target(&self, at: &str) -> Result<Option<String>, Trouble> {
        self.wait().await;
        let target = self.kept().links.get(at).cloned();
        Ok(self.door.heard(target))
    }

    async fn settle(&self, _paths: Vec<String>) -> Result<(), Trouble> {
        Ok(())
    }

    async fn walk(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let kept = self.kept();
        let below = format!("{path}/");
        let files = kept.files.keys();
        let files = files.filter_map(|file| file.strip_prefix(&below));
        Ok(self.door.heard(files.map(str::to_owned).collect()))
    }
}
