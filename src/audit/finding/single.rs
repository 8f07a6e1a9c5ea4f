//! Single points of failure: one domain whose loss stops reading, or updating.

use super::super::graph::Leaf;
use super::super::report::Judged;
use super::{Finding, add_another};

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let graph = &judged.shape.graph;
    let alone = |cuts: &[Vec<Leaf>]| -> Vec<Leaf> {
        cuts.iter()
            .filter(|cut| cut.len() == 1)
            .flatten()
            .copied()
            .collect()
    };
    let read = alone(&judged.read_cuts);
    for leaf in &read {
        let domain = graph.domain(*leaf);
        if domain.is_unknown() {
            continue;
        }
        let with = match judged.product_falls.contains(leaf) {
            true => ", and takes the product down too",
            false if judged.product_needs.contains(leaf) => ", and the product needs it too",
            false => "",
        };
        let what = format!("no copy can be read without `{domain}`{with}");
        let bases = graph.bases(*leaf).iter().cloned();
        found.push(Finding::serious("single-point", what, add_another(domain)).known(bases));
    }
    for leaf in alone(&judged.update_cuts) {
        let domain = graph.domain(leaf);
        // What nobody can read, nobody can update: said once.
        if read.contains(&leaf) || domain.is_unknown() {
            continue;
        }
        let what =
            format!("nothing can be published without `{domain}`: the page would stand still");
        let bases = graph.bases(leaf).iter().cloned();
        found.push(
            Finding::serious("single-point-of-update", what, add_another(domain)).known(bases),
        );
    }
}
