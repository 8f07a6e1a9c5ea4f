//! History: the list of months with a year of days, and one month.

use super::bars::HeatView;
use super::look::Look;
use super::time::Moment;
use super::{LinkView, Scene, text};
use crate::model::{ComponentStatus, Kind};
use crate::render::locale::Message;
use crate::status::{Entry, Month};
use arcstr::ArcStr;
use chrono::{Datelike as _, Days, NaiveDate, TimeDelta};
use serde::Serialize;
use std::collections::BTreeMap;

/// All months, newest first.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// The last 365 days, each by the worst of all components.
    pub heat: HeatView,
    /// A source could not be read: what happened is not wholly known.
    pub doubt: bool,
    /// By year, newest first.
    pub years: Vec<YearView>,
}

/// The months of one year in which something happened, newest first.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// Such as 2026.
    pub year: i32,
    /// Newest first.
    pub months: Vec<MonthLine>,
}

/// A month in a list.
#[derive(Debug, Serialize)]
pub struct MonthLine {
    /// Its page.
    pub href: String,
    /// Such as `November`.
    pub words: String,
    /// Such as `3 incidents, 1 maintenance`.
    pub counts: String,
}

/// One month.
#[derive(Debug, Serialize)]
pub struct MonthView {
    /// Such as `November 2026`.
    pub words: String,
    /// Such as `3 incidents, 1 maintenance`.
    pub counts: String,
    /// Newest first.
    pub entries: Vec<EntryView>,
    /// The month before in which something happened.
    pub earlier: Option<LinkView>,
}

/// Something that happened, in one line.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The title's language, when not the page's.
    pub lang: Option<String>,
    /// `Incident` or `Maintenance`; none for a notice, whose status says so.
    pub kind: Option<ArcStr>,
    /// Where it stands.
    pub status: Look,
    /// Such as `Major impact`.
    pub impact: Option<ArcStr>,
    /// When it began.
    pub started: Moment,
    /// The day it began on.
    #[serde(skip)]
    pub date: NaiveDate,
    /// How long it took; none while it goes on, for a notice, and for what was called off.
    pub lasted: Option<String>,
    /// Names of the components it touched.
    pub components: Vec<String>,
    /// Its file has problems.
    pub being_corrected: bool,
}

impl Scene<'_> {
    /// All months.
    pub fn history(&self) -> HistoryView {
        let mut years: Vec<YearView> = Vec::new();
        for month in &self.standing.months {
            if years.last().is_none_or(|year| year.year != month.year) {
                years.push(YearView {
                    year: month.year,
                    months: Vec::new(),
                });
            }
            years
                .last_mut()
                .expect("one was just pushed")
                .months
                .push(MonthLine {
                    href: format!("{}{}", self.root, month_path(month)),
                    words: self.locale.forms().month_alone(month.month),
                    counts: self.counts(&month.entries),
                });
        }
        HistoryView {
            heat: HeatView::of(&self.year(), self.locale),
            doubt: self.in_doubt(),
            years,
        }
    }

    /// One month, by its position in `Standing::months`.
    pub fn month(&self, at: usize) -> MonthView {
        let month = &self.standing.months[at];
        MonthView {
            words: self.locale.month(month.year, month.month),
            counts: self.counts(&month.entries),
            entries: month
                .entries
                .iter()
                .map(|&entry| self.entry(entry))
                .collect(),
            earlier: self.standing.months.get(at + 1).map(|earlier| LinkView {
                href: format!("{}{}", self.root, month_path(earlier)),
                words: self.locale.month(earlier.year, earlier.month),
            }),
        }
    }

    /// Something that happened, in one line.
    pub fn entry(&self, entry: Entry) -> EntryView {
        match entry {
            Entry::Incident(at) => self.incident_entry(at),
            Entry::Maintenance(place) => self.maintenance_entry(place),
        }
    }

    /// An incident or a notice in one line.
    pub fn incident_entry(&self, at: usize) -> EntryView {
        let (incident, standing) = (&self.site.incidents[at], &self.standing.incidents[at]);
        let notice = matches!(incident.kind, Kind::Notice(_));
        let ended = standing.ended_at.filter(|_| !standing.open && !notice);
        let title = self.title(incident);
        EntryView {
            href: format!("{}{}", self.root, incident.path()),
            title: title.words,
            lang: title.lang,
            kind: (!notice).then(|| self.locale.text(Message::Incident)),
            status: self.incident_look(incident, standing),
            impact: if notice {
                None
            } else {
                self.locale.impact(standing.impact)
            },
            started: self.times.moment(standing.started_at),
            date: self.times.date(standing.started_at),
            lasted: ended.map(|ended| self.locale.lasted(ended - standing.started_at)),
            components: self.titles(&standing.affected),
            being_corrected: incident.being_corrected,
        }
    }

    /// One time a maintenance took place in one line.
    pub fn maintenance_entry(&self, place: usize) -> EntryView {
        let occurrence = &self.standing.occurrences[place];
        let incident = &self.site.incidents[occurrence.incident];
        let start = occurrence.began_at.unwrap_or(occurrence.start);
        let took = occurrence
            .began_at
            .zip(occurrence.ended_at)
            .map(|(began, ended)| self.locale.lasted(ended - began));
        let title = self.title(incident);
        EntryView {
            href: self.lasting_href(occurrence),
            title: title.words,
            lang: title.lang,
            kind: Some(self.locale.text(Message::Maintenance)),
            status: self.locale.look_of_maintenance(occurrence.status),
            impact: None,
            started: self.times.moment(start),
            date: self.times.date(start),
            lasted: took,
            components: self.titles(&occurrence.affected),
            being_corrected: incident.being_corrected,
        }
    }

    fn titles(&self, pairs: &[(usize, ComponentStatus)]) -> Vec<String> {
        pairs
            .iter()
            .map(|&(at, _)| text(&self.site.components[at].title))
            .collect()
    }

    /// How much this is, such as `3 incidents, 1 maintenance`.
    pub(super) fn counts<'a>(&self, entries: impl IntoIterator<Item = &'a Entry>) -> String {
        let (mut incidents, mut maintenance, mut notices) = (0, 0, 0);
        for entry in entries {
            match entry {
                Entry::Maintenance(_) => maintenance += 1,
                Entry::Incident(at) if matches!(self.site.incidents[*at].kind, Kind::Notice(_)) => {
                    notices += 1
                }
                Entry::Incident(_) => incidents += 1,
            }
        }
        let counted = [
            (incidents, Message::CountIncidents),
            (maintenance, Message::CountMaintenance),
            (notices, Message::CountNotices),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = counted
            .map(|(count, message)| self.locale.count(message, count))
            .collect();
        self.locale.line(&words)
    }

    /// The last 365 days up to today, each with the worst status of any component on the page.
    fn year(&self) -> Vec<(NaiveDate, Option<ComponentStatus>)> {
        let today = self.times.date(self.standing.settled);
        let first = today - Days::new(364);
        let begun = self
            .standing
            .components
            .iter()
            .map(|component| self.times.date(component.created_at))
            .min();
        let mut days: BTreeMap<NaiveDate, ComponentStatus> = BTreeMap::new();
        let horizon = self.standing.settled - TimeDelta::days(366);
        for component in &self.standing.components {
            // In order of time and disjoint: those that reach into the year are the last ones.
            let recent = component
                .timeline
                .iter()
                .rev()
                .take_while(|span| span.to.is_none_or(|to| to >= horizon));
            for span in recent {
                let from = self.times.date(span.from).max(first);
                let last = span
                    .to
                    .map_or(today, |to| self.times.date(to - TimeDelta::nanoseconds(1)));
                for date in from.iter_days().take_while(|&date| date <= last.min(today)) {
                    let worst = days.entry(date).or_insert(span.status);
                    *worst = span.status.max(*worst);
                }
            }
        }
        let claimed =
            |date: NaiveDate| !self.in_doubt() && begun.is_some_and(|begun| date >= begun);
        let quiet = |date| claimed(date).then_some(ComponentStatus::Operational);
        first
            .iter_days()
            .take(365)
            .map(|date| (date, days.get(&date).copied().or_else(|| quiet(date))))
            .collect()
    }
}

/// The address of a month's page.
pub fn month_path(month: &Month) -> String {
    format!("history/{:04}-{:02}.html", month.year, month.month)
}

/// Whether a month is over at a day of the site's zone.
pub fn over(month: &Month, today: NaiveDate) -> bool {
    (month.year, month.month) < (today.year(), today.month())
}
