//! One zone from both sides: what each of its parent's servers says of it, and what each address of each
//! of its own servers says, over UDP and over TCP.

use super::lookup::{Ask, Question, Reply, Transport};
use super::name::Name;
use super::record::{Key, RecordSet, RecordType, Soa};
use super::walk::{Cut, Walker};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// What one address of one server says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The server's name.
    pub server: Name,
    /// The address asked.
    pub ip: IpAddr,
    /// The parent names this server.
    pub at_parent: bool,
    /// Asked for the start of authority over UDP.
    pub udp: Reply,
    /// The same over TCP.
    pub tcp: Reply,
    /// Asked who serves the zone.
    pub servers: Reply,
    /// Asked for the zone's keys, with signatures.
    pub keys: Reply,
    /// Asked for sets, with signatures.
    pub sets: Vec<Told>,
}

/// The reply to a question for one set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub rtype: RecordType,
    /// What came.
    pub reply: Reply,
}

impl Seen {
    /// It answers for the zone as its own, over UDP.
    pub fn answers(&self) -> bool {
        self.soa().is_some()
    }

    /// The start of authority it serves.
    pub fn soa(&self) -> Option<&Soa> {
        let answer = self
            .udp
            .authoritative()
            .or_else(|| self.tcp.authoritative())?;
        answer.own_soa().map(|(_, soa, _)| soa)
    }

    /// The set it serves; `Some(None)` when it says that there is none, nothing when it says nothing.
    pub fn set(&self, key: &Key) -> Option<Option<RecordSet>> {
        let told = self
            .sets
            .iter()
            .find(|told| told.name == key.0 && told.rtype == key.1)?;
        let answer = told.reply.authoritative()?;
        Some(answer.set(&key.0, key.1))
    }

    /// The servers it names for the zone.
    pub fn named(&self, zone: &Name) -> Option<(BTreeSet<Name>, u32)> {
        self.servers.authoritative()?.servers(zone)
    }
}

/// What one of the parent's servers says of the zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Above {
    /// The parent's server.
    pub server: Name,
    /// The address asked.
    pub ip: IpAddr,
    /// Asked who serves the zone.
    pub reply: Reply,
}

/// A zone from both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Every cut from the root to the zone, its own last.
    pub cuts: Vec<Cut>,
    /// What each of the parent's servers says.
    pub above: Vec<Above>,
    /// What each address of its own servers says.
    pub seen: Vec<Seen>,
    /// Servers that could not be asked, since no address was found: the name and why.
    pub lost: Vec<(Name, String)>,
}

impl Zone {
    /// The cut where it begins.
    pub fn cut(&self) -> &Cut {
        &self.cuts[self.cuts.len() - 1]
    }

    /// Its name.
    pub fn name(&self) -> &Name {
        &self.cut().zone
    }
}

/// Asks everybody about a zone, and its servers for these sets.
///
/// # Errors
/// The way from the root does not lead to the zone: why.
pub async fn survey(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    zone: &Name,
    keys: &BTreeSet<Key>,
) -> Result<Zone, String> {
    let cuts = walker.cuts(zone).await?;
    let cut = match cuts.last() {
        Some(cut) if cut.zone == *zone => cut.clone(),
        Some(cut) => {
            return Err(format!(
                "{zone} is no zone of its own: it is part of {}",
                cut.zone
            ));
        }
        None => return Err("there is no root".to_owned()),
    };
    let parents = cuts.len().checked_sub(2).map(|at| &cuts[at]);
    let parents = parents.into_iter().flat_map(Cut::addresses);
    let above = parents.map(async |(server, ip)| Above {
        server: server.clone(),
        ip,
        reply: ask
            .ask(walker.server(ip), &Question::new(zone, RecordType::Ns))
            .await,
    });
    let above = join_all(above).await;
    let mut servers: BTreeMap<Name, BTreeSet<IpAddr>> = BTreeMap::new();
    let mut lost = Vec::new();
    for server in &cut.servers {
        servers.insert(server.name.clone(), server.addresses.clone());
        if let Some(why) = &server.lost {
            lost.push((server.name.clone(), why.clone()));
        }
    }
    let mut keys = keys.clone();
    if !cut.ds.is_empty() {
        // Something that is always there, to see who signs it.
        keys.insert((zone.clone(), RecordType::Soa));
    }
    for name in servers.keys().filter(|name| name.is_within(zone)) {
        keys.extend(RecordType::ADDRESSES.map(|rtype| (name.clone(), rtype)));
    }
    let mut seen = look(ask, walker, zone, &keys, &servers, true).await;
    let own: BTreeSet<Name> = seen
        .iter()
        .filter_map(|seen| seen.named(zone))
        .flat_map(|(names, _)| names)
        .filter(|name| !servers.contains_key(name))
        .collect();
    let mut more = BTreeMap::new();
    for name in own {
        let walk = walker.walk(&name).await;
        if walk.ips().is_empty() {
            lost.push((name.clone(), format!("was not found: {}", walk.end)));
        }
        more.insert(name, walk.ips());
    }
    seen.extend(look(ask, walker, zone, &keys, &more, false).await);
    Ok(Zone {
        cuts,
        above,
        seen,
        lost,
    })
}

async fn look(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    zone: &Name,
    keys: &BTreeSet<Key>,
    servers: &BTreeMap<Name, BTreeSet<IpAddr>>,
    at_parent: bool,
) -> Vec<Seen> {
    let each = servers
        .iter()
        .flat_map(|(server, ips)| ips.iter().map(move |ip| (server, *ip)));
    let each = each.map(async |(server, ip)| {
        let mut seen = one(ask, walker, zone, keys, (server, ip)).await;
        seen.at_parent = at_parent;
        seen
    });
    join_all(each).await
}

/// Asks one address of one server everything.
async fn one(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    zone: &Name,
    keys: &BTreeSet<Key>,
    (server, ip): (&Name, IpAddr),
) -> Seen {
    let at = walker.server(ip);
    let soa = Question::new(zone, RecordType::Soa);
    let (over_udp, over_tcp) = (soa.clone().over(Transport::Udp), soa.over(Transport::Tcp));
    let (udp, tcp) = tokio::join!(ask.ask(at, &over_udp), ask.ask(at, &over_tcp));
    let servers = ask.ask(at, &Question::new(zone, RecordType::Ns)).await;
    let signed = Question::new(zone, RecordType::Dnskey).signed();
    let zone_keys = ask.ask(at, &signed).await;
    let mut sets = Vec::new();
    for (name, rtype) in keys {
        let question = Question::new(name, *rtype).signed();
        let reply = ask.ask(at, &question).await;
        sets.push(Told {
            name: name.clone(),
            rtype: *rtype,
            reply,
        });
    }
    Seen {
        server: server.clone(),
        ip,
        at_parent: true,
        udp,
        tcp,
        servers,
        keys: zone_keys,
        sets,
    }
}
