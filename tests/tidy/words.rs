//! One glossary, used everywhere: ARCHITECTURE.md has the words, this has those we do not use.

use super::{none, sources, texts};

/// Names that say nothing of what a thing is for.
const EMPTY: &[&str] = &[
    "util", "utils", "helper", "helpers", "manager", "common", "misc",
];

/// Synonyms that would blur the glossary, and what we say instead.
const SYNONYMS: &[(&str, &str)] = &[
    ("severity", "impact"),
    ("downtime", "maintenance, or weighted down time"),
    ("outage level", "component status"),
    ("skin", "theme"),
    ("upload", "publish"),
    ("deployment", "mirror"),
    ("lockfile", "manifest"),
];

/// Where a synonym is somebody else's word, quoted. Each with its reason.
const QUOTED: &[(&str, &str, &str)] = &[
    (
        "src/import/cstate/issue.rs",
        "severity",
        "a key of cState's front matter",
    ),
    ("src/command/init/ci.rs", "upload", "an action of GitHub's"),
    (
        "src/import/statusfy/incident.rs",
        "severity",
        "a key of Statusfy's front matter",
    ),
    (
        "src/publish/mirror/neocities.rs",
        "upload",
        "the name of a request of Neocities'",
    ),
    (
        "docs/guide/moving.md",
        "severity",
        "a key of cState's and Statusfy's front matter",
    ),
    (
        "src/publish/mirror/cloudflare.rs",
        "upload",
        "a word in addresses of Cloudflare's API",
    ),
    (
        "src/publish/mirror/cloudflare.rs",
        "deployment",
        "a word in addresses of Cloudflare's API",
    ),
    (
        "src/publish/mirror/cloudflare/pages.rs",
        "upload",
        "a word in addresses of Cloudflare's API",
    ),
    (
        "src/publish/mirror/cloudflare/pages.rs",
        "deployment",
        "a word in addresses of Cloudflare's API",
    ),
    (
        "src/publish/mirror/vercel.rs",
        "deployment",
        "a word in addresses of Vercel's API",
    ),
    (
        "docs/mirrors/cloudflare.md",
        "upload",
        "the name of a page of Cloudflare's",
    ),
    (
        "docs/mirrors/cloudflare.md",
        "deployment",
        "Cloudflare's word for what makes a version live",
    ),
    (
        "docs/mirrors/vercel.md",
        "deployment",
        "Vercel's word for a site that was sent there",
    ),
];

#[test]
fn nothing_has_an_empty_name() {
    let mut complaints = Vec::new();
    for file in sources() {
        for part in file
            .path
            .trim_end_matches(".rs")
            .split('/')
            .filter(|part| EMPTY.contains(part))
        {
            complaints.push(format!("{}: nothing is called `{part}`", file.path));
        }
        for (number, line) in file.text.lines().enumerate() {
            if let Some(name) = defined(line).filter(|name| {
                name.to_lowercase()
                    .split('_')
                    .any(|part| EMPTY.contains(&part))
            }) {
                complaints.push(format!(
                    "{}:{}: nothing is called `{name}`",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    none(complaints);
}

#[test]
fn code_and_docs_use_the_glossary() {
    let mut complaints = Vec::new();
    let files = sources()
        .into_iter()
        .chain(texts("docs", &["md"]))
        .chain(texts("templates", &["html"]));
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            let folded = line.to_lowercase();
            for (word, instead) in SYNONYMS.iter().filter(|(word, _)| has_word(&folded, word)) {
                if !QUOTED
                    .iter()
                    .any(|(path, quoted, _)| *path == file.path && quoted == word)
                {
                    complaints.push(format!(
                        "{}:{}: `{word}`: we say {instead}",
                        file.path,
                        number + 1
                    ));
                }
            }
        }
    }
    none(complaints);
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(|c| c.is_alphanumeric() && c != 's')
    })
}

/// The name a line defines, if it defines one.
fn defined(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line
        .strip_prefix("pub ")
        .or_else(|| line.strip_prefix("pub(crate) "))
        .unwrap_or(line);
    let rest = [
        "fn ", "struct ", "enum ", "trait ", "mod ", "type ", "const ", "static ",
    ]
    .iter()
    .find_map(|word| line.strip_prefix(word))?;
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    Some(&rest[..end])
}
