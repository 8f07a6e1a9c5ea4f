//! Stands in for `format` until it is here: a title and a summary, nothing else.

use crate::model::{Component, Group, Incident, Kind};
use crate::problem::Problem;
use chrono_tz::Tz;
use sha2::{Digest as _, Sha256};

pub(super) struct Scope<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> Scope<'a> {
    pub fn new(_: Tz, _: &'a [String], _: &'a [Component], _: &'a [Group]) -> Self {
        Scope(std::marker::PhantomData)
    }
}

pub(super) fn parse_bytes(id: &str, file: &str, bytes: &[u8], _: &Scope<'_>) -> (Option<Incident>, Vec<Problem>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(id);
    let incident = Incident {
        id: id.to_owned(),
        kind: Kind::Incident,
        title: title.to_owned(),
        summary: text.clone(),
        updates: Vec::new(),
        components: Vec::new(),
        impact: None,
        first_seen: None,
        next_update: None,
        postmortem: None,
        upstream: None,
        aliases: Vec::new(),
        tags: Vec::new(),
        authors: Vec::new(),
        lang: None,
        translations: std::collections::BTreeMap::new(),
        day: None,
        being_corrected: false,
        in_conflict: false,
        file: file.into(),
        source: text.into(),
        digest: Sha256::digest(bytes).into(),
    };
    (Some(incident), Vec::new())
}

pub(super) fn translate(_: &mut Incident, _: &str, _: &str, _: &str, _: &Scope<'_>) -> Vec<Problem> {
    Vec::new()
}
