//! What pages say, and that nothing a person types breaks them.

use super::sample::{busy, incident, now, open_incident, quiet, text, time, tree};
use crate::render::markdown::printable;
use proptest::prelude::*;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// With the words replaced by others the page is the same: so no word ended a tag or began one.
    #[test]
    fn any_title_leaves_the_page_as_it_was(typed in ".{0,60}", name in "[a-z<>&\"'{}%/ -]{1,30}") {
        let (title, component) = (format!("⟦{typed}⟧"), format!("⟪{name}⟫"));
        let page = |title: &str, component: &str| {
            let mut site = quiet();
            site.components[0].title = component.into();
            site.incidents = vec![open_incident(), incident(
                "2026-11-01-old",
                "Old",
                &["2026-11-01 08:10 investigating api | Down.", "2026-11-01 09:10 resolved | Up."],
            )];
            for incident in &mut site.incidents {
                incident.title = title.into();
            }
            let tree = tree(site, now());
            ["index.html", "incidents/2026-11-20-api-errors.html", "incidents/2026-11-01-old.html", "history/2026-11.html", "components/api.html"]
                .map(|path| text(&tree, path))
        };
        let (typed, plain) = (page(&title, &component), page("TITLE", "COMPONENT"));
        for (typed, plain) in typed.iter().zip(&plain) {
            let back = typed
                .replace(&escaped(&printable(&title)), "TITLE")
                .replace(&escaped(&component), "COMPONENT");
            prop_assert_eq!(&back, plain);
        }
    }
}

#[test]
fn an_unknown_component_is_named_as_not_known_with_its_age() {
    let mut site = quiet();
    site.incidents = vec![incident(
        "2026-11-20-x",
        "Something",
        &["2026-11-20 14:05 investigating api=unknown !databse | We look."],
    )];
    let tree = tree(site, now());
    let home = text(&tree, "index.html");
    assert!(!home.contains("All Systems Operational"), "{home}");
    assert!(
        home.contains("Status of <bdi>databse</bdi> not known"),
        "{home}"
    );
    let page = text(&tree, "incidents/2026-11-20-x.html");
    assert!(
        page.contains("Status of <bdi>databse</bdi> not known"),
        "{page}"
    );
}

#[test]
fn an_entry_with_problems_says_that_it_is_being_corrected() {
    let tree = tree(busy(), now());
    for path in [
        "incidents/2026-11-12-search.html",
        "history/2026-11.html",
        "index.html",
    ] {
        assert!(text(&tree, path).contains("being corrected"), "{path}");
    }
    assert!(!text(&tree, "incidents/2026-10-03-storage.html").contains("being corrected"));
}

#[test]
fn a_page_says_when_it_was_written_and_when_it_is_stale() {
    let home = text(&tree(busy(), now()), "index.html");
    for moment in [
        "2026-11-20T14:36:00Z",
        "2026-11-20T15:06:00Z",
        "2026-11-20T16:06:00Z",
    ] {
        assert!(
            home.contains(&format!("<time datetime=\"{moment}\"")),
            "{moment}"
        );
    }
}

#[test]
fn a_broken_promise_is_said() {
    let tree = tree(busy(), time("2026-11-20 15:20"));
    for path in ["index.html", "incidents/2026-11-20-api-errors.html"] {
        assert!(text(&tree, path).contains("was due by"), "{path}");
    }
}

#[test]
fn quiet_days_are_said_together() {
    let home = text(&tree(quiet(), now()), "index.html");
    assert!(
        home.contains("7 – 20 Nov") && home.contains("No incidents."),
        "{home}"
    );
}

#[test]
fn a_series_shows_each_window_under_its_anchor() {
    let page = text(&tree(busy(), now()), "incidents/weekly-restart.html");
    assert!(page.contains("every week on Sunday"), "{page}");
    for id in [
        "weekly-restart-20261122",
        "weekly-restart-20261115",
        "weekly-restart-20260906",
    ] {
        assert!(page.contains(&format!(" id=\"{id}\"")), "{id}");
    }
}

#[test]
fn with_a_source_unread_no_page_says_that_nothing_happened() {
    let mut site = quiet();
    site.incidents.clear();
    site.unread = vec!["incidents".into()];
    let tree = tree(site, now());
    for path in ["index.html", "history.html", "components/api.html"] {
        let page = text(&tree, path);
        assert!(page.contains("a source could not be read."), "{path}");
        for claim in [
            "No incidents",
            "Nothing has happened",
            "Nothing in the",
            "100.0%",
            "quiet on 1",
            "quiet on 3",
        ] {
            assert!(!page.contains(claim), "{path}: {claim}");
        }
    }
    assert!(!text(&tree, "metrics").contains("uptime_ratio{"));
    assert!(text(&tree, "badge.json").contains("not known"));
}

#[test]
fn while_an_incident_is_open_no_badge_of_all_is_green() {
    let mut site = quiet();
    let mut one = open_incident();
    for mark in one.updates.iter_mut().flat_map(|update| &mut update.marks) {
        mark.says = crate::model::Says::Status(crate::model::ComponentStatus::Operational);
    }
    site.incidents = vec![one];
    let tree = tree(site, now());
    assert!(text(&tree, "badge.json").contains("degraded performance"));
}

#[test]
fn a_title_does_not_turn_our_words_about() {
    let mut site = busy();
    for one in &mut site.incidents {
        one.title = format!("Before\u{202E}{}\u{2067}", one.title);
    }
    let tree = tree(site, now());
    for (path, file) in &tree.files {
        let bytes = file.bytes();
        let page = String::from_utf8_lossy(&bytes);
        let turned = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        assert!(!page.contains(turned), "{path}");
    }
}
