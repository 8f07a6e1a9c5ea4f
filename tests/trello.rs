//! A Trello board as a source: what its rules make of boards, and how it is pulled from a strict fake.
#![allow(
    clippy::disallowed_methods,
    reason = "edge: tests use disk and network"
)]

#[path = "trello/boards.rs"]
mod boards;
#[path = "trello/fake.rs"]
mod fake;
#[path = "trello/past.rs"]
mod past;
#[path = "trello/program.rs"]
mod program;
#[path = "trello/pull.rs"]
mod pull;
#[path = "trello/random.rs"]
mod random;
#[path = "trello/rules.rs"]
mod rules;
#[path = "trello/strict.rs"]
mod strict;
