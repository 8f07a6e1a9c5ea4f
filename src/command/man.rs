//! `stillup man`: manual pages, one for each command.

use super::{Context, Exit, Outcome};
use crate::cli;
use crate::problem::Problem;
use std::path::PathBuf;

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// The folder to write `stillup.1`, `stillup-open.1` and so on to; printed when absent
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Prints `stillup(1)`, or writes all pages into a folder.
///
/// # Errors
/// The folder cannot be written to.
pub fn run(ctx: &Context, args: &ManArgs) -> Outcome {
    let Some(folder) = &args.folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(cli::command())
            .render(&mut page)
            .map_err(|why| {
                Problem::error("cannot-write", "cannot write the manual page").because(why)
            })?;
        ctx.print(&String::from_utf8_lossy(&page));
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(cli::command(), folder))
        .map_err(|why| {
            Problem::error(
                "cannot-write",
                format!("cannot write manual pages to `{}`", folder.display()),
            )
            .because(why)
            .hint("`stillup man DIR` with a folder you may write to")
        })?;
    ctx.say(&format!("wrote manual pages to `{}`", folder.display()));
    Ok(Exit::Done)
}
