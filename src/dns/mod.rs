//! ADDRESS: who answers for our names, and what they say: asking name servers directly, walking
//! delegations from the root, and bringing one list of wanted records to every provider.
//!
//! [`settings`] (what the site's owner wants) become [`wanted`] records; each [`provider`] tells what it
//! holds; [`change`] is the difference, [`safety`] what speaks against it.
//!
//! The protocol's wire format is read and written by `hickory-proto`, which only `wire`, `tsig`,
//! `talk` and [`name`] know of: everybody else uses the plain types of [`record`] and [`lookup`].

pub mod change;
pub mod check;
pub mod direct;
pub mod export;
pub mod failover;
pub mod lookup;
pub mod name;
pub mod provider;
pub mod record;
pub mod remembered;
pub mod safety;
pub mod settings;
pub mod signature;
mod talk;
pub mod tsig;
pub mod walk;
pub mod wanted;
mod wire;
pub mod zone;
