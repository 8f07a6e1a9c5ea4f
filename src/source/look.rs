//! A look at a file without reading it: what changes when its content does.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: looks at files on the disk"
)]

use crate::tree::Digest;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use sha2::{Digest as _, Sha256};
use std::fs::{DirEntry, Metadata};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// Times are as coarse as this on some disks, in nanoseconds: a file changed within so much of being
/// looked at may change once more and look the same.
pub const COARSE: i128 = 2_000_000_000;

/// What was seen of a file, or of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Over device, inode, size, mode and times.
    pub digest: Digest,
    /// The latest change, in nanoseconds since 1970.
    pub newest: i128,
}

impl Look {
    /// One file or folder.
    pub fn of(found: &Metadata) -> Self {
        let written = (found.mtime(), found.mtime_nsec());
        let changed = (found.ctime(), found.ctime_nsec());
        // 52 bytes: with what SHA-256 adds still one block of it.
        let mut bytes = Vec::with_capacity(52);
        for number in [found.dev(), found.ino(), found.size()] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(&found.mode().to_le_bytes());
        for (seconds, nanos) in [written, changed] {
            bytes.extend_from_slice(&seconds.to_le_bytes());
            bytes.extend_from_slice(&(nanos as u32).to_le_bytes());
        }
        let time = |(seconds, nanos)| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        Look {
            digest: Digest::of(&bytes),
            newest: time(written.max(changed)),
        }
    }

    /// What is not there.
    pub const NOTHING: Self = Look {
        digest: Digest([0; 32]),
        newest: 0,
    };

    /// Several looks, by name, as one.
    pub fn together<'a>(all: impl Iterator<Item = (&'a [u8], Look)>) -> Self {
        let mut hash = Sha256::new();
        let mut newest = 0;
        for (name, look) in all {
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name);
            hash.update(look.digest.0);
            newest = newest.max(look.newest);
        }
        Look {
            digest: Digest(hash.finalize().into()),
            newest,
        }
    }

    /// Whether everything that is changed after `began` looks different.
    pub fn settled(&self, began: i128) -> bool {
        self.newest < began - COARSE
    }
}

/// A file of a site, by its path relative to the site's folder; none when it is not there, or no file.
pub fn look(root: &Path, name: &str) -> Option<Look> {
    let found = std::fs::metadata(root.join(name)).ok()?;
    found.is_file().then(|| Look::of(&found))
}

/// The time by the clock that stamps files in `folder`, which need not be this machine's; the folder is
/// made when it is not there.
pub fn disk_time(folder: &Path) -> Option<i128> {
    std::fs::create_dir_all(folder).ok()?;
    let file = tempfile::tempfile_in(folder).ok()?;
    Some(Look::of(&file.metadata().ok()?).newest)
}

/// A folder as it looked, with every file in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// When the looking began, by the disk's clock; none where nobody needs to know.
    pub began: Option<i128>,
    /// All of it.
    pub look: Look,
    /// By path, which begins with the folder's name; sorted.
    files: Vec<(String, Look)>,
}

impl Seen {
    /// The folder `name` in `root`. None: it is no folder, or something in it is neither a file nor a
    /// folder (a link, for one), or cannot be seen.
    pub fn of(root: &Path, name: &str, began: Option<i128>) -> Option<Self> {
        let (look, mut files) = below(&root.join(name), name)?;
        files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Some(Seen { began, look, files })
    }

    /// Every file's path.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(name, _)| name.as_str())
    }

    /// One file.
    pub fn file(&self, name: &str) -> Option<Look> {
        let at = self
            .files
            .binary_search_by(|(known, _)| known.as_str().cmp(name));
        at.ok().map(|at| self.files[at].1)
    }
}

/// A folder with everything in it, as one. None: as for [`Seen::of`].
pub fn look_below(folder: &Path) -> Option<Look> {
    below(folder, "").map(|(look, _)| look)
}

/// What a folder and everything in it look like as one, and each file by its path.
fn below(folder: &Path, name: &str) -> Option<(Look, Vec<(String, Look)>)> {
    let itself = std::fs::symlink_metadata(folder).ok()?;
    if !itself.is_dir() {
        return None;
    }
    let entries: Vec<DirEntry> = std::fs::read_dir(folder)
        .ok()?
        .collect::<Result<_, _>>()
        .ok()?;
    let mut looks = entries
        .into_par_iter()
        .map(|entry| {
            let own = entry.file_name();
            let path = || format!("{name}/{}", own.to_string_lossy());
            let kind = entry.file_type().ok()?;
            let (look, files) = if kind.is_dir() {
                below(&entry.path(), &path())?
            } else if kind.is_file() {
                let look = Look::of(&entry.metadata().ok()?);
                (look, vec![(path(), look)])
            } else {
                return None;
            };
            Some((own, look, files))
        })
        .collect::<Option<Vec<_>>>()?;
    looks.sort_unstable_by(|(one, ..), (other, ..)| one.cmp(other));
    let named = looks.iter().map(|(own, look, _)| (own.as_bytes(), *look));
    let whole = Look::together(named.chain([(&b""[..], Look::of(&itself))]));
    let files = looks.into_iter().flat_map(|(_, _, files)| files).collect();
    Some((whole, files))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]
mod tests {
    use super::{Seen, look};
    use std::fs::{create_dir_all, write};

    #[test]
    fn a_folder_is_seen_with_every_file_in_it_unless_something_in_it_is_a_link() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        create_dir_all(root.join("incidents/2026")).expect("a folder");
        for name in ["incidents/b.md", "incidents/2026/a.md"] {
            write(root.join(name), name).expect("written");
        }
        let seen = Seen::of(root, "incidents", None).expect("plain files");
        let names: Vec<&str> = seen.names().collect();
        assert_eq!(names, ["incidents/2026/a.md", "incidents/b.md"]);
        for name in names {
            assert_eq!(seen.file(name), look(root, name));
        }
        assert_eq!(seen.file("incidents/c.md"), None);

        write(root.join("incidents/2026/a.md"), "something else").expect("written");
        let after = Seen::of(root, "incidents", None).expect("plain files");
        assert_ne!(after.look, seen.look);
        assert_eq!(after.file("incidents/b.md"), seen.file("incidents/b.md"));

        std::os::unix::fs::symlink("b.md", root.join("incidents/c.md")).expect("a link");
        assert_eq!(Seen::of(root, "incidents", None), None);
    }
}
