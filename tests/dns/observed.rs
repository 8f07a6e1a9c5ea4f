//! What others see of a change: the journal that secondaries read, and name servers that lag behind.

use crate::daemons::installed;
use crate::daemons::names::{KEY, Make, NameServer, SECRET};
use crate::program::{HOSTS, Site, provider};
use crate::world::{World, zone};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Sets of records by name and type, as a transfer prints them.
type Content = BTreeMap<(String, String), BTreeSet<String>>;

/// One version of a zone and what made it out of the one before: records that went and that came.
#[derive(Debug)]
struct Version {
    serial: u32,
    gone: Vec<[String; 3]>,
    new: Vec<[String; 3]>,
}

/// The journal since the first version, as any secondary would get it (RFC 1995).
fn journal(server: &NameServer, zone: &str) -> Vec<Version> {
    let out = Command::new(installed(&["kdig"], "knot-dnsutils"))
        .args(["@127.0.0.1", "-p", &server.address().port().to_string()])
        .args(["-y", &format!("hmac-sha256:{KEY}:{SECRET}")])
        .args([zone, "-t", "IXFR=1", "+tcp", "+nottl", "+nocomments"])
        .output()
        .expect("kdig");
    let text = String::from_utf8_lossy(&out.stdout);
    let records = text
        .lines()
        .filter(|line| !line.starts_with(';') && !line.trim().is_empty() && !line.contains("TSIG"));
    let records: Vec<[String; 3]> = records
        .map(|line| {
            let mut words = line.split_whitespace();
            let (name, _class) = (words.next().expect("a name"), words.next());
            let rtype = words.next().expect("a type").to_owned();
            let rest = words.collect::<Vec<_>>().join(" ");
            [name.to_owned(), rtype, rest]
        })
        .collect();
    // The newest start of authority; then for each version the old one, what goes, the new one, what comes.
    let serial = |record: &[String; 3]| -> u32 {
        record[2]
            .split(' ')
            .nth(2)
            .expect("a serial")
            .parse()
            .expect("a number")
    };
    let mut versions: Vec<Version> = Vec::new();
    let mut adding = true;
    for record in &records[1..] {
        match (record[1] == "SOA", adding) {
            (true, true) => {
                adding = false;
                versions.push(Version {
                    serial: 0,
                    gone: Vec::new(),
                    new: Vec::new(),
                });
            }
            (true, false) => {
                adding = true;
                versions.last_mut().expect("begun").serial = serial(record);
            }
            (false, true) => versions
                .last_mut()
                .unwrap_or_else(|| panic!("no journal: {text}"))
                .new
                .push(record.clone()),
            (false, false) => versions
                .last_mut()
                .expect("begun")
                .gone
                .push(record.clone()),
        }
    }
    versions.retain(|version| version.serial > 1);
    versions
}

#[test]
fn no_version_of_the_zone_that_anybody_can_see_is_half_of_a_change() {
    let more = "ns1 IN A 127.0.0.1\nhere 300 IN A 192.0.2.1\nhere 300 IN A 192.0.2.2\nthere IN CNAME mail\n\
                mail IN A 192.0.2.99\n@ IN TXT \"old\"\n";
    let text = zone("acme.tlda", &["ns1.acme.tlda"], more);
    for make in [Make::Knot, Make::Bind] {
        let server = NameServer::start(make, &[("acme.tlda", &text)]);
        let site = |hosts: &str, more: &str| {
            format!(
                "{}[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\n{hosts}{more}",
                provider("one", &server)
            )
        };
        let record =
            "[[dns.record]]\nname = \"acme.tlda\"\ntype = \"TXT\"\nvalues = [\"new\", \"newer\"]\n";
        let first = Site::new(&site(HOSTS, record));
        let ran = first.run(&["dns", "apply", "--i-know", "--wait", "0"]);
        assert!(
            ran.err.contains("acme.tlda at one: 4 changes made"),
            "{ran:?}"
        );
        // All addresses of one host change at once, and a host becomes an alias again.
        first.write(&site(
            "[[dns.host]]\nmirror = \"here\"\naddresses = [\"127.0.0.7\", \"127.0.0.8\", \"::1\"]\n\
             [[dns.host]]\nmirror = \"there\"\ncname = \"mail.acme.tlda\"\n",
            record,
        ));
        let ran = first.run(&["dns", "apply", "--i-know", "--wait", "0"]);
        assert!(
            ran.err.contains("acme.tlda at one: 4 changes made"),
            "{ran:?}"
        );

        let versions = journal(&server, "acme.tlda");
        let mut content: Content = BTreeMap::new();
        for line in [
            ["here", "A", "192.0.2.1"],
            ["here", "A", "192.0.2.2"],
            ["there", "CNAME", "mail.acme.tlda."],
            ["", "TXT", "\"old\""],
        ] {
            let name = format!("{}.acme.tlda.", line[0])
                .trim_start_matches('.')
                .to_owned();
            content
                .entry((name, line[1].to_owned()))
                .or_default()
                .insert(line[2].to_owned());
        }
        let mut touched = Vec::new();
        for version in &versions {
            for [name, rtype, data] in &version.gone {
                let set = content
                    .get_mut(&(name.clone(), rtype.clone()))
                    .expect("it was there");
                assert!(set.remove(data), "{make:?} {version:?}");
            }
            for [name, rtype, data] in &version.new {
                content
                    .entry((name.clone(), rtype.clone()))
                    .or_default()
                    .insert(data.clone());
            }
            content.retain(|_, set| !set.is_empty());
            let names: BTreeSet<&String> = version
                .gone
                .iter()
                .chain(&version.new)
                .map(|record| &record[0])
                .collect();
            touched.push(names.into_iter().cloned().collect::<Vec<_>>().join(" "));
            for host in ["here.acme.tlda.", "there.acme.tlda."] {
                let has = |rtype: &str| content.contains_key(&(host.to_owned(), rtype.to_owned()));
                assert!(
                    has("A") || has("CNAME"),
                    "{make:?}: in version {} nobody finds {host}: {versions:#?}",
                    version.serial
                );
                assert!(!(has("A") && has("CNAME")), "{make:?} {}", version.serial);
            }
            let texts = &content[&("acme.tlda.".to_owned(), "TXT".to_owned())];
            let whole = [&["\"old\""][..], &["\"new\"", "\"newer\""]];
            let is = |set: &&[&str]| texts.iter().map(String::as_str).eq(set.iter().copied());
            assert!(
                whole.iter().any(is),
                "{make:?} {}: half of a set: {texts:?}",
                version.serial
            );
        }
        // One version for each change, and none of two names.
        assert_eq!(versions.len(), 6, "{make:?}: {touched:?}");
        assert!(
            touched.iter().all(|names| !names.contains(' ')),
            "{touched:?}"
        );
    }
}

#[test]
fn after_a_change_every_server_is_asked_and_those_that_lag_are_named() {
    let servers = ["ns1.acme.tlda", "ns2.other.tldb", "ns3.acme.tlda"];
    let more = "ns1 IN A 192.0.2.3\nns3 IN A 192.0.2.5\nhere 300 IN A 127.0.0.9\nthere 300 IN A 127.0.0.2\n";
    // Secondaries look again after a second.
    let old = zone("acme.tlda", &servers, more).replace(" 1 3600 600 ", " 1 1 1 ");
    let other = zone("other.tldb", &["ns2.other.tldb"], "ns2 IN A 198.51.100.4\n");
    let mut world = World::new([
        "acme.tlda. 86400 IN NS ns1.acme.tlda.\nacme.tlda. 86400 IN NS ns2.other.tldb.\nacme.tlda. 86400 IN NS ns3.acme.tlda.\n\
         ns1.acme.tlda. 86400 IN A 192.0.2.3\nns3.acme.tlda. 86400 IN A 192.0.2.5\n",
        "other.tldb. 86400 IN NS ns2.other.tldb.\nns2.other.tldb. 86400 IN A 198.51.100.4\n",
    ]);
    let primary = NameServer::start(Make::Knot, &[("acme.tlda", &old)]);
    world.lead("192.0.2.3", primary.address());
    // One that never transfers again, and one that does when it gets round to it.
    world.add(
        "198.51.100.4",
        NameServer::start(Make::Nsd, &[("acme.tlda", &old), ("other.tldb", &other)]),
    );
    world.add(
        "192.0.2.5",
        NameServer::secondary("acme.tlda", primary.address()),
    );
    let reach: Vec<String> = world
        .direct()
        .reach
        .iter()
        .map(|(ip, at)| format!("\"{ip}\" = \"{at}\""))
        .collect();
    let site = Site::new(&format!(
        "[dns]\nroots = [\"192.0.2.1\"]\nreach = {{ {} }}\n{}[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\n{HOSTS}",
        reach.join(", "),
        provider("one", &primary)
    ));
    let ran = site.run(&["dns", "apply", "--i-know", "--wait", "6"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    let lines: Vec<&str> = ran
        .err
        .lines()
        .filter(|line| line.contains("still serves"))
        .collect();
    assert_eq!(
        lines,
        ["acme.tlda: ns2.other.tldb (198.51.100.4) still serves 127.0.0.9 (TTL 300) for here.acme.tlda. A"
            .replace("tlda. A", "tlda A")],
        "{}",
        ran.err
    );
    assert!(
        !ran.err.contains("addresses of its servers serve it"),
        "{}",
        ran.err
    );
}
