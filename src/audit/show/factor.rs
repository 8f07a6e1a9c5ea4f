//! Cut sets, fewer of them: domains that stand for one another are written as one.
//!
//! When every set with `tld:com` is also there with `host:aws` in its place, and the other way round,
//! a reader wants to see `tld:com or host:aws` once.

use super::super::domain::Domain;
use std::collections::{BTreeMap, BTreeSet};

/// A set of groups: losing one of each group is enough.
pub type Groups = Vec<Vec<Domain>>;

/// The same sets, smaller ones first.
pub fn factor(cuts: &[Vec<Domain>]) -> Vec<Groups> {
    // What a domain fails together with; domains with the same company are one group.
    let mut company: BTreeMap<&Domain, BTreeSet<Vec<&Domain>>> = BTreeMap::new();
    for cut in cuts {
        for domain in cut {
            let others = cut.iter().filter(|other| *other != domain).collect();
            company.entry(domain).or_default().insert(others);
        }
    }
    let mut groups: BTreeMap<&BTreeSet<Vec<&Domain>>, Vec<Domain>> = BTreeMap::new();
    for (domain, with) in &company {
        groups.entry(with).or_default().push((*domain).clone());
    }
    let group = |domain: &Domain| {
        company
            .get(domain)
            .and_then(|with| groups.get(with))
            .cloned()
    };
    let mut seen = BTreeSet::new();
    let mut factored: Vec<Groups> = Vec::new();
    for cut in cuts {
        let mut set: Groups = cut.iter().filter_map(group).collect();
        set.sort();
        if seen.insert(set.clone()) {
            factored.push(set);
        }
    }
    factored
}

/// `tld:com or host:aws`, with ` and ` between the groups.
pub fn words(groups: &Groups) -> String {
    let one = |group: &Vec<Domain>| {
        let names: Vec<String> = group.iter().map(ToString::to_string).collect();
        match groups.len() > 1 && names.len() > 1 {
            true => format!("({})", names.join(" or ")),
            false => names.join(" or "),
        }
    };
    groups.iter().map(one).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::{factor, words};
    use crate::audit::domain::Domain;

    #[test]
    fn what_stands_for_one_another_is_written_once() {
        let cut =
            |text: &str| -> Vec<Domain> { text.split(' ').filter_map(Domain::parse).collect() };
        let cuts: Vec<Vec<Domain>> = [
            "tld:a",
            "dns:x",
            "tld:b ca:y",
            "tld:b ca:z",
            "host:q ca:y",
            "host:q ca:z",
            "host:q asn:1",
        ]
        .iter()
        .map(|text| cut(text))
        .collect();
        let written: Vec<String> = factor(&cuts).iter().map(words).collect();
        assert_eq!(
            written,
            [
                "tld:a or dns:x",
                "tld:b and (ca:y or ca:z)",
                "host:q and (ca:y or ca:z)",
                "asn:1 and host:q"
            ]
        );
    }
}
