//! The answer to `PROPFIND`: a list of what is there (RFC 4918, section 13).

use percent_encoding::percent_decode_str;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// One file or folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The last part of its path, decoded.
    pub name: String,
    /// It is what was asked for, rather than in it.
    pub itself: bool,
    /// It is a folder.
    pub folder: bool,
    /// In bytes, of a file.
    pub length: Option<u64>,
}

impl Found {
    /// The folder that was asked for.
    pub fn folder() -> Self {
        Found {
            itself: true,
            folder: true,
            ..Found::default()
        }
    }
}

/// Reads an answer about the path `here`, as it stands in the address.
///
/// # Errors
/// In words, when it is no such answer.
pub fn parse(body: &[u8], here: &str) -> Result<Vec<Found>, String> {
    let text = std::str::from_utf8(body).map_err(|error| error.to_string())?;
    let mut reader = NsReader::from_str(text);
    let (mut all, mut found, mut href) = (Vec::new(), Found::default(), String::new());
    let (mut word, mut seen) = (String::new(), false);
    loop {
        let (namespace, event) = reader
            .read_resolved_event()
            .map_err(|error| error.to_string())?;
        let ours =
            matches!(namespace, ResolveResult::Bound(namespace) if namespace.as_ref() == "DAV:");
        match event {
            Event::Start(tag) | Event::Empty(tag) if ours => {
                word.clear();
                match tag.local_name().as_ref() {
                    "multistatus" => seen = true,
                    "response" => (found, href) = (Found::default(), String::new()),
                    "collection" => found.folder = true,
                    _ => {}
                }
            }
            Event::Text(text) => word.push_str(&text),
            Event::GeneralRef(name) => word.push_str(match &*name {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => return Err("it holds a reference nobody knows".to_owned()),
            }),
            Event::End(tag) if ours => match tag.local_name().as_ref() {
                "href" if href.is_empty() => word.trim().clone_into(&mut href),
                "getcontentlength" => found.length = word.trim().parse().ok(),
                "response" => all.push(named(std::mem::take(&mut found), &href, here)),
                _ => {}
            },
            Event::Eof if seen => return Ok(all),
            Event::Eof => return Err("it is no `multistatus`".to_owned()),
            _ => {}
        }
    }
}

/// An address or its path, which may be encoded otherwise than ours.
fn named(mut found: Found, href: &str, here: &str) -> Found {
    let path = match href.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => href,
    };
    let plain = |path: &str| decoded(path.trim_end_matches('/'));
    found.itself = plain(path) == plain(here);
    found.name = plain(path)
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    found.folder |= path.ends_with('/');
    found
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}
