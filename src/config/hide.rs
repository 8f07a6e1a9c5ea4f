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
    providers(root, &mut spans);
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
            let pass = table.get("pass").and_then(|list| list.get_ref().as_array());
            let names = pass.into_iter().flat_map(|list| list.iter());
            spans.extend(names.filter(|value| !is_variable(value)).map(Spanned::span));
        }
    }
}

/// In the tables of those who answer DNS: the same, a TSIG key where its name belongs, and settings of
/// octoDNS that hold what they should name.
fn providers(root: &DeTable<'_>, spans: &mut Vec<Range<usize>>) {
    let dns = root.get("dns").and_then(|dns| dns.get_ref().as_table());
    let Some(providers) = dns.and_then(|dns| dns.get("provider")) else {
        return;
    };
    let list = providers.get_ref().as_array().into_iter();
    let list = list.flat_map(|list| list.iter()).chain([providers]);
    for provider in list.filter_map(|value| value.get_ref().as_table()) {
        unknown(provider, "[[dns.provider]]", spans);
        let inner = |name: &str| {
            provider
                .get(name)
                .and_then(|kind| kind.get_ref().as_table())
        };
        if let Some(table) = inner("rfc2136") {
            unknown(table, "[[dns.provider]] rfc2136", spans);
            let env = table.get("env").and_then(|env| env.get_ref().as_table());
            let names = env.into_iter().flat_map(|env| env.iter());
            let others = names.filter(|(_, value)| !is_variable(value));
            spans.extend(others.map(|(_, value)| value.span()));
            let key = table.get("key").into_iter();
            let others = key.filter(|value| value.get_ref().as_str().is_some_and(is_key));
            spans.extend(others.map(Spanned::span));
        }
        if let Some(table) = inner("octodns") {
            unknown(table, "[[dns.provider]] octodns", spans);
            if let Some(settings) = table.get("settings") {
                open_settings("", settings, spans);
            }
        }
    }
}

/// Texts at any depth that should have been `env/VARIABLE`.
fn open_settings(word: &str, value: &Spanned<DeValue<'_>>, spans: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::String(text) if is_open(word, text) || is_noise(text) => spans.push(value.span()),
        DeValue::Array(list) => list
            .iter()
            .for_each(|value| open_settings(word, value, spans)),
        DeValue::Table(table) => table
            .iter()
            .for_each(|(key, value)| open_settings(key.get_ref(), value, spans)),
        _ => {}
    }
}

/// Whether a setting of octoDNS holds a secret itself, as its name tells.
pub(super) fn is_open(word: &str, text: &str) -> bool {
    let word = word.to_lowercase();
    // Not every `key`: `key_name` and `key_algorithm` are no secrets.
    let words = ["secret", "token", "pass", "api_key", "apikey", "credential"];
    !text.starts_with("env/") && words.iter().any(|part| word.contains(part))
}

/// Whether a text is a key in base64 rather than the name of one.
pub(super) fn is_key(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let mixed = text.contains(|c: char| c.is_ascii_lowercase())
        && text.contains(|c: char| c.is_ascii_uppercase());
    let odd = text.contains(['+', '=']) || (mixed && is_noise(text));
    text.chars().all(fits) && odd
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
    fn a_secret_of_a_dns_provider_is_struck_out_wherever_it_was_typed() {
        let text = "[[dns.provider]]\nname = \"own\"\npassword = \"canary-1\"\n\
                    rfc2136 = { server = \"ns1.acme.example\", key = \"Y2FuYXJ5LTI=\", secret = \"canary-3\", env = { secret = \"canary+4/==\" } }\n\
                    [[dns.provider]]\nname = \"cloud\"\n[dns.provider.octodns]\nclass = \"octodns_cloud.Provider\"\ntoken = \"canary-5\"\n\
                    settings = { token = \"canary-6\", api_secret = \"env/CLOUD\", key_name = \"stillup\", deep = { list = [\"0a1b2c3d4e5f6a7b8c\"], password = \"canary-7\" } }\n";
        let (table, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty());
        let shown = struck(text, table.get_ref());
        let mut expected = text.replace("Y2FuYXJ5LTI=", "************");
        for secret in [
            "canary-1",
            "canary-3",
            "canary+4/==",
            "canary-5",
            "canary-6",
            "canary-7",
            "0a1b2c3d4e5f6a7b8c",
        ] {
            expected = expected.replace(secret, &"*".repeat(secret.len()));
        }
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
