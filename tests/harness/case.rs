//! One case: a folder holding a site, the moment it is looked at, and everything that must come of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::{documents, expected, links, pipeline};
use stillup::archive;

/// The configuration of cases that have none of their own.
const PLAIN: &str = include_str!("../sites/stillup.toml");

/// What `case.toml` says.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    /// The moment.
    now: toml::value::Datetime,
    /// What this case shows: sentences of the format, failures of others (M1 to M18).
    #[serde(default)]
    covers: Vec<String>,
    /// The files pinned in full; of the others only the names are. `*` stands for a name. Absent: all.
    shows: Option<Vec<String>>,
}

/// One case.
pub struct Case {
    folder: PathBuf,
    pub name: String,
    pub covers: Vec<String>,
    now: DateTime<Utc>,
    shows: Option<Vec<String>>,
}

impl Case {
    /// All cases, by name.
    pub fn all() -> Vec<Case> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
        let entries = std::fs::read_dir(&folder).expect("the folder of cases");
        let mut cases: Vec<Case> = entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_dir())
            .map(|path| Case::read(&path))
            .collect();
        cases.sort_by(|one, other| one.name.cmp(&other.name));
        cases
    }

    fn read(folder: &Path) -> Case {
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(folder.join("case.toml"))
            .unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        let said: Said =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        let now = said
            .now
            .to_string()
            .parse()
            .unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        Case {
            folder: folder.to_path_buf(),
            name,
            covers: said.covers,
            now,
            shows: said.shows,
        }
    }

    /// Builds the site, checks what every site must satisfy, and compares with what is expected.
    pub fn run(&self, bless: bool) -> Result<(), String> {
        let root = self.folder.join("site");
        let config = std::fs::read_to_string(root.join("stillup.toml"))
            .unwrap_or_else(|_| PLAIN.to_string());
        let built = pipeline::build(&root, &config, self.now);
        let mut produced = BTreeMap::new();
        let mut complaints = Vec::new();
        if let Some(site) = &built.site {
            complaints.extend(links::complaints(&site.files, &site.address));
            complaints.extend(documents::complaints(&site.files));
            complaints.extend(site.complaints.iter().cloned());
            let mut others = String::new();
            for (path, bytes) in &site.files {
                if !self.shows(path) {
                    others.push_str(&format!("{path}\n"));
                } else if path.ends_with(".tar.gz") {
                    complaints.extend(unpacked(path, bytes, &mut produced));
                } else {
                    produced.insert(format!("site/{path}"), shortened(path, bytes));
                }
            }
            for (path, bytes) in &site.host_files {
                if self.shows(path) {
                    produced.insert(format!("host/{path}"), shortened(path, bytes));
                } else {
                    others.push_str(&format!("host file {path}\n"));
                }
            }
            if !others.is_empty() {
                produced.insert("other-files.txt".into(), others.into_bytes());
            }
        }
        if !built.problems.is_empty() {
            produced.insert("problems.txt".into(), built.problems.into_bytes());
        }
        if let Err(difference) = expected::compare(&self.folder.join("expected"), &produced, bless)
        {
            complaints.push(difference);
        }
        match complaints.is_empty() {
            true => Ok(()),
            false => Err(complaints.join("\n")),
        }
    }

    fn shows(&self, path: &str) -> bool {
        self.shows
            .as_ref()
            .is_none_or(|patterns| patterns.iter().any(|pattern| fits(pattern, path)))
    }
}

/// An archive as a folder, so that a person can read what is expected to be in it.
fn unpacked(path: &str, bytes: &[u8], produced: &mut BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let opened = archive::open(bytes);
    let files = opened.files.into_iter();
    produced.extend(files.map(|(inner, bytes)| (format!("site/{path}/{inner}"), bytes)));
    let wrong = opened.refused.into_iter().chain(opened.broken);
    wrong.map(|why| format!("{path}: {why}")).collect()
}

/// A page with its drawings left out, so that a person can read what is expected: the outlines of
/// icons, which belong to the theme as its style sheet does, and addresses that hold their own data.
fn shortened(path: &str, bytes: &[u8]) -> Vec<u8> {
    let Some(page) = std::str::from_utf8(bytes)
        .ok()
        .filter(|_| path.ends_with(".html"))
    else {
        return bytes.to_vec();
    };
    let icons = without(
        page,
        "viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"",
    );
    without(&icons, "href=\"data:").into_bytes()
}

/// The text without what follows each `opening` up to the next quotation mark.
fn without(text: &str, opening: &str) -> String {
    let mut parts = text.split(opening);
    let mut short = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let after = part.find('"').map_or("", |end| &part[end..]);
        short.push_str(&format!("{opening}…{after}"));
    }
    short
}

/// Whether a path fits a pattern with at most one `*`, which stands for no `/`.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .is_some_and(|star| !star.contains('/')),
    }
}
