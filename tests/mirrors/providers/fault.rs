//! What may go wrong on the way to a provider and back.

use super::{Call, Reply};
use axum::body::Body;
use axum::http::{Method, Response};
use futures_util::StreamExt as _;
use futures_util::stream;
use std::time::Duration;

/// How one request fares.
pub enum Way {
    /// It is done and answered.
    Whole,
    /// It is not done, and answered so.
    Status(u16, Vec<(&'static str, String)>),
    /// It is done, and its answer is lost.
    Unanswered,
    /// It never arrives.
    Lost,
    /// It is done, and its answer is cut off in the middle.
    Cut,
    /// It is done, and its answer takes so long.
    Slow(Duration),
    /// It is answered as when there were only so many drafts.
    Before(usize),
}

/// The next request of this method whose path has these words in it fares so.
pub struct Fault {
    /// The method.
    pub method: Method,
    /// Words of its path.
    pub words: &'static str,
    /// How it fares.
    pub way: Way,
}

impl Fault {
    /// Whether this request is meant. Words that end in `$` are those its path ends in.
    pub fn is_for(&self, call: &Call) -> bool {
        let meant = match self.words.strip_suffix('$') {
            Some(end) => call.path.ends_with(end),
            None => call.path.contains(self.words),
        };
        self.method == call.method && meant
    }
}

fn broken() -> std::io::Error {
    std::io::ErrorKind::ConnectionReset.into()
}

/// Sends an answer this way.
pub async fn go(reply: Reply, way: Way) -> Response<Body> {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    let bytes = reply.body;
    let body = match way {
        Way::Unanswered | Way::Lost => {
            Body::from_stream(stream::once(async { Err::<Vec<u8>, _>(broken()) }))
        }
        Way::Cut => {
            let half = bytes[..bytes.len() / 2].to_vec();
            Body::from_stream(stream::iter([Ok(half), Err(broken())]))
        }
        Way::Slow(long) => {
            let halves = [
                bytes[..bytes.len() / 2].to_vec(),
                bytes[bytes.len() / 2..].to_vec(),
            ];
            Body::from_stream(stream::iter(halves).then(move |half| async move {
                tokio::time::sleep(long / 2).await;
                Ok::<_, std::io::Error>(half)
            }))
        }
        _ => Body::from(bytes),
    };
    response.body(body).expect("an answer")
}
