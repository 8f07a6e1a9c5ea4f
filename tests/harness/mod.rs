//! Runs folders of `tests/sites` through the whole pipeline and judges what comes out.

pub mod case;
pub mod documents;
pub mod expected;
pub mod links;
pub mod named;
pub mod pipeline;
