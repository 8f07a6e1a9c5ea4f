//! How long, as people write it.

use chrono::TimeDelta;

/// The longest duration that means anything here: a hundred years.
const LONGEST: i64 = 100 * 366 * 86_400;

/// Reads a duration: `90m`, `1h30m`, `1 hour 30 minutes`, `1.5h`, `2 days`, or ISO 8601's `PT1H30M`.
///
/// Units are seconds, minutes, hours, days and weeks, by their first letter, usual short form or
/// whole word, in any case. A number without a unit, a negative one, or more than a hundred years
/// is no duration.
pub fn duration(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_ascii_lowercase();
    let (mut rest, iso) = match text.strip_prefix('p') {
        Some(iso) => (iso, true),
        None => (text.as_str(), false),
    };
    let mut seconds = 0.0;
    let mut in_time = !iso;
    let mut any = false;
    loop {
        if iso && !in_time && rest.starts_with('t') {
            (rest, in_time) = (&rest[1..], true);
        }
        if rest.is_empty() {
            break;
        }
        let digits = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let amount: f64 = rest[..digits].parse().ok()?;
        rest = if iso {
            &rest[digits..]
        } else {
            rest[digits..].trim_start()
        };
        let letters = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let letters = if iso { letters.min(1) } else { letters };
        seconds += amount * unit(&rest[..letters], iso, in_time)?;
        rest = if iso {
            &rest[letters..]
        } else {
            next_amount(&rest[letters..])
        };
        any = true;
    }
    let whole = seconds.round();
    (any && whole <= LONGEST as f64).then(|| TimeDelta::seconds(whole as i64))
}

/// Seconds in a unit.
fn unit(word: &str, iso: bool, in_time: bool) -> Option<f64> {
    Some(match word {
        // In ISO 8601 an `M` before the `T` is a month, which has no fixed length.
        "m" if iso && !in_time => return None,
        "h" | "s" if iso && !in_time => return None,
        "d" | "w" if iso && in_time => return None,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3_600.0,
        "d" | "day" | "days" => 86_400.0,
        "w" | "wk" | "wks" | "week" | "weeks" => 604_800.0,
        _ => return None,
    })
}

/// What follows a unit, without the blanks, comma or `and` before the next amount.
fn next_amount(rest: &str) -> &str {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    rest.strip_prefix("and ").unwrap_or(rest).trim_start()
}

/// Writes a duration the shortest way that [`duration`] reads back: `90m`, `1h30m`, `2d`.
///
/// Parts of a second and a minus sign are left out.
pub fn duration_text(length: TimeDelta) -> String {
    let mut left = length.num_seconds().unsigned_abs();
    let mut text = String::new();
    for (unit, seconds) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] {
        if left >= seconds {
            text += &format!("{}{unit}", left / seconds);
            left %= seconds;
        }
    }
    if text.is_empty() {
        "0m".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, duration_text};
    use chrono::TimeDelta;

    #[test]
    fn what_people_write_is_read() {
        for (text, seconds) in [
            ("90m", 5_400),
            ("1h30m", 5_400),
            ("1h 30m", 5_400),
            ("1 hour and 30 minutes", 5_400),
            ("1 Hour, 30 min", 5_400),
            ("1.5h", 5_400),
            ("45s", 45),
            ("2 days", 172_800),
            ("1w", 604_800),
            ("PT1H30M", 5_400),
            ("P1DT2H", 93_600),
            ("p1w", 604_800),
            ("0m", 0),
        ] {
            assert_eq!(duration(text), Some(TimeDelta::seconds(seconds)), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_not_guessed() {
        for text in [
            "",
            "90",
            "m",
            "-5m",
            "1h30",
            "P1M",
            "PT",
            "P",
            "PT1D",
            "1 fortnight",
            "1..5h",
            "90 m x",
            "9999999999w",
            "ü",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn writing_and_reading_are_inverse() {
        for seconds in (0..400).chain([3_599, 3_600, 86_399, 86_400, 90_061, 10_000_000]) {
            let length = TimeDelta::seconds(seconds);
            assert_eq!(duration(&duration_text(length)), Some(length));
        }
    }
}
