//! What the site is made of, in the tree itself: whoever has one copy of the site has the site.
//!
//! One archive holds the settings, templates and theme, and one a month the files of the incidents that
//! began in it, so that an update changes one archive however long the history; a month of very many has one a
//! day. An archive is packed again only when its files changed, and once when its month is over: its digest is
//! remembered as those of pages are.

use super::markdown::Assets;
use crate::archive::{self, Effort};
use crate::format::bare;
use crate::model::{Carried, Incident, Site};
use crate::status::Standing;
use crate::tree::{File, Known, Part};
use bytes::Bytes;
use chrono::Datelike as _;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The folder of the archives.
pub const FOLDER: &str = "stillup/source/";

/// In an archive: which of the tree's files belongs where in the site's folder. Images are in every copy
/// already, and are not packed as well.
pub const ASSETS: &str = "assets.json";

/// Incidents of a month that share an archive at most. It is sent whole with each update to one of them.
const TOGETHER: usize = 200;

/// How an archive is named.
const ENDING: &str = ".tar.gz";

/// Where the archive of the incidents that began in a month, such as `2026-11`, or on a day of one, such as
/// `2026-11-28`, is; or `site`'s.
pub fn path(name: &str) -> String {
    format!("{FOLDER}{name}{ENDING}")
}

/// Whether this is an archive.
pub fn is_archive(path: &str) -> bool {
    path.starts_with(FOLDER) && path.ends_with(ENDING)
}

/// Whether this is an archive of incidents that began in a month, or on a day of it.
pub fn is_of_month(path: &str, month: &str) -> bool {
    let name = path
        .strip_prefix(FOLDER)
        .and_then(|name| name.strip_suffix(ENDING));
    let rest = name.and_then(|name| name.strip_prefix(month));
    rest.is_some_and(|day| day.is_empty() || day.starts_with('-'))
}

/// One archive's content.
struct Pack {
    name: String,
    part: Part,
    key: [u8; 32],
    make: Arc<dyn Fn() -> Vec<u8> + Send + Sync>,
}

/// Every archive, by path, with its key. `finished` tells of each incident whether its page is written for good.
pub(super) fn files(
    site: &Arc<Site>,
    standing: &Standing,
    assets: &Arc<Assets>,
    finished: impl Fn(usize) -> bool,
    known: &Known,
) -> Vec<(String, File, [u8; 32])> {
    let today = standing.settled.with_timezone(&site.settings.timezone);
    let today = format!("{:04}-{:02}", today.year(), today.month());
    let mut packs = Vec::new();
    for (month, days) in months(site, standing) {
        let over = month < today;
        let part = |incidents: &[usize]| match over && incidents.iter().all(|at| finished(*at)) {
            true => Part::Month(month.clone()),
            false => Part::Hot,
        };
        let count: usize = days.values().map(Vec::len).sum();
        let stretches: Vec<(String, Vec<usize>)> = match count > TOGETHER {
            true => days
                .into_iter()
                .map(|(day, incidents)| (format!("{month}-{day:02}"), incidents))
                .collect(),
            false => {
                let mut incidents: Vec<usize> = days.into_values().flatten().collect();
                incidents.sort_unstable();
                vec![(month.clone(), incidents)]
            }
        };
        for (name, incidents) in stretches {
            let part = part(&incidents);
            packs.push(of_stretch(site, assets, name, part, incidents));
        }
    }
    packs.extend((!site.carried.texts.is_empty()).then(|| of_site(site, assets)));
    let file = |pack: Pack| {
        let (path, key) = (path(&pack.name), pack.key);
        (path.clone(), file(&path, pack, known), key)
    };
    packs.into_par_iter().map(file).collect()
}

/// Positions of incidents that have files, by the month and the day of it they began on.
fn months(site: &Site, standing: &Standing) -> BTreeMap<String, BTreeMap<u32, Vec<usize>>> {
    let mut months: BTreeMap<String, BTreeMap<u32, Vec<usize>>> = BTreeMap::new();
    for (at, incident) in site.incidents.iter().enumerate() {
        if !incident.source.is_empty() {
            let began = standing.incidents[at].created_at;
            let began = began.with_timezone(&site.settings.timezone);
            let month = format!("{:04}-{:02}", began.year(), began.month());
            let days = months.entry(month).or_default();
            days.entry(began.day()).or_default().push(at);
        }
    }
    months
}

fn of_stretch(
    site: &Arc<Site>,
    assets: &Arc<Assets>,
    name: String,
    part: Part,
    incidents: Vec<usize>,
) -> Pack {
    let effort = match part {
        Part::Hot => Effort::Much,
        Part::Month(_) => Effort::Little,
    };
    let mut hash = fresh();
    hash.update(effort.level().to_le_bytes());
    for incident in incidents.iter().map(|at| &site.incidents[*at]) {
        hash.update((incident.file.len() as u64).to_le_bytes());
        hash.update(&*incident.file);
        // Of its text, its translations and assets.
        hash.update(incident.digest);
    }
    let (site, assets) = (Arc::clone(site), Arc::clone(assets));
    let make = move || {
        let incidents = incidents.iter().map(|at| &site.incidents[*at]);
        let files = incidents.clone().flat_map(texts);
        let beside = incidents.map(|incident| &incident.beside);
        packed(files.collect(), &index(beside, &assets), effort)
    };
    Pack {
        name,
        part,
        key: hash.finalize().into(),
        make: Arc::new(make),
    }
}

/// An incident's files without what their author meant for themselves.
fn texts(incident: &Incident) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let own = (&*incident.file, incident.source.as_str());
    let beside = incident.beside.texts.iter();
    let all = std::iter::once(own).chain(beside.map(|(path, text)| (&**path, text.as_str())));
    all.map(|(path, text)| (path, bare(text)))
}

fn of_site(site: &Arc<Site>, assets: &Arc<Assets>) -> Pack {
    let mut hash = fresh();
    let index = index([&site.carried], assets);
    let texts = site.carried.texts.iter();
    for (path, text) in texts.map(|(path, text)| (&**path, text.as_str())) {
        for word in [path, text] {
            hash.update((word.len() as u64).to_le_bytes());
            hash.update(word);
        }
    }
    hash.update(serde_json::to_vec(&index).expect("plain data is always JSON"));
    let site = Arc::clone(site);
    let make = move || {
        let texts = site.carried.texts.iter();
        let files = texts.map(|(path, text)| (&**path, Cow::Borrowed(text.as_str())));
        packed(files.collect(), &index, Effort::Much)
    };
    Pack {
        name: "site".to_owned(),
        part: Part::Hot,
        key: hash.finalize().into(),
        make: Arc::new(make),
    }
}

/// Another version may pack otherwise.
fn fresh() -> Sha256 {
    Sha256::new_with_prefix(concat!("stillup source ", env!("CARGO_PKG_VERSION"), "\n"))
}

/// Where in the tree each asset is, by its path in the site's folder.
fn index<'a>(
    carried: impl IntoIterator<Item = &'a Carried>,
    assets: &Assets,
) -> BTreeMap<String, String> {
    let all = carried.into_iter().flat_map(|carried| &carried.assets);
    all.filter_map(|(local, asset)| {
        let published = assets.published(asset)?;
        Some((local.to_string(), published.to_owned()))
    })
    .collect()
}

fn packed(
    mut files: Vec<(&str, Cow<'_, str>)>,
    index: &BTreeMap<String, String>,
    effort: Effort,
) -> Vec<u8> {
    if !index.is_empty() {
        let mut text = serde_json::to_string_pretty(index).expect("plain data is always JSON");
        text.push('\n');
        files.push((ASSETS, text.into()));
    }
    files.sort();
    files.dedup_by(|one, other| one.0 == other.0);
    let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
    archive::pack(files, effort)
}

/// An archive as a file: known from before, or packed now.
fn file(path: &str, pack: Pack, known: &Known) -> File {
    let mut file = match known.pages.get(&pack.key) {
        Some(&known) => {
            let make = pack.make;
            File::known(path, known, move || [Bytes::new(), make().into()])
        }
        None => {
            let (file, make) = (File::new(path, (pack.make)()), pack.make);
            let anew = move || [Bytes::new(), make().into()];
            file.shelved(path, known.shelf.as_ref(), anew)
        }
    };
    file.part = pack.part;
    file
}

#[cfg(test)]
mod tests {
    use super::{is_archive, is_of_month, path};

    #[test]
    fn an_archive_is_of_a_month_or_of_a_day_in_it() {
        for name in ["2026-11", "2026-11-28"] {
            assert!(
                is_archive(&path(name)) && is_of_month(&path(name), "2026-11"),
                "{name}"
            );
            assert!(!is_of_month(&path(name), "2026-12"), "{name}");
        }
        assert!(is_archive(&path("site")) && !is_of_month(&path("site"), "2026-11"));
        assert!(!is_archive("stillup/source/2026-11") && !is_archive("2026-11.tar.gz"));
        assert!(!is_of_month("2026-11.tar.gz", "2026-11"));
    }
}
