//! How a maintenance recurs: the rule is checked here, and its text kept.

use super::fault::Fault;
use super::front::Found;
use super::instant::resolve;
use super::margin::Margin;
use super::time::{Stamp, Zone, read as read_time};
use super::window::tell;
use crate::model::Repeat;
use chrono::{DateTime, FixedOffset, Utc};
use chrono_tz::Tz;
use rrule::{Frequency, RRule, Unvalidated};

/// The named zone that always has this offset: only whole hours have one.
pub(super) fn zone_of(offset: FixedOffset) -> Option<Tz> {
    let seconds = offset.local_minus_utc();
    match seconds {
        0 => Some(Tz::UTC),
        // The signs of these names are the other way round (POSIX).
        _ if seconds % 3600 == 0 => format!("Etc/GMT{:+}", -seconds / 3600).parse().ok(),
        _ => None,
    }
}

/// The rule and its exceptions. A rule that is none leaves the first window alone.
pub(super) fn read(
    found: &Found<String>,
    except: &[Found<String>],
    start: DateTime<Utc>,
    zone: Tz,
    margin: &mut Margin,
) -> Option<Repeat> {
    let rule = rule(&found.value);
    if let Err(why) = check(&rule, start, zone) {
        let what = format!("cannot read the repetition `{}`", found.value);
        margin.error(
            "unreadable-repeat",
            found.at.clone(),
            what,
            "write it like `FREQ=WEEKLY;BYDAY=SU`",
        );
        margin.because(why);
        return None;
    }
    let mut repeat = Repeat {
        rule,
        except: Vec::new(),
        except_days: Vec::new(),
    };
    for one in except {
        let moment = match read_time(&one.value) {
            Ok(Stamp::Day(day)) => {
                repeat.except_days.push(day);
                continue;
            }
            Ok(Stamp::Full(local, own)) => resolve(local, own.unwrap_or(Zone::Named(zone))),
            Ok(_) => Err(Fault::NoDay),
            Err(fault) => Err(fault),
        };
        match moment {
            Ok(moment) => repeat.except.push(moment.at),
            Err(fault) => tell(&fault, &one.value, one.at.clone(), margin),
        }
    }
    Some(repeat)
}

/// The value alone, in capitals.
fn rule(text: &str) -> String {
    let text = text.trim();
    let value = match text.get(..6) {
        Some(name) if name.eq_ignore_ascii_case("RRULE:") => &text[6..],
        _ => text,
    };
    value.trim().to_ascii_uppercase()
}

fn check(rule: &str, start: DateTime<Utc>, zone: Tz) -> Result<(), String> {
    if !rule
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'=' | b';' | b',' | b'+' | b'-'))
    {
        return Err("a rule is made of `NAME=VALUE` and `;`".into());
    }
    let rule: RRule<Unvalidated> = rule
        .parse()
        .map_err(|error: rrule::RRuleError| error.to_string())?;
    if matches!(
        rule.get_freq(),
        Frequency::Hourly | Frequency::Minutely | Frequency::Secondly
    ) {
        return Err("a maintenance happens at most once a day".into());
    }
    let rule = rule
        .validate(start.with_timezone(&rrule::Tz::Tz(zone)))
        .map_err(|error| error.to_string())?;
    if [
        rule.get_by_hour(),
        rule.get_by_minute(),
        rule.get_by_second(),
    ]
    .iter()
    .any(|times| times.len() > 1)
    {
        return Err("a maintenance happens at most once a day".into());
    }
    Ok(())
}
