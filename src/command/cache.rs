//! `.stillup/cache`: what pages came to when they were last rendered. May be deleted at any time.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a file of ours in the site's folder"
)]

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
    std::fs::read(path(root))
        .ok()
        .and_then(|bytes| parse(&bytes))
        .unwrap_or_default()
}

fn parse(bytes: &[u8]) -> Option<Known> {
    let (records, sum) = bytes.strip_prefix(MAGIC)?.split_last_chunk::<32>()?;
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
    let Some(folder) = path.parent() else { return };
    let whole =
        std::fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
    if let Ok(file) = whole {
        let _ = std::fs::write(file.path(), text(known)).map(|()| file.persist(path));
    }
}

fn text(known: &Known) -> Vec<u8> {
    let mut keys: Vec<_> = known.pages.iter().collect();
    keys.sort();
    let mut records = Vec::with_capacity(keys.len() * RECORD);
    for (key, (digest, length)) in keys {
        records.extend_from_slice(key);
        records.extend_from_slice(&digest.0);
        records.extend_from_slice(&length.to_le_bytes());
    }
    let sum = Digest::of(&records).0;
    [MAGIC, &records, &sum].concat()
}

#[cfg(test)]
mod tests {
    use super::{parse, text};
    use crate::tree::{Digest, Known};

    #[test]
    fn what_is_written_is_read_and_damage_is_noticed() {
        let mut known = Known::default();
        known.pages.insert([1; 32], (Digest([2; 32]), 3));
        let mut bytes = text(&known);
        assert_eq!(parse(&bytes).map(|read| read.pages), Some(known.pages));
        assert!(parse(&bytes[..bytes.len() - 1]).is_none());
        bytes[20] ^= 1;
        assert!(parse(&bytes).is_none());
        assert!(parse(b"").is_none());
    }
}
