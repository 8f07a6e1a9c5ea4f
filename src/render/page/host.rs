//! Files for one mirror's host, outside the signed tree: they may differ by mirror.

use super::{Press, neutral};
use crate::model::Site;
use crate::problem::Problem;
use crate::render::Edition;
use crate::render::theme::Theme;
use crate::status::Standing;
use crate::tree::{File, Media};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What pages may do: show themselves and images. They have no script, no form, no third party.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:; base-uri 'none'; form-action 'none'";

/// `404.html`, `robots.txt` and `_headers` for the mirror that is read at `address`.
///
/// # Errors
/// With the place in the template, when `404.html` names what there is not.
pub fn host_files(
    site: &Arc<Site>,
    standing: &Arc<Standing>,
    theme: &Arc<Theme>,
    address: &str,
) -> Result<BTreeMap<String, File>, Problem> {
    // It is shown at any depth, so its links start at the top; it says nothing that has an age.
    let base = base_of(address);
    let edition = Edition {
        generation: 0,
        published_at: standing.settled,
        fresh_until: standing.settled,
    };
    let press = Press::new(site, standing, theme, edition)?;
    let scene = press.scene(&base);
    let frame = scene.frame(
        "404.html",
        "Nothing here",
        "There is no page at this address.".into(),
        neutral(),
    );
    let not_found = press.page("404.html", &frame, &scene.not_found())?;
    let robots = format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n",
        address.trim_end_matches('/')
    );
    let mut headers = File::new("_headers", lines(&base).into_bytes());
    headers.media = Media::Text;
    Ok(BTreeMap::from([
        ("404.html".to_owned(), not_found),
        (
            "robots.txt".to_owned(),
            File::new("robots.txt", robots.into_bytes()),
        ),
        ("_headers".to_owned(), headers),
    ]))
}

/// The path of an address, from slash to slash.
fn base_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest
        .split_once('/')
        .map_or("", |(_, path)| path.trim_matches('/'));
    if path.is_empty() {
        "/".into()
    } else {
        format!("/{path}/")
    }
}

/// In the form that Netlify and Cloudflare Pages read: a path, then its headers indented. Everything is
/// public and may be read by programs from anywhere; a cache may show what it has while the host is down.
fn lines(base: &str) -> String {
    let lines = [
        "Access-Control-Allow-Origin: *",
        "Cache-Control: public, max-age=30, stale-while-revalidate=60, stale-if-error=86400",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
    ];
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    let metrics = Media::Metrics.content_type();
    format!(
        "{base}*\n  Content-Security-Policy: {POLICY}\n{lines}\n{base}metrics\n  Content-Type: {metrics}\n"
    )
}
