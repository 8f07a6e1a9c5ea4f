//! Moments, days and durations in the words of a page, in the site's zone.

use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::Serialize;

/// A moment: for `<time datetime>`, and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// In UTC, such as `2026-11-20T14:36:00Z`; a day is `2026-11-20`.
    pub iso: String,
    /// In the site's zone, such as `20 Nov 2026, 14:36 UTC`.
    pub words: String,
}

/// The zone that a site shows its times in.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// The site's.
    pub zone: Tz,
}

impl Times {
    /// Date, time and zone: `20 Nov 2026, 14:36 UTC`.
    pub fn moment(self, at: DateTime<Utc>) -> Moment {
        self.form(at, "%-d %b %Y, %H:%M %Z")
    }

    /// Time and zone: `14:36 UTC`.
    pub fn clock(self, at: DateTime<Utc>) -> Moment {
        self.form(at, "%H:%M %Z")
    }

    /// Time and zone, with the date when it is another day than that of `beside`.
    pub fn clock_beside(self, at: DateTime<Utc>, beside: DateTime<Utc>) -> Moment {
        if self.date(at) == self.date(beside) {
            self.clock(at)
        } else {
            self.moment(at)
        }
    }

    /// From one moment to another: `20 Nov 2026, 14:00 – 16:00 UTC`.
    pub fn window(self, start: DateTime<Utc>, end: DateTime<Utc>) -> [Moment; 2] {
        [self.moment(start), self.clock_beside(end, start)]
    }

    /// The day that a moment falls on.
    pub fn date(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    fn form(self, at: DateTime<Utc>, form: &str) -> Moment {
        let words = at.with_timezone(&self.zone).format(form).to_string();
        Moment {
            iso: at.to_rfc3339_opts(SecondsFormat::Secs, true),
            words,
        }
    }
}

/// A day: `Friday 20 November 2026`.
pub fn day(date: NaiveDate) -> Moment {
    Moment {
        iso: date.to_string(),
        words: date.format("%A %-d %B %Y").to_string(),
    }
}

/// A day beside others of about the same time: `20 Nov`.
pub fn short_day(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

/// Days from one to another, both included: `20 Nov` or `18 – 20 Nov` or `29 Oct – 2 Nov`.
pub fn days(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        short_day(from)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{} – {}", from.day(), short_day(to))
    } else {
        format!("{} – {}", short_day(from), short_day(to))
    }
}

/// A month: `November 2026`.
pub fn month(year: i32, month: u32) -> String {
    NaiveDate::from_ymd_opt(year, month, 1).map_or_else(
        || format!("{year}-{month:02}"),
        |day| day.format("%B %Y").to_string(),
    )
}

/// A duration in its two largest units: `42 min`, `3 h 12 min`, `2 days 4 h`.
pub fn lasted(length: TimeDelta) -> String {
    // What is said to begin later than the page was written has not lasted yet.
    let minutes = length.num_minutes().max(0);
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, 0) => "less than a minute".into(),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (1, 0, _) => "1 day".into(),
        (1, hours, _) => format!("1 day {hours} h"),
        (days, 0, _) => format!("{days} days"),
        (days, hours, _) => format!("{days} days {hours} h"),
    }
}

/// A duration to the second, for sums of down time: `21 min 54 s`.
pub fn exactly(length: TimeDelta) -> String {
    let seconds = length.num_seconds();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) if minutes < 60 => format!("{minutes} min"),
        (minutes, seconds) if minutes < 60 => format!("{minutes} min {seconds} s"),
        _ => lasted(length),
    }
}
