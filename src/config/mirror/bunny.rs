//! `bunny = { zone = … }`: a storage zone of bunny.net.

use super::MirrorConfig;
use super::kind::{Kind, MirrorKind};
use super::{bucket, env};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::{Problem, did_you_mean};
use crate::publish::mirror::bunny::{BunnySettings, REGIONS};

/// A storage zone.
pub(super) const KIND: Kind = Kind {
    name: "bunny",
    table: TABLE,
    meaning: "The kind of mirror: a storage zone of bunny.net, which keeps no older publish from writing over a newer one.",
    example: "bunny = { zone = \"acme-status\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] bunny";
const SECRETS: &str = "[[mirror]] bunny env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "zone", Form::Text, "required", "The storage zone's name."),
    key(TABLE, "region", Form::Text, "`\"de\"`", "The zone's main region: `de`, `uk`, `se`, `ny`, `la`, `sg`, `syd`, `br` or `jh`."),
    key(TABLE, "endpoint", Form::Text, "the region's", "The address of the storage API, for a region that is not listed."),
    key(TABLE, "prefix", Form::Text, "none", "The folder within the zone."),
    key(TABLE, "env", Form::Table, "as below", "Names of environment variables."),
    key(SECRETS, "key", Form::Text, "`\"STILLUP_BUNNY_KEY\"`", "The variable with the zone's password, not the account's key."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let zone = bucket::name(report, section, "zone");
    let region = region(report, section);
    let endpoint = match section.raw(report, "endpoint") {
        Some(_) => bucket::endpoint(report, section),
        None => region.map(|host| format!("https://{host}")),
    };
    let prefix = bucket::prefix(report, section);
    let names = env::names(report, section, SECRETS, &[("key", "STILLUP_BUNNY_KEY")]);
    Some(MirrorKind::Bunny(BunnySettings {
        zone: zone?,
        endpoint: endpoint?,
        prefix: prefix?,
        key_variable: names.into_iter().next().unwrap_or_default(),
    }))
}

fn region(report: &mut Report, section: &Section<'_>) -> Option<&'static str> {
    let host = |name: &str| REGIONS.iter().find(|(region, _)| *region == name);
    let Some(typed) = section.text(report, "region") else {
        // One that is there and no text was complained about.
        let usual = section.raw(report, "region").is_none();
        return host("de").filter(|_| usual).map(|(_, host)| *host);
    };
    let text = typed.get_ref().to_ascii_lowercase();
    if let Some((_, host)) = host(&text) {
        return Some(host);
    }
    let near = did_you_mean(&text, REGIONS.iter().map(|(name, _)| *name)).unwrap_or("de");
    let known: Vec<_> = REGIONS
        .iter()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let problem = Problem::error("unknown-region", format!("there is no region `{text}`"))
        .because(format!("the regions are {}", known.join(", ")))
        .hint(format!("region = \"{near}\""));
    report.add(typed.span(), problem);
    None
}
