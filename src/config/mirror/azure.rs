//! `azure = { account = … }`: a container of Azure Blob Storage.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, bucket, env};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::azure::{AzureSettings, SECRETS};

/// A container.
pub(super) const KIND: Kind = Kind {
    name: "azure",
    table: TABLE,
    meaning: "A container of Azure Blob Storage, such as a static website's.",
    example: "azure = { account = \"acmestatus\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] azure";
const ENV: &str = "[[mirror]] azure env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "account", Form::Text, "required", "The storage account's name."),
    key(TABLE, "container", Form::Text, "`\"$web\"`", "The container; a static website's is `$web`."),
    key(TABLE, "prefix", Form::Text, "none", "The folder within the container."),
    key(TABLE, "endpoint", Form::Text, "the account's", "Another address of the blob service, such as another cloud's."),
    key(TABLE, "gzip", Form::Flag, "`true`", "Text is kept compressed (`Content-Encoding: gzip`): readers without gzip, such as `curl` without `--compressed`, then get what they cannot read."),
    key(TABLE, "env", Form::Table, "none", "Other names for the environment variables below."),
    key(ENV, "sas_token", Form::Text, "`AZURE_STORAGE_SAS_TOKEN`", "The variable that holds a shared access signature."),
    key(ENV, "account_key", Form::Text, "`AZURE_STORAGE_KEY`", "The variable that holds the account's key; read when the other is not set."),
];

fn read(report: &mut Report, section: &Section<'_>, before: &[MirrorConfig]) -> Option<MirrorKind> {
    let account = bucket::name(report, section, "account");
    let container = match section.text(report, "container") {
        Some(typed) => bucket::fitting(report, "container", &typed),
        None => Some("$web".to_owned()),
    };
    let endpoint = bucket::endpoint(report, section);
    let prefix = bucket::prefix(report, section);
    let gzip = section.flag(report, "gzip").unwrap_or(true);
    let env = env::names(report, section, ENV, SECRETS);
    if endpoint.is_none() && section.raw(report, "endpoint").is_some() {
        return None;
    }
    let kind = MirrorKind::Azure(AzureSettings {
        account: account?,
        container: container?,
        prefix: prefix?,
        endpoint,
        gzip,
        env,
    });
    bucket::apart(report, section.span.clone(), before, &kind).then_some(kind)
}
