//! Everything that is true at one moment: the shapes that pages, feeds and the API print.

use super::headline::Headline;
use crate::model::{ComponentStatus, Impact, IncidentStatus, Word};
use crate::problem::Problem;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

/// The five values of the v2 indicator. The worse of two is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// Nothing wrong.
    None,
    /// Announced work.
    Maintenance,
    /// Something is degraded, or not known.
    Minor,
    /// Something is out.
    Major,
    /// Everything is out.
    Critical,
}

/// The seven descriptions of the v2 API, and no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Description {
    /// All Systems Operational.
    AllOperational,
    /// Service Under Maintenance.
    UnderMaintenance,
    /// Partially Degraded Service.
    PartiallyDegraded,
    /// Degraded System Service.
    Degraded,
    /// Minor Service Outage.
    MinorOutage,
    /// Partial System Outage.
    PartialOutage,
    /// Major System Outage.
    MajorOutage,
}

impl Description {
    /// The exact words clients know.
    pub fn words(self) -> &'static str {
        match self {
            Self::AllOperational => "All Systems Operational",
            Self::UnderMaintenance => "Service Under Maintenance",
            Self::PartiallyDegraded => "Partially Degraded Service",
            Self::Degraded => "Degraded System Service",
            Self::MinorOutage => "Minor Service Outage",
            Self::PartialOutage => "Partial System Outage",
            Self::MajorOutage => "Major System Outage",
        }
    }
}

/// The page as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct PageStanding {
    /// For the v2 API and badges.
    pub indicator: Indicator,
    /// For the v2 API.
    pub description: Description,
    /// The one sentence on top of the page, in English. Says what is not known, or the incident's
    /// title, where the seven descriptions have no word.
    pub headline: String,
    /// What that sentence says, for other languages.
    pub says: Headline,
    /// The status the page's colour and shape show: the worst of its components; at least `Unknown`
    /// when an open incident names an unknown component or none at all, or a source could not be
    /// read.
    pub status: ComponentStatus,
    /// Positions of components not operational.
    pub affected: Vec<usize>,
    /// How many components are on the page.
    pub total: usize,
    /// The newest update or transition by the clock; never the build.
    pub updated_at: DateTime<Utc>,
    /// Since when what stands there holds: the newest change of a component's status, or of what is open. An
    /// update that changes neither leaves it.
    pub changed_at: DateTime<Utc>,
    /// The earliest promised next update of an open incident.
    pub next_update_by: Option<DateTime<Utc>>,
}

/// A component's status from one moment to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// From, included.
    pub from: DateTime<Utc>,
    /// To, excluded; `None` while it lasts.
    pub to: Option<DateTime<Utc>>,
    /// The worst that any incident or maintenance gave it. Never `Operational`: gaps are.
    pub status: ComponentStatus,
    /// Positions in `Site::incidents` of those that gave it a status in this span, worst first; at
    /// most a hundred.
    pub incidents: Vec<usize>,
}

/// One day of a component, in the site's zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// The worst status of the day, today's up to now. `None` before the component existed, by its
    /// `since`, else before the site's history began, and for a day that only seems quiet because a
    /// source could not be read: nothing is claimed.
    pub worst: Option<ComponentStatus>,
    /// Seconds of each of the six statuses in `ComponentStatus` order; a day has 82,800 to 90,000.
    pub seconds: [u32; 6],
    /// Weighted down time in seconds, by `[uptime] weights`.
    pub down: f64,
    /// Positions in `Site::incidents`; at most a hundred.
    pub incidents: Vec<usize>,
}

/// The windows uptime is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum UptimeWindow {
    /// 24 hours.
    #[serde(rename = "24h")]
    Day,
    /// 7 days.
    #[serde(rename = "7d")]
    Week,
    /// 30 days.
    #[serde(rename = "30d")]
    Month,
    /// 90 days.
    #[serde(rename = "90d")]
    Quarter,
    /// 365 days.
    #[serde(rename = "365d")]
    Year,
}

impl UptimeWindow {
    /// All five, shortest first.
    pub const ALL: [UptimeWindow; 5] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
    ];

    /// Its length.
    pub fn length(self) -> TimeDelta {
        TimeDelta::days(match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
        })
    }

    /// Such as `90 days`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => "24 hours",
            Self::Week => "7 days",
            Self::Month => "30 days",
            Self::Quarter => "90 days",
            Self::Year => "365 days",
        }
    }
}

/// Uptime over a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Uptime {
    /// Over what.
    pub window: UptimeWindow,
    /// Hundredths of a percent, truncated, 0 to 10,000; 10,000 only when nothing at all was counted
    /// as down. `None` when no second of the window is known, or a source could not be read.
    pub hundredths: Option<u32>,
    /// Weighted down time, seconds.
    pub down: f64,
    /// The divisor: seconds of the window in which the component existed and its status is known.
    pub counted: f64,
    /// Seconds left out because the status is not known.
    pub unknown: f64,
    /// True when the component is younger than the window.
    pub since_start: bool,
}

impl Uptime {
    /// Such as `99.98%`, `100.0%`, or `not known`.
    pub fn words(&self) -> String {
        let number = self.number();
        number.map_or_else(|| "not known".into(), |number| format!("{number}%"))
    }

    /// The percentage such as `99.98` or `100.0`, when it is known.
    pub fn number(&self) -> Option<String> {
        Some(match self.hundredths? {
            10_000 => "100.0".into(),
            hundredths => format!("{}.{:02}", hundredths / 100, hundredths % 100),
        })
    }
}

/// What a target allows, and what is used, over 30 days.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// Percent.
    pub target: f64,
    /// Down time the target allows in 30 days (or since the component began, when shorter).
    pub allowed: TimeDelta,
    /// Weighted down time used.
    pub used: TimeDelta,
}

/// One component at this moment.
#[derive(Debug, Clone, PartialEq)]
pub struct ComponentStanding {
    /// Now.
    pub status: ComponentStatus,
    /// Since when, unless operational since ever, or not known because a source could not be read.
    pub status_since: Option<DateTime<Utc>>,
    /// The last status that was known, for the v2 API where `status` is `Unknown`.
    pub last_known: ComponentStatus,
    /// When it was created, by `since`, else its first mention, else the site's first.
    pub created_at: DateTime<Utc>,
    /// Its latest change of status.
    pub updated_at: DateTime<Utc>,
    /// Off the page: `retired` has come.
    pub retired: bool,
    /// Its whole history: disjoint, in order of time, never operational.
    pub timeline: Vec<Span>,
    /// The last 90 days, oldest first, today last. Today counts up to `Standing::settled` only.
    pub days: Vec<Day>,
    /// The five windows, ending at `Standing::settled`, or at this component's latest change if later.
    pub uptime: Vec<Uptime>,
    /// With `[uptime] target`, unless a source could not be read.
    pub budget: Option<Budget>,
    /// Positions in `Site::incidents` of all that ever named it, newest first.
    pub incidents: Vec<usize>,
}

/// A component's status changed, or was confirmed, by a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Position in `Site::components`.
    pub component: usize,
    /// What this incident said of it before.
    pub old: ComponentStatus,
    /// What it says from here.
    pub new: ComponentStatus,
}

/// One step of an incident or a maintenance: an update, or a transition by the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Stable: the update's id, or `u-…` of the transition's time.
    pub id: Word,
    /// Position in `Incident::updates`; `None` for a transition by the clock.
    pub update: Option<usize>,
    /// When it is shown and takes effect.
    pub at: DateTime<Utc>,
    /// Where the incident stands after it.
    pub status: IncidentStatus,
    /// Whether the author only wrote `update`: shown as "Update".
    pub plain: bool,
    /// Every component the incident has named so far, in order of the configuration, old and new
    /// equal when unchanged.
    pub changes: Vec<Change>,
    /// Ids named here that are not in the configuration.
    pub unknown_components: Vec<String>,
}

/// One incident or notice at this moment. A maintenance has one too; its windows are occurrences.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentStanding {
    /// Oldest first. For a recurring maintenance: those of all its occurrences that have any.
    pub steps: Vec<Step>,
    /// After the last step that has taken effect.
    pub status: IncidentStatus,
    /// Still going on. Never true for a notice; for a maintenance: in progress or verifying.
    pub open: bool,
    /// The worst component status over its life, unless the author set it.
    pub impact: Impact,
    /// `first_seen`, else as `created_at`.
    pub started_at: DateTime<Utc>,
    /// The first step; for a maintenance not later than the day its file names, or its window's start.
    pub created_at: DateTime<Utc>,
    /// The last step.
    pub updated_at: DateTime<Utc>,
    /// When it last entered `monitoring`.
    pub monitoring_at: Option<DateTime<Utc>>,
    /// When it ended, if it has.
    pub ended_at: Option<DateTime<Utc>>,
    /// Every component it ever gave a status: position and the worst it gave, in configured order.
    pub affected: Vec<(usize, ComponentStatus)>,
    /// What it says now, operational ones left out.
    pub now: Vec<(usize, ComponentStatus)>,
    /// Promised next update, while open.
    pub next_update: Option<DateTime<Utc>>,
    /// The promise has passed or, for an incident without one, the policy's interval.
    pub overdue: bool,
    /// For a notice: on top of the home page now.
    pub pinned: bool,
}

/// One time a maintenance takes place.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// The incident's id; for a recurring one `<id>-YYYYMMDD` of its start in the window's zone, and
    /// `-HHMMSS` behind it from the second of a day on.
    pub id: String,
    /// Position in `Site::incidents`.
    pub incident: usize,
    /// Planned start.
    pub start: DateTime<Utc>,
    /// Planned end.
    pub end: DateTime<Utc>,
    /// Where it stands. One that had not begun when the next of its series did is cancelled.
    pub status: IncidentStatus,
    /// Oldest first, transitions by the clock included, none later than now.
    pub steps: Vec<Step>,
    /// When it really began.
    pub began_at: Option<DateTime<Utc>>,
    /// When it really ended, or was called off.
    pub ended_at: Option<DateTime<Utc>>,
    /// Past its end and not completed.
    pub overrun: bool,
    /// Components it touches: position and the worst it gives (under maintenance unless said otherwise).
    pub affected: Vec<(usize, ComponentStatus)>,
}

/// Everything that is true at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The moment.
    pub now: DateTime<Utc>,
    /// The last midnight of the site's zone: windows of finished days end here.
    pub settled: DateTime<Utc>,
    /// The page as a whole.
    pub page: PageStanding,
    /// In the order of `Site::components`.
    pub components: Vec<ComponentStanding>,
    /// In the order of `Site::groups`: the worst of its components on the page.
    pub groups: Vec<ComponentStatus>,
    /// In the order of `Site::incidents`.
    pub incidents: Vec<IncidentStanding>,
    /// Every maintenance that takes place from the beginning to 30 days ahead, by start. The next one
    /// of each recurring maintenance is always among them.
    pub occurrences: Vec<Occurrence>,
    /// Positions in `Site::incidents` of open incidents (not maintenance), newest first.
    pub open: Vec<usize>,
    /// Positions in `occurrences` of those in progress or verifying, by start.
    pub active: Vec<usize>,
    /// Positions in `occurrences` of those scheduled, by start.
    pub upcoming: Vec<usize>,
    /// Positions in `Site::incidents` of pinned notices, newest first.
    pub pinned: Vec<usize>,
    /// Everything in history, by month of `started_at` (occurrences: of their start) in the site's
    /// zone: newest month first, newest first within. Maintenance appears once it has begun.
    pub months: Vec<Month>,
    /// Policy findings, each with its place.
    pub findings: Vec<Problem>,
}

/// One month of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Such as 2026.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Position in `Site::incidents`: an incident or a notice.
    Incident(usize),
    /// Position in `Standing::occurrences`.
    Maintenance(usize),
}
