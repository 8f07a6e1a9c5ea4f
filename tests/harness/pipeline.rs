//! The library's pipeline from a folder to a tree, as the commands run it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use stillup::problem::Problem;
use stillup::render::{Edition, Theme};
use stillup::tree::{File, Known, Tree};
use stillup::{config, problem, render, source, status};

/// In place of a theme's style sheet, so that what is expected can be read.
const STYLE: &str = "/* the style sheet */";

/// In place of the script of pages.
const SCRIPT: &str = "// the script\n";

/// What came of a folder.
pub struct Built {
    /// Every problem and finding, as a person reads them; empty when there are none.
    pub problems: String,
    /// `None` when the configuration could not be read.
    pub site: Option<BuiltSite>,
}

/// What came of a folder that has a configuration.
pub struct BuiltSite {
    /// The site's own address.
    pub address: String,
    /// The tree.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What belongs to a host and not to the tree.
    pub host_files: BTreeMap<String, Vec<u8>>,
    /// What is wrong with the tree itself.
    pub complaints: Vec<String>,
}

/// Builds the site of the folder `root`, whose configuration is `toml`, as it stands at `now`.
pub fn build(root: &Path, toml: &str, now: DateTime<Utc>) -> Built {
    let (config, mut problems) = config::parse("stillup.toml", toml);
    let site = config.map(|config| {
        let (site, found) =
            source::gather::gather(root, config.site(), config.trello.as_ref(), None);
        problems.extend(found);
        let (mut overrides, found) = source::theme::overrides(root, &site.settings.theme);
        problems.extend(found);
        overrides
            .entry("theme.css".into())
            .or_insert_with(|| STYLE.into());
        overrides
            .entry("page.js".into())
            .or_insert_with(|| SCRIPT.into());
        let mut standing = status::at(&site, now);
        source::trello::point_at_cards(&mut standing.findings);
        problems.extend(standing.findings.iter().cloned());
        let theme = Theme::new(&site.settings.theme, overrides, &site.settings.languages)
            .unwrap_or_else(|problem| panic!("{}", words(&[problem])));
        problems.extend(theme.problems().iter().cloned());
        let edition = Edition {
            generation: now.timestamp_millis() as u64,
            published_at: now,
            fresh_until: now + site.settings.publish_every * 3,
        };
        rendered(
            &Arc::new(site),
            &Arc::new(standing),
            &Arc::new(theme),
            edition,
        )
    });
    Built {
        problems: words(&problems),
        site,
    }
}

fn rendered(
    site: &Arc<stillup::model::Site>,
    standing: &Arc<stillup::status::Standing>,
    theme: &Arc<Theme>,
    edition: Edition,
) -> BuiltSite {
    let fail = |problem: Problem| -> ! { panic!("{}", words(&[problem])) };
    let tree = render::render(site, standing, theme, edition, &Known::default())
        .unwrap_or_else(|problem| fail(problem));
    let later = Edition {
        generation: edition.generation + 1,
        published_at: edition.published_at + TimeDelta::minutes(31),
        fresh_until: edition.fresh_until + TimeDelta::minutes(31),
    };
    let retimed = render::retime(tree.clone(), site, standing, theme, later)
        .unwrap_or_else(|problem| fail(problem));
    let anew = render::render(site, standing, theme, later, &tree.known)
        .unwrap_or_else(|problem| fail(problem));
    let host = render::host_files(site, standing, theme, &site.settings.address)
        .unwrap_or_else(|problem| fail(problem));
    let mut complaints = about_ages(&tree, &anew);
    complaints.extend(differences("made anew for age only", &retimed, &anew));
    complaints.extend(about_bytes(&tree));
    BuiltSite {
        address: site.settings.address.clone(),
        files: bytes(&tree.files),
        host_files: bytes(&host),
        complaints,
    }
}

/// Only files that carry their age may change with the edition, and those must.
fn about_ages(tree: &Tree, later: &Tree) -> Vec<String> {
    tree.files
        .iter()
        .filter_map(|(path, file)| {
            let same = later
                .files
                .get(path)
                .is_some_and(|other| other.digest == file.digest);
            match (file.carries_age, same) {
                (true, true) => Some(format!(
                    "{path}: says that it carries its age, and does not change with the edition"
                )),
                (false, false) => Some(format!(
                    "{path}: changes with the edition, and does not say so"
                )),
                _ => None,
            }
        })
        .collect()
}

fn differences(what: &str, one: &Tree, other: &Tree) -> Vec<String> {
    let names = one
        .files
        .keys()
        .chain(other.files.keys())
        .collect::<std::collections::BTreeSet<_>>();
    names
        .into_iter()
        .filter(|path| {
            one.files.get(*path).map(|file| file.digest)
                != other.files.get(*path).map(|file| file.digest)
        })
        .map(|path| format!("{path}: not the same when {what}"))
        .collect()
}

/// Digest and length are those of the bytes.
fn about_bytes(tree: &Tree) -> Vec<String> {
    tree.files
        .iter()
        .filter(|(_, file)| {
            let bytes = file.bytes();
            file.length != bytes.len() as u64 || file.digest != stillup::tree::Digest::of(&bytes)
        })
        .map(|(path, _)| format!("{path}: digest or length is not that of its bytes"))
        .collect()
}

fn bytes(files: &BTreeMap<String, File>) -> BTreeMap<String, Vec<u8>> {
    files
        .iter()
        .map(|(path, file)| (path.clone(), file.bytes()))
        .collect()
}

fn words(problems: &[Problem]) -> String {
    match problems.is_empty() {
        true => String::new(),
        false => problem::human(problems, false),
    }
}
