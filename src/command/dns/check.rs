//! `dns check`: every name server of every zone, from both sides.

use super::world::World;
use crate::command::mirrors::wait_for;
use crate::command::{Context, Exit, Outcome};
use crate::dns::check::{Expected, advice, findings};
use crate::dns::name::Name;
use crate::dns::record::Key;
use crate::dns::remembered::Remembered;
use crate::dns::walk::Walker;
use crate::dns::zone::{Zone, survey};
use crate::problem::{self, Problem};
use std::collections::BTreeSet;
use std::time::Duration;

/// What `dns check` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct CheckArgs {
    /// This zone only; may be given several times, and be one that is not in `stillup.toml`
    #[arg(long, value_name = "ZONE")]
    pub zone: Vec<Name>,
    /// Give up on a zone after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub deadline: u64,
}

/// Checks.
///
/// # Errors
/// There is nothing to check.
pub fn run(ctx: &Context, args: &CheckArgs) -> Outcome {
    let world = World::load(ctx, None)?;
    let names: Vec<Name> = match args.zone.is_empty() {
        true => world.zones.iter().map(|zone| zone.name().clone()).collect(),
        false => args.zone.clone(),
    };
    let limit = Duration::from_secs(args.deadline.max(1));
    let seen = wait_for(async {
        let ask = Remembered::new(world.direct());
        let walker = Walker::new(&ask, &world.config.dns.roots);
        let mut all = Vec::new();
        for name in names {
            let keys: BTreeSet<Key> = wanted(&world, &name)
                .into_iter()
                .flat_map(|zone| zone.sets.keys().cloned())
                .collect();
            let asked = tokio::time::timeout(limit, survey(&ask, &walker, &name, &keys)).await;
            let asked = asked.unwrap_or_else(|_| {
                Err(format!(
                    "not everybody answered within {} seconds",
                    limit.as_secs()
                ))
            });
            all.push((name, asked));
        }
        all
    })?;
    let judged: Vec<_> = seen
        .into_iter()
        .map(|(name, zone)| {
            let found = judge(ctx, &world, &name, &zone);
            (name, zone, found)
        })
        .collect();
    let mut exit = Exit::Done;
    for (_, zone, found) in &judged {
        if zone.is_err() || !found.is_empty() {
            exit = exit.and(Exit::Findings);
        }
    }
    if world.problems.iter().any(Problem::is_error) {
        exit = exit.and(Exit::Problem);
    }
    ctx.report(&world.problems);
    match ctx.json {
        true => ctx.print(&json(&judged)),
        false => show(ctx, &judged),
    }
    Ok(exit)
}

type Judged = (Name, Result<Zone, String>, Vec<Problem>);

fn wanted<'a>(world: &'a World, name: &Name) -> Option<&'a crate::dns::wanted::WantedZone> {
    world.zones.iter().find(|zone| zone.name() == name)
}

fn judge(ctx: &Context, world: &World, name: &Name, zone: &Result<Zone, String>) -> Vec<Problem> {
    match zone {
        Ok(zone) => findings(
            zone,
            Expected {
                wanted: wanted(world, name),
                min_operators: world.config.dns.min_operators,
                now: ctx.now,
            },
        ),
        Err(why) => {
            let what = format!("whether `{}` is well is not known", name.bare());
            let hint = format!("dig +trace {} SOA", name.bare());
            vec![Problem::finding("unknown", what).because(why).hint(hint)]
        }
    }
}

fn show(ctx: &Context, judged: &[Judged]) {
    for (name, zone, found) in judged {
        let Ok(zone) = zone else {
            ctx.print(&format!("{}: not known\n", name.bare()));
            ctx.print(&problem::human(found, ctx.color_data));
            continue;
        };
        let answering = zone.seen.iter().filter(|seen| seen.answers()).count();
        let verdict = match found.len() {
            0 => "nothing wrong".to_owned(),
            1 => "1 finding".to_owned(),
            more => format!("{more} findings"),
        };
        ctx.print(&format!(
            "{}: {answering} of {} addresses answer; {verdict}\n",
            name.bare(),
            zone.seen.len()
        ));
        for seen in &zone.seen {
            let serial = seen
                .soa()
                .map_or(String::new(), |soa| format!(", serial {}", soa.serial));
            let word = if seen.answers() {
                "answers"
            } else {
                "does not answer for it"
            };
            ctx.print(&format!(
                "  {} ({}) {word}{serial}\n",
                seen.server.bare(),
                seen.ip
            ));
        }
        for line in advice(zone) {
            ctx.print(&format!("  note: {line}\n"));
        }
        ctx.print(&problem::human(found, ctx.color_data));
    }
}

fn json(judged: &[Judged]) -> String {
    let zones: Vec<_> = judged
        .iter()
        .map(|(name, zone, found)| {
            let found: Vec<_> = found
                .iter()
                .map(|one| serde_json::json!({"rule": one.code, "what": one.what, "why": one.why, "hint": one.hint}))
                .collect();
            serde_json::json!({
                "zone": name,
                "known": zone.is_ok(),
                "why": zone.as_ref().err(),
                "findings": found,
                "advice": zone.as_ref().map(advice).unwrap_or_default(),
                "seen": zone.as_ref().ok(),
            })
        })
        .collect();
    let text = serde_json::to_string_pretty(&serde_json::json!({"zones": zones}));
    format!("{}\n", text.expect("plain data is always JSON"))
}
