//! What the page says now, for programs: `stillup status --json`, version 1.

use crate::model::{ComponentStatus, Site};
use crate::status::{Occurrence, Standing};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// One document; times are RFC 3339 in UTC, absent ones are null.
pub fn page(site: &Site, standing: &Standing, problems: usize) -> Value {
    json!({
        "version": 1,
        "now": time(standing.now),
        "site": { "title": site.settings.title, "address": site.settings.address },
        "status": standing.page.status,
        "headline": standing.page.headline,
        "indicator": standing.page.indicator,
        "description": standing.page.description.words(),
        "updated_at": time(standing.page.updated_at),
        "components": components(site, standing),
        "incidents": standing.open.iter().map(|at| incident(site, standing, *at)).collect::<Vec<_>>(),
        "maintenance": standing.active.iter().chain(&standing.upcoming)
            .map(|at| maintenance(site, &standing.occurrences[*at])).collect::<Vec<_>>(),
        "notices": standing.pinned.iter().map(|at| {
            json!({ "id": site.incidents[*at].id, "title": site.incidents[*at].title })
        }).collect::<Vec<_>>(),
        "dependencies": dependencies(site, standing),
        "problems": problems,
        "findings": standing.findings.len(),
    })
}

fn components(site: &Site, standing: &Standing) -> Vec<Value> {
    let all = site
        .components
        .iter()
        .zip(&standing.components)
        .filter(|(_, now)| !now.retired);
    all.map(|(component, now)| {
        json!({
            "id": component.id,
            "title": component.title,
            "group": component.group,
            "status": now.status,
            "since": now.status_since.map(time),
        })
    })
    .collect()
}

fn dependencies(site: &Site, standing: &Standing) -> Vec<Value> {
    let fresh_for = site.settings.publish_every * 3;
    let all = site.dependencies.iter();
    all.map(|dependency| {
        let mut reported = site.reported.iter();
        let reported = reported.find(|one| one.dependency == dependency.id);
        json!({
            "id": dependency.id,
            "title": dependency.title,
            "status": reported.map(|one| one.on_page(standing.now, fresh_for)),
            "words": reported.map(|one| &one.words),
            "asked_at": reported.map(|one| time(one.at)),
        })
    })
    .collect()
}

fn incident(site: &Site, standing: &Standing, at: usize) -> Value {
    let (incident, now) = (&site.incidents[at], &standing.incidents[at]);
    json!({
        "id": incident.id,
        "title": incident.title,
        "file": &*incident.file,
        "status": now.status,
        "impact": now.impact,
        "started_at": time(now.started_at),
        "updated_at": time(now.updated_at),
        "next_update": now.next_update.map(time),
        "overdue": now.overdue,
        "components": marks(site, &now.now),
    })
}

fn maintenance(site: &Site, occurrence: &Occurrence) -> Value {
    json!({
        "id": occurrence.id,
        "title": site.incidents[occurrence.incident].title,
        "file": &*site.incidents[occurrence.incident].file,
        "status": occurrence.status,
        "scheduled_for": time(occurrence.start),
        "scheduled_until": time(occurrence.end),
        "overrun": occurrence.overrun,
        "components": marks(site, &occurrence.affected),
    })
}

fn marks(site: &Site, marks: &[(usize, ComponentStatus)]) -> Vec<Value> {
    marks
        .iter()
        .map(|(at, status)| json!({ "id": site.components[*at].id, "status": status }))
        .collect()
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
