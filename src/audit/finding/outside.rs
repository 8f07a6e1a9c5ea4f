//! What our own pages fetch from elsewhere: a copy is only whole while that can be reached.

use super::super::report::Judged;
use super::{Basis, Finding};
use std::collections::BTreeMap;

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let mut pages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for outside in &judged.facts.outside {
        pages.entry(&outside.url).or_default().push(&outside.page);
    }
    for (url, pages) in pages {
        let where_ = match pages.as_slice() {
            [only] => format!("`{only}` fetches"),
            [first, rest @ ..] => format!("`{first}` and {} more fetch", rest.len()),
            [] => continue,
        };
        let what = format!("{where_} `{url}`, which is no file of this site");
        let hint =
            "put a copy of it into `incidents/assets/` or the theme's folder, and link to that";
        let basis = Basis::Seen {
            at: judged.facts.gathered_at,
            from: "the rendered pages".to_owned(),
        };
        found.push(Finding::serious("outside", what, hint).known([basis]));
    }
}
