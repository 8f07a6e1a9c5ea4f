//! The providers that are published to through an API, as their documentation has them (read 2026-11-27): what
//! they would refuse is refused, and what may go wrong on the way can be asked for.
//!
//! One server plays them all; each test has a shop of its own, under a name of its own.

pub mod cloudflare;
pub mod fault;
pub mod firebase;
pub mod netlify;
pub mod pages;
pub mod vercel;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response};
use fault::{Fault, Way};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The token that every provider knows.
pub const TOKEN: &str = "canary-of-a-token";

/// One request.
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path below the API's address.
    pub path: String,
    /// What is behind `?`.
    pub query: HashMap<String, String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Call {
    /// A header's value.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The body as JSON, which has to be called that.
    pub fn json(&self) -> Option<Value> {
        let named = self.header("content-type").starts_with("application/json");
        serde_json::from_slice(&self.body).ok().filter(|_| named)
    }

    /// Whether it carries this token.
    pub fn has_token(&self, token: &str) -> bool {
        self.header("authorization") == format!("Bearer {token}")
    }

    /// The parts of its path.
    pub fn parts(&self) -> Vec<&str> {
        self.path.trim_start_matches('/').split('/').collect()
    }
}

/// One answer.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// An answer in JSON.
pub fn said(status: u16, json: &Value) -> Reply {
    Reply {
        status,
        headers: vec![("content-type", "application/json".into())],
        body: json.to_string().into_bytes(),
    }
}

/// A draft, or what became of it.
#[derive(Clone, Default)]
pub struct Deploy {
    /// Its name.
    pub id: String,
    /// What it was said to be.
    pub title: Value,
    /// How far it is, in the provider's words.
    pub state: String,
    /// Digests by path, without a slash before it.
    pub files: BTreeMap<String, String>,
    /// Readers got it.
    pub published: bool,
    /// It is live as soon as it is ready.
    pub at_once: bool,
    /// What the provider was told of headers.
    pub told: Value,
}

/// One provider's site.
pub struct Shop {
    /// Where it listens.
    pub base: String,
    /// All drafts, the newest last.
    pub deploys: Vec<Deploy>,
    /// What readers get.
    pub live: Option<String>,
    /// What was sent, by the provider's digest, with its type.
    pub blobs: BTreeMap<String, (Vec<u8>, String)>,
    /// Tokens that were given out, and what they are good for.
    pub tokens: BTreeMap<String, Value>,
    /// What was published in which order, by name.
    pub history: Vec<String>,
    /// What goes wrong next.
    pub faults: Vec<Fault>,
    /// What was asked: method and path.
    pub log: Vec<String>,
    /// Bytes in bodies, there and back.
    pub sent: usize,
    /// Bytes in answers.
    pub read: usize,
    /// The provider.
    answer: fn(&mut Shop, &Call) -> Reply,
    /// Whether the provider has a redirect from `x.html` to `x`.
    pub short: bool,
    made: usize,
}

impl Shop {
    /// A number nobody else of this shop has, as a name of `length` digits.
    pub fn fresh(&mut self, length: usize) -> String {
        self.made += 1;
        format!("{:0length$x}", self.made + 0xabc_0000)
    }

    /// A draft by its name.
    pub fn deploy(&mut self, id: &str) -> Option<&mut Deploy> {
        self.deploys.iter_mut().find(|deploy| deploy.id == id)
    }

    /// Readers get this one now.
    pub fn publish(&mut self, id: &str) {
        self.live = Some(id.to_owned());
        self.history.push(id.to_owned());
        if let Some(deploy) = self.deploy(id) {
            deploy.published = true;
        }
    }

    /// What readers get of one draft.
    pub fn files_of(&self, id: &str) -> BTreeMap<String, Vec<u8>> {
        let found = self.deploys.iter().find(|deploy| deploy.id == id);
        let files = found.map(|deploy| deploy.files.clone()).unwrap_or_default();
        let bytes = |digest: &String| self.blobs.get(digest).map(|(bytes, _)| bytes.clone());
        let files = files.into_iter();
        files
            .filter_map(|(path, digest)| Some((path, bytes(&digest)?)))
            .collect()
    }

    /// Digests of a draft that nobody sent.
    pub fn missing(&self, files: &BTreeMap<String, String>) -> Vec<String> {
        let mut missing: Vec<String> = files.values().cloned().collect();
        missing.sort();
        missing.dedup();
        missing.retain(|digest| !self.blobs.contains_key(digest));
        missing
    }
}

type Shops = Arc<Mutex<HashMap<String, Shop>>>;

fn shops() -> &'static (u16, Shops) {
    static SHOPS: OnceLock<(u16, Shops)> = OnceLock::new();
    SHOPS.get_or_init(|| {
        let shops = Shops::default();
        let (say, port) = std::sync::mpsc::channel();
        let served = Arc::clone(&shops);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(async {
                let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
                let listener = listener.await.expect("a port");
                say.send(listener.local_addr().expect("an address").port())
                    .expect("somebody waits");
                let router = Router::new().fallback(answer).with_state(served);
                axum::serve(listener, router).await.expect("served");
            });
        });
        (port.recv().expect("a port"), shops)
    })
}

/// Opens a shop of a provider; tells its name and its address.
pub fn open(answer: fn(&mut Shop, &Call) -> Reply, short: bool) -> (String, String) {
    let (port, shops) = shops();
    let name = format!("shop-{}", stillup::publish::release::nonce());
    let base = format!("http://127.0.0.1:{port}/{name}");
    let shop = Shop {
        base: base.clone(),
        deploys: Vec::new(),
        live: None,
        blobs: BTreeMap::new(),
        tokens: BTreeMap::new(),
        history: Vec::new(),
        faults: Vec::new(),
        log: Vec::new(),
        sent: 0,
        read: 0,
        answer,
        short,
        made: 0,
    };
    shops
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(name.clone(), shop);
    (name, base)
}

/// Looks into a shop from behind.
pub fn behind<T>(name: &str, work: impl FnOnce(&mut Shop) -> T) -> T {
    let mut shops = shops().1.lock().unwrap_or_else(PoisonError::into_inner);
    work(shops.get_mut(name).expect("a shop of this name"))
}

async fn answer(State(shops): State<Shops>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 256 << 20).await.expect("a body").to_vec();
    let whole = decoded(parts.uri.path());
    let (name, path) = whole[1..].split_once('/').expect("a shop and a path");
    let query = url::form_urlencoded::parse(parts.uri.query().unwrap_or("").as_bytes());
    let call = Call {
        method: parts.method,
        path: format!("/{path}"),
        query: query.into_owned().collect(),
        headers: parts.headers,
        body,
    };
    let (reply, way) = {
        let mut shops = shops.lock().unwrap_or_else(PoisonError::into_inner);
        let shop = shops.get_mut(name).expect("a shop of this name");
        one(shop, &call)
    };
    fault::go(reply, way).await
}

fn one(shop: &mut Shop, call: &Call) -> (Reply, Way) {
    shop.log.push(format!("{} {}", call.method, call.path));
    shop.sent += call.body.len();
    let fault = shop.faults.iter().position(|fault| fault.is_for(call));
    let way = fault.map_or(Way::Whole, |at| shop.faults.remove(at).way);
    let reply = match &way {
        Way::Status(status, headers) => Reply {
            status: *status,
            headers: headers.clone(),
            body: b"{}".to_vec(),
        },
        Way::Lost => said(200, &json!({})),
        Way::Before(at) => {
            let now = std::mem::take(&mut shop.deploys);
            shop.deploys = now[..(*at).min(now.len())].to_vec();
            let reply = at_path(shop, call);
            shop.deploys = now;
            reply
        }
        _ => at_path(shop, call),
    };
    shop.read += reply.body.len();
    (reply, way)
}

/// What readers ask for, or the API.
fn at_path(shop: &mut Shop, call: &Call) -> Reply {
    let nothing = || said(404, &json!({ "message": "nothing here" }));
    if let Some(path) = call.path.strip_prefix("/public/") {
        return match shop.live.clone() {
            Some(live) => page(shop, &live, path),
            None => nothing(),
        };
    }
    if let Some((id, path)) = (call.path.strip_prefix("/link/")).and_then(|at| at.split_once('/')) {
        return page(shop, id, path);
    }
    (shop.answer)(shop, call)
}

fn page(shop: &Shop, id: &str, path: &str) -> Reply {
    let files = shop.files_of(id);
    let short = path.strip_suffix(".html").filter(|_| shop.short);
    if let Some(short) = short.filter(|_| files.contains_key(path)) {
        let to = format!("{}/public/{}", shop.base, short.trim_end_matches("index"));
        return Reply {
            status: 307,
            headers: vec![("location", to)],
            body: Vec::new(),
        };
    }
    let found = (files.get(path)).or_else(|| files.get(&format!("{path}.html")));
    let found = found.or_else(|| files.get(&format!("{path}index.html")));
    match found {
        Some(bytes) => Reply {
            status: 200,
            headers: Vec::new(),
            body: bytes.clone(),
        },
        None => said(404, &json!({ "message": "no such page" })),
    }
}

/// A path without its percent signs.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).expect("text")
}

/// Whether these are so many hexadecimal digits.
pub fn is_hex(text: &str, length: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    text.len() == length && text.chars().all(digit)
}

/// A field of a form.
pub struct Field {
    /// Its name.
    pub name: String,
    /// The file's name, when it is one.
    pub file: Option<String>,
    /// Its type.
    pub content_type: String,
    /// What is in it.
    pub value: Vec<u8>,
}

/// The fields of a form (RFC 7578); nothing when it is none.
pub fn form(call: &Call) -> Option<Vec<Field>> {
    let boundary = call.header("content-type");
    let boundary = boundary.strip_prefix("multipart/form-data; boundary=")?;
    let text = String::from_utf8(call.body.clone()).ok()?;
    let whole = text.strip_suffix(&format!("--{boundary}--\r\n"))?;
    let between = format!("--{boundary}\r\n");
    let parts = whole.split(&between).skip(1);
    parts
        .map(|part| {
            let (head, value) = part.strip_suffix("\r\n")?.split_once("\r\n\r\n")?;
            let between = |before: &str, after: &str| {
                let from = head.find(before)? + before.len();
                let length = head[from..].find(after).unwrap_or(head.len() - from);
                Some(head[from..from + length].to_owned())
            };
            Some(Field {
                name: between("form-data; name=\"", "\"")?,
                file: between("filename=\"", "\""),
                content_type: between("Content-Type: ", "\r\n").unwrap_or_default(),
                value: value.as_bytes().to_vec(),
            })
        })
        .collect()
}
