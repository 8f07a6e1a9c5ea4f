//! What the site's owner set in `stillup.toml`, but for components and mirrors' kinds.

use super::ComponentStatus;
use chrono::TimeDelta;
use chrono_tz::Tz;

/// `[site]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Lineage: a mirror holding another site's id is never touched.
    pub id: String,
    /// The site's name.
    pub title: String,
    /// The address to print, without a trailing slash.
    pub address: String,
    /// Days are bucketed and times shown in this zone.
    pub timezone: Tz,
    /// The first is the original's.
    pub languages: Vec<String>,
    /// Name of a built-in theme or of a folder in `themes/`.
    pub theme: String,
    /// How often a copy is due; it calls itself stale after three times this.
    pub publish_every: TimeDelta,
    /// Where to write when the page does not help: `mailto:` or a web address.
    pub contact: Option<String>,
    /// The owner's own front page.
    pub homepage: Option<String>,
    /// Public keys of everybody who publishes, each 32 bytes in base64.
    pub keys: Vec<String>,
    /// Readers' browsers keep a worker that shows another copy when this one is gone.
    pub worker: bool,
}

/// `[policy]`: each can be switched off.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// How long to watch before saying resolved.
    pub monitor_before_resolved: Option<TimeDelta>,
    /// How long an open incident may go without an update.
    pub update_every: Option<TimeDelta>,
    /// Codes of other findings that are switched off, such as `left-behind`.
    pub off: Vec<&'static str>,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            monitor_before_resolved: Some(TimeDelta::minutes(60)),
            update_every: Some(TimeDelta::minutes(30)),
            off: Vec::new(),
        }
    }
}

/// `[uptime]`.
#[derive(Debug, Clone, PartialEq)]
pub struct UptimeRules {
    /// What a second of major outage costs, 0 to 1.
    pub major_outage: f64,
    /// What a second of partial outage costs, 0 to 1.
    pub partial_outage: f64,
    /// What a second of degraded performance costs, 0 to 1.
    pub degraded_performance: f64,
    /// What a second of maintenance costs, 0 to 1.
    pub under_maintenance: f64,
    /// Percent to hold; shows the error budget.
    pub target: Option<f64>,
}

impl Default for UptimeRules {
    /// The weights measured on Statuspage's own pages: major 1, partial 0.3, the rest 0.
    fn default() -> Self {
        UptimeRules {
            major_outage: 1.0,
            partial_outage: 0.3,
            degraded_performance: 0.0,
            under_maintenance: 0.0,
            target: None,
        }
    }
}

impl UptimeRules {
    /// What a second in this status costs, 0 to 1. Unknown time is left out of the divisor instead.
    pub fn weight(&self, status: ComponentStatus) -> f64 {
        match status {
            ComponentStatus::MajorOutage => self.major_outage,
            ComponentStatus::PartialOutage => self.partial_outage,
            ComponentStatus::DegradedPerformance => self.degraded_performance,
            ComponentStatus::UnderMaintenance => self.under_maintenance,
            ComponentStatus::Operational | ComponentStatus::Unknown => 0.0,
        }
    }
}

/// `[api]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Api {
    /// Write `/incidents/<id>.json` as well.
    pub incident_files: bool,
}

/// A copy of this site, as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorLink {
    /// Its name in the configuration.
    pub name: String,
    /// Where it is read, without a trailing slash.
    pub address: String,
}
