//! Making a CDN forget what it keeps of a mirror: one file for each CDN beside this one.
//!
//! What has to be forgotten is noted in the mirror's own marker when it is published, and struck out once
//! the CDN took it: a purge that failed, or that nobody lived to ask for, is asked for by the next publish,
//! wherever that runs. When something is erased, everything is to be forgotten.

pub mod bunny;
pub mod cloudflare;
pub mod cloudfront;
pub mod fastly;
pub mod google;

use crate::net::http::{Answer, Http};
use crate::problem::Problem;
use crate::publish::mirror::keyed::said;
use async_trait::async_trait;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::collections::BTreeSet;
use std::time::Duration;
use url::Url;

/// What is to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Files of these paths.
    Files(BTreeSet<String>),
    /// All of the site.
    Everything,
}

/// From how many files on everything is purged, whatever the CDN allows: so many lines the marker may
/// hold for it.
pub const MANY: usize = 1_000;

/// Stands for everything in the marker.
pub const EVERYTHING: &str = "*";

impl What {
    /// As the marker notes it.
    pub fn of(noted: &BTreeSet<String>) -> Self {
        match noted.contains(EVERYTHING) {
            true => What::Everything,
            false => What::Files(noted.clone()),
        }
    }

    /// The addresses under which a reader may have asked for these files; nothing when there are more of
    /// them than `most`, so that everything has to go.
    fn addresses(&self, site: &str, most: usize) -> Option<Vec<String>> {
        let What::Files(paths) = self else {
            return None;
        };
        let site = site.trim_end_matches('/');
        let all: BTreeSet<String> = paths.iter().flat_map(|path| names(path)).collect();
        (all.len() <= most).then(|| all.iter().map(|path| address(site, path)).collect())
    }
}

/// A file's path, and the shorter ones that servers know it by.
fn names(path: &str) -> Vec<String> {
    let mut names = vec![path.to_owned()];
    if let Some(folder) = path.strip_suffix("index.html") {
        names.push(folder.to_owned());
    } else if let Some(short) = path.strip_suffix(".html") {
        names.push(short.to_owned());
    }
    names
}

fn address(site: &str, path: &str) -> String {
    let Ok(mut url) = Url::parse(site) else {
        return format!("{site}/{path}");
    };
    if let Ok(mut parts) = url.path_segments_mut() {
        parts.pop_if_empty().extend(path.split('/'));
    }
    url.to_string()
}

/// A CDN in front of a mirror.
#[async_trait]
pub trait Cdn: Send + Sync {
    /// Makes it forget this of the site at `address`. What it could not be told at once it is told by
    /// making it forget everything.
    async fn forget(&self, address: &str, what: &What) -> Result<(), Problem>;
}

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A CDN's API.
pub(super) struct Api {
    http: Http,
    /// What problems call it.
    name: &'static str,
    login: Vec<(HeaderName, HeaderValue)>,
}

fn unusable(why: impl ToString) -> Problem {
    Problem::error("purge", "cannot ask over HTTP").because(why)
}

impl Api {
    /// One that is asked with this header.
    pub(super) fn new(name: &'static str, header: &str, secret: &str) -> Result<Self, Problem> {
        let header = HeaderName::from_bytes(header.as_bytes()).map_err(unusable)?;
        let mut value = HeaderValue::from_str(secret)
            .map_err(|_| unusable("the key holds what no header can"))?;
        value.set_sensitive(true);
        Ok(Api {
            http: Http::new(PATIENCE).map_err(unusable)?,
            name,
            login: vec![(header, value)],
        })
    }

    /// Posts this, and takes any status from 200 to 299 for done.
    pub(super) async fn post(
        &self,
        url: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Result<Answer, Problem> {
        let mut headers: HeaderMap = self.login.iter().cloned().collect();
        let kind = HeaderValue::from_str(kind).map_err(unusable)?;
        headers.insert(reqwest::header::CONTENT_TYPE, kind);
        let asked = self
            .http
            .ask(Method::POST, url, headers, body, 1 << 20)
            .await;
        let name = self.name;
        let answer = asked
            .map_err(|why| Problem::error("purge", format!("cannot reach {name}")).because(why))?;
        match answer.status {
            200..=299 => Ok(answer),
            _ => Err(refused(name, &answer)),
        }
    }
}

/// What a CDN said instead of doing it.
pub(super) fn refused(name: &str, answer: &Answer) -> Problem {
    let problem = Problem::error("purge", format!("{name} did not forget the old pages"));
    problem
        .because(said(answer))
        .hint("stillup publish   # asks again")
}

#[cfg(test)]
mod tests {
    use super::What;
    use std::collections::BTreeSet;

    #[test]
    fn files_are_forgotten_under_every_name_they_have() {
        let paths = [
            "index.html",
            "incidents/api.html",
            "x/index.html",
            "a b.json",
        ];
        let what = What::Files(paths.iter().map(ToString::to_string).collect());
        let found = what.addresses("https://acme.example/status", 7);
        let expected = [
            "https://acme.example/status/",
            "https://acme.example/status/a%20b.json",
            "https://acme.example/status/incidents/api",
            "https://acme.example/status/incidents/api.html",
            "https://acme.example/status/index.html",
            "https://acme.example/status/x/",
            "https://acme.example/status/x/index.html",
        ];
        assert_eq!(found, Some(expected.map(str::to_owned).to_vec()));
        assert_eq!(what.addresses("https://acme.example/status", 6), None);
        let all = BTreeSet::from(["*".to_owned()]);
        assert_eq!(What::of(&all), What::Everything);
    }
}
