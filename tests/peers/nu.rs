//! What the Nu HTML checker says that is right. It has a taste in trailing slashes, which is neither an error nor
//! a warning; of pages read from the disk it says that nothing is from 'self'; and it takes words of no script's
//! language for a script that the policy forbids, which no browser does (HTML, "prepare the script element": a
//! data block ends before the policy is asked). `browser` holds a real one to the policy.

/// Words that are not shown yet.
const BLOCK: &str = "<script type=\"text/html\">";

/// Whether a line that it printed is to be mended.
pub fn counts(line: &str) -> bool {
    let taste = line.contains(": info: ") || line.contains("blocked by “img-src” directive");
    let block = line.contains("Inline script violates") && of_a_block(line);
    !(taste || block)
}

/// Whether it speaks of such a block: `"file:PATH":LINE.FROM-LINE.TO: …`.
fn of_a_block(line: &str) -> bool {
    let place = || {
        let (path, rest) = line.strip_prefix("\"file:")?.split_once("\":")?;
        let (from, rest) = rest.split_once('-')?;
        let (row, from) = from.split_once('.')?;
        let to = rest.split_once(':')?.0.split_once('.')?.1;
        let page = std::fs::read_to_string(path).ok()?;
        let row = page.lines().nth(row.parse::<usize>().ok()? - 1)?;
        let from: usize = from.parse().ok()?;
        let length = to.parse::<usize>().ok()? + 1 - from;
        let said: String = row.chars().skip(from - 1).take(length).collect();
        Some(said == BLOCK)
    };
    place().unwrap_or(false)
}
