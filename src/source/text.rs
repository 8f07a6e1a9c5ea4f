//! Reading one text file of a site, with problems that say what could not be read and what to try.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: reads the files a site is made of"
)]

use super::name::quoted;
use crate::problem::{Place, Problem};
use rustix::fs::{Mode, OFlags, openat};
use std::fs::File;
use std::io::{Error, ErrorKind, Read as _};
use std::path::Path;

/// The longest text file that is read, in bytes: 1 MiB.
pub const LONGEST: usize = 1 << 20;

/// Longer than most incidents, in bytes.
const ROOM: usize = 8 << 10;

/// Reads the site's `stillup.toml`.
///
/// # Errors
///
/// A problem when there is none, or it cannot be read, is longer than [`LONGEST`] or not UTF-8.
pub fn config(root: &Path) -> Result<String, Problem> {
    let name = "stillup.toml";
    match text(root, name) {
        Err(problem) if problem.code == "missing-file" => Err(problem.hint("stillup init")),
        other => other,
    }
}

/// Reads a text file, by its path relative to the site's folder.
///
/// # Errors
///
/// A problem when it is not there (`missing-file`), cannot be read (`unreadable-file`), is longer
/// than [`LONGEST`] (`too-large`) or is not UTF-8 (`not-utf8`).
pub fn text(root: &Path, name: &str) -> Result<String, Problem> {
    let bytes = bytes(root, name, LONGEST)?;
    if bytes.len() > LONGEST {
        let problem = Problem::error("too-large", format!("`{name}` is longer than 1 MiB"));
        return Err(problem
            .at(Place::file(name))
            .hint("remove what does not belong in it"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let problem = Problem::error("not-utf8", "these bytes are not UTF-8");
        problem
            .at(Place::new(name, text, at..at + 3))
            .hint(format!("iconv -f WINDOWS-1252 -t UTF-8 {}", quoted(name)))
    })
}

/// Reads a file's bytes, by its path relative to the site's folder: at most one more than `limit`,
/// so that a longer one shows.
///
/// # Errors
///
/// A problem `missing-file` or `unreadable-file` with the system's words.
pub fn bytes(root: &Path, name: &str, limit: usize) -> Result<Vec<u8>, Problem> {
    let file = File::open(root.join(name));
    file.and_then(|file| all(file, limit))
        .map_err(|error| unreadable(name, error))
}

/// A site's folder, open for whoever reads many of its files: from the top down each would be found by its whole path.
#[derive(Debug)]
pub(super) struct Root<'a> {
    pub path: &'a Path,
    open: Option<File>,
}

impl<'a> Root<'a> {
    pub fn of(path: &'a Path) -> Self {
        Root {
            path,
            open: File::open(path).ok(),
        }
    }

    /// As [`bytes()`].
    pub fn bytes(&self, name: &str, limit: usize) -> Result<Vec<u8>, Problem> {
        let Some(open) = &self.open else {
            return bytes(self.path, name, limit);
        };
        let file = openat(open, name, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty());
        file.map_err(Error::from)
            .and_then(|file| all(File::from(file), limit))
            .map_err(|error| unreadable(name, error))
    }
}

/// What there is of a file, up to one byte more than `limit`.
fn all(file: File, limit: usize) -> Result<Vec<u8>, Error> {
    // Most texts fit: asking how long they are is a call for each, and growing as they come is several.
    let mut bytes = Vec::with_capacity(ROOM.min(limit) + 1);
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(name: &str, error: Error) -> Problem {
    let (code, what) = match error.kind() {
        ErrorKind::NotFound => ("missing-file", format!("there is no `{name}`")),
        _ => ("unreadable-file", format!("cannot read `{name}`")),
    };
    let problem = Problem::error(code, what).at(Place::file(name));
    match error.kind() {
        ErrorKind::NotFound => problem,
        ErrorKind::PermissionDenied => problem
            .because(error)
            .hint(format!("chmod u+r {}", quoted(name))),
        _ => problem.because(error),
    }
}
