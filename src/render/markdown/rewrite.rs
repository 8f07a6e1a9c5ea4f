//! The parser's events on their way to the writer, made fit for a page.

use super::Links;
use memchr::memmem::Finder;
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};
use std::collections::VecDeque;
use std::sync::LazyLock;

/// In every bare address.
static SCHEME: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("://"));

/// Containers deeper than this are flattened: their text stays, their tags go.
const DEEPEST: usize = 40;

/// Raw HTML beyond this many bytes in one text is shown as text: a browser's and a sanitiser's
/// work on misnested tags grows faster than their number.
const MOST_RAW: usize = 64 * 1024;

/// The scheme under which sanitising recognises addresses that have been filtered already.
pub(super) const DONE: &str = "stillup:";

/// What to write when a link or an image ends.
enum Ending {
    /// The tag as it came.
    Same,
    /// The end of another tag.
    Other(TagEnd),
    /// Nothing: its start was left out.
    Nothing,
}

/// The parser's events, made fit for a page.
pub(super) struct Rewrite<'a, I> {
    events: I,
    links: &'a Links<'a>,
    ready: VecDeque<Event<'a>>,
    depth: usize,
    /// Levels of the headings that the text so far stands under.
    headings: Vec<HeadingLevel>,
    heading: HeadingLevel,
    endings: Vec<Ending>,
    /// How many of `endings` are links that were written.
    in_links: usize,
    in_image: usize,
    in_code: bool,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    allow_raw: bool,
    raw_bytes: usize,
    /// Whether raw HTML came up. Nothing follows it then, unless it is allowed.
    pub raw: bool,
    /// With raw HTML allowed: filtered addresses, by the number that stands in for them.
    pub addresses: Vec<String>,
}

impl<'a, I: Iterator<Item = Event<'a>>> Rewrite<'a, I> {
    /// Ends at the first raw HTML.
    pub fn new(events: I, links: &'a Links<'a>) -> Self {
        Rewrite {
            events,
            links,
            ready: VecDeque::new(),
            depth: 0,
            headings: Vec::new(),
            heading: HeadingLevel::H6,
            endings: Vec::new(),
            in_links: 0,
            in_image: 0,
            in_code: false,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            allow_raw: false,
            raw_bytes: 0,
            raw: false,
            addresses: Vec::new(),
        }
    }

    /// Lets raw HTML through, to be sanitised after.
    pub fn with_raw(events: I, links: &'a Links<'a>) -> Self {
        Rewrite {
            allow_raw: true,
            ..Rewrite::new(events, links)
        }
    }

    /// Queues what becomes of one event.
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth <= DEEPEST {
                    self.start(tag);
                }
            }
            Event::End(tag) => {
                self.depth -= 1;
                if self.depth < DEEPEST {
                    self.end(tag);
                }
            }
            Event::Text(text) => self.text(text),
            Event::Html(html) => self.html(html, Event::Html),
            Event::InlineHtml(html) => self.html(html, Event::InlineHtml),
            // A disabled check box would be a form control without a label.
            Event::TaskListMarker(done) => self
                .ready
                .push_back(Event::Text(if done { "☑ " } else { "☐ " }.into())),
            event => self.ready.push_back(event),
        }
    }

    fn html(&mut self, html: CowStr<'a>, event: fn(CowStr<'a>) -> Event<'a>) {
        self.raw = true;
        self.raw_bytes += html.len();
        if self.allow_raw {
            self.ready.push_back(if self.raw_bytes > MOST_RAW {
                Event::Text(html)
            } else {
                event(html)
            });
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        let tag = match tag {
            Tag::Heading { level, .. } => {
                while self.headings.last().is_some_and(|&above| above >= level) {
                    self.headings.pop();
                }
                self.headings.push(level);
                let level = (self.links.below + self.headings.len()).min(6);
                self.heading = HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6);
                Tag::Heading {
                    level: self.heading,
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }
            }
            Tag::CodeBlock(_) => {
                self.in_code = true;
                Tag::CodeBlock(CodeBlockKind::Indented)
            }
            Tag::Table(alignments) => {
                let none = vec![Alignment::None; alignments.len()];
                self.alignments = alignments;
                Tag::Table(none)
            }
            Tag::TableHead | Tag::TableRow => {
                self.in_head = matches!(tag, Tag::TableHead);
                self.column = 0;
                tag
            }
            Tag::TableCell => return self.start_cell(),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => return self.start_link(link_type, &dest_url, title),
            Tag::Image {
                dest_url, title, ..
            } => return self.start_image(&dest_url, title),
            tag => tag,
        };
        self.ready.push_back(Event::Start(tag));
    }

    fn end(&mut self, tag: TagEnd) {
        let tag = match tag {
            TagEnd::Heading(_) => TagEnd::Heading(self.heading),
            TagEnd::CodeBlock => {
                self.in_code = false;
                tag
            }
            TagEnd::TableCell => {
                self.column += 1;
                let end = if self.in_head { "</th>" } else { "</td>" };
                return self.ready.push_back(Event::InlineHtml(end.into()));
            }
            TagEnd::Link | TagEnd::Image => match self.endings.pop() {
                Some(Ending::Nothing) | None => return,
                Some(Ending::Other(other)) => {
                    self.in_links -= 1;
                    other
                }
                Some(Ending::Same) => {
                    match tag {
                        TagEnd::Image => self.in_image -= 1,
                        _ => self.in_links -= 1,
                    }
                    tag
                }
            },
            tag => tag,
        };
        self.ready.push_back(Event::End(tag));
    }

    /// A cell with its alignment as a class.
    fn start_cell(&mut self) {
        let start = match (self.in_head, self.alignments.get(self.column)) {
            (true, Some(Alignment::Right)) => "<th class=\"right\">",
            (true, Some(Alignment::Center)) => "<th class=\"center\">",
            (true, _) => "<th>",
            (false, Some(Alignment::Right)) => "<td class=\"right\">",
            (false, Some(Alignment::Center)) => "<td class=\"center\">",
            (false, _) => "<td>",
        };
        self.ready.push_back(Event::InlineHtml(start.into()));
    }

    fn start_link(&mut self, link_type: LinkType, url: &str, title: CowStr<'a>) {
        let url = match link_type {
            LinkType::Email => self
                .links
                .link(&format!("mailto:{url}"))
                .map(|url| url.into_owned()),
            _ => self.links.link(url).map(|url| url.into_owned()),
        };
        match url.filter(|_| self.in_links == 0 && self.in_image == 0) {
            Some(url) => {
                self.in_links += 1;
                self.endings.push(Ending::Same);
                self.push_link(url, title);
            }
            None => self.endings.push(Ending::Nothing),
        }
    }

    /// An image of the site; of one elsewhere only a link to it is left.
    fn start_image(&mut self, url: &str, title: CowStr<'a>) {
        if let Some(url) = self.links.image(url) {
            self.in_image += 1;
            self.endings.push(Ending::Same);
            let dest_url = self.address(url).into();
            let id = "".into();
            return self.ready.push_back(Event::Start(Tag::Image {
                link_type: LinkType::Inline,
                dest_url,
                title,
                id,
            }));
        }
        let url = self
            .links
            .link(url)
            .filter(|url| url.starts_with("http"))
            .map(|url| url.into_owned());
        match url.filter(|_| self.in_links == 0 && self.in_image == 0) {
            Some(url) => {
                self.in_links += 1;
                self.endings.push(Ending::Other(TagEnd::Link));
                self.push_link(url, title);
                self.ready.push_back(Event::Text("image: ".into()));
            }
            None => self.endings.push(Ending::Nothing),
        }
    }

    fn push_link(&mut self, url: String, title: CowStr<'a>) {
        let dest_url = self.address(url).into();
        let id = "".into();
        self.ready.push_back(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url,
            title,
            id,
        }));
    }

    /// The address, or what stands in for it until the text is sanitised.
    fn address(&mut self, url: String) -> String {
        if !self.allow_raw {
            return url;
        }
        self.addresses.push(url);
        format!("{DONE}{}", self.addresses.len() - 1)
    }

    /// Text with its bare addresses made links.
    fn text(&mut self, text: CowStr<'a>) {
        let plain = self.in_code || self.in_links > 0 || self.in_image > 0;
        if plain || SCHEME.find(text.as_bytes()).is_none() {
            return self.ready.push_back(Event::Text(text));
        }
        let mut done = 0;
        while let Some((start, end)) = bare_address(&text, done) {
            if let Some(url) = self
                .links
                .link(&text[start..end])
                .map(|url| url.into_owned())
            {
                self.ready
                    .push_back(Event::Text(text[done..start].to_owned().into()));
                self.push_link(url, "".into());
                self.ready
                    .push_back(Event::Text(text[start..end].to_owned().into()));
                self.ready.push_back(Event::End(TagEnd::Link));
            } else {
                self.ready
                    .push_back(Event::Text(text[done..end].to_owned().into()));
            }
            done = end;
        }
        if done < text.len() {
            self.ready.push_back(Event::Text(if done == 0 {
                text
            } else {
                text[done..].to_owned().into()
            }));
        }
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Rewrite<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.raw && !self.allow_raw {
                return None;
            }
            let event = self.events.next()?;
            self.take(event);
        }
    }
}

/// The first bare `http://` or `https://` address at or after `from`, without what ends a sentence.
fn bare_address(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(found) = text[at..].find("://") {
        let colon = at + found;
        at = colon + 3;
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            let start = colon.checked_sub(scheme.len());
            start.is_some_and(|start| {
                start >= from
                    && text
                        .get(start..colon)
                        .is_some_and(|s| s.eq_ignore_ascii_case(scheme))
            })
        });
        let Some(start) = scheme.map(|scheme| colon - scheme.len()) else {
            continue;
        };
        if text[..start]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
        {
            continue;
        }
        let end = text[at..]
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`'))
            .map_or(text.len(), |n| at + n);
        let end = trimmed(&text[start..end]) + start;
        if end > at && text[at..end].starts_with(|c: char| c.is_alphanumeric() || c == '[') {
            return Some((start, end));
        }
    }
    None
}

/// Length of an address without the punctuation behind it; a bracket stays when it was opened inside.
fn trimmed(url: &str) -> usize {
    let mut url = url;
    loop {
        let cut = match url.chars().next_back() {
            Some(
                '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '。' | '、',
            ) => true,
            Some(')') => url.matches(')').count() > url.matches('(').count(),
            Some(']') => url.matches(']').count() > url.matches('[').count(),
            _ => false,
        };
        if !cut {
            return url.len();
        }
        url = &url[..url.len() - url.chars().next_back().map_or(0, char::len_utf8)];
    }
}
