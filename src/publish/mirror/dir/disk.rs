//! A folder on a disk, for fence class B.

#![expect(clippy::disallowed_methods, reason = "edge: this is the disk")]

use super::fresh::Fresh;
use super::laid;
use super::trouble::trouble;
use crate::problem::Problem;
use crate::publish::fence::releases::Links;
use crate::publish::fence::rename::{Folder, Wanted, parent};
use crate::publish::mirror::{Trouble, Write};
use async_trait::async_trait;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use rustix::fs::{AtFlags, FileType, statat};
use std::collections::{HashMap, HashSet};
use std::io::{Error, ErrorKind};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder on a disk. Paths have `/` and are relative to it.
#[derive(Clone)]
pub struct Disk {
    root: Arc<Path>,
    shown: Arc<str>,
}

fn missing(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn taken(error: &Error) -> bool {
    use ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotADirectory};
    matches!(
        error.kind(),
        AlreadyExists | DirectoryNotEmpty | NotADirectory
    )
}

/// Whether an open folder holds a file with this length. From the top down each look would walk the whole path.
fn there(folder: Option<&std::fs::File>, path: &str, lengths: &RangeInclusive<u64>) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let found = folder.and_then(|folder| statat(folder, name, AtFlags::empty()).ok());
    found.is_some_and(|found| {
        FileType::from_raw_mode(found.st_mode).is_file()
            && u64::try_from(found.st_size).is_ok_and(|found| lengths.contains(&found))
    })
}

/// Files by the folder they are in.
fn by_folder(files: &[Wanted]) -> HashMap<&str, Vec<&Wanted>> {
    let mut folders: HashMap<&str, Vec<&Wanted>> = HashMap::new();
    for file in files {
        let folder = parent(&file.0).unwrap_or_default();
        folders.entry(folder).or_default().push(file);
    }
    folders
}

/// `None` where there was nothing.
fn found<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if missing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

impl Disk {
    /// The folder at `root`, which problems call `shown`.
    pub fn new(root: PathBuf, shown: String) -> Self {
        Disk {
            root: root.into(),
            shown: shown.into(),
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        if path.is_empty() {
            self.root.to_path_buf()
        } else {
            self.root.join(path)
        }
    }

    fn trouble(&self, doing: &str, path: &str, error: &Error) -> Trouble {
        let shown = match (&*self.shown, path) {
            ("", path) => path.to_owned(),
            (shown, "") => shown.to_owned(),
            (shown, path) => format!("{shown}/{path}"),
        };
        trouble(doing, &shown, error)
    }

    /// Does blocking work where it blocks nobody.
    async fn away<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Disk) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let disk = self.clone();
        tokio::task::spawn_blocking(move || work(&disk))
            .await
            .unwrap_or_else(|panic| {
                Err(Problem::error("disk", "the disk's own thread stopped")
                    .because(panic)
                    .into())
            })
    }

    /// Where nothing is yet, a folder goes in place whole, by one rename instead of one a file: the
    /// top folder of `to`, from where it was staged. False: what was staged is gone.
    fn promote_folder<'a>(
        &self,
        from: &str,
        to: &'a str,
        whole: &mut HashMap<&'a str, bool>,
    ) -> Result<Option<bool>, Trouble> {
        let Some((top, _)) = to.split_once('/') else {
            return Ok(None);
        };
        if let Some(done) = whole.get(top) {
            return Ok(done.then_some(true));
        }
        let staged = from
            .strip_suffix(to)
            .map(|above| self.at(&format!("{above}{top}")));
        let free = std::fs::symlink_metadata(self.at(top)).is_err();
        let Some(staged) = staged.filter(|_| free) else {
            whole.insert(top, false);
            return Ok(None);
        };
        let renamed = std::fs::rename(staged, self.at(top));
        whole.insert(top, renamed.is_ok());
        match renamed {
            Ok(()) => Ok(Some(true)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(false)),
            // Somebody made it in between: file by file, then.
            Err(error) if taken(&error) => Ok(None),
            Err(error) => Err(self.trouble("put in place", top, &error)),
        }
    }

    fn make_above(&self, path: &str, made: &mut HashSet<PathBuf>) -> Result<(), Trouble> {
        let Some(folder) = self.at(path).parent().map(Path::to_path_buf) else {
            return Ok(());
        };
        if made.contains(&folder) {
            return Ok(());
        }
        std::fs::create_dir_all(&folder)
            .map_err(|error| self.trouble("make the folder of", path, &error))?;
        made.insert(folder);
        Ok(())
    }
}

#[async_trait]
impl Folder for Disk {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        let path = path.to_owned();
        self.away(move |disk| {
            disk.make_above(&path, &mut HashSet::new())?;
            match std::fs::create_dir(disk.at(&path)) {
                Ok(()) => Ok(true),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
                Err(error) => Err(disk.trouble("make the folder", &path, &error)),
            }
        })
        .await
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let path = path.to_owned();
        self.away(move |disk| {
            let listed = found(std::fs::read_dir(disk.at(&path)))
                .and_then(|entries| entries.into_iter().flatten().collect::<Result<Vec<_>, _>>())
                .map_err(|error| disk.trouble("list", &path, &error))?;
            Ok(listed
                .iter()
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect())
        })
        .await
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let path = path.to_owned();
        self.away(move |disk| {
            found(std::fs::read(disk.at(&path))).or_else(|error| match error.kind() {
                ErrorKind::IsADirectory => Ok(None),
                _ => Err(disk.trouble("read", &path, &error)),
            })
        })
        .await
    }

    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        self.away(move |disk| {
            let folders = by_folder(&files);
            let lacking = folders.par_iter().flat_map(|(folder, files)| {
                let folder = std::fs::File::open(disk.at(folder)).ok();
                files
                    .par_iter()
                    .filter(move |(path, lengths)| !there(folder.as_ref(), path, lengths))
                    .map(|(path, _)| path.clone())
            });
            Ok(lacking.collect())
        })
        .await
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        let under = under.to_owned();
        self.away(move |disk| {
            let (mut made, mut fresh) = (HashSet::new(), Fresh::default());
            for write in laid::take(&disk.at(&under), files) {
                let path = format!("{under}/{}", write.path);
                disk.make_above(&path, &mut made)?;
                let written = fresh.write(&disk.root, &path, &write.file.pieces());
                written.map_err(|error| disk.trouble("write", &path, &error))?;
            }
            Ok(())
        })
        .await
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        self.away(move |disk| {
            let mut made = HashSet::new();
            let mut whole = HashMap::new();
            for (done, (from, to)) in moves.iter().enumerate() {
                match disk.promote_folder(from, to, &mut whole)? {
                    Some(true) => continue,
                    Some(false) => return Ok(done),
                    None => disk.make_above(to, &mut made)?,
                }
                match std::fs::rename(disk.at(from), disk.at(to)) {
                    Ok(()) => {}
                    Err(error) if error.kind() == ErrorKind::NotFound => return Ok(done),
                    Err(error) => return Err(disk.trouble("put in place", to, &error)),
                }
            }
            Ok(moves.len())
        })
        .await
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.away(
            move |disk| match std::fs::rename(disk.at(&from), disk.at(&to)) {
                Ok(()) => Ok(true),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
                Err(error) => Err(disk.trouble("rename", &from, &error)),
            },
        )
        .await
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        let path = path.to_owned();
        self.away(move |disk| {
            let at = disk.at(&path);
            let removed = match std::fs::symlink_metadata(&at) {
                Ok(found) if found.is_dir() => std::fs::remove_dir_all(&at),
                Ok(_) => std::fs::remove_file(&at),
                Err(error) => Err(error),
            };
            found(removed)
                .map(drop)
                .map_err(|error| disk.trouble("remove", &path, &error))
        })
        .await
    }

    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        let path = path.to_owned();
        self.away(move |disk| {
            let mut folder = Path::new(&path).parent();
            while let Some(empty) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
                // Fails where it is not empty, which is where to stop.
                if std::fs::remove_dir(disk.root.join(empty)).is_err() {
                    break;
                }
                folder = empty.parent();
            }
            Ok(())
        })
        .await
    }
}

#[async_trait]
impl Links for Disk {
    async fn link(&self, pairs: Vec<(String, String)>) -> Result<Vec<bool>, Trouble> {
        self.away(move |disk| {
            let mut made = HashSet::new();
            let mut linked = Vec::with_capacity(pairs.len());
            for (from, to) in &pairs {
                disk.make_above(to, &mut made)?;
                let (source, name) = (disk.at(from), disk.at(to));
                let result = match std::fs::hard_link(&source, &name) {
                    Ok(()) => Ok(()),
                    Err(error) if error.kind() == ErrorKind::NotFound => Err(error),
                    // Another disk, or one without hard links, or somebody else's file.
                    Err(_) => std::fs::copy(&source, &name).map(drop),
                };
                let there =
                    found(result).map_err(|error| disk.trouble("carry over", from, &error))?;
                linked.push(there.is_some());
            }
            Ok(linked)
        })
        .await
    }

    async fn point(&self, at: &str, target: &str) -> Result<(), Trouble> {
        let (at, target) = (at.to_owned(), target.to_owned());
        self.away(move |disk| {
            std::os::unix::fs::symlink(&target, disk.at(&at))
                .map_err(|error| disk.trouble("make the link", &at, &error))
        })
        .await
    }

    async fn target(&self, at: &str) -> Result<Option<String>, Trouble> {
        let at = at.to_owned();
        self.away(move |disk| {
            let target = found(std::fs::read_link(disk.at(&at)))
                .map_err(|error| disk.trouble("read the link", &at, &error))?;
            Ok(target.map(|path| path.to_string_lossy().into_owned()))
        })
        .await
    }

    async fn settle(&self, paths: Vec<String>) -> Result<(), Trouble> {
        self.away(move |disk| {
            let sync = |path: &Path| std::fs::File::open(path).and_then(|file| file.sync_all());
            // Each waits for the disk: at once, they wait for it together.
            paths.par_iter().try_for_each(|path| {
                sync(&disk.at(path)).map_err(|error| disk.trouble("write", path, &error))
            })?;
            let folders: HashSet<&Path> = paths
                .iter()
                .filter_map(|path| Path::new(path).parent())
                .collect();
            for folder in folders {
                // Not every file system can: its folders are then as safe as it makes them.
                let _ = sync(&disk.root.join(folder));
            }
            Ok(())
        })
        .await
    }

    async fn walk(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let path = path.to_owned();
        self.away(move |disk| {
            let mut files = Vec::new();
            let mut folders = vec![String::new()];
            while let Some(folder) = folders.pop() {
                let at = disk.at(&path).join(&folder);
                let entries =
                    std::fs::read_dir(&at).and_then(Iterator::collect::<Result<Vec<_>, _>>);
                for entry in entries.map_err(|error| disk.trouble("list", &folder, &error))? {
                    let name = format!("{folder}{}", entry.file_name().to_string_lossy());
                    match entry.file_type() {
                        Ok(found) if found.is_dir() => folders.push(format!("{name}/")),
                        _ => files.push(name),
                    }
                }
            }
            files.sort();
            Ok(files)
        })
        .await
    }
}
