//! Every command and flag, with its help and exit codes.

use crate::command::{self, Context, Env, Exit, Outcome, Stop};
use chrono::{DateTime, Utc};
use clap::{CommandFactory as _, FromArgMatches as _};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Printed below every command's help.
const EXIT_CODES: &str = "\
Exit codes:
  0  done, or superseded by a newer publish
  1  a problem: something could not be read or done
  2  wrong arguments
  3  some or all mirrors, DNS providers or addresses failed
  4  findings, or not known";

/// A status page that is still up when you are not.
#[derive(Debug, clap::Parser)]
#[command(
    name = "stillup",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    propagate_version = false
)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// Look for the site from this folder upwards, instead of from here
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub start_in: Option<PathBuf>,
    /// Colour; NO_COLOR is honoured
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    pub color: When,
    /// Say nothing but problems
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Data on standard output as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Take this for the present moment, such as `2026-11-20T14:36:00Z`
    #[arg(long, value_name = "TIME", hide_short_help = true, global = true)]
    pub now: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum When {
    /// On a terminal
    #[default]
    Auto,
    /// Also into files and pipes
    Always,
    /// Not at all
    Never,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Make a new site: settings, a sample incident, templates, and what git and CI need
    Init(command::init::InitArgs),
    /// Begin an incident: say what customers see
    Open(command::open::OpenArgs),
    /// Add an update to an incident
    Update(command::update::UpdateArgs),
    /// End an incident, once it was watched for long enough
    Resolve(command::resolve::ResolveArgs),
    /// Announce maintenance
    Schedule(command::schedule::ScheduleArgs),
    /// Lay out the post-mortem of an incident that has ended
    Postmortem(command::postmortem::PostmortemArgs),
    /// Show what the page says now
    Status(command::status::StatusArgs),
    /// Print every problem and finding; writes nothing
    Check(command::check::CheckArgs),
    /// Write the site into a folder; only what differs
    Build(command::build::BuildArgs),
    /// Look at the site while you write; reloads by itself
    Serve(command::serve::ServeArgs),
    /// Publish, serve every copy on this machine, and take them down one by one
    Demo(command::demo::DemoArgs),
    /// Read the Trello board into the local snapshot, which every other command reads
    Pull(command::pull::PullArgs),
    /// Show what `publish` would change, mirror by mirror
    Plan(command::plan::PlanArgs),
    /// Make every mirror hold the site as it stands
    Publish(command::publish::PublishArgs),
    /// Take an incident back that must not be read any more
    Retract(command::retract::RetractArgs),
    /// Ask every mirror's address whether it serves what was published
    Verify(command::verify::VerifyArgs),
    /// Have the site's files back from any copy of it, when everything else is lost
    Recover(command::recover::RecoverArgs),
    /// Names and who answers for them: plan, apply, check, export, failover
    Dns(command::dns::DnsArgs),
    /// Find what the copies still share, with each other and with the product
    Audit(command::audit::AuditArgs),
    /// Rehearse losing each provider: what remains, and does it answer now?
    Drill(command::drill::DrillArgs),
    /// Put an earlier generation back as a new one, from a mirror that keeps it
    Rollback(command::rollback::RollbackArgs),
    /// Take earlier generations away from mirrors that keep them
    Prune(command::rollback::PruneArgs),
    /// Make, show and rotate the keys that copies are signed with
    Keys(command::keys::KeysArgs),
    /// Looks: name the themes there are, begin one of your own
    Theme(command::theme::ThemeArgs),
    /// Take over another status page's components and history, once
    Import(command::import::ImportArgs),
    /// Print completions for a shell
    Completions(command::completions::CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(command::man::ManArgs),
}

/// The whole command line, as completions and manual pages print it too.
pub fn command() -> clap::Command {
    Cli::command()
        .after_help(EXIT_CODES)
        .mut_subcommands(|sub| {
            let sub = sub.mut_subcommands(|inner| inner.after_help(EXIT_CODES));
            sub.after_help(EXIT_CODES)
        })
}

/// Reads the arguments and runs the command: words on standard output and error, and how it ended.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    start: &Path,
    clock: DateTime<Utc>,
    env: Env,
) -> Exit {
    let parsed = command()
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(answer) => {
            let _ = answer.print();
            return if answer.use_stderr() {
                Exit::Arguments
            } else {
                Exit::Done
            };
        }
    };
    let context = match context(&cli.globals, start, clock, env) {
        Ok(context) => context,
        Err((context, stop)) => {
            context.report(&stop.problems);
            return stop.exit;
        }
    };
    dispatch(&context, &cli.command).unwrap_or_else(|stop| {
        context.report(&stop.problems);
        stop.exit
    })
}

/// One line per command.
fn dispatch(context: &Context, command: &Command) -> Outcome {
    match command {
        Command::Init(args) => command::init::run(context, args),
        Command::Open(args) => command::open::run(context, args),
        Command::Update(args) => command::update::run(context, args),
        Command::Resolve(args) => command::resolve::run(context, args),
        Command::Schedule(args) => command::schedule::run(context, args),
        Command::Postmortem(args) => command::postmortem::run(context, args),
        Command::Status(args) => command::status::run(context, args),
        Command::Check(args) => command::check::run(context, args),
        Command::Build(args) => command::build::run(context, args),
        Command::Serve(args) => command::serve::run(context, args),
        Command::Demo(args) => command::demo::run(context, args),
        Command::Pull(args) => command::pull::run(context, args),
        Command::Plan(args) => command::plan::run(context, args),
        Command::Publish(args) => command::publish::run(context, args),
        Command::Retract(args) => command::retract::run(context, args),
        Command::Verify(args) => command::verify::run(context, args),
        Command::Recover(args) => command::recover::run(context, args),
        Command::Dns(args) => command::dns::run(context, args),
        Command::Audit(args) => command::audit::run(context, args),
        Command::Drill(args) => command::drill::run(context, args),
        Command::Rollback(args) => command::rollback::run(context, args),
        Command::Prune(args) => command::rollback::prune(context, args),
        Command::Keys(args) => command::keys::run(context, args),
        Command::Theme(args) => command::theme::run(context, args),
        Command::Import(args) => command::import::run(context, args),
        Command::Completions(args) => command::completions::run(context, args),
        Command::Man(args) => command::man::run(context, args),
    }
}

/// Where, when and how to speak. With a problem there is still a context to print it with.
fn context(
    globals: &Globals,
    start: &Path,
    clock: DateTime<Utc>,
    env: Env,
) -> Result<Context, (Box<Context>, Stop)> {
    let start = globals
        .start_in
        .as_ref()
        .map_or_else(|| start.to_path_buf(), |folder| start.join(folder));
    let wanted = env.get("NO_COLOR").is_none() && env.get("TERM") != Some("dumb");
    let paint = |terminal| match globals.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && wanted,
    };
    let mut context = Context {
        root: command::find_root(&start).unwrap_or_else(|| start.clone()),
        start,
        now: clock,
        fixed_now: globals.now.is_some(),
        color: paint(env.paints_talk),
        color_data: paint(env.paints_data),
        quiet: globals.quiet,
        json: globals.json,
        env,
    };
    if let Some(typed) = &globals.now {
        match command::instant(typed) {
            Ok(now) => context.now = now,
            Err(stop) => return Err((Box::new(context), stop)),
        }
    }
    Ok(context)
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn the_command_line_makes_sense_to_clap() {
        command().debug_assert();
    }

    #[test]
    fn no_argument_has_the_name_of_a_global_one() {
        let whole = command();
        let globals: Vec<_> = whole
            .get_arguments()
            .filter(|arg| arg.is_global_set())
            .map(clap::Arg::get_id)
            .collect();
        for sub in whole.get_subcommands() {
            for arg in sub.get_arguments() {
                assert!(
                    !globals.contains(&arg.get_id()),
                    "`{}` of `{}` would be taken for the global one",
                    arg.get_id(),
                    sub.get_name()
                );
            }
        }
    }
}
