//! The flavour `pages` of the kind `cloudflare`: a project of Cloudflare Pages. Its way of taking files is
//! not documented; this is what Cloudflare's own program `wrangler` does (its source, read 2026-11-27).
//!
//! A publish is live as soon as it is taken: there are no drafts, so the last writer wins. A site that an
//! older publisher put in place of a newer one's is rolled back.

use super::{CloudflareSettings, LIMITS, api, public, text};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::drafts::Drafts;
use crate::publish::fence::drafts::host::{
    Begun, Deleted, Draft, Host, Limits, Published, Title, Wanted,
};
use crate::publish::fence::drafts::listing::{FOR_HOSTS, Listing};
use crate::publish::mirror::Trouble;
use crate::publish::mirror::api::{Api, Ask};
use crate::publish::mirror::form::Form;
use crate::publish::mirror::seen::{Seen, encoded};
use crate::tree::{Digest, Media};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Map, Value, json};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How much one request may carry: `wrangler`'s own numbers.
const BYTES: u64 = 40 << 20;
const FILES: usize = 2_000;

/// How many are listed at a time, and how many of the newest are looked at.
const PAGE: usize = 25;
const PAGES: usize = 2;

/// What stands for a publish that has no name yet.
const UNNAMED: &str = "unnamed";

/// A project of Pages.
pub struct Pages {
    api: Api,
    seen: Seen,
    account: String,
    name: String,
    /// What is published next.
    next: Mutex<Listing>,
}

/// The project `name` that is read at `address` as a mirror, which looks again after `pace` whether the host
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
) -> Result<Drafts<Pages>, Problem> {
    project(settings, name, address, token, pace).map(Drafts::new)
}

/// The project itself.
///
/// # Errors
/// The token cannot be used.
pub fn project(
    settings: &CloudflareSettings,
    name: &str,
    address: &str,
    token: &Secret,
    pace: Duration,
) -> Result<Pages, Problem> {
    Ok(Pages {
        api: api(settings, token, pace)?,
        seen: Seen::new(settings.read_at.as_deref().unwrap_or(address))?,
        account: settings.account.clone(),
        name: encoded(name),
        next: Mutex::default(),
    })
}

/// What Pages calls a file: BLAKE3 of its base64 and its ending, cut in half.
pub fn hash(path: &str, bytes: &[u8]) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let text = STANDARD.encode(bytes) + ending;
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// Digests in groups of which each fits into one request.
fn groups(digests: Vec<String>, listing: &Listing) -> Vec<Vec<String>> {
    let pieces = listing.files.values();
    let lengths: std::collections::HashMap<&str, u64> = pieces
        .map(|piece| (piece.digest.as_str(), piece.length))
        .collect();
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut room = 0;
    for digest in digests {
        let length = lengths.get(digest.as_str()).copied().unwrap_or_default();
        match groups.last_mut() {
            Some(group) if group.len() < FILES && length <= room => {
                room -= length;
                group.push(digest);
            }
            _ => {
                room = BYTES.saturating_sub(length);
                groups.push(vec![digest]);
            }
        }
    }
    groups
}

fn draft(one: &Value) -> Draft {
    let said = &one["deployment_trigger"]["metadata"]["commit_message"];
    Draft {
        id: text(&one["id"]),
        title: said.as_str().and_then(Title::parse),
        published: true,
    }
}

/// How far it has come: its last stage, and how that went.
fn stage(one: &Value) -> (String, String) {
    let stage = &one["latest_stage"];
    (text(&stage["name"]), text(&stage["status"]))
}

impl Pages {
    fn at(&self, rest: &str) -> String {
        let (account, name) = (&self.account, &self.name);
        format!("/accounts/{account}/pages/projects/{name}{rest}")
    }

    async fn project(&self) -> Result<Value, Trouble> {
        let ask = Ask::get(self.at(""));
        Ok(self.api.json("show the project", ask).await?["result"].take())
    }

    /// Waits until readers get it. None: they never will.
    async fn until_live(&self, id: &str) -> Result<Option<()>, Trouble> {
        loop {
            let ask = Ask::get(self.at(&format!("/deployments/{id}")));
            let one = self.api.json("say how a publish is doing", ask).await?;
            match stage(&one["result"]) {
                (name, status) if name == "deploy" && status == "success" => return Ok(Some(())),
                (_, status) if matches!(status.as_str(), "failure" | "canceled" | "skipped") => {
                    return Ok(None);
                }
                _ => self.api.pause().await,
            }
        }
    }

    fn form(&self, title: &str, branch: &str) -> Form {
        let next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let manifest: Map<String, Value> = public(&next)
            .map(|(path, piece)| (format!("/{path}"), Value::from(piece.digest.as_str())))
            .collect();
        // It wants to look like a commit of a repository; the title stands for the rest.
        let commit = &Digest::of(title.as_bytes()).to_string()[..40];
        let mut form = Form::default()
            .field("manifest", Value::from(manifest).to_string())
            .field("branch", branch)
            .field("commit_message", title)
            .field("commit_hash", commit)
            .field("commit_dirty", "true");
        for (name, text) in FOR_HOSTS.iter().zip([&next.headers, &next.redirects]) {
            if let Some(text) = text {
                form = form.file(name, name, "text/plain", text.as_str());
            }
        }
        form
    }
}

#[async_trait]
impl Host for Pages {
    fn limits(&self) -> Limits {
        LIMITS
    }

    fn digest(&self, path: &str, bytes: &[u8]) -> String {
        hash(path, bytes)
    }

    fn has_drafts(&self) -> bool {
        false
    }

    async fn list(&self) -> Result<Vec<Draft>, Trouble> {
        let mut drafts = Vec::new();
        for page in 1..=PAGES {
            let path = self.at(&format!(
                "/deployments?env=production&page={page}&per_page={PAGE}"
            ));
            let said = self.api.json("list its publishes", Ask::get(path)).await?;
            let listed = said["result"].as_array().map_or(&[][..], Vec::as_slice);
            let there = listed.iter().filter(|one| stage(one).1 == "success");
            drafts.extend(there.map(draft));
            if listed.len() < PAGE {
                break;
            }
        }
        Ok(drafts)
    }

    async fn live(&self) -> Result<Option<Draft>, Trouble> {
        let project = self.project().await?;
        let live = &project["canonical_deployment"];
        Ok(live["id"].is_string().then(|| draft(live)))
    }

    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.seen.read(None, live, path).await
    }

    async fn create(&self, _title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        let ask = Ask::get(self.at("/upload-token"));
        let said = self.api.json("let us send files", ask).await?;
        let token = Secret::new(text(&said["result"]["jwt"]));
        let hashes: Vec<&str> = public(listing)
            .map(|(_, piece)| piece.digest.as_str())
            .collect();
        let body = json!({ "hashes": hashes });
        let ask = Ask::post("/pages/assets/check-missing", &body).token(&token);
        let said = self.api.json("say which files it has", ask).await?;
        let missing = said["result"].as_array();
        let missing = missing.into_iter().flatten().filter_map(Value::as_str);
        Ok(Begun {
            missing: groups(missing.map(str::to_owned).collect(), listing),
            token: Some(token),
            ..Begun::default()
        })
    }

    async fn send(&self, begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble> {
        let files = files.into_iter().map(|file| {
            json!({
                "key": file.digest,
                "value": STANDARD.encode(file.bytes),
                "metadata": { "contentType": Media::of_path(&file.path).content_type() },
                "base64": true,
            })
        });
        let body = Value::from(files.collect::<Vec<_>>());
        let mut ask = Ask::post("/pages/assets/upload", &body);
        if let Some(token) = &begun.token {
            ask = ask.token(token);
        }
        let said = self.api.ask(ask).await?;
        if said.is_done() {
            return Ok(None);
        }
        let mut trouble = self.api.trouble("take files", &said);
        // What let us send them is good for minutes: another one is asked for.
        trouble.again |= matches!(said.status, 401 | 403);
        Err(trouble)
    }

    async fn finish(
        &self,
        sent: &Begun,
        _title: &str,
        listing: &Listing,
    ) -> Result<String, Trouble> {
        let hashes: Vec<&str> = public(listing)
            .map(|(_, piece)| piece.digest.as_str())
            .collect();
        let mut ask = Ask::post("/pages/assets/upsert-hashes", &json!({ "hashes": hashes }));
        if let Some(token) = &sent.token {
            ask = ask.token(token);
        }
        // It only makes the next publish quicker.
        let _ = self.api.ask(ask).await;
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        next.clone_from(listing);
        Ok(UNNAMED.to_owned())
    }

    async fn delete(&self, id: &str) -> Result<Deleted, Trouble> {
        if id == UNNAMED {
            return Ok(Deleted::Gone);
        }
        let path = self.at(&format!("/deployments/{id}?force=true"));
        let said = self.api.ask(Ask::new(Method::DELETE, path)).await?;
        match said.is_done() || said.status == 404 {
            true => Ok(Deleted::Gone),
            false if self.live().await?.is_some_and(|live| live.id == id) => Ok(Deleted::Live),
            false => Err(self.api.trouble("delete an old publish", &said)),
        }
    }

    async fn publish(&self, _id: &str, title: &str) -> Result<Published, Trouble> {
        let project = self.project().await?;
        let branch = project["production_branch"].as_str().unwrap_or("main");
        let (content_type, bytes) = self.form(title, branch).bytes();
        let ask = Ask::new(Method::POST, self.at("/deployments")).bytes(&content_type, bytes);
        let Some(said) = self.api.only_once(ask).await? else {
            return Ok(Published::Unknown);
        };
        if !said.is_done() {
            return Err(self.api.trouble("publish", &said));
        }
        let id = text(&said.json()["result"]["id"]);
        match self.until_live(&id).await? {
            Some(()) => Ok(Published::Done(id)),
            None => Err(Trouble {
                problem: Problem::error("api", "Cloudflare took a publish and failed to show it"),
                again: true,
            }),
        }
    }

    async fn put_back(&self, id: &str) -> Result<(), Trouble> {
        let path = self.at(&format!("/deployments/{id}/rollback"));
        let said = self
            .api
            .must("put a newer publish back", Ask::post(path, &json!({})))
            .await;
        said.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::{groups, hash};
    use crate::publish::fence::drafts::listing::{Listing, Piece};

    #[test]
    fn files_are_called_what_wrangler_calls_them() {
        for (path, text, expected) in [
            (
                "index.html",
                "<!doctype html>hello\n",
                "9e19f0c88357aaa8b9fda0e0db8fd8b1",
            ),
            (
                "a.b/style.css",
                "body{}",
                "622e1fa69535c6ed5e3a85e2ccaafd15",
            ),
            ("LICENSE", "x", "c89c27f28e24f706b72c408fe1d6537a"),
            ("a.b/LICENSE", "x", "c89c27f28e24f706b72c408fe1d6537a"),
        ] {
            assert_eq!(hash(path, text.as_bytes()), expected, "{path}");
        }
    }

    #[test]
    fn no_request_carries_too_much() {
        let mut listing = Listing::default();
        for (number, length) in [30 << 20, 10 << 20, 1, 50 << 20].into_iter().enumerate() {
            let digest = number.to_string();
            listing
                .files
                .insert(digest.clone(), Piece { digest, length });
        }
        let digests: Vec<String> = (0..4).map(|number| number.to_string()).collect();
        assert_eq!(
            groups(digests, &listing),
            [vec!["0", "1"], vec!["2"], vec!["3"]]
        );
        let many: Vec<String> = (0..4_001).map(|number| format!("f{number}")).collect();
        let sizes: Vec<usize> = groups(many, &listing).iter().map(Vec::len).collect();
        assert_eq!(sizes, [2_000, 2_000, 1]);
    }
}
