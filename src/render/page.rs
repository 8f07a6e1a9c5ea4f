//! Pages as files: which there are, how each is printed, and which need not be printed again.

mod gathered;
mod head;
mod host;
pub(super) mod key;
mod print;

pub(super) use gathered::Gathered;
pub use host::host_files;

use super::Edition;
use super::carried;
use super::locale::Locale;
use super::markdown::Assets;
use super::preview;
use super::theme::Theme;
use super::theme::compiled::Sheet;
use super::view::history::{self, month_path};
use super::view::time::Times;
use super::view::{self, Frame, Scene, SiteView};
use crate::model::{IncidentStatus, Kind, Site};
use crate::problem::Problem;
use crate::status::Standing;
use crate::tree::{File, Known, Part, Role};
use bytes::Bytes;
use chrono::Datelike as _;
use head::{Head, Heads};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// One page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Page {
    /// `index.html`
    Home,
    /// `embed.html`
    Embed,
    /// `snippets.html`
    Snippets,
    /// `history.html`
    History,
    /// One month, by position in `Standing::months`.
    Month(usize),
    /// One component, by position in `Site::components`.
    Component(usize),
    /// One incident, maintenance or notice, by position in `Site::incidents`.
    Incident(usize),
    /// A former address: its path, and the position in `Site::incidents` of what moved.
    Redirect(String, usize),
}

/// Everything that pages are printed from, gathered once for a tree.
pub(super) struct Press {
    site: Arc<Site>,
    standing: Arc<Standing>,
    theme: Arc<Theme>,
    edition: Edition,
    assets: Arc<Assets>,
    occurrences: Arc<Vec<Vec<usize>>>,
    hashes: Arc<[OnceLock<[u8; 32]>]>,
    /// Which of the site's languages the pages are in.
    language: usize,
    folder: String,
    site_view: tera::Value,
    /// The same for templates that are compiled.
    site_sheet: Option<Sheet>,
    /// The first bytes of pages: of those with components, days and lists, and of those that tell one
    /// thing; without a script and with one.
    heads: Heads,
    /// The same by the way to the site's root, where the style sheet asks for files.
    rooted: BTreeMap<String, Heads>,
    /// Hash of what every page depends on, for keys.
    base: Sha256,
}

impl Press {
    pub(super) fn new(
        site: &Arc<Site>,
        standing: &Arc<Standing>,
        theme: &Arc<Theme>,
        edition: Edition,
        (language, gathered): (usize, &Gathered),
    ) -> Result<Self, Problem> {
        Self::at(site, standing, theme, edition, (language, gathered), None)
    }

    /// The same, with a page that stands somewhere else than where it is written.
    pub(super) fn at(
        site: &Arc<Site>,
        standing: &Arc<Standing>,
        theme: &Arc<Theme>,
        edition: Edition,
        (language, gathered): (usize, &Gathered),
        base: Option<&str>,
    ) -> Result<Self, Problem> {
        let assets = &gathered.assets;
        let locale = theme.locale(language);
        let view = SiteView::of(site, locale, assets);
        let heads = |top: &str| head::heads(theme, (site, language), &view, assets, top);
        let folder = view::folder(&locale.tag, language);
        let mut rooted = BTreeMap::new();
        if !site.looks.fonts.is_empty() {
            let deepest = site
                .components
                .iter()
                .map(|component| component.id.matches('/').count());
            let deepest = deepest.max().unwrap_or(0) + 1 + folder.matches('/').count();
            let tops = (0..=deepest).map(|depth| "../".repeat(depth));
            for top in tops.chain(base.map(str::to_owned)) {
                rooted.insert(top.clone(), heads(&top)?);
            }
        }
        Ok(Press {
            site: site.clone(),
            standing: standing.clone(),
            theme: theme.clone(),
            edition,
            occurrences: Arc::clone(&gathered.occurrences),
            hashes: Arc::clone(&gathered.hashes),
            site_view: tera::Value::from_serializable(&view),
            site_sheet: Sheet::of(&view),
            heads: heads("")?,
            rooted,
            base: key::base(site, theme, assets).chain_update(&locale.tag),
            assets: assets.clone(),
            folder,
            language,
        })
    }

    /// The first bytes of a page.
    fn head(&self, frame: &Frame) -> &Head {
        let heads = self.rooted.get(&frame.top).unwrap_or(&self.heads);
        &heads[usize::from(frame.front)][usize::from(frame.script)]
    }

    /// Every page there is in this language. A former address that something else has now is left to
    /// that; it was one of the site's first language.
    pub(super) fn pages(&self) -> Vec<Page> {
        let mut pages = vec![Page::Home, Page::Embed, Page::Snippets, Page::History];
        pages.extend((0..self.standing.months.len()).map(Page::Month));
        pages.extend((0..self.site.components.len()).map(Page::Component));
        pages.extend((0..self.site.incidents.len()).map(Page::Incident));
        let mut incidents = self.site.incidents.iter();
        if self.language == 0 && incidents.any(|incident| !incident.aliases.is_empty()) {
            let others = &self.site.settings.languages[1..];
            let foreign = |path: &str| {
                let folder = path.split('/').next().unwrap_or_default();
                others.iter().any(|tag| tag == folder)
            };
            let mut taken: BTreeSet<String> = pages.iter().map(|page| self.path(page)).collect();
            for (at, incident) in self.site.incidents.iter().enumerate() {
                let former = incident
                    .aliases
                    .iter()
                    .flat_map(|alias| former_paths(alias));
                pages.extend(
                    former
                        .filter(|path| !foreign(path) && taken.insert(path.clone()))
                        .map(|path| Page::Redirect(path, at)),
                );
            }
        }
        pages
    }

    /// Where a page is.
    pub(super) fn path(&self, page: &Page) -> String {
        let path = match page {
            Page::Home => "index.html".into(),
            Page::Embed => "embed.html".into(),
            Page::Snippets => "snippets.html".into(),
            Page::History => "history.html".into(),
            Page::Month(at) => month_path(&self.standing.months[*at]),
            Page::Component(at) => format!("components/{}.html", self.site.components[*at].id),
            Page::Incident(at) => self.site.incidents[*at].path(),
            Page::Redirect(path, _) => path.clone(),
        };
        match self.folder.is_empty() {
            true => path,
            false => format!("{}{path}", self.folder),
        }
    }

    /// What texts show. Two texts may show the same image under two names.
    pub(super) fn assets(&self) -> impl Iterator<Item = (String, File)> {
        self.site.assets.iter().filter_map(|asset| {
            let path = self.assets.published(&asset.path)?.to_owned();
            let mut file = File::new(&path, asset.bytes.clone());
            file.role = Role::Asset;
            Some((path, file))
        })
    }

    /// What the site is made of, with each file's key.
    pub(super) fn carried(&self, known: &Known) -> Vec<(String, File, [u8; 32])> {
        let finished = |at| self.finished(at);
        carried::files(&self.site, &self.standing, &self.assets, finished, known)
    }

    /// The picture that chats show, with its key.
    pub(super) fn preview(&self, known: &Known) -> Result<(String, File, [u8; 32]), Problem> {
        preview::file(&self.scene(""), (&self.theme, self.language), known)
    }

    /// Whether a page says how old it is, so that a heartbeat prints it anew.
    pub(super) fn carries_age(&self, page: &Page) -> bool {
        match page {
            Page::Home | Page::Embed => true,
            Page::Incident(at) => !self.finished(*at),
            _ => false,
        }
    }

    /// Whether nothing but its own file will change an incident's page.
    fn finished(&self, at: usize) -> bool {
        match &self.site.incidents[at].kind {
            Kind::Incident => !self.standing.incidents[at].open,
            Kind::Notice(_) => true,
            Kind::Maintenance(_) => {
                let mut occurrences = self.occurrences[at]
                    .iter()
                    .map(|&place| &self.standing.occurrences[place]);
                let status = self.standing.incidents[at].status;
                let over = matches!(
                    status,
                    IncidentStatus::Completed
                        | IncidentStatus::Cancelled
                        | IncidentStatus::Postmortem
                );
                if self.occurrences[at].is_empty() {
                    over
                } else {
                    occurrences.all(Scene::over)
                }
            }
        }
    }

    /// A page as a file, with its path and key: printed, or known from before.
    pub(super) fn file(
        self: &Arc<Self>,
        page: &Page,
        known: &Known,
    ) -> Result<(String, File, Option<[u8; 32]>), Problem> {
        let (path, key) = (self.path(page), self.key(page));
        let (press, again) = (Arc::clone(self), page.clone());
        let again = move || press.again(&again);
        let mut file = match key.and_then(|key| known.pages.get(&key)) {
            // It was printed before from the same things; whoever writes it checks the digest.
            Some(&known) => File::known(&path, known, again),
            None => {
                let printed = self.print(page, &path)?;
                printed.shelved(&path, known.shelf.as_ref(), again)
            }
        };
        file.carries_age = self.carries_age(page);
        file.role = if *page == Page::Home {
            Role::Home
        } else {
            Role::Leaf
        };
        file.part = self.part(page);
        if let Page::Incident(at) = page {
            let steps = self.standing.incidents[*at]
                .steps
                .iter()
                .filter(|step| step.update.is_some());
            file.updates = steps.map(|step| step.id.clone()).collect();
        }
        Ok((path, file, key))
    }

    /// The bytes of a page that has been printed once.
    fn again(&self, page: &Page) -> [Bytes; 2] {
        let printed = self.print(page, &self.path(page));
        printed.map(|file| file.pieces()).unwrap_or_default()
    }

    /// Which part of the manifest lists a page: those that are over, by the month they began in.
    fn part(&self, page: &Page) -> Part {
        let times = self.times();
        match page {
            Page::Incident(at) if self.finished(*at) => {
                let began = times.date(self.standing.incidents[*at].created_at);
                Part::Month(format!("{:04}-{:02}", began.year(), began.month()))
            }
            Page::Month(at) if self.month_over(*at) => {
                let month = &self.standing.months[*at];
                Part::Month(format!("{:04}-{:02}", month.year, month.month))
            }
            _ => Part::Hot,
        }
    }

    fn month_over(&self, at: usize) -> bool {
        history::over(
            &self.standing.months[at],
            self.times().date(self.standing.settled),
        )
    }

    fn locale(&self) -> &Locale {
        self.theme.locale(self.language)
    }

    fn times(&self) -> Times<'_> {
        Times {
            zone: self.site.settings.timezone,
            locale: self.locale(),
        }
    }

    /// For a page from which the site's root is at `top`.
    fn scene<'a>(&'a self, top: &'a str) -> Scene<'a> {
        let root = match self.folder.is_empty() {
            true => top,
            false => top.strip_suffix("../").unwrap_or(top),
        };
        Scene {
            site: &self.site,
            standing: &self.standing,
            edition: self.edition,
            assets: &self.assets,
            occurrences: &self.occurrences,
            times: self.times(),
            locale: self.locale(),
            folder: &self.folder,
            root,
            top,
        }
    }
}

/// The files that answer a former address; none for one that leads out of the site.
fn former_paths(alias: &str) -> Vec<String> {
    let path = alias.trim().trim_start_matches('/');
    let inner = path.trim_end_matches('/');
    let bad = |part: &str| part.is_empty() || part.starts_with('.');
    let control = path.chars().any(char::is_control);
    if control || path.contains(['\\', ':', '?', '#']) || inner.split('/').any(bad) {
        return Vec::new();
    }
    if path == inner && (path.ends_with(".html") || path.ends_with(".htm")) {
        return vec![path.to_owned()];
    }
    // A folder's index answers `x` and `x/` alike on every kind of host.
    let mut paths = vec![format!("{inner}/index.html")];
    // A former id of ours was a file.
    if inner.starts_with("incidents/") && path == inner {
        paths.push(format!("{inner}.html"));
    }
    paths
}
