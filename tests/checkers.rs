//! Pages, badges, calendars and metrics, held against other people's programs: the Nu HTML checker,
//! Python's icalendar and Prometheus' own reader. `tests/run` installs them.
#![allow(
    clippy::disallowed_methods,
    reason = "edge: tests read the repository and run programs"
)]

#[path = "peers/nu.rs"]
mod nu;

use std::path::{Path, PathBuf};
use std::process::Command;

/// Sites with much on them: this repository's own, and one full of hostile words.
const SITES: &[&str] = &[".", "tests/sites/hostile-words-break-no-document/site"];
const NOW: &str = "2026-11-20T14:36:00Z";

#[test]
fn the_nu_html_checker_has_nothing_to_say() {
    let jar = tool("node_modules/vnu-jar/build/dist/vnu.jar");
    for site in SITES {
        let tree = build(site);
        let mut pages = files(tree.path(), &["html", "svg"]);
        pages.retain(|page| page.metadata().expect("a page").len() > 0);
        assert!(pages.len() > 10, "{site}: only {} pages", pages.len());
        let said = Command::new("java")
            .arg("-jar")
            .arg(&jar)
            .args(["--stdout", "--Werror", "--also-check-svg"])
            .args(&pages)
            .output()
            .expect("java runs");
        let words = String::from_utf8_lossy(&said.stdout);
        let words: Vec<&str> = words.lines().filter(|line| nu::counts(line)).collect();
        let words = words.join("\n");
        assert!(
            words.trim().is_empty() && said.stderr.is_empty(),
            "{site}:\n{words}\n{}",
            String::from_utf8_lossy(&said.stderr)
        );
    }
}

#[test]
fn the_schemas_of_cis_know_what_init_writes() {
    let mirrors = "[site]\ntitle = \"A\"\naddress = \"https://a.example\"\n[[mirror]]\nname = \"s\"\n\
        address = \"https://b.example\"\nsftp = { host = \"b.example\", path = \"/srv\" }\n";
    for (ci, schema, path) in [
        (
            "github",
            "vendor.github-workflows",
            ".github/workflows/status.yml",
        ),
        (
            "forgejo",
            "vendor.github-workflows",
            ".forgejo/workflows/status.yml",
        ),
        ("gitlab", "vendor.gitlab-ci", ".gitlab-ci.yml"),
        (
            "woodpecker",
            "vendor.woodpecker-ci",
            ".woodpecker/status.yml",
        ),
    ] {
        for settings in [None, Some(mirrors)] {
            let folder = tempfile::tempdir().expect("a folder");
            if let Some(settings) = settings {
                std::fs::write(folder.path().join("stillup.toml"), settings).expect("written");
            }
            let made = Command::new(env!("CARGO_BIN_EXE_stillup"))
                .args(["init", "--ci", ci])
                .current_dir(folder.path())
                .status();
            assert!(made.expect("it runs").success());
            let said = Command::new(tool("python/bin/check-jsonschema"))
                .args(["--builtin-schema", schema])
                .arg(folder.path().join(path))
                .output()
                .expect("python runs");
            let words = String::from_utf8_lossy(&said.stdout);
            assert!(said.status.success(), "{ci}: {words}");
        }
    }
}

#[test]
fn other_readers_understand_calendars_and_metrics() {
    let python = tool("python/bin/python3");
    for site in SITES {
        let tree = build(site);
        let mut read = files(tree.path(), &["ics"]);
        assert!(read.len() > 1, "{site}: only {} calendars", read.len());
        read.push(tree.path().join("site/metrics"));
        let said = Command::new(&python)
            .arg(root().join("tests/peers/read.py"))
            .args(&read)
            .output()
            .expect("python runs");
        assert!(
            said.status.success(),
            "{site}:\n{}",
            String::from_utf8_lossy(&said.stderr)
        );
        let words = String::from_utf8_lossy(&said.stdout);
        assert_eq!(
            words.lines().count(),
            read.len(),
            "every file is read:\n{words}"
        );
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Something `tests/run` installs.
fn tool(path: &str) -> PathBuf {
    let found = root().join("target/test-tools").join(path);
    assert!(
        found.exists(),
        "`{path}` is not installed: run `tests/run checkers`"
    );
    found
}

/// A site as files, by the program itself. Problems in it are fine; failing is not.
fn build(site: &str) -> tempfile::TempDir {
    let tree = tempfile::tempdir().expect("a folder");
    let said = Command::new(env!("CARGO_BIN_EXE_stillup"))
        .args(["--now", NOW, "--quiet", "build", "-o"])
        .arg(tree.path().join("site"))
        .arg("-C")
        .arg(root().join(site))
        .output()
        .expect("stillup runs");
    assert!(
        matches!(said.status.code(), Some(0 | 1 | 4)),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    tree
}

/// Every file below `folder` with one of these endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if endings
                .iter()
                .any(|ending| path.extension().is_some_and(|own| own == *ending))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
