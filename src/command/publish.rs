//! `publish`: makes every mirror hold the site as it stands, each apart from the others.

use super::mirrors::{before, open, wait_for};
use super::press::{Press, Reason};
use super::progress::Progress;
use super::receipt::Receipt;
use super::{Context, Exit, Stop, board, carried, dependency, kept, readers, signing};
use crate::net::http::Http;
use crate::problem::Problem;
use crate::publish::apart::{self, Named, Outcome, Seen};
use crate::publish::fence::Allowed;
use crate::publish::release::{self, Release};
use chrono::TimeDelta;
use std::time::Duration;

/// What `publish` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct PublishArgs {
    /// Publish to this mirror only; may be given several times
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// End with 0 when this many mirrors are live, though others failed
    #[arg(long, value_name = "N")]
    pub quorum: Option<usize>,
    /// Write every file anew, and delete as much as it takes
    #[arg(long)]
    pub force: bool,
    /// Publish into folders that hold something else already; what is there stays
    #[arg(long)]
    pub adopt: bool,
    /// Publish nothing when any of the site's files has a problem
    #[arg(long)]
    pub strict: bool,
    /// Publish this incident as its file has it now, or not at all, though customers have read more; may be given several times
    #[arg(long, value_name = "ID")]
    pub retract: Vec<String>,
    /// With `--retract`: take away what copies keep of earlier generations, too
    #[arg(long, requires = "retract")]
    pub erase: bool,
    /// Give up on a mirror after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
    /// Ask no dependency how it is
    #[arg(skip)]
    pub from_here: bool,
}

/// Publishes.
///
/// # Errors
/// Nothing could be published at all.
pub fn run(ctx: &Context, args: &PublishArgs) -> Result<Exit, Stop> {
    if args.erase {
        // It knows every text that was read. Everything is then read and printed again.
        let _ = std::fs::remove_dir_all(ctx.root.join(".stillup/cache"));
    }
    let deadline = Duration::from_secs(args.deadline.max(1));
    let pulled = std::thread::scope(|side| {
        if !args.from_here {
            side.spawn(|| dependency::refresh(ctx));
        }
        board::refresh(ctx, deadline)
    });
    carried::board(ctx, deadline)?;
    let mut press = Press::load_and_keep(ctx)?;
    press.problems.extend(pulled);
    ctx.report(&press.problems);
    if args.strict && press.problems.iter().any(Problem::is_error) {
        return Err(refused("the site's files have problems").into());
    }
    let mirrors = open(ctx, &press, &args.only)?;
    let done = wait_for(send(ctx, args, &mut press, mirrors))??;
    let exit = conclude(ctx, args, &press, &done);
    Ok(exit)
}

fn refused(why: &str) -> Problem {
    Problem::error("strict", format!("nothing was published: {why}"))
        .hint("stillup publish   # without `--strict` publishes all that can be read")
}

/// All that a publish came to.
struct Done {
    receipt: Receipt,
    outcomes: Vec<Outcome>,
    purged: Vec<Option<Result<(), Problem>>>,
    findings: Vec<Problem>,
}

async fn send(
    ctx: &Context,
    args: &PublishArgs,
    press: &mut Press,
    mut mirrors: Vec<Named>,
) -> Result<Done, Stop> {
    let deadline = Duration::from_secs(args.deadline.max(1));
    let progress = Progress::new(ctx, &mut mirrors);
    let seen = apart::survey(&mirrors, deadline).await;
    let before = before(&seen, &press.config.settings.id);
    let told = press.problems.len();
    let asked = kept::keep(&mirrors, &seen, press, &before, &args.retract, deadline);
    let (mut release, reason) = asked.await?;
    progress.aside(|| ctx.report(&press.problems[told..]));
    if args.strict && press.problems[told..].iter().any(Problem::is_error) {
        return Err(refused("customers have read more than the site's files say").into());
    }
    let findings = [
        press.clock(&before),
        signing::finding(press, &release, &before),
    ];
    press.remember(ctx, &release);
    apart::beware(&mut mirrors, &seen, before.highest);
    let (mut there, gone) = answered(mirrors, seen);
    let allowed = Allowed {
        force: args.force,
        adopt: args.adopt,
        erase: args.erase,
        ..Allowed::default()
    };
    let mut outcomes = apart::publish(&there, &release, allowed, deadline).await;
    if args.erase {
        forget(&there, &mut release, allowed, deadline, &mut outcomes, ctx).await;
    }
    let mut purged = apart::purge(&there, &release, &outcomes, deadline).await;
    for (named, outcome) in gone {
        there.push(named);
        outcomes.push(outcome);
        purged.push(None);
    }
    drop(progress);
    let mut receipt = Receipt::new(&release, reason, &there, &outcomes, &press.problems);
    receipt.seen(readers::look(press, &release, &there, &outcomes).await);
    receipt.purged(&purged);
    receipt.keep(&ctx.root);
    let well = served(&outcomes, &purged).count();
    if well == outcomes.len() {
        ping(ctx, press).await;
    }
    ctx.report(&unpurged(&there, &purged));
    report(ctx, &receipt, reason, &there, &outcomes);
    if args.erase {
        unreached(ctx, &there, &outcomes);
    }
    let live = outcomes.iter().any(Outcome::is_live);
    if live && press.config.keys.is_empty() && before.newest.is_none() {
        ctx.say(signing::NO_KEYS);
    }
    Ok(Done {
        receipt,
        outcomes,
        purged,
        findings: findings.into_iter().flatten().collect(),
    })
}

/// Those to publish to, and those that did not even answer, which are not asked again.
fn answered(
    mirrors: Vec<Named>,
    seen: Vec<Result<Seen, Problem>>,
) -> (Vec<Named>, Vec<(Named, Outcome)>) {
    let (mut there, mut gone) = (Vec::new(), Vec::new());
    for (named, seen) in mirrors.into_iter().zip(seen) {
        match seen {
            Ok(_) => there.push(named),
            Err(problem) => gone.push((named, Outcome::Failed(problem))),
        }
    }
    (there, gone)
}

/// Why readers of some mirrors may still get old pages.
fn unpurged(mirrors: &[Named], purged: &[Option<Result<(), Problem>>]) -> Vec<Problem> {
    let failed = mirrors.iter().zip(purged);
    let failed =
        failed.filter_map(|(named, purged)| Some((named, purged.as_ref()?.as_ref().err()?)));
    failed.map(|(named, problem)| of(named, problem)).collect()
}

/// Mirrors whose readers get this release or a newer one: live, and the CDN in front forgot what was before.
fn served<'a>(
    outcomes: &'a [Outcome],
    purged: &'a [Option<Result<(), Problem>>],
) -> impl Iterator<Item = &'a Outcome> {
    let both = outcomes.iter().zip(purged);
    let served =
        both.filter(|(outcome, purged)| outcome.is_live() && !matches!(purged, Some(Err(_))));
    served.map(|(outcome, _)| outcome)
}

/// A problem, with the mirror it is about.
fn of(named: &Named, problem: &Problem) -> Problem {
    Problem {
        what: format!("mirror `{}`: {}", named.name, problem.what),
        ..problem.clone()
    }
}

fn report(
    ctx: &Context,
    receipt: &Receipt,
    reason: Reason,
    mirrors: &[Named],
    outcomes: &[Outcome],
) {
    let failed: Vec<Problem> = mirrors
        .iter()
        .zip(outcomes)
        .filter_map(|(named, outcome)| match outcome {
            Outcome::Failed(problem) => Some(of(named, problem)),
            Outcome::Sent(_) => None,
        })
        .collect();
    ctx.report(&failed);
    ctx.say(&receipt.words());
    let headline = match reason {
        _ if !outcomes.iter().any(Outcome::is_live) => {
            "no mirror took it: nothing was published".into()
        }
        Reason::Changed => format!("generation {} published", receipt.generation),
        Reason::Heartbeat => format!(
            "nothing new to say: generation {} only renews the age",
            receipt.generation
        ),
        Reason::Same => format!("nothing new since generation {}", receipt.generation),
    };
    ctx.say(&headline);
}

/// Once more, since mirrors remember by name what they were to take away: that it is gone is known only now.
async fn forget(
    mirrors: &[Named],
    release: &mut Release,
    allowed: Allowed,
    deadline: Duration,
    outcomes: &mut [Outcome],
    ctx: &Context,
) {
    release.ticket.run = release::run(ctx.now + TimeDelta::milliseconds(1));
    let again = apart::publish(mirrors, release, allowed, deadline).await;
    for (outcome, again) in outcomes.iter_mut().zip(again) {
        if outcome.is_live() && !again.is_live() {
            *outcome = again;
        }
    }
}

/// Where what was erased may still be: no request of ours reaches there.
fn unreached(ctx: &Context, mirrors: &[Named], outcomes: &[Outcome]) {
    for (named, outcome) in mirrors.iter().zip(outcomes) {
        let name = &named.name;
        match (outcome.is_live(), named.mirror.keeps()) {
            (false, _) => ctx.say(&format!(
                "not erased: mirror `{name}` was not reached; the next `stillup publish --retract … --erase` tries again"
            )),
            (true, Some(what)) => ctx.say(&format!("not erased: mirror `{name}` may keep {what}")),
            (true, None) => {}
        }
    }
    ctx.say("not erased: caches of readers, search engines and archives; the history of your own repository and backups");
}

/// Tells whoever waits to hear from us that all went well.
async fn ping(ctx: &Context, press: &Press) {
    let Some(url) = &press.config.publish.ping else {
        return;
    };
    let answer = match Http::new(Duration::from_secs(10)) {
        Ok(http) => http.get(url, 1 << 20).await,
        Err(why) => Err(why),
    };
    match answer {
        Ok(answer) if answer.status < 400 => {}
        Ok(answer) => ctx.say(&format!(
            "the address in `[publish] ping` answered with {}",
            answer.status
        )),
        Err(why) => ctx.say(&format!(
            "the address in `[publish] ping` did not answer: {why}"
        )),
    }
}

fn conclude(ctx: &Context, args: &PublishArgs, press: &Press, done: &Done) -> Exit {
    if ctx.json {
        ctx.print(&done.receipt.json());
    }
    let live = served(&done.outcomes, &done.purged).count();
    let enough = args
        .quorum
        .or(press.config.publish.quorum)
        .unwrap_or(done.outcomes.len());
    let mut exit = if live >= enough {
        Exit::Done
    } else {
        Exit::Targets
    };
    if press.problems.iter().any(Problem::is_error) {
        exit = exit.and(Exit::Problem);
    }
    if !done.findings.is_empty() {
        ctx.report(&done.findings);
        exit = exit.and(Exit::Findings);
    }
    exit
}
