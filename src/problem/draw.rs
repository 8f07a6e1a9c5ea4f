//! Problems as a person reads them: the sentence, the line with carets below it, and a hint.

use super::{Place, Problem, Weight};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Lines of a file are trimmed to fit so many columns.
const WIDTH: usize = 120;

/// All problems, drawn one below the other, and a line that counts them. Empty when there are none.
///
/// Meaning is never by colour alone; with `colour`, ANSI sequences are added.
pub fn human(problems: &[Problem], colour: bool) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let renderer = if colour {
        Renderer::styled().hyperlink(false)
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for problem in problems {
        one(&renderer, problem, &mut text);
        text.push('\n');
    }
    text + &summary(problems) + "\n"
}

/// How many there are, such as `2 problems, 1 finding`. Empty when there are none.
pub fn summary(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let counts = [(errors, "problem"), (problems.len() - errors, "finding")];
    let words = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| match count {
            1 => format!("1 {word}"),
            _ => format!("{count} {word}s"),
        });
    words.collect::<Vec<_>>().join(", ")
}

fn one(renderer: &Renderer, problem: &Problem, text: &mut String) {
    let level = match problem.weight {
        Weight::Error => Level::ERROR,
        Weight::Finding => Level::WARNING.with_name("finding"),
    };
    let title = level.primary_title(shown(&problem.what));
    let group = match &problem.place {
        None => Group::with_title(title),
        Some(place) if place.text.is_empty() => title.element(Origin::path(shown(&place.file))),
        Some(place) => {
            let (line, span, number) = first_line(place);
            let mark = AnnotationKind::Primary.span(span);
            title.element(
                Snippet::source(line)
                    .path(shown(&place.file))
                    .line_start(number)
                    .annotation(mark),
            )
        }
    };
    let mut add = |group: Group<'_>| {
        text.push_str(&renderer.render(&[group]));
        text.push('\n');
    };
    add(group);
    if let Some(why) = &problem.why {
        add(Group::with_title(
            Level::NOTE.with_name("because").secondary_title(shown(why)),
        ));
    }
    if let Some(hint) = &problem.hint {
        add(Group::with_title(
            Level::HELP.with_name("hint").secondary_title(shown(hint)),
        ));
    }
}

/// The line a place begins in, what is marked in it, and its number from 1.
fn first_line(place: &Place) -> (&str, std::ops::Range<usize>, usize) {
    let text: &str = &place.text;
    let start = text[..place.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[start..end].trim_end_matches('\r');
    let from = (place.span.start - start).min(line.len());
    let to = (place.span.end - start).clamp(from, line.len());
    (line, from..to, place.line_column().0)
}

/// Without characters that would move the cursor or turn the direction of writing.
fn shown(text: &str) -> String {
    text.trim_end()
        .chars()
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
                '\u{fffd}'
            }
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}
