//! Times as people write them.
//!
//! Understood: RFC 3339; `YYYY-MM-DD HH:MM[:SS]` with a zone behind it or none; `HH:MM`; `+30m`; a day
//! alone in front matter. Zones: `Z`, `UTC`, `GMT`, an offset, an IANA name with `/`, and RFC 9557's
//! `[Europe/Berlin]` behind an offset. Years 1990 to 2100.

use super::duration::duration;
use super::fault::Fault;
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use chrono::{Offset as _, TimeDelta, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

/// Where a wall clock hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// A place, with its changes of the clock.
    Named(Tz),
    /// Always the same.
    Offset(FixedOffset),
    /// A place, and its offset at that time.
    Placed(Tz, FixedOffset),
}

/// A time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stamp {
    /// Day and time.
    Full(NaiveDateTime, Option<Zone>),
    /// A time of the day.
    Clock(NaiveTime, Option<Zone>),
    /// So long after something.
    After(TimeDelta),
    /// A day alone.
    Day(NaiveDate),
}

/// Years that a status page speaks of.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The longest time at the beginning of `text`, and how many bytes it takes, its zone included.
///
/// `None` when it does not begin like a time at all.
pub(super) fn scan(text: &str) -> Option<(Result<Stamp, Fault>, usize)> {
    let first = *text.as_bytes().first()?;
    if first == b'+' {
        return scan_after(text);
    }
    if !first.is_ascii_digit() {
        return None;
    }
    let Some((day, day_end)) = scan_day(text) else {
        let (clock, end) = scan_clock(text)?;
        let (zone, zone_end) = scan_zone(&text[end..]);
        let stamp = clock.and_then(|clock| zone.map(|zone| Stamp::Clock(clock, zone)));
        return Some((stamp, end + zone_end));
    };
    let rest = &text[day_end..];
    let gap = match rest.strip_prefix(['T', 't']) {
        Some(_) => 1,
        None => rest.len() - rest.trim_start().len(),
    };
    let clock = if gap > 0 {
        scan_clock(&rest[gap..])
    } else {
        None
    };
    let Some((clock, clock_end)) = clock else {
        return Some((day.map(Stamp::Day), day_end));
    };
    let end = day_end + gap + clock_end;
    let (zone, zone_end) = scan_zone(&text[end..]);
    let stamp = day.and_then(|day| {
        clock.and_then(|clock| zone.map(|zone| Stamp::Full(day.and_time(clock), zone)))
    });
    Some((stamp, end + zone_end))
}

/// All of `text` as a time.
pub(super) fn read(text: &str) -> Result<Stamp, Fault> {
    let text = text.trim();
    let (stamp, end) = scan(text).ok_or(Fault::Form)?;
    let rest = text[end..].trim();
    match stamp {
        Ok(Stamp::Full(..) | Stamp::Clock(..)) if !rest.is_empty() => Err(Fault::Zone(rest.into())),
        Ok(_) if !rest.is_empty() => Err(Fault::Form),
        other => other,
    }
}

/// `+30m`, `+1h 30m`, `+2 days`.
fn scan_after(text: &str) -> Option<(Result<Stamp, Fault>, usize)> {
    let rest = text[1..].trim_start();
    let skipped = text.len() - rest.len();
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(())?;
    // The longest beginning that is a duration: it ends before a separator, a brace or the end.
    let stop = rest
        .char_indices()
        .find(|(_, c)| !(c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | ',')))
        .map_or(rest.len(), |(at, _)| at);
    let mut end = rest[..stop].trim_end().len();
    while end > 0 {
        if let Some(length) = duration(&rest[..end]) {
            return Some((Ok(Stamp::After(length)), skipped + end));
        }
        end = rest[..end]
            .trim_end()
            .rfind(char::is_whitespace)
            .map_or(0, |at| rest[..at].trim_end().len());
    }
    let word = rest[..stop].find(char::is_whitespace).unwrap_or(stop);
    Some((Err(Fault::Form), skipped + word))
}

/// How many ASCII digits `text` begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Something of the form of a date, and its end.
fn scan_day(text: &str) -> Option<(Result<NaiveDate, Fault>, usize)> {
    let year = digits(text);
    let mark = *text.as_bytes().get(year)?;
    if year < 3 || !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let month = digits(&text[year + 1..]);
    let second = year + 1 + month;
    if !(1..=2).contains(&month) || text.as_bytes().get(second) != Some(&mark) {
        return None;
    }
    let day = digits(&text[second + 1..]);
    let end = second + 1 + day;
    if !(1..=2).contains(&day) {
        return None;
    }
    if (year, month, day, mark) != (4, 2, 2, b'-') {
        return Some((Err(Fault::Form), end));
    }
    let number = |range: std::ops::Range<usize>| text[range].parse().unwrap_or(0);
    let date = NaiveDate::from_ymd_opt(number(0..4) as i32, number(5..7), number(8..10));
    let date = date.ok_or(Fault::Impossible);
    Some((
        date.and_then(|date| {
            if YEARS.contains(&date.year()) {
                Ok(date)
            } else {
                Err(Fault::Far)
            }
        }),
        end,
    ))
}

/// `H:MM`, `HH:MM`, with seconds and a fraction of them; and its end.
fn scan_clock(text: &str) -> Option<(Result<NaiveTime, Fault>, usize)> {
    let hour = digits(text);
    if !(1..=2).contains(&hour) || text.as_bytes().get(hour) != Some(&b':') {
        return None;
    }
    let minute = digits(&text[hour + 1..]);
    let mut end = hour + 1 + minute;
    if minute == 0 {
        return None;
    }
    if minute != 2 {
        return Some((Err(Fault::Form), end));
    }
    let (mut second, mut nanos) = (0, 0);
    if text.as_bytes().get(end) == Some(&b':') && digits(&text[end + 1..]) == 2 {
        second = text[end + 1..end + 3].parse::<u32>().unwrap_or(99);
        end += 3;
        if text.as_bytes().get(end) == Some(&b'.') && digits(&text[end + 1..]) > 0 {
            let length = digits(&text[end + 1..]);
            let fraction = &text[end + 1..end + 1 + length.min(9)];
            nanos = fraction.parse::<u32>().unwrap_or(0) * 10_u32.pow(9 - fraction.len() as u32);
            end += 1 + length;
        }
    }
    let hours = text[..hour].parse().unwrap_or(99);
    let minutes = text[hour + 1..hour + 3].parse().unwrap_or(99);
    // RFC 3339 allows a leap second; it is held to be the last of its minute.
    let second = if second == 60 { 59 } else { second };
    let time = NaiveTime::from_hms_nano_opt(hours, minutes, second, nanos);
    Some((time.ok_or(Fault::Impossible), end))
}

/// The zone behind a time, if there is one, and its end.
fn scan_zone(text: &str) -> (Result<Option<Zone>, Fault>, usize) {
    let rest = text.trim_start();
    let gap = text.len() - rest.len();
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '+' | '-' | '\u{2212}'));
    if let Some(sign) = sign {
        let Some((offset, end)) = scan_offset(&rest[sign.len_utf8()..], sign != '+') else {
            return (Ok(None), 0);
        };
        let end = gap + sign.len_utf8() + end;
        return match offset {
            Some(offset) => scan_bracket(text, end, Zone::Offset(offset)),
            None => (Err(Fault::Zone(text[gap..end].into())), end),
        };
    }
    let word = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'/' | b'+' | b'-'))
        .count();
    let word = rest[..word].trim_end_matches('-');
    let end = gap + word.len();
    if ["UTC", "GMT", "Z"]
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
    {
        return scan_bracket(text, end, Zone::Named(Tz::UTC));
    }
    let utc_and_more = word.len() > 3 && word.is_char_boundary(3) && {
        let (name, more) = word.split_at(3);
        ["UTC", "GMT"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
            && more.starts_with(['+', '-'])
    };
    if !word.contains('/') && !utc_and_more {
        return (Ok(None), 0);
    }
    match named(word) {
        Some(zone) if word.contains('/') => (Ok(Some(Zone::Named(zone))), end),
        _ => (Err(Fault::Zone(word.into())), end),
    }
}

/// RFC 9557: the name of the zone behind its offset.
fn scan_bracket(text: &str, end: usize, zone: Zone) -> (Result<Option<Zone>, Fault>, usize) {
    let Some(rest) = text[end..].strip_prefix('[') else {
        return (Ok(Some(zone)), end);
    };
    let Some(length) = rest.find(']') else {
        return (Ok(Some(zone)), end);
    };
    let end = end + length + 2;
    let offset = match zone {
        Zone::Offset(offset) => offset,
        _ => Utc.fix(),
    };
    match named(&rest[..length]) {
        Some(name) => (Ok(Some(Zone::Placed(name, offset))), end),
        None => (Err(Fault::Zone(rest[..length].into())), end),
    }
}

/// Digits of an offset behind its sign; `None` inside for one that no place has.
fn scan_offset(text: &str, west: bool) -> Option<(Option<FixedOffset>, usize)> {
    let count = digits(text);
    let (hours, minutes, end) = match count {
        1 | 2 if text.as_bytes().get(count) == Some(&b':') && digits(&text[count + 1..]) == 2 => {
            (&text[..count], &text[count + 1..count + 3], count + 3)
        }
        1 | 2 => (&text[..count], "0", count),
        4 => (&text[..2], &text[2..4], 4),
        _ => return None,
    };
    if text[end..].starts_with(|c: char| c.is_alphanumeric() || c == ':') {
        return None;
    }
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    let seconds = hours * 3600 + minutes * 60;
    let known = minutes < 60 && seconds <= 15 * 3600;
    let offset = FixedOffset::east_opt(if west { -seconds } else { seconds });
    Some((offset.filter(|_| known), end))
}

/// A zone by its IANA name, whatever its case.
fn named(name: &str) -> Option<Tz> {
    name.parse().ok().or_else(|| {
        TZ_VARIANTS
            .iter()
            .copied()
            .find(|zone| zone.name().eq_ignore_ascii_case(name))
    })
}
