//! The command line's words, read exactly as an incident file's are: statuses, components, times.

use super::Stop;
use super::entry::whole_minute;
use crate::config::Config;
use crate::format::{self, Scope};
use crate::model::{Component, Group, Incident, Mark, Said, Says};
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

    /// Components and groups with their statuses, each as it is written into a heading: a group's
    /// mark has the group's own id.
    ///
    /// # Errors
    /// All that is wrong with any of them.
    pub fn marks(&self, typed: &[String]) -> Result<Vec<Mark>, Stop> {
        let mut marks: Vec<Mark> = Vec::new();
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
                Ok(incident) => marks.push(written(&pair, incident, &self.groups)),
                Err(stop) => problems.extend(stop.problems),
            }
        }
        if problems.is_empty() && marks.len() > 1 {
            let together = typed
                .iter()
                .map(|pair| one_line(pair))
                .collect::<Vec<_>>()
                .join(", ");
            self.probe(
                "",
                &format!("2000-01-01 00:00 UTC - investigating {{{together}}}"),
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
        let incident = self.probe(
            &front,
            &format!("{} - investigating", now.format("%Y-%m-%d %H:%M:%S UTC")),
        )?;
        incident.next_update.map(whole_minute).ok_or_else(|| {
            Stop::arguments(
                Problem::error(
                    "bad-time",
                    format!("`{typed}` is neither a time nor a duration"),
                )
                .hint("`30m`, `15:30` or `2026-11-20 15:30 UTC`"),
            )
        })
    }

    /// An incident or a maintenance with this front matter and title, and nothing said yet.
    ///
    /// # Errors
    /// All that is wrong with the front matter.
    pub fn blank(&self, front: &str, title: &str, now: DateTime<Utc>) -> Result<Incident, Stop> {
        let mut incident = self.probe(
            front,
            &format!("{} - update", now.format("%Y-%m-%d %H:%M:%S UTC")),
        )?;
        incident.title = one_line(title);
        incident.updates.clear();
        Ok(incident)
    }

    /// The instant of a full date and time, such as `--now` takes.
    ///
    /// # Errors
    /// It is none.
    pub fn instant(&self, typed: &str) -> Result<DateTime<Utc>, Stop> {
        let none = || {
            Stop::arguments(
                Problem::error("bad-time", format!("`{typed}` is no time"))
                    .hint("`2026-11-20T14:36:00Z`"),
            )
        };
        let incident = self
            .probe("", &format!("{} - update", one_line(typed)))
            // What does not even look like a time is no heading either.
            .map_err(|stop| {
                match stop
                    .problems
                    .iter()
                    .any(|problem| problem.code == "no-update")
                {
                    true => none(),
                    false => stop,
                }
            })?;
        let update = incident.updates.first().filter(|update| update.dated);
        update.map(|update| update.at).ok_or_else(none)
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
    pub fn titles(&self, marks: &[Mark]) -> String {
        let title = |id: &str| {
            let component = self
                .components
                .iter()
                .find(|component| component.id == id)
                .map(|found| &found.title);
            component
                .or_else(|| {
                    self.groups
                        .iter()
                        .find(|group| group.id == id)
                        .map(|found| &found.title)
                })
                .cloned()
        };
        let titles: Vec<String> = marks
            .iter()
            .map(|mark| title(&mark.component).unwrap_or_else(|| mark.component.to_string()))
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

/// The mark that a pair reads as; for a group, one mark with the group's id.
fn written(pair: &str, incident: Incident, groups: &[Group]) -> Mark {
    let id = pair
        .split(['=', ':'])
        .next()
        .unwrap_or(pair)
        .trim()
        .to_lowercase();
    let first = incident
        .updates
        .into_iter()
        .next()
        .and_then(|update| update.marks.into_iter().next());
    match first {
        Some(mark) if !groups.iter().any(|group| group.id == id) => mark,
        first => Mark {
            component: id.into(),
            known: true,
            says: first.map_or(Says::Bare, |mark| mark.says),
        },
    }
}

/// A value that front matter reads as this text, whatever is in it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(one_line(text)).to_string()
}

/// A text on one line, blanks folded.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
