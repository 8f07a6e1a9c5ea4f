//! What `[dns]` says, as plain data.

use super::name::Name;
use super::record::Data;
use super::walk::Roots;
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};

/// `[dns]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsSettings {
    /// How long an address may be remembered, in seconds.
    pub ttl: u32,
    /// How many operators must answer for each zone.
    pub min_operators: usize,
    /// How many addresses of a name must answer, whatever is changed.
    pub min_live: usize,
    /// How often in a row a mirror must fail before failover takes it out.
    pub out_after: u32,
    /// How often in a row it must be well before failover puts it back.
    pub back_after: u32,
    /// How long failover leaves a mirror alone after it moved it.
    pub rest: TimeDelta,
    /// Where walks begin.
    pub roots: Roots,
    /// Name servers that are reached elsewhere than at their own address.
    pub reach: BTreeMap<IpAddr, SocketAddr>,
    /// `[[dns.provider]]`, in order.
    pub providers: Vec<ProviderSettings>,
    /// `[[dns.zone]]`, in order.
    pub zones: Vec<ZoneSettings>,
    /// `[[dns.host]]`, in order.
    pub hosts: Vec<HostSettings>,
    /// `[[dns.record]]`, in order.
    pub records: Vec<RecordSettings>,
}

impl Default for DnsSettings {
    fn default() -> Self {
        DnsSettings {
            ttl: 300,
            min_operators: 2,
            min_live: 1,
            out_after: 3,
            back_after: 5,
            rest: TimeDelta::minutes(30),
            roots: Roots::default(),
            reach: BTreeMap::new(),
            providers: Vec::new(),
            zones: Vec::new(),
            hosts: Vec::new(),
            records: Vec::new(),
        }
    }
}

/// `[[dns.provider]]`: one who answers for zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderSettings {
    /// What it is called on the command line.
    pub name: String,
    /// How it is told.
    pub kind: ProviderKind,
}

/// How a provider is told what to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderKind {
    /// By dynamic updates.
    Rfc2136(Rfc2136Settings),
    /// Through octoDNS, which knows everybody's API.
    Octodns(OctodnsSettings),
}

/// `rfc2136 = { server = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rfc2136Settings {
    /// The primary's name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The key's name, for signed messages.
    pub key: Option<Name>,
    /// How the key signs: `hmac-sha256`, `hmac-sha384` or `hmac-sha512`.
    pub algorithm: &'static str,
    /// The environment variable that holds the key, in base64.
    pub secret_variable: String,
}

/// `octodns = { class = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OctodnsSettings {
    /// The provider's class, such as `octodns_route53.Route53Provider`.
    pub class: String,
    /// Its settings, as octoDNS takes them; secrets as `env/VARIABLE`.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// The program.
    pub program: String,
}

/// `[[dns.zone]]`: a zone of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneSettings {
    /// Its name.
    pub name: Name,
    /// Names of the providers that answer for it.
    pub providers: Vec<String>,
    /// Servers it shall name for itself; left alone when there are none.
    pub servers: BTreeSet<Name>,
    /// Nothing else is in it: what is not wanted goes.
    pub whole: bool,
    /// Which `[[dns.zone]]` it is, for its place.
    pub position: usize,
}

/// `[[dns.host]]`: where a mirror is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostSettings {
    /// The mirror's name.
    pub mirror: String,
    /// Where it is.
    pub place: Place,
}

/// Where a mirror is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At these addresses.
    Addresses(BTreeSet<IpAddr>),
    /// At whatever this name stands for.
    Cname(Name),
}

/// `[[dns.record]]`: what is wanted beyond the mirrors' own names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSettings {
    /// Whose it is.
    pub name: Name,
    /// How long it may be remembered, in seconds.
    pub ttl: Option<u32>,
    /// What it says.
    pub what: What,
    /// Which `[[dns.record]]` it is, for its place.
    pub position: usize,
}

/// What a `[[dns.record]]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// This.
    Data(BTreeSet<Data>),
    /// The addresses of these mirrors: one name shared by several.
    Mirrors(Vec<String>),
}
