//! Markdown as plain text, for where no HTML can go: API bodies, calendars, descriptions.

use super::{OPTIONS, printable};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The text alone: paragraphs apart by an empty line, list items behind `- ` or their number, a
/// link's address behind it in brackets. Raw HTML is left out.
pub fn plain(markdown: &str) -> String {
    let text = printable(markdown);
    let mut out = Lines {
        text: String::with_capacity(text.len()),
        apart: 0,
        held: false,
    };
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut links: Vec<(String, usize)> = Vec::new();
    for event in Parser::new_ext(&text, OPTIONS) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push(&words),
            Event::SoftBreak => out.push(" "),
            Event::HardBreak => out.apart(1),
            Event::Rule => out.apart(2),
            Event::TaskListMarker(done) => out.push(if done { "[x] " } else { "[ ] " }),
            Event::Start(Tag::List(number)) => {
                out.apart(if lists.is_empty() { 2 } else { 1 });
                lists.push(number);
            }
            Event::Start(Tag::Item) => {
                out.apart(1);
                let indent = "  ".repeat(lists.len().clamp(1, 9) - 1);
                match lists.last_mut() {
                    Some(Some(number)) => {
                        out.push(&format!("{indent}{number}. "));
                        *number = number.saturating_add(1);
                    }
                    _ => out.push(&format!("{indent}- ")),
                }
                out.held = true;
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.settle();
                links.push((dest_url.to_string(), out.text.len()));
            }
            Event::End(TagEnd::Link) => {
                let (url, from) = links.pop().unwrap_or_default();
                let words = out.text.get(from..).unwrap_or_default();
                if url.starts_with("http") && words.trim() != url {
                    let address = if words.trim().is_empty() {
                        url
                    } else {
                        format!(" ({url})")
                    };
                    out.push(&address);
                }
            }
            Event::Start(Tag::TableRow | Tag::TableHead) => out.apart(1),
            Event::End(TagEnd::TableCell) => out.push("  "),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                out.apart(if lists.is_empty() { 2 } else { 1 });
            }
            Event::End(TagEnd::Item) => out.apart(1),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::Table(_),
            )
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::BlockQuote(_)
                | TagEnd::Table,
            ) => out.apart(2),
            _ => {}
        }
    }
    out.text.truncate(out.text.trim_end().len());
    out.text
}

/// Text, and how many line ends stand before whatever comes next.
struct Lines {
    text: String,
    apart: usize,
    /// A list item has only its mark so far: its text goes on the same line.
    held: bool,
}

impl Lines {
    fn apart(&mut self, lines: usize) {
        if !self.held {
            self.apart = self.apart.max(lines);
        }
    }

    fn settle(&mut self) {
        if self.apart == 0 {
            return;
        }
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.apart));
        }
        self.apart = 0;
    }

    fn push(&mut self, words: &str) {
        self.settle();
        self.held = false;
        self.text.push_str(words);
    }
}
