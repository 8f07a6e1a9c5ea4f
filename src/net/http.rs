//! Asking over HTTP, as a stranger would: no proxy, no redirects followed, nothing without a limit.

use super::secret::Secret;
use super::tls;
use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Client, Method, RequestBuilder};
use std::net::SocketAddr;
use std::time::Duration;

/// Asks addresses.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    timeout: Duration,
}

/// What an address answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// The bytes, as sent.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of `Content-Type`, empty when there is none.
    pub fn content_type(&self) -> &str {
        self.header(CONTENT_TYPE.as_str())
    }

    /// A header's value, empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }
}

impl Http {
    /// One whose requests take at most `timeout`, body included.
    ///
    /// # Errors
    /// In words, when the machine has no usable list of certificate authorities.
    pub fn new(timeout: Duration) -> Result<Self, String> {
        Self::build(timeout, None)
    }

    /// One that finds `host` at this address, whatever DNS says; the certificate still has to be
    /// the name's.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn pinned(&self, host: &str, address: SocketAddr) -> Result<Self, String> {
        Self::build(self.timeout, Some((host, address)))
    }

    fn build(timeout: Duration, pin: Option<(&str, SocketAddr)>) -> Result<Self, String> {
        // Fails when it is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = Client::builder()
            .user_agent(concat!("stillup/", env!("CARGO_PKG_VERSION")))
            .timeout(timeout)
            .connect_timeout(timeout.min(Duration::from_secs(10)))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy();
        if let Some((host, address)) = pin {
            builder = builder.resolve(host, address);
        }
        match builder.build() {
            Ok(client) => Ok(Http { client, timeout }),
            Err(error) => Err(words(&error)),
        }
    }

    /// Gets an address; a body longer than `limit` bytes is an error.
    ///
    /// # Errors
    /// In words, without the address.
    pub async fn get(&self, url: &str, limit: u64) -> Result<Answer, String> {
        self.ask(Method::GET, url, HeaderMap::new(), Vec::new(), limit)
            .await
    }

    /// The same, saying who asks in the header `Authorization`.
    ///
    /// # Errors
    /// In words, without the address and the secret.
    pub async fn get_authorized(
        &self,
        url: &str,
        limit: u64,
        authorization: &Secret,
    ) -> Result<Answer, String> {
        let mut value = HeaderValue::from_str(authorization.reveal())
            .map_err(|_| "the credentials hold a character that no header has".to_owned())?;
        value.set_sensitive(true);
        let headers = HeaderMap::from_iter([(AUTHORIZATION, value)]);
        self.ask(Method::GET, url, headers, Vec::new(), limit).await
    }

    /// Asks an address with any method, headers and body; an answer longer than `limit` bytes is an error.
    ///
    /// # Errors
    /// In words, without the address.
    pub async fn ask(
        &self,
        method: Method,
        url: &str,
        headers: HeaderMap,
        body: Vec<u8>,
        limit: u64,
    ) -> Result<Answer, String> {
        let mut request = self.client.request(method, url).headers(headers);
        if !body.is_empty() {
            request = request.body(body);
        }
        take(request.header(ACCEPT_ENCODING, "identity"), limit).await
    }

    /// The value of `Authorization` for a name and a password (RFC 7617), marked so that nobody prints it.
    ///
    /// # Errors
    /// In words, when it cannot be put into a header.
    pub fn basic(&self, user: &str, password: &Secret) -> Result<HeaderValue, String> {
        let request = self
            .client
            .get("http://localhost/")
            .basic_auth(user, Some(password.reveal()));
        let request = request.build().map_err(|error| words(&error))?;
        let value = request.headers().get(AUTHORIZATION).cloned();
        value.ok_or_else(|| "no header was made of it".to_owned())
    }
}

/// Sends a request and takes its answer, up to a limit.
async fn take(request: RequestBuilder, limit: u64) -> Result<Answer, String> {
    let mut response = request.send().await.map_err(|error| words(&error))?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    let cut = |error: reqwest::Error| match error.is_timeout() {
        true => words(&error),
        false => format!("the answer was cut off: {}", words(&error)),
    };
    while let Some(chunk) = response.chunk().await.map_err(cut)? {
        body.extend_from_slice(&chunk);
        if body.len() as u64 > limit {
            return Err(format!("the answer is longer than {limit} bytes"));
        }
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}

/// The innermost reason, which is the one that says something.
fn words(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut reason: &dyn std::error::Error = error;
    loop {
        if let Some(words) = tls::words(reason) {
            return words;
        }
        match reason.source() {
            Some(inner) => reason = inner,
            None => return reason.to_string(),
        }
    }
}
