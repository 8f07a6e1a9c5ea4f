//! Questions at a pseudo-terminal: what is asked, what an answer does, what an editor is for.

use crate::terminal::Terminal;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillup");
const NOW: &str = "2026-11-20T14:05:00Z";
const ENTER: &str = "\r";
const DOWN: &str = "\u{1b}[B";
const ESCAPE: &str = "\u{1b}";
const INTERRUPT: &str = "\u{3}";

/// A new site with the settings that `init` writes.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    quietly(folder.path(), &["init", "--title", "Acme Status"]);
    folder
}

/// Runs a command with nobody at the terminal.
fn quietly(folder: &Path, args: &[&str]) {
    let mut command = Command::new(PROGRAM);
    command
        .arg("-C")
        .arg(folder)
        .args(["--now", NOW, "--quiet"])
        .args(args);
    assert!(
        command.output().expect("stillup runs").status.success(),
        "{args:?}"
    );
}

/// Runs a command at a terminal.
fn at_terminal(folder: &Path, args: &[&str], editor: Option<&str>) -> Terminal {
    let folder = folder.to_str().expect("a path in UTF-8");
    let mut env = vec![("TERM", "xterm"), ("NO_COLOR", "1")];
    env.extend(editor.map(|editor| ("EDITOR", editor)));
    Terminal::start(
        PROGRAM,
        &[&["-C", folder, "--now", NOW], args].concat(),
        &env,
    )
}

fn incident(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join("incidents").join(name)).expect("an incident's file")
}

/// How many incidents there are beside the sample.
fn incidents(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder.join("incidents"))
        .expect("a folder")
        .flatten();
    files
        .filter(|file| file.file_name().to_string_lossy().starts_with("2026-11-20"))
        .count()
}

#[test]
fn open_without_words_asks_for_everything() {
    let site = site();
    let mut session = at_terminal(site.path(), &["open"], None);
    session.answer(
        "what do customers see",
        &format!("API: requests failing{ENTER}"),
    );
    session.answer("what is affected", &format!(" {DOWN} {ENTER}"));
    session.answer("how is API", ENTER);
    session.answer("how is Web app", &format!("{DOWN}{ENTER}"));
    session.answer("where does it stand", &format!("{DOWN}{ENTER}"));
    session.answer("what do you want to say", &format!(" Really.{ENTER}"));
    session.wait_for("the page says:");
    assert_eq!(session.end(), Some(0));
    assert_eq!(
        incident(site.path(), "2026-11-20-api-requests-failing.md"),
        "# API: requests failing\n\n\
         ## 2026-11-20 14:05 UTC - identified {api=partial_outage web=major_outage}\n\n\
         We have found the cause and are working on it. Really.\n"
    );
}

#[test]
fn escape_calls_it_off() {
    let site = site();
    let mut session = at_terminal(site.path(), &["open"], None);
    session.answer("what do customers see", &format!("API{ENTER}"));
    session.answer("what is affected", ESCAPE);
    session.wait_for("called off: nothing was written");
    assert_eq!(session.end(), Some(1));
    assert_eq!(incidents(site.path()), 0);
}

#[test]
fn interrupting_gives_the_cursor_back() {
    let site = site();
    let mut session = at_terminal(site.path(), &["open"], None);
    session.answer("what do customers see", &format!("API{ENTER}"));
    session.wait_for("what is affected");
    session.keys(INTERRUPT);
    session.wait_for("\u{1b}[?25h");
    assert_eq!(session.end(), Some(130));
    assert_eq!(incidents(site.path()), 0);
}

#[test]
fn the_editor_begins_with_something_true() {
    let site = site();
    let editor = "sed -i.bak s/^We.are.looking.*/Edited./";
    let session = at_terminal(
        site.path(),
        &["open", "API slow", "-c", "api=degraded"],
        Some(editor),
    );
    assert_eq!(session.end(), Some(0));
    assert_eq!(
        incident(site.path(), "2026-11-20-api-slow.md"),
        "# API slow\n\n## 2026-11-20 14:05 UTC - investigating {api=degraded_performance}\n\nEdited.\n"
    );
}

#[test]
fn a_slip_in_the_editor_can_be_kept() {
    let site = site();
    let editor = "sed -i.bak s/api=/apii=/";
    let mut session = at_terminal(
        site.path(),
        &["open", "API slow", "-c", "api=degraded"],
        Some(editor),
    );
    session.wait_for("unknown component `apii`");
    session.answer("what now", &format!("{DOWN}{ENTER}"));
    assert_eq!(session.end(), Some(1));
    assert!(
        incident(site.path(), "2026-11-20-api-slow.md").contains("{apii=degraded_performance}")
    );
}

#[test]
fn an_editor_that_fails_loses_no_text() {
    let site = site();
    let mut session = at_terminal(site.path(), &["open", "API slow"], Some("false"));
    session.wait_for("the editor `false` did not end well");
    session.wait_for("your text is in `");
    let kept = session.wait_for("`").replace(['\r', '\n'], "");
    assert_eq!(session.end(), Some(1));
    assert!(
        std::fs::read_to_string(&kept)
            .expect("the text")
            .contains("# API slow")
    );
    std::fs::remove_file(kept).expect("removed");
    assert_eq!(incidents(site.path()), 0);
}

#[test]
fn resolving_too_early_is_asked_about() {
    let site = site();
    quietly(site.path(), &["open", "API", "-m", "x"]);
    let mut session = at_terminal(site.path(), &["resolve"], None);
    session.wait_for("monitored for 0 of 60 minutes");
    session.answer("resolve it all the same", "n");
    assert_eq!(session.end(), Some(1));
    assert!(!incident(site.path(), "2026-11-20-api.md").contains("resolved"));

    let mut session = at_terminal(site.path(), &["resolve"], None);
    session.answer("resolve it all the same", "y");
    session.answer("what do you want to say", ENTER);
    assert_eq!(session.end(), Some(0));
    assert!(
        incident(site.path(), "2026-11-20-api.md").ends_with("- resolved\n\nThis is resolved.\n")
    );
}

#[test]
fn of_two_open_incidents_one_is_chosen() {
    let site = site();
    for title in ["First", "Second"] {
        quietly(site.path(), &["open", title, "-m", "x"]);
    }
    let mut session = at_terminal(
        site.path(),
        &["update", "-s", "identified", "-m", "Found."],
        None,
    );
    session.answer("which one", &format!("{DOWN}{ENTER}"));
    assert_eq!(session.end(), Some(0));
    let changed = ["first", "second"]
        .map(|name| incident(site.path(), &format!("2026-11-20-{name}.md")).contains("Found."));
    assert_eq!(changed.iter().filter(|changed| **changed).count(), 1);
}

#[test]
fn a_postmortem_is_written_in_the_editor() {
    let site = site();
    let sample = "2026-11-19-api-slow-responses.md";
    let session = at_terminal(site.path(), &["postmortem", "api-slow"], Some("true"));
    assert_eq!(
        session.end(),
        Some(1),
        "a layout nobody filled in is not written"
    );
    assert!(!incident(site.path(), sample).contains("postmortem"));

    let editor = "sed -i.bak s/^.*What.changes.*/More.memory./";
    let session = at_terminal(site.path(), &["postmortem", "api-slow"], Some(editor));
    assert_eq!(session.end(), Some(0));
    let text = incident(site.path(), sample);
    assert!(
        text.contains("## 2026-11-20 14:05 UTC - postmortem\n\n### What happened\n"),
        "{text}"
    );
    assert!(text.contains("### Follow-ups\n\nMore.memory.\n"), "{text}");
}
