//! DERIVE: what is true at a moment, computed from what was said. Pure: no IO, no clock.

mod standing;

pub use standing::{
    Budget, Change, ComponentStanding, Day, Description, Entry, IncidentStanding, Indicator, Month,
    Occurrence, PageStanding, Span, Standing, Step, Uptime, UptimeWindow,
};
