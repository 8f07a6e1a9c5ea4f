//! `stillup postmortem`: what happened and what follows from it, laid out for writing.

use super::status::words::{length, moment};
use super::{Context, Exit, Outcome, Stop, after, ask, choose, entry, pipeline, say};
use crate::model::{Incident, IncidentStatus, Kind, Said, Site};
use crate::problem::Problem;
use crate::status::IncidentStanding;

/// Arguments of `postmortem`.
#[derive(Debug, clap::Args)]
pub struct PostmortemArgs {
    /// Which incident: its id, or a part of it or of its title
    #[arg(value_name = "ID")]
    pub id: String,
    /// The whole text, in markdown, instead of the editor; `-` reads standard input
    #[arg(short, long, value_name = "TEXT")]
    pub message: Vec<String>,
    /// Publish at once
    #[arg(long)]
    pub publish: bool,
}

/// Adds a `postmortem` update. Without a terminal or a text, prints the layout and writes nothing.
///
/// # Errors
/// The incident goes on, or has a post-mortem already; the file cannot be written.
pub fn run(ctx: &Context, args: &PostmortemArgs) -> Outcome {
    let (loaded, _) = pipeline::site_anyway(ctx)?;
    let at = choose::incident(ctx, &loaded.site, &loaded.standing, Some(&args.id))?;
    let (incident, now) = (&loaded.site.incidents[at], &loaded.standing.incidents[at]);
    may(incident, now)?;
    let layout = layout(&loaded.site, incident, now);
    let text = match say::given(ctx, &args.message)? {
        say::Text::Written(text) => text,
        say::Text::Nothing if !ctx.env.terminal => {
            ctx.print(&layout);
            ctx.say(&format!(
                "nothing was written: fill it in, then `stillup postmortem {} -m - < FILE`",
                incident.id
            ));
            return Ok(Exit::Done);
        }
        say::Text::Nothing => match ask::editor(ctx, &layout)? {
            Some(text) => say::above_scissors(&text),
            None => {
                ctx.print(&layout);
                return Err(Stop::arguments(
                    Problem::error("no-editor", "no editor is chosen: nothing was written")
                        .hint(format!("`EDITOR=nano stillup postmortem {}`", incident.id)),
                ));
            }
        },
    };
    if text.is_empty() || text == say::above_scissors(&layout) {
        return Err(Stop::from(Problem::error(
            "called-off",
            "the layout was not filled in: nothing was written",
        )));
    }
    let entry = entry::Entry {
        said: Said::Status(IncidentStatus::Postmortem),
        marks: Vec::new(),
        text,
        next: None,
    };
    let said_at = entry::add(ctx, incident, &entry)?;
    after::report(&ctx.at(said_at), &incident.id, &incident.file, args.publish)
}

/// Only an incident that has ended, and has none yet.
fn may(incident: &Incident, now: &IncidentStanding) -> Result<(), Stop> {
    let id = &incident.id;
    if incident.kind != Kind::Incident {
        return Err(Stop::arguments(
            Problem::error(
                "no-incident",
                format!("`{id}` is no incident: it has no post-mortem"),
            )
            .hint(format!("`stillup update {id} -m TEXT` adds to it")),
        ));
    }
    if now.open {
        return Err(Stop::from(
            Problem::error(
                "still-open",
                format!("`{id}` is {} still", now.status.word()),
            )
            .hint(format!("`stillup resolve {id}` first")),
        ));
    }
    if now.status == IncidentStatus::Postmortem {
        return Err(Stop::from(
            Problem::error(
                "has-postmortem",
                format!("`{id}` has a post-mortem already"),
            )
            .hint(format!("`$EDITOR {}` changes it", incident.file)),
        ));
    }
    Ok(())
}

/// Timeline and impact from what was said; the rest as questions in comments, which no page shows.
fn layout(site: &Site, incident: &Incident, now: &IncidentStanding) -> String {
    let ended = now.ended_at.unwrap_or(now.updated_at);
    let affected: Vec<String> = now
        .affected
        .iter()
        .map(|(at, worst)| {
            format!(
                "- {}: {}",
                site.components[*at].title,
                worst.label().to_lowercase()
            )
        })
        .collect();
    let affected = if affected.is_empty() {
        "- no component was named".to_string()
    } else {
        affected.join("\n")
    };
    let mut timeline: Vec<String> = Vec::new();
    timeline.extend(
        incident
            .first_seen
            .map(|at| format!("- {}: began", moment(at))),
    );
    for step in &now.steps {
        let text = step
            .update
            .map_or("", |at| incident.updates[at].text.as_str());
        let first = text.trim().lines().next().unwrap_or("").trim();
        let label = if step.plain {
            "Update"
        } else {
            step.status.label()
        };
        timeline.push(format!(
            "- {}: {}",
            moment(step.at),
            [label, first]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(". ")
        ));
    }
    format!(
        "### What happened\n\n<!-- Two or three sentences a customer understands. -->\n\n\
         ### Impact\n\nFrom {} to {}, {}:\n\n{affected}\n\n<!-- Who noticed what? Was data lost? Say so, or say that none was. -->\n\n\
         ### Timeline\n\n{}\n\n\
         ### Contributing conditions\n\n<!-- What made it possible, and what made it last? No blame: conditions, not people. -->\n\n\
         ### What went well\n\n<!-- What kept it from being worse? -->\n\n\
         ### Follow-ups\n\n<!-- What changes, and by when? -->\n",
        moment(now.started_at),
        moment(ended),
        length(ended - now.started_at),
        timeline.join("\n"),
    )
}
