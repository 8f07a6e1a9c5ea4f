//! `dns plan`: what each provider would be told.

use super::live;
use super::world::{At, World, named, plans};
use crate::command::mirrors::wait_for;
use crate::command::{Context, Exit, Outcome, pipeline};
use crate::dns::change;
use crate::dns::provider::Planned;
use crate::dns::safety::{Moment, objections};
use crate::plan::Plan;
use crate::problem::Problem;
use serde::Serialize;

/// What `dns plan` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct PlanArgs {
    /// Ask this provider only; may be given several times
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
}

/// Every plan, with what speaks against it.
pub struct Reviewed<'a> {
    /// The places, and what came of asking each.
    pub plans: Vec<(At<'a>, Result<Planned, Problem>)>,
    /// What speaks against each, in the same order.
    pub objections: Vec<Vec<Problem>>,
    /// What they are known by together.
    pub digest: String,
}

impl Reviewed<'_> {
    /// Nothing would be done anywhere.
    pub fn is_empty(&self) -> bool {
        self.plans.iter().all(|(_, planned)| {
            planned
                .as_ref()
                .map_or(true, |planned| planned.steps.is_empty())
        })
    }

    /// 3 when a provider failed.
    pub fn exit(&self) -> Exit {
        let failed = self.plans.iter().any(|(_, planned)| planned.is_err());
        if failed { Exit::Targets } else { Exit::Done }
    }
}

/// Asks every provider, and every address that would be left.
pub fn review<'a>(
    ctx: &Context,
    world: &'a World,
    only: &[String],
) -> Result<Reviewed<'a>, crate::command::Stop> {
    let places = world.places(ctx, only)?;
    // Only whether one is open: problems in incident files are `check`'s to say.
    let incident = pipeline::site(ctx).is_ok_and(|loaded| !loaded.standing.open.is_empty());
    let (planned, live) = wait_for(async {
        let planned = plans(&places).await;
        let there: Vec<_> = places
            .iter()
            .zip(&planned)
            .filter_map(|(at, planned)| Some((at.zone, planned.as_ref().ok()?)))
            .collect();
        let live = live::after(&world.config, &there).await;
        (planned, live)
    })?;
    let moment = Moment {
        live,
        min_live: world.config.dns.min_live,
        ttl: world.config.dns.ttl,
        incident,
    };
    let plans: Vec<_> = places.into_iter().zip(planned).collect();
    let objections = plans.iter().map(|(at, planned)| match planned {
        Ok(planned) => objections(at.zone, &planned.found, &planned.steps, &moment),
        Err(_) => Vec::new(),
    });
    let objections = objections.collect();
    let digest = change::digest(plans.iter().filter_map(|(at, planned)| {
        Some((
            at.name,
            at.zone.name(),
            planned.as_ref().ok()?.steps.as_slice(),
        ))
    }));
    Ok(Reviewed {
        plans,
        objections,
        digest,
    })
}

/// One provider's part, as JSON.
#[derive(Serialize)]
struct Line<'a> {
    provider: &'a str,
    zone: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
    objections: Vec<String>,
}

/// Prints every plan, then what is wrong and what speaks against it.
pub fn show(ctx: &Context, reviewed: &Reviewed<'_>) {
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for ((at, planned), against) in reviewed.plans.iter().zip(&reviewed.objections) {
        let zone = at.zone.name().bare();
        let plan = planned
            .as_ref()
            .ok()
            .map(|planned| change::plan(&planned.steps, planned.found.len()));
        if let (false, Some(plan)) = (ctx.json, &plan) {
            match plan.is_empty() {
                true => ctx.print(&format!(
                    "{zone} at {}: nothing to do; {} held\n",
                    at.name, plan.held
                )),
                false => ctx.print(&format!("{zone} at {}:\n{plan}", at.name)),
            }
        }
        match planned {
            Ok(planned) => {
                if let Some(note) = &planned.note {
                    ctx.say(&format!("note: {}: {note}", at.name));
                }
            }
            Err(problem) => problems.push(named(at, problem.clone())),
        }
        problems.extend(against.iter().cloned().map(|problem| named(at, problem)));
        lines.push(Line {
            provider: at.name,
            zone,
            plan,
            failed: planned.as_ref().err().map(|problem| problem.what.clone()),
            objections: against.iter().map(|problem| problem.what.clone()).collect(),
        });
    }
    ctx.report(&problems);
    if ctx.json {
        let whole = serde_json::json!({"plan": reviewed.digest, "providers": lines});
        let text = serde_json::to_string_pretty(&whole).expect("plain data is always JSON");
        ctx.print(&format!("{text}\n"));
    }
}

/// Shows the plans.
///
/// # Errors
/// There is nothing to plan with.
pub fn run(ctx: &Context, args: &PlanArgs) -> Outcome {
    let world = World::load(ctx, None)?;
    ctx.report(&world.problems);
    let reviewed = review(ctx, &world, &args.only)?;
    show(ctx, &reviewed);
    let mut exit = reviewed.exit();
    if world.problems.iter().any(Problem::is_error) {
        exit = exit.and(Exit::Problem);
    }
    let against = reviewed.objections.iter().any(|list| !list.is_empty());
    if against {
        exit = exit.and(Exit::Findings);
    }
    if !reviewed.is_empty() {
        let word = if against { " --i-know" } else { "" };
        ctx.say(&format!(
            "to do it: stillup dns apply --plan {}{word}",
            reviewed.digest
        ));
    }
    Ok(exit)
}
