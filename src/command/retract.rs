//! `retract`: takes an incident back. Its file is set aside, and it goes from every mirror.

use super::publish::{self, PublishArgs};
use super::{Context, Outcome, Stop, pipeline, write};
use crate::model::Incident;
use crate::problem::{Place, Problem, did_you_mean};
use crate::source::trello;
use std::path::Path;

/// Where files are set aside: what begins with `_` is never published.
const ASIDE: &str = "incidents/_retracted";

/// What `retract` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct RetractArgs {
    /// The incident
    #[arg(value_name = "ID")]
    pub id: String,
    /// For a secret or somebody's data: delete its file, and all that mirrors keep of earlier generations
    #[arg(long)]
    pub erase: bool,
    /// Give up on a mirror after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub deadline: u64,
}

/// Retracts.
///
/// # Errors
/// The incident is a card, its file cannot be moved, or nothing could be published at all.
pub fn run(ctx: &Context, args: &RetractArgs) -> Outcome {
    let loaded = pipeline::site(ctx)?;
    let incident = loaded
        .site
        .incidents
        .iter()
        .find(|incident| incident.id == args.id);
    match incident {
        Some(incident) => aside(ctx, incident, args.erase)?,
        None => {
            let ids = loaded.site.incidents.iter();
            mistyped(&args.id, ids.map(|incident| incident.id.as_str()))?;
            ctx.say(&format!(
                "no file here is incident `{}`: what mirrors have of it goes",
                args.id
            ));
        }
    }
    let published = PublishArgs {
        retract: vec![args.id.clone()],
        erase: args.erase,
        deadline: args.deadline,
        ..PublishArgs::default()
    };
    publish::run(ctx, &published)
}

/// An id that is nearly one of these was meant to be it: else it would seem to be gone, and be read on.
fn mistyped<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    let Some(near) = did_you_mean(id, ids) else {
        return Ok(());
    };
    let problem = Problem::error(
        "unknown-incident",
        format!("no file here is incident `{id}`"),
    );
    Err(Stop::arguments(problem.hint(format!(
        "did you mean `{near}`? If not: `stillup publish --retract {id}`"
    ))))
}

/// Takes its files out of what is published.
fn aside(ctx: &Context, incident: &Incident, erase: bool) -> Result<(), Stop> {
    if trello::is_card(incident) {
        let what = format!("`{}` is a card on the Trello board", incident.id);
        let problem = Problem::error("a-card", what).at(Place::file(incident.file.clone()));
        return Err(problem
            .hint("archive the card, then `stillup publish`; to erase it: `stillup publish --retract ID --erase`")
            .into());
    }
    let beside = incident.beside.texts.iter().map(|(path, _)| path);
    for file in std::iter::once(&incident.file).chain(beside) {
        let from = ctx.root.join(&**file);
        if erase {
            std::fs::remove_file(&from).map_err(|why| stays(file, &why))?;
            ctx.say(&format!(
                "{file}: deleted here; your repository's history still has it"
            ));
            continue;
        }
        let name = file.rsplit('/').next().unwrap_or(file);
        let to = format!("{ASIDE}/{name}");
        let bytes = std::fs::read(&from).map_err(|why| write::cannot_read(&from, &why))?;
        if !write::new_bytes(&ctx.root.join(&to), &bytes)? {
            let what = format!("`{to}` is there already");
            return Err(Problem::error("set-aside-already", what)
                .hint(format!("git mv {to} {ASIDE}/older-{name}"))
                .into());
        }
        std::fs::remove_file(Path::new(&from)).map_err(|why| stays(file, &why))?;
        ctx.say(&format!("{file}: set aside as {to}"));
    }
    Ok(())
}

fn stays(file: &str, why: &std::io::Error) -> Problem {
    Problem::error("cannot-delete", format!("cannot delete `{file}`"))
        .because(why)
        .hint(format!("ls -ld {file}"))
}
