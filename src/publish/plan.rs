//! What would change on a mirror, from two manifests.

use super::manifest::{Entry, Manifest};
use crate::plan::{Action, Change, Plan};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The steps from `have` to `want`, sorted by path. Parts that are one value cost nothing.
pub fn plan(have: &Manifest, want: &Manifest) -> Plan {
    let mut before: BTreeMap<&str, &Entry> = BTreeMap::new();
    let mut after: BTreeMap<&str, &Entry> = BTreeMap::new();
    for (part, files) in &have.parts {
        if !want
            .parts
            .get(part)
            .is_some_and(|wanted| same(files, wanted))
        {
            before.extend(files.iter().map(|(path, entry)| (path.as_str(), entry)));
        }
    }
    for (part, files) in &want.parts {
        if !have.parts.get(part).is_some_and(|held| same(held, files)) {
            after.extend(files.iter().map(|(path, entry)| (path.as_str(), entry)));
        }
    }
    let mut changes = Vec::new();
    for (path, entry) in &after {
        match before.get(path) {
            None => changes.push(change(Action::Create, path, None)),
            Some(held) => {
                changes.extend(difference(held, entry).map(|why| change(Action::Update, path, why)))
            }
        }
    }
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    changes.extend(gone.map(|path| change(Action::Delete, path, None)));
    changes.sort_by(|one, other| one.name.cmp(&other.name));
    Plan {
        changes,
        held: have.len(),
    }
}

fn same<T: PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// Nothing when the files are the same; else why they differ when it is not their bytes.
fn difference(held: &Entry, wanted: &Entry) -> Option<Option<String>> {
    if held.digest != wanted.digest {
        return Some(None);
    }
    (held.headers != wanted.headers).then(|| Some("headers".to_owned()))
}

fn change(action: Action, path: &str, detail: Option<String>) -> Change {
    Change {
        action,
        name: path.to_owned(),
        detail,
    }
}

#[cfg(test)]
mod tests;
