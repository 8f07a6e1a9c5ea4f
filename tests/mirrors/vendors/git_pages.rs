//! A git-pages server with a site for each path: what its `PATCH` does to a tree is told by its source.

use super::{Answer, Asked, Host, Inside, KEY};
use crate::mortal::{Life, MortalMirror};
use crate::place::Place;
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::LazyLock;
use stillup::net::secret::Secret;
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::git_pages::{GitPages, GitPagesSettings};
use stillup::publish::release::nonce;
use tar::EntryType;

/// The host.
pub static HOST: LazyLock<Host> = LazyLock::new(|| Host::play(play, changed));

fn changed(asked: &Asked) -> Option<String> {
    let site = asked.path.split('/').next()?;
    (asked.method == "PATCH").then(|| site.to_owned())
}

fn said(status: u16, text: impl Into<String>) -> Answer {
    (status, text.into().into_bytes())
}

fn play(inside: &mut Inside, asked: &Asked) -> Answer {
    let (site, path) = asked.path.split_once('/').unwrap_or((&asked.path, ""));
    if asked.method == "GET" {
        // What is known of a site is kept for a minute, unless somebody asks for it anew.
        if asked.header("cache-control") != "no-cache" {
            return said(404, "site not found");
        }
        return match inside.sites.get(site).and_then(|files| files.get(path)) {
            Some(bytes) => (200, bytes.clone()),
            None => said(404, "not found"),
        };
    }
    if asked.header("authorization") != format!("Pages {KEY}") {
        return said(401, "unauthorized");
    }
    if !path.is_empty() || asked.header("content-type") != "application/x-tar+gzip" {
        return said(415, "unsupported");
    }
    if !asked.header("if-match").is_empty() || !asked.header("if-none-match").is_empty() {
        return said(400, "unsupported precondition");
    }
    let mut archive = Vec::new();
    if let Err(error) = GzDecoder::new(&asked.body[..]).read_to_end(&mut archive) {
        return said(422, format!("malformed archive: {error}"));
    }
    let count = inside.changes.entry(site.to_owned()).or_default();
    *count += 1;
    let crossed = count.is_multiple_of(7);
    let before = inside.sites.get(site).cloned();
    match (asked.method.as_str(), before) {
        ("PUT", _) => match applied(BTreeMap::new(), &archive, true) {
            Ok(files) => {
                inside.sites.insert(site.to_owned(), files);
                said(201, "(archive)")
            }
            Err(why) => said(422, why),
        },
        ("PATCH", None) => said(404, "site not found"),
        ("PATCH", Some(_)) if asked.header("atomic") != "yes" => said(400, "Atomic: is required"),
        // Somebody else's change came in between: it says so and nothing is done.
        ("PATCH", Some(_)) if crossed => said(409, "conflict"),
        ("PATCH", Some(files)) => {
            let parents = asked.header("create-parents") == "yes";
            match applied(files, &archive, parents) {
                Ok(files) => {
                    inside.sites.insert(site.to_owned(), files);
                    said(200, "(archive)")
                }
                Err(why) => said(422, format!("malformed patch: {why}")),
            }
        }
        _ => said(405, "method not allowed"),
    }
}

type Files = BTreeMap<String, Vec<u8>>;

fn applied(mut files: Files, archive: &[u8], parents: bool) -> Result<Files, String> {
    let mut archive = tar::Archive::new(archive);
    for entry in archive.entries().map_err(|error| error.to_string())? {
        let mut entry = entry.map_err(|error| error.to_string())?;
        let path = entry.path().map_err(|error| error.to_string())?;
        let path = path.to_string_lossy().trim_end_matches('/').to_owned();
        for (at, _) in path.match_indices('/') {
            let above = &path[..at];
            if files.contains_key(above) {
                return Err(format!("{above}: not a directory"));
            }
            let below = format!("{above}/");
            if !parents && !files.keys().any(|file| file.starts_with(&below)) {
                return Err(format!("{above}: path not found"));
            }
        }
        let below = format!("{path}/");
        files.retain(|file, _| *file != path && !file.starts_with(&below));
        let header = entry.header();
        match header.entry_type() {
            EntryType::Regular => {
                let mut bytes = Vec::new();
                entry
                    .read_to_end(&mut bytes)
                    .map_err(|error| error.to_string())?;
                files.insert(path, bytes);
            }
            EntryType::Char => {
                let device = (header.device_major(), header.device_minor());
                if !matches!(device, (Ok(Some(0)), Ok(Some(0)))) {
                    return Err(format!("{path}: unsupported chardev"));
                }
            }
            _ => return Err(format!("{path}: unsupported type")),
        }
    }
    Ok(files)
}

/// A site.
pub struct Pages(pub String);

impl Pages {
    fn made(&self) -> GitPages {
        let settings = GitPagesSettings {
            url: format!("{}/{}", HOST.address(), self.0),
            forge: false,
            key_variable: "STILLUP_GIT_PAGES_KEY".into(),
        };
        GitPages::new(&settings, &Secret::new(KEY)).expect("settings that fit")
    }
}

impl Place for Pages {
    const LOOKS_FOR_DAMAGE: bool = false;
    const REQUESTS: i64 = 8;
    const ROUNDS: u64 = 10;
    fn new() -> Self {
        Pages(nonce())
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(self.made())
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        Box::new(MortalMirror {
            mirror: Box::new(self.made()),
            life,
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        HOST.public(&self.0, ".stillup/")
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        HOST.set(&self.0, path, bytes);
    }
}
