//! Moments, days and durations in the words of a page, in the site's zone.

use crate::render::locale::{Locale, Message};
use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, TimeDelta, Utc};
use chrono_tz::{OffsetName as _, Tz};
use serde::Serialize;

/// A moment: for `<time datetime>`, and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// In UTC, such as `2026-11-20T14:36:00Z`; a day is `2026-11-20`.
    pub iso: String,
    /// In the site's zone, such as `20 Nov 2026, 14:36 UTC`.
    pub words: String,
}

/// The zone that a site shows its times in, and the language it does so in.
#[derive(Debug, Clone, Copy)]
pub struct Times<'a> {
    /// The site's.
    pub zone: Tz,
    /// The page's.
    pub locale: &'a Locale,
}

impl Times<'_> {
    /// Date, time and zone: `20 Nov 2026, 14:36 UTC`.
    pub fn moment(self, at: DateTime<Utc>) -> Moment {
        let local = at.with_timezone(&self.zone);
        self.with_zone(at, self.locale.forms().moment(local.naive_local()))
    }

    /// Time and zone: `14:36 UTC`.
    pub fn clock(self, at: DateTime<Utc>) -> Moment {
        let local = at.with_timezone(&self.zone);
        self.with_zone(at, self.locale.forms().clock(local.naive_local()))
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

    fn with_zone(self, at: DateTime<Utc>, mut words: String) -> Moment {
        let zone = *at.with_timezone(&self.zone).offset();
        words.push(' ');
        match zone.abbreviation() {
            Some(name) => words.push_str(name),
            None => words.push_str(&zone.to_string()),
        }
        Moment {
            iso: at.to_rfc3339_opts(SecondsFormat::Secs, true),
            words,
        }
    }
}

impl Locale {
    /// A day: `Friday 20 November 2026`.
    pub fn day(&self, date: NaiveDate) -> Moment {
        Moment {
            iso: date.to_string(),
            words: self.forms().long_day(date),
        }
    }

    /// Days from one to another, both included: `20 Nov` or `18 – 20 Nov` or `29 Oct – 2 Nov`.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> String {
        if from == to {
            return self.forms().short_day(from);
        }
        let [first, last] = [from, to].map(|date| date.day().to_string());
        let [from_words, to_words] = [from, to].map(|date| self.forms().short_day(date));
        // English of other orders than ours has no shorter way.
        let ours =
            !self.tag.starts_with("en") || to_words.starts_with(|c: char| c.is_ascii_digit());
        let message = if ours && (from.year(), from.month()) == (to.year(), to.month()) {
            Message::DaysRangeInMonth
        } else {
            Message::DaysRange
        };
        self.fill(
            message,
            &[
                ("from", &from_words),
                ("to", &to_words),
                ("first", &first),
                ("last", &last),
            ],
        )
    }

    /// A month: `November 2026`.
    pub fn month(&self, year: i32, month: u32) -> String {
        self.forms().month(year, month)
    }

    /// A duration in its two largest units: `42 min`, `3 h 12 min`, `2 days 4 h`.
    pub fn lasted(&self, length: TimeDelta) -> String {
        // What is said to begin later than the page was written has not lasted yet.
        let minutes = length.num_minutes().max(0);
        let unit = |message, count: i64| self.count(message, count.unsigned_abs() as usize);
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        let days_words = || unit(Message::DurationDays, days);
        let hours_words = || unit(Message::DurationHours, hours);
        let minutes_words = || unit(Message::DurationMinutes, minutes);
        match (days, hours, minutes) {
            (0, 0, 0) => self.text(Message::DurationUnderAMinute).to_string(),
            (0, 0, _) => minutes_words(),
            (0, _, 0) => hours_words(),
            (0, ..) => self.both(&hours_words(), &minutes_words()),
            (_, 0, _) => days_words(),
            _ => self.both(&days_words(), &hours_words()),
        }
    }

    /// A duration to the second, for sums of down time: `21 min 54 s`.
    pub fn exactly(&self, length: TimeDelta) -> String {
        let seconds = length.num_seconds();
        let unit = |message, count: i64| self.count(message, count.unsigned_abs() as usize);
        match (seconds / 60, seconds % 60) {
            (0, seconds) => unit(Message::DurationSeconds, seconds),
            (minutes, 0) if minutes < 60 => unit(Message::DurationMinutes, minutes),
            (minutes, seconds) if minutes < 60 => self.both(
                &unit(Message::DurationMinutes, minutes),
                &unit(Message::DurationSeconds, seconds),
            ),
            _ => self.lasted(length),
        }
    }

    fn both(&self, larger: &str, smaller: &str) -> String {
        self.fill(
            Message::DurationBoth,
            &[("larger", larger), ("smaller", smaller)],
        )
    }

    /// A share, from how it is written in English: `99.98`.
    pub fn percent(&self, number: &str) -> String {
        let number = self.forms().number(number);
        self.fill(Message::Percent, &[("number", &number)])
    }
}
