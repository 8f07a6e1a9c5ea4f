//! What README.md and `docs/` tell people to type works as written, in order, in an empty folder;
//! the files they show are good files.
#![allow(clippy::disallowed_methods, reason = "edge: tests run the program")]

use std::path::Path;
use std::process::Command;
use stillup::config;
use stillup::format::{self, Scope};
use stillup::problem::human;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Lines that are not run, by how they begin, and why.
const NOT_RUN: [(&str, &str); 3] = [
    (
        "cargo ",
        "builds or installs the program; the built one is used",
    ),
    ("stillup serve", "serves until somebody stops it"),
    ("tests/run", "runs this very test"),
];

/// Before settings that say more of mirrors and zones.
const NAMES: &str = "[[mirror]]\nname = \"here\"\naddress = \"https://status.acme-status.example\"\n\
    dir = { path = \"public/here\" }\n\n\
    [[mirror]]\nname = \"there\"\naddress = \"https://there.acme-status.example\"\n\
    dir = { path = \"public/there\" }\n\n[[dns.provider]]\nname = \"own\"\n\
    rfc2136 = { server = \"192.0.2.53\" }\n\n[[dns.zone]]\nname = \"acme-status.example\"\n\
    providers = [\"own\"]\n\n";

/// Before every block but the README's: a site as `init` makes it.
const A_NEW_SITE: &str = "stillup init acme && cd acme";

/// Every command is typed seventy minutes after the last, so that an incident is watched for as long as
/// policy asks; the day is the one the pages speak of.
const SHELL: &str = r#"set -eu
minute=0
stillup() {
  at=$(printf '2026-11-20T%02d:%02d:00Z' $((5 + minute / 60)) $((minute % 60)))
  minute=$((minute + 70))
  printf '> stillup %s\n' "$*" >&2
  command stillup --now "$at" "$@" </dev/null
}
"#;

fn page(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every page below a folder of `docs/`.
fn pages(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(ROOT).join(folder)).expect("a folder");
    let mut pages: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| format!("{folder}/{}", name.to_str().expect("UTF-8")))
        .filter(|path| path.ends_with(".md"))
        .collect();
    pages.sort();
    pages
}

fn all_pages() -> Vec<String> {
    let mut all = vec!["README.md".to_string()];
    for folder in ["docs/guide", "docs/mirrors", "docs/reference"] {
        all.extend(pages(folder));
    }
    all
}

/// The fenced blocks of one language, each with the number of its first line.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language, number + 2, String::new())),
            (Some(_), Some("")) => {
                let (found, number, block) = open.take().expect("a block");
                if found == language {
                    blocks.push((number, block));
                }
            }
            (Some((_, _, block)), _) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// What is run of a page: its blocks in order, in one shell.
fn script(path: &str) -> String {
    let text = page(path);
    let blocks = blocks(&text, "sh").into_iter().map(|(_, block)| block);
    let mut script = SHELL.to_string();
    if path != "README.md" {
        script.push_str(A_NEW_SITE);
        script.push('\n');
    }
    for line in blocks.collect::<String>().lines() {
        if !NOT_RUN.iter().any(|(begins, _)| line.starts_with(begins)) {
            script.push_str(line);
            script.push('\n');
        }
    }
    script
}

fn run(path: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let binary = Path::new(env!("CARGO_BIN_EXE_stillup"));
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let first = binary.parent().expect("a folder").to_path_buf();
    let folders = std::iter::once(first).chain(std::env::split_paths(&folders));
    let done = Command::new("sh")
        .args(["-c", &script(path)])
        .current_dir(folder.path())
        .env("PATH", std::env::join_paths(folders).expect("a path"))
        .env_remove("EDITOR")
        .env_remove("VISUAL")
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{path}: {}\n{said}", done.status);
    assert!(!said.contains("error:"), "{path}:\n{said}");
    if path == "README.md" {
        let home = std::fs::read_to_string(folder.path().join("acme/public/site/index.html"));
        let home = home.expect("`stillup build` wrote the home page");
        assert!(home.contains("All Systems Operational"), "{said}");
        assert!(home.contains("Mail relay move"), "{said}");
    }
}

#[test]
fn the_readme_works_as_written() {
    run("README.md");
}

#[test]
fn every_page_that_shows_commands_works_as_written() {
    for path in all_pages().iter().filter(|path| *path != "README.md") {
        if !blocks(&page(path), "sh").is_empty() {
            run(path);
        }
    }
}

#[test]
fn each_line_that_is_not_run_is_there() {
    let lines: String = all_pages().iter().map(|path| page(path)).collect();
    for (begins, why) in NOT_RUN {
        assert!(
            lines.lines().any(|line| line.starts_with(begins)),
            "no line begins with `{begins}` ({why}): take it off the list"
        );
    }
}

#[test]
fn settings_shown_are_good_settings() {
    let site = "[site]\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\n\n\
                [[component]]\nid = \"api\"\ntitle = \"API\"\n\n";
    let mut shown = 0;
    for path in all_pages() {
        for (line, block) in blocks(&page(&path), "toml") {
            let text = if block.contains("[site]") {
                block
            } else if block.contains("mirror = \"here\"") || block.contains("mirrors = [\"here\"") {
                format!("{site}{NAMES}{block}")
            } else {
                format!("{site}{block}")
            };
            let (config, problems) = config::parse("stillup.toml", &text);
            assert_eq!(human(&problems, false), "", "{path}:{line}");
            assert!(config.is_some(), "{path}:{line}");
            shown += 1;
        }
    }
    assert!(shown >= 3, "{shown}");
}

#[test]
fn incidents_shown_are_good_incidents() {
    // Their components are those of our own site.
    let settings = page("stillup.toml");
    let (config, problems) = config::parse("stillup.toml", &settings);
    assert_eq!(human(&problems, false), "");
    let config = config.expect("our own settings");
    let scope = Scope::new(
        config.settings.timezone,
        &config.settings.languages,
        &config.components,
        &config.groups,
    );
    let mut shown = 0;
    for path in all_pages() {
        for (line, block) in blocks(&page(&path), "markdown") {
            // A piece of a file stands below what every file begins with.
            let text = if block.starts_with("# ") || block.starts_with("---") {
                block
            } else {
                format!("# Title\n\n## 2026-11-20 14:00 UTC - investigating {{api}}\n\n{block}")
            };
            let (incident, problems) = format::parse("shown", "shown.md", &text, &scope);
            assert_eq!(human(&problems, false), "", "{path}:{line}");
            assert!(incident.is_some(), "{path}:{line}");
            shown += 1;
        }
    }
    assert!(shown >= 3, "{shown}");
}
