//! Uptime and days, against counting minutes one by one.

use super::{incident, maintenance, site, stand, time};
use crate::model::{ComponentStatus as C, Site, UptimeRules};
use crate::status::uptime::uptime;
use crate::status::{Span, UptimeWindow};
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

const OUTAGE: [&str; 2] = [
    "11-10 00:00 investigating api=major_outage",
    "11-10 02:24 resolved",
];

fn since(site: &mut Site, day: &str) {
    site.components[0].since = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok();
}

fn words_of(site: &Site, headings: &[&str], now: &str) -> Vec<String> {
    let standing = stand(site, &[incident("x", headings)], now);
    standing.components[0]
        .uptime
        .iter()
        .map(crate::status::Uptime::words)
        .collect()
}

#[test]
fn uptime_is_weighted_down_time_over_the_window_cut_at_two_places() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    // 8,640 s: a tenth of a day; 1 - 0.1/30 = 99.6666…, 1 - 0.1/90 = 99.8888…, 1 - 0.1/365 = 99.9726…
    assert_eq!(
        words_of(&site, &OUTAGE, "11-20 18:00"),
        ["100.0%", "100.0%", "99.66%", "99.88%", "99.97%"]
    );
}

#[test]
fn a_partial_outage_costs_three_tenths_and_degraded_nothing() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    let partial = [
        "11-19 00:00 investigating api=partial_outage",
        "11-19 02:24 resolved",
    ];
    assert_eq!(words_of(&site, &partial, "11-20 18:00")[0], "97.00%");
    let degraded = [
        "11-19 00:00 investigating api=degraded_performance",
        "11-19 02:24 resolved",
    ];
    assert_eq!(words_of(&site, &degraded, "11-20 18:00")[0], "100.0%");
}

#[test]
fn it_is_never_a_hundred_after_an_outage() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    let minute = [
        "11-19 00:00 investigating api=major_outage",
        "11-19 00:01 resolved",
    ];
    assert_eq!(words_of(&site, &minute, "11-20 18:00")[4], "99.99%");
}

#[test]
fn a_component_younger_than_the_window_counts_from_its_first_day() {
    let mut site = site(&["api"]);
    since(&mut site, "2026-11-10");
    let standing = stand(&site, &[incident("x", &OUTAGE)], "11-20 18:00");
    let quarter = &standing.components[0].uptime[3];
    assert_eq!(
        (quarter.hundredths, quarter.since_start),
        (Some(9_900), true)
    );
    assert_eq!(quarter.counted, 864_000.0);
    let days = &standing.components[0].days;
    assert_eq!(days[78].worst, None, "nothing is claimed of the day before");
    assert_eq!(
        (days[79].worst, days[79].down),
        (Some(C::MajorOutage), 8_640.0)
    );
}

#[test]
fn unknown_time_is_left_out_of_the_divisor_and_said() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    let headings = [
        "11-19 00:00 investigating api=mjaor",
        "11-19 12:00 - api=major_outage",
        "11-19 13:12 resolved",
    ];
    let standing = stand(&site, &[incident("x", &headings)], "11-20 18:00");
    let day = &standing.components[0].uptime[0];
    assert_eq!((day.counted, day.unknown), (43_200.0, 43_200.0));
    assert_eq!(day.hundredths, Some(9_000), "72 minutes of twelve hours");
}

#[test]
fn a_window_without_a_known_second_is_not_known() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    let headings = ["11-18 00:00 investigating api=mjaor"];
    assert_eq!(words_of(&site, &headings, "11-20 00:00")[0], "not known");
}

#[test]
fn a_new_site_claims_nothing() {
    let standing = stand(&site(&["api"]), &[], "11-20 18:00");
    assert!(
        standing.components[0]
            .uptime
            .iter()
            .all(|uptime| uptime.hundredths.is_none())
    );
    assert!(
        standing.components[0].days[..89]
            .iter()
            .all(|day| day.worst.is_none())
    );
    assert_eq!(standing.components[0].days[89].worst, Some(C::Operational));
}

#[test]
fn windows_end_at_the_last_midnight_or_at_the_latest_change() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    let today = [
        "11-20 06:00 investigating api=major_outage",
        "11-20 12:00 resolved",
    ];
    assert_eq!(
        words_of(&site, &today, "11-20 18:00")[0],
        "75.00%",
        "24 hours to the end of the outage"
    );
    let standing = stand(&site, &[incident("x", &today)], "11-20 18:00");
    assert_eq!(standing.settled, time("11-20 00:00"));
    let last = standing.components[0].days.last().expect("today");
    assert_eq!(
        (last.seconds, last.worst),
        ([0; 6], Some(C::MajorOutage)),
        "today counts once it is over"
    );
    assert_eq!(last.incidents, [0]);
}

#[test]
fn overlapping_incidents_are_counted_once_at_the_worse() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    let both = [
        incident(
            "x",
            &[
                "11-19 00:00 investigating api=partial_outage",
                "11-19 10:00 resolved",
            ],
        ),
        incident(
            "y",
            &[
                "11-19 05:00 investigating api=major_outage",
                "11-19 06:00 resolved",
            ],
        ),
    ];
    let standing = stand(&site, &both, "11-20 18:00");
    assert_eq!(
        standing.components[0].uptime[0].down,
        f64::from(3_600 + 3 * 9 * 360)
    );
    assert_eq!(standing.components[0].days[88].incidents, [0, 1]);
}

#[test]
fn the_budget_is_what_the_target_allows_in_thirty_days() {
    let mut site = site(&["api"]);
    since(&mut site, "2020-01-01");
    site.uptime.target = Some(99.95);
    let standing = stand(&site, &[incident("x", &OUTAGE)], "11-20 18:00");
    let budget = standing.components[0]
        .budget
        .as_ref()
        .expect("a target is set");
    assert_eq!(
        (budget.allowed, budget.used),
        (TimeDelta::seconds(1_296), TimeDelta::seconds(8_640))
    );
    since(&mut site, "2026-11-10");
    let standing = stand(&site, &[incident("x", &OUTAGE)], "11-20 18:00");
    assert_eq!(
        standing.components[0]
            .budget
            .as_ref()
            .map(|budget| budget.allowed),
        Some(TimeDelta::seconds(432))
    );
}

#[test]
fn weights_may_be_set() {
    let mut site = site(&["mail"]);
    since(&mut site, "2020-01-01");
    site.uptime = UptimeRules {
        under_maintenance: 1.0,
        ..UptimeRules::default()
    };
    let standing = stand(
        &site,
        &[maintenance("m", "11-19 00:00", 144, &["mail"], &[])],
        "11-20 12:00",
    );
    assert_eq!(standing.components[0].uptime[0].words(), "90.00%");
}

#[test]
fn ninety_percent_and_such_are_exact() {
    let rules = UptimeRules {
        partial_outage: 0.1,
        ..UptimeRules::default()
    };
    let now = time("11-20 00:00");
    for minutes in [72, 144, 720, 1_440] {
        let span = Span {
            from: now - TimeDelta::days(1),
            to: Some(now - TimeDelta::days(1) + TimeDelta::minutes(minutes)),
            status: C::PartialOutage,
            incidents: Vec::new(),
        };
        let found = uptime(
            UptimeWindow::Day,
            &[span],
            now - TimeDelta::days(9),
            now,
            &rules,
        )
        .hundredths;
        assert_eq!(
            found,
            Some(10_000 - (minutes * 1_000 / 1_440) as u32),
            "{minutes}"
        );
    }
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let status = prop_oneof![
        Just(C::UnderMaintenance),
        Just(C::Unknown),
        Just(C::DegradedPerformance),
        Just(C::PartialOutage),
        Just(C::MajorOutage)
    ];
    // Gaps and lengths in minutes, from nine days before the end.
    proptest::collection::vec((0_i64..2_000, 1_i64..2_000, status), 0..12).prop_map(|list| {
        let end = time("11-20 00:00");
        let mut at = end - TimeDelta::days(9);
        let mut spans = Vec::new();
        for (gap, length, status) in list {
            let from = at + TimeDelta::minutes(gap);
            at = from + TimeDelta::minutes(length);
            if from >= end {
                break;
            }
            spans.push(Span {
                from,
                to: (at < end).then_some(at),
                status,
                incidents: Vec::new(),
            });
            if at >= end {
                break;
            }
        }
        spans
    })
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 60, failure_persistence: None, ..Default::default() })]

    #[test]
    fn uptime_is_what_counting_minutes_gives(
        spans in spans(),
        tenths in (0_u32..=10, 0_u32..=10, 0_u32..=10, 0_u32..=10),
        young in 0_i64..14 * 24 * 60,
    ) {
        let end = time("11-20 00:00");
        let began = end - TimeDelta::minutes(young);
        let weight = |tenths: u32| f64::from(tenths) / 10.0;
        let rules = UptimeRules {
            major_outage: weight(tenths.0), partial_outage: weight(tenths.1),
            degraded_performance: weight(tenths.2), under_maintenance: weight(tenths.3), target: None,
        };
        for window in [UptimeWindow::Day, UptimeWindow::Week] {
            let (mut known, mut unknown, mut down) = (0_u64, 0_u64, 0_u64);
            for back in 1..=window.length().num_minutes() {
                let at = end - TimeDelta::minutes(back);
                if at < began {
                    break;
                }
                let span = spans.iter().find(|span| span.from <= at && span.to.is_none_or(|to| at < to));
                let cost = match span.map(|span| span.status) {
                    Some(C::MajorOutage) => tenths.0,
                    Some(C::PartialOutage) => tenths.1,
                    Some(C::DegradedPerformance) => tenths.2,
                    Some(C::UnderMaintenance) => tenths.3,
                    Some(C::Unknown) => { unknown += 1; continue; }
                    _ => 0,
                };
                known += 1;
                down += u64::from(cost);
            }
            let wanted = (known > 0).then(|| {
                let cut = (known * 10 - down) * 10_000 / (known * 10);
                if down > 0 { cut.min(9_999) as u32 } else { cut as u32 }
            });
            let found = uptime(window, &spans, began, end, &rules);
            prop_assert_eq!(found.hundredths, wanted);
            prop_assert_eq!(found.counted, known as f64 * 60.0);
            prop_assert_eq!(found.unknown, unknown as f64 * 60.0);
            prop_assert_eq!(found.down, down as f64 * 6.0);
        }
    }

    #[test]
    fn the_seconds_of_each_day_are_the_days_own_length(
        zone in prop_oneof![
            Just(Tz::UTC), Just(Tz::Europe__Berlin), Just(Tz::America__New_York), Just(Tz::Australia__Lord_Howe),
            Just(Tz::Asia__Beirut), Just(Tz::America__Santiago), Just(Tz::Africa__Cairo), Just(Tz::Atlantic__Azores),
        ],
        hours in 0_i64..365 * 24,
        (from, length) in (0_i64..90 * 24 * 60, 1_i64..40 * 24 * 60),
    ) {
        let now = time("2026-01-01 00:00") + TimeDelta::hours(hours);
        let mut site = site(&["api"]);
        site.settings.timezone = zone;
        since(&mut site, "2020-01-01");
        let mut one = incident("x", &["01-01 00:00 investigating api=major_outage", "01-01 00:00 resolved"]);
        one.updates[0].at = now - TimeDelta::minutes(from + length);
        one.updates[1].at = now - TimeDelta::minutes(from);
        site.incidents = vec![one];
        let standing = crate::status::at(&site, now);
        let days = &standing.components[0].days;
        prop_assert_eq!(days.len(), 90);
        prop_assert_eq!(days[89].date, now.with_timezone(&zone).date_naive());
        for day in &days[..89] {
            // Every minute of four days around it that this zone calls by its date.
            let noon = day.date.and_hms_opt(12, 0, 0).expect("noon").and_utc();
            let minutes = (-2 * 24 * 60..2 * 24 * 60)
                .step_by(15)
                .filter(|count| (noon + TimeDelta::minutes(*count)).with_timezone(&zone).date_naive() == day.date)
                .count() as u32 * 15;
            prop_assert_eq!(day.seconds.iter().sum::<u32>(), minutes * 60, "{}", day.date);
            prop_assert!((82_800..=90_000).contains(&(minutes * 60)));
        }
    }
}
