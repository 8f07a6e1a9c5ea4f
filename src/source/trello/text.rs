//! What people write on cards, made fit for a page: only what means something outside the board.
//!
//! Names behind an `@` are masked, `:short_codes:` become emoji, previews of links become links, images
//! that readers could not load are left out, and a line's end stays one. Code is left alone.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};
use std::collections::BTreeMap;
use std::ops::Range;
use url::Url;

/// The longest short code of an emoji.
const LONGEST: usize = 40;

/// The least of a user name, in letters.
const SHORTEST: usize = 3;

/// How texts are made fit.
pub(super) struct Cleaner<'a> {
    /// What is shown for a user name; for one that is not here, an ellipsis.
    pub names: BTreeMap<String, String>,
    /// A line's end stays one.
    pub hard_breaks: bool,
    /// Endings of images that are copied into the site.
    pub attachments: &'a [String],
}

/// A text made fit, and what was met in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Clean {
    /// Markdown.
    pub text: String,
    /// Images to copy.
    pub files: Vec<Attachment>,
    /// Images left out.
    pub images: u64,
    /// Links to boards and cards.
    pub private: u64,
}

/// An image to copy into the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name beside the snapshot: the attachment's id and its ending.
    pub file: String,
    /// Its path at Trello's API, such as `/cards/…/attachments/…/download/graph.png`.
    pub path: String,
}

impl Cleaner<'_> {
    /// Makes a text fit.
    pub fn clean(&self, markdown: &str) -> Clean {
        let mut clean = Clean {
            private: ["trello.com/c/", "trello.com/b/"]
                .iter()
                .map(|address| markdown.matches(address).count() as u64)
                .sum(),
            ..Clean::default()
        };
        let changes = self.changes(markdown, &mut clean);
        let mut done = 0;
        for (range, new) in changes {
            clean.text.push_str(&markdown[done..range.start]);
            clean.text.push_str(&new);
            done = range.end;
        }
        clean.text.push_str(&markdown[done..]);
        clean.text = clean.text.trim().to_owned();
        clean
    }

    /// What to put where, in order.
    fn changes(&self, markdown: &str, clean: &mut Clean) -> Vec<(Range<usize>, String)> {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        let parser = Parser::new_ext(markdown, options);
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        let mut code = 0;
        // What stands inside of what was replaced already.
        let mut done = 0;
        for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
            match &event {
                Event::Start(Tag::CodeBlock(_)) => code += 1,
                Event::End(TagEnd::CodeBlock) => code -= 1,
                _ => {}
            }
            if range.start < done || code > 0 {
                continue;
            }
            let new = match event {
                Event::Start(Tag::Image { dest_url, .. }) => {
                    self.image(&dest_url, &markdown[range.clone()], clean)
                }
                Event::Start(Tag::Link {
                    dest_url, title, ..
                }) if title.starts_with("smartCard") => address(&dest_url),
                Event::Text(text) if text.as_ref() == &markdown[range.clone()] => self.words(&text),
                Event::SoftBreak if self.hard_breaks => {
                    Some(markdown[range.clone()].replacen('\n', "\\\n", 1))
                }
                _ => None,
            };
            if let Some(new) = new {
                done = range.end;
                changes.push((range, new));
            }
        }
        changes
    }

    /// An image of a card: copied where its kind is allowed, else left out.
    fn image(&self, url: &str, whole: &str, clean: &mut Clean) -> Option<String> {
        let url = Url::parse(url).ok()?;
        if !matches!(url.host_str(), Some("trello.com" | "api.trello.com")) {
            return None;
        }
        let Some(file) = attachment(&url).filter(|file| {
            let ending = file.file.rsplit('.').next().unwrap_or_default();
            self.attachments.iter().any(|allowed| allowed == ending)
        }) else {
            clean.images += 1;
            return Some(String::new());
        };
        let alt = whole
            .strip_prefix("![")
            .and_then(|rest| rest.split_once("]("))
            .map_or("", |(alt, _)| alt);
        let new = format!("![{alt}](/{})", asset_path(&file.file));
        clean.files.push(file);
        Some(new)
    }

    /// Plain words; `None` where nothing changes.
    fn words(&self, text: &str) -> Option<String> {
        if !text.contains(['@', ':']) {
            return None;
        }
        let mut new = String::with_capacity(text.len());
        for word in text.split_inclusive(char::is_whitespace) {
            if word.contains("://") {
                new.push_str(word);
            } else {
                new.push_str(&emoji(&self.masked(word)));
            }
        }
        (new != text).then_some(new)
    }

    /// A word with the user name in it masked.
    fn masked(&self, word: &str) -> String {
        let mut new = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(at) = rest.find('@') {
            let (before, after) = rest.split_at(at);
            let name = after[1..]
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                .map_or(&after[1..], |end| &after[1..=end]);
            new.push_str(before);
            new.push('@');
            rest = &after[1..];
            let begins = !new[..new.len() - 1]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
            if begins && name.len() >= SHORTEST {
                let shown = self.names.get(&name.to_lowercase());
                new.push_str(shown.map_or("…", String::as_str));
                rest = &rest[name.len()..];
            }
        }
        new + rest
    }
}

/// Where an image that was copied is among the site's assets.
pub fn asset_path(file: &str) -> String {
    format!("incidents/assets/trello-{file}")
}

/// The attachment that an address leads to.
fn attachment(url: &Url) -> Option<Attachment> {
    let path = url.path().strip_prefix("/1")?;
    let parts: Vec<&str> = path.split('/').collect();
    let ["", "cards", card, "attachments", id, "download", name] = parts.as_slice() else {
        return None;
    };
    let hex = |id: &str| id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let plain = ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (hex(card) && hex(id) && plain).then(|| Attachment {
        file: format!("{}.{ending}", id.to_ascii_lowercase()),
        path: path.to_owned(),
    })
}

/// A link whose words are its address.
fn address(url: &str) -> Option<String> {
    let plain = Url::parse(url).is_ok()
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'));
    plain.then(|| format!("<{url}>"))
}

/// With `:short_codes:` as emoji.
fn emoji(word: &str) -> String {
    let mut new = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(at) = rest.find(':') {
        let (before, after) = rest.split_at(at + 1);
        let code = after.split(':').next().unwrap_or_default();
        let found = (code.len() <= LONGEST && code.len() < after.len())
            .then(|| emojis::get_by_shortcode(code))
            .flatten();
        match found {
            Some(found) => {
                new.push_str(&before[..at]);
                new.push_str(found.as_str());
                rest = &after[code.len() + 1..];
            }
            None => {
                new.push_str(before);
                rest = after;
            }
        }
    }
    new + rest
}

#[cfg(test)]
mod tests {
    use super::{Attachment, Cleaner};

    const ATTACHMENT: &str = "https://trello.com/1/cards/65bb5e58aaaaaaaaaaaaaaaa/attachments/65bb5e58bbbbbbbbbbbbbbbb/download/graph-503.png";

    fn cleaner(allowed: &[String]) -> Cleaner<'_> {
        Cleaner {
            names: [("anabirk".to_owned(), "AB".to_owned())].into(),
            hard_breaks: true,
            attachments: allowed,
        }
    }

    #[test]
    fn what_only_means_something_on_the_board_is_made_fit_for_a_page() {
        for (text, clean) in [
            (
                "@anabirk deploy 8812 rolled back :white_check_mark:",
                "@AB deploy 8812 rolled back ✅",
            ),
            ("(@AnaBirk, @someone_else)", "(@AB, @…)"),
            ("mail ops@acme.example", "mail ops@acme.example"),
            (
                "at 12:30:45, :not_an_emoji: :+1:",
                "at 12:30:45, :not_an_emoji: 👍",
            ),
            ("`@anabirk :+1:`", "`@anabirk :+1:`"),
            ("```\n@anabirk :+1:\nx\n```", "```\n@anabirk :+1:\nx\n```"),
            (
                "https://a.example/@anabirk/:+1:",
                "https://a.example/@anabirk/:+1:",
            ),
            (
                "see [https://ci.example/8](https://ci.example/8 \"smartCard-inline\").",
                "see <https://ci.example/8>.",
            ),
            (
                "[docs](https://docs.example \"Docs\")",
                "[docs](https://docs.example \"Docs\")",
            ),
            (
                "one\ntwo\n\n> three\n> four\n",
                "one\\\ntwo\n\n> three\\\n> four",
            ),
            (
                "![a](https://img.example/a.png)",
                "![a](https://img.example/a.png)",
            ),
            ("", ""),
            ("@", "@"),
            ("::", "::"),
        ] {
            assert_eq!(cleaner(&[]).clean(text).text, clean);
        }
    }

    #[test]
    fn images_of_cards_are_left_out_unless_their_kind_is_allowed() {
        let text = format!("before ![the graph]({ATTACHMENT}) after");
        let left_out = cleaner(&[]).clean(&text);
        assert_eq!(
            (left_out.text.as_str(), left_out.images),
            ("before  after", 1)
        );
        let allowed = ["png".to_owned()];
        let copied = cleaner(&allowed).clean(&text);
        assert_eq!(
            copied.text,
            "before ![the graph](/incidents/assets/trello-65bb5e58bbbbbbbbbbbbbbbb.png) after"
        );
        let path = ATTACHMENT
            .strip_prefix("https://trello.com/1")
            .expect("a path");
        assert_eq!(
            copied.files,
            [Attachment {
                file: "65bb5e58bbbbbbbbbbbbbbbb.png".to_owned(),
                path: path.to_owned(),
            }]
        );
        assert_eq!(copied.images, 0);
    }

    #[test]
    fn links_to_boards_and_cards_are_counted() {
        let text = "https://trello.com/c/abcd1234 and [b](https://trello.com/b/x/y)";
        assert_eq!(cleaner(&[]).clean(text).private, 2);
    }
}
