//! One place the tree is published to.

pub mod dir;
