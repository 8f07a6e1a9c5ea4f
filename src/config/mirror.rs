//! `[[mirror]]`: a name, an address, and exactly one kind.

mod azure;
mod bucket;
mod bunny;
mod command;
mod dir;
mod env;
mod ftp;
mod gcs;
mod git;
mod git_pages;
pub(super) mod kind;
mod neocities;
mod rsync;
mod s3;
mod sftp;
mod ssh;
mod webdav;

pub use kind::MirrorKind;

use super::address;
use super::key::keys_of;
use super::read::{Report, Section, unknown_key};
use crate::problem::{Problem, did_you_mean};
use kind::{KINDS, KINDS_TO_COME, Kind};
use toml::Spanned;
use toml::de::DeValue;

/// One `[[mirror]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorConfig {
    /// What it is called on the command line; unique ignoring case.
    pub name: String,
    /// Where it is read, without a trailing slash.
    pub address: String,
    /// Where it is published to.
    pub kind: MirrorKind,
    /// Who the name of its address is registered with.
    pub registrar: Option<String>,
    /// What else can take it down: kind and name.
    pub depends: Vec<(String, String)>,
    /// Listed on the page among the other copies.
    pub advertised: bool,
    /// Publishes it takes a day.
    pub budget: Option<u32>,
    /// Position among all `[[mirror]]` tables, left out ones included: see `Config::place`.
    pub position: usize,
}

/// Kinds of things that fail as one (`depends`).
const DOMAINS: &[&str] = &[
    "tld",
    "registrar",
    "dns",
    "asn",
    "host",
    "cdn",
    "ca",
    "repo",
    "ci",
    "account",
    "root",
];

/// Reads one `[[mirror]]`. `None` when it cannot be published to; the problems say why.
pub(super) fn read(
    report: &mut Report,
    section: &Section<'_>,
    position: usize,
    before: &[MirrorConfig],
) -> Option<MirrorConfig> {
    let name = name(report, section, before);
    let typed = section.text(report, "address");
    if typed.is_none() && section.raw(report, "address").is_none() {
        section.missing(report, "address", "https://status.acme-status.example");
    }
    let address = typed.and_then(|typed| {
        let address = address::address(report, "address", &typed)?;
        if let Some(other) = before.iter().find(|other| other.address == address) {
            let what = format!(
                "mirror `{}` has the address `{address}` already",
                other.name
            );
            let hint = "give each copy an address of its own";
            report.add(
                typed.span(),
                Problem::error("duplicate-address", what).hint(hint),
            );
        }
        Some(address)
    });
    let kind = kind(report, section, &name, before);
    let registrar = section.text(report, "registrar").map(|typed| {
        let text = typed.get_ref();
        text.strip_prefix("registrar:").unwrap_or(text).to_owned()
    });
    let depends = depends(report, section);
    let advertised = section.flag(report, "advertised").unwrap_or(true);
    let budget = budget(report, section);
    Some(MirrorConfig {
        name,
        address: address?,
        kind: kind?,
        registrar,
        depends,
        advertised,
        budget,
        position,
    })
}

/// Its name; a wrong or missing one is a problem and mended, since a mirror is worth more than its name.
fn name(report: &mut Report, section: &Section<'_>, before: &[MirrorConfig]) -> String {
    let taken = |name: &str| {
        before
            .iter()
            .any(|other| other.name.eq_ignore_ascii_case(name))
    };
    let free = |base: &str| {
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        std::iter::once(base.to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default()
    };
    let Some(typed) = section.text(report, "name") else {
        if section.raw(report, "name").is_none() {
            section.missing(report, "name", "first");
        }
        return free("unnamed");
    };
    let text = typed.get_ref();
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let problem = if text.len() > 50 || !text.chars().all(fits) {
        let what =
            format!("`{text}` is no mirror name: it may have up to 50 letters, digits and `. _ -`");
        Problem::error("malformed-name", what)
    } else if taken(text) {
        Problem::error(
            "duplicate-name",
            format!("there is a mirror `{text}` already"),
        )
    } else {
        return text.clone();
    };
    let mended: String = text
        .chars()
        .map(|c| if fits(c) { c } else { '-' })
        .take(50)
        .collect();
    let mended = free(&mended);
    report.add(typed.span(), problem.hint(format!("name = \"{mended}\"")));
    mended
}

/// The one kind table of a mirror.
fn kind(
    report: &mut Report,
    section: &Section<'_>,
    name: &str,
    before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let mut found: Option<(&Kind, &Spanned<DeValue<'_>>)> = None;
    let mut said = false;
    let mut entries: Vec<_> = section.entries().collect();
    entries.sort_by_key(|(_, span, _)| span.start);
    for (key, span, value) in entries {
        if let Some(kind) = KINDS.iter().find(|kind| kind.name == key) {
            match found {
                None => found = Some((kind, value)),
                Some((first, _)) => {
                    let first = first.name;
                    let what = format!("a mirror has one kind, and this one has `{first}` already");
                    let problem = Problem::error("two-kinds", what);
                    report.add(span, problem.hint("write a `[[mirror]]` for each"));
                }
            }
        } else if KINDS_TO_COME.contains(&key) {
            let what = format!("mirror kind `{key}` is not built into this version");
            report.add(
                span,
                Problem::error("not-built-in", what).hint(KINDS[0].example),
            );
            said = true;
        } else if keys_of("[[mirror]]").all(|known| known.name != key) {
            let table = value.get_ref().is_table();
            report.add(span, unknown_kind(key, table));
            said |= table;
        }
    }
    let Some((kind, value)) = found else {
        if !said {
            let what = format!("mirror `{name}` has no kind");
            let problem = Problem::error("missing-key", what).hint(KINDS[0].example);
            report.add(section.span.clone(), problem);
        }
        return None;
    };
    section.raw(report, kind.name);
    let path = format!("{}.{}", section.path(), kind.name);
    let opened = Section::open(report, kind.table, path, value)?;
    let read = (kind.read)(report, &opened, before)?;
    if let Some(other) = before.iter().find(|other| other.kind == read) {
        let what = format!(
            "mirror `{}` is published to the same place already",
            other.name
        );
        let problem = Problem::error("misplaced-mirror", what);
        report.add(
            opened.span.clone(),
            problem.hint("give each mirror a place of its own"),
        );
        return None;
    }
    Some(read)
}

/// A key of `[[mirror]]` that nobody knows: a kind when it is a table.
fn unknown_kind(key: &str, table: bool) -> Problem {
    if !table {
        return unknown_key("[[mirror]]", key);
    }
    let problem = Problem::error("unknown-key", format!("unknown mirror kind `{key}`"));
    let built_in = KINDS.iter().map(|kind| kind.name);
    let known = built_in.chain(KINDS_TO_COME.iter().copied());
    match did_you_mean(key, known) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(KINDS[0].example),
    }
}

fn depends(report: &mut Report, section: &Section<'_>) -> Vec<(String, String)> {
    let mut depends = Vec::new();
    for typed in section.texts(report, "depends").unwrap_or_default() {
        let text = typed.get_ref();
        let (kind, name) = text.split_once(':').unwrap_or(("", text));
        let name = name.trim();
        if DOMAINS.contains(&kind) && !name.is_empty() {
            depends.push((kind.to_owned(), name.to_owned()));
            continue;
        }
        let problem = Problem::error("malformed-depends", format!("`{text}` is not `kind:name`"));
        let near = did_you_mean(kind, DOMAINS.iter().copied()).unwrap_or("host");
        let name = if name.is_empty() { "aws" } else { name };
        let known: Vec<_> = DOMAINS.iter().map(|kind| format!("`{kind}`")).collect();
        let why = format!("the kinds are {}", known.join(", "));
        report.add(
            typed.span(),
            problem
                .because(why)
                .hint(format!("did you mean `{near}:{name}`?")),
        );
    }
    depends
}

fn budget(report: &mut Report, section: &Section<'_>) -> Option<u32> {
    let number = section.whole(report, "budget")?;
    let fitting = u32::try_from(*number.get_ref())
        .ok()
        .filter(|number| *number > 0);
    if fitting.is_none() {
        let what = format!(
            "`budget` must be 1 or more publishes a day, not `{}`",
            number.get_ref()
        );
        report.add(
            number.span(),
            Problem::error("out-of-range", what).hint("budget = 100"),
        );
    }
    fitting
}
