//! The same incident in another language.

use super::{told, with_scope};
use crate::format::{parse, translate};
use crate::model::{Incident, Translation};
use chrono_tz::Tz;

const ORIGINAL: &str = "---\nimpact: minor\n---\n# Slow\n\nAll of it.\n\n## 2026-11-20 14:05 UTC - investigating {api=down}\n\nLooking.\n\n\
    ## 2026-11-20 14:20 UTC - identified\n\nFound.\n\n## 2026-11-20 14:20 UTC - update\n\nMore.\n\n## 2026-11-20 15:00 UTC - resolved {#u-end}\n\nOver.\n";

/// The original, its translation, and what was told.
fn translated(text: &str) -> (Incident, Translation, Vec<String>) {
    with_scope(Tz::Europe__Berlin, |scope| {
        let (original, problems) = parse(
            "2026-11-20-slow",
            "incidents/2026-11-20-slow.md",
            ORIGINAL,
            scope,
        );
        assert_eq!(told(&problems), Vec::<String>::new());
        let mut original = original.expect("no draft");
        let problems = translate(
            &mut original,
            "de",
            "incidents/2026-11-20-slow.de.md",
            text,
            scope,
        );
        let translation = original.translations.get("de").cloned().unwrap_or_default();
        (original, translation, told(&problems))
    })
}

#[test]
fn only_words_are_read_and_matched_by_equal_time() {
    let (original, translation, told) = translated(
        "---\nimpcat: whatever\n---\n# Langsam\n\nAlles.\n\n## 2026-11-20 15:05 - untersucht {ap=kaputt}\n\nWir suchen.\n\n\
         ## 15:20 - gefunden\n\nGefunden.\n\n## 15:20\n\nMehr.\n\n## 18:00 - vorbei {#u-end}\n\nVorbei.\n",
    );
    assert_eq!(told, Vec::<String>::new());
    assert!(!original.being_corrected);
    assert_eq!(
        (translation.title.as_deref(), translation.summary.as_str()),
        (Some("Langsam"), "Alles.")
    );
    let updates: Vec<(&str, &str)> = translation
        .updates
        .iter()
        .map(|(id, text)| (id.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        updates,
        [
            ("u-20261120T140500Z", "Wir suchen."),
            ("u-20261120T142000Z", "Gefunden."),
            ("u-20261120T142000Z-2", "Mehr."),
            ("u-end", "Vorbei."),
        ]
    );
    assert_eq!(translation.unmatched, []);
    assert_eq!(original.updates[0].text, "Looking.");
}

#[test]
fn one_that_matches_none_is_a_problem_and_kept() {
    let (original, translation, told) =
        translated("# Langsam\n\n## 2026-11-20 14:06 UTC - untersucht\n\nWir suchen.\n");
    assert!(original.being_corrected);
    assert_eq!(
        translation.unmatched,
        [(
            "2026-11-20 14:06 UTC - untersucht".to_owned(),
            "Wir suchen.".to_owned()
        )]
    );
    assert_eq!(
        told,
        [
            "no-original: the original has no update of this time [2026-11-20 14:06 UTC] did you mean `2026-11-20 14:05 UTC`?"
        ]
    );
}

#[test]
fn the_digest_is_of_everything_and_a_draft_is_nothing() {
    let (one, _, _) = translated("# Langsam\n");
    let (other, _, _) = translated("# Langsamer\n");
    assert_ne!(one.digest, other.digest);
    let (draft, _, told) = translated("---\ndraft: true\n---\n# Langsam\n");
    assert!(draft.translations.is_empty() && told.is_empty());
}
