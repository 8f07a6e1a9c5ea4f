//! What each page says, as plain data: one serialisable struct per page, for templates to print.
//!
//! A template sees three values: `site` ([`SiteView`]), `frame` ([`Frame`]) and `page`, which is the
//! struct of that page. Fields named `html` or `summary` are sanitised HTML, to be printed with
//! `| safe`; `href` fields are relative to the page; all else is text.

pub mod bars;
pub mod component;
pub mod days;
pub mod headline;
pub mod history;
pub mod home;
pub mod incident;
pub mod look;
pub mod maintenance;
mod site;
pub mod small;
pub mod time;
pub mod told;

use crate::model::{ComponentStatus, Incident, Site};
use crate::render::Edition;
use crate::render::locale::{Locale, Message};
use crate::render::markdown::{self, Assets, Links};
use crate::render::preview;
use crate::status::{Indicator, Standing};
use arcstr::ArcStr;
use chrono::{DateTime, Utc};
use look::Look;
use serde::Serialize;
pub use site::{LanguageView, LogoView, MirrorView, SiteView, folder};
use std::sync::Arc;
use time::{Moment, Times};

/// Everything views are made from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What was said.
    pub site: &'a Site,
    /// What is true.
    pub standing: &'a Standing,
    /// What time it is on the pages that say so.
    pub edition: Edition,
    /// Where images are.
    pub assets: &'a Arc<Assets>,
    /// Positions in `Standing::occurrences` by position in `Site::incidents`.
    pub occurrences: &'a [Vec<usize>],
    /// The site's zone.
    pub times: Times<'a>,
    /// The language of the page.
    pub locale: &'a Locale,
    /// Where pages of its language are, in the site: nothing for the first, else such as `de/`.
    pub folder: &'a str,
    /// From the page to the home page of its language: empty, or `../`.
    pub root: &'a str,
    /// From the page to the site's root.
    pub top: &'a str,
}

/// What every page has around its own words.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// Its own path in the site.
    pub path: String,
    /// Its path among the pages of its language, as addresses have it: nothing for the home page.
    pub place: String,
    /// From the page to the home page of its language: empty, or `../`.
    pub root: String,
    /// From the page to the site's root, where what has no language is.
    pub top: String,
    /// The text of `<title>`, with the status where the page has one.
    pub title: String,
    /// For previews in chats and search results: status and time.
    pub description: String,
    /// The one absolute link: this page at the address to print.
    pub canonical: String,
    /// The favicon, a `data:` address with the shape of the page's status.
    pub icon: String,
    /// The picture that chats show; none on pages of what does not change with the state of all. It must be
    /// absolute (The Open Graph protocol, 2017), and so is at the address to print.
    pub preview: Option<String>,
    /// Feeds and data that say the same.
    pub alternates: Vec<Alternate>,
    /// How old the page is; none on pages that do not age.
    pub age: Option<Age>,
    /// When what the page says last changed; on pages without `age`.
    pub changed: Option<Moment>,
    /// Whether the page has the whole style sheet: not those that tell of one incident.
    pub front: bool,
    /// Whether the page is there in several languages.
    pub translated: bool,
    /// Whether the page has the script: not those of what is over, which never change.
    pub script: bool,
}

/// A feed, a calendar or data.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// Relative to the page.
    pub href: String,
    /// Its media type.
    pub media: &'static str,
    /// What it is called; empty for what is the same on every page and read by programs alone.
    pub title: ArcStr,
}

/// How old a page is, and when to stop trusting it.
#[derive(Debug, Serialize)]
pub struct Age {
    /// Which publish wrote it.
    pub generation: u64,
    /// When it was written.
    pub written: Moment,
    /// When a newer copy is due; the day only when it is another.
    pub due: Moment,
    /// From when this copy is stale.
    pub stale: Moment,
}

/// A component with the status somebody or something gives it.
#[derive(Debug, Serialize)]
pub struct ComponentLink {
    /// The component's name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The status.
    pub status: Look,
}

/// A link.
#[derive(Debug, Serialize)]
pub struct LinkView {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub words: String,
}

impl Scene<'_> {
    /// What stands around a page.
    pub fn frame(&self, path: &str, title: &str, description: String, look: Look) -> Frame {
        let place = path.strip_prefix(self.folder).unwrap_or(path);
        let place = if place == "index.html" { "" } else { place };
        Frame {
            path: path.into(),
            place: place.into(),
            root: self.root.into(),
            top: self.top.into(),
            title: format!("{title} · {}", text(&self.site.settings.title)),
            description,
            canonical: format!("{}/{}{place}", self.site.settings.address, self.folder),
            icon: self.own_icon().unwrap_or_else(|| favicon(&look)),
            preview: None,
            alternates: vec![
                Alternate {
                    href: format!("{}history.atom", self.root),
                    media: "application/atom+xml",
                    title: self.locale.text(Message::UpdatesAtom),
                },
                Alternate {
                    href: format!("{}api/v2/summary.json", self.top),
                    media: "application/json",
                    title: ArcStr::new(),
                },
            ],
            age: None,
            changed: None,
            front: true,
            translated: self.site.settings.languages.len() > 1,
            script: true,
        }
    }

    /// The site's own favicon.
    fn own_icon(&self) -> Option<String> {
        let icon = self.site.looks.favicon.as_ref()?;
        let path = self.assets.published(&icon.path)?;
        Some(format!("{}{path}", self.top))
    }

    /// What shows the status of all. While an incident is open it is never that of a site where all is
    /// well, even when every component works again.
    pub fn page_look(&self) -> Look {
        let page = &self.standing.page;
        let quiet = matches!(page.indicator, Indicator::None | Indicator::Maintenance);
        if page.status == ComponentStatus::Operational && !quiet {
            let shown = ComponentStatus::DegradedPerformance;
            return self.locale.look_as(shown, page.description.into());
        }
        self.locale.look(page.status)
    }

    /// A source could not be read: that nothing is told does not mean that nothing happened.
    pub fn in_doubt(&self) -> bool {
        !self.site.unread.is_empty()
    }

    /// Where the picture of the state of all is.
    pub fn preview(&self) -> Option<String> {
        let address = &self.site.settings.address;
        Some(format!("{address}/{}{}", self.folder, preview::PATH))
    }

    /// How old pages of this edition are.
    pub fn age(&self) -> Age {
        let written = self.edition.published_at;
        let due = written + self.site.settings.publish_every;
        Age {
            generation: self.edition.generation,
            written: self.times.moment(written),
            due: self.times.clock_beside(due, written),
            stale: self.times.clock_beside(self.edition.fresh_until, written),
        }
    }

    /// How long something has lasted on a page of this edition.
    pub fn lasted(&self, from: DateTime<Utc>, to: Option<DateTime<Utc>>) -> String {
        self.locale
            .lasted(to.unwrap_or(self.edition.published_at) - from)
    }

    /// Components with a status, as links.
    pub fn components(&self, pairs: &[(usize, ComponentStatus)]) -> Vec<ComponentLink> {
        pairs
            .iter()
            .map(|&(at, status)| {
                let component = &self.site.components[at];
                ComponentLink {
                    title: text(&component.title),
                    href: format!("{}components/{}.html", self.root, component.id),
                    status: self.locale.look(status),
                }
            })
            .collect()
    }

    /// Markdown of an incident as HTML, under a heading of this level.
    pub fn html(&self, incident: &Incident, markdown: &str, level: usize) -> String {
        if markdown.trim().is_empty() {
            return String::new();
        }
        let links = self.links(incident).below(level);
        markdown::html(markdown, &links)
    }

    /// How the links of an incident's texts are made on this page.
    pub fn links<'b>(&'b self, incident: &'b Incident) -> Links<'b> {
        let links = Links::new(self.assets, self.root, &incident.file, &incident.id);
        links.with_assets_at(self.top)
    }
}

/// A line of text without what HTML may not hold.
pub fn text(line: &str) -> String {
    markdown::printable(line).into_owned()
}

/// An icon that is part of the page: nothing is fetched for it.
fn favicon(look: &Look) -> String {
    // Put together piece by piece: every page has one.
    let mut icon = String::with_capacity(512);
    for part in [
        "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20fill='%23",
        look::favicon_fill(look.word),
        "'%20fill-rule='evenodd'%20d='",
    ] {
        icon.push_str(part);
    }
    let mut steps = look.shape.split(' ');
    icon.push_str(steps.next().unwrap_or_default());
    for step in steps {
        icon.push_str("%20");
        icon.push_str(step);
    }
    icon.push_str("'/%3E%3C/svg%3E");
    icon
}
