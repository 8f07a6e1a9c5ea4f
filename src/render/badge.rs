//! Badges: a status as a small picture, and as JSON for shields.io.
//!
//! Colour never stands alone: each status has its word, and its own shape beside it.

#[cfg(test)]
mod tests;

use crate::model::ComponentStatus;
use crate::render::locale::Locale;
use crate::render::machine::{Moment, file};
use crate::render::markdown::printable;
use crate::status::{Indicator, PageStanding};
use crate::tree::File;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use serde_json::json;
use std::io;

/// Names longer than this are cut.
const LONGEST: usize = 40;

/// Every badge.
pub(crate) fn files(moment: &Moment) -> Vec<(String, File)> {
    let page = badge(
        moment.locale,
        "badge.svg",
        "badge.json",
        &moment.site.settings.title,
        page_status(&moment.standing.page),
    );
    let components = moment
        .site
        .components
        .iter()
        .zip(&moment.standing.components);
    let components = components.flat_map(|(component, standing)| {
        let stem = format!("components/{}", component.id);
        badge(
            moment.locale,
            &format!("{stem}.svg"),
            &format!("{stem}.badge.json"),
            &component.title,
            standing.status,
        )
    });
    page.into_iter().chain(components).collect()
}

/// The status of all; while an incident is open never that of a site where all is well, even when
/// every component works again.
fn page_status(page: &PageStanding) -> ComponentStatus {
    let quiet = matches!(page.indicator, Indicator::None | Indicator::Maintenance);
    if page.status == ComponentStatus::Operational && !quiet {
        ComponentStatus::DegradedPerformance
    } else {
        page.status
    }
}

fn badge(
    locale: &Locale,
    svg_path: &str,
    json_path: &str,
    title: &str,
    status: ComponentStatus,
) -> [(String, File); 2] {
    let title = printable(title);
    let name: String = match title.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", title[..cut].trim_end()),
        None => title.into_owned(),
    };
    let word = locale.text(status.into());
    // As shields.io writes; other languages have their own rules for capitals.
    let message = match locale.tag.starts_with("en") {
        true => word.to_lowercase(),
        false => word.to_string(),
    };
    // shields.io's endpoint: https://shields.io/badges/endpoint-badge
    let shields = json!({
        "schemaVersion": 1,
        "label": name,
        "message": message,
        "color": colour(status).trim_start_matches('#'),
    });
    let svg = svg(&name, &word, status).expect("writing to memory does not fail");
    [file(svg_path, svg), file(json_path, shields.to_string())]
}

/// White text on each has a contrast of 4.5 to 1 or more.
fn colour(status: ComponentStatus) -> &'static str {
    match status {
        ComponentStatus::Operational => "#1a7f37",
        ComponentStatus::UnderMaintenance => "#1f5fbf",
        ComponentStatus::Unknown => "#57606a",
        ComponentStatus::DegradedPerformance => "#8a6100",
        ComponentStatus::PartialOutage => "#b3470a",
        ComponentStatus::MajorOutage => "#b3192b",
    }
}

/// The status as a shape of ten by ten.
fn shape(status: ComponentStatus) -> &'static str {
    match status {
        // A disc, a square, a ring, a triangle, a half disc in a ring, a cross.
        ComponentStatus::Operational => "M5 0a5 5 0 1 0 .01 0z",
        ComponentStatus::UnderMaintenance => "M0 0h10v10H0z",
        ComponentStatus::Unknown => "M5 0a5 5 0 1 0 .01 0zm0 2a3 3 0 1 1-.01 0z",
        ComponentStatus::DegradedPerformance => "M5 0l5 10H0z",
        ComponentStatus::PartialOutage => "M5 0a5 5 0 1 0 .01 0zm0 2a3 3 0 0 1 0 6z",
        ComponentStatus::MajorOutage => "M2 0l3 3 3-3 2 2-3 3 3 3-2 2-3-3-3 3-2-2 3-3-3-3z",
    }
}

/// About how wide a text is in 11 pixels of a sans serif face; the picture stretches it to fit exactly.
fn width(text: &str) -> usize {
    let tenths = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 35,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' => 45,
        'm' | 'w' | 'M' | 'W' | '@' => 100,
        'A'..='Z' => 78,
        c if c.is_ascii() => 66,
        // Half of the world's letters are as wide as they are high.
        _ => 110,
    };
    text.chars().map(tenths).sum::<usize>().div_ceil(10)
}

/// Whether letters hang together, so that stretching a text would tear it: those of scripts from Hebrew
/// to the ones of India and beyond.
fn joined(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{0590}'..='\u{109F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'))
}

fn svg(name: &str, word: &str, status: ComponentStatus) -> io::Result<Vec<u8>> {
    let (left, right) = (width(name) + 12, width(word) + 28);
    let all = left + right;
    let says = format!("{name}: {word}");
    let number = |n: usize| n.to_string();
    let mut writer = Writer::new(Vec::new());
    writer
        .create_element("svg")
        .with_attributes([
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &*number(all)),
            ("height", "20"),
            ("viewBox", &*format!("0 0 {all} 20")),
            ("role", "img"),
            ("aria-label", &*says),
        ])
        .write_inner_content(|writer| {
            writer
                .create_element("title")
                .write_text_content(BytesText::new(&says))?;
            let half = |writer: &mut Writer<Vec<u8>>, x: usize, width: usize, fill: &str| {
                let (x, width) = (number(x), number(width));
                let attributes = [
                    ("x", &*x),
                    ("width", &*width),
                    ("height", "20"),
                    ("fill", fill),
                ];
                writer
                    .create_element("rect")
                    .with_attributes(attributes)
                    .write_empty()
                    .map(drop)
            };
            half(writer, 0, left, "#3b4048")?;
            half(writer, left, right, colour(status))?;
            writer
                .create_element("path")
                .with_attributes([
                    ("transform", &*format!("translate({} 5)", left + 7)),
                    ("fill", "#fff"),
                    ("fill-rule", "evenodd"),
                    ("d", shape(status)),
                ])
                .write_empty()?;
            writer
                .create_element("g")
                .with_attributes([
                    ("fill", "#fff"),
                    ("font-family", "Verdana,DejaVu Sans,sans-serif"),
                    ("font-size", "11"),
                ])
                .write_inner_content(|writer| {
                    for (x, text) in [(6, name), (left + 22, word)] {
                        let (x, length) = (number(x), number(width(text)));
                        let mut element = writer
                            .create_element("text")
                            .with_attributes([("x", &*x), ("y", "14")]);
                        if !joined(text) {
                            element = element.with_attribute(("textLength", &*length));
                        }
                        element.write_text_content(BytesText::new(text))?;
                    }
                    Ok(())
                })?;
            Ok(())
        })?;
    Ok(writer.into_inner())
}
