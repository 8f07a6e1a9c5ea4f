//! The mirror kind `gcs`: a bucket of Google Cloud Storage.

use super::store::{Store, Told, Wire, options, retries, unusable};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::objects::{Swaps, Trust};
use object_store::gcp::GoogleCloudStorageBuilder;

/// `gcs = { bucket = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GcsSettings {
    /// The bucket's name.
    pub bucket: String,
    /// The folder within the bucket, without slashes around it.
    pub prefix: String,
    /// Another address than Google's own, such as a private one.
    pub endpoint: Option<String>,
    /// Text is kept compressed.
    pub gzip: bool,
    /// Names of the environment variables of [`SECRETS`], in that order.
    pub env: Vec<String>,
}

/// What comes from the environment: keys of `env`, and the variables that are usual.
pub const SECRETS: &[(&str, &str)] = &[
    ("service_account_key", "GOOGLE_SERVICE_ACCOUNT_KEY"),
    ("credentials_file", "GOOGLE_APPLICATION_CREDENTIALS"),
];

/// How we may write.
pub enum Rights {
    /// The text of a service account's key.
    Key(Secret),
    /// The path of a file of credentials, as Google's own tools write it.
    File(String),
}

/// The bucket as a mirror. Google's own documentation promises what class A needs (request
/// preconditions, read 2026-11-27), so it is not asked.
///
/// # Errors
/// The settings do not fit together, or the key cannot be read.
pub fn mirror(settings: &GcsSettings, rights: &Rights) -> Result<Swaps<Store>, Problem> {
    let mut mirror = Swaps::new(store(settings, rights)?, Trust::Kept);
    mirror.gzip = settings.gzip;
    Ok(mirror)
}

/// The bucket itself.
///
/// # Errors
/// The settings do not fit together, or the key cannot be read.
pub fn store(settings: &GcsSettings, rights: &Rights) -> Result<Store, Problem> {
    let wire = Wire::default();
    let mut options = options();
    let mut builder = GoogleCloudStorageBuilder::new()
        .with_bucket_name(&settings.bucket)
        .with_retry(retries())
        .with_http_connector(wire.clone());
    if let Some(endpoint) = &settings.endpoint {
        options = options.with_allow_http(endpoint.starts_with("http://"));
        builder = builder.with_base_url(endpoint.trim_end_matches('/'));
    }
    builder = builder.with_client_options(options);
    builder = match rights {
        Rights::Key(key) => builder.with_service_account_key(key.reveal()),
        Rights::File(path) => builder.with_application_credentials(path),
    };
    let store = builder.build().map_err(|error| match rights {
        // What it said might repeat the key.
        Rights::Key(_) => {
            Problem::error("malformed-key", "the service account's key cannot be read")
                .hint("put the whole JSON file into the variable, from `{` to `}`")
        }
        Rights::File(_) => unusable("gcs", &error),
    })?;
    let shown = format!("bucket `{}`", settings.bucket);
    Ok(Store::new(
        store,
        &settings.prefix,
        shown,
        Told::ByNumber,
        wire,
    ))
}
