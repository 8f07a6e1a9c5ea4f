//! The laboratory: providers in network namespaces, really taken away. What `audit` says would happen
//! is held against what a client sees, what `drill` says remains against what does, and what `dns check`
//! finds against what Zonemaster does; a browser reads the page while a host, or its whole name, is gone.
//!
//! A root server, two top-level domains, three providers (Knot, NSD, BIND, each with a web server), a
//! resolver (Unbound) and a client, all within namespaces of one process that takes everything with it
//! when it ends. It works as root, and without where the kernel lets users make namespaces; where
//! neither is allowed the test says that it was skipped.
//!
//! `cargo test --test lab` plays the telling cases; `STILLUP_LAB=all cargo test --test lab` every set of
//! at most two failed domains.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "edge: tests run servers")]

#[path = "browser/chromium.rs"]
#[allow(
    dead_code,
    reason = "the browser is shared with other tests, which need more of it"
)]
mod chromium;
#[path = "lab/daemons.rs"]
mod daemons;
#[path = "lab/peer.rs"]
mod peer;
#[path = "lab/reader.rs"]
mod reader;
#[path = "lab/rehearsed.rs"]
mod rehearsed;
#[path = "lab/space.rs"]
mod space;
#[path = "lab/world.rs"]
mod world;

use space::Lab;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use stillup::audit::domain::{Domain, Kind};
use stillup::audit::facts::Facts;
use stillup::audit::report::{Report, Rules, judge};
use stillup::audit::shape::Counting;
use stillup::audit::verdict::Verdict;
use stillup::audit::what_if::what_if;

/// Set within the namespaces.
const INSIDE: &str = "STILLUP_LAB_INSIDE";

/// What fails, by the names of the lab.
const DOMAINS: [&str; 5] = ["tlda", "tldb", "t1", "t2", "t3"];

/// The six cases that tell: nothing; one provider; each top-level domain's other half; the cut that
/// nobody sees by eye.
const TELLING: [&[&str]; 6] = [
    &[],
    &["tlda"],
    &["t1"],
    &["t3"],
    &["t1", "tldb"],
    &["t1", "t2"],
];

/// How long a page that nobody takes away may take: on a machine that is busier, a client gives up on
/// others too early, and nothing is shown by that.
const PROMPT: Duration = Duration::from_secs(2);

/// Plays within namespaces, one after another: this test calls itself there.
fn within(test: &str, play: fn(&Lab)) {
    if std::env::var_os(INSIDE).is_some() {
        let began = Instant::now();
        let lab = Lab::start();
        let up = began.elapsed();
        eprintln!("up in {:.1} s", up.as_secs_f32());
        assert!(up.as_secs() < 30, "it took {up:?}");
        return play(&lab);
    }
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(mut enter) = space::enter() else {
        return;
    };
    let own = std::env::current_exe().expect("this test");
    let ended = enter
        .arg(own)
        .args([test, "--exact", "--nocapture"])
        .env(INSIDE, "1")
        .status()
        .expect("unshare");
    assert!(ended.success(), "it ended within: {ended}");
}

#[test]
fn what_audit_predicts_is_what_a_client_sees() {
    within("what_audit_predicts_is_what_a_client_sees", predictions);
}

fn predictions(lab: &Lab) {
    let facts = audited(lab);
    let report = judge(&facts, &rules(&facts, &[]));
    examples(&facts, &report);
    let mut wrong = Vec::new();
    for failed in scenarios() {
        let said = predicted(&facts, &failed);
        let seen = looked(lab, &failed);
        eprintln!("without {failed:?}: {seen:?}");
        if seen != said {
            wrong.push(format!(
                "without {failed:?}: predicted {said:?}, seen {seen:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a client sees, on a machine that has time for it.
fn looked(lab: &Lab, failed: &[&str]) -> BTreeMap<&'static str, bool> {
    for _ in 0..6 {
        lab.fail(failed);
        let (seen, slowest) = lab.watched();
        if slowest <= PROMPT {
            return seen;
        }
        eprintln!("void: a page that nobody took away took {slowest:.1?} meanwhile");
    }
    panic!("this machine is too busy to tell what a client sees without {failed:?}");
}

/// Whether everything is to be played.
fn all() -> bool {
    std::env::var("STILLUP_LAB").as_deref() == Ok("all")
}

/// The telling cases, or every set of at most two.
fn scenarios() -> Vec<Vec<&'static str>> {
    if !all() {
        return TELLING.iter().map(|case| case.to_vec()).collect();
    }
    let mut all = vec![Vec::new()];
    for (at, one) in DOMAINS.iter().enumerate() {
        all.push(vec![*one]);
        all.extend(DOMAINS[at + 1..].iter().map(|other| vec![*one, *other]));
    }
    all
}

/// The facts that the program gathers in the client's namespace while all is well.
fn audited(lab: &Lab) -> Facts {
    let ran = lab.client(env!("CARGO_BIN_EXE_stillup"), &["audit", "--json"]);
    let said = String::from_utf8_lossy(&ran.stderr);
    let data = String::from_utf8_lossy(&ran.stdout);
    assert_eq!(ran.status.code(), Some(0), "{data}\n{said}");
    let kept =
        std::fs::read_to_string(lab.site().join(".stillup/facts.json")).expect("facts are kept");
    Facts::parse(&kept).expect("facts")
}

fn rules(facts: &Facts, failed: &[&str]) -> Rules {
    Rules {
        counting: Counting {
            now: facts.gathered_at,
            horizon: None,
            warm: false,
            revocation: false,
        },
        max_order: 3,
        fail: failed.iter().flat_map(|name| domains(name)).collect(),
    }
}

/// What goes when this provider, or top-level domain, does.
fn domains(name: &str) -> Vec<Domain> {
    let words: &[&str] = match name {
        "t1" => &["dns:t1.tlda", "asn:64501"],
        "t2" => &["dns:t2.tldb", "asn:64502"],
        "t3" => &["dns:t3.tldb", "asn:64503"],
        top => return vec![Domain::new(Kind::Tld, top)],
    };
    words
        .iter()
        .filter_map(|word| Domain::parse(word))
        .collect()
}

fn predicted(facts: &Facts, failed: &[&str]) -> BTreeMap<&'static str, bool> {
    let mut rules = rules(facts, failed);
    if failed.is_empty() {
        rules.fail = vec![Domain::new(Kind::Tld, "nothing")];
    }
    let left = what_if(facts, &rules);
    let remains = |name: &str| left.remain.iter().any(|copy| copy == name);
    BTreeMap::from([
        ("near", remains("near")),
        ("far", remains("far")),
        ("product", !left.product_falls),
    ])
}

/// Cut sets as the lab names what fails; registrars fail only on paper.
fn cuts(report: &Report) -> BTreeSet<BTreeSet<&'static str>> {
    let name = |domain: &Domain| {
        DOMAINS
            .into_iter()
            .find(|name| domains(name).contains(domain))
    };
    let sets: BTreeSet<BTreeSet<&str>> = report
        .read
        .cuts
        .iter()
        .filter_map(|cut| cut.iter().map(name).collect())
        .collect();
    let within = |set: &BTreeSet<&str>| {
        sets.iter()
            .any(|other| other != set && other.is_subset(set))
    };
    sets.iter().filter(|set| !within(set)).cloned().collect()
}

/// The findings that this world was made for.
fn examples(facts: &Facts, both: &Report) {
    let sets = |of: &[&[&'static str]]| -> BTreeSet<BTreeSet<&'static str>> {
        of.iter().map(|set| set.iter().copied().collect()).collect()
    };
    let only = |name: &str| {
        let mut one = facts.clone();
        one.copies.retain(|copy| copy.name == name);
        cuts(&judge(&one, &rules(&one, &[])))
    };
    assert_eq!(
        only("near"),
        sets(&[&["tlda"], &["t1", "t2"], &["t1", "tldb"]])
    );
    assert_eq!(only("far"), sets(&[&["t3"], &["tldb"]]));
    assert_eq!(
        cuts(both),
        sets(&[
            &["t3", "tlda"],
            &["t1", "tldb"],
            &["tlda", "tldb"],
            &["t1", "t2", "t3"]
        ])
    );
    assert_eq!(both.verdict, Verdict::Independent, "{}", both.because);
    for line in &both.domains {
        assert!(!line.domain.is_unknown(), "{}", line.domain);
        assert!(!line.known.is_empty(), "{}", line.domain);
    }
}

/// Says why the lab is not there, where everybody sees it.
fn skipped(why: &str) {
    eprintln!("SKIPPED: the laboratory needs network namespaces: {why}");
}
