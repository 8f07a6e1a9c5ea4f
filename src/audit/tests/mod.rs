//! The judgement, on small worlds.

mod findings;
mod look;
mod verdicts;
mod world;
