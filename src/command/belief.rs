//! Which copies are believed: those that a key of ours has signed; where there is no key, any that is whole.

use super::Stop;
use crate::config::Config;
use crate::problem::Problem;
use crate::publish::generation::Generation;
use crate::publish::sign::PublicKey;

/// What makes a head of its bytes, if it is believed.
pub type Belief = Box<dyn Fn(&[u8]) -> Result<Generation, String> + Send + Sync>;

/// Believes what one of these keys has signed; without keys, whatever can be read.
pub fn of(keys: &[PublicKey]) -> Belief {
    if keys.is_empty() {
        return Box::new(Generation::parse);
    }
    let keys = keys.to_vec();
    Box::new(move |bytes| Generation::verified(bytes, &keys).map_err(|refused| refused.to_string()))
}

/// The keys that a site's settings list.
pub fn keys(config: &Config) -> Vec<PublicKey> {
    config.keys.clone()
}

/// A key as it was typed.
///
/// # Errors
/// It is none.
pub fn key(text: &str) -> Result<PublicKey, Stop> {
    PublicKey::parse(text).ok_or_else(|| {
        // Not repeated: it may be the secret half.
        let problem = Problem::error("malformed-key", "what `--key` was given is no public key");
        Stop::arguments(
            problem.hint("stillup keys show   # prints those at hand: 44 characters of base64"),
        )
    })
}

/// Who vouches for a copy that is believed, in words.
pub fn vouched(keys: &[PublicKey], head: &Generation) -> String {
    if !keys.is_empty() {
        return "signed by a key of yours".to_owned();
    }
    let nobody =
        "nobody vouches for this copy: it is whole by its own digests, and no key was given";
    match head.keys.first() {
        None => nobody.to_owned(),
        Some(key) => {
            format!("{nobody}; it names `{key}`: if that is yours, `--key {key}` checks it")
        }
    }
}
