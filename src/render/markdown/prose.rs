//! Paragraphs of plain words, which need no parser: most of what is written in an incident, and the longest of it.
//!
//! Taken is only what no rule of CommonMark, its extensions or this crate's gives a meaning to; the first paragraph in
//! which anything else occurs is left to the parser with all that follows. What is before an empty line is closed by
//! it, and refers to nothing that is said later, so that the two do not need each other.

/// What a byte may mean, as bits: those of a line are put together.
mod means {
    /// At the start of a line it may begin something.
    pub const AT_START: u8 = 1;
    /// A bare address may be about it.
    pub const COLON: u8 = 2;
    /// It may mean something anywhere.
    pub const ANYWHERE: u8 = 4;
}

const MEANS: [u8; 256] = {
    let mut all = [means::ANYWHERE; 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => 0,
            b'0'..=b'9' | b' ' | b'.' | b',' | b';' | b'(' | b')' | b'/' | b'-' => means::AT_START,
            b'\'' | b'"' | b'?' | b'!' | b'%' | b'+' | b'=' | b'$' | b'@' | b'#' => means::AT_START,
            // Of all that is not ASCII these begin blanks, signs, and the mark of the byte order.
            0xC2 | 0xE2 | 0xEF => means::AT_START,
            0x80.. => 0,
            b':' => means::AT_START | means::COLON,
            _ => means::ANYWHERE,
        };
        byte += 1;
    }
    all
};

/// Writes the paragraphs of plain words that a text begins with, as the parser and its writer would, and tells
/// what is left for them.
pub(super) fn write<'a>(text: &'a str, out: &mut String) -> &'a str {
    let mut rest = text;
    while let Some(length) = paragraph(rest.as_bytes()) {
        out.push_str("<p>");
        out.push_str(&rest[..length]);
        out.push_str("</p>\n");
        rest = rest[length..].trim_start_matches('\n');
    }
    rest
}

/// Length of the paragraph at the beginning, if it is one of plain words and ends by an empty line or with the text.
fn paragraph(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        plain(&rest[..length]).then_some(())?;
        at += length;
        if matches!(text.get(at + 1), None | Some(b'\n')) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a line is one of plain words. Blanks behind it may be a break.
fn plain(line: &[u8]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return false;
    };
    let means = |byte: &u8| MEANS[usize::from(*byte)];
    // Of all bytes, not up to the first that means something: few lines have one.
    let all = line.iter().fold(0, |all, byte| all | means(byte));
    all & means::ANYWHERE == 0
        && means(first) == 0
        && *last != b' '
        && (all & means::COLON == 0 || memchr::memmem::find(line, b":/").is_none())
}
