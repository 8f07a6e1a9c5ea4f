//! What a release is made of, noted beside its files by the server itself: there it is compared with what the release
//! still holds, and only what differs goes over the line, however long the history.

use std::collections::BTreeMap;

/// Where it is, in the release.
const NOTE: &str = ".stillup/files";

/// Prints the length and the path of every file.
const FIND: &str = "find . -type f ! -path './.stillup/files*' -printf '%s %P\\n'";

/// A script that notes what the release in this folder, quoted, is made of.
pub fn noted(folder: &str) -> String {
    // Beside and then renamed: releases that came before have the old one under another name.
    format!("cd {folder} && {FIND} >{NOTE}-new && mv {NOTE}-new {NOTE}")
}

/// A script that prints what was noted and is not there any more; all that is there where nothing was noted.
pub fn compared(folder: &str) -> String {
    format!(
        "if [ -d {folder} ]; then cd {folder}; if [ -f {NOTE} ]; then echo noted; \
         {FIND} | awk 'NR == FNR {{ there[$0]; next }} !($0 in there)' - {NOTE}; \
         else echo found; {FIND}; fi; fi"
    )
}

/// Which of these files are not there, or not with their length, as [`compared`] told it.
pub fn lacking(told: &str, files: Vec<(String, u64)>) -> Vec<String> {
    let (how, lines) = told.split_once('\n').unwrap_or((told, ""));
    let lines = lines.lines().filter_map(|line| line.split_once(' '));
    let listed: BTreeMap<&str, u64> = lines
        .filter_map(|(length, path)| Some((path, length.parse().ok()?)))
        .collect();
    let gone = |(path, length): &(String, u64)| match how {
        "noted" => listed.contains_key(&**path),
        _ => listed.get(&**path) != Some(length),
    };
    files
        .into_iter()
        .filter(gone)
        .map(|(path, _)| path)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lacking;

    fn told(told: &str) -> Vec<String> {
        let files = [("a b.html", 3), ("c.html", 12)];
        let files = files.map(|(path, length)| (path.to_owned(), length));
        lacking(told, files.to_vec())
    }

    #[test]
    fn what_was_noted_and_is_gone_is_lacking() {
        assert_eq!(told("noted\n"), Vec::<String>::new());
        assert_eq!(told("noted\n3 a b.html\n7 theirs.html\n"), ["a b.html"]);
    }

    #[test]
    fn with_nothing_noted_what_is_found_tells() {
        assert_eq!(told("found\n3 a b.html\n13 c.html\n"), ["c.html"]);
        assert_eq!(told(""), ["a b.html", "c.html"]);
    }
}
