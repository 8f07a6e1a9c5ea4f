//! The rule about signatures: D7, for zones that several providers sign (RFC 8901).

use crate::dns::lookup::Answer;
use crate::dns::record::{Data, RecordType};
use crate::dns::zone::{Seen, Zone};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// How long signatures must be good for yet, in seconds.
const LEFT: i64 = 7 * 86_400;

/// A key: its tag, flags, algorithm and bytes.
type Key<'a> = (u16, u16, u8, &'a [u8]);

fn keys(seen: &Seen) -> Option<BTreeSet<Key<'_>>> {
    let answer = seen.keys.authoritative()?;
    let keys = answer
        .answers
        .iter()
        .filter_map(|record| match &record.data {
            Data::Dnskey {
                flags,
                algorithm,
                key_tag,
                key,
            } => Some((*key_tag, *flags, *algorithm, key.as_slice())),
            _ => None,
        });
    Some(keys.collect())
}

/// Signatures in an answer: what over, by which key, until when.
fn signatures(answer: &Answer) -> impl Iterator<Item = (RecordType, u16, u32)> {
    answer
        .answers
        .iter()
        .filter_map(|record| match &record.data {
            Data::Rrsig {
                covered,
                key_tag,
                expiration,
                ..
            } => Some((*covered, *key_tag, *expiration)),
            _ => None,
        })
}

/// What the parent vouches for is served everywhere, signed, and for long enough; every provider publishes
/// the keys of all, since a resolver may have keys from one and data from another.
pub(super) fn d7_signatures_hold(zone: &Zone, now: DateTime<Utc>) -> Vec<Problem> {
    let ds: BTreeSet<u16> = zone
        .cut()
        .ds
        .iter()
        .filter_map(|data| match data {
            Data::Ds { key_tag, .. } => Some(*key_tag),
            _ => None,
        })
        .collect();
    if ds.is_empty() {
        return Vec::new();
    }
    let name = zone.name().bare();
    let mut found = Vec::new();
    let mut all: BTreeMap<Key<'_>, Vec<String>> = BTreeMap::new();
    for seen in &zone.seen {
        let who = format!("{} ({})", seen.server.bare(), seen.ip);
        let Some(keys) = keys(seen) else { continue };
        if keys.is_empty() {
            let what = format!("the parent says that `{name}` is signed, and {who} serves no key");
            found.push(
                Problem::finding("d7-signed", what)
                    .because("resolvers that check signatures take its answers for forged")
                    .hint("sign the zone there, or have the DS record removed at the registrar"),
            );
            continue;
        }
        if !keys.iter().any(|(tag, ..)| ds.contains(tag)) {
            let what = format!(
                "none of the keys that {who} serves for `{name}` is one the parent vouches for"
            );
            let tags: Vec<String> = ds.iter().map(ToString::to_string).collect();
            found.push(
                Problem::finding("d7-signed", what)
                    .because(format!(
                        "the parent vouches for the keys with tag {}",
                        tags.join(", ")
                    ))
                    .hint("add a DS record for each provider's key at the registrar (RFC 8901)"),
            );
        }
        found.extend(stale(&name, &who, seen, now));
        for key in keys {
            all.entry(key).or_default().push(who.clone());
        }
    }
    let asked: BTreeSet<&String> = all.values().flatten().collect();
    for ((tag, flags, ..), who) in &all {
        let without: Vec<&str> = asked
            .iter()
            .filter(|other| !who.contains(other))
            .map(|other| other.as_str())
            .collect();
        if !without.is_empty() && flags & 1 == 0 {
            let what = format!(
                "the zone key {tag} of `{name}` is served by {} and not by {}",
                who.join(", "),
                without.join(", ")
            );
            found.push(Problem::finding("d7-signed", what)
                .because("a resolver may have its keys from one provider and the data from another")
                .hint("import each provider's zone keys (ZSK) at all the others (RFC 8901, model 2)"));
        }
    }
    found
}

/// Sets that are not signed, or not for long.
fn stale(name: &str, who: &str, seen: &Seen, now: DateTime<Utc>) -> Vec<Problem> {
    let mut found = Vec::new();
    let sets = seen.sets.iter().map(|told| (told.rtype, &told.reply));
    for (rtype, reply) in sets.chain([(RecordType::Dnskey, &seen.keys)]) {
        let Some(answer) = reply.authoritative().filter(|answer| {
            answer
                .answers
                .iter()
                .any(|record| record.data.rtype() == rtype)
        }) else {
            continue;
        };
        let until = signatures(answer)
            .filter(|(covered, ..)| *covered == rtype)
            .map(|(_, _, until)| until)
            .max();
        let problem = match until {
            None => Problem::finding(
                "d7-signed",
                format!("{who} serves {rtype} of `{name}` without a signature"),
            ),
            Some(until) if i64::from(until) - now.timestamp() < LEFT => {
                let left = (i64::from(until) - now.timestamp()).max(0) / 86_400;
                let what = format!("{who} signs {rtype} of `{name}` for {left} more days only");
                Problem::finding("d7-signed", what)
            }
            Some(_) => continue,
        };
        found.push(problem.hint(
            "see that the provider signs anew: signatures of less than a week have no reserve",
        ));
    }
    found
}
