//! Pages in several languages: every word in the page's own, or marked with the language it is in.

use super::sample::{busy, edition, now, text, theme_in};
use crate::model::{Site, Translation};
use crate::render::locale::ENGLISH;
use crate::render::{Theme, render};
use crate::status;
use crate::tree::{Known, Tree};
use fluent_syntax::ast::{Entry, Message, PatternElement};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

fn dressed(site: Site, theme: Arc<Theme>) -> Tree {
    let standing = Arc::new(status::at(&site, now()));
    render(
        &Arc::new(site),
        &standing,
        &theme,
        edition(now()),
        &Known::default(),
    )
    .expect("it renders")
}

fn spoken(site: &Site, languages: &[&str]) -> Tree {
    let mut site = site.clone();
    site.settings.languages = languages.iter().map(|&tag| tag.to_owned()).collect();
    let theme = theme_in(&site.settings.languages);
    dressed(site, theme)
}

/// A site in whose own words there is no letter of ours.
fn wordless() -> Site {
    let mut site = busy();
    let mute = |text: &mut String| *text = "ж".into();
    mute(&mut site.settings.title);
    site.components.iter_mut().for_each(|one| {
        mute(&mut one.title);
        one.description.iter_mut().for_each(mute);
    });
    site.groups.iter_mut().for_each(|one| {
        mute(&mut one.title);
        one.description.iter_mut().for_each(mute);
    });
    site.dependencies
        .iter_mut()
        .for_each(|one| mute(&mut one.title));
    for one in &mut site.incidents {
        one.title = "ж".into();
        one.summary = "ж".into();
        one.updates
            .iter_mut()
            .for_each(|update| update.text = "ж".into());
        one.translations.clear();
    }
    site
}

/// Every message between brackets.
fn bracketed() -> String {
    let mut all = fluent_syntax::parser::parse(ENGLISH.to_owned()).expect("it is right");
    for entry in &mut all.body {
        if let Entry::Message(Message {
            value: Some(value), ..
        }) = entry
        {
            let text = |text: &str| PatternElement::TextElement {
                value: text.to_owned(),
            };
            value.elements.insert(0, text("⟦"));
            value.elements.push(text("⟧"));
        }
    }
    fluent_syntax::serializer::serialize(&all)
}

/// What is left of a text without what stands between brackets.
fn outside(text: &str) -> String {
    let (mut depth, mut out) = (0_usize, String::new());
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What a reader sees or hears of a page: its text, and attributes that are words.
#[derive(Default)]
struct Seen {
    text: RefCell<String>,
    skipped: Cell<bool>,
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) if !self.skipped.get() => {
                self.text.borrow_mut().push_str(&text);
            }
            Token::TagToken(tag) => {
                if matches!(&*tag.name, "style" | "script" | "pre") {
                    self.skipped.set(tag.kind == TagKind::StartTag);
                }
                let named = |name: &str| tag.attrs.iter().find(|one| &*one.name.local == name);
                let meta = named("name").or(named("property"));
                let said = meta.is_some_and(|one| {
                    matches!(&*one.value, "description" | "og:title" | "og:description")
                });
                for name in ["title", "aria-label", "alt", "content"] {
                    if let Some(one) = named(name).filter(|_| name != "content" || said) {
                        self.text
                            .borrow_mut()
                            .push_str(&format!("\n{}\n", one.value));
                    }
                }
                self.text.borrow_mut().push('\n');
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn seen(page: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    let tokens = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let _ = tokens.feed(&input);
    tokens.end();
    tokens.sink.text.take()
}

/// Names that are the same in every language.
const NAMES: [&str; 11] = [
    "status.acme.example",
    "acme-status.example.net",
    "status.cloud.example/incidents/42",
    "acme.example",
    "Atom",
    "RSS",
    "JSON Feed",
    "API",
    "UTC",
    "English",
    "databse",
];

#[test]
fn every_word_of_every_page_comes_from_the_messages() {
    let mut site = wordless();
    // Days and numbers of this language have no letter of ours.
    site.settings.languages = vec!["ja".into(), "en".into()];
    let own = BTreeMap::from([("locales/ja.ftl".to_owned(), bracketed())]);
    let theme = Theme::new("harbour", own, &site.settings.languages).expect("it works");
    assert_eq!(theme.problems(), []);
    let tree = dressed(site, Arc::new(theme));
    let pages = tree
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html") && !path.starts_with("en/"));
    let (mut left, mut count) = (String::new(), 0);
    for (path, _) in pages {
        count += 1;
        for line in outside(&seen(&text(&tree, path))).lines() {
            let mut rest = line.to_owned();
            for name in NAMES {
                rest = rest.replace(name, "");
            }
            let word = |part: &str| part.chars().filter(char::is_ascii_alphabetic).count() > 1;
            if rest.split(|c: char| !c.is_ascii_alphabetic()).any(word) {
                left.push_str(&format!("{path}: {}\n", line.trim()));
            }
        }
    }
    assert!(count > 10, "{count}");
    assert_eq!(left, "", "{left}");
}

#[test]
fn the_second_language_has_every_page_of_the_first() {
    let tree = spoken(&busy(), &["en", "de", "ar"]);
    let pages: Vec<&String> = tree
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .collect();
    let foreign = |path: &str| path.starts_with("de/") || path.starts_with("ar/");
    for path in pages.iter().filter(|path| !foreign(path)) {
        let page = text(&tree, path);
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let place = if *path == "index.html" { "" } else { path };
        for (folder, lang, dir) in [
            ("", "en", ""),
            ("de/", "de", ""),
            ("ar/", "ar", " dir=\"rtl\""),
        ] {
            let page = text(&tree, &format!("{folder}{path}"));
            assert!(
                page.contains(&format!("<html lang=\"{lang}\"{dir}>")),
                "{folder}{path}"
            );
            if *path == "embed.html" {
                continue;
            }
            let address = "https://status.acme.example";
            assert!(
                page.contains(&format!(
                    "<link rel=\"canonical\" href=\"{address}/{folder}{place}\">"
                )),
                "{folder}{path}"
            );
            for (lang, folder) in [("en", ""), ("de", "de/"), ("ar", "ar/"), ("x-default", "")] {
                let link = format!(
                    "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}/{folder}{place}\">"
                );
                assert_eq!(page.matches(&link).count(), 1, "{path}: {link}");
            }
        }
    }
}

#[test]
fn a_page_of_one_language_is_as_it_was_without_others() {
    let page = text(&spoken(&busy(), &["en"]), "index.html");
    assert!(
        !page.contains("hreflang") && !page.contains("class=\"languages\""),
        "{page}"
    );
}

#[test]
fn a_translation_is_the_text_of_its_page_and_what_is_not_translated_is_marked() {
    let mut site = busy();
    let one = site
        .incidents
        .iter_mut()
        .find(|one| one.id == "2026-11-20-api-errors");
    let one = one.expect("it is there");
    let second = one.updates[1].id.to_string();
    one.translations = BTreeMap::from([(
        "de".to_owned(),
        Translation {
            title: Some("Anfragen schlagen fehl".into()),
            updates: BTreeMap::from([(second, "Die Konsole lädt langsam.".to_owned())]),
            unmatched: vec![("2026-11-20 03:00 UTC".into(), "Nachtrag.".into())],
            ..Translation::default()
        },
    )]);
    let tree = spoken(&site, &["en", "de"]);
    let german = text(&tree, "de/incidents/2026-11-20-api-errors.html");
    for words in [
        "<span>Anfragen schlagen fehl</span>",
        "\n<p>Die Konsole lädt langsam.</p>",
        "<div lang=\"en\" dir=\"auto\"><p>One in five requests",
        "<p>Nachtrag.</p>",
    ] {
        assert!(german.contains(words), "{words}: {german}");
    }
    assert!(text(&tree, "de/index.html").contains("Anfragen schlagen fehl</a></h2>"));
    let english = text(&tree, "incidents/2026-11-20-api-errors.html");
    assert!(
        !english.contains("Anfragen") && !english.contains("lang=\"de\"><summary>"),
        "{english}"
    );
    let feed = text(&tree, "de/history.atom");
    assert!(
        feed.contains("Anfragen schlagen fehl") && feed.contains("Die Konsole lädt langsam."),
        "{feed}"
    );
    assert!(
        feed.contains("https://status.acme.example/de/incidents/2026-11-20-api-errors.html#"),
        "{feed}"
    );
}

#[test]
fn a_page_that_is_over_is_the_same_in_every_language_a_year_later() {
    let mut site = busy();
    site.settings.languages = vec!["en".into(), "de".into()];
    let path = "de/incidents/2026-10-03-storage.html";
    let one = super::sample::tree(site.clone(), now());
    let other = super::sample::tree(site, super::sample::time("2027-11-21 03:00"));
    assert_eq!(one.files[path].digest, other.files[path].digest);
    assert_ne!(one.files[path].digest, one.files[&path[3..]].digest);
}
