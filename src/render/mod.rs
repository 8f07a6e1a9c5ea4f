//! SHOW: a site as it stands, as files in memory. Pure: same site, theme and edition, same bytes.

mod api;
pub(crate) mod machine;
pub mod markdown;

use chrono::{DateTime, Utc};
use serde::Serialize;

/// Which publish this is, and how long it may call itself fresh.
///
/// Everything on the age-carrying pages that changes merely because time passes ("has lasted 2 h",
/// "written 14:36") is reckoned at `published_at`, never at the moment of rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// `max(now in ms, 1 + highest seen)`, below 2^53.
    pub generation: u64,
    /// When it was made.
    pub published_at: DateTime<Utc>,
    /// `published_at` and three times `publish_every`.
    pub fresh_until: DateTime<Utc>,
}
