//! `[theme]`, and a theme's own `theme.toml`, which has the same keys without a header.

use super::key::{Form, Key, key};
use super::read::{Report, Section};
use super::syntax;
use crate::model::{Colour, ComponentStatus, Font, FontUse, Looks, Picture, Role, Scheme, rgb};
use crate::problem::{Place, Problem};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const THEME: &str = "[theme]";
const LIGHT: &str = "[theme] light";
const DARK: &str = "[theme] dark";
const FONTS: &str = "[theme] fonts";

/// Every key of `[theme]`.
#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key(THEME, "light", Form::Table, "the theme's", "Colours for readers who prefer dark on light."),
    key(THEME, "dark", Form::Table, "the theme's", "Colours for readers who prefer light on dark."),
    key(THEME, "logo", Form::Text, "none", "A picture beside the site's name, SVG or PNG, up to 100 KiB; relative to the file that names it."),
    key(THEME, "logo_alt", Form::Text, "none", "What the logo says, where it says the site's name: it then stands in place of that."),
    key(THEME, "favicon", Form::Text, "the shape of the status", "A picture for tabs and bookmarks, SVG or PNG, up to 100 KiB, square."),
    key(THEME, "fonts", Form::Table, "the reader's own", "Font files (WOFF2, up to 300 KiB each) that the site brings along."),
    key(THEME, "description", Form::Text, "none", "What the theme is for; in its `theme.toml`, for `stillup theme list`."),

    key(LIGHT, "accent", Form::Text, "the theme's", "Links and focus, as `\"#0a4a86\"`. Whatever has less than 4.5:1 on the theme's ground is a problem and left out (WCAG 2.2, 1.4.3)."),
    key(LIGHT, "operational", Form::Text, "the theme's", "Status word, shape and days."),
    key(LIGHT, "under_maintenance", Form::Text, "the theme's", "The same."),
    key(LIGHT, "unknown", Form::Text, "the theme's", "The same."),
    key(LIGHT, "degraded_performance", Form::Text, "the theme's", "The same."),
    key(LIGHT, "partial_outage", Form::Text, "the theme's", "The same."),
    key(LIGHT, "major_outage", Form::Text, "the theme's", "The same."),
    key(DARK, "accent", Form::Text, "the theme's", "As for `light`."),
    key(DARK, "operational", Form::Text, "the theme's", "The same."),
    key(DARK, "under_maintenance", Form::Text, "the theme's", "The same."),
    key(DARK, "unknown", Form::Text, "the theme's", "The same."),
    key(DARK, "degraded_performance", Form::Text, "the theme's", "The same."),
    key(DARK, "partial_outage", Form::Text, "the theme's", "The same."),
    key(DARK, "major_outage", Form::Text, "the theme's", "The same."),

    key(FONTS, "text", Form::Text, "the reader's own", "For all text but code."),
    key(FONTS, "bold", Form::Text, "made from `text`", "For what is bold in it; of a variable font the same file."),
    key(FONTS, "headings", Form::Text, "as `text`", "For headings and the site's name."),
];

/// What a theme says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeFile {
    /// What it is for.
    pub description: Option<String>,
    /// What it changes of its own style sheet.
    pub looks: Looks,
}

/// Reads the text of a `theme.toml`. Files that it names are relative to its own folder, as `file` is to the
/// site's. Whatever is wrong is a problem and left out.
pub fn theme_file(file: &str, text: &str) -> (ThemeFile, Vec<Problem>) {
    let mut report = Report {
        file: file.into(),
        text: text.into(),
        problems: Vec::new(),
        places: BTreeMap::new(),
        secrets: Vec::new(),
    };
    let blanked = text.replacen('\u{feff}', "   ", usize::from(text.starts_with('\u{feff}')));
    let (table, errors) = DeTable::parse_recoverable(&blanked);
    if !errors.is_empty() {
        syntax::add(&mut report, &errors);
        return (ThemeFile::default(), report.problems);
    }
    let whole = Spanned::new(0..0, DeValue::Table(table.into_inner()));
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let read = Section::open(&mut report, THEME, "theme".to_owned(), &whole)
        .map(|section| read(&mut report, &section, folder));
    (read.unwrap_or_default(), report.problems)
}

/// Reads `[theme]`; the files it names are below `folder`.
pub(super) fn read(report: &mut Report, section: &Section<'_>, folder: &str) -> ThemeFile {
    let mut looks = Looks::default();
    for (scheme, name, table) in [
        (Scheme::Light, "light", LIGHT),
        (Scheme::Dark, "dark", DARK),
    ] {
        if let Some(inner) = inner(report, section, name, table) {
            looks.colours.extend(colours(report, &inner, scheme));
        }
    }
    if let Some(inner) = inner(report, section, "fonts", FONTS) {
        for (usage, name) in [
            (FontUse::Text, "text"),
            (FontUse::Bold, "bold"),
            (FontUse::Headings, "headings"),
        ] {
            let found = file(report, &inner, name, folder, &["woff2"]);
            looks
                .fonts
                .extend(found.map(|(path, place)| Font { usage, path, place }));
        }
    }
    let picture = |(path, place)| Picture {
        path,
        size: (0, 0),
        place,
    };
    looks.logo = file(report, section, "logo", folder, &["svg", "png"]).map(picture);
    looks.favicon = file(report, section, "favicon", folder, &["svg", "png"]).map(picture);
    let words = |typed: Spanned<String>| typed.into_inner();
    looks.logo_alt = section.text(report, "logo_alt").map(words);
    ThemeFile {
        description: section.text(report, "description").map(words),
        looks,
    }
}

/// A table in the table.
fn inner<'a>(
    report: &mut Report,
    section: &Section<'a>,
    name: &str,
    table: &'static str,
) -> Option<Section<'a>> {
    let value = section.raw(report, name)?;
    Section::open(report, table, format!("{}.{name}", section.path()), value)
}

fn colours(report: &mut Report, section: &Section<'_>, scheme: Scheme) -> Vec<Colour> {
    let roles = ComponentStatus::ALL.map(|status| (status.word(), Role::Status(status)));
    let mut colours = Vec::new();
    for (name, role) in std::iter::once(("accent", Role::Accent)).chain(roles) {
        let Some(typed) = section.text(report, name) else {
            continue;
        };
        let Some(rgb) = rgb(typed.get_ref()) else {
            let what = format!("`{}` is no colour that is read here", typed.get_ref());
            let problem = Problem::error("malformed-colour", what);
            let hint = format!("{name} = \"#0a4a86\"   # red, green and blue, two digits each");
            report.add(typed.span(), problem.hint(hint));
            continue;
        };
        colours.push(Colour {
            scheme,
            role,
            rgb,
            place: place(report, &typed),
        });
    }
    colours
}

/// A file below `folder`, with one of these endings.
fn file(
    report: &mut Report,
    section: &Section<'_>,
    name: &str,
    folder: &str,
    endings: &[&str],
) -> Option<(Arc<str>, Place)> {
    let typed = section.text(report, name)?;
    let path = typed.get_ref().trim_start_matches("./");
    let odd = |part: &str| part.is_empty() || part.starts_with('.');
    let problem = if path.contains(['\\', ':', '?', '#']) || path.split('/').any(odd) {
        let beside = match folder {
            "" => "the site's folder".to_owned(),
            folder => format!("`{folder}`"),
        };
        let what = format!("`{path}` is no file in {beside}");
        let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let hint = format!("put the file there, and write {name} = \"{last}\"");
        Problem::error("unfit-file", what).hint(hint)
    } else if !endings.iter().any(|ending| {
        path.rsplit_once('.')
            .is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
    }) {
        let what = format!("`{path}` is of a kind that is not read here");
        let known: Vec<_> = endings
            .iter()
            .map(|ending| format!("`.{ending}`"))
            .collect();
        let hint = format!("save it as {}", known.join(" or "));
        Problem::error("unfit-file", what).hint(hint)
    } else {
        let whole = match folder {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        };
        return Some((whole.into(), place(report, &typed)));
    };
    report.add(typed.span(), problem);
    None
}

fn place(report: &Report, typed: &Spanned<String>) -> Place {
    Place::new(
        Arc::clone(&report.file),
        Arc::clone(&report.text),
        typed.span(),
    )
}
