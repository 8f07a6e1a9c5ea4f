//! Markdown nested beyond reason: no person means it, and readers of markdown suffer.

/// How deep quotes and lists may be inside each other on one line.
const DEEP: usize = 32;

/// Whether a line opens more quotes and lists inside each other than anybody means to.
pub(super) fn nests(line: &[u8]) -> bool {
    if line.len() <= DEEP || !matches!(line[0], b'>' | b'-' | b'*' | b'+' | b' ' | b'\t') {
        return false;
    }
    let opening = line
        .iter()
        .take_while(|b| matches!(b, b'>' | b'-' | b'*' | b'+' | b' ' | b'\t'));
    let marks: Vec<u8> = opening
        .copied()
        .filter(|b| !matches!(b, b' ' | b'\t'))
        .collect();
    // A rule such as `-----` or `* * *` is all of one kind and nothing behind it.
    let rule = marks.iter().all(|b| *b == marks[0] && *b != b'>');
    marks.len() > DEEP
        && !(rule
            && line
                .iter()
                .all(|b| *b == marks[0] || matches!(b, b' ' | b'\t')))
}
