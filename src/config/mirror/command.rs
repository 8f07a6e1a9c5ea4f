//! `command = { argv = […] }`: a program of yours.

use super::MirrorConfig;
use super::kind::{Kind, MirrorKind};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::Problem;
use crate::publish::mirror::command::CommandSettings;

/// A program.
pub(super) const KIND: Kind = Kind {
    name: "command",
    table: TABLE,
    meaning: "The kind of mirror: a program of yours that publishes a folder, for hosts no other kind knows.",
    example: "command = { argv = [\"./send.sh\"] }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] command";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "argv", Form::Texts, "required", "The program and its arguments, run without a shell in the site's folder; a program with a `/` is relative to it."),
    key(TABLE, "pass", Form::Texts, "`[]`", "Environment variables it gets to see, such as one with a token; they have to be set. Of the others it sees `PATH`, `HOME` and a few more."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    if section.raw(report, "argv").is_none() {
        let what = "`[[mirror]] command` needs `argv`";
        report.add(
            section.span.clone(),
            Problem::error("missing-key", what).hint("argv = [\"./send.sh\"]"),
        );
    }
    let argv: Vec<String> = section
        .texts(report, "argv")
        .unwrap_or_default()
        .into_iter()
        .map(toml::Spanned::into_inner)
        .collect();
    let empty = section
        .raw(report, "argv")
        .and_then(|value| value.get_ref().as_array().map(|list| list.is_empty()));
    if empty == Some(true) {
        let problem = Problem::error("empty-value", "`argv` names no program");
        report.add(
            section.span_of("argv"),
            problem.hint("argv = [\"./send.sh\"]"),
        );
    }
    let mut pass = Vec::new();
    for typed in section.texts(report, "pass").unwrap_or_default() {
        let name = typed.get_ref();
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.chars().all(fits) && !name.starts_with(|c: char| c.is_ascii_digit()) {
            pass.push(name.clone());
            continue;
        }
        // Not repeated: it may be the secret itself.
        let what = "`pass` must hold names of environment variables, not their values";
        report.add(
            typed.span(),
            Problem::error("no-variable", what).hint("pass = [\"HOST_TOKEN\"]"),
        );
    }
    (!argv.is_empty()).then_some(MirrorKind::Command(CommandSettings { argv, pass }))
}
