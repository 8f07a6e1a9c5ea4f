//! Front matter's times: the maintenance window, and what is promised or past.

use super::duration::duration;
use super::fault::Fault;
use super::front::{Found, Front, KindWord};
use super::instant::{Moment, first_after, last_before, midnight, resolve, wall};
use super::margin::Margin;
use super::repeat;
use super::time::{Stamp, Zone, read};
use crate::model::{Kind, Notice, Window};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::ops::Range;

/// What times without a day or a zone lean on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// The site's zone.
    pub zone: Tz,
    /// The beginning of the day the file name begins with.
    pub day: Option<Moment>,
    /// The first update that has a time.
    pub first: Option<Moment>,
    /// The last one.
    pub last: Option<Moment>,
}

/// What a time of the day alone means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bare {
    FirstAfter,
    LastBefore,
    OnThatDay,
}

/// How one key's time is read.
struct Rule {
    from: Option<Moment>,
    bare: Bare,
    /// A day alone is its end.
    day_ends: bool,
    /// A duration counts from `from`.
    counts: bool,
}

/// How long a window is held to be when its file does not say it: a problem in any case.
const ASSUMED: TimeDelta = TimeDelta::hours(1);

fn instant(text: &str, rule: &Rule, zone: Tz) -> Result<Moment, Fault> {
    let site = Zone::Named(zone);
    if rule.counts
        && let Some(length) = duration(text)
    {
        return after(rule, length);
    }
    match read(text)? {
        Stamp::Full(local, own) => resolve(local, own.unwrap_or(site)),
        Stamp::Day(day) if rule.day_ends => midnight(day.succ_opt().ok_or(Fault::Far)?, site),
        Stamp::Day(day) => midnight(day, site),
        Stamp::After(length) if rule.counts => after(rule, length),
        Stamp::After(_) => Err(Fault::Form),
        Stamp::Clock(clock, own) => {
            let from = rule.from.ok_or(Fault::NoDay)?;
            let zone = own.unwrap_or(from.zone);
            match rule.bare {
                Bare::FirstAfter => first_after(clock, zone, from.at),
                Bare::LastBefore => last_before(clock, zone, from.at),
                Bare::OnThatDay => resolve(wall(from.at, from.zone).date().and_time(clock), zone),
            }
        }
    }
}

fn after(rule: &Rule, length: TimeDelta) -> Result<Moment, Fault> {
    let from = rule.from.ok_or(Fault::NothingAbove)?;
    let at = from.at.checked_add_signed(length).ok_or(Fault::Far)?;
    Ok(Moment { at, ..from })
}

/// Tells why a time could not be read.
pub(super) fn tell(fault: &Fault, written: &str, at: Range<usize>, margin: &mut Margin) {
    let (code, what, hint) = fault.words(written);
    margin.error(code, at, what, hint);
}

fn time(
    found: Option<&Found<String>>,
    rule: &Rule,
    zone: Tz,
    margin: &mut Margin,
) -> Option<Moment> {
    let found = found?;
    match instant(&found.value, rule, zone) {
        Ok(moment) => Some(moment),
        Err(fault) => {
            tell(&fault, &found.value, found.at.clone(), margin);
            None
        }
    }
}

/// Which of the three the file is, as far as front matter decides; with its window or its pin.
pub(super) fn kind(front: &Front, known: &Known, margin: &mut Margin) -> Kind {
    let word = front.kind.as_ref().map(|found| found.value);
    let default = if front.scheduled.is_some() {
        KindWord::Maintenance
    } else {
        KindWord::Incident
    };
    let word = word.unwrap_or(default);
    if word != KindWord::Maintenance {
        let scheduled = front
            .scheduled
            .as_ref()
            .map(|found| ("scheduled", found.at.clone()));
        let others = [
            scheduled,
            front
                .until
                .as_ref()
                .map(|found| ("until", found.at.clone())),
            front.length.as_ref().map(|found| ("for", found.at.clone())),
            front
                .repeat
                .as_ref()
                .map(|found| ("repeat", found.at.clone())),
            (!front.except.is_empty()).then(|| ("except", front.except_at.clone())),
            front.auto.as_ref().map(|found| ("auto", found.at.clone())),
        ];
        misplaced(others, "a maintenance", "kind: maintenance", margin);
    }
    if word != KindWord::Notice {
        let others = [
            front.pin.as_ref().map(|found| ("pin", found.at.clone())),
            front
                .expires
                .as_ref()
                .map(|found| ("expires", found.at.clone())),
        ];
        misplaced(others, "a notice", "kind: notice", margin);
    }
    match word {
        KindWord::Incident => Kind::Incident,
        KindWord::Notice => {
            let rule = Rule {
                from: known.day.or(known.first),
                bare: Bare::FirstAfter,
                day_ends: true,
                counts: true,
            };
            let expires =
                time(front.expires.as_ref(), &rule, known.zone, margin).map(|moment| moment.at);
            Kind::Notice(Notice {
                pin: front.pin.as_ref().is_some_and(|pin| pin.value),
                expires,
            })
        }
        KindWord::Maintenance => window(front, known, margin),
    }
}

/// Tells of keys that this kind does not have.
fn misplaced<const N: usize>(
    keys: [Option<(&str, Range<usize>)>; N],
    of: &str,
    write: &str,
    margin: &mut Margin,
) {
    for (key, at) in keys.into_iter().flatten() {
        margin.error(
            "misplaced-key",
            at,
            format!("`{key}` is for {of}"),
            format!("leave it out, or write `{write}`"),
        );
    }
}

fn window(front: &Front, known: &Known, margin: &mut Margin) -> Kind {
    let rule = Rule {
        from: known.day,
        bare: Bare::OnThatDay,
        day_ends: false,
        counts: false,
    };
    let scheduled = time(front.scheduled.as_ref(), &rule, known.zone, margin);
    if front.scheduled.is_none() {
        let what = "the maintenance has no `scheduled`".into();
        margin.whole(
            "no-window",
            what,
            "write `scheduled: 2026-11-27 22:00 UTC` in the front matter",
        );
    }
    // Without a readable start nothing may begin or complete by the clock.
    let auto = front.auto.as_ref().is_none_or(|auto| auto.value) && scheduled.is_some();
    let Some(start) = scheduled.or(known.first).or(known.day) else {
        return Kind::Notice(Notice::default());
    };
    let length = length(front, start, known.zone, margin);
    let (zone, named) = match start.zone {
        Zone::Named(zone) | Zone::Placed(zone, _) => (zone, true),
        Zone::Offset(offset) => {
            repeat::zone_of(offset).map_or((Tz::UTC, false), |zone| (zone, true))
        }
    };
    let repeat = match &front.repeat {
        Some(found) if scheduled.is_some() => {
            if !named {
                let what = "a repetition needs a zone with a name".to_owned();
                margin.error(
                    "unknown-zone",
                    found.at.clone(),
                    what,
                    "write `scheduled` with one, such as `Europe/Berlin`",
                );
            }
            repeat::read(found, &front.except, start.at, zone, margin)
        }
        _ => None,
    };
    if front.repeat.is_none() && !front.except.is_empty() {
        let what = "`except` without `repeat`".to_owned();
        margin.error(
            "misplaced-key",
            front.except_at.clone(),
            what,
            "write `repeat: FREQ=WEEKLY` too",
        );
    }
    Kind::Maintenance(Window {
        start: start.at,
        length,
        zone,
        auto,
        repeat,
    })
}

/// How long the window is, by `until` or `for`.
fn length(front: &Front, start: Moment, zone: Tz, margin: &mut Margin) -> TimeDelta {
    let rule = Rule {
        from: Some(start),
        bare: Bare::FirstAfter,
        day_ends: true,
        counts: true,
    };
    let until = time(front.until.as_ref(), &rule, zone, margin).map(|end| end.at - start.at);
    let until = until.filter(|length| {
        let positive = *length > TimeDelta::zero();
        if let (false, Some(found)) = (positive, &front.until) {
            let what = "the maintenance ends before it starts".to_owned();
            margin.error(
                "ends-before-start",
                found.at.clone(),
                what,
                "write `for: 90m` instead",
            );
        }
        positive
    });
    let stated = front.length.as_ref().and_then(|found| {
        let length = duration(&found.value);
        if length.is_none() {
            let what = format!("cannot read the duration `{}`", found.value);
            margin.error(
                "unreadable-duration",
                found.at.clone(),
                what,
                "write it like `90m` or `1h30m`",
            );
        }
        length
    });
    match (until, stated) {
        (Some(until), Some(stated)) => {
            if until != stated
                && let Some(found) = &front.length
            {
                let what = "`until` and `for` disagree, and `until` counts".to_owned();
                margin.error("two-ends", found.at.clone(), what, "leave one of them out");
            }
            until
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => {
            if front.until.is_none() && front.length.is_none() {
                let what = "the maintenance has no end".to_owned();
                let at = front
                    .scheduled
                    .as_ref()
                    .map_or(0..0, |found| found.at.clone());
                margin.error("no-end", at, what, "write `for: 90m` in the front matter");
            }
            ASSUMED
        }
    }
}

/// When the next update is promised.
pub(super) fn next_update(
    front: &Front,
    known: &Known,
    margin: &mut Margin,
) -> Option<DateTime<Utc>> {
    let rule = Rule {
        from: known.last,
        bare: Bare::FirstAfter,
        day_ends: false,
        counts: true,
    };
    time(front.next_update.as_ref(), &rule, known.zone, margin).map(|moment| moment.at)
}

/// When the fault began, if that was before the first update.
pub(super) fn first_seen(
    front: &Front,
    known: &Known,
    margin: &mut Margin,
) -> Option<DateTime<Utc>> {
    let rule = Rule {
        from: known.first.or(known.day),
        bare: Bare::LastBefore,
        day_ends: false,
        counts: false,
    };
    let rule = if known.first.is_none() {
        Rule {
            bare: Bare::OnThatDay,
            ..rule
        }
    } else {
        rule
    };
    let seen = time(front.first_seen.as_ref(), &rule, known.zone, margin)?.at;
    if let (Some(first), Some(found)) = (known.first, &front.first_seen)
        && seen > first.at
    {
        let what = "`first_seen` is after the first update".to_owned();
        margin.finding(
            "late-first-seen",
            found.at.clone(),
            what,
            "leave it out, or write when the fault began",
        );
        return None;
    }
    Some(seen)
}
