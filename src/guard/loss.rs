//! Which pages would show fewer updates than a copy shows now, told from lists of ids alone.

use crate::publish::manifest::{Entry, Files};
use crate::publish::release::Release;
use crate::publish::witness::Witness;
use crate::render::carried;
use crate::tree::Part;
use arcstr::ArcStr;
use std::collections::{BTreeMap, BTreeSet};

/// An incident's page that would lose something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// The incident's id.
    pub id: String,
    /// Its page's path.
    pub path: String,
    /// The part of the manifest that lists it.
    pub part: Part,
    /// Ids of the updates that its page would not show any more.
    pub updates: Vec<String>,
    /// The page itself would go.
    pub gone: bool,
}

/// What a copy lists in the parts that changed.
#[derive(Debug, Default)]
pub struct Listed(BTreeMap<Part, Files>);

impl Listed {
    /// A file, when it is in a part that changed.
    pub fn entry<'a>(&'a self, path: &'a str) -> Option<(&'a str, &'a Entry)> {
        let found = self.0.values().find_map(|files| files.get(path));
        found.map(|entry| (path, entry))
    }

    /// Whether there was such a page.
    pub fn has(&self, path: &str) -> bool {
        self.entry(path).is_some()
    }

    /// The archives that may have a suspect's files: its month's, or where the month is not known, those of
    /// every month in which something may still change.
    pub fn archives(&self, suspect: &Suspect) -> Vec<(&String, &Entry)> {
        let all = self.0.values().flatten();
        let may_have = |path: &str| match &suspect.part {
            Part::Month(month) => carried::is_of_month(path, month),
            Part::Hot => carried::is_archive(path),
        };
        all.filter(|(path, _)| may_have(path)).collect()
    }
}

/// Pages that would lose something, and what the copy lists in the parts that changed.
///
/// # Errors
/// In words: a part of the copy's manifest cannot be had.
pub async fn suspects(
    witness: &Witness<'_>,
    release: &Release,
) -> Result<(Vec<Suspect>, Listed), String> {
    let mut listed = Listed::default();
    for (part, piece) in witness.parts() {
        if release.packed.parts.get(part) != Some(piece) {
            listed.0.insert(part.clone(), witness.files(part).await?);
        }
    }
    let mut suspects = Vec::new();
    for (part, files) in &listed.0 {
        for (path, entry) in files {
            suspects.extend(suspect(part, path, entry, release));
        }
    }
    Ok((suspects, listed))
}

fn suspect(part: &Part, path: &str, entry: &Entry, release: &Release) -> Option<Suspect> {
    let id = path.strip_prefix("incidents/")?.strip_suffix(".html")?;
    if id.contains('/') {
        return None;
    }
    let file = release.tree.files.get(path);
    let shown: BTreeSet<&ArcStr> = file.iter().flat_map(|file| file.updates.iter()).collect();
    let lost = entry.updates.iter().filter(|id| !shown.contains(id));
    let updates: Vec<String> = lost.map(ToString::to_string).collect();
    (file.is_none() || !updates.is_empty()).then(|| Suspect {
        id: id.to_owned(),
        path: path.to_owned(),
        part: part.clone(),
        updates,
        gone: file.is_none(),
    })
}
