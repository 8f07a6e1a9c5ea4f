//! Hosts that take only so many publishes a day: how many were made, by the mirror's own marker, and whether
//! another may be. A quarter is kept for what has to be said: renewing the age of a page never takes the last.
//!
//! What counts lies at the mirror, not here: publishers on other machines spend from the same budget.

use super::release::Release;
use crate::plan::Plan;
use chrono::{DateTime, TimeDelta, Utc};
use std::fmt;

/// So many publishes in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// How many a mirror takes in any 24 hours.
    pub daily: u32,
    /// The moment it is now.
    pub now: DateTime<Utc>,
}

/// Why a publish was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// Publishes of the last 24 hours.
    pub used: usize,
    /// How many there may be.
    pub daily: u32,
    /// How many of them are kept for what has to be said.
    pub reserve: u32,
    /// When the next one may be made.
    pub next: DateTime<Utc>,
    /// Readers there lack words, not only a newer age.
    pub behind: bool,
}

impl fmt::Display for Spent {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (used, daily) = (self.used, self.daily);
        write!(to, "budget: {used} of {daily} publishes used in 24 hours")?;
        if !self.behind && self.reserve > 0 {
            write!(to, ", {} kept for incidents", self.reserve)?;
        }
        write!(to, "; next {}", self.next.format("%Y-%m-%d %H:%M UTC"))
    }
}

/// How many of so many a day are kept for what has to be said.
pub fn reserve(daily: u32) -> u32 {
    daily / 4
}

impl Budget {
    /// Those of the last 24 hours.
    pub fn recent(&self, made: &[DateTime<Utc>]) -> Vec<DateTime<Utc>> {
        let since = self.now - TimeDelta::days(1);
        let mut recent: Vec<_> = made.iter().copied().filter(|at| *at > since).collect();
        recent.sort_unstable();
        recent
    }

    /// Why no publish may be made now, when none may: `says` tells whether it would say more than an age.
    pub fn refuses(&self, made: &[DateTime<Utc>], says: bool) -> Option<Spent> {
        let recent = self.recent(made);
        let reserve = reserve(self.daily);
        let limit = match says {
            true => self.daily,
            false => self.daily - reserve,
        };
        let over = (recent.len() + 1).checked_sub(limit as usize)?;
        let last = over.checked_sub(1).and_then(|at| recent.get(at))?;
        Some(Spent {
            used: recent.len(),
            daily: self.daily,
            reserve,
            next: *last + TimeDelta::days(1),
            behind: says,
        })
    }
}

/// Whether a plan changes what readers are told, and not only how old that is.
pub fn says(plan: &Plan, release: &Release) -> bool {
    plan.changes.iter().any(|change| {
        let file = release.tree.files.get(&change.name);
        file.is_none_or(|file| !file.carries_age)
    })
}

#[cfg(test)]
mod tests {
    use super::Budget;
    use chrono::{DateTime, TimeDelta, Utc};

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    #[test]
    fn the_last_quarter_is_for_words_and_a_day_later_there_is_room_again() {
        let made: Vec<_> = (0..6).map(at).collect();
        let budget = |hour| Budget {
            daily: 8,
            now: at(hour),
        };
        assert_eq!(budget(5).refuses(&made[..5], false), None);
        let refused = budget(6).refuses(&made, false).expect("no");
        assert_eq!(
            refused.to_string(),
            "budget: 6 of 8 publishes used in 24 hours, 2 kept for incidents; next 1970-01-02 00:00 UTC"
        );
        assert_eq!(budget(6).refuses(&made, true), None);
        let all: Vec<_> = (0..8).map(at).collect();
        let refused = budget(8).refuses(&all, true).expect("no");
        assert_eq!(
            refused.to_string(),
            "budget: 8 of 8 publishes used in 24 hours; next 1970-01-02 00:00 UTC"
        );
        assert_eq!(budget(8).refuses(&all, false).expect("no").next, at(26));
        assert_eq!(budget(24).refuses(&all, true), None);
        assert_eq!(budget(25).recent(&all).len(), 6);
    }

    #[test]
    fn a_small_budget_keeps_nothing_back() {
        for daily in 1..4 {
            let budget = Budget { daily, now: at(0) };
            assert_eq!(budget.refuses(&[], false), None, "{daily}");
        }
    }
}
