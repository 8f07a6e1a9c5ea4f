//! What is in a folder, as servers tell it: in the form made for programs (RFC 3659), or as people's `ls`
//! or `dir` would print it.

use suppaftp::list::ListParser;

/// One thing in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// It is a folder; a link to one is not.
    pub folder: bool,
    /// In bytes, where it is a file.
    pub length: Option<u64>,
}

/// Reads a line of an answer to `MLSD`. Nothing for the folder itself and the one above.
///
/// # Errors
/// The line, when it cannot be read.
pub fn machine(line: &str) -> Result<Option<Entry>, String> {
    let (facts, name) = line.split_once(' ').ok_or_else(|| line.to_owned())?;
    let fact = |wanted: &str| {
        let mut all = facts.split(';').filter_map(|fact| fact.split_once('='));
        let found = all.find(|(key, _)| key.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value)
    };
    let kind = fact("type").unwrap_or("file").to_ascii_lowercase();
    if matches!(kind.as_str(), "cdir" | "pdir") || matches!(name, "." | "..") {
        return Ok(None);
    }
    let length = fact("size").and_then(|size| size.parse().ok());
    Ok(Some(Entry {
        // Some servers give the whole path.
        name: name.rsplit('/').next().unwrap_or(name).to_owned(),
        folder: kind == "dir",
        length: length.filter(|_| kind == "file"),
    }))
}

/// Reads a line of an answer to `LIST`. Nothing for the folder itself, the one above, and headings.
///
/// # Errors
/// The line, when it cannot be read: what it names might be somebody's claim.
pub fn human(line: &str) -> Result<Option<Entry>, String> {
    if line.trim().is_empty() || line.starts_with("total ") {
        return Ok(None);
    }
    let read = ListParser::parse_posix(line).or_else(|_| ListParser::parse_dos(line));
    let file = read.map_err(|_| line.to_owned())?;
    if matches!(file.name(), "." | "..") {
        return Ok(None);
    }
    Ok(Some(Entry {
        name: file.name().to_owned(),
        folder: file.is_directory(),
        length: file.is_file().then(|| file.size() as u64),
    }))
}

#[cfg(test)]
mod tests {
    use super::{Entry, human, machine};

    fn entry(name: &str, folder: bool, length: Option<u64>) -> Result<Option<Entry>, String> {
        let name = name.to_owned();
        Ok(Some(Entry {
            name,
            folder,
            length,
        }))
    }

    #[test]
    fn the_form_for_programs_is_read() {
        for (line, expected) in [
            (
                "type=file;size=12;modify=20261127101416; a b.html",
                entry("a b.html", false, Some(12)),
            ),
            (
                "Type=dir;Modify=20261127101416;Perm=el; claims",
                entry("claims", true, None),
            ),
            (
                "modify=20261127101416;type=OS.unix=symlink;size=4; www",
                entry("www", false, None),
            ),
            (
                "type=file;size=1; /srv/status/x",
                entry("x", false, Some(1)),
            ),
            ("type=cdir;modify=20261127101416; .", Ok(None)),
            ("type=pdir; /srv", Ok(None)),
            ("nonsense", Err("nonsense".to_owned())),
        ] {
            assert_eq!(machine(line), expected, "{line}");
        }
    }

    #[test]
    fn the_forms_for_people_are_read() {
        for (line, expected) in [
            (
                "-rw-r--r--    1 0        0              12 Nov 27 10:14 a b.html",
                entry("a b.html", false, Some(12)),
            ),
            (
                "drwxr-xr-x    2 ftp      ftp          4096 Nov 27  2025 claims",
                entry("claims", true, None),
            ),
            (
                "lrwxrwxrwx    1 0        0               8 Nov 27 10:14 www -> releases",
                entry("www", false, None),
            ),
            (
                "11-27-26  10:14AM       <DIR>          claims",
                entry("claims", true, None),
            ),
            (
                "11-27-26  10:14AM                   12 index.html",
                entry("index.html", false, Some(12)),
            ),
            (
                "drwxr-xr-x    2 ftp      ftp          4096 Nov 27 10:14 .",
                Ok(None),
            ),
            ("total 12", Ok(None)),
            ("welcome!", Err("welcome!".to_owned())),
        ] {
            assert_eq!(human(line), expected, "{line}");
        }
    }
}
