//! Google Cloud Storage's XML API as its documentation has it (reference and request preconditions, read
//! 2026-11-27), as far as publishing uses it, and nothing else: what is not understood is refused.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use std::collections::{BTreeMap, HashMap};
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, OnceLock};

/// A service account without a key of its own: requests are not signed.
pub const KEY: &str = r#"{"private_key": "none", "private_key_id": "none", "client_email": "ci@acme.example", "disable_oauth": true}"#;

struct Kept {
    bytes: Vec<u8>,
    headers: HeaderMap,
    generation: u64,
}

#[derive(Default)]
struct Place {
    objects: BTreeMap<String, Kept>,
    generation: u64,
}

type Shared = Arc<Mutex<Place>>;

/// Where it listens; it ends with the process.
pub fn port() -> u16 {
    static PORT: OnceLock<u16> = OnceLock::new();
    *PORT.get_or_init(|| {
        let (say, port) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(async {
                let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
                    .await
                    .expect("a port");
                say.send(listener.local_addr().expect("an address").port())
                    .expect("somebody waits");
                let router = Router::new().fallback(answer).with_state(Shared::default());
                axum::serve(listener, router).await.expect("served");
            });
        });
        port.recv().expect("a port")
    })
}

fn refuse(status: u16, code: &str) -> Response<Body> {
    let text = format!(
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code><Message>{code}.</Message></Error>"
    );
    Response::builder()
        .status(status)
        .body(Body::from(text))
        .expect("an answer")
}

/// An object's name without its percent signs.
fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).ok()
}

fn described(kept: &Kept, body: Body) -> Response<Body> {
    let mut response = Response::builder()
        .header("x-goog-generation", kept.generation)
        .header("etag", format!("\"{:x}\"", kept.generation))
        .header("last-modified", "Fri, 20 Nov 2026 12:00:00 GMT")
        .header("content-length", kept.bytes.len());
    for (name, value) in &kept.headers {
        response = response.header(name, value);
    }
    response.body(body).expect("an answer")
}

async fn answer(State(place): State<Shared>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let query: HashMap<String, String> =
        url::form_urlencoded::parse(parts.uri.query().unwrap_or("").as_bytes())
            .into_owned()
            .collect();
    // A key of the kind that the tests have signs nothing; a real one's token would stand here.
    if let Some(value) = parts.headers.get("authorization")
        && !value.as_bytes().starts_with(b"Bearer")
    {
        return refuse(401, "AuthenticationRequired");
    }
    let path = parts.uri.path().to_owned();
    let Some(name) = path.strip_prefix("/stillup") else {
        return refuse(404, "NoSuchBucket");
    };
    let Some(name) = decoded(name.strip_prefix('/').unwrap_or("")) else {
        return refuse(400, "InvalidObjectName");
    };
    let name = name.as_str();
    let wanted = match parts.headers.get("x-goog-if-generation-match") {
        None => None,
        Some(value) => match value
            .to_str()
            .ok()
            .and_then(|value| value.parse::<u64>().ok())
        {
            Some(number) => Some(number),
            None => return refuse(400, "InvalidArgument"),
        },
    };
    let bytes = to_bytes(body, 64 << 20).await.expect("a body");
    let mut place = place.lock().expect("no panic");
    if name.is_empty() {
        return list(&place, &parts.method, &query);
    }
    if !query.is_empty() {
        return refuse(400, "InvalidQueryParameter");
    }
    let now = place.objects.get(name).map_or(0, |kept| kept.generation);
    if wanted.is_some_and(|wanted| wanted != now)
        && parts.method != Method::GET
        && parts.method != Method::HEAD
    {
        return refuse(412, "PreconditionFailed");
    }
    match parts.method {
        Method::PUT => put(&mut place, name, &parts.headers, bytes.to_vec()),
        Method::GET | Method::HEAD => match place.objects.get(name) {
            None => refuse(404, "NoSuchKey"),
            // It would be unpacked on the way, and its length not told.
            Some(kept)
                if kept.headers.contains_key("content-encoding")
                    && parts
                        .headers
                        .get("accept-encoding")
                        .is_none_or(|coding| coding != "gzip") =>
            {
                refuse(406, "WouldBeTranscoded")
            }
            Some(kept) if parts.method == Method::HEAD => described(kept, Body::empty()),
            Some(kept) => described(kept, Body::from(kept.bytes.clone())),
        },
        Method::DELETE if place.objects.remove(name).is_some() => Response::builder()
            .status(204)
            .body(Body::empty())
            .expect("an answer"),
        Method::DELETE => refuse(404, "NoSuchKey"),
        _ => refuse(StatusCode::METHOD_NOT_ALLOWED.as_u16(), "MethodNotAllowed"),
    }
}

fn put(place: &mut Place, name: &str, given: &HeaderMap, bytes: Vec<u8>) -> Response<Body> {
    // Without one, Google would guess: every file of ours says what it is.
    if !given.contains_key("content-type") || !given.contains_key("cache-control") {
        return refuse(400, "MissingHeader");
    }
    let kept = |name: &str| {
        matches!(name, "content-type" | "cache-control" | "content-encoding")
            || name.starts_with("x-goog-meta-")
    };
    let headers = given.iter().filter(|(name, _)| kept(name.as_str()));
    let headers = headers
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    place.generation += 1;
    let generation = place.generation;
    let new = Kept {
        bytes,
        headers,
        generation,
    };
    let answer = Response::builder()
        .header("x-goog-generation", generation)
        .header("etag", format!("\"{generation:x}\""))
        .body(Body::empty());
    place.objects.insert(name.to_owned(), new);
    answer.expect("an answer")
}

fn list(place: &Place, method: &Method, query: &HashMap<String, String>) -> Response<Body> {
    let known = ["list-type", "prefix", "max-keys", "continuation-token"];
    if *method != Method::GET || query.keys().any(|key| !known.contains(&key.as_str())) {
        return refuse(400, "InvalidQueryParameter");
    }
    let prefix = query.get("prefix").map_or("", String::as_str);
    let after = query.get("continuation-token").map_or("", String::as_str);
    let all = || {
        place
            .objects
            .iter()
            .filter(|(name, _)| name.starts_with(prefix) && name.as_str() > after)
    };
    let mut text = String::from(
        "<?xml version='1.0' encoding='UTF-8'?><ListBucketResult><Name>stillup</Name>",
    );
    let page: Vec<_> = all().take(1_000).collect();
    let more = all().nth(1_000).is_some();
    for (name, kept) in &page {
        text += &format!(
            "<Contents><Key>{name}</Key><LastModified>2026-11-20T12:00:00.000Z</LastModified><ETag>\"{:x}\"</ETag><Size>{}</Size></Contents>",
            kept.generation,
            kept.bytes.len()
        );
    }
    if let (true, Some((last, _))) = (more, page.last()) {
        text += &format!("<NextContinuationToken>{last}</NextContinuationToken>");
    }
    text += &format!("<IsTruncated>{more}</IsTruncated></ListBucketResult>");
    Response::builder()
        .body(Body::from(text))
        .expect("an answer")
}
