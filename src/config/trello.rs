//! `[trello]`.

use super::address;
use super::key::keys_of;
use super::read::{Report, Section, unknown_key};
use crate::model::{ComponentStatus, IncidentStatus};
use crate::problem::{Problem, did_you_mean};
use crate::source::trello::settings::folded;
use crate::source::trello::{Author, Comments, TrelloSettings};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

/// What people write into the file and must not, and the variable it belongs in.
const SECRETS: &[(&str, &str)] = &[
    ("key", "TRELLO_KEY"),
    ("api_key", "TRELLO_KEY"),
    ("token", "TRELLO_TOKEN"),
    ("api_token", "TRELLO_TOKEN"),
    ("secret", "TRELLO_TOKEN"),
];

/// Everything a list can be.
const LISTS: [IncidentStatus; 6] = [
    IncidentStatus::Investigating,
    IncidentStatus::Identified,
    IncidentStatus::Monitoring,
    IncidentStatus::Resolved,
    IncidentStatus::Scheduled,
    IncidentStatus::InProgress,
];

/// Endings of images that can be copied into a site.
const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Reads `[trello]`.
pub(super) fn read(report: &mut Report, section: &Section<'_>) -> TrelloSettings {
    known(report, section);
    let usual = TrelloSettings::default();
    let export = section.text(report, "export").map(Spanned::into_inner);
    let board = board(report, section, export.is_some());
    let flag = |report: &mut Report, name, usual| section.flag(report, name).unwrap_or(usual);
    let ignored = section.texts(report, "ignore_labels").unwrap_or_default();
    TrelloSettings {
        board,
        export,
        strict: flag(report, "strict", usual.strict),
        ignore_labels: ignored
            .iter()
            .map(|label| folded(label.get_ref()))
            .collect(),
        statuses: words(
            report,
            section,
            "statuses",
            &ComponentStatus::ALL,
            ComponentStatus::word,
        ),
        lists: words(report, section, "lists", &LISTS, IncidentStatus::word),
        show_unlabelled_fixed: flag(report, "show_unlabelled_fixed", usual.show_unlabelled_fixed),
        comments: comments(report, section).unwrap_or(usual.comments),
        marker: marker(report, section).unwrap_or(usual.marker),
        author: author(report, section).unwrap_or(usual.author),
        started_field: field(report, section, "started_field").unwrap_or(usual.started_field),
        ended_field: field(report, section, "ended_field").unwrap_or(usual.ended_field),
        hard_breaks: flag(report, "hard_breaks", usual.hard_breaks),
        attachments: attachments(report, section),
        archived: archived(report, section),
        public_field: field(report, section, "public_field"),
        region_field: field(report, section, "region_field").unwrap_or(usual.region_field),
        api: api(report, section).unwrap_or(usual.api),
    }
}

/// Notes keys that are not known, and those that would be secrets.
fn known(report: &mut Report, section: &Section<'_>) {
    for (word, span, _) in section.entries() {
        if let Some((_, variable)) = SECRETS.iter().find(|(secret, _)| *secret == word) {
            let what = format!("`{word}` does not belong in this file, which others read");
            let problem = Problem::error("secret-in-file", what);
            report.add(
                span,
                problem.hint(format!("remove this line, and export {variable}=…")),
            );
        } else if keys_of("[trello]").all(|known| known.name != word) {
            report.add(span, unknown_key("[trello]", word));
        }
    }
}

/// The board's id, from whatever of its address was written.
fn board(report: &mut Report, section: &Section<'_>, exported: bool) -> Option<String> {
    let typed = section.text(report, "board")?;
    let text = typed.get_ref();
    if exported {
        let what = "a board is read from `board` or from `export`, not from both";
        let problem = Problem::error("two-sources", what).hint("remove one of the two lines");
        report.add(typed.span(), problem);
        return None;
    }
    let rest = text
        .split_once("/b/")
        .map_or(text.as_str(), |(_, rest)| rest);
    let id = rest.split(['/', '.', '?', '#']).next().unwrap_or_default();
    if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some(id.to_owned());
    }
    let what = format!("`{text}` is no id of a board");
    let hint = "board = \"hLyRd5tS\"   # what stands behind trello.com/b/ in its address";
    report.add(
        typed.span(),
        Problem::error("malformed-board", what).hint(hint),
    );
    None
}

/// What names the owner chose mean: a table with any keys, of values that are words of ours.
fn words<T: Copy>(
    report: &mut Report,
    section: &Section<'_>,
    name: &'static str,
    all: &[T],
    word: fn(T) -> &'static str,
) -> BTreeMap<String, T> {
    let mut found = BTreeMap::new();
    let Some(value) = section.raw(report, name) else {
        return found;
    };
    let Some(table) = value.get_ref().as_table() else {
        section.wrong_type(report, name, value);
        return found;
    };
    for (key, value) in table {
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim(),
            _ => "",
        };
        let means = all.iter().find(|one| folded(word(**one)) == folded(text));
        match means {
            Some(means) => drop(found.insert(folded(key.get_ref()), *means)),
            None => {
                let known: Vec<_> = all.iter().map(|one| word(*one)).collect();
                let what = format!("`{}` in `{name}` must be one of our words", key.get_ref());
                let problem = Problem::error("unknown-word", what);
                let hint = match did_you_mean(text, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        let known: Vec<_> = known.iter().map(|one| format!("`{one}`")).collect();
                        format!("write one of {}", known.join(", "))
                    }
                };
                report.add(value.span(), problem.hint(hint));
            }
        }
    }
    found
}

/// One of a few words.
fn choice(
    report: &mut Report,
    section: &Section<'_>,
    name: &str,
    known: &[&'static str],
) -> Option<&'static str> {
    let typed = section.text(report, name)?;
    let text = typed.get_ref().to_lowercase();
    let found = known.iter().copied().find(|word| *word == text);
    if found.is_none() {
        let list: Vec<_> = known.iter().map(|word| format!("`\"{word}\"`")).collect();
        let what = format!("`{name}` must be {}", list.join(" or "));
        let near = did_you_mean(&text, known.iter().copied()).unwrap_or(known[0]);
        let hint = format!("{name} = \"{near}\"");
        report.add(
            typed.span(),
            Problem::error("unknown-word", what).hint(hint),
        );
    }
    found
}

fn comments(report: &mut Report, section: &Section<'_>) -> Option<Comments> {
    section.raw(report, "comments")?;
    // Whoever wrote something here wanted fewer than all.
    Some(
        match choice(report, section, "comments", &["all", "members", "marked"]) {
            Some("all") => Comments::All,
            Some("marked") => Comments::Marked,
            _ => Comments::Members,
        },
    )
}

fn marker(report: &mut Report, section: &Section<'_>) -> Option<String> {
    section.text(report, "marker").map(Spanned::into_inner)
}

/// `team` wins: it is shown for everybody.
fn author(report: &mut Report, section: &Section<'_>) -> Option<Author> {
    let chosen = choice(report, section, "author", &["initials", "name", "none"]);
    if let Some(team) = section.text(report, "team") {
        return Some(Author::Team(team.into_inner()));
    }
    section.raw(report, "author")?;
    Some(match chosen {
        Some("initials") => Author::Initials,
        Some("name") => Author::Name,
        _ => Author::None,
    })
}

fn field(report: &mut Report, section: &Section<'_>, name: &str) -> Option<String> {
    section
        .text(report, name)
        .map(|typed| folded(typed.get_ref()))
}

/// Trestus read nothing that was put away: as it did, and this, cannot both be meant.
fn archived(report: &mut Report, section: &Section<'_>) -> bool {
    let archived = section.flag(report, "archived") == Some(true);
    let strict = section.raw(report, "strict");
    let strict = strict.and_then(|value| value.get_ref().as_bool()) == Some(true);
    if archived
        && strict
        && let Some(value) = section.raw(report, "archived")
    {
        let what = "`archived` and `strict` cannot both be true: Trestus showed no archived card";
        let problem = Problem::error("two-rules", what).hint("remove one of the two lines");
        report.add(value.span(), problem);
    }
    archived && !strict
}

fn attachments(report: &mut Report, section: &Section<'_>) -> Vec<String> {
    let mut endings = Vec::new();
    for typed in section.texts(report, "attachments").unwrap_or_default() {
        let text = typed.get_ref().to_lowercase();
        let ending = text.rsplit('.').next().unwrap_or_default();
        if IMAGES.contains(&ending) {
            endings.push(ending.to_owned());
            continue;
        }
        let known: Vec<_> = IMAGES.iter().map(|ending| format!("`{ending}`")).collect();
        let what = format!("`{}` is no kind of image that is copied", typed.get_ref());
        let problem = Problem::error("unknown-word", what);
        report.add(
            typed.span(),
            problem.hint(format!("the kinds are {}", known.join(", "))),
        );
    }
    endings
}

/// Where Trello is asked: what is sent there opens the board, so nobody may listen.
fn api(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let typed = section.text(report, "api")?;
    let address = address::target(report, "api", &typed)?;
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    let local = ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        host.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    });
    if address.starts_with("https://") || local {
        return Some(address.trim_end_matches('/').to_owned());
    }
    let what = "`api` must begin with `https://`: the token is sent there";
    let problem = Problem::error("malformed-address", what);
    report.add(
        typed.span(),
        problem.hint(format!("api = \"https://{host}\"")),
    );
    None
}
