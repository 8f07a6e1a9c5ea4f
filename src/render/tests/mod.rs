//! Promises of the pages, each a sentence.

mod dress;
mod links;
mod looks;
pub(super) mod sample;
mod stable;
mod words;
