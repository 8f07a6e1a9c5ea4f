//! `stillup schedule`: work announced ahead.

use super::terms::{Terms, full, one_line, quoted};
use super::{Context, Outcome, Stop, after, open, pipeline, say};
use crate::model::duration_text;
use crate::problem::Problem;

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
    let typed = format!(
        "---\nscheduled: {}\nfor: {}\n{repeat}---\n",
        quoted(&args.at),
        quoted(&args.length)
    );
    let window = terms.window(&typed, ctx.now)?;
    // A recurring one keeps the wall time of the zone it was written in.
    let start = match args.repeat {
        Some(_) => one_line(&args.at),
        None => full(window.start),
    };
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
    let text = format!(
        "---\nscheduled: {start}\nfor: {}\n{repeat}{}---\n# {title}\n\n{}\n",
        duration_text(window.length),
        components(&marks),
        text.unwrap_or_default()
    );
    let (id, file) = open::written(root, &title, window.start, &text)?;
    if window.end() <= ctx.now && args.repeat.is_none() {
        ctx.say(&format!(
            "this window lies in the past: it ended {}",
            full(window.end())
        ));
    }
    after::report(ctx, &id, &file)
}

/// The front matter's line: a list, or a map when any has a status.
fn components(marks: &[String]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    if marks.iter().all(|mark| !mark.contains('=')) {
        return format!("components: [{}]\n", marks.join(", "));
    }
    let pairs: Vec<String> = marks
        .iter()
        .map(|mark| match mark.split_once('=') {
            Some((id, status)) => format!("{id}: {status}"),
            None => format!("{mark}: under_maintenance"),
        })
        .collect();
    format!("components: {{{}}}\n", pairs.join(", "))
}
