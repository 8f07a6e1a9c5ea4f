//! cState: a Hugo site with one markdown file for each incident.
//!
//! 1. `settings` reads `config.yml` and its kin: the page, groups, components.
//! 2. `issue` reads each file of `content/issues`.
//! 3. `body` takes its text apart where a `track` shortcode says when something was said.

mod body;
mod issue;
mod path;
mod settings;

use super::files::{Files, nothing_of};
use super::{Found, Notes, Request};
use crate::problem::Problem;

/// Reads a cState site's folder.
///
/// # Errors
/// There is none.
pub(super) fn read(request: &Request) -> Result<Found, Problem> {
    let mut files = Files::read(&request.folder(), request.from, wanted)?;
    let text = files
        .paths()
        .any(|path| path.starts_with("content/") || is_settings(path));
    if !text {
        let looked_for = "`config.yml` or `content/issues`";
        return Err(nothing_of("cState", request.from, looked_for));
    }
    let mut notes = Notes::default();
    let mut site = settings::read(&files, &mut notes);
    let mut incidents = Vec::new();
    let mut problems = std::mem::take(&mut files.problems);
    for path in files.paths().filter(|path| is_content(path)) {
        if let Some(text) = files.text(path, &mut notes) {
            match issue::read(path, &text, &mut site, request.now, &mut notes) {
                Ok(incident) => incidents.extend(incident),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let assets = files.paths().filter_map(|path| {
        Some((
            path.strip_prefix("static/")?.to_owned(),
            files.bytes(path)?.to_vec(),
        ))
    });
    let assets = assets.collect();
    let (groups, components) = site.names.finish(&incidents, &mut notes);
    Ok(Found {
        page: site.page,
        groups,
        components,
        incidents,
        assets,
        notes,
        problems,
    })
}

fn wanted(path: &str) -> bool {
    let image = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"];
    let folded = path.to_ascii_lowercase();
    is_content(path)
        || is_settings(path)
        || (path.starts_with("static/") && image.iter().any(|ending| folded.ends_with(ending)))
}

fn is_content(path: &str) -> bool {
    path.starts_with("content/")
        && [".md", ".markdown"]
            .iter()
            .any(|ending| path.ends_with(ending))
}

fn is_settings(path: &str) -> bool {
    let name = path.strip_prefix("config/_default/").unwrap_or(path);
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    !name.contains('/')
        && ["config", "hugo", "params"].contains(&stem)
        && ["yml", "yaml", "toml", "json"].contains(&ending)
}
