//! Files for one mirror's host, outside the signed tree: they may differ by mirror.

use super::{Gathered, Press};
use crate::model::Site;
use crate::problem::Problem;
use crate::render::Edition;
use crate::render::locale::Message;
use crate::render::sitemap;
use crate::render::theme::Theme;
use crate::render::view::look::Look;
use crate::status::Standing;
use crate::tree::{File, Media};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    let gathered = Gathered::of(site, standing, false);
    let press = Press::at(site, standing, theme, edition, (0, &gathered), Some(&base))?;
    let scene = press.scene(&base);
    let mut frame = scene.frame(
        "404.html",
        &scene.locale.text(Message::NothingHere),
        scene
            .locale
            .text(Message::NothingHereDescription)
            .to_string(),
        Look::NEUTRAL,
    );
    // Where it is shown, nothing says which folder of the site it stands in.
    frame.script = false;
    frame.translated = false;
    let not_found = press.page("404.html", &frame, &scene.not_found())?;
    let robots = File::new("robots.txt", sitemap::robots(site).into_bytes());
    let mut headers = File::new(
        "_headers",
        sitemap::headers(&base, &site.settings.languages).into_bytes(),
    );
    headers.media = Media::Text;
    Ok(BTreeMap::from([
        ("404.html".to_owned(), not_found),
        ("robots.txt".to_owned(), robots),
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
