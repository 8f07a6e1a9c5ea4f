//! Small files, small functions.

use super::{none, root, sources};

/// Longest file and function, in lines.
const FILE: usize = 400;
const FUNCTION: usize = 70;

/// Longer ones, each with its reason. An entry that is no longer needed fails too.
const LONGER: &[(&str, &str)] = &[];

#[test]
fn files_and_functions_stay_small() {
    let mut complaints = Vec::new();
    let mut used = Vec::new();
    for file in sources() {
        let lines = file.text.lines().count();
        let long = std::iter::once((file.path.clone(), lines, FILE))
            .chain(
                functions(&file.text)
                    .into_iter()
                    .map(|(name, lines)| (format!("{}:{name}", file.path), lines, FUNCTION)),
            )
            .filter(|(_, lines, limit)| lines > limit);
        for (name, lines, limit) in long {
            match LONGER.iter().find(|(known, _)| *known == name) {
                Some((known, _)) => used.push(*known),
                None => complaints.push(format!("{name}: {lines} lines, at most {limit}")),
            }
        }
    }
    complaints.extend(
        LONGER
            .iter()
            .filter(|(name, _)| !used.contains(name))
            .map(|(name, _)| format!("{name}: no longer an exception")),
    );
    none(complaints);
}

#[test]
fn main_is_the_pipeline_in_one_screen() {
    let main = std::fs::read_to_string(root().join("src/main.rs")).expect("src/main.rs");
    assert!(
        main.lines().count() <= 60,
        "src/main.rs has {} lines",
        main.lines().count()
    );
}

#[test]
fn every_module_opens_with_a_sentence() {
    none(
        sources()
            .iter()
            .filter(|file| !file.text.starts_with("//! "))
            .map(|file| format!("{}: opens with no sentence", file.path))
            .collect(),
    );
}

#[test]
fn nothing_is_left_undone() {
    let marks = [
        ["to", "do!("].concat(),
        ["unimpl", "emented!("].concat(),
        ["#[ig", "nore"].concat(),
    ];
    let mut complaints = Vec::new();
    for file in super::texts("src", &["rs"])
        .into_iter()
        .chain(super::texts("tests", &["rs"]))
    {
        for mark in marks
            .iter()
            .filter(|mark| file.text.contains(mark.as_str()))
        {
            complaints.push(format!("{}: `{mark}`", file.path));
        }
    }
    none(complaints);
}

/// Name and length in lines of every function, by the indentation that rustfmt keeps.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let Some(at) = bare
            .find("fn ")
            .filter(|at| *at == 0 || bare[..*at].ends_with(' '))
        else {
            continue;
        };
        if bare.starts_with("//")
            || !bare[..at]
                .split_whitespace()
                .all(|word| word.starts_with("pub") || ["const", "async", "unsafe"].contains(&word))
        {
            continue;
        }
        let indent = &line[..line.len() - bare.len()];
        let end = lines[start..].iter().position(|line| {
            *line == format!("{indent}}}")
                || (line.starts_with(indent) && line.ends_with(';') && *line == lines[start])
        });
        let name = bare[at + 3..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        found.extend(end.map(|end| (name, end + 1)));
    }
    found
}
