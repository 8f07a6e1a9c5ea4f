//! The pictures in `docs/design/previews.md`: the home page in every theme, scheme and width.
//!
//! `BLESS=1 cargo test --test browser previews` takes them anew: look at them then.

use crate::chromium::Chromium;
use crate::copy::Copy;
use crate::look::reader;
use crate::site;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use stillup::render::theme::THEMES;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The largest picture, in bytes: they are part of the repository.
const LARGEST: usize = 60_000;

/// Width, height, and how much of that the picture has.
const VIEWS: &[(u32, u32, f64)] = &[(390, 844, 1.0), (1280, 900, 0.625)];

#[test]
fn previews_show_every_theme_in_both_schemes_and_widths() {
    let bless = std::env::var_os("BLESS").is_some();
    let kept = Path::new(ROOT).join("docs/design/previews");
    let page = std::fs::read_to_string(kept.with_extension("md")).expect("the page");
    let folder = tempfile::tempdir().expect("a folder");
    let mut names = BTreeSet::new();
    for (at, (theme, _)) in THEMES.iter().enumerate() {
        // One is taken always, to see that it can be done.
        let taken = bless || at == 0;
        let (site, mut browser) = (site::own(theme), Chromium::of(reader(390)));
        let copy = taken.then(|| Copy::of(site.published(), ""));
        for scheme in ["light", "dark"] {
            for (width, height, scale) in VIEWS {
                let name = format!("{theme}-{scheme}-{width}.webp");
                assert!(
                    page.contains(&format!("(previews/{name})")),
                    "{name} is not shown"
                );
                if let Some(copy) = &copy {
                    let to = if bless { &kept } else { folder.path() }.join(&name);
                    browser.ask(
                        "resize",
                        json!({ "width": width, "height": height, "scheme": scheme }),
                    );
                    browser.go(&format!("{}/index.html", copy.address));
                    browser.ask(
                        "small",
                        json!({ "path": to, "width": width, "height": height, "scale": scale }),
                    );
                    fits(&to);
                }
                fits(&kept.join(&name));
                names.insert(name);
            }
        }
    }
    let there = std::fs::read_dir(&kept).expect("the folder");
    let there: BTreeSet<String> = there
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(there, names, "pictures that are shown, and no others");
}

fn fits(path: &Path) {
    let bytes = std::fs::read(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    assert!(
        bytes.starts_with(b"RIFF") && bytes[8..].starts_with(b"WEBP"),
        "{}",
        path.display()
    );
    assert!(
        (3_000..=LARGEST).contains(&bytes.len()),
        "{}: {} bytes",
        path.display(),
        bytes.len()
    );
}
