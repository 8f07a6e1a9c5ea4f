//! What customers rely on, and what we rely on.

use chrono::NaiveDate;

/// Something customers rely on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// `[a-z0-9][a-z0-9._/-]*`, unique among components and groups.
    pub id: String,
    /// The name on the page.
    pub title: String,
    /// One line below the name.
    pub description: Option<String>,
    /// The id of the group it is shown in.
    pub group: Option<String>,
    /// Uptime counts from here; earlier than that nothing is claimed.
    pub since: Option<NaiveDate>,
    /// Ids of components and dependencies that this one needs.
    pub depends_on: Vec<String>,
    /// Off the page and out of the rollup from this day on (in the site's zone), not out of history.
    pub retired: Option<NaiveDate>,
    /// Earlier ids, still understood in incident files.
    pub aliases: Vec<String>,
    /// Listed on the page only while it is not operational.
    pub only_show_if_degraded: bool,
}

/// Components shown together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Same form as a component's id; in an incident it means all its components.
    pub id: String,
    /// The name on the page.
    pub title: String,
    /// One line below the name.
    pub description: Option<String>,
}

/// Somebody else's service that ours needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Same form as a component's id.
    pub id: String,
    /// The name on the page.
    pub title: String,
    /// Address of its own status page.
    pub status_page: Option<String>,
}
