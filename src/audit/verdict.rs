//! The site against the product: does what takes the product down take the page down too?
//!
//! Where a domain is not known, it might be one that the product needs. So the judgement is made twice:
//! as if everything unknown were something of its own, and as if it were the worst it could be. When
//! the two differ, the verdict is `UNKNOWN`: never silently green.

use super::domain::Kind;
use super::graph::{Graph, Leaf};
use super::shape::Shape;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// How a site stands against its product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// A copy can be read though everything that the product needs has failed at once.
    #[serde(rename = "INDEPENDENT")]
    Independent,
    /// A copy can be read whichever one of the things fails that the product needs, but not all of them.
    #[serde(rename = "SURVIVES-EACH")]
    SurvivesEach,
    /// Something that the product needs takes every copy with it.
    #[serde(rename = "SHARED-FATE")]
    SharedFate,
    /// It depends on something that nobody could find out and nobody declared.
    #[serde(rename = "UNKNOWN")]
    Unknown,
}

impl Verdict {
    /// All, the best first.
    pub const ALL: [Verdict; 4] = [
        Verdict::Independent,
        Verdict::SurvivesEach,
        Verdict::Unknown,
        Verdict::SharedFate,
    ];

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Independent => "INDEPENDENT",
            Verdict::SurvivesEach => "SURVIVES-EACH",
            Verdict::SharedFate => "SHARED-FATE",
            Verdict::Unknown => "UNKNOWN",
        }
    }

    /// Whether it is no worse than `required`.
    pub fn meets(self, required: Verdict) -> bool {
        let rank = |verdict| Self::ALL.iter().position(|known| *known == verdict);
        rank(self) <= rank(required)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.word())
    }
}

/// More ways for unknown things to be known ones are not tried one by one.
const WAYS: usize = 4096;

/// The verdict, by the definitions in `docs/reference/audit.md`; none when there is no product.
pub fn verdict(shape: &Shape) -> Option<Verdict> {
    let product = shape.product?;
    let graph = &shape.graph;
    let needed = graph.below(product);
    let plain = judge(shape, &needed, |failed| failed.clone());
    let site = graph.below(shape.read);
    let unknown: BTreeSet<Leaf> = site
        .union(&needed)
        .copied()
        .filter(|leaf| graph.domain(*leaf).is_unknown())
        .collect();
    if unknown.is_empty() || plain == Verdict::SharedFate {
        return Some(plain);
    }
    let worst = ways(graph, &site, &needed)
        .into_iter()
        .map(|same| judge(shape, &needed, |failed| spread(failed, &same)))
        .max_by_key(|verdict| Verdict::ALL.iter().position(|known| known == verdict));
    match worst {
        Some(worst) if worst != plain => Some(Verdict::Unknown),
        _ => Some(plain),
    }
}

fn judge(
    shape: &Shape,
    needed: &BTreeSet<Leaf>,
    fail: impl Fn(&BTreeSet<Leaf>) -> BTreeSet<Leaf>,
) -> Verdict {
    let survives = |failed: BTreeSet<Leaf>| shape.graph.holds(shape.read, &fail(&failed));
    if survives(needed.clone()) {
        return Verdict::Independent;
    }
    match needed.iter().all(|one| survives(BTreeSet::from([*one]))) {
        true => Verdict::SurvivesEach,
        false => Verdict::SharedFate,
    }
}

/// Pairs of domains that may be one and the same.
type Same = Vec<(Leaf, Leaf)>;

/// What fails with these, when some domains are the same.
fn spread(failed: &BTreeSet<Leaf>, same: &Same) -> BTreeSet<Leaf> {
    let mut all = failed.clone();
    for (one, other) in same {
        if failed.contains(one) {
            all.insert(*other);
        }
    }
    all
}

/// The worst that unknown things may be: each unknown of the site is the same as every known or unknown
/// of the product of its kind; each unknown of the product is one of the site's, tried in turn.
fn ways(graph: &Graph, site: &BTreeSet<Leaf>, needed: &BTreeSet<Leaf>) -> Vec<Same> {
    let kind = |leaf: &Leaf| graph.domain(*leaf).kind;
    let unknown = |leaf: &Leaf| graph.domain(*leaf).is_unknown();
    let alike = |of: &BTreeSet<Leaf>, wanted: Kind| -> Vec<Leaf> {
        of.iter()
            .copied()
            .filter(|leaf| kind(leaf) == wanted)
            .collect()
    };
    let mut always = Same::new();
    for leaf in site.iter().filter(|leaf| unknown(leaf)) {
        always.extend(alike(needed, kind(leaf)).into_iter().map(|of| (of, *leaf)));
    }
    let mut ways = vec![always];
    for leaf in needed.iter().filter(|leaf| unknown(leaf)) {
        let of = alike(site, kind(leaf));
        if of.is_empty() {
            continue;
        }
        if ways.len() * of.len() > WAYS {
            // Too many to try: it may be all of them.
            for way in &mut ways {
                way.extend(of.iter().map(|other| (*leaf, *other)));
            }
            continue;
        }
        ways = ways
            .iter()
            .flat_map(|way| {
                of.iter().map(|other| {
                    let mut way = way.clone();
                    way.push((*leaf, *other));
                    way
                })
            })
            .collect();
    }
    ways
}
