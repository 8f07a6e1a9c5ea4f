//! Which incident is meant: by id, by a part of it, or the only one that is open.

use super::{Context, Stop, ask};
use crate::model::{Kind, Site};
use crate::problem::{Problem, did_you_mean};
use crate::status::Standing;

/// How many are listed when several fit.
const LISTED: usize = 10;

/// Position in `Site::incidents` of the incident that is meant.
///
/// # Errors
/// None fits, or several do and nobody is there to ask.
pub fn incident(
    ctx: &Context,
    site: &Site,
    standing: &Standing,
    typed: Option<&str>,
) -> Result<usize, Stop> {
    let open = open(site, standing);
    let fitting = match typed {
        Some(typed) => fitting(site, standing, &open, typed),
        None => open,
    };
    match (fitting.as_slice(), typed) {
        ([only], _) => Ok(*only),
        ([], Some(typed)) => Err(unknown(site, typed)),
        ([], None) => Err(Stop::arguments(
            Problem::error("none-open", "no incident is open")
                .hint("`stillup open \"TITLE\"` begins one; `stillup update ID` adds to one that has ended"),
        )),
        (several, typed) if ctx.env.terminal => {
            let lines: Vec<String> = several.iter().map(|at| describe(site, standing, *at)).collect();
            let question = typed.map_or("which one".to_string(), |typed| format!("which `{typed}`"));
            Ok(several[ask::one(ctx, &question, &lines, 0)?])
        }
        (several, typed) => Err(ambiguous(site, standing, several, typed)),
    }
}

/// What is going on: incidents first, newest first, then maintenance in progress.
fn open(site: &Site, standing: &Standing) -> Vec<usize> {
    let mut open = standing.open.clone();
    for at in &standing.active {
        let incident = standing.occurrences[*at].incident;
        if !open.contains(&incident)
            && matches!(site.incidents[incident].kind, Kind::Maintenance(_))
        {
            open.push(incident);
        }
    }
    open
}

/// Everything `typed` may mean: the first of these ways that finds any.
fn fitting(site: &Site, standing: &Standing, open: &[usize], typed: &str) -> Vec<usize> {
    let typed = typed.rsplit('/').next().unwrap_or(typed).to_lowercase();
    let typed = typed
        .strip_suffix(".md")
        .or(typed.strip_suffix(".html"))
        .unwrap_or(&typed);
    let having = |test: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..site.incidents.len()).filter(|at| test(*at)).collect()
    };
    let id = |at: usize| site.incidents[at].id.to_lowercase();
    let exact = having(&|at| {
        id(at) == typed
            || site.incidents[at]
                .aliases
                .iter()
                .any(|alias| alias == typed)
    });
    if !exact.is_empty() {
        return exact;
    }
    if let Some(found) = standing
        .occurrences
        .iter()
        .find(|occurrence| occurrence.id.to_lowercase() == typed)
    {
        return vec![found.incident];
    }
    let title = |at: usize| site.incidents[at].title.to_lowercase();
    let ways: [&dyn Fn(usize) -> bool; 3] = [
        &|at| id(at).starts_with(typed),
        &|at| id(at).contains(typed),
        &|at| title(at).contains(typed),
    ];
    for way in ways {
        let found = having(way);
        let going_on: Vec<usize> = open
            .iter()
            .copied()
            .filter(|at| found.contains(at))
            .collect();
        match (going_on.len(), found.len()) {
            (_, 0) => {}
            (0, _) => return found,
            _ => return going_on,
        }
    }
    Vec::new()
}

/// Such as `2026-11-20-api: API: requests failing (identified)`.
fn describe(site: &Site, standing: &Standing, at: usize) -> String {
    let incident = &site.incidents[at];
    format!(
        "{}: {} ({})",
        incident.id,
        incident.title,
        standing.incidents[at].status.word()
    )
}

fn unknown(site: &Site, typed: &str) -> Stop {
    let near = did_you_mean(
        typed,
        site.incidents.iter().map(|incident| incident.id.as_str()),
    );
    let problem = Problem::error(
        "unknown-incident",
        format!("no incident is called `{typed}`"),
    );
    Stop::arguments(match near {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(
            "`stillup status` lists what is going on; the ids are the file names in `incidents/`",
        ),
    })
}

fn ambiguous(site: &Site, standing: &Standing, several: &[usize], typed: Option<&str>) -> Stop {
    let what = match typed {
        Some(typed) => format!("`{typed}` fits {} incidents", several.len()),
        None => format!("{} incidents are open", several.len()),
    };
    let mut lines: Vec<String> = several
        .iter()
        .take(LISTED)
        .map(|at| describe(site, standing, *at))
        .collect();
    if several.len() > LISTED {
        lines.push(format!("and {} more", several.len() - LISTED));
    }
    let first = &site.incidents[several[0]].id;
    Stop::arguments(
        Problem::error("several-incidents", what)
            .because(lines.join("\n"))
            .hint(format!("name the one you mean, such as `{first}`")),
    )
}
