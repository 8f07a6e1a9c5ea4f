//! Asks each public address, as a stranger would, whether it serves what its own head promises, and
//! whether the copies agree. It needs no tree: `generation.json` names everything by digest.

mod ask;

use super::generation::Generation;
use crate::net::http::Http;
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde::Serialize;

/// Where to ask, and what should be found.
#[derive(Debug, Clone)]
pub struct Copy {
    /// The mirror's name.
    pub name: String,
    /// Where it is read, without a trailing slash.
    pub address: String,
}

/// How one copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Everything asked for is what the head promises, and the head is the newest and fresh.
    Fresh,
    /// Whole, but another copy holds a newer generation.
    Behind,
    /// Whole and the newest, but past the time it said it would be fresh.
    Stale,
    /// Something is missing, different or wrongly labelled.
    Damaged,
    /// It holds another site, or nothing of ours.
    Foreign,
    /// No answer.
    Unreachable,
}

impl State {
    /// One word for a table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Behind => "behind",
            Self::Stale => "stale",
            Self::Damaged => "damaged",
            Self::Foreign => "not ours",
            Self::Unreachable => "unreachable",
        }
    }

    /// Readers of this copy do not get the site.
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Damaged | Self::Foreign | Self::Unreachable)
    }
}

/// What was found at one address.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// The mirror's name.
    pub mirror: String,
    /// Where it was asked.
    pub address: String,
    /// How it stands.
    pub state: State,
    /// The generation it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generation: Option<u64>,
    /// When that was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// How many files were fetched and compared.
    pub checked: usize,
    /// What is wrong, one sentence each.
    pub faults: Vec<String>,
    /// What could be better but keeps nobody from reading.
    pub notes: Vec<String>,
}

/// Asks every address. The verdicts come in the order of the copies.
pub async fn verify(http: &Http, copies: &[Copy], site: &str, now: DateTime<Utc>) -> Vec<Verdict> {
    let asked = join_all(copies.iter().map(|copy| ask::copy(http, copy, site))).await;
    let newest = asked
        .iter()
        .filter_map(|(_, head)| head.as_ref())
        .max_by(|a, b| a.rank().cmp(&b.rank()));
    let newest = newest.cloned();
    let judged = asked.into_iter().map(|(mut verdict, head)| {
        if let (State::Fresh, Some(head), Some(newest)) = (verdict.state, &head, &newest) {
            judge(&mut verdict, head, newest, now);
        }
        verdict
    });
    judged.collect()
}

/// Whether a whole copy is the newest, and fresh.
fn judge(verdict: &mut Verdict, head: &Generation, newest: &Generation, now: DateTime<Utc>) {
    if head.rank() < newest.rank() {
        verdict.state = State::Behind;
        verdict.faults.push(format!(
            "another copy holds generation {}",
            newest.generation
        ));
    } else if head == newest && now > head.fresh_until {
        verdict.state = State::Stale;
        verdict.faults.push(format!(
            "it was to be fresh until {}",
            head.fresh_until.format("%Y-%m-%d %H:%M UTC")
        ));
    } else if head != newest {
        verdict.state = State::Damaged;
        verdict
            .faults
            .push("its head differs from another copy's of the same generation".to_owned());
    }
}
