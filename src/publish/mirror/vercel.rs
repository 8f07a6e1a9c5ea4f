//! The mirror kind `vercel`: a project of Vercel, by its REST API (read 2026-11-27).

use super::Trouble;
use super::api::{Api, Ask, came_of, sha1};
use super::headers::Rule;
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
use reqwest::header::HeaderName;
use serde_json::{Value, json};
use std::time::Duration;
use url::Url;

/// `vercel = { project = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VercelSettings {
    /// The project's name or id.
    pub project: String,
    /// The id of the team it belongs to; none when it is one's own.
    pub team: Option<String>,
    /// Where what is live is read, instead of the mirror's address.
    pub read_at: Option<String>,
    /// Another address of the API.
    pub endpoint: Option<String>,
    /// Name of the environment variable with the token.
    pub env: Vec<String>,
}

/// What comes from the environment: keys of `env`, and the variables that are usual.
pub const SECRETS: &[(&str, &str)] = &[("token", "VERCEL_TOKEN")];

/// Under what name a draft carries its title.
const META: &str = "stillup";

/// How often it is looked whether a draft that was accepted is live.
const LOOKS: usize = 240;

/// A project of Vercel.
pub struct Vercel {
    api: Api,
    seen: Seen,
    project: String,
    team: Option<String>,
    /// The name it is read at: what that leads to is live.
    host: String,
}

/// The project that is read at `address` as a mirror, which looks again after `pace` whether the host is done.
///
/// # Errors
/// The token cannot be used.
pub fn mirror(
    settings: &VercelSettings,
    address: &str,
    token: &Secret,
    pace: Duration,
) -> Result<Drafts<Vercel>, Problem> {
    host(settings, address, token, pace).map(Drafts::new)
}

/// The project itself.
///
/// # Errors
/// The token cannot be used.
pub fn host(
    settings: &VercelSettings,
    address: &str,
    token: &Secret,
    pace: Duration,
) -> Result<Vercel, Problem> {
    let base = settings.endpoint.as_deref();
    let name = Url::parse(address).ok();
    let name = name.as_ref().and_then(Url::host_str).unwrap_or_default();
    Ok(Vercel {
        api: Api::new("Vercel", base.unwrap_or("https://api.vercel.com"), token)?.paced(pace),
        seen: Seen::new(settings.read_at.as_deref().unwrap_or(address))?,
        project: settings.project.clone(),
        team: settings.team.clone(),
        host: name.to_owned(),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn title(one: &Value) -> Option<Title> {
    one["meta"][META].as_str().and_then(Title::parse)
}

/// What the project is told beside its files: that they are all as they are, also those below `api/`, where
/// programs would be looked for, and with which headers each goes.
fn settings(rules: &[Rule]) -> Value {
    let headers = rules.iter().map(|rule| {
        let each = rule.headers.iter();
        let each: Vec<Value> = each
            .map(|(key, value)| json!({ "key": key, "value": value }))
            .collect();
        // The rest of an address, and dots in it that are only dots.
        let source = rule.path.replace('.', "\\.").replace('*', "(.*)");
        json!({ "source": source, "headers": each })
    });
    json!({
        "version": 2,
        "builds": [{ "src": "**", "use": "@vercel/static" }],
        "cleanUrls": false,
        "headers": headers.collect::<Vec<_>>(),
    })
}

impl Vercel {
    /// An address below the API's own, for the team that was named.
    fn at(&self, path: &str) -> String {
        let joined = if path.contains('?') { '&' } else { '?' };
        match &self.team {
            Some(team) => format!("{path}{joined}teamId={}", encoded(team)),
            None => path.to_owned(),
        }
    }

    /// Makes a draft, or tells which files are missing for it.
    async fn make(&self, title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        let files = listing.files.iter();
        let mut files: Vec<Value> = files
            .map(|(path, piece)| json!({ "file": path, "sha": piece.digest, "size": piece.length }))
            .collect();
        let told = settings(&listing.rules).to_string();
        files.push(json!({ "file": "vercel.json", "data": told, "encoding": "utf-8" }));
        let body = json!({
            "name": self.project,
            "project": self.project,
            "target": "production",
            "autoAssignCustomDomains": false,
            "meta": { META: title },
            "projectSettings": { "framework": null },
            "files": files,
        });
        let path = self.at("/v13/deployments?forceNew=1&skipAutoDetectionConfirmation=1");
        let said = self.api.ask(Ask::post(path, &body)).await?;
        let json = said.json();
        if said.status == 400 && json["error"]["code"] == "missing_files" {
            let missing = json["error"]["missing"].as_array();
            let digests = missing.into_iter().flatten().filter_map(Value::as_str);
            return Ok(Begun {
                missing: digests.map(|digest| vec![digest.to_owned()]).collect(),
                ..Begun::default()
            });
        }
        match said.is_done() {
            true => Ok(Begun {
                id: Some(text(&json["id"])),
                ..Begun::default()
            }),
            false => Err(self.api.trouble("take a draft", &said)),
        }
    }

    /// Waits until a draft can be published.
    async fn ready(&self, id: &str) -> Result<(), Trouble> {
        loop {
            let ask = Ask::get(self.at(&format!("/v13/deployments/{id}")));
            let one = self.api.json("say how a draft is doing", ask).await?;
            match one["readyState"].as_str().unwrap_or_default() {
                "READY" => return Ok(()),
                state @ ("ERROR" | "CANCELED" | "BLOCKED" | "DELETED") => {
                    let what = format!("Vercel gave up on a draft: it is `{state}`");
                    let why = text(&one["errorMessage"]);
                    return Err(Problem::error("api", what).because(why).into());
                }
                _ => self.api.pause().await,
            }
        }
    }
}

#[async_trait]
impl Host for Vercel {
    fn limits(&self) -> Limits {
        Limits {
            files: 15_000,
            bytes: 100 << 20,
        }
    }

    fn digest(&self, _path: &str, bytes: &[u8]) -> String {
        sha1(bytes)
    }

    fn leaves(&self) -> Option<&'static str> {
        Some(
            "deleted deployments for a while, unread: its project's settings offer them to be restored",
        )
    }

    async fn list(&self) -> Result<Vec<Draft>, Trouble> {
        let mut drafts = Vec::new();
        let mut until = String::new();
        loop {
            let project = encoded(&self.project);
            let path =
                format!("/v6/deployments?projectId={project}&target=production&limit=100{until}");
            let ask = Ask::get(self.at(&path));
            let page = self.api.json("list its drafts", ask).await?;
            let listed = page["deployments"].as_array();
            drafts.extend(listed.into_iter().flatten().map(|one| Draft {
                id: text(&one["uid"]),
                title: title(one),
                published: matches!(one["readySubstate"].as_str(), Some("PROMOTED" | "ROLLING")),
            }));
            match page["pagination"]["next"].as_u64() {
                Some(next) => until = format!("&until={next}"),
                None => return Ok(drafts),
            }
        }
    }

    async fn live(&self) -> Result<Option<Draft>, Trouble> {
        let ask = Ask::get(self.at(&format!("/v13/deployments/{}", encoded(&self.host))));
        let said = self.api.ask(ask).await?;
        if said.status == 404 {
            return Ok(None);
        }
        if !said.is_done() {
            return Err(self.api.trouble("say what is live", &said));
        }
        let one = said.json();
        let names = [&one["name"], &one["projectId"], &one["project"]["id"]];
        if !names.contains(&&Value::from(self.project.as_str())) {
            let (host, name) = (&self.host, text(&one["name"]));
            let what = format!("`{host}` leads to another project of Vercel, `{name}`");
            return Err(Problem::error("other-site", what)
                .hint("correct `project`, or the mirror's `address`")
                .into());
        }
        Ok(Some(Draft {
            id: text(&one["id"]),
            title: title(&one),
            published: true,
        }))
    }

    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.seen.read(None, live, path).await
    }

    async fn create(&self, title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        self.make(title, listing).await
    }

    async fn send(&self, _begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble> {
        for file in files {
            let ask = Ask::new(Method::POST, self.at("/v2/files"))
                .header(HeaderName::from_static("x-vercel-digest"), &file.digest)
                .bytes("application/octet-stream", file.bytes);
            let doing = format!("take `{}`", file.path);
            self.api.must(&doing, ask).await?;
        }
        Ok(None)
    }

    async fn finish(
        &self,
        sent: &Begun,
        title: &str,
        listing: &Listing,
    ) -> Result<String, Trouble> {
        let id = match &sent.id {
            Some(id) => id.clone(),
            None => self.make(title, listing).await?.id.ok_or_else(|| Trouble {
                problem: Problem::error("api", "Vercel still misses files that it was sent"),
                again: true,
            })?,
        };
        self.ready(&id).await?;
        Ok(id)
    }

    /// Vercel would also delete what is live: that is asked just before.
    async fn delete(&self, id: &str) -> Result<Deleted, Trouble> {
        if self.live().await?.is_some_and(|live| live.id == id) {
            return Ok(Deleted::Live);
        }
        let path = self.at(&format!("/v13/deployments/{id}"));
        let said = self.api.ask(Ask::new(Method::DELETE, path)).await?;
        match said.is_done() || said.status == 404 {
            true => Ok(Deleted::Gone),
            false => Err(self.api.trouble("delete a draft", &said)),
        }
    }

    async fn publish(&self, id: &str, _title: &str) -> Result<Published, Trouble> {
        let path = format!("/v10/projects/{}/promote/{id}", encoded(&self.project));
        let ask = Ask::post(self.at(&path), &json!({}));
        let said = self.api.only_once(ask).await?;
        // Another one is under way: ours did not begin.
        if said.as_ref().is_some_and(|said| said.status == 409) {
            return Ok(Published::Unknown);
        }
        let came = came_of(&self.api, id, said)?;
        if !matches!(came, Published::Done(_)) {
            return Ok(came);
        }
        // It was accepted, and is done in a while.
        for _ in 0..LOOKS {
            if self.live().await?.is_some_and(|live| live.id == id) {
                return Ok(came);
            }
            self.api.pause().await;
        }
        Ok(Published::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::settings;
    use crate::publish::mirror::headers::rules;

    #[test]
    fn headers_go_with_the_addresses_they_are_for() {
        let rules = rules("/*\n  X-A: 1\n/assets/*\n  X-B: 2\n/badge.svg\n  X-C: 3\n");
        let told = settings(&rules);
        let sources: Vec<_> = told["headers"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["source"].as_str().expect("a text"))
            .collect();
        assert_eq!(sources, ["/(.*)", "/assets/(.*)", "/badge\\.svg"]);
        assert_eq!(told["headers"][1]["headers"][0]["value"], "2");
    }
}
