//! JUDGE: what do the copies still share, with each other and with the product? Facts in, a report out;
//! nothing here asks anybody anything.
//!
//! 1. [`facts`]: what is known, how and since when; gathered at the edge, kept as JSON;
//! 2. [`shape`]: facts to a graph of AND and OR over failure domains ([`domain`], [`graph`]);
//! 3. [`cuts`]: which domains take it down together;
//! 4. [`verdict`]: the site against the product;
//! 5. [`finding`]: one file per family, each finding with what to do;
//! 6. [`show`]: as text, Markdown, JSON and a picture; [`since`]: what changed between two sets of facts.

pub mod assets;
pub mod cuts;
pub mod domain;
pub mod facts;
pub mod finding;
pub mod graph;
pub mod operator;
pub mod report;
pub mod settings;
pub mod shape;
pub mod show;
pub mod since;
#[cfg(test)]
mod tests;
pub mod verdict;
pub mod what_if;
