//! A small world of names: a root, two top-level domains, and servers of three makes.

use crate::daemons::names::{Make, NameServer};
use std::net::{IpAddr, SocketAddr};
use stillup::dns::direct::Direct;
use stillup::dns::walk::Roots;

/// The servers, and the addresses by which the world knows them.
pub struct World {
    pub servers: Vec<(IpAddr, NameServer)>,
    /// Addresses where nobody is.
    pub dead: Vec<(IpAddr, SocketAddr)>,
}

/// The address of the root server.
pub const ROOT: &str = "192.0.2.1";

impl World {
    /// A root that delegates `tlda.` and `tldb.` to one server, which delegates as `below` says: lines
    /// of zone files, the first for `tlda.`, the second for `tldb.`.
    pub fn new(below: [&str; 2]) -> Self {
        let top = soa("a.root.", 1);
        let root = format!(
            "{top}. 86400 IN NS a.root.\na.root. 86400 IN A {ROOT}\n\
             tlda. 172800 IN NS ns.tlda.\ntldb. 172800 IN NS ns.tlda.\nns.tlda. 172800 IN A 192.0.2.2\n"
        );
        let tld = |zone: &str, below: &str| {
            let top = soa(zone, 1).replace(". 3600 IN SOA", &format!("{zone}. 3600 IN SOA"));
            let top = top.replacen("$ORIGIN .\n", "", 1);
            format!(
                "{top}{zone}. 3600 IN NS ns.tlda.\n{}{below}",
                match zone {
                    "tlda" => "ns.tlda. 3600 IN A 192.0.2.2\n",
                    _ => "",
                }
            )
        };
        let (a, b) = (tld("tlda", below[0]), tld("tldb", below[1]));
        let mut world = World {
            servers: Vec::new(),
            dead: Vec::new(),
        };
        world.add(ROOT, NameServer::start(Make::Knot, &[(".", &root)]));
        world.add(
            "192.0.2.2",
            NameServer::start(Make::Nsd, &[("tlda", &a), ("tldb", &b)]),
        );
        world
    }

    /// One more server, known by this address.
    pub fn add(&mut self, ip: &str, server: NameServer) -> &mut Self {
        self.servers.push((ip.parse().expect("an address"), server));
        self
    }

    /// Somebody else's socket, known by this address.
    pub fn lead(&mut self, ip: &str, to: SocketAddr) -> &mut Self {
        self.dead.push((ip.parse().expect("an address"), to));
        self
    }

    /// Asks in this world.
    pub fn direct(&self) -> Direct {
        let servers = self.servers.iter();
        Direct {
            patience: std::time::Duration::from_millis(1200),
            reach: servers
                .map(|(ip, server)| (*ip, server.address()))
                .chain(self.dead.iter().copied())
                .collect(),
        }
    }

    /// Where this world begins.
    pub fn roots() -> Roots {
        Roots::Private(vec![SocketAddr::new(ROOT.parse().expect("an address"), 53)])
    }
}

/// The start of a zone file of the root.
pub fn soa(server: &str, serial: u32) -> String {
    let server = server.trim_end_matches('.');
    format!(
        "$ORIGIN .\n$TTL 3600\n. 3600 IN SOA {server}. hostmaster.{server}. {serial} 3600 600 86400 300\n"
    )
}

/// A zone of a customer: servers' names, and more lines.
pub fn zone(name: &str, servers: &[&str], more: &str) -> String {
    let mut text = format!(
        "$ORIGIN {name}.\n$TTL 300\n@ 3600 IN SOA {}. hostmaster.{name}. 1 3600 600 86400 300\n",
        servers[0]
    );
    for server in servers {
        text += &format!("@ 86400 IN NS {server}.\n");
    }
    text + more
}
