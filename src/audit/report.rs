//! What an audit comes to: the verdict, what takes which copy down, and what to do. Judging is pure.

use super::cuts;
use super::domain::Domain;
use super::facts::{Basis, Facts};
use super::finding::{self, Finding};
use super::graph::{Graph, Leaf, Node};
use super::shape::{Counting, Shape, shape};
use super::verdict::{Verdict, verdict};
use super::what_if::{WhatIf, what_if};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeSet;

/// How facts are judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What counts.
    pub counting: Counting,
    /// Cut sets up to this size, 1 to 3.
    pub max_order: usize,
    /// Taken away on top of it all.
    pub fail: Vec<Domain>,
}

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// 1.
    pub version: u32,
    /// The site's id.
    pub site: String,
    /// When the facts were gathered.
    pub gathered_at: DateTime<Utc>,
    /// The moment they were judged at.
    pub judged_at: DateTime<Utc>,
    /// Against the product.
    pub verdict: Verdict,
    /// The verdict in a sentence.
    pub because: String,
    /// Whether customers can read.
    pub read: Event,
    /// Whether we can change what they read.
    pub update: Event,
    /// Each address: the copies, then the product's.
    pub addresses: Vec<Address>,
    /// Each failure domain that counts, in the order of kinds.
    pub domains: Vec<DomainLine>,
    /// Domains whose loss would show only behind the horizon.
    pub delayed: Vec<Delayed>,
    /// What was asked with `--fail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIf>,
    /// What is wrong, the worst first, each with what to do.
    pub findings: Vec<Finding>,
    /// What was taken for granted, one sentence each.
    pub notes: Vec<String>,
}

/// One thing that must not stop.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Whether it holds now, with nothing taken away.
    pub holds: bool,
    /// How many domains must fail at once, at least; none: more than were looked at.
    pub order: Option<usize>,
    /// The smallest sets of domains whose joint loss stops it.
    pub cuts: Vec<Vec<Domain>>,
}

/// One address.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Address {
    /// The mirror's name, or the product's host.
    pub name: String,
    /// Where it is read.
    pub address: String,
    /// It is the product's, not a copy.
    pub product: bool,
    /// Readers can know it.
    pub advertised: bool,
    /// It can be read now.
    pub holds: bool,
    /// Domains it needs, alone or with others.
    pub uses: Vec<Domain>,
    /// Domains that take it down alone.
    pub falls_with: Vec<Domain>,
}

/// One failure domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainLine {
    /// Which.
    pub domain: Domain,
    /// How it is known.
    pub known: Vec<Basis>,
    /// Copies that need it, alone or with others (concentration).
    pub used_by: Vec<String>,
    /// Copies it takes down alone (impact).
    pub takes: Vec<String>,
    /// Advertised copies that remain without it.
    pub remain: usize,
    /// Of so many.
    pub of: usize,
    /// The product needs it.
    pub product: bool,
    /// The product falls with it alone.
    pub product_falls: bool,
    /// Updates can still be published without it.
    pub update_holds: bool,
}

/// A domain that does not count yet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Delayed {
    /// Which.
    pub domain: Domain,
    /// How long until its loss would be seen, in seconds.
    pub seconds: i64,
}

/// A copy of the facts, shaped and cut, for findings to look at.
pub struct Judged<'a> {
    /// What is known.
    pub facts: &'a Facts,
    /// How it is judged.
    pub rules: &'a Rules,
    /// The graph.
    pub shape: Shape,
    /// Cut sets of READ.
    pub read_cuts: Vec<Vec<Leaf>>,
    /// Cut sets of UPDATE.
    pub update_cuts: Vec<Vec<Leaf>>,
    /// What takes each copy down alone.
    pub copy_falls: Vec<BTreeSet<Leaf>>,
    /// What takes the product down alone.
    pub product_falls: BTreeSet<Leaf>,
    /// Everything the product needs.
    pub product_needs: BTreeSet<Leaf>,
    /// Against the product.
    pub verdict: Verdict,
    /// In a sentence.
    pub because: String,
}

/// Judges.
pub fn judge(facts: &Facts, rules: &Rules) -> Report {
    let judged = judged(facts, rules);
    let graph = &judged.shape.graph;
    let nothing = BTreeSet::new();
    let holds = graph.holding(&nothing);
    let event = |node: Node, cuts: &[Vec<Leaf>]| Event {
        holds: holds[node],
        order: cuts.iter().map(Vec::len).min(),
        cuts: cuts.iter().map(|cut| named(graph, cut)).collect(),
    };
    let what_if = (!rules.fail.is_empty()).then(|| what_if(facts, rules));
    Report {
        version: 1,
        site: facts.site.clone(),
        gathered_at: facts.gathered_at,
        judged_at: rules.counting.now,
        verdict: judged.verdict,
        because: judged.because.clone(),
        read: event(judged.shape.read, &judged.read_cuts),
        update: event(judged.shape.update, &judged.update_cuts),
        addresses: addresses(&judged, &holds),
        domains: domains(&judged),
        delayed: judged
            .shape
            .delayed
            .iter()
            .filter(|(domain, _)| graph.number(domain).is_none())
            .map(|(domain, grace)| Delayed {
                domain: domain.clone(),
                seconds: grace.num_seconds(),
            })
            .collect(),
        what_if,
        findings: finding::all(&judged),
        notes: finding::notes(&judged),
    }
}

fn judged<'a>(facts: &'a Facts, rules: &'a Rules) -> Judged<'a> {
    let shape = shape(facts, &rules.counting);
    let mut nodes = vec![shape.read, shape.update];
    nodes.extend(shape.product);
    let mut cut = cuts::minimal(&shape.graph, &nodes, rules.max_order).into_iter();
    let (read_cuts, update_cuts) = (
        cut.next().unwrap_or_default(),
        cut.next().unwrap_or_default(),
    );
    let alone = |cuts: Vec<Vec<Leaf>>| -> BTreeSet<Leaf> {
        cuts.into_iter()
            .filter(|cut| cut.len() == 1)
            .flatten()
            .collect()
    };
    let product_falls = alone(cut.next().unwrap_or_default());
    let copy_falls = cuts::minimal(&shape.graph, &shape.copies, 1)
        .into_iter()
        .map(alone)
        .collect();
    let product_needs = shape
        .product
        .map(|node| shape.graph.below(node))
        .unwrap_or_default();
    let mut judged = Judged {
        facts,
        rules,
        shape,
        read_cuts,
        update_cuts,
        copy_falls,
        product_falls,
        product_needs,
        verdict: Verdict::Unknown,
        because: String::new(),
    };
    (judged.verdict, judged.because) = decide(&judged);
    judged
}

/// The verdict and why.
fn decide(judged: &Judged<'_>) -> (Verdict, String) {
    let Judged { facts, shape, .. } = judged;
    if facts.copies.is_empty() {
        return (
            Verdict::Unknown,
            "there is no `[[mirror]]` to judge".to_owned(),
        );
    }
    if !shape.graph.holds(shape.read, &BTreeSet::new()) {
        let silent = facts
            .copies
            .iter()
            .any(|copy| copy.answer.value().is_none());
        return match silent {
            true => (
                Verdict::Unknown,
                "no copy answered when it was asked".to_owned(),
            ),
            false => (
                Verdict::SharedFate,
                "no advertised copy can be read now".to_owned(),
            ),
        };
    }
    let Some(found) = verdict(shape) else {
        return (
            Verdict::Unknown,
            "there is no `[product]` to compare with".to_owned(),
        );
    };
    let shared = shape.graph.below(shape.read);
    let with = judged
        .product_needs
        .iter()
        .filter(|leaf| shared.contains(leaf))
        .count();
    let because = match found {
        Verdict::Independent if with == 0 => {
            "no copy needs anything that the product needs".to_owned()
        }
        Verdict::Independent => {
            "a copy can be read with everything gone that the product needs".to_owned()
        }
        Verdict::SurvivesEach => {
            "a copy outlives each thing that the product needs, but not all at once".to_owned()
        }
        Verdict::SharedFate => {
            let both = shape
                .graph
                .leaves()
                .filter(|leaf| judged.product_needs.contains(leaf));
            let fatal = both.filter(|leaf| judged.read_cuts.contains(&vec![*leaf]));
            let names: Vec<String> = fatal
                .map(|leaf| format!("`{}`", shape.graph.domain(leaf)))
                .collect();
            format!(
                "every copy goes when {} does, which the product needs too",
                names.join(" or ")
            )
        }
        Verdict::Unknown => "it turns on something that is neither seen nor declared".to_owned(),
    };
    (found, because)
}

/// Domains in the order of kinds.
pub fn named(graph: &Graph, leaves: &[Leaf]) -> Vec<Domain> {
    let mut domains: Vec<Domain> = leaves
        .iter()
        .map(|leaf| graph.domain(*leaf).clone())
        .collect();
    domains.sort();
    domains
}

fn addresses(judged: &Judged<'_>, holds: &[bool]) -> Vec<Address> {
    let Judged { facts, shape, .. } = judged;
    let graph = &shape.graph;
    let sorted =
        |leaves: &BTreeSet<Leaf>| named(graph, &leaves.iter().copied().collect::<Vec<_>>());
    let copies = facts
        .copies
        .iter()
        .zip(&shape.copies)
        .zip(&judged.copy_falls);
    let copies = copies.map(|((url, node), falls)| Address {
        name: url.name.clone(),
        address: url.address.clone(),
        product: false,
        advertised: url.advertised,
        holds: holds[*node],
        uses: sorted(&graph.below(*node)),
        falls_with: match holds[*node] {
            true => sorted(falls),
            false => Vec::new(),
        },
    });
    let product = facts
        .product
        .iter()
        .zip(&shape.product_urls)
        .map(|(url, node)| {
            let uses = graph.below(*node);
            Address {
                name: url.name.clone(),
                address: url.address.clone(),
                product: true,
                advertised: true,
                holds: holds[*node],
                falls_with: sorted(&uses.intersection(&judged.product_falls).copied().collect()),
                uses: sorted(&uses),
            }
        });
    copies.chain(product).collect()
}

fn domains(judged: &Judged<'_>) -> Vec<DomainLine> {
    let Judged { facts, shape, .. } = judged;
    let graph = &shape.graph;
    let uses: Vec<BTreeSet<Leaf>> = shape.copies.iter().map(|node| graph.below(*node)).collect();
    let advertised: Vec<Node> = facts
        .copies
        .iter()
        .zip(&shape.copies)
        .filter(|(url, _)| url.advertised)
        .map(|(_, node)| *node)
        .collect();
    let names = |chosen: &dyn Fn(usize) -> bool| -> Vec<String> {
        let all = facts.copies.iter().enumerate();
        all.filter(|(at, _)| chosen(*at))
            .map(|(_, url)| url.name.clone())
            .collect()
    };
    let mut lines: Vec<DomainLine> = graph
        .leaves()
        .map(|leaf| {
            let holds = graph.holding(&BTreeSet::from([leaf]));
            DomainLine {
                domain: graph.domain(leaf).clone(),
                known: graph.bases(leaf).iter().cloned().collect(),
                used_by: names(&|at| uses[at].contains(&leaf)),
                takes: names(&|at| judged.copy_falls[at].contains(&leaf)),
                remain: advertised.iter().filter(|node| holds[**node]).count(),
                of: advertised.len(),
                product: judged.product_needs.contains(&leaf),
                product_falls: judged.product_falls.contains(&leaf),
                update_holds: holds[shape.update],
            }
        })
        .collect();
    lines.sort_by(|one, other| one.domain.cmp(&other.domain));
    lines
}
