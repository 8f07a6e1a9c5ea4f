//! Trello as its documentation describes it, on this machine: strict about what it is asked, and able to
//! fail in every way it was seen to fail.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use axum::{Router, routing::any};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use stillup::net::server::Server;

pub const KEY: &str = "0123456789abcdef0123456789abcdef";
pub const TOKEN: &str = "ATTA0123456789abcdef";

/// Something else than the right answer.
#[derive(Clone)]
pub enum Odd {
    /// A status, a content type, a body, and headers.
    Answer(u16, &'static str, String, Vec<(&'static str, String)>),
    /// The right answer, broken off in the middle.
    CutOff,
    /// Nothing, for as long as somebody waits.
    Silence,
    /// The right answer.
    Right,
}

/// What happened so far and what is to happen.
#[derive(Default)]
struct Inside {
    board: Value,
    odd: VecDeque<Odd>,
    /// Paths with their queries.
    asked: Vec<String>,
    /// Actions that the board's own list leaves out.
    only_on_cards: bool,
    images: BTreeMap<String, Vec<u8>>,
}

/// A fake of Trello with one board.
pub struct Fake {
    inside: Arc<Mutex<Inside>>,
    server: Server,
}

impl Fake {
    /// With this board, in the shape of its export.
    pub fn new(board: &Value) -> Self {
        let inside = Arc::new(Mutex::new(Inside {
            board: board.clone(),
            ..Inside::default()
        }));
        let router = Router::new()
            .fallback(any(answer))
            .with_state(inside.clone());
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = Server::start(address, router).expect("a port");
        Fake { inside, server }
    }

    /// Where it is asked.
    pub fn api(&self) -> String {
        format!("http://{}/1", self.server.address)
    }

    /// What the next requests get, in order.
    pub fn then(&self, odd: impl IntoIterator<Item = Odd>) {
        self.inside.lock().expect("a lock").odd.extend(odd);
    }

    /// Leaves comments out of the board's own list of actions.
    pub fn only_on_cards(&self) {
        self.inside.lock().expect("a lock").only_on_cards = true;
    }

    /// Has an attachment.
    pub fn image(&self, path: &str, bytes: &[u8]) {
        let mut inside = self.inside.lock().expect("a lock");
        inside.images.insert(path.to_owned(), bytes.to_vec());
    }

    /// The queries of what was asked at paths that end so.
    pub fn queries(&self, end: &str) -> Vec<String> {
        let inside = self.inside.lock().expect("a lock");
        let asked = inside
            .asked
            .iter()
            .filter_map(|asked| asked.split_once('?'));
        let asked = asked.filter(|(path, _)| path.ends_with(end));
        asked.map(|(_, query)| query.to_owned()).collect()
    }

    /// What it was asked, without the queries.
    pub fn asked(&self) -> Vec<String> {
        let inside = self.inside.lock().expect("a lock");
        let path = |asked: &String| asked.split('?').next().unwrap_or_default().to_owned();
        inside.asked.iter().map(path).collect()
    }
}

/// Plain text, as most of its errors are.
pub fn text(status: u16, body: &str) -> Odd {
    Odd::Answer(status, "text/plain", body.to_owned(), Vec::new())
}

async fn answer(State(inside): State<Arc<Mutex<Inside>>>, request: Request) -> Response<Body> {
    let (odd, right) = {
        let mut inside = inside.lock().expect("a lock");
        inside.asked.push(request.uri().to_string());
        let odd = inside.odd.pop_front().unwrap_or(Odd::Right);
        (odd, right(&inside, &request))
    };
    let (status, kind, body) = right;
    match odd {
        Odd::Right => plain(status, kind, body.into(), &[]),
        Odd::Answer(status, kind, body, headers) => plain(status, kind, body.into(), &headers),
        Odd::Silence => std::future::pending().await,
        Odd::CutOff => {
            let half = Bytes::from(body[..body.len() / 2].to_vec());
            let broken = std::io::Error::other("cut off");
            let parts = futures_util::stream::iter([Ok(half), Err(broken)]);
            let length = [("content-length", body.len().to_string())];
            plain(status, kind, Body::from_stream(parts), &length)
        }
    }
}

fn plain(status: u16, kind: &str, body: Body, headers: &[(&str, String)]) -> Response<Body> {
    let mut response = Response::builder()
        .status(StatusCode::from_u16(status).expect("a status"))
        .header("content-type", kind);
    for (name, value) in headers {
        response = response.header(*name, value);
    }
    response.body(body).expect("a response")
}

type Right = (u16, &'static str, Vec<u8>);

fn words(status: u16, words: &str) -> Right {
    (status, "text/plain", words.as_bytes().to_vec())
}

/// The right answer, or the refusal that the documentation names.
fn right(inside: &Inside, request: &Request) -> Right {
    let query = request.uri().query().unwrap_or_default();
    assert!(
        !query.contains("key=") && !query.contains("token=") && !query.contains("ATTA"),
        "no secret stands in an address"
    );
    let header = request.headers().get("authorization");
    let header = header
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !header.contains(&format!("OAuth oauth_consumer_key=\"{KEY}\"")) {
        return words(401, "invalid key");
    }
    if !header.contains(&format!("oauth_token=\"{TOKEN}\"")) {
        return words(401, "invalid token");
    }
    let query: BTreeMap<String, String> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let path = request.uri().path().strip_prefix("/1/").unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let id = inside.board["id"].as_str().expect("an id");
    let known = |wanted: &str| wanted == id || Some(wanted) == inside.board["shortLink"].as_str();
    let value = match parts.as_slice() {
        ["boards", wanted, ..] if wanted.len() < 8 => return words(400, "invalid id"),
        ["boards", wanted, ..] if !known(wanted) => {
            return words(404, "The requested resource was not found.");
        }
        ["boards", _] => board(inside, &query),
        ["boards", _, "cards", "all"] => {
            let cards = page(inside.board["cards"].clone(), &query);
            filtered(
                cards,
                &query,
                &["id", "customFieldItems", "labels", "badges"],
            )
        }
        ["boards", _, "actions"] => actions(inside, &query, None),
        ["cards", card, "actions"] => actions(inside, &query, Some(card)),
        _ => match inside.images.get(path) {
            Some(bytes) => return (200, "image/png", bytes.clone()),
            None => return words(404, &format!("Cannot GET /1/{path}")),
        },
    };
    (200, "application/json", value.to_string().into_bytes())
}

/// A board with what was asked for, and nothing else.
fn board(inside: &Inside, query: &BTreeMap<String, String>) -> Value {
    let asked = |name: &str| query.get(name).map_or("", String::as_str);
    let mut board = json!({ "id": inside.board["id"] });
    for field in asked("fields").split(',') {
        board[field] = inside.board[field].clone();
    }
    let nested = [
        ("lists", "list_fields"),
        ("labels", "label_fields"),
        ("members", "member_fields"),
    ];
    for (name, fields) in nested {
        if asked(name) == "all" {
            let limit = asked("labels_limit").parse().unwrap_or(50);
            let mut all = inside.board[name].as_array().cloned().unwrap_or_default();
            if name == "labels" {
                assert!(limit <= 1000, "a limit is 0 to 1000");
                all.truncate(limit);
            }
            let only = BTreeMap::from([("fields".to_owned(), asked(fields).to_owned())]);
            board[name] = filtered(Value::Array(all), &only, &["id"]);
        }
    }
    if asked("customFields") == "true" {
        board["customFields"] = inside.board["customFields"].clone();
    }
    board
}

/// Only the fields that were asked for.
fn filtered(all: Value, query: &BTreeMap<String, String>, always: &[&str]) -> Value {
    let fields: Vec<&str> = query
        .get("fields")
        .map_or(Vec::new(), |fields| fields.split(',').collect());
    let mut all = all;
    for one in all.as_array_mut().expect("a list") {
        let one = one.as_object_mut().expect("an object");
        one.retain(|name, _| always.contains(&name.as_str()) || fields.contains(&name.as_str()));
    }
    all
}

/// Newest first, at most so many, and only older ones than `before`.
fn page(all: Value, query: &BTreeMap<String, String>) -> Value {
    let limit: usize = query
        .get("limit")
        .map_or(50, |limit| limit.parse().expect("a number"));
    assert!(limit <= 1000, "at most 1000 come back");
    let mut all = all.as_array().cloned().unwrap_or_default();
    let id = |one: &Value| one["id"].as_str().unwrap_or_default().to_owned();
    all.sort_by_key(|one| std::cmp::Reverse(id(one)));
    if let Some(before) = query.get("before") {
        all.retain(|one| id(one) < *before);
    }
    all.truncate(limit);
    Value::Array(all)
}

fn actions(inside: &Inside, query: &BTreeMap<String, String>, card: Option<&str>) -> Value {
    let filter: Vec<&str> = query
        .get("filter")
        .map_or(Vec::new(), |filter| filter.split(',').collect());
    let mut all = inside.board["actions"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    all.retain(|action| {
        let kind = action["type"].as_str().unwrap_or_default();
        let moved = kind == "updateCard" && action["data"]["listAfter"].is_object();
        let closed = action["data"]["old"]["closed"].is_boolean();
        let wanted = filter.contains(&kind)
            || moved && filter.contains(&"updateCard:idList")
            || closed && filter.contains(&format!("{kind}:closed").as_str());
        let here = match card {
            Some(card) => action["data"]["card"]["id"] == card,
            None => !(inside.only_on_cards && ["commentCard", "copyCommentCard"].contains(&kind)),
        };
        wanted && here
    });
    page(Value::Array(all), query)
}
