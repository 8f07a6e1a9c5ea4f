//! Each family of findings, its whole words.

use super::look::Plain;
use super::world::{World, at, lab, rules, seen, unknown};
use crate::audit::domain::Domain;
use crate::audit::facts::{Answered, Basis, Outside};
use crate::audit::finding::Weight;
use crate::audit::report::{Report, judge};
use crate::audit::show::text;
use crate::audit::since::since;
use chrono::TimeDelta;

/// `weight code: what / hint`, of one code.
fn of(report: &Report, code: &str) -> Vec<String> {
    let found = report
        .findings
        .iter()
        .filter(|finding| finding.code == code);
    found
        .map(|finding| {
            let weight = match finding.weight {
                Weight::Serious => "serious",
                Weight::Advice => "advice",
            };
            format!("{weight}: {} / {}", finding.what, finding.hint)
        })
        .collect()
}

fn only(world: &World, code: &str) -> String {
    let found = of(&world.judge(), code);
    assert_eq!(found.len(), 1, "{code}: {found:?}");
    found.into_iter().next().unwrap_or_default()
}

#[test]
fn every_finding_says_what_to_do_and_all_but_one_how_it_is_known() {
    let mut world = lab()
        .certificate(0, "Honest CA", 3)
        .certificate(1, "Honest CA", 90);
    world.0.copies.remove(1);
    let report = world.judge();
    assert!(report.findings.len() > 3);
    for finding in &report.findings {
        assert!(
            !finding.hint.is_empty() && !finding.what.ends_with('.'),
            "{finding:?}"
        );
        assert!(!finding.known.is_empty(), "{finding:?}");
    }
}

#[test]
fn a_copy_that_is_down_or_hidden_does_not_count() {
    let mut world = lab();
    world.0.copies[1].answer = unknown("no answer in time");
    assert_eq!(
        only(&world, "copy-down"),
        "serious: copy `far` (https://acme-status.tldb) did not answer: it does not count / stillup verify --only far"
    );
    world.0.copies[1].answer = seen(
        Answered {
            status: 503,
            hints: Vec::new(),
        },
        "acme-status.tldb",
    );
    assert!(only(&world, "copy-down").contains("answers with 503"));
    let mut world = lab();
    world.0.copies[1].advertised = false;
    assert_eq!(
        only(&world, "unadvertised"),
        "advice: nobody can find copy `far` when the others are gone: it does not count / take `advertised = false` away, or print the address where customers see it"
    );
    assert_eq!(world.judge().read.order, Some(1));
}

#[test]
fn certificates_and_names_that_end() {
    let world = lab().certificate(0, "Honest CA", 3);
    assert_eq!(
        only(&world, "certificate-ends"),
        "serious: the certificate of copy `near` ends in 2 days, on 2026-11-23 / renew the certificate of status-acme.tlda"
    );
    let world = lab().certificate(0, "Honest CA", 10);
    assert!(only(&world, "certificate-ends").starts_with("advice: "));
    let world = lab().certificate(0, "Honest CA", -1);
    assert!(only(&world, "certificate-ends").contains("ended on 2026-11-19"));
    let world = lab()
        .certificate(0, "Honest CA", 60)
        .certificate(1, "Honest CA", 70);
    assert!(only(&world, "one-authority").contains("`Honest CA`"));
    let mut world = lab();
    world
        .0
        .zones
        .get_mut("acme-status.tldb")
        .expect("a zone")
        .expires = seen(at() + TimeDelta::days(5), "rdap.example");
    assert_eq!(
        only(&world, "name-runs-out"),
        "serious: the name `acme-status.tldb` runs out in 4 days, on 2026-11-25 / renew `acme-status.tldb`, and see that its card and mail address still work"
    );
}

#[test]
fn delegations_that_are_not_what_both_sides_think() {
    let mut world = lab();
    let zone = world.0.zones.get_mut("status-acme.tlda").expect("a zone");
    zone.own_servers = vec!["ns.t1.tlda".into(), "ns.gone.tldb".into()];
    let mut servers = zone.servers.value().cloned().expect("servers");
    servers[1].fault = Some("refuses to answer for it".into());
    zone.servers = seen(servers, "a.top");
    assert_eq!(
        only(&world, "dead-server"),
        "serious: server `ns.t2.tldb` of `status-acme.tlda` refuses to answer for it: it does not count / mend it, or take it out of the delegation of `status-acme.tlda`"
    );
    assert_eq!(
        only(&world, "servers-differ"),
        "advice: the servers of `status-acme.tlda` differ by who is asked: only its parent names `ns.t2.tldb`, only the zone `ns.gone.tldb` / make the registrar's list and the zone's NS records the same"
    );
    assert_eq!(
        of(&world.judge(), "one-operator"),
        [
            "advice: one operator serves `acme-status.tldb`, and a change of servers takes up to 48 h to be seen / add the second operator before the outage: during one it comes too late"
        ]
    );
    // A server that does not answer holds nothing up.
    let near = &world.judge().addresses[0];
    assert!(
        near.falls_with
            .contains(&Domain::parse("dns:t1.tlda").expect("a domain"))
    );
}

#[test]
fn what_pages_fetch_from_elsewhere() {
    let mut world = lab();
    for page in ["index.html", "history/2026-11.html"] {
        world.0.outside.push(Outside {
            page: page.into(),
            url: "https://fonts.example/a.css".into(),
        });
    }
    assert_eq!(
        only(&world, "outside"),
        "serious: `index.html` and 1 more fetch `https://fonts.example/a.css`, which is no file of this site / put a copy of it into `incidents/assets/` or the theme's folder, and link to that"
    );
}

#[test]
fn much_in_one_hand() {
    let mut world = lab();
    for number in 1..=3 {
        let host = format!("c{number}.acme-status.tldb");
        world = world
            .name(&host, &["10.77.3.2"])
            .copy(&format!("c{number}"), &host, &[]);
    }
    let found = of(&world.judge(), "concentration");
    assert!(
        found.contains(&"advice: `tld:tldb` takes 4 of 5 copies down at once: `far`, `c1`, `c2` and `c3` / add a `[[mirror]]` whose `address` does not end in `.tldb`".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn hints_in_headers_are_only_hints() {
    let mut world = lab();
    let before = world.judge().read.cuts;
    world.0.copies[0].answer = seen(
        Answered {
            status: 200,
            hints: vec![Domain::parse("cdn:cloudflare").expect("a domain")],
        },
        "status-acme.tlda",
    );
    assert_eq!(
        only(&world, "hint"),
        "advice: the answer of `near` hints at `cdn:cloudflare` / if it is so: depends = [\"cdn:cloudflare\"]"
    );
    let report = world.judge();
    let mut found = report.findings.iter();
    let known = found.find(|it| it.code == "hint").map(|it| &it.known);
    let words: Vec<String> = known.into_iter().flatten().map(Basis::words).collect();
    assert!(words[1].starts_with("named by https://"), "{words:?}");
    assert_eq!(report.read.cuts, before);
}

#[test]
fn what_was_read_elsewhere_says_where_and_when_and_that_it_is_old() {
    let world = lab()
        .zone("github.io", None, &["ns-1.awsdns-01.org"])
        .alias("www.acme-status.tldb", "acme.github.io")
        .name("acme.github.io", &["10.77.3.2"])
        .copy("pages", "www.acme-status.tldb", &[]);
    let report = world.judge();
    let words = text(&report, 3, &Plain);
    for (domain, from) in [
        (
            "host:github",
            "https://publicsuffix.org/list/public_suffix_list.dat",
        ),
        ("dns:aws", "https://pypi.org/project/dns-lexicon/3.25.2/"),
    ] {
        let mut lines = words.lines();
        let line = lines.find(|line| line.starts_with(&format!("{domain} ")));
        let line = line.unwrap_or_else(|| panic!("no {domain} in {words}"));
        assert!(line.contains("seen 2026-11-20 10:12Z from "), "{line}");
        let named = format!("; named by {from}, read 2026-11-27");
        assert!(line.ends_with(&named), "{line}");
    }
    assert!(of(&report, "old-reading").is_empty());
    let mut rules = rules();
    rules.counting.now += TimeDelta::days(400);
    let found = of(&judge(&world.0, &rules), "old-reading");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        found[0],
        "advice: it is more than a year since anybody read who answers for `host:github` / look there whether it is still so; a newer stillup may have"
    );
}

#[test]
fn what_changed_since() {
    let before = lab().judge();
    let mut world = lab();
    world.0.copies[1]
        .depends
        .push(Domain::parse("host:aws").expect("a domain"));
    let words = since(&before, &world.judge()).words();
    assert_eq!(
        words,
        "\nsince 2026-11-20 10:12 UTC: INDEPENDENT as before\n  + far needs host:aws\n"
    );
    assert!(
        since(&before, &before)
            .words()
            .ends_with("nothing has changed\n")
    );
    world.0.product.clear();
    let words = since(&before, &world.judge()).words();
    assert!(
        words.contains(": INDEPENDENT has become UNKNOWN\n"),
        "{words}"
    );
    assert!(
        words.contains("  + finding: nothing says what the product is"),
        "{words}"
    );
}
