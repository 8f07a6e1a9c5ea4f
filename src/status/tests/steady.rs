//! A standing holds as long as it says it does.

use super::{incident, maintenance, mark, notice, site, stand, time};
use crate::model::{Incident, Kind, Notice, Repeat, Site};
use crate::status::{at, steady_until};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

fn until(site: &Site, incidents: &[Incident], now: &str) -> DateTime<Utc> {
    let mut whole = site.clone();
    whole.incidents = incidents.to_vec();
    steady_until(&whole, &stand(site, incidents, now))
}

#[test]
fn with_nothing_going_on_it_holds_until_midnight() {
    let mut site = site(&["api"]);
    let over = [incident(
        "x",
        &[
            "10-01 08:00 investigating api=degraded_performance",
            "10-01 09:00 monitoring",
            "10-01 11:00 resolved",
        ],
    )];
    assert_eq!(until(&site, &over, "11-20 14:30"), time("11-21 00:00"));
    site.settings.timezone = Tz::Asia__Kolkata;
    assert_eq!(until(&site, &over, "11-20 14:30"), time("11-20 18:30"));
    // The clocks go back at 01:00 UTC.
    site.settings.timezone = Tz::Europe__Berlin;
    assert_eq!(until(&site, &over, "10-25 00:10"), time("10-25 00:11"));
    assert_eq!(until(&site, &over, "10-25 02:10"), time("10-25 23:00"));
}

#[test]
fn work_ahead_ends_it() {
    let site = site(&["api"]);
    let said = ["11-19 08:00 scheduled"];
    let before = incident(
        "a",
        &[
            "10-01 08:00 investigating api=degraded_performance",
            "10-01 10:00 resolved",
        ],
    );
    let work = [before, maintenance("m", "11-20 15:00", 60, &["api"], &said)];
    assert_eq!(until(&site, &work, "11-20 14:30"), time("11-20 15:00"));
    assert_eq!(until(&site, &work, "11-20 15:00"), time("11-20 16:00"));
    assert_eq!(until(&site, &work, "11-20 16:00"), time("11-21 00:00"));
}

#[test]
fn what_is_promised_or_expected_ends_it() {
    let site = site(&["api"]);
    let said = ["11-20 14:05 investigating api=partial_outage"];
    let open = incident("x", &said);
    // At 14:35 nothing is overdue yet.
    let overdue = time("11-20 14:35") + TimeDelta::nanoseconds(1);
    assert_eq!(
        until(&site, std::slice::from_ref(&open), "11-20 14:30"),
        overdue
    );
    assert_eq!(
        until(&site, std::slice::from_ref(&open), "11-20 14:35"),
        overdue
    );
    let promised = Incident {
        next_update: Some(time("11-20 14:33")),
        ..open
    };
    assert_eq!(
        until(&site, &[promised], "11-20 14:30"),
        time("11-20 14:33")
    );
}

#[test]
fn a_repetition_coming_near_ends_it() {
    let site = site(&["api"]);
    let mut work = maintenance("m", "10-01 21:00", 60, &["api"], &[]);
    if let Kind::Maintenance(window) = &mut work.kind {
        window.repeat = Some(Repeat {
            rule: "FREQ=DAILY;INTERVAL=20".into(),
            except: Vec::new(),
            except_days: Vec::new(),
        });
    }
    // The one of 20 December is announced thirty days ahead.
    assert_eq!(until(&site, &[work], "11-20 12:00"), time("11-20 21:00"));
}

#[test]
fn what_moves_with_the_clock_is_never_steady() {
    let site = site(&["api"]);
    let now = time("11-20 14:30");
    let ahead = incident("x", &["11-20 15:00 investigating api=partial_outage"]);
    let empty = incident("x", &[]);
    for one in [ahead, empty] {
        assert_eq!(until(&site, &[one], "11-20 14:30"), now);
    }
    // Overdue since long: only the finding goes on counting.
    let silent = incident("x", &["11-20 13:00 investigating api=partial_outage"]);
    assert_eq!(until(&site, &[silent], "11-20 14:30"), time("11-21 00:00"));
}

/// A moment within two days.
fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..2 * 24 * 60).prop_map(|minutes| time("10-24 00:00") + TimeDelta::minutes(minutes))
}

fn headings() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("investigating"),
        Just("monitoring"),
        Just("resolved"),
        Just("in_progress"),
        Just("completed"),
        Just("cancelled"),
        Just("-"),
    ];
    let says = prop_oneof![
        Just(""),
        Just("api"),
        Just("api=major_outage"),
        Just("web=operational")
    ];
    // Further back more often: what is ahead is never steady.
    let when = prop_oneof![5 => -9 * 24 * 60_i64..0, 1 => 0_i64..2 * 24 * 60];
    let one = (when, word, says);
    proptest::collection::vec(one, 0..4).prop_map(|mut said| {
        said.sort_unstable();
        said.iter()
            .map(|(minutes, word, says)| {
                let at = time("10-24 00:00") + TimeDelta::minutes(*minutes);
                format!("{} {word} {says}", at.format("%m-%d %H:%M"))
            })
            .collect()
    })
}

fn one() -> impl Strategy<Value = Incident> {
    let rule = prop_oneof![
        Just(None),
        Just(Some("FREQ=DAILY")),
        Just(Some("FREQ=WEEKLY;COUNT=9")),
        Just(Some("FREQ=HOURLY;INTERVAL=5")),
        Just(Some("FREQ=DAILY;INTERVAL=31")),
    ];
    let times = (
        moment(),
        proptest::option::of(moment()),
        proptest::option::of(moment()),
    );
    let facts = (rule, 0_i64..40 * 24 * 60, any::<bool>(), any::<bool>());
    (headings(), 0..5_u8, times, facts).prop_map(
        |(said, kind, (start, seen, promised), (rule, back, auto, torn))| {
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            let mut one = match kind {
                0 | 1 => incident("x", &said),
                2 => notice("x", &said),
                _ => maintenance("x", "10-24 00:00", 90, &["web"], &said),
            };
            one.in_conflict = torn && auto && kind == 4;
            match &mut one.kind {
                Kind::Maintenance(window) => {
                    window.start = start - TimeDelta::minutes(back);
                    window.auto = auto;
                    window.zone = Tz::Europe__Berlin;
                    window.repeat = rule.map(|rule| Repeat {
                        rule: rule.into(),
                        except: vec![start],
                        except_days: Vec::new(),
                    });
                    one.day = torn.then_some(start - TimeDelta::days(3));
                }
                Kind::Notice(facts) => {
                    *facts = Notice {
                        pin: auto,
                        expires: seen,
                    };
                }
                Kind::Incident => {
                    one.components.push(mark("api=degraded_performance"));
                    (one.first_seen, one.day) = (seen, torn.then_some(start));
                }
            }
            one.next_update = promised;
            one
        },
    )
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 800, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nothing_is_different_before_it_says_so(
        incidents in proptest::collection::vec(one(), 0..4),
        zone in proptest::sample::select(vec![Tz::UTC, Tz::Europe__Berlin, Tz::Asia__Kathmandu, Tz::America__Havana]),
        (now, second) in (moment(), any::<bool>()),
        along in 0.0..1.0_f64,
        silenced in any::<bool>(),
    ) {
        let mut site = site(&["api", "web"]);
        site.settings.timezone = zone;
        site.components[1].since = time("10-25 00:00").date_naive().into();
        site.components[0].retired = time("10-26 00:00").date_naive().into();
        if silenced {
            site.policy.off = vec![
                "monitored-too-briefly", "no-word-on-impact", "no-recent-update", "bare-component",
                "maintenance-overrun", "left-behind", "promise-passed", "impact-too-low",
            ];
        }
        site.incidents = incidents;
        for (at, incident) in site.incidents.iter_mut().enumerate() {
            incident.id = format!("x{at}");
        }
        let now = now + TimeDelta::seconds(i64::from(second));
        let mut before = at(&site, now);
        before.findings.clear();
        let length = (steady_until(&site, &before) - now).num_seconds();
        // The last second before the end, and any in between.
        for later in [length - 1, (length as f64 * along) as i64] {
            let mut after = at(&site, now + TimeDelta::seconds(later.max(0)));
            after.now = now;
            after.findings.clear();
            prop_assert_eq!(&before, &after);
        }
    }
}
