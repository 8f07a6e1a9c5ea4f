//! `/status.json`: how things are, small, in our own words, with *unknown* as a status like any other.
//!
//! `version` rises when a key is removed or changes its meaning; keys may be added at any time.
//! Times are RFC 3339 in UTC.

use crate::model::{ComponentStatus, Impact, IncidentStatus};
use crate::render::machine::{Moment, stamp};
use crate::render::markdown::printable;
use crate::status::Indicator;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The version of the document's shape.
const VERSION: u32 = 1;

/// The document.
#[derive(Serialize)]
pub(super) struct Status<'a> {
    version: u32,
    site: Site<'a>,
    /// Which publish this is: of two copies, the one with the greater number is newer.
    generation: u64,
    published_at: String,
    /// After this moment the copy is stale: say so, or look at another mirror.
    fresh_until: String,
    indicator: Indicator,
    /// The worst status of any component; `unknown` when something is not known.
    status: ComponentStatus,
    headline: Cow<'a, str>,
    /// When the earliest next update of an open incident is promised.
    next_update_by: Option<String>,
    components: Vec<Component<'a>>,
    /// Open ones, newest first.
    incidents: Vec<Incident<'a>>,
    /// In progress, then upcoming, by start.
    maintenances: Vec<Maintenance<'a>>,
    mirrors: Vec<Mirror<'a>>,
    /// What the page is made from that is read from elsewhere; files are not among them.
    sources: Vec<Source<'a>>,
    /// Somebody else's services that ours need.
    dependencies: Vec<Dependency<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    source: Cow<'a, str>,
    /// `fresh`: as young as the page; `old`: as it was at `read_at`; `unread`: what it says is not known.
    state: &'static str,
    /// When it was read, where that is longer before `published_at` than `publish_every`.
    read_at: Option<String>,
}

#[derive(Serialize)]
struct Dependency<'a> {
    id: &'a str,
    title: Cow<'a, str>,
    status_page: Option<&'a str>,
    /// What its own page said; null where that was never asked, `unknown` where it did not say.
    status: Option<ComponentStatus>,
    description: Option<Cow<'a, str>>,
    /// When it was asked, where that is longer before `published_at` than `publish_every`.
    read_at: Option<String>,
}

#[derive(Serialize)]
struct Site<'a> {
    id: &'a str,
    title: Cow<'a, str>,
    address: &'a str,
}

#[derive(Serialize)]
struct Component<'a> {
    id: &'a str,
    title: Cow<'a, str>,
    group: Option<&'a str>,
    status: ComponentStatus,
    /// Since when it has this status; null when operational since ever.
    since: Option<String>,
}

#[derive(Serialize)]
struct Incident<'a> {
    id: &'a str,
    title: Cow<'a, str>,
    status: IncidentStatus,
    impact: Impact,
    started_at: String,
    updated_at: String,
    next_update_by: Option<String>,
    /// By component id, those not operational.
    components: BTreeMap<&'a str, ComponentStatus>,
    url: String,
}

#[derive(Serialize)]
struct Maintenance<'a> {
    id: &'a str,
    title: Cow<'a, str>,
    status: IncidentStatus,
    start: String,
    end: String,
    components: Vec<&'a str>,
    url: String,
}

#[derive(Serialize)]
struct Mirror<'a> {
    name: &'a str,
    address: &'a str,
}

/// The document of a site.
pub(super) fn status<'a>(moment: &Moment<'a>) -> Status<'a> {
    let (site, standing, edition) = (moment.site, moment.standing, moment.edition);
    let settings = &site.settings;
    Status {
        version: VERSION,
        site: Site {
            id: &settings.id,
            title: printable(&settings.title),
            address: &settings.address,
        },
        generation: edition.generation,
        published_at: stamp(edition.published_at),
        fresh_until: stamp(edition.fresh_until),
        indicator: standing.page.indicator,
        status: standing.page.status,
        headline: printable(&standing.page.headline),
        next_update_by: standing.page.next_update_by.map(stamp),
        components: components(moment),
        incidents: standing
            .open
            .iter()
            .map(|&at| incident(moment, at))
            .collect(),
        maintenances: standing
            .active
            .iter()
            .chain(&standing.upcoming)
            .map(|&at| maintenance(moment, at))
            .collect(),
        mirrors: site
            .mirrors
            .iter()
            .map(|mirror| Mirror {
                name: &mirror.name,
                address: &mirror.address,
            })
            .collect(),
        sources: sources(moment),
        dependencies: dependencies(moment),
    }
}

/// When something was read, where that is longer before the page than a copy may be old. Else it is left
/// out: every publish reads anew, and a document that says no more than the last is to be the same.
fn read_at(moment: &Moment, at: DateTime<Utc>) -> Option<String> {
    let age = moment.edition.published_at - at;
    (age > moment.site.settings.publish_every).then(|| stamp(at))
}

fn sources<'a>(moment: &Moment<'a>) -> Vec<Source<'a>> {
    let unread = &moment.site.unread;
    let lost = unread.iter().map(|source| Source {
        source: printable(source),
        state: "unread",
        read_at: None,
    });
    let pulled = moment.site.pulled.iter();
    let pulled = pulled.filter(|copy| !unread.contains(&copy.source));
    let read = pulled.map(|copy| {
        let read_at = read_at(moment, copy.at);
        Source {
            source: printable(&copy.source),
            state: if read_at.is_some() { "old" } else { "fresh" },
            read_at,
        }
    });
    read.chain(lost).collect()
}

fn dependencies<'a>(moment: &Moment<'a>) -> Vec<Dependency<'a>> {
    let written = moment.edition.published_at;
    let fresh_for = moment.site.settings.publish_every * 3;
    let all = moment.site.dependencies.iter();
    all.map(|dependency| {
        let mut reported = moment.site.reported.iter();
        let reported = reported.find(|one| one.dependency == dependency.id);
        let status = reported.map(|one| one.on_page(written, fresh_for));
        let known = reported.filter(|_| status != Some(ComponentStatus::Unknown));
        Dependency {
            id: &dependency.id,
            title: printable(&dependency.title),
            status_page: dependency.status_page.as_deref(),
            status,
            description: known.map(|one| printable(&one.words)),
            read_at: known.and_then(|one| read_at(moment, one.at)),
        }
    })
    .collect()
}

fn components<'a>(moment: &Moment<'a>) -> Vec<Component<'a>> {
    let components = moment
        .site
        .components
        .iter()
        .zip(&moment.standing.components);
    let on_page = components.filter(|(_, standing)| !standing.retired);
    on_page
        .map(|(component, standing)| Component {
            id: &component.id,
            title: printable(&component.title),
            group: component.group.as_deref(),
            status: standing.status,
            since: standing.status_since.map(stamp),
        })
        .collect()
}

fn incident<'a>(moment: &Moment<'a>, at: usize) -> Incident<'a> {
    let (incident, standing) = (&moment.site.incidents[at], &moment.standing.incidents[at]);
    let id = |component: usize| moment.site.components[component].id.as_str();
    Incident {
        id: &incident.id,
        title: printable(&incident.title),
        status: standing.status,
        impact: standing.impact,
        started_at: stamp(standing.started_at),
        updated_at: stamp(standing.updated_at),
        next_update_by: standing.next_update.map(stamp),
        components: standing
            .now
            .iter()
            .map(|&(component, status)| (id(component), status))
            .collect(),
        url: moment.url(&incident.path()),
    }
}

fn maintenance<'a>(moment: &Moment<'a>, at: usize) -> Maintenance<'a> {
    let occurrence = &moment.standing.occurrences[at];
    let incident = &moment.site.incidents[occurrence.incident];
    let affected = occurrence.affected.iter();
    Maintenance {
        id: &occurrence.id,
        title: printable(&incident.title),
        status: occurrence.status,
        start: stamp(occurrence.start),
        end: stamp(occurrence.end),
        components: affected
            .map(|&(component, _)| moment.site.components[component].id.as_str())
            .collect(),
        url: moment.url(&incident.path()),
    }
}
