//! A look at a file without reading it: what changes when its content does.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: looks at files on the disk"
)]

use crate::tree::Digest;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat, open, openat, statat};
use sha2::{Digest as _, Sha256};
use std::fs::{File, Metadata};
use std::ops::Range;
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
        Self::with(
            [found.dev(), found.ino(), found.size()],
            found.mode(),
            (found.mtime(), found.mtime_nsec()),
            (found.ctime(), found.ctime_nsec()),
        )
    }

    /// The same, of what was asked for in an open folder.
    #[expect(
        clippy::unnecessary_cast,
        clippy::cast_possible_wrap,
        clippy::cast_sign_loss,
        reason = "these types are other ones on other systems; the numbers are the same"
    )]
    fn of_stat(found: &Stat) -> Self {
        Self::with(
            [
                found.st_dev as u64,
                found.st_ino as u64,
                found.st_size as u64,
            ],
            found.st_mode as u32,
            (found.st_mtime as i64, found.st_mtime_nsec as i64),
            (found.st_ctime as i64, found.st_ctime_nsec as i64),
        )
    }

    /// Of device, inode and size; and when it was written and when changed, in seconds and nanoseconds.
    fn with(numbers: [u64; 3], mode: u32, written: (i64, i64), changed: (i64, i64)) -> Self {
        // 52 bytes: with what SHA-256 adds still one block of it.
        let mut hash = Sha256::new();
        for number in numbers {
            hash.update(number.to_le_bytes());
        }
        hash.update(mode.to_le_bytes());
        for (seconds, nanos) in [written, changed] {
            hash.update(seconds.to_le_bytes());
            hash.update((nanos as u32).to_le_bytes());
        }
        let time = |(seconds, nanos)| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        Look {
            digest: Digest(hash.finalize().into()),
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
        let (look, mut files) = below(&opened(&root.join(name))?, Some(name))?;
        files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Some(Seen { began, look, files })
    }

    /// Every file's path.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(name, _)| name.as_str())
    }

    /// One file, before which there are at least so many others.
    pub fn file(&self, name: &str, least: usize) -> Option<Look> {
        // Who asks for one after the other finds each where it is looked for, or soon after.
        let files = self.files.get(least..)?;
        let mut beyond = 1;
        while files.get(beyond).is_some_and(|(known, _)| &**known < name) {
            beyond *= 2;
        }
        let files = &files[beyond / 2..files.len().min(beyond + 1)];
        let at = files.binary_search_by(|(known, _)| known.as_str().cmp(name));
        at.ok().map(|at| files[at].1)
    }
}

/// A folder with everything in it, as one. None: as for [`Seen::of`].
pub fn look_below(folder: &Path) -> Option<Look> {
    below(&opened(folder)?, None).map(|(look, _)| look)
}

const FOLDER: OFlags = OFlags::RDONLY
    .union(OFlags::DIRECTORY)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CLOEXEC);

fn opened(folder: &Path) -> Option<File> {
    open(folder, FOLDER, Mode::empty()).ok().map(File::from)
}

/// A file or folder that was found in a folder.
struct Found {
    look: Look,
    /// Where files are to be named, the file's path.
    path: Option<String>,
    /// The same, all files below the folder.
    below: Vec<(String, Look)>,
}

/// What an open folder and everything in it look like as one; and each file by its path, where that is to be told,
/// in a folder of such a name.
fn below(folder: &File, name: Option<&str>) -> Option<(Look, Vec<(String, Look)>)> {
    // Before its names: what changes in between shows.
    let itself = Look::of(&folder.metadata().ok()?);
    // Ten thousand names are one piece of memory.
    let (mut names, mut ranges) = (Vec::<u8>::with_capacity(1 << 12), Vec::new());
    for entry in Dir::read_from(folder).ok()? {
        let entry = entry.ok()?;
        let own = entry.file_name().to_bytes();
        if !matches!(own, b"." | b"..") {
            ranges.push(names.len()..names.len() + own.len());
            names.extend_from_slice(own);
        }
    }
    let own = |range: &Range<usize>| &names[range.clone()];
    ranges.sort_unstable_by(|one, other| own(one).cmp(own(other)));
    let found = ranges.par_iter();
    let found: Vec<Option<Found>> = found.map(|range| entry(folder, own(range), name)).collect();
    let found: Vec<Found> = found.into_iter().collect::<Option<_>>()?;
    let named = ranges.iter().zip(&found);
    let named = named.map(|(range, found)| (own(range), found.look));
    let whole = Look::together(named.chain([(&b""[..], itself)]));
    let mut files = Vec::with_capacity(name.map_or(0, |_| found.len()));
    for found in found {
        files.extend(found.path.map(|path| (path, found.look)));
        files.extend(found.below);
    }
    Some((whole, files))
}

/// What stands in an open folder under a name.
fn entry(folder: &File, own: &[u8], above: Option<&str>) -> Option<Found> {
    let found = statat(folder, own, AtFlags::SYMLINK_NOFOLLOW).ok()?;
    let path = above.map(|above| format!("{above}/{}", String::from_utf8_lossy(own)));
    match FileType::from_raw_mode(found.st_mode) {
        FileType::RegularFile => {
            let (look, below) = (Look::of_stat(&found), Vec::new());
            Some(Found { look, path, below })
        }
        FileType::Directory => {
            let inner = openat(folder, own, FOLDER, Mode::empty()).ok()?;
            let (look, below) = below(&File::from(inner), path.as_deref())?;
            let path = None;
            Some(Found { look, path, below })
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]
mod tests {
    use super::{Seen, look};
    use std::fs::{create_dir_all, write};

    #[test]
    fn a_file_is_found_from_whatever_number_that_is_not_beyond_it() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        create_dir_all(root.join("incidents")).expect("a folder");
        for number in 10..33 {
            let name = root.join(format!("incidents/{number}.md"));
            write(name, "x".repeat(number)).expect("written");
        }
        let seen = Seen::of(root, "incidents", None).expect("plain files");
        for (number, name) in seen.names().enumerate() {
            for least in 0..=number {
                let found = seen.file(name, least);
                assert!(
                    found.is_some() && found == look(root, name),
                    "{least} {name}"
                );
            }
        }
        for least in 0..30 {
            assert_eq!(seen.file("incidents/20.txt", least), None);
            assert_eq!(seen.file("incidents/9.md", least), None);
        }
    }

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
        for (least, name) in [(0, names[0]), (0, names[1]), (1, names[1])] {
            assert_eq!(seen.file(name, least), look(root, name));
        }
        assert_eq!(seen.file("incidents/c.md", 1), None);

        write(root.join("incidents/2026/a.md"), "something else").expect("written");
        let after = Seen::of(root, "incidents", None).expect("plain files");
        assert_ne!(after.look, seen.look);
        assert_eq!(
            after.file("incidents/b.md", 0),
            seen.file("incidents/b.md", 0)
        );

        std::os::unix::fs::symlink("b.md", root.join("incidents/c.md")).expect("a link");
        assert_eq!(Seen::of(root, "incidents", None), None);
    }
}
