//! Promises of the pages, each a sentence.

mod sample;
