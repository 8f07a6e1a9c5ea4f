//! A zone's rules as `VTIMEZONE` (RFC 5545, 3.6.5): each change of its offset with its date.

use chrono::{DateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};
use icalendar::Property;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Changes are listed up to the end of this year, or ten years from the first when that is later.
const LAST: i32 = 2037;

/// One change of offset.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    daylight: bool,
    /// Seconds east of UTC, before and after.
    from: i32,
    to: i32,
    name: String,
}

/// The component, from the year before `year`.
pub(super) fn write(zone: Tz, year: i32) -> String {
    let at = |year: i32| {
        Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0)
            .single()
            .unwrap_or_default()
    };
    let (first, last) = (at(year - 1), at(LAST.max(year + 10) + 1));
    let start = kind(zone, first, None);
    // What holds before the first change listed.
    let mut kinds = BTreeMap::from([(start, vec![first])]);
    for change in changes(zone, first, last) {
        kinds
            .entry(kind(zone, change, Some(change - TimeDelta::seconds(1))))
            .or_default()
            .push(change);
    }
    let mut out = String::from("BEGIN:VTIMEZONE\r\n");
    out.push_str(&super::line(Property::new("TZID", zone.name())));
    for (kind, times) in kinds {
        let part = if kind.daylight {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        // Onsets are in the local time that ends there.
        let local = |at: &DateTime<Utc>| {
            (at.naive_utc() + TimeDelta::seconds(kind.from.into()))
                .format("%Y%m%dT%H%M%S")
                .to_string()
        };
        let _ = write!(out, "BEGIN:{part}\r\n");
        for property in [
            Property::new("DTSTART", local(&times[0])),
            Property::new("TZOFFSETFROM", offset(kind.from)),
            Property::new("TZOFFSETTO", offset(kind.to)),
            Property::new("TZNAME", &*kind.name),
        ] {
            out.push_str(&super::line(property));
        }
        for time in &times[1..] {
            out.push_str(&super::line(Property::new("RDATE", local(time))));
        }
        let _ = write!(out, "END:{part}\r\n");
    }
    out.push_str("END:VTIMEZONE\r\n");
    out
}

fn kind(zone: Tz, at: DateTime<Utc>, before: Option<DateTime<Utc>>) -> Kind {
    let now = zone.offset_from_utc_datetime(&at.naive_utc());
    let seconds = |at: DateTime<Utc>| {
        zone.offset_from_utc_datetime(&at.naive_utc())
            .fix()
            .local_minus_utc()
    };
    Kind {
        daylight: !now.dst_offset().is_zero(),
        from: before.map_or(now.fix().local_minus_utc(), seconds),
        to: now.fix().local_minus_utc(),
        name: now
            .abbreviation()
            .map_or_else(|| offset(now.fix().local_minus_utc()), str::to_owned),
    }
}

/// The first instant of each new offset or name between two moments.
fn changes(zone: Tz, first: DateTime<Utc>, last: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let state = |at: DateTime<Utc>| {
        let offset = zone.offset_from_utc_datetime(&at.naive_utc());
        (
            offset.fix().local_minus_utc(),
            !offset.dst_offset().is_zero(),
        )
    };
    let mut out = Vec::new();
    let mut at = first;
    // No zone changes twice within a fortnight for good: Ramadan pauses last a month.
    while at < last {
        let next = (at + TimeDelta::days(14)).min(last);
        if state(at) != state(next) {
            let (mut low, mut high) = (at.timestamp(), next.timestamp());
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                let moment = DateTime::from_timestamp(middle, 0).unwrap_or(next);
                if state(moment) == state(at) {
                    low = middle
                } else {
                    high = middle
                }
            }
            out.extend(DateTime::from_timestamp(high, 0));
        }
        at = next;
    }
    out
}

/// Such as `+0100`, or with seconds where a zone has them.
fn offset(seconds: i32) -> String {
    let (sign, size) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let rest = if size % 60 == 0 {
        String::new()
    } else {
        format!("{:02}", size % 60)
    };
    format!("{sign}{:02}{:02}{rest}", size / 3600, size / 60 % 60)
}
