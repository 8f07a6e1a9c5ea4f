//! ADDRESS: who answers for our names, and what they say: asking name servers directly, walking
//! delegations from the root, and bringing one list of wanted records to every provider.
//!
//! The protocol's wire format is read and written by `hickory-proto`, which nothing outside [`wire`]
//! and [`name`] knows of: everybody else uses the plain types of [`record`] and [`lookup`].

pub mod direct;
pub mod lookup;
pub mod name;
pub mod record;
pub mod remembered;
pub mod walk;
mod wire;
pub mod zone;
