//! `.stillup/cache/build`: what a build began from and left behind, so that the next one can tell by
//! a look at the disk that there is nothing to do. May be deleted at any time.
//!
//! Nothing is read but times, sizes and inodes, so anything doubtful goes the whole way: a link, a
//! file changed within two seconds of being looked at (its next change might not show), another
//! program, a moment outside the time for which the record was written.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: looks at files on the disk"
)]

use super::{SITE_FILE, signing};
use crate::publish::generation;
use crate::source::INCIDENTS;
use crate::source::look::{Look, Seen, disk_time, look_below};
use crate::source::trello::snapshot;
use crate::source::{dependency, gather};
use crate::tree::Digest;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The first line: another form or program version is not read.
const MAGIC: &[u8] = concat!("stillup build ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// What a page is made of, in the site's folder.
const INPUTS: &[&str] = &[
    SITE_FILE,
    INCIDENTS,
    "templates",
    "locales",
    "themes",
    snapshot::FILE,
    dependency::FILE,
    gather::IMAGES,
    signing::FILE,
];

/// Everything the next build compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    /// The program's own file.
    program: Digest,
    /// Where it was built to.
    output: PathBuf,
    /// Every input.
    inputs: Digest,
    /// Further inputs, which the settings name.
    named: Vec<String>,
    /// Every one of them.
    named_inputs: Digest,
    /// Every file in the output folder.
    outputs: Digest,
    /// The bytes of `generation.json`.
    head: Digest,
    /// When it was written: earlier moments it says nothing of.
    from: DateTime<Utc>,
    /// From here on something may be different, though no file is.
    until: DateTime<Utc>,
}

/// A look at the disk before anything was read from it.
#[derive(Debug)]
pub(super) struct Before {
    root: PathBuf,
    output: PathBuf,
    program: Digest,
    inputs: Look,
    /// The folder of incidents, so that nobody has to look at it again; none where there is none.
    seen: Option<Arc<Seen>>,
    /// The disk's own time before the look, in nanoseconds since 1970.
    began: i128,
}

/// Looks at a site that is to be built into `output`. None: there is no telling from its files.
pub(super) fn look(root: &Path, output: &Path) -> Option<Before> {
    let began = disk_time(path(root).parent()?)?;
    let seen = Seen::of(root, INCIDENTS, Some(began)).map(Arc::new);
    Some(Before {
        root: root.to_owned(),
        output: std::path::absolute(output).ok()?,
        program: program()?,
        inputs: look_at(root, INPUTS, seen.as_deref())?,
        seen,
        began,
    })
}

/// The program's own file.
pub(super) fn program() -> Option<Digest> {
    let found = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some(Look::of(&found).digest)
}

impl Before {
    /// The folder of incidents as it looked.
    pub(super) fn seen(&self) -> Option<Arc<Seen>> {
        self.seen.clone()
    }

    /// Whether a build at this moment would do nothing, and say nothing but that.
    pub(super) fn nothing_to_do(&self, now: DateTime<Utc>) -> bool {
        let record = std::fs::read(path(&self.root)).ok();
        let Some(record) = record.and_then(|bytes| parse(&bytes)) else {
            return false;
        };
        let same = record.from <= now
            && now < record.until
            && record.program == self.program
            && record.output == self.output
            && record.inputs == self.inputs.digest
            && self.inputs.settled(self.began)
            && self.named(&record.named) == Some(record.named_inputs);
        same && self
            .outputs()
            .is_some_and(|(outputs, head)| record.outputs == outputs.digest && record.head == head)
    }

    /// Keeps it for the next build that after this one, of which nothing is to be told, nothing is left to do.
    ///
    /// `named` are further files that were read, by their paths in the site's folder. What lies in the
    /// output was put there by us a moment ago, so its times may be new.
    pub(super) fn remember(
        &self,
        now: DateTime<Utc>,
        until: impl FnOnce() -> DateTime<Utc> + Send,
        named: &[String],
    ) {
        if !self.inputs.settled(self.began) {
            return;
        }
        let (until, outputs) = rayon::join(until, || self.outputs());
        if until <= now {
            return;
        }
        let Some(named_inputs) = self.named(named) else {
            return;
        };
        if let Some((outputs, head)) = outputs {
            let record = Record {
                program: self.program,
                output: self.output.clone(),
                inputs: self.inputs.digest,
                named: named.to_vec(),
                named_inputs,
                outputs: outputs.digest,
                head,
                from: now,
                until,
            };
            write(&self.root, &record);
        }
    }

    /// Further inputs as they were before anything was read, or none if they were changed since.
    fn named(&self, names: &[String]) -> Option<Digest> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let look = look_at(&self.root, &names, None)?;
        look.settled(self.began).then_some(look.digest)
    }

    fn outputs(&self) -> Option<(Look, Digest)> {
        let head = std::fs::read(self.output.join(generation::PATH)).ok()?;
        Some((look_below(&self.output)?, Digest::of(&head)))
    }
}

fn path(root: &Path) -> PathBuf {
    root.join(".stillup/cache/build")
}

fn parse(bytes: &[u8]) -> Option<Record> {
    let (text, sum) = bytes.strip_prefix(MAGIC)?.split_last_chunk::<32>()?;
    (Digest::of(text).0 == *sum)
        .then(|| serde_json::from_slice(text).ok())
        .flatten()
}

fn text(record: &Record) -> Vec<u8> {
    let text = serde_json::to_vec(record).expect("plain data is always JSON");
    [MAGIC, &text, &Digest::of(&text).0].concat()
}

/// Failing is no problem: the next build then goes the whole way.
fn write(root: &Path, record: &Record) {
    let path = path(root);
    if let Some(file) = beside(&path) {
        let _ = std::fs::write(file.path(), text(record)).map(|()| file.persist(path));
    }
}

fn beside(path: &Path) -> Option<tempfile::NamedTempFile> {
    let folder = path.parent()?;
    std::fs::create_dir_all(folder).ok()?;
    tempfile::NamedTempFile::new_in(folder).ok()
}

/// Some of what a page is made of. What is not there counts too. `seen` is the folder of incidents.
fn look_at(root: &Path, names: &[&str], seen: Option<&Seen>) -> Option<Look> {
    let mut all = Vec::with_capacity(names.len());
    for &name in names {
        let path = root.join(name);
        let look = match std::fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => match seen.filter(|_| name == INCIDENTS) {
                Some(seen) => seen.look,
                None => look_below(&path)?,
            },
            Ok(found) if found.is_file() => Look::of(&found),
            Err(error) if error.kind() == ErrorKind::NotFound => Look::NOTHING,
            _ => return None,
        };
        all.push((name.as_bytes(), look));
    }
    Some(Look::together(all.into_iter()))
}

#[cfg(test)]
mod tests;
