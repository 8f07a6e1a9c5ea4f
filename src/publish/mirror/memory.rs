//! A mirror that is only in memory: what the promises mean, at its smallest.

use super::{Trouble, Write};
use crate::problem::Problem;
use crate::publish::fence::rename::{Folder, Renames, Wanted};
use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files and folders by path. Clones show the same place.
#[derive(Clone, Default)]
pub struct Memory {
    place: Arc<Mutex<Place>>,
}

#[derive(Default)]
struct Place {
    files: BTreeMap<String, Vec<u8>>,
    folders: BTreeSet<String>,
}

impl Memory {
    /// As a mirror.
    pub fn mirror(&self) -> Renames<Memory> {
        Renames {
            folder: self.clone(),
        }
    }

    /// Every file, by path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.place().files.clone()
    }

    /// Puts a file there as a stranger would; none removes it.
    pub fn set(&self, path: &str, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => self.place().files.insert(path.to_owned(), bytes.to_vec()),
            None => self.place().files.remove(path),
        };
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    fn make(&mut self, path: &str) -> bool {
        for (at, _) in path.match_indices('/') {
            self.folders.insert(path[..at].to_owned());
        }
        self.folders.insert(path.to_owned())
    }

    fn has_folder(&self, path: &str) -> bool {
        path.is_empty() || self.folders.contains(path)
    }

    /// Renames a file or a folder with all in it; both sides have to be there.
    fn rename(&mut self, from: &str, to: &str) -> bool {
        if !self.has_folder(parent(to)) {
            return false;
        }
        if let Some(bytes) = self.files.remove(from) {
            self.files.insert(to.to_owned(), bytes);
            return true;
        }
        if !self.folders.contains(from) {
            return false;
        }
        let below = format!("{from}/");
        let moved = |path: &String| path == from || path.starts_with(&below);
        let new = |path: &str| format!("{to}{}", &path[from.len()..]);
        let files: Vec<String> = self
            .files
            .keys()
            .filter(|path| moved(path))
            .cloned()
            .collect();
        for path in files {
            if let Some(bytes) = self.files.remove(&path) {
                self.files.insert(new(&path), bytes);
            }
        }
        let all = std::mem::take(&mut self.folders);
        let renamed = |path: String| if moved(&path) { new(&path) } else { path };
        self.folders = all.into_iter().map(renamed).collect();
        true
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[async_trait]
impl Folder for Memory {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        tokio::task::yield_now().await;
        Ok(self.place().make(path))
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        tokio::task::yield_now().await;
        let below = if path.is_empty() {
            String::new()
        } else {
            format!("{path}/")
        };
        let place = self.place();
        let all = place.files.keys().chain(&place.folders);
        let names: BTreeSet<&str> = all
            .filter_map(|path| path.strip_prefix(&below))
            .filter_map(|rest| rest.split('/').next().filter(|name| !name.is_empty()))
            .collect();
        Ok(names.into_iter().map(str::to_owned).collect())
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        tokio::task::yield_now().await;
        Ok(self.place().files.get(path).cloned())
    }

    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        let place = self.place();
        let there = |path: &str, lengths: &RangeInclusive<u64>| {
            place
                .files
                .get(path)
                .is_some_and(|bytes| lengths.contains(&(bytes.len() as u64)))
        };
        Ok(files
            .into_iter()
            .filter(|(path, lengths)| !there(path, lengths))
            .map(|(path, _)| path)
            .collect())
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        for write in files {
            tokio::task::yield_now().await;
            let path = format!("{under}/{}", write.path);
            let bytes = write.file.bytes();
            let mut place = self.place();
            place.make(parent(&path));
            place.files.insert(path, bytes);
        }
        Ok(())
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        for (done, (from, to)) in moves.iter().enumerate() {
            tokio::task::yield_now().await;
            let mut place = self.place();
            if place.folders.contains(to) {
                let what = format!("`{to}` is a folder where a file has to go");
                return Err(Problem::error("in-the-way", what).into());
            }
            place.make(parent(to));
            if !place.rename(from, to) {
                return Ok(done);
            }
        }
        Ok(moves.len())
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        tokio::task::yield_now().await;
        Ok(self.place().rename(from, to))
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        tokio::task::yield_now().await;
        let below = format!("{path}/");
        let mut place = self.place();
        place
            .files
            .retain(|file, _| file != path && !file.starts_with(&below));
        place
            .folders
            .retain(|folder| folder != path && !folder.starts_with(&below));
        Ok(())
    }

    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        let mut place = self.place();
        let mut folder = parent(path);
        while !folder.is_empty() {
            let below = format!("{folder}/");
            let used = |path: &String| path.starts_with(&below);
            if place.files.keys().any(used) || place.folders.iter().any(used) {
                break;
            }
            place.folders.remove(folder);
            folder = parent(folder);
        }
        Ok(())
    }
}
