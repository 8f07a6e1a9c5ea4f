//! A site with a logo, an icon, colours and fonts of its own, in a browser that holds it to its policy.

use crate::chromium::{Chromium, strings};
use crate::copy::Copy;
use crate::look::reader;
use crate::site::{self, Site};
use serde_json::json;

/// Twice as wide as high, and drawn for both schemes.
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 32\"><style>path{fill:#123}\
    @media (prefers-color-scheme: dark){path{fill:#def}}</style><path d=\"M0 32 16 0l16 32zM32 0h32v32z\"/></svg>\n";

const THEME: &str = "\n[theme]\nlogo = \"logo.svg\"\nfavicon = \"logo.svg\"\n\
    light = { accent = \"#5b21b6\", partial_outage = \"#9c2f00\" }\ndark = { accent = \"#c4b5fd\" }\n\
    fonts = { headings = \"letters.woff2\" }\n";

fn dressed(theme: &str) -> Site {
    let site = site::budget(theme);
    let config = std::fs::read_to_string(site.path("stillup.toml")).expect("the settings");
    site.write("stillup.toml", &(config + THEME));
    site.write("logo.svg", LOGO);
    let font = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/browser/dress/letters.woff2"
    );
    std::fs::copy(font, site.path("letters.woff2")).expect("copied");
    site
}

#[test]
fn a_site_wears_its_own_logo_colours_and_fonts_within_its_policy() {
    for (theme, _) in stillup::render::theme::THEMES {
        let site = dressed(theme);
        let copy = Copy::of(site.published(), "some/folder");
        let mut browser = Chromium::of(reader(390));
        for page in [
            "index.html",
            "components/c0.html",
            "incidents/2026-11-20-api-errors.html",
        ] {
            let told = browser.go(&format!("{}/{page}", copy.address));
            assert_eq!(told["errors"], json!([]), "{theme}: {page}");
            assert_eq!(told["violations"], json!([]), "{theme}: {page}");
            let asked = strings(&told["requests"]);
            let font = asked.iter().filter(|url| url.ends_with(".woff2")).count();
            assert_eq!(font, 1, "{theme}: {page}: {asked:?}");
            let loaded = browser.ask("font", json!({ "font": "600 20px 'site headings'" }));
            assert_eq!(loaded, json!(true), "{theme}: {page}: the font is there");
            assert_eq!(
                browser.ask("box", json!({ "css": ".name img" })),
                json!([64, 32]),
                "{theme}: {page}"
            );
            for (scheme, colour) in [
                ("light", "rgb(91, 33, 182)"),
                ("dark", "rgb(196, 181, 253)"),
            ] {
                browser.ask("resize", json!({ "width": 390, "scheme": scheme }));
                let shown = browser.ask("colour", json!({ "css": "main a:not(.card h2 a)" }));
                assert_eq!(shown, colour, "{theme}: {page}, {scheme}");
                assert_eq!(
                    browser.ask("axe", json!({})),
                    json!([]),
                    "{theme}: {page}, {scheme}"
                );
            }
            browser.ask("resize", json!({ "width": 320, "scheme": "light" }));
            let over = browser.ask("overflow", json!({ "scale": 2 }));
            assert_eq!(over["over"], 0, "{theme}: {page}: {over}");
        }
    }
}
