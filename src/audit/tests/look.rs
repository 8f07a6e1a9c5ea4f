//! The report in its forms, whole: `BLESS=1 cargo test --lib audit` writes them anew.
#![allow(clippy::disallowed_methods, reason = "edge: tests read the repository")]

use super::world::{World, lab, rules, unknown};
use crate::audit::domain::Domain;
use crate::audit::report::{Report, judge};
use crate::audit::show::{Paint, markdown, picture, text};
use crate::audit::verdict::Verdict;

pub(super) struct Plain;

impl Paint for Plain {
    fn verdict(&self, _: Verdict, text: &str) -> String {
        text.to_owned()
    }
    fn bold(&self, text: &str) -> String {
        text.to_owned()
    }
    fn faint(&self, text: &str) -> String {
        text.to_owned()
    }
}

fn kept(name: &str, is: &str) {
    let path = format!("{}/tests/audit/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(format!("{}/tests/audit", env!("CARGO_MANIFEST_DIR")))
            .expect("a folder");
        return std::fs::write(&path, is).expect("a file");
    }
    let was = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(is, was, "{name}");
}

/// All that a report can hold: a copy that is down, something unknown, a question.
fn mixed() -> Report {
    let mut world = lab()
        .zone("third.tldc", None, &["ns.third.tldc=192.0.2.7"])
        .name("third.tldc", &["192.0.2.7"])
        .copy("third", "third.tldc", &["host:aws", "ci:forge"])
        .copy("down", "down.acme-status.tldb", &[])
        .name("down.acme-status.tldb", &["10.77.3.2"]);
    world.0.copies[3].answer = unknown("no answer in time");
    world.0.copies.remove(1);
    let mut rules = rules();
    rules.fail = vec![Domain::parse("tld:tlda").expect("a domain")];
    judge(&world.0, &rules)
}

#[test]
fn the_facts_of_the_lab_as_they_are_kept() {
    // The drill's tests read them.
    kept("lab.json", &lab().0.to_json());
}

#[test]
fn the_report_in_a_terminal() {
    kept("independent.txt", &text(&lab().judge(), 3, &Plain));
    kept("mixed.txt", &text(&mixed(), 3, &Plain));
}

#[test]
fn the_report_in_markdown() {
    kept("mixed.md", &markdown(&mixed(), 3));
}

#[test]
fn the_report_drawn() {
    kept("independent.svg", &picture(&lab().judge()));
    kept("mixed.svg", &picture(&mixed()));
    let empty = picture(&World::new().judge());
    assert!(empty.contains("UNKNOWN"), "{empty}");
}

#[test]
fn names_cannot_break_the_picture() {
    let mut world = lab();
    world.0.copies[0].name = "<script>\"&".into();
    world.0.site = "a<b>".into();
    let drawn = picture(&world.judge());
    assert!(!drawn.contains("<script>") && !drawn.contains("a<b>"));
    let mut reader = quick_xml::Reader::from_str(&drawn);
    loop {
        match reader.read_event().expect("it is XML") {
            quick_xml::events::Event::Eof => break,
            _ => continue,
        }
    }
}

/// The guide's steps: what `audit` says of each, up to what it says of updates.
#[test]
fn the_guide_shows_what_is_said_at_each_step() {
    let page = include_str!("../../../docs/guide/independence.md");
    let said = |world: &World| {
        let whole = text(&world.judge(), 3, &Plain);
        let (begin, _) = whole.split_once("\nUPDATE").expect("it speaks of updates");
        format!("```\n$ stillup audit\n{begin}```\n")
    };
    let mut one = lab().name("status.acme.tlda", &["10.77.1.2"]);
    one.0.copies[0].host = "status.acme.tlda".into();
    one.0.copies.truncate(1);
    let mut two = lab();
    two.0.copies.truncate(1);
    for (step, world) in [&one, &two, &lab()].into_iter().enumerate() {
        let said = said(world);
        assert!(page.contains(&said), "step {}:\n{said}", step + 1);
    }
    let verdicts = [&one, &two, &lab()].map(|world| world.judge().verdict);
    assert_eq!(
        verdicts,
        [
            Verdict::SharedFate,
            Verdict::SharedFate,
            Verdict::Independent
        ]
    );
}
