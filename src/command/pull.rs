//! `stillup pull`: the Trello board, and what dependencies' status pages say, into local snapshots that every
//! other command reads.

use super::{Context, Exit, Outcome, Stop, board, dependency, pipeline};
use crate::config::Config;
use crate::problem::Problem;
use crate::source::trello::TrelloSettings;
use crate::source::{self, gather};
use std::time::Duration;

/// Arguments of `pull`.
#[derive(Debug, clap::Args)]
pub struct PullArgs {
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
}

/// A dependency's status page is waited for no longer than this.
const PATIENCE: Duration = Duration::from_secs(20);

/// Pulls, and prints the paths of the snapshots.
///
/// # Errors
/// There is nothing to read, or the board cannot be read: then its snapshot stays what it was.
pub fn run(ctx: &Context, args: &PullArgs) -> Outcome {
    let (config, problems) = pipeline::settings(ctx)?;
    let Some(config) = config else {
        return Err(Stop::from(problems));
    };
    ctx.report(&problems);
    let mut exit = match problems.iter().any(Problem::is_error) {
        true => Exit::Problem,
        false => Exit::Done,
    };
    let deadline = Duration::from_secs(args.deadline.max(1));
    if dependency::any(&config) {
        exit = exit.and(others(ctx, &config, deadline)?);
    } else if config.trello.is_none() {
        return Err(board::none());
    }
    match &config.trello {
        Some(settings) => Ok(exit.and(trello(ctx, settings, deadline)?)),
        None => Ok(exit),
    }
}

/// What dependencies say.
fn others(ctx: &Context, config: &Config, deadline: Duration) -> Result<Exit, Problem> {
    let answers = dependency::pull(ctx, &config.dependencies, PATIENCE.min(deadline))?;
    ctx.print(&format!("{}\n", source::dependency::FILE));
    for asked in answers
        .dependencies
        .iter()
        .filter(|one| one.status.is_some())
    {
        ctx.say(&dependency::told(asked));
    }
    let silent = dependency::silent(&answers);
    ctx.report(&silent);
    Ok(match silent.is_empty() {
        true => Exit::Done,
        false => Exit::Findings,
    })
}

/// The board.
fn trello(ctx: &Context, settings: &TrelloSettings, deadline: Duration) -> Outcome {
    if let Some(export) = &settings.export {
        gather::read(&ctx.root, settings)?;
        ctx.say(&format!(
            "`{export}` is read whenever it is needed: there is nothing to pull"
        ));
        return Ok(Exit::Done);
    }
    let pulled = board::pull(ctx, settings, deadline)?;
    ctx.print(&format!("{}\n", crate::source::trello::snapshot::FILE));
    ctx.say(&board::told(&pulled));
    ctx.report(&pulled.problems);
    Ok(match pulled.problems.is_empty() {
        true => Exit::Done,
        false => Exit::Findings,
    })
}
