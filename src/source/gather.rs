//! Every source of a site in one: the folder, and the board beside it when there is one.

use super::text::bytes;
use super::trello::{self, Snapshot, TrelloSettings, snapshot};
use super::walk::INCIDENTS;
use super::{Cache, carried, dependency, folder, looks, name};
use crate::model::{Asset, Incident, Pulled, Site};
use crate::problem::{Place, Problem};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// What the page calls the board.
const BOARD: &str = "Trello board";

/// The largest export and snapshot that are read, in bytes.
const LARGEST: usize = 256 << 20;

/// The largest image beside a snapshot, in bytes.
const LARGEST_IMAGE: usize = 5 << 20;

/// The folder of images beside a snapshot.
pub const IMAGES: &str = ".stillup/trello";

/// Fills in the incidents and assets of a site that is configured, from its folder and its board, and
/// says everything that is wrong with them.
///
/// A board that cannot be read is named in `Site::unread`: what it would say is not known.
pub fn gather(
    root: &Path,
    site: Site,
    settings: Option<&TrelloSettings>,
    cache: Option<Cache>,
) -> (Site, Vec<Problem>) {
    let (mut site, mut problems) = sources(root, site, settings, cache);
    problems.extend(looks::read(root, &mut site));
    (site, problems)
}

fn sources(
    root: &Path,
    mut site: Site,
    settings: Option<&TrelloSettings>,
    cache: Option<Cache>,
) -> (Site, Vec<Problem>) {
    carried::looks(root, &mut site);
    let (reported, mut problems) = dependency::reported(root, &site.dependencies);
    site.reported = reported;
    let Some(settings) = settings else {
        let (site, found) = folder::load_with(root, site, cache);
        problems.extend(found);
        return (site, problems);
    };
    let mut board = Vec::new();
    match read(root, settings) {
        Ok(snapshot) => {
            let own = site.components.len();
            let named = trello::components(&snapshot, settings, &mut site);
            site.digest = widened(&site, own);
            let zone = site.settings.timezone;
            let (incidents, found) = trello::incidents(&snapshot, settings, &named, zone);
            if !found.is_empty() {
                site.unread.push(BOARD.to_owned());
            }
            board = incidents;
            problems.extend(found);
            site.assets.extend(images(root, &snapshot, &mut problems));
            carried::board(&snapshot, settings, &mut site);
            site.pulled.push(Pulled {
                source: BOARD.to_owned(),
                at: snapshot.pulled_at,
            });
        }
        Err(problem) => {
            problems.push(problem);
            site.unread.push(BOARD.to_owned());
        }
    }
    // With a board, a site need not have a folder.
    let (mut site, found) = match bytes(root, INCIDENTS, 0) {
        Err(problem) if problem.code == "missing-file" => (site, Vec::new()),
        _ => folder::load_with(root, site, cache),
    };
    problems.extend(found);
    problems.extend(apart(&site.incidents, &mut board));
    site.incidents.extend(board);
    site.incidents.sort_by(|one, other| one.id.cmp(&other.id));
    (site, problems)
}

/// The site's digest with the components that only the board knows: every page may show their names.
fn widened(site: &Site, own: usize) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(site.digest);
    for component in &site.components[own..] {
        for word in [&component.id, &component.title] {
            hash.update((word.len() as u64).to_le_bytes());
            hash.update(word);
        }
    }
    hash.finalize().into()
}

/// The board as it was last read: from its export, or from what `pull` wrote.
///
/// # Errors
/// Neither is there, or it cannot be made sense of.
pub fn read(root: &Path, settings: &TrelloSettings) -> Result<Snapshot, Problem> {
    if let Some(export) = &settings.export {
        let bytes = bytes(root, export, LARGEST).map_err(|problem| match problem.code {
            "missing-file" => problem.hint("export = \"board.json\"   # in the site's folder"),
            _ => problem,
        })?;
        return trello::read_export(export, &bytes, settings);
    }
    match bytes(root, snapshot::FILE, LARGEST) {
        Ok(bytes) => Snapshot::parse(&bytes),
        // Where a copy carries one that is believed, `publish` has put it there before.
        Err(problem) if problem.code == "missing-file" => {
            let what = "the Trello board was not pulled yet: what it says is not known";
            Err(Problem::error("no-snapshot", what)
                .at(Place::file(snapshot::FILE))
                .hint("stillup pull"))
        }
        Err(problem) => Err(problem),
    }
}

/// Images that were copied beside the snapshot.
fn images(root: &Path, snapshot: &Snapshot, problems: &mut Vec<Problem>) -> Vec<Asset> {
    let read = |file: &String| {
        let bytes = bytes(root, &format!("{IMAGES}/{file}"), LARGEST_IMAGE)?;
        Ok(Asset {
            path: trello::asset_path(file),
            bytes: bytes.into(),
        })
    };
    let all: Vec<Result<Asset, Problem>> = snapshot.files.par_iter().map(read).collect();
    let mut assets = Vec::with_capacity(all.len());
    for one in all {
        match one {
            Ok(asset) => assets.push(asset),
            Err(problem) => problems.push(problem.hint("stillup pull")),
        }
    }
    assets
}

/// A card whose id a file has gets another: both are shown, and neither hides the other.
fn apart(files: &[Incident], board: &mut [Incident]) -> Vec<Problem> {
    let taken: BTreeMap<&str, &Incident> = files
        .iter()
        .map(|incident| (incident.id.as_str(), incident))
        .collect();
    let mut problems = Vec::new();
    for incident in board.iter_mut() {
        if !name::is_id(&incident.id) {
            incident.id = name::slug(&incident.id);
        }
        let Some(file) = taken.get(incident.id.as_str()) else {
            continue;
        };
        let what = format!(
            "`{}` and the card “{}” have one id, `{}`",
            file.file, incident.title, incident.id
        );
        let hint = format!(
            "archive the card, or git rm {}; take out `[trello]` when all cards are files",
            name::quoted(&file.file)
        );
        let problem = Problem::error("duplicate-id", what).at(Place::file(file.file.clone()));
        problems.push(problem.hint(hint));
        let other = (2..).map(|number| format!("{}-{number}", incident.id));
        incident.id = other
            .into_iter()
            .find(|id| !taken.contains_key(id.as_str()))
            .unwrap_or_default();
        incident.being_corrected = true;
    }
    problems
}
