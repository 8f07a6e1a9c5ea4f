//! Calendars of maintenance, for everything and for each component (RFC 5545, RFC 7986).
//!
//! Times of a single maintenance are in UTC. A recurring one keeps its wall time: its start carries
//! the zone, and the zone's own rules are in the file. What has begun or ended by the clock is not
//! in a calendar, nor which publish it is, so nothing in it changes merely because time passes, but
//! that past months fall out of it.
//!
//! There is no record of earlier versions of a file, so `SEQUENCE` counts its updates; whoever
//! subscribes to the address takes each version whole anyway.

mod event;
#[cfg(test)]
mod tests;
mod zone;

use crate::render::locale::Message;
use crate::render::machine::{Moment, file};
use crate::render::markdown::printable;
use crate::tree::File;
use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use event::Event;
use icalendar::Property;
use std::collections::BTreeMap;

/// The longest line, in bytes without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// How far back calendars go, at least: the first of the month in which this many days ago was.
const BACK: i64 = 90;

/// Every calendar.
pub(crate) fn files(moment: &Moment) -> Vec<(String, File)> {
    let events = event::all(moment, since(moment));
    let mut zones = Zones::default();
    let title = &moment.site.settings.title;
    let name = moment
        .locale
        .fill(Message::CalendarName, &[("site", title)]);
    let mut files = vec![write(
        moment,
        "maintenance.ics",
        &name,
        events.iter(),
        &mut zones,
    )];
    let mut by_component = vec![Vec::new(); moment.site.components.len()];
    for event in &events {
        for &component in &event.components {
            by_component[component].push(event);
        }
    }
    for (component, events) in moment.site.components.iter().zip(by_component) {
        let path = format!("components/{}.ics", component.id);
        let name = moment.locale.fill(
            Message::CalendarNameComponent,
            &[("site", title), ("component", &component.title)],
        );
        files.push(write(moment, &path, &name, events.into_iter(), &mut zones));
    }
    files
}

/// What ended before this is left out.
fn since(moment: &Moment) -> DateTime<Utc> {
    let zone = moment.site.settings.timezone;
    let day = (moment.standing.settled - TimeDelta::days(BACK))
        .with_timezone(&zone)
        .date_naive();
    let first = day.with_day(1).unwrap_or(day);
    midnight(zone, first).unwrap_or(moment.standing.settled - TimeDelta::days(BACK))
}

fn midnight(zone: Tz, day: NaiveDate) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&day.and_hms_opt(0, 0, 0)?)
        .earliest()
        .map(|at| at.to_utc())
}

/// Zones' rules as written, by name and the year they begin with.
#[derive(Default)]
struct Zones(BTreeMap<(&'static str, i32), String>);

impl Zones {
    fn text(&mut self, zone: Tz, year: i32) -> &str {
        self.0
            .entry((zone.name(), year))
            .or_insert_with(|| zone::write(zone, year))
    }
}

fn write<'e>(
    moment: &Moment,
    path: &str,
    name: &str,
    events: impl Iterator<Item = &'e Event>,
    zones: &mut Zones,
) -> (String, File) {
    let mut needed: BTreeMap<&str, (Tz, i32)> = BTreeMap::new();
    let mut body = String::new();
    for event in events {
        if let Some((zone, year)) = event.zone {
            let known = needed.entry(zone.name()).or_insert((zone, year));
            known.1 = known.1.min(year);
        }
        body.push_str(&event.text);
    }
    if body.is_empty() {
        // A calendar must hold at least one component (RFC 5545, 3.6).
        let zone = moment.site.settings.timezone;
        needed.insert(zone.name(), (zone, 2020));
    }
    // No `X-WR-TIMEZONE`: with it, programs move recurring events in UTC by that zone's summer time.
    let mut out = String::from("BEGIN:VCALENDAR\r\n");
    let name = one_line(name);
    // The crate escapes what RFC 5545 has; these are of RFC 7986 and of nobody.
    let escaped = name
        .replace('\\', "\\\\")
        .replace(',', "\\,")
        .replace(';', "\\;");
    for property in [
        Property::new("VERSION", "2.0"),
        Property::new("PRODID", "-//stillup//stillup//EN"),
        Property::new("CALSCALE", "GREGORIAN"),
        Property::new("NAME", &*escaped),
        Property::new("X-WR-CALNAME", &*escaped),
        typed("REFRESH-INTERVAL", "PT1H", "DURATION"),
        Property::new("X-PUBLISHED-TTL", "PT1H"),
        typed("SOURCE", &moment.url(path), "URI"),
        Property::new("URL", moment.url("")),
    ] {
        out.push_str(&line(property));
    }
    for (zone, year) in needed.into_values() {
        out.push_str(zones.text(zone, year));
    }
    out.push_str(&body);
    out.push_str("END:VCALENDAR\r\n");
    file(path, out)
}

/// A title as one line that can be printed.
fn one_line(text: &str) -> String {
    printable(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A property with the type of its value spelled out.
fn typed(name: &str, value: &str, of: &str) -> Property {
    Property::new(name, value).add_parameter("VALUE", of).done()
}

/// A property as its line: escaped, folded, with its line end.
fn line(property: Property) -> String {
    let written: String = property
        .try_into()
        .expect("writing to a string does not fail");
    // The crate forgets the space in front of the last part, which may then have 76 bytes.
    let mut folded = String::with_capacity(written.len() + 3);
    for part in written.split_inclusive("\r\n") {
        let mut rest = part;
        if part.len() > LONGEST + "\r\n".len() {
            let (first, last) = part.split_at(part.floor_char_boundary(LONGEST));
            folded.push_str(first);
            folded.push_str("\r\n ");
            rest = last;
        }
        folded.push_str(rest);
    }
    folded
}
