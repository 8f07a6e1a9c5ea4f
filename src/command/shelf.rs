//! Where printed pages wait for being written: memory for the first of them, then a file nobody else
//! sees, so that a site with ten thousand incidents takes no more memory than one with a thousand.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a file of ours in the site's folder"
)]

use crate::tree::{Shelf, Shelved};
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// So much stays in memory, in bytes: most sites never use the disk.
const ROOM: u64 = 16 << 20;

/// A file without a name: it goes when the process does, however that ends.
#[derive(Debug)]
struct Unnamed {
    folder: PathBuf,
    /// Made when the first bytes do not stay in memory; none where it cannot be.
    file: OnceLock<Option<File>>,
    /// Bytes offered so far, those that stay in memory included.
    offered: AtomicU64,
    room: u64,
}

/// A shelf in the site's own `.stillup/cache`.
pub fn new(root: &Path) -> Arc<dyn Shelf> {
    Arc::new(with_room(root, ROOM))
}

fn with_room(root: &Path, room: u64) -> Unnamed {
    Unnamed {
        folder: root.join(".stillup/cache"),
        file: OnceLock::new(),
        offered: AtomicU64::new(0),
        room,
    }
}

impl Unnamed {
    fn file(&self) -> Option<&File> {
        let make = || {
            std::fs::create_dir_all(&self.folder).ok()?;
            tempfile::tempfile_in(&self.folder).ok()
        };
        self.file.get_or_init(make).as_ref()
    }
}

impl Shelf for Unnamed {
    fn put(&self, bytes: &[u8]) -> Option<Shelved> {
        let length = bytes.len();
        let offered = self.offered.fetch_add(length as u64, Ordering::Relaxed);
        let at = offered.checked_sub(self.room)?;
        // A full disk is no trouble yet: the page stays in memory.
        self.file()?.write_all_at(bytes, at).ok()?;
        Some(Shelved { at, length })
    }

    fn get(&self, which: Shelved) -> Option<Vec<u8>> {
        let mut bytes = vec![0; which.length];
        self.file()?.read_exact_at(&mut bytes, which.at).ok()?;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::with_room;
    use crate::tree::{Shelf as _, Shelved};

    #[test]
    fn the_first_bytes_stay_in_memory_and_the_others_come_back_as_they_were() {
        let root = tempfile::tempdir().unwrap();
        let shelf = with_room(root.path(), 5);
        assert_eq!(shelf.put(b"stays"), None);
        assert!(!root.path().join(".stillup").exists());
        let first = shelf.put(b"goes").unwrap();
        let second = shelf.put(b"").unwrap();
        let third = shelf.put(b"goes too").unwrap();
        assert_eq!(shelf.get(third).unwrap(), b"goes too");
        assert_eq!(shelf.get(first).unwrap(), b"goes");
        assert_eq!(shelf.get(second).unwrap(), b"");
        assert_eq!(shelf.get(Shelved { at: 4, length: 99 }), None);
        let left: Vec<_> = walkdir::WalkDir::new(root.path())
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
            .collect();
        assert!(left.is_empty(), "it has no name: {left:?}");
    }

    #[test]
    fn where_no_file_can_be_made_everything_stays_in_memory() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(".stillup"), "in the way").unwrap();
        assert_eq!(with_room(root.path(), 0).put(b"page"), None);
    }
}
