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

/// Calls `changed` after every change, until the process ends.
///
/// # Errors
/// The operating system does not let us watch the folder.
pub fn start(root: &Path, mut changed: impl FnMut() + Send + 'static) -> Result<(), Problem> {
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
    watch_folders(&mut watcher, &root, &mut watched);
    std::thread::spawn(move || {
        while let Some(mut ours) = next(&told, &root, None) {
            // More of the same save.
            while let Some(more) = next(&told, &root, Some(QUIET)) {
                ours |= more;
            }
            watch_folders(&mut watcher, &root, &mut watched);
            if ours {
                changed();
            }
        }
    });
    Ok(())
}

/// Whether the next event is of the site's files; nothing when none came in time.
fn next(told: &Receiver<Event>, root: &Path, within: Option<Duration>) -> Option<bool> {
    let event = match within {
        Some(within) => told.recv_timeout(within).ok()?,
        None => told.recv().ok()?,
    };
    Some(
        !matches!(event.kind, EventKind::Access(_))
            && event.paths.iter().any(|path| is_ours(root, path)),
    )
}

fn is_ours(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        return false;
    };
    // An exported board is some JSON file beside the settings.
    let export = inside.extension().is_some_and(|ending| ending == "json")
        && inside.parent() == Some(Path::new(""));
    export
        || [SITE_FILE, snapshot::FILE, dependency::FILE]
            .iter()
            .any(|file| inside == Path::new(file))
        || FOLDERS.iter().any(|folder| inside.starts_with(folder))
}

/// Watches the folders that have appeared, and forgets those that went.
fn watch_folders(watcher: &mut RecommendedWatcher, root: &Path, watched: &mut BTreeSet<PathBuf>) {
    let folders = FOLDERS.map(|name| (root.join(name), RecursiveMode::Recursive));
    // What is deeper in there is the program's own.
    let own = (root.join(".stillup"), RecursiveMode::NonRecursive);
    for (folder, mode) in folders.into_iter().chain([own]) {
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
