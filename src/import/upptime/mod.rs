//! Upptime: a repository with `.upptimerc.yml` and `history/`, and an export of its issues.
//!
//! 1. `sites` reads what is watched: components, by the names that labels call them.
//! 2. `export` reads issues and comments, however they were exported.
//! 3. `issue` makes an incident or a maintenance of each that is one.

mod export;
mod issue;
mod sites;

use super::files::{Files, nothing_of};
use super::{Found, Notes, Request};
use crate::problem::Problem;
use std::collections::BTreeMap;

/// Reads a repository, and the exports named beside it or lying in it.
///
/// # Errors
/// There is no such folder, or an export that was named cannot be read.
pub(super) fn read(request: &Request) -> Result<Found, Problem> {
    let mut files = Files::read(&request.folder(), request.from, wanted)?;
    for file in request.further {
        files.further(&request.start.join(file), &file.display().to_string())?;
    }
    if files.is_empty() {
        return Err(nothing_of("Upptime", request.from, "`.upptimerc.yml`"));
    }
    let mut notes = Notes::default();
    let mut site = sites::read(&files, &mut notes);
    let mut problems = std::mem::take(&mut files.problems);
    let issues = export::read(&files, &mut problems, &mut notes);
    if issues.is_empty() {
        notes.add("", export::HOW);
    }
    let read = |it: &export::Issue| issue::read(it, &mut site, request.now, &mut notes);
    let incidents: Vec<_> = issues.iter().filter_map(read).collect();
    sites::still_down(&files, &site, &incidents, &mut notes);
    let (groups, components) = site.names.finish(&incidents, &mut notes);
    Ok(Found {
        page: site.page,
        groups,
        components,
        incidents,
        assets: BTreeMap::new(),
        notes,
        problems,
    })
}

fn wanted(path: &str) -> bool {
    let history = path
        .strip_prefix("history/")
        .is_some_and(|it| it.ends_with(".yml"));
    history
        || [
            ".upptimerc.yml",
            ".upptimerc.yaml",
            "issues.json",
            "comments.json",
        ]
        .contains(&path)
}
