//! From a file's name to an incident's id, and to a word of a command.

pub(super) use crate::format::{is_id, slug};

/// Splits `<id>.<language>`, when the end is one of the site's languages, whatever its case.
pub(super) fn language<'a>(stem: &'a str, languages: &'a [String]) -> Option<(&'a str, &'a str)> {
    let (id, end) = stem.rsplit_once('.')?;
    let language = languages
        .iter()
        .find(|language| language.eq_ignore_ascii_case(end))?;
    (!id.is_empty()).then_some((id, language))
}

/// A path as a word for a shell, quoted where it must be.
pub(super) fn quoted(path: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '+' | ',' | '@');
    if path.chars().all(plain) && !path.is_empty() {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::{is_id, language, quoted, slug};

    #[test]
    fn paths_are_quoted_where_a_shell_would_split_them() {
        assert_eq!(quoted("a/störung-1.md"), "a/störung-1.md");
        assert_eq!(quoted("a b.md"), "'a b.md'");
        assert_eq!(quoted("it's.md"), "'it'\\''s.md'");
    }

    #[test]
    fn ids_are_addresses_that_can_be_typed() {
        for good in ["2026-11-20-api", "a", "x.y_z", "20261", "year-2026"] {
            assert!(is_id(good), "{good}");
            assert_eq!(slug(good), good);
        }
        for (word, id) in [
            ("API Down", "api-down"),
            ("2026-11-20 Störung (Ärger)", "2026-11-20-stoerung-aerger"),
            ("2026", "incident-2026"),
            ("x.", "x"),
            ("障害", "incident"),
            ("a--b", "a--b"),
            ("a  b", "a-b"),
            ("", "incident"),
        ] {
            assert_eq!(slug(word), id, "{word}");
            assert!(is_id(&slug(word)), "{word}");
        }
        assert_eq!(slug(&"x".repeat(300)).len(), 100);
    }

    #[test]
    fn only_the_sites_own_languages_are_split_off() {
        let languages = ["en".to_owned(), "pt-BR".to_owned()];
        assert_eq!(
            language("2026-x.pt-br", &languages),
            Some(("2026-x", "pt-BR"))
        );
        assert_eq!(language("v1.2", &languages), None);
        assert_eq!(language("en", &languages), None);
    }
}
