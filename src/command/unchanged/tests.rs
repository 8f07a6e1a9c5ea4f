//! What the record of a build holds good for, and what ends that.

use super::{Before, look, parse, path, text};
use crate::source::look::COARSE;
use crate::tree::Digest;
use chrono::{DateTime, TimeDelta, Utc};
use std::fs::File;
use std::path::Path;

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn put(root: &Path, name: &str, content: &str) {
    let at = root.join(name);
    std::fs::create_dir_all(at.parent().expect("in the site")).expect("a folder");
    std::fs::write(at, content).expect("a file");
}

/// What a build sees that runs some time after the last change.
fn later(root: &Path) -> Before {
    let mut before = look(root, &root.join("public/site")).expect("plain files");
    before.began += COARSE * 2;
    before
}

/// A site that was built, with the record of it, good for an hour.
fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "stillup.toml",
        "incidents/2026/one.md",
        "incidents/assets/one.png",
        "templates/home.html",
        "themes/own/theme.css",
        "public/site/index.html",
        "public/site/incidents/one.html",
        "public/site/generation.json",
        "public/site/stillup/manifest/one.json",
    ] {
        put(folder.path(), name, "as it was");
    }
    later(folder.path()).remember(now(), || now() + TimeDelta::hours(1), &[]);
    assert!(later(folder.path()).nothing_to_do(now()));
    // Longer than the disk's clock takes to move on.
    std::thread::sleep(std::time::Duration::from_millis(50));
    folder
}

#[test]
fn it_holds_from_when_it_was_written_until_its_end() {
    let site = built();
    let holds = |seconds| later(site.path()).nothing_to_do(now() + TimeDelta::seconds(seconds));
    assert!(holds(0) && holds(3_599));
    assert!(!holds(-1) && !holds(3_600));
}

/// Something that happens to a site's folder.
type Change = (&'static str, fn(&Path));

#[test]
fn any_change_of_any_file_ends_it() {
    let changes: &[Change] = &[
        ("edited", |root| {
            put(root, "incidents/2026/one.md", "longer than it was")
        }),
        ("edited, as long as before", |root| {
            put(root, "incidents/2026/one.md", "As It Was")
        }),
        ("edited, with its time set back", |root| {
            let at = root.join("incidents/2026/one.md");
            let time = std::fs::metadata(&at)
                .and_then(|found| found.modified())
                .expect("a time");
            put(root, "incidents/2026/one.md", "As It Was");
            let file = File::options().append(true).open(&at).expect("it opens");
            file.set_modified(time).expect("it is ours");
        }),
        ("touched", |root| {
            put(root, "incidents/2026/one.md", "as it was")
        }),
        ("added", |root| put(root, "incidents/two.md", "")),
        ("removed", |root| {
            std::fs::remove_file(root.join("incidents/2026/one.md")).expect("gone")
        }),
        ("renamed", |root| {
            let from = root.join("incidents/2026/one.md");
            std::fs::rename(from, root.join("incidents/2026/two.md")).expect("renamed");
        }),
        ("an empty folder", |root| {
            std::fs::create_dir(root.join("incidents/2027")).expect("made")
        }),
        ("an asset", |root| {
            put(root, "incidents/assets/one.png", "As It Was")
        }),
        ("a template", |root| {
            put(root, "templates/home.html", "As It Was")
        }),
        ("a new template", |root| {
            put(root, "templates/head.html", "")
        }),
        ("no templates", |root| {
            std::fs::remove_dir_all(root.join("templates")).expect("gone")
        }),
        ("a theme", |root| {
            put(root, "themes/own/theme.css", "As It Was")
        }),
        ("the settings", |root| {
            put(root, "stillup.toml", "As It Was")
        }),
        ("a page", |root| {
            put(root, "public/site/incidents/one.html", "As It Was")
        }),
        ("no page", |root| {
            std::fs::remove_file(root.join("public/site/incidents/one.html")).expect("gone");
        }),
        ("a file of somebody's", |root| {
            put(root, "public/site/CNAME", "")
        }),
        ("the head", |root| {
            put(root, "public/site/generation.json", "As It Was")
        }),
        ("a claim", |root| {
            std::fs::create_dir(root.join("public/site/.stillup")).expect("made")
        }),
        ("no output", |root| {
            std::fs::remove_dir_all(root.join("public")).expect("gone")
        }),
    ];
    for (name, change) in changes {
        let site = built();
        change(site.path());
        assert!(!later(site.path()).nothing_to_do(now()), "{name}");
    }
}

#[test]
fn links_are_not_judged_by_their_looks() {
    let site = built();
    let root = site.path();
    put(root, "elsewhere.md", "");
    let link = root.join("incidents/linked.md");
    std::os::unix::fs::symlink(root.join("elsewhere.md"), &link).expect("a link");
    assert!(look(root, &root.join("public/site")).is_none());
    std::fs::remove_file(link).expect("gone");
    let link = root.join("public/site/linked.html");
    std::os::unix::fs::symlink(root.join("elsewhere.md"), link).expect("a link");
    later(root).remember(now(), || now() + TimeDelta::hours(1), &[]);
    assert!(!later(root).nothing_to_do(now()));
}

#[test]
fn what_changed_just_now_is_not_trusted() {
    let site = built();
    let root = site.path();
    let at_once = look(root, &root.join("public/site")).expect("plain files");
    assert!(!at_once.nothing_to_do(now()));
    std::fs::remove_file(path(root)).expect("gone");
    at_once.remember(now(), || now() + TimeDelta::hours(1), &[]);
    assert!(!path(root).exists());
    later(root).remember(now(), now, &[]);
    assert!(!path(root).exists(), "it would hold for no time");
}

#[test]
fn another_output_or_program_has_its_own() {
    let site = built();
    let root = site.path();
    let mut other = later(root);
    other.output = root.join("public");
    assert!(!other.nothing_to_do(now()));
    let mut other = later(root);
    other.program = Digest([1; 32]);
    assert!(!other.nothing_to_do(now()));
}

#[test]
fn a_damaged_record_is_none() {
    let site = built();
    let bytes = std::fs::read(path(site.path())).expect("the record");
    let record = parse(&bytes).expect("sound");
    assert_eq!(text(&record), bytes);
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert!(parse(&damaged).is_none(), "{at}");
        assert!(parse(&bytes[..at]).is_none(), "{at}");
    }
    std::fs::write(path(site.path()), "damaged").expect("written");
    assert!(!later(site.path()).nothing_to_do(now()));
}
