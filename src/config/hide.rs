//! Secrets that somebody typed into the file all the same: struck out of the text that problems are
//! drawn in, before there is any problem.

use super::key::keys_of;
use super::mirror::kind::KINDS;
use crate::publish::sign::PublicKey;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The same text, of the same length, with every value struck out that may be a secret.
pub(super) fn struck(text: &str, root: &DeTable<'_>) -> String {
    let mut spans = Vec::new();
    keys(root, &mut spans);
    mirrors(root, &mut spans);
    let mut bytes = text.as_bytes().to_vec();
    for span in spans {
        for byte in bytes.get_mut(span).unwrap_or_default() {
            if !matches!(byte, b'"' | b'\'' | b'\n' | b'[' | b']' | b'{' | b'}') {
                *byte = b'*';
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// What stands among public keys and is none.
fn keys(root: &DeTable<'_>, spans: &mut Vec<Range<usize>>) {
    let site = root.get("site").and_then(|site| site.get_ref().as_table());
    let Some(keys) = site.and_then(|site| site.get("keys")) else {
        return;
    };
    let is_key = |value: &Spanned<DeValue<'_>>| {
        let text = value.get_ref().as_str();
        text.is_some_and(|text| PublicKey::parse(text).is_some())
    };
    match keys.get_ref().as_array() {
        Some(list) => {
            let others = list.iter().filter(|value| !is_key(value));
            spans.extend(others.map(Spanned::span));
        }
        None => spans.push(keys.span()),
    }
}

/// In a mirror's tables: what `env` names that is no variable, and what stands behind other keys
/// that nobody knows, when either looks like a secret.
fn mirrors(root: &DeTable<'_>, spans: &mut Vec<Range<usize>>) {
    let Some(mirrors) = root.get("mirror") else {
        return;
    };
    let list = mirrors.get_ref().as_array().into_iter();
    let list = list.flat_map(|list| list.iter()).chain([mirrors]);
    for mirror in list.filter_map(|value| value.get_ref().as_table()) {
        unknown(mirror, "[[mirror]]", spans);
        for (name, value) in mirror.iter() {
            let Some(table) = value.get_ref().as_table() else {
                continue;
            };
            let kind = KINDS
                .iter()
                .find(|kind| kind.name == name.get_ref().as_ref());
            unknown(table, kind.map_or("", |kind| kind.table), spans);
            let env = table.get("env").and_then(|env| env.get_ref().as_table());
            let names = env.into_iter().flat_map(|env| env.iter());
            let others = names.filter(|(_, value)| !is_variable(value));
            spans.extend(others.map(|(_, value)| value.span()));
        }
    }
}

/// Secrets behind keys that are not in the table of keys.
fn unknown(table: &DeTable<'_>, name: &str, spans: &mut Vec<Range<usize>>) {
    for (key, value) in table.iter() {
        let key = key.get_ref().as_ref();
        let known = keys_of(name).any(|known| known.name == key);
        let text = value.get_ref().as_str().filter(|_| !known);
        if text.is_some_and(|text| SECRETS.iter().any(|word| key.contains(word)) || is_noise(text))
        {
            spans.push(value.span());
        }
    }
}

/// What people call secrets.
const SECRETS: &[&str] = &["secret", "token", "pass", "key", "credential"];

/// Whether no person made this up: long, of letters and digits, and no path or address.
fn is_noise(text: &str) -> bool {
    let digits = text.contains(|c: char| c.is_ascii_digit());
    let letters = text.contains(|c: char| c.is_ascii_alphabetic());
    text.len() >= 16 && digits && letters && !text.contains(['/', '.', ':', ' '])
}

fn is_variable(value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().as_str().is_some_and(names_a_variable)
}

/// Whether a text can be the name of an environment variable. What is long, with small letters and
/// digits mixed, could be one, and is always a secret.
pub(super) fn names_a_variable(text: &str) -> bool {
    let first = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let fits = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let small = text.contains(|c: char| c.is_ascii_lowercase());
    let digits = text.contains(|c: char| c.is_ascii_digit());
    first && fits && !(small && digits && text.len() >= 16)
}

#[cfg(test)]
mod tests {
    use super::{names_a_variable, struck};
    use toml::de::DeTable;

    #[test]
    fn what_may_be_a_secret_is_struck_out_and_nothing_else() {
        let text = "[site]\ntitle = \"A\"\nkeys = [\"oops\"]\n\n[[mirror]]\nname = \"b\"\npassword = \"p-1\"\n\
                    s3 = { bucket = \"acme\", bukket = \"acme\", sig = \"0a1b2c3d4e5f6a7b8c\", secret = \"q 2\", env = { access_key = \"AK-3\", secret_key = \"MY_KEY\" } }\n\
                    [mirror.sftp]\npassphrase = \"r4\"\nhost = \"h.example\"\n";
        let (table, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty());
        let shown = struck(text, table.get_ref());
        assert_eq!(shown.len(), text.len());
        let expected = text
            .replace("oops", "****")
            .replace("p-1", "***")
            .replace("q 2", "***")
            .replace("0a1b2c3d4e5f6a7b8c", "******************")
            .replace("AK-3", "****")
            .replace("r4", "**");
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_variable_is_told_from_a_secret() {
        for name in ["AWS_SECRET", "token", "_x1", "Status2026Token"] {
            assert!(names_a_variable(name), "{name}");
        }
        for secret in ["", "1A", "a-b", "q9X8z7a6b5c4d3e2f1", "p/w"] {
            assert!(!names_a_variable(secret), "{secret}");
        }
    }
}
