//! Everything one `stillup.toml` describes.

use super::{
    Api, Component, ComponentStatus, Dependency, Group, Incident, Looks, MirrorLink, Policy,
    Settings, Text, UptimeRules,
};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;

/// A file that incident texts show, such as a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where texts refer to it: path relative to the site's folder, such as `incidents/assets/graph.png`.
    pub path: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Files that every copy of the site carries besides its pages, so that they can be had back from any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// Path relative to the site's folder, and what stands in it.
    pub texts: Vec<(Arc<str>, Text)>,
    /// Path relative to the site's folder, and which of `Site::assets` it is.
    pub assets: Vec<(Arc<str>, Arc<str>)>,
}

/// A source that is read from a copy: what the site says of it is as old as that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// What it is, in words for readers.
    pub source: String,
    /// When the copy was made.
    pub at: DateTime<Utc>,
}

/// What somebody else's status page said of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The id in `Site::dependencies`.
    pub dependency: String,
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// What it said; none where it did not answer, or nothing that we know.
    pub status: Option<ComponentStatus>,
    /// Its own sentence, or why there is none.
    pub words: String,
}

impl Reported {
    /// What may be said of it on a page that was written then and is fresh for so long: an answer that is
    /// older than that is not believed.
    pub fn on_page(&self, written: DateTime<Utc>, fresh_for: TimeDelta) -> ComponentStatus {
        match self.status {
            Some(status) if written - self.at <= fresh_for => status,
            _ => ComponentStatus::Unknown,
        }
    }
}

/// Everything one `stillup.toml` describes, as said: nothing is derived yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// `[site]`.
    pub settings: Settings,
    /// `[[group]]`, in order.
    pub groups: Vec<Group>,
    /// `[[component]]`, in order, retired ones included.
    pub components: Vec<Component>,
    /// `[[dependency]]`, in order.
    pub dependencies: Vec<Dependency>,
    /// `[policy]`.
    pub policy: Policy,
    /// `[uptime]`.
    pub uptime: UptimeRules,
    /// `[api]`.
    pub api: Api,
    /// `[theme]`, and what the theme says of itself.
    pub looks: Looks,
    /// The copies the page lists: mirrors whose `advertised` is not false.
    pub mirrors: Vec<MirrorLink>,
    /// Incidents, maintenance and notices, sorted by id. No drafts.
    pub incidents: Vec<Incident>,
    /// What texts show.
    pub assets: Vec<Asset>,
    /// What it is made of besides its incidents' files: settings, templates, what was read of a board.
    pub carried: Carried,
    /// SHA-256 of the configuration as read: a change of it may change every page.
    pub digest: [u8; 32],
    /// A source could not be read at all: what it would have said is unknown.
    pub unread: Vec<String>,
    /// Sources that are read from copies, and how old those are.
    pub pulled: Vec<Pulled>,
    /// What dependencies' own status pages said when they were last asked.
    pub reported: Vec<Reported>,
}

impl Site {
    /// Position of a component by id.
    pub fn component(&self, id: &str) -> Option<usize> {
        self.components
            .iter()
            .position(|component| component.id == id)
    }

    /// Position of a group by id.
    pub fn group(&self, id: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.id == id)
    }
}
