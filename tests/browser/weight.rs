//! How much pages are for a reader, and what others say of them: the table in `docs/design/page-weight.md`.
//!
//! `BLESS=1 cargo test --test browser the_table` measures everything and writes it anew; otherwise bytes are held against
//! what is written, and `look`, `checkers` and Lighthouse's own test hold the rest.

use crate::chromium::{Chromium, chromium};
use crate::copy::Copy;
use crate::look::{PAGES, gzipped, reader};
use crate::site::{self, Site};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use stillup::render::theme::THEMES;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/design/page-weight.md");
const BEGIN: &str = "<!-- Below: measured by `BLESS=1 cargo test --test browser the_table`. -->\n";
const END: &str = "<!-- Above: measured. -->\n";

/// Bytes may differ from the table by this, in hundredths of a kB, before it has to be written anew.
const SLACK: i64 = 15;

/// What Lighthouse looks at.
const LOOKED_AT: &[&str] = &[
    "index.html",
    "incidents/2026-11-20-api-errors.html",
    "components/api.html",
    "history.html",
];

/// What Lighthouse says of pages: of each category how much of 100, and what it wants besides speed.
struct Verdict {
    performance: u64,
    others: Vec<(String, u64)>,
    wants: Vec<String>,
}

fn lighthouse(copy: &Copy, pages: &[&str], times: u8) -> Vec<Verdict> {
    let tools = Path::new(ROOT).join("target/test-tools");
    let said = Command::new("node")
        .arg(Path::new(ROOT).join("tests/browser/lighthouse.mjs"))
        .args(pages.iter().map(|page| format!("{}/{page}", copy.address)))
        .env("TOOLS", &tools)
        .env("TIMES", times.to_string())
        .env("CHROMIUM", chromium())
        .output()
        .expect("node runs");
    let errors = String::from_utf8_lossy(&said.stderr);
    assert!(
        said.status.success(),
        "is it installed? run `tests/run browser`\n{errors}"
    );
    let words = String::from_utf8(said.stdout).expect("UTF-8");
    let verdicts: Vec<Verdict> = words
        .lines()
        .map(|line| verdict(&serde_json::from_str(line).expect("JSON")))
        .collect();
    assert_eq!(verdicts.len(), pages.len(), "{words}{errors}");
    verdicts
}

fn verdict(told: &Value) -> Verdict {
    let hundredths = |score: &Value| (score.as_f64().expect("a score") * 100.0).round() as u64;
    let scores = told["score"].as_object().expect("scores");
    let others = scores.iter().filter(|(name, _)| *name != "performance");
    let wants = told["wants"].as_array().expect("a list");
    Verdict {
        performance: hundredths(&told["score"]["performance"]),
        others: others
            .map(|(name, score)| (name.clone(), hundredths(score)))
            .collect(),
        wants: wants.iter().map(ToString::to_string).collect(),
    }
}

/// Served at the top with the headers that mirrors send, at the real time: Lighthouse brings its own clock.
fn fresh(theme: &str) -> (Site, Copy) {
    let site = site::own(theme);
    site.run(&["publish"]);
    let copy = Copy::cached(site.path("out"));
    (site, copy)
}

#[test]
fn lighthouse_gives_full_marks() {
    let (_site, copy) = fresh("harbour");
    for (page, verdict) in LOOKED_AT.iter().zip(lighthouse(&copy, LOOKED_AT, 3)) {
        assert!(verdict.performance >= 95, "{page}: {}", verdict.performance);
        assert_eq!(verdict.others.len(), 3, "{page}");
        for (category, score) in &verdict.others {
            assert_eq!(
                *score,
                100,
                "{page}: {category}\n{}",
                verdict.wants.join("\n")
            );
        }
    }
}

/// One page of one theme.
struct Weight {
    page: String,
    raw: usize,
    packed: usize,
    script: usize,
}

/// Where this repository's own site and that of the budget are published.
fn weights(own: &Path, budget: &Path) -> Vec<Weight> {
    let of = |page: String, path: &Path| {
        let html = std::fs::read_to_string(path).expect("a page");
        let script = html
            .split("<script>")
            .nth(1)
            .and_then(|rest| rest.split("</script>").next());
        Weight {
            page,
            raw: html.len(),
            packed: gzipped(html.as_bytes()),
            script: script.map_or(0, |script| gzipped(script.as_bytes())),
        }
    };
    let home = of(
        "the home page of the budget".into(),
        &budget.join("index.html"),
    );
    let others = PAGES
        .iter()
        .map(|page| of(format!("`{page}`"), &own.join(page)));
    std::iter::once(home).chain(others).collect()
}

/// In kB, with two decimals.
fn kb(bytes: usize) -> String {
    format!("{:.2}", bytes as f64 / 1000.0)
}

#[test]
fn pages_weigh_what_the_table_says() {
    let page = std::fs::read_to_string(TABLE).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("where it begins");
    let (table, after) = rest.split_once(END).expect("where it ends");
    if std::env::var_os("BLESS").is_some() {
        let table: String = THEMES.iter().map(|(theme, _)| measured(theme)).collect();
        std::fs::write(TABLE, format!("{before}{BEGIN}{table}\n{END}{after}")).expect("written");
        return;
    }
    for (theme, _) in THEMES {
        let of_theme = table
            .split(&format!("### `{theme}`\n"))
            .nth(1)
            .expect(theme);
        let of_theme = of_theme.split("### ").next().expect("its table");
        let mut rows = of_theme
            .lines()
            .filter(|line| line.starts_with("| "))
            .skip(2);
        let (own, budget) = (site::own(theme), site::budget(theme));
        for weight in weights(&own.published(), &budget.published()) {
            let row: Vec<&str> = rows
                .next()
                .expect("a row")
                .trim_matches('|')
                .split('|')
                .map(str::trim)
                .collect();
            assert_eq!(row[0], weight.page, "{theme}");
            for (told, now) in row[1..4]
                .iter()
                .zip([weight.raw, weight.packed, weight.script])
            {
                let told: f64 = told.parse().expect("kB");
                let off = (told * 100.0).round() as i64 - now as i64 / 10;
                assert!(
                    off.abs() <= SLACK,
                    "{theme}, {}: {told} kB is {now} now: write it anew",
                    weight.page
                );
            }
        }
        assert_eq!(rows.next(), None, "{theme}: a page that is not there");
    }
}

/// Everything of one theme, measured now.
fn measured(theme: &str) -> String {
    let (own, budget) = (site::own(theme), site::budget(theme));
    let (own, budget) = (own.published(), budget.published());
    let copies = [&own, &budget].map(|out| (Copy::of(out.clone(), ""), out));
    let mut all: Vec<PathBuf> = PAGES.iter().map(|page| own.join(page)).collect();
    all.push(budget.join("index.html"));
    let wrong = nu(&all);
    let mut browser = Chromium::of(reader(390));
    let (_fresh, real) = fresh(theme);
    let marks = lighthouse(&real, LOOKED_AT, 1);
    let mut text = format!(
        "\n### `{theme}`\n\n| page | raw kB | gzip kB | script, gzip kB | requests | axe | Nu | Lighthouse |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n"
    );
    for weight in weights(&own, &budget) {
        let path = weight.page.trim_matches('`');
        let (which, file) = match PAGES.contains(&path) {
            true => (0, path),
            false => (1, "index.html"),
        };
        let (copy, out) = &copies[which];
        let told = browser.go(&format!("{}/{file}", copy.address));
        let requests = told["requests"].as_array().map_or(0, Vec::len);
        let axe = browser.ask("axe", json!({})).as_array().map_or(0, Vec::len);
        let place = out.join(file).display().to_string();
        let found = format!(
            "{requests} | {axe} | {}",
            wrong.iter().filter(|line| line.contains(&place)).count()
        );
        let at = LOOKED_AT.iter().position(|page| *page == path);
        let marks = at.map_or(String::new(), |at| {
            let others = marks[at].others.iter().map(|(_, score)| score.to_string());
            let all = std::iter::once(marks[at].performance.to_string()).chain(others);
            all.collect::<Vec<_>>().join(" / ")
        });
        let (raw, packed, script) = (kb(weight.raw), kb(weight.packed), kb(weight.script));
        writeln!(
            text,
            "| {} | {raw} | {packed} | {script} | {found} | {marks} |",
            weight.page
        )
        .expect("text");
    }
    text
}

/// Everything that the Nu HTML checker has against pages, a line each, which begins with the page.
fn nu(pages: &[PathBuf]) -> Vec<String> {
    let jar = Path::new(ROOT).join("target/test-tools/node_modules/vnu-jar/build/dist/vnu.jar");
    let said = Command::new("java")
        .arg("-jar")
        .arg(jar)
        .args(["--stdout", "--Werror"])
        .args(pages)
        .output()
        .expect("java runs");
    let words = String::from_utf8_lossy(&said.stdout);
    let wrong = words.lines().filter(|line| crate::nu::counts(line));
    wrong.map(str::to_owned).collect()
}
