//! Where each kind of mirror is tried, seen from behind.

use crate::mortal::{Life, Mortal};
use std::collections::BTreeMap;
use std::path::Path;
use stillup::publish::fence::releases::Releases;
use stillup::publish::fence::rename::{Folder, Renames};
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::dir::disk::Disk;
use stillup::publish::mirror::dir::{Dir, DirSettings};
use stillup::publish::mirror::memory::Memory;

/// One place a kind of mirror can be tried at.
pub trait Place: Sync {
    /// A publish that writes finds files that are missing or cut by itself, when their turn comes.
    const LOOKS_FOR_DAMAGE: bool = true;
    /// What arrives is what was sent, or nothing arrives.
    const ARRIVES_WHOLE: bool = false;
    /// A publish takes the place of a whole site: strangers have no files in it.
    const WHOLE: bool = false;
    /// How many requests lie between two deaths.
    const STRIDE: usize = 1;
    /// A publish takes more requests than this.
    const REQUESTS: i64 = 20;
    /// How many races there are.
    const ROUNDS: u64 = 40;
    /// An empty one.
    fn new() -> Self;
    /// The mirror there, as the program makes it.
    fn mirror(&self) -> Box<dyn Mirror>;
    /// The same, each touch of it counted against `life`.
    fn mortal(&self, life: Life) -> Box<dyn Mirror>;
    /// What readers get: every public file.
    fn public(&self) -> BTreeMap<String, Vec<u8>>;
    /// Changes a file behind the mirror's back.
    fn set(&self, path: &str, bytes: Option<&[u8]>);
    /// Somebody publishes a whole site of theirs there, where that is how sites are published.
    fn taken_over(&self) {}
}

/// A place that is a folder of some server, which may also keep its texts packed.
pub trait InFolder: Place {
    /// How it is asked.
    type Folder: Folder + 'static;
    /// The folder, as the program opens it.
    fn folder(&self) -> Self::Folder;
}

fn without_private(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".stillup/"))
        .collect()
}

/// In memory.
pub struct Remembered(Memory);

impl Place for Remembered {
    fn new() -> Self {
        Remembered(Memory::default())
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(self.0.mirror())
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        Box::new(Renames {
            folder: Mortal {
                folder: self.0.clone(),
                life,
            },
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        without_private(self.0.files())
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        self.0.set(path, bytes);
    }
}

/// A folder that was not there: releases behind a link.
pub struct Linked(tempfile::TempDir);

/// A real folder.
pub struct InPlace(tempfile::TempDir);

impl Linked {
    /// The folder the link is in.
    pub fn root(&self) -> std::path::PathBuf {
        self.0.path().to_path_buf()
    }
}

impl InPlace {
    /// The folder the real one is in.
    pub fn root(&self) -> std::path::PathBuf {
        self.0.path().to_path_buf()
    }
}

fn dir(root: &tempfile::TempDir) -> Box<dyn Mirror> {
    Box::new(Dir::new(root.path(), &DirSettings { path: "www".into() }))
}

/// What readers get of the folder `www` in `root`.
pub fn read(root: &tempfile::TempDir) -> BTreeMap<String, Vec<u8>> {
    files(&root.path().join("www"))
}

/// What readers get of a folder.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(root.join(&folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = format!("{folder}{}", entry.file_name().to_string_lossy());
            match entry.path().is_dir() {
                true => folders.push(format!("{name}/")),
                false => drop(files.insert(name, std::fs::read(entry.path()).unwrap_or_default())),
            }
        }
    }
    without_private(files)
}

/// Changes a file of the folder `www` in `root` as a stranger would.
pub fn set(root: &tempfile::TempDir, path: &str, bytes: Option<&[u8]>) {
    set_at(&root.path().join("www"), path, bytes);
}

/// Changes a file of a folder as a stranger would.
pub fn set_at(root: &Path, path: &str, bytes: Option<&[u8]>) {
    let at = root.join(path);
    // Never through a hard link: another release may share it.
    let _ = std::fs::remove_file(&at);
    if let Some(bytes) = bytes {
        std::fs::create_dir_all(at.parent().expect("below the folder")).expect("a folder");
        std::fs::write(at, bytes).expect("a file");
    }
}

impl Place for Linked {
    fn new() -> Self {
        Linked(tempfile::tempdir().expect("a folder"))
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        dir(&self.0)
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let disk = Disk::new(self.0.path().to_path_buf(), String::new());
        Box::new(Releases::new(Mortal { folder: disk, life }, "www"))
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        read(&self.0)
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        set(&self.0, path, bytes);
    }
}

impl Place for InPlace {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("www")).expect("a folder");
        InPlace(root)
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        dir(&self.0)
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let disk = Disk::new(self.0.path().join("www"), "www".into());
        Box::new(Renames {
            folder: Mortal { folder: disk, life },
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        read(&self.0)
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        set(&self.0, path, bytes);
    }
}
