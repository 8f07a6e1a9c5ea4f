//! Every language says everything, with the same things in it, and counts as it is counted there.

use super::language::{LANGUAGES, find, own_name};
use super::{ENGLISH, Locale, Message};
use crate::render::theme::TEMPLATES;
use chrono::{NaiveDate, TimeDelta};
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::{BTreeMap, BTreeSet};

/// What a message is made of, as far as languages must agree.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    places: BTreeSet<String>,
    tags: BTreeSet<String>,
}

fn resource(text: &str) -> FluentResource {
    FluentResource::try_new(text.to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"))
}

fn each_message(text: &str, mut then: impl FnMut(&str, &Pattern<&str>)) {
    for entry in resource(text).entries() {
        match entry {
            Entry::Message(message) => {
                assert!(message.attributes.is_empty(), "{}", message.id.name);
                let value = message.value.as_ref();
                then(
                    message.id.name,
                    value.unwrap_or_else(|| panic!("{} is empty", message.id.name)),
                );
            }
            Entry::Junk { content } => panic!("{content}"),
            _ => {}
        }
    }
}

/// Walks all text and all expressions of a pattern.
fn walk(
    pattern: &Pattern<&str>,
    text: &mut dyn FnMut(&str),
    expression: &mut dyn FnMut(&Expression<&str>),
) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text(value),
            PatternElement::Placeable { expression: found } => inside(found, text, expression),
        }
    }
}

fn inside(
    found: &Expression<&str>,
    text: &mut dyn FnMut(&str),
    expression: &mut dyn FnMut(&Expression<&str>),
) {
    expression(found);
    match found {
        Expression::Select { selector, variants } => {
            expression(&Expression::Inline(selector.clone()));
            for variant in variants {
                walk(&variant.value, text, expression);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression: inner }) => {
            inside(inner, text, expression)
        }
        Expression::Inline(_) => {}
    }
}

fn shape(pattern: &Pattern<&str>) -> Shape {
    let mut shape = Shape::default();
    let (mut text, mut places) = (String::new(), BTreeSet::new());
    walk(
        pattern,
        &mut |words| text.push_str(words),
        &mut |expression| {
            if let Expression::Inline(InlineExpression::VariableReference { id }) = expression {
                places.insert(id.name.to_owned());
            }
        },
    );
    for part in text.split('<').skip(1) {
        let (tag, _) = part.split_once('>').expect("a tag ends");
        shape.tags.insert(tag.to_owned());
    }
    shape.places = places;
    shape
}

fn shapes(text: &str) -> BTreeMap<String, Shape> {
    let mut all = BTreeMap::new();
    each_message(text, |id, pattern| {
        assert!(
            all.insert(id.to_owned(), shape(pattern)).is_none(),
            "{id} stands there twice"
        );
    });
    all
}

/// Messages that choose of several ways to say the same.
const FREE: [&str; 2] = ["days-range-in-month", "nth-weekday"];

#[test]
fn every_language_has_every_message_with_the_same_things_in_it() {
    let english = shapes(ENGLISH);
    for language in LANGUAGES {
        let found = shapes(language.messages);
        let ids = |all: &BTreeMap<String, Shape>| all.keys().cloned().collect::<Vec<_>>();
        assert_eq!(ids(&found), ids(&english), "{}", language.tag);
        for (id, shape) in found.iter().filter(|(id, _)| !FREE.contains(&id.as_str())) {
            assert_eq!(shape, &english[id], "{}: {id}", language.tag);
        }
    }
}

#[test]
fn every_message_is_used_and_every_one_that_is_used_is_there() {
    let mut used: BTreeSet<String> = Message::ALL.iter().map(|one| one.id().to_owned()).collect();
    for (_, text) in TEMPLATES {
        for call in text.split("trans(key=\"").skip(1) {
            let (key, _) = call.split_once('"').expect("a key ends");
            used.insert(key.to_owned());
        }
    }
    let there: BTreeSet<String> = shapes(ENGLISH).into_keys().collect();
    assert_eq!(
        there.difference(&used).collect::<Vec<_>>(),
        [""; 0],
        "nobody says these"
    );
    assert_eq!(
        used.difference(&there).collect::<Vec<_>>(),
        [""; 0],
        "these are not there"
    );
}

#[test]
fn every_language_counts_in_its_own_plurals() {
    for language in LANGUAGES {
        let tag: icu_locale_core::Locale = language.tag.parse().expect("a code");
        let rules = PluralRules::try_new_cardinal(tag.into()).expect("it is known");
        let name = |category| match category {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        let wanted: BTreeSet<&str> = rules.categories().map(name).collect();
        each_message(language.messages, |id, pattern| {
            walk(pattern, &mut |_| {}, &mut |expression| {
                let Expression::Select { selector, variants } = expression else {
                    return;
                };
                let counts = matches!(selector, InlineExpression::VariableReference { id } if id.name == "count");
                if !counts {
                    return;
                }
                let keys = variants.iter().filter_map(|variant| match variant.key {
                    VariantKey::Identifier { name } => Some(name),
                    VariantKey::NumberLiteral { .. } => None,
                });
                let found: BTreeSet<&str> = keys.collect();
                assert_eq!(found, wanted, "{}: {id}", language.tag);
            });
        });
    }
}

#[test]
fn every_message_of_every_language_can_be_said() {
    for language in LANGUAGES {
        let (locale, problems) = Locale::new(language.tag, Some(language.messages));
        assert_eq!(problems, [], "{}", language.tag);
        for (id, shape) in shapes(language.messages) {
            let pieces = locale.pieces(&id).unwrap_or_default();
            assert!(!pieces.is_empty(), "{}: {id}", language.tag);
            let said = format!("{pieces:?}");
            assert!(
                !said.contains('\u{2068}') && !said.contains("{$"),
                "{}: {said}",
                language.tag
            );
            assert!(shape.tags.len() % 2 == 0, "{}: {id}", language.tag);
        }
    }
}

#[test]
fn days_times_and_numbers_are_written_as_each_language_does() {
    let at = NaiveDate::from_ymd_opt(2026, 11, 5).and_then(|day| day.and_hms_opt(9, 5, 0));
    let at = at.expect("a moment");
    // Moment, time of day, day, days, month, share, names.
    let rows = [
        "en: 5 Nov 2026, 09:05 | 09:05 | Thursday 5 November 2026 | 5 – 9 Nov | November 2026 | 99.98% | a, b and c",
        "en-US: Nov 5, 2026, 09:05 | 09:05 | Thursday, November 5, 2026 | Nov 5 – Nov 9 | November 2026 | 99.98% | a, b, and c",
        "de: 05.11.2026, 09:05 | 09:05 | Donnerstag, 5. November 2026 | 5.–9. Nov. | November 2026 | 99,98\u{a0}% | a, b und c",
        "fr: 5 nov. 2026, 09:05 | 09:05 | jeudi 5 novembre 2026 | 5–9 nov. | novembre 2026 | 99,98\u{202f}% | a, b et c",
        "pl: 5 lis 2026, 09:05 | 09:05 | czwartek, 5 listopada 2026 | 5–9 lis | listopad 2026 | 99,98% | a, b i c",
        "ru: 5 нояб. 2026\u{202f}г., 09:05 | 09:05 | четверг, 5 ноября 2026\u{202f}г. | 5–9 нояб. | ноябрь 2026\u{202f}г. | 99,98\u{a0}% | a, b и c",
        "ja: 2026/11/05 9:05 | 9:05 | 2026年11月5日木曜日 | 11月5日～11月9日 | 2026年11月 | 99.98% | a、b、c",
        "ar: 05\u{200f}/11\u{200f}/2026، 09:05 | 09:05 | الخميس، 5 نوفمبر 2026 | 5 نوفمبر – 9 نوفمبر | نوفمبر 2026 | 99.98% | a وb وc",
    ];
    let (mut found, mut wanted) = (String::new(), String::new());
    for row in rows {
        let (tag, _) = row.split_once(": ").expect("a language");
        let (locale, _) = Locale::new(tag, None);
        let forms = locale.forms();
        let nine = at.date() + TimeDelta::days(4);
        let said = [
            forms.moment(at),
            forms.clock(at),
            forms.long_day(at.date()),
            locale.days(at.date(), nine),
            forms.month(2026, 11),
            locale.percent("99.98"),
            forms.list(&["a", "b", "c"].map(str::to_owned)),
        ];
        found.push_str(&format!("{tag}: {}\n", said.join(" | ")));
        wanted.push_str(&format!("{row}\n"));
    }
    assert_eq!(found, wanted, "\n{found}");
}

#[test]
fn lengths_and_counts_are_said_as_each_language_does() {
    let rows = [
        (
            "en",
            "1 day 1 h, 2 days, 5 days 3 h; 1 incident, 2 incidents, 5 incidents",
        ),
        (
            "de",
            "1\u{a0}Tag 1\u{a0}h, 2\u{a0}Tage, 5\u{a0}Tage 3\u{a0}h; 1 Vorfall, 2 Vorfälle, 5 Vorfälle",
        ),
        (
            "fr",
            "1\u{a0}jour 1\u{a0}h, 2\u{a0}jours, 5\u{a0}jours 3\u{a0}h; 1 incident, 2 incidents, 5 incidents",
        ),
        (
            "pl",
            "1 dzień 1 h, 2 dni, 5 dni 3 h; 1 incydent, 2 incydenty, 5 incydentów",
        ),
        (
            "cs",
            "1 den 1 h, 2 dny, 5 dní 3 h; 1 incident, 2 incidenty, 5 incidentů",
        ),
        (
            "ru",
            "1 день 1 ч, 2 дня, 5 дней 3 ч; 1 инцидент, 2 инцидента, 5 инцидентов",
        ),
        (
            "uk",
            "1 день 1 год, 2 дні, 5 днів 3 год; 1 інцидент, 2 інциденти, 5 інцидентів",
        ),
        (
            "ar",
            "يوم واحد و1 س, يومان, 5 أيام و3 س; حادث واحد, حادثان, 5 حوادث",
        ),
        (
            "he",
            "יום אחד ו-1 שע׳, יומיים, 5 ימים ו-3 שע׳; תקלה אחת, שתי תקלות, 5 תקלות",
        ),
        (
            "ja",
            "1日1時間, 2日, 5日3時間; インシデント1件, インシデント2件, インシデント5件",
        ),
        (
            "fi",
            "1 pv 1 h, 2 pv, 5 pv 3 h; 1 häiriö, 2 häiriötä, 5 häiriötä",
        ),
        (
            "tr",
            "1 gün 1 sa, 2 gün, 5 gün 3 sa; 1 olay, 2 olay, 5 olay",
        ),
        (
            "ko",
            "1일 1시간, 2일, 5일 3시간; 장애 1건, 장애 2건, 장애 5건",
        ),
    ];
    let (mut found, mut wanted) = (String::new(), String::new());
    for (tag, said_there) in rows {
        let (locale, _) = Locale::new(tag, None);
        let said = [25, 48, 123].map(|hours| locale.lasted(TimeDelta::hours(hours)));
        let counted = [1, 2, 5].map(|count| locale.count(Message::CountIncidents, count));
        found.push_str(&format!(
            "{tag}: {}; {}\n",
            said.join(", "),
            counted.join(", ")
        ));
        wanted.push_str(&format!("{tag}: {said_there}\n"));
    }
    assert_eq!(found, wanted, "\n{found}");
}

#[test]
fn a_code_finds_the_language_it_is_a_kind_of() {
    for (tag, found) in [
        ("de-AT", Some("de")),
        ("DE", Some("de")),
        ("pt", Some("pt-BR")),
        ("pt-PT", Some("pt-BR")),
        ("zh-TW", Some("zh-Hant")),
        ("zh-Hant-HK", Some("zh-Hant")),
        ("zh", Some("zh-Hans")),
        ("no", Some("nb")),
        ("tlh", None),
    ] {
        assert_eq!(find(tag).map(|language| language.tag), found, "{tag}");
    }
    assert_eq!(
        (own_name("pt-BR"), own_name("tlh")),
        ("Português (Brasil)", "tlh")
    );
    assert_eq!(super::direction("az-Arab"), Some("rtl"));
    assert_eq!(super::direction("ur-Latn"), None);
}

#[test]
fn a_site_says_what_it_likes_message_by_message() {
    let (locale, problems) = Locale::new(
        "de",
        Some("history = Chronik\n-us = Acme\nincident = { -us }-Vorfall\n"),
    );
    assert_eq!(problems, []);
    assert_eq!(locale.text(Message::History), "Chronik");
    assert_eq!(locale.text(Message::Incident), "Acme-Vorfall");
    assert_eq!(
        locale.text(Message::StatusMajorOutage),
        Locale::new("de", None).0.text(Message::StatusMajorOutage)
    );
}

#[test]
fn what_is_wrong_with_a_sites_own_messages_is_said_and_the_built_in_ones_stand() {
    let (plain, _) = Locale::new("de", None);
    for (text, what, hint) in [
        (
            "histori = x\n",
            "unknown message `histori`",
            "did you mean `history`?",
        ),
        (
            "posted = am { $when }\n",
            "message `posted` has no placeable `$when`",
            "it has `$at`",
        ),
        (
            "posted = am { $att }\n",
            "message `posted` has no placeable `$att`",
            "did you mean `$at`?",
        ),
        (
            "history = { $at }\n",
            "message `history` has no placeable `$at`",
            "nothing is put into it",
        ),
        (
            "history = { -us }\n",
            "message `history` refers to `us`, which there is not",
            "refer to a message, or to a term of this file",
        ),
        (
            "history =\n    .title = x\n",
            "message `history` has no text",
            "history = …",
        ),
        (
            "history = { history }\n",
            "message `history` cannot be resolved",
            "history = …",
        ),
        (
            "history\n",
            "this message cannot be read",
            "history = History",
        ),
        (
            "history = { $\n",
            "this message cannot be read",
            "history = History",
        ),
    ] {
        let text =
            format!("# ours\nnotice = Hinweis!\n\n# theirs\n{text}\n# ours too\nupdate = Neues\n");
        let (locale, problems) = Locale::new("de", Some(&text));
        let said: Vec<_> = problems
            .iter()
            .map(|one| (one.what.as_str(), one.hint.as_deref()))
            .collect();
        assert_eq!(said, [(what, Some(hint))], "{text}");
        let place = problems[0].place.clone().expect("it has a place");
        assert_eq!(
            (&*place.file, place.line_column().0 / 2),
            ("locales/de.ftl", 2),
            "{text}"
        );
        assert_eq!(
            locale.text(Message::History),
            plain.text(Message::History),
            "{text}"
        );
        assert_eq!(
            locale.fill(Message::AsOf, &[]),
            plain.fill(Message::AsOf, &[]),
            "{text}"
        );
        assert_eq!(locale.text(Message::Notice), "Hinweis!", "{text}");
        assert_eq!(locale.text(Message::Update), "Neues", "{text}");
    }
}

#[test]
fn a_language_that_nobody_knows_is_said_and_its_pages_are_in_english() {
    let languages = ["en", "ge"].map(str::to_owned);
    let (locales, problems) = super::all(&languages, &BTreeMap::new());
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].what,
        "there are no words for the language `ge`: its pages have English ones"
    );
    assert_eq!(locales[1].text(Message::History), "History");
    let own = BTreeMap::from([("locales/ge.ftl".to_owned(), "history = Ge\n".to_owned())]);
    let (locales, problems) = super::all(&languages, &own);
    assert_eq!(problems, []);
    assert_eq!(locales[1].text(Message::History), "Ge");
}
