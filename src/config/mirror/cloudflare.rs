//! `cloudflare = { account = …, worker = … }`: the static assets of a Worker, or a project of Pages.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, env, hosted};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::Problem;
use crate::publish::mirror::cloudflare::{CloudflareSettings, Product, SECRETS};

/// A Worker's static assets, or a project of Pages.
pub(super) const KIND: Kind = Kind {
    name: "cloudflare",
    table: TABLE,
    meaning: "The static assets of a Cloudflare Worker, or a project of Cloudflare Pages.",
    example: "cloudflare = { account = \"023e105f4ecef8ad9ca31a8372d0c353\", worker = \"acme-status\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] cloudflare";
const ENV: &str = "[[mirror]] cloudflare env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "account", Form::Text, "required", "The account's id: 32 hexadecimal digits."),
    key(TABLE, "worker", Form::Text, "this or `pages`", "The name of a Worker that has nothing but static assets."),
    key(TABLE, "pages", Form::Text, "this or `worker`", "The name of a project of Pages. There the last writer wins: prefer a Worker."),
    key(TABLE, "read_at", Form::Text, "the mirror's `address`", "Another address of the same site, at which publishing reads what is live."),
    key(TABLE, "endpoint", Form::Text, "Cloudflare's", "Another address of the API."),
    key(TABLE, "env", Form::Table, "none", "Another name for the environment variable below."),
    key(ENV, "token", Form::Text, "`CLOUDFLARE_API_TOKEN`", "The variable that holds an API token."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let example = "023e105f4ecef8ad9ca31a8372d0c353";
    let account = hosted::name(report, section, "account", example, wrong_account);
    let product = product(report, section);
    let read_at = hosted::address(report, section, "read_at");
    let endpoint = hosted::address(report, section, "endpoint");
    let env = env::names(report, section, ENV, SECRETS);
    Some(MirrorKind::Cloudflare(CloudflareSettings {
        account: account?,
        product: product?,
        read_at: read_at.ok()?,
        endpoint: endpoint.ok()?,
        env,
    }))
}

/// One of the two.
fn product(report: &mut Report, section: &Section<'_>) -> Option<Product> {
    let given = |report: &mut Report, key| section.raw(report, key).is_some();
    match (given(report, "worker"), given(report, "pages")) {
        (true, false) => {
            hosted::optional(report, section, "worker", wrong_name).map(Product::Worker)
        }
        (false, true) => hosted::optional(report, section, "pages", wrong_name).map(Product::Pages),
        (false, false) => {
            section.missing(report, "worker", "acme-status");
            None
        }
        (true, true) => {
            let what = "a mirror is a `worker` or a project of `pages`, not both";
            let problem = Problem::error("two-kinds", what);
            let hint = "write a `[[mirror]]` for each";
            report.add(section.span_of("pages"), problem.hint(hint));
            None
        }
    }
}

fn wrong_account(text: &str) -> Option<(&'static str, String)> {
    let id = text.len() == 32 && text.chars().all(|c| c.is_ascii_hexdigit());
    let form = "an account's id: 32 hexadecimal digits, as the dashboard shows them";
    (!id).then(|| (form, "023e105f4ecef8ad9ca31a8372d0c353".to_owned()))
}

fn wrong_name(text: &str) -> Option<(&'static str, String)> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let whole = !text.is_empty() && text.len() <= 63 && text.chars().all(fits);
    let form = "a name in small letters, not an address";
    let bare = text.rsplit("://").next().unwrap_or(text);
    let bare = bare.split(['.', '/']).next().unwrap_or(bare);
    (!whole || text.starts_with('-')).then(|| (form, hosted::slug(bare)))
}
