//! What bad input gets: a problem with its place, and everything that can be read.

use super::{all, good, read, told, with, with_scope};
use crate::format::parse_bytes;
use crate::model::{Incident, Kind};
use crate::problem::Problem;
use chrono_tz::Tz;

fn bytes(bytes: &[u8]) -> (Incident, Vec<Problem>) {
    let (incident, problems) = with_scope(Tz::UTC, |scope| {
        parse_bytes("case", "incidents/case.md", bytes, scope)
    });
    (incident.expect("no draft"), problems)
}

const LEFT: &str = "keep what is right, and delete the `<<<<<<<`, `=======` and `>>>>>>>` lines";

#[test]
fn conflict_markers_are_dropped_and_both_sides_kept() {
    let (incident, problems) = read(
        "# Title\n\n## 2026-11-20 14:05 UTC - investigating {api=down}\n\n<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> main\n\n\
         ## 2026-11-20 15:00 UTC - resolved\n\nOver.\n",
    );
    assert!(incident.in_conflict && incident.being_corrected);
    assert_eq!(
        all(&incident),
        [
            "20T14:05 investigating api=major_outage",
            "20T15:00 resolved"
        ]
    );
    assert_eq!(incident.updates[0].text, "Ours.\nTheirs.");
    assert_eq!(
        told(&problems),
        [format!(
            "conflict: there is a conflict left by a merge [<<<<<<< HEAD] {LEFT}"
        )]
    );
    assert_eq!(
        &incident.source[incident.updates[1].heading.clone()],
        "## 2026-11-20 15:00 UTC - resolved"
    );
}

#[test]
fn a_base_is_dropped_with_the_markers_around_it() {
    let (incident, problems) = read(
        "# Title\r\n\r\n<<<<<<< HEAD\r\n## 2026-11-20 14:05 UTC - identified\r\n||||||| 1a2b3c\r\n## 2026-11-20 14:00 UTC - resolved\r\nGönn.\r\n=======\r\n\
         ## 2026-11-20 14:10 UTC - monitoring\r\n>>>>>>> main\r\n",
    );
    assert_eq!(
        all(&incident),
        ["20T14:05 identified", "20T14:10 monitoring"]
    );
    assert_eq!(incident.updates[0].text, "");
    assert_eq!(problems.len(), 1);
}

#[test]
fn half_a_conflict_is_one_and_an_underline_is_none() {
    let (incident, problems) =
        read("# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nOne.\n>>>>>>> main\nTwo.\n");
    assert!(incident.in_conflict);
    assert_eq!(incident.updates[0].text, "One.\nTwo.");
    assert_eq!(
        told(&problems),
        [format!(
            "conflict: there is a conflict left by a merge [>>>>>>> main] {LEFT}"
        )]
    );
    // A base that nothing closes is not known to be one.
    let (incident, _) = read(
        "# Title\n\n<<<<<<< HEAD\n||||||| base\n## 2026-11-20 14:05 UTC - identified {api=down}\n",
    );
    assert_eq!(all(&incident), ["20T14:05 identified api=major_outage"]);
    let incident =
        good("# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nPart one\n=======\n\n||||||| a\n");
    assert!(!incident.in_conflict);
    assert_eq!(incident.updates[0].text, "Part one\n=======\n\n||||||| a");
}

#[test]
fn a_conflict_in_front_matter_keeps_both_sides_too() {
    let (incident, problems) = read(
        "---\n<<<<<<< HEAD\nimpact: minor\n=======\ntags: [net]\n>>>>>>> main\n---\n# Title\n\n## 2026-11-20 14:05 UTC - identified\n",
    );
    assert_eq!(incident.impact.map(|impact| impact.word()), Some("minor"));
    assert_eq!(incident.tags, ["net"]);
    assert_eq!(problems.len(), 1);
}

#[test]
fn no_title_and_no_update_are_problems_and_the_text_is_there() {
    let (incident, problems) = read("Something is wrong.\n");
    assert_eq!(
        (incident.title.as_str(), incident.summary.as_str()),
        ("case", "Something is wrong.")
    );
    assert!(incident.being_corrected);
    assert_eq!(
        told(&problems),
        [
            "no-title: there is no title [] write `# What is wrong` on the first line",
            "no-update: there is no update [] write one like `## 2026-11-20 14:05 UTC - investigating {api=partial_outage}`",
        ]
    );
    let (empty, problems) = read("");
    assert_eq!((empty.title.as_str(), problems.len()), ("case", 2));
    assert!(problems.iter().all(|problem| {
        problem
            .place
            .as_ref()
            .is_some_and(|place| &*place.file == "incidents/case.md")
    }));
}

#[test]
fn bytes_that_are_not_utf8_are_a_problem_and_read() {
    let (incident, problems) =
        bytes(b"# St\xf6rung\n\n## 2026-11-20 14:05 UTC - identified {api=down}\n");
    assert_eq!(incident.title, "St\u{fffd}rung");
    assert_eq!(all(&incident), ["20T14:05 identified api=major_outage"]);
    assert_eq!(
        told(&problems),
        [
            "not-utf8: these bytes are not UTF-8 [\u{fffd}] iconv -f WINDOWS-1252 -t UTF-8 incidents/case.md"
        ]
    );
    let (_, problems) = bytes(b"\xef\xbb\xbf# A\xff\n\n## 2026-11-20 14:05 UTC\n");
    assert_eq!(
        problems[0].place.as_ref().map(|place| place.line_column()),
        Some((1, 4))
    );
}

#[test]
fn utf16_as_some_editors_write_it_is_a_problem_and_read() {
    let text = "\u{feff}# Störung\r\n\r\n## 2026-11-20 14:05 UTC - identified {api=down}\r\n";
    for little in [true, false] {
        let order = |unit: u16| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        let (incident, problems) = bytes(&text.encode_utf16().flat_map(order).collect::<Vec<u8>>());
        assert_eq!(incident.title, "Störung");
        assert_eq!(all(&incident), ["20T14:05 identified api=major_outage"]);
        assert_eq!(
            told(&problems),
            [
                "not-utf8: the file is UTF-16, not UTF-8 [] iconv -f UTF-16 -t UTF-8 incidents/case.md"
            ]
        );
    }
}

#[test]
fn a_file_over_one_mebibyte_is_a_problem_and_read_to_its_end() {
    let filler = "log log log log\n".repeat(70_000);
    let text = format!(
        "# Title\n\n## 2026-11-20 14:05 UTC - identified {{api=down}}\n\n{filler}\n## 2026-11-20 15:00 UTC - resolved\n"
    );
    let (incident, problems) = bytes(text.as_bytes());
    assert_eq!(
        all(&incident),
        ["20T14:05 identified api=major_outage", "20T15:00 resolved"]
    );
    assert_eq!(
        told(&problems),
        [format!(
            "too-large: the file has {} KiB, and 1024 are enough [] move logs and images out of it",
            text.len() / 1024
        )]
    );
}

#[test]
fn markdown_nested_beyond_reason_is_a_problem() {
    let quotes = format!("{} deep", "> ".repeat(40));
    let lists = format!("{}deep", "- ".repeat(40));
    for line in [&quotes, &lists] {
        let (incident, problems) = read(&format!(
            "# Title\n\n## 2026-11-20 14:05 UTC - identified\n\n{line}\n"
        ));
        assert_eq!(&incident.updates[0].text, line);
        assert_eq!(
            told(&problems),
            [format!(
                "too-deep: this is nested too deep to be read [{line}] write it flat"
            )]
        );
    }
    let rules = format!(
        "{}\n\n{}\n\n    {}\n",
        "-".repeat(80),
        "* ".repeat(40),
        "x".repeat(80)
    );
    good(&format!(
        "# Title\n\n## 2026-11-20 14:05 UTC - identified\n\n{rules}"
    ));
}

#[test]
fn front_matter_that_does_not_parse_costs_the_key_that_does_not() {
    let (incident, problems) = read(
        "---\nimpact: major\ntitle: API: down\ntags: [a, b\nauthors: [ada]\n---\n\n## 2026-11-20 14:05 UTC - identified\n",
    );
    assert_eq!(incident.impact.map(|impact| impact.word()), Some("major"));
    assert_eq!(
        (incident.title.as_str(), incident.authors.as_slice()),
        ("API: down", &["ada".to_owned()][..])
    );
    assert_eq!(all(&incident), ["20T14:05 identified"]);
    assert_eq!(
        told(&problems),
        [
            "front-matter: cannot read the front matter [:] put it in quotes: `title: \"API: down\"`",
            "front-matter: cannot read the front matter [[] write `key: value`, one on each line",
        ]
    );
    assert_eq!(
        problems[0].why.as_deref(),
        Some("mapping values are not allowed in this context")
    );
    assert!(problems.iter().all(|problem| problem.why.is_some()));
}

#[test]
fn toml_that_does_not_parse_costs_the_line_that_does_not() {
    let (incident, problems) = read(
        "+++\nscheduled = 2026-11-27 22:00 UTC\nfor = 90m\ncomponents = [\"mail\"]\n+++\n# Title\n\n## 2026-11-20 14:05 UTC\n",
    );
    let Kind::Maintenance(window) = &incident.kind else {
        panic!("{:?}", incident.kind)
    };
    assert_eq!(
        (window.start.timestamp(), window.length.num_minutes()),
        (1_795_816_800, 90)
    );
    assert_eq!(incident.components[0].component, "mail");
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.hint.as_deref().unwrap_or(""))
            .collect::<Vec<_>>(),
        [
            "put it in quotes: `scheduled = \"2026-11-27 22:00 UTC\"`",
            "put it in quotes: `for = \"90m\"`"
        ]
    );
}

#[test]
fn front_matter_without_an_end_ends_at_the_first_blank_line_or_heading() {
    for text in [
        "---\nimpact: major\n\n# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nOne.\n\n---\n\nTwo.\n",
        "---\nimpact: major\n# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nOne.\n\n---\n\nTwo.\n",
    ] {
        let (incident, problems) = read(text);
        assert_eq!(
            (incident.title.as_str(), incident.updates.len()),
            ("Title", 1)
        );
        assert_eq!(incident.impact.map(|impact| impact.word()), Some("major"));
        assert_eq!(incident.updates[0].text, "One.\n\n---\n\nTwo.");
        assert_eq!(
            told(&problems),
            ["front-matter: the front matter has no end [---] write `---` on a line below it"]
        );
    }
}

#[test]
fn every_problem_of_a_file_is_told_in_the_order_of_its_places() {
    let (_, problems) = read(&format!(
        "---\ntitel: x\nimpact: huge\n---\n{}",
        with("## 2026-11-20 14:05 - fixt {ap=slow}\n### 14:20 - resolved")
    ));
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        [
            "unknown-key",
            "unknown-impact",
            "unknown-status",
            "unknown-component",
            "unknown-status",
            "not-an-update"
        ]
    );
}
