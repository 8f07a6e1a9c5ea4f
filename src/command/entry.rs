//! One update more at the end of an incident's file, safely.

use super::open::heading;
use super::terms::full;
use super::{Context, Stop, front, write};
use crate::model::{Incident, Said};
use crate::problem::Problem;
use crate::status::IncidentStanding;
use chrono::{DateTime, Utc};

/// What the update says.
#[derive(Debug)]
pub struct Entry {
    /// Of the incident.
    pub said: Said,
    /// Of components: `id=status`.
    pub marks: Vec<String>,
    /// Markdown.
    pub text: String,
    /// When the next is promised.
    pub next: Option<DateTime<Utc>>,
}

/// Adds it to the incident's file as it is on disk now.
///
/// # Errors
/// The file cannot be read or written, or was changed since it was loaded: then the text is in the
/// problem, so that nothing is lost.
pub fn add(ctx: &Context, incident: &Incident, entry: &Entry) -> Result<(), Stop> {
    let path = ctx.root.join(&*incident.file);
    let unsaved = |problem: Problem| {
        Stop::from(if entry.text.is_empty() {
            problem
        } else {
            problem.because(format!("your text:\n{}", entry.text))
        })
    };
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
    let heading = heading(ctx.now, &entry.said, &entry.marks);
    let mut after = append(&before, &heading, &entry.text);
    if let Some(next) = entry.next {
        after = front::set(&after, "next_update", Some(&full(next)));
    }
    write::replace(&path, &before, &after).map_err(unsaved)
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
            full(step.at),
            step.status.word()
        ));
    }
    lines.join("\n")
}

/// The text with one update more at its end; everything before stays byte for byte.
fn append(before: &str, heading: &str, text: &str) -> String {
    let end_of_line = if before.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let gap = if before.ends_with('\n') {
        end_of_line.to_string()
    } else {
        end_of_line.repeat(2)
    };
    let update = if text.is_empty() {
        format!("{heading}\n")
    } else {
        format!("{heading}\n\n{text}\n")
    };
    format!("{before}{gap}{}", update.replace('\n', end_of_line))
}
