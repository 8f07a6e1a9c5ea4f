//! The program with a board: pulled, published from, and what happens when Trello is not there.

use crate::boards::HALYARD;
use crate::fake::{Fake, KEY, Odd, TOKEN, text};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

const SNAPSHOT: &str = ".stillup/trello.json";

/// A site with a board in a folder of its own.
struct Site(tempfile::TempDir);

/// How a run ended.
struct Ran {
    code: Option<i32>,
    data: String,
    talk: String,
}

impl Site {
    /// With these lines of `[trello]`.
    fn new(trello: &str) -> Self {
        let site = Site(tempfile::tempdir().expect("a folder"));
        site.write(
            "stillup.toml",
            &format!(
                "[site]\nid = \"h\"\ntitle = \"Halyard\"\naddress = \"https://h.example\"\n\
                 [policy]\nupdate_every = false\n\
                 [trello]\nignore_labels = [\"needs-postmortem\"]\n{trello}\n\
                 [[mirror]]\nname = \"one\"\naddress = \"http://127.0.0.1:8801\"\ndir = {{ path = \"public/one\" }}\n"
            ),
        );
        site
    }

    /// With a board that is pulled.
    fn pulling(fake: &Fake) -> Self {
        Site::new(&format!(
            "board = \"https://trello.com/b/hLyRd5tS/halyard-status\"\napi = \"{}\"",
            fake.api()
        ))
    }

    /// With a board that was exported.
    fn exported() -> Self {
        let site = Site::new("export = \"board.json\"");
        site.write("board.json", HALYARD);
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn run(&self, time: &str, args: &str) -> Ran {
        let done = Command::new(env!("CARGO_BIN_EXE_stillup"))
            .current_dir(self.0.path())
            .args(["--now", &format!("2026-11-20T{time}:00Z")])
            .args(args.split(' '))
            .env_clear()
            .env("TRELLO_KEY", KEY)
            .env("TRELLO_TOKEN", TOKEN)
            .output()
            .expect("it runs");
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let ran = Ran {
            code: done.status.code(),
            data: words(done.stdout),
            talk: words(done.stderr),
        };
        for secret in [KEY, TOKEN] {
            assert!(!ran.data.contains(secret) && !ran.talk.contains(secret));
        }
        ran
    }

    /// Runs it and asks for an exit code.
    fn expect(&self, time: &str, args: &str, code: i32) -> Ran {
        let ran = self.run(time, args);
        assert_eq!(ran.code, Some(code), "{args}: {}{}", ran.data, ran.talk);
        ran
    }
}

fn fake() -> Fake {
    Fake::new(&serde_json::from_str(HALYARD).expect("JSON"))
}

#[test]
fn a_pull_writes_the_snapshot_and_everything_else_needs_no_network() {
    let fake = fake();
    let site = Site::pulling(&fake);
    let ran = site.expect("09:00", "pull", 0);
    assert_eq!(ran.data, ".stillup/trello.json\n");
    assert_eq!(
        ran.talk,
        "Trello board “Halyard status”: 7 of 14 cards are shown; 3 requests\n"
    );
    let snapshot = site.read(SNAPSHOT);
    assert!(!snapshot.contains(KEY) && !snapshot.contains(TOKEN));
    drop(fake);
    for command in ["build", "status", "plan"] {
        site.expect("09:05", command, 0);
    }
    let home = site.read("public/site/index.html");
    assert!(home.contains("API and dashboard return 5xx") && home.contains("Major outage"));
    assert!(!home.contains("is shown as it was at"), "it is fresh");
    let page = site.read("public/site/incidents/6affd62baf9ac5becd89046f.html");
    // The page has a script of its own; none comes from a card.
    let main = page
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next());
    let main = main.map(|main| main.replace("<script type=\"text/html\">", ""));
    assert!(main.is_some_and(
        |main| main.contains("edited 2026-11-20 05:58 UTC") && !main.contains("<script")
    ));
    assert!(
        page.contains("id=\"u-6affe00abe3b92dc7049855b\""),
        "comments keep their ids"
    );
}

#[test]
fn a_publish_pulls_first_and_a_fresh_board_changes_nothing_else() {
    let fake = fake();
    let site = Site::pulling(&fake);
    let ran = site.expect("09:00", "publish", 0);
    assert_eq!(fake.asked().len(), 3);
    assert!(
        ran.talk
            .starts_with("Trello board “Halyard status”: 7 of 14 cards are shown; 3 requests\n"),
        "{}",
        ran.talk
    );
    let ran = site.expect("09:10", "publish", 0);
    assert_eq!(fake.asked().len(), 6);
    assert!(
        ran.talk.contains("nothing new since generation"),
        "{}",
        ran.talk
    );
    let ran = site.expect("09:31", "publish", 0);
    assert!(ran.talk.contains("only renews the age"), "{}", ran.talk);
    assert!(
        !site
            .read("public/one/index.html")
            .contains("is shown as it was at")
    );
}

#[test]
fn what_was_pulled_last_is_published_when_trello_fails_and_the_page_says_how_old_it_is() {
    let failures = [
        text(401, "expired token"),
        text(400, "<html><body>Welcome, guest</body></html>"),
        text(404, "Cannot GET /1/boards/hLyRd5tS"),
    ];
    for failure in failures {
        let fake = fake();
        let site = Site::pulling(&fake);
        site.expect("09:00", "publish", 0);
        let before = site.read(SNAPSHOT);
        fake.then([failure]);
        let ran = site.expect("12:00", "publish", 1);
        assert!(ran.talk.starts_with("error: "), "{}", ran.talk);
        assert!(
            ran.talk.contains(" published") || ran.talk.contains("renews the age"),
            "{}",
            ran.talk
        );
        assert_eq!(site.read(SNAPSHOT), before, "the snapshot stays");
        let home = site.read("public/one/index.html");
        let note = "The Trello board is shown as it was at";
        assert!(
            home.contains(note) && home.contains("3 h before this page was written"),
            "{home}"
        );
        assert!(home.contains("API and dashboard return 5xx"));
        let ran = site.expect("12:00", "status", 0);
        assert!(
            ran.talk.contains("the Trello board is as it was 3h ago\n"),
            "{}",
            ran.talk
        );
        let ran = site.expect("12:00", "check", 4);
        assert!(
            ran.data
                .contains("finding: the Trello board was pulled 3h ago\n"),
            "{}",
            ran.data
        );
        fake.then([text(401, "expired token")]);
        let ran = site.expect("12:00", "publish --strict", 1);
        assert!(ran.talk.contains("nothing was published"), "{}", ran.talk);
    }
}

#[test]
fn a_board_that_never_was_pulled_is_not_green() {
    let fake = fake();
    fake.then([text(401, "invalid token"), text(401, "invalid token")]);
    let site = Site::pulling(&fake);
    site.write(
        "incidents/2026-11-19-x.md",
        "# X\n\n## 2026-11-19 08:00 UTC - resolved\n\nX.\n",
    );
    let config = site.read("stillup.toml") + "[[component]]\nid = \"api\"\n";
    site.write("stillup.toml", &config);
    let ran = site.expect("09:00", "publish", 1);
    assert!(
        ran.talk.contains(
            "error: the Trello board was not pulled yet: what it says is not known\n--> .stillup/trello.json\n\
             hint: stillup pull\n"
        ),
        "{}",
        ran.talk
    );
    let home = site.read("public/one/index.html");
    assert!(home.contains("Could not be read: Trello board."));
    let status = site.read("public/one/status.json");
    assert!(
        status.contains("\"status\":\"unknown\"") && !status.contains("\"status\":\"operational\""),
        "{status}"
    );
}

#[test]
fn who_is_slow_is_not_waited_for() {
    let fake = fake();
    fake.then([Odd::Silence]);
    let site = Site::pulling(&fake);
    let ran = site.expect("09:00", "pull --deadline 1", 1);
    let slow = "error: Trello did not give the whole board within 1 seconds\n";
    let silent = "error: Trello did not answer\n";
    assert!(
        ran.talk.starts_with(slow) || ran.talk.starts_with(silent),
        "{}",
        ran.talk
    );
    assert!(!site.path(SNAPSHOT).exists());
}

#[test]
fn an_export_needs_neither_token_nor_network() {
    let site = Site::exported();
    let ran = site.expect("09:00", "pull", 0);
    assert_eq!(
        ran.talk,
        "`board.json` is read whenever it is needed: there is nothing to pull\n"
    );
    site.expect("09:00", "publish", 0);
    let home = site.read("public/one/index.html");
    assert!(
        home.contains("The Trello board is shown as it was at"),
        "its age is told"
    );
    site.write("board.json", "{}");
    let ran = site.expect("09:00", "publish", 3);
    assert!(
        ran.talk
            .contains("error: `board.json` is no exported Trello board\n"),
        "{}",
        ran.talk
    );
    assert!(
        ran.talk.contains("51 of 76 would be deleted"),
        "nor does a page go for it: {}",
        ran.talk
    );
    site.expect("09:00", "publish --force", 1);
    let status = site.read("public/one/status.json");
    assert!(status.contains("\"status\":\"unknown\""), "{status}");
}

#[test]
fn a_file_and_a_card_of_one_id_are_both_shown() {
    let site = Site::exported();
    let id = "6aff72147bafc970c00ee58f";
    site.write(
        &format!("incidents/{id}.md"),
        "# From a file\n\n## 2026-11-20 06:00 UTC - investigating {api=partial_outage}\n\nX.\n",
    );
    let ran = site.expect("09:00", "build", 1);
    assert!(
        ran.talk.contains(&format!(
            "error: `incidents/{id}.md` and the card “Elevated API latency <in> \"us-east\" & eu” have one id, `{id}`\n\
             --> incidents/{id}.md\n\
             hint: archive the card, or git rm incidents/{id}.md; take out `[trello]` when all cards are files\n"
        )),
        "{}",
        ran.talk
    );
    assert!(
        site.read(&format!("public/site/incidents/{id}.html"))
            .contains("From a file")
    );
    let other = site.read(&format!("public/site/incidents/{id}-2.html"));
    assert!(other.contains("Elevated API latency &lt;in&gt;"));
}

#[test]
fn a_card_is_not_written_to() {
    let site = Site::exported();
    let ran = site.expect("09:00", "update slow-uploads -m Words.", 2);
    assert!(ran.talk.contains("no incident"), "{}", ran.talk);
    let ran = site.expect("09:00", "update 6afff998e7bb9ca4fcb375a6 -m Words.", 1);
    assert_eq!(
        ran.talk,
        "error: “Slow uploads from parts of Europe” is a card on the Trello board\n\
         because: your text:\n         Words.\n\
         hint: comment on the card, or move it, then `stillup publish`\n"
    );
}

#[test]
fn a_changed_export_or_snapshot_is_seen_by_the_build_that_reads_nothing() {
    let fake = fake();
    let pulled = Site::pulling(&fake);
    pulled.expect("09:00", "pull", 0);
    let exported = Site::exported();
    for (site, file) in [(&pulled, SNAPSHOT), (&exported, "board.json")] {
        site.expect("09:00", "build", 0);
        std::thread::sleep(Duration::from_millis(2_100));
        site.expect("09:01", "build", 0);
        assert!(site.path(".stillup/cache/build").exists(), "{file}");
        let pages = site.path(".stillup/cache/pages");
        std::fs::remove_file(&pages).expect("pages were remembered");
        site.expect("09:02", "build", 0);
        assert!(!pages.exists(), "nothing was read");
        let text = site.read(file).replace("return 5xx", "return 503");
        site.write(file, &text);
        site.expect("09:03", "build", 0);
        assert!(
            site.read("public/site/index.html").contains("return 503"),
            "{file}"
        );
    }
}

#[test]
fn a_renamed_label_changes_the_pages_of_what_is_over() {
    let site = Site::exported();
    site.expect("09:00", "build", 0);
    let page = "public/site/incidents/6af5b8c8608dacda8024377c.html";
    assert!(site.read(page).contains("Login &amp; SSO"));
    let text = site
        .read("board.json")
        .replace("Login & SSO", "LOGIN & SSO");
    site.write("board.json", &text);
    site.expect("09:00", "build", 0);
    assert!(site.read(page).contains("LOGIN &amp; SSO"));
}

#[test]
fn without_a_board_there_is_nothing_to_pull_and_without_credentials_no_way() {
    let site = Site::new("");
    let ran = site.expect("09:00", "pull", 1);
    assert!(
        ran.talk
            .starts_with("error: nothing says which board to read\n"),
        "{}",
        ran.talk
    );
    let plain = Site::new("");
    let config = plain.read("stillup.toml");
    let without = config.replace("[trello]\nignore_labels = [\"needs-postmortem\"]\n", "");
    plain.write("stillup.toml", &without);
    let ran = plain.expect("09:00", "pull", 1);
    assert!(
        ran.talk.starts_with(
            "error: `stillup.toml` names no Trello board, and no dependency's `status_page`\n"
        ),
        "{}",
        ran.talk
    );
}

#[test]
fn leaving_trello_takes_the_images_along() {
    let fake = fake();
    let path = "cards/65bb5e58aaaaaaaaaaaaaaaa/attachments/65bb5e58bbbbbbbbbbbbbbbb/download/graph-503.png";
    fake.image(path, b"PNG");
    let site = Site::new(&format!(
        "board = \"hLyRd5tS\"\nattachments = [\"png\"]\napi = \"{}\"",
        fake.api()
    ));
    site.expect("09:00", "pull", 0);
    drop(fake);
    let ran = site.run("09:05", "import trello .");
    assert!(matches!(ran.code, Some(0 | 4)), "{}{}", ran.data, ran.talk);
    let image = "incidents/assets/trello-65bb5e58bbbbbbbbbbbbbbbb.png";
    assert_eq!(site.read(image), "PNG");
    let shown = |folder: &str, words: &str| {
        let files = std::fs::read_dir(site.path(folder)).expect("a folder");
        let paths = files.map(|file| file.expect("an entry").path());
        let texts = paths.filter(|path| path.is_file());
        texts
            .filter(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains(words)))
            .count()
    };
    assert_eq!(shown("incidents", &format!("![graph](</{image}>)")), 1);
    // Without the board the page shows it all the same.
    let config = site.read("stillup.toml");
    let (before, board) = config.split_once("[trello]").expect("a board");
    let after = board.find("\n[").map_or("", |at| &board[at..]);
    site.write("stillup.toml", &format!("{before}{after}"));
    std::fs::remove_dir_all(site.path(".stillup")).expect("gone");
    let built = site.run("09:10", "build");
    assert!(matches!(built.code, Some(0 | 4)), "{}", built.talk);
    assert_eq!(shown("public/site/incidents", "<img"), 1);
}
