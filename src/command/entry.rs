//! One update more at the end of an incident's file, safely.

use super::status::words::moment;
use super::{Context, Stop, front, write};
use crate::format::{self, Heading};
use crate::model::{Incident, Mark, Said};
use crate::problem::Problem;
use crate::source::trello;
use crate::status::IncidentStanding;
use chrono::{DateTime, TimeDelta, Timelike as _, Utc};

/// What the update says.
#[derive(Debug)]
pub struct Entry {
    /// Of the incident.
    pub said: Said,
    /// Of components.
    pub marks: Vec<Mark>,
    /// Markdown.
    pub text: String,
    /// When the next is promised.
    pub next: Option<DateTime<Utc>>,
}

/// Adds it to the incident's file as it is on disk now. Returns the moment by which it counts as
/// said: now, or the second after an update of this very second.
///
/// # Errors
/// The file cannot be read or written, or was changed since it was loaded: then the text is in the
/// problem, so that nothing is lost.
pub fn add(ctx: &Context, incident: &Incident, entry: &Entry) -> Result<DateTime<Utc>, Stop> {
    let path = ctx.root.join(&*incident.file);
    let unsaved = |problem: Problem| {
        Stop::from(if entry.text.is_empty() {
            problem
        } else {
            problem.because(format!("your text:\n{}", entry.text))
        })
    };
    if trello::is_card(incident) {
        let what = format!("“{}” is a card on the Trello board", incident.title);
        let problem = Problem::error("is-a-card", what);
        return Err(unsaved(
            problem.hint("comment on the card, or move it, then `stillup publish`"),
        ));
    }
    let bytes = std::fs::read(&path).map_err(|why| unsaved(write::cannot_read(&path, &why)))?;
    let before = String::from_utf8(bytes).map_err(|_| {
        unsaved(
            Problem::error(
                "not-utf-8",
                format!(
                    "`{}` is not UTF-8: adding to it would damage it",
                    incident.file
                ),
            )
            .hint(format!(
                "`iconv -f latin1 -t utf-8 {}` shows it as UTF-8",
                incident.file
            )),
        )
    })?;
    let at = moment_of(incident, ctx.now);
    let heading = Heading {
        at,
        said: entry.said.clone(),
        marks: entry.marks.clone(),
        id: None,
    };
    let mut after = format::append(&before, &heading, &entry.text);
    if let Some(next) = entry.next {
        after = front::set(&after, "next_update", Some(&moment(next)));
    }
    write::replace(&path, &before, &after).map_err(unsaved)?;
    Ok(ctx.now.max(at))
}

/// The updates so far, newest last, for the writer's eyes.
pub fn history(incident: &Incident, now: &IncidentStanding) -> String {
    let mut lines = vec![format!("{}: {}", incident.id, incident.title)];
    for step in &now.steps {
        let text = step
            .update
            .map_or("", |at| incident.updates[at].text.trim());
        lines.push(format!(
            "\n{} {}\n{text}",
            moment(step.at),
            step.status.word()
        ));
    }
    lines.join("\n")
}

/// The minute we are in, unless something was said in this very minute already: then the second, so
/// that what is said last also counts as said last. (At equal times an ending update goes first.)
fn moment_of(incident: &Incident, now: DateTime<Utc>) -> DateTime<Utc> {
    let minute = whole_minute(now);
    let second = now - TimeDelta::nanoseconds(i64::from(now.nanosecond()));
    let said = incident.updates.iter().map(|update| update.at);
    // Several in one second are each a second after the last, so a little ahead of the clock.
    let soon = now + TimeDelta::seconds(10);
    match said.filter(|at| *at >= minute && *at <= soon).max() {
        Some(last) => second.max(last + TimeDelta::seconds(1)),
        None => minute,
    }
}

/// Seconds are for nobody to read.
pub fn whole_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    at - TimeDelta::seconds(i64::from(at.second()))
        - TimeDelta::nanoseconds(i64::from(at.nanosecond()))
}

#[cfg(test)]
mod tests;
