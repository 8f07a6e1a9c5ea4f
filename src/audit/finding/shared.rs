//! What the product's own failing would take along, and which further loss would finish the site then.

use super::super::domain::Domain;
use super::super::graph::Leaf;
use super::super::report::{Judged, named};
use super::{Finding, add_another, listed};
use std::collections::{BTreeMap, BTreeSet};

/// No more sets than these are listed.
const MOST: usize = 12;

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let graph = &judged.shape.graph;
    let needs = |leaf: &Leaf| judged.product_needs.contains(leaf);
    let larger = judged.read_cuts.iter().filter(|cut| cut.len() > 1);
    for cut in larger
        .clone()
        .filter(|cut| cut.iter().all(needs))
        .take(MOST)
    {
        let domains = named(graph, cut);
        let what = format!(
            "the product needs {}, and without them together no copy can be read",
            listed(domains.iter().map(ToString::to_string))
        );
        let hint = domains.first().map(add_another).unwrap_or_default();
        let bases = cut
            .iter()
            .flat_map(|leaf| graph.bases(*leaf).iter().cloned());
        found.push(Finding::serious("shared-set", what, hint).known(bases));
    }
    // What the page hangs on once something has failed that the product needs; said once for all
    // things that leave it hanging on the same.
    let mut legs: BTreeMap<Leaf, BTreeSet<Leaf>> = BTreeMap::new();
    for cut in larger.filter(|cut| cut.len() == 2) {
        let (shared, own): (Vec<&Leaf>, Vec<&Leaf>) = cut.iter().partition(|leaf| needs(leaf));
        if let ([shared], [own]) = (shared.as_slice(), own.as_slice()) {
            legs.entry(**shared).or_default().insert(**own);
        }
    }
    let mut alike: BTreeMap<&BTreeSet<Leaf>, Vec<Leaf>> = BTreeMap::new();
    for (shared, own) in &legs {
        alike.entry(own).or_default().push(*shared);
    }
    for (own, shared) in alike {
        let known = |leaves: &[Leaf]| -> Vec<Domain> {
            let mut domains = named(graph, leaves);
            domains.retain(|domain| !domain.is_unknown());
            domains
        };
        let leaves: Vec<Leaf> = own.iter().copied().collect();
        let (own, shared) = (known(&leaves), known(&shared));
        let (Some(first), false) = (own.first(), shared.is_empty()) else {
            continue;
        };
        let what = format!(
            "the product needs {}; with {} gone the page hangs on {}",
            listed(shared.iter().map(ToString::to_string)),
            if shared.len() == 1 {
                "it"
            } else {
                "one of them"
            },
            listed(own.iter().map(ToString::to_string))
        );
        let bases = leaves
            .iter()
            .flat_map(|leaf| graph.bases(*leaf).iter().cloned());
        found.push(Finding::advice("one-leg-left", what, add_another(first)).known(bases));
    }
}
