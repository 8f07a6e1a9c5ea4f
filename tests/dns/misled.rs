//! `audit` and `dns check` among servers that hang, lie and break off: what cannot be known is called so,
//! with why, in bounded time, and nothing of it is green.

use crate::daemons::names::{Make, NameServer};
use crate::hostile::{answer, server};
use crate::program::{HOSTS, Ran, Site};
use crate::world::{World, zone};
use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::{Name as Theirs, RData, Record, RecordType, rdata};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// Accepts, and does this with each connection.
fn tcp(each: impl Fn(TcpStream) + Send + Sync + Clone + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = listener.local_addr().expect("its address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let each = each.clone();
            std::thread::spawn(move || each(stream));
        }
    });
    at
}

/// Reads a request's head, then says this and closes.
fn says(text: &'static str) -> SocketAddr {
    tcp(move |mut stream| {
        let mut bytes = [0; 2048];
        let _ = stream.read(&mut bytes);
        let _ = stream.write_all(text.as_bytes());
    })
}

/// Takes the connection and does nothing.
fn hangs() -> SocketAddr {
    tcp(|stream| {
        std::thread::sleep(Duration::from_secs(60));
        drop(stream);
    })
}

/// A referral to servers of this zone, instead of an answer.
fn referral(query: &[u8], zone: impl Fn(&Theirs) -> Theirs) -> Vec<Vec<u8>> {
    answer(query, |message: &mut Message| {
        let zone = zone(&message.queries[0].name);
        message.metadata.authoritative = false;
        message.answers.clear();
        let server = Theirs::from_ascii("ns.deep.tlda.").expect("a name");
        message.add_authority(Record::from_rdata(
            zone,
            60,
            RData::NS(rdata::NS(server.clone())),
        ));
        let ip = RData::A(rdata::A([192, 0, 2, 23].into()));
        message.add_additional(Record::from_rdata(server, 60, ip));
    })
}

/// As many addresses as fit into no packet.
fn huge(query: &[u8]) -> Vec<Vec<u8>> {
    answer(query, |message| {
        let name = message.queries[0].name.clone();
        for number in 0..1200u32 {
            let ip = RData::A(rdata::A((0x0a00_0000 + number).into()));
            message.add_answer(Record::from_rdata(name.clone(), 60, ip));
        }
    })
}

/// One that has the zone above, and says as its own that there is no such name.
fn above(query: &[u8]) -> Vec<Vec<u8>> {
    answer(query, |message| {
        message.answers.clear();
        message.metadata.response_code = ResponseCode::NXDomain;
        let tlda = Theirs::from_ascii("tlda.").expect("a name");
        let soa = rdata::SOA::new(tlda.clone(), tlda.clone(), 1, 60, 60, 600, 60);
        message.add_authority(Record::from_rdata(tlda, 60, RData::SOA(soa)));
    })
}

/// A parent that delegates, but cannot say whether what it delegates is signed.
fn half(query: &[u8]) -> Vec<Vec<u8>> {
    answer(query, |message| {
        message.answers.clear();
        if message.queries[0].query_type == RecordType::DS {
            message.metadata.response_code = ResponseCode::ServFail;
            return;
        }
        message.metadata.authoritative = false;
        let name = |text: &str| Theirs::from_ascii(text).expect("a name");
        let ns = RData::NS(rdata::NS(name("ns.sub.half.tlda.")));
        message.add_authority(Record::from_rdata(name("sub.half.tlda."), 60, ns));
        let ip = RData::A(rdata::A([192, 0, 2, 20].into()));
        message.add_additional(Record::from_rdata(name("ns.sub.half.tlda."), 60, ip));
    })
}

/// Copies that cannot be judged: name, the name server's address in this world, and what its facts say.
const NAMES: [(&str, &str, &str); 6] = [
    ("hang", "192.0.2.21", "does not answer"),
    (
        "garbage",
        "192.0.2.22",
        "answers with something that is not DNS",
    ),
    (
        "deep",
        "192.0.2.23",
        "answers NOERROR and not as its own (AA is not set)",
    ),
    ("wrong", "192.0.2.24", "answers another question"),
    ("lame", "192.0.2.25", "answers REFUSED"),
    ("circle", "", "waits for itself"),
];

fn world() -> World {
    let mut tlda = String::from("circle.tlda. 60 IN NS ns.circle.tldb.\n");
    for (name, ip, _) in NAMES.iter().filter(|(_, ip, _)| !ip.is_empty()) {
        let _ = writeln!(
            tlda,
            "{name}.tlda. 60 IN NS ns.{name}.tlda.\nns.{name}.tlda. 60 IN A {ip}"
        );
    }
    for (name, ip) in [("above", 27), ("half", 28)] {
        let _ = writeln!(
            tlda,
            "{name}.tlda. 60 IN NS ns.{name}.tlda.\nns.{name}.tlda. 60 IN A 192.0.2.{ip}"
        );
    }
    tlda += "loop.tlda. 60 IN NS ns.loop.tlda.\nns.loop.tlda. 60 IN A 192.0.2.20\nwell.tlda. 60 IN NS ns.well.tlda.\nns.well.tlda. 60 IN A 192.0.2.20\nhuge.tlda. 60 IN NS ns.huge.tlda.\nns.huge.tlda. 60 IN A 192.0.2.26\n";
    let mut world = World::new([&tlda, "circle.tldb. 60 IN NS ns.circle.tlda.\n"]);
    let well = zone(
        "well.tlda",
        &["ns.well.tlda"],
        "ns IN A 192.0.2.20\n* IN A 127.0.0.1\n",
    );
    let round = zone(
        "loop.tlda",
        &["ns.loop.tlda"],
        "ns IN A 192.0.2.20\nstatus IN CNAME a\na IN CNAME status\n",
    );
    let sub = zone(
        "sub.half.tlda",
        &["ns.sub.half.tlda"],
        "ns IN A 192.0.2.20\n",
    );
    let zones = [
        ("well.tlda", well.as_str()),
        ("loop.tlda", &round),
        ("sub.half.tlda", &sub),
    ];
    world.add("192.0.2.20", NameServer::start(Make::Knot, &zones));
    world.lead("192.0.2.21", server(|_| Vec::new()));
    world.lead(
        "192.0.2.22",
        server(|query| vec![[&query[..2], b"\xff\xff rubbish"].concat()]),
    );
    // Each answer leads one label deeper than was asked about, or back to where we are.
    world.lead(
        "192.0.2.23",
        server(|query| referral(query, |asked| asked.clone())),
    );
    world.lead(
        "192.0.2.24",
        server(|query| {
            answer(query, |message| {
                message.queries[0].name = Theirs::from_ascii("evil.example.").expect("a name");
            })
        }),
    );
    world.lead(
        "192.0.2.25",
        server(|query| {
            answer(query, |message| {
                message.answers.clear();
                message.metadata.authoritative = false;
                message.metadata.response_code = ResponseCode::Refused;
            })
        }),
    );
    world.lead("192.0.2.26", server(huge));
    world.lead("192.0.2.27", server(above));
    world.lead("192.0.2.28", server(half));
    world
}

fn dns(world: &World) -> String {
    let pairs: Vec<String> = world
        .direct()
        .reach
        .iter()
        .map(|(ip, at)| format!("\"{ip}\" = \"{at}\""))
        .collect();
    format!(
        "[dns]\nroots = [\"192.0.2.1\"]\nreach = {{ {} }}\n[[dns.provider]]\nname = \"one\"\nrfc2136 = {{ server = \"127.0.0.1:1\" }}\n\
         [[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\n{HOSTS}",
        pairs.join(", ")
    )
}

fn timed(site: &Site, words: &[&str]) -> (Ran, Duration) {
    let began = Instant::now();
    let ran = site.run(words);
    (ran, began.elapsed())
}

#[test]
fn audit_calls_unknown_what_nobody_would_tell_it() {
    let world = world();
    let mut config = dns(&world);
    let cut = says(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{\"site\": \"ac",
    );
    let html = says(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 24\r\n\r\n<html>rate limit</html>\n",
    );
    let silent = hangs();
    let well = says("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    let mut copies: Vec<(String, String)> = NAMES
        .iter()
        .map(|(name, ..)| ((*name).to_owned(), format!("http://status.{name}.tlda")))
        .collect();
    copies.push(("loop".into(), "http://status.loop.tlda".into()));
    copies.push(("huge".into(), "http://status.huge.tlda".into()));
    copies.push(("cut".into(), format!("http://cut.well.tlda:{}", cut.port())));
    copies.push((
        "tls".into(),
        format!("https://tls.well.tlda:{}", silent.port()),
    ));
    copies.push((
        "mute".into(),
        format!("http://mute.well.tlda:{}", silent.port()),
    ));
    for (name, address) in &copies {
        let _ = write!(
            config,
            "[[mirror]]\nname = \"{name}\"\naddress = \"{address}\"\ndir = {{ path = \"public/{name}\" }}\n"
        );
    }
    let _ = write!(
        config,
        "[product]\nurls = [\"http://app.well.tlda:{}\"]\n[audit]\nlaptop = true\nrdap = \"http://127.0.0.1:{}\"\nasn_source = \"off\"\n",
        well.port(),
        html.port()
    );
    let site = Site::new(&config);
    let (ran, took) = timed(
        &site,
        &["audit", "--json", "--deadline", "30", "--timeout", "2"],
    );
    assert!(took < Duration::from_secs(40), "{took:?}");
    assert_eq!(ran.code, 4, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["verdict"], "UNKNOWN", "{report:#}");
    for address in report["addresses"].as_array().expect("addresses") {
        let product = address["product"] == true;
        assert_eq!(address["holds"], product, "{address:#}");
    }

    let facts = std::fs::read_to_string(site.path().join(".stillup/facts.json")).expect("facts");
    let facts: Value = serde_json::from_str(&facts).expect("JSON");
    for (name, _, why) in NAMES {
        let path = &facts["names"][format!("status.{name}.tlda")]["path"];
        let said = path["why"].as_str().unwrap_or_default();
        assert!(
            path["how"] == "unknown" && said.contains(why),
            "{name}: {path}"
        );
    }
    let round = &facts["names"]["status.loop.tlda"];
    assert_eq!(
        (&round["alias"], &round["addresses"]["value"]),
        (&"a.loop.tlda".into(), &json!([]))
    );
    let many = facts["names"]["status.huge.tlda"]["addresses"]["value"].as_array();
    assert_eq!(many.expect("addresses").len(), 1201);
    let copy = |name: &str| {
        let copies = facts["copies"].as_array().expect("copies");
        copies
            .iter()
            .find(|copy| copy["name"] == name)
            .expect("a copy")
            .clone()
    };
    let why = |fact: &Value| fact["why"].as_str().unwrap_or_default().to_owned();
    assert!(why(&copy("cut")["answer"]).starts_with("the answer was cut off"));
    assert_eq!(why(&copy("mute")["answer"]), "no answer in time");
    assert_eq!(why(&copy("tls")["certificate"]), "no answer in time");
    let registrar = &facts["zones"]["well.tlda"]["registrar"];
    assert_eq!(why(registrar), "RDAP answered with no JSON");
}

#[test]
fn dns_check_never_calls_well_what_does_not_answer() {
    let world = world();
    let site = Site::new(&dns(&world));
    let cases = [
        ("hang", "unknown", "does not answer"),
        (
            "garbage",
            "unknown",
            "answers with something that is not DNS",
        ),
        ("wrong", "unknown", "answers another question"),
        ("lame", "unknown", "answers REFUSED"),
        ("deep", "unknown", "answers NOERROR and not as its own"),
        ("huge", "d10-lame", "does not serve it"),
        ("circle", "unknown", "waits for itself"),
        ("above", "d10-lame", "does not serve it"),
        (
            "sub.half",
            "d7-signed",
            "whether the parent says that `sub.half.tlda` is signed is not known",
        ),
        ("nobody", "unknown", "no zone of its own"),
    ];
    for (name, rule, words) in cases {
        let zone = format!("{name}.tlda");
        let (ran, took) = timed(
            &site,
            &[
                "dns",
                "check",
                "--json",
                "--zone",
                &zone,
                "--deadline",
                "20",
            ],
        );
        assert!(took < Duration::from_secs(25), "{name}: {took:?}");
        assert_eq!(ran.code, 4, "{name}: {ran:?}");
        let json: Value = serde_json::from_str(&ran.out).expect("JSON");
        let found = json["zones"][0]["findings"].as_array().expect("findings");
        let text = |one: &Value| format!("{} {}", one["what"], one["why"]);
        assert!(
            found
                .iter()
                .any(|one| one["rule"] == rule && text(one).contains(words)),
            "{name}: {found:#?}"
        );
        let (human, _) = timed(
            &site,
            &["dns", "check", "--zone", &zone, "--deadline", "20"],
        );
        assert!(
            !human.out.contains("nothing wrong"),
            "{name}: {}",
            human.out
        );
    }
}
