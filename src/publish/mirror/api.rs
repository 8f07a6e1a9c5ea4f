//! What the kinds that are published through a provider's API have in common: asking it with a token,
//! waiting when it says so, and telling a refusal from no answer.

mod wait;

use super::Trouble;
use crate::net::http::{Answer, Http};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::drafts::host::Published;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use std::time::Duration;
use wait::told_to_wait;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The longest answer that is taken, in bytes: lists of whole sites are among them.
const LIMIT: u64 = 64 << 20;

/// The longest that a host may make us wait: a limit per minute is waited for, one per day is told.
const LONGEST: Duration = Duration::from_secs(75);

/// How often a host may make us wait in a row.
const WAITS: usize = 5;

/// A provider's API.
#[derive(Clone)]
pub struct Api {
    http: Http,
    /// What problems call it, such as `Netlify`.
    name: &'static str,
    base: String,
    authorization: HeaderValue,
    /// How long to wait before looking again whether something is done.
    pace: Duration,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Ask {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Ask {
    /// With nothing but an address below the API's own, or a whole one.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Ask {
            method,
            path: path.into(),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    /// Gets.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// Posts this as JSON.
    pub fn post(path: impl Into<String>, body: &Value) -> Self {
        Self::new(Method::POST, path).json(body)
    }

    /// With this as JSON.
    pub fn json(self, body: &Value) -> Self {
        let bytes = serde_json::to_vec(body).expect("plain data is always JSON");
        self.bytes("application/json", bytes)
    }

    /// With these bytes of this type.
    pub fn bytes(mut self, content_type: &str, body: Vec<u8>) -> Self {
        self.body = body;
        self.header(CONTENT_TYPE, content_type)
    }

    /// With a header; one that no request can have is left out.
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// With another token than the API's.
    pub fn token(mut self, token: &Secret) -> Self {
        if let Ok(value) = bearer(token) {
            self.headers.insert(AUTHORIZATION, value);
        }
        self
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Said {
    /// The status.
    pub status: u16,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Said {
    /// As JSON; `null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// Whether it was done.
    pub fn is_done(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether nobody knows if it was done.
    pub fn is_unclear(&self) -> bool {
        self.status >= 500 || self.status == 408
    }
}

fn bearer(token: &Secret) -> Result<HeaderValue, Problem> {
    let value = HeaderValue::from_str(&format!("Bearer {}", token.reveal().trim()));
    let mut value = value.map_err(|_| {
        Problem::error(
            "malformed-token",
            "the token holds a character that no header has",
        )
    })?;
    value.set_sensitive(true);
    Ok(value)
}

impl Api {
    /// The API at `base`.
    ///
    /// # Errors
    /// The token cannot be in a header, or there is no way to ask over HTTP on this machine.
    pub fn new(name: &'static str, base: &str, token: &Secret) -> Result<Self, Problem> {
        let http = Http::new(PATIENCE)
            .map_err(|why| Problem::error("http", "cannot ask over HTTP").because(why))?;
        Ok(Api {
            http,
            name,
            base: base.trim_end_matches('/').to_owned(),
            authorization: bearer(token)?,
            pace: Duration::from_millis(500),
        })
    }

    /// Looking again after this time.
    #[must_use]
    pub fn paced(mut self, pace: Duration) -> Self {
        self.pace = pace;
        self
    }

    /// Waits before the next look.
    pub async fn pause(&self) {
        tokio::time::sleep(self.pace).await;
    }

    /// Asks; whatever the answer is, but for one that tells us to wait: that one did nothing.
    pub async fn ask(&self, ask: Ask) -> Result<Said, Trouble> {
        for _ in 0..WAITS {
            let answer = self.once(&ask).await.map_err(|why| self.unreachable(why))?;
            let Some(wait) = told_to_wait(&answer) else {
                return Ok(Said {
                    status: answer.status,
                    body: answer.body,
                });
            };
            if wait > LONGEST {
                return Err(self.full(wait).into());
            }
            tokio::time::sleep(wait).await;
        }
        Err(self.full(LONGEST).into())
    }

    /// Asks, and it has to be done.
    pub async fn must(&self, doing: &str, ask: Ask) -> Result<Said, Trouble> {
        let said = self.ask(ask).await?;
        match said.is_done() {
            true => Ok(said),
            false => Err(self.trouble(doing, &said)),
        }
    }

    /// The same, of whose answer only the JSON counts.
    pub async fn json(&self, doing: &str, ask: Ask) -> Result<Value, Trouble> {
        let said = self.must(doing, ask).await?;
        serde_json::from_slice(&said.body).map_err(|error| {
            let what = format!("cannot make sense of what {} says", self.name);
            Trouble {
                problem: Problem::error("api", what).because(error),
                again: true,
            }
        })
    }

    /// Asks for what may only be done once: none when nobody knows whether it was.
    pub async fn only_once(&self, ask: Ask) -> Result<Option<Said>, Trouble> {
        for _ in 0..WAITS {
            let Ok(answer) = self.once(&ask).await else {
                return Ok(None);
            };
            let said = Said {
                status: answer.status,
                body: answer.body.clone(),
            };
            let Some(wait) = told_to_wait(&answer) else {
                return Ok((!said.is_unclear()).then_some(said));
            };
            if wait > LONGEST {
                return Err(self.full(wait).into());
            }
            tokio::time::sleep(wait).await;
        }
        Err(self.full(LONGEST).into())
    }

    async fn once(&self, ask: &Ask) -> Result<Answer, String> {
        let url = match ask.path.contains("://") {
            true => ask.path.clone(),
            false => format!("{}{}", self.base, ask.path),
        };
        let mut headers = ask.headers.clone();
        if !headers.contains_key(AUTHORIZATION) {
            headers.insert(AUTHORIZATION, self.authorization.clone());
        }
        let (method, body) = (ask.method.clone(), ask.body.clone());
        self.http.ask(method, &url, headers, body, LIMIT).await
    }

    fn unreachable(&self, why: String) -> Trouble {
        let what = format!("cannot reach {}", self.name);
        Trouble {
            problem: Problem::error("unreachable", what).because(why),
            again: true,
        }
    }

    /// The host takes no more for now.
    fn full(&self, wait: Duration) -> Problem {
        let minutes = wait.as_secs().div_ceil(60);
        let what = format!(
            "{} takes nothing more from us for {minutes} minutes",
            self.name
        );
        Problem::error("rate-limit", what)
            .hint("raise `publish_every`, or give the mirror a `budget`: the kind's page has the host's limits")
    }

    /// What an answer means, and what to try.
    pub fn trouble(&self, doing: &str, said: &Said) -> Trouble {
        let name = self.name;
        let hint = match said.status {
            401 => Some("make a new token, and set its variable as the kind's page says"),
            403 => Some("give this token the rights that the kind's page lists"),
            404 => Some("correct the names in `stillup.toml`: the host knows no such thing"),
            _ => None,
        };
        let problem =
            Problem::error("api", format!("{name} does not {doing}")).because(words(said));
        Trouble {
            problem: match hint {
                Some(hint) => problem.hint(hint),
                None => problem,
            },
            again: said.is_unclear() || matches!(said.status, 409 | 423 | 425),
        }
    }
}

/// What the host said went wrong: each of them has its own way to say it.
fn words(said: &Said) -> String {
    let json = said.json();
    let first = &json["errors"][0]["message"];
    let found = [
        &json["error"]["message"],
        first,
        &json["message"],
        &json["error_description"],
        &json["error"],
    ];
    let text = found.into_iter().find_map(Value::as_str).unwrap_or("");
    let text: String = text.chars().filter(|c| !c.is_control()).take(300).collect();
    match text.is_empty() {
        true => format!("it answered with {}", said.status),
        false => format!("it answered with {}: {text}", said.status),
    }
}

/// What the answer to the one call means.
pub(super) fn came_of(api: &Api, id: &str, said: Option<Said>) -> Result<Published, Trouble> {
    match said {
        None => Ok(Published::Unknown),
        Some(said) if said.is_done() => Ok(Published::Done(id.to_owned())),
        Some(said) if matches!(said.status, 404 | 410) => Ok(Published::Gone),
        Some(said) => Err(api.trouble("publish the draft", &said)),
    }
}

/// SHA-1 in hexadecimal digits: what the host calls a file, and nothing that has to be safe.
pub(super) fn sha1(bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, bytes);
    let digits = digest.as_ref().iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::{Said, sha1, words};

    #[test]
    fn every_hosts_way_to_say_what_is_wrong_is_read() {
        for (body, told) in [
            (
                r#"{"code": 404, "message": "Not Found"}"#,
                "it answered with 404: Not Found",
            ),
            (
                r#"{"success": false, "errors": [{"code": 10007, "message": "no such Worker"}]}"#,
                "it answered with 404: no such Worker",
            ),
            (
                r#"{"error": {"code": "forbidden", "message": "Not authorized"}}"#,
                "it answered with 404: Not authorized",
            ),
            (
                r#"{"error": "invalid_grant", "error_description": "Invalid JWT"}"#,
                "it answered with 404: Invalid JWT",
            ),
            ("<html>", "it answered with 404"),
        ] {
            let said = Said {
                status: 404,
                body: body.into(),
            };
            assert_eq!(words(&said), told);
        }
    }

    #[test]
    fn digests_are_as_the_standard_has_them() {
        assert_eq!(sha1(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}
