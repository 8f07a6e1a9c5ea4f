//! Programs, as any machine has them.

#![expect(
    clippy::disallowed_methods,
    reason = "edge: tests read what a program wrote"
)]

use super::{Program, Surroundings};
use crate::net::secret::Secret;
use std::collections::BTreeMap;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(30);

fn surroundings() -> Surroundings {
    let variables = [
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("AWS_SECRET_ACCESS_KEY", "hunter2"),
    ];
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    Surroundings::of(&BTreeMap::from(variables.map(owned)))
}

fn shell(text: &str, limit: Duration) -> Program {
    Program::new("sh", &surroundings(), limit).args(["-c", text])
}

#[tokio::test]
async fn a_program_sees_only_what_is_listed() {
    let ended = shell("env | cut -d= -f1 | sort; cat", LONG)
        .env("OURS", "1")
        .run(b"and its input\n")
        .await
        .expect("run");
    assert!(ended.well());
    // The last two are the shell's own.
    assert_eq!(ended.text(), "LC_ALL\nOURS\nPATH\nPWD\nand its input\n");
}

#[tokio::test]
async fn its_last_words_are_passed_on_without_secrets() {
    let secret = Secret::new("hunter2\nline two of it");
    let text = "for n in 1 2 3 4 5 6 7; do echo line $n >&2; done; \
                printf 'bad \\033[31mkey %s, line two of it\\n' \"$KEY\" >&2; exit 7";
    let ended = shell(text, LONG).secret("KEY", &secret).run(b"").await;
    let ended = ended.expect("run");
    assert_eq!(ended.code, Some(7));
    assert_eq!(
        ended.why(),
        "line 5; line 6; line 7; bad [31mkey **redacted**; **redacted**, **redacted**"
    );
    let silent = shell("exit 3", LONG).run(b"").await.expect("run");
    assert_eq!(silent.why(), "it ended with 3 and said nothing");
}

#[tokio::test]
async fn it_is_killed_with_all_it_started_when_its_time_is_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "sleep 600 & echo $! >child; echo still here >&2; wait";
    let problem = shell(text, Duration::from_secs(1))
        .within(folder.path())
        .run(b"")
        .await
        .expect_err("too slow");
    assert_eq!(problem.what, "`sh` did not end within 1 seconds");
    assert_eq!(problem.why.as_deref(), Some("still here"));
    let child = std::fs::read_to_string(folder.path().join("child")).expect("its id");
    let there = format!("kill -0 {}", child.trim());
    for _ in 0..100 {
        if !shell(&there, LONG).run(b"").await.expect("run").well() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("what it started is still there");
}

#[tokio::test]
async fn what_it_leaves_running_keeps_nobody_waiting() {
    let ended = shell("sleep 600 & echo done", LONG).run(b"").await;
    assert_eq!(ended.expect("run").text(), "done\n");
}

#[tokio::test]
async fn what_is_not_there_is_told_with_its_package() {
    let nowhere = Surroundings::of(&BTreeMap::from([("PATH".into(), "/nowhere".into())]));
    let told = async |name: &str| {
        let problem = Program::new(name, &nowhere, LONG).run(b"").await;
        let problem = problem.expect_err("not there");
        format!("{}\nhint: {}", problem.what, problem.hint.expect("a hint"))
    };
    assert_eq!(
        told("ssh").await,
        "`ssh` is not installed\nhint: apt-get install openssh-client"
    );
    assert_eq!(
        told("./send.sh").await,
        "there is no program `./send.sh`\nhint: command -v ./send.sh   # shows where it is, when it is"
    );
    let file = tempfile::NamedTempFile::new().expect("a file");
    let plain = file.path().display().to_string();
    assert_eq!(
        told(&plain).await,
        format!("`{plain}` may not be run\nhint: chmod +x {plain}")
    );
}
