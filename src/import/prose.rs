//! HTML of other pages as markdown; what is text stays as it is, line by line.

use htmd::HtmlToMarkdown;
use htmd::options::{BrStyle, BulletListMarker, Options};

/// Elements nested deeper than this are not taken for markup.
const DEEPEST: usize = 100;

/// Elements that status pages write.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
];

/// A text or HTML as markdown. A line's end in a text is one in markdown too.
pub(super) fn markdown(body: &str) -> String {
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    match depth(&body) {
        Some(depth) if depth <= DEEPEST => converted(&body).unwrap_or(body),
        Some(_) => words(&body),
        None => broken_lines(&body),
    }
}

fn converted(html: &str) -> Option<String> {
    let options = Options {
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let converter = HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(vec!["script", "style"])
        .build();
    // Two in a row are how a paragraph ends.
    let apart = |text: String| text.trim().replace("\\\n\\\n", "\n\n");
    converter.convert(html).ok().map(apart)
}

/// How deep a text's elements are nested, at most; `None` where there are none.
fn depth(text: &str) -> Option<usize> {
    let (mut open, mut deepest, mut any) = (0_usize, 0, false);
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let (closes, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = rest[..length].to_ascii_lowercase();
        let ends = rest[length..].starts_with(['>', ' ', '/', '\n', '\t']);
        if length == 0 || !ends {
            continue;
        }
        any |= TAGS.contains(&name.as_str());
        match closes {
            true => open = open.saturating_sub(1),
            false if ["br", "hr", "img"].contains(&name.as_str()) => {}
            false => open += 1,
        }
        deepest = deepest.max(open);
    }
    any.then_some(deepest)
}

/// The words between tags.
fn words(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        let words = part.split_once('>').map_or(part, |(_, words)| words);
        out.push_str(words);
    }
    out.trim().to_owned()
}

/// A text whose single line ends are kept: markdown would fold them.
fn broken_lines(text: &str) -> String {
    let lines: Vec<&str> = text.trim().split('\n').map(str::trim_end).collect();
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(line);
        fenced ^= line.trim_start().starts_with("```");
        let next = lines.get(at + 1).copied().unwrap_or("");
        if !fenced && is_running(line) && is_running(next) {
            out.push('\\');
        }
    }
    out
}

/// Whether a line is one of running text: not empty, no list item, heading, quote, table, code or rule.
fn is_running(line: &str) -> bool {
    let words = line.trim_start();
    let item = words.starts_with(['-', '*', '+', '#', '>', '|', '=', '`'])
        || words
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['.', ')']);
    !words.is_empty() && !item && !line.starts_with("    ") && !line.ends_with('\\')
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn html_becomes_markdown() {
        for (html, expected) in [
            (
                "<p>One &amp; <strong>two</strong></p><p>three</p>",
                "One & **two**\n\nthree",
            ),
            ("a<br />b<br><br />c", "a\\\nb\n\nc"),
            (
                "See <a href=\"https://x.example/\">here</a>.",
                "See [here](https://x.example/).",
            ),
            ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
            ("x <b>y</b><script>alert(1)</script>", "x **y**"),
        ] {
            assert_eq!(markdown(html), expected, "{html}");
        }
    }

    #[test]
    fn text_keeps_its_lines() {
        for (text, expected) in [
            ("a\r\nb\r\n\r\nc", "a\\\nb\n\nc"),
            ("- a\n- b", "- a\n- b"),
            ("## What\nwords", "## What\nwords"),
            ("if a < b and b > c &lt;p>", "if a < b and b > c &lt;p>"),
            ("<https://x.example/>", "<https://x.example/>"),
            ("```\na\nb\n```", "```\na\nb\n```"),
        ] {
            assert_eq!(markdown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_nested_beyond_reason_keeps_its_words() {
        let html = format!(
            "{}words{}",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        assert_eq!(markdown(&html), "words");
    }
}
