//! `/metrics`: how things are, in the text format of Prometheus (0.0.4).
//!
//! It says nothing of which publish it is: a heartbeat leaves it alone. A scraper that wants the age of
//! a copy reads `generation.json`.

#[cfg(test)]
mod tests;

use crate::model::ComponentStatus;
use crate::render::machine::{Moment, file};
use crate::render::markdown::printable;
use crate::status::Indicator;
use crate::tree::File;
use std::fmt::Write as _;

const STATUSES: [ComponentStatus; 6] = [
    ComponentStatus::Operational,
    ComponentStatus::UnderMaintenance,
    ComponentStatus::Unknown,
    ComponentStatus::DegradedPerformance,
    ComponentStatus::PartialOutage,
    ComponentStatus::MajorOutage,
];

const INDICATORS: [(Indicator, &str); 5] = [
    (Indicator::None, "none"),
    (Indicator::Maintenance, "maintenance"),
    (Indicator::Minor, "minor"),
    (Indicator::Major, "major"),
    (Indicator::Critical, "critical"),
];

/// The one file.
pub(crate) fn files(moment: &Moment) -> Vec<(String, File)> {
    vec![file("metrics", text(moment))]
}

fn text(moment: &Moment) -> String {
    let (site, standing) = (moment.site, moment.standing);
    let mut out = Text {
        text: String::new(),
        family: "",
    };
    out.family(
        "stillup_page_indicator",
        "The status page's indicator: 1 for the one that holds.",
    );
    for (indicator, word) in INDICATORS {
        out.sample(
            &[("indicator", word)],
            flag(standing.page.indicator == indicator),
        );
    }
    out.family(
        "stillup_page_updated_timestamp_seconds",
        "When anything on the status page last changed.",
    );
    out.sample(&[], standing.page.updated_at.timestamp());
    let components = || {
        let all = site.components.iter().zip(&standing.components);
        all.filter(|(_, standing)| !standing.retired)
    };
    out.family(
        "stillup_component_status",
        "A component's status: 1 for the one that holds.",
    );
    for (component, standing) in components() {
        for status in STATUSES {
            out.sample(
                &[("component", &component.id), ("status", status.word())],
                flag(standing.status == status),
            );
        }
    }
    out.family("stillup_component_uptime_ratio", "Share of the window in which a component was up, by the site's weights; absent where not known.");
    for (component, standing) in components() {
        for uptime in &standing.uptime {
            if let Some(hundredths) = uptime.hundredths {
                let window = serde_json::to_value(uptime.window).ok();
                let window = window
                    .as_ref()
                    .and_then(|window| window.as_str())
                    .unwrap_or_default();
                let ratio = format!("{}.{:04}", hundredths / 10_000, hundredths % 10_000);
                out.sample(&[("component", &component.id), ("window", window)], ratio);
            }
        }
    }
    out.family("stillup_incidents_open", "How many incidents are open.");
    out.sample(&[], standing.open.len());
    out.family(
        "stillup_incident_open",
        "An open incident, by its id, status and impact.",
    );
    for &at in &standing.open {
        let (incident, now) = (&site.incidents[at], &standing.incidents[at]);
        if moment.is_incident(at) {
            out.sample(
                &[
                    ("incident", &incident.id),
                    ("status", now.status.word()),
                    ("impact", now.impact.word()),
                ],
                1,
            );
        }
    }
    out.family(
        "stillup_maintenances_active",
        "How many maintenances are in progress or being verified.",
    );
    out.sample(&[], standing.active.len());
    out.family(
        "stillup_maintenances_upcoming",
        "How many maintenances are announced and have not begun.",
    );
    out.sample(&[], standing.upcoming.len());
    out.text
}

fn flag(holds: bool) -> u8 {
    u8::from(holds)
}

/// The text so far; samples belong to the family begun last.
struct Text {
    text: String,
    family: &'static str,
}

impl Text {
    fn family(&mut self, name: &'static str, help: &str) {
        self.family = name;
        let _ = write!(self.text, "# HELP {name} {help}\n# TYPE {name} gauge\n");
    }

    fn sample(&mut self, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        self.text.push_str(self.family);
        for (at, (label, text)) in labels.iter().enumerate() {
            let _ = write!(
                self.text,
                "{}{label}=\"{}\"",
                if at == 0 { '{' } else { ',' },
                escape(text)
            );
        }
        let _ = writeln!(
            self.text,
            "{} {value}",
            if labels.is_empty() { "" } else { "}" }
        );
    }
}

/// A label's value: backslash, quote and line end are escaped.
fn escape(text: &str) -> String {
    printable(text)
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
