//! An incident's file, read: whatever can be, with every problem and its place.

use super::bytes::parse_bytes;
use super::fault::Fault;
use super::front::{self, Front};
use super::heading::Rough;
use super::ids::Ids;
use super::instant::{Moment, midnight};
use super::layout::{Layout, lay_out};
use super::margin::Margin;
use super::marks::{self, Marks};
use super::scope::Scope;
use super::time::Zone;
use super::when;
use super::window::{self, Known, tell};
use super::words;
use crate::model::{Carried, Incident, IncidentStatus, Kind, Said, Text, Update, Word};
use crate::problem::Problem;
use chrono::{DateTime, NaiveDate, Utc};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Reads an incident from its file's text; `id` is its file name without `.md`, `file` its path.
///
/// Returns what can be read **and** every problem. `None` only for a draft.
pub fn parse(id: &str, file: &str, text: &str, scope: &Scope) -> (Option<Incident>, Vec<Problem>) {
    parse_bytes(id, file, text.as_bytes(), scope)
}

/// Reads a file whose bytes have been looked at: `margin` holds its text and what is wrong with them.
pub(super) fn read(
    id: &str,
    mut margin: Margin,
    digest: [u8; 32],
    scope: &Scope,
) -> (Option<Incident>, Vec<Problem>) {
    let source: Word = margin.text.clone();
    let layout = lay_out(&source);
    let front = front::read(&layout.text, layout.front.as_ref(), scope, &mut margin);
    if front.draft {
        return (None, Vec::new());
    }
    conflicts(&layout, &mut margin);
    lookalikes(&layout, &mut margin);
    deep(&layout, &mut margin);
    let day = day_of(id, scope);
    let moments = when::resolve(&layout, day, scope.zone, &mut margin);
    let dated = moments.iter().flatten();
    let known = Known {
        zone: scope.zone,
        day,
        first: dated.clone().min_by_key(|moment| moment.at).copied(),
        last: dated.max_by_key(|moment| moment.at).copied(),
    };
    let mut kind = window::kind(&front, &known, &mut margin);
    let updates = updates(
        (&source, &layout),
        &moments,
        &mut kind,
        &front,
        day,
        scope,
        &mut margin,
    );
    let title = title(&layout, &front, id, &mut margin);
    let next_update = window::next_update(&front, &known, &mut margin);
    let first_seen = window::first_seen(&front, &known, &mut margin);
    missing(&kind, &updates, day, &mut margin);
    let incident = Incident {
        id: id.into(),
        kind,
        title,
        summary: shared(&source, layout.summary()),
        updates,
        components: front.components,
        impact: front.impact.map(|found| found.value),
        first_seen,
        next_update,
        postmortem: front.postmortem,
        upstream: front.upstream,
        aliases: front.aliases,
        tags: front.tags,
        authors: front.authors,
        lang: front.lang,
        translations: BTreeMap::new(),
        day: day.map(|moment| moment.at),
        being_corrected: margin.wrong(),
        in_conflict: !layout.conflicts.is_empty(),
        beside: Carried::default(),
        file: margin.file.clone(),
        source: source.clone().into(),
        digest,
    };
    (Some(incident), margin.finish())
}

/// Words that stand in `source` as they are share it.
fn shared(source: &Word, words: Cow<'_, str>) -> Text {
    match words {
        Cow::Borrowed(words) => source
            .try_substr_from(words)
            .unwrap_or_else(|| words.into()),
        Cow::Owned(words) => words.into(),
    }
}

pub(super) fn deep(layout: &Layout, margin: &mut Margin) {
    if let Some(line) = &layout.deep {
        let what = "this is nested too deep to be read".to_owned();
        margin.error("too-deep", line.clone(), what, "write it flat");
    }
}

/// The day a file name begins with, from its first instant in the site's zone.
pub(super) fn day_of(id: &str, scope: &Scope) -> Option<Moment> {
    let day = id
        .get(..10)
        .filter(|day| day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-')?;
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    midnight(day, Zone::Named(scope.zone)).ok()
}

pub(super) fn conflicts(layout: &Layout, margin: &mut Margin) {
    for first in &layout.conflicts {
        let what = "there is a conflict left by a merge".to_owned();
        margin.error(
            "conflict",
            first.clone(),
            what,
            "keep what is right, and delete the `<<<<<<<`, `=======` and `>>>>>>>` lines",
        );
    }
}

pub(super) fn lookalikes(layout: &Layout, margin: &mut Margin) {
    for line in &layout.lookalikes {
        let what = "this reads as an update and is only text".to_owned();
        margin.error(
            "not-an-update",
            line.clone(),
            what,
            "begin the line with `## ` to make it one",
        );
    }
}

fn title(layout: &Layout, front: &Front, id: &str, margin: &mut Margin) -> String {
    let heading = layout
        .title
        .clone()
        .map(|range| layout.text[range].to_owned())
        .filter(|title| !title.is_empty());
    match (heading, &front.title) {
        (Some(heading), Some(found)) => {
            let what = "there is a title in the heading too, and that one counts".to_owned();
            margin.error("two-titles", found.at.clone(), what, "leave `title` out");
            heading
        }
        (Some(heading), None) => heading,
        (None, Some(found)) => found.value.lines().collect::<Vec<_>>().join(" "),
        (None, None) => {
            margin.whole(
                "no-title",
                "there is no title".into(),
                "write `# What is wrong` on the first line",
            );
            id.to_owned()
        }
    }
}

/// What each kind cannot do without.
fn missing(kind: &Kind, updates: &[Update], day: Option<Moment>, margin: &mut Margin) {
    match kind {
        Kind::Incident if updates.is_empty() => {
            margin.whole(
                "no-update",
                "there is no update".into(),
                "write one like `## 2026-11-20 14:05 UTC - investigating {api=partial_outage}`",
            );
        }
        Kind::Notice(_) if updates.is_empty() && day.is_none() && !margin.wrong() => {
            let hint = "begin the file name with the day, like `2026-11-20-new-address.md`";
            margin.whole("undated", "the notice has no date".into(), hint);
        }
        _ => {}
    }
}

/// Every update, in order of time.
fn updates(
    (source, layout): (&Word, &Layout),
    moments: &[Option<Moment>],
    kind: &mut Kind,
    front: &Front,
    day: Option<Moment>,
    scope: &Scope,
    margin: &mut Margin,
) -> Vec<Update> {
    let text = &layout.text;
    let marks: Vec<_> = layout
        .updates
        .iter()
        .map(|(rough, _)| marks_of(text, rough, scope, margin))
        .collect();
    if let Kind::Notice(_) = kind {
        let heading = layout
            .updates
            .iter()
            .zip(&marks)
            .find(|(_, marks)| !marks.is_empty());
        let at = heading
            .map(|((rough, _), _)| rough.braces[0].clone())
            .or_else(|| front.gives_status.clone());
        if let Some(at) = at {
            let what =
                "a notice changes no component's status, so this counts as an incident".to_owned();
            margin.error(
                "notice-with-status",
                at,
                what,
                "leave the status out, or leave `kind: notice` out",
            );
            *kind = Kind::Incident;
        }
    }
    let places = when::places(moments, day.map(|day| day.at));
    let mut ids = Ids::default();
    let mut updates: Vec<(when::Key, Update)> = Vec::with_capacity(marks.len());
    for (position, ((rough, words), marks)) in layout.updates.iter().zip(marks).enumerate() {
        let (at, order) = places[position];
        let said = said(text, rough, kind, margin);
        let ends =
            matches!(said, Said::Status(status) if status.ends()) && moments[position].is_some();
        let update = Update {
            id: id(text, rough, at, &mut ids, margin),
            at,
            dated: moments[position].is_some(),
            said,
            marks,
            text: shared(source, layout.words(words.clone())),
            heading: rough.line.clone(),
        };
        updates.push(((at, !ends, order), update));
    }
    updates.sort_by_key(|(key, _)| *key);
    let mut updates: Vec<Update> = updates.into_iter().map(|(_, update)| update).collect();
    if let (Kind::Incident, Some(first)) = (&kind, updates.first_mut()) {
        let silent = layout
            .updates
            .iter()
            .any(|(rough, _)| rough.line == first.heading && rough.said.is_none());
        if silent {
            first.said = Said::Status(IncidentStatus::Investigating);
        }
    }
    updates
}

fn marks_of(
    text: &str,
    rough: &Rough,
    scope: &Scope,
    margin: &mut Margin,
) -> Vec<crate::model::Mark> {
    for slip in &rough.slips {
        margin.error(slip.code, slip.at.clone(), slip.what.into(), slip.hint);
    }
    let mut marks = Marks::default();
    for inside in &rough.braces {
        marks::read(text, inside.clone(), scope, margin, &mut marks);
    }
    marks.finish()
}

/// What a heading says, as far as the kind of file knows such words.
fn said(text: &str, rough: &Rough, kind: &Kind, margin: &mut Margin) -> Said {
    let written = &text[rough.said_at.clone()];
    let maintenance = matches!(kind, Kind::Maintenance(_));
    match &rough.said {
        None => Said::Update,
        Some(Said::Update) => Said::Update,
        Some(Said::Unreadable(word)) => {
            let hint = match words::meant(word, maintenance) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("write {}", words_of(kind)),
            };
            margin.error(
                "unknown-status",
                rough.said_at.clone(),
                format!("unknown status `{word}`"),
                hint,
            );
            Said::Unreadable(word.clone())
        }
        Some(Said::Status(status)) => {
            let fits = match kind {
                Kind::Incident => !status.of_maintenance(),
                Kind::Maintenance(_) => status.of_maintenance(),
                Kind::Notice(_) => false,
            };
            if fits {
                return Said::Status(*status);
            }
            let (of, hint) = match kind {
                Kind::Incident => ("an incident", words_of(kind)),
                Kind::Maintenance(_) => ("a maintenance", words_of(kind)),
                Kind::Notice(_) => ("a notice", words_of(kind)),
            };
            let what = format!("`{written}` is not a status of {of}, and reads as `update`");
            margin.error(
                "misplaced-status",
                rough.said_at.clone(),
                what,
                format!("write {hint}"),
            );
            Said::Update
        }
    }
}

/// The words for where a file of this kind stands.
fn words_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Incident => {
            "`investigating`, `identified`, `monitoring`, `resolved`, `postmortem` or `update`"
        }
        Kind::Maintenance(_) => {
            "`scheduled`, `in_progress`, `verifying`, `completed`, `cancelled` or `update`"
        }
        Kind::Notice(_) => "`update`",
    }
}

/// The id an update was given, or the one its time makes.
fn id(text: &str, rough: &Rough, at: DateTime<Utc>, ids: &mut Ids, margin: &mut Margin) -> Word {
    if let Some(range) = &rough.id {
        let given = &text[range.clone()];
        if ids.give(given) {
            return given.into();
        }
        let what = format!("two updates have the id `{given}`");
        margin.error(
            "update-id-twice",
            range.clone(),
            what,
            "leave one of them out",
        );
    }
    ids.derive(at)
}

/// Tells why an update has no time.
pub(super) fn untimed(fault: &Fault, written: &str, rough: &Rough, margin: &mut Margin) {
    if rough.when_at.is_empty() {
        let what = "the update has no time".to_owned();
        margin.error(
            "unreadable-time",
            rough.line.clone(),
            what,
            "write it like `## 2026-11-20 14:05 UTC - identified`",
        );
    } else {
        tell(fault, written, rough.when_at.clone(), margin);
    }
}
