//! New files, many at a time: the folder that one is in stays open for the next, since from the top down each would
//! walk the whole path; and a file's two pieces are written as they are, not copied together first.

use bytes::Bytes;
use rustix::fs::{Mode, OFlags, openat};
use std::fs::File as Open;
use std::io::{Error, ErrorKind, IoSlice, Write as _};
use std::path::Path;

/// Writes files, each in a folder that is there.
#[derive(Debug, Default)]
pub struct Fresh {
    folder: Option<(String, Open)>,
}

impl Fresh {
    /// Writes a file at `path` below `root`, in place of what may be there.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&mut self, root: &Path, path: &str, pieces: &[Bytes; 2]) -> Result<(), Error> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let open = match self.folder.take() {
            Some((held, open)) if held == folder => open,
            _ => Open::open(root.join(folder))?,
        };
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
        let made = openat(&open, name, flags, Mode::from_raw_mode(0o666));
        self.folder = Some((folder.to_owned(), open));
        let mut slices = [IoSlice::new(&pieces[0]), IoSlice::new(&pieces[1])];
        write_all(Open::from(made?), &mut slices)
    }
}

/// What `Write::write_all_vectored` does, once it is stable.
fn write_all(mut to: Open, mut slices: &mut [IoSlice<'_>]) -> Result<(), Error> {
    // Leaves out what is empty.
    IoSlice::advance_slices(&mut slices, 0);
    while !slices.is_empty() {
        match to.write_vectored(slices) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => IoSlice::advance_slices(&mut slices, written),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
