//! `dns apply`: tells each provider, apart from all others.

use super::plan::{Reviewed, review, show};
use super::reread;
use super::world::{World, named};
use crate::command::mirrors::wait_for;
use crate::command::{Context, Exit, Outcome, Stop};
use crate::problem::Problem;
use futures_util::future::join_all;

/// What `dns apply` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ApplyArgs {
    /// Do exactly this plan, as `dns plan` printed it, and nothing when it has become another
    #[arg(long, value_name = "HASH")]
    pub plan: Option<String>,
    /// Tell this provider only; may be given several times
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Do it whatever speaks against it, and without a reviewed plan
    #[arg(long)]
    pub i_know: bool,
    /// Wait so many seconds for every name server to serve what is new
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub wait: u64,
}

/// Applies.
///
/// # Errors
/// There is nothing to apply, or something speaks against it.
pub fn run(ctx: &Context, args: &ApplyArgs) -> Outcome {
    let world = World::load(ctx, None)?;
    ctx.report(&world.problems);
    let reviewed = review(ctx, &world, &args.only)?;
    show(ctx, &reviewed);
    if reviewed.is_empty() {
        return Ok(reviewed.exit());
    }
    if !args.i_know {
        agreed(&reviewed, args.plan.as_deref())?;
    }
    let mut exit = tell(ctx, &reviewed, args.i_know)?;
    exit = exit.and(reread::run(ctx, &world, &reviewed, args.wait)?);
    Ok(exit)
}

/// Whether this is what was reviewed, and nothing speaks against it.
fn agreed(reviewed: &Reviewed<'_>, plan: Option<&str>) -> Result<(), Stop> {
    let digest = &reviewed.digest;
    let hint = format!("stillup dns apply --plan {digest}");
    match plan {
        None => {
            let problem = Problem::error(
                "no-plan",
                "nothing was done: say which plan you have looked at",
            );
            return Err(Stop::arguments(problem.hint(hint)));
        }
        Some(plan) if plan != digest => {
            let what = format!("nothing was done: the plan is no longer `{plan}`");
            return Err(Stop::findings(
                Problem::error("another-plan", what)
                    .hint(format!("{hint}   # when the one above is right")),
            ));
        }
        Some(_) => {}
    }
    if reviewed.objections.iter().any(|list| !list.is_empty()) {
        let problem = Problem::error(
            "objections",
            "nothing was done: something speaks against it, as said above",
        );
        return Err(Stop::findings(problem.hint(format!("{hint} --i-know"))));
    }
    Ok(())
}

/// Tells all of them; one that fails keeps no other from being told.
pub fn tell(ctx: &Context, reviewed: &Reviewed<'_>, overrule: bool) -> Result<Exit, Problem> {
    let each = reviewed
        .plans
        .iter()
        .map(async |(at, planned)| match planned {
            Ok(planned) if planned.steps.is_empty() => None,
            Ok(planned) => Some((
                at,
                planned,
                at.provider.apply(at.zone, planned, overrule).await,
            )),
            // Said already.
            Err(_) => None,
        });
    let done = wait_for(join_all(each))?;
    let mut exit = reviewed.exit();
    for (at, planned, outcome) in done.into_iter().flatten() {
        match outcome {
            Ok(()) => {
                let count = planned.steps.len();
                let changes = if count == 1 { "change" } else { "changes" };
                ctx.say(&format!(
                    "{} at {}: {count} {changes} made",
                    at.zone.name().bare(),
                    at.name
                ));
            }
            Err(problem) => {
                ctx.report(&[named(at, problem)]);
                exit = exit.and(Exit::Targets);
            }
        }
    }
    Ok(exit)
}
