//! What `pull` keeps of others beside the site's own files: JSON a person can compare, with the number of its form.

use crate::problem::{Place, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A file's text: the same for the same value, a line for each of its own.
pub fn text(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("plain data is always JSON");
    text + "\n"
}

/// Reads such a text, which is of this form.
///
/// # Errors
/// It is not what [`text`] writes, or of another form.
pub fn parse<T: DeserializeOwned>(
    file: &'static str,
    bytes: &[u8],
    form: u32,
    of: impl Fn(&T) -> u32,
) -> Result<T, Problem> {
    let damaged = |why: String| {
        Problem::error("damaged-snapshot", format!("cannot make sense of `{file}`"))
            .at(Place::file(file))
            .because(why)
            .hint("stillup pull")
    };
    let value: T = serde_json::from_slice(bytes).map_err(|error| damaged(error.to_string()))?;
    match of(&value) {
        found if found == form => Ok(value),
        other => Err(damaged(format!("it has the form {other}, not {form}"))),
    }
}
