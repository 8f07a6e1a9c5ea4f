//! The names of another page's components and groups, and the ids they get here.

use super::{Notes, one_line, unique};
use crate::model::{Component, Group, Incident, Kind, Said};
use chrono::{DateTime, NaiveDate, Utc};
use slug::slugify;
use std::collections::{BTreeMap, BTreeSet};

/// The longest id of a component.
const LONGEST: usize = 80;

/// Components and groups, found by what the other page calls them.
#[derive(Debug, Default)]
pub(super) struct Names {
    groups: Vec<Group>,
    components: Vec<Component>,
    /// By the other page's name or id, position in `components`.
    keys: BTreeMap<String, usize>,
    taken: BTreeSet<String>,
    /// Components that incidents speak of and nobody declares.
    undeclared: BTreeSet<usize>,
}

/// The id made of a name: lower case letters and digits, anything else a dash.
pub(super) fn id_of(name: &str) -> String {
    let mut id = slugify(name);
    id.truncate(LONGEST);
    let id = id.trim_matches('-');
    if id.is_empty() { "component" } else { id }.to_owned()
}

impl Names {
    /// A group that the other page declares, and the id it would like to have; the one it gets.
    pub fn group(&mut self, id: &str, title: &str, description: Option<String>) -> String {
        let id = unique(&mut self.taken, id);
        self.groups.push(Group {
            id: id.clone(),
            title: one_line(title),
            description: description
                .map(|text| one_line(&text))
                .filter(|text| !text.is_empty()),
        });
        id
    }

    /// A component that the other page declares as `key`; `id` is the one it would like to have. One
    /// declared twice is the first.
    pub fn component(
        &mut self,
        key: &str,
        id: &str,
        title: &str,
        group: Option<String>,
    ) -> &mut Component {
        let at = match self.keys.get(key) {
            Some(at) => *at,
            None => self.add(key, id, title, group),
        };
        &mut self.components[at]
    }

    fn add(&mut self, key: &str, id: &str, title: &str, group: Option<String>) -> usize {
        let title = one_line(title);
        // Two groups may each have an `API`.
        let beside = group.as_deref().map(|group| format!("{group}-{id}"));
        let id = match beside {
            Some(beside) if self.taken.contains(id) => unique(&mut self.taken, &beside),
            _ => unique(&mut self.taken, id),
        };
        self.components.push(Component {
            title: if title.is_empty() { id.clone() } else { title },
            id,
            description: None,
            group,
            since: None,
            depends_on: Vec::new(),
            retired: None,
            aliases: Vec::new(),
            only_show_if_degraded: false,
        });
        self.keys.insert(key.to_owned(), self.components.len() - 1);
        self.components.len() - 1
    }

    /// Lets a component be found by another name too.
    pub fn also(&mut self, key: &str, other: &str) {
        if let Some(&at) = self.keys.get(key) {
            self.keys.entry(other.to_owned()).or_insert(at);
        }
    }

    /// Whether a component is declared as `key`.
    pub fn knows(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// The id of what an incident calls `key`. What nobody declares is made, and noted.
    pub fn of(&mut self, key: &str, place: &str, notes: &mut Notes) -> String {
        let key = key.trim();
        if let Some(&at) = self.keys.get(key) {
            if self.undeclared.contains(&at) {
                self.note(at, key, place, notes);
            }
            return self.components[at].id.clone();
        }
        let folded = key.to_lowercase();
        let near = self
            .keys
            .iter()
            .find(|(name, _)| name.to_lowercase() == folded);
        if let Some((name, &at)) = near {
            let what =
                format!("`{key}` is written `{name}` where it is declared, and is taken for it");
            notes.add(place, what);
            return self.components[at].id.clone();
        }
        let at = self.add(key, &id_of(key), key, None);
        self.undeclared.insert(at);
        self.note(at, key, place, notes);
        self.components[at].id.clone()
    }

    fn note(&self, at: usize, key: &str, place: &str, notes: &mut Notes) {
        let id = &self.components[at].id;
        notes.add(
            place,
            format!("component `{key}` is not declared there: made as `{id}`"),
        );
    }

    /// Everything declared or made. What nobody declares, and no open incident speaks of, is retired
    /// after the last incident that does: it stays in history, and nobody claims that it works.
    pub fn finish(
        mut self,
        incidents: &[Incident],
        notes: &mut Notes,
    ) -> (Vec<Group>, Vec<Component>) {
        for at in std::mem::take(&mut self.undeclared) {
            let component = &mut self.components[at];
            let naming = || incidents.iter().filter(|it| names(it, &component.id));
            if naming().all(|incident| end(incident).is_some()) {
                let last = naming().filter_map(end).max();
                component.retired = last.and_then(|last| NaiveDate::succ_opt(&last.date_naive()));
            }
        }
        let used: BTreeSet<&str> = self
            .components
            .iter()
            .filter_map(|it| it.group.as_deref())
            .collect();
        for group in self
            .groups
            .iter()
            .filter(|group| !used.contains(group.id.as_str()))
        {
            let what = format!("group `{}` has no component and is left out", group.title);
            notes.add("", what);
        }
        let groups = self
            .groups
            .iter()
            .filter(|group| used.contains(group.id.as_str()))
            .cloned();
        (groups.collect(), self.components)
    }
}

fn names(incident: &Incident, id: &str) -> bool {
    let marks = incident.updates.iter().flat_map(|update| &update.marks);
    marks
        .chain(&incident.components)
        .any(|mark| mark.component == id)
}

/// When an incident was over; `None` while it is open.
fn end(incident: &Incident) -> Option<DateTime<Utc>> {
    let last = incident.updates.iter().max_by_key(|update| update.at);
    let ended = incident
        .updates
        .iter()
        .rev()
        .find_map(|update| match &update.said {
            Said::Update => None,
            Said::Status(status) => Some(status.ends()),
            Said::Unreadable(_) => Some(false),
        });
    match (&incident.kind, ended) {
        (Kind::Notice(_), _) | (Kind::Incident, Some(true)) => last.map(|update| update.at),
        (Kind::Maintenance(window), Some(true)) => Some(last.map_or(window.end(), |it| it.at)),
        _ => None,
    }
}
