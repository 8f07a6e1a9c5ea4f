//! The page of a maintenance, one or a series, and its lines elsewhere.

use super::incident::{UnmatchedView, UpdateView};
use super::look::Look;
use super::time::Moment;
use super::{ComponentLink, Scene};
use crate::model::{ComponentStatus, IncidentStatus, Kind, Window};
use crate::render::locale::{Locale, Message};
use crate::status::Occurrence;
use arcstr::ArcStr;
use chrono::TimeDelta;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A maintenance file's page.
#[derive(Debug, Serialize)]
pub struct MaintenanceView {
    /// One line of text.
    pub title: String,
    /// The title's language, when not the page's.
    pub lang: Option<String>,
    /// Where the one that matters now stands.
    pub status: Look,
    /// Its file has problems.
    pub being_corrected: bool,
    /// HTML before the first update.
    pub summary: String,
    /// Its language, when not the page's.
    pub summary_lang: Option<String>,
    /// For a series: how it recurs, in words.
    pub repeats: Option<String>,
    /// The times it takes place: those ahead and under way, then those of the last 90 days and those
    /// somebody wrote about, newest first.
    pub windows: Vec<WindowView>,
    /// Updates of the file that belong to no window shown.
    pub updates: Vec<UpdateView>,
    /// What its translation says that answers to nothing in the original.
    pub unmatched: Vec<UnmatchedView>,
    /// The calendar that holds it.
    pub calendar: String,
}

/// One time a maintenance takes place.
#[derive(Debug, Serialize)]
pub struct WindowView {
    /// Its anchor.
    pub id: String,
    /// Its own place.
    pub href: String,
    /// The maintenance's title.
    pub title: String,
    /// The title's language, when not the page's.
    pub lang: Option<String>,
    /// Where it stands.
    pub status: Look,
    /// Planned start.
    pub start: Moment,
    /// Planned end; the day only when it is another.
    pub end: Moment,
    /// How long it is planned to take.
    pub length: String,
    /// How long it really took, or has taken so far.
    pub took: Option<String>,
    /// Whether it is announced and has not begun.
    pub ahead: bool,
    /// Whether it goes on.
    pub active: bool,
    /// Whether its planned end is still to come, so that a reader may see it pass.
    pub awaited: bool,
    /// Past its end and not completed.
    pub overrun: bool,
    /// Its file has problems.
    pub being_corrected: bool,
    /// HTML before the first update; on the home page only.
    pub summary: String,
    /// Its language, when not the page's.
    pub summary_lang: Option<String>,
    /// What it touches.
    pub affected: Vec<ComponentLink>,
    /// `Expected` before it begins, `During it` afterwards, so that no status reads as one of now.
    pub affected_words: Option<ArcStr>,
    /// Newest first.
    pub updates: Vec<UpdateView>,
    /// Further windows of the same series; on the home page only.
    pub then: Vec<NextWindow>,
}

/// A further window of a series.
#[derive(Debug, Serialize)]
pub struct NextWindow {
    /// Its place on the series' page.
    pub href: String,
    /// Planned start.
    pub start: Moment,
}

impl Scene<'_> {
    /// A maintenance file's page.
    pub fn maintenance(&self, at: usize) -> MaintenanceView {
        let incident = &self.site.incidents[at];
        let horizon = self.standing.settled - TimeDelta::days(90);
        let all = self.occurrences[at]
            .iter()
            .map(|&place| (place, &self.standing.occurrences[place]));
        let series = matches!(&incident.kind, Kind::Maintenance(window) if window.repeat.is_some());
        let shown = all.filter(|(_, occurrence)| {
            !series
                || occurrence.end >= horizon
                || occurrence.steps.iter().any(|step| step.update.is_some())
        });
        let (mut past, mut ahead): (Vec<_>, Vec<_>) =
            shown.partition(|(_, occurrence)| Self::over(occurrence));
        past.reverse();
        let first = ahead
            .first()
            .or(past.first())
            .map(|(_, occurrence)| occurrence.status);
        ahead.append(&mut past);
        let windows: Vec<WindowView> = ahead
            .iter()
            .map(|&(place, _)| self.window(place, if series { 3 } else { 2 }))
            .collect();
        let told: BTreeSet<&str> = ahead
            .iter()
            .flat_map(|(_, occurrence)| &occurrence.steps)
            .map(|step| step.id.as_str())
            .collect();
        let steps = self.standing.incidents[at].steps.iter().rev();
        let untold = steps.filter(|step| step.update.is_some() && !told.contains(step.id.as_str()));
        let (title, summary) = (self.title(incident), self.summary(incident, 1));
        MaintenanceView {
            title: title.words,
            lang: title.lang,
            status: self
                .locale
                .look_of_maintenance(first.unwrap_or(self.standing.incidents[at].status)),
            being_corrected: incident.being_corrected,
            summary: summary.words,
            summary_lang: summary.lang,
            repeats: match &incident.kind {
                Kind::Maintenance(window) => repeats(window, self.locale),
                _ => None,
            },
            windows,
            updates: untold.map(|step| self.update(incident, step, 2)).collect(),
            unmatched: self.unmatched_of(incident),
            calendar: format!("{}maintenance.ics", self.top),
        }
    }

    /// One window, its updates' texts under headings of this level.
    pub fn window(&self, place: usize, level: usize) -> WindowView {
        let occurrence = &self.standing.occurrences[place];
        let incident = &self.site.incidents[occurrence.incident];
        let [start, end] = self.times.window(occurrence.start, occurrence.end);
        let active = matches!(
            occurrence.status,
            IncidentStatus::InProgress | IncidentStatus::Verifying
        );
        let (title, summary) = (self.title(incident), self.summary(incident, level - 1));
        WindowView {
            id: occurrence.id.clone(),
            href: self.occurrence_href(occurrence),
            title: title.words,
            lang: title.lang,
            status: self.locale.look_of_maintenance(occurrence.status),
            start,
            end,
            length: self.locale.lasted(occurrence.end - occurrence.start),
            took: occurrence
                .began_at
                .filter(|_| active || occurrence.ended_at.is_some())
                .map(|began| self.lasted(began, occurrence.ended_at)),
            ahead: occurrence.status == IncidentStatus::Scheduled,
            active,
            awaited: !(Self::over(occurrence) || occurrence.overrun),
            overrun: occurrence.overrun,
            being_corrected: incident.being_corrected,
            summary: summary.words,
            summary_lang: summary.lang,
            affected: self.components(&occurrence.affected),
            affected_words: affected_words(occurrence).map(|words| self.locale.text(words)),
            updates: self.updates(incident, &occurrence.steps, level),
            then: Vec::new(),
        }
    }

    /// Announced windows by start, those of one series together.
    pub fn upcoming(&self, level: usize) -> Vec<WindowView> {
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        let mut views: Vec<WindowView> = Vec::new();
        for &place in &self.standing.upcoming {
            let occurrence = &self.standing.occurrences[place];
            match places.get(&occurrence.incident) {
                Some(&at) => views[at].then.push(NextWindow {
                    href: self.occurrence_href(occurrence),
                    start: self.times.moment(occurrence.start),
                }),
                None => {
                    places.insert(occurrence.incident, views.len());
                    views.push(self.window(place, level));
                }
            }
        }
        views
    }

    /// Where an occurrence is described for as long as its page is there: a series' page shows windows
    /// that are over for 90 days, and longer only those that somebody wrote about.
    pub fn lasting_href(&self, occurrence: &Occurrence) -> String {
        let told = occurrence.steps.iter().any(|step| step.update.is_some());
        if told || !Self::over(occurrence) {
            return self.occurrence_href(occurrence);
        }
        let incident = &self.site.incidents[occurrence.incident];
        format!("{}{}", self.root, incident.path())
    }

    /// Where an occurrence is described.
    pub fn occurrence_href(&self, occurrence: &Occurrence) -> String {
        let incident = &self.site.incidents[occurrence.incident];
        if occurrence.id == incident.id {
            return format!("{}{}", self.root, incident.path());
        }
        format!("{}{}#{}", self.root, incident.path(), occurrence.id)
    }

    /// Whether an occurrence is behind us.
    pub fn over(occurrence: &Occurrence) -> bool {
        matches!(
            occurrence.status,
            IncidentStatus::Completed | IncidentStatus::Cancelled
        ) || occurrence.status == IncidentStatus::Postmortem
    }
}

fn affected_words(occurrence: &Occurrence) -> Option<Message> {
    match occurrence.status {
        IncidentStatus::Scheduled => Some(Message::AffectedExpected),
        IncidentStatus::Cancelled => Some(Message::AffectedWasExpected),
        _ if Scene::over(occurrence) => Some(Message::AffectedDuring),
        _ => None,
    }
}

impl Locale {
    /// How a maintenance looks by where it stands.
    pub fn look_of_maintenance(&self, status: IncidentStatus) -> Look {
        let shown = match status {
            IncidentStatus::Completed | IncidentStatus::Cancelled | IncidentStatus::Postmortem => {
                ComponentStatus::Operational
            }
            _ => ComponentStatus::UnderMaintenance,
        };
        self.look_as(shown, status.into())
    }
}

/// A recurrence in words; where it is no plain one, only that it is one: its windows are listed.
fn repeats(window: &Window, locale: &Locale) -> Option<String> {
    let rule = &window.repeat.as_ref()?.rule;
    let words = repeats_in_words(rule, locale);
    Some(words.unwrap_or_else(|| locale.text(Message::Recurring).to_string()))
}

fn repeats_in_words(rule: &str, locale: &Locale) -> Option<String> {
    let mut unit = None;
    let mut every = 1;
    let mut days = Vec::new();
    for part in rule.split(';') {
        match part.split_once('=')? {
            ("FREQ", "DAILY") => unit = Some(Message::EveryDay),
            ("FREQ", "WEEKLY") => unit = Some(Message::EveryWeek),
            ("FREQ", "MONTHLY") => unit = Some(Message::EveryMonth),
            ("FREQ", "YEARLY") => unit = Some(Message::EveryYear),
            ("INTERVAL", number) => every = number.parse().ok()?,
            ("BYDAY", list) => days.extend(list.split(',').map(|code| weekday(code, locale))),
            ("BYMONTHDAY", list) => {
                days.extend(list.split(',').map(|number| month_day(number, locale)));
            }
            ("WKST", _) => {}
            _ => return None,
        }
    }
    let out = locale.count(unit?, every);
    if days.is_empty() {
        return Some(out);
    }
    let days = days.into_iter().collect::<Option<Vec<String>>>()?;
    let days = locale.line(&days);
    Some(locale.fill(Message::RepeatsOn, &[("repeats", &out), ("days", &days)]))
}

/// A day of the month, such as `day 15`.
fn month_day(number: &str, locale: &Locale) -> Option<String> {
    if number == "-1" {
        return Some(locale.text(Message::MonthLastDay).to_string());
    }
    let number = number.parse::<u8>().ok()?.to_string();
    Some(locale.fill(Message::MonthDay, &[("number", &number)]))
}

/// A weekday, such as `Sunday` or, of `1SU`, `the first Sunday`.
fn weekday(code: &str, locale: &Locale) -> Option<String> {
    let (which, day) = code.split_at_checked(code.len().checked_sub(2)?)?;
    let day = ["mo", "tu", "we", "th", "fr", "sa", "su"]
        .into_iter()
        .find(|known| day.eq_ignore_ascii_case(known))?;
    let which = match which.trim_start_matches('+') {
        "" => return Some(locale.fill(Message::Weekday, &[("day", day)])),
        which @ ("1" | "2" | "3" | "4") => which.parse().ok()?,
        "-1" => LAST,
        _ => return None,
    };
    Some(locale.count_by(Message::NthWeekday, "nth", which, &[("day", day)]))
}

/// Which of the weekdays of a month the last one is, beside the first to the fourth: no month has more.
const LAST: usize = 5;

#[cfg(test)]
mod tests {
    use super::repeats_in_words;
    use crate::render::locale::Locale;

    #[test]
    fn a_recurrence_is_told_in_words_or_not_at_all() {
        let (english, _) = Locale::new("en", None);
        for (rule, words) in [
            ("FREQ=DAILY", Some("every day")),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
                Some("every 2 weeks on Monday, Thursday"),
            ),
            (
                "FREQ=MONTHLY;BYDAY=1SU",
                Some("every month on the first Sunday"),
            ),
            (
                "FREQ=MONTHLY;BYDAY=-1FR",
                Some("every month on the last Friday"),
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=15,-1",
                Some("every month on day 15, the last day"),
            ),
            ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", None),
            ("FREQ=HOURLY", None),
        ] {
            assert_eq!(repeats_in_words(rule, &english).as_deref(), words, "{rule}");
        }
    }
}
