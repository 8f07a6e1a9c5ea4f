//! How long something takes, as people write it.

use chrono::TimeDelta;

/// The longest that makes sense in a status page.
const LONGEST: TimeDelta = TimeDelta::days(3660);

/// Reads `90m`, `1h30m`, `1h 30m`, `2 days`, `1.5 hours`, `1 hour and 30 minutes` or ISO 8601's `PT1H30M`.
///
/// Units are seconds, minutes, hours, days and weeks (of 24 hours and 7 days, elapsed), each at most
/// once. `None` for anything else, for nothing, and for more than ten years.
pub fn duration(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    let iso = text
        .strip_prefix(['P', 'p'])
        .filter(|rest| !rest.is_empty());
    let mut rest = iso.unwrap_or(text).trim_start();
    let mut time_part = iso.is_none();
    let mut seen = [false; 5];
    let mut total = TimeDelta::zero();
    while !rest.is_empty() {
        if iso.is_some() && !time_part && rest.starts_with(['T', 't']) {
            (time_part, rest) = (true, &rest[1..]);
        }
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let after = after.trim_start();
        let end = after
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(after.len());
        let end = if iso.is_some() {
            after.len().min(1)
        } else {
            end
        };
        let (unit, seconds) = unit(after.get(..end)?)?;
        // In ISO 8601 an M before the T is a month, which has no length.
        if std::mem::replace(&mut seen[unit], true) || (!time_part && unit < 3) {
            return None;
        }
        total = total.checked_add(&scaled(number, seconds)?)?;
        rest = after[end..].trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        rest = rest.strip_prefix("and ").unwrap_or(rest).trim_start();
    }
    (seen.contains(&true) && total <= LONGEST).then_some(total)
}

/// Which unit, from the smallest, and its seconds.
fn unit(word: &str) -> Option<(usize, i64)> {
    Some(match word.to_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => (0, 1),
        "m" | "min" | "mins" | "minute" | "minutes" => (1, 60),
        "h" | "hr" | "hrs" | "hour" | "hours" => (2, 3600),
        "d" | "day" | "days" => (3, 86_400),
        "w" | "week" | "weeks" => (4, 604_800),
        _ => return None,
    })
}

/// A number, whole or with a fraction of at most three digits, of so many seconds each.
fn scaled(number: &str, seconds: i64) -> Option<TimeDelta> {
    let (whole, fraction) = number
        .split_once('.')
        .map_or((number, None), |(whole, part)| (whole, Some(part)));
    if whole.is_empty() || whole.len() > 10 {
        return None;
    }
    let mut thousandths = whole.parse::<i64>().ok()?.checked_mul(1000)?;
    if let Some(part) = fraction {
        if part.is_empty() || part.len() > 3 || part.contains('.') {
            return None;
        }
        thousandths += part.parse::<i64>().ok()? * [100, 10, 1][part.len() - 1];
    }
    let millis = thousandths.checked_mul(seconds)?;
    (millis % 1000 == 0)
        .then(|| TimeDelta::try_seconds(millis / 1000))
        .flatten()
}

/// The way stillup writes one, such as `1h30m`: whole seconds, in hours, minutes and seconds.
pub fn duration_words(length: TimeDelta) -> String {
    let seconds = length.num_seconds().max(0);
    let mut words = String::new();
    for (count, unit) in [
        (seconds / 3600, "h"),
        (seconds / 60 % 60, "m"),
        (seconds % 60, "s"),
    ] {
        if count > 0 {
            words.push_str(&format!("{count}{unit}"));
        }
    }
    if words.is_empty() { "0m".into() } else { words }
}
