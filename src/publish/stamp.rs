//! Stamps: a few bytes at the end of a file that say who wrote it, so that no two writes of one
//! object are ever the same bytes. Every digest is of the file without them.
//!
//! Object stores often name an object's content by its digest (an S3 `ETag` is an MD5): a page that
//! goes from one text to another and back would have its first name again, and a publisher who fell
//! asleep in between would take it for untouched.

use super::manifest;
use super::release::Ticket;
use crate::tree::{Digest, Media};

/// How many bits of a ticket stand, as blanks, behind files that can have no comment.
const BITS: usize = 128;

/// How many digits a calendar's stamp has.
const SHORT: usize = 32;

/// The end of every calendar; what belongs to it has to stand before that.
const CALENDAR_END: &str = "END:VCALENDAR\r\n";

/// A second member of a gzip file with nothing in it, up to its comment (RFC 1952, 2.3): whoever unpacks
/// the file takes both, and gets the same.
const MEMBER: &[u8] = b"\x1f\x8b\x08\x10\0\0\0\0\0\xffstillup ";

/// From the comment's end on: no data, their sum and length.
const MEMBER_END: &[u8] = b"\0\x03\0\0\0\0\0\0\0\0\0";

/// The words before the ticket's name, and those after it.
fn frame(media: Media) -> Option<(&'static [u8], &'static [u8])> {
    let text = match media {
        Media::Html | Media::Svg | Media::Atom | Media::Rss | Media::Xml => {
            Some(("<!--stillup ", "-->\n"))
        }
        Media::Metrics => Some(("# stillup ", "\n")),
        Media::Calendar => Some(("X-STILLUP:", "\r\nEND:VCALENDAR\r\n")),
        Media::Gzip => return Some((MEMBER, MEMBER_END)),
        _ => None,
    };
    text.map(|(before, after)| (before.as_bytes(), after.as_bytes()))
}

/// Whether files of this path are stamped: all but those named by their own content.
pub fn is_stamped(path: &str) -> bool {
    !manifest::is_immutable(path)
}

/// The file with this ticket's stamp.
pub fn with(path: &str, mut bytes: Vec<u8>, ticket: &Ticket) -> Vec<u8> {
    if !is_stamped(path) {
        return bytes;
    }
    let media = Media::of_path(path);
    if media == Media::Calendar {
        let Some(rest) = bytes.strip_suffix(CALENDAR_END.as_bytes()) else {
            return bytes;
        };
        bytes.truncate(rest.len());
    }
    match frame(media) {
        Some((before, after)) => {
            bytes.extend([before, name(media, ticket).as_bytes(), after].concat());
        }
        None => bytes.extend(blanks(ticket)),
    }
    bytes
}

/// The file without its stamp, if it has one.
pub fn without(path: &str, mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(length) = unstamped(path, &bytes) {
        bytes.truncate(length);
        if Media::of_path(path) == Media::Calendar {
            bytes.extend(CALENDAR_END.bytes());
        }
    }
    bytes
}

/// The digest of a file, whether it has a stamp or not.
pub fn digest(path: &str, bytes: &[u8]) -> Digest {
    match unstamped(path, bytes) {
        None => Digest::of(bytes),
        Some(length) if Media::of_path(path) == Media::Calendar => {
            Digest::of(&[&bytes[..length], CALENDAR_END.as_bytes()].concat())
        }
        Some(length) => Digest::of(&bytes[..length]),
    }
}

/// Where the stamp begins, when there is one.
fn unstamped(path: &str, bytes: &[u8]) -> Option<usize> {
    if !is_stamped(path) {
        return None;
    }
    let Some((before, after)) = frame(Media::of_path(path)) else {
        let (rest, stamp) = bytes.split_at(bytes.len().checked_sub(BITS + 1)?);
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let is_stamp = stamp.last() == Some(&b'\n') && stamp[..BITS].iter().all(blank);
        return is_stamp.then_some(rest.len());
    };
    let rest = bytes.strip_suffix(after)?;
    // No name is longer than this.
    let from = rest.len().saturating_sub(before.len() + 128);
    let found = rest[from..]
        .windows(before.len())
        .rposition(|window| *window == *before)?;
    let name = std::str::from_utf8(&rest[from + found + before.len()..]).ok()?;
    let short = name.len() == SHORT && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    (short || Ticket::parse(name).is_some()).then_some(from + found)
}

/// The ticket as the stamp says it. A calendar's lines should have no more than 75 bytes (RFC 5545, 3.1).
fn name(media: Media, ticket: &Ticket) -> String {
    match media {
        Media::Calendar => Digest::of(ticket.name().as_bytes()).to_string()[..SHORT].to_owned(),
        _ => ticket.name(),
    }
}

/// A line of blanks that no other ticket has: white space means nothing to readers of JSON and text.
fn blanks(ticket: &Ticket) -> Vec<u8> {
    let digest = Digest::of(ticket.name().as_bytes());
    let bit = |at: usize| digest.0[at / 8] >> (at % 8) & 1;
    let blanks = (0..BITS).map(|at| if bit(at) == 0 { b' ' } else { b'\t' });
    blanks.chain([b'\n']).collect()
}

#[cfg(test)]
mod tests {
    use super::{digest, with, without};
    use crate::publish::release::Ticket;
    use crate::tree::Digest;

    fn ticket(generation: u64) -> Ticket {
        Ticket {
            generation,
            nonce: format!("{generation:032x}"),
            run: "0193a4b5c6d7e01234567".into(),
        }
    }

    const FILES: &[(&str, &str)] = &[
        ("index.html", "<!doctype html><p>All well</p>\n"),
        ("badge.svg", "<svg></svg>"),
        ("history.atom", "<feed></feed>\n"),
        ("generation.json", "{\"version\": 1}\n"),
        ("status.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        ("metrics", "stillup_status 0\n"),
        ("robots.txt", "User-agent: *\n"),
        ("icon.png", "\u{1}PNG"),
        ("stillup/source/site.tar.gz", "\u{1f}"),
        ("empty.html", ""),
        ("empty.json", ""),
    ];

    #[test]
    fn a_stamp_comes_off_again_and_no_two_are_the_same() {
        for (path, text) in FILES {
            let file = text.as_bytes().to_vec();
            let (one, other) = (
                with(path, file.clone(), &ticket(1)),
                with(path, file.clone(), &ticket(2)),
            );
            assert_ne!(one, other, "{path}");
            assert_ne!(one, file, "{path}");
            assert_eq!(one.len(), other.len(), "{path}: of one length");
            for stamped in [one, other, file.clone()] {
                assert_eq!(digest(path, &stamped), Digest::of(&file), "{path}");
                assert_eq!(without(path, stamped), file, "{path}");
            }
        }
    }

    #[test]
    fn what_is_named_by_its_content_has_none() {
        let asset = b"body{}".to_vec();
        assert_eq!(with("assets/a.0.css", asset.clone(), &ticket(1)), asset);
    }

    #[test]
    fn what_only_looks_like_a_stamp_stays() {
        for text in [
            "<p>x</p><!--stillup 12-->\n",
            "<!--stillup -->\n",
            "-->\n",
            "<p>x</p><!--stillup 0000000000000001-1-1-->",
        ] {
            assert_eq!(without("index.html", text.into()), text.as_bytes());
        }
        let blank = format!("{{}}{}\n", " ".repeat(127));
        assert_eq!(
            without("status.json", blank.clone().into()),
            blank.as_bytes()
        );
    }

    #[test]
    fn readers_of_each_kind_read_over_it() {
        let json = with("status.json", b"{\"a\": 1}\n".to_vec(), &ticket(7));
        assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok());
        let calendar = with("a.ics", FILES[4].1.as_bytes().to_vec(), &ticket(7));
        let text = String::from_utf8(calendar).expect("text");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(
            lines[1].starts_with("X-STILLUP:") && lines[1].len() <= 75,
            "{text}"
        );
        assert_eq!(lines[2], "END:VCALENDAR");
        let packed = crate::archive::pack([("a.md", &b"text"[..])], crate::archive::Effort::Much);
        let stamped = with("site.tar.gz", packed, &ticket(7));
        let mut members = flate2::read::MultiGzDecoder::new(&stamped[..]);
        let mut tar = Vec::new();
        std::io::Read::read_to_end(&mut members, &mut tar).expect("two members");
        assert!(tar.len() % 512 == 0 && tar.windows(4).any(|four| four == b"text"));
    }
}
