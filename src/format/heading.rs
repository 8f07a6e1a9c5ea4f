//! One heading line as an update's: `TIME - STATUS {component=status …}`, before anything is resolved.

use super::fault::Fault;
use super::time::{Stamp, scan};
use super::words;
use crate::model::Said;
use std::ops::Range;

/// A heading that reads as an update's, in pieces. Ranges are of the whole file.
#[derive(Debug)]
pub(super) struct Rough {
    /// The line, without its end.
    pub line: Range<usize>,
    /// When, or why that cannot be said.
    pub when: Result<Stamp, Fault>,
    /// Where that is written; empty when it is not.
    pub when_at: Range<usize>,
    /// What it says of the incident; `None` when it says nothing.
    pub said: Option<Said>,
    /// Where that is written.
    pub said_at: Range<usize>,
    /// The insides of its braces.
    pub braces: Vec<Range<usize>>,
    /// The id it was given.
    pub id: Option<Range<usize>>,
    /// Slips of the form that did not hinder reading.
    pub slips: Vec<Slip>,
}

/// Something not as it should be in a heading's form.
#[derive(Debug)]
pub(super) struct Slip {
    pub code: &'static str,
    pub at: Range<usize>,
    pub what: &'static str,
    pub hint: &'static str,
}

impl Rough {
    /// A full date and a known status: the only kind after a post-mortem.
    pub fn is_strict(&self) -> bool {
        matches!(self.when, Ok(Stamp::Full(..))) && self.is_known()
    }

    /// A time and a known status, both written.
    pub fn is_plain(&self) -> bool {
        matches!(
            self.when,
            Ok(Stamp::Full(..) | Stamp::Clock(..) | Stamp::After(_))
        ) && self.is_known()
    }

    fn is_known(&self) -> bool {
        matches!(self.said, Some(Said::Status(_) | Said::Update))
    }
}

/// White space, and what phones and web editors put in its place.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Without the blanks and the closing `##` that CommonMark allows.
pub(super) fn trim_heading(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start_matches(is_blank).len());
    let mut inner = text[start..range.end].trim_end_matches(is_blank);
    let open = inner.trim_end_matches('#');
    if open.len() < inner.len() && (open.is_empty() || open.ends_with(is_blank)) {
        inner = open.trim_end_matches(is_blank);
    }
    start..start + inner.len()
}

/// Reads what follows the `##` of a line. `None` when the heading is only text.
pub(super) fn read(text: &str, line: Range<usize>, content: Range<usize>) -> Option<Rough> {
    let content = trim_heading(text, content);
    let inner = &text[content.clone()];
    if is_disguised(inner) {
        return None;
    }
    let mut rough = Rough {
        line,
        when: Err(Fault::Form),
        when_at: content.start..content.start,
        said: None,
        said_at: content.end..content.end,
        braces: Vec::new(),
        id: None,
        slips: Vec::new(),
    };
    let timed = scan(inner).filter(|(_, end)| !inner[*end..].starts_with(char::is_alphanumeric));
    let Some((when, end)) = timed else {
        return untimed(text, content, rough);
    };
    rough.when = when;
    rough.when_at = content.start..content.start + end;
    let doubtful = matches!(rough.when, Ok(Stamp::Day(_)) | Err(Fault::Form));
    let head = head(text, rough.when_at.end..content.end);
    status(text, head.clone(), &mut rough);
    braces(text, head.end..content.end, &mut rough);
    if doubtful {
        let bare_day =
            matches!(rough.when, Ok(Stamp::Day(_))) && text[head].trim_matches(is_blank).is_empty();
        if !bare_day && !rough.is_known() {
            return None;
        }
        if let Ok(Stamp::Day(_)) = rough.when {
            rough.when = Err(Fault::NoClock);
        }
    }
    Some(rough)
}

/// Whether words begin with a character as its number, such as `&#50;026`: how a text is written that
/// shall not be taken for an update.
fn is_disguised(words: &str) -> bool {
    words.strip_prefix("&#").is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && rest[digits..].starts_with(';')
    })
}

/// A heading that does not begin with a time: an update only if the rest leaves no doubt.
fn untimed(text: &str, content: Range<usize>, mut rough: Rough) -> Option<Rough> {
    let head = head(text, content.clone());
    let words = trim(text, head.clone());
    if words::said(&text[words.clone()]).is_some() && !words.is_empty() {
        rough.said = words::said(&text[words.clone()]);
        rough.said_at = words;
    } else {
        let (before, after) = last_separator(text, words)?;
        rough.said = Some(words::said(&text[after.clone()])?);
        if !text[before.clone()].contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        rough.when_at = before;
        rough.said_at = after;
    }
    braces(text, head.end..content.end, &mut rough);
    Some(rough)
}

/// What comes before the braces.
fn head(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text[range.clone()].find(['{', '}']).unwrap_or(range.len());
    range.start..range.start + length
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start_matches(is_blank).len());
    start..start + text[start..range.end].trim_end_matches(is_blank).len()
}

/// The status between the time and the braces.
fn status(text: &str, head: Range<usize>, rough: &mut Rough) {
    let words = trim(text, head.clone());
    if words.is_empty() {
        rough.said_at = words.start..words.start;
        return;
    }
    let inner = &text[words.clone()];
    let first = inner.chars().next().unwrap_or(' ');
    if matches!(first, '-' | '–' | '—' | ':' | '·') {
        let dashes = inner.len() - inner.trim_start_matches(first).len();
        let spaced = inner[dashes..].chars().next().is_none_or(is_blank);
        if !spaced || (first == '-' && words.start == head.start) {
            rough.slips.push(Slip {
                code: "unclear-separator",
                at: words.start..words.start + dashes,
                what: "the separator needs a space on both sides",
                hint: "write ` - ` between time and status",
            });
        }
        said(text, trim(text, words.start + dashes..words.end), rough);
        return;
    }
    if words::said(inner).is_none()
        && let Some((zone, after)) = zone_before_separator(text, words.clone())
    {
        rough.when = match std::mem::replace(&mut rough.when, Err(Fault::Form)) {
            Ok(Stamp::Full(..) | Stamp::Clock(..)) => Err(Fault::Zone(text[zone.clone()].into())),
            Ok(_) => Err(Fault::Form),
            fault => fault,
        };
        rough.when_at.end = zone.end;
        said(text, after, rough);
        return;
    }
    rough.slips.push(Slip {
        code: "missing-separator",
        at: words.start..words.end,
        what: "there is no separator between time and status",
        hint: "write ` - ` between time and status",
    });
    said(text, words, rough);
}

/// Something where a zone stands, and what follows its separator, if it must be a zone.
fn zone_before_separator(text: &str, words: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let inner = &text[words.clone()];
    if let Some((before, after)) = last_separator(text, words.clone()) {
        let one_word = !text[before.clone()].contains(is_blank);
        if one_word || words::said(&text[after.clone()]).is_some() {
            return Some((before, after));
        }
    }
    let abbreviation =
        (1..=5).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_uppercase());
    abbreviation.then_some((words.clone(), words.end..words.end))
}

/// What is before and after the last separator.
fn last_separator(text: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let inner = &text[range.clone()];
    inner.char_indices().rev().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let spaced = inner[end..].chars().next().is_none_or(is_blank);
        let separates = match c {
            '-' => spaced && inner[..at].trim_end_matches('-').ends_with(is_blank),
            '–' | '—' | ':' | '·' => spaced,
            _ => false,
        };
        separates.then(|| {
            let before = inner[..at].trim_end_matches('-').len();
            let before = trim(text, range.start..range.start + before);
            (before, trim(text, range.start + end..range.end))
        })
    })
}

fn said(text: &str, at: Range<usize>, rough: &mut Rough) {
    if !at.is_empty() {
        let words = &text[at.clone()];
        rough.said = Some(words::said(words).unwrap_or_else(|| Said::Unreadable(words.into())));
    }
    rough.said_at = at;
}

/// All braces, the id among them, and what does not belong there.
fn braces(text: &str, range: Range<usize>, rough: &mut Rough) {
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let next = rest.find(['{', '}']).unwrap_or(rest.len());
        let between = trim(text, at..at + next);
        if !between.is_empty() {
            rough.slips.push(Slip {
                code: "text-after-braces",
                at: between,
                what: "there is text after the braces",
                hint: "write it below the heading",
            });
        }
        if next == rest.len() {
            return;
        }
        let inside = at + next + 1;
        if rest[next..].starts_with('}') {
            rough
                .slips
                .push(unbalanced(inside - 1..inside, "`}` without `{`"));
            at = inside;
            continue;
        }
        let length = text[inside..range.end]
            .find(['{', '}'])
            .unwrap_or(range.end - inside);
        let end = inside + length;
        let closed = text[end..range.end].starts_with('}');
        if !closed {
            rough
                .slips
                .push(unbalanced(inside - 1..inside, "`{` without `}`"));
        }
        brace(text, trim(text, inside..end), rough);
        at = end + usize::from(closed);
    }
}

fn unbalanced(at: Range<usize>, what: &'static str) -> Slip {
    Slip {
        code: "unbalanced-braces",
        at,
        what,
        hint: "write all components in one pair: `{api=partial_outage web}`",
    }
}

/// The inside of one pair of braces: an id, components, or both.
fn brace(text: &str, inside: Range<usize>, rough: &mut Rough) {
    let mut components = inside.clone();
    if text[inside.clone()].starts_with('#') {
        let length = text[inside.clone()]
            .find(|c: char| is_blank(c) || c == ',')
            .unwrap_or(inside.len());
        let id = inside.start + 1..inside.start + length;
        components = trim(text, id.end..inside.end);
        let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        if id.is_empty()
            || id.len() > 100
            || !text[id.clone()].chars().all(good)
            || rough.id.is_some()
        {
            rough.slips.push(Slip {
                code: "bad-update-id",
                at: inside.start..id.end,
                what: "an update has one id, of `a-z`, `0-9`, `-`, `_` and `.`",
                hint: "leave it out: it is made of the time",
            });
        } else {
            rough.id = Some(id);
        }
        if components.is_empty() {
            return;
        }
    }
    if !rough.braces.is_empty() {
        rough.slips.push(Slip {
            code: "many-braces",
            at: components.clone(),
            what: "a heading has one pair of braces for components",
            hint: "write all components in one pair: `{api=partial_outage web}`",
        });
    }
    rough.braces.push(components);
}
