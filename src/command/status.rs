//! `stillup status`: what the page says now, in the terminal.

mod json;
pub mod text;
pub mod words;

use super::{Context, Exit, Outcome, pipeline};

/// Arguments of `status`.
#[derive(Debug, clap::Args)]
pub struct StatusArgs {}

/// Prints it on standard output. How things stand is no failure: the exit code is 0 whatever is broken.
///
/// # Errors
/// There is no site here, or its settings cannot be read.
pub fn run(ctx: &Context, _args: &StatusArgs) -> Outcome {
    let loaded = pipeline::site(ctx)?;
    if ctx.json {
        let page = json::page(&loaded.site, &loaded.standing, loaded.problems.len());
        ctx.print(&format!("{page:#}\n"));
    } else {
        ctx.print(&text::page(&loaded.site, &loaded.standing, ctx.color_data));
    }
    if let Some(complaints) =
        text::complaints(loaded.problems.len(), loaded.standing.findings.len())
    {
        ctx.say(&format!("{complaints}: `stillup check` shows what"));
    }
    Ok(Exit::Done)
}
