//! `[[dns.provider]]`: a name, and one of two ways to be told.

use super::{as_name, plain};
use crate::config::hide::{is_key, is_open, names_a_variable};
use crate::config::read::{Report, Section};
use crate::dns::name::Name;
use crate::dns::settings::{OctodnsSettings, ProviderKind, ProviderSettings, Rfc2136Settings};
use crate::dns::tsig::ALGORITHMS;
use crate::dns::walk::PORT;
use crate::problem::{Problem, did_you_mean};
use serde_json::{Map, Value};

pub(super) const RFC2136: &str = "[[dns.provider]] rfc2136";
pub(super) const ENV: &str = "[[dns.provider]] rfc2136 env";
pub(super) const OCTODNS: &str = "[[dns.provider]] octodns";

const EXAMPLE: &str = "rfc2136 = { server = \"ns1.acme.example\", key = \"stillup\" }";

pub(super) fn read(report: &mut Report, section: &Section<'_>) -> Option<ProviderSettings> {
    let name = section.text(report, "name");
    if name.is_none() && section.raw(report, "name").is_none() {
        section.missing(report, "name", "own");
    }
    let path = |kind: &str| format!("{}.{kind}", section.path());
    let own = section.raw(report, "rfc2136");
    let octodns = section.raw(report, "octodns");
    let kind = match (own, octodns) {
        (Some(own), None) => {
            let table = Section::open(report, RFC2136, path("rfc2136"), own)?;
            ProviderKind::Rfc2136(rfc2136(report, &table)?)
        }
        (None, Some(other)) => {
            let table = Section::open(report, OCTODNS, path("octodns"), other)?;
            ProviderKind::Octodns(octodns_table(report, &table)?)
        }
        (both, _) => {
            let what = match both {
                Some(_) => "a provider is told in one way: `rfc2136` or `octodns`",
                None => "a provider needs `rfc2136` or `octodns`",
            };
            let problem = Problem::error("missing-key", what).hint(EXAMPLE);
            report.add(section.span.clone(), problem);
            return None;
        }
    };
    let name = name?.into_inner();
    Some(ProviderSettings { name, kind })
}

fn rfc2136(report: &mut Report, section: &Section<'_>) -> Option<Rfc2136Settings> {
    let server = section.text(report, "server");
    if server.is_none() && section.raw(report, "server").is_none() {
        section.missing(report, "server", "ns1.acme.example");
    }
    let key = key_name(report, section);
    let algorithm = section.text(report, "algorithm").and_then(|typed| {
        let text = typed.get_ref().to_lowercase();
        let known = ALGORITHMS.iter().copied();
        let found = known.clone().find(|name| *name == text);
        if found.is_none() {
            let what = format!("`{}` is no way to sign that is built in", typed.get_ref());
            let near = did_you_mean(&text, known).unwrap_or("hmac-sha256");
            let problem = Problem::error("unknown-word", what);
            report.add(
                typed.span(),
                problem.hint(format!("algorithm = \"{near}\"")),
            );
        }
        found
    });
    let env = section
        .raw(report, "env")
        .and_then(|value| Section::open(report, ENV, format!("{}.env", section.path()), value));
    let variable = env
        .and_then(|table| table.text(report, "secret"))
        .and_then(|typed| {
            if names_a_variable(typed.get_ref()) {
                return Some(typed.into_inner());
            }
            // Not repeated: it may be the secret itself.
            let what = "`secret` must be the name of an environment variable, not a secret";
            let problem = Problem::error("no-variable", what);
            report.add(
                typed.span(),
                problem.hint("secret = \"STILLUP_TSIG_SECRET\""),
            );
            None
        });
    let server = server?;
    let text = server.get_ref();
    let (host, port) = match text.rsplit_once(':') {
        _ if text.parse::<std::net::Ipv6Addr>().is_ok() => (text.as_str(), Some(PORT)),
        Some((host, port)) => (host.trim_matches(['[', ']']), port.parse().ok()),
        None => (text.as_str(), Some(PORT)),
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || ".-:_".contains(c);
    let Some(port) = port.filter(|_| !host.is_empty() && host.chars().all(fits)) else {
        let problem = Problem::error(
            "malformed-address",
            format!("`{text}` is no name or address of a server"),
        );
        report.add(
            server.span(),
            problem.hint("server = \"ns1.acme.example:53\""),
        );
        return None;
    };
    Some(Rfc2136Settings {
        host: host.to_owned(),
        port,
        key,
        algorithm: algorithm.unwrap_or("hmac-sha256"),
        secret_variable: variable.unwrap_or_else(|| "STILLUP_TSIG_SECRET".to_owned()),
    })
}

/// The name of the TSIG key.
fn key_name(report: &mut Report, section: &Section<'_>) -> Option<Name> {
    let typed = section.text(report, "key")?;
    if is_key(typed.get_ref()) {
        // Not repeated: it is the secret itself.
        let what = "`key` is the name of a TSIG key, not the key itself";
        let hint =
            "key = \"stillup\"   # the key itself is in the environment: STILLUP_TSIG_SECRET";
        report.add(typed.span(), Problem::error("no-name", what).hint(hint));
        return None;
    }
    as_name(report, "key", &typed, "stillup")
}

fn octodns_table(report: &mut Report, section: &Section<'_>) -> Option<OctodnsSettings> {
    let class = section.text(report, "class");
    if class.is_none() && section.raw(report, "class").is_none() {
        section.missing(report, "class", "octodns_route53.Route53Provider");
    }
    let mut settings = Map::new();
    if let Some(value) = section.raw(report, "settings") {
        match value.get_ref().as_table() {
            None => section.wrong_type(report, "settings", value),
            Some(table) => {
                for (key, value) in table {
                    let word = key.get_ref().as_ref();
                    let known = plain(value);
                    if matches!(&known, Some(Value::String(text)) if is_open(word, text)) {
                        // Not repeated, and struck out where it is drawn: it may be the secret itself.
                        let what = format!(
                            "`{word}` must name an environment variable, not hold a secret"
                        );
                        let hint = format!("{word} = \"env/{}\"", word.to_uppercase());
                        report.add(value.span(), Problem::error("no-variable", what).hint(hint));
                        continue;
                    }
                    settings.extend(known.map(|known| (word.to_owned(), known)));
                }
            }
        }
    }
    let program = section
        .text(report, "program")
        .map(toml::Spanned::into_inner);
    let class = class?;
    if !class.get_ref().contains('.') {
        let what = format!(
            "`{}` is no class: a module, a full stop and its name",
            class.get_ref()
        );
        let problem = Problem::error("malformed-name", what);
        report.add(
            class.span(),
            problem.hint("class = \"octodns_route53.Route53Provider\""),
        );
        return None;
    }
    Some(OctodnsSettings {
        class: class.into_inner(),
        settings,
        program: program.unwrap_or_else(|| "octodns-sync".to_owned()),
    })
}
