//! From the text of a file to what is true: the worked examples of the format, read and derived.

use super::{site, time, words};
use crate::format::{Scope, parse};
use crate::model::{IncidentStatus, Site};
use crate::status::{Standing, at};

/// Reads files into a site and derives it at a moment. The files have no problems.
fn stand(mut site: Site, files: &[(&str, &str)], now: &str) -> Standing {
    let scope = Scope::new(
        site.settings.timezone,
        &site.settings.languages,
        &site.components,
        &site.groups,
    );
    let mut incidents = Vec::new();
    for (id, text) in files {
        let (incident, problems) = parse(id, &format!("incidents/{id}.md"), text, &scope);
        assert_eq!(problems, []);
        incidents.extend(incident);
    }
    site.incidents = incidents;
    at(&site, time(now))
}

const API: &str = "\
# API: requests failing in eu-west

## 2026-11-20 14:05 UTC - investigating {api=partial_outage web=degraded_performance}

We are looking into failed requests. Next update by 14:30 UTC.

## 2026-11-20 14:20 UTC - identified

A bad configuration push. Rolling back.

## 2026-11-20 14:50 UTC - monitoring {api=degraded_performance web=operational}

The rollback is done; we are watching error rates.

## 2026-11-20 16:02 UTC - resolved

Error rates have been normal for an hour. We are sorry.
";

#[test]
fn the_worked_incident_is_over_and_was_monitored_for_long_enough() {
    let standing = stand(site(&["api", "web"]), &[("api", API)], "11-20 18:00");
    assert_eq!(words(&standing), "operational operational");
    assert_eq!(standing.findings, []);
    assert_eq!(standing.incidents[0].ended_at, Some(time("11-20 16:02")));
    assert_eq!(standing.incidents[0].steps[2].id, "u-20261120T145000Z");
}

#[test]
fn a_finding_points_at_its_heading() {
    let text = API.replace("16:02", "15:02");
    let standing = stand(site(&["api", "web"]), &[("api", &text)], "11-20 18:00");
    let place = standing.findings[0].place.as_ref().expect("a place");
    assert_eq!(standing.findings[0].what, "monitored for 12 of 60 minutes");
    assert_eq!(&*place.file, "incidents/api.md");
    assert_eq!(place.line_column().0, 15);
}

#[test]
fn the_worked_maintenance_goes_by_the_clock() {
    let text = "\
---
scheduled: 2026-11-27 22:00 UTC
for: 90m
components: [mail]
---
# Mail relay move

Mail may be delayed by up to ten minutes. Nothing is lost.
";
    let status = |now| {
        let standing = stand(site(&["mail"]), &[("mail", text)], now);
        (words(&standing), standing.occurrences[0].status)
    };
    assert_eq!(
        status("11-27 21:59"),
        ("operational".into(), IncidentStatus::Scheduled)
    );
    assert_eq!(
        status("11-27 22:00"),
        ("under_maintenance".into(), IncidentStatus::InProgress)
    );
    assert_eq!(
        status("11-27 23:30"),
        ("operational".into(), IncidentStatus::Completed)
    );
}

#[test]
fn a_recurring_maintenance_keeps_its_wall_time_in_the_zone_it_is_written_in() {
    let text = "\
---
scheduled: 2026-10-18 02:30 Europe/Berlin
for: 1h
repeat: FREQ=WEEKLY;BYDAY=SU
except: [2026-11-08]
components: [mail]
---
# Weekly patches
";
    let standing = stand(site(&["mail"]), &[("patches", text)], "11-20 12:00");
    let starts: Vec<String> = standing.occurrences[..4]
        .iter()
        .map(|occurrence| format!("{} {}", occurrence.id, occurrence.start.format("%H:%M")))
        .collect();
    assert_eq!(
        starts,
        [
            "patches-20261018 00:30",
            "patches-20261025 00:30",
            "patches-20261101 01:30",
            "patches-20261115 01:30"
        ]
    );
}

#[test]
fn a_group_means_all_its_components() {
    let text =
        "# Core is down\n\n## 2026-11-20 14:05 UTC - investigating {core=major_outage}\n\nDown.\n";
    let standing = stand(
        site(&["core/api", "core/web", "edge/cdn"]),
        &[("core", text)],
        "11-20 14:10",
    );
    assert_eq!(words(&standing), "major_outage major_outage operational");
    assert_eq!(standing.page.headline, "Partial System Outage");
}
