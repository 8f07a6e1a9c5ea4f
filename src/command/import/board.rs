//! `stillup import trello`: a board as files, so that a team can leave Trello. Ids and times stay.

use crate::command::{Context, SITE_FILE, Stop, pipeline};
use crate::config;
use crate::import::{Found, Notes, Page};
use crate::problem::Problem;
use crate::source::trello::{self, Snapshot, TrelloSettings, snapshot};
use crate::source::{gather, text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What this kind is called on the command line.
pub const KIND: &str = "trello";

/// The largest export that is read, in bytes.
const LARGEST: usize = 256 << 20;

/// The largest image that is taken over, in bytes.
const LARGEST_IMAGE: usize = 5 << 20;

/// Where there is no site yet.
const NO_SITE: &str = "[site]\ntitle = \"Status\"\naddress = \"http://localhost\"\n";

/// Reads an exported board, or the folder of a site that has pulled one.
///
/// # Errors
/// There is no such file, or it is no board.
pub fn found(ctx: &Context, from: &str) -> Result<Found, Stop> {
    let config = match ctx.root.join(SITE_FILE).is_file() {
        true => pipeline::settings(ctx)?.0,
        false => None,
    };
    let set = config.as_ref().and_then(|config| config.trello.clone());
    let settings = TrelloSettings {
        export: None,
        ..set.unwrap_or_default()
    };
    let path = ctx.start.join(from);
    let (snapshot, folder) = match path.is_dir() {
        true => (gather::read(&path, &settings)?, Some(path.as_path())),
        false => (board(&ctx.start, from, &settings)?, None),
    };
    let config = config.or_else(|| config::parse(SITE_FILE, NO_SITE).0);
    let Some(mut site) = config.map(|config| config.site()) else {
        return Err(Stop::from(Vec::new()));
    };
    let named = trello::components(&snapshot, &settings, &mut site);
    let used: BTreeSet<&String> = named.values().collect();
    let zone = site.settings.timezone;
    let (mut incidents, problems) = trello::incidents(&snapshot, &settings, &named, zone);
    let mut notes = Notes::default();
    for incident in &mut incidents {
        incident.file = format!("{}.md", incident.id).into();
        if incident.updates.is_empty() {
            // A maintenance goes by the clock, and needs none.
            incident.day = None;
        }
    }
    site.components
        .retain(|component| used.contains(&component.id));
    site.groups.retain(|group| {
        let mut all = site.components.iter();
        all.any(|component| component.group.as_deref() == Some(&group.id))
    });
    let explained = trello::explain::explain(&snapshot, &settings, &named);
    for card in explained.cards.iter().filter(|card| !card.shown) {
        let what = format!("a card is not taken over: {}", card.why);
        notes.add(&card.card, what);
    }
    if ctx.root.join(snapshot::FILE).is_file() {
        let what = "`[trello]` and what it pulled are still there: take them out";
        notes.add(SITE_FILE, what);
    }
    Ok(Found {
        page: Page {
            title: Some(snapshot.name.clone()).filter(|name| !name.is_empty()),
            ..Page::default()
        },
        groups: site.groups,
        components: site.components,
        incidents,
        assets: images(folder, &snapshot, &mut notes),
        notes,
        problems,
    })
}

/// An export, or a snapshot that somebody kept.
fn board(start: &Path, from: &str, settings: &TrelloSettings) -> Result<Snapshot, Problem> {
    let bytes = text::bytes(start, from, LARGEST).map_err(|problem| match problem.code {
        "missing-file" => problem.hint("stillup import trello board.json"),
        _ => problem,
    })?;
    match Snapshot::parse(&bytes) {
        Ok(snapshot) => Ok(snapshot),
        Err(_) => trello::read_export(from, &bytes, settings),
    }
}

/// Images that `pull` copied.
fn images(
    folder: Option<&Path>,
    snapshot: &Snapshot,
    notes: &mut Notes,
) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for file in &snapshot.files {
        let path = format!("{}/{file}", gather::IMAGES);
        let bytes = folder.map(|folder| text::bytes(folder, &path, LARGEST_IMAGE));
        match bytes {
            Some(Ok(bytes)) => drop(all.insert(trello::asset_path(file), bytes)),
            _ => notes.add(&path, "an image is not there"),
        }
    }
    all
}
