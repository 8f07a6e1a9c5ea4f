//! A plan, done, gives what was wanted.

use super::plan;
use crate::plan::{Action, Alarm};
use crate::publish::manifest::{Entry, Manifest};
use crate::tree::{Digest, Part};
use proptest::prelude::{Strategy, any, proptest};
use std::collections::BTreeMap;
use std::sync::Arc;

fn entry(content: u8) -> Entry {
    Entry {
        digest: Digest::of(&[content]),
        length: 1,
        headers: format!("{:x}", content % 3).into(),
        updates: [].into(),
    }
}

fn manifest(files: &BTreeMap<u8, (u8, u8)>) -> Manifest {
    let mut parts: BTreeMap<Part, BTreeMap<String, Entry>> = BTreeMap::new();
    for (name, (month, content)) in files {
        let part = match month % 4 {
            0 => Part::Hot,
            month => Part::Month(format!("2026-0{month}")),
        };
        parts
            .entry(part)
            .or_default()
            .insert(format!("{name}.html"), entry(*content));
    }
    Manifest {
        parts: parts
            .into_iter()
            .map(|(part, files)| (part, Arc::new(files)))
            .collect(),
    }
}

fn flat(manifest: &Manifest) -> BTreeMap<String, Entry> {
    manifest
        .entries()
        .map(|(path, entry)| (path.clone(), entry.clone()))
        .collect()
}

fn any_manifest() -> impl Strategy<Value = Manifest> {
    proptest::collection::btree_map(any::<u8>(), any::<(u8, u8)>(), 0..40)
        .prop_map(|files| manifest(&files))
}

proptest! {
    #[test]
    fn doing_a_plan_gives_what_was_wanted(have in any_manifest(), want in any_manifest()) {
        let plan = plan(&have, &want);
        let (mut held, wanted) = (flat(&have), flat(&want));
        for change in &plan.changes {
            let before = match change.action {
                Action::Delete => held.remove(&change.name),
                _ => held.insert(change.name.clone(), wanted[&change.name].clone()),
            };
            assert_eq!(before.is_none(), change.action == Action::Create, "{}", change.name);
        }
        assert_eq!(held, wanted);
        assert_eq!(plan.held, have.len());
    }

    #[test]
    fn nothing_is_planned_for_what_is_there(have in any_manifest()) {
        assert!(plan(&have, &have.clone()).is_empty());
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written(manifest in any_manifest()) {
        let packed = manifest.pack();
        let bytes = |digest: &Digest| packed.files[&crate::publish::manifest::path(digest)].bytes();
        let lines = Manifest::parse_root(&bytes(&packed.root.digest)).expect("a root");
        let parts = lines.iter().map(|line| {
            let (part, piece) = line.read();
            (part, Arc::new(Manifest::parse_part(&bytes(&piece.digest)).expect("a part")))
        });
        assert_eq!(Manifest { parts: parts.collect() }, manifest);
    }
}

#[test]
fn one_page_changes_its_own_part_and_the_root_only() {
    let mut files: BTreeMap<u8, (u8, u8)> = (0..40).map(|name| (name, (name % 4, 0))).collect();
    let before = manifest(&files).pack();
    files.insert(1, (1, 9));
    let after = manifest(&files).pack();
    let new = after
        .files
        .keys()
        .filter(|path| !before.files.contains_key(*path))
        .count();
    assert_eq!(new, 2);
}

#[test]
fn the_alarm_says_its_numbers_and_is_printed() {
    let have: BTreeMap<u8, (u8, u8)> = (0..30).map(|name| (name, (0, 0))).collect();
    let plan = plan(&manifest(&have), &Manifest::default());
    let alarm = Alarm {
        deletes: 30,
        held: 30,
        limit: 20,
    };
    assert_eq!(plan.alarm(), Some(alarm));
    let text = plan.to_string();
    assert!(
        text.starts_with("  - delete 0.html\n  - delete 1.html\n"),
        "{text}"
    );
    assert!(
        text.ends_with(
            "  0 to create, 0 to update, 30 to delete; 30 held\n  \
             ! 30 of 30 would be deleted, at most 20 may be; --force does it all the same\n"
        ),
        "{text}"
    );
}
