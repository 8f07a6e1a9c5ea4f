//! `s3 = { bucket = … }`: a bucket of Amazon S3, or of a service that speaks its language.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, bucket, env};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::{Problem, did_you_mean};
use crate::publish::mirror::s3::{S3Settings, SECRETS};

/// A bucket.
pub(super) const KIND: Kind = Kind {
    name: "s3",
    table: TABLE,
    meaning: "A bucket of Amazon S3, or of a service that speaks its language.",
    example: "s3 = { bucket = \"acme-status\", region = \"eu-central-1\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] s3";
const ENV: &str = "[[mirror]] s3 env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "bucket", Form::Text, "required", "The bucket's name."),
    key(TABLE, "region", Form::Text, "`\"auto\"` with `endpoint`, else required", "Where it is, such as `\"eu-central-1\"`."),
    key(TABLE, "endpoint", Form::Text, "Amazon's", "The address of another service, without the bucket."),
    key(TABLE, "prefix", Form::Text, "none", "The folder within the bucket."),
    key(TABLE, "path_style", Form::Flag, "`true` with `endpoint`, else `false`", "The bucket is part of the path, not of the host's name."),
    key(TABLE, "acl", Form::Text, "none", "An access list set on each object, such as `\"public-read\"`, for services whose buckets cannot be public as a whole."),
    key(TABLE, "trust_conditional", Form::Flag, "`false`", "You know that this service keeps its word about conditional writes, also when many race; it has still to pass the probe."),
    key(TABLE, "instance_role", Form::Flag, "`false`", "Rights come with the machine: an instance role of Amazon's."),
    key(TABLE, "gzip", Form::Flag, "`true`", "Text is kept compressed (`Content-Encoding: gzip`): readers without gzip, such as `curl` without `--compressed`, then get what they cannot read."),
    key(TABLE, "env", Form::Table, "none", "Other names for the environment variables below."),
    key(ENV, "access_key_id", Form::Text, "`AWS_ACCESS_KEY_ID`", "The variable that holds the key's id."),
    key(ENV, "secret_access_key", Form::Text, "`AWS_SECRET_ACCESS_KEY`", "The variable that holds the key."),
    key(ENV, "session_token", Form::Text, "`AWS_SESSION_TOKEN`", "The variable that holds the token of a key that was lent, if it was."),
];

/// Access lists that a service may know (Canned ACL, Amazon's user guide, read 2026-11-27).
const ACLS: &[&str] = &[
    "private",
    "public-read",
    "bucket-owner-full-control",
    "bucket-owner-read",
    "authenticated-read",
];

fn read(report: &mut Report, section: &Section<'_>, before: &[MirrorConfig]) -> Option<MirrorKind> {
    let name = bucket::name(report, section, "bucket");
    let endpoint = bucket::endpoint(report, section);
    let elsewhere = section.raw(report, "endpoint").is_some();
    let region = match section.text(report, "region") {
        Some(typed) => bucket::fitting(report, "region", &typed),
        None if elsewhere => Some("auto".to_owned()),
        None => {
            if section.raw(report, "region").is_none() {
                section.missing(report, "region", "eu-central-1");
            }
            None
        }
    };
    let prefix = bucket::prefix(report, section);
    let path_style = section.flag(report, "path_style").unwrap_or(elsewhere);
    let acl = acl(report, section);
    let trust_conditional = section.flag(report, "trust_conditional").unwrap_or(false);
    let instance_role = section.flag(report, "instance_role").unwrap_or(false);
    let gzip = section.flag(report, "gzip").unwrap_or(true);
    let env = env::names(report, section, ENV, SECRETS);
    if elsewhere && endpoint.is_none() {
        return None;
    }
    let kind = MirrorKind::S3(S3Settings {
        bucket: name?,
        region: region?,
        endpoint,
        prefix: prefix?,
        path_style,
        acl,
        trust_conditional,
        instance_role,
        gzip,
        env,
    });
    bucket::apart(report, section.span.clone(), before, &kind).then_some(kind)
}

fn acl(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let typed = section.text(report, "acl")?;
    let text = typed.get_ref();
    if ACLS.contains(&text.as_str()) {
        return Some(text.clone());
    }
    let near = did_you_mean(text, ACLS.iter().copied()).unwrap_or("public-read");
    let problem = Problem::error("malformed-acl", format!("`{text}` is no access list"));
    report.add(typed.span(), problem.hint(format!("acl = \"{near}\"")));
    None
}
