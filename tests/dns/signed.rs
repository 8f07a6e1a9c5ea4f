//! D7 on zones that are really signed, by two providers with keys of their own (RFC 8901, model 2), and on
//! what goes wrong with that.

use crate::daemons::names::{Make, NameServer, block};
use crate::world::{World, zone};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use stillup::dns::check::{Expected, advice, findings};
use stillup::dns::record::RecordType;
use stillup::dns::remembered::Remembered;
use stillup::dns::walk::Walker;
use stillup::dns::zone::{Zone, survey};

/// BIND's programs of keys and signatures.
fn bind(folder: &Path, program: &str, args: &[&str]) -> String {
    let out = Command::new(program)
        .env("PATH", "/usr/bin:/usr/sbin:/bin")
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap_or_else(|error| panic!("these tests need `{program}` (bind9-utils): {error}"));
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{program} {args:?}: {said}");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// A pair of keys: one that the parent vouches for, one that signs the zone; names of their files.
#[derive(Clone)]
struct Pair {
    ksk: String,
    zsk: String,
}

struct Signer<'a> {
    folder: &'a Path,
    zone: String,
}

impl Signer<'_> {
    fn keys(&self, algorithm: &str) -> Pair {
        let make = |more: &[&str]| {
            let args = [&["-q", "-a", algorithm], more, &[self.zone.as_str()]].concat();
            bind(self.folder, "dnssec-keygen", &args).trim().to_owned()
        };
        Pair {
            ksk: make(&["-f", "KSK"]),
            zsk: make(&[]),
        }
    }

    /// The DNSKEY record of a key.
    fn public(&self, key: &str) -> String {
        std::fs::read_to_string(self.folder.join(format!("{key}.key"))).expect("a key")
    }

    fn ds(&self, pair: &Pair) -> String {
        let args = ["-2", &format!("{}.key", pair.ksk)];
        bind(self.folder, "dnssec-dsfromkey", &args)
    }

    /// The zone at one provider: signed with its own keys, publishing these as well.
    fn sign(&self, text: &str, own: &Pair, others: &[&str], times: &[&str]) -> String {
        let keys = [own.ksk.as_str(), &own.zsk];
        let keys = keys.iter().chain(others).map(|key| self.public(key));
        let keys: String = keys.collect();
        std::fs::write(self.folder.join("zone"), format!("{text}{keys}")).expect("a file");
        let fixed = ["-P", "-x", "-f", "-", "-o", &self.zone, "-k", &own.ksk];
        let args = [&fixed[..], times, &["zone", &own.zsk]].concat();
        bind(self.folder, "dnssec-signzone", &args)
    }
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Well,
    Island,
    OneDs,
    OneDsAndAllKeys,
    KeysApart,
    Expired,
    NotYet,
    Soon,
    Unsigned,
    WrongDigest,
    Altered,
    KeysAltered,
    Algorithms,
}

const CASES: [Case; 13] = [
    Case::Well,
    Case::Island,
    Case::OneDs,
    Case::OneDsAndAllKeys,
    Case::KeysApart,
    Case::Expired,
    Case::NotYet,
    Case::Soon,
    Case::Unsigned,
    Case::WrongDigest,
    Case::Altered,
    Case::KeysAltered,
    Case::Algorithms,
];

impl Case {
    fn zone(self) -> String {
        format!("{self:?}.tlda").to_lowercase()
    }

    /// What is said, in order; `ns1` and `ns2` stand for the servers, `K` for any key's tag.
    fn expected(self) -> Vec<&'static str> {
        match self {
            Case::Well | Case::Island => vec![],
            Case::OneDs => {
                vec!["none of the keys that ns2 serves for `ZONE` is one the parent vouches for"]
            }
            Case::OneDsAndAllKeys => vec![
                "ns2 signs the keys of `ZONE` with the key with tag K, and the parent vouches for none of them",
            ],
            Case::KeysApart => vec![
                "the key K signs `ZONE` at ns1, and ns2 does not publish it",
                "the key K signs `ZONE` at ns2, and ns1 does not publish it",
            ],
            Case::Expired => vec![
                "the signature of ns2 over DNSKEY of `ZONE` has run out, on DATE",
                "the signature of ns2 over SOA of `ZONE` has run out, on DATE",
                "the signature of ns2 over A of `status.ZONE` has run out, on DATE",
            ],
            Case::NotYet => vec![
                "the signature of ns2 over DNSKEY of `ZONE` begins only on DATE",
                "the signature of ns2 over SOA of `ZONE` begins only on DATE",
                "the signature of ns2 over A of `status.ZONE` begins only on DATE",
            ],
            Case::Soon => vec![
                "ns2 signs DNSKEY of `ZONE` for 2 more days only",
                "ns2 signs SOA of `ZONE` for 2 more days only",
                "ns2 signs A of `status.ZONE` for 2 more days only",
            ],
            Case::Unsigned => vec!["the parent says that `ZONE` is signed, and ns2 serves no key"],
            Case::WrongDigest => vec![
                "none of the keys that ns1 serves for `ZONE` is one the parent vouches for",
                "none of the keys that ns2 serves for `ZONE` is one the parent vouches for",
            ],
            Case::Altered => vec!["ns2 signs A of `status.ZONE` so that no key of the zone fits"],
            Case::KeysAltered => vec!["the signature of ns2 over the keys of `ZONE` does not hold"],
            Case::Algorithms => vec![
                "ns1 signs SOA of `ZONE` not with algorithm 15, which the zone has keys of",
                "ns1 signs A of `status.ZONE` not with algorithm 15, which the zone has keys of",
                "ns2 signs SOA of `ZONE` not with algorithm 13, which the zone has keys of",
                "ns2 signs A of `status.ZONE` not with algorithm 13, which the zone has keys of",
            ],
        }
    }
}

/// DS records for the parent, and the zone at both providers.
fn made(case: Case, folder: &Path) -> (String, [String; 2]) {
    let signer = Signer {
        folder,
        zone: case.zone(),
    };
    let first = signer.keys("ECDSAP256SHA256");
    let second = signer.keys(match case {
        Case::Algorithms => "ED25519",
        _ => "ECDSAP256SHA256",
    });
    let text = zone(
        &signer.zone,
        &[&format!("ns1.{}", signer.zone), "ns2.other.tldb"],
        "ns1 IN A 192.0.2.3\nstatus 60 IN A 192.0.2.99\n",
    );
    let all: [&[&str]; 2] = match case {
        Case::KeysApart => [&[], &[]],
        Case::OneDsAndAllKeys => [&[&second.ksk, &second.zsk], &[&first.ksk, &first.zsk]],
        _ => [&[&second.zsk], &[&first.zsk]],
    };
    let times: &[&str] = match case {
        Case::Expired => &["-s", "20260101000000", "-e", "20260201000000"],
        Case::NotYet => &["-s", "20360101000000", "-e", "20360201000000"],
        Case::Soon => &["-e", "now+250000"],
        _ => &[],
    };
    let one = signer.sign(&text, &first, all[0], &[]);
    let two = match case {
        Case::Unsigned => text.clone(),
        Case::Altered => signer
            .sign(&text, &second, all[1], times)
            .replace("192.0.2.99", "192.0.2.66"),
        Case::KeysAltered => {
            let third = signer.keys("ECDSAP256SHA256");
            let signed = signer.sign(&text, &second, all[1], times);
            // A key that nobody signed is slipped in.
            signed + &signer.public(&third.ksk)
        }
        _ => signer.sign(&text, &second, all[1], times),
    };
    let ds = match case {
        Case::Island => String::new(),
        Case::OneDs | Case::OneDsAndAllKeys => signer.ds(&first),
        Case::WrongDigest => [&first, &second]
            .map(|pair| spoiled(&signer.ds(pair)))
            .concat(),
        _ => signer.ds(&first) + &signer.ds(&second),
    };
    (ds, [one, two])
}

/// The same record with another digest.
fn spoiled(ds: &str) -> String {
    let (rest, digest) = ds.trim().rsplit_once(' ').expect("a digest");
    let turned: String = digest.chars().rev().collect();
    format!("{rest} {turned}\n")
}

/// What is said of a zone, with names instead of what is different each time.
fn said(zone: &Zone, now: DateTime<Utc>) -> Vec<String> {
    let name = zone.name().bare();
    let expected = Expected {
        wanted: None,
        min_operators: 2,
        now,
    };
    let found = findings(zone, expected);
    let of_keys = found.iter().filter(|one| one.code == "d7-signed");
    let plain = of_keys.map(|one| {
        let text = one
            .what
            .replace(&format!("ns1.{name} (192.0.2.3)"), "ns1")
            .replace("ns2.other.tldb (198.51.100.4)", "ns2")
            .replace(&name, "ZONE");
        let words = text.split(' ').map(|word| match word {
            word if word.len() == 10 && word.starts_with("20") => "DATE",
            word => word,
        });
        let text = words.collect::<Vec<_>>().join(" ");
        let text = match text.split_once("DATE") {
            Some((before, _)) => format!("{before}DATE"),
            None => text,
        };
        numbered(&text)
    });
    plain.collect()
}

/// `K` in place of a key's tag.
fn numbered(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let each = words.iter().enumerate().map(|(at, word)| {
        let before = at.checked_sub(1).map_or("", |at| words[at]);
        let bare = word.trim_end_matches(',');
        let number = bare.parse::<u16>().is_ok() && ["key", "tag"].contains(&before);
        if number {
            word.replace(bare, "K")
        } else {
            (*word).to_owned()
        }
    });
    each.collect::<Vec<_>>().join(" ")
}

#[test]
fn two_providers_with_keys_of_their_own_are_well_and_each_slip_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut below = String::new();
    let mut texts: BTreeMap<String, [String; 2]> = BTreeMap::new();
    for case in CASES {
        let (ds, zones) = made(case, folder.path());
        let zone = case.zone();
        below += &format!(
            "{zone}. 86400 IN NS ns1.{zone}.\n{zone}. 86400 IN NS ns2.other.tldb.\nns1.{zone}. 86400 IN A 192.0.2.3\n{ds}"
        );
        texts.insert(zone, zones);
    }
    let mut world = World::new([
        &below,
        "other.tldb. 86400 IN NS ns2.other.tldb.\nns2.other.tldb. 86400 IN A 198.51.100.4\n",
    ]);
    let at = |which: usize| -> Vec<(&str, &str)> {
        texts
            .iter()
            .map(|(zone, texts)| (zone.as_str(), texts[which].as_str()))
            .collect()
    };
    // Validating servers are not among them: each serves its file as it is.
    world.add("192.0.2.3", NameServer::start(Make::Nsd, &at(0)));
    let other = zone("other.tldb", &["ns2.other.tldb"], "ns2 IN A 198.51.100.4\n");
    let mut second = at(1);
    second.push(("other.tldb", &other));
    world.add("198.51.100.4", NameServer::start(Make::Nsd, &second));

    let ask = Remembered::new(world.direct());
    let walker = Walker::new(&ask, &World::roots());
    let now = Utc::now();
    for case in CASES {
        let keys = BTreeSet::from([(
            format!("status.{}", case.zone()).parse().expect("a name"),
            RecordType::A,
        )]);
        let name = case.zone().parse().expect("a name");
        let zone = block(survey(&ask, &walker, &name, &keys)).expect("a zone");
        let found = said(&zone, now);
        // Sets of the servers' own addresses are signed like the rest.
        let found: Vec<&str> = found
            .iter()
            .filter(|line| !line.contains("`ns1.ZONE`"))
            .map(String::as_str)
            .collect();
        // In which order depends on the keys, which are new each time.
        let each = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let (found, expected): (BTreeSet<String>, BTreeSet<String>) =
            (each(&found), each(&case.expected()));
        assert_eq!(found, expected, "{case:?}");
        let island = advice(&zone)
            .iter()
            .any(|line| line.contains("is signed, but its parent does not say so"));
        assert_eq!(island, case == Case::Island, "{case:?}");
    }
    // What is well today is not in a month.
    let name = Case::Well.zone().parse().expect("a name");
    let zone = block(survey(&ask, &walker, &name, &BTreeSet::new())).expect("a zone");
    assert_eq!(said(&zone, now + TimeDelta::days(25)).len(), 6);
}
