//! What an incident's file is read against: the site's zone, languages and names.

use crate::model::{Component, Group, Word};
use chrono_tz::Tz;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// What the words of a file can refer to. Made once for all files.
#[derive(Debug)]
pub struct Scope<'a> {
    /// Times without a zone are in this one.
    pub zone: Tz,
    /// `site.languages`.
    pub languages: &'a [String],
    /// `[[component]]`.
    pub components: &'a [Component],
    /// `[[group]]`.
    pub groups: &'a [Group],
    /// The components' ids, to be shared by whatever names them.
    pub(super) ids: Vec<Word>,
    /// Lower-case names of components, their aliases and groups.
    names: HashMap<String, Named>,
}

/// What a name stands for.
#[derive(Debug)]
pub(super) enum Named {
    /// Position of a component.
    Component(usize),
    /// Positions of a group's components.
    Group(Vec<usize>),
}

impl<'a> Scope<'a> {
    /// Looks nothing up yet, but makes it quick. An id goes before an alias, and the first before a later one.
    pub fn new(
        zone: Tz,
        languages: &'a [String],
        components: &'a [Component],
        groups: &'a [Group],
    ) -> Self {
        let mut names = HashMap::with_capacity(components.len() + groups.len());
        for (at, component) in components.iter().enumerate() {
            names
                .entry(component.id.to_lowercase())
                .or_insert(Named::Component(at));
        }
        let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, component) in components.iter().enumerate() {
            if let Some(group) = &component.group {
                members.entry(group).or_default().push(at);
            }
        }
        for group in groups {
            let of = members.get(group.id.as_str()).cloned().unwrap_or_default();
            names
                .entry(group.id.to_lowercase())
                .or_insert(Named::Group(of));
        }
        for (at, component) in components.iter().enumerate() {
            for alias in &component.aliases {
                names
                    .entry(alias.to_lowercase())
                    .or_insert(Named::Component(at));
            }
        }
        Scope {
            zone,
            languages,
            components,
            groups,
            ids: components
                .iter()
                .map(|one| one.id.as_str().into())
                .collect(),
            names,
        }
    }

    /// What a name stands for, whatever its case.
    pub(super) fn named(&self, name: &str) -> Option<&Named> {
        if name.chars().any(char::is_uppercase) {
            self.names.get(&name.to_lowercase())
        } else {
            self.names.get(name)
        }
    }

    /// Hash of all that a file's meaning depends on: with another one it may mean something else.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        let mut list = |texts: &[String]| {
            add(&texts.len().to_string());
            texts.iter().for_each(|text| add(text));
        };
        list(&[self.zone.name().to_owned()]);
        list(self.languages);
        for component in self.components {
            let group = component.group.clone().unwrap_or_default();
            list(&[component.id.clone(), group]);
            list(&component.aliases);
        }
        let groups: Vec<String> = self.groups.iter().map(|group| group.id.clone()).collect();
        list(&groups);
        hash.finalize().into()
    }

    /// Position of the component with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        match self.named(id)? {
            Named::Component(at) if self.ids[*at] == *id => Some(*at),
            _ => None,
        }
    }

    /// The id of the component at a position, to be shared.
    pub fn id(&self, position: usize) -> Option<&Word> {
        self.ids.get(position)
    }

    /// Every name that may be written, ids first.
    pub(super) fn all_names(&self) -> impl Iterator<Item = &str> {
        let ids = self
            .components
            .iter()
            .map(|component| component.id.as_str());
        let groups = self.groups.iter().map(|group| group.id.as_str());
        let aliases = self
            .components
            .iter()
            .flat_map(|component| component.aliases.iter().map(String::as_str));
        ids.chain(groups).chain(aliases)
    }
}
