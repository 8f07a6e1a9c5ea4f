//! Why a time could not be read, in words.

use crate::problem::did_you_mean;
use chrono::{FixedOffset, NaiveDateTime};
use chrono_tz::TZ_VARIANTS;

/// Why a time could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has not the form of a time.
    Form,
    /// A form without a day in any calendar, or an hour on any clock.
    Impossible,
    /// A year no status page speaks of.
    Far,
    /// This is not a zone.
    Zone(String),
    /// The clocks of its zone skip it: offsets before and after.
    Skipped(NaiveDateTime, FixedOffset, FixedOffset),
    /// The clocks of its zone show it twice: offsets first and second.
    Twice(NaiveDateTime, FixedOffset, FixedOffset),
    /// A time of the day, and nothing says of which day.
    NoDay,
    /// A day, and no time of it.
    NoClock,
    /// It counts from an update above that has no time.
    NothingAbove,
}

/// Abbreviations people write, which mean different things in different places.
const ABBREVIATIONS: [(&str, &str); 20] = [
    ("CET", "+01:00"),
    ("CEST", "+02:00"),
    ("WET", "+00:00"),
    ("WEST", "+01:00"),
    ("EET", "+02:00"),
    ("EEST", "+03:00"),
    ("MSK", "+03:00"),
    ("BST", "+01:00"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CST", "-06:00"),
    ("CDT", "-05:00"),
    ("MST", "-07:00"),
    ("MDT", "-06:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
    ("IST", "+05:30"),
    ("JST", "+09:00"),
    ("AEST", "+10:00"),
    ("AEDT", "+11:00"),
];

/// An example of a time for hints.
const EXAMPLE: &str = "write it like `2026-11-20 14:05 UTC`";

impl Fault {
    /// Machine name, sentence and hint for a time written so.
    pub fn words(&self, written: &str) -> (&'static str, String, String) {
        match self {
            Fault::Form => (
                "unreadable-time",
                format!("cannot read the time `{written}`"),
                EXAMPLE.into(),
            ),
            Fault::Impossible => (
                "impossible-time",
                format!("there is no such time as `{written}`"),
                EXAMPLE.into(),
            ),
            Fault::Far => (
                "far-away-time",
                format!("`{written}` is too far away"),
                "write a year from `1990` to `2100`".into(),
            ),
            Fault::Zone(zone) => (
                "unknown-zone",
                format!("unknown time zone `{zone}`"),
                zone_hint(zone),
            ),
            Fault::Skipped(local, before, after) => (
                "skipped-time",
                format!("the clocks skip `{written}`"),
                format!(
                    "write the offset: `{}` or `{}`",
                    with(local, after),
                    with(local, before)
                ),
            ),
            Fault::Twice(local, first, second) => (
                "doubled-time",
                format!("the clocks show `{written}` twice"),
                format!(
                    "write the offset: `{}` or `{}`",
                    with(local, first),
                    with(local, second)
                ),
            ),
            Fault::NoDay => (
                "undated",
                format!("nothing says which day `{written}` is on"),
                "write the day too, like `2026-11-20 14:05 UTC`".into(),
            ),
            Fault::NoClock => (
                "unreadable-time",
                format!("`{written}` has no time of day"),
                format!("write the time too, like `{written} 14:05 UTC`"),
            ),
            Fault::NothingAbove => (
                "undated",
                format!("`{written}` counts from the update above, and none there has a time"),
                EXAMPLE.into(),
            ),
        }
    }
}

/// A wall time with its offset.
fn with(local: &NaiveDateTime, offset: &FixedOffset) -> String {
    format!("{} {offset}", local.format("%Y-%m-%d %H:%M"))
}

/// What to write instead of a zone nobody knows.
fn zone_hint(zone: &str) -> String {
    if let Some((_, offset)) = ABBREVIATIONS
        .iter()
        .find(|(name, _)| zone.eq_ignore_ascii_case(name))
    {
        return format!("write the offset instead, such as `{offset}`");
    }
    if let Some(offset) = ["UTC", "GMT"]
        .iter()
        .find_map(|name| zone.strip_prefix(name))
        && let Some(hour) = offset
            .get(1..)
            .and_then(|hour| hour.parse::<u8>().ok())
            .filter(|hour| *hour < 15)
    {
        return format!("write the offset alone: `{}{hour:02}:00`", &offset[..1]);
    }
    let names = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| name.contains('/'));
    match did_you_mean(zone, names).filter(|_| zone.contains('/')) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write `UTC`, an offset such as `+01:00`, or a name such as `Europe/Berlin`".into(),
    }
}
