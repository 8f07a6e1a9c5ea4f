//! A feed as RSS 2.0, with what readers of Statuspage's rely on.
//!
//! A maintenance's `pubDate` is its planned start, and `maintenanceEndDate`, an element without a
//! namespace, its planned end; of everything else `pubDate` is when it was said.

use super::Feed;
use super::entry::Entry;
use crate::render::locale::Message;
use crate::render::machine::Moment;
use crate::render::markdown::printable;
use ::rss::extension::{Extension, ExtensionMap};
use ::rss::{Category, Channel, Guid, Item};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// The document, at `path`.
pub(super) fn write(moment: &Moment, feed: &Feed, path: &str) -> String {
    let settings = &moment.site.settings;
    let own = Extension {
        name: "atom:link".into(),
        attrs: BTreeMap::from([
            ("href".to_owned(), moment.url(path)),
            ("rel".to_owned(), "self".to_owned()),
            ("type".to_owned(), "application/rss+xml".to_owned()),
        ]),
        ..Extension::default()
    };
    let channel = Channel {
        title: printable(&feed.title).into_owned(),
        link: moment.page(&feed.page),
        description: moment.locale.fill(
            Message::FeedDescription,
            &[("site", &printable(&settings.title))],
        ),
        language: Some(moment.locale.tag.clone()),
        pub_date: Some(date(feed.updated)),
        items: feed.entries.iter().map(|entry| item(entry)).collect(),
        extensions: one("atom", "link", own),
        namespaces: BTreeMap::from([("atom".to_owned(), "http://www.w3.org/2005/Atom".to_owned())]),
        ..Channel::default()
    };
    channel.to_string()
}

fn item(entry: &Entry) -> Item {
    let category = |title: &String| Category {
        name: title.clone(),
        domain: None,
    };
    let end = entry.window.map(|(_, end)| Extension {
        name: "maintenanceEndDate".into(),
        value: Some(date(end)),
        ..Extension::default()
    });
    Item {
        title: Some(entry.title.clone()),
        link: Some(entry.link.clone()),
        description: Some(entry.html.clone()),
        categories: entry.components.iter().map(category).collect(),
        guid: Some(Guid {
            value: entry.id.clone(),
            permalink: false,
        }),
        pub_date: Some(date(entry.window.map_or(entry.at, |(start, _)| start))),
        extensions: end
            .map(|end| one("", "maintenanceEndDate", end))
            .unwrap_or_default(),
        ..Item::default()
    }
}

fn one(prefix: &str, name: &str, extension: Extension) -> ExtensionMap {
    BTreeMap::from([(
        prefix.to_owned(),
        BTreeMap::from([(name.to_owned(), vec![extension])]),
    )])
}

/// A date as RFC 822 has it, with the four digits of a year that RSS asks for.
fn date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}
