//! Signatures at one server: that there are any, that they hold, and for how long yet.

use super::signed::{Signed, finding, tag};
use crate::dns::record::{Data, RecordType};
use crate::dns::signature::holds;
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

/// How long signatures must be good for yet, in seconds.
const LEFT: i64 = 7 * 86_400;

/// Sets that are not signed, not by a key of the zone, not with every algorithm, or not for long.
pub(super) fn findings(
    name: &str,
    who: &str,
    own: &BTreeSet<Data>,
    all: &BTreeSet<&Data>,
    signed: &[Signed<'_>],
    now: DateTime<Utc>,
) -> Vec<Problem> {
    let mut found = Vec::new();
    for signed in signed {
        let what = format!("{} of `{}`", signed.set.rtype, signed.set.name.bare());
        if signed.signatures.is_empty() {
            let what = format!("{who} serves {what} without a signature");
            found.push(finding(what).hint(format!("have the provider sign all of {name}")));
            continue;
        }
        found.extend(dated(who, &what, signed, now));
        if signed.set.rtype == RecordType::Dnskey {
            // Who signed the keys is a question of its own.
            continue;
        }
        let true_one = signed
            .signatures
            .iter()
            .any(|signature| is_by_one_of(signed, signature, all));
        if !true_one {
            let what = format!("{who} signs {what} so that no key of the zone fits");
            found.push(
                finding(what)
                    .because("resolvers that check signatures take it for forged")
                    .hint("have the provider sign the zone anew"),
            );
        }
        found.extend(algorithms(who, &what, own, signed));
    }
    found
}

/// Whether one of these keys made the signature, or may have.
fn is_by_one_of(signed: &Signed<'_>, signature: &Data, keys: &BTreeSet<&Data>) -> bool {
    let Data::Rrsig { key_tag, .. } = signature else {
        return false;
    };
    let named = keys.iter().filter(|key| tag(key) == *key_tag);
    named
        .into_iter()
        .any(|key| holds(&signed.set, signature, key) != Some(false))
}

/// RFC 4035, section 2.2: every set is signed with each algorithm among the zone's keys; so all providers
/// must use the same (RFC 8901, section 4).
fn algorithms(who: &str, what: &str, own: &BTreeSet<Data>, signed: &Signed<'_>) -> Option<Problem> {
    let used: BTreeSet<u8> = signed
        .signatures
        .iter()
        .filter_map(|signature| match signature {
            Data::Rrsig { algorithm, .. } => Some(*algorithm),
            _ => None,
        })
        .collect();
    let lacking: BTreeSet<String> = own
        .iter()
        .filter_map(|key| match key {
            Data::Dnskey { algorithm, .. } => Some(*algorithm),
            _ => None,
        })
        .filter(|algorithm| !used.contains(algorithm))
        .map(|algorithm| algorithm.to_string())
        .collect();
    let lacking = Vec::from_iter(lacking).join(", ");
    let text =
        format!("{who} signs {what} not with algorithm {lacking}, which the zone has keys of");
    (!lacking.is_empty()).then(|| {
        finding(text)
            .because("some resolvers want a signature of every algorithm among the keys")
            .hint("have all providers sign with the same algorithm (13 is the usual one)")
    })
}

/// The signature that is good for longest: since when, and until when.
fn dated(who: &str, what: &str, signed: &Signed<'_>, now: DateTime<Utc>) -> Option<Problem> {
    let now = now.timestamp();
    let times = signed
        .signatures
        .iter()
        .filter_map(|signature| match signature {
            Data::Rrsig {
                inception,
                expiration,
                ..
            } => Some((i64::from(*expiration), i64::from(*inception))),
            _ => None,
        });
    let valid = |(until, since): &(i64, i64)| *since <= now && now < *until;
    let mut times: Vec<(i64, i64)> = times.collect();
    times.sort_by_key(|time| (valid(time), time.0));
    let (until, since) = times.pop()?;
    let date = |at: i64| DateTime::from_timestamp(at, 0).unwrap_or_default();
    let text = if until <= now {
        let at = date(until).format("%Y-%m-%d %H:%M UTC");
        format!("the signature of {who} over {what} has run out, on {at}")
    } else if since > now {
        let at = date(since).format("%Y-%m-%d %H:%M UTC");
        format!("the signature of {who} over {what} begins only on {at}")
    } else if until - now < LEFT {
        let left = (until - now) / 86_400;
        let hint =
            "see that the provider signs anew: signatures of less than a week have no reserve";
        let what = format!("{who} signs {what} for {left} more days only");
        return Some(finding(what).hint(hint));
    } else {
        return None;
    };
    Some(
        finding(text)
            .because("resolvers that check signatures take it for forged")
            .hint("have the provider sign the zone anew, and see why it has not; or its clock is wrong"),
    )
}
