//! What was said of one thing, update by update, as feeds and the API tell it.

use super::Moment;
use crate::model::{Incident, IncidentStatus, Kind};
use crate::render::locale::Message;
use crate::status::{Change, Occurrence, Step};
use chrono::{DateTime, Utc};
use std::borrow::Cow;

/// The id of what a file says before its first update.
const ANNOUNCEMENT: &str = "announced";

/// The id of the end of what never began, which no step tells.
const NOT_HELD: &str = "not-held";

/// One thing that was said, or that came by the clock.
#[derive(Debug, Clone)]
pub(crate) struct Said<'a> {
    /// The update's id; stable.
    pub id: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// Where the incident stands after it.
    pub status: IncidentStatus,
    /// Whether the author only wrote `update`.
    pub plain: bool,
    /// Markdown. The oldest begins with the file's summary.
    pub text: Cow<'a, str>,
    /// What it says of components.
    pub changes: &'a [Change],
    /// Nobody wrote it: a maintenance began or ended by the clock.
    pub clock: bool,
    /// The page has a heading of this id.
    pub anchored: bool,
}

/// Everything said of an incident or a notice, oldest first; never empty.
pub(crate) fn of_incident<'a>(moment: &Moment<'a>, position: usize) -> Vec<Said<'a>> {
    let (incident, standing) = (
        &moment.site.incidents[position],
        &moment.standing.incidents[position],
    );
    let mut said = of_steps(moment, incident, &standing.steps);
    if said.is_empty() {
        said.push(of_file(moment, position));
    }
    said
}

/// What a file says before its first update.
pub(crate) fn of_file<'a>(moment: &Moment<'a>, position: usize) -> Said<'a> {
    let incident = &moment.site.incidents[position];
    let status = match incident.kind {
        Kind::Maintenance(_) => IncidentStatus::Scheduled,
        _ => moment.standing.incidents[position].status,
    };
    announcement(moment, incident, moment.announced(position), status)
}

/// Everything said of a maintenance at one of its times, oldest first; never empty.
pub(crate) fn of_occurrence<'a>(moment: &Moment<'a>, occurrence: &'a Occurrence) -> Vec<Said<'a>> {
    let incident = &moment.site.incidents[occurrence.incident];
    let mut said = of_steps(moment, incident, &occurrence.steps);
    if unannounced(occurrence) {
        let at = moment.announced(occurrence.incident);
        let at = said.first().map_or(at, |first| at.min(first.at));
        if let Some(first) = said.first_mut() {
            first.text = own_text(moment, incident, occurrence.steps.first());
        }
        said.insert(
            0,
            announcement(moment, incident, at, IncidentStatus::Scheduled),
        );
    }
    let told = occurrence
        .steps
        .last()
        .is_some_and(|last| last.status == occurrence.status);
    let over = occurrence.ended_at.filter(|_| !told);
    if let Some(ended) = over {
        let at = said.last().map_or(ended, |last| ended.max(last.at));
        let end = announcement(moment, incident, at, occurrence.status);
        said.push(Said {
            id: NOT_HELD,
            text: Cow::Borrowed(""),
            clock: true,
            ..end
        });
    }
    said
}

/// Whether no update announces it, so that the file's own text does.
pub(crate) fn unannounced(occurrence: &Occurrence) -> bool {
    occurrence
        .steps
        .first()
        .is_none_or(|first| first.update.is_none() || first.status != IncidentStatus::Scheduled)
}

/// What a file says before its first update.
fn announcement<'a>(
    moment: &Moment<'a>,
    incident: &'a Incident,
    at: DateTime<Utc>,
    status: IncidentStatus,
) -> Said<'a> {
    let text = Cow::Borrowed(summary(moment, incident));
    Said {
        id: ANNOUNCEMENT,
        at,
        status,
        plain: false,
        text,
        changes: &[],
        clock: false,
        anchored: false,
    }
}

fn of_steps<'a>(moment: &Moment<'a>, incident: &'a Incident, steps: &'a [Step]) -> Vec<Said<'a>> {
    let said = steps.iter().map(|step| of_step(moment, incident, step));
    let mut said: Vec<_> = said.collect();
    let summary = summary(moment, incident).trim();
    if let (Some(first), false) = (said.first_mut(), summary.is_empty()) {
        let together = if first.text.trim().is_empty() {
            summary.to_owned()
        } else {
            format!("{summary}\n\n{}", first.text)
        };
        first.text = Cow::Owned(together);
    }
    said
}

/// One step alone, without the file's summary.
fn of_step<'a>(moment: &Moment<'a>, incident: &'a Incident, step: &'a Step) -> Said<'a> {
    Said {
        id: &step.id,
        at: step.at,
        status: step.status,
        plain: step.plain,
        text: own_text(moment, incident, Some(step)),
        changes: &step.changes,
        clock: step.update.is_none(),
        anchored: true,
    }
}

fn own_text<'a>(moment: &Moment<'a>, incident: &'a Incident, step: Option<&Step>) -> Cow<'a, str> {
    let update = step
        .and_then(|step| step.update)
        .and_then(|at| incident.updates.get(at));
    let Some(update) = update else {
        return Cow::Borrowed("");
    };
    let translation = moment.locale.translation(moment.site, incident);
    let translated = translation.and_then(|it| it.updates.get(update.id.as_str()));
    Cow::Borrowed(translated.map_or(update.text.as_ref(), String::as_str))
}

/// What a file says before its first update.
fn summary<'a>(moment: &Moment<'a>, incident: &'a Incident) -> &'a str {
    let translation = moment.locale.translation(moment.site, incident);
    let translated = translation.map(|it| it.summary.as_str());
    translated
        .filter(|it| !it.trim().is_empty())
        .unwrap_or(&incident.summary)
}

impl Said<'_> {
    /// The word for it in English, which programs know, such as `Resolved`.
    pub fn label(&self, kind: &Kind) -> &'static str {
        match kind {
            Kind::Notice(_) if self.plain || self.anchored => "Update",
            Kind::Notice(_) => "Notice",
            _ if self.plain => "Update",
            _ => self.status.label(),
        }
    }
}

impl Said<'_> {
    /// The message with that word, in the language of a page.
    pub fn message(&self, kind: &Kind) -> Message {
        match kind {
            Kind::Notice(_) if self.plain || self.anchored => Message::Update,
            Kind::Notice(_) => Message::Notice,
            _ if self.plain => Message::Update,
            _ => self.status.into(),
        }
    }
}
