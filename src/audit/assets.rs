//! What our own pages fetch from elsewhere, read off the rendered tree: scripts, styles, fonts, images.
//! Links that a reader follows are not fetched, and do not count.

use super::facts::Outside;
use crate::tree::{Media, Tree};
use std::collections::BTreeSet;

/// Attributes that make a browser fetch something, by element.
const FETCHED: &[(&str, &[&str])] = &[
    ("script", &["src"]),
    ("img", &["src", "srcset"]),
    ("source", &["src", "srcset"]),
    ("video", &["src", "poster"]),
    ("audio", &["src"]),
    ("track", &["src"]),
    ("iframe", &["src"]),
    ("embed", &["src"]),
    ("object", &["data"]),
    ("input", &["src"]),
    ("image", &["href", "xlink:href"]),
    ("use", &["href", "xlink:href"]),
];

/// Kinds of `<link>` that are fetched.
const LINKS: &[&str] = &[
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "manifest",
];

/// Everything that files of the tree fetch from other hosts than these, each page with each address.
pub fn outside(tree: &Tree, own: &[&str]) -> Vec<Outside> {
    let mut found = BTreeSet::new();
    for (path, file) in &tree.files {
        let urls = match file.media {
            Media::Html | Media::Svg => of_markup(&String::from_utf8_lossy(&file.bytes())),
            _ => continue,
        };
        let foreign = urls
            .into_iter()
            .filter(|url| !own.iter().any(|own| within(url, own)));
        found.extend(foreign.map(|url| Outside {
            page: path.clone(),
            url,
        }));
    }
    found.into_iter().collect()
}

fn within(url: &str, own: &str) -> bool {
    let url = url
        .strip_prefix("//")
        .map_or_else(|| url.to_owned(), |rest| format!("https://{rest}"));
    url.strip_prefix(own)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

/// An address that leaves the site.
fn foreign(url: &str) -> bool {
    let folded = url.trim().to_ascii_lowercase();
    ["http://", "https://", "//"]
        .iter()
        .any(|begin| folded.starts_with(begin))
}

/// Addresses that elements, and styles within, fetch.
fn of_markup(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        let (attributes, after) = attributes(&rest[name.len()..]);
        rest = after;
        found.extend(fetched(&name, &attributes));
        if name == "style" {
            let (style, after) = rest.split_once("</style").unwrap_or((rest, ""));
            found.extend(of_style(style));
            rest = after;
        } else if name == "script" {
            rest = rest.split_once("</script").map_or("", |(_, after)| after);
        }
    }
    found
}

fn fetched(element: &str, attributes: &[(String, String)]) -> Vec<String> {
    let value = |wanted: &str| {
        attributes
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.as_str())
    };
    let mut found: Vec<String> = value("style").map(of_style).unwrap_or_default();
    if element == "link" {
        let rel = value("rel").unwrap_or_default().to_ascii_lowercase();
        if rel.split_whitespace().any(|word| LINKS.contains(&word)) {
            found.extend(value("href").map(str::to_owned));
        }
    }
    let names = FETCHED
        .iter()
        .find(|(name, _)| *name == element)
        .map_or(&[][..], |(_, names)| names);
    for name in names {
        match (value(name), *name) {
            (Some(set), "srcset") => found.extend(
                set.split(',')
                    .filter_map(|part| part.split_whitespace().next())
                    .map(str::to_owned),
            ),
            (Some(url), _) => found.push(url.to_owned()),
            (None, _) => {}
        }
    }
    found.retain(|url| foreign(url));
    found
}

/// Attributes up to the end of a tag, and what follows.
fn attributes(text: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (found, "");
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || "=>/".contains(c))
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(0, char::len_utf8));
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            found.push((name, String::new()));
            continue;
        };
        let after = after.trim_start();
        let (value, after) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_at(
                after
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .unwrap_or(after.len()),
            ),
        };
        found.push((name, value.replace("&amp;", "&")));
        rest = after;
    }
}

/// Addresses in `url(…)` and `@import`.
fn of_style(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (begin, ends) in [("url(", ')'), ("@import", ';')] {
        for rest in text.split(begin).skip(1) {
            let inner = rest.split(ends).next().unwrap_or_default().trim();
            let bare = inner.trim_matches(['"', '\'', ' ']);
            found.extend(Some(bare.to_owned()).filter(|url| foreign(url)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{of_markup, of_style, outside};
    use crate::tree::{File, Tree};

    #[test]
    fn what_is_fetched_is_found_and_what_is_linked_to_is_not() {
        for (text, found) in [
            (
                r#"<script src="https://cdn.example/a.js"></script>"#,
                &["https://cdn.example/a.js"][..],
            ),
            ("<IMG alt=x SRC=//i.example/a.png>", &["//i.example/a.png"]),
            (
                r#"<img srcset="a.png 1x, https://i.example/b.png 2x">"#,
                &["https://i.example/b.png"],
            ),
            (
                r#"<link href='https://f.example/a.css' rel="preload stylesheet">"#,
                &["https://f.example/a.css"],
            ),
            (
                r#"<link rel="canonical" href="https://status.example/"><a href="https://x.example">x</a>"#,
                &[],
            ),
            (
                "<style>@font-face{src:url('https://f.example/a.woff2')}</style>",
                &["https://f.example/a.woff2"],
            ),
            (
                r#"<p style="background:url(https://i.example/c.png)">"#,
                &["https://i.example/c.png"],
            ),
            (
                "<script>'<img src=https://no.example>'</script><!-- <img src=https://no.example> -->",
                &[],
            ),
            (
                "<img src=\"data:image/png;base64,AA\"><img src=\"../a.png\">",
                &[],
            ),
            (
                "<img src=\"https://unended.example/a",
                &["https://unended.example/a"],
            ),
            ("<<<< <é =\"\u{0}\" <img =", &[]),
        ] {
            assert_eq!(of_markup(text), found, "{text}");
        }
        assert_eq!(
            of_style("@import \"//f.example/b.css\"; a{b:url(c.png)}"),
            ["//f.example/b.css"]
        );
    }

    #[test]
    fn our_own_hosts_are_not_elsewhere() {
        let mut tree = Tree::default();
        let text = r#"<img src="https://status.example/a.png"><img src="https://status.example.evil/a.png">"#;
        tree.insert(
            "index.html",
            File::new("index.html", text.as_bytes().to_vec()),
        );
        let found = outside(&tree, &["https://status.example"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].url, "https://status.example.evil/a.png");
    }
}
