//! A site's own colours, logo, icon and fonts, as pages show them.

use super::sample::{busy, now, text, theme, tree};
use crate::model::{Asset, Colour, ComponentStatus, Font, FontUse, Picture, Role, Scheme, Site};
use crate::problem::Place;
use crate::render::host_files;
use crate::status;
use std::sync::Arc;

fn place() -> Place {
    Place::file("stillup.toml")
}

fn colour(scheme: Scheme, role: Role, rgb: [u8; 3]) -> Colour {
    Colour {
        scheme,
        role,
        rgb,
        place: place(),
    }
}

fn asset(path: &str) -> Asset {
    Asset {
        path: path.into(),
        bytes: path.as_bytes().to_vec().into(),
    }
}

fn picture(path: &str, size: (u32, u32)) -> Option<Picture> {
    Some(Picture {
        path: path.into(),
        size,
        place: place(),
    })
}

fn font(usage: FontUse, path: &str) -> Font {
    Font {
        usage,
        path: path.into(),
        place: place(),
    }
}

/// With everything that can be set.
fn own() -> Site {
    let mut site = busy();
    let down = Role::Status(ComponentStatus::MajorOutage);
    site.looks.colours = vec![
        colour(Scheme::Dark, Role::Accent, [255, 0, 1]),
        colour(Scheme::Light, down, [1, 2, 3]),
        colour(Scheme::Light, Role::Accent, [16, 32, 48]),
    ];
    site.looks.logo = picture("logo.svg", (120, 30));
    site.looks.favicon = picture("icon.png", (64, 64));
    site.looks.fonts = vec![
        font(FontUse::Text, "f/text.woff2"),
        font(FontUse::Headings, "f/head.woff2"),
    ];
    let files: Vec<String> = site.looks.files().map(|path| path.to_string()).collect();
    site.assets.extend(files.iter().map(|path| asset(path)));
    site
}

#[test]
fn colours_stand_behind_the_themes_and_before_what_only_front_pages_have() {
    let tree = tree(own(), now());
    let light = "@media (prefers-color-scheme:light){:root{--down:#010203;--link:#102030}}";
    let dark = "@media (prefers-color-scheme:dark){:root{--link:#ff0001}}";
    for page in ["index.html", "incidents/2026-10-03-storage.html"] {
        let html = text(&tree, page);
        let style = html.split("</style>").next().expect("a style sheet");
        let at = style.find(&format!("{light}{dark}")).expect(page);
        assert!(
            at > style.rfind("--serif:").expect("the theme's own"),
            "{page}"
        );
        // What stands in a page is what its policy names, or the browser would drop it all.
        let css = style.split("<style>").nth(1).expect("a style sheet");
        let hash = crate::render::script::policy(css, None, &own());
        let hash = hash
            .split("style-src ")
            .nth(1)
            .and_then(|it| it.split(';').next());
        assert!(html.contains(hash.expect("a hash")), "{page}");
    }
}

#[test]
fn fonts_are_asked_for_from_wherever_a_page_stands_and_only_then_allowed() {
    let mut site = own();
    site.components[0].id = "deep/er".into();
    let tree = tree(site.clone(), now());
    for (page, root) in [
        ("index.html", ""),
        ("incidents/2026-10-03-storage.html", "../"),
        ("components/deep/er.html", "../../"),
    ] {
        let html = text(&tree, page);
        let published = tree
            .files
            .keys()
            .find(|path| path.contains("/head."))
            .expect("the font");
        assert!(
            html.contains(&format!("src:url({root}{published}) format(\"woff2\")")),
            "{page}"
        );
        assert!(html.contains("font-display:swap"), "{page}");
        assert!(html.contains("; font-src 'self';"), "{page}");
    }
    let standing = Arc::new(status::at(&site, now()));
    let host = host_files(
        &Arc::new(site),
        &standing,
        &theme(),
        "https://a.example/status/",
    );
    let host = String::from_utf8(host.expect("it renders")["404.html"].bytes()).expect("text");
    assert!(host.contains("src:url(/status/assets/head."), "{host}");
    let plain = text(&super::sample::tree(busy(), now()), "index.html");
    assert!(!plain.contains("font-src") && !plain.contains("@font-face"));
}

#[test]
fn a_logo_has_its_size_and_says_the_name_or_stands_beside_it() {
    let mut site = own();
    let month = text(&tree(site.clone(), now()), "history/2026-10.html");
    let name = |html: &str| {
        let rest = html
            .split("<a class=\"name\" href=\"../index.html\">")
            .nth(1);
        rest.and_then(|rest| rest.split("</a>").next())
            .map(str::to_owned)
    };
    let beside = name(&month).expect("the name");
    assert!(beside.starts_with("<img src=\"../assets/logo."), "{beside}");
    assert!(
        beside.ends_with("\" alt=\"\" width=\"128\" height=\"32\"> Acme"),
        "{beside}"
    );
    assert!(month.contains("<link rel=\"icon\" href=\"../assets/icon."));

    site.looks.logo_alt = Some("<Acme>".into());
    let month = text(&tree(site, now()), "history/2026-10.html");
    let instead = name(&month).expect("the name");
    assert!(
        instead.ends_with("alt=\"&lt;Acme&gt;\" width=\"128\" height=\"32\">"),
        "{instead}"
    );
    let plain = text(&tree(busy(), now()), "history/2026-10.html");
    assert_eq!(name(&plain).as_deref(), Some("Acme"));
    assert!(plain.contains("<link rel=\"icon\" href=\"data:image/svg+xml,"));
}

#[test]
fn links_to_pages_that_age_show_the_picture_of_the_state_and_what_is_over_shows_none() {
    let tree = tree(busy(), now());
    let image = "<meta property=\"og:image\" content=\"https://status.acme.example/preview.png\">";
    for (page, shown) in [
        ("index.html", true),
        ("incidents/2026-11-20-api-errors.html", true),
        ("incidents/2026-10-03-storage.html", false),
        ("history/2026-10.html", false),
        ("history.html", false),
    ] {
        let html = text(&tree, page);
        assert_eq!(html.contains(image), shown, "{page}");
        let card = "<meta name=\"twitter:card\" content=\"summary_large_image\">";
        assert_eq!(html.contains(card), shown, "{page}");
        for name in ["title", "description"] {
            assert!(
                html.contains(&format!("property=\"og:{name}\"")),
                "{page}: {name}"
            );
        }
    }
}

#[test]
fn every_kind_of_page_leads_programs_to_the_feed_and_the_status() {
    let (site, tree) = (Arc::new(busy()), tree(busy(), now()));
    let standing = Arc::new(status::at(&site, now()));
    let host = host_files(&site, &standing, &theme(), "https://a.example/status/");
    let host = String::from_utf8(host.expect("it renders")["404.html"].bytes()).expect("text");
    let pages = tree.files.keys().filter(|path| path.ends_with(".html"));
    let mut pages: Vec<(&str, String)> = pages.map(|path| (&**path, text(&tree, path))).collect();
    pages.retain(|(_, html)| !html.contains("http-equiv=\"refresh\""));
    pages.push(("404.html", host));
    assert!(pages.len() > 25, "{}", pages.len());
    for (page, html) in &pages {
        let root = match *page {
            "404.html" => "/status/".to_owned(),
            page => "../".repeat(page.matches('/').count()),
        };
        // Feeds are in every language, programs are told all once.
        let (folder, own, updates) = match page.starts_with("de/") {
            true => ("de/", &root[3..], "Updates als Atom"),
            false => ("", &*root, "Updates, as Atom"),
        };
        let title = format!(" title=\"{updates}\"");
        for (folder, media, root, title, path) in [
            (folder, "application/atom+xml", own, &*title, "history.atom"),
            ("", "application/json", &*root, "", "api/v2/summary.json"),
        ] {
            let link =
                format!("<link rel=\"alternate\" type=\"{media}\"{title} href=\"{root}{path}\">");
            assert!(html.contains(&link), "{page}: {path}");
            assert!(tree.files.contains_key(&format!("{folder}{path}")));
        }
        assert!(
            html.contains("<link rel=\"canonical\" href=\"https://status.acme.example/"),
            "{page}"
        );
    }
}
