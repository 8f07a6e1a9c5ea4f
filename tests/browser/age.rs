//! What a reader sees as time passes, and before anything but the page is there.

use crate::chromium::{Chromium, Reader};
use crate::copy::Copy;
use crate::site::{self, NOW, Site};
use serde_json::json;

const WINDOW: &str =
    "---\nscheduled: 2026-11-20 15:00 UTC\nfor: 60m\ncomponents: [api]\n---\n# Moving\n\nShort.\n";

/// A site with two copies at addresses on loopback, published at `NOW`.
fn two_copies() -> (Site, Copy, Copy) {
    let site = Site::new("");
    let one = Copy::of(site.path("one"), "");
    let two = Copy::of(site.path("two"), "");
    site.write(
        "stillup.toml",
        &format!(
            "[site]\nid = \"acme\"\ntitle = \"Acme\"\naddress = \"{0}\"\nworker = false\n\n\
             [[component]]\nid = \"api\"\ntitle = \"API\"\n\n\
             [[mirror]]\nname = \"one\"\naddress = \"{0}\"\ndir = {{ path = \"one\" }}\n\n\
             [[mirror]]\nname = \"two\"\naddress = \"{1}\"\ndir = {{ path = \"two\" }}\n",
            one.address, two.address
        ),
    );
    site.write("incidents/2026-11-20-moving.md", WINDOW);
    site.run(&["publish", "--now", NOW]);
    (site, one, two)
}

fn at(now: &'static str, zone: &'static str) -> Reader {
    Reader {
        now: Some(now),
        zone,
        width: 390,
        ..Reader::default()
    }
}

#[test]
fn times_are_the_readers_own_and_say_how_long_ago() {
    let (_site, one, _two) = two_copies();
    let mut browser = Chromium::of(at("2026-11-20T14:48:00Z", "Europe/Berlin"));
    let told = browser.go(&format!("{}/index.html", one.address));
    assert_eq!(told["shift"].as_f64(), Some(0.0));
    let age = browser.text(".age");
    assert!(
        age.starts_with(
            "Written 20 Nov 2026, 15:36 CET (12 minutes ago); a newer copy is due by 16:06 CET"
        ),
        "{age}"
    );
    let before = browser.ask("attribute", json!({ "css": ".age time", "name": "title" }));
    assert_eq!(before, "20 Nov 2026, 14:36 UTC");
    // Without a script it is all there, in the site's zone.
    browser.reader(Reader {
        script: false,
        ..at("2026-11-20T14:48:00Z", "Europe/Berlin")
    });
    browser.go(&format!("{}/index.html", one.address));
    let age = browser.text(".age");
    assert!(
        age.starts_with("Written 20 Nov 2026, 14:36 UTC; a newer copy is due by 15:06 UTC"),
        "{age}"
    );
    assert!(!age.contains("out of date"), "{age}");
}

#[test]
fn a_fresh_page_asks_nobody_and_a_stale_one_says_so_and_finds_a_newer_copy() {
    let (site, one, two) = two_copies();
    let mut browser = Chromium::of(at("2026-11-20T14:48:00Z", "UTC"));
    let told = browser.go(&format!("{}/index.html", one.address));
    assert_eq!(told["requests"].as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(browser.ask("visible", json!({ "css": ".age .old" })), false);
    let fresh = browser.ask("colour", json!({ "css": ".lead strong" }));
    // Another copy goes on; this one does not.
    let config = std::fs::read_to_string(site.path("stillup.toml")).expect("a file");
    let (kept, _) = config.split_once("[[mirror]]").expect("mirrors");
    let (_, second) = config.rsplit_once("[[mirror]]").expect("mirrors");
    site.write("stillup.toml", &format!("{kept}[[mirror]]{second}"));
    site.run(&["publish", "--now", "2026-11-20T16:20:00Z"]);
    browser.ask("clock", json!({ "now": "2026-11-20T16:30:00Z" }));
    browser.ask("until", json!({ "words": "A newer copy is at" }));
    let age = browser.text(".age");
    assert!(age.contains("This page is out of date."), "{age}");
    assert!(age.contains("(2 hours ago)"), "{age}");
    let link = browser.ask(
        "attribute",
        json!({ "css": "[data-newer] a", "name": "href" }),
    );
    assert_eq!(link, format!("{}/index.html", two.address));
    let stale = browser.ask("colour", json!({ "css": ".lead strong" }));
    assert_ne!(fresh, stale, "what is old is not green");
    let told = browser.ask("told", json!({}));
    assert_eq!(told["violations"], json!([]));
}

#[test]
fn a_copy_of_another_site_or_an_older_one_is_not_offered() {
    let (_site, one, two) = two_copies();
    two.tells(|path, bytes| match path {
        "generation.json" => {
            let text = String::from_utf8(bytes).expect("text");
            Some(
                text.replace("\"acme\"", "\"other\"")
                    .replace("\"generation\": 1", "\"generation\": 9")
                    .into(),
            )
        }
        _ => Some(bytes),
    });
    let mut browser = Chromium::of(at("2026-11-21T14:48:00Z", "UTC"));
    browser.go(&format!("{}/index.html", one.address));
    browser.ask("later", json!({ "time": 500 }));
    assert_eq!(browser.ask("visible", json!({ "css": ".age .old" })), true);
    assert_eq!(
        browser.ask("count", json!({ "css": "[data-newer]:not([hidden])" })),
        0
    );
}

#[test]
fn maintenance_that_begins_or_ends_between_two_publishes_says_so() {
    let (_site, one, _two) = two_copies();
    let mut browser = Chromium::of(at("2026-11-20T14:48:00Z", "UTC"));
    browser.go(&format!("{}/index.html", one.address));
    let text = browser.text("main");
    assert!(!text.contains("By plan"), "{text}");
    browser.ask("clock", json!({ "now": "2026-11-20T15:10:00Z" }));
    let text = browser.text("main");
    assert!(text.contains("By plan this has begun."), "{text}");
    browser.ask("clock", json!({ "now": "2026-11-20T16:02:00Z" }));
    let text = browser.text("main");
    assert!(
        text.contains("By plan this is over.") && !text.contains("has begun"),
        "{text}"
    );
}

#[test]
fn a_page_works_from_disk() {
    let site = site::own("harbour");
    let out = site.published();
    let mut browser = Chromium::of(at(NOW, "Europe/Berlin"));
    let home = std::fs::canonicalize(out.join("index.html")).expect("the page");
    let told = browser.go(&format!("file://{}", home.display()));
    assert_eq!(told["errors"], json!([]), "{told}");
    assert_eq!(told["violations"], json!([]), "{told}");
    assert!(browser.text(".age").contains("CET"));
}
