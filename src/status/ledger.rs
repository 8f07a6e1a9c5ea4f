//! What one incident says of each component, carried forward from update to update.

use super::standing::Change;
use crate::model::ComponentStatus;
use chrono::{DateTime, Utc};

/// What is said of a component, remembering the last that was known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Saying {
    /// The status, or `Unknown`.
    pub status: ComponentStatus,
    /// The status itself, or for `Unknown` the last known one.
    pub last_known: ComponentStatus,
}

impl Saying {
    pub const OPERATIONAL: Saying = Saying::known(ComponentStatus::Operational);

    pub const fn known(status: ComponentStatus) -> Self {
        Saying {
            status,
            last_known: status,
        }
    }

    /// How bad this may be: an unreadable word after a major outage is no improvement.
    pub fn rank(self) -> ComponentStatus {
        self.status.max(self.last_known)
    }

    /// The same component, no longer known.
    pub fn unknown_now(self) -> Self {
        Saying {
            status: ComponentStatus::Unknown,
            last_known: self.last_known,
        }
    }

    /// The worse of two, for what may not improve.
    pub fn worse(self, other: Self) -> Self {
        if other.rank() > self.rank() {
            other
        } else {
            self
        }
    }
}

/// A stretch of time in which an incident gives a component a status other than operational.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    /// Position in `Site::components`.
    pub component: usize,
    pub from: DateTime<Utc>,
    pub to: Option<DateTime<Utc>>,
    pub saying: Saying,
    /// Position in `Site::incidents`.
    pub incident: usize,
}

/// What of the ledger is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing: a maintenance that has not begun.
    Nothing,
    /// What is said.
    Now,
    /// What is said where that is worse: the update is in the future, or its file is in conflict.
    Worsened,
}

#[derive(Debug, Clone)]
struct Line {
    component: usize,
    saying: Saying,
    /// What is in force on the page: operational until a maintenance begins.
    shown: Saying,
    since: DateTime<Utc>,
    /// Just before the incident ended, for a reopening.
    before_end: Saying,
    worst: ComponentStatus,
    /// Named in the update at hand.
    named: bool,
}

/// The components of one incident, in configured order.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    lines: Vec<Line>,
    claims: Vec<Claim>,
    incident: usize,
}

impl Ledger {
    pub fn new(incident: usize) -> Self {
        Ledger {
            incident,
            ..Ledger::default()
        }
    }

    /// What is said of a component so far, and whether it was named at all.
    pub fn get(&self, component: usize) -> Option<Saying> {
        self.lines
            .binary_search_by_key(&component, |line| line.component)
            .ok()
            .map(|at| self.lines[at].saying)
    }

    /// Begins an update: nothing is named in it yet.
    pub fn heading(&mut self) {
        for line in &mut self.lines {
            line.named = false;
        }
    }

    /// Says something of a component in the update at hand.
    pub fn say(&mut self, component: usize, saying: Saying) {
        let at = self
            .lines
            .binary_search_by_key(&component, |line| line.component)
            .unwrap_or_else(|at| {
                self.lines.insert(
                    at,
                    Line {
                        component,
                        saying: Saying::OPERATIONAL,
                        shown: Saying::OPERATIONAL,
                        since: DateTime::UNIX_EPOCH,
                        before_end: Saying::OPERATIONAL,
                        worst: ComponentStatus::Operational,
                        named: false,
                    },
                );
                at
            });
        let line = &mut self.lines[at];
        line.saying = saying;
        line.worst = line.worst.max(saying.status);
        line.named = true;
    }

    /// Makes every component that is not operational unknown.
    pub fn lose(&mut self) {
        for line in &mut self.lines {
            if line.saying != Saying::OPERATIONAL {
                line.saying = line.saying.unknown_now();
                line.worst = line.worst.max(ComponentStatus::Unknown);
            }
        }
    }

    /// Remembers every component as it is, for a reopening.
    pub fn remember(&mut self) {
        for line in &mut self.lines {
            line.before_end = line.saying;
        }
    }

    /// Ends what is said of every component that the update at hand does not name.
    pub fn end(&mut self) {
        for line in self.lines.iter_mut().filter(|line| !line.named) {
            line.saying = Saying::OPERATIONAL;
        }
    }

    /// Takes every component back to what it was before the end.
    pub fn restore(&mut self) {
        for line in &mut self.lines {
            line.saying = line.saying.worse(line.before_end);
        }
    }

    /// Closes the update at hand: what is in force from `at` on.
    pub fn settle(&mut self, at: DateTime<Utc>, what: Shown) -> Vec<Change> {
        let (lines, claims, incident) = (&mut self.lines, &mut self.claims, self.incident);
        lines
            .iter_mut()
            .map(|line| {
                let old = line.shown;
                let new = match what {
                    Shown::Nothing => Saying::OPERATIONAL,
                    Shown::Now => line.saying,
                    Shown::Worsened => old.worse(line.saying),
                };
                if new != old {
                    if old != Saying::OPERATIONAL && at > line.since {
                        claims.push(Claim {
                            component: line.component,
                            from: line.since,
                            to: Some(at),
                            saying: old,
                            incident,
                        });
                    }
                    // A step that takes effect at an earlier moment than the last never shortens it.
                    line.since = line.since.max(at);
                    line.shown = new;
                }
                Change {
                    component: line.component,
                    old: old.status,
                    new: new.status,
                }
            })
            .collect()
    }

    /// Every component ever named and the worst said of it.
    pub fn affected(&self) -> Vec<(usize, ComponentStatus)> {
        self.lines
            .iter()
            .map(|line| (line.component, line.worst))
            .collect()
    }

    /// What is in force, operational ones left out.
    pub fn now(&self) -> Vec<(usize, ComponentStatus)> {
        self.lines
            .iter()
            .filter(|line| line.shown != Saying::OPERATIONAL)
            .map(|line| (line.component, line.shown.status))
            .collect()
    }

    /// Everything it claimed, what still lasts last.
    pub fn into_claims(self) -> Vec<Claim> {
        let mut claims = self.claims;
        let incident = self.incident;
        claims.extend(
            self.lines
                .iter()
                .filter(|line| line.shown != Saying::OPERATIONAL)
                .map(|line| Claim {
                    component: line.component,
                    from: line.since,
                    to: None,
                    saying: line.shown,
                    incident,
                }),
        );
        claims
    }
}
