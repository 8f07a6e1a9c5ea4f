//! Everything is lost but one copy.

use crate::keys::{list, public, seed};
use crate::site::{Site, files};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stillup::archive;
use stillup::net::server::{Find, Page, Server, site as router};
use stillup::tree::Media;

/// A folder, served.
fn served(folder: PathBuf) -> Server {
    let find: Find = Arc::new(move |path: &str| {
        Some(Page {
            content_type: Media::of_path(path).content_type(),
            cache_control: "no-store",
            body: std::fs::read(folder.join(path)).ok()?,
        })
    });
    Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), router(find)).expect("a server")
}

/// What readers get from a copy, host files apart.
fn public_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let host = ["404.html", "robots.txt", "_headers"];
    files(folder)
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".stillup/") && !host.contains(&path.as_str()))
        .map(|(path, (bytes, _))| (path, bytes))
        .collect()
}

/// A site with something of everything, some of it not for customers.
fn rich() -> Site {
    let site = Site::new();
    let config = site.read("stillup.toml");
    let config = config.replace(
        "id = \"acme\"",
        "id = \"acme\" # ask Zaphod\nlanguages = [\"en\", \"de\"]",
    );
    site.write("stillup.toml", &config);
    site.write("incidents/assets/graph.png", "\u{1}PNG");
    site.write(
        "incidents/2026/2026-11-19-mail.md",
        "---\nimpact: minor # says Zaphod\n---\n# Mail is late\n\n<!-- Zaphod did it -->\n\n\
         ## 2026-11-19 08:00 UTC - investigating {web=degraded_performance}\n\n![](/incidents/assets/graph.png)\n\n\
         ## 2026-11-19 09:00 UTC - resolved\n\nOn time <!-- Zaphod\nwent home --> again.\n",
    );
    site.write(
        "incidents/2026/2026-11-19-mail.de.md",
        "# Post ist spät\n\n## 2026-11-19 08:00 UTC\n\nSpät. <!-- Zaphod -->\n",
    );
    site.write(
        "incidents/2026-11-20-draft.md",
        "---\ndraft: true\n---\n# Zaphod's draft\n",
    );
    site.write("incidents/_templates/zaphod.md", "# Zaphod\n");
    let home = include_str!("../../templates/home.html");
    site.write("templates/home.html", &format!("{{# Our own #}}{home}"));
    site
}

#[test]
fn from_one_copy_the_whole_site_is_had_back_and_built_again_byte_for_byte() {
    let site = rich();
    site.expect("publish", 0);
    let server = served(site.path("public/two"));
    let lost = tempfile::tempdir().expect("a folder");
    let ran = site.expect(
        &format!(
            "recover http://{} {}",
            server.address,
            lost.path().display()
        ),
        0,
    );
    assert!(
        ran.talk.starts_with("nobody vouches for this copy"),
        "{}",
        ran.talk
    );
    assert!(
        ran.talk.contains("never published, so not in it: drafts"),
        "{}",
        ran.talk
    );
    let back = files(lost.path());
    for (path, (bytes, _)) in &back {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Zaphod"), "{path}: {text}");
    }
    assert_eq!(back["incidents/assets/graph.png"].0, b"\x01PNG");
    assert!(!back.contains_key("assets.json"));
    let built = lost.path().join("built");
    site.expect(
        &format!("-C {} build -o {}", lost.path().display(), built.display()),
        0,
    );
    let (mut want, mut have) = (public_files(&site.path("public/two")), public_files(&built));
    let head = |files: &mut BTreeMap<String, Vec<u8>>| {
        let bytes = files.remove("generation.json").expect("a head");
        let mut head: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        head["nonce"].take();
        head
    };
    assert_eq!(head(&mut have), head(&mut want));
    assert_eq!(
        have.keys().collect::<Vec<_>>(),
        want.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in want {
        assert!(have[&path] == bytes, "{path} is another");
    }
    let again = site.expect(
        &format!(
            "recover http://{} {}",
            server.address,
            lost.path().display()
        ),
        0,
    );
    assert!(again.talk.contains("\n0 files written"), "{}", again.talk);
}

/// Archives of what began in October, and what is in each.
fn october(copy: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = copy.join("stillup/source");
    let mut archives: BTreeMap<String, Vec<u8>> = files(&folder)
        .into_iter()
        .map(|(path, (bytes, _))| (path, bytes))
        .collect();
    archives.retain(|path, _| path.starts_with("2026-10"));
    archives
}

#[test]
fn a_month_of_very_many_incidents_has_an_archive_a_day_and_is_had_back_from_them() {
    let site = Site::new();
    // Beside the one that the site has in this month.
    for number in 0..200 {
        let day = 1 + number % 20;
        site.write(
            &format!("incidents/2026-10-{day:02}-mail-{number}.md"),
            &format!(
                "# Mail {number}\n\n## 2026-10-{day:02} 08:00 UTC - resolved\n\nSent {number}.\n"
            ),
        );
    }
    site.expect("publish --only two", 0);
    let copy = site.path("public/two");
    let before = october(&copy);
    assert_eq!(
        before.keys().next().map(String::as_str),
        Some("2026-10-01.tar.gz")
    );
    assert_eq!(before.len(), 20);
    let page = "incidents/2026-10-07-mail-106.md";
    let text = site.read(page);
    site.write(page, &text.replace("Sent", "Sent late:"));
    site.expect("publish --only two --now 2026-11-20T15:00:00Z", 0);
    let after = october(&copy);
    let changed: Vec<_> = before
        .keys()
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(changed, ["2026-10-07.tar.gz"]);
    let server = served(copy.clone());
    let lost = tempfile::tempdir().expect("a folder");
    site.expect(
        &format!(
            "recover http://{} {}",
            server.address,
            lost.path().display()
        ),
        0,
    );
    let incidents = |folder: &Path| -> BTreeMap<String, Vec<u8>> {
        let mut files = files(&folder.join("incidents"));
        files.retain(|path, _| path.starts_with("2026-10"));
        files
            .into_iter()
            .map(|(path, (bytes, _))| (path, bytes))
            .collect()
    };
    assert_eq!(incidents(lost.path()), incidents(&site.path("")));
    // What was taken back is found in the archive of its day.
    std::fs::remove_file(site.path(page)).expect("it goes");
    let ran = site.run("publish --only two --now 2026-11-20T15:10:00Z");
    assert!(ran.talk.contains("customers have read"), "{}", ran.talk);
    let page = std::fs::read_to_string(copy.join("incidents/2026-10-07-mail-106.html"));
    assert!(page.expect("a page").contains("Sent late: 106."));
    // A month of few has one.
    let site = Site::new();
    site.write(
        "incidents/2026-10-05-mail.md",
        "# Mail\n\n## 2026-10-05 08:00 UTC - resolved\n\nSent.\n",
    );
    site.expect("publish --only two", 0);
    let archives = october(&site.path("public/two"));
    assert_eq!(archives.keys().collect::<Vec<_>>(), ["2026-10.tar.gz"]);
}

#[test]
fn what_was_tampered_with_is_named_and_the_rest_is_had_back_over_nothing_that_is_there() {
    let site = rich();
    site.expect("publish", 0);
    let copy = site.path("public/one/");
    let cut = copy.join("stillup/source/2026-10.tar.gz");
    let bytes = std::fs::read(&cut).expect("an archive");
    std::fs::remove_file(&cut).expect("it goes");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).expect("it is cut");
    site.write("back/incidents/2026-11-20-api.md", "# Mine\n");
    let ran = site.expect("recover public/one back", 1);
    let lost = "error: `stillup/source/2026-10.tar.gz` could not be had back whole\n";
    assert!(ran.talk.contains(lost), "{}", ran.talk);
    assert!(
        ran.talk.contains("is not what was published"),
        "{}",
        ran.talk
    );
    assert!(
        ran.talk
            .contains("`incidents/2026-11-20-api.md` is there with other words"),
        "{}",
        ran.talk
    );
    assert_eq!(site.read("back/incidents/2026-11-20-api.md"), "# Mine\n");
    assert!(
        site.path("back/incidents/2026/2026-11-19-mail.md")
            .is_file()
    );
    assert!(!site.path("back/incidents/2026-10-01-slow.md").is_file());
    let ran = site.expect("recover public/two back", 4);
    assert!(ran.talk.contains("9 files written"), "{}", ran.talk);
}

#[test]
fn with_a_key_only_what_it_signed_is_believed() {
    let site = Site::new();
    list(&site, &[1]);
    let ran = site.run_with("publish", &[("STILLUP_SIGNING_KEY", &seed(1))]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let key = |number: u8| format!("recover public/one back --key {}", public(number));
    let ran = site.expect(&key(2), 3);
    assert!(
        ran.talk
            .contains("error: nothing can be had back from `public/one`"),
        "{}",
        ran.talk
    );
    assert!(!site.path("back").exists());
    let ran = site.expect(&key(1), 0);
    assert!(
        ran.talk.starts_with("signed by a key of yours\n"),
        "{}",
        ran.talk
    );
    let head = site.path("public/two/generation.json");
    let text = std::fs::read_to_string(&head).expect("a head");
    std::fs::write(&head, text.replacen("\"acme\"", "\"evil\"", 1)).expect("it is changed");
    // The settings that came back know the key.
    site.expect("recover public/two back", 3);
    site.expect("recover public/one back --key nonsense", 2);
    site.expect("recover status.acme.example back", 2);
}

#[test]
fn the_same_files_are_the_same_archives_whenever_they_are_packed() {
    let site = rich();
    site.expect("publish --only one", 0);
    std::fs::remove_dir_all(site.path(".stillup/cache")).expect("a cache");
    site.expect("publish --only two --now 2026-11-20T14:31:00Z", 0);
    let sources = |mirror: &str| {
        let mut files = public_files(&site.path(mirror));
        files.retain(|path, _| path.starts_with("stillup/source/"));
        files
    };
    let (one, two) = (sources("public/one"), sources("public/two"));
    assert_eq!(one, two);
    assert_eq!(one.len(), 3, "{:?}", one.keys());
    for (path, bytes) in one {
        let opened = archive::open(&bytes);
        assert_eq!((opened.broken, opened.refused.len()), (None, 0), "{path}");
        assert!(!opened.files.is_empty(), "{path}");
    }
}

#[test]
fn a_board_is_carried_and_stands_in_where_trello_does_not_answer() {
    let site = Site::new();
    let case = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sites/a-board-is-a-source-beside-the-folder/site");
    let read = |file: &str| std::fs::read_to_string(case.join(file)).expect("a file");
    let mirrors = site.read("stillup.toml");
    let mirrors = &mirrors[mirrors.find("[[mirror]]").expect("mirrors")..];
    let config = read("stillup.toml");
    site.write("stillup.toml", &format!("{config}\n{mirrors}"));
    site.write("board.json", &read("board.json"));
    site.run("publish");
    let home = site.read("public/one/index.html");
    // Of the board everything that is shown, and no card that is not.
    let back = site.run("recover public/one back");
    assert_eq!(back.code, 0, "{}", back.talk);
    let board = site.read("back/.stillup/trello.json");
    let cards: serde_json::Value = serde_json::from_str(&board).expect("JSON");
    let cards = cards["cards"].as_array().expect("cards");
    assert!(!cards.is_empty() && cards.iter().all(|card| card["content"].is_object()));
    site.run("-C back build -o built");
    assert_eq!(site.read("back/built/index.html"), home);
    // A board that is asked for, with nobody answering and nothing pulled.
    let asked = config.replace("export = \"board.json\"", "board = \"hLyRd5tS\"");
    site.write("stillup.toml", &format!("{asked}\n{mirrors}"));
    std::fs::remove_file(site.path("board.json")).expect("a file");
    let ran = site.run("publish --now 2026-11-20T14:40:00Z");
    let taken = "the Trello board is taken from mirror `one`, as it was published there\n";
    assert!(ran.talk.contains(taken), "{}", ran.talk);
    let card = cards[0]["id"].as_str().expect("an id");
    assert!(
        site.path(&format!("public/two/incidents/{card}.html"))
            .exists()
    );
    assert!(site.path(".stillup/trello.json").exists());
}
