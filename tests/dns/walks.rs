//! Walking from the root, over real servers: delegations, glue, circles and lies.

use crate::daemons::names::{Make, NameServer, block};
use crate::world::{World, zone};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use stillup::dns::lookup::{Rcode, Reply};
use stillup::dns::name::Name;
use stillup::dns::record::RecordType;
use stillup::dns::remembered::Remembered;
use stillup::dns::walk::{End, Walk, Walker};
use stillup::dns::zone::survey;

fn name(text: &str) -> Name {
    text.parse().expect("a name")
}

fn world() -> World {
    let mut world = World::new([
        "acme.tlda. 86400 IN NS ns1.acme.tlda.\nacme.tlda. 86400 IN NS ns2.other.tldb.\n\
         ns1.acme.tlda. 86400 IN A 192.0.2.3\n\
         lost.tlda. 86400 IN NS ns1.lost.tlda.\n\
         circle.tlda. 86400 IN NS ns.circle.tldb.\n",
        "other.tldb. 86400 IN NS ns2.other.tldb.\nns2.other.tldb. 86400 IN A 192.0.2.4\n\
         circle.tldb. 86400 IN NS ns.circle.tlda.\n",
    ]);
    let acme = zone(
        "acme",
        &["ns1.acme.tlda", "ns2.other.tldb"],
        "ns1 IN A 192.0.2.3\nstatus 60 IN A 198.51.100.1\nstatus 60 IN AAAA 2001:db8::1\n\
         www IN CNAME status.other.tldb.\nloop IN CNAME loop2\nloop2 IN CNAME loop\n\
         sub IN NS ns1\nonly IN TXT \"no address\"\n",
    )
    .replace("acme.\n", "acme.tlda.\n")
    .replace("hostmaster.acme.", "hostmaster.acme.tlda.");
    let sub = zone(
        "sub.acme.tlda",
        &["ns1.acme.tlda"],
        "deep 60 IN A 198.51.100.9\n",
    );
    let other = zone(
        "other.tldb",
        &["ns2.other.tldb"],
        "ns2 IN A 192.0.2.4\nstatus 60 IN A 198.51.100.2\n",
    );
    let first = [("acme.tlda", acme.as_str()), ("sub.acme.tlda", &sub)];
    world.add("192.0.2.3", NameServer::start(Make::Knot, &first));
    let second = [("acme.tlda", acme.as_str()), ("other.tldb", &other)];
    world.add("192.0.2.4", NameServer::start(Make::Bind, &second));
    world
}

#[test]
fn a_walk_tells_every_delegation_on_the_way_and_how_it_ended() {
    let world = world();
    let ask = Remembered::new(world.direct());
    let walker = Walker::new(&ask, &World::roots());
    let walk = |to: &str| -> Walk { block(walker.walk(&name(to))) };

    let found = walk("status.acme.tlda");
    assert_eq!(found.end, End::Found, "{found:?}");
    let ips: BTreeSet<_> = ["198.51.100.1", "2001:db8::1"]
        .map(|ip| ip.parse().expect("an ip"))
        .into();
    assert_eq!(found.ips(), ips);
    let zones: Vec<String> = found.hops[0]
        .cuts
        .iter()
        .map(|cut| cut.zone.to_string())
        .collect();
    assert_eq!(zones, [".", "tlda.", "acme.tlda."]);
    let cut = &found.hops[0].cuts[2];
    assert_eq!(cut.parent_ttl, 86400);
    assert_eq!(
        cut.parent_servers,
        Some([name("ns1.acme.tlda"), name("ns2.other.tldb")].into())
    );
    let ns1 = &cut.servers[0];
    assert!(ns1.name == name("ns1.acme.tlda") && !ns1.glue.is_empty());
    // Below another top-level domain: no glue, so it was walked to.
    let ns2 = &cut.servers[1];
    assert!(ns2.glue.is_empty() && ns2.addresses.len() == 1, "{ns2:?}");

    let hops = walk("www.acme.tlda");
    let names: Vec<String> = hops.hops.iter().map(|hop| hop.name.to_string()).collect();
    assert_eq!(names, ["www.acme.tlda.", "status.other.tldb."]);
    assert_eq!((hops.end, hops.hops[1].cuts.len()), (End::Found, 3));

    assert!(matches!(walk("loop.acme.tlda").end, End::Loop(_)));
    assert_eq!(walk("only.acme.tlda").end, End::NoAddress);
    assert_eq!(walk("nothing.acme.tlda").end, End::NoName);
    let End::Failed(why) = walk("x.lost.tlda").end else {
        panic!("found")
    };
    assert!(
        why.contains("is inside the zone it serves, and the parent gives no address"),
        "{why}"
    );
    let End::Failed(why) = walk("x.circle.tlda").end else {
        panic!("found")
    };
    assert!(why.contains("waits for itself"), "{why}");

    // One server has both zones, so no referral shows the cut.
    let deep = walk("deep.sub.acme.tlda");
    let cut = deep.hops[0].zone().expect("a cut");
    assert_eq!(
        (deep.end, cut.zone.to_string()),
        (End::Found, "sub.acme.tlda.".to_owned())
    );
    assert_eq!(
        (cut.parent_servers.is_none(), cut.child_servers.is_some()),
        (true, true)
    );
}

#[test]
fn a_survey_asks_every_server_from_both_sides() {
    let mut world = world();
    world.servers.truncate(3);
    // The second provider is gone: nobody listens there.
    world.lead("192.0.2.4", ([127, 0, 0, 1], 1).into());
    let ask = Remembered::new(world.direct());
    let walker = Walker::new(&ask, &World::roots());
    let keys = BTreeSet::from([(name("status.acme.tlda"), RecordType::A)]);
    let seen = block(survey(&ask, &walker, &name("acme.tlda"), &keys)).expect("a zone");
    assert_eq!(seen.above.len(), 1);
    let [one] = seen.seen.as_slice() else {
        panic!("{:?}", seen.seen)
    };
    assert!(one.answers() && one.tcp.authoritative().is_some());
    assert_eq!(one.soa().expect("a start of authority").minimum, 300);
    let set = one
        .set(&(name("status.acme.tlda"), RecordType::A))
        .flatten()
        .expect("a set");
    assert_eq!((set.ttl, set.words()), (60, "198.51.100.1".to_owned()));
    let [(lost, why)] = seen.lost.as_slice() else {
        panic!("{:?}", seen.lost)
    };
    assert!(
        lost == &name("ns2.other.tldb") && why.contains("cannot be reached: connection refused"),
        "{why}"
    );
}

#[test]
fn black_holes_cost_their_patience_once() {
    let mut world = World::new([
        "acme.tlda. 60 IN NS ns1.acme.tlda.\nns1.acme.tlda. 60 IN A 192.0.2.9\n",
        "",
    ]);
    let hole = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    world.lead("192.0.2.9", hole.local_addr().expect("its address"));
    let ask = Remembered::new(world.direct());
    let walker = Walker::new(&ask, &World::roots());
    let began = Instant::now();
    for host in ["a", "b", "c", "d", "e", "f"] {
        let walk = block(walker.walk(&name(&format!("{host}.acme.tlda"))));
        let End::Failed(why) = walk.end else {
            panic!("found")
        };
        assert_eq!(
            why,
            "of acme.tlda: ns1.acme.tlda (192.0.2.9) does not answer"
        );
    }
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn large_answers_come_over_tcp_and_strangers_are_refused() {
    let many: String = (0..60)
        .map(|n| format!("many IN TXT \"{n:0>60}\"\n"))
        .collect();
    let many = format!("ns1 IN A 192.0.2.3\n{many}");
    let text = zone("acme.tlda", &["ns1.acme.tlda"], &many);
    for make in [Make::Knot, Make::Nsd, Make::Bind] {
        let server = NameServer::start(make, &[("acme.tlda", &text)]);
        let reply = server.ask("many.acme.tlda", RecordType::Txt);
        let answer = reply.authoritative().expect("an answer");
        assert_eq!(
            (answer.answers.len(), answer.over.to_string()),
            (60, "TCP".to_owned())
        );
        let Reply::Answer(answer) = server.ask("elsewhere.tldb", RecordType::A) else {
            panic!("no answer")
        };
        assert_eq!(answer.rcode, Rcode::Refused, "{make:?}");
    }
}
