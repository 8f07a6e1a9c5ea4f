//! Uptime as measured on Statuspage: weighted down time over what is known, cut off, never rounded up.

use super::calendar::day_start;
use super::standing::{Budget, Day, Span, Uptime, UptimeWindow};
use crate::model::{ComponentStatus, UptimeRules};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// Millionths, so that sums and the cut at two places are exact.
const UNIT: i128 = 1_000_000;

/// How many days are shown.
const DAYS: u64 = 90;

/// Seconds of each status in a stretch of time, whole seconds of the clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seconds([i64; 6]);

impl Seconds {
    /// Counts a stretch by a component's spans, gaps as operational. Looks no further back than `from`.
    pub fn count(spans: &[Span], from: DateTime<Utc>, to: DateTime<Utc>) -> Self {
        let (from, to) = (from.timestamp(), to.timestamp().max(from.timestamp()));
        let mut seconds = [0; 6];
        let mut counted = 0;
        for span in spans.iter().rev() {
            let start = span.from.timestamp().clamp(from, to);
            let end = span.to.map_or(to, |end| end.timestamp().clamp(from, to));
            seconds[span.status as usize] += end - start;
            counted += end - start;
            if start == from {
                break;
            }
        }
        seconds[ComponentStatus::Operational as usize] = to - from - counted;
        Seconds(seconds)
    }

    /// Weighted down time in millionths of a second.
    fn down(&self, rules: &UptimeRules) -> i128 {
        ComponentStatus::ALL
            .iter()
            .map(|status| i128::from(self.0[*status as usize]) * weight(rules, *status))
            .sum()
    }

    fn unknown(&self) -> i64 {
        self.0[ComponentStatus::Unknown as usize]
    }

    fn known(&self) -> i64 {
        self.0.iter().sum::<i64>() - self.unknown()
    }
}

fn weight(rules: &UptimeRules, status: ComponentStatus) -> i128 {
    (rules.weight(status).clamp(0.0, 1.0) * UNIT as f64).round() as i128
}

fn seconds_of(millionths: i128) -> f64 {
    millionths as f64 / UNIT as f64
}

/// Uptime in one window that ends at `end`, of a component that exists since `began`.
pub(super) fn uptime(
    window: UptimeWindow,
    spans: &[Span],
    began: DateTime<Utc>,
    end: DateTime<Utc>,
    rules: &UptimeRules,
) -> Uptime {
    let start = end - window.length();
    let seconds = Seconds::count(spans, start.max(began), end);
    let (down, known) = (seconds.down(rules), seconds.known());
    let hundredths = (known > 0).then(|| {
        let whole = i128::from(known) * UNIT;
        let cut = (whole - down) * 10_000 / whole;
        // Never a hundred after an outage.
        if down > 0 {
            cut.min(9_999) as u32
        } else {
            cut as u32
        }
    });
    Uptime {
        window,
        hundredths,
        down: seconds_of(down),
        counted: known as f64,
        unknown: seconds.unknown() as f64,
        since_start: began > start,
    }
}

/// What the target allows over 30 days, or since the component began, and what is used of it.
pub(super) fn budget(
    spans: &[Span],
    began: DateTime<Utc>,
    end: DateTime<Utc>,
    rules: &UptimeRules,
) -> Option<Budget> {
    let target = rules.target?;
    let start = (end - UptimeWindow::Month.length()).max(began).min(end);
    let used = Seconds::count(spans, start, end).down(rules);
    let allowed = (end - start).num_milliseconds() as f64 * (100.0 - target) / 100.0;
    Some(Budget {
        target,
        allowed: TimeDelta::milliseconds(allowed.round() as i64),
        used: TimeDelta::milliseconds((used / 1_000) as i64),
    })
}

/// The instants at which the last 90 days begin, and the end of today: 91 of them.
pub(super) fn day_starts(zone: Tz, today: NaiveDate) -> Vec<(NaiveDate, DateTime<Utc>)> {
    (0..=DAYS)
        .map(|at| {
            let date = today - Days::new(DAYS - 1) + Days::new(at);
            (date, day_start(zone, date))
        })
        .collect()
}

/// Ninety days of a component, seconds counted up to `settled`, the worst up to `now`.
///
/// `incidents` has the positions of those that touched each day.
pub(super) fn days(
    starts: &[(NaiveDate, DateTime<Utc>)],
    spans: &[Span],
    incidents: Vec<Vec<usize>>,
    (began, settled, now): (DateTime<Utc>, DateTime<Utc>, DateTime<Utc>),
    rules: &UptimeRules,
) -> Vec<Day> {
    let mut recent = spans;
    starts
        .windows(2)
        .zip(incidents)
        .map(|(pair, incidents)| {
            let ((date, from), (_, to)) = (pair[0], pair[1]);
            let past = recent.partition_point(|span| span.to.is_some_and(|end| end <= from));
            recent = &recent[past..];
            let touching = recent
                .iter()
                .take_while(|span| span.from < to && span.from <= now);
            let worst = touching
                .map(|span| span.status)
                .max()
                .unwrap_or(ComponentStatus::Operational);
            let end = to.min(settled);
            let here = recent.partition_point(|span| span.from < end);
            let seconds = Seconds::count(&recent[..here], from.max(began).min(end.max(from)), end);
            Day {
                date,
                worst: (began < to).then_some(worst),
                seconds: seconds.0.map(|count| count as u32),
                down: seconds_of(seconds.down(rules)),
                incidents,
            }
        })
        .collect()
}
