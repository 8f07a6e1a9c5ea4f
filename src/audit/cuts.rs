//! Minimal cut sets: which domains, failing together, take a gate down.
//!
//! As in fault trees (MOCUS, Fussell and Vesely 1972), a gate's cut sets are made from those of its
//! parts: of an AND, any part's; of an OR, one of each part's, joined. Sets larger than the order asked
//! for are dropped on the way, which loses none that is not: joining only makes sets larger. Circles are
//! worked off from "everything is down" until nothing changes (the greatest fixed point of failing).

use super::graph::{Gate, Graph, Leaf, Node};
use std::collections::HashSet;

/// The largest order that can be asked for.
pub const ORDER: usize = 3;

/// A few domains, ascending; what is left is `Leaf::MAX`.
type Few = [Leaf; ORDER];

const NONE: Few = [Leaf::MAX; ORDER];

/// The minimal cut sets of one gate, smaller ones first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Cuts(Vec<Few>);

fn size(few: &Few) -> usize {
    few.iter().filter(|leaf| **leaf != Leaf::MAX).count()
}

/// Both together, when that is no more than `order`.
fn join(one: &Few, other: &Few, order: usize) -> Option<Few> {
    let mut joined = NONE;
    let mut used = 0;
    let (mut at, mut beside) = (0, 0);
    loop {
        let a = one.get(at).copied().unwrap_or(Leaf::MAX);
        let b = other.get(beside).copied().unwrap_or(Leaf::MAX);
        let next = a.min(b);
        if next == Leaf::MAX {
            return Some(joined);
        }
        if used == order {
            return None;
        }
        joined[used] = next;
        used += 1;
        at += usize::from(a == next);
        beside += usize::from(b == next);
    }
}

fn is_within(inner: &Few, outer: &Few) -> bool {
    inner
        .iter()
        .all(|leaf| *leaf == Leaf::MAX || outer.contains(leaf))
}

/// Every subset of a set that is smaller than it, the empty one included.
fn smaller(few: &Few) -> impl Iterator<Item = Few> + '_ {
    let all = size(few);
    (0..(1_u8 << all) - 1).map(move |chosen| {
        let mut subset = NONE;
        let members = (0..all).filter(|bit| chosen & (1 << bit) != 0);
        for (slot, member) in subset.iter_mut().zip(members) {
            *slot = few[member];
        }
        subset
    })
}

impl Cuts {
    /// Down whatever happens.
    fn certain() -> Self {
        Cuts(vec![NONE])
    }

    /// One domain's failing.
    fn one(leaf: Leaf) -> Self {
        let mut one = NONE;
        one[0] = leaf;
        Cuts(vec![one])
    }

    /// Only those that hold none of the others.
    fn minimal(mut sets: Vec<Few>) -> Self {
        sets.sort_unstable_by_key(|few| (size(few), *few));
        sets.dedup();
        let mut kept: HashSet<Few> = HashSet::with_capacity(sets.len());
        sets.retain(|few| {
            let least = !smaller(few).any(|subset| kept.contains(&subset));
            if least {
                kept.insert(*few);
            }
            least
        });
        Cuts(sets)
    }

    /// Any part's failing is enough.
    fn any<'a>(parts: impl Iterator<Item = &'a Cuts>) -> Self {
        Self::minimal(parts.flat_map(|part| part.0.iter().copied()).collect())
    }

    /// It takes all parts' failing.
    fn all<'a>(parts: impl Iterator<Item = &'a Cuts>, order: usize) -> Self {
        let mut parts: Vec<&Cuts> = parts.collect();
        // The shortest first: what it holds bounds all that comes.
        parts.sort_by_key(|part| part.0.len());
        let mut joined = Self::certain();
        for part in parts {
            joined = joined.with(part, order);
        }
        joined
    }

    fn with(&self, other: &Cuts, order: usize) -> Self {
        let mut sets = Vec::new();
        for few in &self.0 {
            // A set that fails the other part as well stays as it is.
            if other.0.iter().any(|beside| is_within(beside, few)) {
                sets.push(*few);
            } else if size(few) < order {
                sets.extend(other.0.iter().filter_map(|beside| join(few, beside, order)));
            }
        }
        Self::minimal(sets)
    }
}

/// The minimal cut sets of these gates up to an order, smaller ones first. An empty set: it is down
/// whatever happens.
pub fn minimal(graph: &Graph, of: &[Node], order: usize) -> Vec<Vec<Vec<Leaf>>> {
    let order = order.clamp(1, ORDER);
    let mut cuts = vec![Cuts::certain(); graph.gates().len()];
    // When a gate's cut sets last changed, and when they were last made: one is made anew only
    // after one of its parts has changed.
    let mut changed = vec![1_usize; graph.gates().len()];
    let mut made = vec![0_usize; graph.gates().len()];
    let mut step = 1;
    loop {
        let before = step;
        for (node, gate) in graph.gates().iter().enumerate() {
            let parts: &[Node] = match gate {
                Gate::Leaf(_) => &[],
                Gate::And(parts) | Gate::Or(parts) => parts,
            };
            if made[node] > 0 && parts.iter().all(|part| changed[*part] <= made[node]) {
                continue;
            }
            made[node] = step;
            let now = match gate {
                Gate::Leaf(leaf) => Cuts::one(*leaf),
                Gate::And(parts) => Cuts::any(parts.iter().map(|part| &cuts[*part])),
                Gate::Or(parts) => Cuts::all(parts.iter().map(|part| &cuts[*part]), order),
            };
            if now != cuts[node] {
                cuts[node] = now;
                step += 1;
                changed[node] = step;
            }
        }
        if step == before {
            break;
        }
    }
    let plain = |few: &Few| {
        few.iter()
            .copied()
            .filter(|leaf| *leaf != Leaf::MAX)
            .collect()
    };
    of.iter()
        .map(|node| cuts[*node].0.iter().map(plain).collect())
        .collect()
}

#[cfg(test)]
mod tests;
