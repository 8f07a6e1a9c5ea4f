//! The last days, told one by one on the home page; days on which nothing happened are said too.

use super::history::{EntryView, month_path};
use super::{LinkView, Scene};
use crate::model::Kind;
use crate::status::{Entry, Month};
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many days are told one by one.
const RECENT_DAYS: u64 = 14;

/// So many things of all these days are told at most: the home page is read first, over whatever line there is.
const MANY: usize = 40;

/// How many of each day are told where there were more.
const FEW: usize = 3;

/// A day, or quiet days beside each other.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// Such as `Friday 20 November 2026` or `14 – 18 Nov`.
    pub words: String,
    /// The day, or the first of them, such as `2026-11-20`.
    pub iso: String,
    /// What began on it, newest first; where it is very much, the newest of it.
    pub entries: Vec<EntryView>,
    /// How much it was, such as `27 incidents`, and where all of it is told; none where that is here.
    pub all: Option<LinkView>,
    /// Something that began earlier went on.
    pub ongoing: bool,
}

impl Scene<'_> {
    pub(super) fn days(&self) -> Vec<DayView> {
        let today = self.times.date(self.standing.settled);
        let first = today - Days::new(RECENT_DAYS - 1);
        let mut began: BTreeMap<NaiveDate, Vec<(&Month, Entry)>> = BTreeMap::new();
        // Newest month first: 14 days lie in two of them at most, and a third may hold clock skew.
        for month in self.standing.months.iter().take(3) {
            for &entry in &month.entries {
                let date = self.entry_date(entry);
                if (first..=today).contains(&date) {
                    began.entry(date).or_default().push((month, entry));
                }
            }
        }
        let told = match began.values().map(Vec::len).sum::<usize>() > MANY {
            true => FEW,
            false => usize::MAX,
        };
        let spans: Vec<(NaiveDate, NaiveDate)> = self.ongoing_spans(today);
        let mut out: Vec<DayView> = Vec::new();
        let mut quiet: Option<(NaiveDate, NaiveDate)> = None;
        for date in first.iter_days().take_while(|&date| date <= today) {
            let entries = began.remove(&date).unwrap_or_default();
            let ongoing =
                entries.is_empty() && spans.iter().any(|&(from, to)| from < date && date <= to);
            if entries.is_empty() && !ongoing {
                quiet = Some((quiet.map_or(date, |(from, _)| from), date));
                continue;
            }
            out.extend(quiet.take().map(|days| self.quiet_days(days)));
            out.push(DayView {
                words: self.locale.day(date).words,
                iso: date.to_string(),
                all: self.all(&entries, told),
                entries: entries
                    .iter()
                    .take(told)
                    .map(|&(_, entry)| self.entry(entry))
                    .collect(),
                ongoing,
            });
        }
        out.extend(quiet.map(|days| self.quiet_days(days)));
        out.reverse();
        out
    }

    /// How much happened on a day of which only so many things are told.
    fn all(&self, entries: &[(&Month, Entry)], told: usize) -> Option<LinkView> {
        let (month, _) = entries.get(told)?;
        Some(LinkView {
            href: format!("{}{}", self.root, month_path(month)),
            words: self.counts(entries.iter().map(|(_, entry)| entry)),
        })
    }

    fn entry_date(&self, entry: Entry) -> NaiveDate {
        self.times.date(match entry {
            Entry::Incident(at) => self.standing.incidents[at].started_at,
            Entry::Maintenance(place) => {
                let occurrence = &self.standing.occurrences[place];
                occurrence.began_at.unwrap_or(occurrence.start)
            }
        })
    }

    /// First and last day of every incident of the last months, so that no day is called quiet
    /// while one went on.
    fn ongoing_spans(&self, today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        let recent = self
            .standing
            .months
            .iter()
            .take(3)
            .flat_map(|month| &month.entries)
            .filter_map(|entry| match entry {
                Entry::Incident(at) => Some(*at),
                Entry::Maintenance(_) => None,
            });
        let incidents = recent.chain(self.standing.open.iter().copied());
        incidents
            .filter(|&at| !matches!(self.site.incidents[at].kind, Kind::Notice(_)))
            .map(|at| {
                let standing = &self.standing.incidents[at];
                let last = standing
                    .ended_at
                    .filter(|_| !standing.open)
                    .map_or(today, |ended| self.times.date(ended));
                (self.times.date(standing.started_at), last)
            })
            .collect()
    }

    fn quiet_days(&self, (from, to): (NaiveDate, NaiveDate)) -> DayView {
        let words = if from == to {
            self.locale.day(from).words
        } else {
            self.locale.days(from, to)
        };
        DayView {
            words,
            iso: from.to_string(),
            entries: Vec::new(),
            all: None,
            ongoing: false,
        }
    }
}
