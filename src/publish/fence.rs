//! The six steps that put a release on one mirror, whatever its kind: claim, stage, check, flip,
//! verify, collect. An older publish never replaces a newer one, and a publisher may die after any
//! step: readers still get a whole site and the next publisher goes on from there.

pub mod claims;
pub mod drafts;
#[cfg(test)]
mod explore;
pub mod forget;
pub mod objects;
pub mod overwrites;
pub mod refs;
pub mod releases;
pub mod rename;

use super::budget::{self, Budget, Spent};
use super::held::Held;
use super::marker::Marker;
use super::mirror::{Batch, Check, Flip, Look, Mirror, Trouble, Write};
use super::release::{Release, Ticket};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::tree::{Digest, File};
use chrono::{DateTime, Utc};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use std::collections::BTreeMap;

/// How many files are read back at a time.
const AT_ONCE: usize = 16;

/// How often others may move under us before we give up.
const ROUNDS: usize = 8;

/// What the person at the keyboard allows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Deleting more than the alarm's limit, and writing every file anew.
    pub force: bool,
    /// Publishing into a folder that already holds something else.
    pub adopt: bool,
    /// Taking away at once what is kept for readers of earlier generations: it must not be read any more.
    pub erase: bool,
    /// Noting what changed, for a CDN to forget.
    pub purge: bool,
    /// Not reading back what was written: for a folder nobody reads yet.
    pub unread: bool,
    /// How many publishes a day this mirror takes.
    pub budget: Option<Budget>,
    /// Writing over no generation above this one: what a newer one says was not looked at.
    pub unasked: Option<u64>,
}

/// What came of one mirror that could be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// It holds the release now.
    Live {
        /// What changed for readers.
        plan: Plan,
        /// How many files were written, publishing's own included.
        written: usize,
        /// Files were replaced one by one.
        in_place: bool,
        /// An older publish is refused here; else the last writer wins, and it is only repaired.
        fenced: bool,
    },
    /// It held exactly this already; nothing was written.
    Unchanged,
    /// It holds a newer generation, or is about to.
    Superseded(u64),
    /// It takes no more publishes for now; nothing was written.
    Skipped(Spent),
}

/// Makes one mirror hold `release` and these host files.
pub async fn send(
    mirror: &dyn Mirror,
    release: &Release,
    host: &BTreeMap<String, File>,
    allowed: Allowed,
) -> Result<Sent, Trouble> {
    let ticket = &release.ticket;
    let held = Held::ask(mirror, release, None).await?;
    let host = ours(mirror, &held, host).await?;
    let (plan, batch) = match decide(&held, release, &host, allowed)? {
        Decided::Do(plan, batch) => (plan, batch),
        Decided::Nothing(sent) => return Ok(sent),
    };
    let in_place = held.look.in_place;

    let (plan, batch) = match settle(mirror, release, &host, allowed, plan, batch).await {
        Ok(Settled::Ready(plan, batch)) => (plan, batch),
        Ok(Settled::Over(sent)) => {
            mirror.withdraw(ticket).await?;
            return Ok(sent);
        }
        Err(trouble) => {
            let over = overtaken(mirror, ticket).await;
            // Best effort: what is left behind cannot be promoted and the next publisher clears it.
            let _ = mirror.withdraw(ticket).await;
            return over.map_or(Err(trouble), |by| Ok(Sent::Superseded(by)));
        }
    };
    // From here on the claim stays when something fails: it tells the next publisher what is in doubt.
    let mut finished = finish(mirror, release, &batch, allowed).await;
    let (mut plan, mut batch) = (plan, batch);
    for _ in 0..ROUNDS {
        if !matches!(finished, Ok(Flip::Moved)) {
            break;
        }
        let held = Held::ask(mirror, release, Some(ticket)).await?;
        (plan, batch) = match decide(&held, release, &host, allowed)? {
            Decided::Do(plan, batch) => {
                match settle(mirror, release, &host, allowed, plan, batch).await? {
                    Settled::Ready(plan, batch) => (plan, batch),
                    Settled::Over(sent) => return Ok(sent),
                }
            }
            Decided::Nothing(sent) => return Ok(sent),
        };
        finished = finish(mirror, release, &batch, allowed).await;
    }
    if !matches!(finished, Ok(Flip::Live)) {
        let over = overtaken(mirror, ticket).await;
        return match (finished, over) {
            (_, Some(by)) => Ok(Sent::Superseded(by)),
            (Ok(Flip::Moved), None) => Err(others()),
            (Ok(_), None) => Ok(Sent::Superseded(ticket.generation)),
            (Err(trouble), None) => Err(trouble),
        };
    }
    Ok(Sent::Live {
        plan,
        written: batch.write.len(),
        in_place,
        fenced: mirror.fenced(),
    })
}

/// Whether a mirror that showed this holds the release already, so that nothing has to be done.
pub fn is_held(
    look: &Look,
    release: &Release,
    host: &BTreeMap<String, File>,
    allowed: Allowed,
) -> bool {
    let held = Held::shown(look.clone(), release);
    let decided = held.map(|held| decide(&held, release, host, allowed));
    matches!(decided, Some(Ok(Decided::Nothing(Sent::Unchanged))))
}

/// What would be done, without doing it.
pub async fn preview(
    mirror: &dyn Mirror,
    release: &Release,
    host: &BTreeMap<String, File>,
    allowed: Allowed,
) -> Result<Plan, Trouble> {
    let held = Held::ask(mirror, release, None).await?;
    let host = ours(mirror, &held, host).await?;
    let allowed = Allowed {
        force: true,
        ..allowed
    };
    match decide(&held, release, &host, allowed)? {
        Decided::Do(plan, _) => Ok(plan),
        Decided::Nothing(_) => Ok(held.plan(release)),
    }
}

enum Decided {
    Do(Plan, Batch),
    Nothing(Sent),
}

/// From what is held to what is to be done, or a reason not to.
fn decide(
    held: &Held,
    release: &Release,
    host: &BTreeMap<String, File>,
    allowed: Allowed,
) -> Result<Decided, Trouble> {
    refuse_empty(release)?;
    if let Some(site) = held.site().filter(|site| *site != release.site) {
        return Err(Problem::error(
            "other-site",
            format!("this mirror holds another site, `{site}`"),
        )
        .hint("give this mirror another place in `stillup.toml`")
        .into());
    }
    let stranger = held
        .look
        .foreign
        .as_ref()
        .filter(|_| held.site().is_none() && !allowed.adopt);
    if let Some(name) = stranger {
        let what = format!("not empty: `{name}` is there, and nothing of ours");
        return Err(Problem::error("not-empty", what)
            .hint("stillup publish --adopt   # keeps what is there, and writes beside it")
            .into());
    }
    let newer = held.rank().filter(|rank| *rank > release.ticket.rank());
    if let Some((generation, _)) = newer {
        return Ok(Decided::Nothing(Sent::Superseded(generation)));
    }
    refuse_unseen(held, allowed)?;
    let plan = held.plan(release);
    if let Some(alarm) = plan.alarm().filter(|_| !allowed.force) {
        return Err(Problem::error("deletion-alarm", alarm.to_string())
            .hint("stillup plan   # shows what would go; `--force` publishes it all the same")
            .into());
    }
    let Some(mut batch) = held.batch(release, host, &plan, allowed) else {
        return Ok(Decided::Nothing(Sent::Unchanged));
    };
    if allowed.purge {
        batch.marker = forget::noted(held, &plan, &batch);
    }
    if let Some(budget) = &allowed.budget {
        let made = held.marker.as_ref().map_or(&[][..], |marker| &marker.made);
        let spent = budget.refuses(made, budget::says(&plan, release));
        if let Some(spent) = spent.filter(|_| !allowed.force) {
            return Ok(Decided::Nothing(Sent::Skipped(spent)));
        }
        batch.marker = counted(&batch.marker, budget, made);
    }
    Ok(Decided::Do(plan, batch))
}

/// It answered too late to be compared, and holds something newer than those that were.
fn refuse_unseen(held: &Held, allowed: Allowed) -> Result<(), Trouble> {
    let (Some((held, _)), Some(seen)) = (held.rank(), allowed.unasked) else {
        return Ok(());
    };
    if held <= seen || allowed.force {
        return Ok(());
    }
    let what =
        format!("holds generation {held}, newer than any that was looked at: it answered too late");
    Err(Problem::error("unseen-generation", what)
        .because("customers may have read there what the site's files do not say")
        .hint("stillup publish   # once more")
        .into())
}

/// The marker that remembers this publish as one of those of today.
fn counted(marker: &[u8], budget: &Budget, made: &[DateTime<Utc>]) -> Vec<u8> {
    let Some(mut marker) = Marker::parse(marker) else {
        return marker.to_vec();
    };
    marker.made = budget.recent(made);
    marker.made.push(budget.now);
    marker.to_bytes()
}

enum Settled {
    Ready(Plan, Batch),
    Over(Sent),
}

/// Claims, stages and checks until nothing moves in between.
async fn settle(
    mirror: &dyn Mirror,
    release: &Release,
    host: &BTreeMap<String, File>,
    allowed: Allowed,
    mut plan: Plan,
    mut batch: Batch,
) -> Result<Settled, Trouble> {
    let ticket = &release.ticket;
    for _ in 0..ROUNDS {
        mirror.claim(ticket, &batch).await?;
        mirror.stage(ticket, &batch).await?;
        match mirror.check(ticket, &batch).await? {
            Check::Clear => return Ok(Settled::Ready(plan, batch)),
            Check::Superseded(by) => return Ok(Settled::Over(Sent::Superseded(by))),
            Check::Moved => {}
        }
        let held = Held::ask(mirror, release, Some(ticket)).await?;
        match decide(&held, release, host, allowed)? {
            Decided::Do(again, anew) => (plan, batch) = (again, anew),
            Decided::Nothing(sent) => return Ok(Settled::Over(sent)),
        }
    }
    Err(others())
}

/// We gave way to others too often.
fn others() -> Trouble {
    let problem = Problem::error(
        "others-publishing",
        "other publishers kept changing this mirror meanwhile",
    )
    .hint("stillup publish");
    Trouble {
        problem,
        again: true,
    }
}

/// A tree without a home page is a mistake, not a site.
fn refuse_empty(release: &Release) -> Result<(), Trouble> {
    if release.tree.files.contains_key("index.html") {
        return Ok(());
    }
    Err(Problem::error(
        "no-home-page",
        "refused: there is no home page in what would be published",
    )
    .into())
}

/// Host files but those where a stranger's file stands: what others put there stays.
async fn ours(
    mirror: &dyn Mirror,
    held: &Held,
    host: &BTreeMap<String, File>,
) -> Result<BTreeMap<String, File>, Trouble> {
    let mut ours = BTreeMap::new();
    for (path, file) in host {
        let known = held
            .marker
            .as_ref()
            .is_some_and(|marker| marker.own.contains_key(path));
        let doubt = held.look.in_doubt.contains_key(path);
        let stranger = match known || doubt {
            true => false,
            false => mirror
                .read(path)
                .await?
                .is_some_and(|bytes| Digest::of(&bytes) != file.digest),
        };
        if !stranger {
            ours.insert(path.clone(), file.clone());
        }
    }
    Ok(ours)
}

/// The last three steps.
async fn finish(
    mirror: &dyn Mirror,
    release: &Release,
    batch: &Batch,
    allowed: Allowed,
) -> Result<Flip, Trouble> {
    let flipped = mirror.flip(&release.ticket, batch).await?;
    if flipped == Flip::Live {
        if !allowed.unread {
            verify(mirror, &release.ticket, batch).await?;
        }
        mirror.collect(&release.ticket, batch).await?;
    }
    Ok(flipped)
}

/// Makes sure that what was written is there.
async fn verify(mirror: &dyn Mirror, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
    let lost = match mirror.lost(ticket, batch).await? {
        Some(lost) => lost.into_iter().next(),
        None => read_back(mirror, batch).await?,
    };
    let Some(path) = lost else { return Ok(()) };
    let what = format!("`{path}` does not read back as it was written");
    let problem = Problem::error("read-back", what);
    Err(problem.hint("stillup publish   # writes it anew").into())
}

/// The first written file that reads otherwise.
async fn read_back(mirror: &dyn Mirror, batch: &Batch) -> Result<Option<String>, Trouble> {
    let read = |write: &Write| {
        let (path, digest) = (write.path.clone(), write.file.digest);
        async move {
            let found = mirror.read(&path).await?.map(|bytes| Digest::of(&bytes));
            Ok::<_, Trouble>((found != Some(digest)).then_some(path))
        }
    };
    let reads: Vec<_> = batch.write.iter().map(read).collect();
    let mut reads = stream::iter(reads).buffered(AT_ONCE);
    while let Some(lost) = reads.try_next().await? {
        if lost.is_some() {
            return Ok(lost);
        }
    }
    Ok(None)
}

/// The newer generation that is there or on its way, when there is one.
async fn overtaken(mirror: &dyn Mirror, ticket: &Ticket) -> Option<u64> {
    let look = mirror.look(Some(ticket)).await.ok()?;
    let marker = look.marker.as_deref().and_then(Marker::parse);
    let live = marker
        .filter(|marker| marker.rank() > ticket.rank())
        .map(|marker| marker.generation);
    let claimed = look.claimed.filter(|claimed| claimed > ticket);
    live.max(claimed.map(|claimed| claimed.generation))
}
