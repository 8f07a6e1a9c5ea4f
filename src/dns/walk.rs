//! Finding a name as a resolver does, from the root down, remembering everything met on the way.
//!
//! 1. Ask the servers of the deepest zone known for the name. A referral is a cut: who serves the zone
//!    below, as its parent says. Repeat there.
//! 2. An answer with AA set may come from a server of both parent and child: hidden cuts are looked for
//!    label by label.
//! 3. A CNAME starts a walk of its own, since everything on the way to its target must work too.
//!
//! Nothing here trusts anybody: depth, hops and the number of questions are limited, names that wait for
//! themselves are found out.

mod hints;
mod step;

pub use hints::{ROOTS, Roots};

use super::lookup::{Ask, Rcode};
use super::name::Name;
use super::record::{Data, RecordSet};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

/// How many names in a row may stand for one another.
pub const HOPS: usize = 8;

/// How deep servers' names may hang on servers' names.
pub const DEPTH: usize = 12;

/// The port name servers answer at.
pub const PORT: u16 = 53;

/// A name server as a delegation names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameServer {
    /// Its name.
    pub name: Name,
    /// Addresses that the parent gives along with it.
    pub glue: BTreeSet<IpAddr>,
    /// Where it was found: the glue, else what its name resolves to.
    pub addresses: BTreeSet<IpAddr>,
    /// Why it was not found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lost: Option<String>,
}

/// Where one zone ends and the next begins, as the side above sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The zone that begins here.
    pub zone: Name,
    /// The zone that it is delegated from; the root's is the root.
    pub parent: Name,
    /// What the parent says. Nothing when the same servers serve both, and never let it be seen.
    pub parent_servers: Option<BTreeSet<Name>>,
    /// How long that may be remembered, in seconds.
    pub parent_ttl: u32,
    /// What the zone says of itself, where the walk came to hear it.
    pub child_servers: Option<BTreeSet<Name>>,
    /// What the parent vouches for; empty when the zone is not signed.
    pub ds: BTreeSet<Data>,
    /// Why it is not known what the parent vouches for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ds_lost: Option<String>,
    /// Those who serve it.
    pub servers: Vec<NameServer>,
    /// Which of the parent's servers said so.
    pub told_by: Option<IpAddr>,
}

impl Cut {
    /// Every address that answers for the zone, with its server's name.
    pub fn addresses(&self) -> impl Iterator<Item = (&Name, IpAddr)> {
        self.servers
            .iter()
            .flat_map(|server| server.addresses.iter().map(|ip| (&server.name, *ip)))
    }
}

/// One name on the way, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The name.
    pub name: Name,
    /// Every cut from the root to it, the root's first.
    pub cuts: Vec<Cut>,
    /// Its IPv4 and IPv6 addresses.
    pub addresses: Vec<RecordSet>,
    /// The name it stands for instead, and how long that may be remembered.
    pub cname: Option<(Name, u32)>,
}

impl Hop {
    /// The zone it is in, as far as the walk came.
    pub fn zone(&self) -> Option<&Cut> {
        self.cuts.last()
    }
}

/// How a walk ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// At addresses.
    Found,
    /// The name is there, but has no address.
    NoAddress,
    /// The name does not exist.
    NoName,
    /// Names stand for one another in a circle, or too many in a row.
    Loop(String),
    /// Nobody answered usefully: what each of them did.
    Failed(String),
}

impl fmt::Display for End {
    /// Why a name was not found, in words.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Found | Self::NoAddress => "it has no address",
            Self::NoName => "the name does not exist",
            Self::Loop(why) | Self::Failed(why) => why,
        })
    }
}

/// A walk from the root to a name's addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// Names on the way, the one asked for first.
    pub hops: Vec<Hop>,
    /// How it ended.
    pub end: End,
}

impl Walk {
    /// All addresses found.
    pub fn ips(&self) -> BTreeSet<IpAddr> {
        let sets = self.hops.iter().flat_map(|hop| &hop.addresses);
        sets.flat_map(RecordSet::ips).collect()
    }
}

/// Walks from one root, remembering cuts between walks.
pub struct Walker<'a> {
    ask: &'a dyn Ask,
    known: Mutex<BTreeMap<Name, Cut>>,
    /// Where root servers answer, when not at the usual port.
    ports: BTreeMap<IpAddr, u16>,
}

/// What is being resolved right now, to find out names that wait for themselves.
type Waiting<'a> = &'a [Name];

impl<'a> Walker<'a> {
    /// From these roots.
    pub fn new(ask: &'a dyn Ask, roots: &Roots) -> Self {
        let servers = roots
            .servers()
            .into_iter()
            .map(|(name, address)| NameServer {
                name,
                glue: BTreeSet::from([address.ip()]),
                addresses: BTreeSet::from([address.ip()]),
                lost: None,
            });
        let root = Cut {
            zone: Name::root(),
            parent: Name::root(),
            parent_servers: None,
            parent_ttl: 0,
            child_servers: None,
            ds: BTreeSet::new(),
            ds_lost: None,
            servers: servers.collect(),
            told_by: None,
        };
        let ports = roots.servers().into_iter();
        Walker {
            ask,
            known: Mutex::new(BTreeMap::from([(Name::root(), root)])),
            ports: ports
                .map(|(_, address)| (address.ip(), address.port()))
                .collect(),
        }
    }

    /// Walks to a name. What goes wrong is in the walk.
    pub async fn walk(&self, name: &Name) -> Walk {
        self.walk_within(name, &[]).await
    }

    /// The cuts from the root to the zone that holds a name, and that zone's last; or why there is no way.
    ///
    /// # Errors
    /// Nobody on the way answered usefully.
    pub async fn cuts(&self, name: &Name) -> Result<Vec<Cut>, String> {
        self.descend(name, &[]).await.map(|found| found.0)
    }

    /// Where a server is asked.
    pub fn server(&self, ip: IpAddr) -> SocketAddr {
        SocketAddr::new(ip, self.ports.get(&ip).copied().unwrap_or(PORT))
    }

    async fn walk_within(&self, name: &Name, waiting: Waiting<'_>) -> Walk {
        let mut hops: Vec<Hop> = Vec::new();
        let mut at = name.clone();
        let end = loop {
            if hops.iter().any(|hop| hop.name == at) {
                break End::Loop(format!("{at} stands for itself in the end"));
            }
            if hops.len() > HOPS {
                break End::Loop(format!("more than {HOPS} names stand for one another"));
            }
            let (cuts, told) = match self.descend(&at, waiting).await {
                Ok(found) => found,
                Err(why) => {
                    hops.push(Hop {
                        name: at.clone(),
                        cuts: self.known_cuts(&at),
                        addresses: Vec::new(),
                        cname: None,
                    });
                    break End::Failed(why);
                }
            };
            let hop = Hop {
                name: at.clone(),
                cuts,
                addresses: told.addresses,
                cname: told.cname,
            };
            let next = hop.cname.clone();
            let found = !hop.addresses.is_empty();
            hops.push(hop);
            match next {
                Some((target, _)) => at = target,
                None if found => break End::Found,
                None if told.rcode == Rcode::NxDomain => break End::NoName,
                None => break End::NoAddress,
            }
        };
        Walk { hops, end }
    }

    /// Cuts that are known on the way to a name, the root's first.
    fn known_cuts(&self, name: &Name) -> Vec<Cut> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let zones = (0..=name.labels()).map(|labels| name.last(labels));
        zones.filter_map(|zone| known.get(&zone).cloned()).collect()
    }

    fn remember(&self, cut: Cut) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(cut.zone.clone(), cut);
    }
}
