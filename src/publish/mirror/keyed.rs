//! A host's own API over HTTP, asked with a key; what is common to the kinds that are nothing else.

use super::Trouble;
use crate::net::http::{Answer, Http};
use crate::net::secret::Secret;
use crate::problem::Problem;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;
use url::Url;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The longest answer that is taken, in bytes.
const LIMIT: u64 = 64 << 20;

/// One host's API.
#[derive(Clone)]
pub struct Keyed {
    http: Http,
    base: Url,
    login: (HeaderName, HeaderValue),
    /// The variable the key came from, for hints.
    variable: String,
}

/// A request.
#[derive(Debug, Clone, Default)]
pub struct Call<'a> {
    /// The path below the API's address, without a slash before it.
    pub path: &'a str,
    /// What stands behind the `?`.
    pub query: &'a [(&'a str, &'a str)],
    /// Headers beside the key's.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: Vec<u8>,
}

fn unusable(why: impl ToString) -> Problem {
    Problem::error("api", "cannot ask over HTTP").because(why)
}

impl Keyed {
    /// The API at `base`, with `key` in the header `name`; `variable` is where the key came from.
    ///
    /// # Errors
    /// The address or the key cannot be used.
    pub fn new(base: &str, name: &str, key: &Secret, variable: &str) -> Result<Self, Problem> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(unusable)?;
        let mut value = HeaderValue::from_str(key.reveal())
            .map_err(|_| unusable(format!("`{variable}` holds what no header can")))?;
        value.set_sensitive(true);
        Ok(Keyed {
            http: Http::new(PATIENCE).map_err(unusable)?,
            base: Url::parse(base).map_err(unusable)?,
            login: (name, value),
            variable: variable.to_owned(),
        })
    }

    /// Whom it leads to, as problems name it.
    pub fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    fn url(&self, call: &Call<'_>) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut parts) = url.path_segments_mut() {
            parts.pop_if_empty().extend(call.path.split('/'));
        }
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(call.query);
        }
        url
    }

    /// Asks, whatever the answer's status.
    pub async fn ask(&self, method: &str, call: Call<'_>) -> Result<Answer, Trouble> {
        let url = self.url(&call);
        let mut headers = HeaderMap::new();
        for (name, value) in call.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(unusable)?;
            headers.insert(name, HeaderValue::from_str(value).map_err(unusable)?);
        }
        headers.insert(self.login.0.clone(), self.login.1.clone());
        let method = Method::from_bytes(method.as_bytes()).map_err(unusable)?;
        let asked = self
            .http
            .ask(method, url.as_str(), headers, call.body, LIMIT);
        asked.await.map_err(|why| Trouble {
            problem: Problem::error("unreachable", format!("cannot reach `{}`", self.host()))
                .because(why),
            again: true,
        })
    }

    /// What could not be done, and what the host said.
    pub fn trouble(&self, doing: &str, answer: &Answer) -> Trouble {
        let host = self.host();
        if matches!(answer.status, 401 | 403) {
            let problem = Problem::error("refused", format!("`{host}` does not know this key"));
            return problem
                .because(said(answer))
                .hint(format!(
                    "export {}=…   # a key that may write there",
                    self.variable
                ))
                .into();
        }
        Trouble {
            problem: Problem::error("api", format!("cannot {doing} at `{host}`"))
                .because(said(answer)),
            // Too many requests, and errors of its own.
            again: answer.status == 429 || answer.status >= 500,
        }
    }
}

/// The status, and the beginning of what the host said.
pub fn said(answer: &Answer) -> String {
    let text = String::from_utf8_lossy(&answer.body);
    let words: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: String = words.trim().chars().take(200).collect();
    match words.is_empty() {
        true => format!("the answer was {}", answer.status),
        false => format!("the answer was {}: {words}", answer.status),
    }
}
