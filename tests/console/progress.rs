//! What is seen at a terminal while mirrors are published to, and what is left of it.

use crate::terminal::Terminal;
use std::net::TcpListener;
use std::num::NonZero;
use std::path::Path;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillup");

/// A site with two mirrors: a folder, and a host that lets everybody in and says nothing. With what keeps it so.
fn site() -> (TempDir, TcpListener) {
    let folder = tempfile::tempdir().expect("a folder");
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("its number").port();
    let text = format!(
        "[site]\nid = \"acme\"\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\n\
         [[component]]\nid = \"api\"\n\
         [[mirror]]\nname = \"here\"\naddress = \"http://127.0.0.1:9\"\ndir = {{ path = \"public\" }}\n\
         [[mirror]]\nname = \"elsewhere\"\naddress = \"http://127.0.0.1:{port}\"\n\
         webdav = {{ url = \"http://127.0.0.1:{port}/\" }}\n"
    );
    std::fs::create_dir(folder.path().join("incidents")).expect("a folder");
    std::fs::write(folder.path().join("stillup.toml"), text).expect("a file");
    (folder, silent)
}

/// Publishes at a terminal that is so wide.
fn publish(folder: &Path, columns: u16, words: &str) -> Terminal {
    let line = format!(
        "stty cols {columns} rows 30; cd {}; {PROGRAM} publish --now 2026-11-20T14:05:00Z {words}",
        folder.display()
    );
    Terminal::start(
        "sh",
        &["-c", &line],
        &[("TERM", "xterm"), ("NO_COLOR", "1")],
    )
}

/// What stands on a terminal after these bytes.
fn shown(bytes: &[u8], columns: u16) -> Vec<String> {
    let size = |size: u16| NonZero::new(size).expect("some");
    let mut screen = vt100::Parser::new(size(30), size(columns), 0);
    screen.process(bytes);
    let rows = screen.screen().rows(0, columns);
    let mut rows: Vec<String> = rows.map(|row| row.trim_end().to_owned()).collect();
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    rows
}

#[test]
fn every_mirror_has_a_line_that_moves_and_gives_way_to_what_stays() {
    let (site, _silent) = site();
    let mut session = publish(site.path(), 100, "--deadline 9");
    // While the one that says nothing is waited for, what became of the other is there to be read.
    session.wait_for("looking at what is there");
    session.wait_for("sending 3");
    session.wait_for("here       live        3");
    session.wait_for("elsewhere  ");
    let (code, bytes) = session.finish();
    assert_eq!(code, Some(3));
    let mut left = shown(&bytes, 100);
    // How many files there are is no business of this test.
    left[2].retain(|c| !c.is_ascii_digit());
    assert_eq!(
        left,
        [
            "error: mirror `elsewhere`: not done within 9 seconds",
            "hint: stillup publish   # goes on from where it was",
            "here       live         files written",
            "elsewhere  failed      not done within 9 seconds",
            "generation 1795183500000 published",
            "published unsigned: `stillup keys new` makes a key, so that readers can tell your pages from a stran",
            "ger's",
        ]
    );
}

#[test]
fn on_a_narrow_terminal_no_line_is_left_over() {
    let (site, _silent) = site();
    let (code, bytes) = publish(site.path(), 24, "--deadline 2").finish();
    assert_eq!(code, Some(3));
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("elsewhere  - looking at "), "{text}");
    let left = shown(&bytes, 24).concat();
    assert!(left.starts_with("error: mirror `elsewhere"), "{left}");
    assert!(!left.contains("looking"), "{left}");
}

#[test]
fn a_receipt_is_nothing_but_json_and_silence_is_silence() {
    let (site, _silent) = site();
    let (code, bytes) = publish(site.path(), 100, "--deadline 2 --json >receipt").finish();
    assert_eq!(code, Some(3));
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("looking at what is there"), "{text}");
    let receipt = std::fs::read(site.path().join("receipt")).expect("a receipt");
    let receipt: serde_json::Value = serde_json::from_slice(&receipt).expect("JSON");
    assert_eq!(receipt["mirrors"][0]["name"], "here");

    let (_, bytes) = publish(site.path(), 100, "--deadline 2 --quiet").finish();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.starts_with("error: mirror `elsewhere`"), "{text}");
}

#[test]
fn a_problem_that_is_told_meanwhile_stands_by_itself() {
    let (site, _silent) = site();
    let incident = site.path().join("incidents/2026-11-20-api.md");
    let text =
        "# API\n\n## 2026-11-20 14:00 UTC - investigating {api=partial_outage}\n\nLooking.\n";
    std::fs::write(&incident, text).expect("a file");
    let (code, _) = publish(site.path(), 100, "--only here").finish();
    assert_eq!(code, Some(0));
    std::fs::remove_file(&incident).expect("it was there");
    let (code, bytes) = publish(site.path(), 100, "--deadline 8").finish();
    assert_eq!(code, Some(3));
    let left = shown(&bytes, 100);
    assert_eq!(
        left[..2],
        [
            "error: `2026-11-20-api` would disappear: it stays as customers have read it",
            "--> incidents/2026-11-20-api.md",
        ]
    );
    let moving = |row: &String| row.contains("looking at") || row.contains("waiting for");
    assert!(!left.iter().any(moving), "{left:#?}");
}
