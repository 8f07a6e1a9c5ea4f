//! Asking a Statuspage for its files.

use super::super::files::Files;
use super::{FEED, FILES};
use crate::net::http::{Answer, Http};
use crate::problem::Problem;
use std::time::Duration;

/// No file is larger, in bytes.
const LARGEST: u64 = 32 << 20;

/// Reads the API and the feed of a page. What it does not have is left out; what it cannot give is a problem.
///
/// # Errors
/// It does not give its summary.
pub(super) fn read(typed: &str, patience: Duration) -> Result<Files, Problem> {
    let base = base(typed);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|why| unreachable(&base).because(why))?;
    let http = Http::new(patience).map_err(|why| unreachable(&base).because(why))?;
    let mut files = Files::default();
    for (at, file) in FILES
        .iter()
        .map(|file| format!("api/v2/{file}"))
        .chain([FEED.to_owned()])
        .enumerate()
    {
        let url = format!("{base}/{file}");
        match runtime
            .block_on(http.get(&url, LARGEST))
            .map_err(|why| unread(&url).because(why))
        {
            Ok(answer) if answer.status == 200 => files.put(&file, answer.body),
            // The first is the one that every page has.
            Ok(answer) if at == 0 => return Err(refused(typed, &url, &answer)),
            Err(problem) if at == 0 => {
                return Err(problem.hint(format!("open {base} in a browser: is it a Statuspage?")));
            }
            Ok(answer) if answer.status == 404 => {}
            Ok(answer) => files.problems.push(refused(typed, &url, &answer)),
            Err(problem) => files
                .problems
                .push(problem.hint("import again: what is there already stays")),
        }
    }
    Ok(files)
}

/// An address without what people paste along with it.
fn base(typed: &str) -> String {
    let mut base = typed
        .split(['?', '#'])
        .next()
        .unwrap_or(typed)
        .trim_end_matches('/');
    for end in [
        "/summary.json",
        "/api/v2",
        "/api",
        "/history",
        "/history.atom",
        "/history.rss",
    ] {
        base = base.strip_suffix(end).unwrap_or(base);
    }
    base.trim_end_matches('/').to_owned()
}

fn unreachable(base: &str) -> Problem {
    Problem::error("no-answer", format!("cannot ask {base}"))
}

fn unread(url: &str) -> Problem {
    Problem::error("no-answer", format!("cannot read {url}"))
}

fn refused(typed: &str, url: &str, answer: &Answer) -> Problem {
    let problem = Problem::error("wrong-answer", format!("{url} answers {}", answer.status));
    match (answer.status, answer.header("location")) {
        (300..=399, to) if !to.is_empty() => {
            let to = base(to);
            problem.hint(format!("`stillup import statuspage {to}`"))
        }
        (404, _) => problem
            .hint("name the address of the page itself, such as `https://status.acme.example`"),
        (429 | 500..=599, _) => problem.hint(format!(
            "try again in a while: `stillup import statuspage {typed}`"
        )),
        _ => problem
            .hint("save the files below `api/v2/` with a browser, and name their folder instead"),
    }
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn addresses_are_taken_as_people_paste_them() {
        for typed in [
            "https://s.example",
            "https://s.example/",
            "https://s.example/api/v2/",
            "https://s.example/api/v2/summary.json?x=1",
            "https://s.example/history#top",
        ] {
            assert_eq!(base(typed), "https://s.example", "{typed}");
        }
        assert_eq!(base("https://s.example/team/"), "https://s.example/team");
    }
}
