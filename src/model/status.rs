//! The field's own words for how things are: component status, incident status, impact.

use serde::{Deserialize, Serialize};

/// How a component is. Ordered from best to worst: the worse of two is the greater.
///
/// `Unknown` ranks with `DegradedPerformance` in rollup and impact; where both apply to one
/// component, what is known is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComponentStatus {
    /// Works.
    Operational,
    /// Down or limited on purpose, as announced.
    UnderMaintenance,
    /// We do not know: never shown, counted or served as operational.
    Unknown,
    /// Works, but slowly or with minor faults.
    DegradedPerformance,
    /// Completely broken for some customers.
    PartialOutage,
    /// Completely unavailable.
    MajorOutage,
}

impl ComponentStatus {
    /// All of them, the best first.
    pub const ALL: [Self; 6] = [
        Self::Operational,
        Self::UnderMaintenance,
        Self::Unknown,
        Self::DegradedPerformance,
        Self::PartialOutage,
        Self::MajorOutage,
    ];

    /// The word in files and in the v2 API, such as `partial_outage`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Operational => "operational",
            Self::UnderMaintenance => "under_maintenance",
            Self::Unknown => "unknown",
            Self::DegradedPerformance => "degraded_performance",
            Self::PartialOutage => "partial_outage",
            Self::MajorOutage => "major_outage",
        }
    }

    /// The word on pages, such as `Partial outage`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Operational => "Operational",
            Self::UnderMaintenance => "Under maintenance",
            Self::Unknown => "Not known",
            Self::DegradedPerformance => "Degraded performance",
            Self::PartialOutage => "Partial outage",
            Self::MajorOutage => "Major outage",
        }
    }
}

/// Where an incident or a maintenance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentStatus {
    /// Something is wrong; the cause is not known yet.
    Investigating,
    /// The cause is known.
    Identified,
    /// A fix is in; being watched.
    Monitoring,
    /// Over.
    Resolved,
    /// Over, and explained.
    Postmortem,
    /// Maintenance announced, not begun.
    Scheduled,
    /// Maintenance under way.
    InProgress,
    /// Maintenance done, being checked.
    Verifying,
    /// Maintenance over.
    Completed,
    /// Maintenance called off. The v2 API has no such word and says `completed`.
    Cancelled,
}

impl IncidentStatus {
    /// The word in files, such as `in_progress`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Investigating => "investigating",
            Self::Identified => "identified",
            Self::Monitoring => "monitoring",
            Self::Resolved => "resolved",
            Self::Postmortem => "postmortem",
            Self::Scheduled => "scheduled",
            Self::InProgress => "in_progress",
            Self::Verifying => "verifying",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The word on pages and in feeds, such as `In progress`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Investigating => "Investigating",
            Self::Identified => "Identified",
            Self::Monitoring => "Monitoring",
            Self::Resolved => "Resolved",
            Self::Postmortem => "Postmortem",
            Self::Scheduled => "Scheduled",
            Self::InProgress => "In progress",
            Self::Verifying => "Verifying",
            Self::Completed => "Completed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Whether this word belongs to a maintenance rather than an incident.
    pub fn of_maintenance(self) -> bool {
        self >= Self::Scheduled
    }

    /// Whether this word ends what it is said of.
    pub fn ends(self) -> bool {
        matches!(
            self,
            Self::Resolved | Self::Postmortem | Self::Completed | Self::Cancelled
        )
    }
}

/// The worst an incident did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// Nothing customers rely on was worse for it.
    None,
    /// Announced work.
    Maintenance,
    /// Degraded, or not known.
    Minor,
    /// Partly out.
    Major,
    /// Fully out.
    Critical,
}

impl Impact {
    /// The word in files and in the v2 API.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Maintenance => "maintenance",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }
}
