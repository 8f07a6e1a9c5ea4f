//! A site, how it stands and which edition this is: what every machine-read file is made from.

use crate::model::{Incident, Kind, Mark, Site};
use crate::render::Edition;
use crate::render::locale::Locale;
use crate::render::markdown::{Assets, Links};
use crate::render::view;
use crate::status::Standing;
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

/// What every machine-read file is made from.
pub(crate) struct Moment<'a> {
    /// What was said.
    pub site: &'a Site,
    /// What is true.
    pub standing: &'a Standing,
    /// Which publish this is: only for the files that carry their age.
    pub edition: Edition,
    /// The language of what is said.
    pub locale: &'a Locale,
    /// Where the pages of that language are, in the site: nothing for the first, else such as `de/`.
    pub place: String,
    positions: HashMap<&'a str, usize>,
    assets: OnceLock<Arc<Assets>>,
}

impl<'a> Moment<'a> {
    /// Indexes components once.
    pub fn new(
        (site, standing): (&'a Site, &'a Standing),
        (locale, language): (&'a Locale, usize),
        edition: Edition,
    ) -> Self {
        let positions = site
            .components
            .iter()
            .enumerate()
            .map(|(at, component)| (component.id.as_str(), at))
            .collect();
        Moment {
            site,
            standing,
            edition,
            locale,
            place: view::folder(&locale.tag, language),
            positions,
            assets: OnceLock::new(),
        }
    }

    /// The absolute address of a path of the site, for what is read away from it.
    pub fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.site.settings.address)
    }

    /// The absolute address of a page, or a feed, in this language.
    pub fn page(&self, path: &str) -> String {
        format!("{}/{}{path}", self.site.settings.address, self.place)
    }

    /// An incident's title in this language.
    pub fn title(&self, incident: &'a Incident) -> &'a str {
        let translation = self.locale.translation(self.site, incident);
        let title = translation.and_then(|it| it.title.as_deref());
        title.unwrap_or(&incident.title)
    }

    /// The host of the site's own address, without port: a name that outlives any mirror.
    pub fn host(&self) -> &'a str {
        let address = self.site.settings.address.as_str();
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split('/').next().unwrap_or(rest);
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        host.rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(host, |(host, _)| host)
    }

    /// The path that the site's own address has behind its host, without slashes around it.
    pub fn folder(&self) -> &'a str {
        let address = self.site.settings.address.as_str();
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.split_once('/')
            .map_or("", |(_, folder)| folder)
            .trim_matches('/')
    }

    /// Where an incident's links lead when it is read away from the site.
    pub fn links<'b>(&'b self, incident: &'b Incident) -> Links<'b> {
        let assets = self
            .assets
            .get_or_init(|| Arc::new(Assets::of(&self.site.assets)));
        let links = Links::new(assets, self.page(""), &incident.file, &incident.id);
        links.with_assets_at(self.url(""))
    }

    /// Positions of the components that a maintenance names anywhere in its file, in configured order.
    ///
    /// Said, not derived: it is the same before, during and after.
    pub fn named(&self, incident: &Incident) -> Vec<usize> {
        let marks = incident
            .components
            .iter()
            .chain(incident.updates.iter().flat_map(|update| &update.marks));
        let position = |mark: &Mark| {
            self.positions
                .get(mark.component.as_str())
                .copied()
                .filter(|_| mark.known)
        };
        marks
            .filter_map(position)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Whether it is an incident to the v2 API: so is a notice that says something of components.
    pub fn is_incident(&self, position: usize) -> bool {
        let incident = &self.site.incidents[position];
        let says = || {
            !incident.components.is_empty()
                || incident
                    .updates
                    .iter()
                    .any(|update| !update.marks.is_empty())
        };
        match incident.kind {
            Kind::Incident => true,
            Kind::Notice(_) => says(),
            Kind::Maintenance(_) => false,
        }
    }

    /// When something was announced, as far as its file tells.
    ///
    /// A file without a dated update may have nothing better than the day in its name; one without
    /// that is taken to be of today, whose beginning does not move with the clock.
    pub fn announced(&self, position: usize) -> DateTime<Utc> {
        let incident = &self.site.incidents[position];
        let first = incident
            .updates
            .iter()
            .filter(|update| update.dated)
            .map(|update| update.at)
            .min();
        let said = first.or(incident.day);
        match &incident.kind {
            Kind::Maintenance(window) => said.map_or(window.start, |said| said.min(window.start)),
            _ => said.unwrap_or(self.standing.settled),
        }
    }
}

/// A moment as RFC 3339 has it, in UTC, with as many decimals as it needs.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
