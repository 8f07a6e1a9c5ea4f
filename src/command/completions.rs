//! `stillup completions`: what a shell needs to complete our command line.

use super::{Context, Exit, Outcome};
use crate::cli;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// Prints the script on standard output.
///
/// # Errors
/// None.
pub fn run(ctx: &Context, args: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::command(), "stillup", &mut script);
    ctx.print(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}
