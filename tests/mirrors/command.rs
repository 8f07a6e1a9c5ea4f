//! The kind `command`, with a program that publishes to a folder and refuses what is older, as a good one does.

use crate::daemons::sshd::surroundings;
use crate::mortal::{Life, MortalMirror};
use crate::place::{Place, read, set};
use crate::promises::{FIRST, release, send};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use stillup::net::secret::Secret;
use stillup::net::server::{Find, Page, Server, site};
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::command::{Command, CommandSettings};
use tempfile::TempDir;

/// What `docs/mirrors/command.md` shows, for a folder.
const SEND: &str = r#"set -eu
exec 9>lock; flock 9
live=$(cat live 2>/dev/null || echo 0)
if [ "$live" -gt "$STILLUP_GENERATION" ]; then echo "$live"; exit; fi
cp -r "$STILLUP_FOLDER/." www/
while read -r path; do rm -f "www/$path"; done <"$STILLUP_REMOVED"
echo "$STILLUP_GENERATION" | tee live
"#;

/// A folder that only the program writes to, and a server that shows it.
pub struct Sent(TempDir, Server);

fn page(root: &Path, path: &str) -> Option<Page> {
    let body = std::fs::read(root.join("www").join(path)).ok()?;
    Some(Page {
        content_type: "text/plain",
        cache_control: "no-store",
        body,
    })
}

fn command(root: &Path, address: &str, script: &str, token: &str) -> Command {
    let settings = CommandSettings {
        argv: vec!["sh".into(), "-c".into(), script.into()],
        pass: vec!["HOST_TOKEN".into()],
    };
    let passed = vec![("HOST_TOKEN".to_owned(), Secret::new(token))];
    Command::new(&settings, root, address, &surroundings(), passed).expect("settings")
}

impl Sent {
    fn with(&self, script: &str) -> Command {
        command(
            self.0.path(),
            &format!("http://{}", self.1.address),
            script,
            "hunter2",
        )
    }
}

impl Place for Sent {
    const LOOKS_FOR_DAMAGE: bool = false;
    const ROUNDS: u64 = 6;
    const REQUESTS: i64 = 15;
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("www")).expect("a folder");
        let shown = root.path().to_path_buf();
        let find: Find = Arc::new(move |path: &str| page(&shown, path));
        let server = Server::start(([127, 0, 0, 1], 0).into(), site(find)).expect("a server");
        Sent(root, server)
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(self.with(SEND))
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        Box::new(MortalMirror {
            mirror: self.mirror(),
            life,
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = read(&self.0);
        files.remove("stillup/marker.json");
        files
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        let path = path.replace(".stillup/", "stillup/");
        set(&self.0, &path, bytes);
    }
}

async fn refused(script: &str) -> String {
    let place = Sent::new();
    let problem = send(&place.with(script), &release(FIRST, 5))
        .await
        .expect_err("refused")
        .problem;
    let why = problem
        .why
        .map_or(String::new(), |why| format!("\nbecause: {why}"));
    let hint = problem
        .hint
        .map_or(String::new(), |hint| format!("\nhint: {hint}"));
    format!("{}{why}{hint}", problem.what)
}

#[tokio::test]
async fn an_answer_is_one_number_and_nothing_else() {
    let hint = "\nhint: echo \"$STILLUP_GENERATION\"   # and nothing else, once it is live; other words go to standard error";
    for (script, why) in [
        ("true", "it printed nothing"),
        ("echo done", "it printed `done`"),
        ("echo sent; echo 5", "it printed `sent5`"),
        ("echo -5", "it printed `-5`"),
        (
            "echo 55555555555555555555",
            "it printed `55555555555555555555`",
        ),
    ] {
        let what = "`sh` does not say which generation is live";
        assert_eq!(
            refused(script).await,
            format!("{what}\nbecause: {why}{hint}")
        );
    }
    assert_eq!(
        refused("echo 4").await,
        "`sh` says that generation 4 is live\nbecause: generation 5 was to be published"
    );
}

#[tokio::test]
async fn what_it_says_when_it_fails_is_passed_on_without_secrets() {
    assert_eq!(
        refused("echo \"no entry with $HOST_TOKEN\" >&2; exit 7").await,
        "`sh` failed\nbecause: no entry with **redacted**"
    );
}

#[tokio::test]
async fn what_says_it_published_and_did_not_is_found_out() {
    assert_eq!(
        refused("echo 5").await,
        "`assets/graph.0123456789abcdef.svg` does not read back as it was written\n\
         hint: stillup publish   # writes it anew"
    );
}
