//! One issue of an Upptime repository as an incident or a maintenance.

use super::super::ending::{End, end, is_over, reopen, updates};
use super::super::when::noted;
use super::super::{Notes, blank, one_line, update};
use super::export::Issue;
use super::sites::{Sites, slug};
use crate::model::{
    ComponentStatus, Incident, IncidentStatus, Kind, Mark, Said, Says, Update, Window,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// Reads one; nothing where it is no incident, or has no time.
pub(super) fn read(
    issue: &Issue,
    sites: &mut Sites,
    now: DateTime<Utc>,
    notes: &mut Notes,
) -> Option<Incident> {
    let place = format!("issue {}", issue.number);
    let has = |label: &str| issue.labels.iter().any(|it| it == label);
    let named = issue.labels.iter().any(|it| sites.slugs.contains(it));
    if !has("maintenance") && !has("status") && !named {
        notes.add(&place, "has none of Upptime's labels: left out");
        return None;
    }
    let Some(created) = issue.created else {
        notes.add(&place, "has no time that can be read: left out");
        return None;
    };
    let title = one_line(
        issue
            .title
            .trim_start_matches(['🛑', '⚠', '🟥', '🟨', '\u{fe0f}', ' ']),
    );
    let title = if title.is_empty() {
        place.clone()
    } else {
        title
    };
    let id = format!(
        "{}-{}-{}",
        created.format("%Y-%m-%d"),
        short(&title),
        issue.number
    );
    let mut incident = blank(&id, &title);
    incident.aliases.push(format!("incident/{}", issue.number));
    if has("maintenance") {
        maintenance(issue, &mut incident, (created, now), sites, notes);
        return Some(incident);
    }
    let status = status(issue, &place, notes);
    let mut first = update(
        created,
        Said::Status(IncidentStatus::Investigating),
        issue.body.trim().to_owned(),
    );
    first.marks = marks(issue, &title, &place, status, sites, notes);
    let comments = issue.comments.iter().rev().cloned().collect();
    let mut told = updates(comments, false);
    told.insert(0, first);
    finish(issue, &mut told, created, notes);
    incident.updates = told;
    Some(incident)
}

/// Makes updates end where the issue does, and stay open where it does.
fn finish(issue: &Issue, told: &mut Vec<Update>, created: DateTime<Utc>, notes: &mut Notes) {
    let place = format!("issue {}", issue.number);
    if issue.open {
        if reopen(told) {
            let what = "is open, and yet a comment says it is over: it stays open";
            notes.add(&place, what);
        }
        return;
    }
    match end(told, created, issue.closed) {
        End::Told => {}
        End::Earlier => {
            let what =
                "was closed before a comment that is not the end: it ends with its last word";
            notes.add(&place, what);
        }
        End::Guessed => {
            let what = "is closed, and does not say when: taken for over at its last comment";
            notes.add(&place, what);
        }
    }
}

/// A title as part of an id.
fn short(title: &str) -> String {
    let id = slug::slugify(title);
    id.chars()
        .take(60)
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}

fn status(issue: &Issue, place: &str, notes: &mut Notes) -> ComponentStatus {
    if issue.title.contains('🛑') || issue.title.ends_with(" is down") {
        ComponentStatus::MajorOutage
    } else if issue.title.contains('⚠') || issue.title.ends_with(" has degraded performance") {
        ComponentStatus::DegradedPerformance
    } else {
        notes.add(
            place,
            "does not say how bad it was: its components are not known",
        );
        ComponentStatus::Unknown
    }
}

/// Components by label, else by the name in its title.
fn marks(
    issue: &Issue,
    title: &str,
    place: &str,
    status: ComponentStatus,
    sites: &mut Sites,
    notes: &mut Notes,
) -> Vec<Mark> {
    let mut keys: Vec<String> = issue
        .labels
        .iter()
        .filter(|it| sites.slugs.contains(it))
        .cloned()
        .collect();
    let name = title
        .strip_suffix(" is down")
        .or_else(|| title.strip_suffix(" has degraded performance"));
    if let Some(name) = name.filter(|_| keys.is_empty()) {
        let slug = slug(name);
        let labelled = issue.labels.contains(&slug) || sites.names.knows(&slug);
        keys.push(if labelled { slug } else { name.to_owned() });
    }
    let mut marks: Vec<Mark> = Vec::new();
    for key in keys {
        let component = sites.names.of(&key, place, notes);
        if marks.iter().all(|mark| mark.component != component) {
            marks.push(Mark {
                component: component.into(),
                known: true,
                says: Says::Status(status),
            });
        }
    }
    if marks.is_empty() {
        notes.add(place, "names nothing that is watched");
    }
    marks
}

/// `key: value` lines in the first HTML comment, and the text without it.
fn said_in_comment(body: &str) -> (BTreeMap<String, String>, String) {
    let Some((before, rest)) = body.split_once("<!--") else {
        return (BTreeMap::new(), body.to_owned());
    };
    let (inside, after) = rest.split_once("-->").unwrap_or((rest, ""));
    let pairs = inside.lines().filter_map(|line| line.split_once(':'));
    let pairs = pairs.map(|(key, value)| (key.trim().to_lowercase(), value.trim().to_owned()));
    (
        pairs.collect(),
        format!("{}\n{}", before.trim_end(), after.trim_start()),
    )
}

fn maintenance(
    issue: &Issue,
    incident: &mut Incident,
    (created, now): (DateTime<Utc>, DateTime<Utc>),
    sites: &mut Sites,
    notes: &mut Notes,
) {
    let place = format!("issue {}", issue.number);
    let (said, text) = said_in_comment(&issue.body);
    let time = |key: &str, notes: &mut Notes| {
        said.get(key)
            .and_then(|it| noted(it, Tz::UTC, &place, notes))
    };
    let start = time("start", notes).unwrap_or_else(|| {
        notes.add(
            &place,
            "does not say when it starts: when it was opened is taken",
        );
        created
    });
    let end = time("end", notes).filter(|end| *end > start);
    if end.is_none() {
        notes.add(&place, "does not say when it ends: an hour is planned, and it neither starts nor ends by itself");
    }
    let length = end.map_or(TimeDelta::hours(1), |end| end - start);
    incident.kind = Kind::Maintenance(Window {
        start,
        length,
        zone: Tz::UTC,
        auto: end.is_some(),
        repeat: None,
    });
    incident.summary = text.trim().into();
    let slugs = ["expecteddown", "expecteddegraded"]
        .iter()
        .filter_map(|key| said.get(*key));
    for key in slugs
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        let component = sites.names.of(key, &place, notes);
        if incident
            .components
            .iter()
            .all(|mark| mark.component != component)
        {
            incident.components.push(Mark {
                component: component.into(),
                known: true,
                says: Says::Bare,
            });
        }
    }
    let comments = issue.comments.iter().rev().cloned().collect();
    incident.updates = updates(comments, true);
    if let Some((at, status)) = ended(issue, incident, (start, end, now), notes) {
        let last = update(at, Said::Status(status), String::new());
        incident.updates.push(last);
    }
}

/// How and when a closed issue ended its maintenance, where neither the clock nor a comment does.
fn ended(
    issue: &Issue,
    incident: &Incident,
    (start, end, now): (DateTime<Utc>, Option<DateTime<Utc>>, DateTime<Utc>),
    notes: &mut Notes,
) -> Option<(DateTime<Utc>, IncidentStatus)> {
    if issue.open || is_over(&incident.updates) {
        return None;
    }
    let by_hand = !incident.updates.is_empty();
    match issue.closed {
        Some(at) if at < start => Some((at, IncidentStatus::Cancelled)),
        Some(at) if by_hand || end.is_none_or(|end| at < end) => {
            Some((at, IncidentStatus::Completed))
        }
        None if by_hand || end.is_none_or(|end| end > now) => {
            let place = format!("issue {}", issue.number);
            let what = "is closed, and does not say when: over since it was to start";
            notes.add(&place, what);
            Some((start, IncidentStatus::Completed))
        }
        _ => None,
    }
}
