//! Looks: the built-in templates and style sheets, and what a site puts in their place.

pub(in crate::render) mod compiled;
pub mod dress;

use super::locale::{self, Locale, Translated};
use super::script;
use crate::problem::{Place, Problem, did_you_mean};
use compiled::Compiled;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use tera::{Context, ErrorKind, Tera};

/// The built-in templates. A site's file of the same name in its `templates/` folder wins.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("head.html", include_str!("../../templates/head.html")),
    ("page.html", include_str!("../../templates/page.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("home.html", include_str!("../../templates/home.html")),
    (
        "incident.html",
        include_str!("../../templates/incident.html"),
    ),
    (
        "maintenance.html",
        include_str!("../../templates/maintenance.html"),
    ),
    (
        "component.html",
        include_str!("../../templates/component.html"),
    ),
    ("history.html", include_str!("../../templates/history.html")),
    ("month.html", include_str!("../../templates/month.html")),
    ("embed.html", include_str!("../../templates/embed.html")),
    (
        "snippets.html",
        include_str!("../../templates/snippets.html"),
    ),
    ("404.html", include_str!("../../templates/404.html")),
    (
        "redirect.html",
        include_str!("../../templates/redirect.html"),
    ),
    ("preview.svg", include_str!("../../templates/preview.svg")),
];

/// The built-in themes, each with its style sheet; the first is the default.
pub const THEMES: &[(&str, &str)] = &[
    ("harbour", include_str!("../../themes/harbour/theme.css")),
    ("beacon", include_str!("../../themes/beacon/theme.css")),
    ("plain", include_str!("../../themes/plain/theme.css")),
];

/// What each built-in theme says of itself: its `theme.toml`.
pub const FILES: &[(&str, &str)] = &[
    ("harbour", include_str!("../../themes/harbour/theme.toml")),
    ("beacon", include_str!("../../themes/beacon/theme.toml")),
    ("plain", include_str!("../../themes/plain/theme.toml")),
];

/// In a style sheet: what follows is for pages that show components, days and lists.
const FRONT: &str = "/* front */";

/// In a style sheet, at its end: what follows is for sites in several languages.
const LANGUAGES: &str = "/* languages";

/// In a style sheet, at its very end: what follows is for pages written from right to left.
const RTL: &str = "/* rtl";

/// Templates, compiled, a style sheet and the script of pages.
pub struct Theme {
    name: String,
    style: String,
    short: usize,
    languages: String,
    rtl: String,
    script: String,
    digest: [u8; 32],
    voices: Vec<Voice>,
    problems: Vec<Problem>,
    sources: BTreeMap<String, Arc<str>>,
}

/// Of these there are many pages, or they have a line for every incident.
const MANY: &[&str] = &[
    "incident.html",
    "maintenance.html",
    "month.html",
    "component.html",
];

/// The templates in one language.
struct Voice {
    locale: Locale,
    tera: Tera,
    compiled: Compiled,
    templates: BTreeMap<String, Translated>,
}

impl fmt::Debug for Theme {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "theme {} with {} templates",
            self.name,
            self.sources.len()
        )
    }
}

impl Theme {
    /// A theme by name, with a site's own files in place of the built-in ones.
    ///
    /// `overrides` are texts by path: `templates/<page>.html`, `locales/<language>.ftl`, and `theme.css` for the whole style
    /// sheet, `page.js` for the script. A name that is not built in stands for a theme of the site's own and needs a `theme.css`.
    /// `languages` are the site's, the first one first.
    ///
    /// # Errors
    /// When nobody knows the theme, and when a template cannot be read.
    pub fn new(
        name: &str,
        mut overrides: BTreeMap<String, String>,
        languages: &[String],
    ) -> Result<Theme, Problem> {
        let own = overrides.remove("theme.css");
        let script = overrides.remove("page.js").unwrap_or_else(script::page);
        let style = own
            .or_else(|| built_in(name).map(str::to_owned))
            .ok_or_else(|| unknown(name))?;
        let mut sources: BTreeMap<String, Arc<str>> = TEMPLATES
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Arc::from(*text)))
            .collect();
        let english = ["en".to_owned()];
        let languages = if languages.is_empty() {
            &english
        } else {
            languages
        };
        let (locales, problems) = locale::all(languages, &overrides);
        let words: Vec<(String, String)> = overrides
            .iter()
            .filter(|(path, _)| path.starts_with(locale::sources::FOLDER))
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect();
        for (path, text) in overrides {
            if let Some(name) = path.strip_prefix("templates/") {
                sources.insert(name.to_owned(), text.into());
            }
        }
        let part = |text: &str, mark: &str| match text.find(mark) {
            Some(at) => (text[..at].to_owned(), text[at..].to_owned()),
            None => (text.to_owned(), String::new()),
        };
        let whole = tight(&style);
        let (style, rtl) = part(&style, RTL);
        let (style, own_languages) = part(&style, LANGUAGES);
        let (short, front) = style.split_once(FRONT).unwrap_or((&style, ""));
        let short = tight(short);
        let (style, short) = (tight(&format!("{short}{front}")), short.len());
        let parts = sources.iter().map(|(name, text)| (&name[..], &text[..]));
        let parts = parts
            .chain([("theme.css", &whole[..]), ("page.js", &script[..])])
            .chain(words.iter().map(|(name, text)| (&name[..], &text[..])));
        let digest = digest_of(parts);
        let voices = locales
            .into_iter()
            .map(|locale| Voice::new(locale, &sources))
            .collect::<Result<_, _>>()?;
        Ok(Theme {
            name: name.into(),
            style,
            short,
            languages: tight(&own_languages),
            rtl: tight(&rtl),
            script,
            digest,
            voices,
            problems,
            sources,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn voice(&self, language: usize) -> &Voice {
        &self.voices[language.min(self.voices.len() - 1)]
    }

    /// One of its languages, by its place among the site's.
    pub fn locale(&self, language: usize) -> &Locale {
        &self.voice(language).locale
    }

    /// What is wrong with the site's own messages, which keeps nothing from being printed.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// SHA-256 over its templates, its style sheet and its script.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// Its style sheet, without comments and needless space, nor what only some languages need.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The style sheet of a page: whole, or only what pages of one incident need, with more rules behind the
    /// theme's; and what sites in several languages need, and what pages written from right to left do.
    pub(crate) fn sheet(&self, front: bool, css: &str, (languages, rtl): (bool, bool)) -> String {
        let (short, rest) = self.style.split_at(self.short);
        let given = |which: bool, part| if which { part } else { "" };
        let languages = given(languages, &*self.languages);
        [
            short,
            css,
            given(front, rest),
            languages,
            given(rtl, &self.rtl),
        ]
        .concat()
    }

    /// The script of pages that age.
    pub fn script(&self) -> &str {
        &self.script
    }

    /// What is printed without Tera.
    pub(in crate::render) fn compiled(&self, language: usize) -> &Compiled {
        &self.voice(language).compiled
    }

    /// One page's bytes.
    ///
    /// # Errors
    /// With the place in the template, when it names what its page does not have.
    pub(crate) fn print(
        &self,
        language: usize,
        template: &str,
        context: &Context,
    ) -> Result<Vec<u8>, Problem> {
        let voice = self.voice(language);
        let mut out = Vec::with_capacity(8 << 10);
        voice
            .tera
            .render_to(template, context, &mut out)
            .map_err(|error| problem(&error, &self.sources, &voice.templates))?;
        Ok(out)
    }
}

fn digest_of<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (name, text) in parts {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hash.finalize().into()
}

impl Voice {
    fn new(locale: Locale, sources: &BTreeMap<String, Arc<str>>) -> Result<Self, Problem> {
        let mut templates = BTreeMap::new();
        for (name, text) in sources {
            let translated = locale.template(text).map_err(|mistake| {
                let place = Place::new(format!("templates/{name}"), text.clone(), mistake.span);
                Problem::error("template", mistake.what)
                    .at(place)
                    .hint(mistake.hint)
            })?;
            templates.insert(name.clone(), translated);
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml", ".svg", ".txt"]);
        let texts = templates.iter();
        tera.add_raw_templates(texts.map(|(name, template)| (name.as_str(), &template.text[..])))
            .map_err(|error| problem(&error, sources, &templates))?;
        let texts = templates.iter();
        let texts: Vec<_> = texts
            .map(|(name, template)| (name.as_str(), &template.text[..]))
            .collect();
        Ok(Voice {
            locale,
            tera,
            compiled: Compiled::of(MANY, &texts),
            templates,
        })
    }
}

/// The style sheet of a built-in theme.
pub fn built_in(name: &str) -> Option<&'static str> {
    let found = THEMES.iter().find(|(known, _)| *known == name);
    found.map(|(_, style)| *style)
}

fn unknown(name: &str) -> Problem {
    let known = THEMES.iter().map(|(name, _)| *name);
    let hint = match did_you_mean(name, known) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("theme = \"{}\"", THEMES[0].0),
    };
    Problem::error("unknown-theme", format!("unknown theme `{name}`")).hint(hint)
}

/// A template's error as a problem with its line.
fn problem(
    error: &tera::Error,
    sources: &BTreeMap<String, Arc<str>>,
    templates: &BTreeMap<String, Translated>,
) -> Problem {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let name = report.filename();
            let text = sources.get(name).cloned().unwrap_or_else(|| "".into());
            let origin = |span| match templates.get(name) {
                Some(template) => template.origin(span),
                None => span,
            };
            let what = report.message().trim_end_matches('.');
            Problem::error("template", format!("the template does not work: {what}")).at(
                Place::new(
                    format!("templates/{name}"),
                    text,
                    origin(report.span().range.clone()),
                ),
            )
        }
        other => Problem::error("template", "the templates do not work together").because(other),
    }
}

/// A style sheet without comments and needless space: every page carries it.
fn tight(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find(['"', '\'', '/', ' ', '\n', '\r', '\t']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let first = rest.as_bytes()[0];
        let length = match first {
            b'"' | b'\'' => {
                let end = rest[1..]
                    .find(first as char)
                    .map_or(rest.len(), |end| end + 2);
                out.push_str(&rest[..end]);
                end
            }
            b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            b'/' => {
                out.push('/');
                1
            }
            _ => {
                let after = rest.trim_start();
                let glued = out.is_empty() || out.ends_with(['{', '}', ';', ',', ':', '>', ' ']);
                if !glued && !after.is_empty() && !after.starts_with(['{', '}', ';', ',', '>']) {
                    out.push(' ');
                }
                rest.len() - after.len()
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    // `</style` is the one thing a style sheet inside a page must not say.
    out.replace(";}", "}").replace("</", "<\\/")
}
