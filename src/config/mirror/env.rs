//! `env = { token = "MY_VARIABLE" }` in a kind's table: which environment variables hold its secrets.

use crate::config::hide::names_a_variable;
use crate::config::read::{Report, Section};
use crate::problem::Problem;

/// The environment variable for each of these secrets: what the file says, else the usual one.
///
/// `table` is how the reference heads it, such as `[[mirror]] s3 env`; `usual` pairs each key of that
/// table with the variable that is read when it is absent. The answer has the order of `usual`.
pub(super) fn names(
    report: &mut Report,
    section: &Section<'_>,
    table: &'static str,
    usual: &[(&str, &str)],
) -> Vec<String> {
    let named = section.raw(report, "env").and_then(|value| {
        let path = format!("{}.env", section.path());
        Section::open(report, table, path, value)
    });
    let mut name = |key: &str, usual: &str| {
        let typed = named.as_ref()?.text(report, key)?;
        let text = typed.get_ref();
        if names_a_variable(text) {
            return Some(text.clone());
        }
        // Not repeated: it may be the secret itself.
        let what = format!("`{key}` must be the name of an environment variable, not a secret");
        let hint = format!("{key} = \"{usual}\"");
        report.add(typed.span(), Problem::error("no-variable", what).hint(hint));
        None
    };
    let names: Vec<String> = usual
        .iter()
        .map(|(key, usual)| name(key, usual).unwrap_or_else(|| (*usual).to_owned()))
        .collect();
    report.secrets.extend(names.iter().cloned());
    names
}
