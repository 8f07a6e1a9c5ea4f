//! `.stillup/cache`: what pages came to when they were last rendered by this very program: another one may print or
//! pack the same things otherwise. May be deleted at any time.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a file of ours in the site's folder"
)]

use super::unchanged::program;
use crate::tree::{Digest, Known};
use std::path::{Path, PathBuf};

/// The first line: another form or program version is not read.
const MAGIC: &[u8] = concat!("stillup pages ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();
/// Key, digest and length.
const RECORD: usize = 32 + 32 + 8;

fn path(root: &Path) -> PathBuf {
    root.join(".stillup/cache/pages")
}

/// What is known; nothing when the file is not there or damaged.
pub fn read(root: &Path) -> Known {
    let read = || parse(&std::fs::read(path(root)).ok()?, &program()?);
    read().unwrap_or_default()
}

fn parse(bytes: &[u8], program: &Digest) -> Option<Known> {
    let rest = bytes.strip_prefix(MAGIC)?.strip_prefix(&program.0)?;
    let (records, sum) = rest.split_last_chunk::<32>()?;
    if Digest::of(records).0 != *sum || records.len() % RECORD != 0 {
        return None;
    }
    let mut known = Known::default();
    known.pages.reserve(records.len() / RECORD);
    for record in records.chunks_exact(RECORD) {
        let (key, rest) = record.split_first_chunk::<32>()?;
        let (digest, length) = rest.split_first_chunk::<32>()?;
        known.pages.insert(
            *key,
            (Digest(*digest), u64::from_le_bytes(length.try_into().ok()?)),
        );
    }
    Some(known)
}

/// Keeps it for the next run. Failing is no problem: everything is then rendered again.
pub fn write(root: &Path, known: &Known) {
    let path = path(root);
    let (Some(folder), Some(program)) = (path.parent(), program()) else {
        return;
    };
    let whole =
        std::fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
    if let Ok(file) = whole {
        let _ = std::fs::write(file.path(), text(known, &program)).map(|()| file.persist(path));
    }
}

fn text(known: &Known, program: &Digest) -> Vec<u8> {
    let head = MAGIC.len() + program.0.len();
    let mut text = Vec::with_capacity(head + known.pages.len() * RECORD + 32);
    text.extend_from_slice(MAGIC);
    text.extend_from_slice(&program.0);
    // In any order: nobody compares two of them.
    for (key, (digest, length)) in &known.pages {
        text.extend_from_slice(key);
        text.extend_from_slice(&digest.0);
        text.extend_from_slice(&length.to_le_bytes());
    }
    let sum = Digest::of(&text[head..]).0;
    text.extend_from_slice(&sum);
    text
}

#[cfg(test)]
mod tests {
    use super::{parse, text};
    use crate::tree::{Digest, Known};

    #[test]
    fn what_is_written_is_read_and_damage_is_noticed() {
        let mut known = Known::default();
        known.pages.insert([1; 32], (Digest([2; 32]), 3));
        let (ours, another) = (Digest([4; 32]), Digest([5; 32]));
        let mut bytes = text(&known, &ours);
        let read = parse(&bytes, &ours).map(|read| read.pages);
        assert_eq!(read, Some(known.pages));
        assert!(parse(&bytes, &another).is_none(), "another program's");
        assert!(parse(&bytes[..bytes.len() - 1], &ours).is_none());
        bytes[60] ^= 1;
        assert!(parse(&bytes, &ours).is_none());
        assert!(parse(b"", &ours).is_none());
    }
}
