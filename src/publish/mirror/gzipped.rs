//! A folder that keeps every text packed, as `<path>.gz` and only so, for a web server that sends it to readers as
//! `Content-Encoding: gzip`. Through it all is read and written as if it were plain.

use super::{Looking, Trouble, Write};
use crate::problem::Problem;
use crate::publish::fence::rename::{Folder, Wanted};
use crate::publish::gzip;
use crate::tree::{File, Media};
use async_trait::async_trait;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a packed file's name ends in.
const ENDING: &str = ".gz";

/// How long a packed file is when there is nothing in it (RFC 1952): what is shorter was cut.
const SHORTEST: u64 = 20;

/// A folder with its texts packed.
pub struct Gzipped<F> {
    folder: F,
    /// How long the files that were put here are, by where they are kept. Of others nobody knows.
    lengths: Mutex<HashMap<String, Lengths>>,
}

/// How long a file is.
#[derive(Clone, Copy)]
struct Lengths {
    plain: u64,
    kept: u64,
}

/// Where a file is kept. That goes by its name alone, in whatever folder it is: publishing's own files are no
/// exception, and one that is staged is called as it will be. (Nothing of ours is called `….json.gz`.)
fn kept_at(path: &str) -> String {
    match is_text(path) {
        true => format!("{path}{ENDING}"),
        false => path.to_owned(),
    }
}

fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    Media::of_path(name).is_text()
}

/// What is kept under this name.
fn shown(name: String) -> String {
    match name.strip_suffix(ENDING) {
        Some(text) if is_text(text) => text.to_owned(),
        _ => name,
    }
}

/// What is kept for a file, and how long it is.
fn packed(write: Write) -> (Write, Lengths) {
    let path = kept_at(&write.path);
    let file = match is_text(&write.path) {
        true => File::new(&path, gzip::packed(&write.file.bytes())),
        false => write.file.clone(),
    };
    let lengths = Lengths {
        plain: write.file.length,
        kept: file.length,
    };
    (Write { path, file }, lengths)
}

/// Whether a folder that keeps texts plain was written to by somebody who packs them: nothing of theirs is found
/// then, and would be mixed with ours.
pub async fn is_packed(
    folder: &(impl Folder + ?Sized),
    path: &str,
) -> Result<Option<Problem>, Trouble> {
    let there = folder.read(&kept_at(path)).await?.is_some();
    Ok(there.then(|| {
        Problem::error("kept-otherwise", "what is there was published with `gzip = true`")
            .because("every text is there as `….gz` only: plain files beside them would not take their place")
            .hint("gzip = true   # or publish to a folder where nothing is, `.stillup` neither")
    }))
}

impl<F: Folder> Gzipped<F> {
    /// This folder, from now on with its texts packed.
    pub fn new(folder: F) -> Self {
        Gzipped {
            folder,
            lengths: Mutex::default(),
        }
    }

    fn lengths(&self) -> MutexGuard<'_, HashMap<String, Lengths>> {
        self.lengths.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long what is kept may be for a file that may be so long. Of a text that somebody else wrote, or that is to be
    /// another than we wrote, only the least is known.
    fn kept_lengths(&self, path: &str, plain: RangeInclusive<u64>) -> RangeInclusive<u64> {
        if !is_text(path) {
            return plain;
        }
        let known = self.lengths().get(&kept_at(path)).copied();
        match known.filter(|known| plain.contains(&known.plain)) {
            Some(known) => known.kept..=known.kept,
            None => SHORTEST..=u64::MAX,
        }
    }
}

#[async_trait]
impl<F: Folder> Folder for Gzipped<F> {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        self.folder.make(path).await
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let names = self.folder.list(path).await?;
        Ok(names.into_iter().map(shown).collect())
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let found = self.folder.read(&kept_at(path)).await?;
        Ok(match is_text(path) {
            true => found.map(gzip::unpacked),
            false => found,
        })
    }

    fn looking(&self) -> Looking {
        self.folder.looking()
    }

    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        let kept = files
            .into_iter()
            .map(|(path, plain)| (kept_at(&path), self.kept_lengths(&path, plain)));
        let lacking = self.folder.lacking(kept.collect()).await?;
        Ok(lacking.into_iter().map(shown).collect())
    }

    async fn kept_otherwise(&self, path: &str) -> Result<Option<Problem>, Trouble> {
        let there = self.folder.read(path).await?.is_some();
        Ok(there.then(|| {
            Problem::error(
                "kept-otherwise",
                "what is there was published without `gzip = true`",
            )
            .because("its texts are plain: packed files beside them would not take their place")
            .hint("gzip = false   # or publish to a folder where nothing is, `.stillup` neither")
        }))
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        // Thousands of them take their time, which is no time to keep other mirrors waiting.
        let work = move || files.into_par_iter().map(packed).collect::<Vec<_>>();
        let packed = tokio::task::spawn_blocking(work).await;
        let packed = packed.map_err(|panic| {
            Problem::error("gzip", "the thread that packs files stopped").because(panic)
        })?;
        let (kept, lengths): (Vec<Write>, Vec<Lengths>) = packed.into_iter().unzip();
        let paths = kept.iter().map(|write| format!("{under}/{}", write.path));
        self.lengths().extend(paths.zip(lengths));
        self.folder.put(under, kept).await
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        let moves = moves
            .iter()
            .map(|(from, to)| (kept_at(from), kept_at(to)))
            .collect::<Vec<_>>();
        let done = self.folder.promote(moves.clone()).await?;
        let mut lengths = self.lengths();
        for (from, to) in moves.into_iter().take(done) {
            if let Some(known) = lengths.remove(&from) {
                lengths.insert(to, known);
            }
        }
        Ok(done)
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        self.folder.rename(&kept_at(from), &kept_at(to)).await
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        self.folder.remove(&kept_at(path)).await
    }

    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        self.folder.prune(&kept_at(path)).await
    }
}

#[cfg(test)]
mod tests;
