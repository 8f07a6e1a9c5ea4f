//! `[[dns.host]]`: where mirrors are, when their kind does not tell.

use super::{HOST, as_name, no_address, tables};
use crate::config::mirror::MirrorConfig;
use crate::config::read::{Report, Section};
use crate::dns::settings::{HostSettings, Place};
use crate::problem::{Problem, did_you_mean};
use std::collections::BTreeSet;
use std::net::IpAddr;
use toml::Spanned;

pub(super) fn hosts(
    report: &mut Report,
    section: &Section<'_>,
    mirrors: &[MirrorConfig],
) -> Vec<HostSettings> {
    let mut found = Vec::new();
    for table in tables(report, section, "host", HOST) {
        let mirror = table.text(report, "mirror");
        if mirror.is_none() && table.raw(report, "mirror").is_none() {
            table.missing(report, "mirror", "files");
        }
        let mirror = mirror.and_then(|typed| known_mirror(report, &typed, mirrors));
        let mut addresses = BTreeSet::new();
        for typed in table.texts(report, "addresses").unwrap_or_default() {
            match typed.get_ref().parse::<IpAddr>() {
                Ok(ip) => drop(addresses.insert(ip)),
                Err(_) => no_address(
                    report,
                    &typed,
                    "addresses = [\"192.0.2.1\", \"2001:db8::1\"]",
                ),
            }
        }
        let cname = table.text(report, "cname");
        let cname = cname.and_then(|typed| as_name(report, "cname", &typed, "acme.host.example"));
        let place = match (addresses.is_empty(), cname) {
            (false, None) => Place::Addresses(addresses),
            (true, Some(cname)) => Place::Cname(cname),
            (empty, _) => {
                let what = match empty {
                    true => "a `[[dns.host]]` needs `addresses` or `cname`",
                    false => "a `[[dns.host]]` has `addresses` or `cname`, not both",
                };
                let problem = Problem::error("missing-key", what);
                report.add(
                    table.span.clone(),
                    problem.hint("addresses = [\"192.0.2.1\"]"),
                );
                continue;
            }
        };
        found.extend(mirror.map(|mirror| HostSettings { mirror, place }));
    }
    found
}

/// The mirror that was meant.
pub(super) fn known_mirror(
    report: &mut Report,
    typed: &Spanned<String>,
    mirrors: &[MirrorConfig],
) -> Option<String> {
    let names = || mirrors.iter().map(|mirror| mirror.name.as_str());
    let text = typed.get_ref();
    if let Some(name) = names().find(|name| name.eq_ignore_ascii_case(text)) {
        return Some(name.to_owned());
    }
    let problem = Problem::error("unknown-mirror", format!("there is no mirror `{text}`"));
    let hint = match did_you_mean(text, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("[[mirror]]\nname = \"{text}\""),
    };
    report.add(typed.span(), problem.hint(hint));
    None
}
