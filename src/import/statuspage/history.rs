//! What only `history.atom` knows: updates as HTML, with a day and a time but no year.

use super::super::lead::{fitting, word};
use super::super::prose::markdown;
use super::super::{Notes, blank, update};
use super::component::Site;
use crate::model::{Incident, Kind, Said, Update, Window};
use atom_syndication::{Entry, Feed};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// How an update begins.
const BLOCK: &str = "<p><small>";

/// The line that tells a maintenance.
const SCHEDULED: &str = "THIS IS A SCHEDULED EVENT ";

/// Incidents of a feed that are not among `known`, oldest first.
pub(super) fn read(
    feed: &str,
    site: &Site,
    known: &[Incident],
    notes: &mut Notes,
) -> Vec<Incident> {
    let feed = match Feed::read_from(feed.as_bytes()) {
        Ok(feed) => feed,
        Err(why) => {
            notes.add("history.atom", format!("cannot be read: {why}"));
            return Vec::new();
        }
    };
    let mut found: BTreeMap<String, Incident> = BTreeMap::new();
    for entry in feed.entries() {
        let Some(id) = id(entry) else {
            continue;
        };
        let slug = crate::format::slug(&id);
        if known.iter().any(|it| it.id == slug) {
            continue;
        }
        let incident = found
            .entry(slug)
            .or_insert_with(|| blank(&id, &title(entry, site)));
        take(incident, entry, site);
    }
    let mut found: Vec<Incident> = found
        .into_values()
        .filter(|it| !it.updates.is_empty())
        .collect();
    for incident in &mut found {
        incident.updates.sort_by_key(|it| it.at);
        let place = format!("incident `{}`", incident.id);
        notes.add(
            &place,
            "is only in `history.atom`, which does not say what it touched",
        );
    }
    found.sort_by_key(|it| it.updates.first().map(|it| it.at));
    found
}

/// The last part of its address.
fn id(entry: &Entry) -> Option<String> {
    let link = entry.links().first()?.href();
    let (_, rest) = link.rsplit_once("/incidents/")?;
    let id = rest.split(['#', '?', '/']).next()?;
    let id = id.strip_suffix(".html").unwrap_or(id);
    (!id.is_empty()).then(|| id.to_owned())
}

/// One of us puts what changed in front.
fn title(entry: &Entry, site: &Site) -> String {
    let title = entry.title().as_str();
    match title.split_once(": ") {
        Some((_, rest)) if site.ours => rest.to_owned(),
        _ => title.to_owned(),
    }
}

fn take(incident: &mut Incident, entry: &Entry, site: &Site) {
    let html = entry
        .content()
        .and_then(|it| it.value())
        .or(entry.summary().map(|it| it.as_str()));
    let html = html.unwrap_or_default();
    let last = entry.updated().with_timezone(&Utc);
    if let Some(window) = window(html, last, site.zone) {
        incident.kind = Kind::Maintenance(window);
    }
    let maintenance = incident.kind != Kind::Incident;
    for block in html.split(BLOCK).skip(1) {
        let Some(read) = block_update(block, last, site.zone, maintenance) else {
            continue;
        };
        let same = |it: &Update| it.at == read.at && it.said == read.said;
        if !incident.updates.iter().any(same) {
            incident.updates.push(read);
        }
    }
}

/// One update: `Mon <var>DD</var>, <var>HH:MM</var> UTC</small><br><strong>Word</strong> - text</p>`.
fn block_update(block: &str, last: DateTime<Utc>, zone: Tz, maintenance: bool) -> Option<Update> {
    let (stamp, rest) = block.split_once("</small>")?;
    let at = moment(&words(stamp), last, zone)?;
    let (_, rest) = rest.split_once("<strong>")?;
    let (label, rest) = rest.split_once("</strong>")?;
    let said = word(label)
        .and_then(|said| fitting(said, maintenance))
        .unwrap_or(Said::Update);
    let text = rest
        .trim_start()
        .trim_start_matches(['-', '–'])
        .trim_start();
    // What follows an update that is no update: a line of changes, begun like one.
    let text = text.strip_suffix("</p>").unwrap_or(text);
    Some(update(at, said, markdown(&format!("<p>{text}</p>"))))
}

/// A maintenance's planned time: `Aug 29, 08:55 - 11:05 UTC` or `Aug 29, 23:00 - Aug 30, 01:00 UTC`.
fn window(html: &str, last: DateTime<Utc>, zone: Tz) -> Option<Window> {
    let (_, rest) = html.split_once(SCHEDULED)?;
    let line = words(rest.split_once("</strong>")?.0);
    let (start, end) = line.split_once(" - ")?;
    let name = end.rsplit(' ').next().unwrap_or("");
    // It may lie ahead of what was last said of it.
    let begins = moment(
        &format!("{start} {name}"),
        last + TimeDelta::days(183),
        zone,
    )?;
    let ends = match end.contains(',') {
        true => moment(end, begins + TimeDelta::days(183), zone)?,
        false => moment(
            &format!("{}, {end}", start.split(',').next()?),
            begins + TimeDelta::days(2),
            zone,
        )?,
    };
    Some(Window {
        start: begins,
        length: (ends - begins).max(TimeDelta::zero()),
        zone: Tz::UTC,
        auto: true,
        repeat: None,
    })
}

/// A text without its tags.
fn words(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, words)| words));
    }
    super::super::one_line(&out)
}

/// `Aug 29, 08:55 UTC`: in the last year in which it is not after `last`.
fn moment(text: &str, last: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let (day, rest) = text.split_once(',')?;
    let (clock, name) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let clock = NaiveTime::parse_from_str(clock, "%H:%M").ok()?;
    let zone = if ["UTC", "GMT", "Z"].contains(&name.trim()) {
        Tz::UTC
    } else {
        zone
    };
    let year = last.year();
    [year + 1, year, year - 1, year - 4]
        .into_iter()
        .find_map(|year| {
            let day = NaiveDate::parse_from_str(&format!("{day} {year}"), "%b %d %Y").ok()?;
            let at = zone
                .from_local_datetime(&day.and_time(clock))
                .earliest()?
                .with_timezone(&Utc);
            (at <= last + TimeDelta::days(1)).then_some(at)
        })
}
