//! What was read of other people's services, and so long ago that it may no longer be so.

use super::super::facts::Basis;
use super::super::report::Judged;
use super::{Finding, listed};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// Names change hands in years, not in weeks.
const OLD: Days = Days::new(365);

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let today = judged.rules.counting.now.date_naive();
    let old = |read: NaiveDate| read.checked_add_days(OLD).is_some_and(|end| end < today);
    let graph = &judged.shape.graph;
    let mut about: BTreeMap<&Basis, Vec<String>> = BTreeMap::new();
    for leaf in graph.leaves() {
        for basis in graph.bases(leaf) {
            if matches!(basis, Basis::Listed { read, .. } if old(*read)) {
                let names = about.entry(basis).or_default();
                names.push(graph.domain(leaf).to_string());
            }
        }
    }
    for (basis, names) in about {
        let what = format!(
            "it is more than a year since anybody read who answers for {}",
            listed(names)
        );
        let hint = "look there whether it is still so; a newer stillup may have";
        found.push(Finding::advice("old-reading", what, hint).known([basis.clone()]));
    }
}
