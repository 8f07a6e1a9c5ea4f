//! The command line's words, read exactly as an incident file's are: statuses, components, times.

use super::Stop;
use crate::config::Config;
use crate::format::{self, Scope};
use crate::model::{Component, Group, Incident, Kind, Said, Says, Window};
use crate::problem::{Problem, Weight};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// What arguments are read against.
#[derive(Debug)]
pub struct Terms {
    zone: Tz,
    languages: Vec<String>,
    components: Vec<Component>,
    groups: Vec<Group>,
    /// False when `stillup.toml` cannot be read: then any component may exist.
    configured: bool,
}

impl Terms {
    /// From the settings; without them every name is taken for good, so that somebody else's slip
    /// in `stillup.toml` stops nobody from speaking.
    pub fn new(config: Option<&Config>) -> Self {
        match config {
            Some(config) => Terms {
                zone: config.settings.timezone,
                languages: config.settings.languages.clone(),
                components: config.components.clone(),
                groups: config.groups.clone(),
                configured: true,
            },
            None => Terms {
                zone: Tz::UTC,
                languages: vec!["en".to_string()],
                components: Vec::new(),
                groups: Vec::new(),
                configured: false,
            },
        }
    }

    /// What an incident's status says. `maintenance` decides which words fit.
    ///
    /// # Errors
    /// It is no such word.
    pub fn status(&self, typed: &str, maintenance: bool) -> Result<Said, Stop> {
        let front = if maintenance {
            "---\nscheduled: 2000-01-01 00:00 UTC\nfor: 1h\n---\n"
        } else {
            ""
        };
        let incident = self.probe(
            front,
            &format!("2000-01-01 00:00 UTC - {}", one_line(typed)),
        )?;
        Ok(incident
            .updates
            .first()
            .map_or(Said::Update, |update| update.said.clone()))
    }

    /// Components and groups with their statuses, each as it is written into a heading.
    ///
    /// # Errors
    /// All that is wrong with any of them.
    pub fn marks(&self, typed: &[String]) -> Result<Vec<String>, Stop> {
        let mut marks = Vec::new();
        let mut problems = Vec::new();
        for pair in typed
            .iter()
            .map(|pair| one_line(pair))
            .filter(|pair| !pair.is_empty())
        {
            match self.probe(
                "",
                &format!("2000-01-01 00:00 UTC - investigating {{{pair}}}"),
            ) {
                Ok(incident) => marks.push(written(&pair, &incident)),
                Err(stop) => problems.extend(stop.problems),
            }
        }
        if problems.is_empty() && marks.len() > 1 {
            self.probe(
                "",
                &format!(
                    "2000-01-01 00:00 UTC - investigating {{{}}}",
                    marks.join(" ")
                ),
            )?;
        }
        if problems.is_empty() {
            Ok(marks)
        } else {
            Err(Stop {
                problems,
                exit: super::Exit::Arguments,
            })
        }
    }

    /// The instant meant by a time, or by a duration from now.
    ///
    /// # Errors
    /// It is neither.
    pub fn moment(&self, typed: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>, Stop> {
        let front = format!("---\nnext_update: {}\n---\n", quoted(typed));
        let incident = self.probe(&front, &format!("{} - investigating", full(now)))?;
        incident.next_update.ok_or_else(|| {
            Stop::arguments(
                Problem::error(
                    "bad-time",
                    format!("`{typed}` is neither a time nor a duration"),
                )
                .hint("`30m`, `15:30` or `2026-11-20 15:30 UTC`"),
            )
        })
    }

    /// A maintenance window as its front matter would say it.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn window(&self, front: &str, now: DateTime<Utc>) -> Result<Window, Stop> {
        match self
            .probe(front, &format!("{} - scheduled", full(now)))?
            .kind
        {
            Kind::Maintenance(window) => Ok(window),
            _ => Err(Stop::arguments(
                Problem::error("bad-window", "this is no maintenance window")
                    .hint("`--at 22:00 --for 90m`"),
            )),
        }
    }

    /// Reads a whole file's text, as it will be read when the site is built.
    pub fn read(&self, id: &str, file: &str, text: &str) -> (Option<Incident>, Vec<Problem>) {
        let (incident, mut problems) = format::parse(id, file, text, &self.scope());
        if !self.configured {
            problems.retain(|problem| problem.code != "unknown-component");
        }
        (incident, problems)
    }

    /// The titles of what these pairs name, as in a sentence: `API, Web app and Mail`.
    pub fn titles(&self, marks: &[String]) -> String {
        let titles: Vec<String> = marks
            .iter()
            .map(|mark| {
                let id = mark.split('=').next().unwrap_or(mark);
                let component = self.components.iter().find(|component| {
                    component.id == id || component.aliases.iter().any(|alias| alias == id)
                });
                let group = self.groups.iter().find(|group| group.id == id);
                component
                    .map(|component| component.title.clone())
                    .or(group.map(|group| group.title.clone()))
                    .unwrap_or_else(|| id.to_string())
            })
            .collect();
        match titles.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }

    /// Ids and titles of all components, for asking.
    pub fn components(&self) -> impl Iterator<Item = (&str, &str)> {
        self.components
            .iter()
            .map(|component| (component.id.as_str(), component.title.as_str()))
    }

    fn scope(&self) -> Scope<'_> {
        Scope::new(self.zone, &self.languages, &self.components, &self.groups)
    }

    /// Reads a tiny incident made of arguments. Its places mean nothing to the reader and are left out.
    fn probe(&self, front: &str, heading: &str) -> Result<Incident, Stop> {
        let text = format!("{front}# Arguments\n\n## {heading}\n\nWords.\n");
        let (incident, problems) = self.read("arguments", "arguments", &text);
        let problems: Vec<Problem> = problems
            .into_iter()
            .filter(|problem| problem.weight == Weight::Error)
            .map(|problem| Problem {
                place: None,
                ..problem
            })
            .collect();
        match (incident, problems.is_empty()) {
            (Some(incident), true) => Ok(incident),
            _ => Err(Stop {
                problems,
                exit: super::Exit::Arguments,
            }),
        }
    }
}

/// `id=word`, with the word that files use.
fn written(pair: &str, incident: &Incident) -> String {
    let (id, _) = pair.split_once(['=', ':']).unwrap_or((pair, ""));
    let says = incident
        .updates
        .first()
        .and_then(|update| update.marks.first())
        .map(|mark| &mark.says);
    match says {
        Some(Says::Status(status)) => format!("{}={}", id.trim(), status.word()),
        _ => id.trim().to_string(),
    }
}

/// Such as `2026-11-20 14:05 UTC`: the only form we write ourselves.
pub fn full(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// A value that front matter reads as this text, whatever is in it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(one_line(text)).to_string()
}

/// A text on one line, blanks folded.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
