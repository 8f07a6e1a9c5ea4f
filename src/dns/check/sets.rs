//! Rules about what is served and how long it is remembered: D3, D8 and D9.

use super::span;
use crate::dns::record::{RecordSet, RecordType};
use crate::dns::wanted::WantedZone;
use crate::dns::zone::Zone;
use crate::problem::Problem;
use std::collections::BTreeSet;

/// How long absence may be remembered, in seconds.
const ABSENCE: u32 = 300;

/// How long addresses may be remembered: shorter only costs, longer keeps readers at a dead one.
const ADDRESSES: std::ops::RangeInclusive<u32> = 60..=300;

/// From here on what is remembered of servers survives a short outage of them.
const SERVERS: u32 = 3600;

/// Every server serves each wanted set, with its time to live.
pub(super) fn d3_everybody_serves_what_is_wanted(
    zone: &Zone,
    wanted: Option<&WantedZone>,
) -> Vec<Problem> {
    let mut found = Vec::new();
    for (key, want) in wanted.iter().flat_map(|wanted| &wanted.sets) {
        for seen in &zone.seen {
            let Some(have) = seen.set(key) else { continue };
            let words = |set: &RecordSet| format!("{} (TTL {})", set.words(), set.ttl);
            if have.as_ref() != Some(want) {
                let what = format!(
                    "{} ({}) serves {} for `{} {}`, wanted is {}",
                    seen.server.bare(),
                    seen.ip,
                    have.as_ref().map_or("nothing".to_owned(), words),
                    key.0.bare(),
                    key.1,
                    words(want)
                );
                found.push(Problem::finding("d3-differs", what).hint("stillup dns plan"));
            }
        }
    }
    found
}

/// RFC 2308: that a name does not exist is remembered for the smaller of two numbers.
pub(super) fn d8_absence_is_soon_forgotten(zone: &Zone) -> Vec<Problem> {
    let mut said = BTreeSet::new();
    let mut found = Vec::new();
    for seen in &zone.seen {
        let answer = seen
            .udp
            .authoritative()
            .or_else(|| seen.tcp.authoritative());
        let Some((_, soa, ttl)) = answer.and_then(|answer| answer.own_soa()) else {
            continue;
        };
        let absence = soa.minimum.min(ttl);
        if absence > ABSENCE && said.insert(absence) {
            let what = format!(
                "that a name of `{}` does not exist is remembered for {}, {} at most were good",
                zone.name().bare(),
                span(absence),
                span(ABSENCE)
            );
            let why = format!(
                "{} ({}): SOA minimum {}, its TTL {ttl}",
                seen.server.bare(),
                seen.ip,
                soa.minimum
            );
            found.push(
                Problem::finding("d8-absence", what)
                    .because(why)
                    .hint("set the minimum (negative TTL) of its SOA to 300 at the provider"),
            );
        }
    }
    found
}

/// Addresses are forgotten soon, servers late.
pub(super) fn d9_times_to_live_fit(zone: &Zone, wanted: Option<&WantedZone>) -> Vec<Problem> {
    let mut said = BTreeSet::new();
    let mut found = Vec::new();
    for seen in &zone.seen {
        for (name, rtype) in wanted.iter().flat_map(|wanted| wanted.sets.keys()) {
            let pointing = matches!(rtype, RecordType::A | RecordType::Aaaa | RecordType::Cname);
            let set = seen.set(&(name.clone(), *rtype)).flatten();
            let Some(set) = set.filter(|set| pointing && !ADDRESSES.contains(&set.ttl)) else {
                continue;
            };
            if said.insert((name.clone(), *rtype, set.ttl)) {
                let what = format!(
                    "`{} {rtype}` is remembered for {}, 1 to 5 minutes were good",
                    name.bare(),
                    span(set.ttl)
                );
                found.push(Problem::finding("d9-ttl", what).hint("ttl = \"5m\""));
            }
        }
        let servers = seen.named(zone.name()).filter(|(_, ttl)| *ttl < SERVERS);
        if let Some((_, ttl)) = servers
            && said.insert((zone.name().clone(), RecordType::Ns, ttl))
        {
            let what = format!(
                "who serves `{}` is remembered for {} only",
                zone.name().bare(),
                span(ttl)
            );
            found.push(
                Problem::finding("d9-ttl", what)
                    .because("what is remembered survives an outage of the servers")
                    .hint("give its NS records a TTL of a day (86400)"),
            );
        }
    }
    found
}
