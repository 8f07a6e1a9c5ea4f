//! Fastly: `POST /purge/{address}` for each address, `POST /service/{id}/purge_all` for all
//! (fastly.com/documentation/reference/api/purging, read 2026-11-27).

use super::{Api, Cdn, What};
use crate::net::secret::Secret;
use crate::problem::Problem;
use async_trait::async_trait;

/// Where the API is.
pub const API: &str = "https://api.fastly.com";

/// From how many addresses on it is cheaper to purge all.
const MOST: usize = 60;

/// A service.
pub struct Fastly {
    api: Api,
    base: String,
    service: String,
}

impl Fastly {
    /// The service of this id.
    ///
    /// # Errors
    /// The token cannot be put into a header.
    pub fn new(api: &str, service: &str, token: &Secret) -> Result<Self, Problem> {
        Ok(Fastly {
            api: Api::new("Fastly", "fastly-key", token.reveal())?,
            base: api.to_owned(),
            service: service.to_owned(),
        })
    }
}

#[async_trait]
impl Cdn for Fastly {
    async fn forget(&self, address: &str, what: &What) -> Result<(), Problem> {
        let Some(addresses) = what.addresses(address, MOST) else {
            let url = format!("{}/service/{}/purge_all", self.base, self.service);
            return self
                .api
                .post(&url, "application/json", Vec::new())
                .await
                .map(drop);
        };
        for address in addresses {
            let bare = address
                .split_once("://")
                .map_or(address.as_str(), |(_, rest)| rest);
            let url = format!("{}/purge/{bare}", self.base);
            self.api.post(&url, "application/json", Vec::new()).await?;
        }
        Ok(())
    }
}
