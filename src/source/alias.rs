//! Earlier addresses of incidents: each leads to one page, and none hides another.

use crate::model::Incident;
use crate::problem::{Place, Problem};
use std::collections::HashMap;

/// Files at the top of every site.
const FILES: &[&str] = &[
    "",
    "index",
    "history",
    "history.atom",
    "history.rss",
    "feed.json",
    "maintenance.ics",
    "badge.svg",
    "badge.json",
    "status.json",
    "metrics",
    "embed",
    "snippets",
    "sitemap.xml",
    "robots.txt",
    "404",
    "_headers",
    "_redirects",
    "CNAME",
    ".nojekyll",
    "generation.json",
];

/// Folders of every site; `incidents` is shared with aliases.
const FOLDERS: &[&str] = &[
    "components",
    "history",
    "api",
    "assets",
    "sitemap",
    "stillup",
    ".stillup",
    ".well-known",
];

/// Leaves out, with a problem, every alias that is no path, or the address of something else.
pub(super) fn check(incidents: &mut [Incident]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if incidents.iter().all(|incident| incident.aliases.is_empty()) {
        return problems;
    }
    let mut taken: HashMap<String, String> = incidents
        .iter()
        .map(|incident| (format!("incidents/{}", incident.id), incident.id.clone()))
        .collect();
    for incident in incidents
        .iter_mut()
        .filter(|incident| !incident.aliases.is_empty())
    {
        let aliases = std::mem::take(&mut incident.aliases);
        for alias in aliases {
            let path = plain(&alias);
            let complaint = match (unfit(&path), taken.get(&path)) {
                // Its own address, or another spelling of one it has.
                (_, Some(holder)) if *holder == incident.id => continue,
                (Some(complaint), _) => Some(complaint.to_owned()),
                (None, holder) => holder.map(|id| format!("it is the address of incident `{id}`")),
            };
            let Some(complaint) = complaint else {
                taken.insert(path, incident.id.clone());
                incident.aliases.push(alias);
                continue;
            };
            let what = format!("alias `{alias}` cannot lead here: {complaint}");
            let problem = Problem::error("unfit-alias", what).at(place(incident, &alias));
            problems.push(problem.hint(format!("remove `{alias}` from `aliases`")));
            incident.being_corrected = true;
        }
    }
    problems
}

/// The part that two spellings of one address share.
fn plain(alias: &str) -> String {
    let path = alias.trim().trim_matches('/');
    let path = path
        .strip_suffix("index.html")
        .map_or(path, |path| path.trim_end_matches('/'));
    path.strip_suffix(".html").unwrap_or(path).to_owned()
}

/// Why a path, without slashes around it and without `.html`, cannot be an earlier address of an incident.
pub fn unfit(path: &str) -> Option<&'static str> {
    let first = path.split('/').next().unwrap_or_default();
    if path.contains("://") || path.contains(['\\', '?', '#']) || path.chars().any(char::is_control)
    {
        Some("it is no path")
    } else if path.split('/').any(|part| matches!(part, "." | "..")) {
        Some("it leaves the site")
    } else if FILES.contains(&path) || FOLDERS.contains(&first) {
        Some("the site itself has a page there")
    } else {
        None
    }
}

fn place(incident: &Incident, alias: &str) -> Place {
    match incident.source.find(alias).filter(|_| !alias.is_empty()) {
        Some(at) => Place::new(
            incident.file.clone(),
            incident.source.as_str(),
            at..at + alias.len(),
        ),
        None => Place::file(incident.file.clone()),
    }
}
