//! The night on which everything else is down too: what still gets out, and how soon.

use crate::site::Site;
use std::net::TcpListener;
use std::time::{Duration, Instant};

/// An address at which nobody listens.
fn refused() -> String {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.local_addr().expect("its own").to_string()
}

/// Accepts whoever comes, and says nothing.
fn silent() -> String {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = socket.local_addr().expect("its own").to_string();
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in socket.incoming() {
            open.push(stream);
        }
    });
    address
}

fn outcome(talk: &str, mirror: &str) -> String {
    let mut lines = talk.lines();
    let line = lines.find(|line| line.starts_with(&format!("{mirror} ")));
    let words = line.unwrap_or_else(|| panic!("{talk}")).split_whitespace();
    words.skip(1).take(1).collect()
}

#[test]
fn the_word_gets_out_with_the_git_host_the_board_and_a_mirror_down() {
    let site = Site::new();
    let nobody = refused();
    site.append(
        "stillup.toml",
        &format!(
            "\n[trello]\nboard = \"hLyRd5tS\"\napi = \"http://{nobody}/1\"\n\
             \n[[dependency]]\nid = \"dns\"\nstatus_page = \"http://{nobody}\"\n\
             \n[[mirror]]\nname = \"pages\"\naddress = \"https://acme.example\"\n\
             git = {{ remote = \"http://{nobody}/acme/status.git\" }}\n"
        ),
    );
    let mut command = site.command("open --publish -c api=major_outage");
    let open = command
        .args(["-m", "We are looking into it.", "Sign-in fails"])
        .env("TRELLO_KEY", "0123456789abcdef0123456789abcdef")
        .env("TRELLO_TOKEN", "ATTA0123456789abcdef")
        .output()
        .expect("it runs");
    let talk = String::from_utf8_lossy(&open.stderr);
    assert_eq!(open.status.code(), Some(3), "{talk}");
    for mirror in ["one", "two", "three"] {
        assert_eq!(outcome(&talk, mirror), "live", "{talk}");
        let home = site.read(&format!("public/{mirror}/index.html"));
        assert!(home.contains("Sign-in fails") && home.contains("We are looking into it."));
        // What the board would have said is not known, and nothing is green for it.
        assert!(home.contains("Trello board") && !home.contains("All systems operational"));
    }
    assert_eq!(outcome(&talk, "pages"), "failed", "{talk}");
    let data = String::from_utf8_lossy(&open.stdout);
    assert_eq!(data, "incidents/2026-11-20-sign-in-fails.md\n");
}

#[test]
fn a_host_that_accepts_and_says_nothing_costs_its_own_deadline_only() {
    let site = Site::new();
    let address = silent();
    site.append(
        "stillup.toml",
        &format!(
            "\n[[mirror]]\nname = \"mute\"\naddress = \"http://{address}\"\n\
             webdav = {{ url = \"http://{address}/status/\" }}\n"
        ),
    );
    let began = Instant::now();
    let ran = site.expect("publish --deadline 5", 3);
    assert!(began.elapsed() < Duration::from_secs(60));
    assert_eq!(outcome(&ran.talk, "mute"), "failed");
    for mirror in ["one", "two", "three"] {
        assert_eq!(outcome(&ran.talk, mirror), "live", "{}", ran.talk);
    }
    assert!(ran.talk.contains("mirror `mute`: "), "{}", ran.talk);
    // Asked from outside it is silent too, and nobody waits longer than told.
    let ran = site.expect("verify --only mute --timeout 2", 3);
    assert!(ran.data.contains("no answer in time") || ran.talk.contains("no answer in time"));
    site.expect("publish --deadline 5 --quorum 3", 0);
}

#[test]
fn a_name_that_is_gone_stops_no_publish_and_is_told_by_verify() {
    let site = Site::new();
    let config = site.read("stillup.toml");
    let config = config.replace("http://127.0.0.1:8801", "https://status.acme.invalid");
    site.write("stillup.toml", &config);
    let ran = site.expect("publish", 0);
    assert_eq!(outcome(&ran.talk, "one"), "live");
    let ran = site.expect("verify --only one --timeout 5 --json", 3);
    let verdicts: serde_json::Value = serde_json::from_str(&ran.data).expect("JSON");
    assert_eq!(verdicts[0]["state"], "unreachable", "{}", ran.data);
}
