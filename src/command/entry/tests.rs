//! When an update is said to be, and what happens when two people write at once.

use super::{Entry, add, moment_of};
use crate::command::{Context, Env};
use crate::format;
use crate::model::{Incident, IncidentStatus, Said};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::path::Path;

const TEXT: &str =
    "# API\r\n\r\n## 2026-11-20 14:05 UTC - investigating\r\n\r\nWe look.  \r\n\r\n\r\n";

fn incident(text: &str) -> Incident {
    let scope = format::Scope::new(Tz::UTC, &[], &[], &[]);
    format::parse("api", "api.md", text, &scope)
        .0
        .expect("an incident")
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn context(root: &Path, now: &str) -> Context {
    Context {
        root: root.to_path_buf(),
        start: root.to_path_buf(),
        now: time(now),
        fixed_now: true,
        color: false,
        color_data: false,
        quiet: true,
        json: false,
        env: Env::default(),
    }
}

fn entry(text: &str) -> Entry {
    Entry {
        said: Said::Status(IncidentStatus::Resolved),
        marks: Vec::new(),
        text: text.to_string(),
        next: None,
    }
}

#[test]
fn an_update_is_said_in_whole_minutes_unless_another_was_in_this_minute() {
    let incident = incident(TEXT);
    let said = |now| moment_of(&incident, time(now)).to_rfc3339();
    assert_eq!(said("2026-11-20T14:20:41.5Z"), "2026-11-20T14:20:00+00:00");
    assert_eq!(said("2026-11-20T14:05:41.5Z"), "2026-11-20T14:05:41+00:00");
    assert_eq!(said("2026-11-20T14:05:00Z"), "2026-11-20T14:05:01+00:00");
    assert_eq!(said("2026-11-20T14:04:41Z"), "2026-11-20T14:04:00+00:00");
}

#[test]
fn updates_of_one_second_are_a_second_apart_in_the_order_they_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("api.md");
    std::fs::write(&path, "# API\n").expect("a file");
    let ctx = context(folder.path(), "2026-11-20T14:05:59.2Z");
    let mut last = None;
    for said in ["14:05:00", "14:05:59", "14:06:00", "14:06:01"] {
        let now = incident(&std::fs::read_to_string(&path).expect("a file"));
        let counts_from = add(&ctx, &now, &entry(said)).expect("added");
        assert!(last < Some(counts_from) || said == "14:05:59");
        let now = incident(&std::fs::read_to_string(&path).expect("a file"));
        let newest = now.updates.last().expect("an update");
        assert_eq!(newest.at, time(&format!("2026-11-20T{said}Z")));
        assert!(newest.at <= counts_from, "the page that is told of has it");
        last = Some(counts_from);
    }
}

#[test]
fn everything_before_the_new_update_stays_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("api.md");
    std::fs::write(&path, TEXT).expect("a file");
    add(
        &context(folder.path(), "2026-11-20T16:00:00Z"),
        &incident(TEXT),
        &entry("Over."),
    )
    .expect("added");
    let after = std::fs::read_to_string(&path).expect("a file");
    assert_eq!(
        after,
        format!("{TEXT}## 2026-11-20 16:00 UTC - resolved\r\n\r\nOver.\r\n")
    );
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 1, "nothing else is left behind");
}

#[test]
fn a_file_that_is_gone_loses_no_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let stop = add(
        &context(folder.path(), "2026-11-20T16:00:00Z"),
        &incident(TEXT),
        &entry("Over."),
    )
    .expect_err("there is no file");
    assert_eq!(stop.problems[0].code, "cannot-read");
    assert_eq!(
        stop.problems[0]
            .why
            .as_deref()
            .map(|why| why.ends_with("your text:\nOver.")),
        Some(true)
    );
}

#[test]
fn bytes_that_are_no_text_are_not_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("api.md");
    std::fs::write(&path, b"# caf\xe9\n").expect("a file");
    let stop = add(
        &context(folder.path(), "2026-11-20T16:00:00Z"),
        &incident(TEXT),
        &entry(""),
    )
    .expect_err("it is latin-1");
    assert_eq!(stop.problems[0].code, "not-utf-8");
    assert_eq!(std::fs::read(&path).expect("a file"), b"# caf\xe9\n");
}
