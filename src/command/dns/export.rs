//! `dns export`: the wanted records in another program's form.

use super::world::World;
use crate::command::{Context, Exit, Outcome, Stop};
use crate::dns::export::{dnscontrol, octodns, zonefile};
use crate::dns::name::Name;
use crate::problem::Problem;

/// What `dns export` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct ExportArgs {
    /// The form
    #[arg(value_enum)]
    pub form: Form,
    /// The zone; needed when there are several and the form is of one
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<Name>,
}

/// Forms of other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// A zone file (RFC 1035)
    Zonefile,
    /// A zone of octoDNS, in YAML
    Octodns,
    /// `dnsconfig.js` of DNSControl, all zones
    Dnscontrol,
}

/// Prints it.
///
/// # Errors
/// There is no such zone.
pub fn run(ctx: &Context, args: &ExportArgs) -> Outcome {
    let world = World::load(ctx, None)?;
    ctx.report(&world.problems);
    let exit = match world.problems.iter().any(Problem::is_error) {
        true => Exit::Problem,
        false => Exit::Done,
    };
    let zones: Vec<_> = world
        .zones
        .iter()
        .filter(|zone| args.zone.as_ref().is_none_or(|name| zone.name() == name))
        .cloned()
        .collect();
    let names = || -> Vec<String> { world.zones.iter().map(|zone| zone.name().bare()).collect() };
    let one = match (args.form, zones.as_slice()) {
        (_, []) => {
            let problem = Problem::error("unknown-zone", "there is no such zone in `[dns]`");
            return Err(Stop::arguments(
                problem.hint(format!("the zones are {}", names().join(", "))),
            ));
        }
        (Form::Dnscontrol, zones) => {
            ctx.print(&dnscontrol::text(zones));
            return Ok(exit);
        }
        (_, [one]) => one,
        (_, [first, ..]) => {
            let problem = Problem::error(
                "which-zone",
                "this form is of one zone, and there are several",
            );
            return Err(Stop::arguments(
                problem.hint(format!("--zone {}", first.name().bare())),
            ));
        }
    };
    ctx.print(&match args.form {
        Form::Octodns => octodns::yaml(one.name(), one.sets.values()),
        _ => zonefile::text(one.name(), one.sets.values(), ctx.now),
    });
    Ok(exit)
}
