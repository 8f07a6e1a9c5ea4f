//! Everything that can be seen from here, gathered within a time limit. What is not found in time, and
//! what makes no sense, is unknown; nothing here fails.

use super::{names, networks, registry, takes};
use crate::audit::domain::Kind;
use crate::audit::facts::{
    Answered, Certificate, Fact, Facts, PublishFacts, UrlFacts, VERSION, ZoneFacts, reach,
};
use crate::audit::operator;
use crate::audit::settings::AsnSource;
use crate::command::Context;
use crate::config::Config;
use crate::dns::direct::Direct;
use crate::dns::remembered::Remembered;
use crate::dns::walk::Walker;
use crate::net::handshake;
use crate::net::http::{Answer, Http};
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};
use url::Url;

/// No page is longer.
const LIMIT: u64 = 16 << 20;

/// The clock of one gathering: what time it is, and how much is left.
#[derive(Debug, Clone)]
pub struct Watch {
    ctx: Context,
    began: Instant,
    until: Instant,
}

impl Watch {
    /// From now on, for so long.
    pub fn start(ctx: &Context, limit: Duration) -> Self {
        let began = Instant::now();
        Watch {
            ctx: ctx.clone(),
            began,
            until: began + limit,
        }
    }

    /// The moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.ctx.after(self.began.elapsed())
    }

    /// Something seen just now.
    pub fn seen<T>(&self, value: T, from: &str) -> Fact<T> {
        Fact::Seen {
            value,
            at: self.now(),
            from: from.to_owned(),
        }
    }

    /// Waits for it, but no longer than is left.
    ///
    /// # Errors
    /// Time is up.
    pub async fn within<T>(&self, work: impl Future<Output = T>) -> Result<T, String> {
        let done = tokio::time::timeout_at(self.until.into(), work).await;
        done.map_err(|_| "time was up before it answered".to_owned())
    }
}

/// How patiently, and what was made ready.
pub struct Means {
    /// All of it together.
    pub limit: Duration,
    /// One request.
    pub timeout: Duration,
    /// The text of the file of networks, where one is configured.
    pub networks: Option<Result<String, String>>,
}

/// Gathers.
pub async fn facts(ctx: &Context, config: &Config, means: &Means) -> Facts {
    let watch = Watch::start(ctx, means.limit);
    let ask = Remembered::new(Direct {
        reach: config.dns.reach.clone(),
        ..Direct::default()
    });
    let walker = Walker::new(&ask, &config.dns.roots);
    let (copies, product) = declared(config);
    let urls = || copies.iter().chain(&product);
    let takers = copies
        .iter()
        .filter_map(|copy| copy.publish.as_ref()?.host.clone());
    let hosts: BTreeSet<String> = urls().map(|url| url.host.clone()).chain(takers).collect();
    let hosts = hosts
        .into_iter()
        .filter(|host| host.parse::<IpAddr>().is_err())
        .collect();
    let mut found = names::find(&ask, &walker, &watch, hosts).await;
    register(
        &watch,
        config,
        means.timeout,
        &copies,
        &product,
        &mut found.zones,
    )
    .await;
    let ips = addresses(&found, urls());
    let (networks_from, networks) = match (&config.audit.asn_source, &means.networks) {
        (AsnSource::Off, _) => (None, BTreeMap::new()),
        (AsnSource::Cymru, _) => (
            Some("cymru".to_owned()),
            networks::asked(&ask, &walker, &watch, ips).await,
        ),
        (AsnSource::File(file), Some(Ok(text))) => (
            Some(file.clone()),
            networks::listed(text, &watch, file, ips),
        ),
        (AsnSource::File(file), text) => {
            let why = text
                .as_ref()
                .and_then(|text| text.as_ref().err())
                .cloned()
                .unwrap_or_default();
            let fact = |ip| (ip, Fact::Unknown { why: why.clone() });
            (Some(file.clone()), ips.into_iter().map(fact).collect())
        }
    };
    let visit = async |url: &UrlFacts| visited(&watch, means.timeout, &found, url).await;
    let (copies, product) = tokio::join!(
        join_all(copies.iter().map(visit)),
        join_all(product.iter().map(visit))
    );
    Facts {
        version: VERSION,
        site: config.settings.id.clone(),
        gathered_at: watch.now(),
        copies,
        product,
        product_needs: config.product.domains.clone(),
        laptop: config.audit.laptop,
        names: found.names,
        zones: found.zones,
        networks_from,
        networks,
        outside: Vec::new(),
    }
}

/// What the settings say, before anybody is asked.
fn declared(config: &Config) -> (Vec<UrlFacts>, Vec<UrlFacts>) {
    let unasked = || Fact::Unknown {
        why: "nobody was asked".to_owned(),
    };
    let url = |name: &str, address: &str| UrlFacts {
        name: name.to_owned(),
        address: address.to_owned(),
        host: takes::of_url(address).unwrap_or_default(),
        advertised: true,
        depends: Vec::new(),
        answer: unasked(),
        certificate: None,
        publish: None::<PublishFacts>,
    };
    let copies = config.mirrors.iter().map(|mirror| UrlFacts {
        advertised: mirror.advertised,
        depends: mirror.depends.clone(),
        publish: Some(takes::publish(mirror)),
        ..url(&mirror.name, &mirror.address)
    });
    let product = config.product.urls.iter().map(|address| {
        let host = takes::of_url(address).unwrap_or_default();
        url(&host, address)
    });
    (copies.collect(), product.collect())
}

/// Registrars and expiry dates of our own names: asked for, and what is declared wins.
async fn register(
    watch: &Watch,
    config: &Config,
    timeout: Duration,
    copies: &[UrlFacts],
    product: &[UrlFacts],
    zones: &mut BTreeMap<String, ZoneFacts>,
) {
    let names: BTreeSet<String> = copies.iter().chain(product).filter_map(bought).collect();
    let http = Http::new(timeout);
    let asked = names
        .iter()
        .map(async |name| match (&config.audit.rdap, &http) {
            (Some(base), Ok(http)) => watch
                .within(registry::ask(http, base, name))
                .await
                .and_then(|found| found),
            (None, _) => Err("nobody was to be asked (`rdap = \"off\"`)".to_owned()),
            (_, Err(why)) => Err(why.clone()),
        });
    let asked = join_all(asked).await;
    for (name, asked) in names.iter().zip(asked) {
        let zone = zones
            .entry(name.clone())
            .or_insert_with(|| no_zone("the name could not be followed"));
        match asked {
            Ok(found) => {
                let missing = || Fact::Unknown {
                    why: format!("{} does not say", found.from),
                };
                zone.registrar = found
                    .registrar
                    .map_or_else(missing, |name| watch.seen(name, &found.from));
                let missing = || Fact::Unknown {
                    why: format!("{} does not say", found.from),
                };
                zone.expires = found
                    .expires
                    .map_or_else(missing, |until| watch.seen(until, &found.from));
            }
            Err(why) => {
                zone.registrar = Fact::Unknown { why: why.clone() };
                zone.expires = Fact::Unknown { why };
            }
        }
    }
    said(config, copies, product, zones);
}

/// What is declared of registrars: for the product where nobody said, for copies in any case.
fn said(
    config: &Config,
    copies: &[UrlFacts],
    product: &[UrlFacts],
    zones: &mut BTreeMap<String, ZoneFacts>,
) {
    let needs = config
        .product
        .domains
        .iter()
        .find(|domain| domain.kind == Kind::Registrar);
    for name in product.iter().filter_map(bought) {
        if let (Some(domain), Some(zone)) = (needs, zones.get_mut(&name))
            && zone.registrar.value().is_none()
        {
            zone.registrar = declare(domain.id.clone(), "`[product] domains`");
        }
    }
    for (mirror, copy) in config.mirrors.iter().zip(copies) {
        let zone = bought(copy).and_then(|name| zones.get_mut(&name));
        if let (Some(name), Some(zone)) = (&mirror.registrar, zone) {
            zone.registrar = declare(name.clone(), "`[[mirror]] registrar`");
        }
    }
}

/// The name that one buys, where it is ours.
fn bought(url: &UrlFacts) -> Option<String> {
    let ours = operator::host(&url.host).is_none() && url.host.parse::<IpAddr>().is_err();
    operator::registrable(&url.host)
        .filter(|_| ours)
        .map(str::to_owned)
}

fn declare(value: String, key: &str) -> Fact<String> {
    Fact::Declared {
        value,
        key: key.to_owned(),
    }
}

fn no_zone(why: &str) -> ZoneFacts {
    let why = || why.to_owned();
    ZoneFacts {
        servers: Fact::Unknown { why: why() },
        own_servers: Vec::new(),
        parent_ttl: None,
        registrar: Fact::Unknown { why: why() },
        expires: Fact::Unknown { why: why() },
        soa: None,
    }
}

/// Every address whose network matters.
fn addresses<'a>(
    found: &names::Found,
    urls: impl Iterator<Item = &'a UrlFacts>,
) -> BTreeSet<IpAddr> {
    let names = found
        .names
        .values()
        .filter_map(|name| name.addresses.value())
        .flatten()
        .copied();
    let zones = found
        .zones
        .iter()
        .filter(|(zone, _)| !operator::is_suffix(zone));
    let servers = zones.filter_map(|(_, zone)| zone.servers.value()).flatten();
    let numbers = urls.filter_map(|url| url.host.parse().ok());
    names
        .chain(servers.flat_map(|server| server.addresses.iter().copied()))
        .chain(numbers)
        .collect()
}

/// Asks one address over HTTP, and for its certificate.
async fn visited(
    watch: &Watch,
    timeout: Duration,
    found: &names::Found,
    url: &UrlFacts,
) -> UrlFacts {
    let mut visited = url.clone();
    let ips = reach(&found.names, &url.host);
    let asked = watch
        .within(answered(timeout, url, &ips))
        .await
        .and_then(|answer| answer);
    visited.answer = match &asked {
        Ok(answer) => {
            let hints = operator::hints(|name| answer.header(name));
            let status = answer.status;
            watch.seen(Answered { status, hints }, &url.host)
        }
        Err(why) => Fact::Unknown { why: why.clone() },
    };
    let parsed = Url::parse(&url.address)
        .ok()
        .filter(|parsed| parsed.scheme() == "https");
    let Some(parsed) = parsed else {
        return visited;
    };
    let port = parsed.port_or_known_default().unwrap_or(443);
    let shown = match ips.first() {
        Some(ip) => {
            let at = SocketAddr::new(*ip, port);
            watch
                .within(handshake::certificate(&url.host, at, timeout))
                .await
                .and_then(|shown| shown)
        }
        None => Err("its name leads nowhere".to_owned()),
    };
    visited.certificate = Some(match shown {
        Ok(shown) => {
            let refused = asked
                .err()
                .filter(|why| why.to_lowercase().contains("cert"));
            let certificate = Certificate {
                issuer: shown.issuer,
                names: shown.names,
                not_after: shown.not_after,
                refused,
            };
            watch.seen(certificate, &format!("{}, not verified", url.host))
        }
        Err(why) => Fact::Unknown { why },
    });
    visited
}

/// The first of these addresses that answers; by whatever the name resolves to where there is none.
async fn answered(timeout: Duration, url: &UrlFacts, ips: &[IpAddr]) -> Result<Answer, String> {
    let http = Http::new(timeout)?;
    let mut said = None;
    for ip in ips {
        // Port 0 stands for the one in the address asked for.
        let pinned = http.pinned(&url.host, SocketAddr::new(*ip, 0))?;
        match pinned.get(&url.address, LIMIT).await {
            Ok(answer) => return Ok(answer),
            Err(why) => said = said.or(Some(why)),
        }
    }
    match said {
        Some(why) => Err(why),
        None => http.get(&url.address, LIMIT).await,
    }
}
