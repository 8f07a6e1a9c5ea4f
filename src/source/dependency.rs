//! What somebody else's status page says of itself: asked by `pull`, kept in a snapshot, and never believed
//! for longer than a page may be read.
//!
//! 1. [`ask`] asks every `status_page` at once for its Statuspage v2 summary, each with its own deadline;
//! 2. [`Answers`] are written down, those that could not be had too;
//! 3. [`reported`] reads them beside the site's settings.
//!
//! Whatever comes back, nobody is stopped by it: without an answer the status is *not known*.
//! Source: the v2 API as Statuspage documents it, looked at in November 2026.

use super::pulled;
use super::text::bytes;
use crate::model::{ComponentStatus, Dependency, Reported};
use crate::net::http::{Answer, Http};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Duration;
use url::Url;

/// Where the answers stand in the site's folder.
pub const FILE: &str = ".stillup/dependencies.json";

/// The form that this version writes and reads.
const VERSION: u32 = 1;

/// The largest snapshot that is read, in bytes.
const LARGEST_FILE: usize = 4 << 20;

/// The largest answer, in bytes: a summary lists every component.
const LARGEST: u64 = 8 << 20;

/// So often an answer may send us elsewhere.
const HOPS: usize = 3;

/// The longest sentence of theirs that is kept, in characters.
const LONGEST: usize = 120;

/// What all of them answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The form of the file.
    pub version: u32,
    /// By configured order.
    pub dependencies: Vec<Asked>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The dependency's id.
    pub id: String,
    /// The address of its status page.
    pub status_page: String,
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// What it says; absent where it did not, or where we could not make sense of it.
    pub status: Option<ComponentStatus>,
    /// Its own sentence; or why there is none.
    pub words: String,
}

/// The part of a summary we read.
#[derive(Deserialize)]
struct Summary {
    status: Status,
}

#[derive(Deserialize)]
struct Status {
    indicator: String,
    #[serde(default)]
    description: Option<String>,
}

/// Asks all that have a status page, at once; takes no longer than `patience`.
pub async fn ask(
    http: &Http,
    dependencies: &[Dependency],
    at: DateTime<Utc>,
    patience: Duration,
) -> Answers {
    let one = |dependency: &Dependency, page: &str| {
        let (id, status_page) = (dependency.id.clone(), page.to_owned());
        async move {
            let answer = tokio::time::timeout(patience, summary(http, &status_page)).await;
            let answer = answer.unwrap_or_else(|_| Err("no answer in time".to_owned()));
            let (status, words) = match answer {
                Ok((status, words)) => (Some(status), words),
                Err(why) => (None, why),
            };
            Asked {
                id,
                status_page,
                at,
                status,
                words: line(&words),
            }
        }
    };
    let all = dependencies
        .iter()
        .filter_map(|dependency| Some(one(dependency, dependency.status_page.as_deref()?)));
    Answers {
        version: VERSION,
        dependencies: join_all(all).await,
    }
}

/// Asks one.
async fn summary(http: &Http, page: &str) -> Result<(ComponentStatus, String), String> {
    let mut url = format!("{}/api/v2/summary.json", page.trim_end_matches('/'));
    for _ in 0..=HOPS {
        let answer = http.get(&url, LARGEST).await?;
        match elsewhere(&answer, &url) {
            Some(next) => url = next,
            None => return read(&answer),
        }
    }
    Err("it sends us from one address to the next".to_owned())
}

/// Where an answer sends us: never from `https` to what anybody may listen to and change.
fn elsewhere(answer: &Answer, from: &str) -> Option<String> {
    let moved = matches!(answer.status, 301 | 302 | 303 | 307 | 308);
    let next = Url::parse(from)
        .ok()?
        .join(answer.header("location"))
        .ok()?;
    let safe = next.scheme() == "https" || next.scheme() == "http" && from.starts_with("http:");
    (moved && !answer.header("location").is_empty() && safe).then(|| next.to_string())
}

/// What a summary says: what we do not know word for word is not known.
fn read(answer: &Answer) -> Result<(ComponentStatus, String), String> {
    if answer.status != 200 {
        return Err(format!("status {}", answer.status));
    }
    let summary: Summary = serde_json::from_slice(&answer.body)
        .map_err(|_| "its answer is no Statuspage v2 summary".to_owned())?;
    let status = match summary.status.indicator.as_str() {
        "none" => ComponentStatus::Operational,
        "maintenance" => ComponentStatus::UnderMaintenance,
        "minor" => ComponentStatus::DegradedPerformance,
        "major" => ComponentStatus::PartialOutage,
        "critical" => ComponentStatus::MajorOutage,
        other => return Err(format!("its indicator `{other}` means nothing to us")),
    };
    Ok((status, summary.status.description.unwrap_or_default()))
}

/// Somebody else's words as one short line.
fn line(words: &str) -> String {
    let one = words.split_whitespace().collect::<Vec<_>>().join(" ");
    one.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect()
}

impl Answers {
    /// The file's text: a line for each value.
    pub fn text(&self) -> String {
        pulled::text(self)
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// It is not what [`text`](Answers::text) writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        pulled::parse(FILE, bytes, VERSION, |answers: &Self| answers.version)
    }
}

/// What is known of the site's dependencies, as it was last asked; of a page that was never asked, nothing.
pub fn reported(root: &Path, dependencies: &[Dependency]) -> (Vec<Reported>, Vec<Problem>) {
    let asked = match bytes(root, FILE, LARGEST_FILE).and_then(|bytes| Answers::parse(&bytes)) {
        Ok(answers) => answers.dependencies,
        Err(problem) if problem.code == "missing-file" => return (Vec::new(), Vec::new()),
        // They were asked once, and what they said is lost: not known, all of them.
        Err(problem) => {
            let lost = dependencies.iter().filter(|one| one.status_page.is_some());
            let lost = lost.map(|dependency| Reported {
                dependency: dependency.id.clone(),
                at: DateTime::UNIX_EPOCH,
                status: None,
                words: String::new(),
            });
            return (lost.collect(), vec![problem]);
        }
    };
    let known = dependencies.iter().filter_map(|dependency| {
        let page = dependency.status_page.as_deref()?;
        let mut asked = asked.iter();
        let found = asked.find(|one| one.id == dependency.id && one.status_page == page)?;
        Some(Reported {
            dependency: dependency.id.clone(),
            at: found.at,
            status: found.status,
            words: found.words.clone(),
        })
    });
    (known.collect(), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::{Answer, elsewhere, line, read};
    use crate::model::ComponentStatus;

    fn answer(status: u16, location: &str, body: &str) -> Answer {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("location", location.parse().expect("a header"));
        Answer {
            status,
            headers,
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn only_a_word_we_know_is_a_status() {
        let of = |indicator: &str| {
            let body = format!(
                r#"{{"page":{{}},"status":{{"indicator":{indicator},"description":"Fine"}}}}"#
            );
            read(&answer(200, "", &body))
        };
        let fine = |status| Ok((status, "Fine".to_owned()));
        assert_eq!(of("\"none\""), fine(ComponentStatus::Operational));
        assert_eq!(of("\"critical\""), fine(ComponentStatus::MajorOutage));
        for odd in ["\"None\"", "\"\"", "\"ok\"", "null", "0"] {
            assert!(of(odd).is_err(), "{odd}");
        }
        for (status, body) in [
            (200, ""),
            (200, "<html>All Systems Operational</html>"),
            (200, "{}"),
            (200, r#"{"status":"none"}"#),
            (200, r#"{"status":{"indicator":"none"}"#),
            (503, r#"{"status":{"indicator":"none"}}"#),
        ] {
            assert!(read(&answer(status, "", body)).is_err(), "{status} {body}");
        }
    }

    #[test]
    fn a_redirect_is_followed_but_not_out_of_https() {
        let next = |from: &str, to: &str| elsewhere(&answer(301, to, ""), from);
        let https = "https://a.example/api/v2/summary.json";
        assert_eq!(next("http://a.example/x", https).as_deref(), Some(https));
        assert_eq!(next(https, "/y").as_deref(), Some("https://a.example/y"));
        assert_eq!(next(https, "http://a.example/"), None);
        assert_eq!(next(https, "file:///etc/passwd"), None);
        assert_eq!(next(https, ""), None);
        assert_eq!(elsewhere(&answer(200, "/y", ""), https), None);
    }

    #[test]
    fn words_of_others_are_one_short_line() {
        assert_eq!(line("All\n  systems\u{7}\tgo"), "All systems go");
        assert_eq!(line(&"ü".repeat(500)).chars().count(), 120);
    }
}
