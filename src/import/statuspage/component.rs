//! Groups and components of a Statuspage.

use super::super::Notes;
use super::super::names::{Names, id_of};
use super::document::{Documents, text};
use crate::model::ComponentStatus;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything incidents are read against.
#[derive(Debug)]
pub(super) struct Site {
    pub names: Names,
    /// The page's own.
    pub zone: Tz,
    /// One of us wrote it: ids are ours already.
    pub ours: bool,
}

/// Takes over what the page lists, in its order.
pub(super) fn read(documents: &Documents, notes: &mut Notes) -> Site {
    let mut site = Site {
        names: Names::default(),
        zone: zone(documents, notes),
        ours: documents.is_ours(),
    };
    let is_group = |it: &&Value| it.get("group") == Some(&Value::Bool(true));
    let mut all: BTreeMap<String, &Value> = BTreeMap::new();
    let mut order: Vec<&Value> = Vec::new();
    for component in documents.components() {
        if let Some(id) = text(component, "id").filter(|id| !all.contains_key(id)) {
            all.insert(id, component);
            order.push(component);
        }
    }
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    order.sort_by_key(|it| {
        it.get("position")
            .and_then(Value::as_i64)
            .unwrap_or(i64::MAX)
    });
    for group in order.iter().filter(|it| is_group(it)) {
        let (id, name) = named(group);
        let wanted = site.id(&id, &name);
        groups.insert(
            id,
            site.names.group(&wanted, &name, text(group, "description")),
        );
    }
    // Those of a group stand together, where the group stands.
    let place = |it: &&Value| {
        let position = |of: &Value| {
            of.get("position")
                .and_then(Value::as_i64)
                .unwrap_or(i64::MAX)
        };
        let group = text(it, "group_id").and_then(|group| all.get(&group).copied());
        (
            group.map_or(position(it), position),
            group.is_some(),
            position(it),
        )
    };
    let mut leaves: Vec<&Value> = order.iter().copied().filter(|it| !is_group(it)).collect();
    leaves.sort_by_key(place);
    for leaf in leaves {
        let group = text(leaf, "group_id").and_then(|group| groups.get(&group).cloned());
        site.take(leaf, group, notes);
    }
    site
}

fn named(component: &Value) -> (String, String) {
    let id = text(component, "id").unwrap_or_default();
    let name = text(component, "name").unwrap_or_else(|| id.clone());
    (id, name)
}

impl Site {
    fn take(&mut self, component: &Value, group: Option<String>, notes: &mut Notes) {
        let (id, name) = named(component);
        let wanted = self.id(&id, &name);
        let alias = (wanted != id && !self.ours).then(|| id.to_lowercase());
        let made = self.names.component(&id, &wanted, &name, group);
        made.description = text(component, "description").map(|it| super::super::one_line(&it));
        made.since = text(component, "start_date")
            .and_then(|day| NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok());
        made.only_show_if_degraded =
            component.get("only_show_if_degraded") == Some(&Value::Bool(true));
        if let Some(alias) = alias.filter(|alias| alias.chars().all(|c| c.is_ascii_alphanumeric()))
        {
            made.aliases.push(alias);
        }
        if component.get("showcase") == Some(&Value::Bool(false)) {
            notes.add(
                "",
                "uptime was hidden for some components: here each shows its own",
            );
        }
    }

    /// The id to have here: ours stay, those of others were never meant for people to type.
    fn id(&self, id: &str, name: &str) -> String {
        if !self.ours {
            return id_of(name);
        }
        // One of four digits is served with these letters in front.
        let year = id
            .strip_prefix("id-")
            .filter(|it| it.len() == 4 && it.bytes().all(|b| b.is_ascii_digit()));
        let id = year.unwrap_or(id);
        let first =
            |part: &str| part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        let whole = |part: &str| first(part) && part.chars().all(fits) && !part.ends_with('.');
        match id.len() <= 100 && id.split('/').all(whole) {
            true => id.to_owned(),
            false => id_of(name),
        }
    }
}

/// The page's zone, by its IANA name.
fn zone(documents: &Documents, notes: &mut Notes) -> Tz {
    let Some(name) = documents.page().and_then(|page| text(page, "time_zone")) else {
        return Tz::UTC;
    };
    if ["Etc/UTC", "UTC", "Etc/GMT"].contains(&name.as_str()) {
        return Tz::UTC;
    }
    name.parse().unwrap_or_else(|_| {
        notes.add(
            "",
            format!("unknown time zone `{name}`: days are counted in UTC"),
        );
        Tz::UTC
    })
}

/// A component's status by its word; what nobody knows is not known.
pub(super) fn status(word: &str) -> ComponentStatus {
    match word {
        "operational" => ComponentStatus::Operational,
        "under_maintenance" => ComponentStatus::UnderMaintenance,
        "degraded_performance" => ComponentStatus::DegradedPerformance,
        "partial_outage" => ComponentStatus::PartialOutage,
        "major_outage" => ComponentStatus::MajorOutage,
        _ => ComponentStatus::Unknown,
    }
}
