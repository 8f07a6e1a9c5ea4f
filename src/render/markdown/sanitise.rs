//! Raw HTML in a text, made safe: what a status update may say, and nothing that acts.

use super::Links;
use super::rewrite::DONE;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;

/// Of what ammonia allows: the page's own structure, and what exists only to be styled or scripted.
const PAGE_ONLY: [&str; 14] = [
    "h1", "h2", "h3", "article", "aside", "footer", "header", "hgroup", "nav", "map", "area",
    "center", "rtc", "strike",
];

/// Sanitises a whole text. `addresses` have been filtered already; every other one is filtered here.
pub(super) fn clean(html: &str, links: &Links<'_>, addresses: Vec<String>) -> String {
    let filter = links.owned();
    let mut builder = Builder::default();
    builder
        .rm_tags(PAGE_ONLY)
        .link_rel(None)
        .url_schemes(["http", "https", "mailto", DONE.trim_end_matches(':')].into())
        .url_relative(UrlRelative::PassThrough)
        .add_allowed_classes("td", ["right", "center"])
        .add_allowed_classes("th", ["right", "center"])
        .attribute_filter(move |element, attribute, value| {
            if !matches!(attribute, "href" | "src" | "cite") {
                return Some(Cow::Borrowed(value));
            }
            if let Some(number) = value.strip_prefix(DONE) {
                return number
                    .parse()
                    .ok()
                    .and_then(|at: usize| addresses.get(at))
                    .cloned()
                    .map(Cow::Owned);
            }
            match element {
                "img" => filter.image(value).map(Cow::Owned),
                _ => filter.link(value),
            }
        });
    let out = builder.clean(html).to_string();
    if out.contains("<img")
        && out
            .split("<img")
            .skip(1)
            .any(|tag| !tag.split('>').next().unwrap_or(tag).contains(" src="))
    {
        // An image that is not the site's lost its address above. Rare enough for a second pass.
        return builder.rm_tags(["img"]).clean(html).to_string();
    }
    out
}

/// The words of raw HTML, without its tags, scripts and styles.
pub(super) fn words(html: &str) -> String {
    let text = Builder::empty()
        .clean_content_tags(["script", "style"].into())
        .clean(html)
        .to_string();
    // What serialising escapes (HTML, 13.3).
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.replace("&amp;", "&")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
