//! Times of updates, in all their forms.

use super::{all, good, read, read_as, told, with};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// The instant of an update with this time, in a site of this zone.
fn instant(zone: Tz, time: &str) -> DateTime<Utc> {
    let (incident, problems) = read_as(zone, "case", &with(&format!("## {time} - identified")));
    assert_eq!(told(&problems), Vec::<String>::new(), "{time}");
    assert!(incident.updates[0].dated, "{time}");
    incident.updates[0].at
}

fn utc(time: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(time)
        .expect("a time")
        .with_timezone(&Utc)
}

#[test]
fn full_times_are_read_in_every_form() {
    for (written, expected) in [
        ("2026-11-20T14:05:00Z", "2026-11-20T14:05:00Z"),
        ("2026-11-20T14:05Z", "2026-11-20T14:05:00Z"),
        ("2026-11-20t14:05:00z", "2026-11-20T14:05:00Z"),
        ("2026-11-20T14:05:00.250+01:00", "2026-11-20T13:05:00.250Z"),
        (
            "2026-11-20T14:05:59.123456789123Z",
            "2026-11-20T14:05:59.123456789Z",
        ),
        ("2026-11-20T14:05:60Z", "2026-11-20T14:05:59Z"),
        ("2026-11-20 14:05", "2026-11-20T13:05:00Z"),
        ("2026-11-20 14:05:30", "2026-11-20T13:05:30Z"),
        ("2026-07-20 14:05", "2026-07-20T12:05:00Z"),
        ("2026-11-20 9:05 UTC", "2026-11-20T09:05:00Z"),
        ("2026-11-20 14:05 UTC", "2026-11-20T14:05:00Z"),
        ("2026-11-20 14:05 utc", "2026-11-20T14:05:00Z"),
        ("2026-11-20 14:05 GMT", "2026-11-20T14:05:00Z"),
        ("2026-11-20 14:05Z", "2026-11-20T14:05:00Z"),
        ("2026-11-20 14:05 +01:00", "2026-11-20T13:05:00Z"),
        ("2026-11-20 14:05+0530", "2026-11-20T08:35:00Z"),
        ("2026-11-20 14:05 +1", "2026-11-20T13:05:00Z"),
        ("2026-11-20 14:05 \u{2212}03:00", "2026-11-20T17:05:00Z"),
        ("2026-11-20 14:05 America/New_York", "2026-11-20T19:05:00Z"),
        (
            "2026-11-20 14:05 america/argentina/buenos_aires",
            "2026-11-20T17:05:00Z",
        ),
        ("2026-11-20 14:05 Etc/GMT-1", "2026-11-20T13:05:00Z"),
        (
            "2026-10-25T02:30:00+01:00[Europe/Berlin]",
            "2026-10-25T01:30:00Z",
        ),
        (
            "2026-11-20T14:05:00Z[Europe/Berlin]",
            "2026-11-20T14:05:00Z",
        ),
    ] {
        assert_eq!(
            instant(Tz::Europe__Berlin, written),
            utc(expected),
            "{written}"
        );
    }
}

#[test]
fn a_bare_time_has_the_zone_of_the_update_above_and_is_the_nearest() {
    let read = |headings: &str| {
        let (incident, problems) = read_as(Tz::Europe__Berlin, "case", &with(headings));
        assert_eq!(told(&problems), Vec::<String>::new());
        all(&incident).join(" | ")
    };
    assert_eq!(
        read("## 2026-11-20 14:05 UTC - identified\n## 14:20 - resolved"),
        "20T14:05 identified | 20T14:20 resolved"
    );
    assert_eq!(
        read("## 2026-11-20 14:05 - identified\n## 14:20 - resolved"),
        "20T13:05 identified | 20T13:20 resolved"
    );
    assert_eq!(
        read(
            "## 2026-11-20 14:05 America/New_York - identified\n## 14:20 - monitoring\n## 19:30 UTC\n## 19:40 - resolved"
        ),
        "20T19:05 identified | 20T19:20 monitoring | 20T19:30 update | 20T19:40 resolved"
    );
    assert_eq!(
        read("## 2026-11-20 23:50 UTC - identified\n## 00:10 - resolved"),
        "20T23:50 identified | 21T00:10 resolved"
    );
    assert_eq!(
        read("## 2026-11-20 20:00 UTC - identified\n## 07:59 - monitoring\n## 19:59 - resolved"),
        "20T20:00 identified | 21T07:59 monitoring | 21T19:59 resolved"
    );
    assert_eq!(
        read("## 2026-11-20 12:00 UTC - identified\n## 00:00 - resolved"),
        "20T12:00 identified | 21T00:00 resolved"
    );
    assert_eq!(
        read("## 2026-11-20 14:05 +05:30 - identified\n## 14:20 - resolved"),
        "20T08:35 identified | 20T08:50 resolved"
    );
}

#[test]
fn with_none_above_it_leans_on_the_one_below() {
    assert_eq!(
        all(&good(&with(
            "## 23:50 - investigating\n## 23:58 - identified\n## 2026-11-21 00:10 UTC - resolved"
        ))),
        [
            "20T23:50 investigating",
            "20T23:58 identified",
            "21T00:10 resolved"
        ]
    );
    let (incident, problems) = read(&with(
        "## 14:05 - investigating\n## +5m - identified\n## 2026-11-21 15:00 UTC - resolved",
    ));
    assert_eq!(
        all(&incident),
        [
            "21T14:05 investigating",
            "21T14:10 identified",
            "21T15:00 resolved"
        ]
    );
    assert_eq!(told(&problems), Vec::<String>::new());
}

#[test]
fn landing_before_the_update_above_is_a_finding() {
    let (incident, problems) = read(&with(
        "## 2026-11-20 14:05 UTC - identified\n## 13:50 - resolved",
    ));
    assert_eq!(all(&incident), ["20T13:50 resolved", "20T14:05 identified"]);
    assert!(!incident.being_corrected);
    assert_eq!(
        told(&problems),
        [
            "lands-before: `13:50` lands before the update above it, on 2026-11-20 13:50 UTC [13:50] \
          write the day too, like `2026-11-20 14:05 UTC`"
        ]
    );
}

#[test]
fn a_duration_counts_from_the_update_above_in_the_file() {
    assert_eq!(
        all(&good(&with(
            "## 2026-11-20 14:05 UTC - identified\n## +30m - monitoring\n## +1h 30m - resolved\n## + 2 days\n## 16:10"
        ))),
        [
            "20T14:05 identified",
            "20T14:35 monitoring",
            "20T16:05 resolved",
            "22T16:05 update",
            "22T16:10 update"
        ]
    );
    let (incident, problems) = read(&with("## +30m - investigating {api=down}"));
    assert!(!incident.updates[0].dated);
    assert_eq!(
        told(&problems),
        [
            "undated: `+30m` counts from the update above, and none there has a time [+30m] write it like `2026-11-20 14:05 UTC`"
        ]
    );
    let (_, problems) = read(&with("## 2026-11-20 14:05 UTC\n## +30 - resolved"));
    assert_eq!(
        told(&problems),
        ["unreadable-time: cannot read the time `+30` [+30] write it like `2026-11-20 14:05 UTC`"]
    );
}

#[test]
fn what_has_no_dated_update_takes_the_day_its_file_name_begins_with() {
    let (incident, problems) = read_as(
        Tz::Europe__Berlin,
        "2026-11-20-api",
        &with("## 14:05 - identified\n## 14:20 - resolved\n## 15:00 UTC"),
    );
    assert_eq!(told(&problems), Vec::<String>::new());
    assert_eq!(
        all(&incident),
        [
            "20T13:05 identified",
            "20T13:20 resolved",
            "20T15:00 update"
        ]
    );
    assert_eq!(incident.day, Some(utc("2026-11-19T23:00:00Z")));
    let (incident, problems) = read_as(
        Tz::Europe__Berlin,
        "api",
        &with("## 14:05 - identified {api}"),
    );
    assert!(!incident.updates[0].dated && incident.being_corrected);
    assert_eq!(incident.day, None);
    assert_eq!(
        told(&problems),
        [
            "undated: nothing says which day `14:05` is on [14:05] write the day too, like `2026-11-20 14:05 UTC`"
        ]
    );
    for id in [
        "2026-13-20-api",
        "20261120-api",
        "2026-11-2",
        "api-2026-11-20",
        "2026-11-ä0-x",
    ] {
        assert_eq!(
            read_as(Tz::UTC, id, &with("## 2026-11-20 14:05 UTC")).0.day,
            None,
            "{id}"
        );
    }
}

#[test]
fn times_that_cannot_be_are_problems_and_the_update_keeps_its_place() {
    let example = "write it like `2026-11-20 14:05 UTC`";
    let zones = "write `UTC`, an offset such as `+01:00`, or a name such as `Europe/Berlin`";
    for (time, problem) in [
        ("2026-02-30 14:05 UTC", format!("impossible-time: there is no such time as `2026-02-30 14:05 UTC` [2026-02-30 14:05 UTC] {example}")),
        ("2026-11-20 25:00", format!("impossible-time: there is no such time as `2026-11-20 25:00` [2026-11-20 25:00] {example}")),
        ("2026-11-20 24:00", format!("impossible-time: there is no such time as `2026-11-20 24:00` [2026-11-20 24:00] {example}")),
        ("2026-1-5 14:05", format!("unreadable-time: cannot read the time `2026-1-5 14:05` [2026-1-5 14:05] {example}")),
        ("2026/11/20 14:05", format!("unreadable-time: cannot read the time `2026/11/20 14:05` [2026/11/20 14:05] {example}")),
        ("Nov 20, 14:05", format!("unreadable-time: cannot read the time `Nov 20, 14:05` [Nov 20, 14:05] {example}")),
        ("2:05pm", format!("unreadable-time: cannot read the time `2:05pm` [2:05pm] {example}")),
        ("3026-11-20 14:05 UTC", "far-away-time: `3026-11-20 14:05 UTC` is too far away [3026-11-20 14:05 UTC] write a year from `1990` to `2100`".into()),
        ("2026-11-20", "unreadable-time: `2026-11-20` has no time of day [2026-11-20] write the time too, like `2026-11-20 14:05 UTC`".into()),
        ("2026-11-20 14:05 CET", "unknown-zone: unknown time zone `CET` [2026-11-20 14:05 CET] write the offset instead, such as `+01:00`".into()),
        ("2026-11-20 14:05 UTC+1", "unknown-zone: unknown time zone `UTC+1` [2026-11-20 14:05 UTC+1] write the offset alone: `+01:00`".into()),
        ("2026-11-20 14:05 Berlin time", format!("unknown-zone: unknown time zone `Berlin time` [2026-11-20 14:05 Berlin time] {zones}")),
        ("2026-11-20 14:05 Europe/Berln", "unknown-zone: unknown time zone `Europe/Berln` [2026-11-20 14:05 Europe/Berln] did you mean `Europe/Berlin`?".into()),
        ("2026-11-20 14:05 +19:00", format!("unknown-zone: unknown time zone `+19:00` [2026-11-20 14:05 +19:00] {zones}")),
    ] {
        let headings = format!("## 2026-11-20 13:00 UTC - investigating {{api=down}}\n## {time} - resolved {{api=ok}}");
        let (incident, problems) = read(&with(&headings));
        assert_eq!(told(&problems), [problem], "{time}");
        assert_eq!(
            all(&incident),
            ["20T13:00 investigating api=major_outage", "undated resolved api=operational"],
            "{time}"
        );
        assert_eq!(incident.updates[1].at, incident.updates[0].at);
    }
}

#[test]
fn a_time_that_a_change_of_the_clock_skips_or_doubles_is_a_problem_with_both_candidates() {
    let read = |time: &str| {
        let (incident, problems) = read_as(
            Tz::Europe__Berlin,
            "case",
            &with(&format!("## {time} - identified")),
        );
        assert!(!incident.updates[0].dated && incident.being_corrected);
        told(&problems)
    };
    assert_eq!(
        read("2026-10-25 02:30"),
        [
            "doubled-time: the clocks show `2026-10-25 02:30` twice [2026-10-25 02:30] \
          write the offset: `2026-10-25 02:30 +02:00` or `2026-10-25 02:30 +01:00`"
        ]
    );
    assert_eq!(
        read("2026-03-29 02:30"),
        [
            "skipped-time: the clocks skip `2026-03-29 02:30` [2026-03-29 02:30] \
          write the offset: `2026-03-29 02:30 +02:00` or `2026-03-29 02:30 +01:00`"
        ]
    );
    let (incident, problems) = read_as(
        Tz::Europe__Berlin,
        "case",
        &with("## 2026-10-25 01:30 - investigating\n## 02:30 - identified\n## 03:30 - resolved"),
    );
    assert_eq!(
        all(&incident),
        [
            "24T23:30 investigating",
            "undated identified",
            "25T02:30 resolved"
        ]
    );
    assert_eq!(problems.len(), 1);
}
