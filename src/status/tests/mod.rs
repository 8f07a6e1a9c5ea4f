//! What each rule of the format means, one sentence a case, through one builder.

mod findings;
mod history;
mod honesty;
mod incident;
mod maintenance;
mod recurrence;
mod rollup;
mod steady;
mod timeline;
mod uptime;
mod written;

use crate::model::{
    Api, Carried, Component, ComponentStatus, Group, Incident, IncidentStatus, Kind, Mark, Notice,
    Policy, Said, Says, Settings, Site, Update, UptimeRules, Window,
};
use crate::status::{Standing, Step, at};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// A moment: `2026-11-20 14:05`, or `11-20 14:05` of 2026, in UTC.
pub(super) fn time(text: &str) -> DateTime<Utc> {
    let full = if text.len() == 11 {
        format!("2026-{text}")
    } else {
        text.to_owned()
    };
    NaiveDateTime::parse_from_str(&full, "%Y-%m-%d %H:%M")
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .and_utc()
}

/// A site of these components, `group/id` for one in a group.
pub(super) fn site(components: &[&str]) -> Site {
    let mut groups: Vec<Group> = Vec::new();
    let components = components
        .iter()
        .map(|name| {
            let (group, id) = name
                .split_once('/')
                .map_or((None, *name), |(group, id)| (Some(group), id));
            if let Some(group) = group.filter(|group| groups.iter().all(|known| known.id != *group))
            {
                groups.push(Group {
                    id: group.into(),
                    title: group.into(),
                    description: None,
                });
            }
            Component {
                id: id.into(),
                title: id.to_uppercase(),
                description: None,
                group: group.map(Into::into),
                since: None,
                depends_on: Vec::new(),
                retired: None,
                aliases: Vec::new(),
                only_show_if_degraded: false,
            }
        })
        .collect();
    Site {
        settings: Settings {
            id: "acme".into(),
            title: "Acme".into(),
            address: "https://status.acme.example".into(),
            timezone: Tz::UTC,
            languages: vec!["en".into()],
            theme: "harbour".into(),
            publish_every: TimeDelta::minutes(30),
            contact: None,
            homepage: None,
            keys: Vec::new(),
            worker: true,
        },
        groups,
        components,
        dependencies: Vec::new(),
        policy: Policy::default(),
        uptime: UptimeRules::default(),
        api: Api::default(),
        looks: crate::model::Looks::default(),
        mirrors: Vec::new(),
        incidents: Vec::new(),
        assets: Vec::new(),
        digest: [0; 32],
        unread: Vec::new(),
        pulled: Vec::new(),
        carried: Carried::default(),
        reported: Vec::new(),
    }
}

/// An incident of headings such as `11-20 14:05 investigating api=partial_outage web`.
///
/// `-` stands for `update`, `!id` for an id not in the configuration, a `?` after the time for one that
/// could not be read.
pub(super) fn incident(id: &str, headings: &[&str]) -> Incident {
    let updates = headings
        .iter()
        .map(|heading| {
            let (when, rest) = heading.split_at(11);
            let dated = !rest.starts_with('?');
            let mut words = rest.trim_start_matches('?').split_whitespace();
            let said = words.next().map_or(Said::Update, said);
            let at = time(when);
            let text = "Words.".to_owned();
            let id = format!("u-{}", at.format("%Y%m%dT%H%M%SZ"));
            Update {
                id: id.into(),
                at,
                dated,
                said,
                marks: words.map(mark).collect(),
                text: text.into(),
                heading: 0..0,
            }
        })
        .collect();
    Incident {
        id: id.into(),
        kind: Kind::Incident,
        title: format!("Title of {id}"),
        summary: "".into(),
        updates,
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
        translations: Default::default(),
        day: None,
        being_corrected: false,
        in_conflict: false,
        beside: Carried::default(),
        file: format!("incidents/{id}.md").into(),
        source: "".into(),
        digest: [0; 32],
    }
}

/// A maintenance in a window of `from` and minutes.
pub(super) fn maintenance(
    id: &str,
    from: &str,
    minutes: i64,
    components: &[&str],
    headings: &[&str],
) -> Incident {
    let window = Window {
        start: time(from),
        length: TimeDelta::minutes(minutes),
        zone: Tz::UTC,
        auto: true,
        repeat: None,
    };
    Incident {
        kind: Kind::Maintenance(window),
        components: components.iter().map(|component| mark(component)).collect(),
        ..incident(id, headings)
    }
}

/// A notice.
pub(super) fn notice(id: &str, headings: &[&str]) -> Incident {
    Incident {
        kind: Kind::Notice(Notice::default()),
        ..incident(id, headings)
    }
}

/// What a word says of an incident.
fn said(word: &str) -> Said {
    use IncidentStatus as I;
    let all = [
        I::Investigating,
        I::Identified,
        I::Monitoring,
        I::Resolved,
        I::Postmortem,
        I::Scheduled,
        I::InProgress,
        I::Verifying,
        I::Completed,
        I::Cancelled,
    ];
    match word {
        "-" => Said::Update,
        word => all
            .into_iter()
            .find(|status| status.word() == word)
            .map_or_else(|| Said::Unreadable(word.into()), Said::Status),
    }
}

/// `api`, `api=partial_outage`, `!databse=major_outage`.
pub(super) fn mark(text: &str) -> Mark {
    let (name, status) = text
        .split_once('=')
        .map_or((text, None), |(name, status)| (name, Some(status)));
    let says = match status {
        None => Says::Bare,
        Some(word) => status_of(word).map_or_else(|| Says::Unreadable(word.into()), Says::Status),
    };
    Mark {
        component: name.trim_start_matches('!').into(),
        known: !name.starts_with('!'),
        says,
    }
}

/// A component status by its word.
pub(super) fn status_of(word: &str) -> Option<ComponentStatus> {
    use ComponentStatus as C;
    let all = [
        C::Operational,
        C::UnderMaintenance,
        C::DegradedPerformance,
        C::PartialOutage,
        C::MajorOutage,
    ];
    all.into_iter().find(|status| status.word() == word)
}

/// Where everything stands, at a moment.
pub(super) fn stand(site: &Site, incidents: &[Incident], now: &str) -> Standing {
    let mut site = site.clone();
    site.incidents = incidents.to_vec();
    site.incidents.sort_by(|a, b| a.id.cmp(&b.id));
    at(&site, time(now))
}

/// The components' statuses as words, in order: `partial_outage operational`.
pub(super) fn words(standing: &Standing) -> String {
    standing
        .components
        .iter()
        .map(|component| component.status.word())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Positions and statuses as `0=partial_outage 1=operational`.
pub(super) fn statuses(list: &[(usize, ComponentStatus)]) -> String {
    list.iter()
        .map(|(at, status)| format!("{at}={}", status.word()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A step as `resolved (update) 0:partial_outage>operational`.
pub(super) fn changes(step: &Step) -> String {
    let plain = if step.plain { " (update)" } else { "" };
    let changes = step.changes.iter().map(|change| {
        format!(
            " {}:{}>{}",
            change.component,
            change.old.word(),
            change.new.word()
        )
    });
    format!(
        "{}{plain}{}",
        step.status.word(),
        changes.collect::<String>()
    )
}

/// The codes of all findings, in order.
pub(super) fn codes(standing: &Standing) -> Vec<&'static str> {
    standing.findings.iter().map(|found| found.code).collect()
}
