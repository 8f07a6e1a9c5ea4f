//! Rules about who answers: D1, D2, D4, D5, D6 and D10.

use crate::dns::lookup::{Rcode, Reply};
use crate::dns::name::Name;
use crate::dns::record::RecordType;
use crate::dns::zone::{Seen, Zone};
use crate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// Operators that have several domains: part of a server's name, and what we call them.
const OPERATORS: &[(&str, &str)] = &[
    ("awsdns-", "awsdns"),
    ("azure-dns", "azure-dns"),
    ("ultradns", "ultradns"),
];

/// Who runs a server, as its name tells: the last two labels, or a name for all of an operator's domains.
pub fn operator(server: &Name) -> String {
    let text = server.bare();
    let known = OPERATORS.iter().find(|(part, _)| text.contains(part));
    known.map_or_else(|| server.last(2).bare(), |(_, name)| (*name).to_owned())
}

fn list<'a>(names: impl IntoIterator<Item = &'a Name>) -> String {
    let names: Vec<String> = names.into_iter().map(Name::bare).collect();
    match names.is_empty() {
        true => "nobody".to_owned(),
        false => names.join(", "),
    }
}

fn who(seen: &Seen) -> String {
    format!("{} ({})", seen.server.bare(), seen.ip)
}

/// The parent's servers say the same.
fn parents_agree(zone: &Zone) -> Option<Problem> {
    let name = zone.name();
    let mut told: BTreeMap<BTreeSet<Name>, Vec<String>> = BTreeMap::new();
    for above in &zone.above {
        if let Some((servers, _)) = above.reply.answer().and_then(|answer| answer.servers(name)) {
            let who = format!("{} ({})", above.server.bare(), above.ip);
            told.entry(servers).or_default().push(who);
        }
    }
    let each: Vec<String> = told
        .iter()
        .map(|(servers, who)| format!("{} says {}", who.join(", "), list(servers)))
        .collect();
    let what = format!(
        "servers of the parent of `{}` disagree on who serves it",
        name.bare()
    );
    let problem = Problem::finding("d1-parent-child", what).because(each.join("; "));
    (each.len() > 1).then(|| problem.hint("wait: the parent's servers catch up within hours"))
}

/// DELEGATION07, CONSISTENCY04: the parent and every server name the same servers.
pub(super) fn d1_both_sides_agree(zone: &Zone) -> Vec<Problem> {
    let name = zone.name();
    let mut found = Vec::from_iter(parents_agree(zone));
    let Some(parent) = &zone.cut().parent_servers else {
        return found;
    };
    for seen in &zone.seen {
        let Some((child, _)) = seen.named(name) else {
            continue;
        };
        let (extra, absent): (Vec<&Name>, Vec<&Name>) = (
            child.difference(parent).collect(),
            parent.difference(&child).collect(),
        );
        if !extra.is_empty() {
            let what = format!(
                "{} names servers of `{}` that its parent does not: {}",
                who(seen),
                name.bare(),
                list(extra.iter().copied())
            );
            let hint = format!(
                "at the registrar, add {} to the name servers of {}",
                list(extra),
                name.bare()
            );
            found.push(Problem::finding("d1-parent-child", what).hint(hint));
        }
        if !absent.is_empty() {
            let what = format!(
                "the parent of `{}` names servers that {} does not: {}",
                name.bare(),
                who(seen),
                list(absent.iter().copied())
            );
            let all: Vec<String> = parent
                .iter()
                .map(|name| format!("\"{}\"", name.bare()))
                .collect();
            found.push(Problem::finding("d1-parent-child", what).hint(format!(
                "servers = [{}]   # in its `[[dns.zone]]`",
                all.join(", ")
            )));
        }
    }
    found
}

/// DELEGATION04, CONNECTIVITY01 and 02: every address answers as its own, over UDP and TCP.
pub(super) fn d2_every_server_answers(zone: &Zone) -> Vec<Problem> {
    let mut found = Vec::new();
    let name = zone.name().bare();
    for (server, why) in &zone.lost {
        let what = format!("{} of `{name}` {why}", server.bare());
        found.push(
            Problem::finding("d2-answers", what)
                .hint("remove it at the registrar, or mend its name"),
        );
    }
    for seen in &zone.seen {
        for (over, reply) in [("UDP", &seen.udp), ("TCP", &seen.tcp)] {
            let fine = reply.authoritative().is_some()
                || matches!(reply, Reply::NoRoute(_))
                || lame(reply).is_some();
            if !fine {
                let what = format!("{} of `{name}` {reply} (over {over})", who(seen));
                let flag = if over == "TCP" { " +tcp" } else { "" };
                found.push(
                    Problem::finding("d2-answers", what)
                        .hint(format!("dig @{} {name} SOA +norec{flag}", seen.ip)),
                );
            }
        }
    }
    found
}

/// An answer of one who does not serve the zone.
fn lame(reply: &Reply) -> Option<Rcode> {
    let answer = reply.answer()?;
    let refuses = matches!(
        answer.rcode,
        Rcode::Refused | Rcode::ServFail | Rcode::NotAuth
    );
    let knows = answer.own_soa().is_some();
    (refuses || !answer.authoritative || !knows).then_some(answer.rcode)
}

/// DELEGATION04: nobody is named who does not serve the zone.
pub(super) fn d10_nobody_is_lame(zone: &Zone) -> Vec<Problem> {
    let lame = zone.seen.iter().filter(|seen| lame(&seen.udp).is_some());
    let name = zone.name().bare();
    lame.map(|seen| {
        let what = format!(
            "{} is named for `{name}` and does not serve it: it {}",
            who(seen),
            seen.udp
        );
        let hint = format!("make it serve {name}, or remove it at the registrar");
        Problem::finding("d10-lame", what).hint(hint)
    })
    .collect()
}

/// CONSISTENCY01: serials agree among servers of one operator; two that are pushed to apart have their own.
pub(super) fn d4_serials_agree(zone: &Zone) -> Vec<Problem> {
    let mut groups: BTreeMap<String, BTreeMap<u32, Vec<String>>> = BTreeMap::new();
    for seen in &zone.seen {
        if let Some(soa) = seen.soa() {
            let serials = groups.entry(operator(&seen.server)).or_default();
            serials.entry(soa.serial).or_default().push(who(seen));
        }
    }
    let apart = groups.into_iter().filter(|(_, serials)| serials.len() > 1);
    apart.map(|(operator, serials)| {
        let each: Vec<String> = serials.iter().map(|(serial, who)| format!("{serial} at {}", who.join(", "))).collect();
        let what = format!("servers of `{}` at {operator} serve different versions", zone.name().bare());
        Problem::finding("d4-serial", what).because(each.join("; ")).hint("wait for the secondaries to catch up; when they do not, see why transfers fail")
    })
    .collect()
}

/// CONNECTIVITY03 and 04, and what Zonemaster does not look at: operators, networks and top-level domains.
pub(super) fn d5_nothing_is_alone(zone: &Zone, min_operators: usize) -> Vec<Problem> {
    let mut found = Vec::new();
    let name = zone.name().bare();
    let servers: BTreeSet<&Name> = zone
        .cut()
        .servers
        .iter()
        .map(|server| &server.name)
        .collect();
    let operators: BTreeSet<String> = servers.iter().map(|server| operator(server)).collect();
    if operators.len() < min_operators {
        let who: Vec<String> = operators.into_iter().collect();
        let what = format!(
            "`{name}` hangs on {} DNS operators, at least {min_operators} were wanted: {}",
            who.len(),
            who.join(", ")
        );
        found.push(Problem::finding("d5-alone", what).hint("add a provider of another operator to its `[[dns.zone]]`, then its servers at the registrar"));
    }
    let tlds: BTreeSet<Name> = servers.iter().map(|server| server.tld()).collect();
    if let ([tld], true) = (Vec::from_iter(&tlds).as_slice(), servers.len() > 1) {
        let what = format!(
            "all servers of `{name}` have their names in `{}`",
            tld.bare()
        );
        found.push(
            Problem::finding("d5-alone", what)
                .hint("choose an operator whose servers are named in another top-level domain"),
        );
    }
    let networks: BTreeSet<String> = zone.cut().addresses().map(|(_, ip)| network(ip)).collect();
    if let ([network], true) = (Vec::from_iter(&networks).as_slice(), servers.len() > 1) {
        let what = format!("all servers of `{name}` are in one network, {network}");
        found.push(
            Problem::finding("d5-alone", what)
                .hint("choose servers in another network (RFC 2182, section 3.1)"),
        );
    }
    found
}

/// The /24 or /48 of an address.
fn network(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(ip) => {
            let [a, b, c, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}

/// CONSISTENCY05: the addresses the parent gives are those that the zone gives.
pub(super) fn d6_glue_is_true(zone: &Zone) -> Vec<Problem> {
    let mut found = Vec::new();
    for server in &zone.cut().servers {
        if server.glue.is_empty() || !server.name.is_within(zone.name()) {
            continue;
        }
        let mut own: BTreeSet<IpAddr> = BTreeSet::new();
        let mut told = false;
        for seen in &zone.seen {
            for rtype in RecordType::ADDRESSES {
                let set = seen.set(&(server.name.clone(), rtype));
                told |= set.is_some();
                own.extend(set.flatten().iter().flat_map(|set| set.ips()));
            }
        }
        if told && own != server.glue {
            let words = |ips: &BTreeSet<IpAddr>| match ips.is_empty() {
                true => "none".to_owned(),
                false => ips
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(", "),
            };
            let what = format!(
                "the parent gives other addresses of {} than `{}` does: {}, not {}",
                server.name.bare(),
                zone.name().bare(),
                words(&server.glue),
                words(&own)
            );
            let hint = format!(
                "at the registrar, set the addresses of {} to {}",
                server.name.bare(),
                words(&own)
            );
            found.push(Problem::finding("d6-glue", what).hint(hint));
        }
    }
    found
}
