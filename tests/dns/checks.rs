//! `dns check` on zones that are well and zones that are not, and failover between two servers.

use crate::daemons::names::{Make, NameServer};
use crate::program::{HOSTS, Site, provider};
use crate::world::{World, zone};
use std::fmt::Write as _;
use std::net::TcpListener;
use std::sync::Arc;
use stillup::dns::record::RecordType;
use stillup::net::server::{Page, Server, site as pages};

/// `[dns]` of a site in this world.
fn dns(world: &World, primary: &NameServer, more: &str) -> String {
    let mut text = "[dns]\nroots = [\"192.0.2.1\"]\nreach = { ".to_owned();
    let direct = world.direct();
    let pairs: Vec<String> = direct
        .reach
        .iter()
        .map(|(ip, at)| format!("\"{ip}\" = \"{at}\""))
        .collect();
    let _ = write!(
        text,
        "{} }}\n{}",
        pairs.join(", "),
        provider("one", primary)
    );
    text + "[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\n" + HOSTS + more
}

const RECORDS: &str = "ns1 IN A 192.0.2.3\nhere 300 IN A 127.0.0.1\nthere 300 IN A 127.0.0.2\n";

#[test]
fn a_healthy_zone_has_no_finding_and_a_broken_one_has_each() {
    let servers = ["ns1.acme.tlda", "ns2.other.tldb"];
    let below = [
        "acme.tlda. 86400 IN NS ns1.acme.tlda.\nacme.tlda. 86400 IN NS ns2.other.tldb.\nns1.acme.tlda. 86400 IN A 192.0.2.3\n",
        "other.tldb. 86400 IN NS ns2.other.tldb.\nns2.other.tldb. 86400 IN A 198.51.100.4\n",
    ];
    let good = zone("acme.tlda", &servers, RECORDS);
    let other = zone("other.tldb", &["ns2.other.tldb"], "ns2 IN A 198.51.100.4\n");
    let mut world = World::new(below);
    let knot = NameServer::start(Make::Knot, &[("acme.tlda", &good)]);
    let at = knot.address();
    world.lead("192.0.2.3", at);
    world.add(
        "198.51.100.4",
        NameServer::start(Make::Bind, &[("acme.tlda", &good), ("other.tldb", &other)]),
    );
    let site = Site::new(&dns(&world, &knot, ""));
    let well = site.run(&["dns", "check"]);
    assert_eq!(well.code, 0, "{well:?}");
    assert!(well.out.starts_with(
        "acme.tlda: 2 of 2 addresses answer; nothing wrong\n  ns1.acme.tlda (192.0.2.3) answers, serial 1\n  ns2.other.tldb (198.51.100.4) answers, serial 1\n"
    ), "{}", well.out);
    assert!(
        well.out.contains("takes up to 24 h to be known everywhere"),
        "{}",
        well.out
    );

    // The second operator serves something else, and not everything; the third nothing at all.
    let bad = zone(
        "acme.tlda",
        &["ns1.acme.tlda", "ns9.acme.tlda"],
        "ns1 IN A 192.0.2.33\nns9 IN A 192.0.2.3\nhere 86400 IN A 127.0.0.9\n",
    )
    .replace("@ 86400 IN NS", "@ 600 IN NS")
    .replace(" 3600 600 86400 300", " 3600 600 86400 3600")
    .replace(" 1 3600", " 7 3600");
    let mut world = World::new([
        "acme.tlda. 172800 IN NS ns1.acme.tlda.\nacme.tlda. 172800 IN NS ns2.acme.tlda.\nacme.tlda. 172800 IN NS ns3.acme.tlda.\n\
         ns1.acme.tlda. 86400 IN A 192.0.2.3\nns2.acme.tlda. 86400 IN A 192.0.2.4\nns3.acme.tlda. 86400 IN A 192.0.2.5\n",
        "",
    ]);
    world.lead("192.0.2.3", at);
    world.add(
        "192.0.2.4",
        NameServer::start(Make::Nsd, &[("acme.tlda", &bad)]),
    );
    world.add(
        "192.0.2.5",
        NameServer::start(Make::Nsd, &[("other.tldb", &other)]),
    );
    site.write(&dns(&world, &knot, ""));
    let ran = site.run(&["dns", "check", "--json"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let found: Vec<(&str, &str)> = json["zones"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|one| {
            (
                one["rule"].as_str().expect("a rule"),
                one["what"].as_str().expect("words"),
            )
        })
        .collect();
    for (rule, what) in [
        (
            "d1-parent-child",
            "ns2.acme.tlda (192.0.2.4) names servers of `acme.tlda` that its parent does not: ns9.acme.tlda",
        ),
        (
            "d2-answers",
            "ns2.other.tldb of `acme.tlda` was not found: ",
        ),
        (
            "d3-differs",
            "ns2.acme.tlda (192.0.2.4) serves 127.0.0.9 (TTL 86400) for `here.acme.tlda A`, wanted is 127.0.0.1 (TTL 300)",
        ),
        (
            "d4-serial",
            "servers of `acme.tlda` at acme.tlda serve different versions",
        ),
        (
            "d5-alone",
            "`acme.tlda` hangs on 1 DNS operators, at least 2 were wanted: acme.tlda",
        ),
        (
            "d5-alone",
            "all servers of `acme.tlda` are in one network, 192.0.2.0/24",
        ),
        (
            "d6-glue",
            "the parent gives other addresses of ns1.acme.tlda than `acme.tlda` does: 192.0.2.3, not 192.0.2.3, 192.0.2.33",
        ),
        (
            "d8-absence",
            "that a name of `acme.tlda` does not exist is remembered for 60 min, 5 min at most were good",
        ),
        (
            "d9-ttl",
            "`here.acme.tlda A` is remembered for 24 h, 1 to 5 minutes were good",
        ),
        (
            "d9-ttl",
            "who serves `acme.tlda` is remembered for 10 min only",
        ),
        (
            "d10-lame",
            "ns3.acme.tlda (192.0.2.5) is named for `acme.tlda` and does not serve it: it answers REFUSED and not as its own (AA is not set)",
        ),
    ] {
        assert!(
            found
                .iter()
                .any(|one| one.0 == rule && one.1.starts_with(what)),
            "{rule}: {what}\nin {found:#?}"
        );
    }
    assert!(
        json["zones"][0]["advice"][0]
            .as_str()
            .expect("advice")
            .contains("takes up to 48 h")
    );

    // A root that does not answer: nothing is known, and that is not green.
    site.write(
        &dns(&world, &knot, "").replace("roots = [\"192.0.2.1\"]", "roots = [\"127.0.0.1:1\"]"),
    );
    let unknown = site.run(&["dns", "check"]);
    assert_eq!(unknown.code, 4, "{unknown:?}");
    let head = "acme.tlda: not known\nfinding: whether `acme.tlda` is well is not known\n\
        because: of the root: . (127.0.0.1) cannot be reached: ";
    assert!(unknown.out.starts_with(head), "{}", unknown.out);
}

/// The site's head at an address of this machine, at the port both mirrors have.
fn serve(ip: [u8; 4], port: u16) -> Server {
    let head = Page {
        content_type: "application/json",
        cache_control: "no-cache",
        body: br#"{"site": "acme"}"#.to_vec(),
    };
    let find = move |path: &str| (path == "generation.json").then(|| head.clone());
    Server::start((ip, port).into(), pages(Arc::new(find))).expect("a server")
}

#[test]
fn a_dead_mirror_goes_out_of_a_shared_name_and_comes_back() {
    let text = zone(
        "acme.tlda",
        &["ns1.acme.tlda"],
        &format!("{RECORDS}status 60 IN A 127.0.0.1\nstatus 60 IN A 127.0.0.2\n"),
    );
    let knot = NameServer::start(Make::Knot, &[("acme.tlda", &text)]);
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .expect("a port")
        .port();
    let shared = format!(
        "[dns]\nout_after = 2\nback_after = 2\nrest = \"10m\"\n{}[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\n{HOSTS}\
         [[dns.record]]\nname = \"status.acme.tlda\"\nmirrors = [\"here\", \"there\"]\nttl = \"1m\"\n",
        provider("one", &knot)
    );
    let site = Site::new(&shared);
    let config = std::fs::read_to_string(site.path().join("stillup.toml")).expect("a file");
    std::fs::write(
        site.path().join("stillup.toml"),
        config.replace("8901", &port.to_string()),
    )
    .expect("a file");
    let status = || {
        let reply = knot.ask("status.acme.tlda", RecordType::A);
        let answer = reply.authoritative().expect("an answer");
        answer
            .set(&"status.acme.tlda".parse().expect("a name"), RecordType::A)
            .expect("never without")
            .words()
    };
    // Signatures are dated, so the moments must be near the true one: state is aged instead.
    let look = || site.run(&["dns", "failover"]);
    let age = || {
        let file = site.path().join(".stillup/failover.json");
        let text = std::fs::read_to_string(&file).expect("the state");
        let mut state: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for seen in state.as_object_mut().expect("addresses").values_mut() {
            if seen.get("moved_at").is_some() {
                seen["moved_at"] = "2020-01-01T00:00:00Z".into();
            }
        }
        std::fs::write(&file, state.to_string()).expect("a file");
    };
    let here = serve([127, 0, 0, 1], port);
    let first = look();
    assert_eq!(
        (first.code, status()),
        (0, "127.0.0.1, 127.0.0.2".into()),
        "{first:?}"
    );
    assert!(
        first
            .out
            .contains("status.acme.tlda 127.0.0.2 does not serve the site (1 in a row)"),
        "{}",
        first.out
    );
    let second = look();
    assert!(second.out.contains("goes out"), "{second:?}");
    assert_eq!(
        (second.code, status()),
        (0, "127.0.0.1".into()),
        "{second:?}"
    );
    // Now everybody knows: a plan does not put it back.
    assert!(site.run(&["dns", "plan"]).out.contains("nothing to do"));
    // The last one dies too: it stays, since nobody else serves the site.
    drop(here);
    for _ in 0..3 {
        let last = look();
        assert_eq!((last.code, status()), (0, "127.0.0.1".into()), "{last:?}");
    }
    let _here = serve([127, 0, 0, 1], port);
    let _there = serve([127, 0, 0, 2], port);
    look();
    assert!(look().out.contains("was moved a short while ago"));
    age();
    let back = look();
    assert!(back.out.contains("comes back"), "{back:?}");
    assert_eq!(
        (back.code, status()),
        (0, "127.0.0.1, 127.0.0.2".into()),
        "{back:?}"
    );
}
