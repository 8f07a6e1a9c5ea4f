//! A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1).

use super::Feed;
use super::entry::Entry;
use crate::render::machine::{Moment, stamp};
use crate::render::markdown::printable;
use serde_json::{Value, json};

/// The document, at `path`.
pub(super) fn write(moment: &Moment, feed: &Feed, path: &str) -> String {
    let settings = &moment.site.settings;
    let document = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": printable(&feed.title),
        "home_page_url": moment.page(&feed.page),
        "feed_url": moment.url(path),
        "language": moment.locale.tag,
        "authors": [{ "name": printable(&settings.title), "url": settings.address }],
        "items": feed.entries.iter().map(|entry| item(entry)).collect::<Vec<_>>(),
    });
    document.to_string()
}

fn item(entry: &Entry) -> Value {
    json!({
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": stamp(entry.at),
        "date_modified": stamp(entry.at),
        "tags": entry.components,
    })
}
