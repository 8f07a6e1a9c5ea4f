//! What `[theme]` and a theme's own `theme.toml` change of a theme's looks.

use super::ComponentStatus;
use crate::problem::Place;
use std::sync::Arc;

/// Colours, pictures and fonts of the site's own. What could not be used is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// In place of the theme's own.
    pub colours: Vec<Colour>,
    /// Beside the site's name, on top of every page.
    pub logo: Option<Picture>,
    /// What the logo says, when it stands in place of the name.
    pub logo_alt: Option<String>,
    /// In place of the shape of the page's status.
    pub favicon: Option<Picture>,
    /// In place of the reader's own.
    pub fonts: Vec<Font>,
}

/// One colour of one scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colour {
    /// Where it is used.
    pub scheme: Scheme,
    /// For what.
    pub role: Role,
    /// Red, green and blue.
    pub rgb: [u8; 3],
    /// Where it is written.
    pub place: Place,
}

/// What readers prefer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Links, and the ring around what has the focus.
    Accent,
    /// A status: its word, its shape and its days.
    Status(ComponentStatus),
}

/// A picture that pages show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Path relative to the site's folder; one of `Site::assets` once it was read.
    pub path: Arc<str>,
    /// Width and height in its own units; not 0 once it was read.
    pub size: (u32, u32),
    /// Where it is named.
    pub place: Place,
}

/// A font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    /// What is set in it.
    pub usage: FontUse,
    /// Path relative to the site's folder; one of `Site::assets` once it was read.
    pub path: Arc<str>,
    /// Where it is named.
    pub place: Place,
}

/// What is set in a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontUse {
    /// All but headings and code.
    Text,
    /// The same where it is bold.
    Bold,
    /// The site's name and headings.
    Headings,
}

impl Looks {
    /// With what `other` says where this says nothing.
    #[must_use]
    pub fn over(mut self, other: Looks) -> Self {
        for colour in other.colours {
            let same = |own: &Colour| own.scheme == colour.scheme && own.role == colour.role;
            if !self.colours.iter().any(same) {
                self.colours.push(colour);
            }
        }
        for font in other.fonts {
            if !self.fonts.iter().any(|own| own.usage == font.usage) {
                self.fonts.push(font);
            }
        }
        // What a picture says belongs to it.
        if self.logo.is_none() {
            self.logo = other.logo;
            self.logo_alt = self.logo_alt.or(other.logo_alt);
        }
        self.favicon = self.favicon.or(other.favicon);
        self
    }

    /// Every file it names.
    pub fn files(&self) -> impl Iterator<Item = &Arc<str>> {
        let pictures = self.logo.iter().chain(&self.favicon);
        let fonts = self.fonts.iter().map(|font| &font.path);
        pictures.map(|picture| &picture.path).chain(fonts)
    }
}

/// A colour as `#rrggbb` or `#rgb`.
pub fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?;
    let digits: Vec<u8> = digits
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, s, g, h, b, c] => Some([r * 16 + s, g * 16 + h, b * 16 + c]),
        _ => None,
    }
}
