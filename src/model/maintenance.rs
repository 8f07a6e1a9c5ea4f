//! Announced work: when, and how often.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// A maintenance window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// When it begins; for a recurring one, the first time.
    pub start: DateTime<Utc>,
    /// How long it takes, elapsed. Never negative.
    pub length: TimeDelta,
    /// The zone it was written in: a repetition keeps its wall time there.
    pub zone: Tz,
    /// It starts and completes by the clock.
    pub auto: bool,
    /// How it recurs.
    pub repeat: Option<Repeat>,
}

impl Window {
    /// When it is planned to end; for a recurring one, the first time.
    pub fn end(&self) -> DateTime<Utc> {
        self.start + self.length
    }
}

/// How a maintenance recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The value of an RRULE (RFC 5545, 3.8.5.3), such as `FREQ=WEEKLY;BYDAY=SU`; already checked.
    pub rule: String,
    /// Starts that do not happen.
    pub except: Vec<DateTime<Utc>>,
    /// Days, in the window's zone, on which it does not happen.
    pub except_days: Vec<NaiveDate>,
}
