//! Taking domains away on paper.

use super::domain::Domain;
use super::facts::Facts;
use super::report::Rules;
use super::shape::{Counting, shape};
use serde::Serialize;

/// What is left when some domains are taken away.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhatIf {
    /// These.
    pub fail: Vec<Domain>,
    /// Those of them that nothing here needs.
    pub unneeded: Vec<Domain>,
    /// Copies that can still be read.
    pub remain: Vec<String>,
    /// Copies that cannot.
    pub lost: Vec<String>,
    /// The product is down.
    pub product_falls: bool,
    /// Updates can still be published.
    pub update_holds: bool,
}

/// Takes domains away for good: no grace, however long, outlasts that.
pub fn what_if(facts: &Facts, rules: &Rules) -> WhatIf {
    let counting = Counting {
        horizon: None,
        ..rules.counting.clone()
    };
    let shape = shape(facts, &counting);
    let graph = &shape.graph;
    let failed = rules
        .fail
        .iter()
        .filter_map(|domain| graph.number(domain))
        .collect();
    let holds = graph.holding(&failed);
    let (mut remain, mut lost) = (Vec::new(), Vec::new());
    for (url, node) in facts.copies.iter().zip(&shape.copies) {
        match holds[*node] {
            true => remain.push(url.name.clone()),
            false => lost.push(url.name.clone()),
        }
    }
    WhatIf {
        fail: rules.fail.clone(),
        unneeded: rules
            .fail
            .iter()
            .filter(|domain| graph.number(domain).is_none())
            .cloned()
            .collect(),
        remain,
        lost,
        product_falls: shape.product.is_some_and(|node| !holds[node]),
        update_holds: holds[shape.update],
    }
}
