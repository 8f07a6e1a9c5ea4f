//! Names and zones, from the root down: who serves them, who says so, and who answers.

use super::gather::Watch;
use crate::audit::facts::{Fact, NameFacts, ServerFacts, ZoneFacts};
use crate::audit::operator;
use crate::dns::lookup::{Ask, Question};
use crate::dns::name::Name;
use crate::dns::record::RecordType;
use crate::dns::walk::{Cut, End, Hop, NameServer, Walk, Walker};
use futures_util::future::join_all;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// Names and zones that were found.
#[derive(Debug, Default)]
pub struct Found {
    /// By name.
    pub names: BTreeMap<String, NameFacts>,
    /// By zone.
    pub zones: BTreeMap<String, ZoneFacts>,
}

/// No more names than these are followed: somebody is leading us round.
const MOST: usize = 300;

/// Follows these names, and the names of the servers that are met.
pub async fn find(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    watch: &Watch,
    hosts: BTreeSet<String>,
) -> Found {
    let mut found = Found::default();
    let mut cuts: BTreeMap<Name, Cut> = BTreeMap::new();
    let mut open: BTreeSet<String> = hosts;
    while !open.is_empty() && found.names.len() < MOST {
        let walks = open.iter().map(async |host| {
            let walk = match host.parse::<Name>() {
                Ok(name) => watch.within(walker.walk(&name)).await,
                Err(error) => Err(error.0),
            };
            (host.clone(), walk)
        });
        let walks = join_all(walks).await;
        let mut next = BTreeSet::new();
        for (host, walk) in walks {
            match walk {
                Ok(walk) => note(&mut found, &mut cuts, watch, &host, &walk),
                Err(why) => drop(found.names.insert(host, lost(&why))),
            }
        }
        for server in cuts
            .values()
            .filter(|cut| !operator::is_suffix(&cut.zone.bare()))
            .flat_map(|cut| &cut.servers)
        {
            if server.glue.is_empty() {
                next.insert(server.name.bare());
            }
        }
        next.retain(|name| !found.names.contains_key(name));
        open = next;
    }
    let asked = cuts
        .values()
        .filter(|cut| !cut.zone.is_root())
        .map(async |cut| {
            let facts = zone(ask, walker, watch, cut, &cuts).await;
            (cut.zone.bare(), facts)
        });
    found.zones.extend(join_all(asked).await);
    found
}

fn lost(why: &str) -> NameFacts {
    NameFacts {
        path: unknown(why),
        alias: None,
        addresses: unknown(why),
        ttl: None,
    }
}

fn unknown<T>(why: &str) -> Fact<T> {
    Fact::Unknown {
        why: why.to_owned(),
    }
}

/// Writes down every name of a walk and every cut on the way.
fn note(found: &mut Found, cuts: &mut BTreeMap<Name, Cut>, watch: &Watch, host: &str, walk: &Walk) {
    for (number, hop) in walk.hops.iter().enumerate() {
        cuts.extend(hop.cuts.iter().map(|cut| (cut.zone.clone(), cut.clone())));
        let last = number + 1 == walk.hops.len();
        let ended = match (&walk.end, last) {
            (End::Failed(why), true) => Some(why.as_str()),
            _ => None,
        };
        let name = match number {
            0 => host.to_owned(),
            _ => hop.name.bare(),
        };
        found.names.insert(name, name_facts(watch, hop, ended));
    }
}

fn name_facts(watch: &Watch, hop: &Hop, failed: Option<&str>) -> NameFacts {
    if let Some(why) = failed {
        return lost(why);
    }
    let path = hop
        .cuts
        .iter()
        .filter(|cut| !cut.zone.is_root())
        .map(|cut| cut.zone.bare());
    let servers = hop
        .zone()
        .map(|cut| format!("the servers of {}", cut.zone.bare()));
    let from = servers.unwrap_or_else(|| "the root".to_owned());
    let ips = hop.addresses.iter().flat_map(|set| set.ips()).collect();
    let ttl = hop.addresses.iter().map(|set| set.ttl).min();
    NameFacts {
        path: watch.seen(path.collect(), &from),
        alias: hop.cname.as_ref().map(|(target, _)| target.bare()),
        addresses: watch.seen(ips, &from),
        ttl: hop
            .cname
            .as_ref()
            .map(|(_, ttl)| *ttl)
            .into_iter()
            .chain(ttl)
            .min(),
    }
}

/// What one zone's parent and servers say.
async fn zone(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    watch: &Watch,
    cut: &Cut,
    cuts: &BTreeMap<Name, Cut>,
) -> ZoneFacts {
    let from = teller(cut, cuts);
    let mut facts = ZoneFacts {
        servers: watch.seen(Vec::new(), &from),
        own_servers: Vec::new(),
        parent_ttl: Some(cut.parent_ttl).filter(|ttl| *ttl > 0),
        registrar: unknown("nobody was asked"),
        expires: unknown("nobody was asked"),
        soa: None,
    };
    let bare = |names: &BTreeSet<Name>| names.iter().map(Name::bare).collect::<Vec<_>>();
    facts.own_servers = cut.child_servers.as_ref().map(bare).unwrap_or_default();
    let suffix = operator::is_suffix(&cut.zone.bare());
    let asked = cut.servers.iter().map(async |server| match suffix {
        true => (plain(server), None),
        false => look(ask, walker, watch, cut, server).await,
    });
    let mut servers = Vec::new();
    for (server, said) in join_all(asked).await {
        servers.push(server);
        let Some(said) = said else {
            continue;
        };
        facts.soa = facts.soa.or(said.soa);
        if facts.own_servers.is_empty() {
            facts.own_servers = said.servers;
        }
    }
    facts.servers = watch.seen(servers, &from);
    facts
}

/// Which server of the parent told of a zone.
fn teller(cut: &Cut, cuts: &BTreeMap<Name, Cut>) -> String {
    let Some(ip) = cut.told_by else {
        return format!("the servers of {}", cut.parent.bare());
    };
    let parent = cuts.get(&cut.parent);
    let named = parent.and_then(|parent| parent.addresses().find(|(_, at)| *at == ip));
    named
        .filter(|(name, _)| !name.is_root())
        .map_or_else(|| ip.to_string(), |(name, _)| name.bare())
}

fn plain(server: &NameServer) -> ServerFacts {
    ServerFacts {
        name: server.name.bare(),
        glue: !server.glue.is_empty(),
        addresses: server.addresses.iter().copied().collect(),
        fault: server.lost.clone(),
    }
}

/// What a zone says of itself.
struct Said {
    soa: Option<(String, String)>,
    servers: Vec<String>,
}

/// Asks a server at each of its addresses whether it answers for the zone; one that does is enough.
async fn look(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    watch: &Watch,
    cut: &Cut,
    server: &NameServer,
) -> (ServerFacts, Option<Said>) {
    let mut facts = plain(server);
    if facts.addresses.is_empty() {
        facts
            .fault
            .get_or_insert_with(|| "has no address".to_owned());
        return (facts, None);
    }
    let mut fault = None;
    for ip in &server.addresses {
        match heard(ask, walker, watch, cut, *ip).await {
            Ok(said) => return (facts, Some(said)),
            Err(why) => fault = fault.or(Some(why)),
        }
    }
    facts.fault = fault;
    (facts, None)
}

async fn heard(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    watch: &Watch,
    cut: &Cut,
    ip: IpAddr,
) -> Result<Said, String> {
    let at = walker.server(ip);
    let question = |rtype| Question::new(&cut.zone, rtype);
    let reply = watch
        .within(ask.ask(at, &question(RecordType::Soa)))
        .await?;
    let Some((_, soa, _)) = reply.authoritative().and_then(|answer| answer.soa()) else {
        return Err(reply.to_string());
    };
    let primary = soa.mname.bare();
    let primary = operator::registrable(&primary)
        .unwrap_or(&primary)
        .to_owned();
    let named = watch.within(ask.ask(at, &question(RecordType::Ns))).await?;
    let servers = named
        .authoritative()
        .and_then(|answer| answer.servers(&cut.zone));
    Ok(Said {
        soa: Some((primary, soa.rname.bare())),
        servers: servers
            .map(|(names, _)| names.iter().map(Name::bare).collect())
            .unwrap_or_default(),
    })
}
