//! Which network an address is in: asked of Team Cymru's zones over DNS, or read off a file.
//!
//! `1.2.0.192.origin.asn.cymru.com` has the text `64501 | 192.0.2.0/24 | ZZ | lab | 2026-01-01`: numbers
//! of the systems that announce it, and what they announce. Of several texts the narrowest counts.

use super::gather::Watch;
use crate::audit::facts::{Fact, Network};
use crate::dns::lookup::{Ask, Question};
use crate::dns::name::Name;
use crate::dns::record::{Data, RecordType};
use crate::dns::walk::Walker;
use futures_util::StreamExt as _;
use futures_util::stream;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// The zones asked, IPv4 and IPv6.
const ZONES: (&str, &str) = ("origin.asn.cymru.com", "origin6.asn.cymru.com");

/// How many are asked for at once.
const AT_ONCE: usize = 16;

/// Asks for each address.
pub async fn asked(
    ask: &dyn Ask,
    walker: &Walker<'_>,
    watch: &Watch,
    ips: BTreeSet<IpAddr>,
) -> BTreeMap<IpAddr, Fact<Network>> {
    let each = stream::iter(ips).map(async |ip| {
        let found = match ip.is_loopback() {
            true => Err("it is this machine itself".to_owned()),
            false => watch
                .within(one(ask, walker, ip))
                .await
                .and_then(|found| found),
        };
        let zone = if ip.is_ipv4() { ZONES.0 } else { ZONES.1 };
        let fact = match found {
            Ok(network) => watch.seen(network, zone),
            Err(why) => Fact::Unknown { why },
        };
        (ip, fact)
    });
    each.buffer_unordered(AT_ONCE).collect().await
}

async fn one(ask: &dyn Ask, walker: &Walker<'_>, ip: IpAddr) -> Result<Network, String> {
    let name: Name = question(ip)
        .parse()
        .map_err(|_| "no name could be made of it".to_owned())?;
    let cuts = walker.cuts(&name).await?;
    let last = cuts.last().ok_or_else(|| "there is no root".to_owned())?;
    let mut said = "nobody serves the zone of networks".to_owned();
    for (server, address) in last.addresses() {
        let reply = ask
            .ask(
                walker.server(address),
                &Question::new(&name, RecordType::Txt),
            )
            .await;
        let Some(answer) = reply.authoritative() else {
            said = format!("{} {reply}", server.bare());
            continue;
        };
        let Some(set) = answer.set(&name, RecordType::Txt) else {
            return Err("no network announces it".to_owned());
        };
        let texts = set.data.iter().filter_map(|data| match data {
            Data::Txt(text) => Some(String::from_utf8_lossy(text).into_owned()),
            _ => None,
        });
        let networks = texts.filter_map(|text| parse(&text));
        return networks
            .max_by_key(|network| length(&network.prefix))
            .ok_or_else(|| "what was said of it makes no sense".to_owned());
    }
    Err(said)
}

/// The name asked for.
fn question(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, d] = ip.octets();
            format!("{d}.{c}.{b}.{a}.{}", ZONES.0)
        }
        IpAddr::V6(ip) => {
            let nibbles = ip
                .octets()
                .into_iter()
                .rev()
                .flat_map(|byte| [byte & 15, byte >> 4]);
            let words: Vec<String> = nibbles.map(|nibble| format!("{nibble:x}")).collect();
            format!("{}.{}", words.join("."), ZONES.1)
        }
    }
}

fn parse(text: &str) -> Option<Network> {
    let mut fields = text.split('|').map(str::trim);
    let asns: Vec<u32> = fields
        .next()?
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let prefix = fields.next()?.to_owned();
    (!asns.is_empty() && prefix.contains('/')).then_some(Network { asns, prefix })
}

fn length(prefix: &str) -> u8 {
    prefix
        .split_once('/')
        .and_then(|(_, length)| length.parse().ok())
        .unwrap_or(0)
}

/// Reads them off a file of `ASN PREFIX` lines; `#` begins a remark.
pub fn listed(
    text: &str,
    watch: &Watch,
    file: &str,
    ips: BTreeSet<IpAddr>,
) -> BTreeMap<IpAddr, Fact<Network>> {
    let lines: Vec<Network> = text
        .lines()
        .filter_map(|line| {
            let line = line.split('#').next()?;
            let (asn, prefix) = line.trim().split_once(char::is_whitespace)?;
            let asn = asn.trim_start_matches(['A', 'S', 'a', 's']).parse().ok()?;
            Some(Network {
                asns: vec![asn],
                prefix: prefix.trim().to_owned(),
            })
        })
        .collect();
    let find = |ip: IpAddr| {
        let holding = lines.iter().filter(|line| holds(&line.prefix, ip));
        holding.max_by_key(|line| length(&line.prefix)).cloned()
    };
    let fact = |ip| match find(ip) {
        Some(network) => watch.seen(network, file),
        None => Fact::Unknown {
            why: format!("`{file}` has no line for it"),
        },
    };
    ips.into_iter().map(|ip| (ip, fact(ip))).collect()
}

/// Whether an address is in `192.0.2.0/24`.
fn holds(prefix: &str, ip: IpAddr) -> bool {
    let Some((base, length)) = prefix.split_once('/') else {
        return false;
    };
    let (Ok(base), Ok(length)) = (base.parse::<IpAddr>(), length.parse::<u32>()) else {
        return false;
    };
    let same = |a: u128, b: u128, bits: u32| {
        length <= bits && (length == 0 || (a ^ b) >> (bits - length) == 0)
    };
    match (base, ip) {
        (IpAddr::V4(a), IpAddr::V4(b)) => same(u32::from(a).into(), u32::from(b).into(), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => same(a.into(), b.into(), 128),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{holds, parse, question};

    #[test]
    fn questions_are_what_the_zones_expect() {
        assert_eq!(
            question("192.0.2.1".parse().unwrap()),
            "1.2.0.192.origin.asn.cymru.com"
        );
        let six = question("2001:db8::1".parse().unwrap());
        assert!(
            six.starts_with("1.0.0.0.") && six.ends_with(".8.b.d.0.1.0.0.2.origin6.asn.cymru.com"),
            "{six}"
        );
    }

    #[test]
    fn answers_are_read_and_nonsense_is_not() {
        let found = parse("64501 64502 | 10.77.1.0/24 | ZZ | lab | 2026-01-01").expect("a network");
        assert_eq!(
            (found.asns, found.prefix.as_str()),
            (vec![64501, 64502], "10.77.1.0/24")
        );
        for nonsense in ["", "|", "x | y", "1 | z", " | 10.0.0.0/8"] {
            assert_eq!(parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn prefixes_hold_their_addresses() {
        for (prefix, ip, is) in [
            ("192.0.2.0/24", "192.0.2.9", true),
            ("192.0.2.0/24", "192.0.3.9", false),
            ("0.0.0.0/0", "192.0.3.9", true),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "192.0.2.1", false),
            ("192.0.2.0/33", "192.0.2.1", false),
            ("nonsense", "192.0.2.1", false),
        ] {
            assert_eq!(holds(prefix, ip.parse().unwrap()), is, "{prefix} {ip}");
        }
    }
}
