//! What the page says now, as lines for a terminal.

use super::words::{bold, count, length, moment, padded, painted};
use crate::model::{ComponentStatus, Kind, Site};
use crate::status::{IncidentStanding, Indicator, Occurrence, Standing};
use std::collections::HashSet;

/// The one sentence on top of the page, with its symbol and word.
pub fn headline(standing: &Standing, color: bool) -> String {
    let page = &standing.page;
    let quiet = matches!(page.indicator, Indicator::None | Indicator::Maintenance);
    let status = match page.status {
        // Components are well and an incident is open: as on the page itself, that is not green.
        ComponentStatus::Operational if !quiet => ComponentStatus::DegradedPerformance,
        status => status,
    };
    painted(status, &bold(&page.headline, color), color)
}

/// All of it.
pub fn page(site: &Site, standing: &Standing, color: bool) -> String {
    let mut lines = vec![
        format!("{}  {}", headline(standing, color), moment(standing.now)),
        String::new(),
    ];
    lines.extend(components(site, standing, color));
    if !standing.open.is_empty() {
        lines.push(format!("\n{}", bold("Open incidents", color)));
        for at in &standing.open {
            lines.push(incident(site, standing, *at));
        }
    }
    if !standing.active.is_empty() || !standing.upcoming.is_empty() {
        lines.push(format!("\n{}", bold("Maintenance", color)));
        let mut shown = HashSet::new();
        for at in standing.active.iter().chain(&standing.upcoming) {
            // Of a recurring one the next time is enough: its page has the others.
            let occurrence = &standing.occurrences[*at];
            if shown.insert(occurrence.incident) {
                lines.push(maintenance(site, standing, occurrence));
            }
        }
    }
    lines.extend(dependencies(site, standing, color));
    if !standing.pinned.is_empty() {
        lines.push(format!("\n{}", bold("Notices", color)));
        lines.extend(standing.pinned.iter().map(|at| {
            format!(
                "  {}: {}",
                site.incidents[*at].id, site.incidents[*at].title
            )
        }));
    }
    lines.join("\n") + "\n"
}

/// What others that we rely on said of themselves, and how long ago.
fn dependencies(site: &Site, standing: &Standing, color: bool) -> Vec<String> {
    if site.reported.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("\n{}", bold("What we rely on", color))];
    let titles = site.dependencies.iter().map(|one| &one.title);
    let width = titles.map(|title| console::measure_text_width(title)).max();
    for dependency in &site.dependencies {
        let mut all = site.reported.iter();
        let Some(reported) = all.find(|one| one.dependency == dependency.id) else {
            continue;
        };
        let status = reported.on_page(standing.now, site.settings.publish_every * 3);
        let words = match reported.words.as_str() {
            "" => String::new(),
            words => format!(": {words}"),
        };
        let age = match reported.at.timestamp() {
            0 => String::new(),
            _ => format!("  asked {} ago", length(standing.now - reported.at)),
        };
        let name = padded(&dependency.title, width.unwrap_or(0) + 2);
        let status = painted(status, status.label(), color);
        lines.push(format!("  {name}{status}{words}{age}"));
    }
    lines
}

/// Components below their group's title; those of no group first.
fn components(site: &Site, standing: &Standing, color: bool) -> Vec<String> {
    let on_page: Vec<usize> = (0..site.components.len())
        .filter(|at| !standing.components[*at].retired)
        .collect();
    let width = on_page
        .iter()
        .map(|at| console::measure_text_width(&site.components[*at].title))
        .max()
        .unwrap_or(0);
    let line = |at: usize| {
        let (component, now) = (&site.components[at], &standing.components[at]);
        let since = now
            .status_since
            .filter(|_| standing.page.affected.contains(&at));
        let since = since.map_or(String::new(), |since| {
            format!("  for {}", length(standing.now - since))
        });
        let name = padded(&component.title, width + 2);
        format!(
            "  {name}{}{since}",
            painted(now.status, now.status.label(), color)
        )
        .trim_end()
        .to_string()
    };
    let of = |group: Option<&str>| -> Vec<String> {
        let members = on_page
            .iter()
            .filter(|at| site.components[**at].group.as_deref() == group);
        members.map(|at| line(*at)).collect()
    };
    let mut lines = of(None);
    for group in &site.groups {
        let members = of(Some(&group.id));
        if !members.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(bold(&group.title, color));
            lines.extend(members);
        }
    }
    lines
}

/// An open incident: what, where it stands, since when, how fresh.
fn incident(site: &Site, standing: &Standing, at: usize) -> String {
    let (incident, now) = (&site.incidents[at], &standing.incidents[at]);
    let mut facts = vec![
        now.status.label().to_lowercase(),
        format!("began {} ago", length(standing.now - now.started_at)),
        format!("last update {} ago", length(standing.now - now.updated_at)),
    ];
    facts.extend(promise(standing, now));
    format!(
        "  {}\n    {}\n    {}",
        incident.id,
        incident.title,
        facts.join(", ")
    )
}

/// When the next update is due, if that was promised or policy asks for one.
fn promise(standing: &Standing, now: &IncidentStanding) -> Option<String> {
    match now.next_update {
        Some(at) if at < standing.now => Some(format!(
            "next update was due {} ago",
            length(standing.now - at)
        )),
        Some(at) => Some(format!("next update by {}", moment(at))),
        None if now.overdue => Some("an update is due".to_string()),
        None => None,
    }
}

/// A maintenance in progress or ahead.
fn maintenance(site: &Site, standing: &Standing, occurrence: &Occurrence) -> String {
    let when = match occurrence.overrun {
        true => format!("{} past its end", length(standing.now - occurrence.end)),
        false => format!(
            "{} for {}",
            moment(occurrence.start),
            length(occurrence.end - occurrence.start)
        ),
    };
    let title = &site.incidents[occurrence.incident].title;
    let again = if recurs(site, occurrence.incident) {
        ", recurring"
    } else {
        ""
    };
    format!(
        "  {}\n    {title}\n    {}{again}, {when}",
        occurrence.id,
        occurrence.status.label().to_lowercase()
    )
}

fn recurs(site: &Site, incident: usize) -> bool {
    matches!(&site.incidents[incident].kind, Kind::Maintenance(window) if window.repeat.is_some())
}

/// `2 problems and 1 finding`, when there are any.
pub fn complaints(problems: usize, findings: usize) -> Option<String> {
    let words: Vec<String> = [(problems, "problem"), (findings, "finding")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, one)| count(number, one))
        .collect();
    (!words.is_empty()).then(|| words.join(" and "))
}
