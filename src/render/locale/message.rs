//! The messages that the program itself asks for; templates name theirs.

macro_rules! messages {
    ($($name:ident = $id:literal,)*) => {
        /// A message that the program itself asks for; `locales/en.ftl` says what each is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Message { $($name,)* }

        impl Message {
            /// All of them, in order.
            pub const ALL: &[Message] = &[$(Message::$name,)*];

            /// Its id in the files of `locales/`.
            pub fn id(self) -> &'static str {
                match self { $(Message::$name => $id,)* }
            }
        }
    };
}

messages! {
    StatusOperational = "status-operational",
    StatusUnderMaintenance = "status-under-maintenance",
    StatusUnknown = "status-unknown",
    StatusDegradedPerformance = "status-degraded-performance",
    StatusPartialOutage = "status-partial-outage",
    StatusMajorOutage = "status-major-outage",
    IncidentInvestigating = "incident-investigating",
    IncidentIdentified = "incident-identified",
    IncidentMonitoring = "incident-monitoring",
    IncidentResolved = "incident-resolved",
    IncidentPostmortem = "incident-postmortem",
    MaintenanceScheduled = "maintenance-scheduled",
    MaintenanceInProgress = "maintenance-in-progress",
    MaintenanceVerifying = "maintenance-verifying",
    MaintenanceCompleted = "maintenance-completed",
    MaintenanceCancelled = "maintenance-cancelled",
    Incident = "incident",
    Maintenance = "maintenance",
    Notice = "notice",
    Update = "update",
    ImpactNone = "impact-none",
    ImpactMinor = "impact-minor",
    ImpactMajor = "impact-major",
    ImpactCritical = "impact-critical",
    HeadlineOperational = "headline-operational",
    HeadlineUnderMaintenance = "headline-under-maintenance",
    HeadlinePartiallyDegraded = "headline-partially-degraded",
    HeadlineDegraded = "headline-degraded",
    HeadlineMinorOutage = "headline-minor-outage",
    HeadlinePartialOutage = "headline-partial-outage",
    HeadlineMajorOutage = "headline-major-outage",
    HeadlineNotKnown = "headline-not-known",
    HeadlineComponentsNotKnown = "headline-components-not-known",
    HeadlineSourcesNotRead = "headline-sources-not-read",
    HeadlineAndNotKnown = "headline-and-not-known",
    HeadlineAndComponentsNotKnown = "headline-and-components-not-known",
    HeadlineAndSourcesNotRead = "headline-and-sources-not-read",
    DurationUnderAMinute = "duration-under-a-minute",
    DurationSeconds = "duration-seconds",
    DurationMinutes = "duration-minutes",
    DurationHours = "duration-hours",
    DurationDays = "duration-days",
    DurationBoth = "duration-both",
    DaysRange = "days-range",
    DaysRangeInMonth = "days-range-in-month",
    Percent = "percent",
    ListSeparator = "list-separator",
    Labelled = "labelled",
    AsOf = "as-of",
    PreviewChanged = "preview-changed",
    OpenIncidents = "open-incidents",
    EarlierUpdates = "earlier-updates",
    SourceBoard = "source-board",
    UptimeNotKnown = "uptime-not-known",
    NotKnown = "not-known",
    LinkPostmortem = "link-postmortem",
    AffectedNow = "affected-now",
    AffectedAtWorst = "affected-at-worst",
    AffectedExpected = "affected-expected",
    AffectedWasExpected = "affected-was-expected",
    AffectedDuring = "affected-during",
    ClockAnnounced = "clock-announced",
    ClockStarted = "clock-started",
    ClockCompleted = "clock-completed",
    ClockOther = "clock-other",
    Recurring = "recurring",
    EveryDay = "every-day",
    EveryWeek = "every-week",
    EveryMonth = "every-month",
    EveryYear = "every-year",
    RepeatsOn = "repeats-on",
    Weekday = "weekday",
    NthWeekday = "nth-weekday",
    MonthDay = "month-day",
    MonthLastDay = "month-last-day",
    WindowDay = "window-day",
    WindowWeek = "window-week",
    WindowMonth = "window-month",
    WindowQuarter = "window-quarter",
    WindowYear = "window-year",
    Formula = "formula",
    FormulaNothingCounts = "formula-nothing-counts",
    FormulaMajorOutage = "formula-major-outage",
    FormulaPartialOutage = "formula-partial-outage",
    FormulaDegradedPerformance = "formula-degraded-performance",
    FormulaMaintenance = "formula-maintenance",
    History = "history",
    HistoryDescription = "history-description",
    CountIncidents = "count-incidents",
    CountMaintenance = "count-maintenance",
    CountNotices = "count-notices",
    NothingHere = "nothing-here",
    NothingHereDescription = "nothing-here-description",
    Badges = "badges",
    BadgesDescription = "badges-description",
    StatusOf = "status-of",
    BannerTitle = "banner-title",
    UpdatesAtom = "updates-atom",
    UpdatesRss = "updates-rss",
    UpdatesJson = "updates-json",
    ComponentUpdatesAtom = "component-updates-atom",
    ComponentUpdatesRss = "component-updates-rss",
    StatusJson = "status-json",
    FeedTitle = "feed-title",
    FeedTitleComponent = "feed-title-component",
    FeedDescription = "feed-description",
    FeedResolved = "feed-resolved",
    FeedCompleted = "feed-completed",
    FeedCancelled = "feed-cancelled",
    FeedBeingCorrected = "feed-being-corrected",
    FeedReadOn = "feed-read-on",
    CalendarName = "calendar-name",
    CalendarNameComponent = "calendar-name-component",
    CalendarComponents = "calendar-components",
    WorkerCopy = "worker-copy",
    WorkerKept = "worker-kept",
    WorkerLastKnown = "worker-last-known",
}

use crate::model::{ComponentStatus, Impact, IncidentStatus};
use crate::status::{Description, UptimeWindow};

impl From<ComponentStatus> for Message {
    fn from(status: ComponentStatus) -> Self {
        match status {
            ComponentStatus::Operational => Message::StatusOperational,
            ComponentStatus::UnderMaintenance => Message::StatusUnderMaintenance,
            ComponentStatus::Unknown => Message::StatusUnknown,
            ComponentStatus::DegradedPerformance => Message::StatusDegradedPerformance,
            ComponentStatus::PartialOutage => Message::StatusPartialOutage,
            ComponentStatus::MajorOutage => Message::StatusMajorOutage,
        }
    }
}

impl From<IncidentStatus> for Message {
    fn from(status: IncidentStatus) -> Self {
        match status {
            IncidentStatus::Investigating => Message::IncidentInvestigating,
            IncidentStatus::Identified => Message::IncidentIdentified,
            IncidentStatus::Monitoring => Message::IncidentMonitoring,
            IncidentStatus::Resolved => Message::IncidentResolved,
            IncidentStatus::Postmortem => Message::IncidentPostmortem,
            IncidentStatus::Scheduled => Message::MaintenanceScheduled,
            IncidentStatus::InProgress => Message::MaintenanceInProgress,
            IncidentStatus::Verifying => Message::MaintenanceVerifying,
            IncidentStatus::Completed => Message::MaintenanceCompleted,
            IncidentStatus::Cancelled => Message::MaintenanceCancelled,
        }
    }
}

impl From<Description> for Message {
    fn from(description: Description) -> Self {
        match description {
            Description::AllOperational => Message::HeadlineOperational,
            Description::UnderMaintenance => Message::HeadlineUnderMaintenance,
            Description::PartiallyDegraded => Message::HeadlinePartiallyDegraded,
            Description::Degraded => Message::HeadlineDegraded,
            Description::MinorOutage => Message::HeadlineMinorOutage,
            Description::PartialOutage => Message::HeadlinePartialOutage,
            Description::MajorOutage => Message::HeadlineMajorOutage,
        }
    }
}

impl From<UptimeWindow> for Message {
    fn from(window: UptimeWindow) -> Self {
        match window {
            UptimeWindow::Day => Message::WindowDay,
            UptimeWindow::Week => Message::WindowWeek,
            UptimeWindow::Month => Message::WindowMonth,
            UptimeWindow::Quarter => Message::WindowQuarter,
            UptimeWindow::Year => Message::WindowYear,
        }
    }
}

impl Message {
    /// The word for an impact; none for announced work, whose kind says it.
    pub fn of_impact(impact: Impact) -> Option<Self> {
        match impact {
            Impact::Maintenance => None,
            Impact::None => Some(Message::ImpactNone),
            Impact::Minor => Some(Message::ImpactMinor),
            Impact::Major => Some(Message::ImpactMajor),
            Impact::Critical => Some(Message::ImpactCritical),
        }
    }
}
