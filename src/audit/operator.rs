//! Who runs what: the alias tables that make many names one operator. Common knowledge in November 2026, not
//! checked line by line with the operators; a missing line only makes two of one, which reports show.

use super::domain::{Domain, Kind};
use super::facts::{Facts, ZoneFacts};

/// Operators that answer DNS below more than one name: how the names begin or end, and what we call them.
const DNS: &[(&str, &str)] = &[
    (".awsdns-", "aws"),
    (".azure-dns.", "azure"),
    ("googledomains.com", "google"),
    ("ns.cloudflare.com", "cloudflare"),
    ("foundationdns.com", "cloudflare"),
    ("foundationdns.net", "cloudflare"),
    ("foundationdns.org", "cloudflare"),
    ("nsone.net", "ns1"),
    ("dynect.net", "dyn"),
    ("ultradns.com", "ultradns"),
    ("ultradns.net", "ultradns"),
    ("ultradns.org", "ultradns"),
    ("ultradns.biz", "ultradns"),
    ("ultradns.info", "ultradns"),
    ("ultradns.co.uk", "ultradns"),
    ("akam.net", "akamai"),
    ("akamaiedge.net", "akamai"),
    ("dnsmadeeasy.com", "dnsmadeeasy"),
    ("dnsimple.com", "dnsimple"),
    ("dnsimple-edge.net", "dnsimple"),
    ("dnsimple-edge.org", "dnsimple"),
    ("domaincontrol.com", "godaddy"),
    ("registrar-servers.com", "namecheap"),
    ("gandi.net", "gandi"),
    ("ovh.net", "ovh"),
    ("ovh.ca", "ovh"),
    ("anycast.me", "ovh"),
    ("hetzner.com", "hetzner"),
    ("hetzner.de", "hetzner"),
    ("first-ns.de", "hetzner"),
    ("second-ns.com", "hetzner"),
    ("second-ns.de", "hetzner"),
    ("digitalocean.com", "digitalocean"),
    ("linode.com", "linode"),
    ("vultr.com", "vultr"),
    ("desec.io", "desec"),
    ("desec.org", "desec"),
    ("he.net", "hurricane-electric"),
    ("porkbun.com", "porkbun"),
    ("vercel-dns.com", "vercel"),
    ("bunny.net", "bunny"),
    ("cloudns.net", "cloudns"),
];

/// Networks that answer DNS for their owners' customers: for name servers that carry a customer's own
/// name (vanity servers) and stand in one of these.
const DNS_NETWORKS: &[(u32, &str)] = &[
    (13335, "cloudflare"),
    (16509, "aws"),
    (62597, "ns1"),
    (33517, "dyn"),
    (12008, "ultradns"),
    (397213, "ultradns"),
    (397215, "ultradns"),
    (15169, "google"),
    (8075, "azure"),
    (16552, "dnsmadeeasy"),
    (6939, "hurricane-electric"),
    (29169, "gandi"),
    (16276, "ovh"),
    (24940, "hetzner"),
    (14061, "digitalocean"),
];

/// What names in a chain of CNAMEs end in, and who that is.
const HOSTS: &[(&str, Kind, &str)] = &[
    ("cloudfront.net", Kind::Cdn, "aws"),
    ("amazonaws.com", Kind::Host, "aws"),
    ("amplifyapp.com", Kind::Host, "aws"),
    ("edgekey.net", Kind::Cdn, "akamai"),
    ("edgesuite.net", Kind::Cdn, "akamai"),
    ("akamaized.net", Kind::Cdn, "akamai"),
    ("fastly.net", Kind::Cdn, "fastly"),
    ("fastlylb.net", Kind::Cdn, "fastly"),
    ("cdn.cloudflare.net", Kind::Cdn, "cloudflare"),
    ("pages.dev", Kind::Host, "cloudflare"),
    ("workers.dev", Kind::Host, "cloudflare"),
    ("azureedge.net", Kind::Cdn, "azure"),
    ("azurefd.net", Kind::Cdn, "azure"),
    ("core.windows.net", Kind::Host, "azure"),
    ("azurewebsites.net", Kind::Host, "azure"),
    ("azurestaticapps.net", Kind::Host, "azure"),
    ("storage.googleapis.com", Kind::Host, "google"),
    ("web.app", Kind::Host, "google"),
    ("firebaseapp.com", Kind::Host, "google"),
    ("appspot.com", Kind::Host, "google"),
    ("run.app", Kind::Host, "google"),
    ("github.io", Kind::Host, "github"),
    ("github.com", Kind::Host, "github"),
    ("gitlab.io", Kind::Host, "gitlab"),
    ("gitlab.com", Kind::Host, "gitlab"),
    ("codeberg.page", Kind::Host, "codeberg"),
    ("netlify.app", Kind::Host, "netlify"),
    ("netlify.com", Kind::Host, "netlify"),
    ("vercel.app", Kind::Host, "vercel"),
    ("vercel-dns.com", Kind::Host, "vercel"),
    ("herokuapp.com", Kind::Host, "heroku"),
    ("herokudns.com", Kind::Host, "heroku"),
    ("onrender.com", Kind::Host, "render"),
    ("fly.dev", Kind::Host, "fly"),
    ("surge.sh", Kind::Host, "surge"),
    ("neocities.org", Kind::Host, "neocities"),
    ("b-cdn.net", Kind::Cdn, "bunny"),
    ("digitaloceanspaces.com", Kind::Host, "digitalocean"),
    ("backblazeb2.com", Kind::Host, "backblaze"),
    ("r2.cloudflarestorage.com", Kind::Host, "cloudflare"),
    ("your-objectstorage.com", Kind::Host, "hetzner"),
    ("scw.cloud", Kind::Host, "scaleway"),
    ("statuspage.io", Kind::Host, "statuspage"),
];

/// Headers that give away who stands in front, and what their values hold. Hints only.
const HEADERS: &[(&str, &str, Kind, &str)] = &[
    ("cf-ray", "", Kind::Cdn, "cloudflare"),
    ("x-amz-cf-id", "", Kind::Cdn, "aws"),
    ("x-amz-request-id", "", Kind::Host, "aws"),
    ("x-github-request-id", "", Kind::Host, "github"),
    ("x-nf-request-id", "", Kind::Host, "netlify"),
    ("x-vercel-id", "", Kind::Host, "vercel"),
    ("fly-request-id", "", Kind::Host, "fly"),
    ("x-azure-ref", "", Kind::Cdn, "azure"),
    ("x-ms-request-id", "", Kind::Host, "azure"),
    ("x-goog-generation", "", Kind::Host, "google"),
    ("x-served-by", "cache-", Kind::Cdn, "fastly"),
    ("server", "cloudflare", Kind::Cdn, "cloudflare"),
    ("server", "amazons3", Kind::Host, "aws"),
    ("server", "akamai", Kind::Cdn, "akamai"),
    ("server", "bunnycdn", Kind::Cdn, "bunny"),
];

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
pub fn dns(facts: &Facts, server: &str, networks: &[u32], own: &[&str]) -> Domain {
    let known = DNS.iter().find(|(part, _)| match part.starts_with('.') {
        true => format!(".{server}").contains(part),
        false => is_below(server, part),
    });
    if let Some((_, operator)) = known {
        return Domain::new(Kind::Dns, *operator);
    }
    let bought = registrable(server).unwrap_or(server);
    if own.contains(&bought) {
        let vanity = DNS_NETWORKS.iter().find(|(asn, _)| networks.contains(asn));
        if let Some((_, operator)) = vanity {
            return Domain::new(Kind::Dns, *operator);
        }
    }
    let soa = |zone: &str| facts.zones.get(zone).and_then(|zone| zone.soa.as_ref());
    if let Some(own_soa) = soa(bought) {
        let same = |zone: &ZoneFacts| zone.soa.as_ref() == Some(own_soa);
        let first = facts.zones.iter().find(|(name, zone)| {
            same(zone) && registrable(name) == Some(name) && serves_dns(facts, name)
        });
        if let Some((first, _)) = first {
            return Domain::new(Kind::Dns, first.as_str());
        }
    }
    Domain::new(Kind::Dns, bought)
}

/// Whether name servers are called by this domain.
fn serves_dns(facts: &Facts, domain: &str) -> bool {
    let lists = facts.zones.values().filter_map(|zone| zone.servers.value());
    lists.flatten().any(|server| is_below(&server.name, domain))
}

/// Who a name in a chain of CNAMEs, or in an address, belongs to.
pub fn host(name: &str) -> Option<Domain> {
    let found = HOSTS.iter().find(|(end, ..)| is_below(name, end));
    found.map(|(_, kind, who)| Domain::new(*kind, *who))
}

/// What an answer's headers hint at; `header` gives the value of one, empty when it is not there.
pub fn hints<'a>(header: impl Fn(&str) -> &'a str) -> Vec<Domain> {
    let mut found = Vec::new();
    for (name, part, kind, who) in HEADERS {
        let value = header(name).to_lowercase();
        let domain = Domain::new(*kind, *who);
        if !value.is_empty() && value.contains(part) && !found.contains(&domain) {
            found.push(domain);
        }
    }
    found
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
        let word = |name: &str| host(name).map(|found| found.to_string());
        assert_eq!(word("acme.github.io").as_deref(), Some("host:github"));
        assert_eq!(word("d1.cloudfront.net").as_deref(), Some("cdn:aws"));
        assert_eq!(word("notgithub.io"), None);
    }
}
