//! Promises of the pages, each a sentence.

mod sample;
mod write_samples;
