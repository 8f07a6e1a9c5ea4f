//! Those who answer for our zones: each is asked what it holds and told what it shall hold, apart from all
//! others.

pub mod octodns;
pub mod rfc2136;

use super::change::Step;
use super::record::{Key, RecordSet, Soa};
use super::wanted::WantedZone;
use crate::problem::Problem;
use async_trait::async_trait;
use std::collections::BTreeMap;

/// What would change at one provider, and what that was reckoned from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Planned {
    /// What it holds, of what is ours.
    pub found: BTreeMap<Key, RecordSet>,
    /// What would be done, in order.
    pub steps: Vec<Step>,
    /// Something to know about how it was found.
    pub note: Option<String>,
    /// The start of authority that was found.
    pub soa: Option<Soa>,
    /// What octoDNS knows this plan by.
    pub checksum: Option<String>,
}

/// One who answers for zones.
#[async_trait]
pub trait Provider: Send + Sync {
    /// What would change.
    ///
    /// # Errors
    /// It does not answer, or says no.
    async fn plan(&self, zone: &WantedZone) -> Result<Planned, Problem>;

    /// Does what was planned, and nothing when the zone has changed since. `overrule` is the owner's word
    /// that they know what they do.
    ///
    /// # Errors
    /// It does not answer, says no, or the zone has changed since; the problem says what was done before.
    async fn apply(
        &self,
        zone: &WantedZone,
        planned: &Planned,
        overrule: bool,
    ) -> Result<(), Problem>;
}

/// One that cannot be used at all: why. It alone fails.
pub struct Unusable(pub Problem);

#[async_trait]
impl Provider for Unusable {
    async fn plan(&self, _zone: &WantedZone) -> Result<Planned, Problem> {
        Err(self.0.clone())
    }

    async fn apply(&self, _: &WantedZone, _: &Planned, _: bool) -> Result<(), Problem> {
        Err(self.0.clone())
    }
}

/// What a changed zone is called, for every kind.
fn changed(zone: &WantedZone, done: usize, of: usize) -> Problem {
    let zone = zone.name().bare();
    let what = match done {
        0 => format!("`{zone}` has changed since the plan was made, and nothing was done"),
        _ => format!(
            "`{zone}` was changed by somebody else meanwhile: {done} of {of} changes were made"
        ),
    };
    Problem::error("changed-since", what).hint("stillup dns plan")
}
