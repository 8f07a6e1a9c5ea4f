//! Git's conflict markers: found, and blanked out so that both sides are read.

use super::layout::Lines;
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// What conflict markers there are in a file.
#[derive(Debug)]
pub(super) struct Found {
    /// The text with markers and bases (diff3) blanked out: same positions, same line ends.
    pub masked: String,
    /// The lines blanked out.
    pub cuts: Vec<Range<usize>>,
    /// The first marker of each conflict.
    pub firsts: Vec<Range<usize>>,
}

/// Which part of a conflict a line is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    None,
    Ours,
    Base,
    Theirs,
}

/// Whether a line is seven of these, alone or followed by a blank and a name.
pub(super) fn is_marker(line: &str, mark: u8) -> bool {
    let bytes = line.as_bytes();
    bytes.len() >= 7
        && bytes[..7].iter().all(|b| *b == mark)
        && bytes.get(7).is_none_or(|b| *b == b' ')
}

/// One of them is in every conflict.
static MARKERS: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| [Finder::new("<<<<<<<"), Finder::new(">>>>>>>")]);

/// Conflict markers, if there are any. `=======` and `|||||||` are markers only inside a conflict.
pub(super) fn find(text: &str) -> Option<Found> {
    // Almost every file has none.
    let has = |marker: &Finder<'_>| marker.find(text.as_bytes()).is_some();
    if !MARKERS.iter().any(has) {
        return None;
    }
    let begins = |line: &Range<usize>| {
        let words = &text[line.clone()];
        is_marker(words, b'<') || is_marker(words, b'>')
    };
    Lines::new(text, 0).find(|(line, _)| begins(line))?;
    let (mut cuts, mut firsts) = (Vec::new(), Vec::new());
    let mut base: Vec<Range<usize>> = Vec::new();
    let mut side = Side::None;
    for (line, _) in Lines::new(text, 0) {
        let words = &text[line.clone()];
        let next = if is_marker(words, b'<') {
            Side::Ours
        } else if is_marker(words, b'>') {
            Side::None
        } else if side == Side::Ours && is_marker(words, b'|') {
            Side::Base
        } else if matches!(side, Side::Ours | Side::Base) && is_marker(words, b'=') {
            Side::Theirs
        } else {
            if side == Side::Base {
                base.push(line);
            }
            continue;
        };
        if next == Side::Ours || (next == Side::None && side == Side::None) {
            firsts.push(line.clone());
        }
        // Only a base that is closed is known to be one.
        if next == Side::Theirs {
            cuts.append(&mut base);
        }
        base.clear();
        cuts.push(line);
        side = next;
    }
    let mut masked = text.as_bytes().to_vec();
    for cut in &cuts {
        masked[cut.clone()].fill(b' ');
    }
    let masked = String::from_utf8(masked).unwrap_or_else(|_| text.to_owned());
    Some(Found {
        masked,
        cuts,
        firsts,
    })
}
