//! Cut sets and verdicts.

use super::world::{World, at, lab, rules, seen, unknown};
use crate::audit::domain::{Domain, Kind};
use crate::audit::facts::{Facts, PublishFacts};
use crate::audit::report::{Report, Rules, judge};
use crate::audit::verdict::Verdict;
use crate::audit::what_if::what_if;
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Cut sets with a whole provider for whatever of it fails.
fn by_provider(report: &Report) -> BTreeSet<BTreeSet<String>> {
    let provider = |domain: &Domain| match (domain.kind, domain.id.as_str()) {
        (Kind::Registrar, _) => None,
        (Kind::Dns | Kind::Asn, "t1.tlda" | "64501") => Some("t1".to_owned()),
        (Kind::Dns | Kind::Asn, "t2.tldb" | "64502") => Some("t2".to_owned()),
        (Kind::Dns | Kind::Asn, "t3.tldb" | "64503") => Some("t3".to_owned()),
        (_, id) => Some(id.to_owned()),
    };
    let sets: BTreeSet<BTreeSet<String>> = report
        .read
        .cuts
        .iter()
        .filter_map(|cut| cut.iter().map(provider).collect())
        .collect();
    let within = |set: &BTreeSet<String>| {
        sets.iter()
            .any(|other| other != set && other.is_subset(set))
    };
    sets.iter().filter(|set| !within(set)).cloned().collect()
}

fn sets(of: &[&[&str]]) -> BTreeSet<BTreeSet<String>> {
    of.iter()
        .map(|set| set.iter().map(|word| (*word).to_owned()).collect())
        .collect()
}

#[test]
fn the_cut_that_nobody_sees_by_eye_is_found() {
    let mut near = lab();
    near.0.copies.truncate(1);
    assert_eq!(
        by_provider(&near.judge()),
        sets(&[&["tlda"], &["t1", "t2"], &["t1", "tldb"]])
    );
    let mut far = lab();
    far.0.copies.remove(0);
    assert_eq!(by_provider(&far.judge()), sets(&[&["t3"], &["tldb"]]));
    let both = lab().judge();
    assert_eq!(
        by_provider(&both),
        sets(&[
            &["t3", "tlda"],
            &["t1", "tldb"],
            &["tlda", "tldb"],
            &["t1", "t2", "t3"]
        ])
    );
    assert_eq!(both.verdict, Verdict::Independent);
    assert_eq!(both.read.order, Some(2));
}

#[test]
fn one_zone_for_product_and_page_is_shared_fate() {
    let world = World::new()
        .zone("acme.com", Some("gandi"), &["ns1.one.net", "ns2.one.net"])
        .zone(
            "one.net",
            None,
            &["ns1.one.net=192.0.2.1", "ns2.one.net=192.0.2.2"],
        )
        .name("ns1.one.net", &["192.0.2.1"])
        .name("ns2.one.net", &["192.0.2.2"])
        .name("app.acme.com", &["198.51.100.1"])
        .name("status.acme.com", &["203.0.113.1"])
        .network("192.0.2.1", 64501)
        .network("192.0.2.2", 64501)
        .network("198.51.100.1", 64502)
        .network("203.0.113.1", 64503)
        .product("app.acme.com")
        .copy("only", "status.acme.com", &[]);
    let report = world.judge();
    assert_eq!(report.verdict, Verdict::SharedFate);
    let fatal: BTreeSet<String> = report
        .read
        .cuts
        .iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    let expected = [
        "tld:com",
        "tld:net",
        "registrar:gandi",
        "dns:one.net",
        "asn:64501",
        "asn:64503",
    ];
    assert_eq!(fatal, expected.map(str::to_owned).into_iter().collect());
    assert!(
        report.because.contains("`registrar:gandi`"),
        "{}",
        report.because
    );
}

/// Two copies of which each falls with one half of what the product needs.
fn halves() -> World {
    World::new()
        .zone("acme.tlda", Some("one"), &["ns.dns.tldc=192.0.2.9"])
        .zone("dns.tldc", None, &["ns.dns.tldc=192.0.2.9"])
        .zone("a.tldb", Some("two"), &["ns.a.tldb=192.0.2.1"])
        .zone("b.tldd", Some("three"), &["ns.b.tldd=192.0.2.2"])
        .name("app.acme.tlda", &["198.51.100.1", "198.51.100.2"])
        .name("a.tldb", &["198.51.100.1"])
        .name("b.tldd", &["198.51.100.2"])
        .network("192.0.2.9", 64509)
        .network("192.0.2.1", 64511)
        .network("192.0.2.2", 64512)
        .network("198.51.100.1", 64501)
        .network("198.51.100.2", 64502)
        .product("app.acme.tlda")
        .copy("a", "a.tldb", &[])
        .copy("b", "b.tldd", &[])
}

#[test]
fn surviving_each_is_not_surviving_all() {
    let report = halves().judge();
    assert_eq!(report.verdict, Verdict::SurvivesEach);
    let shared = report
        .findings
        .iter()
        .find(|finding| finding.code == "shared-set");
    assert!(
        shared.is_some_and(|finding| finding.what.contains("`asn:64501` and `asn:64502`")),
        "{:?}",
        report.findings
    );
}

#[test]
fn what_is_not_known_is_never_green() {
    let mut world = lab();
    assert_eq!(world.judge().verdict, Verdict::Independent);
    // One copy's registrar unknown: the other still stands whichever it is.
    world
        .0
        .zones
        .get_mut("acme-status.tldb")
        .expect("a zone")
        .registrar = unknown("nobody said");
    let with_one = world.judge();
    assert_eq!(with_one.verdict, Verdict::Unknown, "{}", with_one.because);
    let finding = with_one
        .findings
        .iter()
        .find(|finding| finding.code == "unknown");
    let finding = finding.expect("it says what is not known");
    assert_eq!(
        finding.what,
        "the registrar of `acme-status.tldb` is not known"
    );
    assert_eq!(finding.hint, "registrar = \"…\" in its `[[mirror]]`");
    // Nothing said of the product: nothing to compare with.
    let mut world = lab();
    world.0.product.clear();
    assert_eq!(world.judge().verdict, Verdict::Unknown);
    // Nobody could look a network up.
    let mut world = lab();
    for fact in world.0.networks.values_mut() {
        *fact = unknown("no answer in time");
    }
    assert_eq!(world.judge().verdict, Verdict::Unknown);
    // Nobody could walk to the one copy that stands apart.
    let mut world = lab();
    world
        .0
        .names
        .get_mut("acme-status.tldb")
        .expect("a name")
        .path = unknown("no answer in time");
    assert_eq!(world.judge().verdict, Verdict::Unknown);
}

#[test]
fn an_unknown_that_cannot_matter_changes_nothing() {
    let mut world = lab().copy("third", "third.tldc", &[]);
    world = world
        .zone("third.tldc", Some("three"), &["ns.third.tldc=192.0.2.7"])
        .name("third.tldc", &["192.0.2.7"])
        .network("192.0.2.7", 64577);
    world
        .0
        .zones
        .get_mut("acme-status.tldb")
        .expect("a zone")
        .registrar = unknown("nobody said");
    assert_eq!(world.judge().verdict, Verdict::Independent);
}

#[test]
fn a_circle_of_names_holds_nothing_up() {
    let world = World::new()
        .zone("a.tlda", Some("one"), &["ns.b.tldb"])
        .zone("b.tldb", Some("two"), &["ns.a.tlda"])
        .name("ns.a.tlda", &["192.0.2.1"])
        .name("ns.b.tldb", &["192.0.2.2"])
        .name("a.tlda", &["192.0.2.3"])
        .network("192.0.2.1", 1)
        .network("192.0.2.2", 2)
        .network("192.0.2.3", 3)
        .product("elsewhere.tldc")
        .copy("one", "a.tlda", &[]);
    let report = world.judge();
    assert!(!report.read.holds);
    assert_eq!(report.verdict, Verdict::SharedFate);
    assert_eq!(report.read.cuts, vec![Vec::<Domain>::new()]);
}

#[test]
fn a_loop_of_aliases_is_down_and_ends() {
    let world = lab()
        .alias("x.acme-status.tldb", "y.acme-status.tldb")
        .alias("y.acme-status.tldb", "x.acme-status.tldb");
    let world = world.copy("loop", "x.acme-status.tldb", &[]);
    let report = world.judge();
    let address = report
        .addresses
        .iter()
        .find(|it| it.name == "loop")
        .expect("it is there");
    assert!(!address.holds);
}

#[test]
fn an_alias_needs_all_of_its_targets_path() {
    let world = lab()
        .zone("github.io", None, &["ns.t1.tlda"])
        .alias("www.acme-status.tldb", "acme.github.io")
        .name("acme.github.io", &["10.77.3.2"])
        .copy("pages", "www.acme-status.tldb", &[]);
    let report = world.judge();
    let address = report
        .addresses
        .iter()
        .find(|it| it.name == "pages")
        .expect("it is there");
    let falls: Vec<String> = address.falls_with.iter().map(ToString::to_string).collect();
    for domain in [
        "tld:io",
        "tld:tldb",
        "dns:t1.tlda",
        "host:github",
        "dns:t3.tldb",
    ] {
        assert!(
            falls.iter().any(|found| found == domain),
            "{domain} in {falls:?}"
        );
    }
}

#[test]
fn updating_is_another_matter_than_reading() {
    let mut world = lab();
    world.0.laptop = false;
    for copy in &mut world.0.copies {
        copy.depends = ["ci:forge", "repo:forge"]
            .iter()
            .filter_map(|text| Domain::parse(text))
            .collect();
    }
    let report = world.judge();
    assert_eq!(report.read.order, Some(2));
    assert_eq!(report.update.order, Some(1));
    let stuck: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding.code == "single-point-of-update")
        .map(|finding| finding.what.as_str())
        .collect();
    assert_eq!(
        stuck,
        [
            "nothing can be published without `ci:forge`: the page would stand still",
            "nothing can be published without `repo:forge`: the page would stand still"
        ]
    );
    // A laptop does what CI does.
    world.0.laptop = true;
    assert_eq!(world.judge().update.order, Some(2));
    // But not where the place published to is gone.
    for copy in &mut world.0.copies {
        copy.publish = Some(PublishFacts {
            kind: "s3".into(),
            host: None,
            operator: Domain::parse("host:aws"),
        });
    }
    assert_eq!(world.judge().update.order, Some(1));
}

#[test]
fn what_shows_only_behind_the_horizon_does_not_count() {
    let mut world = lab();
    for zone in world.0.zones.values_mut() {
        zone.expires = seen(at() + TimeDelta::days(200), "rdap.example");
    }
    let uses = |report: &Report, kind: Kind| {
        report
            .domains
            .iter()
            .filter(|line| line.domain.kind == kind)
            .count()
    };
    let report = world.judge();
    assert_eq!(uses(&report, Kind::Registrar), 0);
    assert_eq!(report.delayed.len(), 4);
    let mut soon = lab();
    for zone in soon.0.zones.values_mut() {
        zone.expires = seen(at() + TimeDelta::hours(20), "rdap.example");
    }
    assert_eq!(uses(&soon.judge(), Kind::Registrar), 4);
    // With warm caches a top-level domain is missed only after two days.
    let mut warm = rules();
    warm.counting.warm = true;
    let world = lab();
    assert_eq!(uses(&judge(&world.0, &rules()), Kind::Tld), 2);
    assert_eq!(uses(&judge(&world.0, &warm), Kind::Tld), 0);
}

#[test]
fn an_issuer_counts_when_renewal_is_due_or_revocation_is_feared() {
    let world = lab()
        .certificate(0, "Honest CA", 60)
        .certificate(1, "Honest CA", 60);
    let ca = |report: &Report| {
        report
            .domains
            .iter()
            .filter(|line| line.domain.kind == Kind::Ca)
            .count()
    };
    assert_eq!(ca(&world.judge()), 0);
    let mut fearful = rules();
    fearful.counting.revocation = true;
    let report = judge(&world.0, &fearful);
    assert_eq!(ca(&report), 1);
    assert_eq!(report.read.order, Some(1));
}

#[test]
fn what_if_takes_away_for_good() {
    let fail = |words: &[&str]| Rules {
        fail: words
            .iter()
            .filter_map(|text| Domain::parse(text))
            .collect(),
        ..rules()
    };
    let mut world = lab();
    for zone in world.0.zones.values_mut() {
        zone.expires = seen(at() + TimeDelta::days(200), "rdap.example");
    }
    let left = what_if(&world.0, &fail(&["dns:t1.tlda", "tld:tldb", "cdn:none"]));
    assert!(left.remain.is_empty());
    assert_eq!(left.lost, ["near", "far"]);
    assert!(left.product_falls && !left.update_holds);
    assert_eq!(left.unneeded, [Domain::new(Kind::Cdn, "none")]);
    // A registrar that is gone for good is missed one day, whatever the horizon.
    let left = what_if(&world.0, &fail(&["registrar:porkbun"]));
    assert_eq!(left.remain, ["near"]);
}

#[test]
fn facts_are_the_same_after_being_kept() {
    let world = lab().certificate(0, "Honest CA", 60);
    let again = Facts::parse(&world.0.to_json()).expect("our own form");
    assert_eq!(again, world.0);
    assert!(Facts::parse("{}").is_err());
    let later = world
        .0
        .to_json()
        .replacen("\"version\": 1", "\"version\": 2", 1);
    assert_eq!(
        Facts::parse(&later).expect_err("a later form"),
        "they are of version 2, this program reads version 1"
    );
}
