//! A shelf that may be for nothing: memory for the first pages, then one file nobody else sees.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a file of ours in the site's folder"
)]

use crate::tree::{Body, Make, Shelf};
use bytes::Bytes;
use rustix::buffer::spare_capacity;
use rustix::io::{Errno, pread};
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// So much stays in memory, in bytes: most sites never use the disk.
const ROOM: u64 = 16 << 20;

/// So much is written at once, in bytes: the system takes a third of the time for it that it takes for single pages.
const AT_ONCE: usize = 1 << 20;

/// Some bytes in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shelved {
    /// Where they begin.
    at: u64,
    /// How many they are.
    length: usize,
}

/// A file without a name: it goes when the process does, however that ends.
#[derive(Debug)]
pub(super) struct Unnamed {
    folder: PathBuf,
    /// Made when the first bytes do not stay in memory; none where it cannot be.
    file: OnceLock<Option<File>>,
    /// Bytes offered so far, those that stay in memory included.
    offered: AtomicU64,
    room: u64,
    next: Mutex<Next>,
}

/// What is written next.
#[derive(Debug, Default)]
struct Next {
    /// Where in the file it begins.
    at: u64,
    bytes: Vec<u8>,
    /// It could not be written, and stays here; nothing follows.
    stuck: bool,
}

/// One whose file is in this folder.
pub(super) fn new(folder: &Path) -> Unnamed {
    with_room(folder, ROOM)
}

fn with_room(folder: &Path, room: u64) -> Unnamed {
    Unnamed {
        folder: folder.to_owned(),
        file: OnceLock::new(),
        offered: AtomicU64::new(0),
        room,
        next: Mutex::default(),
    }
}

impl Next {
    fn take(&mut self, bytes: &[u8], file: &File) -> Option<Shelved> {
        if self.stuck {
            return None;
        }
        let which = Shelved {
            at: self.at + self.bytes.len() as u64,
            length: bytes.len(),
        };
        // Not by doubling: each time it would be new memory.
        if self.bytes.capacity() == 0 {
            self.bytes.reserve(AT_ONCE + (AT_ONCE >> 3));
        }
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= AT_ONCE {
            match file.write_all_at(&self.bytes, self.at) {
                Ok(()) => {
                    self.at += self.bytes.len() as u64;
                    self.bytes.clear();
                }
                // A full disk is no trouble yet.
                Err(_) => self.stuck = true,
            }
        }
        Some(which)
    }

    /// Bytes that are here still.
    fn held(&self, which: Shelved) -> Option<&[u8]> {
        let from = usize::try_from(which.at.checked_sub(self.at)?).ok()?;
        self.bytes.get(from..from + which.length)
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

impl Unnamed {
    /// None: they stay where they are.
    fn take(&self, bytes: &[u8]) -> Option<Shelved> {
        let offered = self
            .offered
            .fetch_add(bytes.len() as u64, Ordering::Relaxed);
        offered.checked_sub(self.room)?;
        let file = self.file()?;
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        next.take(bytes, file)
    }

    /// The bytes again; none when they are lost.
    fn get(&self, which: Shelved) -> Option<Vec<u8>> {
        let next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = next.held(which) {
            return Some(held.to_vec());
        }
        drop(next);
        let mut bytes = Vec::with_capacity(which.length);
        while bytes.len() < which.length {
            let at = which.at + bytes.len() as u64;
            // Into room that was never cleared.
            match pread(self.file()?, spare_capacity(&mut bytes), at) {
                Ok(1..) | Err(Errno::INTR) => {}
                Ok(0) | Err(_) => return None,
            }
        }
        bytes.truncate(which.length);
        Some(bytes)
    }
}

impl Shelf for Unnamed {
    fn put(self: Arc<Self>, _path: &str, [head, rest]: &[Bytes; 2], anew: Make) -> Option<Body> {
        // Many pages have the same head: that stays in memory, once.
        let (which, head) = (self.take(rest)?, head.clone());
        let fetch = move || match self.get(which) {
            Some(rest) => [head.clone(), rest.into()],
            None => anew(),
        };
        Some(Body::OnDemand(Arc::new(fetch)))
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, Next, Shelved, with_room};

    #[test]
    fn the_first_bytes_stay_in_memory_and_the_others_come_back_as_they_were() {
        let root = tempfile::tempdir().unwrap();
        let shelf = with_room(root.path(), 5);
        assert_eq!(shelf.take(b"stays"), None);
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 0);
        let first = shelf.take(b"goes").unwrap();
        let second = shelf.take(b"").unwrap();
        let third = shelf.take(b"goes too").unwrap();
        assert_eq!(shelf.get(third).unwrap(), b"goes too");
        assert_eq!(shelf.get(first).unwrap(), b"goes");
        assert_eq!(shelf.get(second).unwrap(), b"");
        assert_eq!(shelf.get(Shelved { at: 4, length: 99 }), None);
        // What has been written, and what has not yet.
        let large = vec![b'x'; AT_ONCE - 3];
        let fourth = shelf.take(&large).unwrap();
        let fifth = shelf.take(b"last").unwrap();
        assert_eq!(shelf.get(fourth).unwrap(), large);
        assert_eq!(shelf.get(fifth).unwrap(), b"last");
        assert_eq!(shelf.get(third).unwrap(), b"goes too");
        let left = std::fs::read_dir(root.path()).unwrap().count();
        assert_eq!(left, 0, "it has no name");
    }

    #[test]
    fn what_a_full_disk_does_not_take_stays_in_memory() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let (mut next, full) = (Next::default(), full.unwrap());
        let large = vec![b'x'; AT_ONCE];
        let first = next.take(&large, &full).unwrap();
        assert_eq!(next.take(b"more", &full), None);
        assert_eq!(next.held(first), Some(&large[..]));
    }

    #[test]
    fn where_no_file_can_be_made_everything_stays_in_memory() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("cache");
        std::fs::write(&folder, "in the way").unwrap();
        assert_eq!(with_room(&folder, 0).take(b"page"), None);
    }
}
