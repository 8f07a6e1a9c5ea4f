//! What would change at one provider, set by set: the difference between wanted and found.

use super::name::Name;
use super::record::{Key, RecordSet, RecordType};
use super::wanted::WantedZone;
use crate::plan::{Action, Change, Plan};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// One set, before and after. At least one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is served now.
    pub have: Option<RecordSet>,
    /// What is wanted.
    pub want: Option<RecordSet>,
}

impl Step {
    /// What it does.
    pub fn action(&self) -> Action {
        match (&self.have, &self.want) {
            (None, _) => Action::Create,
            (Some(_), Some(_)) => Action::Update,
            (Some(_), None) => Action::Delete,
        }
    }

    /// Name and type.
    pub fn key(&self) -> Key {
        let set = self.want.as_ref().or(self.have.as_ref());
        set.map_or((Name::root(), RecordType::Soa), RecordSet::key)
    }

    /// What differs, in words.
    fn detail(&self) -> String {
        let seconds = |set: &RecordSet| format!("{}, TTL {}", set.words(), set.ttl);
        match (&self.have, &self.want) {
            (Some(have), Some(want)) if have.data == want.data => {
                format!("TTL {} -> {}", have.ttl, want.ttl)
            }
            (Some(have), Some(want)) if have.ttl == want.ttl => {
                format!("{} -> {}", have.words(), want.words())
            }
            (Some(have), Some(want)) => format!("{} -> {}", seconds(have), seconds(want)),
            (None, Some(want)) => seconds(want),
            (Some(have), None) => seconds(have),
            (None, None) => String::new(),
        }
    }
}

/// The steps from what a provider holds to what is wanted: what is added first, what goes last. An
/// alias and addresses cannot stand side by side, so what makes room for another stands right before it.
pub fn steps(zone: &WantedZone, found: &BTreeMap<Key, RecordSet>) -> Vec<Step> {
    let keys: BTreeSet<&Key> = zone.sets.keys().chain(found.keys()).collect();
    let mut steps: Vec<Step> = keys
        .into_iter()
        .filter(|key| zone.is_ours(key))
        .map(|key| Step {
            have: found.get(key).cloned(),
            want: zone.sets.get(key).cloned(),
        })
        .filter(|step| step.have != step.want)
        .collect();
    steps.sort_by_key(|step| (step.action(), step.key()));
    steps
}

/// Steps that must be taken as one: each alone, but those of one name together where an alias comes or goes.
pub fn groups(steps: &[Step]) -> Vec<Vec<Step>> {
    let mut groups: Vec<Vec<Step>> = Vec::new();
    for step in steps {
        let (name, _) = step.key();
        let swap = |other: &Step| {
            let (own, theirs) = (step.key(), other.key());
            theirs.0 == name && (own.1 == RecordType::Cname || theirs.1 == RecordType::Cname)
        };
        match groups.iter_mut().find(|group| group.iter().any(swap)) {
            Some(group) => group.push(step.clone()),
            None => groups.push(vec![step.clone()]),
        }
    }
    groups
}

/// As a plan of the general kind, for printing.
pub fn plan(steps: &[Step], held: usize) -> Plan {
    let changes = steps.iter().map(|step| {
        let (name, rtype) = step.key();
        Change {
            action: step.action(),
            name: format!("{name} {rtype}"),
            detail: Some(step.detail()),
        }
    });
    Plan {
        changes: changes.collect(),
        held,
    }
}

/// The addresses of a name after these steps; nothing when the steps leave the name alone.
pub fn addresses_after(
    name: &Name,
    found: &BTreeMap<Key, RecordSet>,
    steps: &[Step],
) -> BTreeSet<IpAddr> {
    let mut sets = found.clone();
    for step in steps {
        let key = step.key();
        match &step.want {
            Some(want) => drop(sets.insert(key, want.clone())),
            None => drop(sets.remove(&key)),
        }
    }
    addresses(name, &sets)
}

/// The addresses of a name.
pub fn addresses(name: &Name, sets: &BTreeMap<Key, RecordSet>) -> BTreeSet<IpAddr> {
    let all = RecordType::ADDRESSES.iter();
    all.filter_map(|rtype| sets.get(&(name.clone(), *rtype)))
        .flat_map(RecordSet::ips)
        .collect()
}

/// What a reviewed plan is known by: a digest of every step at every provider, in order.
pub fn digest<'a>(all: impl IntoIterator<Item = (&'a str, &'a Name, &'a [Step])>) -> String {
    let mut digest = Sha256::new();
    for (provider, zone, steps) in all {
        for step in steps {
            let line = serde_json::json!([provider, zone, step.have, step.want]);
            digest.update(line.to_string());
            digest.update(b"\n");
        }
    }
    let whole = digest.finalize();
    whole[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
