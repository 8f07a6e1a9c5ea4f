//! Google's Cloud CDN: `invalidateCache` of a URL map (cloud.google.com/cdn/docs/invalidating-cached-content,
//! read 2026-11-27). One request takes one pattern, and few are taken a minute: all of the host goes.

use super::{Api, Cdn, What};
use crate::net::secret::Secret;
use crate::problem::Problem;
use async_trait::async_trait;
use object_store::gcp::GoogleCloudStorageBuilder;
use serde_json::json;
use url::Url;

/// Where the API is.
pub const API: &str = "https://compute.googleapis.com/compute/v1";

/// A load balancer's URL map.
pub struct Google {
    url: String,
    key: Secret,
}

impl Google {
    /// The map of this name, asked for as the service account whose key this is.
    pub fn new(api: &str, project: &str, map: &str, key: &Secret) -> Self {
        Google {
            url: format!("{api}/projects/{project}/global/urlMaps/{map}/invalidateCache"),
            key: key.clone(),
        }
    }

    /// What the key is changed for.
    async fn token(&self) -> Result<String, Problem> {
        // Fails when it is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let unusable = |_| {
            Problem::error(
                "purge",
                "the key of Google's service account cannot be used",
            )
        };
        // A bucket's client knows how to log in, whatever it is asked for.
        let store = GoogleCloudStorageBuilder::new()
            .with_bucket_name("none")
            .with_service_account_key(self.key.reveal())
            .build()
            .map_err(unusable)?;
        let credential = store.credentials().get_credential().await;
        Ok(credential.map_err(unusable)?.bearer.clone())
    }
}

#[async_trait]
impl Cdn for Google {
    async fn forget(&self, address: &str, _what: &What) -> Result<(), Problem> {
        let url = Url::parse(address).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        let path = url.as_ref().map_or("", Url::path).trim_end_matches('/');
        let login = format!("Bearer {}", self.token().await?);
        let api = Api::new("Google", "authorization", &login)?;
        let body = json!({ "host": host, "path": format!("{path}/*") });
        let body = body.to_string().into_bytes();
        api.post(&self.url, "application/json", body)
            .await
            .map(drop)
    }
}
