//! An incident as its file: only full dates in UTC, and nothing that reads as something else.

use super::conflict::is_marker;
use super::duration::duration_words;
use super::heading::is_blank;
use super::ids::Ids;
use super::layout::{is_special, lay_out};
use crate::model::{Incident, IncidentStatus, Kind, Mark, Said, Says, Window};
use chrono::{DateTime, MappedLocalTime, TimeZone as _, Timelike, Utc};
use chrono_tz::Tz;

/// One update's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// When.
    pub at: DateTime<Utc>,
    /// What it says of the incident.
    pub said: Said,
    /// What it says of components.
    pub marks: Vec<Mark>,
    /// An id of its own, where the one made of its time will not do.
    pub id: Option<String>,
}

impl Heading {
    /// The line, without its end: `## 2026-11-20 14:05 UTC - investigating {api=partial_outage}`.
    pub fn line(&self) -> String {
        let mut line = format!("## {} - {}", full(self.at), said(&self.said));
        line.push_str(&braces(&self.marks));
        if let Some(id) = &self.id {
            line.push_str(&format!(" {{#{id}}}"));
        }
        line
    }
}

/// An incident's file.
///
/// Read again it gives the same incident, up to positions and digest, for everything that reading
/// gives without a problem. What markdown cannot hold is written as what shows the same: a line of text
/// that would read as an update, or as a conflict marker, has one character as `&#…;` or a blank before
/// it; blank lines around a text, blanks around a title and line ends other than `\n` are lost.
pub fn write(incident: &Incident) -> String {
    let mut out = front(incident);
    let titled = fits_heading(&incident.title);
    if titled {
        let closing = if incident.title.ends_with('#') {
            " #"
        } else {
            ""
        };
        out.push_str(&format!("# {}{closing}\n", incident.title));
    }
    if !incident.summary.is_empty() {
        paragraph(&mut out, &escape(&incident.summary, false, !titled));
    }
    let mut ids = Ids::default();
    let mut strictly = false;
    for update in &incident.updates {
        let derived = ids.would_derive(update.at, &update.id);
        if derived {
            ids.derive(update.at);
        } else {
            ids.give(&update.id);
        }
        let id = (!derived).then(|| update.id.to_string());
        let heading = Heading {
            at: update.at,
            said: update.said.clone(),
            marks: update.marks.clone(),
            id,
        };
        let line = match (&update.said, update.dated || strictly) {
            (Said::Unreadable(_), _) | (_, true) => heading.line(),
            // Of a time that could not be read, only the place in the file is kept.
            (known, false) => format!("## {}{}", said(known), braces(&update.marks)),
        };
        strictly |= update.said == Said::Status(IncidentStatus::Postmortem);
        paragraph(&mut out, &line);
        if !update.text.trim().is_empty() {
            paragraph(&mut out, &escape(&update.text, strictly, false));
        }
    }
    out
}

/// Adds one update at the end of a file's text. Everything else stays byte for byte; line ends are the file's.
pub fn append(text: &str, heading: &Heading, body: &str) -> String {
    let layout = lay_out(text.strip_prefix('\u{feff}').unwrap_or(text));
    let after_postmortem = layout
        .updates
        .iter()
        .any(|(rough, _)| rough.said == Some(Said::Status(IncidentStatus::Postmortem)));
    let strictly = after_postmortem || heading.said == Said::Status(IncidentStatus::Postmortem);
    let mut added = String::new();
    paragraph(&mut added, &heading.line());
    if !body.trim().is_empty() {
        paragraph(&mut added, &escape(body, strictly, false));
    }
    let returns = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let end = if returns { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    let blank = text.trim_start_matches('\u{feff}').is_empty();
    if !blank && !text.ends_with(['\n', '\r']) {
        out.push_str(end);
    }
    let last = out.trim_end_matches(['\n', '\r']).len();
    if !blank && out[last..].matches('\n').count() < 2 {
        out.push_str(end);
    }
    out.push_str(&if returns {
        added.replace('\n', end)
    } else {
        added
    });
    out
}

/// Such as `2026-11-20 14:05 UTC`; seconds and their fraction only where there are any.
pub(super) fn full(at: DateTime<Utc>) -> String {
    match (at.second(), at.nanosecond()) {
        (0, 0) => at.format("%Y-%m-%d %H:%M UTC").to_string(),
        (_, 0) => at.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
        _ => at.format("%Y-%m-%d %H:%M:%S%.f UTC").to_string(),
    }
}

fn said(said: &Said) -> &str {
    match said {
        Said::Status(status) => status.word(),
        Said::Update => "update",
        Said::Unreadable(words) => words,
    }
}

fn mark(mark: &Mark) -> String {
    match &mark.says {
        Says::Bare => mark.component.to_string(),
        Says::Status(status) => format!("{}={}", mark.component, status.word()),
        Says::Unreadable(words) => format!("{}={words}", mark.component),
    }
}

fn braces(marks: &[Mark]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    // A word nobody knows ends only at a comma.
    let unclear = marks
        .iter()
        .any(|mark| matches!(mark.says, Says::Unreadable(_)));
    let words: Vec<String> = marks.iter().map(mark).collect();
    format!(" {{{}}}", words.join(if unclear { ", " } else { " " }))
}

/// Adds lines, with a blank one before them.
fn paragraph(out: &mut String, lines: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(lines);
    out.push('\n');
}

/// Whether a title reads as itself from a heading; else it goes into the front matter.
fn fits_heading(title: &str) -> bool {
    let closing = if title.ends_with('#') { " #" } else { "" };
    let text = format!("# {title}{closing}\n");
    let layout = lay_out(&text);
    layout.lookalikes.is_empty()
        && layout
            .title
            .is_some_and(|range| &text[range] == title && !title.is_empty())
}

/// A text without blank lines around it, in which no line reads as anything but text.
fn escape(text: &str, strictly: bool, may_be_title: bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_end_matches([' ', '\t', '\n']);
    let blank = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
    let text = &text[text[..blank].rfind('\n').map_or(0, |end| end + 1)..];
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let underlined = lines
            .get(at + 1)
            .is_some_and(|next| next.starts_with(['=', '-']) && is_special(next, line, strictly));
        let line = if underlined || is_special(line, "", strictly) {
            disguised(line, strictly)
        } else {
            (*line).to_owned()
        };
        // A blank in front changes neither a heading nor a quote.
        if is_marker(&line, b'>') || (may_be_title && lay_out(&line).title.is_some()) {
            out.push(' ');
        }
        if is_marker(&line, b'<') {
            out.push_str("&lt;");
            out.push_str(&line[1..]);
        } else {
            out.push_str(&line);
        }
    }
    out
}

/// The same line to a reader of markdown: the first character of its words as a reference; of each word
/// where that is not enough.
fn disguised(line: &str, strictly: bool) -> String {
    let words = line.trim_start_matches(|c| is_blank(c) || matches!(c, '>' | '#'));
    let start = &line[..line.len() - words.len()];
    let Some(first) = words.chars().next() else {
        return line.to_owned();
    };
    let once = format!(
        "{start}&#{};{}",
        u32::from(first),
        &words[first.len_utf8()..]
    );
    if !is_special(&once, "", strictly) {
        return once;
    }
    let mut all = start.to_owned();
    let mut begins = true;
    for c in words.chars() {
        if begins && !is_blank(c) {
            all.push_str(&format!("&#{};", u32::from(c)));
        } else {
            all.push(c);
        }
        begins = is_blank(c);
    }
    all
}

/// The front matter with its lines, or nothing.
fn front(incident: &Incident) -> String {
    let mut lines: Vec<String> = Vec::new();
    match &incident.kind {
        Kind::Incident => {}
        Kind::Notice(notice) => {
            lines.push("kind: notice".into());
            lines.extend(notice.pin.then(|| "pin: true".into()));
            lines.extend(notice.expires.map(|at| format!("expires: {}", full(at))));
        }
        Kind::Maintenance(maintenance) => window(maintenance, &mut lines),
    }
    if !fits_heading(&incident.title) && !incident.title.is_empty() {
        lines.push(format!("title: {}", quoted(&incident.title)));
    }
    lines.extend(
        incident
            .impact
            .map(|impact| format!("impact: {}", impact.word())),
    );
    list(
        "components",
        incident.components.iter().map(mark),
        &mut lines,
    );
    lines.extend(
        incident
            .first_seen
            .map(|at| format!("first_seen: {}", full(at))),
    );
    lines.extend(
        incident
            .next_update
            .map(|at| format!("next_update: {}", full(at))),
    );
    lines.extend(
        incident
            .postmortem
            .as_deref()
            .map(|link| format!("postmortem: {}", scalar(link))),
    );
    lines.extend(
        incident
            .upstream
            .as_deref()
            .map(|address| format!("upstream: {}", scalar(address))),
    );
    list("aliases", incident.aliases.iter().cloned(), &mut lines);
    list("tags", incident.tags.iter().cloned(), &mut lines);
    list("authors", incident.authors.iter().cloned(), &mut lines);
    lines.extend(
        incident
            .lang
            .as_deref()
            .map(|lang| format!("lang: {}", scalar(lang))),
    );
    if lines.is_empty() {
        String::new()
    } else {
        format!("---\n{}\n---\n", lines.join("\n"))
    }
}

fn window(window: &Window, lines: &mut Vec<String>) {
    lines.push(format!("scheduled: {}", start(window.start, window.zone)));
    lines.push(format!("for: {}", duration_words(window.length)));
    lines.extend((!window.auto).then(|| "auto: false".into()));
    if let Some(repeat) = &window.repeat {
        lines.push(format!("repeat: {}", scalar(&repeat.rule)));
        let times = repeat.except.iter().map(|at| full(*at));
        let days = repeat.except_days.iter().map(|day| day.to_string());
        list("except", times.chain(days), lines);
    }
}

/// A window's start: in UTC, or in its own zone, whose wall time its repetitions keep.
fn start(at: DateTime<Utc>, zone: Tz) -> String {
    if zone == Tz::UTC {
        return full(at);
    }
    let local = at.with_timezone(&zone);
    let single = matches!(
        zone.from_local_datetime(&local.naive_local()),
        MappedLocalTime::Single(_)
    );
    if single && zone.name().contains('/') {
        return full(local.naive_local().and_utc()).replace("UTC", zone.name());
    }
    // RFC 9557: the offset says which of two instants it is, or the name has a form we do not read alone.
    format!(
        "{}[{}]",
        local.format("%Y-%m-%dT%H:%M:%S%.f%:z"),
        zone.name()
    )
}

fn list(key: &str, items: impl Iterator<Item = String>, lines: &mut Vec<String>) {
    let items: Vec<String> = items.map(|item| scalar(&item)).collect();
    if !items.is_empty() {
        lines.push(format!("{key}: [{}]", items.join(", ")));
    }
}

/// A value that YAML reads as this text: bare where that is certain.
fn scalar(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/' | b'=');
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let bare = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(plain)
        && !words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if bare { text.to_owned() } else { quoted(text) }
}

/// YAML 1.2, 7.3.1: in double quotes, what is not printable escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
