//! The rendered site, whole, in memory: each path with its digest, length, headers and bytes.
//!
//! Bytes are held, shared between files where they are the same, or made on demand, so that a
//! page whose digest is already known is never rendered unless somebody reads it.

mod body;

pub use body::{Body, Laid, Make, Shelf};

use arcstr::ArcStr;
use bytes::Bytes;
use rayon::slice::ParallelSliceMut as _;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

/// SHA-256 of a file's bytes (browsers can check it; see `generation.json`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Digest(Sha256::digest(bytes).into())
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut out = [0; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (byte, pair) in out.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Digest(out))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Manifests have thousands of them: digit by digit through `write!` takes ten times as long.
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        to.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self}")
    }
}

impl serde::Serialize for Digest {
    /// As 64 hexadecimal digits.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Digest {
    /// From 64 hexadecimal digits.
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(from)?;
        Digest::from_hex(&hex)
            .ok_or_else(|| serde::de::Error::custom("not a SHA-256 in hexadecimal digits"))
    }
}

/// What a file is to a reader and to a cache; decides its headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// `text/html; charset=utf-8`
    Html,
    /// `application/json; charset=utf-8`
    Json,
    /// `application/feed+json; charset=utf-8`
    JsonFeed,
    /// `application/atom+xml; charset=utf-8`
    Atom,
    /// `application/rss+xml; charset=utf-8`
    Rss,
    /// `application/xml; charset=utf-8`
    Xml,
    /// `text/calendar; charset=utf-8`
    Calendar,
    /// `image/svg+xml; charset=utf-8`
    Svg,
    /// `image/png`
    Png,
    /// `image/jpeg`
    Jpeg,
    /// `image/gif`
    Gif,
    /// `image/webp`
    Webp,
    /// `image/avif`
    Avif,
    /// `font/woff2`
    Woff2,
    /// `text/plain; version=0.0.4; charset=utf-8`, Prometheus' own
    Metrics,
    /// `text/plain; charset=utf-8`
    Text,
    /// `application/gzip`
    Gzip,
    /// `text/javascript; charset=utf-8`
    Script,
    /// `application/octet-stream`
    Binary,
}

impl Media {
    /// The value of `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
            Self::JsonFeed => "application/feed+json; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Xml => "application/xml; charset=utf-8",
            Self::Calendar => "text/calendar; charset=utf-8",
            Self::Svg => "image/svg+xml; charset=utf-8",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Woff2 => "font/woff2",
            Self::Metrics => "text/plain; version=0.0.4; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Gzip => "application/gzip",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Binary => "application/octet-stream",
        }
    }

    /// Whether it is text, which gains by being compressed.
    pub fn is_text(self) -> bool {
        !matches!(
            self,
            Self::Png
                | Self::Jpeg
                | Self::Gif
                | Self::Webp
                | Self::Avif
                | Self::Woff2
                | Self::Gzip
                | Self::Binary
        )
    }

    /// By the ending of a path; `/metrics` has none and is `Metrics`.
    pub fn of_path(path: &str) -> Self {
        match path
            .rsplit('/')
            .next()
            .unwrap_or(path)
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
        {
            "html" => Self::Html,
            "json" if path.ends_with("feed.json") => Self::JsonFeed,
            "json" => Self::Json,
            "atom" => Self::Atom,
            "rss" => Self::Rss,
            "xml" => Self::Xml,
            "ics" => Self::Calendar,
            "svg" => Self::Svg,
            "png" => Self::Png,
            "jpg" | "jpeg" => Self::Jpeg,
            "gif" => Self::Gif,
            "webp" => Self::Webp,
            "avif" => Self::Avif,
            "woff2" => Self::Woff2,
            "txt" | "pub" => Self::Text,
            "gz" => Self::Gzip,
            "js" => Self::Script,
            "" if path == "metrics" => Self::Metrics,
            _ => Self::Binary,
        }
    }
}

/// When a file is sent, relative to the others. A reader never sees a page whose assets are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Content-hashed, never rewritten.
    Asset,
    /// Pages that others link to.
    Leaf,
    /// Feeds, calendars, API, badges.
    Feed,
    /// Home pages.
    Home,
}

impl Role {
    /// The value of `Cache-Control`. What is named by its content never changes; all else may be
    /// served stale while the origin is not there (RFC 5861), since an old page tells readers its age.
    pub fn cache_control(self) -> &'static str {
        match self {
            Self::Asset => "public, max-age=31536000, immutable",
            Self::Leaf | Self::Feed | Self::Home => {
                "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400"
            }
        }
    }
}

/// Which part of the manifest lists a file, so that no part but the root grows with history.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Whatever changes often.
    Hot,
    /// Pages of what began in one month, as `2026-11`: written once, then left alone.
    Month(String),
}

/// One file of the tree.
#[derive(Clone)]
pub struct File {
    /// Of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub length: u64,
    /// Decides its headers.
    pub media: Media,
    /// Decides when it is sent.
    pub role: Role,
    /// Decides which part of the manifest lists it.
    pub part: Part,
    /// It says how old the page is: a heartbeat rewrites it.
    pub carries_age: bool,
    /// Ids of the public updates it shows, for an incident's, maintenance's or notice's own page.
    pub updates: Arc<[ArcStr]>,
    /// Its bytes.
    pub body: Body,
}

impl File {
    /// A file of these bytes, a leaf of the hot part; change its fields to say otherwise.
    pub fn new(path: &str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let known = (Digest::of(&bytes), bytes.len() as u64);
        Self::with(path, known, Body::Held(Bytes::new(), bytes))
    }

    /// A file of these two pieces, whose digest is known already.
    pub fn held(path: &str, digest: Digest, [head, rest]: [Bytes; 2]) -> Self {
        let length = (head.len() + rest.len()) as u64;
        Self::with(path, (digest, length), Body::Held(head, rest))
    }

    /// A file whose digest and length are known already, to be made when somebody asks for it.
    pub fn known(
        path: &str,
        known: (Digest, u64),
        make: impl Fn() -> [Bytes; 2] + Send + Sync + 'static,
    ) -> Self {
        Self::with(path, known, Body::OnDemand(Arc::new(make)))
    }

    fn with(path: &str, (digest, length): (Digest, u64), body: Body) -> Self {
        File {
            digest,
            length,
            media: Media::of_path(path),
            role: Role::Leaf,
            part: Part::Hot,
            carries_age: false,
            updates: Arc::default(),
            body,
        }
    }

    /// The same file, with its bytes on a shelf when there is one with room; `anew` makes them once more.
    #[must_use]
    pub fn shelved(
        mut self,
        path: &str,
        shelf: Option<&Arc<dyn Shelf>>,
        anew: impl Fn() -> [Bytes; 2] + Send + Sync + 'static,
    ) -> Self {
        if let (Body::Held(head, rest), Some(shelf)) = (&self.body, shelf) {
            let pieces = [head.clone(), rest.clone()];
            let put = Arc::clone(shelf).put(path, &pieces, Arc::new(anew));
            self.body = put.unwrap_or(self.body);
        }
        self
    }

    /// Its bytes, copied together.
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces().concat()
    }

    /// Its bytes in two pieces, one behind the other: what many files begin with is not copied for each.
    pub fn pieces(&self) -> [Bytes; 2] {
        match &self.body {
            Body::Held(head, rest) => [head.clone(), rest.clone()],
            Body::OnDemand(make) | Body::Laid(_, make) => make(),
        }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "{} bytes of {:?} {}",
            self.length, self.media, self.digest
        )
    }
}

/// Digest and length of pages rendered before, by a key over everything that goes into them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Key to digest and length.
    pub pages: HashMap<[u8; 32], (Digest, u64)>,
    /// Where pages that are not known wait; none: in memory.
    pub shelf: Option<Arc<dyn Shelf>>,
}

/// The rendered site. Paths have `/`, no leading slash, and are sorted.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Every file but those of publishing itself (`generation.json`, `stillup/manifest/…`).
    pub files: BTreeMap<String, File>,
    /// What `Known` should hold next time: every page that could be looked up there.
    pub known: Known,
}

/// Files by path. A path is there once, but for assets: two that are the same have one.
pub fn sorted(mut files: Vec<(String, File)>) -> BTreeMap<String, File> {
    files.par_sort_by(|(one, _), (other, _)| one.cmp(other));
    debug_assert!(files.windows(2).all(|pair| {
        pair[0].0 != pair[1].0 || pair.iter().all(|(_, file)| file.role == Role::Asset)
    }));
    // In order already: made in one go, not file by file.
    files.into_iter().collect()
}

impl Tree {
    /// Adds a file; a path is added once.
    pub fn insert(&mut self, path: impl Into<String>, file: File) {
        let path = path.into();
        debug_assert!(!path.starts_with('/') && !path.contains('\\'), "{path}");
        let before = self.files.insert(path, file);
        debug_assert!(before.is_none(), "a path is added once");
    }
}

#[cfg(test)]
mod tests {
    use super::{Media, Role};

    #[test]
    fn the_reference_says_which_headers_are_sent() {
        let page = include_str!("../docs/reference/site.md");
        let row = |first: &str| {
            page.lines()
                .find(|line| line.starts_with(first))
                .unwrap_or_else(|| panic!("no row `{first}`"))
        };
        for (first, role) in [
            ("| pages, feeds, JSON |", Role::Home),
            ("| `assets/…`,", Role::Asset),
        ] {
            let expected = format!("`Cache-Control: {}`", role.cache_control());
            assert!(row(first).contains(&expected), "{}", row(first));
        }
        let types = row("| `*.ics`,");
        for media in [Media::Calendar, Media::Atom, Media::Rss, Media::Metrics] {
            let essence = media.content_type().replace("; charset=utf-8", "");
            assert!(types.contains(&format!("`{essence}`")), "{essence}");
        }
    }
}
