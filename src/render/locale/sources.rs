//! A site's own messages, `locales/<language>.ftl`, and what is wrong with them.

use super::language::LANGUAGES;
use super::{ENGLISH, phrase};
use crate::problem::{Place, Problem, did_you_mean};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Where they are, in the site's folder.
pub(in crate::render) const FOLDER: &str = "locales/";

/// What of a site's file can be used, and what is wrong with the rest.
pub(super) fn usable(tag: &str, text: &str) -> (Option<String>, Vec<Problem>) {
    let mut problems = Vec::new();
    let (resource, errors) = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, Vec::new()),
        Err(found) => found,
    };
    let at = |span: Range<usize>| Place::new(format!("{FOLDER}{tag}.ftl"), text.to_owned(), span);
    for error in errors {
        let line = text[error.pos.start.min(text.len())..]
            .lines()
            .next()
            .unwrap_or_default();
        let end = error.pos.start + line.trim_end().len().max(1);
        problems.push(
            Problem::error("unreadable-message", "this message cannot be read")
                .at(at(error.pos.start..end))
                .because(error.kind)
                .hint("history = History"),
        );
    }
    let english = English::new();
    let own: BTreeSet<&str> = resource.entries().filter_map(id_of).collect();
    let mut bad = BTreeSet::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else {
            continue;
        };
        let id = message.id.name;
        let found = english.fault(id, message.value.as_ref(), &own);
        if let Some((what, hint, word)) = found {
            bad.insert(id.to_owned());
            let place = at(span_in(resource.source(), word));
            problems.push(Problem::error("unknown-message", what).at(place).hint(hint));
        }
    }
    (Some(kept(&resource, &bad)), problems)
}

/// The messages there are, each with its placeables.
struct English(BTreeMap<String, BTreeSet<String>>);

/// What is put into messages besides what English makes use of.
const MORE: [(&str, &[&str]); 2] = [
    ("days-range-in-month", &["from", "last"]),
    ("nth-weekday", &["day"]),
];

/// A name that a message makes use of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Used<'a> {
    /// A placeable.
    Place(&'a str),
    /// A message or a term.
    Other(&'a str),
}

/// What is wrong with a message: a sentence, a hint, and the word it is about.
type Fault<'a> = (String, String, &'a str);

impl English {
    fn new() -> Self {
        let mut all = BTreeMap::new();
        if let Ok(resource) = FluentResource::try_new(ENGLISH.to_owned()) {
            for entry in resource.entries() {
                let Entry::Message(message) = entry else {
                    continue;
                };
                let names = message.value.iter().flat_map(used);
                let places = names.filter_map(|name| match name {
                    Used::Place(name) => Some(name.to_owned()),
                    Used::Other(_) => None,
                });
                all.insert(message.id.name.to_owned(), places.collect());
            }
        }
        for (id, more) in MORE {
            let places: &mut BTreeSet<String> = all.entry(id.to_owned()).or_default();
            places.extend(more.iter().map(|&name| name.to_owned()));
        }
        English(all)
    }

    fn fault<'a>(
        &self,
        id: &'a str,
        value: Option<&Pattern<&'a str>>,
        own: &BTreeSet<&str>,
    ) -> Option<Fault<'a>> {
        let Some(known) = self.0.get(id) else {
            let near = did_you_mean(id, self.0.keys().map(String::as_str));
            let hint = near.map(|near| format!("did you mean `{near}`?"));
            let hint = hint.unwrap_or_else(|| format!("-{id} = …   # a term may have any name"));
            return Some((format!("unknown message `{id}`"), hint, id));
        };
        let Some(value) = value else {
            return Some((
                format!("message `{id}` has no text"),
                format!("{id} = …"),
                id,
            ));
        };
        used(value).into_iter().find_map(|name| match name {
            Used::Place(name) if !known.contains(name) => {
                let what = format!("message `{id}` has no placeable `${name}`");
                let near = did_you_mean(name, known.iter().map(String::as_str));
                let listed: Vec<String> = known.iter().map(|one| format!("`${one}`")).collect();
                let hint = match (near, listed.is_empty()) {
                    (Some(near), _) => format!("did you mean `${near}`?"),
                    (None, true) => "nothing is put into it".into(),
                    (None, false) => format!("it has {}", listed.join(", ")),
                };
                Some((what, hint, name))
            }
            Used::Other(name) if !own.contains(name) && !self.0.contains_key(name) => {
                let what = format!("message `{id}` refers to `{name}`, which there is not");
                Some((
                    what,
                    "refer to a message, or to a term of this file".into(),
                    name,
                ))
            }
            _ => None,
        })
    }
}

fn id_of<'a>(entry: &Entry<&'a str>) -> Option<&'a str> {
    match entry {
        Entry::Message(message) => Some(message.id.name),
        Entry::Term(term) => Some(term.id.name),
        _ => None,
    }
}

fn used<'a>(pattern: &Pattern<&'a str>) -> Vec<Used<'a>> {
    let of = |element: &PatternElement<&'a str>| match element {
        PatternElement::Placeable { expression } => in_expression(expression),
        PatternElement::TextElement { .. } => Vec::new(),
    };
    pattern.elements.iter().flat_map(of).collect()
}

fn in_expression<'a>(expression: &Expression<&'a str>) -> Vec<Used<'a>> {
    match expression {
        Expression::Inline(inline) => in_inline(inline),
        Expression::Select { selector, variants } => {
            let mut names = in_inline(selector);
            names.extend(variants.iter().flat_map(|variant| used(&variant.value)));
            names
        }
    }
}

fn in_inline<'a>(inline: &InlineExpression<&'a str>) -> Vec<Used<'a>> {
    match inline {
        InlineExpression::VariableReference { id } => vec![Used::Place(id.name)],
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => vec![Used::Other(id.name)],
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().flat_map(in_inline).collect()
        }
        InlineExpression::Placeable { expression } => in_expression(expression),
        _ => Vec::new(),
    }
}

/// Where a part of a text stands in it.
fn span_in(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start.min(text.len())..(start + part.len()).min(text.len())
}

/// A file without the messages of these ids.
fn kept(resource: &FluentResource, bad: &BTreeSet<String>) -> String {
    let source = resource.source();
    let line = |at: usize| source[..at].rfind('\n').map_or(0, |end| end + 1);
    let starts: Vec<(usize, bool)> = resource
        .entries()
        .map(|entry| match entry {
            Entry::Message(message) => {
                let comment = message.comment.as_ref().and_then(|it| it.content.first());
                let first = comment.unwrap_or(&message.id.name);
                (
                    line(span_in(source, first).start),
                    !bad.contains(message.id.name),
                )
            }
            Entry::Term(term) => {
                let comment = term.comment.as_ref().and_then(|it| it.content.first());
                (
                    line(span_in(source, comment.unwrap_or(&term.id.name)).start),
                    true,
                )
            }
            Entry::Comment(comment)
            | Entry::GroupComment(comment)
            | Entry::ResourceComment(comment) => {
                let first = comment
                    .content
                    .first()
                    .map_or(0, |it| span_in(source, it).start);
                (line(first), false)
            }
            Entry::Junk { content } => (span_in(source, content).start, false),
        })
        .collect();
    let ends = starts.iter().skip(1).map(|(start, _)| *start);
    let spans = starts.iter().zip(ends.chain([source.len()]));
    spans
        .filter(|((_, keep), _)| *keep)
        .map(|((start, _), end)| &source[*start..end])
        .collect()
}

/// Messages that cannot be resolved: they refer to each other in a circle, or to what a term has not.
pub(super) fn unresolved(bundle: &FluentBundle<FluentResource>) -> BTreeSet<String> {
    let all = English::new().0;
    // A message may refer to another, whose places are then its own too.
    let places: BTreeSet<&str> = all.values().flatten().map(String::as_str).collect();
    let args = places.iter().map(|&place| (place, FluentValue::from(1)));
    let args = args.collect();
    let broken = all
        .keys()
        .filter(|id| !phrase::format(bundle, id, Some(&args)).1);
    broken.cloned().collect()
}

/// A site's file without the messages of these ids, with a problem for each.
pub(super) fn without(tag: &str, text: &str, broken: &BTreeSet<String>) -> (String, Vec<Problem>) {
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(text.to_owned());
    let mut problems = Vec::new();
    for id in resource
        .entries()
        .filter_map(id_of)
        .filter(|id| broken.contains(*id))
    {
        let place = Place::new(
            format!("{FOLDER}{tag}.ftl"),
            text.to_owned(),
            span_in(resource.source(), id),
        );
        let what = format!("message `{id}` cannot be resolved");
        problems.push(
            Problem::error("unresolved-message", what)
                .at(place)
                .because("it refers to itself, or to what is not there")
                .hint(format!("{id} = …")),
        );
    }
    (kept(&resource, broken), problems)
}

/// Nobody knows the language, and the site has no file for it.
pub(super) fn unknown(tag: &str) -> Problem {
    let near = did_you_mean(tag, LANGUAGES.iter().map(|language| language.tag));
    let what = format!("there are no words for the language `{tag}`: its pages have English ones");
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write `{FOLDER}{tag}.ftl`"),
    };
    Problem::error("unknown-language", what)
        .at(Place::file("stillup.toml"))
        .hint(hint)
}

/// Files for languages that the site does not have.
pub(super) fn unused(languages: &[String], files: &BTreeMap<String, String>) -> Vec<Problem> {
    let stem = |path: &str| {
        let path = path.strip_prefix(FOLDER)?;
        path.strip_suffix(".ftl").map(str::to_owned)
    };
    let listed = |stem: &str| languages.iter().any(|tag| tag.eq_ignore_ascii_case(stem));
    // One of a language that is known does no harm, and may be wanted later.
    let known = |stem: &str| LANGUAGES.iter().any(|language| language.tag == stem);
    let stems = files.keys().filter_map(|path| Some((path, stem(path)?)));
    stems
        .filter(|(_, stem)| !listed(stem) && !known(stem))
        .map(|(path, stem)| {
            let what =
                format!("`{stem}` is not among the site's languages: nothing of this is used");
            let kind = |tag: &&str| stem.split(['-', '_']).next() == Some(tag);
            let tags = || languages.iter().map(String::as_str);
            let near = tags().find(kind).or(did_you_mean(&stem, tags()));
            let hint = match near {
                Some(near) => format!("git mv {path} {FOLDER}{near}.ftl"),
                None => format!("languages = [{}]", quoted(languages, &stem)),
            };
            Problem::error("unused-language", what)
                .at(Place::file(path.clone()))
                .hint(hint)
        })
        .collect()
}

fn quoted(languages: &[String], more: &str) -> String {
    let all = languages.iter().map(String::as_str).chain([more]);
    all.map(|tag| format!("\"{tag}\""))
        .collect::<Vec<_>>()
        .join(", ")
}
