//! An incident as the cache holds it: its words as stretches of its file's text, which stands beside.

use crate::format::Scope;
use crate::model::{
    Carried, ComponentStatus, Impact, Incident, IncidentStatus, Kind, Mark, Notice, Repeat, Said,
    Says, Text, Update, Window, Word,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Nanoseconds since 1970.
type Moment = i64;

/// What a file that has no problem came to. Ids, names and words nobody knows are problems, so that
/// components are positions in the settings.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record<'a> {
    kind: KindRecord,
    title: &'a str,
    #[serde(borrow)]
    summary: Words<'a>,
    #[serde(borrow)]
    updates: Vec<UpdateRecord<'a>>,
    components: Vec<MarkRecord>,
    impact: Option<Impact>,
    first_seen: Option<Moment>,
    next_update: Option<Moment>,
    postmortem: Option<&'a str>,
    upstream: Option<&'a str>,
    aliases: Vec<&'a str>,
    tags: Vec<&'a str>,
    authors: Vec<&'a str>,
    lang: Option<&'a str>,
    day: Option<Moment>,
    digest: [u8; 32],
}

#[derive(Debug, Serialize, Deserialize)]
enum KindRecord {
    Incident,
    Maintenance(WindowRecord),
    Notice { pin: bool, expires: Option<Moment> },
}

#[derive(Debug, Serialize, Deserialize)]
struct WindowRecord {
    start: Moment,
    /// In nanoseconds.
    length: i64,
    zone: Tz,
    auto: bool,
    repeat: Option<(String, Vec<Moment>, Vec<NaiveDate>)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct UpdateRecord<'a> {
    id: &'a str,
    at: Moment,
    /// None: `update`.
    said: Option<IncidentStatus>,
    marks: Vec<MarkRecord>,
    #[serde(borrow)]
    text: Words<'a>,
    heading: (u32, u32),
}

/// A component's position in the settings, and what is said of it; none: it is only named.
type MarkRecord = (u32, Option<ComponentStatus>);

/// Markdown.
#[derive(Debug, Serialize, Deserialize)]
enum Words<'a> {
    /// A stretch of the file's text.
    Within(u32, u32),
    /// Not found there as it is.
    Apart(&'a str),
}

impl<'a> Words<'a> {
    fn of(text: &'a Text, source: &Text) -> Option<Self> {
        let (range, whole) = (text.range(), source.range());
        let inside = whole.start <= range.start && range.end <= whole.end;
        if !inside || !Word::ptr_eq(text.parent(), source.parent()) {
            return Some(Words::Apart(text));
        }
        let range = range.start - whole.start..range.end - whole.start;
        Some(Words::Within(
            range.start.try_into().ok()?,
            range.end.try_into().ok()?,
        ))
    }

    fn restore(self, source: &Text) -> Option<Text> {
        match self {
            Words::Within(start, end) => {
                let words = source.get(start as usize..end as usize)?;
                source.try_substr_from(words)
            }
            Words::Apart(text) => Some(text.into()),
        }
    }
}

impl<'a> Record<'a> {
    /// What is to be kept of an incident; none where something of it has no place here.
    ///
    /// Only for one without problems and translations.
    pub fn of(incident: &'a Incident, scope: &Scope<'_>) -> Option<Self> {
        let words = |list: &'a [String]| list.iter().map(String::as_str).collect();
        let plain =
            incident.translations.is_empty() && !incident.being_corrected && !incident.in_conflict;
        plain.then_some(())?;
        Some(Record {
            kind: kind(&incident.kind)?,
            title: &incident.title,
            summary: Words::of(&incident.summary, &incident.source)?,
            updates: incident
                .updates
                .iter()
                .map(|one| update(one, &incident.source, scope))
                .collect::<Option<_>>()?,
            components: marks(&incident.components, scope)?,
            impact: incident.impact,
            first_seen: stamps(incident.first_seen)?,
            next_update: stamps(incident.next_update)?,
            postmortem: incident.postmortem.as_deref(),
            upstream: incident.upstream.as_deref(),
            aliases: words(&incident.aliases),
            tags: words(&incident.tags),
            authors: words(&incident.authors),
            lang: incident.lang.as_deref(),
            day: stamps(incident.day)?,
            digest: incident.digest,
        })
    }

    /// The incident again, from its file's text; none where the two do not fit.
    pub fn restore(
        self,
        id: &str,
        file: &str,
        source: Text,
        scope: &Scope<'_>,
    ) -> Option<Incident> {
        let words = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        Some(Incident {
            id: id.to_owned(),
            kind: self.kind.restore()?,
            title: self.title.to_owned(),
            summary: self.summary.restore(&source)?,
            updates: all(self.updates, |update| update.restore(&source, scope))?,
            components: named(self.components, scope)?,
            impact: self.impact,
            first_seen: self.first_seen.map(DateTime::from_timestamp_nanos),
            next_update: self.next_update.map(DateTime::from_timestamp_nanos),
            postmortem: self.postmortem.map(str::to_owned),
            upstream: self.upstream.map(str::to_owned),
            aliases: words(self.aliases),
            tags: words(self.tags),
            authors: words(self.authors),
            lang: self.lang.map(str::to_owned),
            translations: BTreeMap::new(),
            day: self.day.map(DateTime::from_timestamp_nanos),
            being_corrected: false,
            in_conflict: false,
            beside: Carried::default(),
            file: Arc::from(file),
            source,
            digest: self.digest,
        })
    }
}

impl UpdateRecord<'_> {
    fn restore(self, source: &Text, scope: &Scope<'_>) -> Option<Update> {
        Some(Update {
            id: self.id.into(),
            at: DateTime::from_timestamp_nanos(self.at),
            dated: true,
            said: self.said.map_or(Said::Update, Said::Status),
            marks: named(self.marks, scope)?,
            text: self.text.restore(source)?,
            heading: self.heading.0 as usize..self.heading.1 as usize,
        })
    }
}

fn update<'a>(update: &'a Update, source: &Text, scope: &Scope<'_>) -> Option<UpdateRecord<'a>> {
    update.dated.then_some(())?;
    Some(UpdateRecord {
        id: &update.id,
        at: stamp(update.at)?,
        said: match &update.said {
            Said::Update => None,
            Said::Status(status) => Some(*status),
            Said::Unreadable(_) => return None,
        },
        marks: marks(&update.marks, scope)?,
        text: Words::of(&update.text, source)?,
        heading: (
            update.heading.start.try_into().ok()?,
            update.heading.end.try_into().ok()?,
        ),
    })
}

impl KindRecord {
    fn restore(self) -> Option<Kind> {
        Some(match self {
            KindRecord::Incident => Kind::Incident,
            KindRecord::Notice { pin, expires } => Kind::Notice(Notice {
                pin,
                expires: expires.map(DateTime::from_timestamp_nanos),
            }),
            KindRecord::Maintenance(window) => Kind::Maintenance(Window {
                start: DateTime::from_timestamp_nanos(window.start),
                length: TimeDelta::nanoseconds(window.length),
                zone: window.zone,
                auto: window.auto,
                repeat: window.repeat.map(|(rule, except, except_days)| Repeat {
                    rule,
                    except: except
                        .into_iter()
                        .map(DateTime::from_timestamp_nanos)
                        .collect(),
                    except_days,
                }),
            }),
        })
    }
}

fn kind(kind: &Kind) -> Option<KindRecord> {
    Some(match kind {
        Kind::Incident => KindRecord::Incident,
        Kind::Notice(notice) => KindRecord::Notice {
            pin: notice.pin,
            expires: stamps(notice.expires)?,
        },
        Kind::Maintenance(window) => KindRecord::Maintenance(WindowRecord {
            start: stamp(window.start)?,
            length: window.length.num_nanoseconds()?,
            zone: window.zone,
            auto: window.auto,
            repeat: match &window.repeat {
                None => None,
                Some(repeat) => Some((
                    repeat.rule.clone(),
                    repeat
                        .except
                        .iter()
                        .copied()
                        .map(stamp)
                        .collect::<Option<_>>()?,
                    repeat.except_days.clone(),
                )),
            },
        }),
    })
}

fn marks(marks: &[Mark], scope: &Scope<'_>) -> Option<Vec<MarkRecord>> {
    let record = |mark: &Mark| {
        let says = match &mark.says {
            Says::Bare => None,
            Says::Status(status) => Some(*status),
            Says::Unreadable(_) => return None,
        };
        let at = scope.position(&mark.component).filter(|_| mark.known)?;
        Some((u32::try_from(at).ok()?, says))
    };
    marks.iter().map(record).collect()
}

fn named(marks: Vec<MarkRecord>, scope: &Scope<'_>) -> Option<Vec<Mark>> {
    let mark = |(at, says): MarkRecord| {
        Some(Mark {
            component: scope.id(at as usize)?.clone(),
            known: true,
            says: says.map_or(Says::Bare, Says::Status),
        })
    };
    all(marks, mark)
}

/// Each restored, in no more memory than that takes: collecting options makes room for twice as many.
fn all<T, U>(list: Vec<T>, restore: impl Fn(T) -> Option<U>) -> Option<Vec<U>> {
    let mut restored = Vec::with_capacity(list.len());
    for one in list {
        restored.push(restore(one)?);
    }
    Some(restored)
}

/// None for a moment further off than a cache has to reach.
fn stamp(at: DateTime<Utc>) -> Option<Moment> {
    at.timestamp_nanos_opt()
}

#[expect(
    clippy::option_option,
    reason = "no moment is not a moment too far off"
)]
fn stamps(at: Option<DateTime<Utc>>) -> Option<Option<Moment>> {
    match at {
        None => Some(None),
        Some(at) => stamp(at).map(Some),
    }
}
