//! `[dns]`: zones, who answers for them, and what they shall hold.

pub mod derive;
mod host;
mod provider;
mod record;

use super::key::{Form, Key, key};
use super::mirror::MirrorConfig;
use super::read::{Report, Section};
use crate::dns::name::Name;
use crate::dns::settings::{DnsSettings, ProviderSettings, ZoneSettings};
use crate::dns::walk::{PORT, Roots};
use crate::problem::{Problem, did_you_mean};
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use toml::Spanned;
use toml::de::DeValue;

const DNS: &str = "[dns]";
const ZONE: &str = "[[dns.zone]]";
const PROVIDER: &str = "[[dns.provider]]";
const HOST: &str = "[[dns.host]]";
const RECORD: &str = "[[dns.record]]";

/// Every key of `[dns]` and of the tables in it.
#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key(DNS, "ttl", Form::Duration, "`\"5m\"`", "How long an address may be remembered, from a minute to a day."),
    key(DNS, "min_operators", Form::Whole, "`2`", "How many DNS operators must answer for each zone; `dns check` finds fewer."),
    key(DNS, "min_live", Form::Whole, "`1`", "How many addresses of a name must serve the site, whatever is taken out."),
    key(DNS, "out_after", Form::Whole, "`3`", "How often in a row a mirror must fail before `dns failover` takes its address out."),
    key(DNS, "back_after", Form::Whole, "`5`", "How often in a row it must be well before `dns failover` puts it back."),
    key(DNS, "rest", Form::Duration, "`\"30m\"`", "How long `dns failover` leaves an address alone after it moved it."),
    key(DNS, "roots", Form::Texts, "the Internet's", "Addresses of root servers, for names that the Internet does not know; `audit` begins there too."),
    key(DNS, "reach", Form::Table, "`{}`", "Name servers that are reached elsewhere than at their own address: `{ \"192.0.2.1\" = \"127.0.0.1:5301\" }`."),
    key(DNS, "provider", Form::Tables, "none", "Those who answer for zones."),
    key(DNS, "zone", Form::Tables, "none", "Zones of yours."),
    key(DNS, "host", Form::Tables, "none", "Where mirrors are, when their kind does not tell."),
    key(DNS, "record", Form::Tables, "none", "What else is wanted, and names that mirrors share."),

    key(ZONE, "name", Form::Text, "required", "The zone's name."),
    key(ZONE, "providers", Form::Texts, "required", "Names of the providers that answer for it: two or more of different operators."),
    key(ZONE, "servers", Form::Texts, "left alone", "The servers it shall name for itself (NS): those of all its providers."),
    key(ZONE, "whole", Form::Flag, "`false`", "Nothing else is in it: what is not wanted is deleted. Else what is not ours stays."),

    key(PROVIDER, "name", Form::Text, "required", "What you call it."),
    key(PROVIDER, "rfc2136", Form::Table, "one of the two", "A primary server that takes dynamic updates."),
    key(PROVIDER, "octodns", Form::Table, "one of the two", "Any provider that octoDNS knows; octoDNS and the provider's package are installed beside."),
    key(provider::RFC2136, "server", Form::Text, "required", "The server's name or address, with `:port` when that is not 53."),
    key(provider::RFC2136, "key", Form::Text, "none", "The name of the TSIG key that messages are signed with."),
    key(provider::RFC2136, "algorithm", Form::Text, "`\"hmac-sha256\"`", "How it signs: `hmac-sha256`, `hmac-sha384` or `hmac-sha512`."),
    key(provider::RFC2136, "env", Form::Table, "as below", "Names of environment variables."),
    key(provider::ENV, "secret", Form::Text, "`\"STILLUP_TSIG_SECRET\"`", "The variable that holds the key, in base64."),
    key(provider::OCTODNS, "class", Form::Text, "required", "The provider's class, such as `\"octodns_route53.Route53Provider\"`."),
    key(provider::OCTODNS, "settings", Form::Table, "`{}`", "The class's settings, as its page says; secrets as `\"env/VARIABLE\"`."),
    key(provider::OCTODNS, "program", Form::Text, "`\"octodns-sync\"`", "The program, when it is not in `PATH`."),

    key(HOST, "mirror", Form::Text, "required", "The mirror's name."),
    key(HOST, "addresses", Form::Texts, "one of the two", "Its IPv4 and IPv6 addresses."),
    key(HOST, "cname", Form::Text, "one of the two", "The name that its own stands for."),

    key(RECORD, "name", Form::Text, "required", "Whose it is: a whole name within one of the zones."),
    key(RECORD, "type", Form::Text, "none", "`A`, `AAAA`, `CNAME`, `MX`, `TXT` or `CAA`."),
    key(RECORD, "values", Form::Texts, "none", "What it says, as a zone file has it; text without quotes."),
    key(RECORD, "mirrors", Form::Texts, "none", "Instead of `type` and `values`: mirrors whose addresses this name shares, two at most."),
    key(RECORD, "ttl", Form::Duration, "that of `[dns]`", "How long it may be remembered."),
];

/// Reads `[dns]`; the mirrors are those that can be published to.
pub(super) fn read(
    report: &mut Report,
    section: &Section<'_>,
    mirrors: &[MirrorConfig],
) -> DnsSettings {
    let usual = DnsSettings::default();
    let count = |report: &mut Report, name, low: i64, usual: usize| {
        let Some(number) = section.whole(report, name) else {
            return usual;
        };
        let fitting = (low..=100).contains(number.get_ref());
        if !fitting {
            let what = format!(
                "`{name}` must be from {low} to 100, not `{}`",
                number.get_ref()
            );
            let hint = format!("{name} = {usual}");
            report.add(
                number.span(),
                Problem::error("out-of-range", what).hint(hint),
            );
            return usual;
        }
        usize::try_from(*number.get_ref()).unwrap_or(usual)
    };
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let day = (TimeDelta::days(1), "1d");
    let rest = section.length(report, "rest", (TimeDelta::minutes(1), "1m"), day);
    let providers = providers(report, section);
    let zones = zones(report, section, &providers);
    DnsSettings {
        ttl: ttl(report, section, "ttl").unwrap_or(usual.ttl),
        min_operators: count(report, "min_operators", 1, usual.min_operators),
        min_live: count(report, "min_live", 1, usual.min_live),
        out_after: small(count(report, "out_after", 1, 3)),
        back_after: small(count(report, "back_after", 1, 5)),
        rest: rest.unwrap_or(usual.rest),
        roots: roots(report, section),
        reach: reach(report, section),
        providers,
        zones,
        hosts: host::hosts(report, section, mirrors),
        records: tables(report, section, "record", RECORD)
            .iter()
            .enumerate()
            .filter_map(|(at, table)| record::read(report, table, at, mirrors))
            .collect(),
    }
}

/// Tables in double brackets within `[dns]`.
fn tables<'a>(
    report: &mut Report,
    section: &Section<'a>,
    name: &str,
    written: &'static str,
) -> Vec<Section<'a>> {
    let Some(value) = section.raw(report, name) else {
        return Vec::new();
    };
    let Some(list) = value.get_ref().as_array() else {
        let what = format!("`[dns.{name}]` is written in double brackets");
        report.add(
            value.span(),
            Problem::error("wrong-type", what).hint(written),
        );
        return Vec::new();
    };
    let open = |(at, value)| Section::open(report, written, format!("dns.{name}.{at}"), value);
    list.iter().enumerate().filter_map(open).collect()
}

/// A time to live, in seconds.
fn ttl(report: &mut Report, section: &Section<'_>, name: &str) -> Option<u32> {
    let (low, high) = ((TimeDelta::minutes(1), "1m"), (TimeDelta::days(1), "1d"));
    let length = section.length(report, name, low, high)?;
    u32::try_from(length.num_seconds()).ok()
}

/// A required domain name.
fn name(report: &mut Report, section: &Section<'_>, key: &str, example: &str) -> Option<Name> {
    let Some(typed) = section.text(report, key) else {
        if section.raw(report, key).is_none() {
            section.missing(report, key, example);
        }
        return None;
    };
    as_name(report, key, &typed, example)
}

/// What was typed, as a domain name.
fn as_name(report: &mut Report, key: &str, typed: &Spanned<String>, example: &str) -> Option<Name> {
    let parsed = typed.get_ref().parse::<Name>();
    parsed
        .map_err(|why| {
            let what = format!("`{}` is no domain name", typed.get_ref());
            let hint = format!("{key} = \"{example}\"");
            report.add(
                typed.span(),
                Problem::error("malformed-name", what)
                    .because(why)
                    .hint(hint),
            );
        })
        .ok()
}

/// An address, with or without a port.
fn socket(text: &str) -> Option<SocketAddr> {
    let ip = text
        .parse::<IpAddr>()
        .ok()
        .map(|ip| SocketAddr::new(ip, PORT));
    ip.or_else(|| text.parse().ok())
}

fn no_address(report: &mut Report, typed: &Spanned<String>, hint: &str) {
    let what = format!("`{}` is no IP address", typed.get_ref());
    report.add(
        typed.span(),
        Problem::error("malformed-address", what).hint(hint),
    );
}

fn roots(report: &mut Report, section: &Section<'_>) -> Roots {
    let mut found = Vec::new();
    for typed in section.texts(report, "roots").unwrap_or_default() {
        match socket(typed.get_ref()) {
            Some(address) => found.push(address),
            None => no_address(report, &typed, "roots = [\"192.0.2.53\"]"),
        }
    }
    match found.is_empty() {
        true => Roots::Internet,
        false => Roots::Private(found),
    }
}

fn reach(report: &mut Report, section: &Section<'_>) -> BTreeMap<IpAddr, SocketAddr> {
    let mut found = BTreeMap::new();
    let Some(value) = section.raw(report, "reach") else {
        return found;
    };
    let Some(table) = value.get_ref().as_table() else {
        section.wrong_type(report, "reach", value);
        return found;
    };
    for (key, value) in table {
        let ip = key.get_ref().parse::<IpAddr>().ok();
        match (ip, value.get_ref().as_str().and_then(socket)) {
            (Some(ip), Some(to)) => drop(found.insert(ip, to)),
            (Some(_), None) => {
                let problem = Problem::error(
                    "malformed-address",
                    "`reach` leads to an IP address and a port",
                );
                report.add(
                    value.span(),
                    problem.hint("reach = { \"192.0.2.1\" = \"127.0.0.1:5301\" }"),
                );
            }
            (None, _) => {
                let what = format!("`{}` is no IP address", key.get_ref());
                let problem = Problem::error("malformed-address", what);
                report.add(
                    key.span(),
                    problem.hint("reach = { \"192.0.2.1\" = \"127.0.0.1:5301\" }"),
                );
            }
        }
    }
    found
}

fn providers(report: &mut Report, section: &Section<'_>) -> Vec<ProviderSettings> {
    let mut found: Vec<ProviderSettings> = Vec::new();
    for table in tables(report, section, "provider", PROVIDER) {
        let Some(one) = provider::read(report, &table) else {
            continue;
        };
        if found.iter().any(|other| other.name == one.name) {
            let what = format!("there is a provider `{}` already", one.name);
            let hint = "give each provider a name of its own";
            report.add(
                table.span_of("name"),
                Problem::error("duplicate-name", what).hint(hint),
            );
            continue;
        }
        found.push(one);
    }
    found
}

fn zones(
    report: &mut Report,
    section: &Section<'_>,
    providers: &[ProviderSettings],
) -> Vec<ZoneSettings> {
    let mut found: Vec<ZoneSettings> = Vec::new();
    for (position, table) in tables(report, section, "zone", ZONE).iter().enumerate() {
        let zone = name(report, table, "name", "acme-status.example");
        let known = || providers.iter().map(|provider| provider.name.as_str());
        let named = table.texts(report, "providers");
        if named.is_none() {
            table.missing(report, "providers", known().next().unwrap_or("own"));
        }
        let mut served = Vec::new();
        for typed in named.unwrap_or_default() {
            if known().any(|name| name == typed.get_ref()) {
                served.push(typed.into_inner());
                continue;
            }
            let what = format!("unknown provider `{}`", typed.get_ref());
            let hint = match did_you_mean(typed.get_ref(), known()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("[[dns.provider]]\nname = \"{}\"", typed.get_ref()),
            };
            report.add(
                typed.span(),
                Problem::error("unknown-provider", what).hint(hint),
            );
        }
        let mut servers = BTreeSet::new();
        for typed in table.texts(report, "servers").unwrap_or_default() {
            servers.extend(as_name(report, "servers", &typed, "ns1.dns.example"));
        }
        let whole = table.flag(report, "whole").unwrap_or(false);
        let Some(zone) = zone else { continue };
        if found.iter().any(|other| other.name == zone) {
            let what = format!("there is a zone `{}` already", zone.bare());
            report.add(
                table.span_of("name"),
                Problem::error("duplicate-name", what).hint("write each zone once"),
            );
            continue;
        }
        found.push(ZoneSettings {
            name: zone,
            providers: served,
            servers,
            whole,
            position,
        });
    }
    found
}

/// A string within a table that is no key of ours.
fn plain(value: &Spanned<DeValue<'_>>) -> Option<serde_json::Value> {
    use serde_json::{Value, json};
    Some(match value.get_ref() {
        DeValue::String(text) => json!(text),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Integer(number) => {
            json!(i64::from_str_radix(number.as_str(), number.radix()).ok()?)
        }
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().ok()?),
        DeValue::Array(list) => Value::Array(list.iter().filter_map(plain).collect()),
        DeValue::Table(table) => Value::Object(
            table
                .iter()
                .filter_map(|(key, value)| Some((key.get_ref().to_string(), plain(value)?)))
                .collect(),
        ),
        DeValue::Datetime(_) => return None,
    })
}
