//! Promises of the pages, each a sentence.

mod links;
mod looks;
mod sample;
mod stable;
mod words;
