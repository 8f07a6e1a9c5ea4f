//! A zone file (RFC 1035, section 5), for servers and providers that take one.

use crate::dns::name::Name;
use crate::dns::record::{RecordSet, RecordType};
use chrono::{DateTime, Utc};

/// How long what does not exist is remembered, in seconds: a name that was missing for a moment must not
/// be missing for an hour.
const MINIMUM: u32 = 300;

/// A whole zone. Its start of authority is made from its first server and the moment, since nobody
/// transfers from a file; a provider that takes it puts its own there.
pub fn text<'a>(
    zone: &Name,
    sets: impl IntoIterator<Item = &'a RecordSet>,
    now: DateTime<Utc>,
) -> String {
    let sets: Vec<&RecordSet> = sets.into_iter().collect();
    let ns = sets
        .iter()
        .find(|set| set.rtype == RecordType::Ns && set.name == *zone);
    let primary = ns
        .and_then(|set| set.data.first())
        .map_or_else(|| format!("ns1.{zone}"), ToString::to_string);
    let mut text = format!(
        "; wanted records of {}; the start of authority is a provider's own business\n\
         $ORIGIN {zone}\n$TTL {MINIMUM}\n\
         @ 3600 IN SOA {primary} hostmaster.{zone} {} 3600 600 604800 {MINIMUM}\n",
        zone.bare(),
        now.timestamp()
    );
    if ns.is_none() {
        text += "; servers = [ … ] in its `[[dns.zone]]` puts the servers here\n";
    }
    for set in sets {
        for record in set.records() {
            let name = record.name.relative_to(zone);
            text += &format!("{name} {} IN {} {}\n", record.ttl, set.rtype, record.data);
        }
    }
    text
}
