//! A feed as Atom (RFC 4287).

use super::Feed;
use super::entry::{Entry, feed_tag};
use crate::render::machine::Moment;
use crate::render::markdown::printable;
use atom_syndication as atom;

/// The document, at `path`.
pub(super) fn write(moment: &Moment, feed: &Feed, path: &str) -> String {
    let settings = &moment.site.settings;
    let link = |rel: &str, href: String, media: &str| atom::Link {
        rel: rel.into(),
        href,
        mime_type: Some(media.into()),
        ..atom::Link::default()
    };
    let document = atom::Feed {
        title: atom::Text::plain(printable(&feed.title)),
        id: feed_tag(moment, path),
        updated: feed.updated.fixed_offset(),
        authors: vec![atom::Person {
            name: printable(&settings.title).into_owned(),
            ..atom::Person::default()
        }],
        links: vec![
            link("self", moment.url(path), "application/atom+xml"),
            link("alternate", moment.page(&feed.page), "text/html"),
        ],
        entries: feed
            .entries
            .iter()
            .map(|entry| self::entry(entry))
            .collect(),
        lang: Some(moment.locale.tag.clone()),
        ..atom::Feed::default()
    };
    document.to_string()
}

fn entry(entry: &Entry) -> atom::Entry {
    let category = |title: &String| atom::Category {
        term: title.clone(),
        ..atom::Category::default()
    };
    atom::Entry {
        title: atom::Text::plain(entry.title.clone()),
        id: entry.id.clone(),
        updated: entry.at.fixed_offset(),
        published: Some(entry.at.fixed_offset()),
        links: vec![atom::Link {
            rel: "alternate".into(),
            href: entry.link.clone(),
            ..atom::Link::default()
        }],
        categories: entry.components.iter().map(category).collect(),
        content: Some(atom::Content {
            content_type: Some("html".into()),
            value: Some(entry.html.clone()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    }
}
