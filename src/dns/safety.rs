//! What speaks against a change. A status zone has five records: percentages say nothing there, so the
//! rules are about what readers would meet.

use super::change::{Step, addresses, addresses_after};
use super::name::Name;
use super::record::{Key, RecordSet, RecordType};
use super::wanted::WantedZone;
use crate::plan::Action;
use crate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// What is known of the moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moment {
    /// Addresses that serve the site right now, of those that were asked.
    pub live: BTreeSet<IpAddr>,
    /// How many addresses of a name must.
    pub min_live: usize,
    /// How long an address may be remembered, as the policy says, in seconds.
    pub ttl: u32,
    /// An incident is open.
    pub incident: bool,
}

/// Everything that speaks against these steps at one provider; `--i-know` overrules it.
pub fn objections(
    zone: &WantedZone,
    found: &BTreeMap<Key, RecordSet>,
    steps: &[Step],
    moment: &Moment,
) -> Vec<Problem> {
    let mut objections = Vec::new();
    let names: BTreeSet<Name> = steps.iter().map(|step| step.key().0).collect();
    for name in names.intersection(&zone.published) {
        objections.extend(last_address(name, found, steps));
        objections.extend(too_few_live(name, found, steps, moment));
    }
    for step in steps {
        let (name, rtype) = step.key();
        if name == *zone.name() && rtype == RecordType::Ns {
            let what = format!(
                "the servers that `{}` names for itself would change",
                name.bare()
            );
            objections.push(
                Problem::error("apex-ns", what)
                    .because("whoever remembers the old ones keeps asking them, for up to a day")
                    .hint(
                        "--i-know   # when all of the new ones answer already: `stillup dns check`",
                    ),
            );
        }
        let (Some(have), Some(want)) = (&step.have, &step.want) else {
            continue;
        };
        if moment.incident && want.ttl > have.ttl && want.ttl > moment.ttl {
            let what = format!(
                "`{}` would be remembered for {} seconds instead of {}, and an incident is open",
                name.bare(),
                want.ttl,
                have.ttl
            );
            let hint = format!("--i-know   # or ttl = {} until it is over", have.ttl.max(1));
            objections.push(Problem::error("ttl-raise", what).hint(hint));
        }
    }
    objections
}

/// A name without data is remembered as such: readers who ask in that second are locked out for minutes.
fn last_address(name: &Name, found: &BTreeMap<Key, RecordSet>, steps: &[Step]) -> Option<Problem> {
    let stands = |sets: &BTreeMap<Key, RecordSet>| {
        !addresses(name, sets).is_empty() || sets.contains_key(&(name.clone(), RecordType::Cname))
    };
    let alias = steps
        .iter()
        .any(|step| step.key() == (name.clone(), RecordType::Cname) && step.want.is_some());
    let kept = found.contains_key(&(name.clone(), RecordType::Cname))
        && !steps.iter().any(|step| {
            step.key() == (name.clone(), RecordType::Cname) && step.action() == Action::Delete
        });
    let gone = addresses_after(name, found, steps).is_empty() && !alias && !kept;
    (stands(found) && gone).then(|| {
        let what = format!("`{}` would be left without any address", name.bare());
        Problem::error("last-address", what)
            .because("a copy of the site is read there")
            .hint("--i-know   # when nobody shall find it there any more")
    })
}

fn too_few_live(
    name: &Name,
    found: &BTreeMap<Key, RecordSet>,
    steps: &[Step],
    moment: &Moment,
) -> Option<Problem> {
    let (before, after) = (addresses(name, found), addresses_after(name, found, steps));
    // Nothing is taken away, or it is aliased elsewhere, or it is the last: that was said already.
    if after.is_empty() || before.is_subset(&after) {
        return None;
    }
    let live = after.intersection(&moment.live).count();
    (live < moment.min_live).then(|| {
        let what = format!(
            "`{}` would be left with {live} addresses that serve the site right now, at least {} must",
            name.bare(),
            moment.min_live
        );
        let asked: Vec<String> = after.iter().map(ToString::to_string).collect();
        Problem::error("too-few-live", what)
            .because(format!("asked: {}", asked.join(", ")))
            .hint("stillup verify   # shows what is wrong with them; --i-know does it all the same")
    })
}
