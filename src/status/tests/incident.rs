//! Incidents: how component statuses carry forward, end, and come back.

use super::{changes, incident, mark, notice, site, stand, statuses, time, words};
use crate::model::{Impact, Incident, IncidentStatus};
use crate::status::Description;

const WORKED: [&str; 4] = [
    "11-20 14:05 investigating api=partial_outage web=degraded_performance",
    "11-20 14:20 identified",
    "11-20 14:50 monitoring api=degraded_performance web=operational",
    "11-20 16:02 resolved",
];

/// The components' statuses after each heading of one incident.
fn after_each(components: &[&str], headings: &[&str]) -> Vec<String> {
    let site = site(components);
    (1..=headings.len())
        .map(|count| {
            words(&stand(
                &site,
                &[incident("a", &headings[..count])],
                &headings[count - 1][..11],
            ))
        })
        .collect()
}

#[test]
fn a_status_carries_forward_until_a_heading_changes_it() {
    assert_eq!(
        after_each(&["api", "web"], &WORKED),
        [
            "partial_outage degraded_performance",
            "partial_outage degraded_performance",
            "degraded_performance operational",
            "operational operational",
        ]
    );
    let after = stand(
        &site(&["api", "web"]),
        &[incident("a", &WORKED)],
        "11-20 18:00",
    );
    let standing = &after.incidents[0];
    assert_eq!(standing.impact, Impact::Major);
    assert_eq!(standing.started_at, time("11-20 14:05"));
    assert_eq!(standing.ended_at, Some(time("11-20 16:02")));
    assert_eq!(standing.monitoring_at, Some(time("11-20 14:50")));
    assert_eq!(standing.updated_at, time("11-20 16:02"));
    assert_eq!(standing.status, IncidentStatus::Resolved);
    assert!(!standing.open && after.open.is_empty() && standing.now.is_empty());
    assert_eq!(
        statuses(&standing.affected),
        "0=partial_outage 1=degraded_performance"
    );
    let spans: Vec<_> = after.components[0]
        .timeline
        .iter()
        .map(|span| (span.from, span.to, span.status.word()))
        .collect();
    assert_eq!(
        spans,
        [
            (
                time("11-20 14:05"),
                Some(time("11-20 14:50")),
                "partial_outage"
            ),
            (
                time("11-20 14:50"),
                Some(time("11-20 16:02")),
                "degraded_performance"
            ),
        ]
    );
    assert_eq!(after.components[0].status_since, Some(time("11-20 16:02")));
}

#[test]
fn each_step_says_of_every_component_named_so_far_what_it_was_and_is() {
    let headings = [
        "11-20 14:00 investigating web=major_outage",
        "11-20 14:10 - api=partial_outage",
        "11-20 15:00 resolved",
    ];
    let standing = stand(
        &site(&["api", "web"]),
        &[incident("a", &headings)],
        "11-20 16:00",
    );
    let steps: Vec<String> = standing.incidents[0].steps.iter().map(changes).collect();
    assert_eq!(
        steps,
        [
            "investigating 1:operational>major_outage",
            "investigating (update) 0:operational>partial_outage 1:major_outage>major_outage",
            "resolved 0:partial_outage>operational 1:major_outage>operational",
        ]
    );
}

#[test]
fn a_bare_component_is_operational_in_an_ending_update() {
    assert_eq!(
        after_each(
            &["api"],
            &[
                "11-20 14:00 investigating api=major_outage",
                "11-20 15:00 resolved api"
            ]
        ),
        ["major_outage", "operational"]
    );
}

#[test]
fn a_bare_component_keeps_its_status_when_it_is_not_operational() {
    assert_eq!(
        after_each(
            &["api"],
            &[
                "11-20 14:00 investigating api=degraded_performance",
                "11-20 14:30 identified api"
            ]
        ),
        ["degraded_performance", "degraded_performance"]
    );
}

#[test]
fn impact_decides_what_a_bare_component_is() {
    let of = |impact| {
        let one = Incident {
            impact,
            ..incident("a", &["11-20 14:00 investigating api"])
        };
        let standing = stand(&site(&["api"]), &[one], "11-20 14:10");
        (
            words(&standing),
            standing
                .findings
                .iter()
                .filter(|found| found.code == "bare-component")
                .count(),
        )
    };
    assert_eq!(of(Some(Impact::None)), ("operational".into(), 0));
    assert_eq!(of(Some(Impact::Minor)), ("degraded_performance".into(), 0));
    assert_eq!(of(Some(Impact::Major)), ("partial_outage".into(), 0));
    assert_eq!(of(Some(Impact::Critical)), ("major_outage".into(), 0));
    assert_eq!(of(None), ("partial_outage".into(), 1));
}

#[test]
fn the_front_matter_names_components_from_the_start() {
    let one = Incident {
        components: vec![mark("api=major_outage"), mark("web=major_outage")],
        ..incident(
            "a",
            &[
                "11-20 14:00 investigating web=degraded_performance",
                "11-20 15:00 resolved",
            ],
        )
    };
    let site = site(&["api", "web"]);
    let standing = stand(&site, std::slice::from_ref(&one), "11-20 16:00");
    assert_eq!(
        changes(&standing.incidents[0].steps[0]),
        "investigating 0:operational>major_outage 1:operational>degraded_performance"
    );
    assert_eq!(words(&standing), "operational operational");
    assert_eq!(
        standing.components[1].timeline.len(),
        1,
        "the heading wins, from the same moment"
    );
}

#[test]
fn resolved_ends_what_it_does_not_name_and_leaves_what_it_names_as_named() {
    assert_eq!(
        after_each(
            &["api", "web"],
            &[
                "11-20 14:00 investigating api=major_outage web=major_outage",
                "11-20 15:00 resolved web=degraded_performance",
                "11-20 16:00 - web=operational",
            ]
        ),
        [
            "major_outage major_outage",
            "operational degraded_performance",
            "operational operational"
        ]
    );
    let headings = [
        "11-20 14:00 investigating web=major_outage",
        "11-20 15:00 resolved web=degraded_performance",
        "11-20 16:00 - web=operational",
    ];
    let standing = stand(&site(&["web"]), &[incident("a", &headings)], "11-20 17:00");
    assert_eq!(
        standing.incidents[0].ended_at,
        Some(time("11-20 15:00")),
        "clearing it reopens nothing"
    );
    assert!(standing.open.is_empty());
}

#[test]
fn reopening_takes_each_component_back_to_what_it_was_just_before_the_end() {
    let headings = [
        "11-20 14:00 investigating api=major_outage web=partial_outage",
        "11-20 15:00 resolved",
        "11-20 16:00 investigating web=degraded_performance",
    ];
    assert_eq!(
        after_each(&["api", "web"], &headings),
        [
            "major_outage partial_outage",
            "operational operational",
            "major_outage degraded_performance"
        ]
    );
    let standing = stand(
        &site(&["api", "web"]),
        &[incident("a", &headings)],
        "11-20 17:00",
    );
    assert_eq!(standing.open, [0]);
    assert_eq!(standing.incidents[0].ended_at, None);
    let between: Vec<_> = standing.components[0]
        .timeline
        .iter()
        .map(|span| (span.from, span.to))
        .collect();
    assert_eq!(
        between,
        [
            (time("11-20 14:00"), Some(time("11-20 15:00"))),
            (time("11-20 16:00"), None)
        ],
        "the time between stays operational"
    );
}

#[test]
fn a_postmortem_on_an_open_incident_closes_nothing() {
    let headings = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 15:00 postmortem",
    ];
    let standing = stand(&site(&["api"]), &[incident("a", &headings)], "11-20 16:00");
    assert_eq!(words(&standing), "major_outage");
    assert_eq!(standing.incidents[0].status, IncidentStatus::Investigating);
    assert!(standing.incidents[0].steps[1].plain);
}

#[test]
fn a_postmortem_after_the_end_keeps_the_time_of_the_end() {
    let headings = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 15:00 resolved",
        "11-22 09:00 postmortem api",
    ];
    let standing = stand(&site(&["api"]), &[incident("a", &headings)], "11-23 00:00");
    assert_eq!(standing.incidents[0].status, IncidentStatus::Postmortem);
    assert_eq!(standing.incidents[0].ended_at, Some(time("11-20 15:00")));
    assert_eq!(words(&standing), "operational");
}

#[test]
fn an_update_in_the_future_is_shown_and_worsens_at_once() {
    let headings = [
        "11-20 14:00 investigating api=degraded_performance",
        "11-20 18:00 - api=major_outage",
    ];
    let standing = stand(&site(&["api"]), &[incident("a", &headings)], "11-20 14:30");
    assert_eq!(words(&standing), "major_outage");
    assert_eq!(standing.incidents[0].steps.len(), 2);
    assert!(
        standing
            .findings
            .iter()
            .any(|found| found.code == "update-in-future")
    );
    assert!(
        standing.components[0]
            .timeline
            .iter()
            .all(|span| span.from <= standing.now)
    );
}

#[test]
fn an_update_in_the_future_improves_and_ends_nothing_before_its_time() {
    let headings = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 18:00 - api=operational",
        "11-20 19:00 resolved",
    ];
    let site = site(&["api"]);
    let one = [incident("a", &headings)];
    let standing = stand(&site, &one, "11-20 14:30");
    assert_eq!(words(&standing), "major_outage");
    assert_eq!(standing.open, [0]);
    assert!(
        standing.incidents[0].steps[2].plain,
        "a future `resolved` is not shown as resolved"
    );
    assert_eq!(words(&stand(&site, &one, "11-20 18:00")), "operational");
    assert_eq!(stand(&site, &one, "11-20 19:00").open, [0; 0]);
}

#[test]
fn an_unreadable_component_status_is_not_known_and_remembers_what_was() {
    let headings = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 14:30 identified api=partail",
    ];
    let standing = stand(
        &site(&["api", "web"]),
        &[incident("a", &headings)],
        "11-20 15:00",
    );
    assert_eq!(words(&standing), "unknown operational");
    assert_eq!(standing.components[0].last_known.word(), "major_outage");
    assert_eq!(
        standing.page.description,
        Description::PartialOutage,
        "no better than what was last known"
    );
    assert_eq!(standing.page.headline, "Status of API not known");
    assert_eq!(standing.page.status.word(), "unknown");
    assert!(standing.components[0].uptime[0].unknown >= 0.0);
}

#[test]
fn an_unreadable_incident_status_reads_as_update() {
    let headings = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 14:30 resolvd",
    ];
    let standing = stand(&site(&["api"]), &[incident("a", &headings)], "11-20 15:00");
    assert_eq!(words(&standing), "major_outage");
    assert_eq!(standing.open, [0]);
    assert!(standing.incidents[0].steps[1].plain);
}

#[test]
fn an_unreadable_incident_status_after_the_end_makes_its_components_unknown() {
    let headings = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 15:00 resolved",
        "11-20 16:00 reopend",
    ];
    assert_eq!(
        after_each(&["api", "web"], &headings)[2],
        "unknown operational"
    );
}

#[test]
fn an_unknown_component_in_an_open_incident_makes_the_headline_unknown() {
    let site = site(&["api"]);
    let open = incident("a", &["11-20 14:00 investigating !databse=major_outage"]);
    let standing = stand(&site, std::slice::from_ref(&open), "11-20 15:00");
    assert_eq!(words(&standing), "operational", "it marks no component");
    assert_eq!(standing.page.headline, "Status of databse not known");
    assert_eq!(standing.page.status.word(), "unknown");
    assert_eq!(standing.page.description, Description::PartiallyDegraded);
    assert_eq!(
        standing.incidents[0].steps[0].unknown_components,
        ["databse"]
    );

    let ended = incident(
        "a",
        &[
            "11-20 14:00 investigating !databse=major_outage",
            "11-20 14:30 resolved",
        ],
    );
    let standing = stand(&site, &[ended], "11-20 15:00");
    assert_eq!(
        standing.page.headline, "All Systems Operational",
        "ended: today's page is not touched"
    );
}

#[test]
fn nothing_ends_or_improves_while_conflict_markers_stand() {
    let one = Incident {
        in_conflict: true,
        ..incident(
            "a",
            &[
                "11-20 14:00 investigating api=partial_outage",
                "11-20 14:30 monitoring api=operational web=degraded_performance",
                "11-20 15:00 resolved",
            ],
        )
    };
    let standing = stand(&site(&["api", "web"]), &[one], "11-20 16:00");
    assert_eq!(words(&standing), "partial_outage degraded_performance");
    assert_eq!(standing.open, [0]);
    assert_eq!(standing.incidents[0].status, IncidentStatus::Monitoring);
}

#[test]
fn an_update_of_unreadable_time_makes_its_components_unknown_and_ends_nothing() {
    let with_braces = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 14:00? resolved api=operational",
    ];
    let without = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 14:00? resolved",
    ];
    for headings in [with_braces, without] {
        let standing = stand(&site(&["api"]), &[incident("a", &headings)], "11-20 16:00");
        assert_eq!(words(&standing), "unknown");
        assert_eq!(standing.open, [0]);
        assert_eq!(standing.components[0].last_known.word(), "major_outage");
    }
}

#[test]
fn first_seen_back_dates_the_components_of_the_first_update_only() {
    let one = Incident {
        first_seen: Some(time("11-20 13:00")),
        ..incident(
            "a",
            &[
                "11-20 14:00 investigating api=major_outage",
                "11-20 14:30 - web=major_outage",
            ],
        )
    };
    let standing = stand(&site(&["api", "web"]), &[one], "11-20 15:00");
    assert_eq!(
        standing.components[0].status_since,
        Some(time("11-20 13:00"))
    );
    assert_eq!(
        standing.components[1].status_since,
        Some(time("11-20 14:30"))
    );
    assert_eq!(standing.incidents[0].started_at, time("11-20 13:00"));
    assert_eq!(standing.incidents[0].created_at, time("11-20 14:00"));
}

#[test]
fn first_seen_and_a_single_resolved_tell_of_an_outage_after_the_fact() {
    let one = Incident {
        first_seen: Some(time("11-20 13:00")),
        components: vec![mark("api=major_outage")],
        ..incident("a", &["11-20 14:00 resolved"])
    };
    let standing = stand(&site(&["api"]), &[one], "11-20 15:00");
    let span = &standing.components[0].timeline[0];
    assert_eq!(
        (span.from, span.to),
        (time("11-20 13:00"), Some(time("11-20 14:00")))
    );
}

#[test]
fn a_word_of_maintenance_in_an_incident_reads_as_update() {
    let headings = [
        "11-20 14:00 investigating api=major_outage",
        "11-20 14:30 completed api=partial_outage",
    ];
    let standing = stand(&site(&["api"]), &[incident("a", &headings)], "11-20 15:00");
    assert_eq!(words(&standing), "partial_outage");
    assert_eq!(standing.incidents[0].status, IncidentStatus::Investigating);
}

#[test]
fn an_incident_without_an_update_is_open_from_its_day_and_its_components_are_as_said() {
    let one = Incident {
        components: vec![mark("api=degraded_performance")],
        day: Some(time("11-20 00:00")),
        ..incident("a", &[])
    };
    let standing = stand(&site(&["api"]), &[one], "11-20 15:00");
    assert_eq!(words(&standing), "degraded_performance");
    assert_eq!(standing.open, [0]);
    assert_eq!(standing.incidents[0].started_at, time("11-20 00:00"));
}

#[test]
fn a_notice_changes_nothing_and_is_never_open() {
    let standing = stand(
        &site(&["api"]),
        &[notice("n", &["11-20 14:00 -"])],
        "11-20 15:00",
    );
    assert!(standing.open.is_empty() && !standing.incidents[0].open);
    assert_eq!(standing.page.headline, "All Systems Operational");
    assert!(standing.findings.is_empty());
}

#[test]
fn a_notice_with_component_statuses_counts_as_an_incident() {
    let one = notice("n", &["11-20 14:00 investigating api=partial_outage"]);
    let standing = stand(&site(&["api"]), &[one], "11-20 15:00");
    assert_eq!(words(&standing), "partial_outage");
    assert_eq!(standing.open, [0]);
}

#[test]
fn a_notice_is_pinned_until_it_expires() {
    use crate::model::{Kind, Notice};
    let pinned = |pin, expires, now| {
        let kind = Kind::Notice(Notice { pin, expires });
        let one = Incident {
            kind,
            ..notice("n", &["11-20 14:00 -"])
        };
        stand(&site(&["api"]), &[one], now).pinned
    };
    let expires = Some(time("11-21 00:00"));
    assert_eq!(pinned(true, None, "12-20 15:00"), [0]);
    assert_eq!(pinned(true, expires, "11-20 15:00"), [0]);
    assert_eq!(pinned(true, expires, "11-21 00:00"), [0; 0]);
    assert_eq!(pinned(false, expires, "11-20 15:00"), [0; 0]);
}

#[test]
fn the_worst_of_two_incidents_wins_and_the_other_is_seen_again_when_it_ends() {
    let site = site(&["api"]);
    let both = [
        incident(
            "a",
            &[
                "11-20 10:00 investigating api=degraded_performance",
                "11-20 18:00 resolved",
            ],
        ),
        incident(
            "b",
            &[
                "11-20 12:00 investigating api=major_outage",
                "11-20 13:00 resolved",
            ],
        ),
    ];
    let standing = stand(&site, &both, "11-20 20:00");
    let spans: Vec<_> = standing.components[0]
        .timeline
        .iter()
        .map(|span| (span.status.word(), span.incidents.clone()))
        .collect();
    assert_eq!(
        spans,
        [
            ("degraded_performance", vec![0]),
            ("major_outage", vec![1, 0]),
            ("degraded_performance", vec![0]),
        ]
    );
    assert_eq!(standing.components[0].incidents, [1, 0], "newest first");
}

#[test]
fn a_derived_impact_is_the_worst_over_the_incidents_life_and_a_set_one_wins() {
    let headings = [
        "11-20 14:00 investigating api=degraded_performance",
        "11-20 14:30 - api=major_outage",
        "11-20 14:40 - api=operational",
    ];
    let impact = |set| {
        let one = Incident {
            impact: set,
            ..incident("a", &headings)
        };
        stand(&site(&["api"]), &[one], "11-20 15:00").incidents[0].impact
    };
    assert_eq!(impact(None), Impact::Critical);
    assert_eq!(impact(Some(Impact::Minor)), Impact::Minor);
}
