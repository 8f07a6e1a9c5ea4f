//! All mirrors at once, each apart from the others: its own deadline, its own outcome.

use super::fence::{self, Allowed, Sent};
use super::generation::{self, Generation};
use super::marker::Marker;
use super::mirror::{Mirror, Trouble};
use super::release::Release;
use super::sign::{Parts, Signature};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::tree::File;
use futures_util::future::join_all;
use std::collections::BTreeMap;
use std::time::Duration;

/// One mirror with its name and what only it holds.
pub struct Named {
    /// Its name in the configuration.
    pub name: String,
    /// Where it is read, without a trailing slash.
    pub address: String,
    /// How it is reached.
    pub mirror: Box<dyn Mirror>,
    /// Its host files.
    pub host: BTreeMap<String, File>,
}

/// What came of one mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was reached.
    Sent(Sent),
    /// It was not, or could not be changed.
    Failed(Problem),
}

impl Outcome {
    /// Readers get this release or a newer one.
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Sent(_))
    }
}

/// What a mirror holds before anything is decided.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// `generation.json`, when it is there and can be read.
    pub head: Option<Generation>,
    /// What stands behind it; nobody has verified it.
    pub signatures: Vec<Signature>,
    /// The highest generation that is there or claimed.
    pub highest: u64,
}

/// Asks every mirror which generation it holds.
pub async fn survey(mirrors: &[Named], deadline: Duration) -> Vec<Result<Seen, Problem>> {
    join_all(
        mirrors
            .iter()
            .map(|named| within(deadline, see(&*named.mirror))),
    )
    .await
}

async fn see(mirror: &dyn Mirror) -> Result<Seen, Trouble> {
    let look = mirror.look(None).await?;
    let head_bytes = mirror.read(generation::PATH).await?;
    let head = head_bytes
        .as_deref()
        .and_then(|bytes| Generation::parse(bytes).ok());
    let marker = look.marker.as_deref().and_then(Marker::parse);
    let claimed = look.claimed.map_or(0, |ticket| ticket.generation);
    let marked = marker.map_or(0, |marker| marker.generation);
    let shown = head.as_ref().map_or(0, |head| head.generation);
    Ok(Seen {
        head,
        signatures: head_bytes
            .as_deref()
            .map(|bytes| Parts::of(bytes).signatures)
            .unwrap_or_default(),
        highest: claimed.max(marked).max(shown),
    })
}

/// Makes every mirror hold `release`.
pub async fn publish(
    mirrors: &[Named],
    release: &Release,
    allowed: Allowed,
    deadline: Duration,
) -> Vec<Outcome> {
    let each = mirrors.iter().map(|named| async move {
        let sent = fence::send(&*named.mirror, release, &named.host, allowed);
        within(deadline, sent)
            .await
            .map_or_else(Outcome::Failed, Outcome::Sent)
    });
    join_all(each).await
}

/// What would be done at every mirror.
pub async fn preview(
    mirrors: &[Named],
    release: &Release,
    allowed: Allowed,
    deadline: Duration,
) -> Vec<Result<Plan, Problem>> {
    let each = mirrors.iter().map(|named| {
        let plan = fence::preview(&*named.mirror, release, &named.host, allowed);
        within(deadline, plan)
    });
    join_all(each).await
}

async fn within<T>(
    deadline: Duration,
    work: impl Future<Output = Result<T, Trouble>>,
) -> Result<T, Problem> {
    match tokio::time::timeout(deadline, work).await {
        Ok(done) => done.map_err(|trouble| trouble.problem),
        Err(_) => {
            let what = format!("not done within {} seconds", deadline.as_secs());
            Err(Problem::error("deadline", what)
                .hint("stillup publish   # goes on from where it was"))
        }
    }
}
