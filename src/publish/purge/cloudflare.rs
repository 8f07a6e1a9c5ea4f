//! Cloudflare: `POST /zones/{zone}/purge_cache` (developers.cloudflare.com/cache/how-to/purge-cache, read
//! 2026-11-27): up to 100 addresses in a request, or all of a host's.

use super::{Api, Cdn, What};
use crate::net::secret::Secret;
use crate::problem::Problem;
use async_trait::async_trait;
use serde_json::json;
use url::Url;

/// Where the API is.
pub const API: &str = "https://api.cloudflare.com/client/v4";

/// How many addresses one request takes. Plans without a price take five requests a minute.
const MOST: usize = 100;

/// A zone.
pub struct Cloudflare {
    api: Api,
    url: String,
}

impl Cloudflare {
    /// The zone of this id.
    ///
    /// # Errors
    /// The token cannot be put into a header.
    pub fn new(api: &str, zone: &str, token: &Secret) -> Result<Self, Problem> {
        let login = format!("Bearer {}", token.reveal());
        Ok(Cloudflare {
            api: Api::new("Cloudflare", "authorization", &login)?,
            url: format!("{api}/zones/{zone}/purge_cache"),
        })
    }
}

#[async_trait]
impl Cdn for Cloudflare {
    async fn forget(&self, address: &str, what: &What) -> Result<(), Problem> {
        let url = Url::parse(address).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        let body = match what.addresses(address, MOST) {
            Some(files) => json!({ "files": files }),
            // Not the whole zone: other sites may be in it.
            None => json!({ "hosts": [host] }),
        };
        let body = body.to_string().into_bytes();
        let answer = self.api.post(&self.url, "application/json", body).await?;
        let said: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match said["success"] == true {
            true => Ok(()),
            false => Err(super::refused("Cloudflare", &answer)),
        }
    }
}
