//! Delegations that are not what both sides think: dead or lame servers, lists that differ, and changes
//! that take days.

use super::super::operator;
use super::super::report::Judged;
use super::{Finding, listed};
use std::collections::BTreeSet;

/// A change of servers that takes longer than this is too late in an outage.
const LONG: u32 = 6 * 3600;

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let facts = judged.facts;
    let mut ours: BTreeSet<&str> = BTreeSet::new();
    for copy in facts
        .copies
        .iter()
        .filter(|copy| operator::host(&copy.host).is_none())
    {
        let path = facts
            .names
            .get(&copy.host)
            .and_then(|name| name.path.value());
        let zones = path.into_iter().flatten().map(String::as_str);
        ours.extend(zones.filter(|zone| !operator::is_suffix(zone)));
    }
    for name in ours {
        let Some(zone) = facts.zones.get(name) else {
            continue;
        };
        let Some(servers) = zone.servers.value() else {
            continue;
        };
        for server in servers {
            let Some(fault) = &server.fault else {
                continue;
            };
            let what = format!(
                "server `{}` of `{name}` {fault}: it does not count",
                server.name
            );
            let hint = format!("mend it, or take it out of the delegation of `{name}`");
            found.push(Finding::serious("dead-server", what, hint).known([zone.servers.basis()]));
        }
        let parent: BTreeSet<&str> = servers.iter().map(|server| server.name.as_str()).collect();
        let child: BTreeSet<&str> = zone.own_servers.iter().map(String::as_str).collect();
        if !child.is_empty() && parent != child {
            let only = |one: &BTreeSet<&str>, other: &BTreeSet<&str>| {
                listed(one.difference(other).map(|name| (*name).to_owned()))
            };
            let (above, below) = (only(&parent, &child), only(&child, &parent));
            let sides = match (above.is_empty(), below.is_empty()) {
                (false, false) => format!("only its parent names {above}, only the zone {below}"),
                (false, true) => format!("only its parent names {above}"),
                _ => format!("only the zone names {below}"),
            };
            let what = format!("the servers of `{name}` differ by who is asked: {sides}");
            let hint = "make the registrar's list and the zone's NS records the same";
            found.push(Finding::advice("servers-differ", what, hint).known([zone.servers.basis()]));
        }
        let long = zone.parent_ttl.filter(|ttl| *ttl > LONG);
        if let Some(ttl) = long
            && operators(judged, name) < 2
        {
            let hours = ttl / 3600;
            let what = format!(
                "one operator serves `{name}`, and a change of servers takes up to {hours} h to be seen"
            );
            let hint = "add the second operator before the outage: during one it comes too late";
            found.push(Finding::advice("one-operator", what, hint).known([zone.servers.basis()]));
        }
    }
}

/// How many operators serve a zone.
fn operators(judged: &Judged<'_>, zone: &str) -> usize {
    let facts = judged.facts;
    let servers = facts.zones.get(zone).and_then(|zone| zone.servers.value());
    let operators: BTreeSet<_> = servers
        .into_iter()
        .flatten()
        .map(|server| operator::dns(facts, &server.name, &[], &[]).domain)
        .collect();
    operators.len()
}
