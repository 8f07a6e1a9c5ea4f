//! LOAD: what people wrote, read into a site. The only place that reads a site's own files.

pub mod folder;
pub mod look;
pub mod text;
pub mod theme;

mod alias;
mod asset;
mod name;
mod parsed;
mod walk;

pub use alias::unfit as unfit_address;
pub use parsed::Cache;
