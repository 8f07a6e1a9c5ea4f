//! One entry of a feed: one update, in the words and with the marks that readers of Statuspage's feeds rely on.
//!
//! Marks kept: `<strong>Resolved</strong>` is in every entry of an incident that is over, because
//! readers take an entry without it for a current incident; `THIS IS A SCHEDULED EVENT` begins every
//! entry of a maintenance.

use super::Place;
use crate::model::{Incident, IncidentStatus, Kind};
use crate::render::locale::Message;
use crate::render::machine::{Moment, Said, of_file, of_incident, of_occurrence, unannounced};
use crate::render::markdown::{html, plain, printable};
use chrono::{DateTime, Datelike as _, Utc};
use chrono_tz::Tz;
use std::fmt::Write as _;

/// An update whose HTML is longer than this is told in its first words, and linked.
const LONGEST: usize = 8_000;

/// So many characters of a text too long for a feed.
const FIRST_WORDS: usize = 2_000;

/// One entry, in no format yet.
#[derive(Debug)]
pub(super) struct Entry {
    /// A `tag:` URI (RFC 4151): never changes, whichever mirror it is read from.
    pub id: String,
    pub at: DateTime<Utc>,
    /// What changed, and of what.
    pub title: String,
    pub link: String,
    pub html: String,
    /// Planned start and end, of a maintenance.
    pub window: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Titles of the components it is about.
    pub components: Vec<String>,
    /// About how many bytes it takes in the longest of the formats.
    pub bytes: usize,
}

/// Writes the entry for what was said at one place.
pub(super) fn write(moment: &Moment, place: Place) -> Entry {
    let incident = &moment.site.incidents[place.incident];
    let standing = &moment.standing.incidents[place.incident];
    let occurrence = place.occurrence.map(|at| &moment.standing.occurrences[at]);
    let said = said_at(moment, place);
    let id = occurrence.map_or(&incident.id, |occurrence| &occurrence.id);
    let affected = occurrence.map_or(&standing.affected, |occurrence| &occurrence.affected);
    let window = match (occurrence, &incident.kind) {
        (Some(occurrence), _) => Some((occurrence.start, occurrence.end)),
        (None, Kind::Maintenance(window)) => Some((window.start, window.end())),
        (None, _) => None,
    };
    let anchor = match said.anchored {
        true => format!("#{}", said.id),
        false if id != &incident.id => format!("#{id}"),
        false => String::new(),
    };
    let title = |&(at, _): &(usize, _)| printable(&moment.site.components[at].title).into_owned();
    let mut entry = Entry {
        id: tag(moment, id, said.id),
        at: said.at,
        title: moment.locale.fill(
            Message::Labelled,
            &[
                ("label", &moment.locale.text(said.message(&incident.kind))),
                ("text", &printable(moment.title(incident))),
            ],
        ),
        link: moment.page(&format!("{}{anchor}", incident.path())),
        html: String::new(),
        window,
        components: affected.iter().map(title).collect(),
        bytes: 0,
    };
    entry.html = content(moment, incident, &said, &entry);
    let (status, ended) = match occurrence {
        Some(occurrence) => (occurrence.status, occurrence.ended_at),
        // A series is not over because one of its times is.
        None if window.is_some() => (IncidentStatus::Scheduled, None),
        None => (standing.status, standing.ended_at),
    };
    if let Some(word) = over(incident, &said, status) {
        let zone = moment.site.settings.timezone;
        told(
            &mut entry.html,
            ended.unwrap_or(said.at),
            zone,
            word.label(),
            &format!("<p>{}</p>", moment.locale.text(ending_words(word))),
        );
    }
    entry.bytes =
        600 + escaped(&entry.html) + escaped(&entry.title) + 2 * entry.link.len() + entry.id.len();
    entry.bytes += entry
        .components
        .iter()
        .map(|title| escaped(title) + 40)
        .sum::<usize>();
    entry
}

fn said_at<'a>(moment: &Moment<'a>, place: Place) -> Said<'a> {
    match (place.occurrence, place.step) {
        (Some(at), step) => {
            let occurrence = &moment.standing.occurrences[at];
            let before = usize::from(unannounced(occurrence));
            of_occurrence(moment, occurrence).swap_remove(step.map_or(0, |step| step + before))
        }
        (None, Some(step)) => of_incident(moment, place.incident).swap_remove(step),
        (None, None) => of_file(moment, place.incident),
    }
}

/// `tag:<host>,2026:<folder/><incident id>/<update id>`. The year is when this form was minted, not the entry's.
fn tag(moment: &Moment, incident: &str, update: &str) -> String {
    let folder = moment.folder();
    let slash = if folder.is_empty() { "" } else { "/" };
    let place = &moment.place;
    format!(
        "tag:{},2026:{folder}{slash}{place}{incident}/{update}",
        moment.host()
    )
}

/// The id of a feed, in the same form.
pub(super) fn feed_tag(moment: &Moment, path: &str) -> String {
    let folder = moment.folder();
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("tag:{},2026:{folder}{slash}{path}", moment.host())
}

fn content(moment: &Moment, incident: &Incident, said: &Said, entry: &Entry) -> String {
    let zone = moment.site.settings.timezone;
    let mut out = String::new();
    if let Some(window) = entry.window {
        scheduled(&mut out, window, zone);
    }
    told(
        &mut out,
        said.at,
        zone,
        said.label(&incident.kind),
        &text(moment, incident, said, entry),
    );
    let changes: Vec<String> = said
        .changes
        .iter()
        .filter(|change| change.old != change.new)
        .map(|change| {
            format!(
                "{}: {}",
                escape(&moment.site.components[change.component].title),
                escape(&moment.locale.text(change.new.into()))
            )
        })
        .collect();
    if !changes.is_empty() {
        let _ = write!(out, "<p><small>{}</small></p>", changes.join("<br>"));
    }
    if incident.being_corrected {
        let words = moment.locale.text(Message::FeedBeingCorrected);
        let _ = write!(out, "<p><small>{}</small></p>", escape(&words));
    }
    out
}

/// The word that says it is over, for an entry that does not say so itself.
fn over(incident: &Incident, said: &Said, status: IncidentStatus) -> Option<IncidentStatus> {
    let word = match (&incident.kind, status) {
        (Kind::Notice(_), _) => return None,
        (_, IncidentStatus::Resolved | IncidentStatus::Postmortem) => IncidentStatus::Resolved,
        (_, IncidentStatus::Completed | IncidentStatus::Cancelled) => status,
        _ => return None,
    };
    (said.status != word || said.plain).then_some(word)
}

fn ending_words(word: IncidentStatus) -> Message {
    match word {
        IncidentStatus::Resolved => Message::FeedResolved,
        IncidentStatus::Completed => Message::FeedCompleted,
        _ => Message::FeedCancelled,
    }
}

/// What the update says, as HTML.
fn text(moment: &Moment, incident: &Incident, said: &Said, entry: &Entry) -> String {
    let text = html(&said.text, &moment.links(incident).below(2));
    if text.len() <= LONGEST {
        return text;
    }
    let words: String = plain(&said.text).chars().take(FIRST_WORDS).collect();
    format!(
        "<p>{}… <a href=\"{}\">{}</a></p>",
        escape(words.trim_end()).replace('\n', "<br>"),
        escape(&entry.link),
        escape(&moment.locale.text(Message::FeedReadOn))
    )
}

/// One update as Statuspage writes it: date and time, word, text.
fn told(out: &mut String, at: DateTime<Utc>, zone: Tz, label: &str, html: &str) {
    let local = at.with_timezone(&zone);
    let _ = write!(
        out,
        "<p><small>{} <var data-var='date'>{}</var>, <var data-var='time'>{}</var> {}</small><br><strong>{label}</strong>",
        local.format("%b"),
        local.day(),
        local.format("%H:%M"),
        local.format("%Z"),
    );
    match html.trim().strip_prefix("<p>") {
        Some(rest) => {
            let _ = write!(out, " - {rest}");
        }
        None => {
            let _ = write!(out, "</p>{}", html.trim());
        }
    }
}

/// The line that tells a maintenance from an incident.
fn scheduled(out: &mut String, (start, end): (DateTime<Utc>, DateTime<Utc>), zone: Tz) {
    let (start, end) = (start.with_timezone(&zone), end.with_timezone(&zone));
    let day = |at: &DateTime<Tz>| {
        format!(
            "{} <var data-var='date'>{}</var>, ",
            at.format("%b"),
            at.day()
        )
    };
    let time = |at: &DateTime<Tz>| format!("<var data-var='time'>{}</var>", at.format("%H:%M"));
    let other_day = if start.date_naive() == end.date_naive() {
        String::new()
    } else {
        day(&end)
    };
    let _ = write!(
        out,
        "<p><strong>THIS IS A SCHEDULED EVENT {}{} - {other_day}{} {}</strong></p>",
        day(&start),
        time(&start),
        time(&end),
        end.format("%Z"),
    );
}

/// Text in HTML.
fn escape(text: &str) -> String {
    printable(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// How long a text is once escaped for XML.
fn escaped(text: &str) -> usize {
    text.bytes()
        .map(|byte| match byte {
            b'<' | b'>' => 4,
            b'&' => 5,
            b'"' | b'\'' => 6,
            _ => 1,
        })
        .sum()
}
