//! The mirror kind `firebase`: a site of Firebase Hosting, by its REST API `v1beta1` (read 2026-11-27).

mod versions;

use super::Trouble;
use super::api::{Api, Ask, came_of};
use super::headers::Rule;
use super::seen::{Seen, encoded};
use crate::net::google::ServiceKey;
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::drafts::host::{
    Begun, Deleted, Draft, Host, Limits, Published, Survey, Wanted,
};
use crate::publish::fence::drafts::listing::Listing;
use crate::publish::fence::drafts::{Drafts, MARKER};
use crate::publish::release::nonce;
use crate::tree::Digest;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use flate2::{Compression, GzBuilder};
use reqwest::Method;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::time::Duration;
use tokio::sync::OnceCell;
use versions::{highest, labels, title};

/// `firebase = { site = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirebaseSettings {
    /// The Hosting site's id.
    pub site: String,
    /// Where what is live is read, instead of `https://SITE.web.app`.
    pub read_at: Option<String>,
    /// Another address of the API.
    pub endpoint: Option<String>,
    /// Names of the environment variables of [`SECRETS`], in that order.
    pub env: Vec<String>,
}

/// What comes from the environment: keys of `env`, and the variables that are usual.
pub const SECRETS: &[(&str, &str)] = &[
    ("service_account_key", "GOOGLE_SERVICE_ACCOUNT_KEY"),
    ("credentials_file", "GOOGLE_APPLICATION_CREDENTIALS"),
];

/// What a token has to allow.
const SCOPE: &str = "https://www.googleapis.com/auth/firebase";

/// How many files one request may name.
const MANY: usize = 1_000;

/// A site of Firebase Hosting.
pub struct Firebase {
    key: ServiceKey,
    now: DateTime<Utc>,
    base: String,
    pace: Duration,
    api: OnceCell<Api>,
    seen: Seen,
    site: String,
}

/// The site as a mirror; the key's token is asked for as of `now`.
///
/// # Errors
/// The key cannot be read.
pub fn mirror(
    settings: &FirebaseSettings,
    key: &Secret,
    now: DateTime<Utc>,
    pace: Duration,
) -> Result<Drafts<Firebase>, Problem> {
    host(settings, key, now, pace).map(Drafts::new)
}

/// The site itself.
///
/// # Errors
/// The key cannot be read.
pub fn host(
    settings: &FirebaseSettings,
    key: &Secret,
    now: DateTime<Utc>,
    pace: Duration,
) -> Result<Firebase, Problem> {
    let key = ServiceKey::parse(key).map_err(|why| {
        Problem::error("malformed-key", "the service account's key cannot be read")
            .because(why)
            .hint("put the whole JSON file into the variable, from `{` to `}`")
    })?;
    let base = settings.endpoint.as_deref();
    let read_at = match &settings.read_at {
        Some(read_at) => read_at.clone(),
        None => format!("https://{}.web.app", settings.site),
    };
    Ok(Firebase {
        key,
        now,
        base: base
            .unwrap_or("https://firebasehosting.googleapis.com")
            .trim_end_matches('/')
            .to_owned(),
        pace,
        api: OnceCell::new(),
        seen: Seen::new(&read_at)?,
        site: format!("sites/{}", encoded(&settings.site)),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What the site is told beside its files: with which headers each goes.
fn config(rules: &[Rule]) -> Value {
    let headers = rules.iter().map(|rule| {
        let each = rule.headers.iter();
        let each: Map<String, Value> = each
            .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
            .collect();
        json!({ "glob": rule.path.replace('*', "**"), "headers": each })
    });
    json!({ "headers": headers.collect::<Vec<_>>() })
}

/// The same bytes for the same file, whenever and wherever it is packed.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzBuilder::new().write(Vec::new(), Compression::default());
    let written = packer.write_all(bytes).and_then(|()| packer.finish());
    written.expect("memory takes all")
}

impl Firebase {
    async fn api(&self) -> Result<&Api, Trouble> {
        let made = self.api.get_or_try_init(async || {
            let token = self.key.token(SCOPE, self.now).await.map_err(|why| {
                let what = "Google gives no token for this service account";
                Trouble {
                    problem: Problem::error("no-token", what)
                        .because(why)
                        .hint("make a new key for it, and look at this machine's clock"),
                    again: true,
                }
            })?;
            let api = Api::new("Firebase", &self.base, &token)?.paced(self.pace);
            Ok::<_, Trouble>(api)
        });
        made.await
    }

    /// What can be published, as if readers had got none of it.
    async fn drafts(&self) -> Result<Vec<Draft>, Trouble> {
        let versions = self.pages("versions", "versions", usize::MAX).await?;
        Ok(versions::drafts(&versions))
    }

    /// These, with which of them readers got.
    async fn with_released(&self, mut drafts: Vec<Draft>) -> Result<Vec<Draft>, Trouble> {
        // The newest hundred: what was live longer ago counts as a draft, which only gets it deleted.
        let released = self.pages("channels/live/releases", "releases", 1).await?;
        let released: BTreeSet<String> = released
            .iter()
            .map(|release| text(&release["version"]["name"]))
            .collect();
        for draft in &mut drafts {
            draft.published = released.contains(&draft.id);
        }
        Ok(drafts)
    }

    /// Every page of a list.
    async fn pages(&self, of: &str, member: &str, pages: usize) -> Result<Vec<Value>, Trouble> {
        let mut all = Vec::new();
        let mut after = String::new();
        for _ in 0..pages {
            let path = format!("/v1beta1/{}/{of}?pageSize=100{after}", self.site);
            let api = self.api().await?;
            let page = api.json("list its drafts", Ask::get(path)).await?;
            let listed = page[member].as_array();
            all.extend(listed.into_iter().flatten().cloned());
            match page["nextPageToken"]
                .as_str()
                .filter(|token| !token.is_empty())
            {
                Some(token) => after = format!("&pageToken={}", encoded(token)),
                None => break,
            }
        }
        Ok(all)
    }
}

#[async_trait]
impl Host for Firebase {
    fn limits(&self) -> Limits {
        // A file may have 2 GB; for their number no limit is documented.
        Limits {
            files: usize::MAX,
            bytes: 2_000_000_000,
        }
    }

    fn digest(&self, _path: &str, bytes: &[u8]) -> String {
        Digest::of(&packed(bytes)).to_string()
    }

    async fn list(&self) -> Result<Vec<Draft>, Trouble> {
        let drafts = self.drafts().await?;
        self.with_released(drafts).await
    }

    /// Readers are told what they get by the marker that was published with it. Where no draft is above that, the
    /// host need not be asked what is live and what was.
    async fn survey(&self) -> Result<Survey, Trouble> {
        let drafts = self.drafts().await?;
        let marker = self.seen.read(None, &nonce(), MARKER).await.ok().flatten();
        if let Some((live, marker)) = marker.and_then(|marker| highest(&drafts, marker)) {
            return Ok(Survey {
                live: Some(live),
                marker: Some(marker),
                drafts,
            });
        }
        Ok(Survey {
            drafts: self.with_released(drafts).await?,
            live: self.live().await?,
            marker: None,
        })
    }

    async fn live(&self) -> Result<Option<Draft>, Trouble> {
        let path = format!("/v1beta1/{}/channels/live", self.site);
        let channel = self
            .api()
            .await?
            .json("show the site", Ask::get(path))
            .await?;
        let version = &channel["release"]["version"];
        Ok(version["name"].is_string().then(|| Draft {
            id: text(&version["name"]),
            title: title(version),
            published: true,
        }))
    }

    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.seen.read(None, live, path).await
    }

    async fn create(&self, title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        let api = self.api().await?;
        let path = format!("/v1beta1/{}/versions", self.site);
        let body = json!({ "config": config(&listing.rules), "labels": labels(title) });
        let made = api.json("take a draft", Ask::post(path, &body)).await?;
        let name = text(&made["name"]);
        let mut begun = Begun {
            id: Some(name.clone()),
            ..Begun::default()
        };
        let all: Vec<_> = listing.files.iter().collect();
        for some in all.chunks(MANY) {
            let files: Map<String, Value> = some
                .iter()
                .map(|(path, piece)| (format!("/{path}"), Value::from(piece.digest.as_str())))
                .collect();
            let path = format!("/v1beta1/{name}:populateFiles");
            let ask = Ask::post(path, &json!({ "files": files }));
            let said = api.json("take the list of files", ask).await?;
            begun.to = text(&said["uploadUrl"]);
            let missing = said["uploadRequiredHashes"].as_array();
            let missing = missing.into_iter().flatten().filter_map(Value::as_str);
            begun
                .missing
                .extend(missing.map(|digest| vec![digest.to_owned()]));
        }
        Ok(begun)
    }

    async fn send(&self, begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble> {
        for file in files {
            let ask = Ask::new(Method::POST, format!("{}/{}", begun.to, file.digest))
                .bytes("application/octet-stream", packed(&file.bytes));
            let doing = format!("take `{}`", file.path);
            self.api().await?.must(&doing, ask).await?;
        }
        Ok(None)
    }

    async fn finish(
        &self,
        sent: &Begun,
        _title: &str,
        _listing: &Listing,
    ) -> Result<String, Trouble> {
        let name = sent.id.clone().unwrap_or_default();
        let path = format!("/v1beta1/{name}?updateMask=status");
        let ask = Ask::new(Method::PATCH, path).json(&json!({ "status": "FINALIZED" }));
        self.api().await?.must("finish a draft", ask).await?;
        Ok(name)
    }

    async fn delete(&self, id: &str) -> Result<Deleted, Trouble> {
        let live = async || Ok::<_, Trouble>(self.live().await?.is_some_and(|live| live.id == id));
        if live().await? {
            return Ok(Deleted::Live);
        }
        let api = self.api().await?;
        let ask = Ask::new(Method::DELETE, format!("/v1beta1/{id}"));
        let said = api.ask(ask).await?;
        match said.is_done() || said.status == 404 {
            true => Ok(Deleted::Gone),
            false if live().await? => Ok(Deleted::Live),
            false => Err(api.trouble("delete a draft", &said)),
        }
    }

    async fn publish(&self, id: &str, _title: &str) -> Result<Published, Trouble> {
        let api = self.api().await?;
        let path = format!(
            "/v1beta1/{}/channels/live/releases?versionName={id}",
            self.site
        );
        let said = api.only_once(Ask::post(path, &json!({}))).await?;
        // A draft that was deleted is still known by its name, and refused for its status.
        let refused = said.as_ref().is_some_and(|said| {
            said.status == 400 && said.json()["error"]["status"] == "FAILED_PRECONDITION"
        });
        match refused {
            true => Ok(Published::Gone),
            false => came_of(api, id, said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{config, packed};
    use crate::publish::mirror::headers::rules;
    use serde_json::json;

    #[test]
    fn a_file_is_always_packed_the_same() {
        assert_eq!(packed(b"body{}"), packed(b"body{}"));
        // No time, no name (RFC 1952).
        assert_eq!(packed(b"")[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn headers_go_with_the_addresses_they_are_for() {
        let told = config(&rules("/*\n  X-A: 1\n/assets/*\n  X-B: 2\n"));
        let expected = json!({ "headers": [
            { "glob": "/**", "headers": { "X-A": "1" } },
            { "glob": "/assets/**", "headers": { "X-B": "2" } },
        ] });
        assert_eq!(told, expected);
    }
}
