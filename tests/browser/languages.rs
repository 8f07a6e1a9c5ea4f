//! Pages in several languages, as readers of each see them.

use crate::chromium::{Chromium, Reader};
use crate::copy::Copy;
use crate::site::{self, NOW};
use serde_json::json;

fn reader() -> Reader {
    Reader {
        width: 390,
        now: Some(NOW),
        ..Reader::default()
    }
}

#[test]
fn the_switch_leads_to_the_same_page_in_the_other_language_and_back() {
    let site = site::spoken("harbour");
    let copy = Copy::of(site.published(), "some/folder");
    for script in [true, false] {
        let mut browser = Chromium::of(Reader { script, ..reader() });
        for page in [
            "index.html",
            "components/api.html",
            "incidents/2026-11-20-api-errors.html",
        ] {
            let english = format!("{}/{page}", copy.address);
            let first = browser.go(&english);
            let told = browser.ask("follow", json!({ "css": "nav.languages a[lang=de]" }));
            assert_eq!(told["url"], format!("{}/de/{page}", copy.address));
            assert_ne!(told["title"], first["title"]);
            let lang = browser.ask("attribute", json!({ "css": "html", "name": "lang" }));
            assert_eq!(lang, "de");
            // Wherever a reader goes from there, it stays their language.
            let told = browser.ask("follow", json!({ "css": "header.top nav a" }));
            assert_eq!(told["url"], format!("{}/de/history.html", copy.address));
            browser.go(&format!("{}/de/{page}", copy.address));
            let told = browser.ask("follow", json!({ "css": "nav.languages a[lang=en]" }));
            assert_eq!(told["url"], english);
            assert_eq!(told["title"], first["title"]);
        }
    }
}

#[test]
fn pages_from_right_to_left_stand_out_nowhere_and_are_in_order() {
    let pages = [
        "ar/index.html",
        "ar/incidents/2026-11-20-api-errors.html",
        "ar/incidents/storage-integrity-check.html",
        "ar/components/api.html",
        "ar/history.html",
        "ar/snippets.html",
        "ar/embed.html",
        "he/index.html",
    ];
    for (theme, _) in stillup::render::theme::THEMES {
        let site = site::spoken(theme);
        let copy = Copy::of(site.published(), "some/folder");
        let mut browser = Chromium::of(reader());
        for page in pages {
            let told = browser.go(&format!("{}/{page}", copy.address));
            assert_eq!(told["errors"], json!([]), "{theme}: {page}");
            assert_eq!(told["violations"], json!([]), "{theme}: {page}");
            // Its badges have the width they come with.
            if page != "ar/snippets.html" {
                assert_eq!(told["shift"].as_f64(), Some(0.0), "{theme}: {page}: {told}");
            }
            for width in [320, 390, 1280] {
                browser.ask("resize", json!({ "width": width }));
                let over = browser.ask("overflow", json!({ "scale": 1 }));
                assert_eq!(over["over"], 0, "{theme}: {page} at {width} px: {over}");
            }
            let found = browser.ask("axe", json!({}));
            assert_eq!(found, json!([]), "{theme}: {page}");
            let small = browser.ask("targets", json!({}));
            assert_eq!(small, json!([]), "{theme}: {page}: too small to be hit");
        }
    }
}
