//! The corrected rules: the invented board as a whole, then each rule on a board of its own.

use crate::boards::{HALYARD, read, settings, site};

#[test]
fn dump() {
    let board = serde_json::from_str(HALYARD).expect("JSON");
    let read = read(
        &board,
        &settings("ignore_labels = [\"needs-postmortem\"]"),
        site(""),
    );
    for i in &read.site.incidents {
        println!(
            "{} {:?}\n  {:?}\n  front {:?} seen {:?}",
            i.title, i.kind, i.summary, i.components, i.first_seen
        );
        for l in read.told(&i.title) {
            println!("   {l}");
        }
    }
    let e = read.explained();
    for l in &e.labels {
        println!("{:30} {}", l.label, l.role);
    }
    for c in &e.cards {
        println!(
            "{:7} {:30} {:14} {}",
            if c.shown { "shown" } else { "hidden" },
            c.card,
            c.list,
            c.why
        );
    }
    println!("{}", stillup::problem::human(&e.findings, false));
    println!("{:?}", read.problems);
    println!("{}", read.snapshot.text());
    panic!();
}
