//! A site, how it stands and which edition this is: what every machine-read file is made from.

use crate::model::{Incident, Kind, Mark, Site};
use crate::render::Edition;
use crate::render::markdown::{Assets, Links};
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
    positions: HashMap<&'a str, usize>,
    assets: OnceLock<Arc<Assets>>,
}

impl<'a> Moment<'a> {
    /// Indexes components once.
    pub fn new(site: &'a Site, standing: &'a Standing, edition: Edition) -> Self {
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
            positions,
            assets: OnceLock::new(),
        }
    }

    /// The absolute address of a path of the site, for what is read away from it.
    pub fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.site.settings.address)
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
    pub fn links(&self, incident: &Incident) -> Links {
        let assets = self
            .assets
            .get_or_init(|| Arc::new(Assets::of(&self.site.assets)));
        Links::new(assets, &self.url(""), &incident.file, &incident.path())
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

    /// When something was announced, as far as its file tells.
    ///
    /// A file without a dated update may have nothing better than the day in its name.
    pub fn announced(&self, incident: usize) -> DateTime<Utc> {
        let said = &self.site.incidents[incident];
        let first = said
            .updates
            .iter()
            .filter(|update| update.dated)
            .map(|update| update.at)
            .min();
        let day = said
            .day
            .filter(|day| first.is_none_or(|first| *day < first))
            .filter(|_| first.is_none());
        let announced = first
            .or(day)
            .unwrap_or(self.standing.incidents[incident].created_at);
        match &said.kind {
            Kind::Maintenance(window) => announced.min(window.start),
            _ => announced,
        }
    }
}

/// A moment as RFC 3339 has it, in UTC, with as many decimals as it needs.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
