//! The instants of a file's updates, each resolved against its neighbours.

use super::fault::Fault;
use super::instant::{Moment, nearest, resolve as at_zone, wall};
use super::layout::Layout;
use super::margin::Margin;
use super::read::untimed;
use super::time::{Stamp, Zone};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// What orders updates: time, whether it goes on (an ending one first), place in the file.
pub(super) type Key = (DateTime<Utc>, bool, (usize, u8));

/// The moment of each update, in the order of the file; `None` where it cannot be read.
///
/// Full dates stand by themselves. A time of the day leans on the nearest dated update above it in the
/// file, or, with none above, on the one below; without any, on the day the file name begins with.
pub(super) fn resolve(
    layout: &Layout,
    day: Option<Moment>,
    site: Tz,
    margin: &mut Margin,
) -> Vec<Option<Moment>> {
    let stamps: Vec<&Result<Stamp, Fault>> = layout
        .updates
        .iter()
        .map(|(rough, _)| &rough.when)
        .collect();
    let mut found: Vec<Option<Result<Moment, Fault>>> =
        stamps.iter().map(|stamp| alone(stamp, site)).collect();
    let anchor = found.iter().position(|found| matches!(found, Some(Ok(_))));
    if let Some(anchor) = anchor {
        // Upwards: what stands above every full date.
        let mut below = found[anchor].clone().and_then(Result::ok);
        for at in (0..anchor).rev() {
            if let (None, Ok(Stamp::Clock(clock, own)), Some(near)) =
                (&found[at], stamps[at], below)
            {
                let moment = nearest(*clock, own.unwrap_or(near.zone), near.at);
                below = moment.clone().ok().or(below);
                found[at] = Some(moment);
            }
        }
    }
    let mut above: Option<Moment> = None;
    for at in 0..found.len() {
        if found[at].is_none() {
            found[at] = Some(match stamps[at] {
                Ok(Stamp::Clock(clock, own)) => match (above, day) {
                    (Some(near), _) => nearest(*clock, own.unwrap_or(near.zone), near.at)
                        .inspect(|moment| lands_before(layout, at, moment, &near, margin)),
                    (None, Some(day)) => at_zone(
                        wall(day.at, day.zone).date().and_time(*clock),
                        own.unwrap_or(day.zone),
                    ),
                    (None, None) => Err(Fault::NoDay),
                },
                Ok(Stamp::After(length)) => {
                    match at.checked_sub(1).and_then(|above| found[above].as_ref()) {
                        Some(Ok(near)) => counted(near, *length),
                        _ => Err(Fault::NothingAbove),
                    }
                }
                _ => Err(Fault::Form),
            });
        }
        if let Some(Ok(moment)) = &found[at] {
            above = Some(*moment);
        }
    }
    let tell = |(at, found): (usize, Option<Result<Moment, Fault>>)| match found? {
        Ok(moment) => Some(moment),
        Err(fault) => {
            let rough = &layout.updates[at].0;
            untimed(&fault, &layout.text[rough.when_at.clone()], rough, margin);
            None
        }
    };
    found.into_iter().enumerate().map(tell).collect()
}

/// The moment of a stamp that needs no other; `None` for one that does.
fn alone(stamp: &Result<Stamp, Fault>, site: Tz) -> Option<Result<Moment, Fault>> {
    match stamp {
        Ok(Stamp::Full(local, own)) => Some(at_zone(*local, own.unwrap_or(Zone::Named(site)))),
        Ok(Stamp::Day(_)) => Some(Err(Fault::NoClock)),
        Ok(Stamp::Clock(..) | Stamp::After(_)) => None,
        Err(fault) => Some(Err(fault.clone())),
    }
}

fn counted(from: &Moment, length: chrono::TimeDelta) -> Result<Moment, Fault> {
    let local = from
        .at
        .naive_utc()
        .checked_add_signed(length)
        .ok_or(Fault::Far)?;
    let moment = at_zone(local, Zone::Named(Tz::UTC))?;
    Ok(Moment {
        zone: from.zone,
        ..moment
    })
}

fn lands_before(layout: &Layout, at: usize, moment: &Moment, near: &Moment, margin: &mut Margin) {
    if moment.at >= near.at {
        return;
    }
    let rough = &layout.updates[at].0;
    let what = format!(
        "`{}` lands before the update above it, on {} UTC",
        &layout.text[rough.when_at.clone()],
        moment.at.format("%Y-%m-%d %H:%M")
    );
    margin.finding(
        "lands-before",
        rough.when_at.clone(),
        what,
        "write the day too, like `2026-11-20 14:05 UTC`",
    );
}

/// Where each update goes: its time, or, without one, its neighbour's, so that it stays in its place.
///
/// With no time in the whole file it is the file name's day, else the beginning of the Unix epoch, which
/// comes with a problem for each update.
pub(super) fn places(
    moments: &[Option<Moment>],
    day: Option<DateTime<Utc>>,
) -> Vec<(DateTime<Utc>, (usize, u8))> {
    let mut below: Vec<Option<(usize, DateTime<Utc>)>> = vec![None; moments.len()];
    let mut next = None;
    for (at, moment) in moments.iter().enumerate().rev() {
        below[at] = next;
        next = moment.map(|moment| (at, moment.at)).or(next);
    }
    let mut above: Option<DateTime<Utc>> = None;
    let mut places = Vec::with_capacity(moments.len());
    for (at, moment) in moments.iter().enumerate() {
        places.push(match (moment, above, below[at]) {
            (Some(moment), _, _) => (moment.at, (at, 0)),
            // The file runs from new to old: it comes after the one below.
            (None, Some(above), Some((position, below))) if below < above => (below, (position, 1)),
            (None, Some(above), _) => (above, (at, 0)),
            (None, None, Some((_, below))) => (below, (at, 0)),
            (None, None, None) => (day.unwrap_or(DateTime::UNIX_EPOCH), (at, 0)),
        });
        above = moment.map(|moment| moment.at).or(above);
    }
    places
}
