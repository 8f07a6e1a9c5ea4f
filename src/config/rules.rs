//! `[policy]`, `[uptime]`, `[api]` and `[publish]`.

use super::address;
use super::key::FINDINGS;
use super::read::{Report, Section};
use crate::model::{Api, Policy, UptimeRules};
use crate::problem::Problem;
use chrono::TimeDelta;
use toml::de::DeValue;

/// `[publish]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishSettings {
    /// How many mirrors must be live for `publish` to end with 0; all of them when absent.
    pub quorum: Option<usize>,
    /// Requested after each verified publish.
    pub ping: Option<String>,
}

/// Reads `[policy]`.
pub(super) fn policy(report: &mut Report, section: &Section<'_>) -> Policy {
    let usual = Policy::default();
    Policy {
        monitor_before_resolved: interval(
            report,
            section,
            "monitor_before_resolved",
            usual.monitor_before_resolved,
        ),
        update_every: interval(report, section, "update_every", usual.update_every),
        off: FINDINGS
            .iter()
            .filter(|(key, _)| section.flag(report, key) == Some(false))
            .map(|(_, code)| *code)
            .collect(),
    }
}

/// A duration, or `false` to switch it off.
fn interval(
    report: &mut Report,
    section: &Section<'_>,
    name: &str,
    usual: Option<TimeDelta>,
) -> Option<TimeDelta> {
    match section.raw(report, name).map(|value| value.get_ref()) {
        Some(DeValue::Boolean(false)) => None,
        Some(DeValue::String(_)) => section
            .length(
                report,
                name,
                (TimeDelta::minutes(1), "1m"),
                (TimeDelta::days(30), "30d"),
            )
            .or(usual),
        Some(_) => {
            if let Some(value) = section.raw(report, name) {
                section.wrong_type(report, name, value);
            }
            usual
        }
        None => usual,
    }
}

/// Reads `[uptime]`.
pub(super) fn uptime(report: &mut Report, section: &Section<'_>) -> UptimeRules {
    let usual = UptimeRules::default();
    let target = section.number(report, "target", 0.0, 100.0);
    let weights = section.raw(report, "weights").and_then(|value| {
        Section::open(
            report,
            "[uptime] weights",
            "uptime.weights".to_owned(),
            value,
        )
    });
    let Some(weights) = weights else {
        return UptimeRules { target, ..usual };
    };
    let mut weight =
        |name: &str, usual: f64| weights.number(report, name, 0.0, 1.0).unwrap_or(usual);
    UptimeRules {
        major_outage: weight("major_outage", usual.major_outage),
        partial_outage: weight("partial_outage", usual.partial_outage),
        degraded_performance: weight("degraded_performance", usual.degraded_performance),
        under_maintenance: weight("under_maintenance", usual.under_maintenance),
        target,
    }
}

/// Reads `[api]`.
pub(super) fn api(report: &mut Report, section: &Section<'_>) -> Api {
    Api {
        incident_files: section.flag(report, "incident_files").unwrap_or(false),
    }
}

/// Reads `[publish]`; `mirrors` is how many there are.
pub(super) fn publish(
    report: &mut Report,
    section: &Section<'_>,
    mirrors: usize,
) -> PublishSettings {
    PublishSettings {
        quorum: quorum(report, section, mirrors),
        ping: section
            .text(report, "ping")
            .and_then(|typed| address::target(report, "ping", &typed)),
    }
}

fn quorum(report: &mut Report, section: &Section<'_>, mirrors: usize) -> Option<usize> {
    let value = section.raw(report, "quorum")?;
    if value.get_ref().as_str() == Some("all") {
        return None;
    }
    let number = section.whole(report, "quorum")?.into_inner();
    let fitting = usize::try_from(number)
        .ok()
        .filter(|number| (1..=mirrors).contains(number));
    if fitting.is_none() {
        let what = match mirrors {
            0 => "`quorum` needs mirrors, and there are none".to_owned(),
            _ => format!(
                "`quorum` must be from 1 to the number of mirrors, {mirrors}, not `{number}`"
            ),
        };
        report.add(
            value.span(),
            Problem::error("out-of-range", what).hint("quorum = \"all\""),
        );
    }
    fitting
}
