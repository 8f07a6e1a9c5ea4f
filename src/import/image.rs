//! Images in texts: those the other page holds come along, the others become links.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What becomes of an image, or of a link to a file of ours that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Becomes {
    /// Stays as it is.
    Same,
    /// Shows this file of ours.
    Shown(String),
    /// A link to this address.
    Linked(String),
    /// Only its words are left.
    Words,
}

/// A text with each image changed as `decide` says, given its address and whether it is shown.
pub(super) fn rewritten(text: &str, mut decide: impl FnMut(&str, bool) -> Becomes) -> String {
    if !text.contains("![") && !text.contains("assets/") {
        return text.to_owned();
    }
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    // Of each image or link the text is in: where, to where, shown, and its words so far.
    let mut open: Vec<(Range<usize>, String, bool, String)> = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push((range, dest_url.trim().to_owned(), true, String::new()))
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                open.push((range, dest_url.trim().to_owned(), false, String::new()))
            }
            Event::Text(words) | Event::Code(words) => {
                for (.., said) in &mut open {
                    said.push_str(&words);
                }
            }
            Event::End(TagEnd::Image | TagEnd::Link) => {
                let Some((range, url, shown, said)) = open.pop() else {
                    continue;
                };
                let words = if said.trim().is_empty() {
                    url.rsplit('/').next().unwrap_or("image")
                } else {
                    said.trim()
                };
                let words = words.replace(['[', ']', '\n'], " ");
                match decide(&url, shown) {
                    Becomes::Same => {}
                    Becomes::Words => changes.push((range, words)),
                    Becomes::Shown(path) => changes.push((range, format!("![{words}](<{path}>)"))),
                    Becomes::Linked(url) => changes.push((
                        range,
                        format!("[{words}](<{}>)", url.replace(['<', '>', '\n'], "")),
                    )),
                }
            }
            _ => {}
        }
    }
    // An image within a link goes with it.
    changes.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, words) in changes {
        if range.start >= at {
            out.push_str(&text[at..range.start]);
            out.push_str(&words);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{Becomes, rewritten};

    #[test]
    fn images_are_shown_linked_or_left() {
        let decide = |url: &str, shown: bool| match url {
            "/img/a.png" => Becomes::Shown("assets/a.png".into()),
            "b.png" => Becomes::Linked("https://x.example/b.png".into()),
            "c.png" => Becomes::Words,
            _ => {
                assert!(shown || url.contains("assets"));
                Becomes::Same
            }
        };
        for (text, expected) in [
            ("a ![A](/img/a.png \"t\") b", "a ![A](<assets/a.png>) b"),
            ("![](b.png)", "[b.png](<https://x.example/b.png>)"),
            (
                "![x][r]\n\n[r]: b.png\n",
                "[x](<https://x.example/b.png>)\n\n[r]: b.png\n",
            ),
            (
                "`![x](b.png)` ![y](https://z)",
                "`![x](b.png)` ![y](https://z)",
            ),
            ("a ![of *c*](c.png) b", "a of c b"),
            (
                "[![x](b.png)](assets/y)",
                "[[x](<https://x.example/b.png>)](assets/y)",
            ),
        ] {
            assert_eq!(rewritten(text, decide), expected);
        }
    }
}
