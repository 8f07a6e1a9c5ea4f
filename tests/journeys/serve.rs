//! Looking at the site while writing.

use crate::site::{Site, free_ports};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::time::Duration;
use stillup::net::http::{Answer, Http};
use tokio::runtime::Runtime;

/// A board of a team, as it was exported.
const HALYARD: &str = include_str!("../data/trello/board.json");

/// The program, serving; it ends with the test.
struct Serving {
    child: Child,
    address: String,
    runtime: Runtime,
    http: Http,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serving(site: &Site) -> Serving {
    let mut child = site
        .command("serve --port 0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its words"))
        .read_line(&mut line)
        .expect("an address");
    Serving {
        child,
        address: line.trim().trim_end_matches('/').to_owned(),
        runtime: Runtime::new().expect("a runtime"),
        http: Http::new(Duration::from_secs(5)).expect("a client"),
    }
}

impl Serving {
    fn get(&self, path: &str) -> Answer {
        let url = format!("{}{path}", self.address);
        self.runtime
            .block_on(self.http.get(&url, 1 << 20))
            .expect("an answer")
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).body).expect("UTF-8")
    }

    /// Waits until the home page says this.
    fn until(&self, words: &str) {
        for _ in 0..200 {
            if self.text("/").contains(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the home page never said `{words}`");
    }
}

#[test]
fn a_change_is_seen_and_told_to_the_page() {
    let site = Site::new();
    let serving = serving(&site);
    assert!(
        serving
            .text("/")
            .contains("new EventSource(\"/stillup/live\")")
    );
    let url = format!("{}/stillup/live", serving.address);
    let told = serving.runtime.spawn(async move {
        let mut events = reqwest::Client::new()
            .get(url)
            .send()
            .await
            .expect("events");
        events
            .chunk()
            .await
            .expect("one")
            .map(|chunk| chunk.to_vec())
    });
    std::thread::sleep(Duration::from_millis(200));
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 14:25 UTC - identified\n\nA bad push.\n",
    );
    serving.until("A bad push.");
    let told = serving.runtime.block_on(told).expect("told");
    assert_eq!(told.as_deref(), Some(&b"data: changed\n\n"[..]));
}

#[test]
fn a_file_that_the_settings_name_is_seen_wherever_it_is() {
    let logo = |width: u32| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"32\"/>")
    };
    let site = Site::new();
    let serving = serving(&site);
    site.append(
        "stillup.toml",
        "\n[theme]\nlogo = \"brand/print/logo.svg\"\n",
    );
    serving.until("brand/print/logo.svg");
    site.write("brand/print/logo.svg", &logo(64));
    serving.until("width=\"64\" height=\"32\"");
    site.write("brand/print/logo.svg", &logo(96));
    serving.until("width=\"96\" height=\"32\"");
}

#[test]
fn problems_show_on_the_page_and_the_last_good_one_stays() {
    let site = Site::new();
    let serving = serving(&site);
    let config = site.read("stillup.toml");
    site.write("stillup.toml", "not <toml>");
    serving.until("only this preview shows this");
    let page = serving.text("/");
    assert!(page.contains("API: requests fail"));
    assert!(page.contains("not &lt;toml&gt;"), "escaped");
    site.write("stillup.toml", &config.replace("Acme Status", "Acme Again"));
    serving.until("Acme Again");
    assert!(!serving.text("/").contains("only this preview shows this"));
}

#[test]
fn addresses_types_and_what_is_not_there_are_as_on_a_real_host() {
    let site = Site::new();
    let serving = serving(&site);
    let about = |path: &str| {
        let answer = serving.get(path);
        (answer.status, answer.content_type().to_owned())
    };
    let html = "text/html; charset=utf-8".to_owned();
    assert_eq!(about("/"), (200, html.clone()));
    assert_eq!(about("/history"), (200, html.clone()));
    assert_eq!(about("/incidents/2026-11-20-api"), (200, html.clone()));
    assert_eq!(about("/nothing/here"), (404, html));
    assert_eq!(
        about("/history.atom").1,
        "application/atom+xml; charset=utf-8"
    );
    assert_eq!(about("/%2e%2e/stillup.toml").0, 404);
    assert_eq!(about("/..%2fstillup.toml").0, 404);
    assert_eq!(
        about("/badge%2Esvg"),
        (200, "image/svg+xml; charset=utf-8".to_owned())
    );
    let client = reqwest::Client::new();
    let head = serving
        .runtime
        .block_on(client.head(format!("{}/", serving.address)).send())
        .expect("an answer");
    assert_eq!(head.status(), 200);
    let length: usize = head.headers()["content-length"]
        .to_str()
        .expect("digits")
        .parse()
        .expect("a number");
    assert_eq!(length, serving.get("/").body.len());
    let post = serving
        .runtime
        .block_on(client.post(format!("{}/", serving.address)).send())
        .expect("an answer");
    assert_eq!(post.status(), 405);
}

#[test]
fn a_port_in_use_is_told_with_a_way_out() {
    let site = Site::new();
    let port = free_ports(1);
    let _taken = std::net::TcpListener::bind(("127.0.0.1", port)).expect("a port");
    let ran = site.expect(&format!("serve --port {port}"), 1);
    let expected = format!("error: port {port} is in use\nhint: stillup serve --port 0\n");
    assert!(ran.talk.starts_with(&expected), "{}", ran.talk);
    let ran = site.expect(&format!("demo --once --port-base {port}"), 1);
    assert!(
        ran.talk
            .contains(&format!("error: mirror `one`: port {port} is in use")),
        "{}",
        ran.talk
    );
    assert!(!site.path("public/one").exists(), "nothing was published");
}

#[test]
fn a_board_that_was_pulled_anew_is_seen() {
    let site = Site::new();
    site.append("stillup.toml", "\n[trello]\nboard = \"hLyRd5tS\"\n");
    let board: serde_json::Value = serde_json::from_str(HALYARD).expect("JSON");
    let rules = stillup::source::trello::TrelloSettings::default();
    let pulled = |board: &serde_json::Value| {
        let bytes = board.to_string();
        let snapshot = stillup::source::trello::read_export("x", bytes.as_bytes(), &rules);
        snapshot.expect("a board").text()
    };
    site.write(".stillup/trello.json", &pulled(&board));
    let serving = serving(&site);
    serving.until("API and dashboard return 5xx");
    let text = board
        .to_string()
        .replace("API and dashboard return 5xx", "API and dashboard are slow");
    let changed = serde_json::from_str(&text).expect("JSON");
    site.write(".stillup/trello.json", &pulled(&changed));
    serving.until("API and dashboard are slow");
}
