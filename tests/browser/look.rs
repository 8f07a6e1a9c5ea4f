//! What pages weigh, ask for and look like, in numbers.

use crate::chromium::{Chromium, Reader, strings};
use crate::copy::Copy;
use crate::site::{self, NOW};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;

/// How much it is after `gzip -9`.
pub fn gzipped(bytes: &[u8]) -> usize {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).expect("memory takes all");
    out.finish().expect("memory takes all").len()
}

/// One of every kind of page of this repository's own site.
pub const PAGES: &[&str] = &[
    "index.html",
    "incidents/2026-11-20-api-errors.html",
    "incidents/2026-05-09-storage-errors.html",
    "incidents/2026-11-27-database-upgrade.html",
    "incidents/storage-integrity-check.html",
    "incidents/2026-11-05-old-tls-versions.html",
    "components/api.html",
    "history.html",
    "history/2026-11.html",
    "history/2026-05.html",
    "embed.html",
    "snippets.html",
    "404.html",
];

pub fn reader(width: u32) -> Reader {
    Reader {
        width,
        now: Some(NOW),
        ..Reader::default()
    }
}

fn served(folder: std::path::PathBuf) -> Copy {
    // In a sub-folder, so that no page needs to be at the top.
    Copy::of(folder, "some/folder")
}

/// Nothing is asked for but the page, nothing is refused, nothing moves.
fn in_order(told: &Value, page: &str) {
    assert_eq!(
        told["requests"].as_array().map(Vec::len),
        Some(1),
        "{page}: {told}"
    );
    assert_eq!(told["errors"], json!([]), "{page}");
    assert_eq!(told["violations"], json!([]), "{page}");
    assert_eq!(told["shift"].as_f64(), Some(0.0), "{page}: {told}");
}

#[test]
fn every_page_is_one_request_under_its_own_policy_and_nothing_moves() {
    let site = site::own("harbour");
    let copy = served(site.published());
    let mut browser = Chromium::of(reader(390));
    for page in PAGES {
        let told = browser.go(&format!("{}/{page}", copy.address));
        match *page {
            // These show what they speak of: badges, and an image of the incident.
            "snippets.html" | "incidents/2026-05-09-storage-errors.html" => {
                assert_eq!(told["errors"], json!([]), "{page}");
                assert_eq!(told["violations"], json!([]), "{page}");
            }
            _ => in_order(&told, page),
        }
        let requests = strings(&told["requests"]);
        assert!(
            requests.iter().all(|url| url.starts_with(&copy.address)),
            "{page}: {requests:?}"
        );
    }
}

#[test]
fn the_home_page_of_the_budget_fits_one_congestion_window() {
    for (name, _) in stillup::render::theme::THEMES {
        let site = site::budget(name);
        let out = site.published();
        let home = std::fs::read(out.join("index.html")).expect("the page");
        assert!(gzipped(&home) <= 14_000, "{name}: {}", gzipped(&home));
        for page in pages(&out.join("incidents")) {
            let weight = gzipped(&std::fs::read(&page).expect("a page"));
            assert!(weight <= 6_000, "{name}: {}: {weight}", page.display());
        }
    }
}

fn pages(folder: &Path) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(folder).expect("a folder");
    let all = all.map(|entry| entry.expect("an entry").path());
    all.filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect()
}

#[test]
fn nothing_stands_out_of_the_page_at_any_width_or_size_of_text() {
    let kinds = [site::own, site::crowd, site::bare];
    for (name, _) in stillup::render::theme::THEMES {
        for (at, kind) in kinds.iter().enumerate() {
            let site = kind(name);
            let copy = served(site.published());
            let mut browser = Chromium::of(reader(390));
            let paths = match at {
                0 => PAGES,
                1 => &[
                    "index.html",
                    "incidents/2026-11-18-long.html",
                    "incidents/2026-11-20-rtl.html",
                    "components/c5.html",
                    "history.html",
                ],
                _ => &["index.html", "components/api.html", "history.html"][..],
            };
            for page in paths {
                browser.go(&format!("{}/{page}", copy.address));
                for (width, scale) in [(320, 1), (390, 1), (390, 2), (1280, 1), (1280, 2)] {
                    browser.ask("resize", json!({ "width": width }));
                    let over = browser.ask("overflow", json!({ "scale": scale }));
                    assert_eq!(
                        over["over"], 0,
                        "{name}: {page} at {width} px, text times {scale}: {over}"
                    );
                }
            }
        }
    }
}

#[test]
fn axe_finds_nothing_on_any_page_in_any_scheme_and_width() {
    let site = site::own("harbour");
    let copy = served(site.published());
    let mut browser = Chromium::of(reader(390));
    for page in PAGES {
        browser.go(&format!("{}/{page}", copy.address));
        for (width, scheme, forced) in [
            (390, "light", "none"),
            (1280, "dark", "none"),
            (390, "dark", "active"),
        ] {
            browser.ask(
                "resize",
                json!({ "width": width, "scheme": scheme, "forced": forced }),
            );
            let found = browser.ask("axe", json!({}));
            assert_eq!(found, json!([]), "{page}, {width} px, {scheme}, {forced}");
        }
        let small = browser.ask("targets", json!({}));
        assert_eq!(small, json!([]), "{page}: too small to be hit");
    }
}

#[test]
fn axe_finds_nothing_on_the_home_page_of_any_theme() {
    for (name, _) in stillup::render::theme::THEMES {
        let site = site::budget(name);
        let copy = served(site.published());
        let mut browser = Chromium::of(reader(390));
        browser.go(&format!("{}/index.html", copy.address));
        for (width, scheme) in [
            (390, "light"),
            (390, "dark"),
            (1280, "light"),
            (1280, "dark"),
        ] {
            browser.ask("resize", json!({ "width": width, "scheme": scheme }));
            let found = browser.ask("axe", json!({}));
            assert_eq!(found, json!([]), "{name}, {width} px, {scheme}");
        }
        assert_eq!(browser.ask("targets", json!({})), json!([]), "{name}");
    }
}

#[test]
fn the_keyboard_reaches_everything_and_shows_where_it_is() {
    let site = site::budget("harbour");
    let copy = served(site.published());
    let mut browser = Chromium::of(reader(1280));
    browser.go(&format!("{}/index.html", copy.address));
    let stops = browser.ask("tab", json!({ "most": 200 }));
    let stops = stops.as_array().expect("a list");
    assert_eq!(stops[0]["words"], "Skip to the status");
    for stop in stops {
        assert_eq!(stop["ring"], true, "no focus to be seen: {stop}");
    }
    let links = browser.ask("count", json!({ "css": "a[href], summary" }));
    assert_eq!(
        stops.len() as u64,
        links.as_u64().expect("a number"),
        "every link and group is a stop"
    );
    // A group closes and opens without a mouse.
    browser.go(&format!("{}/index.html", copy.address));
    let groups = "details.group[open]";
    let open = browser.ask("count", json!({ "css": groups })).as_u64();
    for _ in 0..200 {
        browser.ask("press", json!({ "key": "Tab" }));
        let place = browser.ask("focused", json!({}));
        if place
            .as_str()
            .is_some_and(|html| html.starts_with("<summary"))
        {
            break;
        }
    }
    browser.ask("press", json!({ "key": "Enter" }));
    let closed = browser.ask("count", json!({ "css": groups })).as_u64();
    assert_eq!(closed.map(|count| count + 1), open);
}

#[test]
fn on_paper_nothing_is_folded_away_and_nothing_stands_out() {
    for (name, _) in stillup::render::theme::THEMES {
        // With few components every group is open, with many those that are well are closed.
        for (site, components, closed) in
            [(site::own(name), 12, false), (site::crowd(name), 200, true)]
        {
            let copy = served(site.published());
            // The width of A4 between margins, in CSS pixels.
            let mut browser = Chromium::of(reader(718));
            browser.go(&format!("{}/index.html", copy.address));
            let folded = browser.ask("readable", json!({ "css": ".grid > li > a" }));
            let folded = folded.as_u64() < Some(components);
            assert_eq!(folded, closed, "{name}: closed groups");
            browser.ask("media", json!({ "media": "print" }));
            let shown = browser.ask("readable", json!({ "css": ".grid > li > a" }));
            assert_eq!(shown, components, "{name}: components on paper");
            let ways = browser.ask("readable", json!({ "css": ".top nav, .skip" }));
            assert_eq!(ways, 0, "{name}: what can only be pressed");
            let over = browser.ask("overflow", json!({ "scale": 1 }));
            assert_eq!(over["over"], 0, "{name}: {over}");
        }
    }
}

/// Pictures to be looked at: of the front page, and of everything with a folder to keep them in, as in
/// `SHOTS=/tmp/shots cargo test --test browser pictures`; `ONLY=beacon` takes those with that in their names.
#[test]
fn pictures_of_pages_can_be_taken() {
    type Kind = (
        &'static str,
        fn(&str) -> site::Site,
        &'static [&'static str],
    );
    const KINDS: &[Kind] = &[
        ("own", site::own, PAGES),
        ("budget", site::budget, &["index.html"]),
        (
            "crowd",
            site::crowd,
            &[
                "index.html",
                "incidents/2026-11-18-long.html",
                "incidents/2026-11-20-rtl.html",
            ],
        ),
        (
            "bare",
            site::bare,
            &["index.html", "components/api.html", "history.html"],
        ),
    ];
    let kept = std::env::var("SHOTS").ok();
    let only = std::env::var("ONLY").unwrap_or_default();
    let folder = tempfile::tempdir().expect("a folder");
    let folder = kept.as_deref().map_or(folder.path(), Path::new);
    let (themes, kinds) = match kept {
        Some(_) => (stillup::render::theme::THEMES, KINDS),
        None => (&stillup::render::theme::THEMES[..1], &KINDS[3..]),
    };
    let mut taken = 0;
    for (theme, _) in themes {
        for (kind, make, paths) in kinds {
            let site = make(theme);
            let copy = served(site.published());
            let mut browser = Chromium::of(reader(390));
            for page in *paths {
                let name = page.replace('/', "-").replace(".html", "");
                browser.go(&format!("{}/{page}", copy.address));
                for (width, scheme) in [
                    (390, "light"),
                    (390, "dark"),
                    (1280, "light"),
                    (1280, "dark"),
                ] {
                    let path = folder.join(format!("{theme}-{kind}-{name}-{width}-{scheme}.png"));
                    if path.to_string_lossy().contains(&only) {
                        browser.ask("resize", json!({ "width": width, "scheme": scheme }));
                        browser.ask("shot", json!({ "path": path }));
                        let bytes = std::fs::read(&path).expect("the picture");
                        assert!(
                            bytes.starts_with(b"\x89PNG") && bytes.len() > 5_000,
                            "{page}"
                        );
                        taken += 1;
                    }
                }
            }
        }
    }
    assert!(taken >= 4 || !only.is_empty(), "{taken} pictures");
}
