//! What runs in a reader's browser: the script inside pages and the worker beside them. Their sources are in
//! `browser/`, to be read; what is sent has no comments and no margins, so that no other tool is needed.

use super::locale::{Locale, Message};
use super::theme::Theme;
use crate::model::Site;
use crate::tree::{Digest, File};
use arcstr::ArcStr;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Where the worker is: at the top, because it may answer for nothing above its own folder.
pub const WORKER: &str = "worker.js";

const HEAD: &str = include_str!("../../browser/head.js");
const PAGE: &str = include_str!("../../browser/page.js");
const WORKING: &str = include_str!("../../browser/worker.js");
const RETIRED: &str = include_str!("../../browser/retired.js");

/// The script inside pages, in a block of its own so that it names nothing for others. It ends without a
/// line's end, which some who reckon its hash leave out.
pub(super) fn page() -> String {
    format!("{{\n{}{}}}", tight(HEAD), tight(PAGE))
}

/// What the worker knows of the site.
#[derive(Serialize)]
struct Knowledge<'a> {
    version: &'a str,
    site: &'a str,
    keys: &'a [String],
    mirrors: Vec<&'a str>,
    /// By the folder that pages of a language are in: nothing for the first.
    words: BTreeMap<&'a str, Words>,
}

/// What the worker says. `{host}` is this address, `{copy}` a link to another, `{at}` a moment.
#[derive(Serialize)]
struct Words {
    copy: String,
    kept: String,
    last: ArcStr,
}

impl Words {
    fn of(locale: &Locale) -> Self {
        let places = [("host", "{host}"), ("copy", "{copy}"), ("at", "{at}")];
        Words {
            copy: escaped(&locale.fill(Message::WorkerCopy, &places)),
            kept: escaped(&locale.fill(Message::WorkerKept, &places)),
            last: escaped(&locale.text(Message::WorkerLastKnown)).into(),
        }
    }
}

/// The worker puts its words into pages.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// `worker.js`: the worker, or, for a site without one, what removes it from the browsers that have it.
pub(super) fn worker(site: &Site, theme: &Theme) -> (String, File) {
    let text = if site.settings.worker {
        working(site, theme)
    } else {
        tight(RETIRED)
    };
    (WORKER.to_owned(), File::new(WORKER, text.into_bytes()))
}

fn working(site: &Site, theme: &Theme) -> String {
    let code = format!("{}{}", tight(HEAD), tight(WORKING));
    let text = |version: &str| {
        let languages = site
            .settings
            .languages
            .iter()
            .map(String::as_str)
            .enumerate();
        let knows = Knowledge {
            version,
            site: &site.settings.id,
            keys: &site.settings.keys,
            mirrors: site
                .mirrors
                .iter()
                .map(|mirror| mirror.address.as_str())
                .collect(),
            words: languages
                .map(|(at, tag)| (if at == 0 { "" } else { tag }, Words::of(theme.locale(at))))
                .collect(),
        };
        let knows = serde_json::to_string(&knows).expect("plain data is always JSON");
        format!("const SITE = {knows}\n{code}")
    };
    // What one worker kept is not for another one.
    let version = Digest::of(text("").as_bytes()).to_string();
    text(&version[..12])
}

/// What a page's browser may run, show and ask (Content Security Policy 3), to be held by pages themselves
/// since hosts differ. A page without a script asks nobody.
pub(super) fn policy(style: &str, script: Option<&str>, site: &Site) -> String {
    let style = hash(style);
    let fonts = match site.looks.fonts.is_empty() {
        true => "",
        false => " font-src 'self';",
    };
    let may_run = match script {
        // Those who check pages ask for `robots.txt` in a page's own name.
        None => " connect-src 'self';".into(),
        Some(script) => {
            let mut asked = String::new();
            for mirror in &site.mirrors {
                asked.push(' ');
                asked.push_str(&source(&mirror.address));
            }
            format!(
                " script-src {}; connect-src 'self'{asked}; worker-src 'self';",
                hash(script)
            )
        }
    };
    format!(
        "default-src 'none'; style-src {style}; img-src 'self' data:;{fonts}{may_run} base-uri 'none'; form-action 'none'"
    )
}

/// The one file of a copy that scripts of pages ask for, as the policy writes addresses.
fn source(address: &str) -> String {
    let address: String = address
        .chars()
        .map(|c| match c {
            ';' => "%3B".into(),
            ',' => "%2C".into(),
            c if c.is_whitespace() || c.is_control() || "\"'<>&".contains(c) => String::new(),
            c => c.to_string(),
        })
        .collect();
    format!("{address}/generation.json")
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A script without lines that are comments, without margins and empty lines, and without blanks beside
/// punctuation. It knows strings and patterns where they are written as ours are, and keeps every line's end.
fn tight(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.lines().map(str::trim) {
        if !line.is_empty() && !line.starts_with("//") {
            squeeze(line, &mut out);
            out.push('\n');
        }
    }
    out
}

fn squeeze(line: &str, out: &mut String) {
    let joins = |c: char| "=><?:&|+-,;{}()![]".contains(c);
    let start = out.len();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let before = out[start..].chars().next_back();
        let length = match first {
            '\'' | '"' | '`' => quoted(rest, first),
            '/' if before.is_none_or(|c| "(,=:[!&|?{;".contains(c)) => quoted(rest, '/'),
            _ => first.len_utf8(),
        };
        let after = rest[length..].chars().next();
        let needless = first == ' ' && (before.is_some_and(joins) || after.is_some_and(joins));
        if !needless {
            out.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
}

/// How long a string, a template or a pattern is, with both its ends.
fn quoted(text: &str, end: char) -> usize {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if end == '/' => class = true,
            ']' if end == '/' => class = false,
            c if c == end && !class => return at + end.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::tight;

    #[test]
    fn a_script_loses_what_only_people_need() {
        let source = "// why\n\n  const a = b => ({ c: `x  ${ y } z`, d: 'e  f' })\n  if (/ \"[/ ]+ \"/.test(a) && b) return a / b\n";
        assert_eq!(
            tight(source),
            "const a=b=>({c:`x  ${ y } z`,d:'e  f'})\nif(/ \"[/ ]+ \"/.test(a)&&b)return a / b\n"
        );
    }
}
