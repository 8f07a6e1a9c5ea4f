//! `plan`: what `publish` would change at every mirror, without changing anything.

use super::mirrors::{before, open, wait_for};
use super::press::{Press, Reason};
use super::{Context, Exit, Stop};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::publish::apart;
use crate::publish::fence::Allowed;
use serde::Serialize;
use std::time::Duration;

/// What `plan` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct PlanArgs {
    /// Ask this mirror only; may be given several times
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// As if `publish --adopt` were meant
    #[arg(long)]
    pub adopt: bool,
    /// Give up on a mirror after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
}

/// What would change at one mirror.
#[derive(Serialize)]
struct Line {
    mirror: String,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Plan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
}

/// Shows the plans.
///
/// # Errors
/// There is nothing to plan with.
pub fn run(ctx: &Context, args: &PlanArgs) -> Result<Exit, Stop> {
    let press = Press::load(ctx)?;
    ctx.report(&press.problems);
    let mirrors = open(ctx, &press, &args.only)?;
    let deadline = Duration::from_secs(args.deadline.max(1));
    let allowed = Allowed {
        force: false,
        adopt: args.adopt,
        unread: false,
        ..Allowed::default()
    };
    let (plans, reason) = wait_for(async {
        let seen = apart::survey(&mirrors, deadline).await;
        let (release, reason) = press.release(&before(&seen, &press.config.settings.id))?;
        Ok::<_, Problem>((
            apart::preview(&mirrors, &release, allowed, deadline).await,
            reason,
        ))
    })??;
    let mut exit = match press.problems.iter().any(Problem::is_error) {
        true => Exit::Problem,
        false => Exit::Done,
    };
    let mut lines = Vec::new();
    for (named, plan) in mirrors.iter().zip(plans) {
        let (plan, failed) = match plan {
            Ok(plan) => (Some(plan), None),
            Err(problem) => (None, Some(problem)),
        };
        exit = match (&plan, &failed) {
            (_, Some(_)) => exit.and(Exit::Targets),
            (Some(plan), _) if plan.alarm().is_some() => exit.and(Exit::Findings),
            _ => exit,
        };
        if !ctx.json {
            ctx.print(&shown(&named.name, plan.as_ref(), reason));
            let named_problem = |problem: Problem| Problem {
                what: format!("mirror `{}`: {}", named.name, problem.what),
                ..problem
            };
            ctx.report(
                &failed
                    .clone()
                    .map(named_problem)
                    .into_iter()
                    .collect::<Vec<_>>(),
            );
        }
        let (mirror, address) = (named.name.clone(), named.address.clone());
        lines.push(Line {
            mirror,
            address,
            plan,
            failed: failed.map(|problem| problem.what),
        });
    }
    if ctx.json {
        let text = serde_json::to_string_pretty(&lines).expect("plain data is always JSON");
        ctx.print(&format!("{text}\n"));
    }
    Ok(exit)
}

fn shown(name: &str, plan: Option<&Plan>, reason: Reason) -> String {
    match plan {
        Some(plan) if plan.is_empty() => format!("{name}: nothing to do; {} held\n", plan.held),
        Some(plan) if reason == Reason::Heartbeat => {
            format!("{name}: only the age is renewed\n{plan}")
        }
        Some(plan) => format!("{name}:\n{plan}"),
        None => String::new(),
    }
}
