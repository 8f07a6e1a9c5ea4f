//! A maintenance as calendar events.

use super::{line, one_line};
use crate::model::{Incident, IncidentStatus, Kind, Repeat, Window};
use crate::render::locale::Message;
use crate::render::machine::Moment;
use crate::render::markdown::plain;
use chrono::{DateTime, Datelike as _, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use icalendar::Property;
use std::collections::{BTreeSet, HashMap};

/// So many characters of a description.
const LONGEST: usize = 2_000;

/// A maintenance as written: one event, and for a recurring one those that replace single times of it.
pub(super) struct Event {
    /// Positions of its components.
    pub components: Vec<usize>,
    /// The zone whose rules it needs, from which year on.
    pub zone: Option<(Tz, i32)>,
    /// Its lines.
    pub text: String,
}

/// Everything that ends at or after `since`, by start.
pub(super) fn all(moment: &Moment, since: DateTime<Utc>) -> Vec<Event> {
    let mut times: HashMap<usize, Times> = HashMap::new();
    for occurrence in &moment.standing.occurrences {
        let times = times.entry(occurrence.incident).or_insert(Times {
            last_end: occurrence.end,
            cancelled: Vec::new(),
        });
        times.last_end = times.last_end.max(occurrence.end);
        if occurrence.status == IncidentStatus::Cancelled && occurrence.end >= since {
            times.cancelled.push(occurrence.start);
        }
    }
    let mut events = Vec::new();
    for (at, incident) in moment.site.incidents.iter().enumerate() {
        let Kind::Maintenance(window) = &incident.kind else {
            continue;
        };
        let times = times.remove(&at).unwrap_or(Times {
            last_end: window.end(),
            cancelled: Vec::new(),
        });
        let end = if window.repeat.is_some() {
            times.last_end
        } else {
            window.end()
        };
        if end >= since {
            events.push((
                window.start,
                &incident.id,
                write(moment, at, incident, window, &times.cancelled),
            ));
        }
    }
    events.sort_by_key(|(start, id, _)| (*start, *id));
    events.into_iter().map(|(_, _, event)| event).collect()
}

/// What is known of one maintenance's times.
struct Times {
    last_end: DateTime<Utc>,
    /// Starts of those called off.
    cancelled: Vec<DateTime<Utc>>,
}

fn write(
    moment: &Moment,
    at: usize,
    incident: &Incident,
    window: &Window,
    cancelled: &[DateTime<Utc>],
) -> Event {
    let components = moment.named(incident);
    let shared = Shared::of(moment, at, incident, &components);
    let mut text = String::new();
    let Some(repeat) = &window.repeat else {
        let mut times = vec![Property::new("DTSTART", utc(window.start))];
        // An end must be later than the start (RFC 5545, 3.8.2.2).
        if window.end() > window.start {
            times.push(Property::new("DTEND", utc(window.end())));
        }
        shared.write(&mut text, !cancelled.is_empty(), times);
        return Event {
            components,
            zone: None,
            text,
        };
    };
    let duration = format!("PT{}S", window.length.num_seconds());
    let mut times = vec![
        local("DTSTART", window.zone, window.start),
        Property::new("DURATION", &*duration),
        Property::new("RRULE", rule(&repeat.rule, window.zone)),
    ];
    times.extend(
        except(window, repeat)
            .into_iter()
            .map(|start| local("EXDATE", window.zone, start)),
    );
    shared.write(&mut text, false, times);
    for &start in cancelled {
        let times = vec![
            local("RECURRENCE-ID", window.zone, start),
            local("DTSTART", window.zone, start),
            Property::new("DURATION", &*duration),
        ];
        shared.write(&mut text, true, times);
    }
    let year = window.start.with_timezone(&window.zone).year();
    Event {
        components,
        zone: (!is_utc(window.zone)).then_some((window.zone, year)),
        text,
    }
}

/// What the events of one maintenance have in common.
struct Shared {
    uid: String,
    announced: String,
    changed: String,
    sequence: String,
    title: String,
    description: String,
    url: String,
}

impl Shared {
    fn of(moment: &Moment, at: usize, incident: &Incident, components: &[usize]) -> Self {
        let announced = moment.announced(at);
        let said = incident.updates.iter().filter(|update| update.dated);
        let changed = said
            .map(|update| update.at)
            .max()
            .map_or(announced, |changed| changed.max(announced));
        Shared {
            uid: format!("{}@{}", incident.id, moment.host()),
            announced: utc(announced),
            changed: utc(changed),
            sequence: incident.updates.len().to_string(),
            title: one_line(&incident.title),
            description: description(moment, incident, components),
            url: moment.url(&incident.path()),
        }
    }

    /// Writes one event at these times.
    fn write(&self, out: &mut String, called_off: bool, times: Vec<Property>) {
        out.push_str("BEGIN:VEVENT\r\n");
        out.push_str(&line(Property::new("UID", &*self.uid)));
        for property in times {
            out.push_str(&line(property));
        }
        for (name, value) in [
            ("DTSTAMP", &*self.changed),
            ("CREATED", &*self.announced),
            ("LAST-MODIFIED", &*self.changed),
            ("SEQUENCE", &*self.sequence),
            ("STATUS", if called_off { "CANCELLED" } else { "CONFIRMED" }),
            ("SUMMARY", &*self.title),
            ("DESCRIPTION", &*self.description),
            ("URL", &*self.url),
            ("TRANSP", "TRANSPARENT"),
        ] {
            out.push_str(&line(Property::new(name, value)));
        }
        out.push_str("END:VEVENT\r\n");
    }
}

/// What the file says of it, the newest update last, and which components it is about.
fn description(moment: &Moment, incident: &Incident, components: &[usize]) -> String {
    let newest = incident
        .updates
        .iter()
        .rev()
        .map(|update| update.text.as_str())
        .find(|text| !text.trim().is_empty());
    let titles: Vec<_> = components
        .iter()
        .map(|&at| one_line(&moment.site.components[at].title))
        .collect();
    let components_line = match titles.as_slice() {
        [] => String::new(),
        titles => {
            let components = moment.locale.line(titles);
            let components = [("components", &*components)];
            moment.locale.fill(Message::CalendarComponents, &components)
        }
    };
    let parts = [
        plain(&incident.summary),
        newest.map(plain).unwrap_or_default(),
        components_line,
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let text = parts.join("\n\n").replace("\r\n", "\n").replace('\r', "\n");
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text,
    }
}

/// Starts that do not happen: those listed, and on days left out, every time the rule gives them.
fn except(window: &Window, repeat: &Repeat) -> BTreeSet<DateTime<Utc>> {
    let start = window.start.with_timezone(&window.zone).time();
    let numbers = |name: &str, own: u32| {
        part(&repeat.rule, name).map_or(vec![own], |list| {
            list.split(',')
                .filter_map(|number| number.trim().parse().ok())
                .collect()
        })
    };
    let (hour, minute) = (
        chrono::Timelike::hour(&start),
        chrono::Timelike::minute(&start),
    );
    let (hours, minutes) = (numbers("BYHOUR", hour), numbers("BYMINUTE", minute));
    let mut out: BTreeSet<_> = repeat.except.iter().copied().collect();
    for day in &repeat.except_days {
        for (hour, minute) in hours
            .iter()
            .flat_map(|&hour| minutes.iter().map(move |&minute| (hour, minute)))
        {
            let time = day.and_hms_opt(hour, minute, chrono::Timelike::second(&start));
            out.extend(time.and_then(|time| instant(window.zone, time)));
        }
    }
    out
}

/// A wall time as an instant: of two the first, and of none the one that the offset before a gap gives (RFC 5545, 3.3.5).
fn instant(zone: Tz, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
    let shifted = || {
        let before = zone
            .from_local_datetime(&(wall - chrono::TimeDelta::hours(3)))
            .earliest()?;
        Some(before.to_utc() + chrono::TimeDelta::hours(3))
    };
    zone.from_local_datetime(&wall)
        .earliest()
        .map(|at| at.to_utc())
        .or_else(shifted)
}

/// The value of one part of a rule.
fn part<'a>(rule: &'a str, name: &str) -> Option<&'a str> {
    rule.split(';')
        .filter_map(|part| part.split_once('='))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// The rule with its `UNTIL` in UTC, as it must be beside a start with a zone (RFC 5545, 3.3.10).
fn rule(rule: &str, zone: Tz) -> String {
    let rule = rule.trim_start_matches("RRULE:");
    let Some(until) = part(rule, "UNTIL").filter(|until| !until.ends_with(['Z', 'z'])) else {
        return rule.to_owned();
    };
    let wall = NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%S").ok();
    let day = || {
        chrono::NaiveDate::parse_from_str(until, "%Y%m%d")
            .ok()?
            .and_hms_opt(23, 59, 59)
    };
    match wall.or_else(day).and_then(|wall| instant(zone, wall)) {
        Some(at) => rule.replace(&format!("={until}"), &format!("={}", utc(at))),
        None => rule.to_owned(),
    }
}

fn is_utc(zone: Tz) -> bool {
    matches!(zone, Tz::UTC | Tz::Etc__UTC)
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A time in its zone.
fn local(name: &str, zone: Tz, at: DateTime<Utc>) -> Property {
    if is_utc(zone) {
        return Property::new(name, utc(at));
    }
    let wall = at.with_timezone(&zone).format("%Y%m%dT%H%M%S").to_string();
    Property::new(name, wall)
        .add_parameter("TZID", zone.name())
        .done()
}
