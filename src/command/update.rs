//! `stillup update`: one more note in an incident; everything else in its file stays byte for byte.

use super::{Context, Outcome, Stop, after, choose, entry, pipeline, resolve, say};
use crate::model::{IncidentStatus, Kind, Said};
use crate::problem::Problem;

/// Arguments of `update`.
#[derive(Debug, clap::Args)]
pub struct UpdateArgs {
    /// Which incident: its id, or a part of it or of its title; the only open one when absent
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// What is said, of what
    #[command(flatten)]
    pub words: say::Words,
    /// Where it stands: investigating, identified, monitoring, resolved; as before when absent
    #[arg(short, long, value_name = "STATUS")]
    pub status: Option<String>,
    /// Promise the next update, such as `30m` or `15:30`
    #[arg(long, value_name = "WHEN")]
    pub next: Option<String>,
    /// Resolve although it was not monitored long enough
    #[arg(long)]
    pub force: bool,
}

/// Adds the update, prints the file's path, and says what the page says now.
///
/// # Errors
/// No incident is meant, or several; arguments that make no sense; the file cannot be written or
/// was changed meanwhile; policy speaks against resolving.
pub fn run(ctx: &Context, args: &UpdateArgs) -> Outcome {
    let (loaded, terms) = pipeline::site_anyway(ctx)?;
    let at = choose::incident(ctx, &loaded.site, &loaded.standing, args.id.as_deref())?;
    let incident = &loaded.site.incidents[at];
    let maintenance = matches!(incident.kind, Kind::Maintenance(_));
    let said = args
        .status
        .as_deref()
        .map_or(Ok(Said::Update), |status| terms.status(status, maintenance))?;
    let marks = terms.marks(&args.words.components)?;
    let next = args
        .next
        .as_deref()
        .map(|next| terms.moment(next, ctx.now))
        .transpose()?;
    if said == Said::Status(IncidentStatus::Resolved) {
        resolve::may(ctx, &loaded, at, args.force)?;
    }
    let below = entry::history(incident, &loaded.standing.incidents[at]);
    let text = say::text(ctx, &args.words.message, usual_sentence(&said), &below)?;
    if text.is_none() && marks.is_empty() {
        return Err(Stop::arguments(
            Problem::error("no-text", "there is nothing to say").hint(format!(
                "`stillup update {} -m \"What we know now.\"`",
                incident.id
            )),
        ));
    }
    let entry = entry::Entry {
        said,
        marks,
        text: text.unwrap_or_default(),
        next,
    };
    let said_at = entry::add(ctx, incident, &entry)?;
    after::report(
        &ctx.at(said_at),
        &incident.id,
        &incident.file,
        args.words.publish,
    )
}

/// What a status alone says, when nobody writes more.
pub fn usual_sentence(said: &Said) -> Option<&'static str> {
    let Said::Status(status) = said else {
        return None;
    };
    Some(match status {
        IncidentStatus::Investigating => "We are looking into this again.",
        IncidentStatus::Identified => "We have found the cause and are working on it.",
        IncidentStatus::Monitoring => "A fix is in place. We are watching whether it holds.",
        IncidentStatus::Resolved => "This is resolved.",
        IncidentStatus::Postmortem => return None,
        IncidentStatus::Scheduled => "This work is announced.",
        IncidentStatus::InProgress => "The work has begun.",
        IncidentStatus::Verifying => "The work is done. We are checking that all is well.",
        IncidentStatus::Completed => "The work is done.",
        IncidentStatus::Cancelled => "This work does not take place.",
    })
}
