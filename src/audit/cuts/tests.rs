//! Against brute force: every subset of the domains of thousands of random models, circles included.

use super::minimal;
use crate::audit::domain::{Domain, Kind};
use crate::audit::facts::Basis;
use crate::audit::graph::{Gate, Graph, Leaf};
use proptest::prelude::*;
use std::collections::BTreeSet;

const LEAVES: usize = 7;

/// Gates that refer to any others, before and behind them.
fn graphs() -> impl Strategy<Value = (Graph, usize)> {
    let gate = (any::<bool>(), prop::collection::vec(0..100_usize, 0..4));
    (prop::collection::vec(gate, 1..9), 1..=3_usize).prop_map(|(gates, order)| {
        let mut graph = Graph::default();
        for number in 0..LEAVES {
            let basis = Basis::Unknown { why: String::new() };
            graph.leaf(Domain::new(Kind::Host, number.to_string()), basis);
        }
        let all = LEAVES + gates.len();
        for (and, parts) in gates {
            let parts = parts.into_iter().map(|part| part % all).collect();
            graph.add(match and {
                true => Gate::And(parts),
                false => Gate::Or(parts),
            });
        }
        (graph, order)
    })
}

/// Subsets that take the gate down and of which no part does.
fn by_hand(graph: &Graph, node: usize, order: usize) -> BTreeSet<BTreeSet<Leaf>> {
    let down: Vec<bool> = (0..1_usize << LEAVES)
        .map(|subset| !graph.holds(node, &members(subset)))
        .collect();
    (0..1_usize << LEAVES)
        .filter(|subset| down[*subset] && subset.count_ones() as usize <= order)
        .filter(|subset| {
            let without = (0..LEAVES).filter(|bit| subset & (1 << bit) != 0);
            without.into_iter().all(|bit| !down[subset & !(1 << bit)])
        })
        .map(members)
        .collect()
}

fn members(subset: usize) -> BTreeSet<Leaf> {
    (0..LEAVES)
        .filter(|bit| subset & (1 << bit) != 0)
        .map(|bit| bit as Leaf)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn cut_sets_are_what_trying_every_subset_finds((graph, order) in graphs()) {
        let last = graph.gates().len() - 1;
        let nodes: Vec<usize> = (LEAVES..=last).collect();
        for (node, found) in nodes.iter().zip(minimal(&graph, &nodes, order)) {
            let sets: BTreeSet<BTreeSet<Leaf>> =
                found.iter().map(|set| set.iter().copied().collect()).collect();
            prop_assert_eq!(sets.len(), found.len());
            prop_assert_eq!(sets, by_hand(&graph, *node, order));
        }
    }
}
