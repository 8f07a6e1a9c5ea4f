//! What would change, before anything does: files on a mirror, later records at a DNS provider.

use std::fmt;

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

impl Action {
    /// The word, and the sign that stands for it where there is no colour.
    pub fn sign(self) -> (&'static str, char) {
        match self {
            Self::Create => ("create", '+'),
            Self::Update => ("update", '~'),
            Self::Delete => ("delete", '-'),
        }
    }
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

/// How many steps are printed one by one; a first publish has as many as the site has files.
const PRINTED: usize = 60;

/// A plan that deletes more than anyone is likely to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// How many things would go.
    pub deletes: usize,
    /// How many are held.
    pub held: usize,
    /// How many may go without `--force`.
    pub limit: usize,
}

impl fmt::Display for Alarm {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Alarm {
            deletes,
            held,
            limit,
        } = self;
        write!(
            to,
            "{deletes} of {held} would be deleted, at most {limit} may be"
        )
    }
}

impl Plan {
    /// Nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many steps do this.
    pub fn count(&self, action: Action) -> usize {
        self.changes
            .iter()
            .filter(|change| change.action == action)
            .count()
    }

    /// Raised when more than 20 things, and more than a tenth of what is held, would be deleted.
    pub fn alarm(&self) -> Option<Alarm> {
        let deletes = self.count(Action::Delete);
        let limit = (self.held / 10).max(20);
        (deletes > limit).then_some(Alarm {
            deletes,
            held: self.held,
            limit,
        })
    }

    /// `2 to create, 1 to update, 0 to delete; 14 held`.
    pub fn summary(&self) -> String {
        format!(
            "{} to create, {} to update, {} to delete; {} held",
            self.count(Action::Create),
            self.count(Action::Update),
            self.count(Action::Delete),
            self.held
        )
    }
}

impl fmt::Display for Plan {
    /// One line a step, then the summary, then the alarm when there is one.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in self.changes.iter().take(PRINTED) {
            let (word, sign) = change.action.sign();
            write!(to, "  {sign} {word} {}", change.name)?;
            match &change.detail {
                Some(detail) => writeln!(to, " ({detail})")?,
                None => writeln!(to)?,
            }
        }
        if let Some(more) = self
            .changes
            .len()
            .checked_sub(PRINTED)
            .filter(|more| *more > 0)
        {
            writeln!(to, "  … and {more} more (`--json` lists them all)")?;
        }
        writeln!(to, "  {}", self.summary())?;
        match self.alarm() {
            Some(alarm) => writeln!(to, "  ! {alarm}; --force does it all the same"),
            None => Ok(()),
        }
    }
}
