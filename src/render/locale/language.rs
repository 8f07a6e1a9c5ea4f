//! The languages that are built in.

/// A language that is built in.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// Its code (BCP 47).
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// Its messages, as a Fluent file.
    pub messages: &'static str,
}

macro_rules! languages {
    ($($tag:literal $name:literal,)*) => {
        /// Every language that is built in, by its code.
        pub const LANGUAGES: &[Language] = &[
            $(Language {
                tag: $tag,
                name: $name,
                messages: include_str!(concat!("../../../locales/", $tag, ".ftl")),
            },)*
        ];
    };
}

languages! {
    "en" "English",
    "ar" "العربية",
    "cs" "Čeština",
    "da" "Dansk",
    "de" "Deutsch",
    "es" "Español",
    "fi" "Suomi",
    "fr" "Français",
    "he" "עברית",
    "hi" "हिन्दी",
    "id" "Bahasa Indonesia",
    "it" "Italiano",
    "ja" "日本語",
    "ko" "한국어",
    "nb" "Norsk bokmål",
    "nl" "Nederlands",
    "pl" "Polski",
    "pt-BR" "Português (Brasil)",
    "ru" "Русский",
    "sv" "Svenska",
    "tr" "Türkçe",
    "uk" "Українська",
    "vi" "Tiếng Việt",
    "zh-Hans" "简体中文",
    "zh-Hant" "繁體中文",
}

/// The built-in language for a code: the very one, or, for `de-AT`, `de`. What is written `zh-TW` or
/// `pt` is the one of its script or country that there is.
pub(super) fn find(tag: &str) -> Option<&'static Language> {
    let known = |tag: &str| {
        LANGUAGES
            .iter()
            .find(|one| one.tag.eq_ignore_ascii_case(tag))
    };
    let lower = tag.to_ascii_lowercase();
    let near = match lower.as_str() {
        "zh-tw" | "zh-hk" | "zh-mo" => "zh-Hant",
        "zh" => "zh-Hans",
        "pt" => "pt-BR",
        "no" => "nb",
        _ => tag,
    };
    let mut near = near;
    loop {
        near = match known(near) {
            Some(found) => return Some(found),
            None => near.rsplit_once('-')?.0,
        };
        match near {
            "pt" => near = "pt-BR",
            "zh" => near = "zh-Hans",
            "no" => near = "nb",
            _ => {}
        }
    }
}

/// A language's own name for itself; its code where we have none.
pub fn own_name(tag: &str) -> &str {
    let known = LANGUAGES
        .iter()
        .find(|one| one.tag.eq_ignore_ascii_case(tag));
    match known.or_else(|| find(tag).filter(|_| !tag.contains('-'))) {
        Some(language) => language.name,
        None => tag,
    }
}

/// `rtl` for the languages that are written so.
pub fn direction(tag: &str) -> Option<&'static str> {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag);
    let script = parts.find(|part| part.len() == 4);
    let rtl = match script {
        Some(script) => ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"]
            .iter()
            .any(|known| script.eq_ignore_ascii_case(known)),
        None => matches!(
            language,
            "ar" | "he" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" | "iw"
        ),
    };
    rtl.then_some("rtl")
}
