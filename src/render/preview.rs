//! `preview.png`: what chats and networks show of a link to the page. A drawing in words and shapes
//! (`templates/preview.svg`), of the state and of since when it holds, never of the last update or of when the page was
//! written: so it changes with the state alone, and is drawn, and sent, again only then.
//!
//! It is filled in plain colours, which are drawn in whole numbers: the same bytes on every machine.

use super::locale::Message;
use super::markdown::printable;
use super::theme::Theme;
use super::view::Scene;
use super::view::look::{self, Look};
use crate::problem::Problem;
use crate::tree::{File, Known};
use bytes::Bytes;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use tera::Context;

/// Where it is, on top of each language's pages: its name is the same for ever, since chats keep what they were told.
pub const PATH: &str = "preview.png";

/// Its size, which everybody who shows such pictures is made for.
pub const SIZE: (u32, u32) = (1200, 630);

/// What it is written in: letters of Latin, Greek and Cyrillic. Words in others are left out; shape and colour stay.
static REGULAR: &[u8] = include_bytes!("preview/NotoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("preview/NotoSans-Bold.ttf");

/// How wide a line of the headline may be, and how big it is: as in the template.
const LINE: (f32, f32) = (1030.0, 60.0);

/// The most lines of a headline.
const LINES: usize = 3;

/// The most letters that are looked at: more would not be seen.
const MOST: usize = 400;

/// What the picture says. Words that its font cannot write are empty.
#[derive(Debug, Serialize)]
pub struct PreviewView {
    /// The status of all.
    pub status: Look,
    /// Its word.
    pub label: String,
    /// The path data of its icon, in a square of 16.
    pub shape: &'static str,
    /// Its colour: six hexadecimal digits.
    pub fill: &'static str,
    /// The headline, in lines that fit.
    pub lines: Vec<String>,
    /// The newest open incident, on one line; none below a headline of many.
    pub incident: String,
    /// When any of that last changed.
    pub changed: String,
    /// The site's name.
    pub title: String,
    /// The address to print, without its scheme.
    pub address: String,
}

impl PreviewView {
    fn of(scene: &Scene<'_>) -> Self {
        let status = scene.page_look();
        let page = &scene.standing.page;
        let changed = scene.times.moment(page.changed_at).words;
        let changed = scene
            .locale
            .fill(Message::PreviewChanged, &[("at", &changed)]);
        let settings = &scene.site.settings;
        let address = settings.address.split_once("://");
        let address = address.map_or(settings.address.as_str(), |(_, rest)| rest);
        let lines = lines(&written(&scene.headline()));
        let newest = scene.standing.open.first().filter(|_| lines.len() < LINES);
        let incident = newest.map_or("", |at| &scene.site.incidents[*at].title);
        PreviewView {
            incident: cut(&written(incident), 40.0, LINE.0),
            fill: look::favicon_fill(status.word),
            shape: status.shape,
            label: written(&status.label),
            lines,
            changed: written(&changed),
            title: cut(&written(&settings.title), 34.0, LINE.0),
            address: cut(&written(address), 30.0, 480.0),
            status,
        }
    }
}

/// The picture as a file, with its key: known from before, or drawn now.
pub(super) fn file(
    scene: &Scene<'_>,
    (theme, language): (&Theme, usize),
    known: &Known,
) -> Result<(String, File, [u8; 32]), Problem> {
    let mut context = Context::new();
    context.insert("page", &PreviewView::of(scene));
    let svg = theme.print(language, "preview.svg", &context)?;
    let version = concat!("stillup preview ", env!("CARGO_PKG_VERSION"), "\n");
    let key: [u8; 32] = Sha256::new_with_prefix(version)
        .chain_update(&svg)
        .finalize()
        .into();
    let file = match known.pages.get(&key) {
        Some(&known) => {
            let make = move || drawn(&svg).unwrap_or_default();
            File::known(PATH, known, move || [Bytes::new(), make().into()])
        }
        None => File::new(PATH, drawn(&svg)?),
    };
    Ok((format!("{}{PATH}", scene.folder), file, key))
}

/// An SVG as a PNG.
fn drawn(svg: &[u8]) -> Result<Vec<u8>, Problem> {
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        Arc::new(fonts)
    });
    let problem = |why: &dyn std::fmt::Display| {
        Problem::error("template", "`templates/preview.svg` makes no picture").because(why)
    };
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        // A picture asks for nothing but itself.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_data(svg, &options).map_err(|why| problem(&why))?;
    let mut picture = Pixmap::new(SIZE.0, SIZE.1).ok_or_else(|| problem(&"it has no size"))?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    encoded(&picture).map_err(|why| problem(&why))
}

/// As a PNG with a palette, which takes a third of the time and two thirds of the bytes; of more colours than one
/// holds (a template's gradient), as it is.
fn encoded(picture: &Pixmap) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut palette: Vec<u8> = Vec::new();
    let mut places = HashMap::new();
    let mut points = Vec::with_capacity(picture.pixels().len());
    let (mut rest, _) = picture.data().as_chunks::<4>();
    // Most points are what the one before them is.
    while let Some(&[red, green, blue, _]) = rest.first() {
        let colour = [red, green, blue];
        let alike = rest.iter().take_while(|point| point[..3] == colour).count();
        rest = &rest[alike..];
        let Ok(next) = u8::try_from(places.len()) else {
            return Ok(picture.encode_png()?);
        };
        let place = *places.entry(colour).or_insert_with(|| {
            palette.extend_from_slice(&colour);
            next
        });
        points.resize(points.len() + alike, place);
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&points)?;
    Ok(bytes)
}

/// Words that the font can write; else none.
fn written(words: &str) -> String {
    let words: String = printable(words).chars().take(MOST).collect();
    match width(&words, 1.0) {
        Some(_) => words,
        None => String::new(),
    }
}

/// How wide words are in bold letters of this size; none where one of them is not in the font.
fn width(words: &str, size: f32) -> Option<f32> {
    let font = FontRef::new(BOLD).ok()?;
    let (letters, metrics) = (
        font.charmap(),
        font.glyph_metrics(Size::new(size), LocationRef::default()),
    );
    words
        .chars()
        .map(|c| metrics.advance_width(letters.map(c)?))
        .sum()
}

/// Words broken where they must be; what is too much ends with an ellipsis.
fn lines(words: &str) -> Vec<String> {
    let fits = |line: &str| width(line, LINE.1).is_some_and(|wide| wide <= LINE.0);
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > LINES {
        let rest = lines.split_off(LINES - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| cut(line, LINE.1, LINE.0)).collect()
}

/// A line as far as it fits.
fn cut(line: &str, size: f32, room: f32) -> String {
    let fits = |line: &str| width(line, size).is_some_and(|wide| wide <= room);
    if fits(line) {
        return line.to_owned();
    }
    let ends = line.char_indices().map(|(at, _)| at).rev();
    let shorter = ends.map(|end| format!("{}…", line[..end].trim_end()));
    shorter
        .into_iter()
        .find(|line| fits(line))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{LINE, LINES, PATH, cut, lines, width, written};
    use crate::render::render;
    use crate::render::tests::sample::{busy, edition, now, open_incident, quiet, theme, tree};
    use crate::status;
    use crate::tree::{Body, Known};
    use chrono::TimeDelta;
    use std::sync::Arc;

    #[test]
    fn a_headline_is_broken_into_lines_that_fit() {
        let words =
            "Requests to the API fail in Europe, and mail that was sent since the morning is late";
        let short = lines("All Systems Operational");
        assert_eq!(short, ["All Systems Operational"]);
        let all = lines(&[words; 4].join(", "));
        assert_eq!(all.len(), LINES);
        assert!(all[2].ends_with('…'), "{all:?}");
        for line in lines(words).iter().chain(&all) {
            assert!(width(line, LINE.1) <= Some(LINE.0), "{line}");
        }
        assert!(width(&cut(&"W".repeat(900), 60.0, 500.0), 60.0) <= Some(500.0));
    }

    #[test]
    fn words_that_cannot_be_written_are_left_out() {
        assert_eq!(
            written("Störung · Сбой · Διακοπή…"),
            "Störung · Сбой · Διακοπή…"
        );
        assert_eq!(written("障害"), "");
        assert!(lines("").is_empty());
    }

    #[test]
    fn the_picture_changes_with_the_state_alone_and_is_drawn_once() {
        let one = tree(busy(), now());
        let picture = &one.files[PATH];
        assert!(picture.bytes().starts_with(b"\x89PNG"));
        assert!(picture.length < 80_000, "{}", picture.length);
        assert!(!picture.carries_age);

        let (site, standing) = (Arc::new(busy()), Arc::new(status::at(&busy(), now())));
        let later = edition(now() + TimeDelta::hours(3));
        let known = Known {
            pages: one.known.pages.clone(),
            ..Known::default()
        };
        let again = render(&site, &standing, &theme(), later, &known).expect("it renders");
        let again = &again.files[PATH];
        assert_eq!(again.digest, picture.digest);
        assert!(matches!(again.body, Body::OnDemand(_)), "drawn again");
        assert_eq!(again.bytes(), picture.bytes());

        let mut site = busy();
        let mut all = site.incidents.iter_mut();
        let one = all.find(|one| one.id == open_incident().id);
        let updates = &mut one.expect("an open incident").updates;
        let mut more = updates.last().expect("an update").clone();
        more.at = now() - TimeDelta::minutes(1);
        updates.push(more);
        assert_eq!(tree(site, now()).files[PATH].digest, picture.digest);

        let mut site = quiet();
        let calm = tree(site.clone(), now()).files[PATH].digest;
        site.incidents = vec![open_incident()];
        assert_ne!(tree(site, now()).files[PATH].digest, calm);
    }
}
