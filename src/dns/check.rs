//! Ten rules for a zone that is to outlive its providers, judged from what everybody says of it.
//!
//! They follow the test cases of Zonemaster where the two overlap; each rule's function names them.

mod fresh;
mod servers;
mod sets;
mod signed;

use super::record::RecordType;
use super::wanted::WantedZone;
use super::zone::Zone;
use crate::problem::Problem;
use chrono::{DateTime, Utc};

/// What is expected.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// What the zone shall hold, when it is one of ours.
    pub wanted: Option<&'a WantedZone>,
    /// How many operators must answer.
    pub min_operators: usize,
    /// The moment, for signatures.
    pub now: DateTime<Utc>,
}

/// Everything that is against the rules.
pub fn findings(zone: &Zone, expected: Expected<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    found.extend(servers::d1_both_sides_agree(zone));
    found.extend(servers::d2_every_server_answers(zone));
    found.extend(sets::d3_everybody_serves_what_is_wanted(
        zone,
        expected.wanted,
    ));
    found.extend(servers::d4_serials_agree(zone));
    found.extend(servers::d5_nothing_is_alone(zone, expected.min_operators));
    found.extend(servers::d6_glue_is_true(zone));
    found.extend(signed::d7_signatures_hold(zone, expected.now));
    found.extend(sets::d8_absence_is_soon_forgotten(zone));
    found.extend(sets::d9_times_to_live_fit(zone, expected.wanted));
    found.extend(servers::d10_nobody_is_lame(zone));
    found
}

/// What to know about the zone that is no fault: how long changes take, and what could not be asked.
pub fn advice(zone: &Zone) -> Vec<String> {
    let mut lines = Vec::new();
    let (cut, name) = (zone.cut(), zone.name().bare());
    if cut.parent_servers.is_some() {
        lines.push(format!(
            "a change of who serves {name} takes up to {} to be known everywhere, since {} lets it be remembered that long: \
             add a second provider before the outage",
            span(cut.parent_ttl),
            match cut.parent.is_root() {
                true => "the root".to_owned(),
                false => cut.parent.bare(),
            }
        ));
    }
    if let Some(soa) = zone.seen.iter().find_map(super::zone::Seen::soa) {
        lines.push(format!(
            "a name of {name} that is missing for a moment stays missing for up to {}",
            span(soa.minimum)
        ));
    }
    let island = zone.seen.iter().any(|seen| {
        let keys = seen.keys.authoritative();
        keys.is_some_and(|keys| keys.set(zone.name(), RecordType::Dnskey).is_some())
    });
    if island && cut.ds.is_empty() && cut.ds_lost.is_none() {
        lines.push(format!(
            "{name} is signed, but its parent does not say so (no DS record): nobody checks the signatures"
        ));
    }
    let unasked: Vec<String> = zone
        .seen
        .iter()
        .filter(|seen| matches!(seen.udp, super::lookup::Reply::NoRoute(_)))
        .map(|seen| format!("{} ({})", seen.server.bare(), seen.ip))
        .collect();
    if !unasked.is_empty() {
        lines.push(format!(
            "not asked, since this machine has no way to such addresses: {}",
            unasked.join(", ")
        ));
    }
    lines
}

/// `90 s`, `5 min`, `48 h`.
pub(super) fn span(seconds: u32) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        _ => format!("{} h", seconds / 3600),
    }
}
