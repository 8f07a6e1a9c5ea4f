//! Addresses that answer badly, and what is asked of an address after a publish.

use crate::site::Site;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Answers every request with these bytes and closes, or with nothing and stays; tells first lines.
fn listener(answer: Option<String>) -> (String, Receiver<String>) {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", socket.local_addr().expect("its own"));
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in socket.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let text = String::from_utf8_lossy(&request[..length]).into_owned();
            let _ = tell.send(text.lines().next().unwrap_or("").to_owned());
            match &answer {
                Some(answer) => drop(stream.write_all(answer.as_bytes())),
                None => open.push(stream),
            }
        }
    });
    (address, told)
}

fn response(status: &str, headers: &str, body: &str) -> Option<String> {
    Some(format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n{body}"
    ))
}

/// Verifies a mirror at this address: its state, the first fault, and how long it took.
fn verified(site: &Site, address: &str) -> (String, String, Duration) {
    let config = site.read("stillup.toml");
    site.write(
        "stillup.toml",
        &config.replace("http://127.0.0.1:8801", address),
    );
    let began = Instant::now();
    let ran = site.expect("verify --only one --timeout 2 --json", 3);
    site.write("stillup.toml", &config);
    let verdicts: Value = serde_json::from_str(&ran.data).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (state, fault) = (&verdicts[0]["state"], &verdicts[0]["faults"][0]);
    (text(state), text(fault), began.elapsed())
}

#[test]
fn bad_answers_are_told_apart_and_soon() {
    let site = Site::new();
    site.expect("publish", 0);
    let huge = "x".repeat(5 << 20);
    let cases = [
        (None, "unreachable", "no answer in time"),
        (
            response("500 Oh", "Content-Length: 0\r\n", ""),
            "foreign",
            "`generation.json` was answered with 500",
        ),
        (
            response(
                "302 Found",
                "Location: /generation.json\r\nContent-Length: 0\r\n",
                "",
            ),
            "foreign",
            "`generation.json` was answered with 302",
        ),
        (
            response(
                "200 OK",
                "Content-Type: text/html\r\nContent-Length: 13\r\n",
                "<p>Parked</p>",
            ),
            "foreign",
            "`generation.json` cannot be read: ",
        ),
        (
            response("200 OK", "Content-Length: 9000\r\n", "{\"version\": 1,"),
            "unreachable",
            "the answer was cut off",
        ),
        (
            response("200 OK", "", &huge),
            "unreachable",
            "the answer is longer than 4194304 bytes",
        ),
        (
            Some("SSH-2.0-x\r\n".to_owned()),
            "unreachable",
            "invalid HTTP version",
        ),
    ];
    for (answer, state, words) in cases {
        let (address, _told) = listener(answer);
        let (found, fault, took) = verified(&site, &address);
        assert_eq!(found, state, "{fault}");
        assert!(fault.starts_with(words), "{fault}");
        assert!(took < Duration::from_secs(8), "{words}: {took:?}");
    }
}

#[test]
fn a_challenge_in_front_of_the_page_is_told() {
    let site = Site::new();
    site.expect("publish", 0);
    let page = "<!doctype html><title>Just a moment...</title><p>Enable JavaScript and cookies";
    let headers = format!(
        "Content-Type: text/html\r\nContent-Length: {}\r\n",
        page.len()
    );
    for (status, words) in [
        ("403 Forbidden", "`generation.json` was answered with 403"),
        ("503 Busy", "`generation.json` was answered with 503"),
        ("200 OK", "`generation.json` cannot be read: "),
    ] {
        let (address, _told) = listener(response(status, &headers, page));
        let (found, fault, _) = verified(&site, &address);
        assert_eq!(found, "foreign", "{fault}");
        assert!(fault.starts_with(words), "{fault}");
    }
}

#[test]
fn an_address_that_speaks_no_tls_is_unreachable() {
    let site = Site::new();
    site.expect("publish", 0);
    let (address, _told) = listener(response("200 OK", "Content-Length: 0\r\n", ""));
    let (state, fault, took) = verified(&site, &address.replace("http:", "https:"));
    assert_eq!(state, "unreachable");
    assert!(fault.contains("it answers, but not with TLS"), "{fault}");
    assert!(took < Duration::from_secs(4), "{took:?}");
}

#[test]
fn a_copy_that_falls_silent_is_not_asked_for_every_file() {
    let site = Site::new();
    site.expect("publish", 0);
    let head = site.read("public/one/generation.json");
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", socket.local_addr().expect("its own"));
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in socket.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            if request[..length].starts_with(b"GET /generation.json") {
                let answer = response(
                    "200 OK",
                    &format!("Content-Length: {}\r\n", head.len()),
                    &head,
                );
                let _ = stream.write_all(answer.unwrap_or_default().as_bytes());
            }
            open.push(stream);
        }
    });
    let (state, fault, took) = verified(&site, &address);
    assert_eq!(state, "damaged");
    assert!(fault.ends_with(": no answer in time"), "{fault}");
    assert!(took < Duration::from_secs(6), "{took:?}");
}

#[test]
fn an_address_is_told_of_a_publish_that_reached_every_mirror() {
    let site = Site::new();
    let (address, told) = listener(response("200 OK", "Content-Length: 0\r\n", ""));
    let config = site.read("stillup.toml");
    let ping = |address: &str| format!("{config}\n[publish]\nping = \"{address}/alive\"\n");
    site.write("stillup.toml", &ping(&address));
    site.write("public/two", "a file, not a folder");
    site.expect("publish", 3);
    assert!(told.try_recv().is_err(), "one mirror failed");
    std::fs::remove_file(site.path("public/two")).expect("gone");
    site.expect("publish", 0);
    assert_eq!(
        told.recv_timeout(Duration::from_secs(5)).as_deref(),
        Ok("GET /alive HTTP/1.1")
    );
    assert!(
        told.recv_timeout(Duration::from_millis(200)).is_err(),
        "once"
    );
    // Nothing new to say is a publish that went well, too: the switch must not fire.
    site.expect("publish", 0);
    assert!(told.recv_timeout(Duration::from_secs(5)).is_ok());

    let (address, _told) = listener(response("503 No", "Content-Length: 0\r\n", ""));
    site.write("stillup.toml", &ping(&address));
    let ran = site.expect("publish", 0);
    let words = "the address in `[publish] ping` answered with 503";
    assert!(ran.talk.contains(words), "{}", ran.talk);
}
