//! A file's bytes as text: whatever encoding an editor left, something is read.

use super::margin::Margin;
use super::read::read;
use super::scope::Scope;
use crate::model::Incident;
use crate::problem::Problem;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;

/// The size above which a file is a problem, in bytes. It is read all the same.
const LARGE: usize = 1 << 20;

/// Reads an incident from its file's bytes, like [`parse`](super::parse).
///
/// Bytes that are not UTF-8, and files over 1 MiB, are a problem, and are read as well as can be.
pub fn parse_bytes(
    id: &str,
    file: &str,
    bytes: &[u8],
    scope: &Scope,
) -> (Option<Incident>, Vec<Problem>) {
    read(id, margin(file, bytes), Sha256::digest(bytes).into(), scope)
}

/// A file's text without its byte order mark, and what is wrong with its bytes.
pub(super) fn margin(file: &str, bytes: &[u8]) -> Margin {
    let (text, odd) = text_of(bytes);
    let without = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mark = text.len() - without.len();
    let mut margin = Margin::new(file, without);
    match odd {
        Some(Odd::Utf16) => {
            let what = "the file is UTF-16, not UTF-8".into();
            margin.whole("not-utf8", what, format!("iconv -f UTF-16 -t UTF-8 {file}"));
        }
        Some(Odd::At(at)) => {
            let at = at.saturating_sub(mark);
            let what = "these bytes are not UTF-8".into();
            margin.error(
                "not-utf8",
                at..at + 1,
                what,
                format!("iconv -f WINDOWS-1252 -t UTF-8 {file}"),
            );
        }
        None => {}
    }
    if bytes.len() > LARGE {
        let what = format!(
            "the file has {} KiB, and 1024 are enough",
            bytes.len() / 1024
        );
        margin.whole("too-large", what, "move logs and images out of it");
    }
    margin
}

/// Why bytes are no plain UTF-8.
enum Odd {
    Utf16,
    /// The first byte that cannot be.
    At(usize),
}

fn text_of(bytes: &[u8]) -> (Cow<'_, str>, Option<Odd>) {
    let pairs = |little: bool| {
        let units = bytes[2..].chunks(2).map(|pair| {
            let pair = [pair[0], pair.get(1).copied().unwrap_or(0)];
            if little {
                u16::from_le_bytes(pair)
            } else {
                u16::from_be_bytes(pair)
            }
        });
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect::<String>()
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(_) if bytes.starts_with(&[0xff, 0xfe]) => (Cow::Owned(pairs(true)), Some(Odd::Utf16)),
        Err(_) if bytes.starts_with(&[0xfe, 0xff]) => (Cow::Owned(pairs(false)), Some(Odd::Utf16)),
        Err(error) => (
            String::from_utf8_lossy(bytes),
            Some(Odd::At(error.valid_up_to())),
        ),
    }
}
