//! The files that `[theme]` names: read, looked at, and among the site's assets, or a problem.

use super::name::quoted;
use super::picture::{is_woff2, size};
use super::text::bytes;
use crate::model::{Asset, Picture, Site};
use crate::problem::{Place, Problem};
use std::path::Path;
use std::sync::Arc;

/// The largest picture, in bytes: it is asked for on a reader's first visit.
const PICTURE: usize = 100 << 10;

/// The largest font, in bytes.
const FONT: usize = 300 << 10;

/// Reads every file of the site's looks. One that cannot be used is a problem, and no longer named.
pub(super) fn read(root: &Path, site: &mut Site) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut looks = std::mem::take(&mut site.looks);
    looks.logo = looks
        .logo
        .and_then(|it| picture(root, it, site, &mut problems));
    looks.favicon = looks
        .favicon
        .and_then(|it| picture(root, it, site, &mut problems));
    looks.fonts.retain(|font| {
        let found = file(root, &font.path, &font.place, FONT, "300 KiB").and_then(|bytes| {
            match is_woff2(&bytes) {
                true => Ok(bytes),
                false => Err(unfit(&font.path, &font.place, "it is no WOFF2")
                    .hint(format!("woff2_compress {}", quoted(&font.path)))),
            }
        });
        kept(site, &font.path, found, &mut problems).is_some()
    });
    site.looks = looks;
    problems
}

fn picture(
    root: &Path,
    mut picture: Picture,
    site: &mut Site,
    problems: &mut Vec<Problem>,
) -> Option<Picture> {
    let found = file(root, &picture.path, &picture.place, PICTURE, "100 KiB").and_then(|bytes| {
        picture.size = size(&picture.path, &bytes).map_err(|why| {
            unfit(&picture.path, &picture.place, &why).hint(
                "save it as a plain SVG, without scripts, links and embedded files, or as PNG",
            )
        })?;
        Ok(bytes)
    });
    kept(site, &picture.path.clone(), found, problems)?;
    Some(picture)
}

/// A file's bytes.
fn file(
    root: &Path,
    path: &str,
    place: &Place,
    most: usize,
    words: &str,
) -> Result<Vec<u8>, Problem> {
    let bytes = bytes(root, path, most).map_err(|problem| match problem.code {
        "missing-file" => problem.at(place.clone()).hint("put the file there"),
        _ => problem,
    })?;
    if bytes.len() > most {
        let what = format!("`{path}` is larger than {words}");
        let problem = Problem::error("asset-too-large", what).at(place.clone());
        return Err(problem.hint("every reader asks for it: keep only what is needed of it"));
    }
    Ok(bytes)
}

fn unfit(path: &str, place: &Place, why: &str) -> Problem {
    let what = format!("`{path}` is not published: {why}");
    Problem::error("unfit-asset", what).at(place.clone())
}

/// Puts a file among the assets, and among what copies carry.
fn kept(
    site: &mut Site,
    path: &Arc<str>,
    found: Result<Vec<u8>, Problem>,
    problems: &mut Vec<Problem>,
) -> Option<()> {
    match found {
        Ok(bytes) => {
            if !site.assets.iter().any(|asset| *asset.path == **path) {
                site.assets.push(Asset {
                    path: path.to_string(),
                    bytes: bytes.into(),
                });
                site.carried
                    .assets
                    .push((Arc::clone(path), Arc::clone(path)));
            }
            Some(())
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
