//! Where the links and images of a text lead, seen from the page it is shown on.

use crate::model::Asset;
use crate::tree::Digest;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The folder that incident files live in and that their pages are published to.
const INCIDENTS: &str = "incidents";

/// Where each asset is published, by its path in the site's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets(BTreeMap<String, String>);

impl Assets {
    /// Those of a site. Hashes every one: made once for a tree.
    pub fn of(assets: &[Asset]) -> Self {
        Assets(
            assets
                .iter()
                .map(|asset| (asset.path.clone(), Assets::path(asset)))
                .collect(),
        )
    }

    /// `assets/<name>.<hash16>.<ext>`: a changed asset is another file, so it may be cached for ever.
    pub fn path(asset: &Asset) -> String {
        let name = asset
            .path
            .rsplit('/')
            .next()
            .unwrap_or(&asset.path)
            .to_lowercase();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "bin"));
        let keep = |text: &str| -> String {
            text.chars()
                .map(|c| {
                    if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
                        c
                    } else {
                        '-'
                    }
                })
                .collect()
        };
        let hash = Digest::of(&asset.bytes).to_string();
        format!("assets/{}.{}.{}", keep(stem), &hash[..16], keep(ending))
    }

    /// Where an asset is published.
    pub fn published(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }
}

/// Where the links and images of one text lead, seen from the page it is shown on.
///
/// In an incident's text a relative link is relative to the incident's own page, an image to its
/// file; one that begins with `/` is relative to the site, wherever a mirror serves it. A link to
/// another incident's file (`other.md`) leads to its page, so that it works on the git host too.
#[derive(Debug, Clone)]
pub struct Links<'a> {
    assets: Arc<Assets>,
    root: Cow<'a, str>,
    top: Cow<'a, str>,
    folder: Cow<'a, str>,
    /// Of the incident itself.
    id: Cow<'a, str>,
    /// The level of the heading that the text stands under, 1 to 5: its own begin one below.
    pub below: usize,
}

impl<'a> Links<'a> {
    /// For a text of the incident `id`, in the file `file`.
    ///
    /// `root` leads from the page that shows the text to the site's root: empty, `../`, or an address
    /// with a slash at its end where links must be absolute.
    pub fn new(
        assets: &Arc<Assets>,
        root: impl Into<Cow<'a, str>>,
        file: &'a str,
        id: &'a str,
    ) -> Self {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let root = root.into();
        Links {
            assets: Arc::clone(assets),
            top: root.clone(),
            root,
            folder: folder.into(),
            id: id.into(),
            below: 3,
        }
    }

    /// The same, on its own.
    pub(super) fn owned(&self) -> Links<'static> {
        let owned = |part: &str| part.to_owned().into();
        Links {
            assets: Arc::clone(&self.assets),
            root: owned(&self.root),
            top: owned(&self.top),
            folder: owned(&self.folder),
            id: owned(&self.id),
            below: self.below,
        }
    }

    /// The same, where images and other files are not below the root of the pages.
    #[must_use]
    pub fn with_assets_at(mut self, top: impl Into<Cow<'a, str>>) -> Self {
        self.top = top.into();
        self
    }

    /// The same, for a page where the text stands under a heading of this level.
    #[must_use]
    pub fn below(mut self, level: usize) -> Self {
        self.below = level.clamp(1, 5);
        self
    }

    /// Where a link leads; `None` for one that must not be followed, such as `javascript:`.
    pub fn link<'b>(&self, url: &'b str) -> Option<Cow<'b, str>> {
        let url = url.trim();
        match kind(url)? {
            Address::Absolute => Some(Cow::Borrowed(url)),
            Address::Relative => self.relative(url).map(Cow::Owned),
        }
    }

    /// Where an image is; `None` for one that is not among the site's assets.
    pub fn image(&self, url: &str) -> Option<String> {
        let url = url.trim();
        match kind(url)? {
            Address::Absolute => None,
            Address::Relative => Some(format!("{}{}", self.top, self.asset(split(url).0)?)),
        }
    }

    fn relative(&self, url: &str) -> Option<String> {
        let (path, rest) = split(url);
        if path.is_empty() {
            let own = format!("{}{INCIDENTS}/{}.html{rest}", self.root, self.id);
            return Some(own).filter(|_| !rest.is_empty());
        }
        if let Some(asset) = self.asset(path) {
            return Some(format!("{}{asset}", self.top));
        }
        let file = path
            .strip_suffix(".md")
            .and_then(|path| within(&self.folder, path));
        let path = match file.filter(|file| file.starts_with("incidents/")) {
            Some(file) => format!(
                "{INCIDENTS}/{}.html",
                file.rsplit('/').next().unwrap_or(&file)
            ),
            None => within(INCIDENTS, path)?,
        };
        // `/javascript:x` is a path, and without its slash it would not be one any more.
        let guard = if self.root.is_empty() && path.split('/').next()?.contains(':') {
            "./"
        } else {
            ""
        };
        Some(format!("{}{guard}{path}{rest}", self.root))
    }

    fn asset(&self, path: &str) -> Option<&str> {
        let path = unescaped(path);
        [&*self.folder, INCIDENTS]
            .into_iter()
            .find_map(|folder| self.assets.published(&within(folder, &path)?))
    }
}

enum Address {
    Absolute,
    Relative,
}

/// What an address is; `None` for every scheme but those of the web and of mail, and for whatever
/// browsers read as another host although it does not look so.
fn kind(url: &str) -> Option<Address> {
    if url.is_empty() || url.chars().any(char::is_control) {
        return None;
    }
    let scheme = url
        .find([':', '/', '?', '#'])
        .filter(|&at| url[at..].starts_with(':'))
        .map(|at| &url[..at]);
    if let Some(scheme) = scheme {
        let rest = &url[scheme.len() + 1..];
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" if rest.len() > 2 && rest.starts_with("//") => Some(Address::Absolute),
            "mailto" => Some(Address::Absolute),
            _ => None,
        };
    }
    // Browsers take a backslash for a slash: `/\host` is another host.
    (!url.contains('\\') && !url.starts_with("//")).then_some(Address::Relative)
}

/// A relative address as its path, and its query and fragment.
fn split(url: &str) -> (&str, &str) {
    url.split_at(url.find(['?', '#']).unwrap_or(url.len()))
}

/// `path` seen from `folder`, both in the site, without dots; `None` when it leaves the site.
fn within(folder: &str, path: &str) -> Option<String> {
    let from = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(if parts.is_empty() {
        "index.html".into()
    } else {
        parts.join("/")
    })
}

/// A path without percent escapes, for looking up a file.
fn unescaped(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let (mut out, bytes) = (Vec::with_capacity(path.len()), path.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        let hex = path.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(path), Cow::Owned)
}
