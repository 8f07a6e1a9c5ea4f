//! Where things stand in a file: front matter, title, summary, updates. Line by line, with byte
//! positions, before any markdown is read: an open code fence or comment swallows nothing.

use super::conflict;
use super::depth::nests;
use super::heading::{self, Rough, is_blank};
use crate::model::{IncidentStatus, Said};
use std::borrow::Cow;
use std::ops::Range;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrontKind {
    /// Between `---`.
    Yaml,
    /// Between `+++`.
    Toml,
}

/// The front matter's place.
#[derive(Debug)]
pub(super) struct FrontPlace {
    pub kind: FrontKind,
    /// The line that opens it.
    pub open: Range<usize>,
    /// Between its two lines.
    pub inside: Range<usize>,
    /// Whether there is a second line.
    pub closed: bool,
}

/// A file, taken apart.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    /// The text with conflict markers blanked out: same positions.
    pub text: Cow<'a, str>,
    pub front: Option<FrontPlace>,
    /// The words of the first `#` heading.
    pub title: Option<Range<usize>>,
    /// Text before the first update, without the title's line.
    summary: [Range<usize>; 2],
    /// In the order of the file: heading, and the text below it.
    pub updates: Vec<(Rough, Range<usize>)>,
    /// Lines that read as update headings and are none.
    pub lookalikes: Vec<Range<usize>>,
    /// The first line whose markdown is nested beyond reason.
    pub deep: Option<Range<usize>>,
    /// Lines blanked out.
    cuts: Vec<Range<usize>>,
    /// Each conflict's first marker.
    pub conflicts: Vec<Range<usize>>,
}

/// The lines of a text: content without its end, and where the next begins. `\n`, `\r\n` and `\r` end one.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    returns: bool,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Lines {
            text,
            at,
            returns: memchr::memchr(b'\r', text.as_bytes()).is_some(),
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = (Range<usize>, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let found = if self.returns {
            memchr::memchr2(b'\n', b'\r', rest.as_bytes())
        } else {
            memchr::memchr(b'\n', rest.as_bytes())
        };
        let Some(length) = found else {
            self.at = self.text.len();
            return Some((start..self.at, self.at));
        };
        let both = rest[length..].starts_with("\r\n");
        self.at = start + length + 1 + usize::from(both);
        Some((start..start + length, self.at))
    }
}

/// Takes a file apart. A byte order mark must be gone.
pub(super) fn lay_out(text: &str) -> Layout<'_> {
    let found = conflict::find(text);
    let mut layout = Layout {
        text: found.as_ref().map_or(Cow::Borrowed(text), |found| {
            Cow::Owned(found.masked.clone())
        }),
        front: None,
        title: None,
        summary: [0..0, 0..0],
        updates: Vec::new(),
        lookalikes: Vec::new(),
        deep: None,
        cuts: Vec::new(),
        conflicts: Vec::new(),
    };
    if let Some(found) = found {
        layout.cuts = found.cuts;
        layout.conflicts = found.firsts;
    }
    let text = std::mem::take(&mut layout.text);
    layout.front = front(&text);
    let body = layout
        .front
        .as_ref()
        .map_or(0, |front| front_end(&text, front));
    layout.body(&text, body);
    layout.text = text;
    layout
}

/// Where the text begins behind front matter.
fn front_end(text: &str, front: &FrontPlace) -> usize {
    if !front.closed {
        return front.inside.end;
    }
    Lines::new(text, front.inside.end)
        .next()
        .map_or(text.len(), |(_, next)| next)
}

/// Front matter at the beginning. Without its closing line it ends before the first blank line or heading.
fn front(text: &str) -> Option<FrontPlace> {
    let mut lines =
        Lines::new(text, 0).skip_while(|(line, _)| text[line.clone()].trim().is_empty());
    let (open, inside) = lines.next()?;
    let (kind, mark) = match text[open.clone()].trim_end() {
        "---" => (FrontKind::Yaml, "---"),
        "+++" => (FrontKind::Toml, "+++"),
        _ => return None,
    };
    let mut gives_up = None;
    for (line, next) in lines {
        let words = text[line.clone()].trim_end();
        if words == mark || (kind == FrontKind::Yaml && words == "...") {
            return Some(FrontPlace {
                kind,
                open,
                inside: inside..line.start,
                closed: true,
            });
        }
        if gives_up.is_none() && (words.is_empty() || words.starts_with('#')) {
            gives_up = Some(line.start);
        }
        if words.starts_with("##")
            && heading::read(text, line.clone(), line.start + 2..line.end).is_some()
        {
            break;
        }
        if next == text.len() {
            break;
        }
    }
    Some(FrontPlace {
        kind,
        open,
        inside: inside..gives_up.unwrap_or(text.len()),
        closed: false,
    })
}

/// What a line is, besides text.
enum Line {
    Text,
    Title(Range<usize>),
    Update(Box<Rough>),
    /// Where its words are: of an underlined heading that is the line above.
    Lookalike(Range<usize>),
}

impl Layout<'_> {
    fn body(&mut self, text: &str, start: usize) {
        let mut after_postmortem = false;
        let mut before = start..start;
        let mut open = start;
        let mut title_line: Option<(usize, usize)> = None;
        for (line, next) in Lines::new(text, start) {
            let may_be_title = self.title.is_none() && self.updates.is_empty();
            match classify(text, line.clone(), before, after_postmortem, may_be_title) {
                Line::Text => {}
                Line::Lookalike(words) => self.lookalikes.push(words),
                Line::Title(words) => {
                    self.title = Some(words);
                    title_line = Some((line.start, next));
                }
                Line::Update(rough) => {
                    self.close(open..line.start, start, title_line);
                    after_postmortem |=
                        rough.said == Some(Said::Status(IncidentStatus::Postmortem));
                    self.updates.push((*rough, next..next));
                    open = next;
                }
            }
            if self.deep.is_none() && nests(&text.as_bytes()[line.clone()]) {
                self.deep = Some(line.clone());
            }
            before = line;
        }
        self.close(open..text.len(), start, title_line);
    }

    /// Ends the text of the last update, or the summary.
    fn close(&mut self, open: Range<usize>, start: usize, title_line: Option<(usize, usize)>) {
        match (self.updates.last_mut(), title_line) {
            (Some((_, text)), _) => *text = open,
            (None, Some((line, next))) => self.summary = [start..line, next..open.end],
            (None, None) => self.summary = [open, 0..0],
        }
    }

    /// Where the summary stands: above the title, and below it.
    pub fn summaries(&self) -> [Range<usize>; 2] {
        self.summary.clone()
    }

    /// The summary's markdown.
    pub fn summary(&self) -> Cow<'_, str> {
        let [first, second] = self.summary.clone().map(|range| self.words(range));
        match (first.is_empty(), second.is_empty()) {
            (_, true) => first,
            (true, _) => second,
            _ => Cow::Owned(format!("{first}\n\n{second}")),
        }
    }

    /// Markdown from a stretch of the file: no blank lines around it, line ends as `\n`.
    pub fn words(&self, range: Range<usize>) -> Cow<'_, str> {
        // Cuts are in order, and do not overlap.
        let next = self.cuts.partition_point(|cut| cut.end <= range.start);
        let untouched = self.cuts.get(next).is_none_or(|cut| cut.start >= range.end);
        if !untouched {
            return Cow::Owned(without_margin(&self.without_cuts(range)).into_owned());
        }
        without_margin(&self.text[range])
    }

    fn without_cuts(&self, range: Range<usize>) -> String {
        let inner = &self.text[range.clone()];
        let is_cut = |start: usize| {
            self.cuts
                .binary_search_by_key(&start, |cut| cut.start)
                .is_ok()
        };
        Lines::new(inner, 0)
            .filter(|(line, _)| !is_cut(range.start + line.start))
            .map(|(line, next)| &inner[line.start..next])
            .collect()
    }
}

/// Without blank lines around it, and line ends as `\n`.
fn without_margin(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_end_matches([' ', '\t', '\n', '\r']);
    let blank = trimmed.len() - trimmed.trim_start_matches([' ', '\t', '\n', '\r']).len();
    let start = trimmed[..blank]
        .rfind(['\n', '\r'])
        .map_or(0, |end| end + 1);
    let words = &trimmed[start..];
    if memchr::memchr(b'\r', words.as_bytes()).is_some() {
        Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(words)
    }
}

/// What one line is. `before` is the line above it.
fn classify(
    text: &str,
    line: Range<usize>,
    before: Range<usize>,
    strictly: bool,
    may_be_title: bool,
) -> Line {
    let words = &text[line.clone()];
    match words.as_bytes().first() {
        Some(b'#') => hashes(text, line, strictly, may_be_title),
        Some(b' ' | b'\t' | b'>' | 0xC2) => {
            let inner = words.trim_start_matches(|c| is_blank(c) || c == '>');
            let level = inner.len() - inner.trim_start_matches('#').len();
            if (1..=6).contains(&level)
                && reads_as_update(text, line.end - inner.len() + level..line.end, strictly)
            {
                return Line::Lookalike(line);
            }
            Line::Text
        }
        Some(mark @ (b'=' | b'-')) => {
            let underline = words.trim_end().bytes().all(|b| b == *mark);
            if underline && !before.is_empty() && reads_as_update(text, before.clone(), strictly) {
                return Line::Lookalike(before);
            }
            Line::Text
        }
        _ => Line::Text,
    }
}

/// An unindented line that begins with `#`.
fn hashes(text: &str, line: Range<usize>, strictly: bool, may_be_title: bool) -> Line {
    let words = &text[line.clone()];
    let level = words.len() - words.trim_start_matches('#').len();
    let content = line.start + level..line.end;
    if level == 2 {
        return match heading::read(text, line, content) {
            Some(rough) if !strictly || rough.is_strict() => Line::Update(Box::new(rough)),
            _ => Line::Text,
        };
    }
    if level <= 6 && reads_as_update(text, content.clone(), strictly) {
        return Line::Lookalike(line);
    }
    // A phone may leave the space out; `#42` and the like are text.
    let is_heading = words[level..]
        .chars()
        .next()
        .is_none_or(|c| is_blank(c) || c.is_alphabetic());
    if level == 1 && may_be_title && is_heading {
        return Line::Title(heading::trim_heading(text, content));
    }
    Line::Text
}

/// Whether words of another kind of heading read as time and status.
fn reads_as_update(text: &str, content: Range<usize>, strictly: bool) -> bool {
    let rough = heading::read(text, content.clone(), content);
    rough.is_some_and(|rough| rough.is_plain() && (!strictly || rough.is_strict()))
}

/// Whether a line of an update's text would be taken for something else when read again.
pub(super) fn is_special(line: &str, before: &str, strictly: bool) -> bool {
    let joined;
    let (text, first, second) = if before.is_empty() {
        (line, 0..0, 0..line.len())
    } else {
        joined = format!("{before}\n{line}");
        let cut = before.len();
        (joined.as_str(), 0..cut, cut + 1..joined.len())
    };
    !matches!(classify(text, second, first, strictly, false), Line::Text)
}
