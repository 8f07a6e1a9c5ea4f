//! Problems as machines read them: our JSON, GitHub's workflow commands, SARIF.

use super::{Place, Problem, Weight};
use serde_json::{Map, Value, json};

/// Problems as JSON, for scripts.
///
/// ```json
/// {"version": 1, "errors": 1, "findings": 0, "problems": [{
///   "weight": "error", "code": "unknown-component", "what": "unknown component `databse`",
///   "file": "incidents/x.md", "line": 6, "column": 44, "end_line": 6, "end_column": 51,
///   "why": null, "hint": "did you mean `database`?"
/// }]}
/// ```
///
/// `version` changes when a member changes its meaning or goes. Lines and columns count from 1,
/// columns in characters, and the end is the first character behind. `file` is null where no file
/// is meant; the numbers are null where the whole file is.
pub fn json(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let list: Vec<Value> = problems.iter().map(entry).collect();
    let value = json!({
        "version": 1,
        "errors": errors,
        "findings": problems.len() - errors,
        "problems": list,
    });
    format!("{value:#}\n")
}

fn entry(problem: &Problem) -> Value {
    let region = problem.place.as_ref().and_then(Region::of);
    json!({
        "weight": match problem.weight {
            Weight::Error => "error",
            Weight::Finding => "finding",
        },
        "code": problem.code,
        "what": problem.what,
        "file": problem.place.as_ref().map(|place| &*place.file),
        "line": region.as_ref().map(|region| region.start.0),
        "column": region.as_ref().map(|region| region.start.1),
        "end_line": region.as_ref().map(|region| region.end.0),
        "end_column": region.as_ref().map(|region| region.end.1),
        "why": problem.why,
        "hint": problem.hint,
    })
}

/// Lines and columns from 1, columns in characters; the end is the first character behind.
struct Region {
    start: (usize, usize),
    end: (usize, usize),
}

impl Region {
    /// `None` where the whole file is meant.
    fn of(place: &Place) -> Option<Self> {
        (!place.text.is_empty()).then(|| Region {
            start: place.line_column(),
            end: place.end_line_column(),
        })
    }
}

/// What is wrong, why and what to do, as one text.
fn message(problem: &Problem) -> String {
    let mut text = problem.what.clone();
    if let Some(why) = &problem.why {
        text += &format!("\nbecause: {why}");
    }
    if let Some(hint) = &problem.hint {
        text += &format!("\nhint: {hint}");
    }
    text
}

/// Problems as workflow commands, which GitHub and Forgejo show beside the changed lines.
///
/// Format: GitHub Docs, "Workflow commands for GitHub Actions", "Setting an error message"; escapes as
/// in its toolkit's `command.ts`.
pub fn github(problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        let command = match problem.weight {
            Weight::Error => "error",
            Weight::Finding => "warning",
        };
        let mut properties = Vec::new();
        if let Some(place) = &problem.place {
            properties.push(format!("file={}", property(&place.file)));
            if let Some(Region { start, end }) = Region::of(place) {
                properties.push(format!("line={},endLine={}", start.0, end.0));
                // Columns are only understood within one line.
                if start.0 == end.0 {
                    properties.push(format!("col={},endColumn={}", start.1, end.1));
                }
            }
        }
        properties.push(format!("title={}", property(problem.code)));
        text += &format!(
            "::{command} {}::{}\n",
            properties.join(","),
            data(&message(problem))
        );
    }
    text
}

/// The text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Problems as SARIF 2.1.0 (OASIS standard), for code scanning.
pub fn sarif(problems: &[Problem]) -> String {
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| result(problem, &codes))
        .collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| json!({"id": code, "shortDescription": {"text": code.replace('-', " ")}}))
        .collect();
    let value = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "stillup", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{value:#}\n")
}

fn result(problem: &Problem, codes: &[&str]) -> Value {
    let mut result = Map::new();
    result.insert("ruleId".into(), problem.code.into());
    result.insert(
        "ruleIndex".into(),
        codes.binary_search(&problem.code).ok().into(),
    );
    let level = match problem.weight {
        Weight::Error => "error",
        Weight::Finding => "warning",
    };
    result.insert("level".into(), level.into());
    result.insert("message".into(), json!({"text": message(problem)}));
    if let Some(place) = &problem.place {
        let mut location = Map::new();
        location.insert("artifactLocation".into(), json!({"uri": uri(&place.file)}));
        if let Some(Region { start, end }) = Region::of(place) {
            location.insert(
                "region".into(),
                json!({"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1}),
            );
        }
        result.insert("locations".into(), json!([{"physicalLocation": location}]));
    }
    Value::Object(result)
}

/// A relative path as a URI reference (RFC 3986, 2.3 and 4.2).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}
