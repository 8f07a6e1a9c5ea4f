//! A shelf on which each page is the file that it will be, written while others are printed.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: files of ours in the folder that is built into"
)]

use crate::publish::fence::rename::PRIVATE;
use crate::publish::mirror::dir::fresh::Fresh;
use crate::tree::{self, Body, Make, Shelf};
use bytes::Bytes;
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// What the folders are called, before some letters.
const PREFIX: &str = "shelf-";

/// So many pages wait for the one who writes, at most.
const WAITING: usize = 256;

/// A folder of pages, within the one they are for: what is made there inherits the same group and labels, and can be
/// renamed to its place. It is locked as long as its process lives, and goes with this.
#[derive(Debug)]
pub struct Laid(Arc<Folder>);

impl Laid {
    /// A shelf for pages all of which will be written to `output`, where nothing is yet.
    ///
    /// # Errors
    /// No folder can be made, or locked.
    pub fn new(output: &Path) -> io::Result<Self> {
        let private = output.join(PRIVATE);
        let above = private.ancestors().map(Path::to_owned);
        let above = above.take_while(|folder| std::fs::symlink_metadata(folder).is_err());
        let above = above.collect();
        std::fs::create_dir_all(&private)?;
        let made = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempdir_in(&private)?;
        let lock = File::open(made.path())?;
        lock.try_lock()?;
        Ok(Laid(Arc::new(Folder {
            path: made.keep(),
            above,
            _lock: lock,
            waiting: Mutex::default(),
            written: Mutex::default(),
        })))
    }

    /// For pages.
    pub fn shelf(&self) -> Arc<dyn Shelf> {
        Arc::<Folder>::clone(&self.0)
    }
}

impl Drop for Laid {
    fn drop(&mut self) {
        self.0.lock().broken = true;
        let _ = std::fs::remove_dir_all(&self.0.path);
        // Where nothing was published, nothing stays behind: these fail when they are not empty.
        for folder in &self.0.above {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// Folders that were not there before, from the innermost to the outermost.
    above: Vec<PathBuf>,
    _lock: File,
    waiting: Mutex<Vec<(String, [Bytes; 2])>>,
    written: Mutex<Written>,
}

#[derive(Debug, Default)]
struct Written {
    fresh: Fresh,
    /// How many files are below each folder at the top.
    counts: HashMap<String, usize>,
    /// The last folder that was made.
    made: Option<String>,
    /// Something could not be written, or is not there any more: nothing in the folder counts.
    broken: bool,
}

impl Folder {
    fn waiting(&self) -> MutexGuard<'_, Vec<(String, [Bytes; 2])>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what waits, and what comes meanwhile.
    fn write(&self, written: &mut Written) {
        loop {
            let files = std::mem::take(&mut *self.waiting());
            if files.is_empty() {
                return;
            }
            for (path, pieces) in files {
                written.add(&self.path, &path, &pieces);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(|panicked| {
            let mut written = panicked.into_inner();
            written.broken = true;
            written
        })
    }

    /// With everything written.
    fn settled(&self) -> MutexGuard<'_, Written> {
        let mut written = self.lock();
        self.write(&mut written);
        written
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let sound = !self.settled().broken;
        let bytes = sound.then(|| std::fs::read(self.path.join(path)));
        bytes?.ok()
    }
}

impl Written {
    fn add(&mut self, root: &Path, path: &str, pieces: &[Bytes; 2]) {
        if !self.broken {
            self.broken = self.file(root, path, pieces).is_err();
        }
    }

    fn file(&mut self, root: &Path, path: &str, pieces: &[Bytes; 2]) -> io::Result<()> {
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        if self.made.as_deref() != Some(folder) {
            std::fs::create_dir_all(root.join(folder))?;
            self.made = Some(folder.to_owned());
        }
        self.fresh.write(root, path, pieces)?;
        let (top, _) = path.split_once('/').unwrap_or_default();
        match self.counts.get_mut(top) {
            Some(count) => *count += 1,
            None => drop(self.counts.insert(top.to_owned(), 1)),
        }
        Ok(())
    }
}

impl Shelf for Folder {
    fn put(self: Arc<Self>, path: &str, pieces: &[Bytes; 2], anew: Make) -> Option<Body> {
        // What is in no folder is put in place by itself.
        if !path.contains('/') {
            return None;
        }
        let waiting = {
            let mut waiting = self.waiting();
            waiting.push((path.to_owned(), pieces.clone()));
            waiting.len()
        };
        // Who is writing already takes it along, unless the disk is too slow for that.
        match self.written.try_lock() {
            Ok(mut written) => self.write(&mut written),
            Err(TryLockError::WouldBlock) if waiting < WAITING => {}
            Err(_) => drop(self.settled()),
        }
        let (shelf, path) = (Arc::clone(&self), path.to_owned());
        let make = move || match shelf.read(&path) {
            Some(bytes) => [Bytes::new(), bytes.into()],
            None => anew(),
        };
        Some(Body::Laid(self, Arc::new(make)))
    }
}

impl tree::Laid for Folder {
    fn folder(&self) -> Option<PathBuf> {
        (!self.settled().broken).then(|| self.path.clone())
    }

    fn count(&self, top: &str) -> usize {
        self.settled().counts.get(top).copied().unwrap_or(0)
    }
}

/// Removes what those that were killed have left behind in a folder that is built into.
pub fn sweep(output: &Path) {
    let entries = std::fs::read_dir(output.join(PRIVATE));
    for entry in entries.into_iter().flatten().flatten() {
        let named = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let Some(left) = named.then(|| File::open(entry.path()).ok()).flatten() else {
            continue;
        };
        if left.try_lock().is_ok() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, Laid, sweep};
    use crate::tree::{File, Laid as _, Make, Shelf};
    use bytes::Bytes;
    use std::path::Path;
    use std::sync::Arc;

    fn put(shelf: &Arc<dyn Shelf>, path: &str, text: &'static str) -> Option<Body> {
        let anew: Make = Arc::new(|| [Bytes::new(), Bytes::from_static(b"anew")]);
        let pieces = [
            Bytes::from_static(b"head "),
            Bytes::from_static(text.as_bytes()),
        ];
        Arc::clone(shelf).put(path, &pieces, anew)
    }

    fn bytes(body: Body) -> Vec<u8> {
        let mut file = File::new("x.html", "");
        file.body = body;
        file.bytes()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
        let names = entries.map(|entry| name(entry).into_string().unwrap());
        names.collect()
    }

    #[test]
    fn pages_lie_where_they_will_be_and_are_made_anew_once_they_are_gone() {
        let root = tempfile::tempdir().unwrap();
        let laid = Laid::new(root.path()).unwrap();
        let shelf = laid.shelf();
        assert!(put(&shelf, "index.html", "top").is_none());
        let page = put(&shelf, "incidents/one.html", "one").unwrap();
        put(&shelf, "de/incidents/one.html", "eins").unwrap();
        put(&shelf, "de/incidents/two.html", "zwei").unwrap();
        let folder = laid.0.folder().unwrap();
        let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
        assert_eq!(read("incidents/one.html"), "head one");
        assert_eq!(read("de/incidents/two.html"), "head zwei");
        assert_eq!(
            ["incidents", "de", "it"].map(|top| laid.0.count(top)),
            [1, 2, 0]
        );
        assert_eq!(bytes(page.clone()), b"head one");
        std::fs::rename(folder.join("incidents"), root.path().join("incidents")).unwrap();
        assert_eq!(bytes(page), b"anew");
    }

    #[test]
    fn nothing_stays_behind_and_what_was_there_does() {
        let root = tempfile::tempdir().unwrap();
        let (there, new) = (root.path().join("there"), root.path().join("a/b/new"));
        std::fs::create_dir(&there).unwrap();
        for output in [&there, &new] {
            let laid = Laid::new(output).unwrap();
            put(&laid.shelf(), "incidents/one.html", "one").unwrap();
        }
        assert_eq!(names(root.path()), ["there"]);
        assert!(names(&there).is_empty());
        let laid = Laid::new(&new).unwrap();
        std::fs::write(new.join("index.html"), "published").unwrap();
        drop(laid);
        assert_eq!(names(&new), ["index.html"]);
    }

    #[test]
    fn what_one_that_was_killed_left_behind_goes_and_what_another_is_writing_stays() {
        let root = tempfile::tempdir().unwrap();
        let left = root.path().join(".stillup/shelf-left");
        std::fs::create_dir_all(left.join("incidents")).unwrap();
        std::fs::write(left.join("incidents/half.html"), "ha").unwrap();
        let laid = Laid::new(root.path()).unwrap();
        sweep(root.path());
        assert!(!left.exists() && laid.0.path.exists());
    }

    #[test]
    fn where_one_page_cannot_be_written_none_counts() {
        let root = tempfile::tempdir().unwrap();
        let laid = Laid::new(root.path()).unwrap();
        let shelf = laid.shelf();
        let first = put(&shelf, "incidents/one.html", "one").unwrap();
        std::fs::write(laid.0.path.join("history"), "in the way").unwrap();
        let second = put(&shelf, "history/2026-11.html", "month").unwrap();
        assert_eq!(laid.0.folder(), None);
        assert_eq!([bytes(first), bytes(second)], [b"anew", b"anew"]);
    }

    #[test]
    fn of_pages_printed_at_once_none_is_lost() {
        let root = tempfile::tempdir().unwrap();
        let laid = Laid::new(root.path()).unwrap();
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let shelf = laid.shelf();
                scope.spawn(move || {
                    for page in 0..600 {
                        put(&shelf, &format!("incidents/{thread}-{page}.html"), "one").unwrap();
                    }
                });
            }
        });
        let folder = laid.0.folder().unwrap().join("incidents");
        assert_eq!(
            (names(&folder).len(), laid.0.count("incidents")),
            (2_400, 2_400)
        );
        let page = std::fs::read(folder.join("3-599.html")).unwrap();
        assert_eq!(page, b"head one");
    }
}
