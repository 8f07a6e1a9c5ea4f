//! `stillup pull`: the Trello board into the local snapshot, which every other command reads.

use super::{Context, Exit, Outcome, Stop, board, pipeline};
use crate::problem::Problem;
use crate::source::gather;
use std::time::Duration;

/// Arguments of `pull`.
#[derive(Debug, clap::Args)]
pub struct PullArgs {
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
}

/// Pulls, and prints the path of the snapshot.
///
/// # Errors
/// There is no board, or it cannot be read: then the snapshot stays what it was.
pub fn run(ctx: &Context, args: &PullArgs) -> Outcome {
    let (config, problems) = pipeline::settings(ctx)?;
    let Some(config) = config else {
        return Err(Stop::from(problems));
    };
    ctx.report(&problems);
    let settings = config.trello.ok_or_else(board::none)?;
    let mut exit = match problems.iter().any(Problem::is_error) {
        true => Exit::Problem,
        false => Exit::Done,
    };
    if let Some(export) = &settings.export {
        gather::read(&ctx.root, &settings)?;
        ctx.say(&format!(
            "`{export}` is read whenever it is needed: there is nothing to pull"
        ));
        return Ok(exit);
    }
    let deadline = Duration::from_secs(args.deadline.max(1));
    let pulled = board::pull(ctx, &settings, deadline)?;
    ctx.print(&format!("{}\n", crate::source::trello::snapshot::FILE));
    ctx.say(&board::told(&pulled));
    if !pulled.problems.is_empty() {
        ctx.report(&pulled.problems);
        exit = exit.and(Exit::Findings);
    }
    Ok(exit)
}
