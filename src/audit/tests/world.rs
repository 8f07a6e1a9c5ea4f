//! A small world to audit: names, zones, servers and networks in a few words.

use crate::audit::domain::Domain;
use crate::audit::facts::{
    Answered, Certificate, Fact, Facts, NameFacts, Network, ServerFacts, UrlFacts, VERSION,
    ZoneFacts,
};
use crate::audit::operator;
use crate::audit::report::{Report, Rules, judge};
use crate::audit::shape::Counting;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::net::IpAddr;

pub struct World(pub Facts);

pub fn at() -> DateTime<Utc> {
    "2026-11-20T10:12:00Z".parse().expect("a time")
}

pub fn seen<T>(value: T, from: &str) -> Fact<T> {
    Fact::Seen {
        value,
        at: at(),
        from: from.to_owned(),
    }
}

pub fn unknown<T>(why: &str) -> Fact<T> {
    Fact::Unknown {
        why: why.to_owned(),
    }
}

pub fn rules() -> Rules {
    Rules {
        counting: Counting {
            now: at() + TimeDelta::minutes(3),
            horizon: Some(TimeDelta::hours(24)),
            warm: false,
            revocation: false,
        },
        max_order: 3,
        fail: Vec::new(),
    }
}

impl World {
    pub fn new() -> Self {
        World(Facts {
            version: VERSION,
            site: "acme".into(),
            gathered_at: at(),
            copies: Vec::new(),
            product: Vec::new(),
            product_needs: Vec::new(),
            laptop: true,
            names: BTreeMap::new(),
            zones: BTreeMap::new(),
            networks_from: Some("origin.asn.cymru.com".into()),
            networks: BTreeMap::new(),
            outside: Vec::new(),
        })
    }

    /// A zone one buys, with servers written `name` (its address is found by its name) or `name=IP` (glue).
    pub fn zone(mut self, name: &str, registrar: Option<&str>, servers: &[&str]) -> Self {
        let servers = servers.iter().map(|server| {
            let (name, glue) = server.split_once('=').unwrap_or((server, ""));
            ServerFacts {
                name: name.into(),
                glue: !glue.is_empty(),
                addresses: glue.parse().into_iter().collect(),
                fault: None,
            }
        });
        let facts = ZoneFacts {
            servers: seen(servers.collect(), "a.top"),
            own_servers: Vec::new(),
            parent_ttl: Some(172_800),
            registrar: match registrar {
                Some(name) => Fact::Declared {
                    value: name.into(),
                    key: "`[[mirror]] registrar`".into(),
                },
                None => unknown("RDAP was not reachable"),
            },
            expires: unknown("RDAP was not reachable"),
            soa: None,
        };
        self.0.zones.insert(name.into(), facts);
        self
    }

    /// A top-level domain.
    pub fn top(mut self, name: &str) -> Self {
        self = self.zone(name, None, &[]);
        let zone = self.0.zones.get_mut(name).expect("just added");
        zone.servers = seen(Vec::new(), "a.root");
        self
    }

    /// A name with addresses, its path made of the zones that are there.
    pub fn name(mut self, name: &str, addresses: &[&str]) -> Self {
        let mut path: Vec<String> = vec![name.rsplit('.').next().unwrap_or_default().into()];
        let bought = operator::registrable(name).unwrap_or(name).to_owned();
        path.push(bought);
        let facts = NameFacts {
            path: seen(path, "a.top"),
            alias: None,
            addresses: seen(
                addresses.iter().filter_map(|ip| ip.parse().ok()).collect(),
                "its servers",
            ),
            ttl: Some(60),
        };
        self.0.names.insert(name.into(), facts);
        self
    }

    /// The same name under another one.
    pub fn alias(mut self, name: &str, of: &str) -> Self {
        self = self.name(name, &[]);
        self.0.names.get_mut(name).expect("just added").alias = Some(of.into());
        self
    }

    pub fn network(mut self, ip: &str, asn: u32) -> Self {
        let network = Network {
            asns: vec![asn],
            prefix: format!("{ip}/24"),
        };
        let ip: IpAddr = ip.parse().expect("an address");
        self.0
            .networks
            .insert(ip, seen(network, "origin.asn.cymru.com"));
        self
    }

    pub fn url(name: &str, host: &str, depends: &[&str]) -> UrlFacts {
        UrlFacts {
            name: name.into(),
            address: format!("https://{host}"),
            host: host.into(),
            advertised: true,
            depends: depends
                .iter()
                .filter_map(|text| Domain::parse(text))
                .collect(),
            answer: seen(
                Answered {
                    status: 200,
                    hints: Vec::new(),
                },
                host,
            ),
            certificate: None,
            publish: None,
        }
    }

    pub fn copy(mut self, name: &str, host: &str, depends: &[&str]) -> Self {
        self.0.copies.push(Self::url(name, host, depends));
        self
    }

    pub fn product(mut self, host: &str) -> Self {
        self.0.product.push(Self::url(host, host, &[]));
        self
    }

    pub fn certificate(mut self, copy: usize, issuer: &str, days: i64) -> Self {
        let shown = Certificate {
            issuer: issuer.into(),
            names: vec![self.0.copies[copy].host.clone()],
            not_after: at() + TimeDelta::days(days),
            refused: None,
        };
        let host = self.0.copies[copy].host.clone();
        self.0.copies[copy].certificate = Some(seen(shown, &host));
        self
    }

    pub fn judge(&self) -> Report {
        judge(&self.0, &rules())
    }
}

/// The three providers and two top-level domains of the lab.
pub fn lab() -> World {
    World::new()
        .top("tlda")
        .top("tldb")
        .zone("t1.tlda", Some("one"), &["ns.t1.tlda=10.77.1.1"])
        .zone("t2.tldb", Some("two"), &["ns.t2.tldb=10.77.2.1"])
        .zone("t3.tldb", Some("two"), &["ns.t3.tldb=10.77.3.1"])
        .zone("acme.tlda", Some("one"), &["ns.t1.tlda"])
        .zone(
            "status-acme.tlda",
            Some("gandi"),
            &["ns.t1.tlda", "ns.t2.tldb"],
        )
        .zone("acme-status.tldb", Some("porkbun"), &["ns.t3.tldb"])
        .name("ns.t1.tlda", &["10.77.1.1"])
        .name("ns.t2.tldb", &["10.77.2.1"])
        .name("ns.t3.tldb", &["10.77.3.1"])
        .name("app.acme.tlda", &["10.77.1.2"])
        .name("status-acme.tlda", &["10.77.1.2", "10.77.2.2"])
        .name("acme-status.tldb", &["10.77.3.2"])
        .network("10.77.1.1", 64501)
        .network("10.77.1.2", 64501)
        .network("10.77.2.1", 64502)
        .network("10.77.2.2", 64502)
        .network("10.77.3.1", 64503)
        .network("10.77.3.2", 64503)
        .product("app.acme.tlda")
        .copy("near", "status-acme.tlda", &[])
        .copy("far", "acme-status.tldb", &[])
}
