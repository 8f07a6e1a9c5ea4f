//! Amazon CloudFront: `CreateInvalidation` (docs.aws.amazon.com/cloudfront/latest/APIReference, read
//! 2026-11-27). Each path counts against a monthly allowance, a pattern for all of them once: one file is
//! invalidated by its names, more by the pattern.

use super::{Cdn, What, refused};
use crate::net::http::Http;
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::release::nonce;
use async_trait::async_trait;
use object_store::aws::{AwsAuthorizer, AwsCredential};
use object_store::client::HttpRequest;
use reqwest::Method;
use reqwest::header::HeaderValue;
use std::fmt::Write as _;
use url::Url;

/// Where the API is.
pub const API: &str = "https://cloudfront.amazonaws.com";

/// How many names are invalidated by themselves.
const MOST: usize = 2;

/// A distribution.
pub struct CloudFront {
    url: String,
    id: Secret,
    secret: Secret,
    token: Option<Secret>,
}

impl CloudFront {
    /// The distribution of this id, changed with this key.
    pub fn new(
        api: &str,
        distribution: &str,
        (id, secret, token): (Secret, Secret, Option<Secret>),
    ) -> Self {
        CloudFront {
            url: format!("{api}/2020-05-31/distribution/{distribution}/invalidation"),
            id,
            secret,
            token,
        }
    }
}

/// The request's body. The reference makes it another one than all before.
fn batch(paths: &[String], reference: &str) -> String {
    let mut items = String::new();
    for path in paths {
        let path = path.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(items, "<Path>{path}</Path>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <InvalidationBatch xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><Paths>\
         <Quantity>{}</Quantity><Items>{items}</Items></Paths>\
         <CallerReference>{reference}</CallerReference></InvalidationBatch>",
        paths.len()
    )
}

#[async_trait]
impl Cdn for CloudFront {
    async fn forget(&self, address: &str, what: &What) -> Result<(), Problem> {
        let unusable = |why: String| Problem::error("purge", "cannot ask over HTTP").because(why);
        let path = |address: &str| {
            Url::parse(address).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned())
        };
        let paths = match what.addresses(address, MOST) {
            Some(addresses) => addresses.iter().map(|one| path(one)).collect(),
            None => vec![format!("{}/*", path(address).trim_end_matches('/'))],
        };
        let body = batch(&paths, &format!("stillup-{}", nonce())).into_bytes();
        let token = self.token.as_ref().map_or("", Secret::reveal);
        if HeaderValue::from_str(token).is_err() {
            return Err(unusable(
                "the session token holds what no header can".to_owned(),
            ));
        }
        let credential = AwsCredential {
            key_id: self.id.reveal().to_owned(),
            secret_key: self.secret.reveal().to_owned(),
            token: self.token.as_ref().map(|token| token.reveal().to_owned()),
        };
        let mut request = HttpRequest::new(body.clone().into());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self
            .url
            .parse()
            .map_err(|error| unusable(format!("{error}")))?;
        // CloudFront is one service for the world, and lives there.
        AwsAuthorizer::new(&credential, "cloudfront", "us-east-1")
            .try_authorize(&mut request, None)
            .map_err(|_| unusable("the request cannot be signed".to_owned()))?;
        let mut headers = request.headers().clone();
        headers.insert(
            reqwest::header::CONTENT_TYPE,
            HeaderValue::from_static("application/xml"),
        );
        let http = Http::new(super::PATIENCE).map_err(unusable)?;
        let asked = http
            .ask(Method::POST, &self.url, headers, body, 1 << 20)
            .await;
        let answer =
            asked.map_err(|why| Problem::error("purge", "cannot reach CloudFront").because(why))?;
        match answer.status {
            200..=299 => Ok(()),
            _ => Err(refused("CloudFront", &answer)),
        }
    }
}
