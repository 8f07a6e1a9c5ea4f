//! `[[dns.record]]`: what is wanted beyond the mirrors' own names, and names that mirrors share.

use super::host::known_mirror;
use super::{name, ttl};
use crate::config::mirror::MirrorConfig;
use crate::config::read::{Report, Section};
use crate::dns::record::Data;
use crate::dns::settings::{RecordSettings, What};
use crate::problem::{Problem, did_you_mean};
use std::collections::BTreeSet;
use toml::Spanned;

const TYPES: &[&str] = &["A", "AAAA", "CNAME", "MX", "TXT", "CAA"];

/// At most so many addresses of different mirrors on one name: browsers try two attempts at a time.
const SHARED: usize = 2;

pub(super) fn read(
    report: &mut Report,
    section: &Section<'_>,
    position: usize,
    mirrors: &[MirrorConfig],
) -> Option<RecordSettings> {
    let owner = name(report, section, "name", "status.acme-status.example");
    let ttl = ttl(report, section, "ttl");
    let rtype = rtype(report, section);
    let values = section.texts(report, "values");
    let shared = section.texts(report, "mirrors");
    let what = match (rtype, values, shared) {
        (None, None, Some(names)) => {
            let span = section.span_of("mirrors");
            let names: Vec<String> = names
                .iter()
                .filter_map(|typed| known_mirror(report, typed, mirrors))
                .collect();
            if names.len() > SHARED {
                let what = format!(
                    "{} mirrors share a name, and browsers reach two in time",
                    names.len()
                );
                let problem = Problem::finding("too-many-shared", what);
                report.add(span, problem.hint("name two, of different operators"));
            }
            if names.is_empty() {
                return None;
            }
            What::Mirrors(names)
        }
        (Some(rtype), Some(values), None) => What::Data(said(report, section, rtype, &values)?),
        // Said already.
        (None, Some(_), None) if section.raw(report, "type").is_some() => return None,
        _ => {
            let what = "a `[[dns.record]]` needs `type` and `values`, or `mirrors`";
            let hint = "type = \"A\"\nvalues = [\"192.0.2.1\"]";
            report.add(
                section.span.clone(),
                Problem::error("missing-key", what).hint(hint),
            );
            return None;
        }
    };
    Some(RecordSettings {
        name: owner?,
        ttl,
        what,
        position,
    })
}

/// What it says, as far as it can be read; nothing when there is nothing left.
fn said(
    report: &mut Report,
    section: &Section<'_>,
    rtype: &'static str,
    values: &[Spanned<String>],
) -> Option<BTreeSet<Data>> {
    let mut data = BTreeSet::new();
    for typed in values {
        match parse(rtype, typed.get_ref()) {
            Some(one) => drop(data.insert(one)),
            None => {
                let what = format!("`{}` is nothing that {rtype} says", typed.get_ref());
                let hint = format!("values = [\"{}\"]", example(rtype));
                let problem = Problem::error("malformed-record", what);
                report.add(typed.span(), problem.hint(hint));
            }
        }
    }
    if rtype == "CNAME" && data.len() > 1 {
        let what = "a name stands for one other, not for several";
        let problem = Problem::error("malformed-record", what);
        let hint = "values = [\"acme.host.example\"]";
        report.add(section.span_of("values"), problem.hint(hint));
        return None;
    }
    (!data.is_empty()).then_some(data)
}

fn rtype(report: &mut Report, section: &Section<'_>) -> Option<&'static str> {
    let typed = section.text(report, "type")?;
    let text = typed.get_ref().to_uppercase();
    let found = TYPES.iter().copied().find(|known| *known == text);
    if found.is_none() {
        let what = format!("`{}` is no type that is written here", typed.get_ref());
        let hint = match (text.as_str(), did_you_mean(&text, TYPES.iter().copied())) {
            ("NS", _) => "servers = [\"ns1.dns.example\"]   # in its `[[dns.zone]]`".to_owned(),
            (_, Some(near)) => format!("type = \"{near}\""),
            _ => format!("the types are {}", TYPES.join(", ")),
        };
        report.add(
            typed.span(),
            Problem::error("unknown-word", what).hint(hint),
        );
    }
    found
}

fn parse(rtype: &str, text: &str) -> Option<Data> {
    Some(match rtype {
        "A" => Data::A(text.parse().ok()?),
        "AAAA" => Data::Aaaa(text.parse().ok()?),
        "CNAME" => Data::Cname(text.parse().ok()?),
        "TXT" => Data::Txt(text.as_bytes().to_vec()),
        "MX" => {
            let (preference, exchange) = text.split_once(' ')?;
            Data::Mx(preference.parse().ok()?, exchange.trim().parse().ok()?)
        }
        "CAA" => {
            let mut words = text.splitn(3, ' ');
            let flags = words.next()?.parse().ok()?;
            let tag = words.next()?.to_lowercase();
            let value = words.next()?.trim().trim_matches('"');
            if tag.is_empty() || !tag.chars().all(|c| c.is_ascii_alphanumeric()) {
                return None;
            }
            Data::Caa(flags, tag, value.as_bytes().to_vec())
        }
        _ => return None,
    })
}

fn example(rtype: &str) -> &'static str {
    match rtype {
        "AAAA" => "2001:db8::1",
        "CNAME" => "acme.host.example",
        "MX" => "10 mail.acme.example",
        "CAA" => "0 issue letsencrypt.org",
        "TXT" => "a text",
        _ => "192.0.2.1",
    }
}
