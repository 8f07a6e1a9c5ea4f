//! Findings: their full text, their place, and when they leave in peace.

use super::{codes, incident, maintenance, mark, notice, site, stand, time};
use crate::model::{Impact, Incident, Policy, Site};
use crate::problem::Weight;
use crate::status::Standing;
use chrono::TimeDelta;

/// Every finding as `code: what (hint) at "the text of its place"`.
fn full(standing: &Standing) -> Vec<String> {
    standing
        .findings
        .iter()
        .map(|found| {
            assert_eq!(found.weight, Weight::Finding);
            let place = found
                .place
                .as_ref()
                .map_or("nowhere", |place| &place.text[place.span.clone()]);
            format!(
                "{}: {} [{}] {place}",
                found.code,
                found.what,
                found.hint.as_deref().unwrap_or("no hint")
            )
        })
        .collect()
}

/// Gives an incident a text whose lines are its headings, so that findings have places.
fn with_text(mut one: Incident, front: &str) -> Incident {
    let mut text = front.to_owned();
    for update in &mut one.updates {
        let start = text.len();
        text.push_str(&format!("## {}", update.at.format("%H:%M")));
        update.heading = start..text.len();
        text.push('\n');
    }
    one.source = text.into();
    one
}

fn of(site: &Site, one: Incident, front: &str, now: &str) -> Vec<String> {
    full(&stand(site, &[with_text(one, front)], now))
}

#[test]
fn resolved_too_soon_after_monitoring() {
    let headings = [
        "11-20 14:00 investigating api=partial_outage",
        "11-20 14:50 monitoring",
        "11-20 14:55 monitoring",
        "11-20 15:02 resolved",
    ];
    assert_eq!(
        of(&site(&["api"]), incident("x", &headings), "", "11-20 16:00"),
        [
            "monitored-too-briefly: monitored for 12 of 60 minutes [`stillup update x -s monitoring -m \"we keep watching\"`] ## 15:02"
        ]
    );
}

#[test]
fn resolved_without_monitoring() {
    let headings = [
        "11-20 14:00 investigating api=partial_outage",
        "11-20 16:00 resolved",
    ];
    let found = of(&site(&["api"]), incident("x", &headings), "", "11-20 16:00");
    assert!(
        found[0].starts_with("monitored-too-briefly: monitored for 0 of 60 minutes"),
        "{found:?}"
    );
}

#[test]
fn monitoring_before_a_reopening_does_not_count() {
    let headings = [
        "11-20 10:00 investigating api=partial_outage",
        "11-20 11:00 monitoring",
        "11-20 12:30 resolved",
        "11-20 13:00 investigating",
        "11-20 13:30 resolved",
    ];
    let found = of(&site(&["api"]), incident("x", &headings), "", "11-20 14:00");
    assert!(
        found[0].contains("monitored for 0 of 60 minutes"),
        "{found:?}"
    );
}

#[test]
fn monitored_long_enough_is_no_finding() {
    let headings = [
        "11-20 14:00 investigating api=partial_outage",
        "11-20 14:50 monitoring",
        "11-20 15:50 resolved",
    ];
    assert_eq!(
        of(&site(&["api"]), incident("x", &headings), "", "11-20 16:00"),
        [""; 0]
    );
}

#[test]
fn a_finished_incident_is_left_in_peace_after_a_week() {
    let one = [incident(
        "x",
        &["11-01 14:00 investigating !databse", "11-01 16:00 resolved"],
    )];
    let mut site = site(&["api"]);
    site.policy.off = vec!["no-word-on-impact"];
    assert_eq!(
        codes(&stand(&site, &one, "11-08 16:00")),
        ["monitored-too-briefly"],
        "what is switched off is not looked for"
    );
    site.policy.off.clear();
    assert_eq!(
        codes(&stand(&site, &one, "11-08 16:00")),
        ["monitored-too-briefly", "no-word-on-impact"]
    );
    assert_eq!(codes(&stand(&site, &one, "11-08 16:01")), [""; 0]);
}

#[test]
fn no_update_for_half_an_hour() {
    let headings = ["11-20 14:00 investigating api=partial_outage"];
    let site = site(&["api"]);
    assert_eq!(
        of(&site, incident("x", &headings), "", "11-20 14:30"),
        [""; 0]
    );
    assert_eq!(
        of(&site, incident("x", &headings), "", "11-20 14:45"),
        [
            "no-recent-update: no update for 45 minutes; the policy is one every 30 minutes [`stillup update x -m \"what is known now\"`] ## 14:00"
        ]
    );
}

#[test]
fn each_rule_of_the_policy_can_be_switched_off() {
    let mut site = site(&["api"]);
    site.policy = Policy {
        monitor_before_resolved: None,
        update_every: None,
        off: Vec::new(),
    };
    let both = [
        incident("x", &["11-20 14:00 investigating api=partial_outage"]),
        incident(
            "y",
            &[
                "11-20 14:00 investigating api=partial_outage",
                "11-20 14:10 resolved",
            ],
        ),
    ];
    assert_eq!(codes(&stand(&site, &both, "11-20 18:00")), [""; 0]);
}

#[test]
fn a_promise_that_has_passed() {
    let promised = |headings: &[&str]| Incident {
        next_update: Some(time("11-20 15:00")),
        ..incident("x", headings)
    };
    let front = "---\nnext_update: 15:00\n---\n";
    let site = site(&["api"]);
    let open = ["11-20 14:00 investigating api=partial_outage"];
    assert_eq!(
        of(&site, promised(&open), front, "11-20 14:59"),
        [""; 0],
        "it stands in for the policy"
    );
    assert_eq!(
        of(&site, promised(&open), front, "11-20 15:00"),
        [
            "promise-passed: the next update was promised for 2026-11-20 15:00 UTC and has not come [`stillup update x -m \"what is known now\"`] next_update: 15:00"
        ]
    );
    let kept = [
        "11-20 14:00 investigating api=partial_outage",
        "11-20 15:00 -",
    ];
    assert_eq!(of(&site, promised(&kept), front, "11-20 15:20"), [""; 0]);
    let standing = stand(&site, &[promised(&open)], "11-20 14:10");
    assert_eq!(standing.page.next_update_by, Some(time("11-20 15:00")));
    assert!(!standing.incidents[0].overdue);
    assert!(stand(&site, &[promised(&open)], "11-20 15:00").incidents[0].overdue);
}

#[test]
fn a_component_left_behind_with_no_open_incident() {
    let headings = [
        "11-01 14:00 investigating web=major_outage",
        "11-01 15:00 monitoring",
        "11-01 16:00 resolved web=degraded_performance",
    ];
    assert_eq!(
        of(&site(&["web"]), incident("x", &headings), "", "11-20 16:00"),
        [
            "left-behind: `web` is `degraded_performance`, but no incident is open [once it works: `## 2026-11-20 16:00 UTC - update {web=operational}`] ## 16:00"
        ],
        "however long ago"
    );
}

#[test]
fn a_component_left_behind_is_no_finding_while_another_incident_explains_it() {
    let both = [
        incident(
            "x",
            &[
                "11-01 14:00 investigating web=major_outage",
                "11-01 16:00 resolved web=degraded_performance",
            ],
        ),
        incident("y", &["11-20 15:50 investigating web=degraded_performance"]),
    ];
    assert_eq!(
        codes(&stand(&site(&["web"]), &both, "11-20 16:00")),
        [""; 0]
    );
}

#[test]
fn an_update_in_the_future() {
    let headings = [
        "11-20 14:00 investigating api=partial_outage",
        "11-20 16:05 resolved",
    ];
    assert_eq!(
        of(&site(&["api"]), incident("x", &headings), "", "11-20 14:05"),
        [
            "update-in-future: this update is 2 hours in the future: it ends nothing yet [if it is meant for now, write `2026-11-20 14:05 UTC`] ## 16:05"
        ]
    );
    assert_eq!(
        codes(&stand(
            &site(&["api"]),
            &[notice("n", &["11-21 14:00 -"])],
            "11-20 14:05"
        )),
        ["update-in-future"]
    );
}

#[test]
fn resolved_with_no_word_on_impact() {
    let headings = [
        "11-20 14:00 investigating",
        "11-20 14:10 monitoring",
        "11-20 16:00 resolved",
    ];
    let site = site(&["api"]);
    assert_eq!(
        of(&site, incident("x", &headings), "", "11-20 16:05"),
        [
            "no-word-on-impact: resolved with no word on impact [name what was affected, `components: [api]`, and say in a sentence who noticed what] ## 16:00"
        ]
    );
    let labelled = Incident {
        impact: Some(Impact::None),
        ..incident("x", &headings)
    };
    assert_eq!(of(&site, labelled, "", "11-20 16:05"), [""; 0]);
    let mut wordless = Incident {
        components: vec![mark("api=partial_outage")],
        ..incident("x", &headings)
    };
    wordless
        .updates
        .iter_mut()
        .for_each(|update| update.text = "".into());
    assert_eq!(
        codes(&stand(&site, &[wordless], "11-20 16:05")),
        ["no-word-on-impact"]
    );
}

#[test]
fn an_impact_set_lower_than_what_happened() {
    let one = Incident {
        impact: Some(Impact::Minor),
        ..incident("x", &["11-20 14:00 investigating api=major_outage"])
    };
    assert_eq!(
        of(
            &site(&["api"]),
            one,
            "---\nimpact: minor\n---\n",
            "11-20 14:05"
        ),
        [
            "impact-too-low: impact is set to `minor`, but a component was at `major_outage` [`impact: critical`, or leave the line out] impact: minor"
        ]
    );
}

#[test]
fn a_bare_component_that_nothing_explains() {
    let site = site(&["api", "web"]);
    assert_eq!(
        of(
            &site,
            incident("x", &["11-20 14:00 investigating web"]),
            "",
            "11-20 14:05"
        ),
        [
            "bare-component: `web` has no status here and counts as `partial_outage` [say how bad it is: `{web=degraded_performance}`, or set `impact: minor`] ## 14:00"
        ]
    );
    let in_front = Incident {
        components: vec![mark("api")],
        ..incident("x", &["11-20 14:00 investigating"])
    };
    assert_eq!(
        of(
            &site,
            in_front,
            "---\ncomponents: [api]\n---\n",
            "11-20 14:05"
        ),
        [
            "bare-component: `api` has no status here and counts as `partial_outage` [say how bad it is: `impact: minor`] components: [api]"
        ]
    );
}

#[test]
fn maintenance_past_its_end() {
    let mut one = maintenance("m", "11-20 14:00", 60, &["api"], &["11-20 14:30 verifying"]);
    one.next_update = None;
    assert_eq!(
        of(&site(&["api"]), one, "", "11-20 15:01"),
        [
            "maintenance-overrun: maintenance is 1 minute past its end and not completed [`stillup update m -s completed -m \"done\"`, or a later `until`] ## 14:30"
        ]
    );
}

#[test]
fn findings_come_in_the_order_of_their_files() {
    let all = [
        incident("b", &["11-20 14:00 investigating api"]),
        maintenance("a", "11-20 10:00", 60, &["api"], &["11-20 10:30 -"]),
    ];
    let standing = stand(&site(&["api"]), &all, "11-20 14:40");
    assert_eq!(
        codes(&standing),
        ["maintenance-overrun", "no-recent-update", "bare-component"]
    );
}

#[test]
fn maintenance_is_not_asked_for_an_update_every_half_hour() {
    let one = maintenance("m", "11-20 10:00", 6 * 60, &["api"], &["11-20 10:30 -"]);
    let standing = stand(&site(&["api"]), &[one], "11-20 14:40");
    assert!(!standing.incidents[0].overdue);
    assert_eq!(codes(&standing), [""; 0]);
    assert_eq!(
        standing.occurrences[0].end - standing.now,
        TimeDelta::minutes(80)
    );
}
