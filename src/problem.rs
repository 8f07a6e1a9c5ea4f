//! One thing that is wrong, or against the site's own policy: what, where, why, and what to type next.
//!
//! Words follow one style: lower case, no full stop for one sentence, back-ticks round literals,
//! and a hint the reader can type or paste.

mod draw;
mod list;
#[cfg(test)]
mod tests;

pub use draw::{human, summary};
pub use list::{github, json, sarif};

use std::ops::Range;
use std::sync::Arc;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Policy advice: nothing is wrong with the files, exit code 4.
    Finding,
    /// Something that could not be read or does not make sense, exit code 1.
    Error,
}

/// A stretch of a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path as the reader knows it: relative to the site's folder, with `/`.
    pub file: Arc<str>,
    /// The whole text of that file, so that the line can be drawn. Empty when only the file is meant.
    pub text: Arc<str>,
    /// Byte range in `text`; always on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// A stretch of `text`, clamped to it and widened to character boundaries.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>, span: Range<usize>) -> Self {
        let text = text.into();
        let mut start = span.start.min(text.len());
        let mut end = span.end.clamp(start, text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Place {
            file: file.into(),
            text,
            span: start..end,
        }
    }

    /// A whole file, no line drawn.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Place {
            file: file.into(),
            text: "".into(),
            span: 0..0,
        }
    }

    /// Line and column of the start, both from 1, columns in characters.
    pub fn line_column(&self) -> (usize, usize) {
        self.position(self.span.start)
    }

    /// Line and column of the first character behind the end, counted the same way.
    pub fn end_line_column(&self) -> (usize, usize) {
        self.position(self.span.end)
    }

    fn position(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (line, before[start..].chars().count() + 1)
    }
}

/// What is wrong, where, why, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether this is an error or a policy finding.
    pub weight: Weight,
    /// A stable kebab-case name for machines, such as `unknown-component`.
    pub code: &'static str,
    /// One sentence without a full stop.
    pub what: String,
    /// Where, when it is in a file.
    pub place: Option<Place>,
    /// The other system's words, when there are any.
    pub why: Option<String>,
    /// Something the reader can type or paste.
    pub hint: Option<String>,
}

impl Problem {
    /// An error with a machine name and a sentence.
    pub fn error(code: &'static str, what: impl Into<String>) -> Self {
        Problem {
            weight: Weight::Error,
            code,
            what: what.into(),
            place: None,
            why: None,
            hint: None,
        }
    }

    /// A policy finding with a machine name and a sentence.
    pub fn finding(code: &'static str, what: impl Into<String>) -> Self {
        Problem {
            weight: Weight::Finding,
            ..Problem::error(code, what)
        }
    }

    /// Whether something is wrong, rather than against policy.
    pub fn is_error(&self) -> bool {
        self.weight == Weight::Error
    }

    /// The same problem with its place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same problem with the other system's words.
    #[must_use]
    pub fn because(mut self, why: impl ToString) -> Self {
        self.why = Some(why.to_string());
        self
    }

    /// The same problem with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The known name closest to `typed`, for a "did you mean".
///
/// Nothing is offered when the closest differs in more than a third of its letters.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|name| {
            (
                strsim::damerau_levenshtein(&typed, &name.to_lowercase()),
                name,
            )
        })
        .filter(|(distance, name)| *distance <= (name.chars().count().max(3)).div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
