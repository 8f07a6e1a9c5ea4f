//! How long minimal cut sets take: 200 addresses over 100 failure domains, to order 3.
//!
//! ```sh
//! cargo bench --bench audit
//! ```
//!
//! Each address needs eight domains of its own choice, half of them doubled by another. Less than a second is wanted.

#![allow(
    clippy::disallowed_methods,
    reason = "edge: a benchmark measures the machine"
)]

use std::time::Instant;
use stillup::audit::cuts::minimal;
use stillup::audit::domain::{Domain, Kind};
use stillup::audit::facts::Basis;
use stillup::audit::graph::{Gate, Graph};

const ADDRESSES: usize = 200;
const DOMAINS: usize = 100;

fn main() {
    println!("addresses in a row  domains  sets found  seconds");
    for redundant in [2, 3, 10, ADDRESSES] {
        let (graph, nodes) = graph(redundant);
        let began = Instant::now();
        let cuts = minimal(&graph, &nodes, 3);
        let took = began.elapsed().as_secs_f32();
        let found: usize = cuts.iter().map(Vec::len).sum();
        println!("{redundant:19}  {DOMAINS:7}  {found:10}  {took:.3}");
    }
}

/// Sites of so many addresses each, until all addresses are used.
fn graph(redundant: usize) -> (Graph, Vec<usize>) {
    // Numbers that look random and are the same every time (an LCG of Knuth's).
    let mut state = 2026_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut graph = Graph::default();
    let leaves: Vec<usize> = (0..DOMAINS)
        .map(|number| {
            let basis = Basis::Unknown { why: String::new() };
            graph.leaf(Domain::new(Kind::Host, number.to_string()), basis)
        })
        .collect();
    let mut sites = Vec::new();
    for _ in 0..ADDRESSES / redundant {
        let mut addresses = Vec::new();
        for _ in 0..redundant {
            let mut parts = Vec::new();
            for number in 0..8 {
                let one = leaves[next(DOMAINS)];
                parts.push(match number % 2 {
                    0 => one,
                    _ => graph.add(Gate::Or(vec![one, leaves[next(DOMAINS)]])),
                });
            }
            addresses.push(graph.add(Gate::And(parts)));
        }
        sites.push(graph.add(Gate::Or(addresses)));
    }
    (graph, sites)
}
