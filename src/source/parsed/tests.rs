//! A site read with the cache is the site read without, whatever happens to files or cache.
#![allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]

use super::{Cache, Parsed, SHARDS, name};
use crate::config;
use crate::format::Scope;
use crate::model::Site;
use crate::problem::Problem;
use crate::source::INCIDENTS;
use crate::source::folder::{load, load_from, load_with};
use crate::source::look::{COARSE, Seen, look};
use crate::tree::Digest;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const CACHE: Cache = Cache {
    program: Digest([7; 32]),
    write: true,
    seen: None,
};

/// What a site's settings make of it before its incidents are read; nothing when they are beyond reading.
fn bare(root: &Path) -> Option<Site> {
    let bytes = std::fs::read(root.join("stillup.toml")).unwrap_or_default();
    let config = config::parse("stillup.toml", &String::from_utf8_lossy(&bytes)).0;
    Some(config?.site())
}

fn scope(site: &Site) -> Scope<'_> {
    Scope::new(
        site.settings.timezone,
        &site.settings.languages,
        &site.components,
        &site.groups,
    )
}

/// The cache as a run sees it some time after the last change.
fn later(root: &Path, scope: &Scope<'_>) -> Parsed {
    let mut parsed = Parsed::open(root, CACHE, scope);
    parsed.began = parsed.began.map(|began| began + COARSE * 2);
    parsed
}

fn cached(root: &Path) -> (Site, Vec<Problem>) {
    let site = bare(root).expect("settings");
    let seen = Seen::of(root, INCIDENTS, None).map(Arc::new);
    load_from(root, site, seen.as_deref(), |scope| {
        let mut parsed = later(root, scope);
        parsed.seen = seen.clone();
        Some(parsed)
    })
}

/// How many of the site's files are taken from the cache, and how many it has.
fn taken(root: &Path) -> (usize, usize) {
    let site = bare(root).expect("settings");
    let scope = scope(&site);
    let parsed = later(root, &scope);
    let files = crate::source::walk::walk(root).texts;
    let known = |file: &&String| {
        let seen = look(root, file).expect("it is there");
        parsed.take("id", file, &seen, &scope).is_some()
    };
    (files.iter().filter(known).count(), files.len())
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let at = to.join(entry.path().strip_prefix(from).expect("below"));
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(at).expect("a folder"),
            false => drop(std::fs::copy(entry.path(), at).expect("a copy")),
        }
    }
}

/// This repository's own site, in a folder of its own.
fn own() -> tempfile::TempDir {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = tempfile::tempdir().expect("a folder");
    copy(&here.join("incidents"), &root.path().join("incidents"));
    std::fs::copy(here.join("stillup.toml"), root.path().join("stillup.toml")).expect("a copy");
    root
}

#[test]
fn every_site_of_the_tests_is_the_same_with_the_cache_and_without() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut looked = 0;
    for case in std::fs::read_dir(&cases).expect("cases").flatten() {
        let from: PathBuf = case.path().join("site");
        let root = tempfile::tempdir().expect("a folder");
        // What stands for cases without settings of their own.
        std::fs::copy(cases.join("stillup.toml"), root.path().join("stillup.toml"))
            .expect("a copy");
        copy(&from, root.path());
        let Some(site) = from.is_dir().then(|| bare(root.path())).flatten() else {
            continue;
        };
        let plain = load(root.path(), site);
        for round in ["first", "second", "third"] {
            assert_eq!(
                cached(root.path()),
                plain,
                "{round} of {}",
                case.path().display()
            );
        }
        looked += 1;
    }
    assert!(looked > 50, "{looked}");
}

#[test]
fn files_without_problems_are_read_once() {
    let root = own();
    let plain = load(root.path(), bare(root.path()).expect("settings"));
    assert_eq!(taken(root.path()).0, 0);
    assert_eq!(cached(root.path()), plain);
    let (known, files) = taken(root.path());
    // Translations, and what they translate, are read again.
    assert!(known >= files - 4 && known > 10, "{known} of {files}");
    assert_eq!(cached(root.path()), plain);
}

#[test]
fn what_was_read_is_kept_also_where_the_folder_was_looked_at_before() {
    let root = own();
    let began = crate::source::look::disk_time(root.path()).map(|now| now + COARSE * 2);
    let cache = Cache {
        seen: Seen::of(root.path(), INCIDENTS, began).map(Arc::new),
        ..CACHE
    };
    load_with(
        root.path(),
        bare(root.path()).expect("settings"),
        Some(cache),
    );
    let (known, files) = taken(root.path());
    assert!(known >= files - 4 && known > 10, "{known} of {files}");
}

#[test]
fn a_changed_file_is_read_anew_and_the_others_are_not() {
    let root = own();
    cached(root.path());
    let (before, _) = taken(root.path());
    let one = crate::source::walk::walk(root.path()).texts[0].clone();
    std::thread::sleep(std::time::Duration::from_millis(50));
    let text = std::fs::read_to_string(root.path().join(&one)).expect("text");
    std::fs::write(root.path().join(&one), text.to_uppercase()).expect("written");
    assert_eq!(
        taken(root.path()).0,
        before - 1,
        "as long as it was, and another"
    );
    let plain = load(root.path(), bare(root.path()).expect("settings"));
    assert_eq!(cached(root.path()), plain);
    assert_eq!(cached(root.path()), plain);
    std::fs::remove_file(root.path().join(&one)).expect("removed");
    let plain = load(root.path(), bare(root.path()).expect("settings"));
    assert_eq!(cached(root.path()), plain, "what is gone is gone");
}

#[test]
fn other_components_and_another_program_read_everything_anew() {
    let root = own();
    cached(root.path());
    let site = bare(root.path()).expect("settings");
    let holds = |program, site: &Site| {
        let cache = Cache {
            program: Digest(program),
            write: false,
            seen: None,
        };
        let parsed = Parsed::open(root.path(), cache, &scope(site));
        parsed.shards.iter().any(|shard| !shard.known.is_empty())
    };
    assert!(holds([7; 32], &site));
    assert!(!holds([8; 32], &site));
    let changes: [fn(&mut Site); 5] = [
        |site| site.components[0].id += "-2",
        |site| site.components[0].aliases.push("other".into()),
        |site| site.components[0].group = None,
        |site| site.settings.languages.push("fr".into()),
        |site| site.settings.timezone = chrono_tz::Asia::Tokyo,
    ];
    for change in changes {
        let mut other = site.clone();
        change(&mut other);
        assert!(!holds([7; 32], &other));
    }
}

#[test]
fn a_damaged_cache_is_not_used_and_is_mended() {
    let root = own();
    let plain = load(root.path(), bare(root.path()).expect("settings"));
    cached(root.path());
    let whole = taken(root.path());
    let each = |damage: fn(Vec<u8>) -> Vec<u8>| {
        for number in 0..SHARDS {
            let at = root
                .path()
                .join(".stillup/cache/incidents")
                .join(name(number));
            if let Ok(bytes) = std::fs::read(&at) {
                std::fs::write(at, damage(bytes)).expect("written");
            }
        }
    };
    let damages: [fn(Vec<u8>) -> Vec<u8>; 4] = [
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |_| Vec::new(),
        |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            bytes
        },
        |bytes| [b"x", &bytes[..]].concat(),
    ];
    for damage in damages {
        each(damage);
        assert_eq!(taken(root.path()).0, 0);
        assert_eq!(cached(root.path()), plain);
        assert_eq!(taken(root.path()), whole);
    }
}

#[test]
fn a_file_changed_a_moment_ago_is_not_kept() {
    let root = own();
    let site = bare(root.path()).expect("settings");
    load_from(root.path(), site, None, |scope| {
        Some(Parsed::open(root.path(), CACHE, scope))
    });
    assert_eq!(taken(root.path()).0, 0, "its next change might not show");
}

#[test]
fn who_only_looks_keeps_nothing() {
    let root = own();
    let site = bare(root.path()).expect("settings");
    let only_read = Cache {
        write: false,
        ..CACHE
    };
    load_from(root.path(), site, None, |scope| {
        Some(Parsed::open(root.path(), only_read.clone(), scope))
    });
    assert!(!root.path().join(".stillup").exists());
}
