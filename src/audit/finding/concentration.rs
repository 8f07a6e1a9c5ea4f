//! Much in one hand: domains that most copies need, though none falls with them alone.

use super::super::report::Judged;
use super::{Finding, add_another, listed};
use std::collections::BTreeSet;

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let graph = &judged.shape.graph;
    let copies = &judged.facts.copies;
    let (read, all) = (judged.shape.read, copies.len());
    if all < 3 {
        return;
    }
    for leaf in graph
        .leaves()
        .filter(|leaf| !graph.domain(*leaf).is_unknown())
    {
        let falls: Vec<String> = copies
            .iter()
            .zip(&judged.copy_falls)
            .filter(|(_, falls)| falls.contains(&leaf))
            .map(|(copy, _)| copy.name.clone())
            .collect();
        // All of them, and it is a single point of failure already.
        let survives = graph.holds(read, &BTreeSet::from([leaf]));
        if !survives || falls.len() * 3 < all * 2 {
            continue;
        }
        let domain = graph.domain(leaf);
        let what = format!(
            "`{domain}` takes {} of {all} copies down at once: {}",
            falls.len(),
            listed(falls)
        );
        let bases = graph.bases(leaf).iter().cloned();
        found.push(Finding::advice("concentration", what, add_another(domain)).known(bases));
    }
}
