//! One incident or maintenance of a Statuspage.

use super::super::ending::{is_over, reopen};
use super::super::lead::{fitting, word};
use super::super::prose::markdown;
use super::super::when::when;
use super::super::{Notes, blank, update};
use super::component::{Site, status};
use super::document::{list, text};
use crate::model::{
    ComponentStatus, Impact, Incident, IncidentStatus, Kind, Mark, Said, Says, Update, Window,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use std::collections::BTreeMap;

/// What one of us sends for a text that is not there.
const NO_WORDS: &[&str] = &[
    "Scheduled maintenance is currently in progress.",
    "The scheduled maintenance has been completed.",
    "This maintenance did not take place.",
];

/// One that is being read.
struct Reading<'a> {
    from: &'a Value,
    place: String,
    maintenance: bool,
    /// Component ids as the page has them, and how they are so far.
    state: BTreeMap<String, ComponentStatus>,
}

/// Reads one; nothing where it has neither id nor name, or no time at all.
pub(super) fn read(
    from: &Value,
    site: &mut Site,
    now: DateTime<Utc>,
    notes: &mut Notes,
) -> Option<Incident> {
    let id = text(from, "id").or_else(|| text(from, "name"))?;
    let title = text(from, "name").unwrap_or_else(|| id.clone());
    let start = time(from, &["scheduled_for"]);
    let mut reading = Reading {
        from,
        place: format!("incident `{id}`"),
        maintenance: start.is_some(),
        state: BTreeMap::new(),
    };
    let mut incident = blank(&id, &title);
    if incident.id != id {
        incident.aliases.push(format!("incidents/{id}"));
    }
    let mut told: Vec<&Value> = list(from, "incident_updates").iter().rev().collect();
    told.sort_by_key(|it| time(it, &["display_at", "created_at"]));
    for one in told {
        if site.ours && text(one, "id").as_deref() == Some("announced") {
            incident.summary = body(one, site).into();
        } else if !(site.ours && one.get("deliver_notifications") == Some(&Value::Bool(false))) {
            let read = reading.update(one, site, notes);
            incident.updates.extend(read);
        }
    }
    reading.rest(&mut incident, site, notes);
    if let Some(start) = start {
        reading.window(&mut incident, start, now, notes);
    } else {
        reading.status(&mut incident, notes);
        let first = incident.updates.first()?.at;
        incident.first_seen = time(from, &["started_at"]).filter(|started| *started < first);
    }
    reading.impact(&mut incident);
    Some(incident)
}

/// The first of these times that can be read.
fn time(of: &Value, keys: &[&str]) -> Option<DateTime<Utc>> {
    keys.iter()
        .find_map(|key| Some(when(&text(of, key)?, Tz::UTC)?.at))
}

/// An update's text as markdown.
fn body(of: &Value, site: &Site) -> String {
    let body = text(of, "body").unwrap_or_default();
    let label = word(&body).is_some_and(|said| match said {
        Said::Status(status) => status.label() == body,
        _ => false,
    });
    match site.ours && (label || NO_WORDS.contains(&body.as_str())) {
        true => String::new(),
        false => markdown(&body),
    }
}

impl Reading<'_> {
    fn update(&mut self, from: &Value, site: &mut Site, notes: &mut Notes) -> Option<Update> {
        let Some(at) = time(from, &["display_at", "created_at", "updated_at"]) else {
            notes.add(
                &self.place,
                "an update has no time that can be read: left out",
            );
            return None;
        };
        let written = text(from, "status").unwrap_or_default();
        let said = word(&written).and_then(|said| fitting(said, self.maintenance));
        let said = said.unwrap_or_else(|| {
            notes.add(
                &self.place,
                format!("`{written}` is no status of it: an update without one"),
            );
            Said::Update
        });
        let mut made = update(at, said, body(from, site));
        made.id = text(from, "id").unwrap_or_default().into();
        for affected in list(from, "affected_components") {
            let mark = self.mark(affected, &made.said, at, site, notes);
            made.marks.extend(mark);
        }
        Some(made)
    }

    /// What an update says of a component, where that is not what goes without saying.
    fn mark(
        &mut self,
        affected: &Value,
        said: &Said,
        at: DateTime<Utc>,
        site: &mut Site,
        notes: &mut Notes,
    ) -> Option<Mark> {
        let key = text(affected, "code").or_else(|| text(affected, "name"))?;
        let written = text(affected, "new_status").unwrap_or_default();
        let new = status(&written);
        if new == ComponentStatus::Unknown {
            notes.add(
                &self.place,
                format!("`{written}` is no status of a component: not known"),
            );
        }
        let component = self.component(&key, text(affected, "name"), site, notes);
        let begun = time(self.from, &["scheduled_for"]).is_some_and(|start| at >= start);
        let ends = matches!(said, Said::Status(status) if status.ends());
        let under_way = matches!(
            said,
            Said::Status(IncidentStatus::InProgress | IncidentStatus::Verifying)
        );
        let before = self.state.insert(
            key,
            if ends {
                ComponentStatus::Operational
            } else {
                new
            },
        );
        let expected = match (ends, self.maintenance) {
            (true, _) => Some(ComponentStatus::Operational),
            (_, true) if before.is_none_or(|it| it == ComponentStatus::Operational) => {
                Some(match under_way || begun {
                    true => ComponentStatus::UnderMaintenance,
                    false => ComponentStatus::Operational,
                })
            }
            _ => before,
        };
        // One of us names only what a heading names.
        let named = site.ours && !self.maintenance;
        (named || expected != Some(new)).then_some(Mark {
            component: component.into(),
            known: true,
            says: Says::Status(new),
        })
    }

    /// A component's id here. One the page no longer lists is called by its name.
    fn component(
        &self,
        key: &str,
        name: Option<String>,
        site: &mut Site,
        notes: &mut Notes,
    ) -> String {
        match name {
            Some(name) if !site.names.knows(key) => {
                let id = site.names.of(&name, &self.place, notes);
                site.names.also(&name, key);
                id
            }
            _ => site.names.of(key, &self.place, notes),
        }
    }

    /// Components that it lists and no update speaks of: as bad as its impact says.
    fn rest(&mut self, incident: &mut Incident, site: &mut Site, notes: &mut Notes) {
        for component in list(self.from, "components") {
            let Some(key) = text(component, "id") else {
                continue;
            };
            if !self.maintenance && self.state.contains_key(&key) {
                continue;
            }
            if !self.maintenance {
                notes.add(
                    &self.place,
                    "does not say how its components were: taken from its impact",
                );
            }
            let id = self.component(&key, text(component, "name"), site, notes);
            incident.components.push(Mark {
                component: id.into(),
                known: true,
                says: Says::Bare,
            });
        }
    }

    fn window(
        &self,
        incident: &mut Incident,
        start: DateTime<Utc>,
        now: DateTime<Utc>,
        notes: &mut Notes,
    ) {
        let end = time(self.from, &["scheduled_until"]).filter(|end| *end >= start);
        let end = end.unwrap_or_else(|| {
            notes.add(&self.place, "does not say until when: an hour is taken");
            start + TimeDelta::hours(1)
        });
        let status = text(self.from, "status").unwrap_or_default();
        let by_hand = status == "scheduled" && start <= now;
        if by_hand {
            notes.add(
                &self.place,
                "should have begun and has not: it begins and ends by hand",
            );
        }
        incident.kind = Kind::Maintenance(Window {
            start,
            length: end - start,
            zone: Tz::UTC,
            auto: !by_hand,
            repeat: None,
        });
        let over = status == "completed" || time(self.from, &["resolved_at"]).is_some();
        let told = is_over(&incident.updates);
        let by_clock = end <= now && incident.updates.iter().all(|it| it.at < start);
        if over && !told && !by_clock {
            let at = time(self.from, &["resolved_at", "updated_at"]).unwrap_or(end);
            incident.updates.push(update(
                at,
                Said::Status(IncidentStatus::Completed),
                String::new(),
            ));
        }
    }

    /// Makes the updates end where the incident does, and stay open where it does.
    fn status(&self, incident: &mut Incident, notes: &mut Notes) {
        let written = text(self.from, "status").unwrap_or_default();
        let said = word(&written).and_then(|said| fitting(said, false));
        let status = match said {
            Some(Said::Status(status)) => status,
            _ => {
                notes.add(
                    &self.place,
                    format!("`{written}` is no status of an incident: its updates count"),
                );
                return self.begin(incident, IncidentStatus::Investigating);
            }
        };
        self.begin(
            incident,
            if status.ends() {
                IncidentStatus::Investigating
            } else {
                status
            },
        );
        let post = |it: &Update| it.said == Said::Status(IncidentStatus::Postmortem);
        let said: Vec<Update> = incident
            .updates
            .iter()
            .filter(|it| !post(it))
            .cloned()
            .collect();
        let resolved = is_over(&said);
        let explained = incident.updates.iter().find(|it| post(it)).map(|it| it.at);
        if status.ends() && !resolved {
            let last = incident
                .updates
                .iter()
                .filter(|it| !post(it))
                .map(|it| it.at)
                .max();
            let at = time(self.from, &["resolved_at"])
                .or(explained)
                .or(time(self.from, &["updated_at"]))
                .or(last);
            let at = at.unwrap_or_default().max(last.unwrap_or_default());
            notes.add(
                &self.place,
                "is over, and no update says so: one without words is added",
            );
            incident.updates.push(update(
                at,
                Said::Status(IncidentStatus::Resolved),
                String::new(),
            ));
            incident.updates.sort_by_key(|it| (it.at, post(it)));
        } else if !status.ends() && reopen(&mut incident.updates) {
            notes.add(
                &self.place,
                format!("is `{written}`, and yet its last update says it is over: it stays open"),
            );
        }
    }

    /// Without any update it still began.
    fn begin(&self, incident: &mut Incident, status: IncidentStatus) {
        let began = time(self.from, &["started_at", "created_at", "updated_at"]);
        if let Some(at) = began.filter(|_| incident.updates.is_empty()) {
            incident
                .updates
                .push(update(at, Said::Status(status), String::new()));
        }
    }

    /// Its impact, where its components do not say the same.
    fn impact(&self, incident: &mut Incident) {
        let stated = text(self.from, "impact").and_then(|word| impact(&word));
        let marks = incident.updates.iter().flat_map(|it| &it.marks);
        let worst = marks.filter_map(|mark| match &mark.says {
            Says::Status(status) => Some(*status),
            _ => None,
        });
        let derived = match worst.max() {
            Some(ComponentStatus::MajorOutage) => Impact::Critical,
            Some(ComponentStatus::PartialOutage) => Impact::Major,
            Some(ComponentStatus::DegradedPerformance | ComponentStatus::Unknown) => Impact::Minor,
            Some(ComponentStatus::UnderMaintenance) => Impact::Maintenance,
            Some(ComponentStatus::Operational) | None => Impact::None,
        };
        let usual = if self.maintenance {
            Impact::Maintenance
        } else {
            derived
        };
        // Bare components mean what the impact says.
        let needed = !self.maintenance && !incident.components.is_empty();
        incident.impact = stated.filter(|stated| *stated != usual || needed);
    }
}

fn impact(word: &str) -> Option<Impact> {
    Some(match word {
        "none" => Impact::None,
        "minor" => Impact::Minor,
        "major" => Impact::Major,
        "critical" => Impact::Critical,
        "maintenance" => Impact::Maintenance,
        _ => return None,
    })
}
