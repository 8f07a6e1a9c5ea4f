//! The Statuspage v2 documents of a site, built from what was said and what is true.

use super::shapes::{Affected, Component, Incident, Mirror, Page, Status, Stillup, Update};
use super::words::{body, id, known, v2_time, v2_word};
use crate::model::{ComponentStatus, Kind};
use crate::render::machine::{Moment, Said, of_incident, of_occurrence, stamp};
use crate::render::markdown::printable;
use crate::status::Occurrence;
use chrono::{DateTime, Utc};

/// How many of anything a document of all states lists.
pub(super) const MOST: usize = 50;

/// What the documents share.
pub(super) struct Documents<'a> {
    moment: &'a Moment<'a>,
    pub page: Page,
    /// `page` of the documents that list maintenance only: an incident's update leaves them as they are.
    pub schedule: Page,
    /// Groups and components as listed, retired ones left out.
    pub components: Vec<Component>,
    /// By position in `Site::components`, where in `components`.
    listed: Vec<Option<usize>>,
    /// By position in `Site::components`, its name as updates have it: `Group - Component`.
    names: Vec<String>,
}

/// The newest update or transition of any maintenance; without one, the first component's beginning.
fn scheduled_at(moment: &Moment) -> DateTime<Utc> {
    let (site, standing) = (moment.site, moment.standing);
    let maintenance = site.incidents.iter().zip(&standing.incidents);
    let maintenance =
        maintenance.filter(|(incident, _)| matches!(incident.kind, Kind::Maintenance(_)));
    let newest = maintenance.filter_map(|(_, about)| {
        let steps = about.steps.iter().rev().map(|step| step.at);
        steps
            .chain([about.created_at])
            .find(|at| *at <= standing.now)
    });
    let began = || {
        standing
            .components
            .iter()
            .map(|component| component.created_at)
            .min()
    };
    newest
        .max()
        .or_else(began)
        .unwrap_or(standing.page.updated_at)
}

impl<'a> Documents<'a> {
    /// Builds what every document repeats, once.
    pub fn new(moment: &'a Moment<'a>) -> Self {
        let settings = &moment.site.settings;
        let page = Page {
            id: id(&settings.id).into_owned(),
            name: printable(&settings.title).into_owned(),
            url: settings.address.clone(),
            time_zone: if settings.timezone.name() == "UTC" {
                "Etc/UTC"
            } else {
                settings.timezone.name()
            },
            updated_at: v2_time(settings.timezone, moment.standing.page.updated_at),
        };
        let schedule = Page {
            updated_at: v2_time(settings.timezone, scheduled_at(moment)),
            ..page.clone()
        };
        let groups = &moment.site.groups;
        let title = |group: &str| {
            groups
                .iter()
                .find(|other| other.id == group)
                .map(|group| group.title.as_str())
        };
        let name = |component: &crate::model::Component| match component
            .group
            .as_deref()
            .and_then(title)
        {
            Some(group) => printable(&format!("{group} - {}", component.title)).into_owned(),
            None => printable(&component.title).into_owned(),
        };
        let names = moment.site.components.iter().map(name).collect();
        let listed = vec![None; moment.site.components.len()];
        let mut documents = Documents {
            moment,
            page,
            schedule,
            components: Vec::new(),
            listed,
            names,
        };
        documents.list();
        documents
    }

    /// Lists groups with their components, and components without, in the order of the configuration.
    fn list(&mut self) {
        let site = self.moment.site;
        let mut members = vec![Vec::new(); site.groups.len()];
        let mut top = Vec::new();
        for (at, component) in site.components.iter().enumerate() {
            if self.moment.standing.components[at].retired {
                continue;
            }
            match component
                .group
                .as_deref()
                .and_then(|group| site.group(group))
            {
                Some(group) => {
                    if members[group].is_empty() {
                        top.push((Some(group), at));
                    }
                    members[group].push(at);
                }
                None => top.push((None, at)),
            }
        }
        for (position, (group, first)) in top.into_iter().enumerate() {
            let Some(group) = group else {
                self.push(first, position + 1, None);
                continue;
            };
            let own = self.group(group, &members[group], position + 1);
            let own_id = own.id.clone();
            self.components.push(own);
            for (position, &member) in members[group].iter().enumerate() {
                self.push(member, position + 1, Some(own_id.clone()));
            }
        }
    }

    fn push(&mut self, at: usize, position: usize, group_id: Option<String>) {
        let (component, standing) = (
            &self.moment.site.components[at],
            &self.moment.standing.components[at],
        );
        self.listed[at] = Some(self.components.len());
        self.components.push(Component {
            id: id(&component.id).into_owned(),
            name: printable(&component.title).into_owned(),
            status: self.now(at).word(),
            created_at: self.time(standing.created_at),
            updated_at: self.time(standing.updated_at),
            position,
            description: component.description.clone(),
            showcase: true,
            start_date: component
                .since
                .map(|since| since.format("%Y-%m-%d").to_string()),
            group_id,
            page_id: self.page.id.clone(),
            group: false,
            only_show_if_degraded: component.only_show_if_degraded,
            components: None,
        });
    }

    /// A group, as bad as the worst of its components.
    fn group(&self, at: usize, members: &[usize], position: usize) -> Component {
        let group = &self.moment.site.groups[at];
        let worst = members
            .iter()
            .map(|&member| self.now(member))
            .max()
            .unwrap_or(ComponentStatus::Operational);
        let standings = || {
            members
                .iter()
                .map(|&member| &self.moment.standing.components[member])
        };
        let created = standings().map(|standing| standing.created_at).min();
        let updated = standings().map(|standing| standing.updated_at).max();
        Component {
            id: id(&group.id).into_owned(),
            name: printable(&group.title).into_owned(),
            status: worst.word(),
            created_at: self.time(created.unwrap_or_default()),
            updated_at: self.time(updated.unwrap_or_default()),
            position,
            description: group.description.clone(),
            showcase: false,
            start_date: None,
            group_id: None,
            page_id: self.page.id.clone(),
            group: true,
            only_show_if_degraded: false,
            components: Some(
                members
                    .iter()
                    .map(|&at| id(&self.moment.site.components[at].id).into_owned())
                    .collect(),
            ),
        }
    }

    /// A component's status in v2's words: of one that is not known, the worse of degraded and the last known.
    fn now(&self, at: usize) -> ComponentStatus {
        let standing = &self.moment.standing.components[at];
        match standing.status {
            ComponentStatus::Unknown => {
                known(standing.last_known).max(ComponentStatus::DegradedPerformance)
            }
            status => status,
        }
    }

    /// `status`.
    pub fn status(&self) -> Status {
        let page = &self.moment.standing.page;
        Status {
            indicator: page.indicator,
            description: page.description.words(),
        }
    }

    /// The extension object.
    pub fn stillup(&self) -> Stillup<'a> {
        let (standing, edition) = (self.moment.standing, self.moment.edition);
        let components = self.moment.site.components.iter().zip(&standing.components);
        let unknown =
            components.filter(|(_, now)| now.status == ComponentStatus::Unknown && !now.retired);
        let mirrors = self.moment.site.mirrors.iter();
        Stillup {
            generation: edition.generation,
            generated_at: stamp(edition.published_at),
            fresh_until: stamp(edition.fresh_until),
            unknown_components: unknown
                .map(|(component, _)| component.id.as_str())
                .collect(),
            affected_components: standing.page.affected.len(),
            total_components: standing.page.total,
            next_update_by: standing.page.next_update_by.map(stamp),
            mirrors: mirrors
                .map(|mirror| Mirror {
                    name: &mirror.name,
                    address: &mirror.address,
                })
                .collect(),
        }
    }

    /// An incident by its position.
    pub fn incident(&self, at: usize) -> Incident<'_> {
        let (incident, standing) = (
            &self.moment.site.incidents[at],
            &self.moment.standing.incidents[at],
        );
        let said = of_incident(self.moment, at);
        let affected = standing.affected.iter().map(|&(component, _)| component);
        Incident {
            id: id(&incident.id).into_owned(),
            name: printable(&incident.title),
            status: v2_word(said.last().map_or(standing.status, |last| last.status)),
            created_at: self.time(standing.created_at),
            updated_at: self.time(standing.updated_at),
            monitoring_at: standing.monitoring_at.map(|at| self.time(at)),
            resolved_at: standing.ended_at.map(|at| self.time(at)),
            impact: standing.impact.word(),
            shortlink: self.moment.url(&incident.path()),
            started_at: self.time(standing.started_at),
            page_id: self.page.id.clone(),
            incident_updates: self.updates(&incident.id, &said),
            components: self.current(affected),
            reminder_intervals: None,
            scheduled_for: None,
            scheduled_until: None,
        }
    }

    /// A maintenance at one of its times.
    pub fn maintenance(&self, occurrence: &'a Occurrence) -> Incident<'_> {
        let incident = &self.moment.site.incidents[occurrence.incident];
        let said = of_occurrence(self.moment, occurrence);
        let (first, last) = (
            said.first().map(|said| said.at),
            said.last().map(|said| said.at),
        );
        let created = first.unwrap_or(occurrence.start);
        let mut incident_updates = self.updates(&occurrence.id, &said);
        if let Some(announced) = incident_updates
            .last_mut()
            .filter(|update| update.affected_components.is_none())
        {
            announced.affected_components = self.announced(occurrence);
        }
        let own = occurrence.id == incident.id;
        let link = if own {
            incident.path()
        } else {
            format!("{}#{}", incident.path(), occurrence.id)
        };
        Incident {
            id: id(&occurrence.id).into_owned(),
            name: printable(&incident.title),
            status: v2_word(occurrence.status),
            created_at: self.time(created),
            updated_at: self.time(last.unwrap_or(created)),
            monitoring_at: None,
            resolved_at: occurrence.ended_at.map(|at| self.time(at)),
            impact: incident
                .impact
                .map_or("maintenance", |impact| impact.word()),
            shortlink: self.moment.url(&link),
            started_at: self.time(created),
            page_id: self.page.id.clone(),
            incident_updates,
            components: self.current(occurrence.affected.iter().map(|&(component, _)| component)),
            reminder_intervals: None,
            scheduled_for: Some(self.time(occurrence.start)),
            scheduled_until: Some(self.time(occurrence.end)),
        }
    }

    /// What an announcement says of components: which they will be, and that nothing has changed yet.
    fn announced(&self, occurrence: &Occurrence) -> Option<Vec<Affected>> {
        let operational = ComponentStatus::Operational;
        let affected = occurrence
            .affected
            .iter()
            .map(|&(at, _)| self.affected(at, operational, operational));
        Some(affected.collect()).filter(|affected: &Vec<_>| !affected.is_empty())
    }

    fn updates(&self, incident: &str, said: &[Said]) -> Vec<Update> {
        said.iter()
            .rev()
            .map(|said| self.update(incident, said))
            .collect()
    }

    fn update(&self, incident: &str, said: &Said) -> Update {
        let at = self.time(said.at);
        let affected = said
            .changes
            .iter()
            .map(|change| self.affected(change.component, change.old, change.new));
        Update {
            id: said.id.to_owned(),
            status: v2_word(said.status),
            body: body(said),
            incident_id: id(incident).into_owned(),
            created_at: at.clone(),
            updated_at: at.clone(),
            display_at: at,
            affected_components: (!said.changes.is_empty()).then(|| affected.collect()),
            deliver_notifications: !said.clock,
            custom_tweet: None,
            tweet_id: None,
        }
    }

    fn affected(&self, component: usize, old: ComponentStatus, new: ComponentStatus) -> Affected {
        Affected {
            code: id(&self.moment.site.components[component].id).into_owned(),
            name: self.names[component].clone(),
            old_status: known(old).word(),
            new_status: known(new).word(),
        }
    }

    fn current(&self, components: impl Iterator<Item = usize>) -> Vec<&Component> {
        components
            .filter_map(|at| self.listed[at])
            .map(|at| &self.components[at])
            .collect()
    }

    fn time(&self, at: DateTime<Utc>) -> String {
        v2_time(self.moment.site.settings.timezone, at)
    }
}
