//! One incident file of Statusfy.

use super::super::ending::{End, end, is_over, reopen};
use super::super::front::{self, Table, flag, text, texts};
use super::super::when::noted;
use super::super::{Notes, blank, update};
use super::body::{Body, take_apart};
use super::settings::Site;
use crate::model::{
    ComponentStatus, Incident, IncidentStatus, Kind, Mark, Said, Says, Update, Window,
};
use crate::problem::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// Reads a file of `content/`.
///
/// # Errors
/// Nothing tells when it was.
pub(super) fn read(
    path: &str,
    name: &str,
    content: &str,
    site: &mut Site,
    now: DateTime<Utc>,
    notes: &mut Notes,
) -> Result<Incident, Problem> {
    let (front, body) = front::split(content, path, notes);
    let title = text(front.get("title")).unwrap_or_else(|| {
        notes.add(path, "has no title: the name of its file is taken");
        name.to_owned()
    });
    let mut incident = blank(name, &title);
    incident.aliases = addresses(&front);
    if incident.aliases.is_empty() {
        notes.add(
            path,
            "has no `id`: its old address was made of a number we cannot know",
        );
    }
    let body = take_apart(body, path, notes);
    let scheduled = text(front.get("scheduled")).and_then(|it| noted(&it, Tz::UTC, path, notes));
    let first = body.updates.iter().map(|it| it.at).min();
    let date = date(&front, path, first.or(scheduled), notes)?;
    incident.summary = body.rest.as_str().into();
    let says = says(&front, path, notes);
    let marks = marks(&front, &says, path, site, notes);
    match scheduled {
        Some(start) => maintenance(
            &mut incident,
            &front,
            (path, date, start, now),
            &body,
            marks,
            notes,
        ),
        None => unplanned(&mut incident, &front, (path, date), &body, marks, notes),
    }
    Ok(incident)
}

/// Where the page was, if that can be known.
pub(super) fn addresses(front: &Table) -> Vec<String> {
    let id = text(front.get("id"));
    id.map(|id| format!("incidents/{id}")).into_iter().collect()
}

fn date(
    front: &Table,
    path: &str,
    other: Option<DateTime<Utc>>,
    notes: &mut Notes,
) -> Result<DateTime<Utc>, Problem> {
    let written = text(front.get("date"));
    if let Some(at) = written
        .as_deref()
        .and_then(|it| noted(it, Tz::UTC, path, notes))
    {
        return Ok(at);
    }
    let why = written.map_or("has no `date`".to_owned(), |it| {
        format!("cannot read `date: {it}`")
    });
    let modified = || {
        text(front.get("modified"))
            .and_then(|it| super::super::when::when(&it, Tz::UTC))
            .map(|it| it.at)
    };
    match other.or_else(modified) {
        Some(at) => {
            notes.add(path, format!("{why}: the first time it tells is taken"));
            Ok(at)
        }
        None => Err(Problem::error(
            "undated",
            format!("`{path}` is left out: it {why}, and nothing else tells when it was"),
        )
        .hint("write `date: 2026-11-20T14:05:00Z` into its front matter and import again")),
    }
}

fn says(front: &Table, path: &str, notes: &mut Notes) -> Says {
    let written = text(front.get("severity"));
    let folded = written
        .as_deref()
        .map(|it| it.to_lowercase().replace(['_', ' '], "-"));
    Says::Status(match folded.as_deref() {
        Some("under-maintenance") => ComponentStatus::UnderMaintenance,
        Some("major-outage") => ComponentStatus::MajorOutage,
        Some("partial-outage") => ComponentStatus::PartialOutage,
        Some("degraded-performance") => ComponentStatus::DegradedPerformance,
        Some("operational") => ComponentStatus::Operational,
        _ => {
            let what = written.map_or("has no `severity`".to_owned(), |it| {
                format!("`severity: {it}` is no word of Statusfy's")
            });
            notes.add(path, format!("{what}: its components are not known"));
            ComponentStatus::Unknown
        }
    })
}

fn marks(front: &Table, says: &Says, path: &str, site: &mut Site, notes: &mut Notes) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let names = texts(front.get("affectedsystems"));
    if names.is_empty() {
        notes.add(path, "names no `affectedsystems`");
    }
    for name in names {
        let component = site.names.of(&name, path, notes);
        if marks.iter().all(|mark| mark.component != component) {
            marks.push(Mark {
                component: component.into(),
                known: true,
                says: says.clone(),
            });
        }
    }
    marks
}

fn told(body: &Body, maintenance: bool) -> Vec<Update> {
    let mut updates: Vec<Update> = body
        .updates
        .iter()
        .map(|block| {
            let (said, text) = block.told(maintenance);
            update(block.at, said, text)
        })
        .collect();
    updates.sort_by_key(|it| it.at);
    updates
}

/// Announced work: `scheduled`, and `duration` in minutes.
fn maintenance(
    incident: &mut Incident,
    front: &Table,
    (path, date, start, now): (&str, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>),
    body: &Body,
    marks: Vec<Mark>,
    notes: &mut Notes,
) {
    let minutes = text(front.get("duration")).and_then(|it| it.parse::<i64>().ok());
    let length = minutes
        .filter(|it| (1..=525_600).contains(it))
        .map(TimeDelta::minutes);
    if length.is_none() {
        notes.add(
            path,
            "has no `duration`: an hour is planned, and it neither starts nor ends by itself",
        );
    }
    let end = start + length.unwrap_or(TimeDelta::hours(1));
    incident.kind = Kind::Maintenance(Window {
        start,
        length: end - start,
        zone: Tz::UTC,
        auto: length.is_some(),
        repeat: None,
    });
    let bare = |mark: Mark| Mark {
        says: Says::Bare,
        ..mark
    };
    incident.components = marks.into_iter().map(bare).collect();
    let mut updates = told(body, true);
    if date < start && updates.first().is_none_or(|it| it.at > date) {
        updates.insert(
            0,
            update(date, Said::Status(IncidentStatus::Scheduled), String::new()),
        );
    }
    let over = is_over(&updates);
    let by_clock = length.is_some() && end <= now && updates.iter().all(|it| it.at < start);
    match flag(front.get("resolved")) {
        Some(true) if !over && !by_clock => {
            let modified =
                text(front.get("modified")).and_then(|it| noted(&it, Tz::UTC, path, notes));
            let last = updates.iter().map(|it| it.at).max().unwrap_or(date);
            let at = modified.unwrap_or_else(|| {
                notes.add(
                    path,
                    "does not say when it was over: taken for over at the last time it tells",
                );
                last.max(end.min(now))
            });
            updates.push(update(
                at,
                Said::Status(IncidentStatus::Completed),
                String::new(),
            ));
        }
        Some(false) if by_clock => {
            notes.add(path, "`resolved: false`, though its time is over: it goes on until you say it is completed");
            updates.push(update(
                start,
                Said::Status(IncidentStatus::InProgress),
                String::new(),
            ));
        }
        _ => {}
    }
    incident.updates = updates;
}

fn unplanned(
    incident: &mut Incident,
    front: &Table,
    (path, date): (&str, DateTime<Utc>),
    body: &Body,
    mut marks: Vec<Mark>,
    notes: &mut Notes,
) {
    let mut updates = told(body, false);
    let first = updates.first().map(|it| it.at);
    let begins = updates
        .first()
        .is_some_and(|it| !matches!(&it.said, Said::Status(status) if status.ends()));
    if !begins || first.is_some_and(|first| first > date) {
        let at = first.map_or(date, |first| first.min(date));
        updates.insert(
            0,
            update(
                at,
                Said::Status(IncidentStatus::Investigating),
                String::new(),
            ),
        );
    } else if first.is_some_and(|first| first < date) {
        notes.add(
            path,
            "an update is older than its `date`: it begins with that update",
        );
    }
    match flag(front.get("resolved")) {
        Some(true) => {
            let modified = text(front.get("modified"));
            let modified = modified.and_then(|it| noted(&it, Tz::UTC, path, notes));
            match end(&mut updates, date, modified) {
                End::Told => {}
                End::Earlier => notes.add(
                    path,
                    "`modified` lies before its last word: it ends with that word",
                ),
                End::Guessed => notes.add(
                    path,
                    "does not say when it was over: taken for over at the last time it tells",
                ),
            }
        }
        Some(false) => {
            if reopen(&mut updates) {
                notes.add(
                    path,
                    "`resolved: false`, and yet an update says it is over: it stays open",
                );
            }
        }
        None if is_over(&updates) => notes.add(
            path,
            "has no readable `resolved`, but its last word says so: it is over",
        ),
        None => {
            notes.add(path, "has no readable `resolved`: nobody knows whether it is over, so it is open and its components are not known");
            for mark in &mut marks {
                mark.says = Says::Status(ComponentStatus::Unknown);
            }
        }
    }
    if let Some(first) = updates.first_mut() {
        first.marks = marks;
    }
    incident.updates = updates;
}
