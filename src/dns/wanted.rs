//! One list of wanted records: the mirrors' own names, names that mirrors share, and whatever else
//! `[dns]` says.

use super::name::Name;
use super::record::{Data, Key, RecordSet, RecordType};
use super::settings::{DnsSettings, Place, What, ZoneSettings};
use crate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// How long the names of a zone's own servers may be remembered, in seconds: these hardly ever change, and
/// what is remembered survives an outage.
pub const SERVERS_TTL: u32 = 86_400;

/// A mirror, as far as names are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorPlace {
    /// The mirror's name.
    pub mirror: String,
    /// The host of its address.
    pub host: Name,
    /// Where that is, when its kind tells.
    pub derived: Option<Place>,
    /// What can be done when nothing tells.
    pub hint: String,
}

/// What one zone shall hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedZone {
    /// The zone.
    pub settings: ZoneSettings,
    /// What it shall hold.
    pub sets: BTreeMap<Key, RecordSet>,
    /// Names at which copies of the site are read: they must never be without an address.
    pub published: BTreeSet<Name>,
    /// Whose address it is, of names that mirrors share.
    pub shared: BTreeMap<(Name, IpAddr), String>,
}

impl WantedZone {
    /// Its name.
    pub fn name(&self) -> &Name {
        &self.settings.name
    }

    /// Whether a set is ours to change: whatever is wanted, addresses and aliases of names we give
    /// addresses, and in a zone that is ours alone all but its own administration.
    pub fn is_ours(&self, key: &Key) -> bool {
        let (name, rtype) = key;
        if !name.is_within(self.name()) {
            return false;
        }
        if name == self.name() && *rtype == RecordType::Ns {
            return !self.settings.servers.is_empty();
        }
        let administration = matches!(
            rtype,
            RecordType::Soa
                | RecordType::Dnskey
                | RecordType::Rrsig
                | RecordType::Ds
                | RecordType::Other(_)
        );
        let points = |rtype: &RecordType| {
            matches!(rtype, RecordType::A | RecordType::Aaaa | RecordType::Cname)
        };
        self.sets.contains_key(key)
            || (points(rtype)
                && self
                    .sets
                    .keys()
                    .any(|(other, kind)| other == name && points(kind)))
            || (self.settings.whole && !administration)
    }
}

/// What all zones shall hold, and what could not be settled.
///
/// Mirrors whose host is in none of the zones are somebody else's business and left out.
pub fn wanted(settings: &DnsSettings, mirrors: &[MirrorPlace]) -> (Vec<WantedZone>, Vec<Problem>) {
    let mut gaps = Vec::new();
    let mut zones: Vec<WantedZone> = settings
        .zones
        .iter()
        .map(|zone| WantedZone {
            settings: zone.clone(),
            sets: BTreeMap::new(),
            published: BTreeSet::new(),
            shared: BTreeMap::new(),
        })
        .collect();
    for zone in &mut zones {
        if !zone.settings.servers.is_empty() {
            let name = zone.name().clone();
            let data = zone
                .settings
                .servers
                .iter()
                .cloned()
                .map(Data::Ns)
                .collect();
            put(zone, &name, SERVERS_TTL, data);
        }
    }
    records(settings, mirrors, &mut zones, &mut gaps);
    for mirror in mirrors {
        let Some(zone) = holder(&mut zones, &mirror.host) else {
            continue;
        };
        zone.published.insert(mirror.host.clone());
        let said = zone.sets.keys().any(|(name, rtype)| {
            *name == mirror.host
                && matches!(rtype, RecordType::A | RecordType::Aaaa | RecordType::Cname)
        });
        if said {
            continue;
        }
        gaps.extend(own_name(settings, zone, mirror));
    }
    (zones, gaps)
}

/// The record of a mirror's own name, or why there is none.
fn own_name(
    settings: &DnsSettings,
    zone: &mut WantedZone,
    mirror: &MirrorPlace,
) -> Option<Problem> {
    match place(settings, mirror) {
        Some(Place::Addresses(ips)) => {
            let data = ips.into_iter().map(Data::address).collect();
            put(zone, &mirror.host, settings.ttl, data);
        }
        Some(Place::Cname(target)) if mirror.host == *zone.name() => {
            let what = format!(
                "`{}` is a zone's own name, which cannot stand for `{}`",
                mirror.host.bare(),
                target.bare()
            );
            let hint = format!(
                "[[dns.host]]\nmirror = \"{}\"\naddresses = [\"192.0.2.1\"]",
                mirror.mirror
            );
            return Some(Problem::error("cname-at-apex", what).hint(hint));
        }
        Some(Place::Cname(target)) if target == mirror.host => {}
        Some(Place::Cname(target)) => {
            put(
                zone,
                &mirror.host,
                settings.ttl,
                BTreeSet::from([Data::Cname(target)]),
            );
        }
        None => {
            let what = format!(
                "nothing says where `{}` of mirror `{}` is",
                mirror.host.bare(),
                mirror.mirror
            );
            return Some(Problem::error("no-place", what).hint(&mirror.hint));
        }
    }
    None
}

/// What is written out, shared names included.
fn records(
    settings: &DnsSettings,
    mirrors: &[MirrorPlace],
    zones: &mut [WantedZone],
    gaps: &mut Vec<Problem>,
) {
    for record in &settings.records {
        let ttl = record.ttl.unwrap_or(settings.ttl);
        let Some(zone) = holder(zones, &record.name) else {
            let what = format!("`{}` is in none of the zones", record.name.bare());
            let hint = format!("[[dns.zone]]\nname = \"{}\"", record.name.parent().bare());
            gaps.push(Problem::error("no-zone", what).hint(hint));
            continue;
        };
        match &record.what {
            What::Data(data) => put(zone, &record.name, ttl, data.clone()),
            What::Mirrors(names) => {
                zone.published.insert(record.name.clone());
                for name in names {
                    let mirror = mirrors.iter().find(|mirror| mirror.mirror == *name);
                    let place = mirror.and_then(|mirror| place(settings, mirror));
                    let Some(Place::Addresses(ips)) = place else {
                        let what = format!(
                            "`{}` needs addresses of mirror `{name}`, and nothing gives them",
                            record.name.bare()
                        );
                        let hint = format!(
                            "[[dns.host]]\nmirror = \"{name}\"\naddresses = [\"192.0.2.1\"]"
                        );
                        gaps.push(Problem::error("no-place", what).hint(hint));
                        continue;
                    };
                    for ip in &ips {
                        zone.shared.insert((record.name.clone(), *ip), name.clone());
                    }
                    put(
                        zone,
                        &record.name,
                        ttl,
                        ips.into_iter().map(Data::address).collect(),
                    );
                }
            }
        }
    }
}

/// Where a mirror is: as `[[dns.host]]` says, else as its kind tells.
fn place(settings: &DnsSettings, mirror: &MirrorPlace) -> Option<Place> {
    let said = settings
        .hosts
        .iter()
        .find(|host| host.mirror == mirror.mirror);
    said.map(|host| host.place.clone())
        .or_else(|| mirror.derived.clone())
}

/// The deepest zone that a name is in.
fn holder<'a>(zones: &'a mut [WantedZone], name: &Name) -> Option<&'a mut WantedZone> {
    let holds = zones
        .iter_mut()
        .filter(|zone| name.is_within(&zone.settings.name));
    holds.max_by_key(|zone| zone.settings.name.labels())
}

/// Adds data to sets, by type.
fn put(zone: &mut WantedZone, name: &Name, ttl: u32, data: BTreeSet<Data>) {
    for data in data {
        let rtype = data.rtype();
        let set = zone
            .sets
            .entry((name.clone(), rtype))
            .or_insert_with(|| RecordSet {
                name: name.clone(),
                rtype,
                ttl,
                data: BTreeSet::new(),
            });
        set.ttl = set.ttl.min(ttl);
        set.data.insert(data);
    }
}
