//! A language: what the program's own words are in it, and how it writes days, numbers and lists.
//!
//! 1. [`sources`] reads a site's own messages and says what is wrong with them.
//! 2. A [`Locale`] resolves every message once, the site's own first, so that printing a page asks Fluent
//!    only for messages that count.
//! 3. `template` puts messages into templates before those are compiled.

mod forms;
mod language;
mod message;
mod phrase;
pub(super) mod sources;
mod template;
#[cfg(test)]
mod tests;

pub use language::{direction, own_name};
pub use message::Message;
pub(super) use template::Translated;

use crate::problem::Problem;
use arcstr::ArcStr;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use forms::Forms;
use phrase::{Phrase, Piece};
use std::collections::BTreeMap;
use std::fmt;
use unic_langid::LanguageIdentifier;

/// The messages of the language that all others fall back to.
pub(super) const ENGLISH: &str = include_str!("../../locales/en.ftl");

/// A language with everything the program says in it.
pub struct Locale {
    /// Its code, as the site writes it.
    pub tag: String,
    /// By position in [`Message`].
    phrases: Vec<Phrase>,
    bundle: FluentBundle<FluentResource>,
    forms: Forms,
}

impl fmt::Debug for Locale {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "locale {}", self.tag)
    }
}

impl Locale {
    /// The language of a code, with what a site's own file `locales/<tag>.ftl` says in place of the
    /// built-in messages. What is wrong with that file is among the problems, and its messages that
    /// cannot be used are the built-in ones.
    pub fn new(tag: &str, own: Option<&str>) -> (Self, Vec<Problem>) {
        let (own, mut problems) = match own {
            Some(text) => sources::usable(tag, text),
            None => (None, Vec::new()),
        };
        let bundle = |own: Option<&str>| {
            let code: LanguageIdentifier = tag.parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![code]);
            bundle.set_use_isolating(false);
            let built_in = language::find(tag)
                .filter(|language| language.tag != "en")
                .map(|language| language.messages);
            for text in [Some(ENGLISH), built_in, own].into_iter().flatten() {
                let resource = match FluentResource::try_new(text.to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                bundle.add_resource_overriding(resource);
            }
            bundle
        };
        let mut all = bundle(own.as_deref());
        if let Some(text) = &own {
            let broken = sources::unresolved(&all);
            if !broken.is_empty() {
                let (mended, found) = sources::without(tag, text, &broken);
                problems.extend(found);
                all = bundle(Some(&mended));
            }
        }
        let phrases = Message::ALL.iter();
        let phrases = phrases.map(|message| Phrase::of(&all, message.id()));
        let locale = Locale {
            tag: tag.to_owned(),
            phrases: phrases.collect(),
            forms: Forms::of(tag),
            bundle: all,
        };
        (locale, problems)
    }

    /// `rtl` where it is written from right to left.
    pub fn dir(&self) -> Option<&'static str> {
        direction(&self.tag)
    }

    /// How it writes days, numbers and lists.
    pub(super) fn forms(&self) -> &Forms {
        &self.forms
    }

    /// A message that nothing is put into.
    pub fn text(&self, message: Message) -> ArcStr {
        match &self.phrases[message as usize] {
            Phrase::Plain(text) => text.clone(),
            _ => self.fill(message, &[]).into(),
        }
    }

    /// A message with texts in its places.
    pub fn fill(&self, message: Message, texts: &[(&str, &str)]) -> String {
        match &self.phrases[message as usize] {
            Phrase::Plain(text) => text.to_string(),
            Phrase::Filled(pieces) => {
                let mut out = String::with_capacity(64);
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => out.push_str(text),
                        Piece::Place(name) => {
                            let found = texts.iter().find(|(known, _)| known == name);
                            out.push_str(found.map_or("", |(_, text)| text));
                        }
                    }
                }
                out
            }
            Phrase::Chosen => {
                let texts = texts
                    .iter()
                    .map(|&(name, text)| (name, FluentValue::from(text)));
                self.chosen(message, texts.collect())
            }
        }
    }

    /// A message that counts.
    pub fn count(&self, message: Message, count: usize) -> String {
        self.count_by(message, "count", count, &[])
    }

    /// A message that counts `name`, with texts in its other places.
    pub fn count_by(
        &self,
        message: Message,
        name: &str,
        count: usize,
        texts: &[(&str, &str)],
    ) -> String {
        if let Phrase::Filled(_) = &self.phrases[message as usize] {
            let number = count.to_string();
            let texts: Vec<(&str, &str)> =
                [(name, &*number)].iter().chain(texts).copied().collect();
            return self.fill(message, &texts);
        }
        let mut args: FluentArgs<'_> = texts
            .iter()
            .map(|&(name, text)| (name, FluentValue::from(text)))
            .collect();
        args.set(name, FluentValue::from(count));
        self.chosen(message, args)
    }

    fn chosen(&self, message: Message, args: FluentArgs<'_>) -> String {
        phrase::format(&self.bundle, message.id(), Some(&args)).0
    }

    /// Texts on a line, between what the language puts there.
    pub fn line(&self, texts: &[String]) -> String {
        texts.join(&self.text(Message::ListSeparator))
    }

    /// A template with this language's words in it.
    pub(super) fn template(&self, source: &str) -> Result<Translated, template::Mistake> {
        template::translated(self, source)
    }

    /// A message for a template, by its id: its parts, where the template may put texts of its own.
    fn pieces(&self, id: &str) -> Option<Vec<Piece>> {
        self.bundle
            .has_message(id)
            .then(|| match Phrase::of(&self.bundle, id) {
                Phrase::Plain(text) => vec![Piece::Text(text.to_string())],
                Phrase::Filled(pieces) => pieces,
                // Which of its variants it is to be is not known yet: the one for all else.
                Phrase::Chosen => phrase::pieces(&self.bundle, id),
            })
    }
}

/// Every language of a site, the first one first, each with the site's own `locales/<tag>.ftl`.
///
/// `files` are texts by path, such as `locales/de.ftl`.
pub fn all(languages: &[String], files: &BTreeMap<String, String>) -> (Vec<Locale>, Vec<Problem>) {
    let mut locales = Vec::new();
    let mut problems = Vec::new();
    for tag in languages {
        let own = files.iter().find(|(path, _)| {
            let stem = path.strip_prefix(sources::FOLDER);
            let stem = stem.and_then(|path| path.strip_suffix(".ftl"));
            stem.is_some_and(|stem| stem.eq_ignore_ascii_case(tag))
        });
        let (locale, found) = Locale::new(tag, own.map(|(_, text)| text.as_str()));
        problems.extend(found);
        if own.is_none() && language::find(tag).is_none() {
            problems.push(sources::unknown(tag));
        }
        locales.push(locale);
    }
    problems.extend(sources::unused(languages, files));
    (locales, problems)
}
