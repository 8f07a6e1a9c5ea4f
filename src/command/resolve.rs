//! `stillup resolve`: the end of an incident or a maintenance, once it has been watched long enough.

use super::pipeline::Loaded;
use super::{Context, Outcome, Stop, after, ask, choose, entry, pipeline, say, status, update};
use crate::model::{IncidentStatus, Kind, Said};
use crate::problem::Problem;
use chrono::TimeDelta;

/// Arguments of `resolve`.
#[derive(Debug, clap::Args)]
pub struct ResolveArgs {
    /// Which incident: its id, or a part of it or of its title; the only open one when absent
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// What is said, of what
    #[command(flatten)]
    pub words: say::Words,
    /// Also when it was not monitored long enough
    #[arg(long)]
    pub force: bool,
}

/// Adds `resolved`, or `completed` to a maintenance.
///
/// # Errors
/// As `update`; and it has ended already.
pub fn run(ctx: &Context, args: &ResolveArgs) -> Outcome {
    let (loaded, terms) = pipeline::site_anyway(ctx)?;
    let at = choose::incident(ctx, &loaded.site, &loaded.standing, args.id.as_deref())?;
    let incident = &loaded.site.incidents[at];
    let ending = match incident.kind {
        Kind::Maintenance(_) => IncidentStatus::Completed,
        Kind::Incident => IncidentStatus::Resolved,
        Kind::Notice(_) => {
            return Err(Stop::arguments(
                Problem::error(
                    "notice-has-no-end",
                    format!("`{}` is a notice: it has no end", incident.id),
                )
                .hint("`expires: 2026-11-20 18:00 UTC` in its front matter unpins it"),
            ));
        }
    };
    let marks = terms.marks(&args.words.components)?;
    may(ctx, &loaded, at, args.force)?;
    let below = entry::history(incident, &loaded.standing.incidents[at]);
    let said = Said::Status(ending);
    let text = say::text(
        ctx,
        &args.words.message,
        update::usual_sentence(&said),
        &below,
    )?
    .unwrap_or_default();
    let said_at = entry::add(
        ctx,
        incident,
        &entry::Entry {
            said,
            marks,
            text,
            next: None,
        },
    )?;
    after::report(
        &ctx.at(said_at),
        &incident.id,
        &incident.file,
        args.words.publish,
    )
}

/// Whether it may end now: it goes on, and it was monitored for as long as policy says, or the
/// person insists.
pub fn may(ctx: &Context, loaded: &Loaded, at: usize, force: bool) -> Result<(), Stop> {
    let incident = &loaded.site.incidents[at];
    let now = &loaded.standing.incidents[at];
    if incident.kind != Kind::Incident {
        return Ok(());
    }
    if !now.open {
        return Err(Stop::from(
            Problem::error(
                "ended-already",
                format!("`{}` is {} already", incident.id, now.status.word()),
            )
            .hint(format!(
                "`stillup update {} -m TEXT` adds to it",
                incident.id
            )),
        ));
    }
    let Some(wanted) = loaded
        .site
        .policy
        .monitor_before_resolved
        .filter(|_| !force)
    else {
        return Ok(());
    };
    let watched = match now.monitoring_at {
        Some(since) if now.status == IncidentStatus::Monitoring => loaded.standing.now - since,
        _ => TimeDelta::zero(),
    };
    if watched >= wanted {
        return Ok(());
    }
    let what = format!(
        "monitored for {} of {} minutes",
        watched.num_minutes().max(0),
        wanted.num_minutes()
    );
    if ctx.env.terminal {
        ctx.say(&format!(
            "`{}` was {what}; saying resolved while it is not costs trust",
            incident.id
        ));
        return match ask::yes(ctx, "resolve it all the same")? {
            true => Ok(()),
            false => Err(Stop::from(Problem::error(
                "called-off",
                "called off: nothing was written",
            ))),
        };
    }
    let hint = match now.monitoring_at {
        Some(since) if now.status == IncidentStatus::Monitoring => {
            format!(
                "wait until {}, or `stillup resolve {} --force`",
                status::words::moment(since + wanted),
                incident.id
            )
        }
        _ => format!(
            "`stillup update {} -s monitoring` first, or `stillup resolve {} --force`",
            incident.id, incident.id
        ),
    };
    let problem = Problem::finding(
        "monitored-too-short",
        format!("`{}` was {what}: nothing was written", incident.id),
    );
    Err(Stop::findings(problem.hint(hint)))
}
