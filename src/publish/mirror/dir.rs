//! A mirror that is a folder.

/// `[[mirror]] dir = { path = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirSettings {
    /// Relative to the site's folder, or absolute.
    pub path: String,
}
