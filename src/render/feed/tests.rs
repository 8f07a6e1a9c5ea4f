//! Feeds tell every update once, to readers old and new.

use super::{Newest, Place, Told};
use crate::model::{ComponentStatus, Incident, IncidentStatus, Kind, Site};
use crate::render::Edition;
use crate::render::machine::Moment;
use crate::render::machine::tests::{
    acme, any_site, edition, incident, mark, now, rendered, update, well_formed, window,
};
use crate::render::tests::sample::theme;
use crate::status::at;
use chrono::TimeDelta;
use chrono_tz::Tz;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use std::collections::{BTreeMap, BTreeSet};

/// The feeds of a site, by path.
fn feeds(site: &Site) -> BTreeMap<String, String> {
    let is_feed = |path: &str| {
        path.ends_with(".atom") || path.ends_with(".rss") || path.ends_with("feed.json")
    };
    rendered(site, edition())
        .into_iter()
        .filter(|(path, _)| is_feed(path))
        .collect()
}

fn parsed(path: &str, text: &str) -> feed_rs::model::Feed {
    feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn titles(path: &str, text: &str) -> Vec<String> {
    parsed(path, text)
        .entries
        .into_iter()
        .map(|entry| entry.title.map(|title| title.content).unwrap_or_default())
        .collect()
}

#[test]
fn there_is_one_entry_per_update_newest_first() {
    let feeds = feeds(&acme());
    let wanted = [
        "Identified: API requests failing in eu-west",
        "Investigating: API requests failing in eu-west",
        "In progress: Database minor-version upgrade",
        "Scheduled: Mail relay move",
        "Scheduled: Database minor-version upgrade",
        "Completed: Certificate rotation",
        "In progress: Certificate rotation",
        "Notice: Prices change",
        "Scheduled: Certificate rotation",
        "Postmortem: Database failover",
        "Resolved: Database failover",
        "Monitoring: Database failover",
        "Investigating: Database failover",
    ];
    for path in ["history.atom", "history.rss", "feed.json"] {
        assert_eq!(titles(path, &feeds[path]), wanted, "{path}");
    }
    assert_eq!(
        titles("", &feeds["components/mail.rss"]),
        ["Scheduled: Mail relay move"]
    );
    assert_eq!(titles("", &feeds["components/web.atom"]), [""; 0]);
}

#[test]
fn the_three_formats_tell_the_same() {
    let feeds = feeds(&acme());
    let told = |path: &str| -> Vec<_> {
        let entries = parsed(path, &feeds[path]).entries.into_iter();
        entries
            .map(|entry| {
                let html = entry
                    .content
                    .and_then(|content| content.body)
                    .or(entry.summary.map(|summary| summary.content));
                (
                    entry.id,
                    entry.links.first().map(|link| link.href.clone()),
                    html.unwrap_or_default().trim().to_owned(),
                )
            })
            .collect()
    };
    let atom = told("history.atom");
    assert_eq!(atom.len(), 13);
    assert_eq!(
        atom[0].0,
        "tag:status.acme.example,2026:2026-11-20-api/u-20261120T094107Z"
    );
    assert_eq!(
        atom[0].1.as_deref(),
        Some("https://status.acme.example/incidents/2026-11-20-api.html#u-20261120T094107Z")
    );
    assert_eq!(atom, told("history.rss"));
    assert_eq!(atom, told("feed.json"));
}

#[test]
fn ids_never_change_with_edition_mirrors_or_later_updates() {
    let site = acme();
    let ids = |site: &Site, edition: Edition| -> Vec<String> {
        parsed("", &rendered(site, edition)["history.atom"])
            .entries
            .into_iter()
            .map(|entry| entry.id)
            .collect()
    };
    let first = ids(&site, edition());
    let mut later = site.clone();
    later.mirrors.clear();
    later.incidents[5].updates.push(update(
        "2026-11-20T09:59:00Z",
        Some(IncidentStatus::Resolved),
        vec![mark("api", None)],
        "Over.",
    ));
    let edition = Edition {
        generation: 1,
        ..edition()
    };
    let second = ids(&later, edition);
    assert_eq!(
        second[0],
        "tag:status.acme.example,2026:2026-11-20-api/u-20261120T095900Z"
    );
    assert_eq!(second[1..], first);
    let unique: BTreeSet<_> = second.iter().collect();
    assert_eq!(unique.len(), second.len());
}

#[test]
fn every_entry_of_what_is_over_says_resolved_and_no_other() {
    let feeds = feeds(&acme());
    let over = |title: &str| title.ends_with("failover");
    for entry in parsed("", &feeds["history.rss"]).entries {
        let title = entry.title.map(|title| title.content).unwrap_or_default();
        let html = entry
            .summary
            .map(|summary| summary.content)
            .unwrap_or_default();
        assert_eq!(
            html.contains("<strong>Resolved</strong>"),
            over(&title),
            "{title}: {html}"
        );
    }
}

#[test]
fn a_maintenance_keeps_the_marks_that_readers_look_for() {
    let feeds = feeds(&acme());
    let item = feeds["history.rss"]
        .split("<item>")
        .find(|item| item.contains("Mail relay move"))
        .expect("an item");
    assert!(item.contains(
        "<p><strong>THIS IS A SCHEDULED EVENT Nov <var data-var='date'>27</var>, <var data-var='time'>22:00</var> - \
         <var data-var='time'>23:30</var> UTC</strong></p>"
    ));
    assert!(item.contains("<pubDate>Fri, 27 Nov 2026 22:00:00 +0000</pubDate>"));
    assert!(
        item.contains("<maintenanceEndDate>Fri, 27 Nov 2026 23:30:00 +0000</maintenanceEndDate>")
    );
    let item = feeds["history.rss"]
        .split("<item>")
        .find(|item| item.contains("Identified"))
        .expect("an item");
    assert!(!item.contains("maintenanceEndDate") && item.contains(
        "<p><small>Nov <var data-var='date'>20</var>, <var data-var='time'>09:41</var> UTC</small><br><strong>Identified</strong> - A bad "
    ));
}

#[test]
fn a_series_is_announced_once_and_only_what_was_said_follows() {
    let mut site = acme();
    let kind = window(
        "2026-10-01T02:00:00Z",
        30,
        Tz::Europe__Berlin,
        Some("FREQ=DAILY"),
    );
    let told = vec![update(
        "2026-11-03T03:40:00Z",
        Some(IncidentStatus::InProgress),
        vec![],
        "Takes longer.",
    )];
    site.incidents = vec![Incident {
        summary: "Nightly.".into(),
        ..incident("nightly", kind, "Backups", told)
    }];
    let feeds = feeds(&site);
    assert_eq!(
        titles("", &feeds["history.rss"]),
        ["In progress: Backups", "Scheduled: Backups"]
    );
    assert!(feeds["history.rss"].contains("/incidents/nightly.html#u-20261103T034000Z</link>"));
    assert!(!feeds["history.rss"].contains("<strong>Completed</strong> - The scheduled maintenance has been completed.</p>]]></description><guid isPermaLink=\"false\">tag:status.acme.example,2026:nightly/announced"));
}

#[test]
fn feeds_stay_small_whatever_the_history() {
    let mut site = acme();
    let long =
        "A *long* <b>update</b> with \"quotes\" & more, https://x.example/?a=1&b=2.\n\n".repeat(30);
    let told = |day: u32, number: u32| {
        let at = format!("2026-{:02}-{day:02}T{number:02}:00:00Z", day % 10 + 1);
        let status = if number == 9 {
            IncidentStatus::Resolved
        } else {
            IncidentStatus::Identified
        };
        update(
            &at,
            Some(status),
            vec![mark("api", Some(ComponentStatus::MajorOutage))],
            &long,
        )
    };
    for day in 1..29 {
        let updates = (0..10).map(|number| told(day, number)).collect();
        site.incidents.push(incident(
            &format!("many-{day}"),
            Kind::Incident,
            "Again & again",
            updates,
        ));
    }
    let huge = update(
        "2026-11-20T09:59:00Z",
        Some(IncidentStatus::Identified),
        vec![],
        &"Words and words & <more>. ".repeat(40_000),
    );
    site.incidents
        .push(incident("huge", Kind::Incident, "Huge", vec![huge]));
    for (path, text) in feeds(&site) {
        assert!(text.len() < 60_000, "{path} has {} bytes", text.len());
        well_formed_feed(&path, &text);
    }
    let entries = parsed("", &feeds(&site)["history.atom"]).entries;
    assert!(entries.len() >= 5, "{}", entries.len());
    assert!(
        entries[0]
            .content
            .as_ref()
            .and_then(|content| content.body.as_ref())
            .is_some_and(|html| html.contains("Read on</a>"))
    );
}

fn well_formed_feed(path: &str, text: &str) {
    if !path.ends_with(".json") {
        well_formed(path, text);
    }
}

#[test]
fn links_in_texts_lead_to_the_site_itself() {
    let mut site = acme();
    site.settings.address = "https://acme.example:8443/status".into();
    site.incidents[5].updates[1].text =
        "See [this](#u-20261120T090500Z) and [that](2026-10-11-failover.md).".into();
    let text = &feeds(&site)["feed.json"];
    assert!(text.contains(
        "https://acme.example:8443/status/incidents/2026-11-20-api.html#u-20261120T090500Z"
    ));
    assert!(text.contains("https://acme.example:8443/status/incidents/2026-10-11-failover.html"));
    assert!(text.contains("tag:acme.example,2026:status/2026-11-20-api/u-20261120T094107Z"));
}

#[test]
fn of_what_was_said_at_one_moment_the_later_in_the_site_is_newer() {
    let place = |minutes: i64, incident: usize| Place {
        at: now() - TimeDelta::minutes(minutes),
        incident,
        occurrence: None,
        step: Some(0),
    };
    let mut newest = Newest::of(1);
    newest.offer(place(5, 3));
    assert!(!newest.is_above(place(9, 0).at), "there is room still");
    newest.offer(place(9, 0));
    assert!(newest.is_above(place(6, 0).at));
    assert!(!newest.is_above(place(5, 4).at));
    newest.offer(place(5, 4));
    newest.offer(place(5, 2));
    assert_eq!(newest.sorted(), [place(5, 4)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn the_newest_are_the_same_in_whatever_order_incidents_are_looked_at(site in any_site(), most in 1_usize..6) {
        let (standing, theme) = (at(&site, now()), theme());
        let moment = Moment::new((&site, &standing), (theme.locale(0), 0), edition());
        let told = Told::new(&moment);
        // Nothing is left out where there is room for all.
        let mut all = told.newest(0..site.incidents.len(), 10_000);
        all.truncate(most);
        prop_assert_eq!(&told.newest(0..site.incidents.len(), most), &all);
        prop_assert_eq!(&told.newest((0..site.incidents.len()).rev(), most), &all);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn feeds_of_any_site_can_be_read(site in any_site()) {
        for (path, text) in feeds(&site) {
            let feed = parsed(&path, &text);
            let ids: BTreeSet<_> = feed.entries.iter().map(|entry| &entry.id).collect();
            prop_assert_eq!(ids.len(), feed.entries.len(), "{}", path);
            for entry in &feed.entries {
                prop_assert!(entry.published.is_some() && !entry.links.is_empty(), "{}", path);
            }
            prop_assert!(text.len() < 60_000);
        }
    }
}
