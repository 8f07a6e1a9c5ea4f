//! Signing what is sent to a name server, and checking what comes back (TSIG, RFC 8945).

use super::name::Name;
use super::settings::Rfc2136Settings;
use crate::net::secret::Secret;
use crate::problem::Problem;
use data_encoding::BASE64;
use hickory_proto::rr::TSigner;
use hickory_proto::rr::rdata::tsig::TsigAlgorithm;

/// How far clocks may be apart, in seconds: what RFC 8945 recommends.
const FUDGE: u16 = 300;

/// Ways to sign that are built in; the older ones are broken or truncated.
pub const ALGORITHMS: &[&str] = &["hmac-sha256", "hmac-sha384", "hmac-sha512"];

/// A key that name servers know. Its `Debug` form does not print it.
#[derive(Clone)]
pub struct TsigKey(pub(super) TSigner);

impl std::fmt::Debug for TsigKey {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "TsigKey({})", self.0.signer_name())
    }
}

impl TsigKey {
    /// The key these settings name; `secret` is what its variable holds.
    ///
    /// # Errors
    /// It is not base64.
    pub fn new(name: &Name, settings: &Rfc2136Settings, secret: &Secret) -> Result<Self, Problem> {
        let algorithm = match settings.algorithm {
            "hmac-sha384" => TsigAlgorithm::HmacSha384,
            "hmac-sha512" => TsigAlgorithm::HmacSha512,
            _ => TsigAlgorithm::HmacSha256,
        };
        let key = BASE64.decode(secret.reveal().trim().as_bytes());
        let signer = key
            .ok()
            .and_then(|key| TSigner::new(key, algorithm, name.inner().clone(), FUDGE).ok());
        signer.map(TsigKey).ok_or_else(|| {
            let variable = &settings.secret_variable;
            let what = format!("the environment variable `{variable}` holds no key in base64");
            Problem::error("bad-secret", what).hint(format!(
                "export {variable}=…   # the `secret` of `tsig-keygen {}`",
                name.bare()
            ))
        })
    }
}
