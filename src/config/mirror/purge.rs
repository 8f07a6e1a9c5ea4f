//! `purge = { … }`: the CDN in front of a mirror, which has to forget old pages.

use super::env;
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::Problem;
use crate::publish::mirror::{gcs, s3};

/// A CDN, with how it is asked to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurgeConfig {
    /// Which one.
    pub cdn: CdnKind,
    /// Names of the environment variables with its secrets.
    pub variables: Vec<String>,
    /// Another address of its API.
    pub endpoint: Option<String>,
}

/// Which CDN it is, and what of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CdnKind {
    /// A zone of Cloudflare's.
    Cloudflare(String),
    /// A distribution of CloudFront's.
    CloudFront(String),
    /// A service of Fastly's.
    Fastly(String),
    /// A pull zone of bunny.net's.
    Bunny(String),
    /// A project of Google's and the URL map in it.
    Google(String, String),
}

const PURGE: &str = "[[mirror]] purge";
const CLOUDFLARE: &str = "[[mirror]] purge cloudflare";
const CLOUDFLARE_ENV: &str = "[[mirror]] purge cloudflare env";
const CLOUDFRONT: &str = "[[mirror]] purge cloudfront";
const CLOUDFRONT_ENV: &str = "[[mirror]] purge cloudfront env";
const FASTLY: &str = "[[mirror]] purge fastly";
const FASTLY_ENV: &str = "[[mirror]] purge fastly env";
const BUNNY: &str = "[[mirror]] purge bunny";
const BUNNY_ENV: &str = "[[mirror]] purge bunny env";
const GOOGLE: &str = "[[mirror]] purge google";
const GOOGLE_ENV: &str = "[[mirror]] purge google env";

#[rustfmt::skip]
pub(in crate::config) const KEYS: &[Key] = &[
    key(PURGE, "cloudflare", Form::Table, "none", "Cloudflare."),
    key(PURGE, "cloudfront", Form::Table, "none", "Amazon CloudFront."),
    key(PURGE, "fastly", Form::Table, "none", "Fastly."),
    key(PURGE, "bunny", Form::Table, "none", "bunny.net."),
    key(PURGE, "google", Form::Table, "none", "Google's Cloud CDN."),
    key(CLOUDFLARE, "zone", Form::Text, "required", "The zone's id."),
    key(CLOUDFLARE, "endpoint", Form::Text, "Cloudflare's", "Another address of the API."),
    key(CLOUDFLARE, "env", Form::Table, "as below", "Names of environment variables."),
    key(CLOUDFLARE_ENV, "token", Form::Text, "`\"STILLUP_PURGE_TOKEN\"`", "The variable with a token that may purge this zone."),
    key(CLOUDFRONT, "distribution", Form::Text, "required", "The distribution's id."),
    key(CLOUDFRONT, "endpoint", Form::Text, "Amazon's", "Another address of the API."),
    key(CLOUDFRONT, "env", Form::Table, "as below", "Names of environment variables."),
    key(CLOUDFRONT_ENV, "access_key_id", Form::Text, "`AWS_ACCESS_KEY_ID`", "The variable with the id of a key that may create invalidations."),
    key(CLOUDFRONT_ENV, "secret_access_key", Form::Text, "`AWS_SECRET_ACCESS_KEY`", "The variable that holds the key."),
    key(CLOUDFRONT_ENV, "session_token", Form::Text, "`AWS_SESSION_TOKEN`", "The variable that holds the token of a key that was lent, if it was."),
    key(FASTLY, "service", Form::Text, "required", "The service's id."),
    key(FASTLY, "endpoint", Form::Text, "Fastly's", "Another address of the API."),
    key(FASTLY, "env", Form::Table, "as below", "Names of environment variables."),
    key(FASTLY_ENV, "token", Form::Text, "`\"STILLUP_PURGE_TOKEN\"`", "The variable with a token that may purge this service."),
    key(BUNNY, "pull_zone", Form::Text, "required", "The pull zone's id, a number in quotes."),
    key(BUNNY, "endpoint", Form::Text, "bunny.net's", "Another address of the API."),
    key(BUNNY, "env", Form::Table, "as below", "Names of environment variables."),
    key(BUNNY_ENV, "token", Form::Text, "`\"STILLUP_PURGE_TOKEN\"`", "The variable with the account's key."),
    key(GOOGLE, "project", Form::Text, "required", "The project's id."),
    key(GOOGLE, "url_map", Form::Text, "required", "The name of the load balancer's URL map."),
    key(GOOGLE, "endpoint", Form::Text, "Google's", "Another address of the API."),
    key(GOOGLE, "env", Form::Table, "as below", "Names of environment variables."),
    key(GOOGLE_ENV, "service_account_key", Form::Text, "`GOOGLE_SERVICE_ACCOUNT_KEY`", "The variable with the key, as JSON, of a service account that may invalidate caches."),
];

/// The usual variable of those that take one token.
const TOKEN: &[(&str, &str)] = &[("token", "STILLUP_PURGE_TOKEN")];

type Read = (CdnKind, Vec<String>);

/// Reads `purge`.
pub(super) fn read(report: &mut Report, section: &Section<'_>) -> Option<PurgeConfig> {
    let value = section.raw(report, "purge")?;
    let path = format!("{}.purge", section.path());
    let purge = Section::open(report, PURGE, path, value)?;
    let mut found = None;
    for (name, table) in [
        ("cloudflare", CLOUDFLARE),
        ("cloudfront", CLOUDFRONT),
        ("fastly", FASTLY),
        ("bunny", BUNNY),
        ("google", GOOGLE),
    ] {
        let Some(value) = purge.raw(report, name) else {
            continue;
        };
        let path = format!("{}.{name}", purge.path());
        let cdn = Section::open(report, table, path, value)?;
        if found.is_some() {
            let problem = Problem::error(
                "two-kinds",
                "a mirror has one CDN before it, and this one has two",
            );
            report.add(value.span(), problem.hint("name the one that readers ask"));
            continue;
        }
        let endpoint = super::bucket::endpoint(report, &cdn);
        found = Some((kind(report, &cdn, name), endpoint));
    }
    let Some((read, endpoint)) = found else {
        let problem = Problem::error("missing-key", "`purge` names no CDN");
        report.add(
            purge.span.clone(),
            problem.hint("purge = { cloudflare = { zone = \"…\" } }"),
        );
        return None;
    };
    let (cdn, variables) = read?;
    Some(PurgeConfig {
        cdn,
        variables,
        endpoint,
    })
}

fn kind(report: &mut Report, cdn: &Section<'_>, name: &str) -> Option<Read> {
    let mut text = |key: &str, example: &str| required(report, cdn, key, example);
    let (kind, table, usual): (_, _, &[(&str, &str)]) = match name {
        "cloudflare" => {
            let zone = text("zone", "023e105f4ecef8ad9ca31a8372d0c353")?;
            (CdnKind::Cloudflare(zone), CLOUDFLARE_ENV, TOKEN)
        }
        "cloudfront" => {
            let distribution = text("distribution", "EDFDVBD6EXAMPLE")?;
            (
                CdnKind::CloudFront(distribution),
                CLOUDFRONT_ENV,
                s3::SECRETS,
            )
        }
        "fastly" => (
            CdnKind::Fastly(text("service", "SU1Z0isxPaozGVKXdv0eY")?),
            FASTLY_ENV,
            TOKEN,
        ),
        "bunny" => (
            CdnKind::Bunny(text("pull_zone", "12345")?),
            BUNNY_ENV,
            TOKEN,
        ),
        _ => {
            let project = text("project", "acme-status")?;
            let map = text("url_map", "status")?;
            (
                CdnKind::Google(project, map),
                GOOGLE_ENV,
                &gcs::SECRETS[..1],
            )
        }
    };
    Some((kind, env::names(report, cdn, table, usual)))
}

/// An id: it becomes part of an address.
fn required(report: &mut Report, cdn: &Section<'_>, key: &str, example: &str) -> Option<String> {
    let Some(typed) = cdn.text(report, key) else {
        if cdn.raw(report, key).is_none() {
            cdn.missing(report, key, example);
        }
        return None;
    };
    let text = typed.get_ref();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !text.is_empty() && text.chars().all(fits) {
        return Some(text.clone());
    }
    let problem = Problem::error(
        "malformed-name",
        format!("`{key}` must be an id, not an address"),
    );
    report.add(typed.span(), problem.hint(format!("{key} = \"{example}\"")));
    None
}
