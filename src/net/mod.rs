//! The only way out of this machine, and the only way in: asking and answering over HTTP, and running
//! programs of others.

pub mod http;
pub mod name;
pub mod program;
pub mod secret;
pub mod server;
pub mod ssh;
mod tls;
pub mod trust;
