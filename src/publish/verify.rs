//! Asks each public address, as a stranger would, whether it serves what its own head promises, and
//! whether the copies agree. It needs no tree: `generation.json` names everything by digest, and
//! whoever signed that has signed all of it.
//!
//! 1. `place`: which machines stand behind each address; each is asked apart, whatever DNS says next
//! 2. `head`: which generation it serves, whether it is the site's own, and what a cache makes of it
//! 3. `ask` and `file`: whether the files are what the head says, and labelled as they should be
//! 4. here: how that compares with the newest copy
//!
//! Right after a publish, a [`glance`] at each address has to do.

mod ask;
mod file;
pub mod glance;
mod head;
mod place;

use super::generation::Generation;
use super::release::nonce;
use super::sign::PublicKey;
use crate::net::http::Http;
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Where to ask, and what should be found.
#[derive(Debug, Clone)]
pub struct Copy {
    /// The mirror's name.
    pub name: String,
    /// Where it is read, without a trailing slash.
    pub address: String,
}

/// What is asked everywhere.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The site's id.
    pub site: String,
    /// Whose signatures count; none: copies need not be signed.
    pub keys: Vec<PublicKey>,
    /// Addresses of names that are not looked up.
    pub known: BTreeMap<String, Vec<IpAddr>>,
}

/// How one copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Everything asked for is what the head promises, and the head is the newest and fresh.
    Fresh,
    /// What is behind it is newer, or gone; a cache shows what was there before.
    Cached,
    /// Whole, but another copy holds a newer generation.
    Behind,
    /// Whole and the newest, but past the time it said it would be fresh.
    Stale,
    /// Whole, but nobody signed it although the site has keys.
    Unsigned,
    /// Something is missing, different or wrongly labelled.
    Damaged,
    /// Signed by a stranger, or changed after it was signed.
    Untrusted,
    /// It holds another site, or nothing of ours.
    Foreign,
    /// No answer.
    Unreachable,
}

impl State {
    /// One word or two for a table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Cached => "cached",
            Self::Behind => "behind",
            Self::Stale => "stale",
            Self::Unsigned => "unsigned",
            Self::Damaged => "damaged",
            Self::Untrusted => "not trusted",
            Self::Foreign => "not ours",
            Self::Unreachable => "unreachable",
        }
    }

    /// Readers of this copy do not get the site.
    pub fn is_failure(self) -> bool {
        matches!(
            self,
            Self::Damaged | Self::Untrusted | Self::Foreign | Self::Unreachable
        )
    }
}

/// What was found at one address.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// The mirror's name.
    pub mirror: String,
    /// Where it was asked.
    pub address: String,
    /// The machine that was asked, where the address has a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip: Option<IpAddr>,
    /// How it stands.
    pub state: State,
    /// The generation it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generation: Option<u64>,
    /// When that was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// Which of the site's keys has signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<PublicKey>,
    /// How many files were fetched and compared.
    pub checked: usize,
    /// What is wrong, one sentence each.
    pub faults: Vec<String>,
    /// What could be better but keeps nobody from reading.
    pub notes: Vec<String>,
}

impl Verdict {
    /// Of a copy that nobody has reached yet.
    fn unreached(copy: &Copy, ip: Option<IpAddr>) -> Self {
        Verdict {
            mirror: copy.name.clone(),
            address: copy.address.clone(),
            ip,
            state: State::Unreachable,
            generation: None,
            published_at: None,
            signed_by: None,
            checked: 0,
            faults: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// A verdict on one machine, with the heads it rests on.
struct Asked {
    verdict: Verdict,
    /// What readers get.
    head: Option<Generation>,
    /// What they would get past caches.
    origin: Option<Generation>,
    /// The head is signed, or need not be.
    trusted: bool,
}

/// Asks every machine behind every address. The verdicts come in the order of the copies.
pub async fn verify(
    http: &Http,
    copies: &[Copy],
    question: &Question,
    now: DateTime<Utc>,
) -> Vec<Verdict> {
    let once = nonce();
    let each = copies.iter().map(|copy| async {
        let places = place::places(http, copy, question).await;
        let asked = places
            .iter()
            .map(|place| ask::place(place, question, &once));
        join_all(asked).await
    });
    let asked: Vec<Asked> = join_all(each).await.into_iter().flatten().collect();
    let newest = newest(&asked);
    let judged = asked.into_iter().map(|mut asked| {
        if let Some(newest) = &newest {
            judge(&mut asked, newest, now);
        }
        asked.verdict
    });
    judged.collect()
}

/// The newest generation that is there; one that nobody signed only where none is signed.
fn newest(asked: &[Asked]) -> Option<Generation> {
    let of = |trusted: bool| {
        let asked = asked.iter().filter(move |asked| asked.trusted || !trusted);
        let heads = asked.flat_map(|asked| [&asked.head, &asked.origin]);
        heads
            .flatten()
            .max_by(|one, other| one.rank().cmp(&other.rank()))
    };
    of(true).or_else(|| of(false)).cloned()
}

/// Whether a whole copy is the newest, and fresh.
fn judge(asked: &mut Asked, newest: &Generation, now: DateTime<Utc>) {
    let Asked {
        verdict,
        head,
        origin,
        ..
    } = asked;
    let (State::Fresh | State::Unsigned, Some(head)) = (verdict.state, &*head) else {
        return;
    };
    let behind = origin.as_ref().filter(|origin| origin.rank() > head.rank());
    if let Some(behind) = behind {
        verdict.state = State::Cached;
        verdict.faults.push(format!(
            "a cache shows what was there before: generation {} is behind it",
            behind.generation
        ));
    } else if head.rank() < newest.rank() {
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
    } else if head != newest && head.rank() == newest.rank() {
        verdict.state = State::Damaged;
        verdict
            .faults
            .push("its head differs from another copy's of the same generation".to_owned());
    }
}
