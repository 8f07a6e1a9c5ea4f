//! All mirrors at once, each apart from the others: its own deadline, its own outcome.
//!
//! One order there is. Where nothing on a mirror refuses an older publish (fence class E), those that do refuse
//! one decide first, and it is written only by whom they let through; see `Word`.

use super::budget::Budget;
use super::fence::forget;
use super::fence::{self, Allowed, Sent};
use super::generation::{self, Generation};
use super::marker::Marker;
use super::mirror::{Look, Looking, Mirror, Trouble};
use super::purge::{Cdn, What};
use super::release::Release;
use super::sign::{Parts, Signature};
use super::watched::{Step, Watched, Watcher};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::tree::File;
use futures_util::future::join_all;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::watch;

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
    /// The CDN in front of it; the error is why it cannot be asked.
    pub cdn: Option<Result<Box<dyn Cdn>, Problem>>,
    /// How many publishes a day it takes.
    pub budget: Option<Budget>,
    /// What it showed when it was surveyed: where nothing has to be done, it is not asked again.
    pub seen: Option<Look>,
    /// The newest generation of those that said in time what they hold, where this one did not: if it holds a newer
    /// one, nobody has seen what that says, and nothing is written over it.
    pub unasked: Option<u64>,
    /// Who watches it being published to.
    pub watcher: Watcher,
}

impl Named {
    /// One that nobody has looked at or watches, and of which nothing more is known.
    pub fn new(name: String, address: String, mirror: Box<dyn Mirror>) -> Self {
        Named {
            name,
            address,
            mirror,
            host: BTreeMap::new(),
            cdn: None,
            budget: None,
            seen: None,
            unasked: None,
            watcher: Watcher::default(),
        }
    }

    fn watched(&self) -> Watched<'_> {
        Watched {
            mirror: &*self.mirror,
            watcher: &self.watcher,
        }
    }

    /// It showed this very release, and looking for damage is not for nothing there.
    fn is_held(&self, release: &Release, allowed: Allowed) -> bool {
        let look = self.seen.as_ref();
        let look = look.filter(|_| self.mirror.looking() != Looking::Free);
        look.is_some_and(|look| fence::is_held(look, release, &self.host, allowed))
    }
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
    /// Readers get this release or a newer one, or at least its words.
    pub fn is_live(&self) -> bool {
        match self {
            Self::Sent(Sent::Skipped(spent)) => !spent.behind,
            Self::Sent(_) => true,
            Self::Failed(_) => false,
        }
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
    /// It had not answered when the others were published to.
    pub late: bool,
    /// What it showed.
    pub look: Option<Look>,
}

/// How long those that were asked are waited for once one has answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks every mirror which generation it holds. One that says nothing does not keep the others: it is
/// `late`, and counts as one that holds nothing yet until it is published to.
pub async fn survey(mirrors: &[Named], deadline: Duration) -> Vec<Result<Seen, Problem>> {
    let (answered, _) = watch::channel(false);
    let each = mirrors.iter().map(|named| {
        let mut heard = answered.subscribe();
        let answered = &answered;
        let late = async move {
            let _ = heard.wait_for(|answered| *answered).await;
            tokio::time::sleep(PATIENCE).await;
        };
        async move {
            let watched = named.watched();
            let seen = tokio::select! {
                seen = within(deadline, see(&watched)) => seen,
                () = late => return Ok(Seen { late: true, ..Seen::default() }),
            };
            match &seen {
                Ok(_) => {
                    answered.send_replace(true);
                    named.watcher.step(Step::Answered);
                }
                Err(problem) => named.watcher.outcome(&Outcome::Failed(problem.clone())),
            }
            seen
        }
    });
    join_all(each).await
}

/// Holds what was seen against each mirror: lets nothing newer than `highest`, the newest that was seen, be written
/// over where nobody looked, and asks nothing twice where nothing is to be done.
pub fn beware(mirrors: &mut [Named], seen: &[Result<Seen, Problem>], highest: u64) {
    for (named, seen) in mirrors.iter_mut().zip(seen) {
        let seen = seen.as_ref().ok();
        named.unasked = seen.filter(|seen| seen.late).map(|_| highest);
        named.seen = seen.and_then(|seen| seen.look.clone());
    }
}

async fn see(mirror: &dyn Mirror) -> Result<Seen, Trouble> {
    let look = mirror.look(None).await?;
    let head_bytes = mirror.read(generation::PATH).await?;
    let head = head_bytes
        .as_deref()
        .and_then(|bytes| Generation::parse(bytes).ok());
    let marker = look.marker.as_deref().and_then(Marker::parse);
    let claimed = look.claimed.as_ref();
    let claimed = claimed.map_or(0, |ticket| ticket.generation);
    let marked = marker.map_or(0, |marker| marker.generation);
    let shown = head.as_ref().map_or(0, |head| head.generation);
    Ok(Seen {
        head,
        signatures: head_bytes
            .as_deref()
            .map(|bytes| Parts::of(bytes).signatures)
            .unwrap_or_default(),
        highest: claimed.max(marked).max(shown),
        late: false,
        look: Some(look),
    })
}

/// Makes every mirror hold `release`.
pub async fn publish(
    mirrors: &[Named],
    release: &Release,
    allowed: Allowed,
    deadline: Duration,
) -> Vec<Outcome> {
    let outcome = |sent: Result<Sent, Problem>| sent.map_or_else(Outcome::Failed, Outcome::Sent);
    // Asked once: some know better when they have begun.
    let fenced: Vec<bool> = mirrors.iter().map(|named| named.mirror.fenced()).collect();
    let (word, _) = watch::channel(Word {
        silent: fenced.iter().filter(|fenced| **fenced).count(),
        ..Word::default()
    });
    let watched: Vec<Watched<'_>> = mirrors.iter().map(Named::watched).collect();
    let each = mirrors.iter().enumerate().map(|(at, named)| {
        let allowed = Allowed {
            purge: named.cdn.is_some(),
            budget: named.budget,
            unasked: named.unasked,
            ..allowed
        };
        let held = named.is_held(release, allowed);
        let watched = &watched[at];
        let sent = async move {
            match held {
                true => Ok(Sent::Unchanged),
                false => fence::send(watched, release, &named.host, allowed).await,
            }
        };
        let (word, outcome, sent) = (&word, &outcome, within(deadline, sent));
        let fenced = fenced[at];
        let work = async move {
            if fenced {
                let outcome = outcome(sent.await);
                word.send_modify(|word| word.hear(at, &outcome));
                return outcome;
            }
            // Bounded: those that hang must not keep it from being published.
            named.watcher.step(Step::Wait);
            let mut heard = word.subscribe();
            let _ = tokio::time::timeout(deadline / 2, heard.wait_for(Word::is_given)).await;
            let authority = heard.borrow().live.map(|at| &*mirrors[at].mirror);
            let ahead = heard.borrow().ahead;
            if let Some(by) = ahead.or(ahead_at(authority, release, deadline).await) {
                return Outcome::Sent(Sent::Superseded(by));
            }
            match (sent.await, ahead_at(authority, release, deadline).await) {
                // Somebody newer has begun meanwhile, and writes over what we wrote, or over half of it.
                (Ok(Sent::Live { .. }), Some(by)) => Outcome::Sent(Sent::Superseded(by)),
                (sent, _) => outcome(sent),
            }
        };
        async move {
            let outcome = work.await;
            named.watcher.outcome(&outcome);
            outcome
        }
    });
    join_all(each).await
}

/// Makes the CDNs in front of these mirrors forget what has changed, and what they did not forget before.
/// Nothing where there was nothing to forget.
pub async fn purge(
    mirrors: &[Named],
    release: &Release,
    outcomes: &[Outcome],
    deadline: Duration,
) -> Vec<Option<Result<(), Problem>>> {
    let each = mirrors
        .iter()
        .zip(outcomes)
        .map(|(named, outcome)| async move {
            let cdn = named.cdn.as_ref()?;
            let written = match outcome {
                Outcome::Sent(Sent::Live { .. }) => true,
                Outcome::Sent(Sent::Unchanged) => false,
                _ => return None,
            };
            let mirror = &*named.mirror;
            let pending = within(deadline, forget::pending(mirror, release, written)).await;
            let noted = match pending {
                Ok(noted) if noted.is_empty() => return None,
                Ok(noted) => noted,
                Err(problem) => return Some(Err(problem)),
            };
            let told = match cdn {
                Ok(cdn) => cdn.forget(&named.address, &What::of(&noted)).await,
                Err(problem) => Err(problem.clone()),
            };
            if let Err(problem) = told {
                return Some(Err(problem));
            }
            // Not struck out, it is only asked for once more.
            let _ = within(deadline, forget::struck_out(mirror, release)).await;
            Some(Ok(()))
        });
    join_all(each).await
}

/// What the mirrors that refuse an older publish said of this one. The others wait for it: an older publish
/// then hardly ever writes to them after a newer one did.
#[derive(Debug, Default)]
struct Word {
    /// How many have not said anything yet.
    silent: usize,
    /// One that let it through.
    live: Option<usize>,
    /// A newer publish that one of them knows.
    ahead: Option<u64>,
}

impl Word {
    fn hear(&mut self, at: usize, outcome: &Outcome) {
        self.silent -= 1;
        match outcome {
            Outcome::Sent(Sent::Superseded(by)) => self.ahead = self.ahead.max(Some(*by)),
            Outcome::Sent(_) => self.live = self.live.or(Some(at)),
            Outcome::Failed(_) => {}
        }
    }

    fn is_given(&self) -> bool {
        self.silent == 0 || self.live.is_some() || self.ahead.is_some()
    }
}

/// The newer publish that this mirror knows, as far as it can be asked.
async fn ahead_at(
    authority: Option<&dyn Mirror>,
    release: &Release,
    deadline: Duration,
) -> Option<u64> {
    let own = &release.ticket;
    let look = within(deadline, authority?.look(Some(own))).await.ok()?;
    let marker = look.marker.as_deref().and_then(Marker::parse);
    let marked = marker.filter(|marker| marker.rank() > own.rank());
    let claimed = look.claimed.filter(|claimed| claimed > own);
    let marked = marked.map(|marker| marker.generation);
    marked.max(claimed.map(|claimed| claimed.generation))
}

/// The mirror that decided for those on which the last writer wins: the first that refuses an older publish
/// and let this one through.
pub fn authority<'a>(mirrors: &'a [Named], outcomes: &[Outcome]) -> Option<&'a Named> {
    let mut both = mirrors.iter().zip(outcomes);
    let found = both.find(|(named, outcome)| {
        let held = matches!(outcome, Outcome::Sent(Sent::Live { .. } | Sent::Unchanged));
        held && named.mirror.fenced()
    });
    found.map(|(named, _)| named)
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
