//! What every page says of the site.

use super::text;
use crate::model::Site;
use crate::render::locale::{self, Locale};
use crate::render::markdown::Assets;
use serde::Serialize;

/// What is the same on every page.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The site's id: which site this is a copy of.
    pub id: String,
    /// Public keys that sign it, with blanks between them; empty when there are none.
    pub keys: String,
    /// Whether browsers are to keep the worker.
    pub worker: bool,
    /// The site's name.
    pub title: String,
    /// Its logo.
    pub logo: Option<LogoView>,
    /// The owner's own front page.
    pub homepage: Option<String>,
    /// The same without its scheme, to be read.
    pub homepage_words: Option<String>,
    /// Where to write: a `mailto:` or web address.
    pub contact: Option<String>,
    /// The same without its scheme, to be read.
    pub contact_words: Option<String>,
    /// The address to print, without a trailing slash.
    pub address: String,
    /// The language of the page.
    pub lang: String,
    /// `rtl` for languages written from right to left.
    pub dir: Option<&'static str>,
    /// The other copies.
    pub mirrors: Vec<MirrorView>,
    /// The zone that times are shown in.
    pub zone: &'static str,
    /// The languages that every page is in; none where there is only one.
    pub languages: Vec<LanguageView>,
}

/// A language that every page is in.
#[derive(Debug, Serialize)]
pub struct LanguageView {
    /// Its code.
    pub lang: String,
    /// What it calls itself.
    pub name: String,
    /// `rtl` where it is written so, else `ltr`.
    pub dir: &'static str,
    /// Where its pages are, in the site: nothing for the first, else such as `de/`.
    pub folder: String,
}

/// A logo, on top of every page.
#[derive(Debug, Serialize)]
pub struct LogoView {
    /// From the site's root.
    pub path: String,
    /// What it says, when it stands in place of the site's name.
    pub alt: Option<String>,
    /// Its width, for the height of 32.
    pub width: u32,
}

/// A copy of the site.
#[derive(Debug, Serialize)]
pub struct MirrorView {
    /// Without a trailing slash.
    pub address: String,
    /// The address without its scheme.
    pub words: String,
}

impl SiteView {
    /// Of a site.
    pub fn of(site: &Site, locale: &Locale, assets: &Assets) -> Self {
        let settings = &site.settings;
        SiteView {
            id: settings.id.clone(),
            keys: settings.keys.join(" "),
            worker: settings.worker,
            title: text(&settings.title),
            logo: logo(site, assets),
            homepage_words: settings
                .homepage
                .as_deref()
                .map(|homepage| bare(homepage).into()),
            homepage: settings.homepage.clone(),
            contact_words: settings
                .contact
                .as_deref()
                .map(|contact| bare(contact).into()),
            contact: settings.contact.clone(),
            address: settings.address.clone(),
            dir: locale.dir(),
            lang: locale.tag.clone(),
            mirrors: site
                .mirrors
                .iter()
                .map(|mirror| MirrorView {
                    address: mirror.address.clone(),
                    words: bare(&mirror.address).into(),
                })
                .collect(),
            zone: settings.timezone.name(),
            languages: languages(&settings.languages),
        }
    }
}

fn logo(site: &Site, assets: &Assets) -> Option<LogoView> {
    let picture = site.looks.logo.as_ref()?;
    let (width, height) = (f64::from(picture.size.0), f64::from(picture.size.1));
    Some(LogoView {
        path: assets.published(&picture.path)?.to_owned(),
        alt: site.looks.logo_alt.as_deref().map(text),
        width: (32.0 * width / height).round().clamp(1.0, 640.0) as u32,
    })
}

/// An address as people read it.
pub(super) fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("mailto:")
        .unwrap_or(rest)
        .trim_end_matches('/')
}

/// Every language of a site that has more than one, the first one first.
fn languages(tags: &[String]) -> Vec<LanguageView> {
    if tags.len() < 2 {
        return Vec::new();
    }
    let all = tags.iter().enumerate();
    all.map(|(at, tag)| LanguageView {
        lang: tag.clone(),
        name: locale::own_name(tag).to_owned(),
        dir: locale::direction(tag).unwrap_or("ltr"),
        folder: folder(tag, at),
    })
    .collect()
}

/// Where the pages of a language are, by its place in the list.
pub fn folder(tag: &str, at: usize) -> String {
    match at {
        0 => String::new(),
        _ => format!("{tag}/"),
    }
}
