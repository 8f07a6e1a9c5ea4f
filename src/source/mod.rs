//! LOAD: what people wrote, read into a site. The only place that reads a site's own files.

pub mod dependency;
pub mod folder;
pub mod gather;
pub mod kept;
pub mod look;
pub mod text;
pub mod theme;
pub mod trello;

mod alias;
mod asset;
mod carried;
mod looks;
mod name;
mod parsed;
mod picture;
mod pulled;
mod walk;

pub use alias::unfit as unfit_address;
pub use parsed::Cache;
pub use walk::INCIDENTS;
