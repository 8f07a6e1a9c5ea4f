//! The text of a template, taken apart: words, prints, tags; and these into tokens. Tera has found all of it right before.

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Printed as it stands.
    Text(&'a str),
    /// Between `{{` and `}}`.
    Print(Vec<Token<'a>>),
    /// Between `{%` and `%}`.
    Tag(Vec<Token<'a>>),
}

/// What prints and tags are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Name(&'a str),
    /// Between quotes.
    Text(&'a str),
    Number(i64),
    Sign(&'static str),
}

/// Longer ones first.
const SIGNS: &[&str] = &["==", ".", "|", "(", ")", ",", "=", ">", "<", "/", "{", "}"];

/// The pieces of a template; none where something in it is not known here.
pub(super) fn pieces(template: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    // `-%}`: what follows loses the blanks it begins with.
    let mut trims = false;
    while !rest.is_empty() {
        let opens = |at: &usize| matches!(rest.get(*at..*at + 2), Some("{{" | "{%" | "{#"));
        let at = rest
            .match_indices('{')
            .map(|(at, _)| at)
            .find(opens)
            .unwrap_or(rest.len());
        let (text, tag) = rest.split_at(at);
        if !text.is_empty() {
            let text = if trims { text.trim_start() } else { text };
            let trimmed = tag.as_bytes().get(2) == Some(&b'-');
            let text = if trimmed { text.trim_end() } else { text };
            pieces.push(Piece::Text(text));
            trims = false;
        }
        let Some((open, inner)) = tag.split_at_checked(2) else {
            break;
        };
        if open == "{#" {
            let (said, after) = inner.split_once("#}")?;
            trims |= said.ends_with('-');
            rest = after;
            continue;
        }
        let inner = inner.strip_prefix('-').unwrap_or(inner);
        let (tokens, trimmed, after) = tokens(inner, if open == "{{" { "}}" } else { "%}" })?;
        (rest, trims) = (after, trimmed);
        pieces.push(match open {
            "{{" => Piece::Print(tokens),
            // What it holds is no template.
            _ if tokens == [Token::Name("raw")] => return None,
            _ => Piece::Tag(tokens),
        });
    }
    Some(pieces)
}

/// Tokens up to an end, whether it takes blanks away, and what follows.
fn tokens<'a>(text: &'a str, end: &str) -> Option<(Vec<Token<'a>>, bool, &'a str)> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        if let Some(after) = rest.strip_prefix(end) {
            return Some((tokens, false, after));
        }
        if let Some(after) = rest.strip_prefix('-').and_then(|it| it.strip_prefix(end)) {
            return Some((tokens, true, after));
        }
        let token;
        (token, rest) = first(rest)?;
        tokens.push(token);
    }
}

fn first(text: &str) -> Option<(Token<'_>, &str)> {
    let first = text.chars().next()?;
    if let Some(sign) = SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        return Some((Token::Sign(sign), &text[sign.len()..]));
    }
    if matches!(first, '"' | '\'' | '`') {
        let (said, rest) = text[1..].split_once(first)?;
        return (!said.contains('\\')).then_some((Token::Text(said), rest));
    }
    let word = |c: char| c == '_' || c.is_ascii_alphanumeric();
    let (said, rest) = text.split_at(text.find(|c| !word(c)).unwrap_or(text.len()));
    if first.is_ascii_digit() {
        return Some((Token::Number(said.parse().ok()?), rest));
    }
    (!said.is_empty()).then_some((Token::Name(said), rest))
}
