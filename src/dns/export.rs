//! The wanted records in other people's forms, for teams that have a pipeline of their own.

pub mod dnscontrol;
pub mod octodns;
pub mod zonefile;
