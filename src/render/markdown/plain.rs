//! Markdown as plain text, for where no HTML can go: API bodies, calendars, descriptions.

use super::{OPTIONS, printable, sanitise};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The text alone: paragraphs apart by an empty line, list items behind `- ` or their number, a
/// link's address behind it in brackets. Of raw HTML only the words are left.
pub fn plain(markdown: &str) -> String {
    let text = printable(markdown);
    let mut plain = Plain {
        out: Lines::default(),
        lists: Vec::new(),
        links: Vec::new(),
        block: None,
    };
    for event in Parser::new_ext(&text, OPTIONS) {
        plain.take(event);
    }
    let mut text = plain.out.text;
    text.truncate(text.trim_end().len());
    text
}

struct Plain {
    out: Lines,
    /// Of each list that the text is in, the next item's number, when it has numbers.
    lists: Vec<Option<u64>>,
    /// Of each link that the text is in, its address and where its text began.
    links: Vec<(String, usize)>,
    /// A block of raw HTML so far.
    block: Option<String>,
}

impl Plain {
    fn take(&mut self, event: Event) {
        match event {
            Event::Text(words) | Event::Code(words) => self.out.push(&words),
            Event::SoftBreak => self.out.push(" "),
            Event::HardBreak => self.out.apart(1),
            Event::Rule => self.out.apart(2),
            Event::TaskListMarker(done) => self.out.push(if done { "[x] " } else { "[ ] " }),
            Event::Html(html) => self.block.get_or_insert_default().push_str(&html),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::List(number) => {
                self.out.apart(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push(number);
            }
            Tag::Item => self.item(),
            Tag::Link { dest_url, .. } => {
                self.out.settle();
                self.links.push((dest_url.to_string(), self.out.text.len()));
            }
            Tag::TableRow | Tag::TableHead => self.out.apart(1),
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::BlockQuote(_)
            | Tag::Table(_) => self.out.apart(2),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.out.apart(if self.lists.is_empty() { 2 } else { 1 });
            }
            TagEnd::Item => self.out.apart(1),
            TagEnd::Link => self.link(),
            TagEnd::TableCell => self.out.push("  "),
            TagEnd::HtmlBlock => {
                let words = sanitise::words(&self.block.take().unwrap_or_default());
                if !words.is_empty() {
                    self.out.apart(2);
                    self.out.push(&words);
                    self.out.apart(2);
                }
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::Table => self.out.apart(2),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.out.apart(1);
        let indent = "  ".repeat(self.lists.len().clamp(1, 9) - 1);
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push(&format!("{indent}{number}. "));
                *number = number.saturating_add(1);
            }
            _ => self.out.push(&format!("{indent}- ")),
        }
        self.out.held = true;
    }

    fn link(&mut self) {
        let (url, from) = self.links.pop().unwrap_or_default();
        let words = self.out.text.get(from..).unwrap_or_default().trim();
        if url.starts_with("http") && words != url {
            let address = if words.is_empty() {
                url
            } else {
                format!(" ({url})")
            };
            self.out.push(&address);
        }
    }
}

/// Text, and how many line ends stand before whatever comes next.
#[derive(Default)]
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
