//! The mirror kind `cloudflare`: the static assets of a Worker (direct uploads, versions and their beta API,
//! read 2026-11-27); or, as its flavour `pages`, a project of Pages.

pub mod pages;
mod versions;

use super::Trouble;
use super::api::{Api, Ask, came_of};
use super::form::Form;
use super::seen::{Seen, encoded};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::drafts::Drafts;
use crate::publish::fence::drafts::host::{
    Begun, Deleted, Draft, Host, Limits, Published, Survey, Title, Wanted,
};
use crate::publish::fence::drafts::listing::{FOR_HOSTS, Listing, Piece};
use crate::tree::{Digest, Media};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// `cloudflare = { account = "…", worker = "…" }`, or with `pages` instead of `worker`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloudflareSettings {
    /// The account's id.
    pub account: String,
    /// Which product, and the name in it.
    pub product: Product,
    /// Where what is live is read, instead of the mirror's address.
    pub read_at: Option<String>,
    /// Another address of the API.
    pub endpoint: Option<String>,
    /// Name of the environment variable with the token.
    pub env: Vec<String>,
}

/// One of the two places for a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Product {
    /// The static assets of this Worker.
    Worker(String),
    /// This project of Pages.
    Pages(String),
}

/// What comes from the environment: keys of `env`, and the variables that are usual.
pub const SECRETS: &[(&str, &str)] = &[("token", "CLOUDFLARE_API_TOKEN")];

/// Where the API is.
const BASE: &str = "https://api.cloudflare.com/client/v4";

/// From this day on is how the Worker behaves; nothing of it runs.
const COMPATIBILITY: &str = "2026-11-01";

/// How many versions are listed: only the last hundred can be published.
const VERSIONS: usize = 100;

/// What either product takes (limits of Workers and Pages, read 2026-11-27).
const LIMITS: Limits = Limits {
    files: 20_000,
    bytes: 25 << 20,
};

/// A Worker that has static assets and nothing else.
pub struct Worker {
    api: Api,
    seen: Seen,
    account: String,
    name: String,
}

fn api(settings: &CloudflareSettings, token: &Secret, pace: Duration) -> Result<Api, Problem> {
    let base = settings.endpoint.as_deref().unwrap_or(BASE);
    Ok(Api::new("Cloudflare", base, token)?.paced(pace))
}

/// The Worker `name` that is read at `address` as a mirror, which looks again after `pace` whether the host
/// is done.
///
/// # Errors
/// The token cannot be used.
pub fn mirror(
    settings: &CloudflareSettings,
    name: &str,
    address: &str,
    token: &Secret,
    pace: Duration,
) -> Result<Drafts<Worker>, Problem> {
    worker(settings, name, address, token, pace).map(Drafts::new)
}

/// The Worker itself.
///
/// # Errors
/// The token cannot be used.
pub fn worker(
    settings: &CloudflareSettings,
    name: &str,
    address: &str,
    token: &Secret,
    pace: Duration,
) -> Result<Worker, Problem> {
    Ok(Worker {
        api: api(settings, token, pace)?,
        seen: Seen::new(settings.read_at.as_deref().unwrap_or(address))?,
        account: settings.account.clone(),
        name: encoded(name),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn message(one: &Value) -> Option<Title> {
    one["annotations"]["workers/message"]
        .as_str()
        .and_then(Title::parse)
}

/// The files that readers get.
fn public(listing: &Listing) -> impl Iterator<Item = (&String, &Piece)> {
    let all = listing.files.iter();
    all.filter(|(path, _)| !FOR_HOSTS.contains(&path.as_str()))
}

impl Worker {
    fn script(&self, rest: &str) -> String {
        let (account, name) = (&self.account, &self.name);
        format!("/accounts/{account}/workers/scripts/{name}/{rest}")
    }

    fn versions(&self, rest: &str) -> String {
        let (account, name) = (&self.account, &self.name);
        format!("/accounts/{account}/workers/workers/{name}/versions{rest}")
    }

    /// What readers got, the newest first.
    async fn shown(&self) -> Result<Vec<Value>, Trouble> {
        let said = self.api.ask(Ask::get(self.script("deployments"))).await?;
        if !said.is_done() {
            return Err(self.api.trouble("say what is live", &said));
        }
        let json = said.json();
        let shown = json["result"]["deployments"].as_array();
        Ok(shown.cloned().unwrap_or_default())
    }

    /// What readers get, of what they got.
    async fn first(&self, shown: &[Value]) -> Result<Option<Draft>, Trouble> {
        let Some(first) = shown.first() else {
            return Ok(None);
        };
        // Somebody may have divided readers between two: the first is what a publish replaces.
        let id = text(&first["versions"][0]["version_id"]);
        let title = match message(first) {
            Some(title) => Some(title),
            // Put there by hand, it says what that hand wanted.
            None => {
                let ask = Ask::get(self.versions(&format!("/{id}")));
                message(&self.api.json("show a version", ask).await?["result"])
            }
        };
        Ok(Some(Draft {
            id,
            title,
            published: true,
        }))
    }

    /// What was made, the newest first, whether readers got it or not.
    async fn made(&self) -> Result<Vec<Value>, Trouble> {
        let path = self.versions(&format!("?per_page={VERSIONS}"));
        let said = self.api.json("list its versions", Ask::get(path)).await?;
        let listed = said["result"].as_array();
        Ok(listed.cloned().unwrap_or_default())
    }

    /// What the Worker is told beside its files.
    fn metadata(title: &str, token: Option<&Secret>, listing: &Listing) -> Value {
        let mut config = json!({
            "html_handling": "auto-trailing-slash",
            "not_found_handling": "404-page",
        });
        let told = [
            ("_headers", &listing.headers),
            ("_redirects", &listing.redirects),
        ];
        for (name, text) in told {
            if let Some(text) = text {
                config[name] = Value::from(text.as_str());
            }
        }
        json!({
            "assets": { "jwt": token.map(Secret::reveal), "config": config },
            "compatibility_date": COMPATIBILITY,
            "annotations": { "workers/message": title },
        })
    }
}

#[async_trait]
impl Host for Worker {
    fn limits(&self) -> Limits {
        LIMITS
    }

    /// Any 32 hexadecimal digits will do. A file is kept with the type it was first sent with, so that
    /// is part of what it is.
    fn digest(&self, path: &str, bytes: &[u8]) -> String {
        let kind = Media::of_path(path).content_type();
        let whole = format!("{} {kind}", Digest::of(bytes));
        Digest::of(whole.as_bytes()).to_string()[..32].to_owned()
    }

    fn keeps(&self) -> bool {
        true
    }

    fn leaves(&self) -> Option<&'static str> {
        Some(
            "versions that were live before, each at an address of its own: switch off the Worker's preview URLs",
        )
    }

    /// The newest hundred, since older ones cannot be published any more.
    async fn list(&self) -> Result<Vec<Draft>, Trouble> {
        let made = self.made().await?;
        Ok(versions::drafts(&made, &self.shown().await?))
    }

    async fn live(&self) -> Result<Option<Draft>, Trouble> {
        self.first(&self.shown().await?).await
    }

    async fn survey(&self) -> Result<Survey, Trouble> {
        let made = self.made().await?;
        let shown = self.shown().await?;
        Ok(Survey {
            drafts: versions::drafts(&made, &shown),
            live: self.first(&shown).await?,
            marker: None,
        })
    }

    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.seen.read(None, live, path).await
    }

    async fn create(&self, _title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        let manifest: Map<String, Value> = public(listing)
            .map(|(path, piece)| {
                let entry = json!({ "hash": piece.digest, "size": piece.length });
                (format!("/{path}"), entry)
            })
            .collect();
        let body = json!({ "manifest": manifest });
        let ask = Ask::post(self.script("assets-upload-session"), &body);
        let said = self.api.json("take the list of files", ask).await?;
        let groups = said["result"]["buckets"].as_array();
        let group = |group: &Value| {
            let digests = group.as_array();
            let digests = digests.into_iter().flatten().filter_map(Value::as_str);
            digests.map(str::to_owned).collect()
        };
        Ok(Begun {
            missing: groups.into_iter().flatten().map(group).collect(),
            token: Some(Secret::new(text(&said["result"]["jwt"]))),
            ..Begun::default()
        })
    }

    async fn send(&self, begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble> {
        let mut form = Form::default();
        for file in files {
            let kind = Media::of_path(&file.path).content_type();
            form = form.file(
                &file.digest,
                &file.digest,
                kind,
                STANDARD.encode(file.bytes),
            );
        }
        let (content_type, bytes) = form.bytes();
        let path = format!(
            "/accounts/{}/workers/assets/upload?base64=true",
            self.account
        );
        let mut ask = Ask::new(Method::POST, path).bytes(&content_type, bytes);
        if let Some(token) = &begun.token {
            ask = ask.token(token);
        }
        let said = self.api.ask(ask).await?;
        if !said.is_done() {
            let mut trouble = self.api.trouble("take files", &said);
            // What let us send them is good for an hour: another one is asked for.
            trouble.again |= matches!(said.status, 401 | 403);
            return Err(trouble);
        }
        Ok(said.json()["result"]["jwt"].as_str().map(Secret::new))
    }

    async fn finish(
        &self,
        sent: &Begun,
        title: &str,
        listing: &Listing,
    ) -> Result<String, Trouble> {
        let metadata = Self::metadata(title, sent.token.as_ref(), listing);
        let (content_type, bytes) = Form::default()
            .file(
                "metadata",
                "metadata.json",
                "application/json",
                metadata.to_string(),
            )
            .bytes();
        let ask = Ask::new(Method::POST, self.script("versions")).bytes(&content_type, bytes);
        let said = self.api.json("take a version", ask).await?;
        Ok(text(&said["result"]["id"]))
    }

    async fn delete(&self, id: &str) -> Result<Deleted, Trouble> {
        let ask = Ask::new(Method::DELETE, self.versions(&format!("/{id}")));
        let said = self.api.ask(ask).await?;
        if said.is_done() || said.status == 404 {
            return Ok(Deleted::Gone);
        }
        if self.live().await?.is_some_and(|live| live.id == id) {
            return Ok(Deleted::Live);
        }
        // Somebody published it between our list and this.
        let drafts = self.list().await?;
        let shown = |draft: &Draft| draft.id == id && draft.published;
        match drafts.iter().any(shown) {
            true => Ok(Deleted::Kept),
            false => Err(self.api.trouble("delete a version", &said)),
        }
    }

    async fn publish(&self, id: &str, title: &str) -> Result<Published, Trouble> {
        let body = json!({
            "strategy": "percentage",
            "versions": [{ "version_id": id, "percentage": 100 }],
            "annotations": { "workers/message": title },
        });
        let ask = Ask::post(self.script("deployments"), &body);
        let said = self.api.only_once(ask).await?;
        // A version that is not there any more is a mistake in the request, says the API.
        let refused = said.as_ref().is_some_and(|said| said.status == 400);
        if refused && !self.list().await?.iter().any(|draft| draft.id == id) {
            return Ok(Published::Gone);
        }
        came_of(&self.api, id, said)
    }
}

#[cfg(test)]
mod tests {
    use super::Worker;
    use crate::net::secret::Secret;
    use crate::publish::fence::drafts::listing::Listing;

    #[test]
    fn a_worker_is_told_its_headers_and_nothing_runs() {
        let listing = Listing {
            headers: Some("/*\n  X-A: 1\n".into()),
            ..Listing::default()
        };
        let told = Worker::metadata("stillup a b", Some(&Secret::new("token")), &listing);
        assert_eq!(told["assets"]["config"]["_headers"], "/*\n  X-A: 1\n");
        assert!(told["assets"]["config"].get("_redirects").is_none());
        assert_eq!(told["assets"]["jwt"], "token");
        assert!(told.get("main_module").is_none());
    }
}
