//! One incident file of cState.

use super::super::ending::{End, end, is_over, reopen, updates};
use super::super::front::{self, Table, flag, text, texts};
use super::super::when::noted;
use super::super::{Notes, blank, update};
use super::body::take_apart;
use super::path::{addresses, is_issue, name};
use super::settings::Site;
use crate::model::{
    ComponentStatus, Impact, Incident, IncidentStatus, Kind, Mark, Notice, Said, Says, Update,
    Window,
};
use crate::problem::Problem;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// What a file comes to.
type Outcome = Result<Option<Incident>, Problem>;

/// One file and what its front matter says of it.
struct Issue<'a> {
    path: &'a str,
    front: Table,
    zone: Tz,
    /// Start.
    date: DateTime<Utc>,
    /// `resolvedWhen`, as far as it is a time.
    ended: Option<DateTime<Utc>>,
}

/// Reads a file below `content/`; nothing where it is no incident.
///
/// # Errors
/// Nothing tells when it was.
pub(super) fn read(
    path: &str,
    content: &str,
    site: &mut Site,
    now: DateTime<Utc>,
    notes: &mut Notes,
) -> Outcome {
    let (front, body) = front::split(content, path, notes);
    if !is_issue(path, &front, notes) {
        return Ok(None);
    }
    let name = name(path);
    let title = text(front.get("title")).unwrap_or_else(|| {
        notes.add(path, "has no title: the name of its file is taken");
        name.clone()
    });
    let mut incident = blank(&name, &title);
    incident.aliases = addresses(path, &name, &front);
    let body = take_apart(body, site.zone, path, notes);
    let first = body.updates.iter().map(|(at, _)| *at).min();
    let ended = front.get("resolvedWhen").and_then(|it| text(Some(it)));
    let ended = ended.and_then(|written| {
        let read = noted(&written, site.zone, path, notes);
        if read.is_none() {
            notes.add(path, format!("cannot read `resolvedWhen: {written}`"));
        }
        read
    });
    let date = date(&front, path, site.zone, first.or(ended), notes)?;
    let issue = Issue {
        path,
        front,
        zone: site.zone,
        date,
        ended,
    };
    incident.summary = body.rest.into();
    let says = issue.says(notes);
    let marks = issue.marks(&says, site, notes);
    if flag(issue.front.get("informational")) == Some(true) {
        issue.notice(&mut incident, body.updates, &marks, notes);
    } else if says == Says::Status(ComponentStatus::UnderMaintenance)
        && date > now
        && flag(issue.front.get("resolved")) != Some(true)
    {
        issue.maintenance(&mut incident, body.updates, marks, notes);
    } else {
        issue.incident(&mut incident, body.updates, marks, notes);
    }
    Ok(Some(incident))
}

/// When it began: `date`, or the next best thing.
fn date(
    front: &Table,
    path: &str,
    zone: Tz,
    other: Option<DateTime<Utc>>,
    notes: &mut Notes,
) -> Result<DateTime<Utc>, Problem> {
    let written = text(front.get("date"));
    if let Some(at) = written
        .as_deref()
        .and_then(|it| noted(it, zone, path, notes))
    {
        return Ok(at);
    }
    let why = written.map_or("has no `date`".to_owned(), |it| {
        format!("cannot read `date: {it}`")
    });
    if let Some(at) = other {
        notes.add(path, format!("{why}: its first dated words are taken"));
        return Ok(at);
    }
    for key in ["publishDate", "lastmod"] {
        if let Some(at) = text(front.get(key)).and_then(|it| noted(&it, zone, path, notes)) {
            notes.add(path, format!("{why}: `{key}` is taken"));
            return Ok(at);
        }
    }
    let day = name(path)
        .get(..10)
        .and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    if let Some(day) = day {
        notes.add(
            path,
            format!("{why}: the day its file name begins with is taken"),
        );
        return Ok(day.and_time(NaiveTime::MIN).and_utc());
    }
    Err(Problem::error(
        "undated",
        format!("`{path}` is left out: it {why}, and nothing else tells when it was"),
    )
    .hint("write `date: 2026-11-20T14:05:00Z` into its front matter and import again"))
}

impl Issue<'_> {
    /// What it says of the components it names.
    fn says(&self, notes: &mut Notes) -> Says {
        let written = text(self.front.get("severity"));
        let folded = written.as_deref().map(str::to_lowercase);
        let status = match folded.as_deref() {
            Some("down") => ComponentStatus::MajorOutage,
            Some("disrupted" | "warning") => ComponentStatus::PartialOutage,
            Some("notice") => ComponentStatus::UnderMaintenance,
            _ => ComponentStatus::Unknown,
        };
        match (&written, status) {
            (None, _) => notes.add(self.path, "has no `severity`: its components are not known"),
            (Some(word), ComponentStatus::Unknown) => {
                notes.add(
                    self.path,
                    format!(
                        "`severity: {word}` is no word of cState's: its components are not known"
                    ),
                );
            }
            (Some(word), _) if folded.as_ref() != Some(word) => {
                notes.add(
                    self.path,
                    format!("`severity: {word}` counted as OK there, because of its capitals"),
                );
            }
            (Some(word), status) => notes.add(
                self.path,
                format!("`{word}` is read as `{}`", status.word()),
            ),
        }
        Says::Status(status)
    }

    fn marks(&self, says: &Says, site: &mut Site, notes: &mut Notes) -> Vec<Mark> {
        if matches!(
            self.front.get("affected"),
            Some(serde_json::Value::String(_))
        ) {
            notes.add(self.path, "`affected` is no list: taken for one name");
        }
        let mut marks: Vec<Mark> = Vec::new();
        for name in texts(self.front.get("affected")) {
            let component = site.names.of(&name, self.path, notes);
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

    /// An announcement: it marks no component.
    fn notice(
        &self,
        incident: &mut Incident,
        said: Vec<(DateTime<Utc>, String)>,
        marks: &[Mark],
        notes: &mut Notes,
    ) {
        if !marks.is_empty() {
            notes.add(
                self.path,
                "is informational: a notice, which marks no component",
            );
        }
        incident.kind = Kind::Notice(Notice {
            pin: flag(self.front.get("pin")) == Some(true),
            expires: None,
        });
        incident.updates = said
            .into_iter()
            .map(|(at, text)| update(at, Said::Update, text))
            .collect();
        if incident.updates.is_empty() {
            let text = std::mem::take(&mut incident.summary);
            incident
                .updates
                .push(update(self.date, Said::Update, text.to_string()));
        }
    }

    /// Work that still lies ahead. cState shows it as begun; here it begins when it begins.
    fn maintenance(
        &self,
        incident: &mut Incident,
        said: Vec<(DateTime<Utc>, String)>,
        marks: Vec<Mark>,
        notes: &mut Notes,
    ) {
        let length = self
            .ended
            .map(|end| end - self.date)
            .filter(|it| *it > TimeDelta::zero());
        if length.is_none() {
            notes.add(self.path, "lies ahead and does not say how long: an hour is planned, and it neither starts nor ends by itself");
        }
        notes.add(
            self.path,
            "is a notice that lies ahead: imported as a maintenance",
        );
        incident.kind = Kind::Maintenance(Window {
            start: self.date,
            length: length.unwrap_or(TimeDelta::hours(1)),
            zone: Tz::UTC,
            auto: length.is_some(),
            repeat: None,
        });
        let bare = |mark| Mark {
            says: Says::Bare,
            ..mark
        };
        incident.components = marks.into_iter().map(bare).collect();
        incident.updates = updates(said, true);
    }

    fn incident(
        &self,
        incident: &mut Incident,
        said: Vec<(DateTime<Utc>, String)>,
        mut marks: Vec<Mark>,
        notes: &mut Notes,
    ) {
        let mut updates = updates(said, false);
        let begins =
            |update: &Update| !matches!(&update.said, Said::Status(status) if status.ends());
        let first = updates.first().map(|it| it.at);
        if !updates.first().is_some_and(begins) {
            let at = first.map_or(self.date, |first| first.min(self.date));
            updates.insert(
                0,
                update(
                    at,
                    Said::Status(IncidentStatus::Investigating),
                    String::new(),
                ),
            );
        } else if first.is_some_and(|first| first > self.date) {
            incident.first_seen = Some(self.date);
        } else if first.is_some_and(|first| first < self.date) {
            notes.add(
                self.path,
                "an update is older than its `date`: it begins with that update",
            );
        }
        match (flag(self.front.get("resolved")), self.ended) {
            (Some(true), _) => self.end(&mut updates, notes),
            (Some(false), _) => self.keep_open(&mut updates, notes),
            (None, Some(_)) => {
                notes.add(
                    self.path,
                    "has no readable `resolved`, but `resolvedWhen`: it is over",
                );
                self.end(&mut updates, notes);
            }
            (None, None) if is_over(&updates) => {
                notes.add(
                    self.path,
                    "has no readable `resolved`, but its last word says so: it is over",
                );
            }
            (None, None) => {
                let what = "has no readable `resolved`: nobody knows whether it is over, so it is open and its components are not known";
                notes.add(self.path, what);
                incident.impact = marks.first().and_then(|mark| impact(&mark.says));
                for mark in &mut marks {
                    mark.says = Says::Status(ComponentStatus::Unknown);
                }
            }
        }
        if let Some(written) = text(self.front.get("severity")).filter(|_| marks.is_empty()) {
            incident.impact = match written.to_lowercase().as_str() {
                "down" => Some(Impact::Critical),
                "disrupted" | "warning" => Some(Impact::Major),
                _ => None,
            };
        }
        if let Some(first) = updates.first_mut() {
            first.marks = marks;
        }
        incident.updates = updates;
    }

    /// It is over: where no update says so, one is added.
    fn end(&self, updates: &mut Vec<Update>, notes: &mut Notes) {
        let changed = || text(self.front.get("lastmod"));
        let changed = self.ended.is_none().then(changed).flatten();
        let changed = changed.and_then(|it| noted(&it, self.zone, self.path, notes));
        match end(updates, self.date, self.ended.or(changed)) {
            End::Told if changed.is_some() => {
                notes.add(
                    self.path,
                    "does not say when it was over: `lastmod` is taken",
                );
            }
            End::Told => {}
            End::Earlier => notes.add(
                self.path,
                "`resolvedWhen` lies before its last word: it ends with that word",
            ),
            End::Guessed => notes.add(
                self.path,
                "does not say when it was over: taken for over at the last time it tells",
            ),
        }
    }

    /// It is not over, whatever its updates say; with `resolvedWhen` it is being watched.
    fn keep_open(&self, updates: &mut Vec<Update>, notes: &mut Notes) {
        if reopen(updates) {
            notes.add(
                self.path,
                "`resolved: false`, and yet an update says it is over: it stays open",
            );
        }
        if let Some(at) = self.ended {
            notes.add(
                self.path,
                "`resolvedWhen` with `resolved: false` is read as being watched since then",
            );
            updates.push(update(
                at,
                Said::Status(IncidentStatus::Monitoring),
                String::new(),
            ));
        }
    }
}

/// The label for what its components had.
fn impact(says: &Says) -> Option<Impact> {
    match says {
        Says::Status(ComponentStatus::MajorOutage) => Some(Impact::Critical),
        Says::Status(ComponentStatus::PartialOutage) => Some(Impact::Major),
        _ => None,
    }
}
