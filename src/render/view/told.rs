//! An incident's words on a page in some language: the translation's where there is one, else the
//! original's, marked with its language.

use super::{Scene, text};
use crate::model::{Incident, Site, Translation, Update};
use crate::render::locale::Locale;

/// Words, and their language where it is not the page's.
#[derive(Debug, Clone)]
pub struct Told<Words> {
    /// What is said.
    pub words: Words,
    /// A language code.
    pub lang: Option<String>,
}

impl Scene<'_> {
    /// An incident's title.
    pub fn title(&self, incident: &Incident) -> Told<String> {
        let translated = self
            .translation(incident)
            .and_then(|it| it.title.as_deref());
        self.told(incident, translated, &incident.title, text)
    }

    /// What it says before its first update, as HTML under a heading of this level.
    pub fn summary(&self, incident: &Incident, level: usize) -> Told<String> {
        let translated = self.translation(incident).map(|it| it.summary.as_str());
        let translated = translated.filter(|words| !words.trim().is_empty());
        self.told(incident, translated, &incident.summary, |words| {
            self.html(incident, words, level)
        })
    }

    /// An update's text as HTML, under a heading of this level.
    pub fn words(&self, incident: &Incident, update: &Update, level: usize) -> Told<String> {
        let translation = self.translation(incident);
        let translated = translation.and_then(|it| it.updates.get(update.id.as_str()));
        self.told(
            incident,
            translated.map(String::as_str),
            &update.text,
            |words| self.html(incident, words, level),
        )
    }

    /// What a translation says that answers to nothing in the original: headings, and HTML.
    pub fn unmatched(&self, incident: &Incident) -> Vec<(String, String)> {
        let translation = self.translation(incident);
        let unmatched = translation.iter().flat_map(|it| &it.unmatched);
        unmatched
            .map(|(heading, words)| (text(heading), self.html(incident, words, 3)))
            .collect()
    }

    fn translation<'a>(&self, incident: &'a Incident) -> Option<&'a Translation> {
        self.locale.translation(self.site, incident)
    }

    fn told(
        &self,
        incident: &Incident,
        translated: Option<&str>,
        original: &str,
        made: impl Fn(&str) -> String,
    ) -> Told<String> {
        match translated {
            Some(words) => Told {
                words: made(words),
                lang: None,
            },
            None => Told {
                words: made(original),
                lang: self.locale.foreign(self.site, incident).map(str::to_owned),
            },
        }
    }
}

impl Locale {
    /// The language that an incident is written in, when it is not this one.
    pub fn foreign<'a>(&self, site: &'a Site, incident: &'a Incident) -> Option<&'a str> {
        let first = site.settings.languages.first();
        let written = incident.lang.as_ref().or(first)?;
        (*written != self.tag).then_some(written)
    }

    /// The words of an incident in this language, when it is written in another.
    pub fn translation<'a>(&self, site: &Site, incident: &'a Incident) -> Option<&'a Translation> {
        if incident.translations.is_empty() {
            return None;
        }
        self.foreign(site, incident)?;
        incident.translations.get(&self.tag)
    }
}
