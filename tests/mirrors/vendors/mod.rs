//! Hosts with an API of their own, each as its documentation has it (the kind's page says when it was
//! read), as far as publishing uses it and nothing else: what is not understood is refused.

pub mod bunny;
pub mod git_pages;
pub mod neocities;
pub mod promised;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use stillup::net::server::Server;

/// The key every host knows.
pub const KEY: &str = "c0ffee";

/// What a host's sites hold: by site, by path.
pub type Sites = BTreeMap<String, BTreeMap<String, Vec<u8>>>;

/// A way in which a request goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is answered with this status, and nothing is done.
    Refused(u16),
    /// It is done, and the answer does not arrive.
    Unheard,
}

/// A request taken apart.
pub struct Asked {
    /// The method.
    pub method: Method,
    /// The path, decoded.
    pub path: String,
    /// What stands behind the `?`, decoded.
    pub query: BTreeMap<String, String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Asked {
    /// A header's value, empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

/// What is answered.
pub type Answer = (u16, Vec<u8>);

/// A host that is played.
pub struct Host {
    /// Where it listens.
    pub server: Server,
    inside: Arc<Mutex<Inside>>,
}

/// What a host knows.
#[derive(Default)]
pub struct Inside {
    /// What its sites hold.
    pub sites: Sites,
    /// What goes wrong with the next requests that change a site, by site.
    pub faults: BTreeMap<String, VecDeque<Fault>>,
    /// How many changes were asked for, by site.
    pub changes: BTreeMap<String, u64>,
    /// What was asked: method, path and key.
    pub log: Vec<String>,
}

type Play = fn(&mut Inside, &Asked) -> Answer;

impl Host {
    /// Plays it; `changed` tells which site a request changes.
    pub fn play(play: Play, changed: fn(&Asked) -> Option<String>) -> Self {
        let inside = Arc::new(Mutex::new(Inside::default()));
        let shared = (Arc::clone(&inside), play, changed);
        let router = Router::new().fallback(answer).with_state(shared);
        let server = Server::start(([127, 0, 0, 1], 0).into(), router).expect("a port");
        Host { server, inside }
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// What it knows.
    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().expect("no panic")
    }

    /// What was asked of a site since this was called last.
    pub fn asked(&self, site: &str) -> Vec<String> {
        let log = &mut self.inside().log;
        log.extract_if(.., |line| line.contains(site)).collect()
    }

    /// What a site holds, without what publishers keep between them.
    pub fn public(&self, site: &str, private: &str) -> BTreeMap<String, Vec<u8>> {
        let files = self.inside().sites.get(site).cloned().unwrap_or_default();
        let public = files.into_iter();
        public
            .filter(|(path, _)| !path.starts_with(private))
            .collect()
    }

    /// Changes a file as a stranger would.
    pub fn set(&self, site: &str, path: &str, bytes: Option<&[u8]>) {
        let mut inside = self.inside();
        let files = inside.sites.entry(site.to_owned()).or_default();
        match bytes {
            Some(bytes) => drop(files.insert(path.to_owned(), bytes.to_vec())),
            None => drop(files.remove(path)),
        }
    }

    /// What goes wrong with the next changes of a site.
    pub fn fail(&self, site: &str, faults: &[Fault]) {
        let faults = faults.iter().copied().collect();
        self.inside().faults.insert(site.to_owned(), faults);
    }
}

type Shared = (Arc<Mutex<Inside>>, Play, fn(&Asked) -> Option<String>);

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

async fn answer(State((inside, play, changed)): State<Shared>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let query = url::form_urlencoded::parse(parts.uri.query().unwrap_or("").as_bytes());
    let asked = Asked {
        path: decoded(parts.uri.path().trim_start_matches('/')),
        query: query.into_owned().collect(),
        method: parts.method,
        headers: parts.headers,
        body: to_bytes(body, 64 << 20).await.expect("a body").to_vec(),
    };
    let (fault, (status, bytes)) = {
        let mut inside = inside.lock().expect("no panic");
        let key = format!(
            "{}{}",
            asked.header("authorization"),
            asked.header("accesskey")
        );
        let line = format!("{} {} {key}", asked.method, asked.path);
        inside.log.push(line);
        let fault = changed(&asked).and_then(|site| inside.faults.get_mut(&site)?.pop_front());
        match fault {
            Some(Fault::Refused(status)) => (fault, (status, b"not now".to_vec())),
            _ => (fault, play(&mut inside, &asked)),
        }
    };
    let body = match fault {
        // The connection breaks in the middle of the answer.
        Some(Fault::Unheard) => Body::from_stream(futures_util::stream::iter([Err::<Vec<u8>, _>(
            std::io::Error::other("gone"),
        )])),
        _ => Body::from(bytes),
    };
    let mut response = Response::builder().status(status);
    if status == 302 {
        response = response.header(
            "location",
            format!("/{}", asked.path.trim_end_matches(".html")),
        );
    }
    response.body(body).expect("an answer")
}
