//! A look at a file without reading it: what changes when its content does.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: looks at files on the disk"
)]

use crate::tree::Digest;
use std::fs::Metadata;
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
        let time =
            |seconds: i64, nanos: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        let written = time(found.mtime(), found.mtime_nsec());
        let changed = time(found.ctime(), found.ctime_nsec());
        let mut bytes = Vec::with_capacity(64);
        for number in [
            found.dev(),
            found.ino(),
            found.size(),
            u64::from(found.mode()),
        ] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        for time in [written, changed] {
            bytes.extend_from_slice(&time.to_le_bytes());
        }
        Look {
            digest: Digest::of(&bytes),
            newest: written.max(changed),
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
