//! What changed between two sets of facts: what the copies and the product need now and did not need
//! then, and the other way round.

use super::domain::Domain;
use super::finding::Weight;
use super::report::Report;
use super::verdict::Verdict;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Since {
    /// When the earlier facts were gathered.
    pub from: DateTime<Utc>,
    /// The verdict on them, by today's rules.
    pub was: Verdict,
    /// The verdict now.
    pub is: Verdict,
    /// Addresses that need something new.
    pub gained: Vec<(String, Domain)>,
    /// Addresses that no longer need something.
    pub lost: Vec<(String, Domain)>,
    /// Serious findings that were not there.
    pub found: Vec<String>,
    /// Serious findings that are no longer there.
    pub mended: Vec<String>,
}

/// Compares two reports by the same rules.
pub fn since(before: &Report, now: &Report) -> Since {
    let needs = |report: &Report| -> BTreeSet<(String, Domain)> {
        let each = report.addresses.iter();
        each.flat_map(|it| {
            it.uses
                .iter()
                .map(|domain| (it.name.clone(), domain.clone()))
        })
        .collect()
    };
    let findings = |report: &Report| -> BTreeSet<String> {
        let serious = report
            .findings
            .iter()
            .filter(|finding| finding.weight == Weight::Serious);
        serious.map(|finding| finding.what.clone()).collect()
    };
    let (then, today) = (needs(before), needs(now));
    let (found_then, found_now) = (findings(before), findings(now));
    Since {
        from: before.gathered_at,
        was: before.verdict,
        is: now.verdict,
        gained: today.difference(&then).cloned().collect(),
        lost: then.difference(&today).cloned().collect(),
        found: found_now.difference(&found_then).cloned().collect(),
        mended: found_then.difference(&found_now).cloned().collect(),
    }
}

impl Since {
    /// For a terminal.
    pub fn words(&self) -> String {
        let mut out = format!("\nsince {}", self.from.format("%Y-%m-%d %H:%M UTC"));
        let _ = match self.was == self.is {
            true => writeln!(out, ": {} as before", self.is),
            false => writeln!(out, ": {} has become {}", self.was, self.is),
        };
        for (name, domain) in &self.gained {
            let _ = writeln!(out, "  + {name} needs {domain}");
        }
        for (name, domain) in &self.lost {
            let _ = writeln!(out, "  - {name} needed {domain}");
        }
        for what in &self.found {
            let _ = writeln!(out, "  + finding: {what}");
        }
        for what in &self.mended {
            let _ = writeln!(out, "  - finding: {what}");
        }
        if self.gained.is_empty()
            && self.lost.is_empty()
            && self.found.is_empty()
            && self.mended.is_empty()
        {
            out += "  nothing has changed\n";
        }
        out
    }
}
