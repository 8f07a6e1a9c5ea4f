//! Bringing the wanted records to real servers: Knot DNS and BIND, with TSIG.

use crate::daemons::names::{KEY, Make, NameServer, SECRET, block};
use crate::program::{HOSTS, Site, provider};
use crate::world::zone;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use stillup::dns::change::addresses;
use stillup::dns::name::Name;
use stillup::dns::provider::Provider as _;
use stillup::dns::provider::rfc2136::Rfc2136;
use stillup::dns::record::{Data, RecordSet, RecordType};
use stillup::dns::safety::{Moment, objections};
use stillup::dns::settings::{Rfc2136Settings, ZoneSettings};
use stillup::dns::tsig::TsigKey;
use stillup::dns::wanted::WantedZone;
use stillup::net::secret::Secret;

fn name(text: &str) -> Name {
    text.parse().expect("a name")
}

fn acme(more: &str) -> String {
    zone(
        "acme.tlda",
        &["ns1.acme.tlda"],
        &format!("ns1 IN A 127.0.0.1\nmail IN A 192.0.2.99\n{more}"),
    )
}

fn served(server: &NameServer, host: &str, rtype: RecordType) -> Option<(String, u32)> {
    let reply = server.ask(host, rtype);
    let set = reply
        .authoritative()
        .expect("an answer")
        .set(&name(host), rtype)?;
    Some((set.words(), set.ttl))
}

#[test]
fn every_provider_gets_the_records_and_one_that_is_dead_keeps_none_from_it() {
    let text = acme("there IN CNAME mail\n");
    let knot = NameServer::start(Make::Knot, &[("acme.tlda", &text)]);
    let bind = NameServer::start(Make::Bind, &[("acme.tlda", &text)]);
    let dns = format!(
        "[dns]\nttl = \"2m\"\n{}{}[[dns.provider]]\nname = \"dead\"\nrfc2136 = {{ server = \"127.0.0.1:1\" }}\n\
         [[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\", \"dead\", \"two\"]\n{HOSTS}\
         [[dns.record]]\nname = \"status.acme.tlda\"\nmirrors = [\"here\", \"there\"]\nttl = \"1m\"\n\
         [[dns.record]]\nname = \"acme.tlda\"\ntype = \"TXT\"\nvalues = [\"a; \\\"b\\\"\"]\n\
         [[dns.record]]\nname = \"acme.tlda\"\ntype = \"CAA\"\nvalues = [\"0 issue ca.example\"]\n",
        provider("one", &knot),
        provider("two", &bind)
    );
    let site = Site::new(&dns);
    let planned = site.run(&["dns", "plan"]);
    assert_eq!(planned.code, 3, "{planned:?}");
    let steps = "  + create acme.tlda. TXT (\"a; \\\"b\\\"\", TTL 120)\n  \
         + create acme.tlda. CAA (0 issue \"ca.example\", TTL 120)\n  \
         + create here.acme.tlda. A (127.0.0.1, TTL 120)\n  \
         + create status.acme.tlda. A (127.0.0.1, 127.0.0.2, TTL 60)\n  \
         + create there.acme.tlda. A (127.0.0.2, TTL 120)\n  \
         - delete there.acme.tlda. CNAME (mail.acme.tlda., TTL 300)\n  \
         5 to create, 0 to update, 1 to delete; 1 held\n";
    assert_eq!(
        planned.out,
        format!("acme.tlda at one:\n{steps}acme.tlda at two:\n{steps}")
    );
    assert!(
        planned.err.contains(
            "error: provider `dead`: `127.0.0.1` port 1 cannot be reached: connection refused"
        ),
        "{}",
        planned.err
    );

    // Nobody has looked at this plan.
    let refused = site.run(&["dns", "apply"]);
    assert_eq!(
        (refused.code, served(&knot, "here.acme.tlda", RecordType::A)),
        (2, None),
        "{refused:?}"
    );
    let refused = site.run(&["dns", "apply", "--plan", "0123456789ab"]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(
        refused.err.contains("the plan is no longer `0123456789ab`"),
        "{}",
        refused.err
    );

    let hash = planned.hash();
    let applied = site.run(&["dns", "apply", "--plan", &hash, "--wait", "0"]);
    assert_eq!(applied.code, 3, "{applied:?}");
    for server in [&knot, &bind] {
        assert_eq!(
            served(server, "status.acme.tlda", RecordType::A),
            Some(("127.0.0.1, 127.0.0.2".into(), 60))
        );
        assert_eq!(
            served(server, "there.acme.tlda", RecordType::A),
            Some(("127.0.0.2".into(), 120))
        );
        assert_eq!(served(server, "there.acme.tlda", RecordType::Cname), None);
        assert_eq!(
            served(server, "acme.tlda", RecordType::Caa),
            Some(("0 issue \"ca.example\"".into(), 120))
        );
        // What is not ours stays.
        assert_eq!(
            served(server, "mail.acme.tlda", RecordType::A),
            Some(("192.0.2.99".into(), 300))
        );
    }
    let again = site.run(&["dns", "plan", "--only", "one", "--only", "two"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(
        again.out,
        "acme.tlda at one: nothing to do; 5 held\nacme.tlda at two: nothing to do; 5 held\n"
    );
}

#[test]
fn what_would_hurt_readers_is_refused() {
    let text =
        acme("here 120 IN A 127.0.0.1\nstatus 60 IN A 127.0.0.1\nstatus 60 IN A 127.0.0.2\n");
    let knot = NameServer::start(Make::Knot, &[("acme.tlda", &text)]);
    let dns = format!(
        "[dns]\nttl = \"2m\"\n{}[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\nservers = [\"ns1.acme.tlda\", \"ns2.other.tldb\"]\n\
         [[dns.host]]\nmirror = \"here\"\naddresses = [\"127.0.0.1\"]\n[[dns.host]]\nmirror = \"there\"\naddresses = [\"127.0.0.2\"]\n\
         [[dns.record]]\nname = \"status.acme.tlda\"\nmirrors = [\"here\"]\nttl = \"1m\"\n",
        provider("one", &knot)
    );
    let site = Site::new(&dns);
    let planned = site.run(&["dns", "plan"]);
    assert_eq!(planned.code, 4, "{planned:?}");
    for objection in [
        "`status.acme.tlda` would be left with 0 addresses that serve the site right now, at least 1 must",
        "the servers that `acme.tlda` names for itself would change",
    ] {
        assert!(planned.err.contains(objection), "{}", planned.err);
    }
    let refused = site.run(&["dns", "apply", "--plan", &planned.hash()]);
    assert_eq!(refused.code, 4, "{refused:?}");
    assert_eq!(served(&knot, "there.acme.tlda", RecordType::A), None);
    let forced = site.run(&["dns", "apply", "--i-know", "--wait", "0"]);
    assert!(
        forced.err.contains("acme.tlda at one: 3 changes made"),
        "{forced:?}"
    );
    assert_eq!(
        served(&knot, "acme.tlda", RecordType::Ns),
        Some(("ns1.acme.tlda., ns2.other.tldb.".into(), 86400))
    );
}

#[test]
fn a_key_that_is_not_known_or_wrong_is_said_so() {
    let text = acme("");
    for (make, secret, said) in [
        (
            Make::Knot,
            "WRONG_SECRET",
            "refuses the key: its secret is another",
        ),
        (
            Make::Bind,
            "WRONG_SECRET",
            "refuses the key: its secret is another",
        ),
        (
            Make::Bind,
            "NOBODY_SET_IT",
            "the environment variable `NOBODY_SET_IT` is not set",
        ),
    ] {
        let server = NameServer::start(make, &[("acme.tlda", &text)]);
        let dns = format!(
            "[[dns.provider]]\nname = \"one\"\nrfc2136 = {{ server = \"{}\", key = \"stillup\", env = {{ secret = \"{secret}\" }} }}\n\
             [[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\n{HOSTS}",
            server.address()
        );
        let ran = Site::new(&dns).run(&["dns", "plan"]);
        assert_eq!(ran.code, 3, "{ran:?}");
        assert!(ran.err.contains(said), "{make:?}: {}", ran.err);
        assert!(!ran.err.contains("d3Jvbmc="));
    }
    // It may not transfer, nor change, but everybody may ask.
    let nsd = NameServer::start(Make::Nsd, &[("acme.tlda", &text)]);
    let dns = format!(
        "[[dns.provider]]\nname = \"one\"\nrfc2136 = {{ server = \"{}\" }}\n[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\n{HOSTS}",
        nsd.address()
    );
    let site = Site::new(&dns);
    let planned = site.run(&["dns", "plan"]);
    assert_eq!(planned.code, 0, "{planned:?}");
    assert!(
        planned.err.contains(
            "it lets us not see the whole zone (answers REFUSED): sets were asked for one by one"
        ),
        "{}",
        planned.err
    );
    let applied = site.run(&["dns", "apply", "--plan", &planned.hash(), "--wait", "0"]);
    assert_eq!(applied.code, 3, "{applied:?}");
}

fn wanted(sets: &[(&str, &[[u8; 4]])]) -> WantedZone {
    let set = |(host, ips): &(&str, &[[u8; 4]])| {
        let set = RecordSet {
            name: name(host),
            rtype: RecordType::A,
            ttl: 60,
            data: ips.iter().map(|ip| Data::A((*ip).into())).collect(),
        };
        (set.key(), set)
    };
    WantedZone {
        settings: ZoneSettings {
            name: name("acme.tlda"),
            providers: vec!["one".into()],
            servers: BTreeSet::new(),
            whole: false,
            position: 0,
        },
        sets: sets.iter().map(set).collect(),
        published: sets.iter().map(|(host, _)| name(host)).collect(),
        shared: BTreeMap::new(),
    }
}

fn primary(server: &NameServer) -> Rfc2136 {
    let settings = Rfc2136Settings {
        host: "127.0.0.1".into(),
        port: server.address().port(),
        key: Some(name(KEY)),
        algorithm: "hmac-sha256",
        secret_variable: "X".into(),
    };
    let key = TsigKey::new(&name(KEY), &settings, &Secret::new(SECRET)).expect("a key");
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("a time");
    Rfc2136::new(&settings, Some(key), now.as_secs())
}

#[test]
fn a_change_by_somebody_else_since_the_plan_stops_it_before_anything_is_done() {
    for make in [Make::Knot, Make::Bind] {
        let server = NameServer::start(
            make,
            &[(
                "acme.tlda",
                &acme("a 60 IN A 192.0.2.1\nb 60 IN A 192.0.2.2\n"),
            )],
        );
        let ours = wanted(&[
            ("a.acme.tlda", &[[192, 0, 2, 11]]),
            ("b.acme.tlda", &[[192, 0, 2, 12]]),
        ]);
        let theirs = wanted(&[("b.acme.tlda", &[[192, 0, 2, 22]])]);
        let provider = primary(&server);
        block(async {
            let planned = provider.plan(&ours).await.expect("a plan");
            assert_eq!(planned.steps.len(), 2);
            let other = provider.plan(&theirs).await.expect("a plan");
            provider.apply(&theirs, &other, false).await.expect("done");
            let problem = provider
                .apply(&ours, &planned, false)
                .await
                .expect_err("refused");
            assert_eq!(
                problem.what,
                "`acme.tlda` has changed since the plan was made, and nothing was done"
            );
        });
        assert_eq!(
            served(&server, "a.acme.tlda", RecordType::A),
            Some(("192.0.2.1".into(), 60))
        );
        assert_eq!(
            served(&server, "b.acme.tlda", RecordType::A),
            Some(("192.0.2.22".into(), 60))
        );
        // A new plan knows of it, and goes through.
        block(async {
            let planned = provider.plan(&ours).await.expect("a plan");
            provider.apply(&ours, &planned, false).await.expect("done");
        });
        assert_eq!(
            served(&server, "b.acme.tlda", RecordType::A),
            Some(("192.0.2.12".into(), 60))
        );
    }
}

#[test]
fn no_name_is_ever_left_without_an_address_and_none_raised_in_an_incident() {
    let set = |host: &str, ips: &[[u8; 4]], ttl| {
        let mut set = wanted(&[(host, ips)])
            .sets
            .into_values()
            .next()
            .expect("a set");
        set.ttl = ttl;
        (set.key(), set)
    };
    let mut zone = wanted(&[("a.acme.tlda", &[[192, 0, 2, 1]])]);
    zone.settings.whole = true;
    zone.published.insert(name("gone.acme.tlda"));
    zone.sets.values_mut().for_each(|set| set.ttl = 600);
    let found = BTreeMap::from([
        set("a.acme.tlda", &[[192, 0, 2, 1], [192, 0, 2, 2]], 300),
        set("gone.acme.tlda", &[[192, 0, 2, 3]], 60),
    ]);
    let steps = stillup::dns::change::steps(&zone, &found);
    let live = |ips: &[[u8; 4]]| Moment {
        live: ips.iter().map(|ip| IpAddr::from(*ip)).collect(),
        min_live: 1,
        ttl: 300,
        incident: true,
    };
    let codes = |moment: &Moment| -> Vec<&str> {
        objections(&zone, &found, &steps, moment)
            .iter()
            .map(|problem| problem.code)
            .collect()
    };
    assert_eq!(
        codes(&live(&[])),
        ["too-few-live", "last-address", "ttl-raise"]
    );
    let mut calm = live(&[[192, 0, 2, 1]]);
    calm.incident = false;
    assert_eq!(codes(&calm), ["last-address"]);
    assert_eq!(addresses(&name("a.acme.tlda"), &found).len(), 2);
}
