//! `dns`: names, and who answers for them.

mod apply;
mod check;
mod export;
mod failover;
mod live;
mod plan;
mod reread;
mod world;

use super::{Context, Outcome};

/// What `dns` takes.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub struct DnsArgs {
    /// What to do
    #[command(subcommand)]
    pub command: DnsCommand,
}

/// What to do with names.
#[derive(Debug, clap::Subcommand)]
pub enum DnsCommand {
    /// Show what each provider would be told, and what speaks against it
    Plan(plan::PlanArgs),
    /// Tell each provider, apart from all others, and ask every name server afterwards
    Apply(apply::ApplyArgs),
    /// Ask every name server of every zone, from both sides, and judge the answers
    Check(check::CheckArgs),
    /// Print the wanted records in another program's form
    Export(export::ExportArgs),
    /// Take the address of a dead mirror out of names it shares, or put it back
    Failover(failover::FailoverArgs),
}

/// Runs it.
///
/// # Errors
/// There is nothing to do it with.
pub fn run(ctx: &Context, args: &DnsArgs) -> Outcome {
    match &args.command {
        DnsCommand::Plan(args) => plan::run(ctx, args),
        DnsCommand::Apply(args) => apply::run(ctx, args),
        DnsCommand::Check(args) => check::run(ctx, args),
        DnsCommand::Export(args) => export::run(ctx, args),
        DnsCommand::Failover(args) => failover::run(ctx, args),
    }
}
