//! Neocities' API below `/api`, and the sites it serves below `/site`.

use super::{Answer, Asked, Host, Inside, KEY};
use crate::mortal::{Life, Mortal};
use crate::place::Place;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use stillup::net::secret::Secret;
use stillup::publish::fence::overwrites::Overwrites;
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::neocities::{self, NeocitiesSettings, Site};
use stillup::publish::release::nonce;

/// The host.
pub static HOST: LazyLock<Host> = LazyLock::new(|| Host::play(play, changed));

/// The site that a key is of: each key is one site's.
fn site(asked: &Asked) -> Option<String> {
    let site = asked.header("authorization").strip_prefix("Bearer ")?;
    site.strip_prefix(KEY).map(str::to_owned)
}

fn changed(asked: &Asked) -> Option<String> {
    (asked.method == "POST").then(|| site(asked)).flatten()
}

fn error(kind: &str) -> Answer {
    let told = json!({"result": "error", "error_type": kind, "message": kind});
    let status = if kind == "invalid_auth" { 403 } else { 400 };
    (status, told.to_string().into_bytes())
}

fn success(files: Option<Vec<serde_json::Value>>) -> Answer {
    let told = match files {
        Some(files) => json!({"result": "success", "files": files}),
        None => json!({"result": "success", "message": "done"}),
    };
    (200, told.to_string().into_bytes())
}

fn play(inside: &mut Inside, asked: &Asked) -> Answer {
    if let Some(path) = asked.path.strip_prefix("site/") {
        return read(inside, path);
    }
    let Some(site) = site(asked) else {
        return error("invalid_auth");
    };
    let files = inside.sites.entry(site).or_default();
    match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", "api/list") => {
            let below = asked.query.get("path").map(|path| format!("{path}/"));
            let shown = files.iter().filter(|(path, _)| match &below {
                Some(below) => path
                    .strip_prefix(below.as_str())
                    .is_some_and(|rest| !rest.contains('/')),
                None => true,
            });
            let shown = shown.map(|(path, bytes)| {
                json!({"path": path, "is_directory": false, "size": bytes.len(), "sha1_hash": ""})
            });
            success(Some(shown.collect()))
        }
        ("POST", "api/upload") => {
            let Some(uploaded) = parts(asked) else {
                return error("missing_files");
            };
            if uploaded.iter().any(|(path, _)| path.starts_with('.')) {
                return error("invalid_file_type");
            }
            files.extend(uploaded);
            success(None)
        }
        ("POST", "api/delete") => {
            let body = url::form_urlencoded::parse(&asked.body);
            let names: Vec<String> = body
                .filter(|(key, _)| key == "filenames[]")
                .map(|(_, name)| name.into_owned())
                .collect();
            if names.iter().any(|name| name == "index.html") {
                return error("cannot_delete_index");
            }
            if names.is_empty() || names.iter().any(|name| !files.contains_key(name)) {
                return error("missing_files");
            }
            files.retain(|path, _| !names.contains(path));
            success(None)
        }
        _ => error("not_found"),
    }
}

/// A page is served under its name without the ending, and sends readers there.
fn read(inside: &Inside, path: &str) -> Answer {
    let (site, path) = path.split_once('/').unwrap_or((path, ""));
    let files = inside.sites.get(site);
    let found = |path: &str| files.and_then(|files| files.get(path));
    match (found(path), found(&format!("{path}.html"))) {
        (Some(_), _) if path.ends_with(".html") && path != "index.html" => (302, Vec::new()),
        (Some(bytes), _) | (None, Some(bytes)) => (200, bytes.clone()),
        (None, None) => (404, b"<h1>not found</h1>".to_vec()),
    }
}

/// The parts of a form: names and bytes.
fn parts(asked: &Asked) -> Option<Vec<(String, Vec<u8>)>> {
    let boundary = asked
        .header("content-type")
        .strip_prefix("multipart/form-data; boundary=")?;
    let (mut found, mut rest) = (Vec::new(), &asked.body[..]);
    let position = |text: &[u8], wanted: &[u8]| {
        text.windows(wanted.len())
            .position(|window| window == wanted)
    };
    let begin = format!("--{boundary}\r\n");
    let end = format!("\r\n--{boundary}");
    while let Some(after) = rest.strip_prefix(begin.as_bytes()) {
        let head = position(after, b"\r\n\r\n")?;
        let text = std::str::from_utf8(&after[..head]).ok()?;
        let name = text.split_once("form-data; name=\"")?.1.split('"').next()?;
        let length = position(&after[head + 4..], end.as_bytes())?;
        found.push((name.to_owned(), after[head + 4..][..length].to_vec()));
        rest = &after[head + 4 + length + 2..];
    }
    (rest == format!("--{boundary}--\r\n").as_bytes() && !found.is_empty()).then_some(found)
}

/// A site.
pub struct Neocities(pub String);

impl Neocities {
    fn made(&self) -> Overwrites<Site> {
        let settings = NeocitiesSettings {
            site: self.0.clone(),
            api: format!("{}/api", HOST.address()),
            public: format!("{}/site/{}", HOST.address(), self.0),
            key_variable: "STILLUP_NEOCITIES_KEY".into(),
        };
        let key = Secret::new(format!("{KEY}{}", self.0));
        neocities::mirror(&settings, &key).expect("settings that fit")
    }
}

impl Place for Neocities {
    const LOOKS_FOR_DAMAGE: bool = false;
    fn new() -> Self {
        Neocities(nonce())
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(self.made())
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = self.made().place;
        Box::new(Overwrites {
            place: Mortal { folder, life },
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        HOST.public(&self.0, "stillup-private/")
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        let path = path.replacen(".stillup/", "stillup-private/", 1);
        HOST.set(&self.0, &path, bytes);
    }
}
