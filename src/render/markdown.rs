//! Markdown to HTML that is safe to put on a page, and to text for where no HTML can go.
//!
//! 1. Control characters, which neither HTML nor XML may hold, are left out.
//! 2. Paragraphs of plain words at the beginning are written as they are (`prose`).
//! 3. The parser's events are rewritten on their way to the writer: links and images are filtered,
//!    headings go below those of the page, bare addresses become links, deep nesting is flattened.
//! 4. Only a text with raw HTML in it is rendered once more and sanitised as a whole, so that
//!    fragments which are harmless one by one cannot join into something that is not.

mod links;
mod plain;
mod prose;
mod rewrite;
mod sanitise;
#[cfg(test)]
mod tests;

pub use links::{Assets, Links};
pub use plain::plain;

use pulldown_cmark::{Options, Parser, TextMergeStream, html};
use rewrite::Rewrite;
use std::borrow::Cow;

/// CommonMark, and of its extensions tables, strikethrough and task lists.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// A sanitised HTML fragment.
///
/// No script, style, event handler, form or frame comes out of it whatever goes in. Table cells
/// carry their alignment as the classes `right` and `center`, since the pages' policy allows no
/// inline style. Links are left to `links`.
pub fn html(markdown: &str, links: &Links<'_>) -> String {
    let text = printable(markdown);
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    let rest = prose::write(&text, &mut out);
    if rest.is_empty() || parse(rest, links, &mut out) {
        debug_assert!(
            {
                let mut whole = String::new();
                parse(&text, links, &mut whole) && whole == out
            },
            "the parser makes something else of {text:?}"
        );
        return out;
    }
    out.clear();
    let mut events =
        Rewrite::with_raw(TextMergeStream::new(Parser::new_ext(&text, OPTIONS)), links);
    html::push_html(&mut out, &mut events);
    sanitise::clean(&out, links, events.addresses)
}

/// Writes what the parser finds in a text, up to the first raw HTML. False: there is some.
fn parse(text: &str, links: &Links<'_>, out: &mut String) -> bool {
    let mut events = Rewrite::new(TextMergeStream::new(Parser::new_ext(text, OPTIONS)), links);
    html::push_html(out, &mut events);
    !events.raw
}

/// The text without what neither HTML nor XML 1.0 may hold: control characters but tab and line
/// ends, and noncharacters. Nor does it hold what turns the words around it about: embeddings,
/// overrides and isolates (Unicode UAX 9, 2.1 to 2.5); letters have their direction without them.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    // All bytes, not up to the first: that goes many at a time.
    let any = |suspect: fn(u8) -> bool| {
        let found = text.bytes().map(suspect);
        found.fold(false, |found, byte| found | byte)
    };
    let control = |byte: u8| (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    // First bytes of the others.
    let other = |byte: u8| matches!(byte, 0xC2 | 0xE2 | 0xEF | 0xF0..);
    let suspicious = any(|byte| byte >= 0x7F) && (any(|byte| byte == 0x7F) || any(other));
    if !(any(control) || suspicious) || !text.chars().any(forbidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|&c| !forbidden(c)).collect())
}

fn forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || (c as u32 & 0xFFFE) == 0xFFFE
}
