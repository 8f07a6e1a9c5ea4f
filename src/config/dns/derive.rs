//! Where a mirror is, as its kind tells: what its name must stand for.

use crate::config::{MirrorConfig, MirrorKind};
use crate::dns::settings::Place;
use crate::dns::wanted::MirrorPlace;
use std::collections::BTreeSet;
use std::net::IpAddr;
use url::Url;

/// Hosts of pages, by the host of the repository: what stands behind the owner's name (their help
/// pages on custom domains, read 2026-11-27).
const PAGES: &[(&str, &str)] = &[
    ("github.com", "github.io"),
    ("gitlab.com", "gitlab.io"),
    ("codeberg.org", "codeberg.page"),
];

/// Regions of Amazon whose websites are called `s3-website-REGION`; all later ones have a full stop
/// there (Amazon S3 endpoints and quotas, read 2026-11-27).
const DASHED: &[&str] = &[
    "us-east-1",
    "us-west-1",
    "us-west-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "eu-west-1",
    "sa-east-1",
];

/// Every mirror whose address has a name: an address in digits needs no DNS.
pub fn places(mirrors: &[MirrorConfig]) -> Vec<MirrorPlace> {
    let place = |mirror: &MirrorConfig| {
        let url = Url::parse(&mirror.address).ok()?;
        let host = url.domain()?.parse().ok()?;
        Some(MirrorPlace {
            mirror: mirror.name.clone(),
            host,
            derived: derived(&mirror.kind, url.domain()?),
            hint: format!(
                "[[dns.host]]\nmirror = \"{}\"\naddresses = [\"192.0.2.1\"]",
                mirror.name
            ),
        })
    };
    mirrors.iter().filter_map(place).collect()
}

fn derived(kind: &MirrorKind, host: &str) -> Option<Place> {
    match kind {
        MirrorKind::Rsync(settings) => server(&settings.ssh.host, host),
        MirrorKind::Sftp(settings) => server(&settings.ssh.host, host),
        MirrorKind::Webdav(settings) => {
            let url = Url::parse(&settings.url).ok()?;
            server(url.host_str()?, host)
        }
        MirrorKind::Git(settings) => {
            let remote = settings.remote.to_lowercase();
            let (owner, end) = PAGES.iter().find_map(|(site, end)| {
                let rest = remote.split_once(site)?.1.trim_start_matches([':', '/']);
                Some((rest.split('/').next()?.to_owned(), end))
            })?;
            alias(&format!("{owner}.{end}"))
        }
        // A website's bucket is called as its name is, or Amazon does not find it.
        MirrorKind::S3(settings) if settings.endpoint.is_none() && settings.bucket == host => {
            let region = &settings.region;
            let mark = if DASHED.contains(&region.as_str()) {
                '-'
            } else {
                '.'
            };
            alias(&format!(
                "{}.s3-website{mark}{region}.amazonaws.com",
                settings.bucket
            ))
        }
        MirrorKind::Gcs(settings) if settings.bucket == host => alias("c.storage.googleapis.com"),
        _ => None,
    }
}

/// A server by its address, or by a name that is not the mirror's own.
fn server(at: &str, host: &str) -> Option<Place> {
    if let Ok(ip) = at.trim_matches(['[', ']']).parse::<IpAddr>() {
        return Some(Place::Addresses(BTreeSet::from([ip])));
    }
    match at.contains('.') && !at.eq_ignore_ascii_case(host) {
        true => alias(at),
        false => None,
    }
}

fn alias(name: &str) -> Option<Place> {
    name.parse().ok().map(Place::Cname)
}
