//! The requests of WebDAV (RFC 4918), and what a server's answer to them means.

use super::WebdavSettings;
use super::multistatus::{self, Found};
use crate::net::http::Http;
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::mirror::Trouble;
use reqwest::Method;
use reqwest::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
};
use std::time::Duration;
use url::Url;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The longest answer that is taken, in bytes.
const LIMIT: u64 = 64 << 20;

const DESTINATION: HeaderName = HeaderName::from_static("destination");
const DEPTH: HeaderName = HeaderName::from_static("depth");
const OVERWRITE: HeaderName = HeaderName::from_static("overwrite");

const PROPFIND: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\">\
                        <D:prop><D:resourcetype/><D:getcontentlength/></D:prop></D:propfind>";

/// Whether a `MOVE` may replace what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// It may.
    Yes,
    /// It may not.
    No,
}

/// What a server answered.
#[derive(Debug, Clone)]
pub struct Said {
    /// The status.
    pub status: u16,
    /// The bytes.
    pub body: Vec<u8>,
    /// How many there are, where it says so.
    pub length: Option<u64>,
}

/// A server's folder.
#[derive(Clone)]
pub struct Dav {
    http: Http,
    base: Url,
    login: Option<HeaderValue>,
}

fn refused(why: impl ToString) -> Problem {
    Problem::error("webdav", "cannot ask over HTTP").because(why)
}

impl Dav {
    /// The folder these settings name.
    ///
    /// # Errors
    /// There is no way to ask over HTTP on this machine, or the address cannot be used.
    pub fn new(settings: &WebdavSettings, password: Option<Secret>) -> Result<Self, Problem> {
        let http = Http::new(PATIENCE).map_err(refused)?;
        let login = match (&settings.user, password) {
            (Some(user), Some(password)) => Some(http.basic(user, &password).map_err(refused)?),
            _ => None,
        };
        Ok(Dav {
            http,
            base: Url::parse(&settings.url).map_err(refused)?,
            login,
        })
    }

    fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut parts) = url.path_segments_mut() {
            parts.pop_if_empty().extend(path.split('/'));
        }
        url
    }

    /// A path as problems show it: the address, which holds no secret.
    pub fn shown(&self, path: &str) -> String {
        self.url(path.trim_end_matches('/')).to_string()
    }

    async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: Vec<u8>,
    ) -> Result<Said, Trouble> {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            all.insert(name.clone(), HeaderValue::from_str(value).map_err(refused)?);
        }
        if let Some(login) = &self.login {
            all.insert(AUTHORIZATION, login.clone());
        }
        let method = Method::from_bytes(method.as_bytes()).map_err(refused)?;
        let answer = self
            .http
            .ask(method, self.url(path).as_str(), all, body, LIMIT)
            .await;
        let answer = answer.map_err(|why| {
            let what = format!(
                "cannot reach `{}`",
                self.base.host_str().unwrap_or_default()
            );
            Trouble {
                problem: Problem::error("unreachable", what).because(why),
                again: true,
            }
        })?;
        Ok(Said {
            status: answer.status,
            length: answer.header(CONTENT_LENGTH.as_str()).parse().ok(),
            body: answer.body,
        })
    }

    /// Makes a folder.
    pub async fn mkcol(&self, path: &str) -> Result<Said, Trouble> {
        self.ask("MKCOL", &format!("{path}/"), &[], Vec::new())
            .await
    }

    /// Reads a file, past what is between us and the server.
    pub async fn get(&self, path: &str) -> Result<Said, Trouble> {
        self.ask("GET", path, &[(CACHE_CONTROL, "no-cache")], Vec::new())
            .await
    }

    /// Asks for a file, and only for what is said of it.
    pub async fn head(&self, path: &str) -> Result<Said, Trouble> {
        self.ask("HEAD", path, &[(CACHE_CONTROL, "no-cache")], Vec::new())
            .await
    }

    /// Writes a file.
    pub async fn put(
        &self,
        path: &str,
        content_type: &str,
        body: Vec<u8>,
    ) -> Result<Said, Trouble> {
        self.ask("PUT", path, &[(CONTENT_TYPE, content_type)], body)
            .await
    }

    /// Removes a file, or a folder with all in it.
    pub async fn delete(&self, path: &str) -> Result<Said, Trouble> {
        self.ask("DELETE", path, &[], Vec::new()).await
    }

    /// Renames a file or folder.
    pub async fn moved(&self, from: &str, to: &str, overwrite: Overwrite) -> Result<Said, Trouble> {
        let to = self.url(to);
        let overwrite = if overwrite == Overwrite::Yes {
            "T"
        } else {
            "F"
        };
        let headers = [(DESTINATION, to.as_str()), (OVERWRITE, overwrite)];
        self.ask("MOVE", from, &headers, Vec::new()).await
    }

    /// What is at a path, and with a `depth` of 1 what is in it; nothing when it is not there.
    pub async fn propfind(&self, path: &str, depth: u8) -> Result<Option<Vec<Found>>, Trouble> {
        let depth = depth.to_string();
        let headers = [
            (DEPTH, &*depth),
            (CONTENT_TYPE, "application/xml; charset=utf-8"),
        ];
        let said = self
            .ask("PROPFIND", path, &headers, PROPFIND.into())
            .await?;
        match said.status {
            207 => {}
            404 | 409 => return Ok(None),
            // A folder whose address was asked for without its slash.
            301 | 308 if !path.ends_with('/') => return Ok(Some(vec![Found::folder()])),
            _ => return Err(self.trouble("look at", path, &said)),
        }
        let here = self.url(path);
        let found = multistatus::parse(&said.body, here.path()).map_err(|why| {
            let what = format!(
                "cannot make sense of what is said of `{}`",
                self.shown(path)
            );
            Problem::error("webdav", what).because(why)
        })?;
        Ok(Some(found))
    }

    /// What a status means, and what to try.
    pub fn trouble(&self, doing: &str, path: &str, said: &Said) -> Trouble {
        let what = format!("cannot {doing} `{}`", self.shown(path));
        let problem = Problem::error("webdav", what)
            .because(format!("the server answered with {}", said.status));
        let hint = match said.status {
            401 if self.login.is_none() => {
                Some("webdav = { url = \"…\", user = \"…\" }   # it wants to know who asks")
            }
            401 => Some("the server does not know this `user` with this password"),
            403 => Some("this `user` has to be allowed to change the folder and all in it"),
            405 | 501 => {
                Some("the server has to allow PUT, DELETE, MKCOL, MOVE and PROPFIND there")
            }
            300..=399 => {
                Some("name the address in `url` that it leads to: a password is sent nowhere else")
            }
            413 => Some("client_max_body_size 64m;   # or what your server calls it"),
            507 => Some("the server's disk is full: make room, then publish again"),
            _ => None,
        };
        Trouble {
            problem: match hint {
                Some(hint) => problem.hint(hint),
                None => problem,
            },
            again: matches!(said.status, 408 | 412 | 423 | 425 | 429 | 500 | 502..=504),
        }
    }
}
