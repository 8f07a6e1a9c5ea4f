//! Single files of one machine: fetched, and held against what they should be.

use super::head;
use super::place::Place;
use crate::net::http::Answer;
use crate::publish::generation::Generation;
use crate::publish::manifest;
use crate::publish::stamp;
use crate::tree::{Digest, Media};

/// No file of a site is longer than this; assets may be large.
const LIMIT: u64 = 64 << 20;

/// A file to fetch and what it should be.
pub struct Wanted {
    /// Its path; empty for the home page as `/`.
    pub path: String,
    /// What it should be, without a stamp.
    pub digest: Digest,
    /// It is `index.html`, asked for by its folder.
    pub html_at: bool,
}

/// What is wrong with one file.
pub struct Fault {
    /// In a sentence.
    pub words: String,
    /// There was no answer: to ask on would take as long again each time.
    pub silent: bool,
    /// Past caches there is none.
    pub cached: bool,
}

impl From<String> for Fault {
    fn from(words: String) -> Self {
        Fault {
            words,
            silent: false,
            cached: false,
        }
    }
}

/// One machine, being asked.
pub struct Asking<'a> {
    /// Which.
    pub place: &'a Place,
    /// For queries that no cache has seen.
    pub once: &'a str,
}

impl Asking<'_> {
    /// A piece of the manifest, and whether other copies' pages may read it.
    pub async fn piece(&self, digest: &Digest) -> Result<(Vec<u8>, bool), Fault> {
        let path = manifest::path(digest);
        let answer = self.get(&path, "").await?;
        if Digest::of(&answer.body) != *digest {
            return Err(format!("`/{path}` is not what its name says").into());
        }
        let shared = head::is_shared(&answer);
        Ok((answer.body, shared))
    }

    async fn get(&self, path: &str, query: &str) -> Result<Answer, Fault> {
        let url = format!("{}/{path}{query}", self.place.address);
        let mut answer = self.place.http.get(&url, LIMIT).await;
        // Some hosts have pages without their ending, and lead readers there.
        if let (Ok(led), Some(short)) = (&answer, path.strip_suffix(".html")) {
            let short = short.strip_suffix("index").unwrap_or(short);
            let there = format!("{}/{short}{query}", self.place.address);
            let to = led.header("location");
            let leads = matches!(led.status, 301 | 302 | 307 | 308);
            if leads && (to == there || to.starts_with('/') && there.ends_with(to)) {
                answer = self.place.http.get(&there, LIMIT).await;
            }
        }
        let answer = answer.map_err(|why| Fault {
            words: format!("`/{path}`: {why}"),
            silent: true,
            cached: false,
        })?;
        match answer.status {
            200 => Ok(answer),
            _ => Err(format!("`/{path}` was answered with {}", head::status(&answer)).into()),
        }
    }

    /// A file, if it is what it should be: for readers, or at least past caches.
    pub async fn fetch(&self, wanted: &Wanted) -> Result<Answer, Fault> {
        match self.look(wanted, "").await {
            Err(fault) if !fault.silent => {
                // A cache may have kept what was there before.
                let past = format!("?stillup={}", self.once);
                let words = match self.look(wanted, &past).await {
                    Ok(_) => format!("{}: out of a cache, past it all is well", fault.words),
                    Err(_) => return Err(fault),
                };
                Err(Fault {
                    words,
                    cached: true,
                    ..fault
                })
            }
            other => other,
        }
    }

    async fn look(&self, wanted: &Wanted, query: &str) -> Result<Answer, Fault> {
        let answer = self.get(&wanted.path, query).await?;
        let path = match wanted.html_at {
            true => "index.html",
            false => &wanted.path,
        };
        if stamp::digest(path, &answer.body) != wanted.digest {
            return Err(format!("`/{}` differs from what was published", wanted.path).into());
        }
        let media = Media::of_path(path);
        let (expected, found) = (media.content_type(), answer.content_type());
        match acceptable(expected, found) {
            true => Ok(answer),
            false => {
                Err(format!("`/{}` is sent as `{found}`, not `{expected}`", wanted.path).into())
            }
        }
    }

    /// What is not there has to be answered so: a host that sends 200 for everything hides losses.
    pub async fn missing_page(&self, head: &Generation) -> Option<String> {
        let path = format!("stillup/no-such-page-{}", head.nonce);
        let url = format!("{}/{path}", self.place.address);
        match self.place.http.get(&url, LIMIT).await {
            Ok(answer) if matches!(answer.status, 404 | 410) => None,
            Ok(answer) => Some(format!(
                "a page that is not there was answered with {}, not 404",
                head::status(&answer)
            )),
            Err(why) => Some(format!("a page that is not there: {why}")),
        }
    }
}

/// Whether a browser would take it for the same: hosts differ in parameters and in XML's many names.
fn acceptable(expected: &str, found: &str) -> bool {
    let essence = |text: &str| {
        text.split(';')
            .next()
            .unwrap_or("")
            .trim()
            .to_ascii_lowercase()
    };
    let (expected, found) = (essence(expected), essence(found));
    let family = |text: &str| match text {
        "text/html" | "image/svg+xml" => None,
        text if text.contains("xml") => Some("xml"),
        text if text.contains("json") => Some("json"),
        // RFC 9239 made the second the name of the first; many servers keep the old one.
        "text/javascript" | "application/javascript" | "application/x-javascript" => Some("script"),
        "text/plain"
        | "application/octet-stream"
        | "text/calendar"
        | "application/gzip"
        | "application/x-gzip"
        | "" => Some("bytes"),
        _ => None,
    };
    expected == found || family(&expected).is_some_and(|expected| family(&found) == Some(expected))
}
