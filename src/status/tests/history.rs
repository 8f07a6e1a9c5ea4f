//! Months, and what happened in each, newest first.

use super::{incident, maintenance, notice, site, stand, time};
use crate::model::Incident;
use crate::status::Entry;
use chrono_tz::Tz;

#[test]
fn months_are_newest_first_and_so_is_what_is_in_them() {
    let all = [
        incident(
            "a",
            &[
                "09-30 23:00 investigating api=major_outage",
                "10-02 10:00 resolved",
            ],
        ),
        incident(
            "b",
            &[
                "11-02 10:00 investigating api=major_outage",
                "11-02 12:00 resolved",
            ],
        ),
        notice("c", &["11-09 10:00 -"]),
        maintenance("d", "11-05 10:00", 60, &["api"], &["10-01 10:00 scheduled"]),
        maintenance("e", "11-25 10:00", 60, &["api"], &[]),
    ];
    let standing = stand(&site(&["api"]), &all, "11-20 12:00");
    let months: Vec<_> = standing
        .months
        .iter()
        .map(|month| (month.year, month.month, month.entries.clone()))
        .collect();
    assert_eq!(
        months,
        [
            (
                2026,
                11,
                vec![
                    Entry::Incident(2),
                    Entry::Maintenance(0),
                    Entry::Incident(1)
                ]
            ),
            (2026, 9, vec![Entry::Incident(0)]),
        ]
    );
}

#[test]
fn a_month_is_one_of_the_sites_zone() {
    let mut site = site(&["api"]);
    site.settings.timezone = Tz::Asia__Tokyo;
    let one = [incident(
        "a",
        &["09-30 23:00 investigating api=major_outage"],
    )];
    let standing = stand(&site, &one, "11-20 12:00");
    assert_eq!(
        (standing.months[0].year, standing.months[0].month),
        (2026, 10)
    );
    assert_eq!(standing.settled, time("11-19 15:00"), "midnight in Tokyo");
}

#[test]
fn open_incidents_and_pinned_notices_are_newest_first() {
    let all = [
        incident("a", &["11-18 10:00 investigating"]),
        incident("b", &["11-19 10:00 investigating"]),
        Incident {
            first_seen: Some(time("11-17 10:00")),
            ..incident("c", &["11-20 10:00 investigating"])
        },
    ];
    assert_eq!(stand(&site(&["api"]), &all, "11-20 12:00").open, [1, 0, 2]);
}

#[test]
fn the_page_was_updated_by_the_newest_update_that_is_not_in_the_future() {
    let all = [
        incident("a", &["11-18 10:00 investigating", "11-21 10:00 -"]),
        maintenance("m", "11-19 10:00", 60, &["api"], &[]),
    ];
    assert_eq!(
        stand(&site(&["api"]), &all, "11-20 12:00").page.updated_at,
        time("11-19 11:00")
    );
}

#[test]
fn what_stands_there_holds_since_a_status_or_what_is_open_changed() {
    let since = |all: &[Incident], now: &str| stand(&site(&["api"]), all, now).page.changed_at;
    let mut said = vec![
        "11-18 10:00 investigating api=major_outage",
        "11-18 11:00 identified",
        "11-18 12:00 monitoring api=partial_outage",
        "11-18 13:00 monitoring",
        "11-18 14:00 resolved",
        "11-18 15:00 postmortem",
    ];
    for (now, holds) in [
        ("11-18 11:30", "11-18 10:00"),
        ("11-18 13:30", "11-18 12:00"),
        ("11-18 15:30", "11-18 14:00"),
    ] {
        let one = [incident("a", &said)];
        assert_eq!(since(&one, now), time(holds), "at {now}");
    }
    said.push("11-18 16:00 investigating");
    let again = [incident("a", &said)];
    assert_eq!(since(&again, "11-18 16:30"), time("11-18 16:00"));
    let work = [maintenance("m", "11-19 10:00", 60, &[], &[])];
    assert_eq!(since(&work, "11-19 10:30"), time("11-19 10:00"));
    assert_eq!(since(&work, "11-19 12:00"), time("11-19 11:00"));
    assert_eq!(
        since(&work, "11-18 12:00"),
        time("11-18 00:00"),
        "announced only"
    );
}

#[test]
fn the_same_moment_gives_the_same_standing() {
    let all = [
        incident(
            "a",
            &[
                "11-18 10:00 investigating api=major_outage",
                "11-18 11:00 resolved",
            ],
        ),
        maintenance("m", "11-19 10:00", 60, &["api"], &[]),
    ];
    let site = site(&["api"]);
    assert_eq!(
        stand(&site, &all, "11-20 12:00"),
        stand(&site, &all, "11-20 12:00")
    );
}

#[test]
fn ids_not_in_the_configuration_are_no_trouble_in_ended_incidents() {
    let one = [incident(
        "a",
        &[
            "11-18 10:00 investigating !old=major_outage",
            "11-18 11:00 resolved",
        ],
    )];
    let standing = stand(&site(&["api"]), &one, "11-20 12:00");
    assert_eq!(standing.page.headline, "All Systems Operational");
    assert_eq!(standing.incidents[0].steps[0].unknown_components, ["old"]);
}
