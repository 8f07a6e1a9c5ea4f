//! The kind `webdav`, over real servers: nginx and Apache.

use crate::daemons::Daemon;
use crate::daemons::web::{LOGIN, apache, nginx};
use crate::mortal::{Life, Mortal};
use crate::place::{InFolder, Place, files, set_at};
use crate::promises::{FIRST, release, send};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use stillup::net::secret::Secret;
use stillup::publish::fence::rename::Renames;
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::webdav::{Webdav, WebdavSettings};

static NGINX: LazyLock<Daemon> = LazyLock::new(nginx);
static APACHE: LazyLock<Daemon> = LazyLock::new(apache);

/// A folder of a server that others use too, not made yet.
fn fresh(server: &Daemon) -> (String, PathBuf) {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let name = format!("site {}", NUMBER.fetch_add(1, Ordering::SeqCst));
    let folder = server.folder.join("dav").join(&name);
    (
        format!("http://127.0.0.1:{}/dav/{name}", server.port),
        folder,
    )
}

fn folder(url: &str, user: Option<&str>, password: &str) -> Webdav {
    let settings = WebdavSettings {
        url: url.into(),
        user: user.map(str::to_owned),
        gzip: false,
        password_variable: "STILLUP_WEBDAV_PASSWORD".into(),
    };
    Webdav::new(&settings, Some(Secret::new(password))).expect("an address")
}

/// A folder at nginx, and where that keeps it.
pub fn at_nginx() -> (Renames<Webdav>, PathBuf) {
    let (url, at) = fresh(&NGINX);
    let folder = folder(&url, Some(LOGIN.0), LOGIN.1);
    (Renames { folder }, at)
}

macro_rules! place {
    ($name:ident, $server:ident, $doc:literal) => {
        #[doc = $doc]
        pub struct $name(String, PathBuf);

        impl Place for $name {
            const ROUNDS: u64 = 4;
            fn new() -> Self {
                let (url, folder) = fresh(&$server);
                $name(url, folder)
            }
            fn mirror(&self) -> Box<dyn Mirror> {
                let folder = self.folder();
                Box::new(Renames { folder })
            }
            fn mortal(&self, life: Life) -> Box<dyn Mirror> {
                let folder = self.folder();
                Box::new(Renames {
                    folder: Mortal { folder, life },
                })
            }
            fn public(&self) -> BTreeMap<String, Vec<u8>> {
                files(&self.1)
            }
            fn set(&self, path: &str, bytes: Option<&[u8]>) {
                set_at(&self.1, path, bytes);
            }
        }

        impl InFolder for $name {
            type Folder = Webdav;
            fn folder(&self) -> Webdav {
                folder(&self.0, Some(LOGIN.0), LOGIN.1)
            }
        }
    };
}

place!(
    Nginx,
    NGINX,
    "Nginx, with its own module and another one for `PROPFIND`."
);
place!(Apache, APACHE, "Apache, with `mod_dav` and `mod_dav_fs`.");

async fn refused(url: &str, user: Option<&str>, password: &str) -> String {
    let folder = folder(url, user, password);
    let trouble = send(&Renames { folder }, &release(FIRST, 1))
        .await
        .expect_err("refused");
    let problem = trouble.problem;
    let why = problem.why.unwrap_or_default();
    format!(
        "{}\nbecause: {why}\nhint: {}",
        problem.what,
        problem.hint.unwrap_or_default()
    )
}

#[tokio::test]
async fn who_is_not_let_in_is_told() {
    for server in [&*NGINX, &*APACHE] {
        let (url, _) = fresh(server);
        let shown = url.replace(' ', "%20");
        assert_eq!(
            refused(&url, Some("status"), "wrong").await,
            format!(
                "cannot look at `{shown}/.stillup/claims`\nbecause: the server answered with 401\n\
                 hint: the server does not know this `user` with this password"
            )
        );
        assert_eq!(
            refused(&url, None, "").await,
            format!(
                "cannot look at `{shown}/.stillup/claims`\nbecause: the server answered with 401\n\
                 hint: webdav = {{ url = \"…\", user = \"…\" }}   # it wants to know who asks"
            )
        );
    }
}

#[tokio::test]
async fn a_server_without_webdav_is_told() {
    let url = format!("http://127.0.0.1:{}/plain", NGINX.port);
    assert_eq!(
        refused(&url, Some(LOGIN.0), LOGIN.1).await,
        format!(
            "cannot look at `{url}/.stillup/claims`\nbecause: the server answered with 405\n\
             hint: the server has to allow PUT, DELETE, MKCOL, MOVE and PROPFIND there"
        )
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_may_be_asked_again() {
    let url = format!("http://127.0.0.1:{}/dav", crate::daemons::free_port());
    let folder = folder(&url, None, "");
    let trouble = Renames { folder }.look(None).await.expect_err("nobody");
    assert!(trouble.again);
    assert_eq!(trouble.problem.what, "cannot reach `127.0.0.1`");
    assert!(trouble.problem.why.unwrap_or_default().contains("refused"));
}

#[tokio::test]
async fn what_is_no_answer_is_told() {
    use axum::response::IntoResponse as _;
    let answer = |body: &'static str| async move {
        let router = axum::Router::new().fallback(move || async move {
            (axum::http::StatusCode::MULTI_STATUS, body).into_response()
        });
        let server = stillup::net::server::Server::start(([127, 0, 0, 1], 0).into(), router)
            .expect("a server");
        let url = format!("http://{}/dav", server.address);
        refused(&url, None, "")
            .await
            .replace(&server.address.to_string(), "HERE")
    };
    let begins =
        "cannot make sense of what is said of `http://HERE/dav/.stillup/claims`\nbecause: ";
    for body in ["", "<html>welcome", "<a xmlns=\"DAV:\">&what;</a>"] {
        let told = answer(body).await;
        assert!(told.starts_with(begins), "{told}");
    }
}

#[tokio::test]
async fn a_server_that_tells_another_length_is_asked_what_it_holds() {
    use axum::http::{Method, StatusCode};
    use axum::response::IntoResponse as _;
    use stillup::publish::fence::rename::Folder as _;
    let held = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/dav/a.html</D:href><D:propstat><D:prop>\
                <D:resourcetype/><D:getcontentlength>12</D:getcontentlength></D:prop></D:propstat></D:response>\
                </D:multistatus>";
    let answer = move |method: Method| async move {
        match method.as_str() {
            "HEAD" => "packed".into_response(),
            _ => (StatusCode::MULTI_STATUS, held).into_response(),
        }
    };
    let router = axum::Router::new().fallback(answer);
    let server = stillup::net::server::Server::start(([127, 0, 0, 1], 0).into(), router);
    let url = format!("http://{}/dav", server.as_ref().expect("a server").address);
    let folder = folder(&url, None, "");
    let asked = |length| folder.lacking(vec![("a.html".into(), length..=length)]);
    assert_eq!(asked(12).await, Ok(vec![]));
    assert_eq!(asked(13).await, Ok(vec!["a.html".to_owned()]));
}

#[tokio::test]
async fn a_file_that_goes_while_it_is_opened_is_not_there() {
    use axum::http::{Method, StatusCode};
    use axum::response::IntoResponse as _;
    use std::sync::Arc;
    use stillup::publish::fence::rename::Folder as _;
    // Apache refuses what it found and cannot open any more.
    let asked = Arc::new(AtomicU64::new(0));
    let answer = move |method: Method, uri: axum::http::Uri| async move {
        let there = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/dav/there</D:href><D:propstat><D:prop>\
                     <D:resourcetype/></D:prop></D:propstat></D:response></D:multistatus>";
        match (method.as_str(), uri.path()) {
            ("PROPFIND", "/dav/there" | "/dav/shut") => (
                StatusCode::MULTI_STATUS,
                there.replace("there", &uri.path()[5..]),
            )
                .into_response(),
            ("GET", "/dav/there") if asked.fetch_add(1, Ordering::SeqCst) > 0 => {
                "read".into_response()
            }
            ("GET", _) => StatusCode::FORBIDDEN.into_response(),
            _ => StatusCode::NOT_FOUND.into_response(),
        }
    };
    let router = axum::Router::new().fallback(answer);
    let server = stillup::net::server::Server::start(([127, 0, 0, 1], 0).into(), router);
    let url = format!("http://{}/dav", server.as_ref().expect("a server").address);
    let folder = folder(&url, None, "");
    assert_eq!(folder.read("gone").await, Ok(None));
    assert_eq!(folder.read("there").await, Ok(Some(b"read".to_vec())));
    let shut = folder.read("shut").await.expect_err("it may not be read");
    assert_eq!(
        shut.problem.why.unwrap_or_default(),
        "the server answered with 403"
    );
}
