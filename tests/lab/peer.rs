//! `dns check` beside Zonemaster, the checker of two national registries, on the same zones: where the rules
//! of both are about the same thing, both find it, or neither does.

use crate::space::Lab;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Output;

#[test]
fn dns_check_finds_what_zonemaster_finds() {
    crate::within("peer::dns_check_finds_what_zonemaster_finds", play);
}

/// A zone, and our rules that find something in it.
const ZONES: [(&str, &[&str]); 8] = [
    ("well.tlda", &[]),
    ("extra.tlda", &["d1-parent-child"]),
    ("lost.tlda", &["d1-parent-child"]),
    ("lame.tlda", &["d10-lame"]),
    ("drift.tlda", &["d4-serial"]),
    ("glue.tlda", &["d6-glue"]),
    ("alone.tlda", &["d5-alone"]),
    ("nokey.tlda", &["d7-signed"]),
];

/// Rules of ours behind what Zonemaster says (its tags, Zonemaster-Engine 4.6).
const SAME: [(&str, &str); 19] = [
    ("EXTRA_NAME_CHILD", "d1-parent-child"),
    ("EXTRA_NAME_PARENT", "d1-parent-child"),
    ("IS_NOT_AUTHORITATIVE", "d10-lame"),
    ("NS_FAILED", "d10-lame"),
    ("NS_ERROR", "d10-lame"),
    ("A_UNEXPECTED_RCODE", "d10-lame"),
    ("CN01_UNEXPECTED_RCODE_NS_QUERY_UDP", "d10-lame"),
    ("CN01_UNEXPECTED_RCODE_SOA_QUERY_UDP", "d10-lame"),
    ("CN02_UNEXPECTED_RCODE_NS_QUERY_TCP", "d10-lame"),
    ("CN02_UNEXPECTED_RCODE_SOA_QUERY_TCP", "d10-lame"),
    ("MULTIPLE_SOA_SERIALS", "d4-serial"),
    ("SOA_SERIAL_VARIATION", "d4-serial"),
    ("IN_BAILIWICK_ADDR_MISMATCH", "d6-glue"),
    ("EXTRA_ADDRESS_CHILD", "d6-glue"),
    ("NOT_ENOUGH_NS_CHILD", "d5-alone"),
    ("NOT_ENOUGH_NS_DEL", "d5-alone"),
    ("DS_BUT_NOT_DNSKEY", "d7-signed"),
    ("DS11_DS_BUT_UNSIGNED_ZONE", "d7-signed"),
    ("NO_RESPONSE_DNSKEY", "d7-signed"),
];

/// What it says that no rule of ours is about: addresses of a laboratory, IPv6 that is not there, mail,
/// transfers, and whether a zone is signed at all.
const OTHER: [&str; 12] = [
    "NAMESERVER_IP_PRIVATE_NETWORK",
    "NAMESERVER_IP_WITHOUT_REVERSE",
    "NO_IPV6_NS_CHILD",
    "NO_IPV6_NS_DEL",
    "NOT_ENOUGH_IPV4_NS_CHILD",
    "NOT_ENOUGH_IPV4_NS_DEL",
    "RNAME_MAIL_DOMAIN_INVALID",
    "Z09_MISSING_MAIL_TARGET",
    "Z01_MNAME_NOT_MASTER",
    "AXFR_AVAILABLE",
    "NEITHER_DNSKEY_NOR_DS",
    "NOT_SIGNED",
];

fn play(lab: &Lab) {
    for (zone, both) in ZONES {
        let both: BTreeSet<String> = both.iter().map(|rule| (*rule).to_owned()).collect();
        assert_eq!(theirs(lab, zone), both, "{zone}: Zonemaster");
        let mut ours = ours(lab, zone);
        // Two servers of one operator are enough for Zonemaster.
        if zone == "drift.tlda" {
            assert!(ours.remove("d5-alone"), "{zone} hangs on one operator");
        }
        assert_eq!(ours, both, "{zone}: dns check");
    }
}

/// Rules that find something.
fn ours(lab: &Lab, zone: &str) -> BTreeSet<String> {
    let words = ["dns", "check", "--json", "--zone", zone];
    let json = json(&lab.client(env!("CARGO_BIN_EXE_stillup"), &words));
    let found = json["zones"][0]["findings"].as_array().expect("findings");
    let rules = found.iter().filter_map(|one| one["rule"].as_str());
    rules.map(str::to_owned).collect()
}

/// The same of Zonemaster, which may not say anything that is in neither table.
fn theirs(lab: &Lab, zone: &str) -> BTreeSet<String> {
    let hints = lab.site().join("../resolver/hints").display().to_string();
    let words = ["--no-ipv6", "--no-progress", "--json", "--level", "NOTICE"];
    let words = [&["--hints", &hints][..], &words, &[zone]].concat();
    let json = json(&lab.client("zonemaster-cli", &words));
    let said = json.as_array().expect("a list").iter();
    let tags = said.map(|one| one["tag"].as_str().expect("a tag"));
    let rules = tags.filter(|tag| !OTHER.contains(tag)).map(|tag| {
        let same = SAME.iter().find(|(theirs, _)| *theirs == tag);
        let (_, rule) = same.unwrap_or_else(|| panic!("{zone}: Zonemaster says {tag}, and we?"));
        (*rule).to_owned()
    });
    rules.collect()
}

fn json(ran: &Output) -> Value {
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}
