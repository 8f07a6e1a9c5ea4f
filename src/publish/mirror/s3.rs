//! The mirror kind `s3`: a bucket of Amazon S3, or of the many services that speak its language.

use super::store::{Store, Told, Wire, options, retries, unusable};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::objects::{Swaps, Trust};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::collections::BTreeMap;

/// `s3 = { bucket = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Settings {
    /// The bucket's name.
    pub bucket: String,
    /// Where it is; Amazon's is needed, others often take `auto` or any.
    pub region: String,
    /// Another service's address; Amazon's when absent.
    pub endpoint: Option<String>,
    /// The folder within the bucket, without slashes around it.
    pub prefix: String,
    /// The bucket is part of the path, not of the host's name.
    pub path_style: bool,
    /// The value of `x-amz-acl`, for services that need it on each object.
    pub acl: Option<String>,
    /// The owner says that the service keeps its word about conditions.
    pub trust_conditional: bool,
    /// Rights come with the machine: Amazon's instance role.
    pub instance_role: bool,
    /// Text is kept compressed.
    pub gzip: bool,
    /// Names of the environment variables of [`SECRETS`], in that order.
    pub env: Vec<String>,
}

/// What comes from the environment: keys of `env`, and the variables that are usual.
pub const SECRETS: &[(&str, &str)] = &[
    ("access_key_id", "AWS_ACCESS_KEY_ID"),
    ("secret_access_key", "AWS_SECRET_ACCESS_KEY"),
    ("session_token", "AWS_SESSION_TOKEN"),
];

/// Variables that tell of rights which come with where we run, such as a CI job's own identity; by
/// these names the crate reads them.
pub const AROUND: &[&str] = &[
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_ENDPOINT_URL_STS",
];

/// Ends of host names whose services document conditional writes (asked 2026-11-27): each has still to
/// pass the racing probe.
const KNOWN: &[&str] = &[
    "amazonaws.com",
    "amazonaws.com.cn",
    "r2.cloudflarestorage.com",
    "scw.cloud",
];

/// How we may write.
pub enum Rights {
    /// With a key.
    Key {
        /// Its public half.
        id: Secret,
        /// Its secret half.
        secret: Secret,
        /// For a key that was lent.
        token: Option<Secret>,
    },
    /// With what these variables tell.
    Around(BTreeMap<&'static str, String>),
}

impl S3Settings {
    /// What is known of the service.
    pub fn trust(&self) -> Trust {
        let host = match &self.endpoint {
            None => return Trust::IfProven,
            Some(endpoint) => url::Url::parse(endpoint).ok(),
        };
        let host = host.as_ref().and_then(url::Url::host_str).unwrap_or("");
        let known = |end: &&str| host == *end || host.ends_with(&format!(".{end}"));
        match self.trust_conditional || KNOWN.iter().any(known) {
            true => Trust::IfProven,
            false => Trust::Not,
        }
    }
}

/// The bucket as a mirror.
///
/// # Errors
/// The settings do not fit together.
pub fn mirror(settings: &S3Settings, rights: &Rights) -> Result<Swaps<Store>, Problem> {
    let mut mirror = Swaps::new(store(settings, rights)?, settings.trust());
    mirror.gzip = settings.gzip;
    Ok(mirror)
}

/// The bucket itself.
///
/// # Errors
/// The settings do not fit together.
pub fn store(settings: &S3Settings, rights: &Rights) -> Result<Store, Problem> {
    let wire = Wire::default();
    let mut options = options();
    if let Some(acl) = &settings.acl {
        let value = HeaderValue::from_str(acl).map_err(|error| {
            Problem::error("malformed-acl", format!("`{acl}` is no access list")).because(error)
        })?;
        let name = HeaderName::from_static("x-amz-acl");
        options = options.with_default_headers(HeaderMap::from_iter([(name, value)]));
    }
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&settings.bucket)
        .with_region(&settings.region)
        .with_virtual_hosted_style_request(!settings.path_style)
        .with_disable_bulk_delete(true)
        .with_retry(retries())
        .with_http_connector(wire.clone());
    if let Some(endpoint) = &settings.endpoint {
        let plain = endpoint.starts_with("http://");
        options = options.with_allow_http(plain);
        builder = builder.with_endpoint(host_of(endpoint, settings));
    }
    builder = builder.with_client_options(options);
    match rights {
        Rights::Key { id, secret, token } => {
            builder = builder
                .with_access_key_id(id.reveal())
                .with_secret_access_key(secret.reveal());
            if let Some(token) = token {
                builder = builder.with_token(token.reveal());
            }
        }
        Rights::Around(found) => {
            for (name, value) in found {
                if let Ok(key) = name.to_ascii_lowercase().parse::<AmazonS3ConfigKey>() {
                    builder = builder.with_config(key, value);
                }
            }
        }
    }
    let store = builder.build().map_err(|error| unusable("s3", &error))?;
    let shown = format!("bucket `{}`", settings.bucket);
    Ok(Store::new(
        store,
        &settings.prefix,
        shown,
        Told::ByTag,
        wire,
    ))
}

/// The endpoint as the crate wants it: with the bucket in the host's name, unless it is in the path.
fn host_of(endpoint: &str, settings: &S3Settings) -> String {
    let endpoint = endpoint.trim_end_matches('/');
    match endpoint.split_once("://") {
        Some((scheme, host)) if !settings.path_style => {
            format!("{scheme}://{}.{host}", settings.bucket)
        }
        _ => endpoint.to_owned(),
    }
}
