//! Signatures: how a reader knows that `generation.json`, and with it everything that it names by
//! digest, was made by somebody whose key the site lists in `[site] keys`.
//!
//! Ed25519 (RFC 8032, pure) over the *signed text*, which is the file exactly as it would be without
//! signatures. They stand behind it, as the last member, one a line:
//!
//! ```text
//!   "keys": ["<public key>", …],
//!   "signatures": [
//!     {"key": "<public key>", "signature": "<64 bytes>"}
//!   ]
//! }
//! ```
//!
//! A reader takes what stands before the last `,\n  "signatures": [`, puts `\n}\n` behind it, verifies
//! that, and reads nothing else: whatever was put beside it later is not looked at. White space
//! behind the file, such as a [`stamp`](super::stamp), is no part of it either. Keys and signatures
//! are in base64 (RFC 4648, section 4, with padding).

use crate::net::secret::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::Deserialize as _;
use serde::de::Error as _;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// What the signatures begin with. No JSON text has a line end in a string, so it is found nowhere else.
const MARK: &[u8] = b",\n  \"signatures\": [";

/// How a file ends that has them cut off.
const END: &[u8] = b"\n}\n";

/// What anybody may know of a key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// From base64; nothing when that is not 32 bytes.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64.decode(text.trim()).ok()?;
        bytes.try_into().ok().map(PublicKey)
    }

    /// Whether this signature is one of its owner's under this text.
    fn fits(&self, text: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0)
            .verify(text, signature)
            .is_ok()
    }
}

impl fmt::Display for PublicKey {
    /// In base64.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&BASE64.encode(self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self}")
    }
}

impl serde::Serialize for PublicKey {
    /// In base64.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for PublicKey {
    /// From base64.
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        PublicKey::parse(&text).ok_or_else(|| D::Error::custom("not 32 bytes in base64"))
    }
}

/// A whole key, to sign with. Its `Debug` form shows the public half.
#[derive(Clone)]
pub struct SigningKey {
    pair: Arc<Ed25519KeyPair>,
    public: PublicKey,
}

impl SigningKey {
    /// From the secret half: 32 bytes in base64. Nothing when it is anything else.
    pub fn of(secret: &Secret) -> Option<Self> {
        let seed = BASE64.decode(secret.reveal().trim()).ok()?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok()?;
        let public = PublicKey(pair.public_key().as_ref().try_into().ok()?);
        Some(SigningKey {
            pair: Arc::new(pair),
            public,
        })
    }

    /// A secret half nobody has yet, from the system's randomness; nothing when it has none.
    pub fn draw() -> Option<Secret> {
        let mut seed = [0; 32];
        SystemRandom::new().fill(&mut seed).ok()?;
        Some(Secret::new(BASE64.encode(seed)))
    }

    /// The half that goes into `[site] keys`.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// Its signature under a text: the same text gives the same signature.
    pub fn sign(&self, text: &[u8]) -> Signature {
        Signature {
            key: self.public,
            bytes: self.pair.sign(text).as_ref().to_vec(),
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "SigningKey({})", self.public)
    }
}

/// A signature as it was found: it may fit or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Whose it says it is.
    pub key: PublicKey,
    bytes: Vec<u8>,
}

#[derive(serde::Deserialize)]
struct Line {
    key: PublicKey,
    signature: String,
}

/// Why a file is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It carries no signature that could be read.
    Unsigned,
    /// It is signed, by none of the trusted keys: by these.
    Strangers(Vec<PublicKey>),
    /// A trusted key's signature does not fit it: it was changed after it was signed.
    Changed(PublicKey),
}

impl fmt::Display for Doubt {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned => to.write_str("it is not signed"),
            Self::Strangers(keys) => {
                let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                let keys = keys.join(", ");
                write!(
                    to,
                    "it is signed by {keys}, which is none of the site's keys"
                )
            }
            Self::Changed(key) => {
                write!(to, "it was changed after it was signed with `{key}`")
            }
        }
    }
}

/// A file taken apart: its signed text, and the signatures as they were found. Nothing is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'a> {
    /// All that may be read.
    pub text: Cow<'a, [u8]>,
    /// Those that could be read; entries of other forms are left out.
    pub signatures: Vec<Signature>,
}

impl<'a> Parts<'a> {
    /// Takes a file apart.
    pub fn of(file: &'a [u8]) -> Self {
        let Some(at) = file.windows(MARK.len()).rposition(|found| found == MARK) else {
            return Parts {
                text: Cow::Borrowed(file),
                signatures: Vec::new(),
            };
        };
        let list = &file[at + MARK.len() - 1..];
        Parts {
            text: Cow::Owned([&file[..at], END].concat()),
            signatures: lines(list),
        }
    }

    /// Those signatures that trusted keys have put under this text, one for each key at most.
    pub fn valid(&self, trusted: &[PublicKey]) -> Vec<Signature> {
        let mut valid: Vec<Signature> = Vec::new();
        for signature in &self.signatures {
            let new = valid.iter().all(|known| known.key != signature.key);
            if new
                && trusted.contains(&signature.key)
                && signature.key.fits(&self.text, &signature.bytes)
            {
                valid.push(signature.clone());
            }
        }
        valid
    }
}

/// The signatures at the beginning of a text that may go on with anything.
fn lines(text: &[u8]) -> Vec<Signature> {
    let mut values = serde_json::Deserializer::from_slice(text).into_iter();
    let Some(Ok(serde_json::Value::Array(found))) = values.next() else {
        return Vec::new();
    };
    let read = |value| {
        let line = Line::deserialize(value).ok()?;
        let bytes = BASE64.decode(line.signature).ok()?;
        Some(Signature {
            key: line.key,
            bytes,
        })
    };
    found.into_iter().filter_map(read).collect()
}

/// The signed text of a file that one of these keys has signed: all of it that may be read.
///
/// # Errors
/// None of them has.
pub fn verify<'a>(file: &'a [u8], trusted: &[PublicKey]) -> Result<Cow<'a, [u8]>, Doubt> {
    let parts = Parts::of(file);
    if !parts.valid(trusted).is_empty() {
        return Ok(parts.text);
    }
    let keys: Vec<PublicKey> = parts.signatures.iter().map(|found| found.key).collect();
    Err(match keys.iter().find(|key| trusted.contains(key)) {
        Some(key) => Doubt::Changed(*key),
        None if keys.is_empty() => Doubt::Unsigned,
        None => Doubt::Strangers(keys),
    })
}

/// The file that a text and its signatures make: the text itself when there are none.
pub fn attach(text: Vec<u8>, signatures: &[Signature]) -> Vec<u8> {
    if signatures.is_empty() || !text.ends_with(END) {
        return text;
    }
    let line = |found: &Signature| {
        let (key, signature) = (found.key, BASE64.encode(&found.bytes));
        format!("    {{\"key\": \"{key}\", \"signature\": \"{signature}\"}}")
    };
    let lines: Vec<String> = signatures.iter().map(line).collect();
    let mut file = text;
    file.truncate(file.len() - END.len());
    file.extend_from_slice(MARK);
    file.extend_from_slice(format!("\n{}\n  ]", lines.join(",\n")).as_bytes());
    file.extend_from_slice(END);
    file
}

#[cfg(test)]
mod tests;
