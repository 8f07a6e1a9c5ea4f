//! What would change, before anything does: files on a mirror, later records at a DNS provider.

/// What one step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is not there yet.
    Create,
    /// It is there and differs.
    Update,
    /// It is there, we wrote it, and it is no longer wanted.
    Delete,
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// Create, update or delete.
    pub action: Action,
    /// The path of a file, or the name and type of a record.
    pub name: String,
    /// What differs, in words, when there is more to say than the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Everything that would be done to one target, in the order it would be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Plan {
    /// The steps, in order.
    pub changes: Vec<Change>,
    /// How many things the target holds now that are ours.
    pub held: usize,
}
