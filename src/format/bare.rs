//! An incident's file without what its author meant for themselves: comments, in the front matter and in
//! the text. What it says, and how it looks, stays the same.

use super::layout::{FrontKind, Lines, lay_out};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// As the page is rendered with, as far as it matters to where HTML stands.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// The file's text with empty comments in place of those that say something.
pub fn bare(text: &str) -> Cow<'_, str> {
    let comments = text.contains("<!--");
    if !comments && !text.trim_start().starts_with(['-', '+']) {
        return Cow::Borrowed(text);
    }
    let mut cuts = Vec::new();
    let layout = lay_out(text);
    if let Some(front) = &layout.front {
        of_front(text, front.inside.clone(), front.kind, &mut cuts);
    }
    if comments {
        let mut open = false;
        for part in layout.summaries() {
            open = of_text(text, part, open, &mut cuts);
        }
        for (_, part) in &layout.updates {
            of_text(text, part.clone(), false, &mut cuts);
        }
    }
    if cuts.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for cut in cuts {
        out.push_str(&text[at..cut.start.max(at)]);
        at = cut.end.max(at);
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// Comments of YAML and TOML alike, by line: a `#` outside of quotes, which YAML wants a blank before.
fn of_front(text: &str, inside: Range<usize>, kind: FrontKind, cuts: &mut Vec<Range<usize>>) {
    for (line, next) in Lines::new(&text[..inside.end], inside.start) {
        let Some(at) = comment(&text[line.clone()], kind) else {
            continue;
        };
        let from = line.start + at;
        cuts.push(match text[line.start..from].trim().is_empty() {
            true => line.start..next,
            false => from..line.end,
        });
    }
}

/// Where the comment of a line begins, with the blanks before it.
fn comment(line: &str, kind: FrontKind) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open && before != '\\' => quote = None,
            (Some(_), _) => {}
            // In the middle of a plain YAML word a quote is a letter.
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '#') if kind == FrontKind::Toml || before.is_whitespace() => {
                return Some(line[..at].trim_end().len());
            }
            _ => {}
        }
        before = c;
    }
    None
}

/// Comments of a markdown text; `open`: it begins inside of one. Tells whether it ends inside of one.
fn of_text(text: &str, part: Range<usize>, open: bool, cuts: &mut Vec<Range<usize>>) -> bool {
    let mut start = part.start;
    if open {
        let Some(end) = text[part.clone()].find("-->") else {
            cuts.push(part.start..last_line(text, &part));
            return true;
        };
        cuts.push(part.start..part.start + end);
        start += end;
    }
    let inner = &text[start..part.end];
    let mut inside = false;
    for (event, range) in Parser::new_ext(inner, OPTIONS).into_offset_iter() {
        let range = start + range.start..start + range.end;
        match event {
            // A page's own text is never cut: only what a reader's browser would take for a comment.
            Event::Html(_) => inside = of_line(text, range, inside, cuts),
            Event::InlineHtml(html)
                if html.starts_with("<!--")
                    && html.ends_with("-->")
                    && html.len() > "<!---->".len() =>
            {
                cuts.push(range.start + 4..range.end - 3);
            }
            Event::Start(Tag::HtmlBlock) => {}
            Event::End(TagEnd::HtmlBlock) if inside => {
                // Nothing closes it: a browser takes all that follows for part of it.
                let from = cuts.last().map_or(range.end, |cut| cut.end.max(start));
                cuts.push(from..last_line(text, &part).max(from));
                return true;
            }
            _ => {}
        }
    }
    false
}

/// A line of raw HTML. Tells whether it ends inside of a comment.
fn of_line(text: &str, line: Range<usize>, inside: bool, cuts: &mut Vec<Range<usize>>) -> bool {
    let end = line.start + text[line.clone()].trim_end_matches(['\n', '\r']).len();
    let (mut at, mut inside) = (line.start, inside);
    loop {
        if inside {
            match text[at..end].find("-->") {
                Some(found) => {
                    cuts.push(at..at + found);
                    at += found + 3;
                }
                None => {
                    cuts.push(at..end);
                    return true;
                }
            }
        }
        match text[at..end].find("<!--") {
            Some(found) => at += found + 4,
            None => return false,
        }
        inside = true;
    }
}

/// Where a part's last line end begins: what follows has to stand on a line of its own.
fn last_line(text: &str, part: &Range<usize>) -> usize {
    part.start + text[part.clone()].trim_end_matches(['\n', '\r']).len()
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_text_without_comments_is_left_alone() {
        let text = "---\nimpact: major\ntitle: \"# 1\"\nupstream: https://x.example/#y\n---\n# API #1\n\n## 2026-11-20 14:05 UTC - investigating {api}\n\nC# and `<!-- code -->`:\n\n```\n<!-- shown -->\n```\n\n    <!-- shown too -->\n";
        assert_eq!(bare(text), text);
    }

    #[test]
    fn comments_lose_their_words_and_nothing_else_does() {
        for (text, want) in [
            (
                "# A\n\nOne <!-- ask Bob --> two.\n",
                "# A\n\nOne <!----> two.\n",
            ),
            (
                "One\n<!-- a\nb\n\nc --> rest\nTwo\n",
                "One\n<!--\n\n\n--> rest\nTwo\n",
            ),
            ("> <!-- a\n> b -->\n> c\n", "> <!--\n> -->\n> c\n"),
            (
                "<div><!-- a --> b <!-- c --></div>\n",
                "<div><!----> b <!----></div>\n",
            ),
            (
                "---\n# Bob broke it\nimpact: major # and again\ntitle: 'It''s # 1'\n---\n",
                "---\nimpact: major\ntitle: 'It''s # 1'\n---\n",
            ),
            (
                "+++\nimpact = \"major\"# x\n# y\n+++\n",
                "+++\nimpact = \"major\"\n+++\n",
            ),
        ] {
            assert_eq!(bare(text), want);
        }
    }

    #[test]
    fn what_stands_in_a_comment_that_nothing_closes_is_not_kept() {
        let text = "# A\n\n<!-- secret\n\nmore secret\n\n## 2026-11-20 14:05 UTC - investigating {api}\n\nSaid. <!-- x -->\n\n<div><!-- hidden\n\nhidden too\n";
        let found = bare(text);
        assert!(
            !found.contains("secret") && !found.contains("hidden"),
            "{found}"
        );
        assert!(
            found.contains("\n## 2026-11-20 14:05 UTC - investigating {api}\n\nSaid. <!---->\n"),
            "{found}"
        );
        let over = "One\n\n<!-- open\n\n# Title\n\nsecret --> Two\n";
        assert_eq!(bare(over), "One\n\n<!--\n\n# Title\n--> Two\n");
    }
}
