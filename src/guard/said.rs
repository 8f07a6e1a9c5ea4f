//! Whether what was said is still said: under another time, below a heading that cannot be read, or in
//! another file.

use super::loss::{Listed, Suspect};
use crate::format::bare;
use crate::model::{Incident, Site, Update};
use std::collections::BTreeSet;

/// What became of an incident that seemed to lose something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is lost.
    Said,
    /// All of it stands in a new file: the position of that incident.
    Moved(usize),
    /// These updates are lost; none where the page had no update and is lost itself.
    Lost(Vec<String>),
}

/// Judges an incident by what it said, as the copy has it, and the site as it stands.
pub fn judge(site: &Site, suspect: &Suspect, old: &Incident, listed: &Listed) -> Verdict {
    let place = |found: &dyn Fn(&Incident) -> bool| site.incidents.iter().position(found);
    let same = place(&|incident| incident.id == suspect.id);
    let same = same.or_else(|| place(&|incident| leads(incident, &suspect.path)));
    if let Some(now) = same.map(|at| &site.incidents[at]) {
        let lost = lost(old, now, &suspect.updates);
        return match lost.is_empty() {
            true => Verdict::Said,
            false => Verdict::Lost(lost),
        };
    }
    let new = |incident: &Incident| {
        !listed.has(&incident.path())
            && !old.updates.is_empty()
            && lost(old, incident, &suspect.updates).is_empty()
            && incident
                .updates
                .iter()
                .any(|update| suspect.updates.iter().any(|id| *id == update.id))
    };
    match place(&new) {
        Some(at) => Verdict::Moved(at),
        None => Verdict::Lost(suspect.updates.clone()),
    }
}

/// Whether a former address of an incident is this page's.
fn leads(incident: &Incident, path: &str) -> bool {
    let plain = path.trim_end_matches(".html");
    let former = incident
        .aliases
        .iter()
        .map(|alias| alias.trim().trim_matches('/'));
    former
        .map(|alias| alias.trim_end_matches(".html"))
        .any(|alias| alias == plain)
}

/// Which of these updates of `old` an incident does not say any more.
fn lost(old: &Incident, now: &Incident, ids: &[String]) -> Vec<String> {
    let there: BTreeSet<&str> = now
        .updates
        .iter()
        .map(|update| update.id.as_str())
        .collect();
    let (before, after) = (folded(&old.source), folded(&bare(&now.source)));
    let gone = |id: &&String| {
        let update = old.updates.iter().find(|update| update.id == **id);
        !there.contains(id.as_str())
            && update.is_some_and(|update| !still(update, old, now, &before, &after))
    };
    ids.iter().filter(gone).cloned().collect()
}

/// Whether an update's words are there as often as they were: then only its heading has changed.
fn still(update: &Update, old: &Incident, now: &Incident, before: &str, after: &str) -> bool {
    let words = folded(&update.text);
    if words.is_empty() {
        let alike = |incident: &Incident| {
            let all = incident.updates.iter();
            let alike = all.filter(|one| one.text.trim().is_empty() && one.said == update.said);
            alike.count()
        };
        return alike(now) >= alike(old);
    }
    after.matches(&words).count() >= before.matches(&words).count()
}

/// Without regard to how its lines are broken.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
