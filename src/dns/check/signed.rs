//! The rule about keys: D7, for zones that one or several providers sign (RFC 8901).

use super::fresh;
use crate::dns::record::{Data, RecordSet, RecordType};
use crate::dns::signature::{holds, vouches};
use crate::dns::zone::{Seen, Zone};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// A finding of this rule.
pub(super) fn finding(what: String) -> Problem {
    Problem::finding("d7-signed", what)
}

/// The tag by which signatures name a key.
pub(super) fn tag(key: &Data) -> u16 {
    match key {
        Data::Dnskey { key_tag, .. } => *key_tag,
        _ => 0,
    }
}

/// A set that a server serves, and the signatures over it.
pub(super) struct Signed<'a> {
    pub set: RecordSet,
    pub signatures: Vec<&'a Data>,
}

/// Every set that was asked for with its signatures and is there, the keys first.
pub(super) fn sets<'a>(zone: &Zone, seen: &'a Seen) -> Vec<Signed<'a>> {
    let keys = (zone.name(), RecordType::Dnskey, &seen.keys);
    let others = seen.sets.iter();
    let others = others.map(|told| (&told.name, told.rtype, &told.reply));
    let each = std::iter::once(keys).chain(others);
    let signed = each.filter_map(|(name, rtype, reply)| {
        let answer = reply.authoritative()?;
        let set = answer.set(name, rtype)?;
        let of_set = answer.answers.iter().filter(|record| record.name == *name);
        let signatures = of_set
            .map(|record| &record.data)
            .filter(|data| matches!(data, Data::Rrsig { covered, .. } if *covered == rtype));
        let signatures = signatures.collect();
        Some(Signed { set, signatures })
    });
    signed.collect()
}

/// What the parent vouches for is served everywhere, signed, and for long enough; every provider publishes
/// the keys of all, since a resolver may have keys from one and data from another.
pub(super) fn d7_signatures_hold(zone: &Zone, now: DateTime<Utc>) -> Vec<Problem> {
    let cut = zone.cut();
    let name = zone.name().bare();
    if let Some(why) = &cut.ds_lost {
        let what = format!("whether the parent says that `{name}` is signed is not known");
        let hint = format!("dig {name} DS +norec @{}", parent_server(zone));
        return vec![finding(what).because(why).hint(hint)];
    }
    if cut.ds.is_empty() {
        return Vec::new();
    }
    let served: Vec<(String, BTreeSet<Data>, Vec<Signed<'_>>)> = zone
        .seen
        .iter()
        .filter_map(|seen| {
            let answer = seen.keys.authoritative()?;
            let keys = answer.set(zone.name(), RecordType::Dnskey);
            let who = format!("{} ({})", seen.server.bare(), seen.ip);
            let keys = keys.map(|set| set.data).unwrap_or_default();
            Some((who, keys, sets(zone, seen)))
        })
        .collect();
    let mut found = Vec::new();
    for (who, keys, signed) in &served {
        found.extend(vouched(zone, who, keys, signed));
    }
    let all: BTreeSet<&Data> = served.iter().flat_map(|(_, keys, _)| keys).collect();
    for (who, keys, signed) in &served {
        if !keys.is_empty() {
            found.extend(fresh::findings(&name, who, keys, &all, signed, now));
        }
    }
    found.extend(crosswise(&name, &served));
    found
}

fn parent_server(zone: &Zone) -> String {
    let above = zone.above.first();
    above.map_or_else(|| "PARENT".to_owned(), |above| above.ip.to_string())
}

/// One server's keys: one of them is vouched for by the parent, and has signed them all.
fn vouched(
    zone: &Zone,
    who: &str,
    keys: &BTreeSet<Data>,
    signed: &[Signed<'_>],
) -> Option<Problem> {
    let (name, cut) = (zone.name().bare(), zone.cut());
    if keys.is_empty() {
        let what = format!("the parent says that `{name}` is signed, and {who} serves no key");
        return Some(
            finding(what)
                .because("resolvers that check signatures take its answers for forged")
                .hint("sign the zone there, or have the DS record removed at the registrar"),
        );
    }
    let by_parent = |key: &&Data| cut.ds.iter().any(|ds| vouches(zone.name(), ds, key));
    let vouched: Vec<&Data> = keys.iter().filter(by_parent).collect();
    let parent_tags = cut.ds.iter().map(|ds| match ds {
        Data::Ds { key_tag, .. } => *key_tag,
        _ => 0,
    });
    let why = format!("the parent vouches for {}", words(parent_tags));
    let hint = "add a DS record for each provider's key at the registrar (RFC 8901)";
    if vouched.is_empty() {
        let what = format!(
            "none of the keys that {who} serves for `{name}` is one the parent vouches for"
        );
        return Some(finding(what).because(why).hint(hint));
    }
    let of_keys = signed
        .iter()
        .find(|signed| signed.set.rtype == RecordType::Dnskey)?;
    let by = |signature: &&&Data| matches!(signature, Data::Rrsig { key_tag, .. } if vouched.iter().any(|key| tag(key) == *key_tag));
    let good: Vec<&&Data> = of_keys.signatures.iter().filter(by).collect();
    if good.is_empty() && !of_keys.signatures.is_empty() {
        let by = of_keys.signatures.iter().map(|signature| match signature {
            Data::Rrsig { key_tag, .. } => *key_tag,
            _ => 0,
        });
        let what = format!(
            "{who} signs the keys of `{name}` with {}, and the parent vouches for none of them",
            words(by)
        );
        return Some(finding(what).because(why).hint(hint));
    }
    let broken = !good.is_empty()
        && good.iter().all(|signature| {
            let verdicts = vouched
                .iter()
                .map(|key| holds(&of_keys.set, signature, key));
            verdicts.into_iter().all(|verdict| verdict == Some(false))
        });
    let what = format!("the signature of {who} over the keys of `{name}` does not hold");
    broken.then(|| {
        finding(what)
            .because("resolvers that check signatures take its answers for forged")
            .hint("have the provider sign the zone anew")
    })
}

/// `the key with tag 5`, `the keys with tags 5, 7`.
fn words(tags: impl Iterator<Item = u16>) -> String {
    let tags: BTreeSet<u16> = tags.collect();
    let each: Vec<String> = tags.iter().map(ToString::to_string).collect();
    match each.as_slice() {
        [one] => format!("the key with tag {one}"),
        more => format!("the keys with tags {}", more.join(", ")),
    }
}

/// Each key that signs data at one provider is published by all of them: zone keys, whether or not they
/// sign yet, and a single key that does both.
fn crosswise(name: &str, served: &[(String, BTreeSet<Data>, Vec<Signed<'_>>)]) -> Vec<Problem> {
    let mut signing: BTreeMap<&Data, BTreeSet<&str>> = BTreeMap::new();
    for (who, keys, signed) in served {
        let data = signed
            .iter()
            .filter(|signed| signed.set.rtype != RecordType::Dnskey);
        let tags: BTreeSet<u16> = data
            .flat_map(|signed| &signed.signatures)
            .filter_map(|signature| match signature {
                Data::Rrsig { key_tag, .. } => Some(*key_tag),
                _ => None,
            })
            .collect();
        for key in keys {
            let zone_key = matches!(key, Data::Dnskey { flags, .. } if flags & 1 == 0);
            if zone_key || tags.contains(&tag(key)) {
                signing.entry(key).or_default().insert(who);
            }
        }
    }
    let mut found = Vec::new();
    for (key, by) in signing {
        let lacking = served
            .iter()
            .filter(|(_, keys, _)| !keys.is_empty() && !keys.contains(key));
        let lacking: Vec<&str> = lacking.map(|(who, ..)| who.as_str()).collect();
        if lacking.is_empty() {
            continue;
        }
        let what = format!(
            "the key {} signs `{name}` at {}, and {} does not publish it",
            tag(key),
            Vec::from_iter(by).join(", "),
            lacking.join(", ")
        );
        found.push(
            finding(what)
                .because("a resolver may have its keys from one provider and the data from another")
                .hint(
                    "import each provider's zone keys (ZSK) at all the others (RFC 8901, model 2)",
                ),
        );
    }
    found
}
