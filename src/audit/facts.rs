//! What is known of the copies, the product, and what both stand on. Plain data, gathered at the edge
//! and kept in `.stillup/facts.json`; judging it needs nothing else.

use super::domain::Domain;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// The form this program writes; a reader refuses a higher one.
pub const VERSION: u32 = 1;

/// Something that is known, or not, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Fact<T> {
    /// Somebody else said so when asked.
    Seen {
        /// What.
        value: T,
        /// When.
        at: DateTime<Utc>,
        /// Who.
        from: String,
    },
    /// The settings say so.
    Declared {
        /// What.
        value: T,
        /// The key, as in `[[mirror]] depends`.
        key: String,
    },
    /// Nobody said.
    Unknown {
        /// In words.
        why: String,
    },
}

impl<T> Fact<T> {
    /// What is known.
    pub fn value(&self) -> Option<&T> {
        match self {
            Fact::Seen { value, .. } | Fact::Declared { value, .. } => Some(value),
            Fact::Unknown { .. } => None,
        }
    }

    /// How it is known, for a line of a report.
    pub fn basis(&self) -> Basis {
        match self {
            Fact::Seen { at, from, .. } => Basis::Seen {
                at: *at,
                from: from.clone(),
            },
            Fact::Declared { key, .. } => Basis::Declared { key: key.clone() },
            Fact::Unknown { why } => Basis::Unknown { why: why.clone() },
        }
    }
}

/// How something is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Basis {
    /// Somebody said so.
    Seen {
        /// When.
        at: DateTime<Utc>,
        /// Who.
        from: String,
    },
    /// The settings say so.
    Declared {
        /// The key.
        key: String,
    },
    /// It is not.
    Unknown {
        /// In words.
        why: String,
    },
    /// Somebody wrote it down.
    Listed {
        /// Where, as an address.
        from: String,
        /// The day it was read there.
        read: NaiveDate,
    },
}

impl Basis {
    /// As a line says it: `seen 2026-11-20 10:12Z from ns1.one.example`.
    pub fn words(&self) -> String {
        match self {
            Basis::Seen { at, from } => {
                format!("seen {} from {from}", at.format("%Y-%m-%d %H:%MZ"))
            }
            Basis::Declared { key } => format!("declared in {key}"),
            Basis::Unknown { why } => format!("not known: {why}"),
            Basis::Listed { from, read } => format!("named by {from}, read {read}"),
        }
    }
}

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// 1.
    pub version: u32,
    /// The site's id.
    pub site: String,
    /// When they were gathered.
    pub gathered_at: DateTime<Utc>,
    /// Our copies, as configured.
    pub copies: Vec<UrlFacts>,
    /// What must not take them down.
    pub product: Vec<UrlFacts>,
    /// What else the product needs: `[product] domains`.
    pub product_needs: Vec<Domain>,
    /// Somebody can publish from a machine of their own: `[audit] laptop`.
    pub laptop: bool,
    /// Names of hosts and of name servers, in lower case, without a last dot.
    pub names: BTreeMap<String, NameFacts>,
    /// Zones on their paths, the same way.
    pub zones: BTreeMap<String, ZoneFacts>,
    /// Who was asked for the networks of addresses; none: nobody was to be (`[audit] asn_source = "off"`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub networks_from: Option<String>,
    /// The network of each address.
    pub networks: BTreeMap<IpAddr, Fact<Network>>,
    /// What our own pages fetch from elsewhere.
    pub outside: Vec<Outside>,
}

/// One address somebody reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UrlFacts {
    /// The mirror's name; of the product, its host.
    pub name: String,
    /// Where it is read.
    pub address: String,
    /// The name in the address, or the number.
    pub host: String,
    /// Readers can know it: it is listed on the page, or printed elsewhere.
    pub advertised: bool,
    /// What else it needs, as declared.
    pub depends: Vec<Domain>,
    /// Whether it answered.
    pub answer: Fact<Answered>,
    /// Its certificate; absent over plain HTTP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Fact<Certificate>>,
    /// How a mirror is published to; absent for the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish: Option<PublishFacts>,
}

/// What came back over HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The status, such as 200.
    pub status: u16,
    /// What its headers hint at, such as `cdn:cloudflare`. A hint only: it may be a lie.
    pub hints: Vec<Domain>,
}

/// A certificate, as the server showed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The organisation that issued it.
    pub issuer: String,
    /// The names it is for.
    pub names: Vec<String>,
    /// When it ends.
    pub not_after: DateTime<Utc>,
    /// Why a browser would refuse it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// How a mirror is published to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishFacts {
    /// Its kind, such as `s3`.
    pub kind: String,
    /// The name of the host that takes the files; none for a folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Who runs that host, where the kind tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<Domain>,
}

/// A name, followed from the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameFacts {
    /// The zones on its path, from the top.
    pub path: Fact<Vec<String>>,
    /// The name it is another name of (CNAME).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Its addresses.
    pub addresses: Fact<Vec<IpAddr>>,
    /// For how many seconds resolvers keep them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<u32>,
}

/// A zone, as its parent and its servers tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneFacts {
    /// The servers its parent names.
    pub servers: Fact<Vec<ServerFacts>>,
    /// The servers the zone itself names, where it was asked.
    #[serde(default)]
    pub own_servers: Vec<String>,
    /// For how many seconds resolvers keep the parent's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_ttl: Option<u32>,
    /// Who it is registered with.
    pub registrar: Fact<String>,
    /// Until when.
    pub expires: Fact<DateTime<Utc>>,
    /// Primary server and mailbox of its SOA record: zones of one operator have the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soa: Option<(String, String)>,
}

/// One server of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerFacts {
    /// Its name.
    pub name: String,
    /// The parent gives its addresses itself: its name need not be found first.
    pub glue: bool,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// How it answered for this zone; nothing when it answered well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// A network of the Internet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// Numbers of the autonomous systems that announce it; mostly one.
    pub asns: Vec<u32>,
    /// The addresses it covers, as `192.0.2.0/24`.
    pub prefix: String,
}

/// Something a page of ours fetches from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Outside {
    /// The page.
    pub page: String,
    /// What it fetches.
    pub url: String,
}

impl Facts {
    /// As they are kept.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("plain data is always JSON");
        text.push('\n');
        text
    }

    /// Reads them. The error is in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let facts: Facts = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match facts.version {
            VERSION => Ok(facts),
            other => Err(format!(
                "they are of version {other}, this program reads version {VERSION}"
            )),
        }
    }
}

/// No chain of CNAMEs is followed further.
const CHAIN: usize = 8;

/// The addresses a name comes to in the end; none when it leads nowhere, or in a circle.
pub fn reach(names: &BTreeMap<String, NameFacts>, host: &str) -> Vec<IpAddr> {
    if let Ok(ip) = host.parse() {
        return vec![ip];
    }
    let mut at = host;
    for _ in 0..=CHAIN {
        match names.get(at) {
            Some(name) => match &name.alias {
                Some(next) => at = next,
                None => return name.addresses.value().cloned().unwrap_or_default(),
            },
            None => break,
        }
    }
    Vec::new()
}
