//! Days and months in the site's zone.

use super::recurrence::instant;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// The first instant of a day. A day may have 23 or 25 hours, or begin after midnight.
pub(super) fn day_start(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    instant(zone, date.and_time(NaiveTime::MIN))
}

/// The day of an instant.
pub(super) fn day_of(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// Year and month of an instant.
pub(super) fn month_of(zone: Tz, at: DateTime<Utc>) -> (i32, u32) {
    let day = day_of(zone, at);
    (day.year(), day.month())
}
