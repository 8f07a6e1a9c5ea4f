//! Maintenance: announced, begun and completed by the clock, or by what its updates say.

use super::{changes, incident, maintenance, mark, site, stand, statuses, time, words};
use crate::model::{Impact, Incident, IncidentStatus, Kind};
use crate::status::{Entry, Standing};

const AT_EACH: [&str; 5] = [
    "11-27 21:59",
    "11-27 22:00",
    "11-27 23:00",
    "11-27 23:30",
    "11-28 09:00",
];

/// Component and maintenance status at five moments around a window from 22:00 to 23:30.
fn around(headings: &[&str]) -> Vec<String> {
    let site = site(&["mail"]);
    AT_EACH
        .iter()
        .map(|now| {
            // What is written later is not in the file yet.
            let written: Vec<&str> = headings
                .iter()
                .copied()
                .filter(|heading| heading[..11] <= **now)
                .collect();
            let standing = stand(
                &site,
                &[maintenance("m", "11-27 22:00", 90, &["mail"], &written)],
                now,
            );
            format!(
                "{} {}",
                words(&standing),
                standing.occurrences[0].status.word()
            )
        })
        .collect()
}

fn with_window(change: impl FnOnce(&mut crate::model::Window), one: Incident) -> Incident {
    let Kind::Maintenance(mut window) = one.kind.clone() else {
        panic!("a maintenance")
    };
    change(&mut window);
    Incident {
        kind: Kind::Maintenance(window),
        ..one
    }
}

fn steps(standing: &Standing) -> Vec<String> {
    standing.occurrences[0].steps.iter().map(changes).collect()
}

#[test]
fn it_begins_and_completes_by_the_clock_and_never_colours_the_page_before() {
    assert_eq!(
        around(&[]),
        [
            "operational scheduled",
            "under_maintenance in_progress",
            "under_maintenance in_progress",
            "operational completed",
            "operational completed",
        ]
    );
}

#[test]
fn the_clocks_transitions_are_steps_with_ids_of_their_time() {
    let standing = stand(
        &site(&["mail"]),
        &[maintenance("m", "11-27 22:00", 90, &["mail"], &[])],
        "11-28 09:00",
    );
    assert_eq!(
        steps(&standing),
        [
            "in_progress 0:operational>under_maintenance",
            "completed 0:under_maintenance>operational"
        ]
    );
    assert_eq!(standing.occurrences[0].steps[0].id, "u-20261127T220000Z");
    assert_eq!(standing.occurrences[0].began_at, Some(time("11-27 22:00")));
    assert_eq!(standing.occurrences[0].ended_at, Some(time("11-27 23:30")));
    assert_eq!(standing.incidents[0].steps.len(), 2);
    assert_eq!(standing.incidents[0].impact, Impact::Maintenance);
    assert_eq!(standing.page.updated_at, time("11-27 23:30"));
}

#[test]
fn it_is_upcoming_then_active_then_history() {
    let one = [maintenance(
        "m",
        "11-27 22:00",
        90,
        &["mail"],
        &["11-20 10:00 scheduled"],
    )];
    let site = site(&["mail"]);
    let before = stand(&site, &one, "11-27 21:59");
    assert_eq!(
        (before.upcoming.as_slice(), before.active.as_slice()),
        ([0].as_slice(), [].as_slice())
    );
    assert!(before.months.is_empty());
    assert_eq!(
        statuses(&before.occurrences[0].affected),
        "0=under_maintenance"
    );
    assert_eq!(before.page.description.words(), "All Systems Operational");
    let during = stand(&site, &one, "11-27 22:30");
    assert_eq!(
        (during.upcoming.len(), during.active.as_slice()),
        (0, [0].as_slice())
    );
    assert!(
        during.incidents[0].open && during.open.is_empty(),
        "under way, but not an open incident"
    );
    assert_eq!(during.page.description.words(), "Service Under Maintenance");
    let after = stand(&site, &one, "11-28 00:00");
    assert_eq!((after.upcoming.len(), after.active.len()), (0, 0));
    assert_eq!(after.months[0].entries, [Entry::Maintenance(0)]);
}

#[test]
fn an_update_after_the_start_stops_the_clock() {
    assert_eq!(
        around(&["11-27 23:00 -"])[2..],
        [
            "under_maintenance in_progress",
            "under_maintenance in_progress",
            "under_maintenance in_progress"
        ]
    );
    let one = [maintenance(
        "m",
        "11-27 22:00",
        90,
        &["mail"],
        &["11-27 23:00 -"],
    )];
    let standing = stand(&site(&["mail"]), &one, "11-28 00:10");
    assert!(standing.occurrences[0].overrun);
    let found: Vec<_> = standing
        .findings
        .iter()
        .map(|found| found.what.as_str())
        .collect();
    assert_eq!(
        found,
        ["maintenance is 40 minutes past its end and not completed"]
    );
}

#[test]
fn an_update_before_the_start_leaves_it_to_the_clock() {
    assert_eq!(around(&["11-27 20:00 -"]), around(&[]));
}

#[test]
fn in_progress_before_the_start_begins_it_and_stops_the_clock() {
    let seen = around(&["11-27 21:30 in_progress"]);
    assert_eq!(seen[0], "under_maintenance in_progress");
    assert_eq!(seen[4], "under_maintenance in_progress");
}

#[test]
fn in_progress_at_the_start_is_one_step_and_an_update_there_is_two() {
    let at_start = |heading| {
        let one = [maintenance("m", "11-27 22:00", 90, &["mail"], &[heading])];
        steps(&stand(&site(&["mail"]), &one, "11-27 22:10"))
    };
    assert_eq!(
        at_start("11-27 22:00 in_progress"),
        ["in_progress 0:operational>under_maintenance"]
    );
    assert_eq!(
        at_start("11-27 22:00 -"),
        [
            "in_progress 0:operational>under_maintenance",
            "in_progress (update) 0:under_maintenance>under_maintenance"
        ]
    );
}

#[test]
fn an_update_with_the_id_of_a_transition_keeps_it() {
    let one = [maintenance(
        "m",
        "11-27 22:00",
        90,
        &["mail"],
        &["11-27 22:00 -"],
    )];
    let standing = stand(&site(&["mail"]), &one, "11-27 22:10");
    let ids: Vec<_> = standing.incidents[0]
        .steps
        .iter()
        .map(|step| step.id.as_str())
        .collect();
    assert_eq!(ids, ["u-20261127T220000Z-2", "u-20261127T220000Z"]);
}

#[test]
fn cancelled_before_the_start_it_never_happens() {
    assert_eq!(
        around(&["11-25 10:00 cancelled"]),
        ["operational cancelled"; 5]
    );
    let one = [maintenance(
        "m",
        "11-27 22:00",
        90,
        &["mail"],
        &["11-25 10:00 cancelled"],
    )];
    let standing = stand(&site(&["mail"]), &one, "11-28 00:00");
    assert!(standing.months.is_empty() && standing.components[0].timeline.is_empty());
    assert_eq!(standing.occurrences[0].began_at, None);
}

#[test]
fn cancelled_later_it_ends() {
    assert_eq!(
        around(&["11-27 22:30 cancelled"])[1..3],
        ["under_maintenance in_progress", "operational cancelled"]
    );
}

#[test]
fn announced_again_after_cancelled_it_happens() {
    let seen = around(&["11-25 10:00 cancelled", "11-26 10:00 scheduled"]);
    assert_eq!(seen, around(&[]));
}

#[test]
fn begun_again_after_its_end_it_goes_on_until_completed() {
    let seen = around(&["11-27 23:30 completed", "11-28 08:00 in_progress"]);
    assert_eq!(
        seen[3..],
        ["operational completed", "under_maintenance in_progress"]
    );
}

#[test]
fn without_auto_nothing_happens_by_the_clock() {
    let one = with_window(
        |window| window.auto = false,
        maintenance("m", "11-27 22:00", 90, &["mail"], &[]),
    );
    let standing = stand(&site(&["mail"]), &[one], "11-27 23:40");
    assert_eq!(words(&standing), "operational");
    assert_eq!(standing.occurrences[0].status, IncidentStatus::Scheduled);
    assert_eq!(
        standing.findings[0].what,
        "maintenance is 10 minutes past its end and has not begun"
    );
}

#[test]
fn a_worse_status_in_a_maintenance_counts_and_comes_only_when_it_begins() {
    let one = [maintenance(
        "m",
        "11-27 22:00",
        90,
        &["mail=major_outage"],
        &[],
    )];
    let site = site(&["mail"]);
    assert_eq!(words(&stand(&site, &one, "11-27 21:00")), "operational");
    let during = stand(&site, &one, "11-27 22:30");
    assert_eq!(words(&during), "major_outage");
    assert_eq!(during.incidents[0].impact, Impact::Critical);
    let after = stand(&site, &one, "11-28 12:00");
    assert_eq!(after.components[0].uptime[0].down, 2.0 * 3600.0 - 1800.0);
}

#[test]
fn being_under_maintenance_costs_no_uptime() {
    let one = [maintenance("m", "11-27 22:00", 90, &["mail"], &[])];
    let after = stand(&site(&["mail"]), &one, "11-28 12:00");
    assert_eq!(after.components[0].uptime[0].words(), "100.0%");
    assert_eq!(after.components[0].days[88].seconds[1], 90 * 60);
}

#[test]
fn an_incident_inside_the_window_counts() {
    let both = [
        maintenance("m", "11-27 22:00", 90, &["mail"], &[]),
        incident(
            "x",
            &[
                "11-27 22:15 investigating mail=major_outage",
                "11-27 22:25 resolved",
            ],
        ),
    ];
    let site = site(&["mail"]);
    assert_eq!(words(&stand(&site, &both, "11-27 22:20")), "major_outage");
    assert_eq!(
        words(&stand(&site, &both, "11-27 22:30")),
        "under_maintenance"
    );
    assert_eq!(
        stand(&site, &both, "11-28 12:00").components[0].uptime[0].down,
        600.0
    );
}

#[test]
fn a_word_of_incidents_reads_as_update_and_its_components_count() {
    let headings = ["11-27 22:30 resolved mail=partial_outage"];
    let one = [maintenance("m", "11-27 22:00", 90, &["mail"], &headings)];
    let standing = stand(&site(&["mail"]), &one, "11-27 23:00");
    assert_eq!(words(&standing), "partial_outage");
    assert_eq!(standing.occurrences[0].status, IncidentStatus::InProgress);
}

#[test]
fn a_component_named_with_a_status_at_the_end_stays_so() {
    let headings = [
        "11-27 22:30 - mail web=partial_outage",
        "11-27 23:00 completed web=degraded_performance",
    ];
    let one = [maintenance("m", "11-27 22:00", 90, &["mail"], &headings)];
    let standing = stand(&site(&["mail", "web"]), &one, "11-28 09:00");
    assert_eq!(words(&standing), "operational degraded_performance");
    assert!(
        standing
            .findings
            .iter()
            .any(|found| found.code == "left-behind")
    );
}

#[test]
fn conflict_markers_keep_the_clock_from_completing_it() {
    let one = Incident {
        in_conflict: true,
        ..maintenance("m", "11-27 22:00", 90, &["mail"], &[])
    };
    let standing = stand(&site(&["mail"]), &[one], "11-28 09:00");
    assert_eq!(words(&standing), "under_maintenance");
    assert!(standing.occurrences[0].overrun);
}

#[test]
fn completed_in_the_future_completes_nothing_yet() {
    let one = [maintenance(
        "m",
        "11-27 22:00",
        90,
        &["mail"],
        &["11-27 23:00 completed"],
    )];
    let site = site(&["mail"]);
    let during = stand(&site, &one, "11-27 22:30");
    assert_eq!(words(&during), "under_maintenance");
    assert_eq!(during.incidents[0].steps.len(), 2);
    assert_eq!(
        during.occurrences[0].steps.len(),
        1,
        "an occurrence's steps are none later than now"
    );
    assert_eq!(words(&stand(&site, &one, "11-27 23:00")), "operational");
}

#[test]
fn an_unknown_component_counts_once_it_is_under_way() {
    let one = [Incident {
        components: vec![mark("!mial")],
        ..maintenance("m", "11-27 22:00", 90, &[], &[])
    }];
    let site = site(&["mail"]);
    assert_eq!(
        stand(&site, &one, "11-27 21:00").page.headline,
        "All Systems Operational"
    );
    assert_eq!(
        stand(&site, &one, "11-27 22:30").page.headline,
        "Status of mial not known"
    );
}

#[test]
fn one_announced_for_next_spring_is_listed() {
    let one = [maintenance("m", "2027-04-01 22:00", 90, &["mail"], &[])];
    assert_eq!(stand(&site(&["mail"]), &one, "11-20 12:00").upcoming, [0]);
}
