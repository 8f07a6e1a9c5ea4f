//! Wall times against the zone tables, by brute force.

use crate::format::fault::Fault;
use crate::format::instant::{first_after, last_before, midnight, nearest, resolve, wall};
use crate::format::time::{Stamp, Zone, read};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};
use std::collections::HashMap;

/// Zones whose clocks change at odd times, by odd amounts, or by a whole day.
const ZONES: [Tz; 10] = [
    Tz::UTC,
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::America__St_Johns,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kolkata,
    Tz::Asia__Beirut,
    Tz::America__Havana,
    Tz::Africa__Casablanca,
    Tz::Pacific__Apia,
];

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// Every quarter of an hour of 2011 to 2012 and of 2026: what instants show it, by walking through all of them.
#[test]
fn wall_times_are_the_instants_that_show_them_and_no_others() {
    let quarter = TimeDelta::minutes(15);
    for zone in ZONES {
        for (from, to) in [
            (day(2011, 1, 1), day(2012, 2, 1)),
            (day(2026, 1, 1), day(2026, 12, 31)),
        ] {
            let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
            let mut shown: HashMap<_, Vec<DateTime<Utc>>> = HashMap::new();
            let mut at = midnight(from) - TimeDelta::days(3);
            while at < midnight(to) + TimeDelta::days(3) {
                shown
                    .entry(at.with_timezone(&zone).naive_local())
                    .or_default()
                    .push(at);
                at += quarter;
            }
            let mut local = from.and_time(NaiveTime::MIN);
            while local.date() < to {
                let instants = shown.get(&local).map_or(&[][..], Vec::as_slice);
                let expected = match resolve(local, Zone::Named(zone)) {
                    Ok(moment) => vec![moment.at],
                    Err(Fault::Twice(_, first, second)) => {
                        vec![(local - first).and_utc(), (local - second).and_utc()]
                    }
                    Err(Fault::Skipped(_, before, after)) => {
                        assert!(before != after, "{zone} {local}");
                        Vec::new()
                    }
                    Err(fault) => panic!("{zone} {local} {fault:?}"),
                };
                assert_eq!(instants, expected, "{zone} {local}");
                local += quarter;
            }
        }
    }
}

/// Some zone, some instant in it of the last and next years, to the minute.
fn moments() -> impl Strategy<Value = (Tz, DateTime<Utc>)> {
    (0..ZONES.len(), 15_000_000_i64..38_000_000).prop_map(|(zone, minute)| {
        (
            ZONES[zone],
            DateTime::from_timestamp(minute * 60, 0).expect("an instant"),
        )
    })
}

proptest! {
    #[test]
    fn a_wall_time_with_its_offset_is_its_instant((zone, at) in moments()) {
        let local = at.with_timezone(&zone);
        for form in ["%Y-%m-%d %H:%M %:z", "%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%d %H:%M%z"] {
            let written = local.format(form).to_string();
            let Ok(Stamp::Full(naive, Some(own))) = read(&written) else { panic!("{written}") };
            prop_assert_eq!(resolve(naive, own).expect("an instant").at, at);
        }
        let placed = format!("{}[{}]", local.format("%Y-%m-%dT%H:%M:%S%:z"), zone.name());
        let Ok(Stamp::Full(naive, Some(own))) = read(&placed) else { panic!("{placed}") };
        prop_assert_eq!(resolve(naive, own).expect("an instant").at, at);
    }

    #[test]
    fn the_nearest_is_nearest((zone, at) in moments(), minute in 0_u32..1440) {
        let clock = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).expect("a time");
        let zone_of = Zone::Named(zone);
        let Ok(found) = nearest(clock, zone_of, at) else { return Ok(()) };
        prop_assert_eq!(wall(found.at, zone_of).time(), clock);
        // No other instant within two days that shows this time is nearer, or as near and later.
        let mut other = at - TimeDelta::days(2);
        while other < at + TimeDelta::days(2) {
            if wall(other, zone_of).time() == clock && other != found.at {
                prop_assert!((other - at).abs() >= (found.at - at).abs(), "{} {}", other, found.at);
                if (other - at).abs() == (found.at - at).abs() {
                    prop_assert!(found.at > other);
                }
            }
            other += TimeDelta::minutes(1);
        }
    }

    #[test]
    fn first_after_and_last_before_are_next_to_their_moment((zone, at) in moments(), minute in 0_u32..1440) {
        let clock = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).expect("a time");
        let zone_of = Zone::Named(zone);
        if let Ok(after) = first_after(clock, zone_of, at) {
            prop_assert!(after.at > at && after.at - at <= TimeDelta::hours(50));
            prop_assert_eq!(wall(after.at, zone_of).time(), clock);
        }
        if let Ok(before) = last_before(clock, zone_of, at) {
            prop_assert!(before.at <= at && at - before.at <= TimeDelta::hours(50));
            prop_assert_eq!(wall(before.at, zone_of).time(), clock);
        }
    }

    #[test]
    fn a_day_begins_with_its_first_instant((zone, at) in moments()) {
        let zone_of = Zone::Named(zone);
        let day = wall(at, zone_of).date();
        let start = midnight(day, zone_of).expect("a beginning").at;
        prop_assert!(start <= at);
        prop_assert_eq!(wall(start, zone_of).date().num_days_from_ce(), day.num_days_from_ce());
        prop_assert!(wall(start - TimeDelta::seconds(1), zone_of).date() < day);
    }
}
