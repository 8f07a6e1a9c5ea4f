//! Compares everything a case produced with everything it is expected to produce.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// Compares `produced` with the files below `folder`, or rewrites them when `bless` is set.
///
/// # Errors
///
/// A unified diff of each file that differs, and the name of each that is missing or was not expected.
pub fn compare(
    folder: &Path,
    produced: &BTreeMap<String, Vec<u8>>,
    bless: bool,
) -> Result<(), String> {
    if bless {
        return rewrite(folder, produced).map_err(|error| format!("{}: {error}", folder.display()));
    }
    let mut expected = BTreeMap::new();
    if folder.is_dir() {
        read(folder, "", &mut expected)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let names: BTreeSet<&String> = expected.keys().chain(produced.keys()).collect();
    let complaints: Vec<String> = names
        .into_iter()
        .filter_map(|name| match (expected.get(name), produced.get(name)) {
            (Some(_), None) => Some(format!("{name} is expected and was not produced")),
            (None, Some(_)) => Some(format!("{name} was produced and is not expected")),
            (Some(want), Some(have)) if want != have => Some(difference(name, want, have)),
            _ => None,
        })
        .collect();
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{}\n(`BLESS=1 cargo test --test sites` rewrites)",
            complaints.join("\n")
        )),
    }
}

fn difference(name: &str, want: &[u8], have: &[u8]) -> String {
    match (std::str::from_utf8(want), std::str::from_utf8(have)) {
        (Ok(want), Ok(have)) => similar::TextDiff::from_lines(want, have)
            .unified_diff()
            .context_radius(2)
            .header(&format!("expected {name}"), &format!("produced {name}"))
            .to_string(),
        _ => format!(
            "{name} differs: {} bytes are expected, {} were produced",
            want.len(),
            have.len()
        ),
    }
}

fn read(folder: &Path, below: &str, into: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{name}/"), into)?;
        } else {
            into.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn rewrite(folder: &Path, produced: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    if folder.is_dir() {
        std::fs::remove_dir_all(folder)?;
    }
    for (name, bytes) in produced {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("below the folder"))?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

/// The comparison finds what it is for.
pub fn finds_what_it_is_for() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let all = |text: &str| {
        BTreeMap::from([
            ("a/b.txt".to_string(), text.as_bytes().to_vec()),
            ("c".to_string(), Vec::new()),
        ])
    };
    compare(folder.path(), &all("one\n"), true)?;
    compare(folder.path(), &all("one\n"), false)?;
    let less = BTreeMap::from([
        ("a/b.txt".to_string(), b"two\n".to_vec()),
        ("d".to_string(), Vec::new()),
    ]);
    let Err(found) = compare(folder.path(), &less, false) else {
        return Err("nothing was found".into());
    };
    for want in [
        "-one\n+two",
        "c is expected and was not produced",
        "d was produced and is not expected",
    ] {
        if !found.contains(want) {
            return Err(format!("missed {want:?} in\n{found}"));
        }
    }
    Ok(())
}
