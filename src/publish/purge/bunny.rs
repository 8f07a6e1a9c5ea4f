//! bunny.net: `POST /purge?url=` for each address, `POST /pullzone/{id}/purgeCache` for all
//! (docs.bunny.net, "Purge", read 2026-11-27).

use super::{Api, Cdn, What};
use crate::net::secret::Secret;
use crate::problem::Problem;
use async_trait::async_trait;
use url::Url;

/// Where the API is.
pub const API: &str = "https://api.bunny.net";

/// From how many addresses on it is cheaper to purge all.
const MOST: usize = 60;

/// A pull zone.
pub struct Bunny {
    api: Api,
    base: String,
    zone: String,
}

impl Bunny {
    /// The pull zone of this id.
    ///
    /// # Errors
    /// The key cannot be put into a header.
    pub fn new(api: &str, zone: &str, key: &Secret) -> Result<Self, Problem> {
        Ok(Bunny {
            api: Api::new("bunny.net", "accesskey", key.reveal())?,
            base: api.to_owned(),
            zone: zone.to_owned(),
        })
    }
}

#[async_trait]
impl Cdn for Bunny {
    async fn forget(&self, address: &str, what: &What) -> Result<(), Problem> {
        let Some(addresses) = what.addresses(address, MOST) else {
            let url = format!("{}/pullzone/{}/purgeCache", self.base, self.zone);
            return self
                .api
                .post(&url, "application/json", b"{}".to_vec())
                .await
                .map(drop);
        };
        for address in addresses {
            let unusable = |error: url::ParseError| {
                Problem::error("purge", "cannot ask over HTTP").because(error)
            };
            let mut url = Url::parse(&format!("{}/purge", self.base)).map_err(unusable)?;
            url.query_pairs_mut().append_pair("url", &address);
            self.api
                .post(url.as_str(), "application/json", Vec::new())
                .await?;
        }
        Ok(())
    }
}
