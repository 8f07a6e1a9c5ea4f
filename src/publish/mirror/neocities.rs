//! The mirror kind `neocities`: a site on neocities.org.
//!
//! Its API (neocities.org/api, read 2026-11-27) takes files one by one and knows no conditions: fence
//! class E. What it holds can be listed there, and is read where readers read it.

use super::keyed::{Call, Keyed, said};
use super::{Trouble, Write};
use crate::net::http::{Answer, Http};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::overwrites::{Overwrites, Plain};
use crate::publish::release::nonce;
use crate::tree::Digest;
use async_trait::async_trait;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use reqwest::Method;
use reqwest::header::{CACHE_CONTROL, HeaderMap, HeaderValue};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::time::Duration;
use url::Url;

/// `neocities = { site = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeocitiesSettings {
    /// The site's name.
    pub site: String,
    /// The API's address.
    pub api: String,
    /// Where the site is read, whatever other names it has.
    pub public: String,
    /// The variable with the site's API key.
    pub key_variable: String,
}

/// Names that begin with a dot are not taken everywhere: what publishers keep between them is here.
const PRIVATE: (&str, &str) = (".stillup", "stillup-private");

/// How many files are asked for at once.
const AT_ONCE: usize = 8;

/// The most that is sent in one request, in bytes and in files.
const BATCH: (u64, usize) = (8 << 20, 100);

/// A site.
pub struct Site {
    api: Keyed,
    http: Http,
    public: Url,
}

/// What the API says a site holds.
#[derive(Deserialize)]
struct Listing {
    result: String,
    #[serde(default)]
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    path: String,
}

/// The site as a mirror.
///
/// # Errors
/// The settings do not fit together.
pub fn mirror(settings: &NeocitiesSettings, key: &Secret) -> Result<Overwrites<Site>, Problem> {
    let key = Secret::new(format!("Bearer {}", key.reveal()));
    let variable = &settings.key_variable;
    let unusable = |why: String| Problem::error("api", "cannot ask over HTTP").because(why);
    Ok(Overwrites {
        place: Site {
            api: Keyed::new(&settings.api, "authorization", &key, variable)?,
            http: Http::new(Duration::from_secs(30)).map_err(unusable)?,
            public: Url::parse(&settings.public).map_err(|error| unusable(error.to_string()))?,
        },
    })
}

/// The path as it is there.
fn there(path: &str) -> String {
    match path.strip_prefix(PRIVATE.0) {
        Some(rest) => format!("{}{rest}", PRIVATE.1),
        None => path.to_owned(),
    }
}

impl Site {
    async fn post(&self, doing: &str, call: Call<'_>) -> Result<(), Trouble> {
        let answer = self.api.ask("POST", call).await?;
        let success = serde_json::from_slice::<Listing>(&answer.body)
            .is_ok_and(|listing| listing.result == "success");
        match answer.status == 200 && success {
            true => Ok(()),
            false => Err(self.api.trouble(doing, &answer)),
        }
    }

    async fn put_batch(&self, files: &[Write]) -> Result<(), Trouble> {
        let (boundary, body) = multipart(files);
        let kind = format!("multipart/form-data; boundary={boundary}");
        let call = Call {
            path: "upload",
            headers: &[("content-type", &kind)],
            body,
            ..Call::default()
        };
        let first = files.first().map_or("", |write| write.path.as_str());
        let doing = match files.len() {
            1 => format!("write `{first}`"),
            more => format!("write `{first}` and {} more", more - 1),
        };
        self.post(&doing, call).await
    }

    /// Asks as readers do, past what keeps copies on the way.
    async fn ask(&self, method: Method, path: &str) -> Result<Answer, Trouble> {
        let mut url = self.public.clone();
        if let Ok(mut parts) = url.path_segments_mut() {
            parts.pop_if_empty().extend(there(path).split('/'));
        }
        // No copy that something on the way keeps has this address.
        url.set_query(Some(&format!("stillup={}", &nonce()[..16])));
        let answer = self.once(method.clone(), &url).await?;
        if matches!(answer.status, 301 | 302 | 307 | 308)
            && let Ok(next) = url.join(answer.header("location"))
            && next.host_str() == url.host_str()
        {
            // A page under its shorter name.
            return self.once(method, &next).await;
        }
        Ok(answer)
    }

    /// The path of a file that is not there whole.
    async fn lacks(&self, write: &Write) -> Result<Option<String>, Trouble> {
        let answer = self.ask(Method::HEAD, &write.path).await?;
        let told: Option<u64> = answer.header("content-length").parse().ok();
        let whole = match told.filter(|_| answer.status == 200) {
            Some(length) => length == write.file.length,
            None => {
                let found = self.read(&write.path).await?;
                found.map(|bytes| Digest::of(&bytes)) == Some(write.file.digest)
            }
        };
        Ok((!whole).then(|| write.path.clone()))
    }

    async fn once(&self, method: Method, url: &Url) -> Result<Answer, Trouble> {
        let headers = HeaderMap::from_iter([(CACHE_CONTROL, HeaderValue::from_static("no-cache"))]);
        let asked = self
            .http
            .ask(method, url.as_str(), headers, Vec::new(), 64 << 20);
        asked.await.map_err(|why| {
            let what = format!("cannot reach `{}`", url.host_str().unwrap_or_default());
            Trouble {
                problem: Problem::error("unreachable", what).because(why),
                again: true,
            }
        })
    }
}

/// Files as a form whose fields are named by their paths (RFC 7578).
fn multipart(files: &[Write]) -> (String, Vec<u8>) {
    let names: String = files
        .iter()
        .map(|write| write.file.digest.to_string())
        .collect();
    let boundary = format!("stillup-{}", Digest::of(names.as_bytes()));
    let mut body = Vec::new();
    for write in files {
        let path = there(&write.path).replace('"', "%22");
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let kind = write.file.media.content_type();
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{path}\"; filename=\"{name}\"\r\n\
             Content-Type: {kind}\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(write.file.bytes());
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    (boundary, body)
}

#[async_trait]
impl Plain for Site {
    async fn names(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        let at = there(folder);
        // Without a path everything is listed.
        let query: &[(&str, &str)] = if at.is_empty() { &[] } else { &[("path", &at)] };
        let call = Call {
            path: "list",
            query,
            ..Call::default()
        };
        let answer = self.api.ask("GET", call).await?;
        let doing = format!("list `{folder}`");
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        let listing: Listing = match serde_json::from_slice(&answer.body) {
            Ok(listing) if answer.status == 200 => listing,
            _ => return Err(self.api.trouble(&doing, &answer)),
        };
        let below = if at.is_empty() { at } else { format!("{at}/") };
        let rest = listing.files.iter();
        let rest = rest.filter_map(|file| file.path.trim_start_matches('/').strip_prefix(&below));
        let names: BTreeSet<&str> = rest.filter_map(|rest| rest.split('/').next()).collect();
        let back = |name: &str| match name == PRIVATE.1 && folder.is_empty() {
            true => PRIVATE.0.to_owned(),
            false => name.to_owned(),
        };
        Ok(names
            .into_iter()
            .filter(|name| !name.is_empty())
            .map(back)
            .collect())
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let answer = self.ask(Method::GET, path).await?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            404 => Ok(None),
            _ => {
                let what = format!("cannot read `{path}`");
                Err(Trouble {
                    problem: Problem::error("api", what).because(said(&answer)),
                    again: answer.status == 429 || answer.status >= 500,
                })
            }
        }
    }

    /// By their lengths, as far as they are told.
    async fn missing(&self, writes: &[Write]) -> Result<Option<Vec<String>>, Trouble> {
        // Made beforehand: a closure that borrows what it maps is too much for `async_trait`.
        let asked: Vec<_> = writes.iter().map(|write| self.lacks(write)).collect();
        let asked = stream::iter(asked).buffered(AT_ONCE);
        let missing: Vec<Option<String>> = asked.try_collect().await?;
        Ok(Some(missing.into_iter().flatten().collect()))
    }

    async fn put(&self, files: Vec<Write>) -> Result<(), Trouble> {
        let (mut from, mut length) = (0, 0);
        for (at, write) in files.iter().enumerate() {
            if at > from && (length + write.file.length > BATCH.0 || at - from == BATCH.1) {
                self.put_batch(&files[from..at]).await?;
                (from, length) = (at, 0);
            }
            length += write.file.length;
        }
        match files[from..].is_empty() {
            true => Ok(()),
            false => self.put_batch(&files[from..]).await,
        }
    }

    async fn remove(&self, paths: Vec<String>) -> Result<(), Trouble> {
        // One by one: of several, one that is not there makes it refuse all.
        for path in &paths {
            let body = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("filenames[]", &there(path))
                .finish();
            let call = Call {
                path: "delete",
                headers: &[("content-type", "application/x-www-form-urlencoded")],
                body: body.into_bytes(),
                ..Call::default()
            };
            let answer = self.api.ask("POST", call).await?;
            let missing = String::from_utf8_lossy(&answer.body).contains("missing_files");
            if answer.status != 200 && !missing {
                return Err(self.api.trouble(&format!("remove `{path}`"), &answer));
            }
        }
        Ok(())
    }
}
