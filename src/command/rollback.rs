//! `rollback`: what an earlier generation said, as a new one. `prune`: takes earlier ones away.
//!
//! Earlier generations are read from mirrors that keep them whole. The files of the site stay as they
//! are: the next publish from them replaces what was put back.

use super::mirrors::{before, open, wait_for};
use super::press::Press;
use super::progress::Progress;
use super::receipt::Receipt;
use super::{Context, Exit, Outcome, Stop, press};
use crate::problem::Problem;
use crate::publish::apart::{self, Named};
use crate::publish::earlier;
use crate::publish::fence::Allowed;
use crate::publish::generation::Generation;
use crate::publish::manifest::Manifest;
use crate::publish::mirror::Trouble;
use crate::publish::release::Ticket;
use arcstr::ArcStr;
use std::collections::BTreeMap;
use std::time::Duration;

/// What `rollback` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct RollbackArgs {
    /// Which to put back; lists them when absent
    pub generation: Option<u64>,
    /// Put it back although updates that customers have read disappear, and delete as much as it takes
    #[arg(long)]
    pub force: bool,
    /// Give up on a mirror after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
}

/// What `prune` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct PruneArgs {
    /// How many earlier generations stay on each mirror
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub keep: usize,
    /// Give up on a mirror after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
}

/// Where one earlier generation still is.
#[derive(serde::Serialize)]
struct Kept {
    generation: u64,
    published_at: chrono::DateTime<chrono::Utc>,
    mirror: String,
    #[serde(skip)]
    ticket: Ticket,
    #[serde(skip)]
    at: usize,
}

/// Lists what can be put back, or puts one back.
///
/// # Errors
/// No mirror holds it whole.
pub fn run(ctx: &Context, args: &RollbackArgs) -> Outcome {
    let press = Press::load(ctx)?;
    let mut mirrors = open(ctx, &press, &[])?;
    let deadline = Duration::from_secs(args.deadline.max(1));
    let (kept, doubted) = wait_for(kept(&press, &mirrors, deadline))?;
    let Some(wanted) = args.generation else {
        return Ok(list(ctx, &kept, doubted));
    };
    let sources: Vec<&Kept> = kept
        .iter()
        .filter(|kept| kept.generation == wanted)
        .collect();
    if sources.is_empty() {
        let what = format!("no mirror holds generation {wanted} beside what it serves");
        return Err(Problem::error("no-such-generation", what)
            .because("only mirrors that switch whole folders keep earlier ones: `dir` and `sftp` with releases")
            .hint("git revert …   # and `stillup publish`: the files of the site know everything")
            .into());
    }
    wait_for(put_back(ctx, args, &press, &mut mirrors, &sources))?
}

/// Every earlier generation that some mirror holds, the newest first; and how many are there that are not believed.
async fn kept(press: &Press, mirrors: &[Named], deadline: Duration) -> (Vec<Kept>, usize) {
    let (mut all, mut doubted) = (Vec::new(), 0);
    for (at, named) in mirrors.iter().enumerate() {
        let found = tokio::time::timeout(deadline, async {
            let (mut found, mut doubted) = (Vec::new(), 0);
            for ticket in named.mirror.earlier().await? {
                let site = &press.config.settings.id;
                let head = earlier::head(&*named.mirror, &ticket, site, &press.config.keys).await;
                // What cannot be believed or read is nothing to put back.
                match head {
                    Ok(head) => found.push((ticket, head)),
                    Err(_) => doubted += 1,
                }
            }
            Ok::<_, Trouble>((found, doubted))
        });
        let Ok(Ok((found, not_believed))) = found.await else {
            continue;
        };
        doubted += not_believed;
        all.extend(found.into_iter().map(|(ticket, head)| Kept {
            generation: head.generation,
            published_at: head.published_at,
            mirror: named.name.clone(),
            ticket,
            at,
        }));
    }
    all.sort_by_key(|kept| std::cmp::Reverse(kept.generation));
    (all, doubted)
}

fn list(ctx: &Context, kept: &[Kept], doubted: usize) -> Exit {
    if ctx.json {
        let text = serde_json::to_string_pretty(kept).expect("plain data is always JSON");
        ctx.print(&format!("{text}\n"));
        return Exit::Done;
    }
    let mut by: BTreeMap<u64, (String, Vec<&str>)> = BTreeMap::new();
    for kept in kept {
        let at = kept.published_at.format("%Y-%m-%d %H:%M UTC").to_string();
        let line = by.entry(kept.generation).or_insert((at, Vec::new()));
        line.1.push(&kept.mirror);
    }
    for (generation, (at, mirrors)) in by.iter().rev() {
        ctx.print(&format!("{generation}  {at}  {}\n", mirrors.join(", ")));
    }
    if doubted > 0 {
        ctx.say("earlier generations that no key of the site has signed, or that cannot be read, are not put back");
    } else if by.is_empty() {
        ctx.say("no mirror holds an earlier generation: `git revert` and `stillup publish` do the same from the files");
    }
    Exit::Done
}

async fn put_back(
    ctx: &Context,
    args: &RollbackArgs,
    press: &Press,
    mirrors: &mut [Named],
    sources: &[&Kept],
) -> Outcome {
    let deadline = Duration::from_secs(args.deadline.max(1));
    let found = fetch(press, mirrors, sources, deadline).await?;
    let seen = apart::survey(mirrors, deadline).await;
    let before = before(&seen, &press.config.settings.id);
    apart::beware(mirrors, &seen, before.highest);
    if !args.force {
        let gone = unsaid(mirrors, before.newest.as_ref(), &found.manifest).await;
        refuse_unsaid(gone, sources[0].generation)?;
    }
    let release = press.again(found.tree, &before);
    let allowed = Allowed {
        force: args.force,
        ..Allowed::default()
    };
    let progress = Progress::new(ctx, mirrors);
    let outcomes = apart::publish(mirrors, &release, allowed, deadline).await;
    let purged = apart::purge(mirrors, &release, &outcomes, deadline).await;
    drop(progress);
    let reason = press::Reason::Changed;
    let mut receipt = Receipt::new(&release, reason, mirrors, &outcomes, &[]);
    receipt.purged(&purged);
    receipt.keep(&ctx.root);
    for (named, outcome) in mirrors.iter().zip(&outcomes) {
        if let apart::Outcome::Failed(problem) = outcome {
            let what = format!("mirror `{}`: {}", named.name, problem.what);
            ctx.report(&[Problem {
                what,
                ..problem.clone()
            }]);
        }
    }
    ctx.say(&receipt.words());
    let (new, old) = (release.generation.generation, sources[0].generation);
    ctx.say(&format!(
        "generation {new} says again what {old} said, and how old that is;\n\
         the next publish replaces it by what the files say: mend those before it runs"
    ));
    if ctx.json {
        ctx.print(&receipt.json());
    }
    let stale = purged
        .iter()
        .flatten()
        .filter_map(|told| told.clone().err());
    let stale: Vec<Problem> = stale.collect();
    ctx.report(&stale);
    Ok(
        match stale.is_empty() && outcomes.iter().all(apart::Outcome::is_live) {
            true => Exit::Done,
            false => Exit::Targets,
        },
    )
}

/// What customers have read goes only when that is said.
fn refuse_unsaid(gone: Option<Vec<String>>, wanted: u64) -> Result<(), Problem> {
    let problem = match gone {
        Some(gone) if gone.is_empty() => return Ok(()),
        Some(gone) => {
            let what = format!(
                "{} that customers have read would disappear",
                count(gone.len())
            );
            Problem::error("would-unsay", what).because(gone.join(", "))
        }
        None => {
            let what = "updates that customers have read may disappear";
            let why = "no mirror's own list of what it holds can be read";
            Problem::error("would-unsay", what).because(why)
        }
    };
    Err(problem.hint(format!("stillup rollback {wanted} --force")))
}

fn count(updates: usize) -> String {
    match updates {
        1 => "an update".to_owned(),
        more => format!("{more} updates"),
    }
}

/// The tree, and what it is made of by the manifest it came with.
struct Found {
    tree: crate::tree::Tree,
    manifest: Manifest,
}

/// Reads it from the first mirror that has all of it.
async fn fetch(
    press: &Press,
    mirrors: &[Named],
    sources: &[&Kept],
    deadline: Duration,
) -> Result<Found, Stop> {
    let mut problems = Vec::new();
    for source in sources {
        let site = &press.config.settings.id;
        let mirror = &*mirrors[source.at].mirror;
        let read = earlier::read(mirror, &source.ticket, site, &press.config.keys);
        match tokio::time::timeout(deadline, read).await {
            Ok(Ok(earlier)) => {
                let manifest = Manifest::of(&earlier.tree);
                return Ok(Found {
                    tree: earlier.tree,
                    manifest,
                });
            }
            Ok(Err(trouble)) => problems.push(trouble.problem),
            Err(_) => {
                let what = format!("mirror `{}` did not give all of it in time", source.mirror);
                problems
                    .push(Problem::error("deadline", what).hint("stillup rollback --deadline 600"));
            }
        }
    }
    Err(problems.into())
}

/// Updates that are public now and would not be: where they stand, and which. Nothing when that cannot be told.
async fn unsaid(
    mirrors: &[Named],
    newest: Option<&Generation>,
    then: &Manifest,
) -> Option<Vec<String>> {
    let Some(newest) = newest else {
        return Some(Vec::new());
    };
    for named in mirrors {
        let Ok(now) = live(named, newest).await else {
            continue;
        };
        let says = |manifest: &Manifest| -> BTreeMap<String, Vec<ArcStr>> {
            let said = manifest
                .entries()
                .filter(|(_, entry)| !entry.updates.is_empty());
            said.map(|(path, entry)| (path.clone(), entry.updates.to_vec()))
                .collect()
        };
        let (now, then) = (says(&now), says(then));
        let missing = now.iter().flat_map(|(path, updates)| {
            let kept = then.get(path);
            let gone = updates
                .iter()
                .filter(move |id| !kept.is_some_and(|kept| kept.contains(id)));
            gone.map(move |id| format!("`{path}#{id}`"))
        });
        return Some(missing.collect());
    }
    None
}

/// What a mirror's own manifest says it holds now.
async fn live(named: &Named, newest: &Generation) -> Result<Manifest, Trouble> {
    let name = &named.name;
    let unknown = || {
        Trouble::from(Problem::error(
            "no-manifest",
            format!("`{name}` has no manifest"),
        ))
    };
    let read = |digest: crate::tree::Digest| async move {
        let path = crate::publish::manifest::path(&digest);
        named.mirror.read(&path).await?.ok_or_else(unknown)
    };
    let root = read(newest.manifest.digest).await?;
    let mut manifest = Manifest::default();
    for line in Manifest::parse_root(&root).map_err(|_| unknown())? {
        let (part, piece) = line.read();
        let files = Manifest::parse_part(&read(piece.digest).await?).map_err(|_| unknown())?;
        manifest.parts.insert(part, std::sync::Arc::new(files));
    }
    Ok(manifest)
}

/// Takes earlier generations away.
///
/// # Errors
/// There are no mirrors.
pub fn prune(ctx: &Context, args: &PruneArgs) -> Outcome {
    let press = Press::load(ctx)?;
    let mirrors = open(ctx, &press, &[])?;
    let deadline = Duration::from_secs(args.deadline.max(1));
    wait_for(async {
        let mut exit = Exit::Done;
        for named in &mirrors {
            let done = tokio::time::timeout(deadline, async {
                let all = named.mirror.earlier().await?;
                for old in all.iter().skip(args.keep) {
                    named.mirror.forget(old).await?;
                }
                Ok::<_, Trouble>((
                    all.len().min(args.keep),
                    all.len().saturating_sub(args.keep),
                ))
            });
            let words = match done.await {
                Ok(Ok((0, 0))) => "keeps no earlier generation".to_owned(),
                Ok(Ok((kept, 1))) => format!("1 earlier generation removed, {kept} kept"),
                Ok(Ok((kept, gone))) => format!("{gone} earlier generations removed, {kept} kept"),
                Ok(Err(trouble)) => {
                    exit = exit.and(Exit::Targets);
                    trouble.problem.what
                }
                Err(_) => {
                    exit = exit.and(Exit::Targets);
                    format!("not done within {} seconds", deadline.as_secs())
                }
            };
            ctx.say(&format!("{}  {words}", named.name));
        }
        Ok(exit)
    })?
}
