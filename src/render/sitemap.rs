//! What crawlers and hosts read: the sitemap, and the texts of `robots.txt` and `_headers`.
//!
//! The sitemap is an index with one file per month of history (sitemaps.org), so that a new incident
//! touches the newest month's only.

#[cfg(test)]
mod tests;

use crate::model::{Kind, Site};
use crate::render::machine::{Moment, file, of_month, stamp};
use crate::render::page::key;
use crate::status::{Entry, Standing};
use crate::tree::{File, Known, Role};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// The namespace of both kinds of document.
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Address, and when it last changed.
type Line = (String, Option<DateTime<Utc>>);

/// A file, with its key where it can be looked up.
type Keyed = (String, File, Option<[u8; 32]>);

/// Whether a month, such as `2026-11`, is over: until then its sitemap changes with every update.
fn is_over(moment: &Moment, month: &str) -> bool {
    let zone = moment.site.settings.timezone;
    let today = moment.standing.settled.with_timezone(&zone).date_naive();
    *month < *today.format("%Y-%m").to_string()
}

/// Every sitemap. Those of months that are over are written only where they are not `known`.
pub(crate) fn files(moment: &Moment, listed: &Listed, known: &Known) -> Vec<Keyed> {
    let months = months(moment);
    let path = |month: &str| format!("sitemap/{month}.xml");
    let filled: Vec<_> = months.iter().rev().collect();
    let mut index = vec![(moment.url("sitemap/pages.xml"), None)];
    index.extend(filled.iter().map(|(month, incidents)| {
        let changed = incidents.iter();
        let changed = changed.map(|at| moment.standing.incidents[*at].updated_at);
        (moment.url(&path(month)), changed.max())
    }));
    let of = |(month, incidents): &(&String, &Vec<usize>)| {
        let path = path(month);
        if !is_over(moment, month) {
            let (path, file) = file(path, listed.month(month, incidents));
            return (path, file, None);
        }
        let key = listed.key(month, incidents);
        let file = match known.pages.get(&key) {
            Some(&known) => {
                let (listed, month) = (listed.clone(), (*month).clone());
                let incidents = (*incidents).clone();
                let make = move || [Bytes::new(), listed.month(&month, &incidents).into()];
                let role = Role::Feed;
                let file = File::known(&path, known, make);
                (path, File { role, ..file })
            }
            None => file(path, listed.month(month, incidents)),
        };
        let (path, file) = of_month(file, (*month).clone());
        (path, file, Some(key))
    };
    let mut files: Vec<Keyed> = filled.par_iter().map(of).collect();
    let others = [
        (
            "sitemap/pages.xml",
            document("urlset", "url", &pages(moment)),
        ),
        ("sitemap.xml", document("sitemapindex", "sitemap", &index)),
    ];
    files.extend(others.map(|(path, text)| {
        let (path, file) = file(path, text);
        (path, file, None)
    }));
    files
}

/// What the sitemaps of months list, for as long as one may be asked for.
#[derive(Clone)]
pub(crate) struct Listed {
    /// What was said.
    pub site: Arc<Site>,
    /// What is true.
    pub standing: Arc<Standing>,
}

impl Listed {
    /// The month's page, and incidents by position.
    fn month(&self, month: &str, incidents: &[usize]) -> Vec<u8> {
        let address = &self.site.settings.address;
        // It has something new as often as the others: when it last did is theirs to say.
        let mut lines = vec![(format!("{address}/history/{month}.html"), None)];
        lines.extend(incidents.iter().map(|at| {
            let path = self.site.incidents[*at].path();
            let changed = self.standing.incidents[*at].updated_at;
            (format!("{address}/{path}"), Some(changed))
        }));
        document("urlset", "url", &lines)
    }

    /// A hash of all that it comes from.
    fn key(&self, month: &str, incidents: &[usize]) -> [u8; 32] {
        let mut all = Vec::with_capacity(incidents.len() * 64);
        for word in [
            "sitemap",
            env!("CARGO_PKG_VERSION"),
            &self.site.settings.address,
            month,
        ] {
            key::add(&mut all, word.as_bytes());
        }
        for at in incidents {
            key::add(&mut all, self.site.incidents[*at].id.as_bytes());
            let changed = self.standing.incidents[*at].updated_at;
            all.extend_from_slice(&changed.timestamp().to_le_bytes());
            all.extend_from_slice(&changed.timestamp_subsec_nanos().to_le_bytes());
        }
        Sha256::digest(&all).into()
    }
}

/// By month, the incidents that are filed under it, by position. What recurs is filed under its first time.
fn months(moment: &Moment) -> BTreeMap<String, Vec<usize>> {
    let mut seen = vec![false; moment.site.incidents.len()];
    let mut out = BTreeMap::new();
    for month in moment.standing.months.iter().rev() {
        let mut incidents = Vec::with_capacity(month.entries.len());
        for entry in month.entries.iter().rev() {
            let at = match *entry {
                Entry::Incident(at) => at,
                Entry::Maintenance(at) => moment.standing.occurrences[at].incident,
            };
            if !std::mem::replace(&mut seen[at], true) {
                incidents.push(at);
            }
        }
        out.insert(format!("{:04}-{:02}", month.year, month.month), incidents);
    }
    out
}

/// Every other page: home, components, and maintenance that has not begun. They change with
/// every update and every day, so when they last did is not said: that would change this file as often.
fn pages(moment: &Moment) -> Vec<Line> {
    let (site, standing) = (moment.site, moment.standing);
    let mut paths = vec![String::new(), "history.html".to_owned()];
    let components = site.components.iter();
    paths.extend(components.map(|component| format!("components/{}.html", component.id)));
    let mut listed = vec![false; site.incidents.len()];
    for entry in standing.months.iter().flat_map(|month| &month.entries) {
        match *entry {
            Entry::Incident(at) => listed[at] = true,
            Entry::Maintenance(at) => listed[standing.occurrences[at].incident] = true,
        }
    }
    let unlisted = site
        .incidents
        .iter()
        .zip(listed)
        .filter(|(incident, listed)| !listed && matches!(incident.kind, Kind::Maintenance(_)));
    paths.extend(unlisted.map(|(incident, _)| incident.path()));
    paths.iter().map(|path| (moment.url(path), None)).collect()
}

fn document(root: &str, item: &str, lines: &[Line]) -> Vec<u8> {
    write(root, item, lines).expect("writing to memory does not fail")
}

fn write(root: &str, item: &str, lines: &[Line]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    // Event by event: a large site has ten thousand lines.
    let whole = BytesStart::new(root).with_attributes([("xmlns", SPACE)]);
    writer.write_event(Event::Start(whole))?;
    for (address, changed) in lines {
        writer.write_event(Event::Start(BytesStart::new(item)))?;
        element(&mut writer, "loc", address)?;
        if let Some(changed) = changed {
            element(&mut writer, "lastmod", &stamp(*changed))?;
        }
        writer.write_event(Event::End(BytesEnd::new(item)))?;
    }
    writer.write_event(Event::End(BytesEnd::new(root)))?;
    Ok(writer.into_inner())
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.write_event(Event::Start(BytesStart::new(name)))?;
    writer.write_event(Event::Text(BytesText::new(text)))?;
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// `robots.txt`, the same on every mirror: nothing is hidden, and the sitemap names the original.
pub(crate) fn robots(site: &Site) -> String {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n",
        site.settings.address
    )
}

/// `_headers`, as Netlify and Cloudflare Pages read it.
///
/// Rules that match the same path are joined, header by header, so `Cache-Control` is set by rules of
/// which no two match one path.
pub(crate) fn headers(folder: &str, languages: &[String]) -> String {
    let folder = folder.trim_matches('/');
    let root = if folder.is_empty() {
        "/".to_owned()
    } else {
        format!("/{folder}/")
    };
    let fresh = &*format!("Cache-Control: {}", Role::Leaf.cache_control());
    let for_ever = &*format!("Cache-Control: {}", Role::Asset.cache_control());
    let mut out = String::new();
    let mut rule = |path: &str, lines: &[&str]| {
        out.push_str(&format!("{root}{path}\n"));
        for line in lines {
            out.push_str(&format!("  {line}\n"));
        }
    };
    let every = [
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Access-Control-Allow-Origin: *",
    ];
    rule("*", &every);
    for path in ["assets/*", "stillup/manifest/*"] {
        rule(path, &[for_ever]);
    }
    for path in [
        "",
        "index.html",
        "history.html",
        "embed.html",
        "snippets.html",
        "badge.svg",
        "badge.json",
        "status.json",
        "sitemap.xml",
    ] {
        rule(path, &[fresh]);
    }
    for path in [
        "incidents/*",
        "history/*",
        "components/*",
        "api/*",
        "sitemap/*",
    ] {
        rule(path, &[fresh]);
    }
    for (path, media) in [
        ("history.atom", "application/atom+xml"),
        ("history.rss", "application/rss+xml"),
        ("feed.json", "application/feed+json"),
        ("maintenance.ics", "text/calendar"),
        ("metrics", "text/plain; version=0.0.4"),
    ] {
        rule(
            path,
            &[fresh, &format!("Content-Type: {media}; charset=utf-8")],
        );
    }
    // One rule each: some hosts take no more than a hundred.
    for tag in languages.iter().skip(1) {
        rule(&format!("{tag}/*"), &[fresh]);
    }
    rule("generation.json", &["Cache-Control: no-cache"]);
    out
}
