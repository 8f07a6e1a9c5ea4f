//! What braces and front matter say of components: `api=partial_outage, web`.

use super::heading::is_blank;
use super::margin::Margin;
use super::scope::{Named, Scope};
use super::words;
use crate::model::{ComponentStatus, Mark, Says, Word};
use crate::problem::did_you_mean;
use std::collections::HashMap;
use std::ops::Range;

/// Marks gathered so far, each component once.
#[derive(Debug, Default)]
pub(super) struct Marks {
    list: Vec<Mark>,
    /// Position in `list` by component; only once there are many.
    places: HashMap<Word, usize>,
}

/// Below this many marks a list is searched as fast as a table.
const FEW: usize = 8;

impl Marks {
    /// The marks, in the order they were first named.
    pub fn finish(self) -> Vec<Mark> {
        self.list
    }

    fn place(&mut self, component: &str) -> Option<usize> {
        if self.list.len() <= FEW {
            return self
                .list
                .iter()
                .position(|mark| mark.component == component);
        }
        for (at, mark) in self.list.iter().enumerate().skip(self.places.len()) {
            self.places.insert(mark.component.clone(), at);
        }
        self.places.get(component).copied()
    }

    /// Adds one; of two for the same component the worse stays. Whether it was there.
    fn add(&mut self, mark: Mark) -> bool {
        let Some(at) = self.place(&mark.component) else {
            self.list.push(mark);
            return false;
        };
        if weight(&mark.says) > weight(&self.list[at].says) {
            self.list[at].says = mark.says;
        }
        true
    }

    /// Adds what is said of the component, alias or group of this name.
    pub fn name(
        &mut self,
        name: &str,
        says: &Says,
        at: Range<usize>,
        scope: &Scope,
        margin: &mut Margin,
    ) {
        let mut twice = None;
        match scope.named(name) {
            Some(Named::Component(position)) => {
                let component = scope.ids[*position].clone();
                if self.add(Mark {
                    component: component.clone(),
                    known: true,
                    says: says.clone(),
                }) {
                    twice = Some(component);
                }
            }
            Some(Named::Group(members)) => {
                for position in members {
                    let component = scope.ids[*position].clone();
                    if self.add(Mark {
                        component: component.clone(),
                        known: true,
                        says: says.clone(),
                    }) {
                        twice = twice.or(Some(component));
                    }
                }
                if members.is_empty() {
                    let what = format!("no component is in the group `{name}`");
                    margin.error(
                        "empty-group",
                        at.clone(),
                        what,
                        "name the components one by one",
                    );
                }
            }
            None => {
                let hint = unknown_hint(name, scope, margin);
                margin.error(
                    "unknown-component",
                    at.clone(),
                    format!("unknown component `{name}`"),
                    hint,
                );
                self.add(Mark {
                    component: name.into(),
                    known: false,
                    says: says.clone(),
                });
            }
        }
        if let Some(component) = twice {
            let what = format!("`{component}` is named twice, and the worse counts");
            margin.error("component-twice", at, what, "name each component once");
        }
    }
}

/// Of two things said of a component, the heavier is the worse.
fn weight(says: &Says) -> (ComponentStatus, u8) {
    match says {
        Says::Status(status) => (*status, 1),
        Says::Unreadable(_) => (ComponentStatus::Unknown, 0),
        // Worse than fine, but any worse status that is spelled out says more.
        Says::Bare => (ComponentStatus::UnderMaintenance, 0),
    }
}

/// With so many problems in a file nobody reads a guess at each.
const CROWDED: usize = 100;

fn unknown_hint(name: &str, scope: &Scope, margin: &Margin) -> String {
    // The closest of many names takes its time, and a file full of slips has other troubles.
    if margin.problems.len() < CROWDED
        && let Some(known) = did_you_mean(name, scope.all_names())
    {
        return format!("did you mean `{known}`?");
    }
    let mut few: Vec<String> = scope
        .components
        .iter()
        .take(5)
        .map(|c| format!("`{}`", c.id))
        .collect();
    match few.pop() {
        Some(last) if scope.components.len() > 5 => {
            format!("write one of {}, {last} …", few.join(", "))
        }
        Some(last) if few.is_empty() => format!("the only component is {last}"),
        Some(last) => format!("write {} or {last}", few.join(", ")),
        None => "add a `[[component]]` to `stillup.toml`".into(),
    }
}

/// A word, or one of the marks between words.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Word,
    Equals,
    Comma,
}

fn tokens(text: &str, range: Range<usize>) -> Vec<(Token, Range<usize>)> {
    let mut found = Vec::with_capacity(8);
    let mut word: Option<usize> = None;
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        let mark = match c {
            '=' | ':' => Some(Token::Equals),
            ',' | ';' => Some(Token::Comma),
            _ => None,
        };
        if mark.is_none() && !is_blank(c) {
            word.get_or_insert(at);
            continue;
        }
        if let Some(start) = word.take() {
            found.push((Token::Word, start..at));
        }
        found.extend(mark.map(|mark| (mark, at..at + c.len_utf8())));
    }
    if let Some(start) = word {
        found.push((Token::Word, start..range.end));
    }
    found
}

/// Reads the inside of braces into `marks`.
///
/// Pairs are separated by blanks or commas; `=` or `:` stands between the two of a pair; a value is as
/// many words as make a status.
pub(super) fn read(
    text: &str,
    inside: Range<usize>,
    scope: &Scope,
    margin: &mut Margin,
    marks: &mut Marks,
) {
    let tokens = tokens(text, inside);
    let is = |at: usize, token: Token| tokens.get(at).is_some_and(|(found, _)| *found == token);
    let mut at = 0;
    while let Some((token, range)) = tokens.get(at) {
        at += 1;
        match token {
            Token::Comma => {}
            Token::Equals => {
                let what = "there is a status here, and no component".into();
                margin.error(
                    "no-component",
                    range.clone(),
                    what,
                    "write `component=status`",
                );
            }
            Token::Word if !is(at, Token::Equals) => {
                marks.name(
                    &text[range.clone()],
                    &Says::Bare,
                    range.clone(),
                    scope,
                    margin,
                );
            }
            Token::Word => {
                at += 1;
                // Words that are not the name of the next pair.
                let mut end = at;
                while is(end, Token::Word) && !is(end + 1, Token::Equals) {
                    end += 1;
                }
                let words: Vec<Range<usize>> = tokens[at..end]
                    .iter()
                    .map(|(_, range)| range.clone())
                    .collect();
                let (says, used) = value(text, &words, range, scope, margin);
                marks.name(&text[range.clone()], &says, range.clone(), scope, margin);
                at += used;
            }
        }
    }
}

/// The status that a pair's words make, and how many of them.
fn value(
    text: &str,
    words: &[Range<usize>],
    name: &Range<usize>,
    scope: &Scope,
    margin: &mut Margin,
) -> (Says, usize) {
    for count in (1..=words.len().min(3)).rev() {
        let span = words[0].start..words[count - 1].end;
        if let Some(status) = words::component(&text[span]) {
            return (Says::Status(status), count);
        }
    }
    let Some(first) = words.first() else {
        let what = format!("`{}` has no status", &text[name.clone()]);
        margin.error(
            "unknown-status",
            name.clone(),
            what,
            format!("write {}", words::COMPONENT_WORDS),
        );
        return (Says::Unreadable(String::new()), 0);
    };
    // A word that is a component's name begins the next.
    let more = words[1..]
        .iter()
        .take_while(|word| scope.named(&text[(*word).clone()]).is_none())
        .count();
    let span = first.start..words[more].end;
    unknown_status(&text[span.clone()], span, margin);
    let written = text[first.start..words[more].end].to_owned();
    (Says::Unreadable(written), 1 + more)
}

/// Tells that a component's status is none.
pub(super) fn unknown_status(written: &str, at: Range<usize>, margin: &mut Margin) {
    let hint = match words::meant_component(written) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("write {}", words::COMPONENT_WORDS),
    };
    margin.error(
        "unknown-status",
        at,
        format!("unknown component status `{written}`"),
        hint,
    );
}
