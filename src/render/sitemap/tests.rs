//! Crawlers find every page, by the month it belongs to.

use super::{headers, robots};
use crate::render::machine::tests::{acme, edition, incident, rendered, window};
use chrono_tz::Tz;

fn addresses(text: &str) -> Vec<&str> {
    text.split("<loc>https://status.acme.example/")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap_or(rest))
        .collect()
}

#[test]
fn every_page_is_listed_once() {
    let mut site = acme();
    site.incidents.push(incident(
        "nightly",
        window("2026-10-30T02:00:00Z", 30, Tz::UTC, Some("FREQ=DAILY")),
        "Backups",
        vec![],
    ));
    site.incidents.push(incident(
        "week",
        window("2026-12-02T02:00:00Z", 30, Tz::UTC, None),
        "Later",
        vec![],
    ));
    let files = rendered(&site, edition());
    assert_eq!(
        addresses(&files["sitemap.xml"]),
        [
            "sitemap/pages.xml",
            "sitemap/2026-11.xml",
            "sitemap/2026-10.xml"
        ]
    );
    assert_eq!(
        addresses(&files["sitemap/2026-10.xml"]),
        [
            "history/2026-10.html",
            "incidents/2026-10-11-failover.html",
            "incidents/nightly.html"
        ]
    );
    assert_eq!(
        addresses(&files["sitemap/2026-11.xml"]),
        [
            "history/2026-11.html",
            "incidents/2026-11-02-notice.html",
            "incidents/2026-11-01-certificate.html",
            "incidents/2026-11-13-upgrade.html",
            "incidents/2026-11-20-api.html"
        ]
    );
    assert_eq!(
        addresses(&files["sitemap/pages.xml"]),
        [
            "",
            "history.html",
            "components/api.html",
            "components/web.html",
            "components/db.html",
            "components/mail.html",
            "incidents/2026-11-18-mail-relay.html",
            "incidents/week.html"
        ]
    );
}

#[test]
fn robots_are_sent_to_the_original() {
    assert_eq!(
        robots(&acme()),
        "User-agent: *\nAllow: /\n\nSitemap: https://status.acme.example/sitemap.xml\n"
    );
}

#[test]
fn no_path_has_two_rules_for_one_header() {
    for folder in ["", "/status/"] {
        let text = headers(folder, &["en".to_owned(), "de".to_owned()]);
        let mut rules: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in text.lines() {
            match line.strip_prefix("  ") {
                Some(header) => rules
                    .last_mut()
                    .expect("a path first")
                    .1
                    .push(header.split(':').next().unwrap_or(header)),
                None => rules.push((line, Vec::new())),
            }
        }
        assert!(rules.len() <= 100 && text.lines().all(|line| line.len() <= 2_000));
        let root = if folder.is_empty() { "/" } else { folder };
        for path in [
            "",
            "index.html",
            "assets/x.css",
            "incidents/x.html",
            "api/v2/summary.json",
            "components/a.svg",
            "metrics",
            "generation.json",
            "de/index.html",
            "de/history.atom",
        ] {
            let path = format!("{root}{path}");
            let matching = rules.iter().filter(|(rule, _)| {
                rule.strip_suffix('*')
                    .map_or(*rule == path, |start| path.starts_with(start))
            });
            let mut set: Vec<_> = matching.flat_map(|(_, headers)| headers).collect();
            let all = set.len();
            set.sort_unstable();
            set.dedup();
            assert_eq!(set.len(), all, "{path}: {set:?}");
            assert!(
                set.contains(&&"Cache-Control") && set.contains(&&"Access-Control-Allow-Origin"),
                "{path}: {set:?}"
            );
        }
    }
}
