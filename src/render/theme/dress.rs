//! A site's own colours, logo and fonts over a theme's style sheet: as CSS, and held against its ground.
//!
//! A theme takes part by naming its colours `--paper`, `--card`, `--link`, `--ok`, `--work`, `--unknown`,
//! `--slow`, `--part` and `--down`.

use crate::model::{Colour, ComponentStatus, FontUse, Looks, Role, Scheme, rgb};
use crate::problem::Problem;
use crate::render::markdown::Assets;
use std::fmt::Write as _;

/// The least contrast of text with its ground (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// What a theme calls a colour.
fn variable(role: Role) -> &'static str {
    match role {
        Role::Accent => "link",
        Role::Status(ComponentStatus::Operational) => "ok",
        Role::Status(ComponentStatus::UnderMaintenance) => "work",
        Role::Status(ComponentStatus::Unknown) => "unknown",
        Role::Status(ComponentStatus::DegradedPerformance) => "slow",
        Role::Status(ComponentStatus::PartialOutage) => "part",
        Role::Status(ComponentStatus::MajorOutage) => "down",
    }
}

/// What `stillup.toml` calls it.
fn key(role: Role) -> &'static str {
    match role {
        Role::Accent => "accent",
        Role::Status(status) => status.word(),
    }
}

/// What goes behind a theme's own rules. `root` leads from the page to the site's root, since a style sheet in
/// a page has the page's address.
pub(crate) fn css(looks: &Looks, assets: &Assets, root: &str) -> String {
    let mut css = String::new();
    for (scheme, word) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
        let own = looks.colours.iter().filter(|it| it.scheme == scheme);
        let set: Vec<String> = own
            .map(|it| format!("--{}:{}", variable(it.role), hex(it.rgb)))
            .collect();
        if !set.is_empty() {
            let set = set.join(";");
            let _ = write!(
                css,
                "@media (prefers-color-scheme:{word}){{:root{{{set}}}}}"
            );
        }
    }
    for font in &looks.fonts {
        let Some(path) = assets.published(&font.path) else {
            continue;
        };
        let (family, weight) = match font.usage {
            FontUse::Text => ("site", "400"),
            FontUse::Bold => ("site", "500 900"),
            FontUse::Headings => ("site headings", "100 900"),
        };
        let _ = write!(
            css,
            "@font-face{{font-family:\"{family}\";src:url({root}{path}) format(\"woff2\");font-weight:{weight};font-display:swap}}"
        );
    }
    let sets = |usage| looks.fonts.iter().any(|font| font.usage == usage);
    if sets(FontUse::Text) || sets(FontUse::Bold) {
        // The second says for itself what its font is in some theme.
        css.push_str("body,body .line>li>:first-child,body.embed h1{font-family:\"site\",system-ui,sans-serif}");
    }
    if sets(FontUse::Headings) {
        css.push_str("h1,h2,.name{font-family:\"site headings\",system-ui,sans-serif}");
    } else if sets(FontUse::Text) {
        css.push_str("h1,h2,.name{font-family:inherit}");
    }
    if looks.logo.is_some() {
        css.push_str(".name img{height:2rem;width:auto;max-width:100%;margin-right:.5rem;vertical-align:middle}");
    }
    css
}

/// Takes out every colour that could not be read on the theme's ground, each with a problem that says by how
/// much, and which one like it can.
pub fn fitting(looks: &mut Looks, style: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if looks.colours.is_empty() {
        return problems;
    }
    let style: String = style.split_whitespace().collect();
    looks.colours.retain(|colour| {
        let grounds = grounds(&style, colour.scheme);
        let found = faintest(colour.rgb, &grounds);
        if found < LEAST {
            problems.push(faint(colour, found, &grounds));
        }
        found >= LEAST
    });
    problems
}

fn faint(colour: &Colour, found: f64, grounds: &[[u8; 3]]) -> Problem {
    let what = format!(
        "`{}` is too faint: {}:1 on the theme's ground, and text needs {LEAST}:1",
        hex(colour.rgb),
        cut(found)
    );
    let end = match colour.scheme {
        Scheme::Light => [0; 3],
        Scheme::Dark => [255; 3],
    };
    let near = (1..=100)
        .map(|part| mixed(colour.rgb, end, part))
        .find(|near| faintest(*near, grounds) >= LEAST);
    let problem = Problem::error("faint-colour", what).at(colour.place.clone());
    match near {
        Some(near) => {
            let ratio = cut(faintest(near, grounds));
            problem.hint(format!(
                "{} = \"{}\"   # {ratio}:1",
                key(colour.role),
                hex(near)
            ))
        }
        None => problem.hint("remove this colour: the theme's own is used"),
    }
}

/// Two decimals, cut and not rounded: 4.499 is not 4.5.
fn cut(ratio: f64) -> f64 {
    (ratio * 100.0).floor() / 100.0
}

/// `part` hundredths of the way to another colour.
fn mixed(from: [u8; 3], to: [u8; 3], part: u32) -> [u8; 3] {
    let mix = |a: u8, b: u8| {
        let sum = u32::from(a) * (100 - part) + u32::from(b) * part;
        u8::try_from(sum / 100).unwrap_or(u8::MAX)
    };
    [
        mix(from[0], to[0]),
        mix(from[1], to[1]),
        mix(from[2], to[2]),
    ]
}

/// What text stands on in a scheme; a theme that does not say is taken for white or black.
fn grounds(style: &str, scheme: Scheme) -> Vec<[u8; 3]> {
    let (word, usual) = match scheme {
        Scheme::Light => ("light", [255; 3]),
        Scheme::Dark => ("dark", [0; 3]),
    };
    let (own, rest) = split(style, word);
    let found = ["--paper:", "--card:"].into_iter().filter_map(|name| {
        let value = |text: &str| {
            let (_, after) = text.split_once(name)?;
            rgb(after.split([';', '}']).next()?)
        };
        value(&own).or_else(|| value(&rest))
    });
    let found: Vec<[u8; 3]> = found.collect();
    if found.is_empty() { vec![usual] } else { found }
}

/// What a style sheet without white space says for one scheme, and what it says for any.
fn split(style: &str, word: &str) -> (String, String) {
    let (mut own, mut rest) = (String::new(), String::new());
    let mut left = style;
    while let Some((before, after)) = left.split_once("@media(prefers-color-scheme:") {
        rest.push_str(before);
        let (mut depth, mut end) = (0_usize, after.len());
        for (at, c) in after.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth <= 1 => {
                    end = at;
                    break;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        if after.starts_with(word) {
            own.push_str(&after[..end]);
        }
        left = &after[end..];
    }
    rest.push_str(left);
    (own, rest)
}

/// The least contrast with any of them.
fn faintest(colour: [u8; 3], grounds: &[[u8; 3]]) -> f64 {
    let ratios = grounds.iter().map(|ground| contrast(colour, *ground));
    ratios.fold(f64::INFINITY, f64::min)
}

/// From 1 to 21 (WCAG 2.2, "contrast ratio").
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// From 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(rgb: [u8; 3]) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2])
}

fn hex(rgb: [u8; 3]) -> String {
    format!("#{:02x}{:02x}{:02x}", rgb[0], rgb[1], rgb[2])
}

#[cfg(test)]
mod tests {
    use super::{contrast, cut, faintest, grounds};
    use crate::model::Scheme;
    use crate::render::theme::THEMES;

    #[test]
    fn contrast_is_reckoned_as_wcag_says() {
        assert_eq!(cut(contrast([0; 3], [255; 3])), 21.0);
        assert_eq!(cut(contrast([255; 3], [255; 3])), 1.0);
        // The nearest grey on white that passes, and the next that does not.
        assert_eq!(cut(contrast([0x76; 3], [255; 3])), 4.54);
        assert_eq!(cut(contrast([0x77; 3], [255; 3])), 4.47);
    }

    #[test]
    fn every_themes_ground_is_found_in_both_schemes() {
        for (name, style) in THEMES {
            let style: String = style.split_whitespace().collect();
            let light = grounds(&style, Scheme::Light);
            let dark = grounds(&style, Scheme::Dark);
            assert_eq!((light.len(), dark.len()), (2, 2), "{name}");
            assert!(faintest([0; 3], &light) > 18.0, "{name}: {light:?}");
            assert!(faintest([255; 3], &dark) > 15.0, "{name}: {dark:?}");
        }
        assert_eq!(grounds("body{}", Scheme::Dark), [[0; 3]]);
    }
}
