//! Wall times as instants. What a change of the clock skips or doubles is a fault, not a guess.

use super::fault::Fault;
use super::time::{YEARS, Zone};
use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime,
};
use chrono::{Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// An instant, and the zone it was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub at: DateTime<Utc>,
    pub zone: Zone,
}

/// The instant of a wall time in a zone. What the zone skips or has twice is a fault, not a guess.
pub(super) fn resolve(local: NaiveDateTime, zone: Zone) -> Result<Moment, Fault> {
    let at = match zone {
        Zone::Offset(offset) | Zone::Placed(_, offset) => {
            local.checked_sub_offset(offset).map(|utc| utc.and_utc())
        }
        Zone::Named(name) => match name.from_local_datetime(&local) {
            MappedLocalTime::Single(at) => Some(at.with_timezone(&Utc)),
            MappedLocalTime::Ambiguous(..) => {
                let (first, second) = around(local, name);
                return Err(Fault::Twice(local, first, second));
            }
            MappedLocalTime::None => {
                let (before, after) = around(local, name);
                return Err(Fault::Skipped(local, before, after));
            }
        },
    };
    let at = at
        .filter(|at| YEARS.contains(&at.year()))
        .ok_or(Fault::Far)?;
    let zone = match zone {
        Zone::Placed(name, _) => Zone::Named(name),
        other => other,
    };
    Ok(Moment { at, zone })
}

/// The zone's offsets before and after the change near a wall time.
fn around(local: NaiveDateTime, zone: Tz) -> (FixedOffset, FixedOffset) {
    // No zone is further from UTC than 26 hours apart in total, and none changes twice in two days.
    let at = |hours| {
        zone.offset_from_utc_datetime(&(local + TimeDelta::hours(hours)))
            .fix()
    };
    (at(-26), at(26))
}

/// The instant with this time of the day that is nearest to another.
pub(super) fn nearest(time: NaiveTime, zone: Zone, to: DateTime<Utc>) -> Result<Moment, Fault> {
    let day = wall(to, zone).date();
    let days = [day.pred_opt(), Some(day), day.succ_opt()];
    let mut best: Option<(TimeDelta, Result<Moment, Fault>)> = None;
    for local in days.into_iter().flatten().map(|day| day.and_time(time)) {
        let moment = resolve(local, zone);
        let distance = match &moment {
            Ok(moment) => (moment.at - to).abs(),
            Err(Fault::Twice(_, a, b) | Fault::Skipped(_, a, b)) => {
                let one = (local - *a).and_utc() - to;
                let other = (local - *b).and_utc() - to;
                one.abs().min(other.abs())
            }
            Err(_) => TimeDelta::MAX,
        };
        // At equal distance the later one: what follows is written below.
        if best.as_ref().is_none_or(|(least, _)| distance <= *least) {
            best = Some((distance, moment));
        }
    }
    best.map_or(Err(Fault::Far), |(_, moment)| moment)
}

/// The first instant with this time of the day after another.
pub(super) fn first_after(
    time: NaiveTime,
    zone: Zone,
    after: DateTime<Utc>,
) -> Result<Moment, Fault> {
    let day = wall(after, zone).date();
    let today = resolve(day.and_time(time), zone)?;
    if today.at > after {
        return Ok(today);
    }
    resolve(day.succ_opt().ok_or(Fault::Far)?.and_time(time), zone)
}

/// The last instant with this time of the day at or before another.
pub(super) fn last_before(
    time: NaiveTime,
    zone: Zone,
    before: DateTime<Utc>,
) -> Result<Moment, Fault> {
    let day = wall(before, zone).date();
    let today = resolve(day.and_time(time), zone)?;
    if today.at <= before {
        return Ok(today);
    }
    resolve(day.pred_opt().ok_or(Fault::Far)?.and_time(time), zone)
}

/// What the clock on the wall says in a zone.
pub(super) fn wall(at: DateTime<Utc>, zone: Zone) -> NaiveDateTime {
    match zone {
        Zone::Named(name) | Zone::Placed(name, _) => at.with_timezone(&name).naive_local(),
        Zone::Offset(offset) => at.with_timezone(&offset).naive_local(),
    }
}

/// When a day begins in a zone: at midnight, or when the clocks say the first time of that day.
pub(super) fn midnight(day: NaiveDate, zone: Zone) -> Result<Moment, Fault> {
    match resolve(day.and_time(NaiveTime::MIN), zone) {
        // Zones that change at midnight: the day begins with the first instant it has.
        Err(Fault::Skipped(local, before, _)) => {
            let at = (local - before).and_utc();
            Ok(Moment { at, zone })
        }
        Err(Fault::Twice(local, before, _)) => {
            let at = (local - before).and_utc();
            Ok(Moment { at, zone })
        }
        other => other,
    }
}
