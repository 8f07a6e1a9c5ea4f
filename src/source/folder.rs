//! Incidents from the site's own folder: one pass over `incidents/`, files read side by side.
//!
//! 1. look through the folder;
//! 2. sort its files into incidents and their translations, each with its id;
//! 3. read and parse them in parallel;
//! 4. check what only shows with all of them at hand: aliases, assets.

use super::look::Seen;
use super::name::{is_id, language, quoted, slug};
use super::parsed::{Cache, Parsed};
use super::text::Root;
use super::walk::{sort, walk};
use super::{alias, asset};
use crate::format::{Scope, parse_bytes, translate_bytes};
use crate::model::{Incident, Site};
use crate::problem::{Place, Problem};
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, IntoParallelRefMutIterator as _,
    ParallelIterator as _,
};
use sha2::{Digest as _, Sha256};
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// So much of an incident's file is read, in bytes. A longer one would fill the memory; one over 1 MiB
/// is a problem already.
const LONGEST: usize = 8 << 20;

/// One incident's files.
pub(super) struct Entry {
    pub id: String,
    /// Path relative to the site's folder.
    pub file: String,
    /// Language and path.
    pub translations: Vec<(String, String)>,
    /// Its name has a problem.
    pub odd: bool,
}

/// What reading one incident gave.
struct Outcome {
    incident: Option<Incident>,
    problems: Vec<Problem>,
    unread: Vec<String>,
    /// Whether the incident may refer to files beside it.
    refers: bool,
}

/// Fills in the incidents and assets of a site that is configured (`Config::site`), and says
/// everything that is wrong with its files, by file and position.
///
/// Whatever can be read is in the site, however much is wrong. What could not be read at all is
/// also named in `Site::unread`.
pub fn load(root: &Path, site: Site) -> (Site, Vec<Problem>) {
    load_with(root, site, None)
}

/// The same, reading only files that changed since the cache was written.
pub fn load_with(root: &Path, site: Site, cache: Option<Cache>) -> (Site, Vec<Problem>) {
    let seen = cache.as_ref().and_then(|cache| cache.seen.clone());
    let open = |scope: &Scope<'_>| Some(Parsed::open(root, cache?, scope));
    load_from(root, site, seen.as_deref(), open)
}

/// With the folder as it was looked at, and what is known of the files, opened once it is clear what they are read against.
pub(super) fn load_from(
    root: &Path,
    mut site: Site,
    seen: Option<&Seen>,
    open: impl FnOnce(&Scope<'_>) -> Option<Parsed> + Send,
) -> (Site, Vec<Problem>) {
    let found = seen.map_or_else(|| walk(root), sort);
    let mut problems = found.problems;
    site.unread.extend(found.unread);
    let settings = &site.settings;
    let scope = Scope::new(
        settings.timezone,
        &settings.languages,
        &site.components,
        &site.groups,
    );
    let (entries, parsed) = rayon::join(
        || sort_out(&found.texts, &settings.languages, &mut problems),
        || open(&scope),
    );
    let folder = Root::of(root);
    let outcomes: Vec<Outcome> = entries
        .par_iter()
        .enumerate()
        .map(|entry| read_again(&folder, entry, &scope, parsed.as_ref()))
        .collect();
    let refer = outcomes.par_iter().filter(|outcome| outcome.refers);
    let wanted = refer.filter_map(|outcome| {
        let incident = outcome.incident.as_ref()?;
        let wanted = asset::wanted(incident, &found.others)?;
        Some((incident.id.clone(), wanted))
    });
    let wanted: Vec<_> = wanted.collect();
    if let Some(parsed) = parsed {
        parsed.write();
    }
    let kept = outcomes.into_iter().filter_map(|outcome| {
        problems.extend(outcome.problems);
        site.unread.extend(outcome.unread);
        outcome.incident
    });
    // In the very memory that outcomes were in.
    let mut incidents: Vec<Incident> = kept.collect();
    incidents.sort_by(|one, other| one.id.cmp(&other.id));
    problems.extend(alias::check(&mut incidents));
    let (assets, missing) = asset::gather(root, &mut incidents, wanted);
    problems.extend(missing);
    incidents.par_iter_mut().for_each(seal);
    site.assets.extend(assets);
    match site.incidents.is_empty() {
        true => site.incidents = incidents,
        false => site.incidents.extend(incidents),
    }
    site.unread.sort_unstable();
    problems.sort_by(|one, other| position(one).cmp(&position(other)));
    (site, problems)
}

/// Widens an incident's digest to what its page shows besides its files' text.
pub(super) fn seal(incident: &mut Incident) {
    let mut hash = Sha256::new_with_prefix(incident.digest);
    hash.update([u8::from(incident.being_corrected)]);
    hash.update(&incident.id);
    incident.digest = hash.finalize().into();
}

fn position(problem: &Problem) -> (&str, usize) {
    problem
        .place
        .as_ref()
        .map_or(("", 0), |place| (&place.file, place.span.start))
}

/// Which files are incidents, under which id, and which are translations of which.
pub(super) fn sort_out(
    files: &[String],
    languages: &[String],
    problems: &mut Vec<Problem>,
) -> Vec<Entry> {
    // Most sites have neither translations nor doubles, and never ask.
    let ids = LazyCell::new(|| {
        let ids: HashSet<String> = files.iter().map(|file| slug(stem(file))).collect();
        ids
    });
    let mut entries: Vec<Entry> = Vec::with_capacity(files.len());
    let mut by_id: HashMap<String, usize> = HashMap::with_capacity(files.len());
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut translations = Vec::new();
    for file in files {
        let word = stem(file);
        let parts = language(word, languages);
        if let Some((original, language)) = parts
            && ids.contains(&slug(original))
        {
            translations.push((slug(original), language.to_owned(), file.clone()));
            continue;
        }
        let mut entry = Entry {
            id: slug(word),
            file: file.clone(),
            translations: Vec::new(),
            odd: false,
        };
        let foreign = foreign(word).filter(|(original, _)| ids.contains(&slug(original)));
        if let Some(problem) = misnamed(&mut entry, word, parts, foreign, languages) {
            problems.push(problem);
        }
        if let Some(&first) = by_id.get(&entry.id) {
            let number = numbers.entry(entry.id.clone()).or_insert(2);
            problems.push(doubled(&mut entry, &entries[first].file, number, |id| {
                ids.contains(id) || by_id.contains_key(id)
            }));
        }
        by_id.insert(entry.id.clone(), entries.len());
        entries.push(entry);
    }
    for (id, language, file) in translations {
        let Some(entry) = by_id.get(&id).map(|&at| &mut entries[at]) else {
            continue;
        };
        if let Some((_, first)) = entry
            .translations
            .iter()
            .find(|(known, _)| *known == language)
        {
            let what = format!("`{first}` translates `{id}` into `{language}` already");
            let problem =
                Problem::error("duplicate-translation", what).at(Place::file(file.as_str()));
            problems.push(problem.hint(format!("git rm {}", quoted(&file))));
            continue;
        }
        entry.translations.push((language, file));
    }
    for entry in &mut entries {
        entry.translations.sort_unstable();
    }
    entries
}

/// Splits a name that ends as if in the code of a language.
fn foreign(word: &str) -> Option<(&str, &str)> {
    let (original, end) = word.rsplit_once('.')?;
    let (code, rest) = end.split_once('-').unwrap_or((end, ""));
    let letters = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic());
    (code.len() == 2 && letters(code) && letters(rest)).then_some((original, end))
}

/// A file whose name is no id, or which translates nothing.
fn misnamed(
    entry: &mut Entry,
    word: &str,
    parts: Option<(&str, &str)>,
    foreign: Option<(&str, &str)>,
    languages: &[String],
) -> Option<Problem> {
    let file = &entry.file;
    let (code, what, hint) = if let Some((original, language)) = parts {
        let what =
            format!("`{file}` is a translation into `{language}`, but there is no `{original}.md`");
        ("lone-translation", what, renamed(file, original))
    } else if !is_id(word) {
        let what = match word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()) {
            true => format!("`{word}` is no id: four digits would be a year"),
            false => format!("`{word}` is no id: it may have up to 100 of `a-z 0-9 - _ .`"),
        };
        ("malformed-id", what, renamed(file, &entry.id))
    } else if let Some((original, language)) = foreign {
        let what = format!(
            "`{file}` reads as a translation of `{original}`, but `{language}` is not among the site's languages"
        );
        let listed = languages.iter().map(String::as_str).chain([language]);
        let listed: Vec<String> = listed.map(|code| format!("\"{code}\"")).collect();
        let hint = format!("languages = [{}]   # in stillup.toml", listed.join(", "));
        ("unlisted-language", what, hint)
    } else {
        return None;
    };
    entry.odd = true;
    Some(
        Problem::error(code, what)
            .at(Place::file(file.as_str()))
            .hint(hint),
    )
}

/// Two files with one id: the later one gets another, ending in the next free number.
fn doubled(
    entry: &mut Entry,
    first: &str,
    number: &mut usize,
    taken: impl Fn(&str) -> bool,
) -> Problem {
    let what = format!("`{}` and `{first}` have one id, `{}`", entry.file, entry.id);
    let base: String = entry.id.chars().take(90).collect();
    let mut numbered = || {
        let id = format!("{base}-{number}");
        *number += 1;
        id
    };
    let mut id = numbered();
    while taken(&id) {
        id = numbered();
    }
    entry.id = id;
    entry.odd = true;
    let file = &entry.file;
    let hint = renamed(file, &entry.id);
    Problem::error("duplicate-id", what)
        .at(Place::file(file.as_str()))
        .hint(hint)
}

/// The command that gives a file another id.
fn renamed(file: &str, id: &str) -> String {
    let folder = &file[..file.rfind('/').map_or(0, |at| at + 1)];
    format!(
        "git mv {} {}",
        quoted(file),
        quoted(&format!("{folder}{id}.md"))
    )
}

/// A file's name without its folder and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// What one incident's file came to before, or comes to now.
fn read_again(
    root: &Root<'_>,
    (number, entry): (usize, &Entry),
    scope: &Scope<'_>,
    parsed: Option<&Parsed>,
) -> Outcome {
    let plain = !entry.odd && entry.translations.is_empty();
    let Some(parsed) = parsed.filter(|_| plain) else {
        return read(root, entry, scope);
    };
    // Looked at before it is read: what changes in between looks different the next time.
    let look = parsed.look(root.path, &entry.file, number);
    let known = look.and_then(|look| parsed.take(&entry.id, &entry.file, &look, scope));
    if let Some((incident, refers)) = known {
        return Outcome {
            incident: Some(incident),
            problems: Vec::new(),
            unread: Vec::new(),
            refers,
        };
    }
    let outcome = read(root, entry, scope);
    if let (Some(look), Some(incident), []) = (look, &outcome.incident, &*outcome.problems) {
        parsed.note(&look, (incident, outcome.refers), scope);
    }
    outcome
}

/// Reads one incident and its translations.
fn read(root: &Root<'_>, entry: &Entry, scope: &Scope<'_>) -> Outcome {
    let mut outcome = Outcome {
        incident: None,
        problems: Vec::new(),
        unread: Vec::new(),
        refers: false,
    };
    let (mut incident, problems) = match root.bytes(&entry.file, LONGEST) {
        Ok(bytes) => {
            if bytes.len() > LONGEST {
                outcome.unread.push(entry.file.clone());
            }
            parse_bytes(&entry.id, &entry.file, &bytes, scope)
        }
        Err(problem) => {
            // Its page stays, with what its name says, and nothing may turn green for it.
            outcome.unread.push(entry.file.clone());
            (
                parse_bytes(&entry.id, &entry.file, b"", scope).0,
                vec![problem],
            )
        }
    };
    outcome.problems.extend(problems);
    if let Some(incident) = &mut incident {
        for (language, file) in &entry.translations {
            match root.bytes(file, LONGEST) {
                Ok(bytes) => outcome
                    .problems
                    .extend(translate_bytes(incident, language, file, &bytes, scope)),
                Err(problem) => {
                    outcome.problems.push(problem);
                    incident.being_corrected = true;
                }
            }
        }
        incident.being_corrected |= entry.odd || !outcome.unread.is_empty();
    }
    // While its text is at hand.
    outcome.refers = incident.as_ref().is_some_and(asset::refers);
    outcome.incident = incident;
    outcome
}
