//! Why Trello could not be read, in words that say what to do about it.
//!
//! Its errors are plain text, HTML or JSON, and the same text comes with several numbers: the words are
//! looked at before the number. Sources: Trello's pages on status codes and rate limits, and answers
//! quoted in public threads, looked at in November 2026.

use super::auth::{Auth, KEY, TOKEN};
use crate::net::http::Answer;
use crate::problem::Problem;

/// Where keys are made.
const KEYS: &str = "https://trello.com/power-ups/admin";

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// Asked too much: wait, then again.
    Limit(Problem),
    /// May be over soon.
    Passing(Problem),
    /// Asking again gives the same.
    Lasting(Problem),
}

impl Fault {
    /// As it is told when patience ends.
    pub fn problem(self) -> Problem {
        match self {
            Self::Limit(problem) | Self::Passing(problem) | Self::Lasting(problem) => problem,
        }
    }
}

/// A variable is not set.
pub(super) fn no_variable(name: &str) -> Problem {
    let hint = match name {
        TOKEN => format!(
            "open https://trello.com/1/authorize?expiration=never&scope=read&response_type=token&name=stillup&key=YOUR_KEY and export {TOKEN}=…"
        ),
        _ => format!("make a Power-Up at {KEYS}, and export {name}=…"),
    };
    Problem::error("no-credentials", format!("`{name}` is not set")).hint(hint)
}

/// A variable holds what cannot be one.
pub(super) fn odd_variable(name: &str) -> Problem {
    let what = format!("`{name}` holds something else than letters and digits");
    Problem::error("no-credentials", what).hint(format!("copy it once more from {KEYS}"))
}

/// Nothing came back, or not all of it.
pub(super) fn silent(why: &str) -> Fault {
    Fault::Passing(
        Problem::error("trello-unreachable", "Trello did not answer")
            .because(why)
            .hint("curl -I https://api.trello.com   # and https://trello.status.atlassian.com"),
    )
}

/// An answer that is no such thing as was asked for.
pub(super) fn rubbish(what: &str, why: impl ToString) -> Fault {
    let what = format!("Trello's answer is no {what}");
    let problem = Problem::error("trello-rubbish", what).because(why);
    Fault::Passing(
        problem.hint("stillup pull   # again; look at https://trello.status.atlassian.com"),
    )
}

/// What an answer that is no success means.
pub(super) fn refused(answer: &Answer, board: &str, auth: &Auth) -> Fault {
    let body = String::from_utf8_lossy(&answer.body);
    let words = body.trim().to_lowercase();
    let why = why(answer.status, body.trim());
    let lasting = |code, what: String, hint: String| {
        Fault::Lasting(Problem::error(code, what).because(&why).hint(hint))
    };
    if is_limit(answer.status, &body) {
        let what = "Trello says that it was asked too often";
        let hint = "wait a few minutes; every program with the same key or token counts";
        let problem = Problem::error("trello-limit", what).because(&why);
        return Fault::Limit(problem.hint(hint));
    }
    match answer.status {
        401 if words.contains("invalid key") || words.contains("invalid app key") => lasting(
            "trello-key",
            format!("Trello does not know the key in `{KEY}`"),
            format!("copy the API key, not the secret, from {KEYS}"),
        ),
        401 if words.contains("expired token") => lasting(
            "trello-token",
            format!("the token in `{TOKEN}` has expired"),
            "make a new one with `expiration=never`".to_owned() + &authorize(),
        ),
        401 if words.contains("invalid token") => lasting(
            "trello-token",
            format!("Trello does not know the token in `{TOKEN}`"),
            match auth.looks_wrong() {
                true => "a token begins with `ATTA`: this may be the secret; make one".to_owned(),
                false => "make a new one".to_owned(),
            } + &authorize(),
        ),
        401 | 403 => lasting(
            "trello-access",
            format!("the token in `{TOKEN}` may not read board `{board}`"),
            "make a token with `scope=read`, as somebody who belongs to the board".to_owned()
                + &authorize(),
        ),
        400 if words.contains("invalid id") => lasting(
            "trello-board",
            format!("`{board}` is no id of a board"),
            "board = \"hLyRd5tS\"   # what stands behind trello.com/b/ in its address".to_owned(),
        ),
        404 => lasting(
            "trello-board",
            format!("there is no board `{board}`"),
            "board = \"hLyRd5tS\"   # what stands behind trello.com/b/ in its address".to_owned(),
        ),
        408 | 449 | 500.. => Fault::Passing(
            Problem::error("trello-down", "Trello has trouble of its own")
                .because(&why)
                .hint("stillup pull   # again; look at https://trello.status.atlassian.com"),
        ),
        _ => lasting(
            "trello-refused",
            "Trello refused to answer".to_owned(),
            "stillup pull   # again; tell us when it stays".to_owned(),
        ),
    }
}

fn authorize() -> String {
    format!(
        ": https://trello.com/1/authorize?expiration=never&scope=read&response_type=token&name=stillup&key=YOUR_KEY, with the key from {KEYS}"
    )
}

/// Several names and three numbers mean it.
fn is_limit(status: u16, body: &str) -> bool {
    status == 429
        || (400..=403).contains(&status)
            && ["_LIMIT_EXCEEDED", "API_TOO_MANY_CARDS_REQUESTED"]
                .iter()
                .any(|name| body.contains(name))
}

/// Its own words: one line of plain text, and never a whole page.
fn why(status: u16, body: &str) -> String {
    let page = body.starts_with('<') || body.is_empty();
    let first: String = body
        .chars()
        .take_while(|c| *c != '\n')
        .filter(|c| !c.is_control())
        .take(120)
        .collect();
    match page {
        true => format!("status {status}"),
        false => format!("status {status}: {}", without_secrets(&first)),
    }
}

/// Without anything that looks like a token, should it ever be answered.
fn without_secrets(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let hidden = |word: &str| word.starts_with("ATTA") || word.len() >= 32;
    words
        .map(|word| if hidden(word) { "… " } else { word })
        .collect()
}
