//! Themes: complete, light, readable, and replaceable.

use super::sample::{busy, edition, now, open_incident, quiet, text, tree};
use crate::model::Site;
use crate::problem::Problem;
use crate::render::render;
use crate::render::theme::{FILES, TEMPLATES, THEMES, Theme};
use crate::status;
use crate::tree::{Known, Tree};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;

fn gzipped(text: &str) -> usize {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(text.as_bytes()).expect("memory takes all");
    out.finish().expect("memory takes all").len()
}

fn with(overrides: &[(&str, &str)]) -> Result<Theme, Problem> {
    let overrides = overrides
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    Theme::new("harbour", overrides.collect(), &["en".to_owned()])
}

fn dressed(site: Site, theme: Theme) -> Result<Tree, Problem> {
    let standing = Arc::new(status::at(&site, now()));
    render(
        &Arc::new(site),
        &standing,
        &Arc::new(theme),
        edition(now()),
        &Known::default(),
    )
}

#[test]
fn the_home_page_fits_the_first_window_of_a_connection() {
    let mut site = quiet();
    site.incidents = vec![open_incident()];
    // A bad quarter: each component has had its days.
    for n in 0..24 {
        let (id, day) = (
            site.components[n % 12].id.clone(),
            format!("2026-{:02}-{:02}", 9 + n / 12, 1 + n * 2 % 27),
        );
        site.incidents.push(super::sample::incident(
            &format!("{day}-{n}"),
            "Trouble",
            &[
                &format!("{day} 08:10 investigating {id}=partial_outage | Down."),
                &format!("{day} 09:10 resolved {id}=operational | Up."),
            ],
        ));
    }
    site.incidents.sort_by(|a, b| a.id.cmp(&b.id));
    let home = text(&tree(site, now()), "index.html");
    assert!(gzipped(&home) <= 14_000, "{}", gzipped(&home));
}

/// A site with as many incidents on each of the last 14 days.
fn fortnight(a_day: usize) -> Site {
    let mut site = quiet();
    site.incidents = vec![open_incident()];
    for (day, number) in (7..=20).flat_map(|day| (0..a_day).map(move |number| (day, number))) {
        let id = site.components[number % 12].id.clone();
        let minute = number % 60;
        site.incidents.push(super::sample::incident(
            &format!("2026-11-{day:02}-{number}"),
            &format!("Trouble number {number}"),
            &[
                &format!(
                    "2026-11-{day:02} 08:{minute:02} investigating {id}=partial_outage | Down."
                ),
                &format!("2026-11-{day:02} 09:{minute:02} resolved {id}=operational | Up."),
            ],
        ));
    }
    site.incidents.sort_by(|a, b| a.id.cmp(&b.id));
    site
}

#[test]
fn of_very_many_incidents_the_home_page_tells_the_newest_and_how_many_there_were() {
    let home = text(&tree(fortnight(30), now()), "index.html");
    assert!(gzipped(&home) <= 14_000, "{}", gzipped(&home));
    // One of the last day's three is the one that is open.
    assert_eq!(home.matches(">Trouble number ").count(), 14 * 3 - 1);
    assert_eq!(
        home.matches(" · <a class=\"at\" href=\"history/2026-11.html\">30 incidents</a></h3>")
            .count(),
        13
    );
    assert!(home.contains(">31 incidents</a></h3>"), "{home}");
    let home = text(&tree(fortnight(2), now()), "index.html");
    assert_eq!(home.matches(">Trouble number ").count(), 14 * 2);
    assert!(!home.contains("incidents</a>"), "{home}");
}

#[test]
fn an_incident_page_is_light() {
    let mut site = busy();
    site.settings.languages.truncate(1);
    let tree = tree(site, now());
    for path in [
        "incidents/2026-10-03-storage.html",
        "incidents/2026-11-20-api-errors.html",
    ] {
        let weight = gzipped(&text(&tree, path));
        assert!(weight <= 6_000, "{path}: {weight}");
    }
}

#[test]
fn a_template_of_the_site_wins() {
    let theme = with(&[
        ("templates/404.html", "gone"),
        ("templates/month.html", "{{ page.words }}"),
    ])
    .expect("it works");
    let tree = dressed(busy(), theme).expect("it renders");
    let month = text(&tree, "history/2026-10.html");
    assert!(month.ends_with("</style>\nOctober 2026"), "{month}");
}

#[test]
fn a_style_sheet_of_the_site_makes_a_theme_of_its_own() {
    let css = BTreeMap::from([(
        "theme.css".to_owned(),
        "body {\n  color: red; /* no */\n}\n".to_owned(),
    )]);
    let theme = Theme::new("ours", css, &["en".to_owned()]).expect("it has a style sheet");
    assert_eq!(theme.style(), "body{color:red}");
    assert_ne!(theme.digest(), with(&[]).expect("it works").digest());
}

#[test]
fn an_unknown_theme_is_a_problem_with_a_hint() {
    let problem =
        Theme::new("harbor", BTreeMap::new(), &["en".to_owned()]).expect_err("there is none");
    assert_eq!(problem.what, "unknown theme `harbor`");
    assert_eq!(problem.hint.as_deref(), Some("did you mean `harbour`?"));
}

#[test]
fn a_template_that_does_not_parse_is_a_problem_with_its_line() {
    let problem =
        with(&[("templates/home.html", "one\ntwo {% if %}\n")]).expect_err("it does not parse");
    let place = problem.place.expect("it has a place");
    assert_eq!(
        (&*place.file, place.line_column().0),
        ("templates/home.html", 2)
    );
}

#[test]
fn a_template_that_names_what_there_is_not_is_a_problem_with_its_line() {
    let theme = with(&[("templates/home.html", "one\n\n{{ page.nothing }}")]).expect("it parses");
    let problem = dressed(busy(), theme).expect_err("there is no such field");
    let place = problem.place.expect("it has a place");
    assert_eq!(
        (&*place.file, place.line_column().0),
        ("templates/home.html", 3)
    );
}

#[test]
fn space_in_a_style_sheet_goes_and_strings_stay() {
    let css = "a , b > c { content : \"x  /* y */ z\" ; margin: calc(1px + 2px) 0 }\n\n/* z */ @media (x: y) and (z) { .q:not(.r) .s { a: b } }";
    let theme = with(&[("theme.css", css)]).expect("it works");
    assert_eq!(
        theme.style(),
        "a,b>c{content :\"x  /* y */ z\";margin:calc(1px + 2px) 0}@media (x:y) and (z){.q:not(.r) .s{a:b}}"
    );
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "edge: compares the tables with the folders"
)]
fn every_template_and_theme_of_the_folders_is_built_in() {
    let root = env!("CARGO_MANIFEST_DIR");
    let names = |folder: &str| -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(format!("{root}/{folder}"))
            .expect("the folder is there")
            .map(|entry| {
                entry
                    .expect("it can be read")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    };
    let sorted = |table: &[(&str, &str)]| -> Vec<String> {
        let mut names: Vec<String> = table.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names("templates"), sorted(TEMPLATES));
    assert_eq!(names("themes"), sorted(THEMES));
    assert_eq!(sorted(FILES), sorted(THEMES));
}

/// Relative luminance of `#rrggbb` or `#rgb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let digits: Vec<u32> = colour.chars().filter_map(|c| c.to_digit(16)).collect();
    let channel = |at: usize| match digits.len() {
        3 => digits[at] * 17,
        _ => digits[at * 2] * 16 + digits[at * 2 + 1],
    };
    let linear = |value: u32| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(channel(0)) + 0.7152 * linear(channel(1)) + 0.0722 * linear(channel(2))
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_stands_out_from_its_ground_in_light_and_dark() {
    for (name, css) in THEMES {
        let blocks: Vec<&str> = css
            .split(":root {")
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect();
        assert_eq!(blocks.len(), 2, "{name} has a light and a dark palette");
        for block in blocks {
            let colours: BTreeMap<&str, &str> = block
                .lines()
                .filter_map(|line| line.trim().trim_end_matches(';').split_once(": "))
                .filter(|(_, value)| value.starts_with('#'))
                .collect();
            for ground in ["--paper", "--card"] {
                for (text, least) in [
                    ("--ink", 7.0),
                    ("--dim", 7.0),
                    ("--link", 7.0),
                    ("--ok", 4.5),
                    ("--work", 4.5),
                    ("--unknown", 4.5),
                    ("--slow", 4.5),
                    ("--part", 4.5),
                    ("--down", 4.5),
                ] {
                    let found = contrast(colours[text], colours[ground]);
                    assert!(found >= least, "{name}: {text} on {ground} is {found:.2}");
                }
            }
        }
    }
}
