//! Pages as files: which there are, how each is printed, and which need not be printed again.

mod host;
mod key;

pub use host::host_files;

use super::Edition;
use super::markdown::Assets;
use super::theme::Theme;
use super::view::history::{self, month_path};
use super::view::look::Look;
use super::view::small::RedirectView;
use super::view::time::Times;
use super::view::{Alternate, Frame, Scene, SiteView, text};
use crate::model::{ComponentStatus, IncidentStatus, Kind, Site};
use crate::problem::Problem;
use crate::status::Standing;
use crate::tree::{Body, Digest, File, Known, Part, Role};
use chrono::Datelike as _;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;
use tera::Context;

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
#[derive(Clone)]
pub(super) struct Press {
    site: Arc<Site>,
    standing: Arc<Standing>,
    theme: Arc<Theme>,
    edition: Edition,
    assets: Arc<Assets>,
    occurrences: Arc<Vec<Vec<usize>>>,
    site_view: tera::Value,
    /// The first bytes of every page, style sheet included, and a hash that has taken them in.
    head: Arc<[u8]>,
    hash: Sha256,
    /// Hash of what every page depends on, for keys.
    base: Sha256,
}

impl Press {
    pub(super) fn new(
        site: &Arc<Site>,
        standing: &Arc<Standing>,
        theme: &Arc<Theme>,
        edition: Edition,
    ) -> Result<Self, Problem> {
        let view = SiteView::of(site);
        let mut context = Context::new();
        context.insert("site", &view);
        context.insert("style", theme.style());
        let head: Arc<[u8]> = theme.print("head.html", &context)?.into();
        let mut occurrences = vec![Vec::new(); site.incidents.len()];
        for (place, occurrence) in standing.occurrences.iter().enumerate() {
            occurrences[occurrence.incident].push(place);
        }
        Ok(Press {
            site: site.clone(),
            standing: standing.clone(),
            theme: theme.clone(),
            edition,
            assets: Arc::new(Assets::of(&site.assets)),
            occurrences: Arc::new(occurrences),
            site_view: tera::Value::from_serializable(&view),
            hash: Sha256::new_with_prefix(&head),
            base: key::base(site, theme),
            head,
        })
    }

    /// Every page there is. A former address that something else has now is left to that.
    pub(super) fn pages(&self) -> Vec<Page> {
        let mut pages = vec![Page::Home, Page::Embed, Page::Snippets, Page::History];
        pages.extend((0..self.standing.months.len()).map(Page::Month));
        pages.extend((0..self.site.components.len()).map(Page::Component));
        pages.extend((0..self.site.incidents.len()).map(Page::Incident));
        if self
            .site
            .incidents
            .iter()
            .any(|incident| !incident.aliases.is_empty())
        {
            let mut taken: BTreeSet<String> = pages.iter().map(|page| self.path(page)).collect();
            for (at, incident) in self.site.incidents.iter().enumerate() {
                let former = incident
                    .aliases
                    .iter()
                    .flat_map(|alias| former_paths(alias));
                pages.extend(
                    former
                        .filter(|path| taken.insert(path.clone()))
                        .map(|path| Page::Redirect(path, at)),
                );
            }
        }
        pages
    }

    /// Where a page is.
    pub(super) fn path(&self, page: &Page) -> String {
        match page {
            Page::Home => "index.html".into(),
            Page::Embed => "embed.html".into(),
            Page::Snippets => "snippets.html".into(),
            Page::History => "history.html".into(),
            Page::Month(at) => month_path(&self.standing.months[*at]),
            Page::Component(at) => format!("components/{}.html", self.site.components[*at].id),
            Page::Incident(at) => self.site.incidents[*at].path(),
            Page::Redirect(path, _) => path.clone(),
        }
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

    /// A page as a file: printed, or known from before.
    pub(super) fn file(
        &self,
        page: &Page,
        known: &Known,
    ) -> Result<(File, Option<[u8; 32]>), Problem> {
        let key = self.key(page);
        let mut file = match key.and_then(|key| known.pages.get(&key)) {
            Some(&(digest, length)) => self.on_demand(page, digest, length),
            None => self.print(page)?,
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
        Ok((file, key))
    }

    fn on_demand(&self, page: &Page, digest: Digest, length: u64) -> File {
        let (press, page) = (self.clone(), page.clone());
        // It was printed before from the same things; whoever writes it checks the digest.
        let make = move || {
            press
                .print(&page)
                .map(|file| file.bytes())
                .unwrap_or_default()
        };
        let mut file = File::new("x.html", Vec::new());
        (file.digest, file.length, file.body) = (digest, length, Body::OnDemand(Arc::new(make)));
        file
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

    fn times(&self) -> Times {
        Times {
            zone: self.site.settings.timezone,
        }
    }

    fn scene<'a>(&'a self, root: &'a str) -> Scene<'a> {
        Scene {
            site: &self.site,
            standing: &self.standing,
            edition: self.edition,
            assets: &self.assets,
            occurrences: &self.occurrences,
            times: self.times(),
            root,
        }
    }

    fn print(&self, page: &Page) -> Result<File, Problem> {
        let path = self.path(page);
        let root = root_of(&path);
        let scene = self.scene(&root);
        match page {
            Page::Home => self.home(&path, scene),
            Page::Embed => {
                let mut frame = scene.frame(
                    &path,
                    &self.standing.page.headline,
                    String::new(),
                    self.status(),
                );
                frame.age = Some(scene.age());
                self.page("embed.html", &frame, &scene.embed())
            }
            Page::Snippets => {
                let words =
                    "Badges, feeds and a banner of this status page, to copy and paste.".into();
                let frame = scene.frame(&path, "Badges and banners", words, neutral());
                self.page("snippets.html", &frame, &scene.snippets())
            }
            Page::History => {
                let words = "Every incident, maintenance and notice, month by month.".into();
                let frame = scene.frame(&path, "History", words, neutral());
                self.page("history.html", &frame, &scene.history())
            }
            Page::Month(at) => {
                let view = scene.month(*at);
                let frame = scene.frame(
                    &path,
                    &view.words,
                    format!("{}: {}.", view.words, view.counts),
                    neutral(),
                );
                self.page("month.html", &frame, &view)
            }
            Page::Component(at) => self.component(&path, scene, *at),
            Page::Incident(at) => self.incident(&path, scene, *at),
            Page::Redirect(_, at) => self.redirect(&root, *at),
        }
    }

    fn status(&self) -> Look {
        self.standing.page.status.into()
    }

    fn home(&self, path: &str, scene: Scene<'_>) -> Result<File, Problem> {
        let view = scene.home();
        let written = scene.times.moment(self.edition.published_at).words;
        let said = format!("{}. As of {written}.", view.headline.trim_end_matches('.'));
        let mut frame = scene.frame(path, &view.headline, said, self.status());
        frame.age = Some(scene.age());
        frame.alternates = vec![
            alternate("history.atom", "application/atom+xml", "Updates, as Atom"),
            alternate("history.rss", "application/rss+xml", "Updates, as RSS"),
            alternate(
                "feed.json",
                "application/feed+json",
                "Updates, as JSON Feed",
            ),
            alternate("api/v2/summary.json", "application/json", "Status, as JSON"),
        ];
        self.page("home.html", &frame, &view)
    }

    fn component(&self, path: &str, scene: Scene<'_>, at: usize) -> Result<File, Problem> {
        let view = scene.component(at);
        let said = format!(
            "{}: {}. As of {}.",
            view.title, view.status.label, view.reckoned.words
        );
        let title = format!("{}: {}", view.title, view.status.label);
        let mut frame = scene.frame(path, &title, said, view.status);
        let files = &view.files;
        frame.alternates = vec![
            alternate(
                format!("{files}.atom"),
                "application/atom+xml",
                "Updates of this component, as Atom",
            ),
            alternate(
                format!("{files}.rss"),
                "application/rss+xml",
                "Updates of this component, as RSS",
            ),
        ];
        self.page("component.html", &frame, &view)
    }

    fn incident(&self, path: &str, scene: Scene<'_>, at: usize) -> Result<File, Problem> {
        let (incident, standing) = (&self.site.incidents[at], &self.standing.incidents[at]);
        let changed = scene.times.moment(standing.updated_at);
        let title = text(&incident.title);
        let maintenance =
            matches!(incident.kind, Kind::Maintenance(_)).then(|| scene.maintenance(at));
        let look = match &maintenance {
            Some(view) => view.status,
            None => scene.incident_look(incident, standing),
        };
        let titled = format!("{}: {title}", look.label);
        let said = format!("{titled}. As of {}.", changed.words);
        let mut frame = scene.frame(path, &titled, said, look);
        let feed = format!("{}history.atom", scene.root);
        frame.alternates = vec![alternate(feed, "application/atom+xml", "Updates, as Atom")];
        if self.finished(at) {
            frame.changed = Some(changed);
        } else {
            frame.age = Some(scene.age());
        }
        match maintenance {
            Some(view) => self.page("maintenance.html", &frame, &view),
            None => self.page("incident.html", &frame, &scene.incident(at, false)),
        }
    }

    fn redirect(&self, root: &str, at: usize) -> Result<File, Problem> {
        let incident = &self.site.incidents[at];
        let mut context = Context::new();
        let view = RedirectView {
            href: format!("{root}{}", incident.path()),
            canonical: format!("{}/{}", self.site.settings.address, incident.path()),
            title: text(&incident.title),
            lang: self
                .site
                .settings
                .languages
                .first()
                .cloned()
                .unwrap_or_else(|| "en".into()),
        };
        context.insert("page", &view);
        Ok(File::new(
            "x.html",
            self.theme.print("redirect.html", &context)?,
        ))
    }

    /// A file of the shared head and a printed template.
    fn page(&self, template: &str, frame: &Frame, page: &impl Serialize) -> Result<File, Problem> {
        let mut context = Context::new();
        context.insert_value("site", self.site_view.clone());
        context.insert("frame", frame);
        context.insert("page", page);
        let rest: Arc<[u8]> = self.theme.print(template, &context)?.into();
        let mut hash = self.hash.clone();
        hash.update(&rest);
        let mut file = File::new("x.html", Arc::from([]) as Arc<[u8]>);
        file.digest = Digest(hash.finalize().into());
        file.length = (self.head.len() + rest.len()) as u64;
        file.body = Body::Held(self.head.clone(), rest);
        Ok(file)
    }
}

/// The icon of pages that show no status.
fn neutral() -> Look {
    Look {
        word: "neutral",
        ..Look::from(ComponentStatus::Operational)
    }
}

fn alternate(href: impl Into<String>, media: &'static str, title: &'static str) -> Alternate {
    Alternate {
        href: href.into(),
        media,
        title,
    }
}

/// From a page to the site's root.
fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
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
