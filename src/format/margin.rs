//! The problems of one file, collected while it is read, each with its place.

use crate::model::Word;
use crate::problem::{Place, Problem, Weight};
use std::ops::Range;
use std::sync::Arc;

/// Collects the problems of one file.
#[derive(Debug)]
pub(super) struct Margin {
    /// Its path, as the reader knows it.
    pub file: Arc<str>,
    /// Its text.
    pub text: Word,
    /// The same for drawing, once something is wrong.
    drawn: Option<Arc<str>>,
    /// What was found, in the order it was found.
    pub problems: Vec<Problem>,
}

impl Margin {
    pub fn new(file: &str, text: &str) -> Self {
        Margin {
            file: file.into(),
            text: text.into(),
            drawn: None,
            problems: Vec::new(),
        }
    }

    fn place(&mut self, span: Range<usize>) -> Place {
        let text = self.drawn.get_or_insert_with(|| self.text.as_str().into());
        Place::new(self.file.clone(), text.clone(), span)
    }

    /// An error here. An empty hint is none.
    pub fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        what: String,
        hint: impl Into<String>,
    ) {
        let problem = Problem::error(code, what).at(self.place(span));
        self.push(problem, hint.into());
    }

    /// A policy finding here.
    pub fn finding(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        what: String,
        hint: impl Into<String>,
    ) {
        let problem = Problem::finding(code, what).at(self.place(span));
        self.push(problem, hint.into());
    }

    /// An error of the file as a whole.
    pub fn whole(&mut self, code: &'static str, what: String, hint: impl Into<String>) {
        let problem = Problem::error(code, what).at(Place::file(self.file.clone()));
        self.push(problem, hint.into());
    }

    /// The other system's words about the last problem.
    pub fn because(&mut self, why: impl ToString) {
        if let Some(last) = self.problems.last_mut() {
            last.why = Some(why.to_string());
        }
    }

    fn push(&mut self, mut problem: Problem, hint: String) {
        problem.hint = (!hint.is_empty()).then_some(hint);
        self.problems.push(problem);
    }

    /// Whether anything is wrong with the file.
    pub fn wrong(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.weight == Weight::Error)
    }

    /// In the order of their places.
    pub fn finish(mut self) -> Vec<Problem> {
        self.problems
            .sort_by_key(|problem| problem.place.as_ref().map_or(0, |place| place.span.start));
        self.problems
    }
}
