//! What readers get at an address, past every cache on the way: how hosts are read that let their files be
//! read in no other way.

use super::Trouble;
use crate::net::http::{Answer, Http};
use crate::problem::Problem;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use reqwest::header::{CACHE_CONTROL, HeaderMap, HeaderValue};
use std::time::Duration;
use url::Url;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The longest file that is taken, in bytes.
const LIMIT: u64 = 64 << 20;

/// What has to be encoded in one part of a path.
const PART: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path as it stands in an address.
pub fn encoded(path: &str) -> String {
    let parts = path.split('/');
    let parts: Vec<String> = parts
        .map(|part| utf8_percent_encode(part, PART).to_string())
        .collect();
    parts.join("/")
}

/// An address to read at.
#[derive(Clone)]
pub struct Seen {
    http: Http,
    base: String,
}

impl Seen {
    /// The site at this address.
    ///
    /// # Errors
    /// There is no way to ask over HTTP on this machine.
    pub fn new(address: &str) -> Result<Self, Problem> {
        let http = Http::new(PATIENCE)
            .map_err(|why| Problem::error("http", "cannot ask over HTTP").because(why))?;
        Ok(Seen {
            http,
            base: address.trim_end_matches('/').to_owned(),
        })
    }

    async fn get(&self, url: &str) -> Result<Answer, String> {
        let headers = HeaderMap::from_iter([(CACHE_CONTROL, HeaderValue::from_static("no-cache"))]);
        self.http
            .ask(Method::GET, url, headers, Vec::new(), LIMIT)
            .await
    }

    /// A file, at this address or at another one of the same site; `live` keeps what was live before from
    /// being taken for it by a cache.
    pub async fn read(
        &self,
        base: Option<&str>,
        live: &str,
        path: &str,
    ) -> Result<Option<Vec<u8>>, Trouble> {
        let base = base.unwrap_or(&self.base);
        let url = format!("{base}/{}?stillup={}", encoded(path), encoded(live));
        let shown = format!("{base}/{path}");
        let mut answer = self.get(&url).await;
        // Some hosts have pages without their ending, and lead there.
        if let Some(to) = answer.as_ref().ok().and_then(|answer| nearby(&url, answer)) {
            answer = self.get(&to).await;
        }
        let answer = answer.map_err(|why| {
            let problem = Problem::error("unreachable", format!("cannot read `{shown}`"));
            Trouble {
                problem: problem.because(why).hint(
                    "make the mirror's `address` lead to this host, or set `read_at` to one that does",
                ),
                again: true,
            }
        })?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            301 | 302 | 307 | 308 | 404 | 410 => Ok(None),
            status => {
                let problem = Problem::error("unreadable", format!("cannot read `{shown}`"));
                Err(Trouble {
                    problem: problem.because(format!("the server answered with {status}")).hint(
                        "readers have to be let in without a password; or set `read_at` to where they are",
                    ),
                    again: status >= 500 || status == 429,
                })
            }
        }
    }
}

/// Where an answer leads, within the same site.
fn nearby(url: &str, answer: &Answer) -> Option<String> {
    matches!(answer.status, 301 | 302 | 307 | 308).then_some(())?;
    let from = Url::parse(url).ok()?;
    let to = from.join(answer.header("location")).ok()?;
    (to.origin() == from.origin()).then(|| to.to_string())
}
