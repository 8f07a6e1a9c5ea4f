//! Which addresses of a name serve the site right now, each asked by itself.

use crate::config::Config;
use crate::dns::change::{addresses, addresses_after};
use crate::dns::name::Name;
use crate::dns::provider::Planned;
use crate::dns::wanted::WantedZone;
use crate::net::http::Http;
use futures_util::future::join_all;
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use url::Url;

/// How long one address may take.
const LIMIT: Duration = Duration::from_secs(8);

/// A head of ours is a few kilobytes.
const HEAD: u64 = 1 << 20;

/// The addresses that matter for plans: those left at published names that lose some.
pub async fn after(config: &Config, plans: &[(&WantedZone, &Planned)]) -> BTreeSet<IpAddr> {
    let mut asked: BTreeSet<(Name, IpAddr)> = BTreeSet::new();
    for (zone, planned) in plans {
        for name in &zone.published {
            let before = addresses(name, &planned.found);
            let after = addresses_after(name, &planned.found, &planned.steps);
            if !before.is_subset(&after) {
                asked.extend(after.into_iter().map(|ip| (name.clone(), ip)));
            }
        }
    }
    let each = asked.iter().map(async |(name, ip)| {
        serves(config, plans.iter().map(|(zone, _)| *zone), name, *ip)
            .await
            .is_ok()
            .then_some(*ip)
    });
    join_all(each).await.into_iter().flatten().collect()
}

/// Whether the site is served for a name at an address.
///
/// # Errors
/// It is not: why.
pub async fn serves<'a>(
    config: &Config,
    zones: impl Iterator<Item = &'a WantedZone>,
    name: &Name,
    ip: IpAddr,
) -> Result<(), String> {
    let mirror = |mirror: &str| config.mirrors.iter().find(|one| one.name == mirror);
    let shared = zones
        .filter_map(|zone| zone.shared.get(&(name.clone(), ip)))
        .find_map(|owner| mirror(owner));
    let own = config.mirrors.iter().find(|one| {
        let url = Url::parse(&one.address).ok();
        url.and_then(|url| url.domain()?.parse::<Name>().ok())
            .as_ref()
            == Some(name)
    });
    let url = shared.or(own).and_then(|one| Url::parse(&one.address).ok());
    let mut url = match url {
        Some(url) => url,
        None => {
            Url::parse(&format!("https://{}/", name.bare())).map_err(|error| error.to_string())?
        }
    };
    let host = name.bare();
    url.set_host(Some(&host))
        .map_err(|error| error.to_string())?;
    let address = format!("{}/generation.json", url.as_str().trim_end_matches('/'));
    // Port 0: that of the address asked for.
    let http = Http::new(LIMIT)?.pinned(&host, SocketAddr::new(ip, 0))?;
    let answer = http.get(&address, HEAD).await?;
    if answer.status != 200 {
        return Err(format!("answers {}", answer.status));
    }
    let head: serde_json::Value =
        serde_json::from_slice(&answer.body).map_err(|_| "serves no generation.json")?;
    match head["site"].as_str() == Some(&config.settings.id) {
        true => Ok(()),
        false => Err("serves another site".to_owned()),
    }
}
