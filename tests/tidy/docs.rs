//! What is written down is still true: links lead somewhere, commands exist, versions agree.

use super::{Text, none, root, texts};
use std::process::Command;

/// Every page of prose: the top level and `docs/`.
fn pages() -> Vec<Text> {
    let top = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
    ];
    let mut pages: Vec<Text> = top
        .iter()
        .map(|path| Text {
            path: (*path).to_string(),
            text: std::fs::read_to_string(root().join(path))
                .unwrap_or_else(|error| panic!("{path}: {error}")),
        })
        .collect();
    pages.extend(texts("docs", &["md"]));
    pages
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut complaints = Vec::new();
    for page in pages() {
        let folder = root().join(&page.path);
        let folder = folder.parent().expect("a page is in a folder");
        for link in page
            .text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = link.split('#').next().unwrap_or("");
            let elsewhere = link.contains("://") || link.starts_with("mailto:");
            if !elsewhere && !path.is_empty() && !folder.join(path).exists() {
                complaints.push(format!("{}: `{link}` leads nowhere", page.path));
            }
        }
    }
    none(complaints);
}

#[test]
fn commands_in_the_docs_exist() {
    let help = Command::new(env!("CARGO_BIN_EXE_stillup"))
        .arg("--help")
        .output()
        .expect("stillup --help");
    let help = String::from_utf8(help.stdout).expect("help is text");
    let known: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .filter(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(known.contains(&"build"), "help lists the commands:\n{help}");
    let mut complaints = Vec::new();
    for page in pages() {
        let mut fenced = false;
        for line in page.text.lines() {
            fenced ^= line.starts_with("```");
            // In a block a command stands at the start of its line, in prose between back-ticks.
            let quoted = line.split("`stillup ").skip(1);
            let typed = line
                .trim_start_matches("$ ")
                .strip_prefix("stillup ")
                .filter(|_| fenced);
            for rest in quoted.chain(typed) {
                let word: String = rest
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || *c == '-')
                    .collect();
                if !word.is_empty() && !word.starts_with('-') && !known.contains(&word.as_str()) {
                    complaints.push(format!("{}: there is no `stillup {word}`", page.path));
                }
            }
        }
    }
    none(complaints);
}

#[test]
fn the_changelog_has_this_version() {
    let changelog = std::fs::read_to_string(root().join("CHANGELOG.md")).expect("CHANGELOG.md");
    assert!(
        changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))),
        "no entry for {}",
        env!("CARGO_PKG_VERSION")
    );
}

#[test]
fn the_readme_is_one_page_and_names_the_two_commands() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    assert!(
        readme.lines().count() <= 100,
        "README.md has {} lines",
        readme.lines().count()
    );
    for command in ["cargo run --release -- demo", "tests/run"] {
        assert!(
            readme.contains(command),
            "README.md does not say `{command}`"
        );
    }
}

#[test]
fn every_outage_on_record_is_held_by_a_day_of_drill_or_a_test() {
    let page = "docs/reference/audit.md";
    let text = std::fs::read_to_string(root().join(page)).expect("a page");
    let (_, table) = text.split_once("## Eighteen outages").expect("the list");
    let help = Command::new(env!("CARGO_BIN_EXE_stillup"))
        .args(["drill", "--help"])
        .output()
        .expect("stillup drill --help");
    let help = String::from_utf8(help.stdout).expect("help is text");
    let days: Vec<&str> = help
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- ")?.split(':').next())
        .filter(|day| day.ends_with(|last: char| last.is_ascii_digit()))
        .collect();
    assert!(days.len() > 10, "{help}");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|row| row.split(" | ").collect())
        .filter(|row: &Vec<&str>| row[0].parse::<usize>().is_ok())
        .collect();
    let mut complaints = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if row[0] != (at + 1).to_string() || row.len() != 4 {
            complaints.push(format!("row {}: {row:?}", at + 1));
            continue;
        }
        let named: Vec<&str> = row[3].split('`').skip(1).step_by(2).collect();
        let mut held = 0;
        let mut source = String::new();
        for name in named {
            if name.ends_with(".rs") {
                source = std::fs::read_to_string(root().join(name)).unwrap_or_default();
            } else if days.contains(&name) || source.contains(&format!("fn {name}()")) {
                held += 1;
            } else {
                complaints.push(format!("outage {}: there is no `{name}`", row[0]));
            }
        }
        if held == 0 {
            complaints.push(format!("outage {} is held by nothing", row[0]));
        }
    }
    for day in days {
        if !rows.iter().any(|row| row[3].contains(&format!("`{day}`"))) {
            complaints.push(format!("`{day}` is no outage on record"));
        }
    }
    assert_eq!(rows.len(), 18);
    none(complaints);
}
