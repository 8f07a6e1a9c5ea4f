//! Finding the files below `incidents/`.

use super::look::Seen;
use super::name::quoted;
use crate::problem::{Place, Problem};
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The folder that incident files stand in.
pub const INCIDENTS: &str = "incidents";

/// What stands below `incidents/`.
#[derive(Default)]
pub(super) struct Found {
    /// Markdown files, by path relative to the site's folder, sorted.
    pub texts: Vec<String>,
    /// All other files, the same way.
    pub others: Vec<String>,
    /// What could not be looked into.
    pub unread: Vec<String>,
    /// Why not, and other oddities.
    pub problems: Vec<Problem>,
}

/// What stands below `incidents/`, of a folder that was looked at already.
pub(super) fn sort(seen: &Seen) -> Found {
    let mut found = Found::default();
    let below = |name: &str| {
        name.get(INCIDENTS.len() + 1..)
            .is_some_and(|path| !path.split('/').any(|part| part.starts_with(['.', '_'])))
    };
    for name in seen.names().filter(|name| below(name)) {
        found.file(name.to_owned());
    }
    found
}

/// Looks through `incidents/`: everything but dot files, and what begins with `_`.
pub(super) fn walk(root: &Path) -> Found {
    let mut found = Found::default();
    let below = WalkDir::new(root.join(INCIDENTS)).follow_links(true);
    for entry in below
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || wanted(entry))
    {
        match entry {
            Ok(entry) if entry.depth() == 0 && entry.file_type().is_dir() => {}
            Ok(entry) if entry.depth() == 0 => found.absent(Some("it is a file")),
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => found.file(relative(root, entry.path())),
            Err(error) => found.error(root, &error),
        }
    }
    found.texts.sort_unstable();
    found.others.sort_unstable();
    found
}

impl Found {
    fn file(&mut self, name: String) {
        let ending = name
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'))
            .map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "md" => self.texts.push(name),
            "markdown" | "mdown" | "mkd" => {
                let what = format!("`{name}` is not read: an incident's file ends in `.md`");
                let stem = &name[..name.len() - ending.len()];
                let hint = format!("git mv {} {}", quoted(&name), quoted(&format!("{stem}md")));
                self.problems.push(
                    Problem::error("not-an-incident", what)
                        .at(Place::file(name))
                        .hint(hint),
                );
            }
            _ => self.others.push(name),
        }
    }

    fn absent(&mut self, why: Option<&str>) {
        let problem = Problem::error("missing-folder", "there is no folder `incidents`")
            .hint("mkdir incidents");
        self.problems.push(match why {
            Some(why) => problem.because(why),
            None => problem,
        });
        self.unread.push(INCIDENTS.to_owned());
    }

    fn error(&mut self, root: &Path, error: &walkdir::Error) {
        let missing = error
            .io_error()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
        if error.depth() == 0 && missing {
            return self.absent(None);
        }
        let name = error
            .path()
            .map_or_else(|| INCIDENTS.to_owned(), |path| relative(root, path));
        if let Some(ancestor) = error.loop_ancestor() {
            let what = format!("`{name}` leads back to `{}`", relative(root, ancestor));
            let problem = Problem::error("folder-loop", what).at(Place::file(name.as_str()));
            self.problems
                .push(problem.hint(format!("rm {}", quoted(&name))));
            return;
        }
        let problem = Problem::error("unreadable-file", format!("cannot read `{name}`"))
            .at(Place::file(name.as_str()));
        let problem = match error.io_error() {
            Some(io) if io.kind() == std::io::ErrorKind::PermissionDenied => problem
                .because(io)
                .hint(format!("chmod u+rX {}", quoted(&name))),
            Some(io) => problem.because(io),
            None => problem.because(error),
        };
        self.problems.push(problem);
        self.unread.push(name);
    }
}

/// Neither hidden nor set aside with `_`.
fn wanted(entry: &DirEntry) -> bool {
    !entry.file_name().as_encoded_bytes().starts_with(b".")
        && !entry.file_name().as_encoded_bytes().starts_with(b"_")
}

/// A path as the reader knows it: relative to the site's folder, with `/`.
fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
