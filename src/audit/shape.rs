//! From facts to the graph: what a copy, a name, a zone and a server need.
//!
//! ```text
//! READ(site)   = any advertised copy's READ
//! READ(u)      = Name(host) and Addr(host) and Tls(u), and it answers now
//! Name(h)      = every zone on its path, and Name of whatever it is another name of
//! Zone(z)      = its top-level domain and registrar, and any answering server the parent names
//! NsUp(n)      = its operator, any of its networks, and Name(n) unless the parent gives its address
//! Addr(h)      = any address's network and host, and the CDN in front
//! PUBLISH(m)   = the host that takes the files, the accounts, and CI with its git host, or a laptop
//! UPDATE(site) = any copy that can be read and published to
//! ```
//!
//! A domain counts only where its loss would be seen within the horizon: a registrar when the name runs
//! out, an issuer when the certificate does, and with warm caches whatever outlives its time to live.

mod place;

use super::domain::{Domain, Kind, registrar};
use super::facts::{Basis, Fact, Facts, ServerFacts, UrlFacts};
use super::graph::{ALWAYS, Gate, Graph, NEVER, Node};
use super::operator;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// What counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// The moment it is judged at.
    pub now: DateTime<Utc>,
    /// A loss that shows only later does not count; none: every loss counts.
    pub horizon: Option<TimeDelta>,
    /// Resolvers hold what they have seen. Else nobody has looked the name up before, which is so for
    /// most who come to a status page.
    pub warm: bool,
    /// An issuer may take its certificates back at any time.
    pub revocation: bool,
}

/// The graph, and where to find things in it.
#[derive(Debug, Clone)]
pub struct Shape {
    /// All gates.
    pub graph: Graph,
    /// READ of each copy, in the order of the facts.
    pub copies: Vec<Node>,
    /// READ and PUBLISH of each copy.
    pub updates: Vec<Node>,
    /// READ of each address of the product.
    pub product_urls: Vec<Node>,
    /// The product; none when nothing is said of it.
    pub product: Option<Node>,
    /// READ of the site.
    pub read: Node,
    /// UPDATE of the site.
    pub update: Node,
    /// Domains that something needs and that do not count here, and how long until they would.
    pub delayed: BTreeMap<Domain, TimeDelta>,
    /// Names of others whose registrar nobody knows: it is taken for a part of their operator.
    pub left_out: BTreeSet<String>,
}

/// Makes the graph.
pub fn shape(facts: &Facts, counting: &Counting) -> Shape {
    let urls = || facts.copies.iter().chain(&facts.product);
    let ours = urls().filter(|url| operator::host(&url.host).is_none());
    let own = ours
        .filter_map(|url| operator::registrable(&url.host))
        .collect();
    let mut maker = Maker {
        facts,
        counting,
        own,
        graph: Graph::default(),
        names: BTreeMap::new(),
        zones: BTreeMap::new(),
        delayed: BTreeMap::new(),
        left_out: BTreeSet::new(),
    };
    let copies: Vec<Node> = facts.copies.iter().map(|url| maker.copy(url)).collect();
    let updates: Vec<Node> = facts
        .copies
        .iter()
        .zip(&copies)
        .map(|(url, read)| {
            let publish = maker.publish(url);
            maker.all(vec![*read, publish])
        })
        .collect();
    let known = |nodes: &[Node]| -> Vec<Node> {
        let pairs = facts.copies.iter().zip(nodes);
        pairs
            .filter(|(url, _)| url.advertised)
            .map(|(_, node)| *node)
            .collect()
    };
    let (known_copies, known_updates) = (known(&copies), known(&updates));
    let read = maker.graph.add(Gate::Or(known_copies));
    let update = maker.graph.add(Gate::Or(known_updates));
    let product_urls: Vec<Node> = facts.product.iter().map(|url| maker.read(url)).collect();
    let mut parts = product_urls.clone();
    for need in &facts.product_needs {
        let basis = Basis::Declared {
            key: "`[product] domains`".to_owned(),
        };
        parts.push(maker.graph.leaf(need.clone(), basis));
    }
    let product = (!parts.is_empty()).then(|| maker.all(parts));
    Shape {
        graph: maker.graph,
        copies,
        updates,
        product_urls,
        product,
        read,
        update,
        delayed: maker.delayed,
        left_out: maker.left_out,
    }
}

struct Maker<'a> {
    facts: &'a Facts,
    counting: &'a Counting,
    /// Names of ours that one buys.
    own: Vec<&'a str>,
    graph: Graph,
    names: BTreeMap<&'a str, Node>,
    zones: BTreeMap<&'a str, Node>,
    delayed: BTreeMap<Domain, TimeDelta>,
    left_out: BTreeSet<String>,
}

impl<'a> Maker<'a> {
    fn all(&mut self, parts: Vec<Node>) -> Node {
        self.graph.add(Gate::And(parts))
    }

    /// A domain, unless its loss shows only behind the horizon.
    fn leaf(&mut self, domain: Domain, basis: Basis, grace: Option<TimeDelta>) -> Node {
        let late = grace.filter(|grace| {
            self.counting
                .horizon
                .is_some_and(|horizon| *grace >= horizon)
        });
        match late {
            None => self.graph.leaf(domain, basis),
            Some(grace) => {
                let soonest = self.delayed.entry(domain).or_insert(grace);
                *soonest = grace.min(*soonest);
                self.graph.add(ALWAYS)
            }
        }
    }

    /// Adds where it was read who this is, to what is known of a domain that counts.
    fn named(&mut self, domain: &Domain, basis: Option<Basis>) {
        if let Some(basis) = basis
            && self.graph.number(domain).is_some()
        {
            self.graph.leaf(domain.clone(), basis);
        }
    }

    /// How long resolvers go on without asking.
    fn cached(&self, ttl: Option<u32>) -> Option<TimeDelta> {
        let ttl = ttl.filter(|_| self.counting.warm)?;
        Some(TimeDelta::seconds(ttl.into()))
    }

    fn copy(&mut self, url: &'a UrlFacts) -> Node {
        let read = self.read(url);
        let answers = url
            .answer
            .value()
            .is_some_and(|answer| (200..400).contains(&answer.status));
        match answers {
            true => read,
            false => {
                let never = self.graph.add(NEVER);
                self.all(vec![read, never])
            }
        }
    }

    fn read(&mut self, url: &'a UrlFacts) -> Node {
        let name = self.name(&url.host);
        let mut parts = vec![name, self.address(&url.host, &url.depends)];
        parts.extend(self.certificate(url));
        for domain in &url.depends {
            let publishing = [Kind::Repo, Kind::Ci, Kind::Account].contains(&domain.kind);
            if !publishing && domain.kind != Kind::Registrar {
                parts.push(self.graph.leaf(domain.clone(), depends()));
            }
        }
        self.all(parts)
    }

    fn certificate(&mut self, url: &UrlFacts) -> Option<Node> {
        let fact = url.certificate.as_ref()?;
        Some(match fact.value() {
            Some(found) => {
                let grace = match self.counting.revocation {
                    true => TimeDelta::zero(),
                    false => found.not_after - self.counting.now,
                };
                let domain = Domain::new(Kind::Ca, found.issuer.to_lowercase());
                self.leaf(domain, fact.basis(), Some(grace))
            }
            None => self
                .graph
                .leaf(Domain::unknown(Kind::Ca, &url.host), fact.basis()),
        })
    }

    fn name(&mut self, host: &'a str) -> Node {
        if let Some(node) = self.names.get(host) {
            return *node;
        }
        let node = self.graph.reserve();
        self.names.insert(host, node);
        if host.parse::<IpAddr>().is_ok() {
            self.graph.set(node, ALWAYS);
            return node;
        }
        let mut parts = Vec::new();
        let found = self.facts.names.get(host);
        match found.map(|name| &name.path) {
            Some(path) if path.value().is_some() => {
                let zones = path.value().map_or(&[][..], Vec::as_slice);
                parts.extend(zones.iter().map(|zone| self.zone(zone)));
            }
            path => {
                let why = path.map_or_else(unasked, Fact::basis);
                parts.extend(self.unwalked(host, &why));
            }
        }
        if let Some(alias) = found.and_then(|name| name.alias.as_deref()) {
            parts.push(self.name(alias));
        }
        self.graph.set(node, Gate::And(parts));
        node
    }

    /// What a name needs that nobody could follow: the little that the name itself says.
    fn unwalked(&mut self, host: &'a str, why: &Basis) -> Vec<Node> {
        let said = Basis::Declared {
            key: "the name itself".to_owned(),
        };
        let top = host.rsplit('.').next().unwrap_or(host);
        let bought = operator::registrable(host).unwrap_or(host);
        vec![
            self.graph.leaf(Domain::new(Kind::Tld, top), said),
            self.registrar(bought),
            self.graph
                .leaf(Domain::unknown(Kind::Dns, bought), why.clone()),
        ]
    }

    fn registrar(&mut self, zone: &str) -> Node {
        let found = self.facts.zones.get(zone);
        let until = found.and_then(|zone| zone.expires.value());
        let grace = until.map(|until| *until - self.counting.now);
        let fact = found.map(|zone| &zone.registrar);
        let basis = fact.map_or_else(unasked, Fact::basis);
        let domain = match fact.and_then(Fact::value) {
            Some(name) => Domain::new(Kind::Registrar, registrar(name)),
            None if self.own.contains(&zone) => Domain::unknown(Kind::Registrar, zone),
            // Whoever runs it has registered it: it fails with them.
            None => {
                self.left_out.insert(zone.to_owned());
                return self.graph.add(ALWAYS);
            }
        };
        self.leaf(domain, basis, grace)
    }

    fn zone(&mut self, zone: &'a str) -> Node {
        if let Some(node) = self.zones.get(zone) {
            return *node;
        }
        let node = self.graph.reserve();
        self.zones.insert(zone, node);
        let found = self.facts.zones.get(zone);
        let basis = found.map_or_else(unasked, |found| found.servers.basis());
        if operator::is_suffix(zone) {
            let top = zone.rsplit('.').next().unwrap_or(zone);
            let grace = self.cached(found.and_then(|found| found.parent_ttl));
            let leaf = self.leaf(Domain::new(Kind::Tld, top), basis, grace);
            self.graph.set(node, Gate::And(vec![leaf]));
            return node;
        }
        let mut parts = Vec::new();
        if operator::registrable(zone) == Some(zone) {
            parts.push(self.registrar(zone));
        }
        match found.and_then(|found| found.servers.value()) {
            Some(servers) => {
                let grace = self.cached(self.facts.names.get(zone).and_then(|name| name.ttl));
                let answering = servers.iter().filter(|server| server.fault.is_none());
                let servers = answering
                    .map(|server| self.server(server, &basis, grace))
                    .collect();
                parts.push(self.graph.add(Gate::Or(servers)));
            }
            None => parts.push(self.graph.leaf(Domain::unknown(Kind::Dns, zone), basis)),
        }
        self.graph.set(node, Gate::And(parts));
        node
    }

    fn server(&mut self, server: &'a ServerFacts, basis: &Basis, grace: Option<TimeDelta>) -> Node {
        let networks = &self.facts.networks;
        let asns: Vec<u32> = server
            .addresses
            .iter()
            .filter_map(|ip| networks.get(ip)?.value())
            .flat_map(|network| network.asns.iter().copied())
            .collect();
        let operator = operator::dns(self.facts, &server.name, &asns, &self.own);
        let mut parts = vec![self.leaf(operator.domain.clone(), basis.clone(), grace)];
        self.named(&operator.domain, operator.basis);
        let reached: Vec<Node> = server
            .addresses
            .iter()
            .filter_map(|ip| self.network(ip))
            .collect();
        if !reached.is_empty() {
            parts.push(self.graph.add(Gate::Or(reached)));
        }
        if !server.glue {
            parts.push(self.name(&server.name));
        }
        self.all(parts)
    }
}

fn depends() -> Basis {
    Basis::Declared {
        key: "`[[mirror]] depends`".to_owned(),
    }
}

fn unasked() -> Basis {
    Basis::Unknown {
        why: "nobody was asked".to_owned(),
    }
}
