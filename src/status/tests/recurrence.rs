//! Recurring maintenance: when it takes place, and whose an update is.

use super::{incident, maintenance, site, stand, time, words};
use crate::model::{Incident, IncidentStatus, Kind, Repeat, Window};
use crate::status::Standing;
use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

/// A maintenance of `mail` for an hour, first at a wall time of a zone.
fn recurring(zone: Tz, first: &str, rule: &str, headings: &[&str]) -> Incident {
    let start = zone
        .from_local_datetime(&time(first).naive_utc())
        .earliest()
        .expect("a wall time that exists");
    let window = Window {
        start: start.to_utc(),
        length: TimeDelta::minutes(60),
        zone,
        auto: true,
        repeat: Some(Repeat {
            rule: rule.into(),
            except: Vec::new(),
            except_days: Vec::new(),
        }),
    };
    Incident {
        kind: Kind::Maintenance(window),
        ..maintenance("m", first, 60, &["mail"], headings)
    }
}

fn except(mut one: Incident, days: &[NaiveDate], starts: &[DateTime<Utc>]) -> Incident {
    if let Kind::Maintenance(Window {
        repeat: Some(repeat),
        ..
    }) = &mut one.kind
    {
        repeat.except_days = days.to_vec();
        repeat.except = starts.to_vec();
    }
    one
}

/// Starts in UTC, as `11-01 02:00`.
fn starts(standing: &Standing) -> Vec<String> {
    standing
        .occurrences
        .iter()
        .map(|occurrence| occurrence.start.format("%m-%d %H:%M").to_string())
        .collect()
}

fn at(one: Incident, now: &str) -> Standing {
    stand(&site(&["mail"]), &[one], now)
}

#[test]
fn each_time_is_an_occurrence_from_the_first_to_thirty_days_ahead() {
    let standing = at(
        recurring(Tz::UTC, "11-01 02:00", "FREQ=WEEKLY;BYDAY=SU", &[]),
        "11-20 12:00",
    );
    assert_eq!(
        starts(&standing),
        [
            "11-01 02:00",
            "11-08 02:00",
            "11-15 02:00",
            "11-22 02:00",
            "11-29 02:00",
            "12-06 02:00",
            "12-13 02:00",
            "12-20 02:00"
        ]
    );
    assert_eq!(standing.occurrences[0].id, "m-20261101");
    assert_eq!(standing.upcoming, [3, 4, 5, 6, 7]);
    assert_eq!(standing.incidents[0].status, IncidentStatus::Scheduled);
    assert_eq!(standing.incidents[0].ended_at, None);
    assert_eq!(standing.months[0].entries.len(), 3, "in history once begun");
}

#[test]
fn the_next_one_is_listed_however_far_ahead() {
    let standing = at(
        recurring(Tz::UTC, "01-10 02:00", "FREQ=YEARLY", &[]),
        "2026-11-20 12:00",
    );
    assert_eq!(standing.occurrences.len(), 2);
    assert_eq!(standing.occurrences[1].start, time("2027-01-10 02:00"));
}

#[test]
fn the_wall_time_is_kept_over_a_daylight_saving_change() {
    let standing = at(
        recurring(Tz::Europe__Berlin, "10-23 02:00", "FREQ=DAILY;COUNT=4", &[]),
        "11-20 12:00",
    );
    // Clocks went back on 2026-10-25 at 03:00: 02:00 came twice, the first counts.
    assert_eq!(
        starts(&standing),
        ["10-23 00:00", "10-24 00:00", "10-25 00:00", "10-26 01:00"]
    );
}

#[test]
fn a_skipped_wall_time_uses_the_offset_before_the_gap() {
    let standing = at(
        recurring(Tz::Europe__Berlin, "03-28 02:30", "FREQ=DAILY;COUNT=3", &[]),
        "11-20 12:00",
    );
    // 02:30 did not exist on 2026-03-29: it is 03:30 of summer time.
    assert_eq!(
        starts(&standing),
        ["03-28 01:30", "03-29 01:30", "03-30 00:30"]
    );
}

#[test]
fn until_is_an_instant_a_wall_time_or_a_whole_day() {
    let count = |until: &str| {
        let rule = format!("FREQ=DAILY;UNTIL={until}");
        at(
            recurring(Tz::America__New_York, "11-01 22:00", &rule, &[]),
            "11-20 12:00",
        )
        .occurrences
        .len()
    };
    assert_eq!(count("20261105"), 5, "that day included");
    assert_eq!(count("20261105T220000"), 5);
    assert_eq!(count("20261105T215959"), 4);
    assert_eq!(count("20261106T030000Z"), 5, "22:00 in New York");
    assert_eq!(count("20261106T025959Z"), 4);
}

#[test]
fn excepted_days_and_starts_do_not_happen() {
    let one = recurring(
        Tz::America__New_York,
        "11-10 22:00",
        "FREQ=DAILY;COUNT=4",
        &[],
    );
    let day = NaiveDate::from_ymd_opt(2026, 11, 11).expect("a day");
    let standing = at(except(one, &[day], &[time("11-14 03:00")]), "11-20 12:00");
    assert_eq!(starts(&standing), ["11-11 03:00", "11-13 03:00"]);
}

#[test]
fn with_every_start_excepted_it_never_happens_and_its_updates_are_kept() {
    let one = recurring(
        Tz::UTC,
        "11-10 02:00",
        "FREQ=DAILY;COUNT=2",
        &["11-01 10:00 -"],
    );
    let standing = at(
        except(one, &[], &[time("11-10 02:00"), time("11-11 02:00")]),
        "11-20 12:00",
    );
    assert!(standing.occurrences.is_empty());
    assert_eq!(standing.incidents[0].steps.len(), 1);
    assert_eq!(words(&standing), "operational");
}

#[test]
fn the_first_time_is_a_time_even_off_the_rule() {
    let standing = at(
        recurring(Tz::UTC, "11-11 02:00", "FREQ=WEEKLY;BYDAY=SU", &[]),
        "11-13 12:00",
    );
    assert_eq!(starts(&standing)[..2], ["11-11 02:00", "11-15 02:00"]);
}

#[test]
fn an_update_belongs_to_the_occurrence_running_or_last_started() {
    let headings = ["11-15 02:30 -", "11-15 04:00 completed"];
    let one = recurring(Tz::UTC, "11-08 02:00", "FREQ=WEEKLY;BYDAY=SU", &headings);
    let standing = at(one, "11-22 02:30");
    let ended: Vec<_> = standing
        .occurrences
        .iter()
        .map(|occurrence| occurrence.ended_at)
        .collect();
    assert_eq!(
        ended[..3],
        [Some(time("11-08 03:00")), Some(time("11-15 04:00")), None],
        "one only"
    );
    assert_eq!(standing.active, [2]);
}

#[test]
fn cancelled_after_the_end_of_one_is_said_of_the_next() {
    let cancelled = |heading| {
        let one = recurring(Tz::UTC, "11-08 02:00", "FREQ=WEEKLY;BYDAY=SU", &[heading]);
        at(one, "11-22 04:00")
            .occurrences
            .iter()
            .position(|occurrence| occurrence.status == IncidentStatus::Cancelled)
    };
    assert_eq!(
        cancelled("11-14 09:00 cancelled"),
        Some(1),
        "not this Sunday"
    );
    assert_eq!(
        cancelled("11-08 02:30 cancelled"),
        Some(0),
        "the one that runs"
    );
    let headings = ["11-08 02:30 -", "11-09 09:00 cancelled"];
    let one = recurring(Tz::UTC, "11-08 02:00", "FREQ=WEEKLY;BYDAY=SU", &headings);
    let standing = at(one, "11-22 04:00");
    assert_eq!(
        standing.occurrences[0].status,
        IncidentStatus::Cancelled,
        "it was still going on"
    );
}

#[test]
fn an_update_before_the_first_belongs_to_the_next() {
    let one = recurring(
        Tz::UTC,
        "11-08 02:00",
        "FREQ=WEEKLY;BYDAY=SU",
        &["11-07 10:00 cancelled"],
    );
    let standing = at(one, "11-16 12:00");
    assert_eq!(standing.occurrences[0].status, IncidentStatus::Cancelled);
    assert_eq!(standing.occurrences[1].status, IncidentStatus::Completed);
}

#[test]
fn one_that_never_began_before_the_next_did_has_not_taken_place() {
    let mut one = recurring(Tz::UTC, "11-08 02:00", "FREQ=WEEKLY;BYDAY=SU", &[]);
    if let Kind::Maintenance(window) = &mut one.kind {
        window.auto = false;
    }
    let standing = at(one, "11-18 12:00");
    assert_eq!(standing.occurrences[0].status, IncidentStatus::Cancelled);
    assert_eq!(standing.occurrences[1].status, IncidentStatus::Scheduled);
    assert_eq!(standing.findings.len(), 1, "of the last one only");
}

#[test]
fn several_a_day_have_ids_of_their_own() {
    let standing = at(
        recurring(
            Tz::UTC,
            "11-20 02:00",
            "FREQ=HOURLY;INTERVAL=6;COUNT=3",
            &[],
        ),
        "11-20 03:00",
    );
    let ids: Vec<_> = standing
        .occurrences
        .iter()
        .map(|occurrence| occurrence.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["m-20261120", "m-20261120-080000", "m-20261120-140000"]
    );
}

#[test]
fn back_to_back_transitions_have_ids_of_their_own() {
    let standing = at(
        recurring(Tz::UTC, "11-20 02:00", "FREQ=HOURLY;COUNT=3", &[]),
        "11-20 06:00",
    );
    let mut ids: Vec<_> = standing.incidents[0]
        .steps
        .iter()
        .map(|step| step.id.as_str())
        .collect();
    assert_eq!(ids.len(), 6);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[test]
fn overlapping_occurrences_keep_the_component_under_maintenance() {
    let mut one = recurring(Tz::UTC, "11-20 02:00", "FREQ=HOURLY;COUNT=3", &[]);
    if let Kind::Maintenance(window) = &mut one.kind {
        window.length = TimeDelta::minutes(90);
    }
    let standing = at(one, "11-20 08:00");
    let spans: Vec<_> = standing.components[0]
        .timeline
        .iter()
        .map(|span| (span.from, span.to))
        .collect();
    assert_eq!(spans, [(time("11-20 02:00"), Some(time("11-20 05:30")))]);
}

#[test]
fn a_rule_that_recurs_too_often_is_cut_and_says_so() {
    let standing = at(
        recurring(Tz::UTC, "01-01 00:00", "FREQ=MINUTELY;INTERVAL=2", &[]),
        "11-20 12:00",
    );
    assert_eq!(standing.occurrences.len(), super::super::recurrence::MOST);
    assert_eq!(
        standing.findings[0].what,
        "this maintenance recurs more than 20000 times: later ones are not known"
    );
}

#[test]
fn a_rule_that_never_comes_true_has_its_first_time_only() {
    let standing = at(
        recurring(
            Tz::UTC,
            "11-10 02:00",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            &[],
        ),
        "11-20 12:00",
    );
    assert_eq!(standing.occurrences.len(), 1);
}

#[test]
fn every_day_since_2015_is_followed_to_today() {
    let one = recurring(Tz::Europe__Berlin, "2015-01-01 02:00", "FREQ=DAILY", &[]);
    let both = [
        one,
        incident("x", &["11-20 10:00 investigating mail=major_outage"]),
    ];
    let standing = stand(&site(&["mail"]), &both, "11-20 12:00");
    assert_eq!(standing.occurrences.len(), 4_342 + 30);
    assert_eq!(words(&standing), "major_outage");
}

/// A wall time by looking at every quarter of an hour around it, without chrono's own mapping.
fn look_up(zone: Tz, wall: NaiveDateTime) -> DateTime<Utc> {
    let quarter = |count: i32| wall.and_utc() + TimeDelta::minutes(i64::from(count) * 15);
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    if let Some(at) = (-64..64).map(quarter).find(|at| local(*at) == wall) {
        return at;
    }
    let before = (-64..64)
        .map(quarter)
        .filter(|at| local(*at) < wall)
        .max()
        .expect("a time before");
    let offset = zone
        .offset_from_utc_datetime(&before.naive_utc())
        .fix()
        .local_minus_utc();
    wall.and_utc() - TimeDelta::seconds(offset.into())
}

#[derive(Debug, Clone)]
enum Rule {
    Daily(i64),
    Weekly(Vec<usize>),
    Monthly(u32),
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Rule {
    fn text(&self) -> String {
        match self {
            Rule::Daily(interval) => format!("FREQ=DAILY;INTERVAL={interval}"),
            Rule::Weekly(days) => {
                let days: Vec<_> = days.iter().map(|day| WEEKDAYS[*day]).collect();
                format!("FREQ=WEEKLY;BYDAY={}", days.join(","))
            }
            Rule::Monthly(day) => format!("FREQ=MONTHLY;BYMONTHDAY={day}"),
        }
    }

    fn holds(&self, first: NaiveDate, day: NaiveDate) -> bool {
        match self {
            Rule::Daily(interval) => (day - first).num_days() % interval == 0,
            Rule::Weekly(days) => days.contains(&(day.weekday().num_days_from_monday() as usize)),
            Rule::Monthly(of_month) => day.day() == *of_month,
        }
    }
}

fn rules() -> impl Strategy<Value = Rule> {
    prop_oneof![
        (1_i64..10).prop_map(Rule::Daily),
        proptest::collection::btree_set(0_usize..7, 1..4)
            .prop_map(|days| Rule::Weekly(days.into_iter().collect())),
        (1_u32..32).prop_map(Rule::Monthly),
    ]
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_rule_is_what_looking_at_every_day_gives(
        rule in rules(),
        zone in prop_oneof![
            Just(Tz::UTC), Just(Tz::Europe__Berlin), Just(Tz::America__New_York),
            Just(Tz::Australia__Lord_Howe), Just(Tz::America__St_Johns), Just(Tz::Africa__Cairo),
        ],
        (day, quarter) in (0_u64..300, 0_i64..96),
        skip in any::<Option<u8>>(),
    ) {
        let first_day = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + Days::new(day);
        let wall = first_day.and_hms_opt(0, 0, 0).expect("midnight") + TimeDelta::minutes(15 * quarter);
        let start = look_up(zone, wall);
        // The first time is written as it is read: one that exists.
        let wall = start.with_timezone(&zone).naive_local();
        let now = time("2026-03-31 12:00");
        let skipped = skip.map(|skip| first_day + Days::new(skip.into()));
        let mut one = maintenance("m", "11-20 00:00", 60, &["mail"], &[]);
        one.kind = Kind::Maintenance(Window {
            start, length: TimeDelta::minutes(30), zone, auto: true,
            repeat: Some(Repeat { rule: rule.text(), except: Vec::new(), except_days: skipped.into_iter().collect() }),
        });
        let found: Vec<_> = at(one, "2026-03-31 12:00").occurrences.iter().map(|occurrence| occurrence.start).collect();

        let mut wanted = Vec::new();
        let mut day = wall.date();
        let mut next_found = false;
        loop {
            let start = look_up(zone, day.and_time(wall.time()));
            if start > now + TimeDelta::days(30) && next_found {
                break;
            }
            if (day == wall.date() || rule.holds(wall.date(), day)) && Some(day) != skipped {
                next_found |= start > now;
                wanted.push(start);
            }
            day = day + Days::new(1);
        }
        prop_assert_eq!(found, wanted);
    }
}
