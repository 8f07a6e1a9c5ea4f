//! Incidents as files: each with the names of this site, each read again before it is kept.

use super::image::{Becomes, rewritten};
use super::settings::{Present, Settings, adopt};
use super::{Found, Notes, unique};
use crate::format::{Scope, is_blank, parse, translate, write};
use crate::model::{Incident, Kind, Mark, Said, Translation, Update};
use crate::problem::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// An import before anything is written.
#[derive(Debug)]
pub struct Laid {
    /// The text that `stillup.toml` is to have.
    pub settings: String,
    /// Everything else, incidents first.
    pub files: Vec<NewFile>,
    /// What had to be guessed, and what has no place here.
    pub notes: Notes,
}

/// A file to be written where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Relative to the site's folder.
    pub path: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// The largest image that a site publishes, in bytes.
const LARGEST: usize = 5 << 20;

/// Endings of images that a site publishes.
const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Lays everything out for the site that is there, or for a new one; `unfit` says why a path cannot be
/// an earlier address.
///
/// # Errors
/// Nothing can be added to its `stillup.toml`.
pub fn lay(
    mut found: Found,
    present: Option<Present>,
    unfit: fn(&str) -> Option<&'static str>,
) -> Result<Laid, Problem> {
    let mut notes = std::mem::take(&mut found.notes);
    let settings = adopt(&found, present, &mut notes)?;
    let here: BTreeMap<&str, &Incident> = present
        .iter()
        .flat_map(|it| &it.site.incidents)
        .map(|it| (it.id.as_str(), it))
        .collect();
    let mut desk = Desk {
        settings: &settings,
        here,
        base: found
            .page
            .address
            .as_deref()
            .unwrap_or("")
            .trim_end_matches('/'),
        assets: &found.assets,
        shown: BTreeMap::new(),
        names: BTreeSet::new(),
        unfit,
        addresses: BTreeSet::new(),
        notes,
    };
    let mut ids = BTreeSet::new();
    for incident in &mut found.incidents {
        incident.id = unique(&mut ids, &incident.id);
        desk.addresses.insert(format!("incidents/{}", incident.id));
    }
    let scope = Scope::new(
        settings.zone,
        &settings.languages,
        &settings.components,
        &settings.groups,
    );
    let mut files = Vec::new();
    for incident in std::mem::take(&mut found.incidents) {
        files.extend(desk.files(incident, &scope));
    }
    files.extend(desk.shown.iter().filter_map(|(from, name)| {
        let bytes = found.assets.get(from)?.clone();
        Some(NewFile {
            path: format!("incidents/{name}"),
            bytes,
        })
    }));
    let notes = desk.notes;
    Ok(Laid {
        settings: settings.text,
        files,
        notes,
    })
}

/// What incidents are written with.
struct Desk<'a> {
    settings: &'a Settings,
    /// The site's incidents, by id.
    here: BTreeMap<&'a str, &'a Incident>,
    /// The other page's address.
    base: &'a str,
    assets: &'a BTreeMap<String, Vec<u8>>,
    /// Images in use: their path there, and where they stand below `incidents/`.
    shown: BTreeMap<String, String>,
    names: BTreeSet<String>,
    unfit: fn(&str) -> Option<&'static str>,
    /// Addresses that lead somewhere already.
    addresses: BTreeSet<String>,
    notes: Notes,
}

impl Desk<'_> {
    /// An incident's file, and one for each of its translations.
    fn files(&mut self, mut incident: Incident, scope: &Scope) -> Vec<NewFile> {
        self.rename(&mut incident);
        let spoken = |code: &String| self.settings.languages.contains(code);
        incident.lang = incident.lang.filter(spoken);
        incident.translations.retain(|code, _| spoken(code));
        incident.updates = in_order(
            std::mem::take(&mut incident.updates),
            &incident.id,
            &mut self.notes,
        );
        self.aliases(&mut incident);
        let id = incident.id.clone();
        make_anew(&mut incident, |text| self.images(text, &id));
        let path = match self.here.get(incident.id.as_str()) {
            Some(here) => here.file.to_string(),
            None => format!("incidents/{}.md", incident.id),
        };
        let mut text = write(&incident);
        if wrong(&incident, &path, &text, scope).is_some() {
            // What no reader takes for anything but words.
            make_anew(&mut incident, fenced);
            text = write(&incident);
            let place = format!("incident `{}`", incident.id);
            self.notes.add(
                &place,
                "its text cannot be markdown of ours: kept word for word as code",
            );
            if let Some(what) = wrong(&incident, &path, &text, scope) {
                self.notes.add(&place, what);
            }
        }
        let stem = path.trim_end_matches(".md").to_owned();
        let mut files = vec![NewFile {
            path,
            bytes: text.into_bytes(),
        }];
        for (language, translation) in &incident.translations {
            files.push(NewFile {
                path: format!("{stem}.{language}.md"),
                bytes: translated(&incident, translation).into_bytes(),
            });
        }
        files
    }

    /// Gives components the ids they have here; one named twice in a heading takes the worse.
    fn rename(&self, incident: &mut Incident) {
        let lists = incident.updates.iter_mut().map(|update| &mut update.marks);
        for marks in lists.chain([&mut incident.components]) {
            let mut kept: Vec<Mark> = Vec::new();
            for mut mark in std::mem::take(marks) {
                if let Some(id) = self.settings.renamed.get(mark.component.as_str()) {
                    mark.component = id.as_str().into();
                }
                match kept.iter_mut().find(|it| it.component == mark.component) {
                    Some(known) => known.says = worse(&known.says, &mark.says),
                    None => kept.push(mark),
                }
            }
            *marks = kept;
        }
    }

    /// Keeps those earlier addresses that can lead here.
    fn aliases(&mut self, incident: &mut Incident) {
        let place = format!("incident `{}`", incident.id);
        incident.aliases.retain(|alias| {
            // As it will be read.
            let path = alias.trim_matches(|c| c == '/' || is_blank(c));
            let path = path.trim_end_matches(".html").to_owned();
            if path == format!("incidents/{}", incident.id) {
                return false;
            }
            let odd = path.contains(|c: char| c.is_control() || "\\?#:".contains(c));
            let why = odd
                .then_some("it is no path")
                .or_else(|| (self.unfit)(&path));
            if let Some(why) = why {
                self.notes
                    .add(&place, format!("its address `{alias}` is lost: {why}"));
                return false;
            }
            let free = self.addresses.insert(path);
            if !free {
                self.notes.add(
                    &place,
                    format!("its address `{alias}` is another incident's here"),
                );
            }
            free
        });
    }

    /// Images come along, or become links to where they are.
    fn images(&mut self, text: &str, id: &str) -> String {
        let (base, place) = (self.base, format!("incident `{id}`"));
        rewritten(text, |url, shown| {
            if url.contains("://")
                || ["mailto:", "data:", "//", "#"]
                    .iter()
                    .any(|it| url.starts_with(it))
            {
                return Becomes::Same;
            }
            let path = url
                .split(['?', '#'])
                .next()
                .unwrap_or(url)
                .trim_start_matches('/');
            let found = self.assets.get_key_value(path);
            let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
            match found {
                Some((path, bytes))
                    if shown && bytes.len() <= LARGEST && IMAGES.contains(&ending.as_str()) =>
                {
                    let names = &mut self.names;
                    let name = self.shown.entry(path.clone()).or_insert_with(|| {
                        let file = path.rsplit('/').next().unwrap_or(path);
                        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
                        format!(
                            "assets/{}.{ending}",
                            unique(names, &super::names::id_of(stem))
                        )
                    });
                    // From wherever an incident's file stands.
                    Becomes::Shown(format!("/incidents/{name}"))
                }
                _ if base.is_empty() => {
                    let what = format!(
                        "`{url}` does not come along, and nothing says where it was: its words stay"
                    );
                    self.notes.add(&place, what);
                    Becomes::Words
                }
                _ => {
                    let what = format!("`{url}` does not come along: it is a link to where it was");
                    self.notes.add(&place, what);
                    Becomes::Linked(format!("{base}/{path}"))
                }
            }
        })
    }
}

/// Makes each of an incident's texts anew: updates, summary, and those in other languages.
fn make_anew(incident: &mut Incident, mut make: impl FnMut(&str) -> String) {
    for update in &mut incident.updates {
        update.text = make(&update.text).into();
    }
    for translation in incident.translations.values_mut() {
        let updates = translation.updates.values_mut();
        for text in updates.chain([&mut translation.summary]) {
            *text = make(text);
        }
    }
    incident.summary = make(&incident.summary).into();
}

fn worse(one: &crate::model::Says, other: &crate::model::Says) -> crate::model::Says {
    use crate::model::Says::Status;
    match (one, other) {
        (Status(a), Status(b)) => Status(*a.max(b)),
        (Status(_), _) => one.clone(),
        _ => other.clone(),
    }
}

/// Updates by time, each with its id. An ending told for the moment it began would read as the beginning
/// of another, so that it is told a second later.
pub(super) fn in_order(mut updates: Vec<Update>, id: &str, notes: &mut Notes) -> Vec<Update> {
    updates.sort_by_key(|update| update.at);
    for at in 1..updates.len() {
        let (before, after) = updates.split_at_mut(at);
        let (before, after) = (&before[at - 1], &mut after[0]);
        let ends = matches!(&after.said, Said::Status(status) if status.ends());
        if after.at < before.at || (after.at == before.at && ends) {
            let place = format!("incident `{id}`");
            if after.at == before.at {
                notes.add(
                    &place,
                    "it ends the moment it is told: the end is written a second later",
                );
            }
            after.at = before.at + TimeDelta::seconds(1);
        }
    }
    let mut seconds: BTreeMap<i64, usize> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for update in &mut updates {
        let own: String = update
            .id
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "-_.:".contains(*c))
            .take(90)
            .collect();
        update.id = if own.is_empty() {
            derived(update.at, &mut seconds).into()
        } else {
            if own == first_at(update.at) {
                *seconds.entry(update.at.timestamp()).or_default() += 1;
            }
            own.into()
        };
        update.id = unique(&mut taken, &update.id).into();
    }
    updates
}

fn first_at(at: DateTime<Utc>) -> String {
    at.format("u-%Y%m%dT%H%M%SZ").to_string()
}

/// The id that reading makes of a time.
fn derived(at: DateTime<Utc>, seconds: &mut BTreeMap<i64, usize>) -> String {
    let count = seconds.entry(at.timestamp()).or_default();
    *count += 1;
    match *count {
        1 => first_at(at),
        count => format!("{}-{count}", first_at(at)),
    }
}

/// What reading a file complains of, if anything.
fn wrong(incident: &Incident, path: &str, text: &str, scope: &Scope) -> Option<String> {
    let (mut read, mut problems) = parse(&incident.id, path, text, scope);
    if let Some(read) = &mut read {
        for (language, translation) in &incident.translations {
            let file = format!("{}.{language}.md", incident.id);
            let text = translated(incident, translation);
            problems.extend(translate(read, language, &file, &text, scope));
        }
    }
    problems
        .into_iter()
        .find(Problem::is_error)
        .map(|problem| problem.what)
}

/// A translation's file: words only.
fn translated(incident: &Incident, translation: &Translation) -> String {
    let mut other = incident.clone();
    other.kind = Kind::Incident;
    other.title = translation
        .title
        .clone()
        .unwrap_or_else(|| incident.title.clone());
    other.summary = translation.summary.as_str().into();
    (
        other.components,
        other.impact,
        other.first_seen,
        other.next_update,
    ) = (Vec::new(), None, None, None);
    (other.aliases, other.tags, other.authors) = (Vec::new(), Vec::new(), Vec::new());
    (other.postmortem, other.upstream, other.lang) = (None, None, None);
    other
        .updates
        .retain(|update| translation.updates.contains_key(update.id.as_str()));
    for update in &mut other.updates {
        update.marks = Vec::new();
        update.text = translation.updates[update.id.as_str()].as_str().into();
    }
    write(&other)
}

/// A text as a block of code, whatever is in it.
fn fenced(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}
