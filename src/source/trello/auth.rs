//! Who asks Trello.

use super::fault;
use crate::net::secret::Secret;
use crate::problem::Problem;

/// The environment variable with the API key.
pub const KEY: &str = "TRELLO_KEY";
/// The environment variable with the token.
pub const TOKEN: &str = "TRELLO_TOKEN";
/// The environment variable with the board's id.
pub const BOARD: &str = "TRELLO_BOARD_ID";

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Auth {
    /// A Power-Up's key, and a token that somebody gave it.
    KeyAndToken {
        /// Which program.
        key: Secret,
        /// On whose behalf.
        token: Secret,
    },
}

impl Auth {
    /// From the environment.
    ///
    /// # Errors
    /// One of them is not there, or is none.
    pub fn from_variables<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Result<Self, Problem> {
        let one = |name: &'static str| match get(name).map(str::trim) {
            None | Some("") => Err(fault::no_variable(name)),
            // Anything else would end the quotes that it is sent in.
            Some(text) if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Err(fault::odd_variable(name))
            }
            Some(text) => Ok(Secret::new(text)),
        };
        Ok(Auth::KeyAndToken {
            key: one(KEY)?,
            token: one(TOKEN)?,
        })
    }

    /// The value of the header `Authorization`. No signature is needed, and nothing stands in the address.
    pub(super) fn header(&self) -> Secret {
        match self {
            Auth::KeyAndToken { key, token } => Secret::new(format!(
                "OAuth oauth_consumer_key=\"{}\", oauth_token=\"{}\"",
                key.reveal(),
                token.reveal()
            )),
        }
    }

    /// Tokens begin with `ATTA`; what does not may be the secret that stands beside the key.
    pub(super) fn looks_wrong(&self) -> bool {
        let Auth::KeyAndToken { token, .. } = self;
        !token.reveal().starts_with("ATTA")
    }
}
