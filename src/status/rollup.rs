//! The page as a whole, from its components: the table measured on Statuspage's own pages.

use super::standing::{ComponentStanding, Description, Indicator};
use crate::model::ComponentStatus;

/// What the v2 API calls a component: unknown is the worse of degraded and the last known status.
pub(super) fn spoken(status: ComponentStatus, last_known: ComponentStatus) -> ComponentStatus {
    match status {
        ComponentStatus::Unknown => last_known.max(ComponentStatus::DegradedPerformance),
        known => known,
    }
}

/// The indicator and description of components on the page.
///
/// `doubt`: an incident is open, or a source could not be read: never "All Systems Operational", and
/// at least minor.
pub(super) fn rollup<'a>(
    components: impl Iterator<Item = &'a ComponentStanding>,
    doubt: bool,
) -> (Indicator, Description) {
    let mut total = 0;
    let mut count = [0; 6];
    for component in components {
        total += 1;
        count[spoken(component.status, component.last_known) as usize] += 1;
    }
    let some = |status: ComponentStatus| count[status as usize] > 0;
    let all = |status: ComponentStatus| total > 0 && count[status as usize] == total;
    let (indicator, description) = if all(ComponentStatus::MajorOutage) {
        (Indicator::Critical, Description::MajorOutage)
    } else if some(ComponentStatus::MajorOutage) || all(ComponentStatus::PartialOutage) {
        (Indicator::Major, Description::PartialOutage)
    } else if some(ComponentStatus::PartialOutage) {
        (Indicator::Minor, Description::MinorOutage)
    } else if all(ComponentStatus::DegradedPerformance) {
        (Indicator::Minor, Description::Degraded)
    } else if some(ComponentStatus::DegradedPerformance) {
        (Indicator::Minor, Description::PartiallyDegraded)
    } else if some(ComponentStatus::UnderMaintenance) {
        (Indicator::Maintenance, Description::UnderMaintenance)
    } else {
        (Indicator::None, Description::AllOperational)
    };
    match indicator {
        Indicator::None | Indicator::Maintenance if doubt => {
            (Indicator::Minor, Description::PartiallyDegraded)
        }
        _ => (indicator, description),
    }
}
