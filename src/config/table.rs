//! Finding the tables of `stillup.toml`, and saying which are not known.

use super::key::{TABLES, reference};
use super::read::{Report, Section, type_words};
use crate::problem::{Problem, did_you_mean};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Top-level names that are no table of ours.
pub(super) fn check_names(report: &mut Report, root: &DeTable<'_>) {
    for (name, value) in root {
        let word = name.get_ref().as_ref();
        let table = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        if TABLES.iter().any(|(known, _)| *known == word) {
            continue;
        }
        let problem = if table {
            let problem = Problem::error("unknown-table", format!("unknown table `[{word}]`"));
            match did_you_mean(word, TABLES.iter().map(|(known, _)| *known)) {
                Some(near) => problem.hint(format!("did you mean `{}`?", header(near))),
                None => {
                    let known: Vec<_> = TABLES
                        .iter()
                        .map(|(name, _)| format!("`{}`", header(name)))
                        .collect();
                    problem.hint(format!("the tables are {}", known.join(", ")))
                }
            }
        } else {
            let what = format!("`{word}` stands in no table");
            let problem = Problem::error("unknown-key", what);
            match reference().iter().find(|key| key.name == word) {
                Some(key) => problem.hint(format!("write it below `{}`", key.table)),
                None => problem.hint("write it below `[site]`"),
            }
        };
        report.add(name.span(), problem);
    }
}

/// How a table's header is written.
fn header(name: &str) -> String {
    match TABLES.iter().find(|(known, _)| *known == name) {
        Some((_, true)) => format!("[[{name}]]"),
        _ => format!("[{name}]"),
    }
}

/// A table that stands once.
pub(super) fn one<'a>(
    report: &mut Report,
    root: &'a DeTable<'a>,
    name: &str,
    written: &'static str,
) -> Option<Section<'a>> {
    let value = root.get(name)?;
    if let DeValue::Array(list) = value.get_ref() {
        let problem = Problem::error(
            "wrong-type",
            format!("there is one `{written}`, in single brackets"),
        );
        report.add(value.span(), problem.hint(written));
        return Section::open(report, written, name.to_owned(), list.iter().next()?);
    }
    Section::open(report, written, name.to_owned(), value)
}

/// Tables that stand any number of times, in the order they are written.
pub(super) fn many<'a>(
    report: &mut Report,
    root: &'a DeTable<'a>,
    name: &str,
    written: &'static str,
) -> Vec<Section<'a>> {
    values(report, root, name, written)
        .into_iter()
        .enumerate()
        .filter_map(|(number, value)| {
            Section::open(report, written, format!("{name}.{number}"), value)
        })
        .collect()
}

/// The same for mirrors, whose kinds are looked at later.
pub(super) fn mirrors<'a>(report: &mut Report, root: &'a DeTable<'a>) -> Vec<Section<'a>> {
    let written = "[[mirror]]";
    values(report, root, "mirror", written)
        .into_iter()
        .enumerate()
        .filter_map(|(number, value)| {
            Section::unchecked(report, written, format!("mirror.{number}"), value)
        })
        .collect()
}

/// The tables of one name, however they are written.
fn values<'a>(
    report: &mut Report,
    root: &'a DeTable<'a>,
    name: &str,
    written: &'static str,
) -> Vec<&'a Spanned<DeValue<'a>>> {
    let Some(value) = root.get(name) else {
        return Vec::new();
    };
    match value.get_ref() {
        DeValue::Array(list) => list.iter().collect(),
        DeValue::Table(_) => {
            let what = format!("`[{name}]` is written in double brackets");
            report.add(
                value.span(),
                Problem::error("wrong-type", what).hint(written),
            );
            vec![value]
        }
        other => {
            let what = format!("`{name}` must be a table, not {}", type_words(other));
            report.add(
                value.span(),
                Problem::error("wrong-type", what).hint(written),
            );
            Vec::new()
        }
    }
}
