//! One walk down: from the deepest zone known to the zone that answers for a name.

use super::{Cut, DEPTH, NameServer, Waiting, Walker};
use crate::dns::lookup::{Answer, Question, Rcode, Reply};
use crate::dns::name::Name;
use crate::dns::record::{Data, RecordSet, RecordType, sets};
use futures_util::future::{BoxFuture, join_all};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// How many cuts one way may have: a name has at most 127 labels, a sane one far fewer.
const CUTS: usize = 40;

/// How many servers of one zone are asked before it is given up.
const SERVERS: usize = 16;

/// What the last zone says of a name.
pub(super) struct Told {
    pub rcode: Rcode,
    pub addresses: Vec<RecordSet>,
    pub cname: Option<(Name, u32)>,
}

impl Walker<'_> {
    /// All the way down; boxed, since servers' names are walked to in turn.
    pub(super) fn descend<'s>(
        &'s self,
        name: &'s Name,
        waiting: Waiting<'s>,
    ) -> BoxFuture<'s, Result<(Vec<Cut>, Told), String>> {
        Box::pin(async move {
            let mut cuts = self.known_cuts(name);
            while cuts.len() <= CUTS {
                let Some(current) = cuts.last().cloned() else {
                    return Err("there is no root to begin at".to_owned());
                };
                let (ip, answer) = self.question(&current, name, RecordType::A).await?;
                if let Some((zone, servers, ttl)) = referral(&answer, &current.zone, name) {
                    let glue = glue(&answer, &servers, &current.zone);
                    let mut cut = self.cut(&current, zone, servers, &glue, waiting).await?;
                    cut.parent_ttl = ttl;
                    cut.told_by = Some(ip);
                    self.ds(&current, &mut cut, ip).await;
                    self.remember(cut.clone());
                    cuts.push(cut);
                    continue;
                }
                if let Some(cut) = self.hidden(&current, name, ip, waiting).await? {
                    self.remember(cut.clone());
                    cuts.push(cut);
                    continue;
                }
                let told = self.told(ip, name, &answer).await;
                return Ok((cuts, told));
            }
            Err(format!("more than {CUTS} delegations lead to {name}"))
        })
    }

    /// The first useful answer of a zone's servers; what each of them did when there is none.
    async fn question(
        &self,
        cut: &Cut,
        name: &Name,
        rtype: RecordType,
    ) -> Result<(IpAddr, Answer), String> {
        let mut said = Vec::new();
        for (server, ip) in cut.addresses().take(SERVERS) {
            let question = Question::new(name, rtype);
            let reply = self.ask.ask(self.server(ip), &question).await;
            match &reply {
                Reply::Answer(answer) if useful(answer, &cut.zone, name) => {
                    return Ok((ip, (**answer).clone()));
                }
                _ => said.push(format!("{} ({ip}) {reply}", server.bare())),
            }
        }
        let lost = cut.servers.iter().filter_map(|server| {
            let why = server.lost.as_ref()?;
            Some(format!("{} {why}", server.name.bare()))
        });
        said.extend(lost);
        let zone = match cut.zone.is_root() {
            true => "the root".to_owned(),
            false => cut.zone.bare(),
        };
        Err(match said.is_empty() {
            true => format!("no server of {zone} has an address"),
            false => format!("of {zone}: {}", said.join("; ")),
        })
    }

    /// A cut with its servers found.
    async fn cut(
        &self,
        parent: &Cut,
        zone: Name,
        names: BTreeSet<Name>,
        glue: &BTreeMap<Name, BTreeSet<IpAddr>>,
        waiting: Waiting<'_>,
    ) -> Result<Cut, String> {
        let found = names.iter().map(async |name| {
            let given = glue.get(name).cloned().unwrap_or_default();
            let mut server = NameServer {
                name: name.clone(),
                addresses: given.clone(),
                glue: given,
                lost: None,
            };
            if server.addresses.is_empty() {
                match self.locate(name, &zone, waiting).await {
                    Ok(addresses) => server.addresses = addresses,
                    Err(why) => server.lost = Some(why),
                }
            }
            server
        });
        let servers = join_all(found).await;
        Ok(Cut {
            zone,
            parent: parent.zone.clone(),
            parent_servers: Some(names),
            parent_ttl: 0,
            child_servers: None,
            ds: BTreeSet::new(),
            ds_lost: None,
            servers,
            told_by: None,
        })
    }

    /// Where a server is that came without an address.
    async fn locate(
        &self,
        name: &Name,
        zone: &Name,
        waiting: Waiting<'_>,
    ) -> Result<BTreeSet<IpAddr>, String> {
        if name.is_within(zone) {
            return Err("is inside the zone it serves, and the parent gives no address".to_owned());
        }
        if waiting.contains(name) {
            return Err("waits for itself: its own zone is served by it".to_owned());
        }
        if waiting.len() >= DEPTH {
            return Err(format!("hangs on {DEPTH} other names"));
        }
        let mut waiting = waiting.to_vec();
        waiting.push(name.clone());
        let walk = self.walk_within(name, &waiting).await;
        let ips = walk.ips();
        match ips.is_empty() {
            true => Err(format!("was not found: {}", walk.end)),
            false => Ok(ips),
        }
    }

    /// A cut that does not show, because the same server answers for both sides.
    async fn hidden(
        &self,
        current: &Cut,
        name: &Name,
        ip: IpAddr,
        waiting: Waiting<'_>,
    ) -> Result<Option<Cut>, String> {
        for labels in current.zone.labels() + 1..=name.labels() {
            let zone = name.last(labels);
            let question = Question::new(&zone, RecordType::Ns);
            let reply = self.ask.ask(self.server(ip), &question).await;
            let Some(answer) = reply.answer() else {
                continue;
            };
            if answer.rcode == Rcode::NxDomain {
                return Ok(None);
            }
            let own = answer.answers.iter().any(|record| record.name == zone);
            if let (true, Some((servers, _))) = (own, answer.servers(&zone)) {
                let glue = glue(answer, &servers, &current.zone);
                let mut cut = self.cut(current, zone, servers, &glue, waiting).await?;
                cut.child_servers = cut.parent_servers.take();
                self.ds(current, &mut cut, ip).await;
                // They are the parent's own, whatever their names resolve to.
                for server in &mut cut.servers {
                    let same = current
                        .servers
                        .iter()
                        .find(|other| other.name == server.name);
                    if let (true, Some(same)) = (server.addresses.is_empty(), same) {
                        server.addresses = same.addresses.clone();
                        server.lost = None;
                    }
                }
                if cut.addresses().next().is_none() {
                    return Ok(None);
                }
                return Ok(Some(cut));
            }
        }
        Ok(None)
    }

    /// What the parent vouches for. That nobody tells is not that there is nothing.
    async fn ds(&self, parent: &Cut, cut: &mut Cut, ip: IpAddr) {
        let question = Question::new(&cut.zone, RecordType::Ds);
        let reply = self.ask.ask(self.server(ip), &question).await;
        let answer = match reply.authoritative().cloned() {
            Some(answer) => Ok(answer),
            None => self
                .question(parent, &cut.zone, RecordType::Ds)
                .await
                .map(|found| found.1),
        };
        match answer.map(|answer| answer.set(&cut.zone, RecordType::Ds)) {
            Ok(set) => cut.ds = set.map(|set| set.data).unwrap_or_default(),
            Err(why) => cut.ds_lost = Some(why),
        }
    }

    /// Both kinds of address, or the name it stands for.
    async fn told(&self, ip: IpAddr, name: &Name, four: &Answer) -> Told {
        let question = Question::new(name, RecordType::Aaaa);
        let six = self.ask.ask(self.server(ip), &question).await;
        let six = six.authoritative();
        let sets = [
            four.set(name, RecordType::A),
            six.and_then(|answer| answer.set(name, RecordType::Aaaa)),
        ];
        Told {
            rcode: four.rcode,
            cname: four.cname(name),
            addresses: sets.into_iter().flatten().collect(),
        }
    }
}

/// An answer of its own, or a referral that leads further down.
fn useful(answer: &Answer, zone: &Name, name: &Name) -> bool {
    match answer.rcode {
        Rcode::NoError => answer.authoritative || referral(answer, zone, name).is_some(),
        Rcode::NxDomain => answer.authoritative,
        _ => false,
    }
}

/// Who serves the zone below, when an answer says nothing but that.
fn referral(answer: &Answer, zone: &Name, name: &Name) -> Option<(Name, BTreeSet<Name>, u32)> {
    if answer.authoritative || answer.rcode != Rcode::NoError || !answer.answers.is_empty() {
        return None;
    }
    let below = answer.authority.iter().find(|record| {
        matches!(record.data, Data::Ns(_))
            && record.name.is_below(zone)
            && name.is_within(&record.name)
    })?;
    let below = below.name.clone();
    let (servers, ttl) = answer.servers(&below)?;
    Some((below, servers, ttl))
}

/// Addresses that came along, of servers the parent may speak for.
fn glue(
    answer: &Answer,
    servers: &BTreeSet<Name>,
    parent: &Name,
) -> BTreeMap<Name, BTreeSet<IpAddr>> {
    let given = answer
        .additional
        .iter()
        .filter(|record| servers.contains(&record.name) && record.name.is_within(parent));
    let sets = sets(given.cloned());
    let mut glue: BTreeMap<Name, BTreeSet<IpAddr>> = BTreeMap::new();
    for set in sets.into_values() {
        glue.entry(set.name.clone()).or_default().extend(set.ips());
    }
    glue
}
