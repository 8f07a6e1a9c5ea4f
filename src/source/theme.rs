//! A site's own theme and templates, as text.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: reads the files a site is made of"
)]

use super::text::text;
use crate::problem::{Place, Problem};
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// Endings of files that are part of a theme; others, such as a preview image, are left alone.
pub(super) const ENDINGS: &[&str] = &["html", "css", "toml", "xml", "txt", "svg", "js", "ftl"];

/// What the site's folder has in place of built-in files: those of `themes/<name>/`, by path within it
/// (`theme.css`, `templates/home.html`), and over them those of `templates/` (`templates/home.html`) and
/// `locales/` (`locales/de.ftl`).
pub fn overrides(root: &Path, name: &str) -> (BTreeMap<String, String>, Vec<Problem>) {
    let mut files = BTreeMap::new();
    let mut problems = Vec::new();
    if is_name(name) {
        add(
            root,
            &format!("themes/{name}"),
            "",
            &mut files,
            &mut problems,
        );
    }
    for folder in ["templates", "locales"] {
        add(
            root,
            folder,
            &format!("{folder}/"),
            &mut files,
            &mut problems,
        );
    }
    (files, problems)
}

/// Whether a theme may be called that.
pub fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.chars().all(plain)
}

/// One file of the site's own theme of that name: its path in the site's folder, and its text. Why one cannot
/// be read is said by [`overrides`].
pub fn own(root: &Path, name: &str, file: &str) -> Option<(String, String)> {
    let path = format!("themes/{name}/{file}");
    let text = is_name(name).then(|| text(root, &path))?.ok()?;
    Some((path, text))
}

/// Adds the texts of a folder, by their path within it behind `prefix`.
fn add(
    root: &Path,
    folder: &str,
    prefix: &str,
    files: &mut BTreeMap<String, String>,
    problems: &mut Vec<Problem>,
) {
    let start = root.join(folder);
    if !start.is_dir() {
        return;
    }
    for entry in WalkDir::new(&start).follow_links(true).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let problem =
                    Problem::error("unreadable-file", format!("cannot read all of `{folder}`"));
                problems.push(problem.at(Place::file(folder)).because(error));
                continue;
            }
        };
        let Ok(path) = entry.path().strip_prefix(&start) else {
            continue;
        };
        let path = path
            .iter()
            .map(|part| part.to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        if !entry.file_type().is_file() || hidden || !ENDINGS.contains(&ending) {
            continue;
        }
        match text(root, &format!("{folder}/{path}")) {
            Ok(text) => drop(files.insert(format!("{prefix}{path}"), text)),
            Err(problem) => problems.push(problem),
        }
    }
}
