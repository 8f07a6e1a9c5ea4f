//! SEND: make mirrors match the tree.

pub mod mirror;
