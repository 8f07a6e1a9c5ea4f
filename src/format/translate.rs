//! The same incident in another language: only its words are read.

use super::bytes;
use super::fault::Fault;
use super::front;
use super::heading::trim_heading;
use super::layout::{Layout, lay_out};
use super::margin::Margin;
use super::read::{conflicts, day_of, deep, lookalikes};
use super::scope::Scope;
use super::when;
use crate::model::{Incident, Translation};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet, VecDeque};

/// Reads `<id>.<lang>.md` into its original, in the order of languages: the digest depends on it.
///
/// Title, summary and the updates' texts are taken; updates are matched by their given id, else by equal
/// time, several of one time in the order of the file. One that matches none is a problem, and kept as text.
pub fn translate(
    original: &mut Incident,
    lang: &str,
    file: &str,
    text: &str,
    scope: &Scope,
) -> Vec<Problem> {
    translate_bytes(original, lang, file, text.as_bytes(), scope)
}

/// Like [`translate`], from the file's bytes.
pub fn translate_bytes(
    original: &mut Incident,
    lang: &str,
    file: &str,
    content: &[u8],
    scope: &Scope,
) -> Vec<Problem> {
    original.digest = digest_of(original, lang, content);
    let mut margin = bytes::margin(file, content);
    let source = margin.text.clone();
    let layout = lay_out(&source);
    let Some(title) = title(&layout, scope, &mut margin) else {
        return Vec::new();
    };
    conflicts(&layout, &mut margin);
    lookalikes(&layout, &mut margin);
    deep(&layout, &mut margin);
    let moments = when::resolve(
        &layout,
        day_of(&original.id, scope),
        scope.zone,
        &mut margin,
    );
    let mut translation = Translation {
        title,
        summary: layout.summary().into_owned(),
        ..Translation::default()
    };
    let mut by_time = by_time(original);
    let ids = ids(original);
    for ((rough, words), moment) in layout.updates.iter().zip(&moments) {
        let given = rough
            .id
            .clone()
            .and_then(|range| ids.get(&layout.text[range]));
        let matched = match (given, moment) {
            (Some(id), _) => Some(*id),
            (None, Some(moment)) => by_time.get_mut(&moment.at).and_then(VecDeque::pop_front),
            (None, None) => None,
        };
        let words = layout.words(words.clone()).into_owned();
        match matched.filter(|id| !translation.updates.contains_key(*id)) {
            Some(id) => {
                translation.updates.insert(id.to_owned(), words);
            }
            None => {
                let heading = trim_heading(&layout.text, rough.line.start + 2..rough.line.end);
                translation
                    .unmatched
                    .push((layout.text[heading].to_owned(), words));
                if let Some(moment) = moment {
                    let what = "the original has no update of this time".to_owned();
                    margin.error(
                        "no-original",
                        rough.when_at.clone(),
                        what,
                        closest(original, moment.at),
                    );
                }
            }
        }
    }
    let texts = &mut original.beside.texts;
    texts.push((file.into(), source.clone().into()));
    original.translations.insert(lang.to_owned(), translation);
    original.being_corrected |= margin.wrong();
    margin.finish()
}

/// Of the original and what it is translated to.
fn digest_of(original: &Incident, lang: &str, content: &[u8]) -> [u8; 32] {
    let digest = Sha256::new()
        .chain_update(original.digest)
        .chain_update(lang)
        .chain_update([0])
        .chain_update(content);
    digest.finalize().into()
}

/// The title, if there is one; `None` for a draft. Of front matter nothing else counts here.
fn title(layout: &Layout, scope: &Scope, margin: &mut Margin) -> Option<Option<String>> {
    // Copied keys were complained about where they count.
    let mut aside = Margin::new(&margin.file, &margin.text);
    let front = front::read(&layout.text, layout.front.as_ref(), scope, &mut aside);
    if front.draft {
        return None;
    }
    margin.problems.extend(
        aside
            .problems
            .into_iter()
            .filter(|problem| problem.code == "front-matter"),
    );
    let heading = layout
        .title
        .clone()
        .map(|range| layout.text[range].to_owned())
        .filter(|title| !title.is_empty());
    Some(heading.or(front.title.map(|found| found.value)))
}

fn ids(original: &Incident) -> HashSet<&str> {
    let updates = original.updates.iter();
    updates.map(|update| update.id.as_str()).collect()
}

/// Ids by time, in the order of the original's file.
fn by_time(original: &Incident) -> HashMap<DateTime<Utc>, VecDeque<&str>> {
    let mut dated: Vec<_> = original
        .updates
        .iter()
        .filter(|update| update.dated)
        .collect();
    dated.sort_by_key(|update| update.heading.start);
    let mut by_time: HashMap<DateTime<Utc>, VecDeque<&str>> = HashMap::new();
    for update in dated {
        by_time.entry(update.at).or_default().push_back(&update.id);
    }
    by_time
}

/// The original's time that was perhaps meant.
fn closest(original: &Incident, at: DateTime<Utc>) -> String {
    let dated = original.updates.iter().filter(|update| update.dated);
    match dated.min_by_key(|update| (update.at - at).abs()) {
        Some(update) => format!("did you mean `{}`?", super::write::full(update.at)),
        None => Fault::Form.words("").2,
    }
}
