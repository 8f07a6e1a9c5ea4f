//! What a publish came to: told to a person, written as JSON, kept in `.stillup/receipt.json`.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a file of ours in the site's folder"
)]

use super::press::Reason;
use crate::problem::Problem;
use crate::publish::apart::{self, Named, Outcome};
use crate::publish::fence::Sent;
use crate::publish::release::Release;
use crate::publish::verify::glance::Sight;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The outcome of one publish.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receipt {
    /// 1.
    pub version: u32,
    /// The site's id.
    pub site: String,
    /// The generation that was published.
    pub generation: u64,
    /// When that was made.
    pub published_at: DateTime<Utc>,
    /// Until when it may call itself fresh.
    pub fresh_until: DateTime<Utc>,
    /// `changed`, `heartbeat` or `same`.
    pub reason: String,
    /// One for each mirror.
    pub mirrors: Vec<MirrorLine>,
    /// What is wrong with the site's files, one sentence each.
    pub problems: Vec<String>,
}

/// The outcome at one mirror.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MirrorLine {
    /// Its name.
    pub name: String,
    /// Where it is read.
    pub address: String,
    /// `live`, `unchanged`, `superseded`, `skipped` (its budget is spent) or `failed`.
    pub outcome: String,
    /// How many files were written, publishing's own included.
    pub written: usize,
    /// How many pages and assets were taken away, or will be when no reader needs them.
    pub deleted: usize,
    /// Files were replaced one by one.
    pub in_place: bool,
    /// An older publish is refused here; else the last writer wins.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub fenced: bool,
    /// The mirror that decided who may write to this one, where the last writer wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// `done` or `failed`, where a CDN had to forget old pages. Failed, the next publish asks again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purge: Option<String>,
    /// What readers got at its address right after it was written: `there`, `cached`, `not_yet`, `silent`;
    /// absent where nothing was written, or where the address is on this machine and not served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    /// Why that is not `there`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_why: Option<String>,
    /// Why it failed, or by which generation it was superseded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

fn yes() -> bool {
    true
}

impl MirrorLine {
    /// Of the mirror with this name that is read at this address.
    pub fn new(name: &str, address: &str, outcome: &Outcome, authority: Option<&Named>) -> Self {
        let mut line = MirrorLine {
            name: name.to_owned(),
            address: address.to_owned(),
            outcome: String::new(),
            written: 0,
            deleted: 0,
            in_place: false,
            fenced: true,
            authority: None,
            purge: None,
            why: None,
            seen: None,
            seen_why: None,
        };
        line.outcome = match outcome {
            Outcome::Sent(Sent::Live {
                plan,
                written,
                in_place,
                fenced,
            }) => {
                (line.written, line.in_place, line.fenced) = (*written, *in_place, *fenced);
                let authority = authority.filter(|_| !*fenced);
                line.authority = authority.map(|named| named.name.clone());
                line.deleted = plan.count(crate::plan::Action::Delete);
                "live"
            }
            Outcome::Sent(Sent::Unchanged) => "unchanged",
            Outcome::Sent(Sent::Superseded(by)) => {
                line.why = Some(format!("generation {by} is newer"));
                "superseded"
            }
            Outcome::Sent(Sent::Skipped(spent)) => {
                line.why = Some(spent.to_string());
                "skipped"
            }
            Outcome::Failed(problem) => {
                line.why = Some(problem.what.clone());
                "failed"
            }
        }
        .to_owned();
        line
    }

    /// What came of it and how, without its name.
    pub fn told(&self) -> String {
        let text = format!("{:10}  {}", self.outcome, self.words());
        text.trim_end().to_owned()
    }

    fn words(&self) -> String {
        let written = match (self.written, self.deleted) {
            (0, _) => String::new(),
            (1, 0) => "1 file written".to_owned(),
            (written, 0) => format!("{written} files written"),
            (written, deleted) => format!("{written} files written, {deleted} deleted"),
        };
        let place = if self.in_place { ", in place" } else { "" };
        let seen = match (self.seen.as_deref(), &self.seen_why) {
            (Some("there"), _) => ", seen at its address",
            (Some("cached"), _) => ", at its address a cache still shows what was there before",
            (Some(_), Some(why)) => &format!(", not seen at its address yet: {why}"),
            _ => "",
        };
        let words = match &self.why {
            Some(why) => why.clone(),
            None if self.fenced => format!("{written}{place}{seen}"),
            None => match &self.authority {
                Some(authority) => {
                    format!("{written}{place}, fence: none (`{authority}` decides){seen}")
                }
                None => format!("{written}{place}, fence: none (the last writer wins){seen}"),
            },
        };
        let purge = match self.purge.as_deref() {
            None => return words,
            Some("done") => "purged",
            Some(_) => "not purged: readers may get old pages",
        };
        match words.is_empty() {
            true => purge.to_owned(),
            false => format!("{words}, {purge}"),
        }
    }
}

impl Receipt {
    /// Of one publish.
    pub fn new(
        release: &Release,
        reason: Reason,
        mirrors: &[Named],
        outcomes: &[Outcome],
        problems: &[Problem],
    ) -> Self {
        let authority = apart::authority(mirrors, outcomes);
        Receipt {
            version: 1,
            site: release.site.clone(),
            generation: release.generation.generation,
            published_at: release.generation.published_at,
            fresh_until: release.generation.fresh_until,
            reason: match reason {
                Reason::Changed => "changed",
                Reason::Heartbeat => "heartbeat",
                Reason::Same => "same",
            }
            .to_owned(),
            mirrors: mirrors
                .iter()
                .zip(outcomes)
                .map(|(named, outcome)| {
                    MirrorLine::new(&named.name, &named.address, outcome, authority)
                })
                .collect(),
            problems: problems
                .iter()
                .map(|problem| problem.what.clone())
                .collect(),
        }
    }

    /// With what CDNs said.
    pub fn purged(&mut self, purged: &[Option<Result<(), Problem>>]) {
        for (line, purged) in self.mirrors.iter_mut().zip(purged) {
            let told = purged
                .as_ref()
                .map(|told| if told.is_ok() { "done" } else { "failed" });
            line.purge = told.map(str::to_owned);
        }
    }

    /// Takes in what was seen at each mirror's address.
    pub fn seen(&mut self, seen: Vec<Option<Sight>>) {
        for (line, sight) in self.mirrors.iter_mut().zip(seen) {
            let (word, why) = match sight {
                None | Some(Sight::Unserved) => continue,
                Some(Sight::There) => ("there", None),
                Some(Sight::Cached) => ("cached", None),
                Some(Sight::NotYet(why)) => ("not_yet", Some(why)),
                Some(Sight::Silent(why)) => ("silent", Some(why)),
            };
            (line.seen, line.seen_why) = (Some(word.to_owned()), why);
        }
    }

    /// One line a mirror.
    pub fn words(&self) -> String {
        let width = self
            .mirrors
            .iter()
            .map(|line| line.name.chars().count())
            .max()
            .unwrap_or(0);
        let lines = self
            .mirrors
            .iter()
            .map(|line| format!("{:width$}  {}", line.name, line.told()));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// As JSON, for standard output and for the file.
    pub fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("plain data is always JSON");
        format!("{text}\n")
    }

    /// Keeps it beside the site. Failing is no problem: it is only for looking back.
    pub fn keep(&self, root: &Path) {
        let folder = root.join(".stillup");
        let whole = std::fs::create_dir_all(&folder)
            .and_then(|()| tempfile::NamedTempFile::new_in(&folder));
        if let Ok(file) = whole {
            let _ = std::fs::write(file.path(), self.json())
                .map(|()| file.persist(folder.join("receipt.json")));
        }
    }

    /// The last one kept.
    pub fn last(root: &Path) -> Option<Self> {
        let bytes = std::fs::read(root.join(".stillup/receipt.json")).ok()?;
        serde_json::from_slice(&bytes)
            .ok()
            .filter(|receipt: &Receipt| receipt.version == 1)
    }
}
