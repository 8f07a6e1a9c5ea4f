//! `webdav = { url = … }`: a folder that a web server lets us change.

use super::MirrorConfig;
use super::env;
use super::kind::{Kind, MirrorKind};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::Problem;
use crate::publish::mirror::webdav::WebdavSettings;
use url::{Host, Url};

/// A folder behind WebDAV.
pub(super) const KIND: Kind = Kind {
    name: "webdav",
    table: TABLE,
    meaning: "The kind of mirror: a folder that a web server lets us change over HTTP.",
    example: "webdav = { url = \"https://dav.acme.example/status\", user = \"status\" }",
    keys: KEYS,
    read,
};

/// What hints say.
const EXAMPLE: &str = "https://dav.acme.example/status";

const TABLE: &str = "[[mirror]] webdav";
const SECRETS: &str = "[[mirror]] webdav env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "url", Form::Text, "required", "The folder's address: `https`, or `http` on this machine or without a `user`. Without a password in it."),
    key(TABLE, "user", Form::Text, "nobody", "Whom to log in as."),
    key(TABLE, "gzip", Form::Flag, "`false`", "Texts are kept as `….gz` only, which the web server has to send as `Content-Encoding: gzip`: a fraction of the bytes to send. Not to be changed for a folder that was published to."),
    key(TABLE, "env", Form::Table, "as below", "Names of environment variables."),
    key(SECRETS, "password", Form::Text, "`\"STILLUP_WEBDAV_PASSWORD\"`", "The variable with the `user`'s password."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let user = section.text(report, "user").map(toml::Spanned::into_inner);
    let url = url(report, section, user.is_some(), EXAMPLE);
    let gzip = section.flag(report, "gzip").unwrap_or(false);
    let names = env::names(
        report,
        section,
        SECRETS,
        &[("password", "STILLUP_WEBDAV_PASSWORD")],
    );
    Some(MirrorKind::Webdav(WebdavSettings {
        url: url?,
        user,
        gzip,
        password_variable: names.into_iter().next().unwrap_or_default(),
    }))
}

/// A folder's address; with `login` a secret is sent there. `example` is what hints say.
pub(super) fn url(
    report: &mut Report,
    section: &Section<'_>,
    login: bool,
    example: &str,
) -> Option<String> {
    let Some(typed) = section.text(report, "url") else {
        if section.raw(report, "url").is_none() {
            section.missing(report, "url", example);
        }
        return None;
    };
    let text = typed.get_ref();
    let mut fail = |code, what: String, hint: String| {
        report.add(typed.span(), Problem::error(code, what).hint(hint));
        None
    };
    let example = || format!("url = \"{example}\"");
    let parsed = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"));
    let Some(mut url) = parsed else {
        // Not repeated: what cannot be read may hold a password.
        let what = "`url` must be a web address that begins with `https://`".to_owned();
        return fail("malformed-url", what, example());
    };
    if !url.username().is_empty() || url.password().is_some() {
        let user = url.username().to_owned();
        let _ = url.set_username("").and_then(|()| url.set_password(None));
        let what =
            "a user or password in `url` is not taken: the password comes from the environment"
                .to_owned();
        let user = if user.is_empty() { "status" } else { &user };
        return fail(
            "secret-in-file",
            what,
            format!("url = \"{url}\", user = \"{user}\""),
        );
    }
    if url.query().is_some() || url.fragment().is_some() {
        url.set_query(None);
        url.set_fragment(None);
        return fail(
            "malformed-url",
            "`url` must be a folder's address, without `?` and `#`".to_owned(),
            format!("url = \"{url}\""),
        );
    }
    let near = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    if login && url.scheme() == "http" && !near {
        let _ = url.set_scheme("https");
        let what = "a password is not sent over `http`".to_owned();
        return fail("unsafe-url", what, format!("url = \"{url}\""));
    }
    Some(url.as_str().trim_end_matches('/').to_owned())
}
