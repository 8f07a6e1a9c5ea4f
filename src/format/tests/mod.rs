//! A case for each sentence of the format, and what holds for any text at all.

mod bad_input;
mod front;
mod headings;
mod inverse;
mod marks;
mod panics;
mod times;
mod translate;
mod write;
mod zones;

use super::Scope;
use crate::model::{Component, Group, Incident, Mark, Said, Says, Update};
use crate::problem::Problem;
use chrono_tz::Tz;

/// A component without anything but its names.
fn component(id: &str, group: Option<&str>, aliases: &[&str]) -> Component {
    Component {
        id: id.into(),
        title: id.to_uppercase(),
        description: None,
        group: group.map(Into::into),
        since: None,
        depends_on: Vec::new(),
        retired: None,
        aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        only_show_if_degraded: false,
    }
}

/// Reads against a site with `api` and `web` (once `site`) in `core`, and `database` and `mail`.
fn with_scope<T>(zone: Tz, then: impl FnOnce(&Scope) -> T) -> T {
    let components = [
        component("api", Some("core"), &[]),
        component("web", Some("core"), &["site"]),
        component("database", None, &[]),
        component("mail", None, &[]),
    ];
    let group = |id: &str| Group {
        id: id.into(),
        title: id.to_uppercase(),
        description: None,
    };
    let groups = [group("core"), group("empty")];
    let languages = ["en".to_owned(), "de".to_owned()];
    then(&Scope::new(zone, &languages, &components, &groups))
}

/// A file named so, with this text, of a site in this zone.
fn read_as(zone: Tz, id: &str, text: &str) -> (Incident, Vec<Problem>) {
    let file = format!("incidents/{id}.md");
    let (incident, problems) = with_scope(zone, |scope| super::parse(id, &file, text, scope));
    (incident.expect("not a draft"), problems)
}

/// A file without a date in its name, of a site in UTC.
fn read(text: &str) -> (Incident, Vec<Problem>) {
    read_as(Tz::UTC, "case", text)
}

/// An incident that has nothing wrong with it.
fn good(text: &str) -> Incident {
    let (incident, problems) = read(text);
    assert_eq!(told(&problems), Vec::<String>::new());
    assert!(!incident.being_corrected);
    incident
}

/// `code: what [what is underlined] hint`, as one line each.
fn told(problems: &[Problem]) -> Vec<String> {
    let one = |problem: &Problem| {
        let place = problem
            .place
            .as_ref()
            .map_or("", |place| &place.text[place.span.clone()]);
        let hint = problem.hint.as_deref().unwrap_or("");
        format!("{}: {} [{place}] {hint}", problem.code, problem.what)
    };
    problems.iter().map(one).collect()
}

/// An incident with these headings, a word under each.
fn with(headings: &str) -> String {
    let lines: Vec<String> = headings
        .lines()
        .map(|line| format!("{}\n\nWords.\n", line.trim()))
        .collect();
    format!("# Title\n\n{}", lines.join("\n"))
}

/// `time status component=says …` of an update.
fn shown(update: &Update) -> String {
    let said = match &update.said {
        Said::Status(status) => status.word().to_owned(),
        Said::Update => "update".into(),
        Said::Unreadable(word) => format!("?{word}"),
    };
    let time = if update.dated {
        update.at.format("%dT%H:%M").to_string()
    } else {
        "undated".into()
    };
    let marks: Vec<String> = update.marks.iter().map(mark).collect();
    [time, said]
        .into_iter()
        .chain(marks)
        .collect::<Vec<_>>()
        .join(" ")
}

/// `component=says`, with a `?` before what is not known.
fn mark(mark: &Mark) -> String {
    let unknown = if mark.known { "" } else { "?" };
    match &mark.says {
        Says::Bare => format!("{unknown}{}", mark.component),
        Says::Status(status) => format!("{unknown}{}={}", mark.component, status.word()),
        Says::Unreadable(word) => format!("{unknown}{}=?{word}", mark.component),
    }
}

/// All updates, in their order.
fn all(incident: &Incident) -> Vec<String> {
    incident.updates.iter().map(shown).collect()
}
