//! `gcs = { bucket = … }`: a bucket of Google Cloud Storage.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, bucket, env};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::gcs::{GcsSettings, SECRETS};

/// A bucket.
pub(super) const KIND: Kind = Kind {
    name: "gcs",
    table: TABLE,
    meaning: "A bucket of Google Cloud Storage.",
    example: "gcs = { bucket = \"acme-status\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] gcs";
const ENV: &str = "[[mirror]] gcs env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "bucket", Form::Text, "required", "The bucket's name."),
    key(TABLE, "prefix", Form::Text, "none", "The folder within the bucket."),
    key(TABLE, "endpoint", Form::Text, "Google's", "Another address of the service, such as a private one."),
    key(TABLE, "gzip", Form::Flag, "`true`", "Text is kept compressed (`Content-Encoding: gzip`): readers without gzip, such as `curl` without `--compressed`, then get what they cannot read."),
    key(TABLE, "env", Form::Table, "none", "Other names for the environment variables below."),
    key(ENV, "service_account_key", Form::Text, "`GOOGLE_SERVICE_ACCOUNT_KEY`", "The variable that holds a service account's key, the JSON itself."),
    key(ENV, "credentials_file", Form::Text, "`GOOGLE_APPLICATION_CREDENTIALS`", "The variable that holds the path of a file of credentials; read when the other is not set."),
];

fn read(report: &mut Report, section: &Section<'_>, before: &[MirrorConfig]) -> Option<MirrorKind> {
    let name = bucket::name(report, section, "bucket");
    let endpoint = bucket::endpoint(report, section);
    let prefix = bucket::prefix(report, section);
    let gzip = section.flag(report, "gzip").unwrap_or(true);
    let env = env::names(report, section, ENV, SECRETS);
    if endpoint.is_none() && section.raw(report, "endpoint").is_some() {
        return None;
    }
    let kind = MirrorKind::Gcs(GcsSettings {
        bucket: name?,
        prefix: prefix?,
        endpoint,
        gzip,
        env,
    });
    bucket::apart(report, section.span.clone(), before, &kind).then_some(kind)
}
