//! The home page: how things are, what is being done, what else there is.

use super::bars::BarsView;
use super::days::DayView;
use super::incident::IncidentView;
use super::look::Look;
use super::maintenance::WindowView;
use super::time::Moment;
use super::{Scene, text};
use crate::model::ComponentStatus;
use crate::render::locale::Message;
use crate::status::UptimeWindow;
use serde::Serialize;
use std::collections::BTreeMap;

/// Up to so many components, every group is open from the start.
const FEW: usize = 24;

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The status of all: colour, shape and word.
    pub status: Look,
    /// The one sentence.
    pub headline: String,
    /// How many incidents are open, such as `2 open incidents`; none when none is.
    pub open: Option<String>,
    /// Since when the oldest of them goes on.
    pub since: Option<Moment>,
    /// How long that is.
    pub lasted: String,
    /// When the next update is promised.
    pub next_update: Option<Moment>,
    /// That promise has passed.
    pub overdue: bool,
    /// Sources that could not be read.
    pub unread: Vec<String>,
    /// Sources that were read from a copy older than a page may be.
    pub pulled: Vec<PulledView>,
    /// Pinned notices, newest first.
    pub notices: Vec<IncidentView>,
    /// Whether notices are to be titles only, so that what is wrong now stays in sight.
    pub brief: bool,
    /// Open incidents in full, newest first.
    pub incidents: Vec<IncidentView>,
    /// Maintenance under way, by start.
    pub active: Vec<WindowView>,
    /// Maintenance announced, by start.
    pub upcoming: Vec<WindowView>,
    /// Components, those without a group first.
    pub groups: Vec<GroupView>,
    /// Statuses that the drawings show, best first, for their key.
    pub key: Vec<Look>,
    /// Somebody else's services that ours need.
    pub dependencies: Vec<DependencyView>,
    /// Whether any of their own pages was asked how they are.
    pub asked: bool,
    /// A source could not be read: what happened is not wholly known.
    pub doubt: bool,
    /// The last 14 days, newest first; quiet days beside each other are one.
    pub days: Vec<DayView>,
}

/// A source that was read from an old copy.
#[derive(Debug, Serialize)]
pub struct PulledView {
    /// What it is.
    pub source: String,
    /// When the copy was made.
    pub at: Moment,
    /// How long before the page was written that was.
    pub before: String,
}

/// Components shown together.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// None for components without a group.
    pub title: Option<String>,
    /// One line below it.
    pub description: Option<String>,
    /// The worst of its components.
    pub status: Look,
    /// Whether it is open from the start.
    pub open: bool,
    /// How many components it has on the page.
    pub count: usize,
    /// In configured order.
    pub components: Vec<ComponentLine>,
}

/// A component on the home page.
#[derive(Debug, Serialize)]
pub struct ComponentLine {
    /// Its name.
    pub title: String,
    /// One line below it.
    pub description: Option<String>,
    /// Its page.
    pub href: String,
    /// Its status.
    pub status: Look,
    /// Since when its status is not known.
    pub unknown_since: Option<Moment>,
    /// Its last known status, while it is not known.
    pub last_known: Option<Look>,
    /// Such as `99.98%`, over 90 days.
    pub uptime: String,
    /// The last 90 days.
    pub bars: BarsView,
}

/// Somebody else's service.
#[derive(Debug, Serialize)]
pub struct DependencyView {
    /// Its name.
    pub title: String,
    /// Its own status page.
    pub href: Option<String>,
    /// What needs it.
    pub needed_by: Vec<String>,
    /// How it is by its own page; none where that was never asked.
    pub status: Option<Look>,
    /// Its own sentence; none where it is not known how it is.
    pub words: Option<String>,
    /// When it was asked, where that is longer before this page than a copy may be old.
    pub at: Option<Moment>,
}

impl Scene<'_> {
    /// The home page.
    pub fn home(&self) -> HomeView {
        let (standing, page) = (self.standing, &self.standing.page);
        let since = standing
            .open
            .iter()
            .map(|&at| standing.incidents[at].started_at)
            .min();
        let groups = self.groups();
        HomeView {
            status: self.page_look(),
            headline: self.headline(),
            open: match standing.open.len() {
                0 => None,
                open => Some(self.locale.count(Message::OpenIncidents, open)),
            },
            since: since.map(|since| self.times.clock_beside(since, self.edition.published_at)),
            lasted: since.map_or_else(String::new, |since| self.lasted(since, None)),
            next_update: page
                .next_update_by
                .map(|by| self.times.clock_beside(by, self.edition.published_at)),
            overdue: page
                .next_update_by
                .is_some_and(|by| by < self.edition.published_at),
            unread: self.unread(),
            pulled: self.old_copies(),
            notices: standing
                .pinned
                .iter()
                .map(|&at| self.incident(at, true))
                .collect(),
            brief: !standing.open.is_empty(),
            incidents: standing
                .open
                .iter()
                .map(|&at| self.incident(at, true))
                .collect(),
            active: standing
                .active
                .iter()
                .map(|&place| self.window(place, 3))
                .collect(),
            upcoming: self.upcoming(4),
            key: self.key(),
            groups,
            dependencies: self.dependencies(),
            asked: !self.site.reported.is_empty(),
            doubt: self.in_doubt(),
            days: self.days(),
        }
    }

    /// Sources that could not be read.
    pub(super) fn unread(&self) -> Vec<String> {
        self.site
            .unread
            .iter()
            .map(|source| self.source(source))
            .collect()
    }

    /// A source: the board, or a file or folder.
    fn source(&self, name: &str) -> String {
        match name {
            "Trello board" => self.locale.text(Message::SourceBoard).to_string(),
            _ => text(name),
        }
    }

    /// Copies of sources that are older than a copy of this page may be.
    pub(super) fn old_copies(&self) -> Vec<PulledView> {
        let written = self.edition.published_at;
        let old = |at| written - at > self.site.settings.publish_every;
        let copies = self.site.pulled.iter().filter(|copy| old(copy.at));
        copies
            .map(|copy| PulledView {
                source: self.source(&copy.source),
                at: self.times.clock_beside(copy.at, written),
                before: self.lasted(copy.at, None),
            })
            .collect()
    }

    /// Whether a component is on the page.
    fn listed(&self, at: usize) -> bool {
        let (component, standing) = (&self.site.components[at], &self.standing.components[at]);
        let quiet =
            component.only_show_if_degraded && standing.status == ComponentStatus::Operational;
        !(standing.retired || quiet)
    }

    fn groups(&self) -> Vec<GroupView> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.site.groups.len() + 1];
        let places: BTreeMap<&str, usize> = self
            .site
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| (group.id.as_str(), at + 1))
            .collect();
        for (at, component) in self
            .site
            .components
            .iter()
            .enumerate()
            .filter(|(at, _)| self.listed(*at))
        {
            let place = component
                .group
                .as_deref()
                .and_then(|id| places.get(id))
                .copied()
                .unwrap_or(0);
            members[place].push(at);
        }
        let few = members.iter().map(Vec::len).sum::<usize>() <= FEW;
        let filled = members
            .into_iter()
            .enumerate()
            .filter(|(_, members)| !members.is_empty());
        filled
            .map(|(place, members)| {
                let group = place.checked_sub(1).map(|at| &self.site.groups[at]);
                let worst = members
                    .iter()
                    .map(|&at| self.standing.components[at].status)
                    .max();
                let status = worst.unwrap_or(ComponentStatus::Unknown);
                GroupView {
                    title: group.map(|group| text(&group.title)),
                    description: group
                        .and_then(|group| group.description.as_deref())
                        .map(text),
                    status: self.locale.look(status),
                    open: few || status != ComponentStatus::Operational,
                    count: members.len(),
                    components: members
                        .into_iter()
                        .map(|at| self.component_line(at))
                        .collect(),
                }
            })
            .collect()
    }

    fn component_line(&self, at: usize) -> ComponentLine {
        let (component, standing) = (&self.site.components[at], &self.standing.components[at]);
        let unknown = standing.status == ComponentStatus::Unknown;
        let quarter = standing
            .uptime
            .iter()
            .find(|uptime| uptime.window == UptimeWindow::Quarter);
        ComponentLine {
            title: text(&component.title),
            description: component.description.as_deref().map(text),
            href: format!("{}components/{}.html", self.root, component.id),
            status: self.locale.look(standing.status),
            unknown_since: standing
                .status_since
                .filter(|_| unknown)
                .map(|since| self.times.moment(since)),
            last_known: unknown.then(|| self.locale.look(standing.last_known)),
            uptime: quarter.map_or_else(
                || self.locale.text(Message::UptimeNotKnown).to_string(),
                |uptime| self.share(uptime, Message::UptimeNotKnown),
            ),
            bars: BarsView::of(&standing.days, self.locale),
        }
    }

    fn key(&self) -> Vec<Look> {
        let days = self
            .standing
            .components
            .iter()
            .enumerate()
            .filter(|(at, _)| self.listed(*at));
        let mut seen = [false; 6];
        for day in days.flat_map(|(_, component)| &component.days) {
            if let Some(worst) = day.worst {
                seen[worst as usize] = true;
            }
        }
        ComponentStatus::ALL
            .into_iter()
            .filter(|&status| seen[status as usize])
            .map(|status| self.locale.look(status))
            .collect()
    }

    fn dependencies(&self) -> Vec<DependencyView> {
        let needed_by = |id: &str| -> Vec<String> {
            let needing = self
                .site
                .components
                .iter()
                .enumerate()
                .filter(|(at, component)| {
                    self.listed(*at) && component.depends_on.iter().any(|needed| needed == id)
                });
            needing
                .map(|(_, component)| text(&component.title))
                .collect()
        };
        let written = self.edition.published_at;
        let every = self.site.settings.publish_every;
        let all = self.site.dependencies.iter();
        all.map(|dependency| {
            let mut reported = self.site.reported.iter();
            let reported = reported.find(|one| one.dependency == dependency.id);
            let status = reported.map(|one| one.on_page(written, every * 3));
            let known = status.is_some_and(|status| status != ComponentStatus::Unknown);
            DependencyView {
                title: text(&dependency.title),
                href: dependency.status_page.clone(),
                needed_by: needed_by(&dependency.id),
                status: status.map(|status| self.locale.look(status)),
                words: reported
                    .filter(|one| known && !one.words.is_empty())
                    .map(|one| text(&one.words)),
                at: reported
                    .filter(|one| known && written - one.at > every)
                    .map(|one| self.times.clock_beside(one.at, written)),
            }
        })
        .collect()
    }
}
