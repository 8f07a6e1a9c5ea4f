//! Whatever is in the other page's files: nothing stops the import, and nothing is wrong with what it writes.

use crate::site::{assert_sound, files, fixture, import, put};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Things that were never meant to be where they end up.
const JUNK: &[&str] = &[
    "",
    "\0",
    "\u{feff}",
    "---\n",
    "\n\n",
    "\"",
    "'",
    ": ",
    "{{<",
    ">}}",
    "]]",
    "## 2026-11-20 14:05 UTC - resolved\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    "# \n",
    "::: update\n",
    "|",
    "<!--",
    "-->",
    "null",
    "[[[[",
    "> > > > > > ",
    "true",
    "2017-02-30",
    "99999999999999999999",
    "![x](assets/y.png)",
    "[x](/incidents/assets/z)",
    "\u{202e}",
    "{#x}",
    "&#50;",
    "- - - - - - - - - - - - - - - - - - - - - - - - - - - - ",
    "é",
    "\r",
];

/// One thing done to a file.
#[derive(Debug, Clone)]
enum Slip {
    Put(Index, Index, &'static str),
    Cut(Index, Index),
    Lose(Index),
    Byte(Index, Index, u8),
}

fn slip() -> impl Strategy<Value = Slip> {
    let place = any::<Index>;
    prop_oneof![
        8 => (place(), place(), prop::sample::select(JUNK)).prop_map(|(file, at, junk)| Slip::Put(file, at, junk)),
        2 => (place(), place()).prop_map(|(file, at)| Slip::Cut(file, at)),
        1 => place().prop_map(Slip::Lose),
        2 => (place(), place(), any::<u8>()).prop_map(|(file, at, byte)| Slip::Byte(file, at, byte)),
    ]
}

fn slipped(mut files: BTreeMap<String, Vec<u8>>, slips: &[Slip]) -> BTreeMap<String, Vec<u8>> {
    let paths: Vec<String> = files.keys().cloned().collect();
    for slip in slips {
        let (Slip::Put(file, ..) | Slip::Cut(file, _) | Slip::Lose(file) | Slip::Byte(file, ..)) =
            slip;
        let path = file.get(&paths);
        let Some(bytes) = files.get_mut(path) else {
            continue;
        };
        match slip {
            Slip::Put(_, at, junk) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, junk.bytes());
            }
            Slip::Cut(_, at) => bytes.truncate(at.index(bytes.len() + 1)),
            Slip::Byte(_, at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Slip::Byte(..) => {}
            Slip::Lose(_) => drop(files.remove(path)),
        }
    }
    files
}

/// Imports a made-up site after these slips, and looks at what was written.
fn check(kind: &str, from: &str, further: &[&str], slips: &[Slip]) {
    let (other, into) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    put(other.path(), &slipped(files(&fixture(kind)), slips));
    let further: Vec<PathBuf> = further
        .iter()
        .map(|it| other.path().join(it))
        .filter(|it| it.exists())
        .collect();
    let run = || import(kind, &other.path().join(from), &further, into.path());
    if run().is_err() {
        // Nothing of it was left to be read.
        assert!(!Path::new(&into.path().join("stillup.toml")).exists());
        return;
    }
    assert_sound(into.path());
    let there = files(into.path());
    run().expect("what was read before");
    assert_eq!(there, files(into.path()), "a second run changed something");
}

/// Where a page that says no address was, nobody can link to.
#[test]
fn what_a_page_without_an_address_links_to_leaves_its_words() {
    let (other, into) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let mut there = files(&fixture("cstate"));
    let settings = there.get_mut("old-status/config.yml").expect("settings");
    let text = String::from_utf8_lossy(settings).replace("baseURL", "baseNothing");
    *settings = text.into_bytes();
    let hello = there.get_mut("old-status/content/issues/watched.md");
    let text = b"\nSee [the graph](/incidents/assets/z) and ![a picture](/img/none.png).\n";
    hello.expect("an issue").extend_from_slice(text);
    put(other.path(), &there);
    let from = other.path().join("old-status");
    import("cstate", &from, &[], into.path()).expect("it is read");
    assert_sound(into.path());
    let text = std::fs::read_to_string(into.path().join("incidents/watched.md"));
    let text = text.expect("the incident");
    assert!(text.contains("See the graph and a picture."), "{text}");
}

/// Blanks that nobody sees do not hide where an address leads.
#[test]
fn an_address_that_the_site_has_a_page_at_is_lost_however_it_is_written() {
    let (other, into) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let mut there = files(&fixture("cstate"));
    let mut found = 0;
    for text in there.values_mut() {
        if let Some(at) = text.windows(8).position(|it| it == b"/history") {
            text.splice(at..at, "\u{feff} ".bytes());
            found += 1;
        }
    }
    assert!(found > 0, "an issue says that it was at `/history`");
    put(other.path(), &there);
    let from = other.path().join("old-status");
    import("cstate", &from, &[], into.path()).expect("it is read");
    assert_sound(into.path());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cstate_sites_with_slips(slips in prop::collection::vec(slip(), 0..12)) {
        check("cstate", "old-status", &[], &slips);
    }

    #[test]
    fn statuspages_with_slips(slips in prop::collection::vec(slip(), 0..6)) {
        check("statuspage", "old", &[], &slips);
    }

    #[test]
    fn upptime_repositories_with_slips(slips in prop::collection::vec(slip(), 0..6)) {
        check("upptime", "old", &["issues.json", "comments.json"], &slips);
    }

    #[test]
    fn statusfy_sites_with_slips(slips in prop::collection::vec(slip(), 0..10)) {
        check("statusfy", "old", &[], &slips);
    }
}
