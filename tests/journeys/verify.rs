//! Asking copies that are served, whole and otherwise.

use crate::site::Site;
use chrono::{DateTime, TimeDelta, Utc};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use stillup::net::http::Http;
use stillup::net::server::{Find, Page, Server, site as router};
use stillup::publish::verify::{Copy, Question, State, Verdict, verify};
use stillup::tree::Media;

fn now() -> DateTime<Utc> {
    "2026-11-20T14:30:00Z".parse().expect("a time")
}

/// A folder, served.
fn served(folder: PathBuf) -> Server {
    let find: Find = Arc::new(move |path: &str| {
        let content_type = Media::of_path(path).content_type();
        Some(Page {
            content_type,
            cache_control: "no-store",
            body: std::fs::read(folder.join(path)).ok()?,
        })
    });
    Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), router(find)).expect("a server")
}

fn ask(servers: &[&Server], now: DateTime<Utc>) -> Vec<Verdict> {
    let copies: Vec<Copy> = servers
        .iter()
        .map(|server| Copy {
            name: server.address.port().to_string(),
            address: format!("http://{}", server.address),
        })
        .collect();
    let http = Http::new(Duration::from_secs(5)).expect("a client");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let question = Question {
        site: "acme".into(),
        ..Question::default()
    };
    runtime.block_on(verify(&http, &copies, &question, now))
}

/// Published, and the first copy served.
fn published() -> (Site, Server) {
    let site = Site::new();
    site.expect("publish", 0);
    let server = served(site.path("public/one"));
    (site, server)
}

#[test]
fn a_whole_copy_is_fresh_and_later_stale() {
    let (_site, server) = published();
    let verdicts = ask(&[&server], now());
    assert_eq!(verdicts[0].state, State::Fresh, "{:?}", verdicts[0].faults);
    assert!(verdicts[0].checked > 15, "{}", verdicts[0].checked);
    let verdicts = ask(&[&server], now() + TimeDelta::hours(2));
    assert_eq!(verdicts[0].state, State::Stale);
    assert_eq!(
        verdicts[0].faults,
        ["it was to be fresh until 2026-11-20 16:00 UTC"]
    );
}

#[test]
fn a_changed_page_a_missing_one_and_an_unanswered_address_are_found() {
    let (site, server) = published();
    let home = site.read("public/one/index.html");
    site.write("public/one/index.html", &home.replace("API", "ABI"));
    std::fs::remove_file(site.path("public/one/status.json")).expect("gone");
    let verdicts = ask(&[&server], now());
    assert_eq!(verdicts[0].state, State::Damaged);
    assert_eq!(
        verdicts[0].faults,
        [
            "`/` differs from what was published",
            "`/index.html` differs from what was published",
            "`/status.json` was answered with 404",
        ]
    );
    let address = server.address;
    drop(server);
    assert!(
        std::net::TcpListener::bind(address).is_ok(),
        "its socket is closed"
    );
}

#[test]
fn damage_that_keeps_the_length_is_mended_by_force() {
    let (site, server) = published();
    for page in ["index.html", "components/api.html", "robots.txt"] {
        let whole = site.read(&format!("public/one/{page}"));
        site.write(&format!("public/one/{page}"), &whole.to_uppercase());
    }
    site.expect("publish --only one", 0);
    assert_eq!(ask(&[&server], now())[0].state, State::Damaged);
    let ran = site.expect("publish --only one --force", 0);
    assert!(ran.talk.starts_with("one  live "), "{}", ran.talk);
    let verdict = &ask(&[&server], now())[0];
    assert_eq!(verdict.state, State::Fresh, "{:?}", verdict.faults);
    site.expect("publish --only two", 0);
    for page in ["index.html", "components/api.html", "robots.txt"] {
        let [one, two] = ["one", "two"].map(|copy| site.read(&format!("public/{copy}/{page}")));
        assert_eq!(one, two, "{page}");
    }
}

#[test]
fn a_copy_that_was_left_behind_is_told_from_the_newest() {
    let (site, server) = published();
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 14:31 UTC - identified\n\nA bad push.\n",
    );
    site.expect("publish --only two --now 2026-11-20T14:32:00Z", 0);
    let second = served(site.path("public/two"));
    let verdicts = ask(&[&server, &second], now() + TimeDelta::minutes(2));
    assert_eq!(
        [verdicts[0].state, verdicts[1].state],
        [State::Behind, State::Fresh]
    );
}

#[test]
fn a_host_that_answers_everything_with_a_page_is_found() {
    let (site, _) = published();
    let folder = site.path("public/one");
    let find: Find = Arc::new(move |path: &str| {
        let body = std::fs::read(folder.join(path))
            .or_else(|_| std::fs::read(folder.join("index.html")))
            .ok()?;
        Some(Page {
            content_type: Media::of_path(path).content_type(),
            cache_control: "no-store",
            body,
        })
    });
    let server =
        Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), router(find)).expect("a server");
    let verdicts = ask(&[&server], now());
    assert_eq!(
        verdicts[0].faults,
        ["a page that is not there was answered with 200, not 404"]
    );
}

#[test]
fn another_sites_copy_and_wrong_types_are_found() {
    let (site, _) = published();
    let folder = site.path("public/one");
    let find: Find = Arc::new(move |path: &str| {
        Some(Page {
            content_type: "text/plain",
            cache_control: "no-store",
            body: std::fs::read(folder.join(path)).ok()?,
        })
    });
    let server =
        Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), router(find)).expect("a server");
    let verdicts = ask(&[&server], now());
    assert_eq!(verdicts[0].state, State::Damaged);
    let expected =
        "`/index.html` is sent as `text/plain`, not `text/html; charset=utf-8`".to_owned();
    assert!(
        verdicts[0].faults.contains(&expected),
        "{:?}",
        verdicts[0].faults
    );

    site.write(
        "public/one/generation.json",
        &site
            .read("public/one/generation.json")
            .replace("\"acme\"", "\"else\""),
    );
    let verdicts = ask(&[&server], now());
    assert_eq!(verdicts[0].state, State::Foreign);
    assert_eq!(verdicts[0].faults, ["it holds another site, `else`"]);
}

#[test]
fn the_command_ends_with_three_when_nobody_answers() {
    let site = Site::new();
    let config = site
        .read("stillup.toml")
        .replace("127.0.0.1:880", "127.0.0.1:1");
    site.write("stillup.toml", &config);
    site.expect("publish", 0);
    let ran = site.expect("verify --timeout 2", 3);
    assert!(
        ran.data
            .contains("one     unreachable  -           -    0      http://127.0.0.1:11"),
        "{}",
        ran.data
    );
    let json: serde_json::Value =
        serde_json::from_str(&site.expect("verify --timeout 2 --json", 3).data).expect("JSON");
    assert_eq!(json[0]["state"], "unreachable");
}
