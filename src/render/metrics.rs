//! `/metrics`: how things are, in the text format of Prometheus (0.0.4).
//!
//! It says nothing of which publish it is: a heartbeat leaves it alone. A scraper that wants the age of
//! a copy reads `generation.json`.

#[cfg(test)]
mod tests;

use crate::model::ComponentStatus;
use crate::render::machine::{Moment, file};
use crate::render::markdown::printable;
use crate::status::{Indicator, UptimeWindow};
use crate::tree::File;
use std::fmt::Write as _;

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
    let mut out = Text {
        text: String::new(),
        family: "",
    };
    page(moment, &mut out);
    components(moment, &mut out);
    incidents(moment, &mut out);
    out.text
}

fn page(moment: &Moment, out: &mut Text) {
    let page = &moment.standing.page;
    out.family(
        "stillup_page_indicator",
        "The status page's indicator: 1 for the one that holds.",
    );
    for (indicator, word) in INDICATORS {
        out.sample(&[("indicator", word)], flag(page.indicator == indicator));
    }
    out.family(
        "stillup_page_updated_timestamp_seconds",
        "When anything on the status page last changed.",
    );
    out.sample(&[], page.updated_at.timestamp());
}

fn components(moment: &Moment, out: &mut Text) {
    let components = || {
        let all = moment
            .site
            .components
            .iter()
            .zip(&moment.standing.components);
        all.filter(|(_, standing)| !standing.retired)
    };
    out.family(
        "stillup_component_status",
        "A component's status: 1 for the one that holds.",
    );
    for (component, standing) in components() {
        for status in ComponentStatus::ALL {
            let labels = [("component", &*component.id), ("status", status.word())];
            out.sample(&labels, flag(standing.status == status));
        }
    }
    let help = "Share of the window in which a component was up, by the site's weights; absent where not known.";
    out.family("stillup_component_uptime_ratio", help);
    for (component, standing) in components() {
        for uptime in &standing.uptime {
            if let Some(hundredths) = uptime.hundredths {
                let labels = [
                    ("component", &*component.id),
                    ("window", window(uptime.window)),
                ];
                let ratio = format!("{}.{:04}", hundredths / 10_000, hundredths % 10_000);
                out.sample(&labels, ratio);
            }
        }
    }
}

fn incidents(moment: &Moment, out: &mut Text) {
    let standing = moment.standing;
    out.family("stillup_incidents_open", "How many incidents are open.");
    out.sample(&[], standing.open.len());
    out.family(
        "stillup_incident_open",
        "An open incident, by its id, status and impact.",
    );
    for &at in &standing.open {
        let (incident, now) = (&moment.site.incidents[at], &standing.incidents[at]);
        let labels = [
            ("incident", &*incident.id),
            ("status", now.status.word()),
            ("impact", now.impact.word()),
        ];
        out.sample(&labels, 1);
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
}

fn window(window: UptimeWindow) -> &'static str {
    match window {
        UptimeWindow::Day => "24h",
        UptimeWindow::Week => "7d",
        UptimeWindow::Month => "30d",
        UptimeWindow::Quarter => "90d",
        UptimeWindow::Year => "365d",
    }
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
