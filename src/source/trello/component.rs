//! From labels to components: those of the settings where the names fit, new ones otherwise.

use super::label::{Role, role};
use super::settings::{TrelloSettings, folded};
use super::snapshot::{Label, Snapshot};
use super::strict;
use crate::model::{Component, Site};
use std::collections::BTreeMap;

/// The longest id of a component.
const LONGEST: usize = 100;

/// Which component each label names: label id to component id.
pub type Named = BTreeMap<String, String>;

/// Adds to a site the components that only the board knows, in the order of its labels, and says
/// which label names which.
pub fn components(snapshot: &Snapshot, settings: &TrelloSettings, site: &mut Site) -> Named {
    let mut named = Named::new();
    let own = site.components.len();
    let mut made: BTreeMap<String, String> = BTreeMap::new();
    for label in naming(snapshot, settings) {
        let name = match label.name.trim() {
            "" => "(no name)",
            name => name,
        };
        let key = match settings.strict {
            true => label.name.clone(),
            false => folded(name),
        };
        let id = match configured(&site.components[..own], name).or_else(|| made.get(&key).cloned())
        {
            Some(id) => id,
            None => {
                let id = free(site, &slug(name, &label.id));
                site.components.push(component(&id, name));
                id
            }
        };
        made.insert(key, id.clone());
        named.insert(label.id.clone(), id);
    }
    named
}

/// Labels that name components. Trestus showed those first that something was wrong with.
fn naming<'a>(snapshot: &'a Snapshot, settings: &TrelloSettings) -> Vec<&'a Label> {
    if !settings.strict {
        let all = snapshot.labels.iter();
        return all
            .filter(|label| role(label, settings) == Role::Component)
            .collect();
    }
    let trestus = strict::read(snapshot);
    let mut labels = strict::services(snapshot);
    labels.sort_by_key(|label| {
        let mut systems = trestus.systems.iter();
        systems.position(|system| system.name == label.name)
    });
    labels
}

/// The component of the settings that has this name, id or earlier id.
fn configured(own: &[Component], name: &str) -> Option<String> {
    let (word, slug) = (folded(name), slug::slugify(name));
    let fits = |component: &&Component| {
        folded(&component.title) == word
            || component.id == name.to_lowercase()
            || component.id == slug
            || component.aliases.contains(&slug)
    };
    let found = own.iter().find(fits);
    found.map(|component| component.id.clone())
}

fn slug(name: &str, label: &str) -> String {
    let mut slug = slug::slugify(name);
    slug.truncate(LONGEST - 3);
    match slug.trim_matches('-') {
        "" => {
            let tail = label.get(label.len().saturating_sub(6)..);
            format!("label-{}", slug::slugify(tail.unwrap_or("x")))
        }
        slug => slug.to_owned(),
    }
}

/// An id that nothing else has.
fn free(site: &Site, wanted: &str) -> String {
    let taken = |id: &str| {
        let alias = |component: &Component| component.aliases.iter().any(|alias| alias == id);
        site.group(id).is_some()
            || site.component(id).is_some()
            || site.components.iter().any(alias)
            || site.dependencies.iter().any(|one| one.id == id)
    };
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|id| !taken(id))
        .unwrap_or_default()
}

fn component(id: &str, title: &str) -> Component {
    Component {
        id: id.to_owned(),
        title: title.to_owned(),
        description: None,
        group: None,
        since: None,
        depends_on: Vec::new(),
        retired: None,
        aliases: Vec::new(),
        only_show_if_degraded: false,
    }
}
