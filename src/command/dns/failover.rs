//! `dns failover`: one look at every mirror that shares a name, and what follows from it.

use super::world::{STATE, World};
use super::{apply, live, plan};
use crate::command::mirrors::wait_for;
use crate::command::{Context, Exit, Outcome};
use crate::dns::failover::{Move, Seen};
use crate::dns::name::Name;
use crate::problem::Problem;
use futures_util::future::join_all;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// What `dns failover` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct FailoverArgs {
    /// Only say what would be done; nothing is written down either
    #[arg(long)]
    pub dry_run: bool,
    /// Where to write down what was seen, within the site's folder: CI must keep it between two runs
    #[arg(long, value_name = "FILE", default_value = STATE)]
    pub state: String,
}

/// Looks once.
///
/// # Errors
/// There is nothing to look at, or what was seen cannot be written down.
pub fn run(ctx: &Context, args: &FailoverArgs) -> Outcome {
    let mut world = World::load(ctx, Some(&args.state))?;
    ctx.report(&world.problems);
    let mut shared: BTreeMap<Name, Vec<IpAddr>> = BTreeMap::new();
    for (name, ip) in world.zones.iter().flat_map(|zone| zone.shared.keys()) {
        shared.entry(name.clone()).or_default().push(*ip);
    }
    if shared.is_empty() {
        let problem = Problem::error("nothing-shared", "no name is shared by mirrors");
        return Err(problem
            .hint("[[dns.record]]\nname = \"status.acme-status.example\"\nmirrors = [\"here\", \"there\"]")
            .into());
    }
    let mut state = std::mem::take(&mut world.state);
    for (name, ips) in &shared {
        let looks =
            wait_for(join_all(ips.iter().map(|ip| {
                live::serves(&world.config, world.zones.iter(), name, *ip)
            })))?;
        let well: Vec<(IpAddr, bool)> = ips
            .iter()
            .copied()
            .zip(looks.iter().map(Result::is_ok))
            .collect();
        let moves = state.look(name, &well, &world.config.dns, ctx.now);
        for ((ip, look), moved) in ips.iter().zip(&looks).zip(moves) {
            let line = line(look, moved, &state.seen(name, *ip));
            ctx.print(&format!("{} {ip} {line}\n", name.bare()));
        }
    }
    if args.dry_run {
        return Ok(Exit::Done);
    }
    state.keep(&world.zones);
    // Written down before anything is changed: a move that then fails is tried again by the next run,
    // since what is wanted no longer has the address.
    write(ctx, &args.state, &state)?;
    world = World::load(ctx, Some(&args.state))?;
    let reviewed = plan::review(ctx, &world, &[])?;
    if reviewed.is_empty() {
        return Ok(reviewed.exit());
    }
    let foreign = reviewed.plans.iter().any(|(_, planned)| {
        planned
            .iter()
            .flat_map(|planned| &planned.steps)
            .any(|step| !shared.contains_key(&step.key().0))
    });
    plan::show(ctx, &reviewed);
    if foreign || reviewed.objections.iter().any(|list| !list.is_empty()) {
        let what = match foreign {
            true => "nothing was done: more would change than the addresses of shared names",
            false => "nothing was done: something speaks against it, as said above",
        };
        let hint = format!(
            "stillup dns apply --plan {}   # by hand, once",
            reviewed.digest
        );
        ctx.report(&[Problem::error("objections", what).hint(hint)]);
        return Ok(reviewed.exit().and(Exit::Findings));
    }
    Ok(apply::tell(ctx, &reviewed, false)?)
}

/// What was seen of one address, and what follows.
fn line(look: &Result<(), String>, moved: Move, seen: &Seen) -> String {
    let word = match look {
        Ok(()) => format!("serves the site ({} in a row)", seen.well),
        Err(why) => format!("does not serve the site ({} in a row): {why}", seen.failed),
    };
    let then = match (moved, seen.out) {
        (Move::Stays, false) => "stays in",
        (Move::Stays, true) => "stays out",
        (Move::Out, _) => "goes out",
        (Move::Back, _) => "comes back",
        (Move::Rests, _) => "was moved a short while ago, and is left alone",
        (Move::Last, _) => "stays in: nobody else serves the site",
    };
    format!("{word}; {then}")
}

fn write(ctx: &Context, file: &str, state: &crate::dns::failover::State) -> Result<(), Problem> {
    let path = ctx.root.join(file);
    let text = serde_json::to_string_pretty(state).expect("plain data is always JSON");
    let cannot = |error: std::io::Error| {
        Problem::error("state", format!("cannot write `{file}`"))
            .because(error)
            .hint("--state FILE   # somewhere that can be written to")
    };
    let folder = path.parent().unwrap_or(&path);
    std::fs::create_dir_all(folder).map_err(cannot)?;
    // Beside, then renamed: a run that is killed leaves the old one whole.
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    std::io::Write::write_all(&mut beside, format!("{text}\n").as_bytes()).map_err(cannot)?;
    beside.persist(&path).map_err(|error| cannot(error.error))?;
    Ok(())
}
