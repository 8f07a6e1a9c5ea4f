//! The other page's files, read whole: the only place of an import that touches the disk.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: reads the folder of another status page"
)]

use super::Notes;
use crate::problem::Problem;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// No file of a status page is larger, in bytes.
const LARGEST: u64 = 32 << 20;

/// Folders that hold no words of the page.
const ELSEWHERE: &[&str] = &["node_modules", "themes"];

/// Files by their path below the folder, with `/`.
#[derive(Debug, Default)]
pub(super) struct Files {
    bytes: BTreeMap<String, Vec<u8>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Files {
    /// Reads those files of a folder that are wanted by their path; dot folders are left out.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn read(folder: &Path, shown: &str, wanted: fn(&str) -> bool) -> Result<Self, Problem> {
        let there = std::fs::metadata(folder).map_err(|why| no_folder(shown).because(why))?;
        if !there.is_dir() {
            return Err(no_folder(shown).because("it is a file"));
        }
        let mut files = Files::default();
        let below = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        for entry in below.into_iter().filter_entry(inside) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let path = relative(folder, entry.path());
                    if wanted(&path) {
                        files.take(path, entry.path());
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error
                        .path()
                        .map_or(String::new(), |it| relative(folder, it));
                    files.problems.push(unreadable(&path).because(error));
                }
            }
        }
        Ok(files)
    }

    fn take(&mut self, path: String, file: &Path) {
        match bounded(file) {
            Ok(bytes) => drop(self.bytes.insert(path, bytes)),
            Err(why) => self.problems.push(unreadable(&path).because(why)),
        }
    }

    /// Adds one file under a name of its own.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn further(&mut self, file: &Path, name: &str) -> Result<(), Problem> {
        let bytes = bounded(file).map_err(|why| unreadable(name).because(why))?;
        self.put(name, bytes);
        Ok(())
    }

    /// Adds a file that came from elsewhere.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.bytes.insert(path.to_owned(), bytes);
    }

    /// Whether nothing wanted was there.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty() && self.problems.is_empty()
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.bytes.keys().map(String::as_str)
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.bytes.get(path).map(Vec::as_slice)
    }

    /// A file's text, without a byte order mark. What is not UTF-8 is read as Latin 1, with a note.
    pub fn text(&self, path: &str, notes: &mut Notes) -> Option<Cow<'_, str>> {
        let bytes = self.bytes(path)?;
        if let [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] = bytes {
            let order: fn([u8; 2]) -> u16 = if bytes[0] == 0xff {
                u16::from_le_bytes
            } else {
                u16::from_be_bytes
            };
            let words: Vec<u16> = rest
                .chunks_exact(2)
                .map(|it| order([it[0], it[1]]))
                .collect();
            notes.add(path, "is UTF-16, and was read so");
            return Some(Cow::Owned(String::from_utf16_lossy(&words)));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(Cow::Borrowed(text.trim_start_matches('\u{feff}'))),
            Err(_) => {
                notes.add(path, "is not UTF-8: read as Latin 1");
                Some(Cow::Owned(bytes.iter().copied().map(char::from).collect()))
            }
        }
    }
}

/// Bytes of a file that is not too large.
fn bounded(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 32 MiB"));
    }
    Ok(bytes)
}

fn inside(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0
        || !entry.file_type().is_dir()
        || (!name.starts_with('.') && !ELSEWHERE.contains(&name.as_ref()))
}

fn relative(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn no_folder(shown: &str) -> Problem {
    let hint = match shown.contains("://") {
        true => format!("`git clone {shown} old-status`, then name that folder"),
        false => {
            "name the folder that the other page is built from, such as `../old-status`".into()
        }
    };
    Problem::error("no-folder", format!("there is no folder `{shown}`")).hint(hint)
}

fn unreadable(path: &str) -> Problem {
    Problem::error("unreadable-file", format!("cannot read `{path}`"))
        .hint("make it readable and import again: what is there already stays")
}

/// The folder holds nothing of what the kind is made of.
pub(super) fn nothing_of(kind: &str, shown: &str, looked_for: &str) -> Problem {
    Problem::error(
        "nothing-to-import",
        format!("`{shown}` is no {kind} site: there is no {looked_for}"),
    )
    .hint(format!(
        "name the folder that holds {looked_for}; `stillup import --help` tells what each kind reads"
    ))
}
