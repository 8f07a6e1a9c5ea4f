//! Pages as readers without style sheets have them: what `lynx` and `w3m` print of every kind of page is kept
//! in `tests/browser/text`, to be read by people. `BLESS=1 cargo test --test browser text` writes it anew.

use crate::look::PAGES;
use crate::site;
use std::path::{Path, PathBuf};
use std::process::Command;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/text");

/// Programs that print a page, with what they need for 80 columns of UTF-8.
const READERS: &[(&str, &[&str])] = &[
    (
        "lynx",
        &[
            "-dump",
            "-nolist",
            "-width=80",
            "-assume_charset=utf-8",
            "-display_charset=utf-8",
        ],
    ),
    (
        "w3m",
        &["-dump", "-cols", "80", "-I", "utf-8", "-O", "utf-8"],
    ),
];

fn printed(reader: &str, words: &[&str], page: &Path) -> String {
    let said = Command::new(reader)
        .args(words)
        .arg(page)
        .env("TERM", "dumb")
        .env("HOME", "/nonexistent")
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|why| panic!("{reader}: {why}: run `tests/run browser`"));
    assert!(said.status.success(), "{reader} {}", page.display());
    let text = String::from_utf8(said.stdout).expect("UTF-8");
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

#[test]
fn pages_read_well_as_text_and_the_same_in_every_theme() {
    let bless = std::env::var_os("BLESS").is_some();
    let sites: Vec<_> = ["plain", "harbour", "beacon"]
        .map(|theme| {
            let site = site::own(theme);
            let out = site.published();
            (site, out)
        })
        .into();
    let mut differ = Vec::new();
    for (reader, words) in READERS {
        for page in PAGES {
            let texts = sites
                .iter()
                .map(|out| printed(reader, words, &out.1.join(page)));
            let texts: Vec<String> = texts.collect();
            assert!(
                texts.iter().all(|text| *text == texts[0]),
                "{reader}: {page}"
            );
            let name = page.replace('/', "-").replace(".html", "");
            let kept = PathBuf::from(format!("{KEPT}/{name}.{reader}.txt"));
            if bless {
                std::fs::write(&kept, &texts[0]).expect("written");
            } else if std::fs::read_to_string(&kept).ok().as_ref() != Some(&texts[0]) {
                differ.push(format!("{}:\n{}", kept.display(), texts[0]));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    let kept = std::fs::read_dir(KEPT).expect("the folder").count();
    assert_eq!(
        kept,
        READERS.len() * PAGES.len(),
        "one of each, and no other"
    );
}
