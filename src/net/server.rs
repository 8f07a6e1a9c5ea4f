//! Answering over HTTP on this machine, for looking at a site and for rehearsing its loss.

use crate::problem::Problem;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

/// What is sent for a path.
#[derive(Debug, Clone)]
pub struct Page {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The value of `Cache-Control`.
    pub cache_control: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Finds the file of a path without a leading slash, decoded; nothing when there is none.
pub type Find = Arc<dyn Fn(&str) -> Option<Page> + Send + Sync>;

/// A server with its own thread: stopping it closes its socket and every connection.
#[derive(Debug)]
pub struct Server {
    /// Where it answers.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers at `address`; port 0 takes any free one.
    ///
    /// # Errors
    /// The port is in use, or may not be used.
    pub fn start(address: SocketAddr, router: Router) -> Result<Self, Problem> {
        let bound = std::net::TcpListener::bind(address).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok((listener.local_addr()?, listener))
        });
        let (address, listener) = bound.map_err(|error| refused(address, &error))?;
        let (stop, stopped) = oneshot::channel::<()>();
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| refused(address, &error))?;
        let thread = std::thread::spawn(move || {
            runtime.block_on(async move {
                let Ok(listener) = TcpListener::from_std(listener) else {
                    return;
                };
                tokio::select! {
                    _ = axum::serve(listener, router) => {}
                    _ = stopped => {}
                }
            });
            // Connections are tasks of this runtime: they end with it, wherever they are.
            runtime.shutdown_background();
        });
        Ok(Server {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It has only a panic to tell, and that was printed.
            let _ = thread.join();
        }
    }
}

fn refused(address: SocketAddr, error: &std::io::Error) -> Problem {
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrInUse => Problem::error("port-in-use", format!("port {port} is in use"))
            .hint(format!("ss -ltnp 'sport = :{port}'   # shows by whom")),
        _ => Problem::error("port", format!("cannot answer at {address}")).because(error),
    }
}

/// A site's files: `/` is `index.html`, an address without an ending is its page, what is not found
/// is `404.html`. Readers from other origins may read everything.
pub fn site(find: Find) -> Router {
    Router::new().fallback(move |request: Request| {
        let find = Arc::clone(&find);
        async move { answer(&request, &*find) }
    })
}

fn answer(
    request: &Request,
    find: &(dyn Fn(&str) -> Option<Page> + Send + Sync),
) -> Response<Body> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let path = decoded(request.uri().path());
    let (status, page) = match look_up(path.trim_start_matches('/'), find) {
        Some(page) => (StatusCode::OK, page),
        None => (
            StatusCode::NOT_FOUND,
            find("404.html").unwrap_or_else(not_found),
        ),
    };
    let head = request.method() == Method::HEAD;
    let length = page.body.len();
    let mut response = Response::new(if head {
        Body::empty()
    } else {
        Body::from(page.body)
    });
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(page.content_type),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(page.cache_control),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}

fn look_up(path: &str, find: &(dyn Fn(&str) -> Option<Page> + Send + Sync)) -> Option<Page> {
    // What publishing keeps for itself, and paths that would lead out of the folder.
    if path
        .split('/')
        .any(|part| part == ".." || part == ".stillup")
    {
        return None;
    }
    match path {
        path if path.is_empty() || path.ends_with('/') => find(&format!("{path}index.html")),
        path => find(path).or_else(|| find(&format!("{path}.html"))),
    }
}

fn not_found() -> Page {
    Page {
        content_type: "text/plain; charset=utf-8",
        cache_control: "no-store",
        body: b"There is no such page.\n".to_vec(),
    }
}

/// A path with its `%xx` resolved; what is not UTF-8 afterwards finds nothing.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (other, _) => {
                bytes.push(*other);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
