//! A folder that is imported into, and what comes of it.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use stillup::import::{self, KINDS, Laid, Present, Request};
use stillup::model::Site;
use stillup::problem::{self, Problem};
use stillup::render::{self, Edition, Theme};
use stillup::tree::Known;
use stillup::{config, source, status};

/// When all tests take place.
pub fn now() -> DateTime<Utc> {
    "2026-11-27T10:00:00Z".parse().expect("a time")
}

/// A made-up site of this kind, as its transcript has it.
pub fn fixture(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/console/moving-from-{kind}.in"))
}

/// Every file below a folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("below it");
            let path = path.to_string_lossy().into_owned();
            found.insert(path, std::fs::read(entry.path()).expect("a file"));
        }
    }
    found
}

/// Writes files below a folder.
pub fn put(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}

/// Imports one folder into another as the command does, and says what could not be read.
pub fn import(
    kind: &str,
    from: &Path,
    further: &[PathBuf],
    into: &Path,
) -> Result<Vec<Problem>, Problem> {
    let (_, read) = KINDS
        .iter()
        .find(|(name, _)| *name == kind)
        .expect("a kind");
    let found = read(&Request {
        from: &from.to_string_lossy(),
        start: Path::new("/"),
        further,
        now: now(),
        patience: Duration::from_secs(1),
    })?;
    let problems = found.problems.clone();
    let present = std::fs::read_to_string(into.join("stillup.toml")).ok();
    let present = present.map(|text| {
        let (config, _) = config::parse("stillup.toml", &text);
        let config = config.expect("settings");
        (text, source::folder::load(into, config.site()).0)
    });
    let present = present.as_ref().map(|(text, site)| Present { text, site });
    let laid = import::lay(found, present, source::unfit_address)?;
    write(&laid, into);
    Ok(problems)
}

fn write(laid: &Laid, into: &Path) {
    std::fs::create_dir_all(into.join("incidents")).expect("a folder");
    std::fs::write(into.join("stillup.toml"), &laid.settings).expect("settings");
    for file in &laid.files {
        let path = into.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        if !path.exists() {
            std::fs::write(path, &file.bytes).expect("a file");
        }
    }
}

/// The site of a folder, and everything that is wrong with it.
pub fn load(root: &Path) -> (Site, Vec<Problem>) {
    let text = std::fs::read_to_string(root.join("stillup.toml")).expect("settings");
    let (config, mut problems) = config::parse("stillup.toml", &text);
    let config = config.unwrap_or_else(|| panic!("{}", problem::human(&problems, false)));
    let (site, found) = source::folder::load(root, config.site());
    problems.extend(found);
    (site, problems)
}

/// Nothing is wrong with a folder, though there may be findings; and it builds.
pub fn assert_sound(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let (_, problems) = load(root);
    let errors: Vec<Problem> = problems.into_iter().filter(Problem::is_error).collect();
    assert!(errors.is_empty(), "{}", problem::human(&errors, false));
    build(root)
}

/// Everything that is built of a folder.
pub fn build(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let (site, _) = load(root);
    let (site, standing) = (Arc::new(site.clone()), Arc::new(status::at(&site, now())));
    let theme = Theme::new(
        &site.settings.theme,
        BTreeMap::new(),
        &site.settings.languages,
    )
    .expect("a theme");
    let edition = Edition {
        generation: 1,
        published_at: now(),
        fresh_until: now() + TimeDelta::minutes(90),
    };
    let tree = render::render(
        &site,
        &standing,
        &Arc::new(theme),
        edition,
        &Known::default(),
    );
    let tree = tree.expect("a tree");
    let bytes = |(path, file): (&String, &stillup::tree::File)| (path.clone(), file.bytes());
    tree.files.iter().map(bytes).collect()
}
