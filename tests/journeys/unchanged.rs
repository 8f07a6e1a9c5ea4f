//! Building again without reading anything, for as long as that tells the same.

use crate::site::{Ran, Site, files};
use std::time::Duration;

const RECORD: &str = ".stillup/cache/build";
const PAGES: &str = ".stillup/cache/pages";

const WORK: &str = "---\nscheduled: 2026-11-20 14:45 UTC\nfor: 2h\ncomponents: [web]\n---\n# Web: a new disk\n\n\
    ## 2026-11-19 08:00 UTC - scheduled\n\nWe put in a new disk.\n";

/// A site built for the second time, once the disk's clock could tell what changes from now on.
fn steady() -> Site {
    let site = Site::new();
    site.write("incidents/2026-11-20-disk.md", WORK);
    site.expect("build", 0);
    assert!(!site.path(RECORD).exists(), "its files are too young");
    std::thread::sleep(Duration::from_millis(2_100));
    let ran = site.expect("build --now 2026-11-20T14:31:00Z", 0);
    assert_eq!(ran.talk, "public/site: nothing to do\n");
    assert!(site.path(RECORD).exists());
    std::fs::remove_file(site.path(PAGES)).expect("pages were remembered");
    site
}

/// Builds, and tells whether it went the whole way: who does remembers pages.
fn build(site: &Site, time: &str) -> (Ran, bool) {
    let ran = site.expect(&format!("build --now 2026-11-20T{time}:00Z"), 0);
    (ran, site.path(PAGES).exists())
}

#[test]
fn an_unchanged_site_is_not_read_again() {
    let site = steady();
    let before = files(&site.path("public/site"));
    for time in ["14:31", "14:44"] {
        let (ran, whole) = build(&site, time);
        assert_eq!(
            (ran.talk.as_str(), whole),
            ("public/site: nothing to do\n", false)
        );
    }
    assert_eq!(files(&site.path("public/site")), before);
    let ran = site.expect("--quiet build --now 2026-11-20T14:32:00Z", 0);
    assert_eq!(ran.talk, "");
    site.expect("build --force --now 2026-11-20T14:32:00Z", 0);
    assert!(site.path(PAGES).exists(), "`--force` looks at everything");
}

#[test]
fn time_alone_changes_pages_too() {
    let site = steady();
    let (ran, whole) = build(&site, "14:30");
    assert!(whole, "earlier than the record: {}", ran.talk);
    let site = steady();
    let (_, whole) = build(&site, "14:45");
    assert!(
        whole
            && site
                .read("public/site/status.json")
                .contains("under_maintenance")
    );
    // With nothing ahead, copies are written anew from time to time.
    let site = steady();
    std::fs::remove_file(site.path("incidents/2026-11-20-disk.md")).expect("gone");
    site.expect("build --now 2026-11-20T14:32:00Z", 0);
    std::thread::sleep(Duration::from_millis(2_100));
    site.expect("build --now 2026-11-20T14:33:00Z", 0);
    std::fs::remove_file(site.path(PAGES)).expect("pages were remembered");
    assert!(!build(&site, "15:01").1);
    let (ran, whole) = build(&site, "15:02");
    assert!(whole && ran.talk.contains(" files written"), "{}", ran.talk);
}

/// Something that happens to a site, and what its pages show after the next build.
type Change = (&'static str, fn(&Site), fn(&Site) -> bool);

const CHANGES: &[Change] = &[
    (
        "an incident is edited",
        |site| {
            let end = "\n## 2026-11-20 14:20 UTC - identified\n\nIt was the disk.\n";
            site.append("incidents/2026-11-20-api.md", end);
        },
        |site| {
            site.read("public/site/index.html")
                .contains("It was the disk.")
        },
    ),
    (
        "an incident is touched",
        |site| site.append("incidents/2026-11-20-api.md", ""),
        |site| {
            site.path("public/site/incidents/2026-11-20-api.html")
                .exists()
        },
    ),
    (
        "an incident is added",
        |site| {
            let text = "# Web: slow\n\n## 2026-11-20 14:29 UTC - investigating {web=degraded_performance}\n\nSlow.\n";
            site.write("incidents/2026-11-20-web.md", text);
        },
        |site| site.read("public/site/index.html").contains("Web: slow"),
    ),
    (
        "an incident is deleted",
        |site| std::fs::remove_file(site.path("incidents/2026-10-03-slow.md")).expect("gone"),
        |site| {
            !site
                .path("public/site/incidents/2026-10-03-slow.html")
                .exists()
        },
    ),
    (
        "a theme is added",
        |site| site.write("themes/harbour/theme.css", "body { color: rebeccapurple }"),
        |site| {
            site.read("public/site/index.html")
                .contains("rebeccapurple")
        },
    ),
    (
        "a template is added",
        |site| site.write("templates/embed.html", "our own"),
        |site| site.read("public/site/embed.html").contains("our own"),
    ),
    (
        "the settings are edited",
        |site| {
            let text = site.read("stillup.toml").replace("Acme Status", "Acme Now");
            site.write("stillup.toml", &text);
        },
        |site| site.read("public/site/index.html").contains("Acme Now"),
    ),
    (
        "a page is cut off",
        |site| site.write("public/site/incidents/2026-10-03-slow.html", "<html>"),
        |site| {
            site.read("public/site/incidents/2026-10-03-slow.html")
                .contains("</html>")
        },
    ),
    (
        "a page is gone",
        |site| std::fs::remove_file(site.path("public/site/history.html")).expect("gone"),
        |site| site.path("public/site/history.html").exists(),
    ),
    (
        "the head is damaged, as long as before",
        |site| {
            let head = site.read("public/site/generation.json").replace('{', "[");
            site.write("public/site/generation.json", &head);
        },
        |site| site.read("public/site/generation.json").starts_with('{'),
    ),
];

#[test]
fn whatever_happens_to_a_file_is_seen() {
    std::thread::scope(|scope| {
        for (name, change, shows) in CHANGES {
            scope.spawn(move || {
                let site = steady();
                change(&site);
                let (_, whole) = build(&site, "14:32");
                assert!(whole, "{name}: not looked at");
                assert!(shows(&site), "{name}: not shown");
            });
        }
    });
}

#[test]
fn what_is_wrong_is_told_every_time() {
    let site = Site::new();
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 14:20 UTC - identifed\n\nWell.\n",
    );
    let first = site.expect("build", 1);
    std::thread::sleep(Duration::from_millis(2_100));
    let second = site.expect("build", 1);
    assert!(!site.path(RECORD).exists());
    assert!(first.talk.contains("identifed") && second.talk.contains("identifed"));
}
