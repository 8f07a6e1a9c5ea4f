//! How a standing reads in a terminal: a symbol, a word and an age, aligned; colour only underlines them.

use crate::model::ComponentStatus;
use chrono::{DateTime, TimeDelta, Utc};
use console::Style;

/// A shape for each status, so that colour is never alone.
pub fn symbol(status: ComponentStatus) -> &'static str {
    match status {
        ComponentStatus::Operational => "✓",
        ComponentStatus::UnderMaintenance => "◆",
        ComponentStatus::Unknown => "?",
        ComponentStatus::DegradedPerformance => "△",
        ComponentStatus::PartialOutage => "▲",
        ComponentStatus::MajorOutage => "✗",
    }
}

/// Symbol and text in the status' colour.
pub fn painted(status: ComponentStatus, text: &str, color: bool) -> String {
    let style = Style::new().force_styling(color);
    let style = match status {
        ComponentStatus::Operational => style.green(),
        ComponentStatus::UnderMaintenance => style.blue(),
        ComponentStatus::Unknown => style.magenta(),
        ComponentStatus::DegradedPerformance => style.yellow(),
        ComponentStatus::PartialOutage => style.yellow().bold(),
        ComponentStatus::MajorOutage => style.red().bold(),
    };
    style
        .apply_to(format!("{} {text}", symbol(status)))
        .to_string()
}

/// Bold, where there is colour at all.
pub fn bold(text: &str, color: bool) -> String {
    Style::new()
        .force_styling(color)
        .bold()
        .apply_to(text)
        .to_string()
}

/// Such as `2026-11-20 14:36 UTC`.
pub fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// How long something took or lasts, in its two largest units: `40s`, `31m`, `2h 5m`, `3d 4h`.
pub fn length(length: TimeDelta) -> String {
    let seconds = length.num_seconds().max(0);
    let two = |big: i64, unit: &str, rest: i64, of: &str| match rest {
        0 => format!("{big}{unit}"),
        rest => format!("{big}{unit} {rest}{of}"),
    };
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3_600 => format!("{}m", seconds / 60),
        3_600..86_400 => two(seconds / 3_600, "h", seconds % 3_600 / 60, "m"),
        _ => two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h"),
    }
}

/// `1 finding`, `2 findings`.
pub fn count(number: usize, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {one}s")
    }
}

/// Text and blanks up to `width` columns.
pub fn padded(text: &str, width: usize) -> String {
    console::pad_str(text, width, console::Alignment::Left, None).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{length, painted};
    use crate::model::ComponentStatus;
    use chrono::TimeDelta;

    #[test]
    fn a_length_has_its_two_largest_units() {
        for (seconds, words) in [
            (-5, "0s"),
            (59, "59s"),
            (60, "1m"),
            (3_599, "59m"),
            (3_600, "1h"),
            (7_500, "2h 5m"),
            (86_400, "1d"),
            (273_600, "3d 4h"),
        ] {
            assert_eq!(length(TimeDelta::seconds(seconds)), words);
        }
    }

    #[test]
    fn without_colour_there_is_no_escape() {
        assert_eq!(
            painted(ComponentStatus::MajorOutage, "Major outage", false),
            "✗ Major outage"
        );
        assert_eq!(
            painted(ComponentStatus::Operational, "x", true),
            "\u{1b}[32m✓ x\u{1b}[0m"
        );
    }
}
