//! Versions of a Worker as drafts.

use super::{message, text};
use crate::publish::fence::drafts::host::Draft;
use serde_json::Value;
use std::collections::BTreeSet;

/// Of how many publishes it is told which versions they showed.
const SHOWN: usize = 10;

/// What was made, and which of it readers got.
pub(super) fn drafts(made: &[Value], shown: &[Value]) -> Vec<Draft> {
    let ids = shown.iter().flat_map(|one| {
        let versions = one["versions"].as_array();
        versions
            .into_iter()
            .flatten()
            .map(|version| text(&version["version_id"]))
    });
    let published: BTreeSet<String> = ids.collect();
    let draft = |version: &Value| {
        let id = text(&version["id"]);
        Draft {
            published: published.contains(&id),
            title: message(version),
            id,
        }
    };
    let mut drafts: Vec<Draft> = made.iter().map(draft).collect();
    // What was shown is told of the last few only. Whatever is lower than those was shown too: else one
    // of them would have deleted it.
    let oldest = drafts.iter().filter(|draft| draft.published);
    let oldest = oldest.filter_map(|draft| draft.title.clone()).min();
    if shown.len() >= SHOWN {
        for draft in &mut drafts {
            draft.published |= draft.title.is_some() && draft.title < oldest;
        }
    }
    drafts
}
