//! The mirror kind `azure`: a container of Azure Blob Storage, such as a static website's `$web`.

use super::store::{Store, Told, Wire, options, retries, unusable};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::objects::{Swaps, Trust};
use object_store::azure::{MicrosoftAzureBuilder, split_sas};

/// `azure = { account = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AzureSettings {
    /// The storage account's name.
    pub account: String,
    /// The container's; a static website's is `$web`.
    pub container: String,
    /// The folder within the container, without slashes around it.
    pub prefix: String,
    /// Another address than the account's own, such as another cloud's.
    pub endpoint: Option<String>,
    /// Text is kept compressed.
    pub gzip: bool,
    /// Names of the environment variables of [`SECRETS`], in that order.
    pub env: Vec<String>,
}

/// What comes from the environment: keys of `env`, and the variables that are usual.
pub const SECRETS: &[(&str, &str)] = &[
    ("sas_token", "AZURE_STORAGE_SAS_TOKEN"),
    ("account_key", "AZURE_STORAGE_KEY"),
];

/// How we may write.
pub enum Rights {
    /// With a shared access signature, for this container only.
    Signature(Secret),
    /// With the account's own key.
    Key(Secret),
}

/// The container as a mirror. Azure's own documentation promises what class A needs (conditional
/// headers for Blob service operations, read 2026-11-27), so it is not asked.
///
/// # Errors
/// The settings do not fit together, or the signature is none.
pub fn mirror(settings: &AzureSettings, rights: &Rights) -> Result<Swaps<Store>, Problem> {
    let mut mirror = Swaps::new(store(settings, rights)?, Trust::Kept);
    mirror.gzip = settings.gzip;
    Ok(mirror)
}

/// The container itself.
///
/// # Errors
/// The settings do not fit together, or the signature is none.
pub fn store(settings: &AzureSettings, rights: &Rights) -> Result<Store, Problem> {
    let wire = Wire::default();
    let mut options = options();
    let mut builder = MicrosoftAzureBuilder::new()
        .with_account(&settings.account)
        .with_container_name(&settings.container)
        .with_retry(retries())
        .with_http_connector(wire.clone());
    if let Some(endpoint) = &settings.endpoint {
        options = options.with_allow_http(endpoint.starts_with("http://"));
        builder = builder.with_endpoint(endpoint.trim_end_matches('/').to_owned());
    }
    builder = builder.with_client_options(options);
    builder = match rights {
        Rights::Key(key) => builder.with_access_key(key.reveal()),
        Rights::Signature(signature) => {
            let pairs = split_sas(signature.reveal()).map_err(|_said| {
                // What it said would repeat the signature.
                Problem::error(
                    "malformed-sas",
                    "the shared access signature cannot be read",
                )
                .hint("copy it whole, from `sv=` to the end of `sig=…`")
            })?;
            builder.with_sas_authorization(pairs)
        }
    };
    let store = builder.build().map_err(|error| unusable("azure", &error))?;
    let shown = format!("container `{}`", settings.container);
    Ok(Store::new(
        store,
        &settings.prefix,
        shown,
        Told::ByTag,
        wire,
    ))
}
