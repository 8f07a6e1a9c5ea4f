//! The only way out of this machine, and the only way in: asking and answering over HTTP.

pub mod http;
pub mod secret;
pub mod server;
