//! `drill` against the world: what is taken away on paper is taken away for real, and both leave the same.

use crate::space::Lab;
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::IpAddr;

#[test]
fn what_a_drill_leaves_on_paper_is_what_is_left() {
    crate::within(
        "rehearsed::what_a_drill_leaves_on_paper_is_what_is_left",
        play,
    );
}

/// A top-level domain; a provider's name server alone; all of a provider; another.
const TELLING: [&str; 4] = ["tlda", "t1:53", "t1", "t3"];

/// Copies and addresses at which they are read.
type Left = BTreeSet<(String, IpAddr)>;

/// Where each copy is read.
const HOSTS: [(&str, &str); 2] = [("near", "status-acme.tlda"), ("far", "acme-status.tldb")];

fn play(lab: &Lab) {
    let drill = drilled(lab, &["--no-report"], 0);
    let losses = drill["losses"].as_array().expect("losses");
    let mut compared = 0;
    for loss in losses {
        let domains = loss["domains"].as_array().expect("domains");
        let [domain] = domains.as_slice() else {
            panic!("{loss}")
        };
        let Some(fault) = fault(domain.as_str().expect("a word")) else {
            continue;
        };
        if !crate::all() && !TELLING.contains(&fault) {
            continue;
        }
        lab.fail(&[fault]);
        assert_eq!(on_paper(loss), really(lab), "{domain}");
        compared += 1;
    }
    // Two top-level domains; a name server and a network of each of three providers.
    let wanted = if crate::all() { 8 } else { TELLING.len() };
    assert_eq!(compared, wanted, "{losses:#?}");

    // Held while a provider is really gone: its address serves nothing, and what hangs on it is lost.
    lab.fail(&["t3"]);
    let facts = ["--facts", ".stillup/facts.json", "--timeout", "3"];
    let drill = drilled(lab, &facts, 3);
    let silent: Vec<&str> = drill["asked"]
        .as_array()
        .expect("addresses")
        .iter()
        .filter(|asked| asked["served"]["nothing"].is_string())
        .filter_map(|asked| asked["ip"].as_str())
        .collect();
    assert_eq!(silent, ["10.77.3.2"], "{drill:#}");
    let lost: BTreeSet<&str> = drill["losses"]
        .as_array()
        .expect("losses")
        .iter()
        .filter(|loss| loss["held"] != "current")
        .filter_map(|loss| loss["domains"][0].as_str())
        .collect();
    assert_eq!(
        lost,
        BTreeSet::from(["registrar:two", "tld:tlda"]),
        "{drill:#}"
    );
    let kept = std::fs::read_dir(lab.site().join("drills")).expect("reports");
    assert_eq!(kept.count(), 1, "the first was told to write none");
}

fn drilled(lab: &Lab, words: &[&str], code: i32) -> Value {
    let ran = lab.client(
        env!("CARGO_BIN_EXE_stillup"),
        &[&["drill", "--json"], words].concat(),
    );
    let (out, said) = (
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr),
    );
    assert_eq!(ran.status.code(), Some(code), "{out}\n{said}");
    serde_json::from_str(&out).expect("JSON")
}

/// How a domain is taken away in the lab; registrars fail only on paper.
fn fault(domain: &str) -> Option<&'static str> {
    Some(match domain {
        "tld:tlda" => "tlda",
        "tld:tldb" => "tldb",
        "dns:t1.tlda" => "t1:53",
        "dns:t2.tldb" => "t2:53",
        "dns:t3.tldb" => "t3:53",
        "asn:64501" => "t1",
        "asn:64502" => "t2",
        "asn:64503" => "t3",
        other if other.starts_with("registrar:") => return None,
        other => panic!("`{other}` was not meant to be in this world"),
    })
}

fn on_paper(loss: &Value) -> Left {
    let remain = loss["remain"].as_array().expect("what remains");
    let each = remain.iter().map(|one| {
        let copy = one[0].as_str().expect("a copy").to_owned();
        (
            copy,
            one[1]
                .as_str()
                .expect("an address")
                .parse()
                .expect("an address"),
        )
    });
    each.collect()
}

/// Addresses that a client finds by name, and that serve the page.
fn really(lab: &Lab) -> Left {
    let mut left = Left::new();
    for (copy, host) in HOSTS {
        for ip in lab.finds(host) {
            let pinned = format!("{host}:80:{ip}");
            let url = format!("http://{host}/generation.json");
            let args = [
                "-fsS",
                "-o",
                "/dev/null",
                "--max-time",
                "5",
                "--resolve",
                &pinned,
                &url,
            ];
            if lab.client("curl", &args).status.success() {
                left.insert((copy.to_owned(), ip));
            }
        }
    }
    left
}
