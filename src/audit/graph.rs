//! The model as a graph of AND and OR gates over failure domains. Names may need each other in
//! circles: what only holds itself up is down (the least fixed point).

use super::domain::Domain;
use super::facts::Basis;
use std::collections::{BTreeMap, BTreeSet};

/// A failure domain's number in a graph.
pub type Leaf = u16;

/// A gate's number in a graph.
pub type Node = usize;

/// What one gate is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// It holds while this domain does.
    Leaf(Leaf),
    /// It holds while all of these do; none: always.
    And(Vec<Node>),
    /// It holds while any of these does; none: never.
    Or(Vec<Node>),
}

/// Gates over failure domains.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    gates: Vec<Gate>,
    domains: Vec<Domain>,
    bases: Vec<BTreeSet<Basis>>,
    numbers: BTreeMap<Domain, Leaf>,
    nodes: BTreeMap<Leaf, Node>,
}

/// What always holds.
pub const ALWAYS: Gate = Gate::And(Vec::new());

/// What never holds.
pub const NEVER: Gate = Gate::Or(Vec::new());

impl Graph {
    /// Adds a gate.
    pub fn add(&mut self, gate: Gate) -> Node {
        self.gates.push(gate);
        self.gates.len() - 1
    }

    /// A gate whose content is set later, so that others can refer to it: never, until then.
    pub fn reserve(&mut self) -> Node {
        self.add(NEVER)
    }

    /// Sets the content of a gate.
    pub fn set(&mut self, node: Node, gate: Gate) {
        self.gates[node] = gate;
    }

    /// The gate of a domain, which is one however often it is asked for.
    pub fn leaf(&mut self, domain: Domain, basis: Basis) -> Node {
        let next = Leaf::try_from(self.domains.len()).unwrap_or(Leaf::MAX);
        let leaf = *self.numbers.entry(domain.clone()).or_insert(next);
        if leaf == next {
            self.domains.push(domain);
            self.bases.push(BTreeSet::new());
        }
        self.bases[usize::from(leaf)].insert(basis);
        if let Some(node) = self.nodes.get(&leaf) {
            return *node;
        }
        let node = self.add(Gate::Leaf(leaf));
        self.nodes.insert(leaf, node);
        node
    }

    /// A domain's number, when it is in the graph.
    pub fn number(&self, domain: &Domain) -> Option<Leaf> {
        self.numbers.get(domain).copied()
    }

    /// The domain of a number.
    pub fn domain(&self, leaf: Leaf) -> &Domain {
        &self.domains[usize::from(leaf)]
    }

    /// How it is known that something needs this domain.
    pub fn bases(&self, leaf: Leaf) -> &BTreeSet<Basis> {
        &self.bases[usize::from(leaf)]
    }

    /// All gates.
    pub fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// All domains, by number.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf> {
        (0..self.domains.len()).filter_map(|number| Leaf::try_from(number).ok())
    }

    /// Every domain that a gate leans on, alone or with others.
    pub fn below(&self, node: Node) -> BTreeSet<Leaf> {
        let mut seen = BTreeSet::new();
        let mut leaves = BTreeSet::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            match &self.gates[node] {
                Gate::Leaf(leaf) => drop(leaves.insert(*leaf)),
                Gate::And(parts) | Gate::Or(parts) => open.extend(parts),
            }
        }
        leaves
    }

    /// Which gates hold while these domains do not.
    pub fn holding(&self, failed: &BTreeSet<Leaf>) -> Vec<bool> {
        let mut holds = vec![false; self.gates.len()];
        loop {
            let mut changed = false;
            for (node, gate) in self.gates.iter().enumerate() {
                let now = match gate {
                    Gate::Leaf(leaf) => !failed.contains(leaf),
                    Gate::And(parts) => parts.iter().all(|part| holds[*part]),
                    Gate::Or(parts) => parts.iter().any(|part| holds[*part]),
                };
                if now && !holds[node] {
                    holds[node] = true;
                    changed = true;
                }
            }
            if !changed {
                return holds;
            }
        }
    }

    /// Whether one gate holds while these domains do not.
    pub fn holds(&self, node: Node, failed: &BTreeSet<Leaf>) -> bool {
        self.holding(failed)[node]
    }
}
