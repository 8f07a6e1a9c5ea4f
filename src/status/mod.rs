//! DERIVE: what is true at a moment, computed from what was said. Pure: no IO, no clock.
//!
//! 1. Each incident is read from its first update to its last (`incident`; `maintenance` and
//!    `series` for announced work): its steps, where it stands, and what it claims of components.
//! 2. Each component's claims are merged, the worst winning (`timeline`), and counted (`uptime`).
//! 3. The page is rolled up from its components (`rollup`, `page`); `history` lists what happened and
//!    `findings` what a careful reader would ask about.

mod calendar;
mod component;
mod findings;
mod headline;
mod history;
mod incident;
mod ledger;
mod maintenance;
mod marks;
mod page;
mod recurrence;
mod rollup;
mod series;
mod standing;
mod steady;
mod timeline;
mod uptime;

pub use headline::{Headline, NotKnown};
pub use standing::{
    Budget, Change, ComponentStanding, Day, Description, Entry, IncidentStanding, Indicator, Month,
    Occurrence, PageStanding, Span, Standing, Step, Uptime, UptimeWindow,
};
pub use steady::steady_until;

use crate::model::{ComponentStatus, IncidentStatus, Kind, Site};
use chrono::{DateTime, Utc};
use incident::Told;
use marks::Index;
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};
use series::Taken;

/// Everything that is true of a site at a moment. Cannot fail: what is wrong is shown as not known.
pub fn at(site: &Site, now: DateTime<Utc>) -> Standing {
    let zone = site.settings.timezone;
    let settled = calendar::day_start(zone, calendar::day_of(zone, now)).min(now);
    let mut read = Read::new(site, settled, now);
    let began = read.told.iter().map(|told| told.standing.started_at).min();
    let first = began.filter(|first| *first <= now).unwrap_or(settled);
    let said = by_component(site, &mut read.told);
    let moment = component::Moment {
        site,
        now,
        settled,
        first,
    };
    let components = component::components(&moment, said);
    let naming_unknown: Vec<usize> = (0..read.told.len())
        .filter(|at| read.told[*at].names_unknown)
        .collect();
    let incidents: Vec<IncidentStanding> =
        read.told.into_iter().map(|told| told.standing).collect();
    let open = history::open(site, &incidents);
    let page = page::page(&page::Parts {
        site,
        components: &components,
        incidents: &incidents,
        open: &open,
        naming_unknown: &naming_unknown,
        settled,
        now,
    });
    let findings = findings::findings(&findings::Facts {
        site,
        components: &components,
        incidents: &incidents,
        occurrences: &read.occurrences,
        guessed: &read.guessed,
        cut: &read.cut,
        now,
    });
    let under_way = [IncidentStatus::InProgress, IncidentStatus::Verifying];
    Standing {
        now,
        settled,
        page,
        groups: groups(site, &components),
        months: history::months(site, &incidents, &read.occurrences),
        active: standing_at(&read.occurrences, &under_way),
        upcoming: standing_at(&read.occurrences, &[IncidentStatus::Scheduled]),
        pinned: history::pinned(&incidents),
        findings,
        components,
        open,
        incidents,
        occurrences: read.occurrences,
    }
}

/// Every incident, read on its own.
struct Read {
    told: Vec<Told>,
    /// By start.
    occurrences: Vec<Occurrence>,
    /// Where a bare component was taken for a partial outage.
    guessed: Vec<(usize, Option<usize>)>,
    /// Maintenance whose rule has more starts than are followed.
    cut: Vec<usize>,
}

impl Read {
    fn new(site: &Site, settled: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let named = site.components.iter().enumerate();
        let index: Index<'_> = named.map(|(at, one)| (one.id.as_str(), at)).collect();
        let incidents = site.incidents.par_iter().enumerate();
        let taken: Vec<Taken> = incidents
            .map(|(position, incident)| match &incident.kind {
                Kind::Maintenance(window) => series::take(position, incident, window, &index, now),
                _ => {
                    incident::tell(position, incident, &index, &site.policy, (settled, now)).into()
                }
            })
            .collect();
        let mut read = Read {
            told: Vec::new(),
            occurrences: Vec::new(),
            guessed: Vec::new(),
            cut: Vec::new(),
        };
        let told = taken.into_iter().enumerate().map(|(at, one)| {
            let guessed = one.told.guessed.iter();
            read.guessed.extend(guessed.map(|update| (at, *update)));
            read.cut.extend(one.cut.then_some(at));
            read.occurrences.extend(one.occurrences);
            one.told
        });
        // In the very memory that they were taken to.
        read.told = told.collect();
        read.occurrences.sort_by_key(|occurrence| occurrence.start);
        read
    }
}

impl From<Told> for Taken {
    fn from(told: Told) -> Self {
        Taken {
            told,
            occurrences: Vec::new(),
            cut: false,
        }
    }
}

/// Hands each component what was said of it.
fn by_component(site: &Site, told: &mut [Told]) -> Vec<component::Said> {
    let mut said: Vec<component::Said> = Vec::new();
    said.resize_with(site.components.len(), component::Said::default);
    for (incident, told) in told.iter_mut().enumerate() {
        for claim in std::mem::take(&mut told.claims) {
            said[claim.component].claims.push(claim);
        }
        for (component, _) in &told.standing.affected {
            said[*component]
                .named_by
                .push((told.standing.started_at, incident));
        }
    }
    said
}

/// Each group is the worst of its components on the page.
fn groups(site: &Site, components: &[ComponentStanding]) -> Vec<ComponentStatus> {
    let mut worst = vec![ComponentStatus::Operational; site.groups.len()];
    let position: Index<'_> = site
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| (group.id.as_str(), at))
        .collect();
    for (component, standing) in site
        .components
        .iter()
        .zip(components)
        .filter(|(_, standing)| !standing.retired)
    {
        if let Some(at) = component
            .group
            .as_deref()
            .and_then(|group| position.get(group))
        {
            worst[*at] = worst[*at].max(standing.status);
        }
    }
    worst
}

fn standing_at(occurrences: &[Occurrence], statuses: &[IncidentStatus]) -> Vec<usize> {
    (0..occurrences.len())
        .filter(|at| statuses.contains(&occurrences[*at].status))
        .collect()
}

#[cfg(test)]
mod tests;
