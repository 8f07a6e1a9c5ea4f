//! Incidents: how component statuses carry forward, end, and come back.

use super::{incident, mark, notice, site, stand, time, words};
use crate::model::{ComponentStatus, Impact, Incident, IncidentStatus};

const WORKED: [&str; 4] = [
    "11-20 14:05 investigating api=partial_outage web=degraded_performance",
    "11-20 14:20 identified",
    "11-20 14:50 monitoring api=degraded_performance web=operational",
    "11-20 16:02 resolved",
];

#[test]
fn a_status_carries_forward_until_a_heading_changes_it() {
    let site = site(&["api", "web"]);
    let api = [incident("api", &WORKED)];
    let seen: Vec<String> = [
        "11-20 14:04",
        "11-20 14:05",
        "11-20 14:30",
        "11-20 14:50",
        "11-20 16:02",
    ]
    .iter()
    .map(|now| {
        let past: Vec<&str> = WORKED
            .iter()
            .copied()
            .filter(|heading| heading[..11] <= **now)
            .collect();
        if past.is_empty() {
            words(&stand(&site, &[], now))
        } else {
            words(&stand(&site, &[incident("api", &past)], now))
        }
    })
    .collect();
    assert_eq!(
        seen,
        [
            "operational operational",
            "partial_outage degraded_performance",
            "partial_outage degraded_performance",
            "degraded_performance operational",
            "operational operational",
        ]
    );
    let after = stand(&site, &api, "11-20 18:00");
    assert_eq!(after.components[0].timeline.len(), 2);
    assert_eq!(after.incidents[0].impact, Impact::Major);
    assert_eq!(after.incidents[0].ended_at, Some(time("11-20 16:02")));
    assert_eq!(after.incidents[0].monitoring_at, Some(time("11-20 14:50")));
    assert_eq!(after.incidents[0].status, IncidentStatus::Resolved);
    assert!(after.open.is_empty());
}

#[test]
fn smoke_uptime() {
    let site = site(&["api"]);
    let one = incident(
        "a",
        &[
            "11-10 00:00 investigating api=major_outage",
            "11-10 02:24 resolved",
        ],
    );
    let standing = stand(&site, &[one], "11-20 18:00");
    // 8640 s of ten whole days.
    assert_eq!(standing.components[0].uptime[2].hundredths, Some(9_900));
    assert_eq!(standing.components[0].days.len(), 90);
    let _ = (mark("x"), notice("x", &[]), ComponentStatus::Unknown);
    let _: Option<Incident> = None;
}
