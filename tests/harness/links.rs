//! Every link of every page leads somewhere, inside the tree where it leads inside, and no page needs
//! another host.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Paths that publishing itself writes, so that a tree does not hold them.
const PUBLISHED: [&str; 2] = ["generation.json", ".well-known/stillup.pub"];

/// Attributes that hold an address.
const ADDRESSES: [&str; 7] = [
    "href",
    "src",
    "action",
    "data",
    "poster",
    "cite",
    "formaction",
];

/// Complaints about the HTML pages among `files`; `address` is the site's own.
pub fn complaints(files: &BTreeMap<String, Vec<u8>>, address: &str) -> Vec<String> {
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), Page::read(&String::from_utf8_lossy(bytes))))
        .collect();
    let mut found = Vec::new();
    for (path, page) in &pages {
        found.extend(page.errors.iter().map(|error| format!("{path}: {error}")));
        for link in &page.links {
            if let Err(why) = resolve(path, link, files, &pages, address) {
                found.push(format!(
                    "{path}: <{} {}=\"{}\">: {why}",
                    link.tag, link.attribute, link.value
                ));
            }
        }
    }
    found
}

fn resolve(
    from: &str,
    link: &Link,
    files: &BTreeMap<String, Vec<u8>>,
    pages: &BTreeMap<&str, Page>,
    address: &str,
) -> Result<(), String> {
    let value = link.value.as_str();
    let (rest, fragment) = value
        .split_once('#')
        .map_or((value, None), |(rest, part)| (rest, Some(part)));
    let fetched =
        link.attribute == "src" || matches!(link.rel.as_str(), "stylesheet" | "icon" | "preload");
    match value.split_once(':') {
        Some(("data", _)) => return Ok(()),
        Some(("mailto", _)) if !fetched => return Ok(()),
        Some(("http" | "https", _)) if fetched => return Err("fetched from another host".into()),
        Some(("http" | "https", _)) if link.rel == "alternate" && is_below(value, address) => {
            // The same page in another language, as crawlers want it.
            let path = value[address.len()..].trim_start_matches('/');
            let path = match path.is_empty() || path.ends_with('/') {
                true => format!("{path}index.html"),
                false => path.to_owned(),
            };
            let there = files.contains_key(&path);
            return there.then_some(()).ok_or(format!("there is no {path}"));
        }
        Some(("http" | "https", _)) if is_below(value, address) && link.rel != "canonical" => {
            return Err("an absolute link to the site itself".into());
        }
        Some(("http" | "https", _)) => return Ok(()),
        Some((scheme, _)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            return Err(format!("the scheme {scheme}"));
        }
        _ => {}
    }
    if rest.starts_with('/') {
        return Err("starts at the host's root, so that a site below a path loses it".into());
    }
    let path = joined(from, rest.split('?').next().unwrap_or(rest))?;
    if PUBLISHED.contains(&path.as_str()) {
        return Ok(());
    }
    if !files.contains_key(&path) {
        return Err(format!("there is no {path}"));
    }
    match (fragment, pages.get(path.as_str())) {
        (Some(id), Some(page)) if !id.is_empty() && !page.ids.contains(id) => {
            Err(format!("{path} has no id {id}"))
        }
        _ => Ok(()),
    }
}

/// Whether `value` is `address` or something below it.
fn is_below(value: &str, address: &str) -> bool {
    value
        .strip_prefix(address)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

/// A relative reference seen from the file at `from`.
fn joined(from: &str, reference: &str) -> Result<String, String> {
    if reference.is_empty() {
        return Ok(from.to_string());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop().ok_or("leads out of the site")?;
            }
            _ => parts.push(part),
        }
    }
    let path = parts.join("/");
    Ok(if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path
    })
}

struct Link {
    tag: String,
    attribute: String,
    rel: String,
    value: String,
}

#[derive(Default)]
struct Page {
    links: Vec<Link>,
    ids: BTreeSet<String>,
    errors: Vec<String>,
    /// How many `<svg>` are open: a `<title>` in one may hold elements.
    drawings: usize,
}

impl Page {
    fn read(html: &str) -> Page {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(html));
        let options = TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        };
        let tokens = Tokenizer::new(Tokens(RefCell::new(Page::default())), options);
        let _ = tokens.feed(&queue);
        tokens.end();
        tokens.sink.0.into_inner()
    }

    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.to_string();
        let value = |wanted: &str| {
            tag.attrs
                .iter()
                .find(|attribute| &*attribute.name.local == wanted)
                .map(|attribute| attribute.value.to_string())
        };
        if let Some(id) = value("id").filter(|id| !self.ids.insert(id.clone())) {
            self.errors.push(format!("the id {id} stands twice"));
        }
        if tag.had_duplicate_attributes {
            self.errors.push(format!("<{name}> has an attribute twice"));
        }
        for attribute in &tag.attrs {
            let attribute_name = &*attribute.name.local;
            if ADDRESSES.contains(&attribute_name) {
                self.links.push(Link {
                    tag: name.clone(),
                    attribute: attribute_name.into(),
                    rel: value("rel").unwrap_or_default(),
                    value: attribute.value.to_string(),
                });
            }
            if attribute_name.starts_with("on") {
                self.errors
                    .push(format!("<{name} {attribute_name}> runs script"));
            }
        }
        let refresh =
            value("content").filter(|_| value("http-equiv").as_deref() == Some("refresh"));
        if let Some((_, to)) = refresh.as_deref().and_then(|text| text.split_once("url=")) {
            self.links.push(Link {
                tag: name,
                attribute: "content".into(),
                rel: String::new(),
                value: to.into(),
            });
        }
    }
}

struct Tokens(RefCell<Page>);

impl TokenSink for Tokens {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::ParseError(error) => page.errors.push(format!("line {line}: {error}")),
            Token::TagToken(tag) => {
                let opens = tag.kind == TagKind::StartTag;
                if &*tag.name == "svg" && !tag.self_closing {
                    page.drawings = if opens {
                        page.drawings + 1
                    } else {
                        page.drawings.saturating_sub(1)
                    };
                }
                if opens {
                    page.tag(&tag);
                    return match &*tag.name {
                        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                        "style" => TokenSinkResult::RawData(RawKind::Rawtext),
                        "title" if page.drawings == 0 => TokenSinkResult::RawData(RawKind::Rcdata),
                        "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                        _ => TokenSinkResult::Continue,
                    };
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The check itself finds what it is for.
pub fn finds_what_it_is_for() -> Result<(), String> {
    let page = r##"<!doctype html><title><b></title><link rel="canonical" href="https://a.example/x.html">
        <a href="x.html#here" id="here">1</a> <a href="./">2</a> <a href="#here">3</a>
        <a href="gone.html">4</a> <a href="x.html#gone">5</a> <a href="/x.html">6</a> <a href="https://a.example/y">7</a>
        <a href="javascript:x">8</a> <img src="https://b.example/i.png"> <b id="here" onclick="x">9</b> <a href="../x">10</a>
        <meta http-equiv="refresh" content="0; url=nowhere.html"> <a href="https://a.example.org/">11</a>"##;
    let files = BTreeMap::from([
        ("x.html".to_string(), page.into()),
        ("index.html".to_string(), b"<!doctype html>".to_vec()),
    ]);
    let found = complaints(&files, "https://a.example");
    let wanted = [
        "the id here stands twice",
        "<b onclick> runs script",
        "there is no gone.html",
        "x.html has no id gone",
        "starts at the host's root",
        "an absolute link to the site itself",
        "the scheme javascript",
        "fetched from another host",
        "leads out of the site",
        "there is no nowhere.html",
    ];
    let missed: Vec<_> = wanted
        .iter()
        .filter(|want| !found.iter().any(|found| found.contains(**want)))
        .collect();
    match missed.is_empty() && found.len() == wanted.len() {
        true => Ok(()),
        false => Err(format!("missed {missed:?} in\n{}", found.join("\n"))),
    }
}
