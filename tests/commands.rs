//! `docs/reference/commands.md` says what the program says of itself.
#![allow(clippy::disallowed_methods, reason = "edge: tests read the docs")]

use clap::{Arg, Command};
use std::fmt::Write as _;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/commands.md");
const PRINTED: &str = "<!-- Below: printed from the program. `BLESS=1 cargo test --test commands` prints it anew. -->\n";

/// How an argument is typed, such as `-c`, `--component ID`.
fn typed(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let takes = arg.get_action().takes_values();
    let value = match names.first() {
        Some(name) if takes => name.to_string(),
        _ => String::new(),
    };
    if arg.is_positional() {
        let many = if matches!(arg.get_action(), clap::ArgAction::Append) {
            "…"
        } else {
            ""
        };
        return format!("`{value}`{many}");
    }
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let last = names.len() - 1;
    let names = names.iter().enumerate().map(|(at, name)| {
        if at == last && !value.is_empty() {
            format!("`{name} {value}`")
        } else {
            format!("`{name}`")
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What it means: its help, its default, the values it may have.
fn meaning(arg: &Arg) -> String {
    let mut words = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if arg.get_action().takes_values() && !values.is_empty() {
        let _ = write!(words, ": {}", values.join(", "));
    }
    let defaults = arg.get_default_values();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let defaults: Vec<_> = defaults.iter().map(|it| it.to_string_lossy()).collect();
        let _ = write!(words, " (default `{}`)", defaults.join(" "));
    }
    words.replace('|', "\\|").replace('\n', " ")
}

fn table<'a>(args: impl Iterator<Item = &'a Arg>) -> String {
    let mut rows = String::new();
    for arg in args.filter(|arg| !arg.is_hide_set()) {
        let _ = writeln!(rows, "| {} | {} |", typed(arg), meaning(arg));
    }
    if rows.is_empty() {
        return rows;
    }
    format!("\n| argument | meaning |\n| --- | --- |\n{rows}")
}

fn ours(arg: &&Arg) -> bool {
    !["help", "version"].contains(&arg.get_id().as_str())
}

fn section(command: &Command, below: &str) -> String {
    let mut command = command
        .clone()
        .bin_name(format!("stillup {below}{}", command.get_name()));
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let own = command
        .get_arguments()
        .filter(|arg| !arg.is_global_set())
        .filter(ours);
    format!(
        "\n## `{below}{}`\n\n{about}.\n\n```text\n{usage}\n```\n{}",
        command.get_name(),
        table(own)
    )
}

#[test]
fn the_reference_page_is_printed_from_the_program() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let mut now = page.split(PRINTED).next().unwrap().to_owned() + PRINTED;
    let program = stillup::cli::command();
    now += "\n## Every command\n";
    now += &table(program.get_arguments().filter(ours));
    let exits = program.get_after_help().unwrap().to_string();
    now += "\n| exit code | means |\n| --- | --- |\n";
    for line in exits.lines().skip(1) {
        let (code, means) = line.trim().split_once("  ").unwrap();
        let _ = writeln!(now, "| {code} | {means} |");
    }
    for command in program
        .get_subcommands()
        .filter(|it| it.get_name() != "help")
    {
        now += &section(command, "");
        for inner in command.get_subcommands() {
            now += &section(inner, &format!("{} ", command.get_name()));
        }
    }
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(PAGE, &now).unwrap();
    }
    for (now, page) in now.lines().zip(page.lines()) {
        assert_eq!(
            now, page,
            "`BLESS=1 cargo test --test commands` prints it anew"
        );
    }
    assert_eq!(now.len(), page.len());
}
