//! Names that run out.

use super::super::operator::registrable;
use super::super::report::Judged;
use super::Finding;
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// After this a name can be lost to somebody else before anybody has looked.
const SERIOUS: TimeDelta = TimeDelta::days(14);
/// Automatic renewal has mostly happened by then.
const SOON: TimeDelta = TimeDelta::days(30);

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let hosts = judged.facts.copies.iter().map(|copy| copy.host.as_str());
    let names: BTreeSet<&str> = hosts.filter_map(registrable).collect();
    for name in names {
        let Some(zone) = judged.facts.zones.get(name) else {
            continue;
        };
        let Some(until) = zone.expires.value() else {
            continue;
        };
        let left = *until - judged.rules.counting.now;
        if left >= SOON {
            continue;
        }
        let day = until.format("%Y-%m-%d");
        let what = match left < TimeDelta::zero() {
            true => format!("the name `{name}` ran out on {day}"),
            false => format!(
                "the name `{name}` runs out in {} days, on {day}",
                left.num_days()
            ),
        };
        let hint = format!("renew `{name}`, and see that its card and mail address still work");
        let finding = match left < SERIOUS {
            true => Finding::serious("name-runs-out", what, hint),
            false => Finding::advice("name-runs-out", what, hint),
        };
        found.push(finding.known([zone.expires.basis()]));
    }
}
