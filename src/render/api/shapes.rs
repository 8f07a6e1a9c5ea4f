//! The documents of the Statuspage v2 API, keys in the order that the live API has.

use serde::Serialize;
use std::borrow::Cow;

/// A document: `page`, and of the rest what it is about.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    pub page: &'a Page,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<&'a [Component]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incidents: Option<Vec<Incident<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_maintenances: Option<Vec<Incident<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stillup: Option<Stillup<'a>>,
}

impl<'a> Document<'a> {
    /// One that is about nothing yet.
    pub fn new(page: &'a Page) -> Self {
        Document {
            page,
            components: None,
            incidents: None,
            scheduled_maintenances: None,
            status: None,
            stillup: None,
        }
    }
}

/// `page`, the same in every document but for `updated_at` where only maintenance is listed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Page {
    pub id: String,
    pub name: String,
    pub url: String,
    pub time_zone: &'static str,
    pub updated_at: String,
}

/// `status`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Status {
    pub indicator: crate::status::Indicator,
    pub description: &'static str,
}

/// A component, or a group, which is a component with `components`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Component {
    pub id: String,
    pub name: String,
    pub status: &'static str,
    pub created_at: String,
    pub updated_at: String,
    pub position: usize,
    pub description: Option<String>,
    pub showcase: bool,
    pub start_date: Option<String>,
    pub group_id: Option<String>,
    pub page_id: String,
    pub group: bool,
    pub only_show_if_degraded: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<Vec<String>>,
}

/// An incident; with the last two keys, a scheduled maintenance.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Incident<'a> {
    pub id: String,
    pub name: Cow<'a, str>,
    pub status: &'static str,
    pub created_at: String,
    pub updated_at: String,
    pub monitoring_at: Option<String>,
    pub resolved_at: Option<String>,
    pub impact: &'static str,
    pub shortlink: String,
    pub started_at: String,
    pub page_id: String,
    pub incident_updates: Vec<Update>,
    pub components: Vec<&'a Component>,
    /// Only null was ever seen.
    pub reminder_intervals: Option<()>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_until: Option<String>,
}

/// One of `incident_updates`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Update {
    pub id: String,
    pub status: &'static str,
    pub body: String,
    pub incident_id: String,
    pub created_at: String,
    pub updated_at: String,
    pub display_at: String,
    /// Null when the update names none.
    pub affected_components: Option<Vec<Affected>>,
    pub deliver_notifications: bool,
    pub custom_tweet: Option<()>,
    pub tweet_id: Option<()>,
}

/// One of `affected_components`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Affected {
    pub code: String,
    pub name: String,
    pub old_status: &'static str,
    pub new_status: &'static str,
}

/// What v2 has no word for: the extension object of `summary.json` and `status.json`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Stillup<'a> {
    pub generation: u64,
    pub generated_at: String,
    pub fresh_until: String,
    /// Ids of components whose status is not known; v2 says something else of them.
    pub unknown_components: Vec<&'a str>,
    /// How many components are not operational.
    pub affected_components: usize,
    /// Of how many.
    pub total_components: usize,
    pub next_update_by: Option<String>,
    pub mirrors: Vec<Mirror<'a>>,
}

/// A copy of the site.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mirror<'a> {
    pub name: &'a str,
    pub address: &'a str,
}
