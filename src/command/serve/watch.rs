//! Telling when a file the site is made of has changed.

use super::super::SITE_FILE;
use crate::problem::Problem;
use crate::source::dependency;
use crate::source::trello::snapshot;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Folders whose content is part of the site.
const FOLDERS: [&str; 4] = ["incidents", "locales", "templates", "themes"];
/// An editor's save is several changes: they are taken together when none follows for so long.
const QUIET: Duration = Duration::from_millis(15);

/// Calls `changed` after every change, until the process ends. It tells which files the site names by then, wherever
/// in its folder they are; `named` are those it names now.
///
/// # Errors
/// The operating system does not let us watch the folder.
pub fn start(
    root: &Path,
    mut named: BTreeSet<PathBuf>,
    mut changed: impl FnMut() -> BTreeSet<PathBuf> + Send + 'static,
) -> Result<(), Problem> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let (tell, told) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            // The listener ends with the process only.
            let _ = tell.send(event);
        }
    })
    .map_err(|error| failed(&error))?;
    watcher
        .watch(&root, RecursiveMode::NonRecursive)
        .map_err(|error| failed(&error))?;
    let mut watched = BTreeSet::new();
    watch_folders(&mut watcher, &root, &named, &mut watched);
    std::thread::spawn(move || {
        while let Some(mut ours) = next(&told, &root, &named, None) {
            // More of the same save.
            while let Some(more) = next(&told, &root, &named, Some(QUIET)) {
                ours |= more;
            }
            watch_folders(&mut watcher, &root, &named, &mut watched);
            if ours {
                named = changed();
                watch_folders(&mut watcher, &root, &named, &mut watched);
            }
        }
    });
    Ok(())
}

/// Whether the next event is of the site's files; nothing when none came in time.
fn next(
    told: &Receiver<Event>,
    root: &Path,
    named: &BTreeSet<PathBuf>,
    within: Option<Duration>,
) -> Option<bool> {
    let event = match within {
        Some(within) => told.recv_timeout(within).ok()?,
        None => told.recv().ok()?,
    };
    Some(
        !matches!(event.kind, EventKind::Access(_))
            && event.paths.iter().any(|path| is_ours(root, named, path)),
    )
}

fn is_ours(root: &Path, named: &BTreeSet<PathBuf>, path: &Path) -> bool {
    let inside = path.strip_prefix(root).ok();
    let Some(inside) = inside.filter(|inside| !inside.as_os_str().is_empty()) else {
        return false;
    };
    // Or a folder on the way to one.
    named.iter().any(|file| file.starts_with(inside))
        || [SITE_FILE, snapshot::FILE, dependency::FILE]
            .iter()
            .any(|file| inside == Path::new(file))
        || FOLDERS.iter().any(|folder| inside.starts_with(folder))
}

/// Watches the folders that have appeared, and forgets those that went.
fn watch_folders(
    watcher: &mut RecommendedWatcher,
    root: &Path,
    named: &BTreeSet<PathBuf>,
    watched: &mut BTreeSet<PathBuf>,
) {
    let folders = FOLDERS.map(|name| (root.join(name), RecursiveMode::Recursive));
    // What is deeper in there is the program's own.
    let own = (root.join(".stillup"), RecursiveMode::NonRecursive);
    let elsewhere = named
        .iter()
        .filter(|file| !FOLDERS.iter().any(|folder| file.starts_with(folder)))
        .flat_map(|file| file.ancestors().skip(1))
        .filter(|folder| !folder.as_os_str().is_empty())
        .map(|folder| (root.join(folder), RecursiveMode::NonRecursive));
    for (folder, mode) in folders.into_iter().chain([own]).chain(elsewhere) {
        if !folder.is_dir() {
            watched.remove(&folder);
        } else if !watched.contains(&folder) && watcher.watch(&folder, mode).is_ok() {
            watched.insert(folder);
        }
    }
}

fn failed(error: &notify::Error) -> Problem {
    Problem::error("watch", "cannot watch the site's folder for changes").because(error)
}
