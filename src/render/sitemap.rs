//! What crawlers and hosts read: the sitemap, and the texts of `robots.txt` and `_headers`.
//!
//! The sitemap is an index with one file per month of history (sitemaps.org), so that a new incident
//! touches the newest month's only.

#[cfg(test)]
mod tests;

use crate::model::{Kind, Site};
use crate::render::machine::{Moment, file, of_month, stamp};
use crate::status::Entry;
use crate::tree::{File, Role};
use chrono::{DateTime, Utc};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use std::collections::BTreeMap;
use std::io;

/// The namespace of both kinds of document.
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Address, and when it last changed.
type Line = (String, Option<DateTime<Utc>>);

/// Whether a month, such as `2026-11`, is over: until then its sitemap changes with every update.
fn is_over(moment: &Moment, month: &str) -> bool {
    let zone = moment.site.settings.timezone;
    let today = moment.standing.settled.with_timezone(&zone).date_naive();
    *month < *today.format("%Y-%m").to_string()
}

/// Every sitemap.
pub(crate) fn files(moment: &Moment) -> Vec<(String, File)> {
    let months = months(moment);
    let path = |month: &str| format!("sitemap/{month}.xml");
    let filled: Vec<_> = months.iter().rev().collect();
    let mut index = vec![(moment.url("sitemap/pages.xml"), None)];
    index.extend(
        filled
            .iter()
            .map(|(month, lines)| (moment.url(&path(month)), newest(lines))),
    );
    let mut files: Vec<_> = filled
        .par_iter()
        .map(|(month, lines)| {
            let sitemap = file(path(month), document("urlset", "url", lines));
            match is_over(moment, month) {
                true => of_month(sitemap, month.to_string()),
                false => sitemap,
            }
        })
        .collect();
    files.push(file(
        "sitemap/pages.xml",
        document("urlset", "url", &pages(moment)),
    ));
    files.push(file(
        "sitemap.xml",
        document("sitemapindex", "sitemap", &index),
    ));
    files
}

fn newest(lines: &[Line]) -> Option<DateTime<Utc>> {
    lines.iter().filter_map(|(_, changed)| *changed).max()
}

/// The month's page, and the others that are filed under it. What recurs is filed under its first time.
fn months(moment: &Moment) -> BTreeMap<String, Vec<Line>> {
    let mut seen = vec![false; moment.site.incidents.len()];
    let mut out = BTreeMap::new();
    for month in moment.standing.months.iter().rev() {
        let name = format!("{:04}-{:02}", month.year, month.month);
        // It has something new as often as the others: when it last did is theirs to say.
        let mut lines = vec![(moment.url(&format!("history/{name}.html")), None)];
        for entry in month.entries.iter().rev() {
            let at = match *entry {
                Entry::Incident(at) => at,
                Entry::Maintenance(at) => moment.standing.occurrences[at].incident,
            };
            if !std::mem::replace(&mut seen[at], true) {
                let incident = &moment.site.incidents[at];
                lines.push((
                    moment.url(&incident.path()),
                    Some(moment.standing.incidents[at].updated_at),
                ));
            }
        }
        out.insert(name, lines);
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
    // Event by event: a large site has ten thousand lines, all of them made anew for every update.
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
