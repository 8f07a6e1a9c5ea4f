//! `stillup check`: every problem and every finding; writes nothing.

use super::status::words::count;
use super::{Context, Exit, Outcome, pipeline};
use crate::problem::{self, Problem, Weight};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Findings count as problems: exit code 1
    #[arg(long)]
    pub strict: bool,
}

/// Forms of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the line drawn, with a hint
    #[default]
    Human,
    /// One JSON document
    Json,
    /// Annotations in GitHub's pull requests
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Prints all of them on standard output.
///
/// # Errors
/// There is no site here.
pub fn run(ctx: &Context, args: &CheckArgs) -> Outcome {
    let (problems, counted) = all(ctx)?;
    let format = if ctx.json && args.format == Format::Human {
        Format::Json
    } else {
        args.format
    };
    match format {
        Format::Human => ctx.print(&problem::human(&problems, ctx.color_data)),
        Format::Json => ctx.print(&problem::json(&problems)),
        Format::Github => ctx.print(&problem::github(&problems)),
        Format::Sarif => ctx.print(&problem::sarif(&problems)),
    }
    if problems.is_empty()
        && let Some(counted) = counted
    {
        ctx.say(&format!("{counted}: nothing wrong"));
    }
    let weighs = |weight| problems.iter().any(|problem| problem.weight == weight);
    Ok(match (weighs(Weight::Error), weighs(Weight::Finding)) {
        (true, _) => Exit::Problem,
        (false, true) if args.strict => Exit::Problem,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    })
}

/// Problems of settings and files, then findings; and how much was looked at.
fn all(ctx: &Context) -> Result<(Vec<Problem>, Option<String>), super::Stop> {
    match pipeline::site(ctx) {
        Ok(loaded) => {
            let incidents = count(loaded.site.incidents.len(), "incident");
            let components = count(loaded.site.components.len(), "component");
            let mut problems = loaded.problems;
            problems.extend(loaded.standing.findings);
            Ok((problems, Some(format!("{incidents}, {components}"))))
        }
        // Broken settings are a problem like any other, also for programs that read the list.
        Err(stop) if ctx.site().is_ok() => Ok((stop.problems, None)),
        Err(stop) => Err(stop),
    }
}
