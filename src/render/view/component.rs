//! The page of a component: its status, uptime, days, and what happened to it.

use super::bars::BarsView;
use super::history::{EntryView, month_path};
use super::look::Look;
use super::time::Moment;
use super::{LinkView, Scene, text};
use crate::model::{ComponentStatus, Kind, UptimeRules};
use crate::render::locale::Message;
use crate::status::{ComponentStanding, Entry, Uptime};
use arcstr::ArcStr;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

/// A component's page.
#[derive(Debug, Serialize)]
pub struct ComponentView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// One line below it.
    pub description: Option<String>,
    /// The name of its group.
    pub group: Option<String>,
    /// Its status.
    pub status: Look,
    /// Since when, unless operational since ever.
    pub since: Option<Moment>,
    /// Its last known status, while it is not known.
    pub last_known: Option<Look>,
    /// Off the page since this day.
    pub retired: bool,
    /// What the page's figures reach up to.
    pub reckoned: Moment,
    /// Five windows, shortest first.
    pub uptime: Vec<UptimeView>,
    /// How uptime is reckoned.
    pub formula: String,
    /// What the target allows and what is used.
    pub budget: Option<BudgetView>,
    /// The last 90 days.
    pub bars: BarsView,
    /// A source could not be read: what happened is not wholly known.
    pub doubt: bool,
    /// What happened in the last 90 days, newest first.
    pub entries: Vec<EntryView>,
    /// Announced maintenance, soonest first.
    pub ahead: Vec<EntryView>,
    /// Months of the last 90 days, newest first.
    pub months: Vec<LinkView>,
    /// What it needs.
    pub depends_on: Vec<LinkView>,
    /// Its feeds without their endings, relative to the page.
    pub files: String,
    /// Its badge and its calendar without their endings, which every language shares.
    pub shared: String,
}

/// Uptime over one window.
#[derive(Debug, Serialize)]
pub struct UptimeView {
    /// Such as `90 days`.
    pub window: ArcStr,
    /// Such as `99.98%`.
    pub words: String,
    /// Weighted down time.
    pub down: String,
    /// Time whose status is not known, left out.
    pub unknown: Option<String>,
    /// The component is younger than the window.
    pub since_start: bool,
}

/// An error budget over 30 days.
#[derive(Debug, Serialize)]
pub struct BudgetView {
    /// Such as `99.95%`.
    pub target: String,
    /// Down time it allows.
    pub allowed: String,
    /// Down time used.
    pub used: String,
    /// Down time left, or over.
    pub left: String,
    /// More is used than allowed.
    pub spent: bool,
}

impl Scene<'_> {
    /// A component's page.
    pub fn component(&self, at: usize) -> ComponentView {
        let (component, standing) = (&self.site.components[at], &self.standing.components[at]);
        let group = component
            .group
            .as_deref()
            .and_then(|id| self.site.group(id));
        let unknown = standing.status == ComponentStatus::Unknown;
        let reckoned = self.standing.settled.max(standing.updated_at);
        let files = component.id.rsplit('/').next().unwrap_or(&component.id);
        let files = files.to_owned();
        ComponentView {
            id: component.id.clone(),
            title: text(&component.title),
            description: component.description.as_deref().map(text),
            group: group.map(|at| text(&self.site.groups[at].title)),
            status: self.locale.look(standing.status),
            since: standing.status_since.map(|at| self.times.moment(at)),
            last_known: unknown.then(|| self.locale.look(standing.last_known)),
            retired: standing.retired,
            reckoned: self.times.moment(reckoned),
            uptime: standing
                .uptime
                .iter()
                .map(|uptime| self.uptime(uptime))
                .collect(),
            formula: self.formula(&self.site.uptime),
            budget: standing.budget.as_ref().map(|budget| {
                let left = budget.allowed - budget.used;
                BudgetView {
                    target: self.locale.percent(&budget.target.to_string()),
                    allowed: self.locale.exactly(budget.allowed),
                    used: self.locale.exactly(budget.used),
                    left: self.locale.exactly(left.abs()),
                    spent: left < TimeDelta::zero(),
                }
            }),
            bars: BarsView::of(&standing.days, self.locale),
            doubt: self.in_doubt(),
            entries: self.recent_of(at, standing),
            ahead: self.ahead_of(at),
            months: self.recent_months(reckoned),
            depends_on: self.needs_of(at),
            shared: match self.folder {
                "" => files.clone(),
                _ => format!("{}components/{}", self.top, component.id),
            },
            files,
        }
    }

    /// What named the component in the last 90 days, or still goes on.
    fn recent_of(&self, at: usize, standing: &ComponentStanding) -> Vec<EntryView> {
        let horizon = self.standing.settled - TimeDelta::days(90);
        let mut entries = Vec::new();
        let old = |at: usize| {
            let incident = &self.standing.incidents[at];
            !incident.open && incident.updated_at < horizon && incident.started_at < horizon
        };
        for &incident in &standing.incidents {
            match &self.site.incidents[incident].kind {
                Kind::Maintenance(_) => {
                    let mut windows: Vec<EntryView> = self.occurrences[incident]
                        .iter()
                        .map(|&place| (place, &self.standing.occurrences[place]))
                        .filter(|(_, occurrence)| {
                            occurrence.end >= horizon && occurrence.began_at.is_some()
                        })
                        .filter(|(_, occurrence)| {
                            occurrence
                                .affected
                                .iter()
                                .any(|(component, _)| *component == at)
                        })
                        .map(|(place, _)| self.maintenance_entry(place))
                        .collect();
                    entries.append(&mut windows);
                }
                // Newest first by start: an old one that goes on may stand behind others.
                _ if old(incident) => {}
                _ => entries.push(self.incident_entry(incident)),
            }
        }
        entries.sort_by(|a, b| b.started.iso.cmp(&a.started.iso));
        entries
    }

    fn ahead_of(&self, at: usize) -> Vec<EntryView> {
        let upcoming = self.standing.upcoming.iter();
        upcoming
            .filter(|&&place| {
                self.standing.occurrences[place]
                    .affected
                    .iter()
                    .any(|(component, _)| *component == at)
            })
            .map(|&place| self.maintenance_entry(place))
            .collect()
    }

    /// The newest months that had begun to have a history by then: a month's first incident changes the
    /// pages of the components it names, and the others with the next day.
    fn recent_months(&self, reckoned: DateTime<Utc>) -> Vec<LinkView> {
        let began = |entry: &Entry| match *entry {
            Entry::Incident(at) => self.standing.incidents[at].started_at,
            Entry::Maintenance(at) => self.standing.occurrences[at].start,
        };
        let months = self.standing.months.iter();
        months
            .filter(|month| {
                month
                    .entries
                    .iter()
                    .rev()
                    .any(|entry| began(entry) <= reckoned)
            })
            .take(4)
            .map(|month| LinkView {
                href: format!("{}{}", self.root, month_path(month)),
                words: self.locale.month(month.year, month.month),
            })
            .collect()
    }

    fn needs_of(&self, at: usize) -> Vec<LinkView> {
        let needs = self.site.components[at].depends_on.iter();
        needs
            .filter_map(|id| {
                if let Some(component) = self
                    .site
                    .components
                    .iter()
                    .find(|component| component.id == *id)
                {
                    let href = format!("{}components/{}.html", self.root, component.id);
                    return Some(LinkView {
                        href,
                        words: text(&component.title),
                    });
                }
                let dependency = self
                    .site
                    .dependencies
                    .iter()
                    .find(|dependency| dependency.id == *id)?;
                Some(LinkView {
                    href: dependency.status_page.clone().unwrap_or_default(),
                    words: text(&dependency.title),
                })
            })
            .collect()
    }

    fn uptime(&self, uptime: &Uptime) -> UptimeView {
        let seconds = |seconds: f64| self.locale.exactly(TimeDelta::seconds(seconds as i64));
        UptimeView {
            window: self.locale.text(uptime.window.into()),
            words: self.share(uptime, Message::NotKnown),
            down: seconds(uptime.down),
            unknown: (uptime.unknown >= 1.0).then(|| seconds(uptime.unknown)),
            since_start: uptime.since_start && uptime.hundredths.is_some(),
        }
    }

    /// An uptime such as `99.98%`, or what is said where it is not known.
    pub(super) fn share(&self, uptime: &Uptime, not_known: Message) -> String {
        match uptime.number() {
            Some(number) => self.locale.percent(&number),
            None => self.locale.text(not_known).to_string(),
        }
    }

    /// The formula with this site's weights, without the statuses that cost nothing.
    fn formula(&self, rules: &UptimeRules) -> String {
        let weighted = [
            (Message::FormulaMajorOutage, rules.major_outage),
            (Message::FormulaPartialOutage, rules.partial_outage),
            (
                Message::FormulaDegradedPerformance,
                rules.degraded_performance,
            ),
            (Message::FormulaMaintenance, rules.under_maintenance),
        ];
        let sum: Vec<String> = weighted
            .into_iter()
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(name, weight)| {
                let name = self.locale.text(name);
                if weight == 1.0 {
                    return name.to_string();
                }
                let weight = self.locale.forms().number(&weight.to_string());
                format!("{weight} × {name}")
            })
            .collect();
        if sum.is_empty() {
            return self.locale.text(Message::FormulaNothingCounts).to_string();
        }
        let sum = sum.join(" + ");
        self.locale.fill(Message::Formula, &[("down", &sum)])
    }
}
