//! `publish`: makes every mirror hold the site as it stands, each apart from the others.

use super::mirrors::{before, open, wait_for};
use super::press::{Press, Reason};
use super::receipt::Receipt;
use super::{Context, Exit, Stop, board, readers, signing};
use crate::net::http::Http;
use crate::problem::Problem;
use crate::publish::apart::{self, Named, Outcome};
use crate::publish::fence::Allowed;
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
    /// Give up on a mirror after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
}

/// Publishes.
///
/// # Errors
/// Nothing could be published at all.
pub fn run(ctx: &Context, args: &PublishArgs) -> Result<Exit, Stop> {
    let pulled = board::refresh(ctx, Duration::from_secs(args.deadline));
    let mut press = Press::load_and_keep(ctx)?;
    press.problems.extend(pulled);
    ctx.report(&press.problems);
    if args.strict && press.problems.iter().any(Problem::is_error) {
        let refused = Problem::error(
            "strict",
            "nothing was published: the site's files have problems",
        );
        return Err(refused
            .hint("stillup publish   # without `--strict` publishes all that can be read")
            .into());
    }
    let mirrors = open(ctx, &press, &args.only)?;
    let done = wait_for(send(ctx, args, &press, mirrors))??;
    let exit = conclude(ctx, args, &press, &done);
    Ok(exit)
}

/// All that a publish came to.
struct Done {
    receipt: Receipt,
    outcomes: Vec<Outcome>,
    findings: Vec<Problem>,
}

async fn send(
    ctx: &Context,
    args: &PublishArgs,
    press: &Press,
    mirrors: Vec<Named>,
) -> Result<Done, Problem> {
    let deadline = Duration::from_secs(args.deadline.max(1));
    let seen = apart::survey(&mirrors, deadline).await;
    let before = before(&seen, &press.config.settings.id);
    let (release, reason) = press.release(&before)?;
    let findings = [
        press.clock(&before),
        signing::finding(press, &release, &before),
    ];
    press.remember(ctx, &release);
    // Those that did not even answer are not asked again.
    let (mut there, mut gone) = (Vec::new(), Vec::new());
    for (named, seen) in mirrors.into_iter().zip(seen) {
        match seen {
            Ok(_) => there.push(named),
            Err(problem) => gone.push((named, Outcome::Failed(problem))),
        }
    }
    let allowed = Allowed {
        force: args.force,
        adopt: args.adopt,
        unread: false,
    };
    let mut outcomes = apart::publish(&there, &release, allowed, deadline).await;
    for (named, outcome) in gone {
        there.push(named);
        outcomes.push(outcome);
    }
    let mut receipt = Receipt::new(&release, reason, &there, &outcomes, &press.problems);
    receipt.seen(readers::look(press, &release, &there, &outcomes).await);
    receipt.keep(&ctx.root);
    if outcomes.iter().all(Outcome::is_live) {
        ping(ctx, press).await;
    }
    report(ctx, &receipt, reason, &there, &outcomes);
    let live = outcomes.iter().any(Outcome::is_live);
    if live && press.config.keys.is_empty() && before.newest.is_none() {
        ctx.say(signing::NO_KEYS);
    }
    Ok(Done {
        receipt,
        outcomes,
        findings: findings.into_iter().flatten().collect(),
    })
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
            Outcome::Failed(problem) => Some(Problem {
                what: format!("mirror `{}`: {}", named.name, problem.what),
                ..problem.clone()
            }),
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
    let live = done
        .outcomes
        .iter()
        .filter(|outcome| outcome.is_live())
        .count();
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
