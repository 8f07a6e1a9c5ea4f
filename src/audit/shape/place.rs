//! Where a name leads, and who takes files there: addresses, networks, hosts, publishing.

use super::super::domain::{Domain, Kind};
use super::super::facts::{Basis, Fact, UrlFacts};
use super::super::graph::{ALWAYS, Gate, NEVER, Node};
use super::super::operator;
use super::{Maker, depends, unasked};
use std::net::IpAddr;

/// No chain of CNAMEs is followed further.
const CHAIN: usize = 8;

impl<'a> Maker<'a> {
    /// The network of an address; none when nobody was to be asked.
    pub(super) fn network(&mut self, ip: &IpAddr) -> Option<Node> {
        self.facts.networks_from.as_ref()?;
        let fact = self.facts.networks.get(ip);
        let basis = fact.map_or_else(unasked, Fact::basis);
        let asns = fact
            .and_then(Fact::value)
            .map_or(&[][..], |network| &network.asns);
        let domains: Vec<Domain> = match asns {
            [] => vec![Domain::unknown(Kind::Asn, &neighbourhood(ip))],
            asns => asns
                .iter()
                .map(|asn| Domain::new(Kind::Asn, asn.to_string()))
                .collect(),
        };
        // Any of those that announce it may carry it.
        let parts = domains
            .into_iter()
            .map(|domain| self.graph.leaf(domain, basis.clone()))
            .collect();
        Some(self.graph.add(Gate::Or(parts)))
    }

    pub(super) fn address(&mut self, host: &'a str, depends: &[Domain]) -> Node {
        let mut chain = vec![host];
        while let Some(next) = chain
            .last()
            .and_then(|name| self.facts.names.get(*name)?.alias.as_deref())
        {
            if chain.len() > CHAIN || chain.contains(&next) {
                return self.graph.add(NEVER);
            }
            chain.push(next);
        }
        let last = chain.last().copied().unwrap_or(host);
        let found = self.facts.names.get(last).map(|name| &name.addresses);
        let mut parts = Vec::new();
        let mut hosted = depends
            .iter()
            .any(|domain| [Kind::Host, Kind::Cdn].contains(&domain.kind));
        for (domain, listed) in chain.iter().filter_map(|name| operator::host(name)) {
            hosted = true;
            let basis = found.map_or_else(unasked, Fact::basis);
            parts.push(self.graph.leaf(domain.clone(), basis));
            self.named(&domain, Some(listed));
        }
        let numbers: Vec<IpAddr> = match (host.parse::<IpAddr>(), found.and_then(Fact::value)) {
            (Ok(ip), _) => vec![ip],
            (_, Some(list)) => list.clone(),
            (_, None) => {
                if !hosted {
                    let basis = found.map_or_else(unasked, Fact::basis);
                    parts.push(self.graph.leaf(Domain::unknown(Kind::Host, host), basis));
                }
                return self.all(parts);
            }
        };
        let reached = numbers
            .iter()
            .map(|ip| match self.network(ip) {
                Some(network) => network,
                None if hosted => self.graph.add(ALWAYS),
                None => self
                    .graph
                    .leaf(Domain::unknown(Kind::Host, &ip.to_string()), unasked()),
            })
            .collect();
        parts.push(self.graph.add(Gate::Or(reached)));
        self.all(parts)
    }

    pub(super) fn publish(&mut self, url: &'a UrlFacts) -> Node {
        let mut parts = Vec::new();
        if let Some(publish) = &url.publish {
            let basis = || Basis::Declared {
                key: format!("`[[mirror]] {}`", publish.kind),
            };
            if let Some(domain) = &publish.operator {
                parts.push(self.graph.leaf(domain.clone(), basis()));
                let listed = publish.host.as_deref().and_then(operator::host);
                self.named(domain, listed.map(|(_, basis)| basis));
            }
            if let Some(host) = &publish.host {
                parts.push(self.name(host));
                let known: Vec<Domain> = publish.operator.clone().into_iter().collect();
                parts.push(self.address(host, &known));
            }
        }
        let of = |kind: Kind| url.depends.iter().filter(move |domain| domain.kind == kind);
        for account in of(Kind::Account) {
            parts.push(self.graph.leaf(account.clone(), depends()));
        }
        let automatic: Vec<Domain> = of(Kind::Ci).chain(of(Kind::Repo)).cloned().collect();
        let mut ways = Vec::new();
        if self.facts.laptop {
            ways.push(self.graph.add(ALWAYS));
        }
        match automatic.is_empty() {
            false => {
                let leaves = automatic
                    .into_iter()
                    .map(|domain| self.graph.leaf(domain, depends()))
                    .collect();
                ways.push(self.graph.add(Gate::And(leaves)));
            }
            true if !self.facts.laptop => {
                let why = "neither `ci:` nor `repo:` is declared, nor a laptop".to_owned();
                let who = Domain::unknown(Kind::Ci, &url.name);
                ways.push(self.graph.leaf(who, Basis::Unknown { why }));
            }
            true => {}
        }
        parts.push(self.graph.add(Gate::Or(ways)));
        self.all(parts)
    }
}

/// Addresses that surely share a network: the same /24, or /48.
fn neighbourhood(ip: &IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(ip) => {
            let [a, b, c, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}
