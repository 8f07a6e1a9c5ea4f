//! Issues and comments as exported by `gh api` or `gh issue list`, whole or page by page.

use super::super::Notes;
use super::super::files::Files;
use super::super::when::when;
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use std::collections::BTreeMap;

/// What to do when there is none.
pub(super) const HOW: &str = "no issues were found, so that no incident is imported: \
    `gh api --paginate 'repos/OWNER/REPO/issues?state=all' > issues.json`, \
    `gh api --paginate repos/OWNER/REPO/issues/comments > comments.json`, \
    then import with `--issues issues.json --issues comments.json`";

/// One issue.
#[derive(Debug, Default)]
pub(super) struct Issue {
    pub number: u64,
    pub title: String,
    pub body: String,
    pub labels: Vec<String>,
    pub created: Option<DateTime<Utc>>,
    pub closed: Option<DateTime<Utc>>,
    pub open: bool,
    /// When, and what; by time.
    pub comments: Vec<(DateTime<Utc>, String)>,
}

/// Every issue of every export, by number.
pub(super) fn read(files: &Files, problems: &mut Vec<Problem>, notes: &mut Notes) -> Vec<Issue> {
    let mut issues: BTreeMap<u64, Issue> = BTreeMap::new();
    let mut comments: BTreeMap<u64, BTreeMap<(DateTime<Utc>, u64), String>> = BTreeMap::new();
    for path in files
        .paths()
        .filter(|path| !path.starts_with("history/") && !path.starts_with(".upptimerc"))
    {
        let Some(text) = files.text(path, notes) else {
            continue;
        };
        let mut values = Vec::new();
        for value in serde_json::Deserializer::from_str(&text).into_iter::<Value>() {
            match value {
                Ok(value) => flatten(value, &mut values),
                Err(why) => problems.push(
                    Problem::error(
                        "unreadable-file",
                        format!("`{path}` is no export of issues, or not all of one"),
                    )
                    .because(why)
                    .hint("export it again, and import again: what is there already stays"),
                ),
            }
        }
        for value in &values {
            if let Some((number, key, body)) = comment(value) {
                comments.entry(number).or_default().insert(key, body);
            } else if let Some(issue) = issue(value) {
                for (at, one) in value["comments"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .enumerate()
                {
                    if let Some(when) = time(one, "created_at", "createdAt") {
                        let own = comments.entry(issue.number).or_default();
                        own.insert((when, at as u64), words(one, "body"));
                    }
                }
                issues.insert(issue.number, issue);
            }
        }
    }
    for (number, list) in comments {
        if let Some(issue) = issues.get_mut(&number) {
            issue.comments = list.into_iter().map(|((at, _), body)| (at, body)).collect();
        }
    }
    issues.into_values().collect()
}

/// The objects of pages within pages.
fn flatten(value: Value, into: &mut Vec<Value>) {
    match value {
        Value::Array(list) => {
            for value in list {
                flatten(value, into);
            }
        }
        value => into.push(value),
    }
}

fn issue(value: &Value) -> Option<Issue> {
    let number = value.get("number")?.as_u64()?;
    if value.get("pull_request").is_some_and(|it| !it.is_null()) {
        return None;
    }
    let label = |it: &Value| Some(it.as_str().or_else(|| it.get("name")?.as_str())?.to_owned());
    let labels = value.get("labels").and_then(Value::as_array);
    Some(Issue {
        number,
        title: words(value, "title"),
        body: words(value, "body"),
        labels: labels.into_iter().flatten().filter_map(label).collect(),
        created: time(value, "created_at", "createdAt"),
        closed: time(value, "closed_at", "closedAt"),
        open: !words(value, "state").eq_ignore_ascii_case("closed"),
        comments: Vec::new(),
    })
}

/// A comment exported apart from its issue: of which, its place in time, its text.
fn comment(value: &Value) -> Option<(u64, (DateTime<Utc>, u64), String)> {
    let issue = value
        .get("issue_url")?
        .as_str()?
        .rsplit('/')
        .next()?
        .parse()
        .ok()?;
    let at = time(value, "created_at", "createdAt")?;
    let id = value.get("id").and_then(Value::as_u64).unwrap_or(0);
    Some((issue, (at, id), words(value, "body")))
}

fn words(of: &Value, key: &str) -> String {
    of.get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .replace("\r\n", "\n")
}

fn time(of: &Value, key: &str, other: &str) -> Option<DateTime<Utc>> {
    let text = of.get(key).or_else(|| of.get(other))?.as_str()?;
    Some(when(text, Tz::UTC)?.at)
}
