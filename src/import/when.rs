//! Times as other pages write them: single digits, no zone, a zone's name behind an offset.

use super::Notes;
use chrono::{DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime};
use chrono::{Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// An instant, and what had to be guessed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    pub at: DateTime<Utc>,
    /// In words, for a note.
    pub guess: Option<&'static str>,
}

/// Reads a time in any form that was seen in the wild; `zone` is for those without one. Years 1990 to 2100.
pub(super) fn when(text: &str, zone: Tz) -> Option<When> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    let found = plain(text, zone).or_else(|| {
        let at = DateTime::parse_from_rfc2822(text).ok()?;
        Some(When {
            at: at.with_timezone(&Utc),
            guess: None,
        })
    })?;
    let years = NaiveDate::from_ymd_opt(1990, 1, 1)?..NaiveDate::from_ymd_opt(2101, 1, 1)?;
    years.contains(&found.at.date_naive()).then_some(found)
}

/// The same, and the guess noted at a place.
pub(super) fn noted(text: &str, zone: Tz, place: &str, notes: &mut Notes) -> Option<DateTime<Utc>> {
    let found = when(text, zone)?;
    if let Some(guess) = found.guess {
        notes.add(place, guess);
    }
    Some(found.at)
}

fn plain(text: &str, zone: Tz) -> Option<When> {
    let (day, rest) = day(text)?;
    let rest = rest.trim_start_matches(['T', 't', ' ', ',', '\t']);
    if rest.is_empty() {
        let mut found = at_wall(day.and_time(NaiveTime::MIN), zone)?;
        found.guess = Some("a day without a time of day: its first moment is taken");
        return Some(found);
    }
    let (time, rest) = clock(rest)?;
    let wall = day.and_time(time);
    match offset(rest.trim())? {
        Some(offset) => {
            let at = offset.from_local_datetime(&wall).single()?;
            Some(When {
                at: at.with_timezone(&Utc),
                guess: None,
            })
        }
        None => match rest.trim() {
            "" => at_wall(wall, zone),
            name => at_wall(wall, name.parse().ok()?),
        },
    }
}

/// A wall time in a zone; one that the clocks skip or show twice is a guess.
fn at_wall(wall: NaiveDateTime, zone: Tz) -> Option<When> {
    let (at, guess) = match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) => (at, None),
        MappedLocalTime::Ambiguous(first, _) => (
            first,
            Some("the clocks show a time twice: the first is taken"),
        ),
        MappedLocalTime::None => {
            let before = zone.from_local_datetime(&(wall - TimeDelta::hours(3)));
            let at = before.latest()? + TimeDelta::hours(3);
            (at, Some("the clocks skip a time: the one after is taken"))
        }
    };
    Some(When {
        at: at.with_timezone(&Utc),
        guess,
    })
}

/// A number of at most `most` digits, and the rest.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&digits).then_some(())?;
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

/// `2017-12-17`, `2017-2-3`, `2017/12/17`.
fn day(text: &str) -> Option<(NaiveDate, &str)> {
    let (year, rest) = number(text, 4)?;
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = number(rest.strip_prefix(mark)?, 2)?;
    let (day, rest) = number(rest.strip_prefix(mark)?, 2)?;
    Some((NaiveDate::from_ymd_opt(year as i32, month, day)?, rest))
}

/// `8:00`, `16:24:00`, `09:43:40.482`.
fn clock(text: &str) -> Option<(NaiveTime, &str)> {
    let (hour, rest) = number(text, 2)?;
    let (minute, mut rest) = number(rest.strip_prefix(':')?, 2)?;
    let (mut second, mut nanos) = (0, 0);
    if let Some(after) = rest.strip_prefix(':') {
        (second, rest) = number(after, 2)?;
        if let Some(after) = rest.strip_prefix(['.', ',']) {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let kept = &after[..digits.min(9)];
            nanos = kept.parse::<u32>().ok()? * 10_u32.pow(9 - kept.len() as u32);
            rest = &after[digits..];
        }
    }
    // A leap second is held to be the last of its minute, as RFC 3339 allows one.
    let second = if second == 60 { 59 } else { second };
    Some((
        NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)?,
        rest,
    ))
}

/// `Z`, `UTC`, `+02:00`, `-0700`, `+0000 UTC`; `Some(None)` where there is none of these.
fn offset(text: &str) -> Option<Option<FixedOffset>> {
    if ["Z", "z", "UTC", "GMT"].contains(&text) {
        return Some(Some(Utc.fix()));
    }
    let Some(west) = text
        .strip_prefix('-')
        .map(|_| true)
        .or_else(|| text.strip_prefix('+').map(|_| false))
    else {
        return Some(None);
    };
    let digits = text[1..].split(' ').next()?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let seconds = number(hours, 2)?.0 as i32 * 3600 + number(minutes, 2)?.0 as i32 * 60;
    FixedOffset::east_opt(if west { -seconds } else { seconds }).map(Some)
}

#[cfg(test)]
mod tests {
    use super::when;
    use chrono_tz::Tz;

    #[test]
    fn times_from_the_wild_are_read() {
        for (text, expected) in [
            ("2017-12-17 16:24:00", "2017-12-17T16:24:00+00:00"),
            ("2023-12-04T8:00:00-00:00", "2023-12-04T08:00:00+00:00"),
            ("2023-1-4 8:05", "2023-01-04T08:05:00+00:00"),
            (
                "\"2020-02-29T10:00:00.25+0530\"",
                "2020-02-29T04:30:00.250+00:00",
            ),
            (
                "2024-12-27 09:43:40.482 +0000 UTC",
                "2024-12-27T09:43:40.482+00:00",
            ),
            (
                "2020/6/16 14:00 America/Los_Angeles",
                "2020-06-16T21:00:00+00:00",
            ),
            (
                "Tue, 16 Jun 2020 14:00:29 -0700",
                "2020-06-16T21:00:29+00:00",
            ),
            ("2020-06-16T14:00:60Z", "2020-06-16T14:00:59+00:00"),
        ] {
            let found = when(text, Tz::UTC).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.at.to_rfc3339(), expected, "{text}");
            assert_eq!(found.guess, None, "{text}");
        }
    }

    #[test]
    fn guesses_are_told() {
        for (text, expected) in [
            ("2017-02-03", "2017-02-02T23:00:00+00:00"),
            ("2026-03-29 02:30", "2026-03-29T01:30:00+00:00"),
            ("2026-10-25 02:30", "2026-10-25T00:30:00+00:00"),
        ] {
            let found = when(text, Tz::Europe__Berlin).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.at.to_rfc3339(), expected, "{text}");
            assert!(found.guess.is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "yesterday",
            "2017-02-30 10:00",
            "<no value>",
            "0001-01-01 00:00:00 +0000 UTC",
            "2020-01-01 25:00",
            "2020-01-01 10:00 Nowhere/City",
            "99999999999-1-1",
            "2020-01-01 10:00 +99",
            "2020-01-01 1é:00",
            "2020-01-01 10:00 +é1",
        ] {
            assert_eq!(when(text, Tz::UTC), None, "{text}");
        }
    }
}
