//! `.stillup/cache/incidents/`: what incident files came to when they were last read, so that one
//! update costs one file's reading. May be deleted at any time; damaged, it is not used.
//!
//! A file is taken for unchanged by a look at it (`look`), as a build takes the whole site. Kept are
//! files without problems and translations: the others are few, and are read again. They are spread
//! over [`SHARDS`] files, of which only those with something new are written.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a cache of ours in the site's folder"
)]

mod record;
#[cfg(test)]
mod tests;

use super::look::{Look, Seen, disk_time, look};
use crate::format::Scope;
use crate::model::{Incident, Text, Word};
use crate::tree::Digest;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use record::Record;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// The first line: another form is not read.
const MAGIC: &[u8] = b"stillup incidents 2\n";

/// `MAGIC`, the key, and the length of the texts.
const HEAD: usize = MAGIC.len() + 32 + 8;

/// A CRC-32.
const SUM: usize = 4;

/// How many files the cache has.
const SHARDS: u8 = 64;

/// What the cache is good for.
#[derive(Debug, Clone)]
pub struct Cache {
    /// The program's own file: another one may read incidents in another way.
    pub program: Digest,
    /// Whether what is read now is kept for the next time.
    pub write: bool,
    /// The folder of incidents, where it was looked at already.
    pub seen: Option<Arc<Seen>>,
}

/// What is known of the files, while they are read.
pub(super) struct Parsed {
    folder: PathBuf,
    /// Over the program and what files are read against.
    key: [u8; 32],
    /// When reading began by the disk's clock; none: nothing is kept.
    began: Option<i128>,
    seen: Option<Arc<Seen>>,
    shards: Vec<Shard>,
}

/// One of the cache's files: `MAGIC`, the key, how long the texts are, the texts of all its incidents,
/// their frames, and a sum over all that.
#[derive(Default)]
struct Shard {
    /// Shared by every incident taken from here.
    texts: Word,
    frames: Vec<u8>,
    /// By the hash of their files' paths.
    known: Vec<Known>,
    new: Mutex<Vec<New>>,
}

/// A frame that was read.
struct Known {
    /// Of its file's path.
    hash: u32,
    /// Of the file's text, in `Shard::texts`.
    text: Range<usize>,
    /// In `Shard::frames`.
    frame: Range<usize>,
    /// The file still looks the same.
    holds: AtomicBool,
}

/// What is to be written.
struct New {
    text: Text,
    frame: Box<[u8]>,
}

/// What is kept of one file, besides its text.
#[derive(Serialize, Deserialize)]
struct Frame<'a> {
    path: &'a str,
    look: [u8; 32],
    refers: bool,
    #[serde(borrow)]
    record: Record<'a>,
}

impl Parsed {
    /// Opens the cache of a site whose files are read against `scope`.
    pub fn open(root: &Path, cache: Cache, scope: &Scope<'_>) -> Self {
        let folder = root.join(".stillup/cache/incidents");
        let key: [u8; 32] = Sha256::new_with_prefix(cache.program.0)
            .chain_update(scope.digest())
            .finalize()
            .into();
        let shards = (0..SHARDS)
            .into_par_iter()
            .map(|number| Shard::read(&folder.join(name(number)), &key).unwrap_or_default())
            .collect();
        // What was looked at earlier is as old as that.
        let began = || match &cache.seen {
            Some(seen) => seen.began,
            None => disk_time(&folder),
        };
        Parsed {
            began: cache.write.then(began).flatten(),
            seen: cache.seen,
            folder,
            key,
            shards,
        }
    }

    /// A look at an incident's file, before it is read. It has this number among all of them.
    pub fn look(&self, root: &Path, file: &str, number: usize) -> Option<Look> {
        let seen = self.seen.as_ref();
        let seen = seen.and_then(|seen| seen.file(file, number));
        seen.or_else(|| look(root, file))
    }

    /// What an incident's file came to, if it still looks the same; and whether it may refer to files beside it.
    pub fn take(
        &self,
        id: &str,
        file: &str,
        look: &Look,
        scope: &Scope<'_>,
    ) -> Option<(Incident, bool)> {
        let (shard, hash) = (self.shard(file), hash(file));
        let first = shard.known.partition_point(|known| known.hash < hash);
        let same = shard.known[first..].iter();
        let same = same.take_while(|known| known.hash == hash);
        let mut frames = same.filter_map(|known| {
            let frame = shard.frames.get(known.frame.clone())?;
            let frame: Frame<'_> = postcard::from_bytes(frame).ok()?;
            (frame.path == file).then_some((known, frame))
        });
        let (known, frame) = frames.next()?;
        (frame.look == look.digest.0).then_some(())?;
        let text = shard.texts.substr(known.text.clone());
        let incident = frame.record.restore(id, file, text, scope)?;
        known.holds.store(true, Ordering::Relaxed);
        Some((incident, frame.refers))
    }

    /// Keeps what a file came to that was looked at before it was read and has no problem.
    pub fn note(&self, look: &Look, (incident, refers): (&Incident, bool), scope: &Scope<'_>) {
        let settled = self.began.is_some_and(|began| look.settled(began));
        let Some(record) = settled.then(|| Record::of(incident, scope)).flatten() else {
            return;
        };
        let frame = Frame {
            path: &incident.file,
            look: look.digest.0,
            refers,
            record,
        };
        // With room for most, then in as much as it took.
        if let Ok(frame) = postcard::to_extend(&frame, Vec::with_capacity(1 << 10))
            && let Ok(mut new) = self.shard(&incident.file).new.lock()
        {
            let text = incident.source.clone();
            let frame = frame.into_boxed_slice();
            new.push(New { text, frame });
        }
    }

    /// Writes the files that have something new. Failing is no problem: it is then read again.
    pub fn write(self) {
        let (folder, key) = (&self.folder, &self.key);
        let numbered: Vec<(u8, Shard)> = (0..SHARDS).zip(self.shards).collect();
        numbered.into_par_iter().for_each(|(number, shard)| {
            if let Some(bytes) = shard.renewed(key) {
                write(folder, &folder.join(name(number)), &bytes);
            }
        });
    }

    fn shard(&self, file: &str) -> &Shard {
        let [.., number] = hash(file).to_be_bytes();
        &self.shards[usize::from(number % SHARDS)]
    }
}

impl Shard {
    fn read(path: &Path, key: &[u8; 32]) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let whole = file.metadata().ok()?.len();
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let length = head.strip_prefix(MAGIC)?.strip_prefix(key)?.first_chunk()?;
        let length = u64::from_le_bytes(*length);
        let rest = whole.checked_sub(HEAD as u64 + SUM as u64)?;
        (length <= rest).then_some(())?;
        let mut read = Ok(());
        let texts = Word::init_with(usize::try_from(length).ok()?, |texts| {
            read = file.read_exact(texts);
        });
        let (texts, ()) = (texts.ok()?, read.ok()?);
        let mut frames = Vec::with_capacity(usize::try_from(rest - length).ok()? + SUM);
        file.read_to_end(&mut frames).ok()?;
        let (inner, sum) = frames.split_last_chunk::<SUM>()?;
        (sum_of(&[&head, texts.as_bytes(), inner]) == *sum).then_some(())?;
        let end = inner.len();
        Some(Shard {
            known: known(&frames[..end], &texts)?,
            frames,
            texts,
            new: Mutex::default(),
        })
    }

    /// The file anew: what still holds and what is new; none when nothing is.
    fn renewed(self, key: &[u8; 32]) -> Option<Vec<u8>> {
        let new = self.new.into_inner().ok().filter(|new| !new.is_empty())?;
        let held = self
            .known
            .iter()
            .filter(|known| known.holds.load(Ordering::Relaxed))
            .map(|known| {
                (
                    &self.texts[known.text.clone()],
                    &self.frames[known.frame.clone()],
                )
            });
        let all: Vec<(&str, &[u8])> = held
            .chain(new.iter().map(|new| (&*new.text, &*new.frame)))
            .collect();
        let length: usize = all.iter().map(|(text, _)| text.len()).sum();
        let mut bytes = [MAGIC, &key[..], &(length as u64).to_le_bytes()].concat();
        for (text, _) in &all {
            bytes.extend_from_slice(text.as_bytes());
        }
        for (text, frame) in &all {
            bytes.extend_from_slice(&u32::try_from(text.len()).ok()?.to_le_bytes());
            bytes.extend_from_slice(&u32::try_from(frame.len()).ok()?.to_le_bytes());
            bytes.extend_from_slice(frame);
        }
        let sum = sum_of(&[&bytes]);
        bytes.extend_from_slice(&sum);
        Some(bytes)
    }
}

/// Which of the cache's files a path is in, and where in it.
fn hash(path: &str) -> u32 {
    crc32fast::hash(path.as_bytes())
}

/// Where each file's text and frame are. Frames stand in the order of the texts.
fn known(frames: &[u8], texts: &str) -> Option<Vec<Known>> {
    let (mut known, mut at, mut text) = (Vec::new(), 0, 0);
    while at < frames.len() {
        let (lengths, _) = frames[at..].split_first_chunk::<8>()?;
        let (of_text, of_frame) = lengths.split_first_chunk::<4>()?;
        let of_text = u32::from_le_bytes(*of_text) as usize;
        let of_frame = u32::from_le_bytes(*of_frame.first_chunk()?) as usize;
        let frame = at + 8..at + 8 + of_frame;
        let path: &str = postcard::take_from_bytes(frames.get(frame.clone())?)
            .ok()?
            .0;
        texts.get(text..text + of_text)?;
        known.push(Known {
            hash: hash(path),
            text: text..text + of_text,
            frame: frame.clone(),
            holds: AtomicBool::new(false),
        });
        (at, text) = (frame.end, text + of_text);
    }
    known.sort_unstable_by_key(|known: &Known| known.hash);
    Some(known)
}

/// Against damage, not against anybody: who can write here can write the incidents too.
fn sum_of(parts: &[&[u8]]) -> [u8; SUM] {
    let mut hash = crc32fast::Hasher::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().to_le_bytes()
}

fn name(number: u8) -> String {
    format!("{number:02}")
}

/// Beside, then over what is there.
fn write(folder: &Path, path: &Path, bytes: &[u8]) {
    // Who looked at the folder of incidents before did not make this one.
    if std::fs::create_dir_all(folder).is_ok()
        && let Ok(file) = tempfile::NamedTempFile::new_in(folder)
    {
        let _ = std::fs::write(file.path(), bytes).map(|()| file.persist(path));
    }
}
