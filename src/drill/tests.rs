//! What answers mean when something is taken away.

use super::scenario::Scenario;
use super::{Asked, Drill, Served, State, drill, page};
use crate::audit::domain::Domain;
use crate::audit::facts::Facts;
use crate::audit::report::{Rules, judge};
use crate::audit::shape::Counting;
use chrono::{DateTime, TimeDelta, Utc};

fn at() -> DateTime<Utc> {
    "2026-11-20T10:15:00Z".parse().expect("a time")
}

/// The facts of the lab, as they were kept once.
fn facts() -> Facts {
    Facts::parse(include_str!("../../tests/audit/lab.json")).expect("facts")
}

fn asked(copy: &str, ip: &str, served: Served) -> Asked {
    Asked {
        copy: copy.into(),
        address: format!("http://{copy}.example"),
        ip: ip.parse().ok(),
        at: at(),
        served,
    }
}

fn site(generation: u64, minutes: i64) -> Served {
    let published_at = at() - TimeDelta::minutes(minutes);
    Served::Site {
        generation,
        published_at,
        fresh_until: published_at + TimeDelta::minutes(90),
    }
}

fn held(answers: Vec<Asked>, scenarios: &[Scenario]) -> Drill {
    let rules = Rules {
        counting: Counting {
            now: at(),
            horizon: None,
            warm: false,
            revocation: false,
        },
        max_order: 3,
        fail: Vec::new(),
    };
    let facts = facts();
    drill(
        &facts,
        &rules,
        &judge(&facts, &rules),
        answers,
        scenarios,
        at(),
    )
}

fn all_well() -> Vec<Asked> {
    vec![
        asked("near", "10.77.1.2", site(7, 5)),
        asked("near", "10.77.2.2", site(7, 5)),
        asked("far", "10.77.3.2", site(7, 5)),
    ]
}

fn of<'a>(drill: &'a Drill, domain: &str) -> &'a super::Loss {
    let wanted = Domain::parse(domain).expect("a domain");
    drill
        .losses
        .iter()
        .find(|loss| loss.domains == [wanted.clone()])
        .expect("it was taken away")
}

#[test]
fn with_all_well_every_loss_leaves_a_current_copy() {
    let drill = held(all_well(), &[]);
    assert!(drill.losses.len() >= 8);
    assert!(
        drill.losses.iter().all(|loss| !loss.is_lost()),
        "{:?}",
        drill.losses
    );
    // A network takes one of two addresses, a top-level domain the whole name.
    assert_eq!(of(&drill, "asn:64501").remain.len(), 2);
    assert_eq!(of(&drill, "tld:tlda").remain.len(), 1);
    assert!(page(&drill).starts_with("# Drill of 2026-11-20 10:15 UTC: held all "));
}

#[test]
fn a_copy_that_is_old_or_silent_holds_nothing() {
    let mut answers = all_well();
    answers[2] = asked("far", "10.77.3.2", site(6, 5));
    let drill = held(answers.clone(), &[]);
    assert_eq!(of(&drill, "tld:tlda").held, State::Old);
    assert!(of(&drill, "tld:tlda").is_lost() && !of(&drill, "tld:tldb").is_lost());
    answers[2] = asked(
        "far",
        "10.77.3.2",
        Served::Nothing("no answer in time".into()),
    );
    assert_eq!(of(&held(answers, &[]), "tld:tlda").held, State::Silent);
    // The newest of all, but past its time.
    let stale = all_well().into_iter().map(|mut one| {
        one.served = site(7, 500);
        one
    });
    let drill = held(stale.collect(), &[]);
    assert!(drill.losses.iter().all(|loss| loss.held == State::Old));
}

#[test]
fn scenarios_take_several_things_at_once() {
    let drill = held(
        all_well(),
        &[Scenario::Dyn2016, Scenario::Product, Scenario::Github2018],
    );
    let [dyn2016, product, github] = drill.losses.as_slice() else {
        panic!("three")
    };
    assert!(dyn2016.domains.len() >= 2, "{:?}", dyn2016.domains);
    assert!(dyn2016.remain.iter().all(|(copy, ..)| copy == "far"));
    assert!(!product.is_lost(), "{product:?}");
    assert!(github.about_update && github.update_holds);
    assert!(
        page(&drill).contains("| dyn2016: `dns:"),
        "{}",
        page(&drill)
    );
}

#[test]
fn each_day_takes_what_failed_on_it() {
    let mut facts = facts();
    let words = |list: &[&str]| list.iter().filter_map(|word| Domain::parse(word)).collect();
    facts.copies[0].depends = words(&["cdn:cloudflare", "account:sso", "ci:github", "host:aws"]);
    facts.copies[1].depends = words(&["dns:cloudflare", "repo:github", "host:other"]);
    facts.product_needs = words(&["account:sso", "host:aws", "registrar:one"]);
    let rules = Rules {
        counting: Counting {
            now: at(),
            horizon: None,
            warm: false,
            revocation: false,
        },
        max_order: 3,
        fail: Vec::new(),
    };
    let report = judge(&facts, &rules);
    let taken = |scenario: Scenario| -> Vec<String> {
        let domains = scenario.domains(&facts, &report);
        domains.iter().map(ToString::to_string).collect()
    };
    for (scenario, expected) in [
        (Scenario::S32017, &["asn:64501", "host:aws"][..]),
        (Scenario::Github2018, &["repo:github", "ci:github"]),
        (Scenario::Cognito2020, &["account:sso"]),
        (Scenario::Fastly2021, &["cdn:cloudflare"]),
        (Scenario::Aws2021, &["asn:64501", "host:aws", "account:sso"]),
        (Scenario::Facebook2021, &["dns:t1.tlda", "asn:64501"]),
        (Scenario::Expired2022, &["registrar:gandi"]),
        (Scenario::Azure2025, &["cdn:cloudflare", "account:sso"]),
        (
            Scenario::Cloudflare2025,
            &["dns:cloudflare", "cdn:cloudflare"],
        ),
    ] {
        let mut expected: Vec<String> = expected.iter().map(|word| (*word).to_owned()).collect();
        let mut found = taken(scenario);
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", scenario.name());
    }
}
