//! Templates put together: pages filled into those that they extend, calls led to what they name.

use super::read::{Source, Step, read};
use std::collections::BTreeMap;

/// What a part is given, by name, and what it does.
type Part = (Vec<String>, Vec<Step>);

/// Puts pages together, and gathers the parts that they call.
pub(super) struct Linker<'a> {
    templates: &'a [(&'a str, &'a str)],
    /// Every part that a template defines. Tera knows that no two have one name.
    parts: BTreeMap<String, Part>,
    /// Those that are called: the first call's place is the part's.
    called: Vec<String>,
}

impl<'a> Linker<'a> {
    pub fn new(templates: &'a [(&'a str, &'a str)]) -> Self {
        let sources = templates.iter().filter_map(|(_, text)| read(text));
        Linker {
            templates,
            parts: sources.flat_map(|source| source.parts).collect(),
            called: Vec::new(),
        }
    }

    /// The steps of a page.
    pub fn page(&mut self, page: &str) -> Option<Vec<Step>> {
        let mut blocks = BTreeMap::new();
        let mut source = self.source(page)?;
        for _ in self.templates {
            let Some(base) = source.extends else {
                let mut steps = source.steps;
                fill(&mut steps, &mut blocks);
                return self.link(&mut steps).then_some(steps);
            };
            for (name, steps) in source.blocks {
                blocks.entry(name).or_insert(steps);
            }
            source = self.source(&base)?;
        }
        None
    }

    /// The parts that pages have called, and those that these call, by their places.
    pub fn parts(mut self) -> Option<Vec<Vec<Step>>> {
        let mut parts = Vec::new();
        while let Some(name) = self.called.get(parts.len()) {
            // What it is given is asked for again by whoever calls it.
            let (_, steps) = self.parts.get_mut(name)?;
            let mut steps = std::mem::take(steps);
            if !self.link(&mut steps) {
                return None;
            }
            parts.push(steps);
        }
        Some(parts)
    }

    fn source(&self, name: &str) -> Option<Source> {
        let found = self.templates.iter().find(|(known, _)| *known == name);
        read(found?.1)
    }

    /// Leads every call to its part; false where there is none that takes what it is given.
    fn link(&mut self, steps: &mut [Step]) -> bool {
        steps.iter_mut().all(|step| match step {
            Step::Text(_) | Step::Print(..) => true,
            Step::If(branches) => branches.iter_mut().all(|(_, steps)| self.link(steps)),
            Step::For(_, steps) | Step::Block(_, steps) => self.link(steps),
            Step::Call(call) => {
                let Some((takes, _)) = self.parts.get(&call.name) else {
                    return false;
                };
                let place = |name: &String| takes.iter().position(|one| one == name);
                call.given.sort_by_key(|(name, _)| place(name));
                let given = call.given.iter().map(|(name, _)| name);
                if !given.eq(takes) {
                    return false;
                }
                let known = self.called.iter().position(|name| *name == call.name);
                call.part = known.unwrap_or_else(|| {
                    self.called.push(call.name.clone());
                    self.called.len() - 1
                });
                true
            }
        })
    }
}

/// Puts blocks where a template has left room for them.
fn fill(steps: &mut [Step], blocks: &mut BTreeMap<String, Vec<Step>>) {
    for step in steps {
        match step {
            Step::Block(name, inner) => {
                if let Some(other) = blocks.remove(name) {
                    *inner = other;
                }
                fill(inner, blocks);
            }
            Step::If(branches) => branches
                .iter_mut()
                .for_each(|(_, steps)| fill(steps, blocks)),
            Step::For(_, steps) => fill(steps, blocks),
            Step::Text(_) | Step::Print(..) | Step::Call(_) => {}
        }
    }
}
