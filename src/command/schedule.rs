//! `stillup schedule`: work announced ahead.

use super::status::words::moment;
use super::terms::{Terms, one_line, quoted};
use super::{Context, Outcome, Stop, after, open, pipeline, say};
use crate::format;
use crate::model::Kind;
use crate::problem::Problem;
use chrono_tz::Tz;

/// Arguments of `schedule`.
#[derive(Debug, clap::Args)]
pub struct ScheduleArgs {
    /// What is done, in customers' words, such as "Mail relay move"
    #[arg(value_name = "TITLE")]
    pub title: String,
    /// When it begins, such as `2026-11-27 22:00 UTC`; without a zone, in the site's
    #[arg(long, value_name = "TIME")]
    pub at: String,
    /// How long it takes, such as `90m`
    #[arg(long = "for", value_name = "DURATION")]
    pub length: String,
    /// How it recurs, such as `FREQ=WEEKLY;BYDAY=SU` (RFC 5545)
    #[arg(long, value_name = "RRULE")]
    pub repeat: Option<String>,
    /// What is said, of what
    #[command(flatten)]
    pub words: say::Words,
}

/// Writes a new file, prints its path, and says what the page says now.
///
/// # Errors
/// Arguments that make no sense: nothing is written. Or the file cannot be written.
pub fn run(ctx: &Context, args: &ScheduleArgs) -> Outcome {
    let root = ctx.site()?;
    let terms = Terms::new(pipeline::settings(ctx)?.0.as_ref());
    let title = one_line(&args.title);
    if title.is_empty() {
        return Err(Stop::arguments(
            Problem::error("no-title", "a maintenance needs a title")
                .hint("`stillup schedule \"Mail relay move\" --at 22:00 --for 90m`"),
        ));
    }
    let marks = terms.marks(&args.words.components)?;
    let repeat = args
        .repeat
        .as_ref()
        .map_or(String::new(), |rule| format!("repeat: {}\n", quoted(rule)));
    let front = format!(
        "---\nscheduled: {}\nfor: {}\n{repeat}---\n",
        quoted(&args.at),
        quoted(&args.length)
    );
    let mut maintenance = terms.blank(&front, &title, ctx.now)?;
    let Kind::Maintenance(window) = &mut maintenance.kind else {
        return Err(Stop::arguments(
            Problem::error("bad-window", "this is no maintenance window")
                .hint("`--at 22:00 --for 90m`"),
        ));
    };
    if window.repeat.is_none() {
        // Only a recurring one needs the wall time it was written in.
        window.zone = Tz::UTC;
    }
    let (start, end) = (window.start, window.end());
    let usual = match terms.titles(&marks) {
        of if of.is_empty() => "We are doing maintenance work.".to_string(),
        of => format!("We are doing maintenance work on {of}."),
    };
    let text = say::text(
        ctx,
        &args.words.message,
        Some(&usual),
        "What will customers notice, and what need they do?",
    )?;
    maintenance.components = marks;
    maintenance.summary = text.unwrap_or_default().into();
    let (id, file) = open::written(root, &title, start, &format::write(&maintenance))?;
    if end <= ctx.now && args.repeat.is_none() {
        ctx.say(&format!(
            "this window lies in the past: it ended {}",
            moment(end)
        ));
    }
    after::report(ctx, &id, &file, args.words.publish)
}
