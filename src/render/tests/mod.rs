//! Promises of the pages, each a sentence.

mod dress;
mod languages;
mod links;
mod looks;
pub(crate) mod sample;
mod stable;
mod words;
