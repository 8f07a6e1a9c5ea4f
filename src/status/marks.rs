//! What a heading's braces, or the front matter, mean where they stand.

use super::ledger::{Ledger, Saying};
use crate::model::{ComponentStatus, Impact, Incident, Mark, Says};
use std::collections::HashMap;

/// Positions in `Site::components` by id.
pub(super) type Index<'a> = HashMap<&'a str, usize>;

/// Where marks stand, which decides what they mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The update ends its incident: a bare component is operational.
    pub ending: bool,
    /// The incident has ended before: a bare component stays as it is.
    pub ended: bool,
    /// When it was said is not known: nor is what it says.
    pub undated: bool,
    /// What a bare component is otherwise, when that is said anywhere.
    pub bare: Option<ComponentStatus>,
}

/// What marks said beyond the ledger.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Ids that are not in the configuration.
    pub unknown: Vec<String>,
    /// A bare component was taken for a partial outage.
    pub guessed: bool,
}

impl Context {
    /// Marks of the front matter: from the start.
    pub fn front(bare: Option<ComponentStatus>) -> Self {
        Context {
            ending: false,
            ended: false,
            undated: false,
            bare,
        }
    }

    /// Writes marks into the ledger.
    pub fn hear(self, ledger: &mut Ledger, marks: &[Mark], index: &Index<'_>) -> Heard {
        let mut heard = Heard::default();
        for mark in marks {
            match index.get(mark.component.as_str()).filter(|_| mark.known) {
                None => heard.unknown.push(mark.component.to_string()),
                Some(&component) => {
                    let before = ledger.get(component).unwrap_or(Saying::OPERATIONAL);
                    let (says, guessed) = self.read(&mark.says, before);
                    heard.guessed |= guessed;
                    ledger.say(component, says);
                }
            }
        }
        heard
    }

    fn read(self, says: &Says, before: Saying) -> (Saying, bool) {
        let mut guessed = false;
        let said = match says {
            Says::Status(ComponentStatus::Unknown) | Says::Unreadable(_) => before.unknown_now(),
            Says::Status(status) => Saying::known(*status),
            Says::Bare if self.ending => Saying::OPERATIONAL,
            Says::Bare if self.ended || keeps(before) => before,
            Says::Bare => {
                guessed = self.bare.is_none();
                before.worse(Saying::known(
                    self.bare.unwrap_or(ComponentStatus::PartialOutage),
                ))
            }
        };
        let said = if self.undated {
            Saying {
                last_known: before.last_known.max(said.last_known),
                ..said.unknown_now()
            }
        } else {
            said
        };
        (said, guessed)
    }
}

/// Whether a bare component keeps its status. After a word nobody could read, with nothing bad known
/// before it, a bare name says more.
fn keeps(before: Saying) -> bool {
    before != Saying::OPERATIONAL
        && (before.status != ComponentStatus::Unknown || before.last_known > before.status)
}

/// What `impact` makes of a bare component.
pub(super) fn bare_by_impact(incident: &Incident) -> Option<ComponentStatus> {
    incident.impact.map(|impact| match impact {
        Impact::None => ComponentStatus::Operational,
        Impact::Maintenance => ComponentStatus::UnderMaintenance,
        Impact::Minor => ComponentStatus::DegradedPerformance,
        Impact::Major => ComponentStatus::PartialOutage,
        Impact::Critical => ComponentStatus::MajorOutage,
    })
}

/// The impact a component status stands for.
pub(super) fn impact_of(status: ComponentStatus) -> Impact {
    match status {
        ComponentStatus::Operational => Impact::None,
        ComponentStatus::UnderMaintenance => Impact::Maintenance,
        ComponentStatus::Unknown | ComponentStatus::DegradedPerformance => Impact::Minor,
        ComponentStatus::PartialOutage => Impact::Major,
        ComponentStatus::MajorOutage => Impact::Critical,
    }
}
