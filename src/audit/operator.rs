//! Who runs what: names, networks and headers to operators, by tables whose lines say where and when they
//! were read.

mod tables;

use super::domain::{Domain, Kind};
use super::facts::{Basis, Facts, ZoneFacts};
use tables::{DNS, HEADERS, HOSTS, NETWORKS};

/// Something, and how it is known that it is this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What.
    pub domain: Domain,
    /// Where the name was read; none where it is its own.
    pub basis: Option<Basis>,
}

/// The name one buys: what lies directly below an official public suffix. Names such as `github.io`,
/// which lend out what is below them, are bought like any other. None for a suffix itself.
pub fn registrable(name: &str) -> Option<&str> {
    let mut bought = None;
    let mut rest = name;
    loop {
        let suffix = psl::suffix(rest.as_bytes())?;
        let whole = suffix.as_bytes().len() == rest.len();
        if whole && suffix.typ() != Some(psl::Type::Private) {
            return bought;
        }
        bought = Some(rest);
        rest = rest.split_once('.')?.1;
    }
}

/// Whether a zone lies above the names one can buy.
pub fn is_suffix(zone: &str) -> bool {
    registrable(zone).is_none()
}

/// Whether `name` is `zone` or below it.
pub fn is_below(name: &str, zone: &str) -> bool {
    name == zone
        || name
            .strip_suffix(zone)
            .is_some_and(|rest| rest.ends_with('.'))
}

/// Who answers DNS on this server, as far as its name, its zone's SOA record and its network tell.
///
/// In that order: the table of operators; a server with the name of one of our own domains that stands
/// in an operator's network is that operator's; zones whose SOA records are the same are one
/// operator's; else the name one buys.
pub fn dns(facts: &Facts, server: &str, networks: &[u32], own: &[&str]) -> Named {
    let listed = |operator: &str, basis: Basis| Named {
        domain: Domain::new(Kind::Dns, operator),
        basis: Some(basis),
    };
    for group in DNS {
        let known = group
            .lines
            .iter()
            .find(|(part, _)| match part.starts_with('.') {
                true => format!(".{server}").contains(part),
                false => is_below(server, part),
            });
        if let Some((_, operator)) = known {
            return listed(operator, group.basis());
        }
    }
    let bought = registrable(server).unwrap_or(server);
    if own.contains(&bought) {
        for group in NETWORKS {
            let vanity = group.lines.iter().find(|(asn, _)| networks.contains(asn));
            if let Some((_, operator)) = vanity {
                return listed(operator, group.basis());
            }
        }
    }
    let itself = |name: &str| Named {
        domain: Domain::new(Kind::Dns, name),
        basis: None,
    };
    let soa = |zone: &str| facts.zones.get(zone).and_then(|zone| zone.soa.as_ref());
    if let Some(own_soa) = soa(bought) {
        let same = |zone: &ZoneFacts| zone.soa.as_ref() == Some(own_soa);
        let first = facts.zones.iter().find(|(name, zone)| {
            same(zone) && registrable(name) == Some(name) && serves_dns(facts, name)
        });
        if let Some((first, _)) = first {
            return itself(first);
        }
    }
    itself(bought)
}

/// Whether name servers are called by this domain.
fn serves_dns(facts: &Facts, domain: &str) -> bool {
    let lists = facts.zones.values().filter_map(|zone| zone.servers.value());
    lists.flatten().any(|server| is_below(&server.name, domain))
}

/// Who a name in a chain of CNAMEs, or in an address, belongs to, and where that was read.
pub fn host(name: &str) -> Option<(Domain, Basis)> {
    HOSTS.iter().find_map(|group| {
        let found = group.lines.iter().find(|(end, ..)| is_below(name, end));
        found.map(|(_, kind, who)| (Domain::new(*kind, *who), group.basis()))
    })
}

/// What an answer's headers hint at; `header` gives the value of one, empty when it is not there.
pub fn hints<'a>(header: impl Fn(&str) -> &'a str) -> Vec<Domain> {
    let mut found = Vec::new();
    for (name, part, kind, who) in HEADERS.iter().flat_map(|group| group.lines) {
        let value = header(name).to_lowercase();
        let domain = Domain::new(*kind, *who);
        if !value.is_empty() && value.contains(part) && !found.contains(&domain) {
            found.push(domain);
        }
    }
    found
}

/// Where it was read that headers hint at this.
pub fn hinted(domain: &Domain) -> Option<Basis> {
    let group = HEADERS.iter().find(|group| {
        let mut lines = group.lines.iter();
        lines.any(|(_, _, kind, who)| *kind == domain.kind && *who == domain.id)
    });
    group.map(tables::Group::basis)
}

#[cfg(test)]
mod tests {
    use super::{host, is_suffix, registrable};

    #[test]
    fn what_one_buys_lies_below_a_public_suffix() {
        for (name, bought) in [
            ("status.acme.com", Some("acme.com")),
            ("acme.co.uk", Some("acme.co.uk")),
            ("acme.github.io", Some("github.io")),
            ("github.io", Some("github.io")),
            ("x.s3.eu-central-1.amazonaws.com", Some("amazonaws.com")),
            ("status-acme.tlda", Some("status-acme.tlda")),
            ("com", None),
            ("co.uk", None),
            ("tlda", None),
        ] {
            assert_eq!(registrable(name), bought, "{name}");
            assert_eq!(is_suffix(name), bought.is_none(), "{name}");
        }
    }

    #[test]
    fn names_tell_their_hosts() {
        let word = |name: &str| host(name).map(|(found, _)| found.to_string());
        assert_eq!(word("acme.github.io").as_deref(), Some("host:github"));
        assert_eq!(word("d1.cloudfront.net").as_deref(), Some("cdn:aws"));
        assert_eq!(word("notgithub.io"), None);
    }
}
