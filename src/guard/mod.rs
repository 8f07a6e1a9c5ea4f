//! KEEP: an update that customers have read does not disappear by accident.
//!
//! 1. [`loss`] compares the ids of updates that a copy lists with those that would be published, in the parts
//!    of the manifest that changed: where nothing is lost, that is all;
//! 2. what is [`said`] still, in other words or places, is no loss;
//! 3. an incident that moved keeps its old address;
//! 4. any other is put back as the copy's own sources have it, and everybody is told.

pub mod loss;
pub mod said;

use crate::model::{Asset, Incident, Site};
use crate::problem::{Place, Problem};
use crate::publish::release::Release;
use crate::publish::witness::{Unpacked, Witness};
use crate::source::kept;
use loss::{Listed, Suspect};
use std::collections::BTreeMap;

/// What the guard came to.
#[derive(Debug, Default)]
pub struct Guarded {
    /// The site to publish instead; none: publish what was meant.
    pub site: Option<Site>,
    /// One for each incident that is kept, or that has moved.
    pub problems: Vec<Problem>,
}

/// Looks for incidents that would lose what customers have read, and puts them back into the site.
///
/// Those of `retracted` may lose what they lose. Cards may, too: whoever archives one means it.
///
/// # Errors
/// In words: the copy does not have what it lists. Another one may.
pub async fn guard(
    site: &Site,
    release: &Release,
    witness: &Witness<'_>,
    retracted: &[String],
) -> Result<Guarded, String> {
    let (mut suspects, listed) = loss::suspects(witness, release).await?;
    suspects.retain(|suspect| !retracted.contains(&suspect.id));
    let mut guarded = Guarded::default();
    let mut archives = Archives::default();
    for suspect in &suspects {
        let Some((old, unpacked)) = archives.find(witness, &listed, suspect, site).await? else {
            // No archive has it: it is a card, or only led elsewhere.
            continue;
        };
        let now = guarded.site.as_ref().unwrap_or(site);
        match said::judge(now, suspect, &old, &listed) {
            said::Verdict::Said => {}
            said::Verdict::Moved(to) => {
                let now = guarded.site.get_or_insert_with(|| site.clone());
                guarded.problems.push(moved(&now.incidents[to], suspect));
                now.incidents[to].aliases.push(suspect.path.clone());
            }
            said::Verdict::Lost(updates) => {
                guarded.problems.push(kept_back(&old, suspect, &updates));
                let assets = images(witness, &listed, &old, unpacked).await?;
                let now = guarded.site.get_or_insert_with(|| site.clone());
                put_back(now, old, assets);
            }
        }
    }
    Ok(guarded)
}

/// Archives that were opened already, by path.
#[derive(Default)]
struct Archives(BTreeMap<String, Unpacked>);

impl Archives {
    /// The incident as it was published, and the archive that has it.
    async fn find(
        &mut self,
        witness: &Witness<'_>,
        listed: &Listed,
        suspect: &Suspect,
        site: &Site,
    ) -> Result<Option<(Incident, &Unpacked)>, String> {
        let paths = listed.archives(suspect);
        for (path, entry) in &paths {
            if !self.0.contains_key(*path) {
                let unpacked = witness.unpack(path, entry).await?;
                self.0.insert((*path).clone(), unpacked);
            }
        }
        let opened = &self.0;
        let found = paths.iter().find_map(|(path, _)| {
            let unpacked = opened.get(*path)?;
            let old = kept::incident(&suspect.id, &unpacked.files, &unpacked.assets, site)?;
            Some((old, unpacked))
        });
        Ok(found)
    }
}

/// The images an incident shows, from the copy.
async fn images(
    witness: &Witness<'_>,
    listed: &Listed,
    old: &Incident,
    unpacked: &Unpacked,
) -> Result<Vec<Asset>, String> {
    let mut assets = Vec::new();
    for (path, _) in &old.beside.assets {
        let entry = unpacked.assets.get(&**path);
        if let Some((published, entry)) = entry.and_then(|published| listed.entry(published)) {
            assets.push(Asset {
                path: path.to_string(),
                bytes: witness.file(published, entry).await?.into(),
            });
        }
    }
    Ok(assets)
}

fn put_back(site: &mut Site, old: Incident, assets: Vec<Asset>) {
    for asset in assets {
        if site.assets.iter().all(|there| there.path != asset.path) {
            site.assets.push(asset);
        }
    }
    site.incidents.retain(|incident| incident.id != old.id);
    site.incidents.push(old);
    site.incidents.sort_by(|one, other| one.id.cmp(&other.id));
}

fn moved(to: &Incident, suspect: &Suspect) -> Problem {
    let old = &suspect.id;
    let what = format!(
        "`{old}` is called `{}` now: its old address leads there",
        to.id
    );
    Problem::error("moved-incident", what)
        .at(Place::file(to.file.clone()))
        .hint(format!(
            "aliases: [incidents/{old}]   # between two lines `---` at the top of the file"
        ))
}

fn kept_back(old: &Incident, suspect: &Suspect, updates: &[String]) -> Problem {
    let id = &suspect.id;
    let what = match (suspect.gone, updates.len()) {
        (true, _) => format!("`{id}` would disappear: it stays as customers have read it"),
        (false, 1) => format!("`{id}` would lose an update: it stays as customers have read it"),
        (false, lost) => {
            format!("`{id}` would lose {lost} updates: it stays as customers have read it")
        }
    };
    let problem = Problem::error("unsaid", what).at(Place::file(old.file.clone()));
    let problem = match updates {
        [] => problem,
        [one] => problem.because(format!("{one} is no longer in its file")),
        [first, .., last] => {
            problem.because(format!("{first} to {last} are no longer in its file"))
        }
    };
    problem.hint(format!(
        "stillup publish --retract {id}   # if customers shall not read it any more"
    ))
}
