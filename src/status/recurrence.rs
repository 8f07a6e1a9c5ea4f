//! When a maintenance takes place: once, or by its rule (RFC 5545, 3.3.10).
//!
//! The rule is expanded in wall time and each start is put into the window's zone afterwards, so that
//! a daylight saving change moves nothing: a wall time that comes twice is the first, one that is
//! skipped uses the offset before the gap (RFC 5545, 3.3.5).

use super::maintenance::Slot;
use crate::model::{Repeat, Window};
use chrono::{
    DateTime, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone,
    Utc,
};
use chrono_tz::Tz;
use rrule::{RRule, RRuleSet, Unvalidated};
use std::collections::HashSet;

/// How far ahead repetitions are announced.
pub(super) const AHEAD: TimeDelta = TimeDelta::days(30);

/// A rule is followed this far: eleven years of a repetition every five hours.
pub(super) const MOST: usize = 20_000;

/// The times a maintenance takes place.
#[derive(Debug)]
pub(super) struct Series {
    /// By start.
    pub slots: Vec<Slot>,
    /// The rule has more than `MOST` starts: later ones are not known.
    pub cut: bool,
}

/// Every time from the first to 30 days ahead, and at least the next one.
pub(super) fn expand(id: &str, window: &Window, now: DateTime<Utc>) -> Series {
    let Some(repeat) = &window.repeat else {
        let slot = Slot {
            id: id.into(),
            start: window.start,
            end: window.end(),
            auto: window.auto,
            in_conflict: false,
        };
        return Series {
            slots: vec![slot],
            cut: false,
        };
    };
    let (starts, cut) = starts(window, repeat, now);
    let mut taken = HashSet::new();
    let slots = starts
        .into_iter()
        .map(|start| {
            let local = start.with_timezone(&window.zone);
            let mut occurrence = format!("{id}-{}", local.format("%Y%m%d"));
            if !taken.insert(occurrence.clone()) {
                occurrence = format!("{id}-{}", local.format("%Y%m%d-%H%M%S"));
            }
            Slot {
                id: occurrence,
                start,
                end: start + window.length,
                auto: window.auto,
                in_conflict: false,
            }
        })
        .collect();
    Series { slots, cut }
}

fn starts(window: &Window, repeat: &Repeat, now: DateTime<Utc>) -> (Vec<DateTime<Utc>>, bool) {
    let first = window.start.with_timezone(&window.zone).naive_local();
    let horizon = now + AHEAD;
    let except: HashSet<_> = repeat.except.iter().collect();
    let except_days: HashSet<_> = repeat.except_days.iter().collect();
    let happens = |start: &DateTime<Utc>, day: NaiveDate| {
        !except_days.contains(&day) && !except.contains(start)
    };
    // The first time is as written, on the rule or off it.
    let mut starts = vec![window.start];
    starts.retain(|start| happens(start, first.date()));
    let mut cut = false;
    let mut next_found = starts.last().is_some_and(|start| *start > now);
    for (count, wall) in walls(&repeat.rule, first, window.zone).enumerate() {
        if count >= MOST {
            cut = true;
            break;
        }
        let start = instant(window.zone, wall);
        if next_found && start > horizon {
            break;
        }
        if wall != first && happens(&start, wall.date()) {
            next_found |= start > now;
            starts.push(start);
        }
    }
    starts.sort_unstable();
    starts.dedup();
    (starts, cut)
}

/// The wall times of a rule, in order. A rule that cannot be read has none beyond its first.
fn walls(rule: &str, first: NaiveDateTime, zone: Tz) -> impl Iterator<Item = NaiveDateTime> {
    let (rule, until) = without_until(rule);
    let utc = first.and_utc().with_timezone(&rrule::Tz::UTC);
    let set = rule
        .parse::<RRule<Unvalidated>>()
        .and_then(|rule| rule.validate(utc))
        .map(|rule| RRuleSet::new(utc).rrule(rule).limit())
        .ok();
    let walls: Box<dyn Iterator<Item = NaiveDateTime>> = match &set {
        Some(set) => Box::new(set.into_iter().map(|at| at.naive_utc())),
        None => Box::new(std::iter::empty()),
    };
    walls.take_while(move |wall| match until {
        Some(Until::Wall(last)) => *wall <= last,
        Some(Until::Instant(last)) => instant(zone, *wall) <= last,
        None => true,
    })
}

enum Until {
    Instant(DateTime<Utc>),
    Wall(NaiveDateTime),
}

/// The rule without its `UNTIL`, which the rule's crate would read in this machine's zone. A date is
/// the end of that day; a time without `Z` is wall time.
fn without_until(rule: &str) -> (String, Option<Until>) {
    let rule = rule.trim().to_uppercase();
    let rule = rule.strip_prefix("RRULE:").unwrap_or(&rule);
    let mut until = None;
    let parts = rule
        .split(';')
        .filter(|part| match part.trim().strip_prefix("UNTIL=") {
            None => !part.trim().is_empty(),
            Some(last) => {
                until = read_until(last);
                until.is_none()
            }
        })
        .collect::<Vec<_>>();
    (parts.join(";"), until)
}

fn read_until(text: &str) -> Option<Until> {
    if let Some(wall) = text.strip_suffix('Z') {
        let wall = NaiveDateTime::parse_from_str(wall, "%Y%m%dT%H%M%S").ok()?;
        return Some(Until::Instant(wall.and_utc()));
    }
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S")
        .ok()
        .or_else(|| {
            let day = NaiveDate::parse_from_str(text, "%Y%m%d").ok()?;
            Some(day.and_time(NaiveTime::from_hms_opt(23, 59, 59)?))
        })
        .map(Until::Wall)
}

/// A wall time in a zone: the first of two, and in a gap by the offset before it.
pub(super) fn instant(zone: Tz, wall: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc(),
        MappedLocalTime::None => {
            // Gaps are a day at most (Samoa, 2011) and begin on whole minutes of some quarter.
            let before = (1..=100)
                .filter_map(|quarters| {
                    zone.from_local_datetime(&(wall - TimeDelta::minutes(15 * quarters)))
                        .latest()
                })
                .next();
            let offset = before.map_or(0, |at| at.offset().fix().local_minus_utc());
            (wall - TimeDelta::seconds(offset.into())).and_utc()
        }
    }
}
