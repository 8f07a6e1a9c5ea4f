//! The way requests of the crate `object_store` take: what the server calls itself is noted, and deletes
//! get the condition that the crate cannot express.

use super::Told;
use crate::publish::fence::objects::bucket::Tag;
use async_trait::async_trait;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpRequest, HttpResponse, HttpService, ReqwestConnector,
};
use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, HeaderName, HeaderValue, IF_MATCH, SERVER};
use std::sync::{Arc, Mutex, PoisonError};

tokio::task_local! {
    /// The condition under which the request of this task may delete.
    static CONDITION: (HeaderName, HeaderValue);
}

/// Does a delete only while its object is this version, as far as the server knows such conditions: S3
/// and Google do. The header may be added after signing: only those that begin with `x-amz-` have to be
/// signed for the one, and none for the other.
pub(super) async fn only_if<T>(told: Told, tag: &Tag, delete: impl Future<Output = T>) -> T {
    let name = match told {
        Told::ByTag => IF_MATCH,
        Told::ByNumber => HeaderName::from_static("x-goog-if-generation-match"),
    };
    match HeaderValue::from_str(&tag.0) {
        Ok(value) => CONDITION.scope((name, value), delete).await,
        Err(_) => delete.await,
    }
}

/// Makes clients, and remembers what their server calls itself.
#[derive(Debug, Clone, Default)]
pub(in crate::publish::mirror) struct Wire {
    server: Arc<Mutex<String>>,
}

impl Wire {
    pub(super) fn server(&self) -> String {
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        server.clone()
    }
}

impl HttpConnector for Wire {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let client = ReqwestConnector::default().connect(options)?;
        let wire = self.clone();
        Ok(HttpClient::new(Noting { client, wire }))
    }
}

#[derive(Debug)]
struct Noting {
    client: HttpClient,
    wire: Wire,
}

#[async_trait]
impl HttpService for Noting {
    async fn call(&self, mut request: HttpRequest) -> Result<HttpResponse, HttpError> {
        if request.method() == Method::DELETE {
            let condition = CONDITION.try_with(Clone::clone);
            request
                .headers_mut()
                .extend(condition.ok().map(|(name, value)| (Some(name), value)));
        }
        // As it is kept: else Google unpacks text on the way, and then does not tell its length.
        let coded = HeaderValue::from_static("gzip");
        request.headers_mut().insert(ACCEPT_ENCODING, coded);
        let response = self.client.execute(request).await?;
        let name = response.headers().get(SERVER);
        let name = name.and_then(|name| name.to_str().ok()).unwrap_or("");
        let mut server = self
            .wire
            .server
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if *server != name {
            name.clone_into(&mut server);
        }
        drop(server);
        Ok(response)
    }
}
