//! A message, resolved: what is always the same, and the places in it.

use arcstr::ArcStr;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use std::collections::BTreeSet;

/// A message, as far as it can be resolved before anything is put into it.
#[derive(Debug)]
pub(super) enum Phrase {
    /// Nothing is put into it.
    Plain(ArcStr),
    /// Texts are put into it.
    Filled(Vec<Piece>),
    /// What it is depends on what is put into it.
    Chosen,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// As it is.
    Text(String),
    /// What stands here has this name.
    Place(String),
}

impl Phrase {
    /// The message of an id.
    pub(super) fn of(bundle: &FluentBundle<FluentResource>, id: &str) -> Self {
        let mut parts = pieces(bundle, id);
        if chooses(bundle, id) {
            return Phrase::Chosen;
        }
        match (parts.pop(), parts.is_empty()) {
            (None, _) => Phrase::Plain(ArcStr::new()),
            (Some(Piece::Text(text)), true) => Phrase::Plain(text.into()),
            (Some(last), _) => {
                parts.push(last);
                Phrase::Filled(parts)
            }
        }
    }
}

/// A message's text with these things in its places, and whether all of it could be resolved.
pub(super) fn format(
    bundle: &FluentBundle<FluentResource>,
    id: &str,
    args: Option<&FluentArgs<'_>>,
) -> (String, bool) {
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        return (String::new(), false);
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    (text.into_owned(), errors.is_empty())
}

/// A message's parts. Where it chooses, those of the variant for all else.
pub(super) fn pieces(bundle: &FluentBundle<FluentResource>, id: &str) -> Vec<Piece> {
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        return Vec::new();
    };
    let mut names = BTreeSet::new();
    variables(bundle, pattern, &mut names, &mut 0);
    let names: Vec<&str> = names.into_iter().collect();
    // Characters that mean nothing anywhere stand in for what will be put there.
    let marks = (0xE000..).map_while(char::from_u32);
    let marked = names.iter().zip(marks.clone());
    let args: FluentArgs<'_> = marked
        .map(|(&name, mark)| (name, FluentValue::from(mark.to_string())))
        .collect();
    let (text, _) = format(bundle, id, Some(&args));
    let mut out = Vec::new();
    let mut rest = text.as_str();
    let mark = |c: char| (0xE000..0xE000 + names.len() as u32).contains(&(c as u32));
    while let Some(at) = rest.find(mark) {
        if at > 0 {
            out.push(Piece::Text(rest[..at].to_owned()));
        }
        let found = rest[at..].chars().next().unwrap_or_default();
        out.push(Piece::Place(
            names[(found as u32 - 0xE000) as usize].to_owned(),
        ));
        rest = &rest[at + found.len_utf8()..];
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest.to_owned()));
    }
    out
}

/// How many references are followed, of those that lead in a circle too.
const DEEP: usize = 100;

/// Whether what a message says depends on what is put into it.
pub(super) fn chooses(bundle: &FluentBundle<FluentResource>, id: &str) -> bool {
    let message = bundle.get_message(id).and_then(|message| message.value());
    message.is_some_and(|pattern| variables(bundle, pattern, &mut BTreeSet::new(), &mut 0))
}

/// Gathers the names of a pattern's places, and says whether it chooses by one of them.
fn variables<'b>(
    bundle: &'b FluentBundle<FluentResource>,
    pattern: &Pattern<&'b str>,
    names: &mut BTreeSet<&'b str>,
    followed: &mut usize,
) -> bool {
    let mut chooses = false;
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            chooses |= of_expression(bundle, expression, names, followed);
        }
    }
    chooses
}

fn of_expression<'b>(
    bundle: &'b FluentBundle<FluentResource>,
    expression: &Expression<&'b str>,
    names: &mut BTreeSet<&'b str>,
    followed: &mut usize,
) -> bool {
    match expression {
        Expression::Inline(inline) => of_inline(bundle, inline, names, followed),
        Expression::Select { selector, variants } => {
            of_inline(bundle, selector, names, followed);
            for variant in variants {
                variables(bundle, &variant.value, names, followed);
            }
            true
        }
    }
}

fn of_inline<'b>(
    bundle: &'b FluentBundle<FluentResource>,
    inline: &InlineExpression<&'b str>,
    names: &mut BTreeSet<&'b str>,
    followed: &mut usize,
) -> bool {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name);
            false
        }
        InlineExpression::Placeable { expression } => {
            of_expression(bundle, expression, names, followed)
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                of_inline(bundle, argument, names, followed);
            }
            // A number is written by it, not a text.
            true
        }
        InlineExpression::MessageReference { id, .. } => {
            *followed += 1;
            let message = bundle.get_message(id.name).filter(|_| *followed < DEEP);
            let pattern = message.and_then(|message| message.value());
            pattern.is_some_and(|pattern| variables(bundle, pattern, names, followed))
        }
        _ => false,
    }
}
