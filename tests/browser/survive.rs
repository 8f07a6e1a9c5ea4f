//! Hosts die: what a reader who was here before then sees, under the address they know.

use crate::chromium::{Chromium, Reader};
use crate::copy::Copy;
use crate::site::{self, Site};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::json;
use std::sync::Arc;
use stillup::publish::release::Ticket;
use stillup::publish::stamp;

const INCIDENT: &str = "# Mail is slow\n\n## 2026-11-02 14:05 UTC - investigating {mail=degraded_performance}\n\nSlow.\n\n\
     ## 2026-11-02 15:05 UTC - resolved {mail=operational}\n\nFast.\n";

/// A site with two copies, signed on their way to the reader, and a browser that has been there once.
struct Scene {
    site: Site,
    key: Arc<Ed25519KeyPair>,
    one: Copy,
    two: Copy,
    browser: Chromium,
}

impl Scene {
    /// Both copies hold the same, the second in a sub-folder with stamps at the end of its files.
    fn visited(path: &str) -> Self {
        Self::visited_with("", path)
    }

    /// The same, with more in `[site]`.
    fn visited_with(settings: &str, path: &str) -> Self {
        let key = Arc::new(Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a key"));
        let site = Site::new("");
        let one = Copy::of(site.path("one"), "");
        let two = Copy::of(site.path("two"), "status");
        let public = BASE64_STANDARD.encode(key.public_key().as_ref());
        let (first, second) = (&one.address, &two.address);
        site.write(
            "stillup.toml",
            &format!(
                "[site]\nid = \"acme\"\ntitle = \"Acme\"\naddress = \"{first}\"\nkeys = [\"{public}\"]\n{settings}\n\
                 [[component]]\nid = \"mail\"\ntitle = \"Mail\"\n\n\
                 [[mirror]]\nname = \"one\"\naddress = \"{first}\"\ndir = {{ path = \"one\" }}\n\n\
                 [[mirror]]\nname = \"two\"\naddress = \"{second}\"\ndir = {{ path = \"two\" }}\n"
            ),
        );
        site.write("incidents/2026-11-02-mail.md", INCIDENT);
        site.run(&["publish"]);
        let mut scene = Scene {
            site,
            key,
            one,
            two,
            browser: Chromium::of(Reader::default()),
        };
        scene.both_tell_the_truth();
        let told = scene.visit(path);
        assert_eq!(told["errors"], json!([]), "{told}");
        scene.browser.ask("controlled", json!({}));
        scene
    }

    fn both_tell_the_truth(&self) {
        let key = Arc::clone(&self.key);
        self.one
            .tells(move |path, bytes| Some(signed(&key, path, bytes)));
        let key = Arc::clone(&self.key);
        self.two
            .tells(move |path, bytes| Some(stamped(path, signed(&key, path, bytes))));
    }

    /// The second copy changes what it tells of one file, after signing.
    fn second_lies(&self, about: &'static str, lie: impl Fn(String) -> String + Send + 'static) {
        let key = Arc::clone(&self.key);
        self.two.tells(move |path, bytes| {
            let truth = signed(&key, path, bytes);
            Some(match path == about {
                true => lie(String::from_utf8(truth).expect("text")).into_bytes(),
                false => truth,
            })
        });
    }

    fn visit(&mut self, path: &str) -> serde_json::Value {
        let url = format!("{}/{path}", self.one.address);
        self.browser.go(&url)
    }

    fn reload(&mut self) -> String {
        self.browser.ask("reload", json!({}));
        self.browser.text("body")
    }

    /// The last page the browser saw, and it says so: nothing of it is green.
    fn shows_what_was_kept(&mut self) {
        let text = self.reload();
        assert!(
            text.contains("does not answer, and no other copy could be reached and trusted"),
            "{text}"
        );
        assert!(
            text.contains("Last known: All Systems Operational"),
            "{text}"
        );
        let title = self.browser.ask("told", json!({}))["title"].clone();
        assert!(
            title.as_str().expect("a title").starts_with("Last known:"),
            "{title}"
        );
        for green in [".operational", "[href='#i-operational']", "link[rel=icon]"] {
            assert_eq!(
                self.browser.ask("count", json!({ "css": green })),
                0,
                "{green}"
            );
        }
        let age = self.browser.text(".copy");
        assert!(
            age.contains("UTC") && age.contains("ago") || age.contains("minute"),
            "{age}"
        );
    }
}

/// `generation.json` with a signature behind it, as the program writes it; other files as they are.
fn signed(key: &Ed25519KeyPair, path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if path != "generation.json" || text.contains("\"signatures\": [") {
        return bytes;
    }
    let (public, signature) = (key.public_key(), key.sign(&bytes));
    let line = format!(
        "{{\"key\": \"{}\", \"signature\": \"{}\"}}",
        BASE64_STANDARD.encode(public.as_ref()),
        BASE64_STANDARD.encode(signature.as_ref())
    );
    let open = text.strip_suffix("\n}\n").expect("the end of an object");
    format!("{open},\n  \"signatures\": [\n    {line}\n  ]\n}}\n").into_bytes()
}

fn stamped(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let ticket = Ticket {
        generation: 1,
        nonce: "00000000000000000000000000000001".into(),
        run: "0193a4b5c6d7e01234567".into(),
    };
    stamp::with(path, bytes, &ticket)
}

#[test]
fn the_page_comes_from_another_copy_with_its_name_and_age() {
    let mut scene = Scene::visited("index.html");
    scene.one.dies();
    let text = scene.reload();
    let second = scene.two.address.trim_start_matches("http://").to_owned();
    assert!(
        text.contains(&format!("This is the copy at {second}/index.html, written")),
        "{text}"
    );
    assert!(text.contains("All Systems Operational"), "{text}");
    let told = scene.browser.ask("told", json!({}));
    assert!(
        told["url"]
            .as_str()
            .expect("an address")
            .starts_with(&scene.one.address),
        "{told}"
    );
    assert_eq!(told["violations"], json!([]));

    // A page never seen before, below the top: found through the manifest.
    scene.visit("incidents/2026-11-02-mail.html");
    let text = scene.browser.text("body");
    assert!(
        text.contains("This is the copy at") && text.contains("Mail is slow"),
        "{text}"
    );

    scene.one.comes_back();
    scene.visit("index.html");
    assert_eq!(scene.browser.ask("count", json!({ "css": ".copy" })), 0);
}

#[test]
fn a_host_that_only_fails_is_as_good_as_dead() {
    let mut scene = Scene::visited("");
    scene.one.fails();
    assert!(scene.reload().contains("This is the copy at"));
    // With no other copy, what was kept is worth more than its "503".
    scene.two.dies();
    assert!(scene.reload().contains("This is what you saw here"));
}

#[test]
fn a_copy_that_was_tampered_with_is_refused() {
    let mut scene = Scene::visited("");
    scene.one.dies();
    scene.second_lies("index.html", |page| {
        page.replace(
            "All Systems Operational",
            "All Systems Operational, click here",
        )
    });
    scene.shows_what_was_kept();
    scene.second_lies("generation.json", |head| {
        head.replacen("\"version\": 1,", "\"version\": 1, \"note\": \"\",", 1)
    });
    scene.shows_what_was_kept();
    scene.second_lies("generation.json", |head| {
        let at = head.find("\"signature\": \"").expect("signed") + 20;
        let other = if &head[at..=at] == "A" { "B" } else { "A" };
        format!("{}{other}{}", &head[..at], &head[at + 1..])
    });
    scene.shows_what_was_kept();
    // Not signed at all.
    scene.two.tells(|_, bytes| Some(bytes));
    scene.shows_what_was_kept();
    scene.both_tell_the_truth();
    assert!(scene.reload().contains("This is the copy at"));
}

#[test]
fn with_no_copy_in_reach_the_last_one_seen_is_shown_and_never_green() {
    let mut scene = Scene::visited("index.html");
    scene.one.dies();
    scene.two.dies();
    scene.shows_what_was_kept();
    // Where it never was it shows the front page, which it has.
    scene.visit("history.html");
    let text = scene.browser.text("body");
    assert!(
        text.contains("Last known: All Systems Operational"),
        "{text}"
    );
}

#[test]
fn an_older_copy_is_refused() {
    let mut scene = Scene::visited("");
    // The second copy stays where it is; the first goes on, and the reader sees that.
    let old = scene.site.path("old");
    let kept = scene.site.path("two");
    std::fs::create_dir_all(&old).expect("a folder");
    for name in ["index.html", "generation.json"] {
        std::fs::copy(kept.join(name), old.join(name)).expect("a file");
    }
    scene.site.write(
        "incidents/2026-11-03-mail.md",
        &INCIDENT.replace("11-02", "11-03"),
    );
    scene.site.run(&["publish"]);
    scene.reload();
    let seen = scene.browser.ask("later", json!({ "time": 1500 }));
    assert!(seen.is_null());
    let key = Arc::clone(&scene.key);
    scene.two.tells(move |path, bytes| {
        let bytes = std::fs::read(old.join(path)).unwrap_or(bytes);
        Some(signed(&key, path, bytes))
    });
    scene.one.dies();
    scene.shows_what_was_kept();
}

#[test]
fn a_site_without_the_worker_takes_it_away_again() {
    let mut scene = Scene::visited("");
    let config = std::fs::read_to_string(scene.site.path("stillup.toml")).expect("a file");
    scene.site.write(
        "stillup.toml",
        &config.replacen("[site]\n", "[site]\nworker = false\n", 1),
    );
    scene.site.run(&["publish"]);
    scene.reload();
    let mut left = json!(null);
    for _ in 0..10 {
        // A browser looks for a newer worker a second after the last page it answered for.
        scene.browser.ask("later", json!({ "time": 2000 }));
        left = scene.browser.ask("workers", json!({}));
        if left == json!([0, 0]) {
            return;
        }
        scene.visit("");
    }
    panic!("workers and what they kept: {left}");
}

#[test]
fn what_a_reader_downloads_of_scripts_is_small() {
    let site = site::own("harbour");
    let out = site.published();
    let worker = std::fs::read(out.join("worker.js")).expect("the worker");
    assert!(
        crate::look::gzipped(&worker) <= 3 * 1024,
        "{}",
        crate::look::gzipped(&worker)
    );
    let home = std::fs::read_to_string(out.join("index.html")).expect("the page");
    let (_, script) = home.split_once("<script>").expect("a script");
    let (script, _) = script.split_once("</script>").expect("its end");
    assert!(
        crate::look::gzipped(script.as_bytes()) <= 2 * 1024,
        "{}",
        crate::look::gzipped(script.as_bytes())
    );
}

#[test]
fn what_is_said_when_hosts_are_gone_is_in_the_language_of_the_page() {
    let mut scene = Scene::visited_with("languages = [\"en\", \"de\"]", "de/index.html");
    scene.one.dies();
    let text = scene.reload();
    assert!(text.contains("Ihre Signatur ist gültig."), "{text}");
    scene.two.dies();
    let text = scene.reload();
    assert!(text.contains("Zuletzt bekannt:"), "{text}");
    for english in ["does not answer", "Last known", "signature"] {
        assert!(!text.contains(english), "{text}");
    }
    // A page that was never seen: the front page of the first language, in its words.
    scene.visit("index.html");
    let text = scene.browser.text("body");
    assert!(text.contains("Last known:"), "{text}");
}
