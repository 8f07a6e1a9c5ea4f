//! Finding and reading the images and files that incidents' texts refer to.

use super::name::quoted;
use super::text::bytes;
use super::walk::INCIDENTS;
use crate::model::{Asset, Incident};
use crate::problem::{Place, Problem, did_you_mean};
use memchr::memmem::Finder;
use pulldown_cmark::{Event, Options, Parser, Tag};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// Where assets of all incidents stand.
const ASSETS: &str = "incidents/assets/";

/// The largest asset, in bytes: every mirror carries it, and readers are on bad networks.
const LARGEST: usize = 5 << 20;

/// Endings of images. No SVG: opened on its own it can run scripts.
const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Endings of other files in `incidents/assets/` that a text may link to.
const FILES: &[&str] = &["pdf", "txt", "csv", "log", "json", "zip", "gz"];

/// With more files than this, no name is offered for one that is missing.
const NAMES: usize = 500;

/// One reference of a text.
struct Reference {
    /// As written.
    url: String,
    /// Shown, not only linked to.
    image: bool,
}

/// What one incident refers to.
#[derive(Default)]
pub(super) struct Wanted {
    paths: BTreeSet<String>,
    problems: Vec<Problem>,
}

/// Reads every asset that an incident refers to: `wanted`, by the incident's id. Incidents are sorted by theirs.
///
/// An incident's digest is widened to its assets', since its page shows their names.
pub(super) fn gather(
    root: &Path,
    incidents: &mut [Incident],
    wanted: Vec<(String, Box<Wanted>)>,
) -> (Vec<Asset>, Vec<Problem>) {
    let paths: BTreeSet<&str> = wanted
        .iter()
        .flat_map(|(_, wanted)| wanted.paths.iter().map(String::as_str))
        .collect();
    let paths: Vec<&str> = paths.into_iter().collect();
    let read: Vec<_> = paths
        .into_par_iter()
        .map(|path| (path, read(root, path)))
        .collect();
    let mut problems = Vec::new();
    let mut assets = Vec::new();
    let mut digests: BTreeMap<&str, [u8; 32]> = BTreeMap::new();
    for (path, outcome) in read {
        match outcome {
            Ok(bytes) => {
                digests.insert(path, Sha256::digest(&bytes).into());
                assets.push(Asset {
                    path: path.to_owned(),
                    bytes: bytes.into(),
                });
            }
            Err(problem) => problems.push(problem),
        }
    }
    for (id, wanted) in &wanted {
        let Ok(at) = incidents.binary_search_by(|incident| incident.id.cmp(id)) else {
            continue;
        };
        let incident = &mut incidents[at];
        let lacks = wanted
            .paths
            .iter()
            .any(|path| !digests.contains_key(path.as_str()));
        incident.being_corrected |= lacks || wanted.problems.iter().any(Problem::is_error);
        let there = wanted
            .paths
            .iter()
            .filter(|path| digests.contains_key(path.as_str()));
        let carried = |path: &String| (path.as_str().into(), path.as_str().into());
        incident.beside.assets = there.map(carried).collect();
        if !wanted.paths.is_empty() {
            let mut hash = Sha256::new_with_prefix(incident.digest);
            for path in &wanted.paths {
                hash.update(path);
                hash.update(digests.get(path.as_str()).unwrap_or(&[0; 32]));
            }
            incident.digest = hash.finalize().into();
        }
    }
    let wanted = wanted.into_iter();
    problems.extend(wanted.flat_map(|(_, wanted)| wanted.problems));
    (assets, problems)
}

fn read(root: &Path, path: &str) -> Result<Vec<u8>, Problem> {
    let bytes = bytes(root, path, LARGEST)?;
    if bytes.len() > LARGEST {
        let problem = Problem::error("asset-too-large", format!("`{path}` is larger than 5 MiB"));
        let hint = format!("magick {0} -resize 1600x {0}", quoted(path));
        return Err(problem.at(Place::file(path)).hint(hint));
    }
    Ok(bytes)
}

/// What an incident refers to, as far as it is there; none where it refers to nothing. `others` are the files there
/// are, sorted.
pub(super) fn wanted(incident: &Incident, others: &[String]) -> Option<Box<Wanted>> {
    let mut wanted = Wanted::default();
    let texts = std::iter::once(incident.summary.as_str())
        .chain(incident.updates.iter().map(|update| update.text.as_str()))
        .chain(incident.translations.values().flat_map(|translation| {
            let updates = translation.updates.values().map(String::as_str);
            let unmatched = translation.unmatched.iter().map(|(_, text)| text.as_str());
            std::iter::once(translation.summary.as_str())
                .chain(updates)
                .chain(unmatched)
        }));
    for text in texts.filter(|text| may_refer(text)) {
        for reference in references(text) {
            note(&mut wanted, incident, &reference, others);
        }
    }
    if let Some(url) = &incident.postmortem {
        note(
            &mut wanted,
            incident,
            &Reference {
                url: url.clone(),
                image: false,
            },
            others,
        );
    }
    let some = !wanted.paths.is_empty() || !wanted.problems.is_empty();
    some.then(|| Box::new(wanted))
}

/// Whether it is worth looking for what an incident refers to.
pub(super) fn refers(incident: &Incident) -> bool {
    // What a file does not hold, none of its texts does: one look instead of five.
    let whole = incident.source.as_str();
    let none = incident.translations.is_empty() && !whole.is_empty() && !may_refer(whole);
    !none || incident.postmortem.is_some()
}

/// Whether it is worth parsing a text for references: most have none.
fn may_refer(text: &str) -> bool {
    static WORDS: LazyLock<[Finder<'static>; 2]> =
        LazyLock::new(|| [Finder::new("!["), Finder::new("assets/")]);
    WORDS
        .iter()
        .any(|word| word.find(text.as_bytes()).is_some())
}

fn references(text: &str) -> Vec<Reference> {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    parser
        .filter_map(|event| match event {
            Event::Start(Tag::Image { dest_url, .. }) => Some((dest_url, true)),
            Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url, false)),
            _ => None,
        })
        .map(|(url, image)| Reference {
            url: url.trim().to_owned(),
            image,
        })
        .collect()
}

/// Notes where a reference leads, or why it leads nowhere.
fn note(wanted: &mut Wanted, incident: &Incident, reference: &Reference, others: &[String]) {
    let url = &reference.url;
    let schemes = ["mailto:", "data:", "//"];
    if url.contains("://") || schemes.iter().any(|scheme| url.starts_with(scheme)) {
        wanted.problems.extend(foreign(incident, reference));
        return;
    }
    let path = unescaped(url.split(['?', '#']).next().unwrap_or(url));
    let folder = incident
        .file
        .rsplit_once('/')
        .map_or(INCIDENTS, |(folder, _)| folder);
    let candidates: Vec<String> = [folder, INCIDENTS]
        .into_iter()
        .filter_map(|from| within(from, &path))
        .collect();
    if !reference.image && !candidates.iter().any(|path| path.starts_with(ASSETS)) {
        return;
    }
    match candidates
        .iter()
        .find(|path| others.binary_search(path).is_ok())
    {
        None => wanted
            .problems
            .push(missing(incident, url, &candidates, others)),
        Some(path) => match unfit(path, folder, reference.image) {
            None => drop(wanted.paths.insert(path.clone())),
            Some(problem) => wanted.problems.push(problem.at(place(incident, url))),
        },
    }
}

/// A page holds nothing from elsewhere: links may lead there, images are not shown.
fn foreign(incident: &Incident, reference: &Reference) -> Option<Problem> {
    let url = &reference.url;
    let what = format!(
        "the image `{}` is not shown: a page holds nothing from elsewhere",
        short(url)
    );
    let problem = Problem::finding("foreign-image", what).at(place(incident, url));
    reference
        .image
        .then(|| problem.hint(format!("save it in `{ASSETS}`")))
}

/// Why a file that is there is not published.
fn unfit(path: &str, folder: &str, image: bool) -> Option<Problem> {
    let ending = path
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    let beside = path
        .strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'));
    if !path.starts_with(ASSETS) && !beside {
        let what = format!("`{path}` is neither in `{ASSETS}` nor beside the incident");
        let name = path.rsplit('/').next().unwrap_or(path);
        let hint = format!(
            "git mv {} {}",
            quoted(path),
            quoted(&format!("{ASSETS}{name}"))
        );
        return Some(Problem::error("unfit-asset", what).hint(hint));
    }
    let mut fitting = IMAGES.iter().chain(FILES.iter().filter(|_| !image));
    if fitting.any(|known| *known == ending) {
        return None;
    }
    let known: Vec<_> = IMAGES.iter().map(|ending| format!("`.{ending}`")).collect();
    let problem = Problem::error(
        "unfit-asset",
        format!("`{path}` is of a kind that is not published"),
    );
    Some(problem.hint(format!("save it as one of {}", known.join(", "))))
}

fn missing(incident: &Incident, url: &str, candidates: &[String], others: &[String]) -> Problem {
    let likely = candidates
        .iter()
        .find(|path| path.starts_with(ASSETS))
        .or(candidates.first());
    let Some(first) = likely.filter(|path| path.starts_with(INCIDENTS)) else {
        let problem = Problem::error(
            "unfit-asset",
            format!("`{}` leads out of `{INCIDENTS}`", short(url)),
        );
        return problem
            .at(place(incident, url))
            .hint(format!("put the file in `{ASSETS}`"));
    };
    let problem = Problem::error("missing-asset", format!("there is no `{}`", short(first)));
    // Comparing with very many names, for very many incidents, would take longer than it is worth.
    let near = (others.len() <= NAMES)
        .then(|| did_you_mean(first, others.iter().map(String::as_str)))
        .flatten();
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put the file there".to_owned(),
    };
    problem.at(place(incident, url)).hint(hint)
}

/// Where a reference stands in the incident's file; the file, when it is in a translation.
fn place(incident: &Incident, url: &str) -> Place {
    match incident.source.find(url).filter(|_| !url.is_empty()) {
        Some(at) => Place::new(
            incident.file.clone(),
            incident.source.as_str(),
            at..at + url.len(),
        ),
        None => Place::file(incident.file.clone()),
    }
}

/// A long word, cut for a problem.
fn short(text: &str) -> String {
    let mut letters = text.chars();
    let short: String = letters.by_ref().take(100).collect();
    if letters.next().is_some() {
        format!("{short}…")
    } else {
        short
    }
}

/// `path` seen from `folder`, without dots; `None` when it leaves the site.
fn within(folder: &str, path: &str) -> Option<String> {
    let from = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Without `%` escapes (RFC 3986, 2.1).
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
