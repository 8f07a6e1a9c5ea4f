//! A status page that is still up when you are not.
//!
//! Read in pipeline order: `config` and `source` load a [`model::Site`]; [`status`] derives what is
//! true at a moment; [`render`] shows it as a [`tree::Tree`]; `publish` plans, sends and verifies it.

#![warn(missing_docs)]

pub mod archive;
pub mod audit;
pub mod cli;
pub mod command;
pub mod config;
pub mod dns;
pub mod drill;
pub mod format;
pub mod guard;
pub mod import;
pub mod model;
pub mod net;
pub mod plan;
pub mod problem;
pub mod publish;
pub mod recover;
pub mod render;
pub mod source;
pub mod status;
pub mod tree;
