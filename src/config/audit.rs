//! `[product]` and `[audit]`.

use super::address;
use super::read::{Report, Section};
use crate::audit::cuts::ORDER;
use crate::audit::domain::{Domain, Kind};
use crate::audit::settings::{AsnSource, AuditSettings, ProductSettings};
use crate::audit::verdict::Verdict;
use crate::problem::{Problem, did_you_mean};
use chrono::TimeDelta;

/// Reads `[product]`.
pub(super) fn product(report: &mut Report, section: &Section<'_>) -> ProductSettings {
    let typed = section.texts(report, "urls").unwrap_or_default();
    let mut urls: Vec<String> = Vec::new();
    for typed in typed {
        urls.extend(address::target(report, "urls", &typed));
    }
    ProductSettings {
        urls,
        domains: domains(report, section, "domains"),
    }
}

/// A list of `kind:name`, each that is none a problem and left out.
pub(super) fn domains(report: &mut Report, section: &Section<'_>, name: &str) -> Vec<Domain> {
    let mut domains = Vec::new();
    for typed in section.texts(report, name).unwrap_or_default() {
        match Domain::parse(typed.get_ref()) {
            Some(domain) => domains.push(domain),
            None => report.add(typed.span(), no_domain(typed.get_ref())),
        }
    }
    domains
}

/// Words that are no `kind:name`.
fn no_domain(text: &str) -> Problem {
    let (kind, id) = text.split_once(':').unwrap_or(("", text));
    let words = || Kind::ALL.iter().map(|kind| kind.word());
    let near = did_you_mean(kind, words()).unwrap_or("host");
    let id = if id.trim().is_empty() {
        "aws"
    } else {
        id.trim()
    };
    let known: Vec<_> = words().map(|word| format!("`{word}`")).collect();
    Problem::error("malformed-depends", format!("`{text}` is not `kind:name`"))
        .because(format!("the kinds are {}", known.join(", ")))
        .hint(format!("did you mean `{near}:{id}`?"))
}

/// Reads `[audit]`.
pub(super) fn audit(report: &mut Report, section: &Section<'_>) -> AuditSettings {
    let usual = AuditSettings::default();
    let day = TimeDelta::days(1);
    let low = (TimeDelta::minutes(1), "1m");
    AuditSettings {
        require: require(report, section).unwrap_or(usual.require),
        horizon: section
            .length(report, "horizon", low, (day * 3650, "3650d"))
            .unwrap_or(usual.horizon),
        max_order: order(report, section).unwrap_or(usual.max_order),
        asn_source: asn_source(report, section).unwrap_or(usual.asn_source),
        warm: section.flag(report, "warm_caches").unwrap_or(usual.warm),
        revocation: section
            .flag(report, "revocation")
            .unwrap_or(usual.revocation),
        laptop: section.flag(report, "laptop").unwrap_or(usual.laptop),
        rdap: rdap(report, section, usual.rdap),
        drill_every: section
            .length(report, "drill_every", (day, "1d"), (day * 3650, "3650d"))
            .unwrap_or(usual.drill_every),
    }
}

fn require(report: &mut Report, section: &Section<'_>) -> Option<Verdict> {
    let typed = section.text(report, "require")?;
    let folded = typed.get_ref().to_uppercase().replace(['_', ' '], "-");
    let words = || {
        let useful = Verdict::ALL
            .into_iter()
            .filter(|verdict| *verdict != Verdict::Unknown);
        useful.map(Verdict::word)
    };
    let found = Verdict::ALL
        .into_iter()
        .find(|verdict| verdict.word() == folded);
    if let Some(verdict) = found.filter(|verdict| *verdict != Verdict::Unknown) {
        return Some(verdict);
    }
    let near = did_you_mean(&folded, words()).unwrap_or(words().next().unwrap_or_default());
    let known: Vec<_> = words().map(|word| format!("`{word}`")).collect();
    let what = format!("`{}` is no verdict to require", typed.get_ref());
    report.add(
        typed.span(),
        Problem::error("unknown-verdict", what)
            .because(format!("the verdicts are {}", known.join(", ")))
            .hint(format!("require = \"{near}\"")),
    );
    None
}

fn order(report: &mut Report, section: &Section<'_>) -> Option<usize> {
    let typed = section.whole(report, "max_order")?;
    let number = *typed.get_ref();
    let fitting = usize::try_from(number)
        .ok()
        .filter(|number| (1..=ORDER).contains(number));
    if fitting.is_none() {
        let what = format!("`max_order` must be from 1 to {ORDER}, not `{number}`");
        let hint = format!("max_order = {ORDER}");
        report.add(
            typed.span(),
            Problem::error("out-of-range", what).hint(hint),
        );
    }
    fitting
}

fn asn_source(report: &mut Report, section: &Section<'_>) -> Option<AsnSource> {
    let typed = section.text(report, "asn_source")?;
    match typed.get_ref().as_str() {
        "cymru" => return Some(AsnSource::Cymru),
        "off" => return Some(AsnSource::Off),
        other => {
            if let Some(path) = other
                .strip_prefix("file:")
                .filter(|path| !path.trim().is_empty())
            {
                return Some(AsnSource::File(path.trim().to_owned()));
            }
        }
    }
    let what = format!("`{}` tells no networks", typed.get_ref());
    report.add(
        typed.span(),
        Problem::error("unknown-source", what)
            .because("it is `cymru`, `file:PATH` or `off`")
            .hint("asn_source = \"cymru\""),
    );
    None
}

fn rdap(report: &mut Report, section: &Section<'_>, usual: Option<String>) -> Option<String> {
    match section.text(report, "rdap") {
        None => usual,
        Some(typed) if typed.get_ref() == "off" => None,
        Some(typed) => address::address(report, "rdap", &typed),
    }
}
