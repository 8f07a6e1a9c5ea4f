//! The mirror kind `netlify`: a site of Netlify, by its file digest API (its OpenAPI document 2.57 and the
//! guide to its API, read 2026-11-27).

use super::Trouble;
use super::api::{Api, Ask, came_of, sha1};
use super::seen::{Seen, encoded};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::drafts::Drafts;
use crate::publish::fence::drafts::host::{
    Begun, Deleted, Draft, Host, Limits, Published, Title, Wanted,
};
use crate::publish::fence::drafts::listing::Listing;
use async_trait::async_trait;
use reqwest::Method;
use serde_json::{Map, Value, json};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// `netlify = { site = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetlifySettings {
    /// The site's API id, or its name and `.netlify.app`.
    pub site: String,
    /// Another address of the API.
    pub endpoint: Option<String>,
    /// Name of the environment variable with the token.
    pub env: Vec<String>,
}

/// What comes from the environment: keys of `env`, and the variables that are usual.
pub const SECRETS: &[(&str, &str)] = &[("token", "NETLIFY_AUTH_TOKEN")];

/// From so many files on, the host wants to take its time over the list of them.
const MANY: usize = 100;

/// How many are listed at a time.
const PAGE: usize = 100;

/// A site of Netlify.
pub struct Netlify {
    api: Api,
    seen: Seen,
    site: String,
    /// A draft, and the address at which it and no other can be read.
    known: Mutex<(String, String)>,
}

/// The site as a mirror, which looks again after `pace` whether the host is done.
///
/// # Errors
/// The token cannot be used.
pub fn mirror(
    settings: &NetlifySettings,
    token: &Secret,
    pace: Duration,
) -> Result<Drafts<Netlify>, Problem> {
    host(settings, token, pace).map(Drafts::new)
}

/// The site itself.
///
/// # Errors
/// The token cannot be used.
pub fn host(
    settings: &NetlifySettings,
    token: &Secret,
    pace: Duration,
) -> Result<Netlify, Problem> {
    let base = settings.endpoint.as_deref();
    let base = base.unwrap_or("https://api.netlify.com/api/v1");
    Ok(Netlify {
        api: Api::new("Netlify", base, token)?.paced(pace),
        seen: Seen::new(base)?,
        site: encoded(&settings.site),
        known: Mutex::default(),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn draft(deploy: &Value) -> Draft {
    Draft {
        id: text(&deploy["id"]),
        title: deploy["title"].as_str().and_then(Title::parse),
        published: deploy["published_at"].is_string(),
    }
}

impl Netlify {
    async fn deploy(&self, id: &str) -> Result<Value, Trouble> {
        let ask = Ask::get(format!("/sites/{}/deploys/{id}", self.site));
        self.api.json("say how a draft is doing", ask).await
    }

    /// Waits until the host has done what leads to one of these states.
    async fn until(&self, id: &str, states: &[&str]) -> Result<Value, Trouble> {
        loop {
            let deploy = self.deploy(id).await?;
            let state = deploy["state"].as_str().unwrap_or_default();
            if states.contains(&state) {
                return Ok(deploy);
            }
            if matches!(state, "error" | "rejected" | "deleted") {
                let what = format!("Netlify gave up on a draft: it is `{state}`");
                let problem = Problem::error("api", what);
                return Err(match deploy["error_message"].as_str() {
                    Some(why) => problem.because(why),
                    None => problem,
                }
                .into());
            }
            self.api.pause().await;
        }
    }

    fn known(&self) -> MutexGuard<'_, (String, String)> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address at which this one and no other can be read.
    async fn permalink(&self, id: &str) -> Result<String, Trouble> {
        let known = self.known().clone();
        if known.0 == id {
            return Ok(known.1);
        }
        let deploy = self.deploy(id).await?;
        Ok(self.know(id, &deploy))
    }

    /// Remembers the address that a deploy says it has.
    fn know(&self, id: &str, deploy: &Value) -> String {
        let said = text(&deploy["deploy_ssl_url"]);
        let link = match said.contains(id) {
            true => said,
            // Of one made from a branch it is the branch's.
            false => format!("https://{id}--{}.netlify.app", text(&deploy["name"])),
        };
        *self.known() = (id.to_owned(), link.clone());
        link
    }

    fn begun(deploy: &Value) -> Begun {
        let required = deploy["required"].as_array();
        let digests = required.into_iter().flatten().filter_map(Value::as_str);
        Begun {
            id: Some(text(&deploy["id"])),
            missing: digests.map(|digest| vec![digest.to_owned()]).collect(),
            ..Begun::default()
        }
    }
}

#[async_trait]
impl Host for Netlify {
    fn limits(&self) -> Limits {
        // None are documented but for a folder: 54,000 files.
        Limits {
            files: usize::MAX,
            bytes: u64::MAX,
        }
    }

    fn digest(&self, _path: &str, bytes: &[u8]) -> String {
        sha1(bytes)
    }

    async fn list(&self) -> Result<Vec<Draft>, Trouble> {
        let mut drafts = Vec::new();
        for page in 1.. {
            let path = format!("/sites/{}/deploys?per_page={PAGE}&page={page}", self.site);
            let listed = self.api.json("list its drafts", Ask::get(path)).await?;
            let listed = listed.as_array().map_or(&[][..], Vec::as_slice);
            drafts.extend(listed.iter().map(draft));
            if listed.len() < PAGE {
                break;
            }
        }
        Ok(drafts)
    }

    async fn live(&self) -> Result<Option<Draft>, Trouble> {
        let ask = Ask::get(format!("/sites/{}", self.site));
        let site = self.api.json("show the site", ask).await?;
        let live = &site["published_deploy"];
        if let (Some(id), true) = (live["id"].as_str(), live["name"].is_string()) {
            self.know(id, live);
        }
        Ok(live["id"].is_string().then(|| Draft {
            published: true,
            ..draft(live)
        }))
    }

    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let base = self.permalink(live).await?;
        let base = base.trim_end_matches('/');
        self.seen.read(Some(base), live, path).await
    }

    async fn create(&self, title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        let file = |(path, digest): (&String, String)| (format!("/{path}"), Value::from(digest));
        let all = listing.files.iter();
        let files: Map<String, Value> = all
            .map(|(path, piece)| file((path, piece.digest.clone())))
            .collect();
        let later = files.len() > MANY;
        let path = format!("/sites/{}/deploys?title={}", self.site, encoded(title));
        let body = json!({ "files": files, "draft": true, "async": later });
        let doing = "take a draft";
        let made = self.api.json(doing, Ask::post(path, &body)).await?;
        if !later {
            return Ok(Self::begun(&made));
        }
        let states = ["prepared", "uploading", "uploaded", "ready"];
        let ready = self.until(&text(&made["id"]), &states).await?;
        Ok(Self::begun(&ready))
    }

    async fn send(&self, begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble> {
        let id = begun.id.as_deref().unwrap_or_default();
        for file in files {
            let path = format!("/deploys/{id}/files/{}", encoded(&file.path));
            let ask = Ask::new(Method::PUT, path).bytes("application/octet-stream", file.bytes);
            let doing = format!("take `{}`", file.path);
            self.api.must(&doing, ask).await?;
        }
        Ok(None)
    }

    async fn finish(
        &self,
        sent: &Begun,
        _title: &str,
        _listing: &Listing,
    ) -> Result<String, Trouble> {
        let id = sent.id.as_deref().unwrap_or_default();
        self.until(id, &["ready"]).await?;
        Ok(id.to_owned())
    }

    async fn delete(&self, id: &str) -> Result<Deleted, Trouble> {
        let live = async || Ok::<_, Trouble>(self.live().await?.is_some_and(|live| live.id == id));
        if live().await? {
            return Ok(Deleted::Live);
        }
        let ask = Ask::new(Method::DELETE, format!("/deploys/{id}"));
        let said = self.api.ask(ask).await?;
        match said.is_done() || matches!(said.status, 404 | 410) {
            true => Ok(Deleted::Gone),
            false if live().await? => Ok(Deleted::Live),
            false => Err(self.api.trouble("delete a draft", &said)),
        }
    }

    async fn publish(&self, id: &str, _title: &str) -> Result<Published, Trouble> {
        let path = format!("/sites/{}/deploys/{id}/restore", self.site);
        let said = self.api.only_once(Ask::post(path, &json!({}))).await?;
        came_of(&self.api, id, said)
    }
}
