//! The site as plain data: what its owner and its incident commanders said, nothing derived, no IO.

mod component;
mod incident;
mod looks;
mod maintenance;
mod settings;
mod site;
mod status;
mod update;
mod words;

pub use component::{Component, Dependency, Group};
pub use incident::{Incident, Kind, Mark, Notice, Says, Translation};
pub use looks::{Colour, Font, FontUse, Looks, Picture, Role, Scheme, rgb};
pub use maintenance::{Repeat, Window};
pub use settings::{Api, MirrorLink, Policy, Settings, UptimeRules};
pub use site::{Asset, Carried, Pulled, Reported, Site};
pub use status::{ComponentStatus, Impact, IncidentStatus};
pub use update::{Said, Update};
pub use words::{Text, Word};
