//! Calendars are what calendar programs read, in any zone and through every change of its clocks.

use super::zone;
use crate::model::{ComponentStatus, Incident, IncidentStatus, Kind, Site};
use crate::render::machine::tests::{
    acme, any_site, edition, incident, mark, rendered, site, time, update, window,
};
use chrono::{DateTime, Datelike as _, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use ical::property::Property;
use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeMap;

fn calendars(site: &Site) -> BTreeMap<String, String> {
    rendered(site, edition())
        .into_iter()
        .filter(|(path, _)| path.ends_with(".ics"))
        .collect()
}

fn parsed(text: &str) -> IcalCalendar {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars
        .next()
        .expect("a calendar")
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!(calendars.next().is_none());
    calendar
}

fn value<'a>(properties: &'a [Property], name: &str) -> Option<&'a str> {
    properties
        .iter()
        .find(|property| property.name == name)
        .and_then(|property| property.value.as_deref())
}

fn event<'a>(calendar: &'a IcalCalendar, uid: &str) -> &'a IcalEvent {
    calendar
        .events
        .iter()
        .find(|event| value(&event.properties, "UID") == Some(uid))
        .expect("an event")
}

/// Lines end in CRLF and have at most 75 bytes (RFC 5545, 3.1), and every component is closed in order.
fn well_formed(path: &str, text: &str) {
    let mut open = Vec::new();
    let text = text
        .strip_suffix("\r\n")
        .unwrap_or_else(|| panic!("{path} does not end in CRLF"));
    for line in text.split("\r\n") {
        assert!(
            line.len() <= 75 && !line.contains(['\n', '\r']),
            "{path}: {line:?}"
        );
        if let Some(name) = line.strip_prefix("BEGIN:") {
            open.push(name);
        } else if let Some(name) = line.strip_prefix("END:") {
            assert_eq!(open.pop(), Some(name), "{path}");
        }
    }
    assert!(open.is_empty(), "{path}: {open:?}");
}

fn maintenance(kind: Kind) -> Incident {
    let summary = "Short, *sweet*; and\nhere: \\ done.".into();
    Incident {
        summary,
        components: vec![mark("db", None)],
        ..incident("weekly", kind, "Weekly; a, b", vec![])
    }
}

#[test]
fn a_maintenance_is_one_event() {
    let calendar = parsed(&calendars(&acme())["maintenance.ics"]);
    for (name, wanted) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//stillup//stillup//EN"),
        ("NAME", "Acme Cloud maintenance"),
        ("X-WR-CALNAME", "Acme Cloud maintenance"),
        ("REFRESH-INTERVAL", "PT1H"),
        ("SOURCE", "https://status.acme.example/maintenance.ics"),
    ] {
        assert_eq!(value(&calendar.properties, name), Some(wanted));
    }
    let event = event(&calendar, "2026-11-13-upgrade@status.acme.example");
    for (name, wanted) in [
        ("DTSTART", "20261120T090000Z"),
        ("DTEND", "20261120T110000Z"),
        ("DTSTAMP", "20261113T100000Z"),
        ("LAST-MODIFIED", "20261113T100000Z"),
        ("SEQUENCE", "1"),
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
        ("SUMMARY", "Database minor-version upgrade"),
        (
            "URL",
            "https://status.acme.example/incidents/2026-11-13-upgrade.html",
        ),
    ] {
        assert_eq!(value(&event.properties, name), Some(wanted));
    }
}

#[test]
fn what_is_called_off_stays_and_says_so() {
    let mut site = acme();
    site.incidents[4].updates.push(update(
        "2026-11-19T08:00:00Z",
        Some(IncidentStatus::Cancelled),
        vec![],
        "Not now.",
    ));
    let text = &calendars(&site)["components/mail.ics"];
    let calendar = parsed(text);
    let event = event(&calendar, "2026-11-18-mail-relay@status.acme.example");
    assert_eq!(value(&event.properties, "STATUS"), Some("CANCELLED"));
    assert_eq!(
        (
            value(&event.properties, "SEQUENCE"),
            value(&event.properties, "DTSTAMP")
        ),
        (Some("1"), Some("20261119T080000Z"))
    );
}

#[test]
fn a_recurring_one_keeps_its_wall_time() {
    let mut site = acme();
    let Kind::Maintenance(mut weekly) = window(
        "2026-10-18T01:30:00Z",
        90,
        Tz::Europe__Berlin,
        Some("FREQ=WEEKLY;BYDAY=SU;UNTIL=20270331"),
    ) else {
        unreachable!("a window");
    };
    let repeat = weekly.repeat.as_mut().expect("it repeats");
    repeat.except = vec![time("2026-11-08T02:30:00Z")];
    repeat.except_days = vec![time("2026-11-15T00:00:00Z").date_naive()];
    let cancelled = vec![update(
        "2026-11-01T02:31:00Z",
        Some(IncidentStatus::Cancelled),
        vec![],
        "Skipped.",
    )];
    site.incidents = vec![Incident {
        updates: cancelled,
        ..maintenance(Kind::Maintenance(weekly))
    }];
    let calendars = calendars(&site);
    let calendar = parsed(&calendars["maintenance.ics"]);
    let event = event(&calendar, "weekly@status.acme.example");
    let start = event
        .properties
        .iter()
        .find(|property| property.name == "DTSTART")
        .expect("a start");
    assert_eq!(start.value.as_deref(), Some("20261018T033000"));
    assert_eq!(
        start.params.as_deref(),
        Some(&[("TZID".to_owned(), vec!["Europe/Berlin".to_owned()])][..])
    );
    assert_eq!(value(&event.properties, "DURATION"), Some("PT5400S"));
    assert_eq!(
        value(&event.properties, "RRULE"),
        Some("FREQ=WEEKLY;BYDAY=SU;UNTIL=20270331T215959Z")
    );
    let except: Vec<_> = event
        .properties
        .iter()
        .filter(|property| property.name == "EXDATE")
        .filter_map(|one| one.value.as_deref())
        .collect();
    assert_eq!(except, ["20261108T033000", "20261115T033000"]);
    let single = &calendar.events[1];
    assert_eq!(
        value(&single.properties, "RECURRENCE-ID"),
        Some("20261101T033000")
    );
    assert_eq!(value(&single.properties, "STATUS"), Some("CANCELLED"));
    assert_eq!(calendar.timezones.len(), 1);
    assert_eq!(
        calendars["maintenance.ics"].matches("BEGIN:VEVENT").count(),
        calendars["components/db.ics"]
            .matches("BEGIN:VEVENT")
            .count()
    );
    assert_eq!(
        calendars["components/web.ics"]
            .matches("BEGIN:VEVENT")
            .count(),
        0
    );
}

#[test]
fn text_is_escaped_and_folded() {
    let mut site = acme();
    site.incidents = vec![maintenance(window(
        "2026-11-27T22:00:00Z",
        90,
        Tz::UTC,
        None,
    ))];
    let text = &calendars(&site)["maintenance.ics"].replace("\r\n ", "");
    assert!(text.contains("SUMMARY:Weekly\\; a\\, b\r\n"), "{text}");
    assert!(text.contains("DESCRIPTION:Short\\, sweet\\; and here: \\\\ done.\\n\\nComponents: Managed databases\r\n"), "{text}");
}

#[test]
fn no_line_is_longer_than_it_may_be_however_its_text_ends() {
    for letter in ["x", "ü", "x ", "\u{1f525}"] {
        for length in 0..200 {
            let text = letter.repeat(length);
            let written = super::line(icalendar::Property::new("DESCRIPTION", &*text));
            let longest = written.split("\r\n").map(str::len).max();
            assert!(longest <= Some(75), "{longest:?}: {written}");
            assert_eq!(
                written.replace("\r\n ", ""),
                format!("DESCRIPTION:{text}\r\n")
            );
        }
    }
}

#[test]
fn an_empty_calendar_still_holds_a_component() {
    let mut site = site(Vec::new(), Vec::new());
    for zone in [Tz::UTC, Tz::Asia__Tokyo] {
        site.settings.timezone = zone;
        let calendar = parsed(&calendars(&site)["maintenance.ics"]);
        assert_eq!((calendar.events.len(), calendar.timezones.len()), (0, 1));
    }
}

#[test]
fn past_months_fall_out_and_nothing_else_changes_by_the_clock() {
    let mut site = acme();
    let one = |id: &str, start: &str| incident(id, window(start, 30, Tz::UTC, None), id, vec![]);
    site.incidents = vec![
        one("july", "2026-07-31T12:00:00Z"),
        one("august", "2026-08-01T12:00:00Z"),
        one("next", "2027-08-01T12:00:00Z"),
    ];
    let text = &calendars(&site)["maintenance.ics"];
    let has = |id: &str| text.contains(&format!("UID:{id}@"));
    assert_eq!(
        (has("july"), has("august"), has("next")),
        (false, true, true)
    );
}

#[test]
fn a_component_named_only_in_an_update_has_it_too() {
    let mut site = acme();
    let told = vec![update(
        "2026-11-19T08:00:00Z",
        Some(IncidentStatus::Scheduled),
        vec![mark("web", Some(ComponentStatus::PartialOutage))],
        "",
    )];
    site.incidents = vec![incident(
        "x",
        window("2026-11-27T22:00:00Z", 90, Tz::UTC, None),
        "X",
        told,
    )];
    assert!(calendars(&site)["components/web.ics"].contains("UID:x@"));
}

/// The offset that a written zone gives at an instant: that of the last onset before it.
fn offset_of(text: &str, at: DateTime<Utc>) -> i32 {
    let seconds = |text: &str| {
        let number = |range: std::ops::Range<usize>| {
            text.get(range)
                .map_or(0, |digits| digits.parse::<i32>().expect("digits"))
        };
        (number(1..3) * 3600 + number(3..5) * 60 + number(5..7))
            * if text.starts_with('-') { -1 } else { 1 }
    };
    let mut best: Option<(DateTime<Utc>, i32)> = None;
    let (mut from, mut to, mut onsets) = (0, 0, Vec::new());
    for line in text.replace("\r\n ", "").split("\r\n") {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        match name {
            "BEGIN" => onsets.clear(),
            "TZOFFSETFROM" => from = seconds(value),
            "TZOFFSETTO" => to = seconds(value),
            "DTSTART" | "RDATE" => {
                onsets.push(NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").expect("a time"))
            }
            "END" => {
                for onset in onsets.drain(..) {
                    let onset = onset.and_utc() - TimeDelta::seconds(from.into());
                    if onset <= at && best.is_none_or(|(known, _)| known <= onset) {
                        best = Some((onset, to));
                    }
                }
            }
            _ => {}
        }
    }
    best.expect("an onset").1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn a_written_zone_has_the_zones_own_offsets(zone in prop::sample::select(&chrono_tz::TZ_VARIANTS[..]), days in 0..4_000i64) {
        let at = time("2026-01-01T00:00:00Z") + TimeDelta::days(days) + TimeDelta::minutes(days % 1440);
        let text = zone::write(zone, 2026);
        well_formed(zone.name(), &text);
        prop_assert_eq!(offset_of(&text, at), zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc(), "{} {}", zone, at.year());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn calendars_of_any_site_can_be_read(site in any_site()) {
        for (path, text) in calendars(&site) {
            well_formed(&path, &text);
            for event in parsed(&text).events {
                for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "SEQUENCE", "STATUS", "LAST-MODIFIED"] {
                    prop_assert!(event.properties.iter().filter(|property| property.name == name).count() == 1, "{} {}", path, name);
                }
            }
        }
    }
}
