//! One file per command: thin, at the edge, each ending in an exit code.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: commands read and write the site's folder"
)]

mod after;
mod ask;
pub mod audit;
mod belief;
mod board;
pub mod build;
mod cache;
mod carried;
pub mod check;
mod choose;
pub mod completions;
pub mod demo;
mod dependency;
pub mod dns;
pub mod drill;
mod entry;
mod front;
pub mod import;
pub mod init;
mod kept;
pub mod keys;
pub mod man;
pub mod mirrors;
pub mod open;
pub mod pipeline;
pub mod plan;
pub mod postmortem;
pub mod press;
mod progress;
pub mod publish;
pub mod pull;
mod readers;
pub mod receipt;
pub mod recover;
pub mod resolve;
pub mod retract;
pub mod rollback;
mod say;
pub mod schedule;
pub mod serve;
mod shelf;
mod signing;
pub mod status;
mod template;
mod terms;
pub mod theme;
mod unchanged;
pub mod update;
pub mod verify;
pub mod write;

use crate::problem::{self, Problem};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};

/// The file that makes a folder a site.
pub const SITE_FILE: &str = "stillup.toml";

/// How a command ended; the same numbers for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// 0: done, or superseded by a newer publish.
    Done,
    /// 1: something could not be read or done.
    Problem,
    /// 2: wrong arguments.
    Arguments,
    /// 3: some or all mirrors, providers or targets failed.
    Targets,
    /// 4: findings, or not known.
    Findings,
}

impl Exit {
    /// The number the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problem => 1,
            Self::Arguments => 2,
            Self::Targets => 3,
            Self::Findings => 4,
        }
    }

    /// The one that counts where both apply: the first of 2, 3, 1, 4, 0.
    #[must_use]
    pub fn and(self, other: Exit) -> Exit {
        let rank = |exit| match exit {
            Self::Arguments => 0,
            Self::Targets => 1,
            Self::Problem => 2,
            Self::Findings => 3,
            Self::Done => 4,
        };
        if rank(self) <= rank(other) {
            self
        } else {
            other
        }
    }
}

/// Why a command stopped early: what to print and the exit code.
#[derive(Debug, Clone)]
pub struct Stop {
    /// All of them are printed.
    pub problems: Vec<Problem>,
    /// Never `Done`.
    pub exit: Exit,
}

impl Stop {
    /// Wrong arguments.
    pub fn arguments(problem: Problem) -> Self {
        Stop {
            problems: vec![problem],
            exit: Exit::Arguments,
        }
    }

    /// Policy speaks against it; nothing was done.
    pub fn findings(problem: Problem) -> Self {
        Stop {
            problems: vec![problem],
            exit: Exit::Findings,
        }
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Stop {
            problems: vec![problem],
            exit: Exit::Problem,
        }
    }
}

impl From<Vec<Problem>> for Stop {
    fn from(problems: Vec<Problem>) -> Self {
        Stop {
            problems,
            exit: Exit::Problem,
        }
    }
}

/// What a command comes to.
pub type Outcome = Result<Exit, Stop>;

/// The process' surroundings, gathered once in `main`.
///
/// Its `Debug` form does not print values: some of them are secrets.
#[derive(Clone, Default)]
pub struct Env {
    /// Environment variables whose names and values are text.
    pub variables: BTreeMap<String, String>,
    /// Somebody sits in front of it: standard input and standard error are both a terminal.
    pub terminal: bool,
    /// Standard input is not a terminal: text may come from there.
    pub piped: bool,
    /// Standard output is a terminal.
    pub paints_data: bool,
    /// Standard error is a terminal.
    pub paints_talk: bool,
}

impl Env {
    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// The editor a person has chosen: `VISUAL`, else `EDITOR`.
    pub fn editor(&self) -> Option<&str> {
        self.get("VISUAL").or_else(|| self.get("EDITOR"))
    }
}

impl fmt::Debug for Env {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Env")
            .field("variables", &self.variables.len())
            .field("terminal", &self.terminal)
            .field("piped", &self.piped)
            .field("paints_data", &self.paints_data)
            .field("paints_talk", &self.paints_talk)
            .finish()
    }
}

/// What every command is given: where, when, and how to speak.
#[derive(Debug, Clone)]
pub struct Context {
    /// The site's folder: the nearest one upwards with `stillup.toml`, else where we were started.
    pub root: PathBuf,
    /// Where we were started, or `-C`.
    pub start: PathBuf,
    /// The moment, read once.
    pub now: DateTime<Utc>,
    /// `now` was given with `--now`: it does not move on.
    pub fixed_now: bool,
    /// Talk and problems, on standard error, are coloured.
    pub color: bool,
    /// Data, on standard output, is coloured.
    pub color_data: bool,
    /// Say nothing but problems.
    pub quiet: bool,
    /// Data on standard output is JSON.
    pub json: bool,
    /// The process' surroundings.
    pub env: Env,
}

impl Context {
    /// The same at another moment.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Self {
        let mut other = self.clone();
        other.now = now;
        other
    }

    /// The moment that long after we were started.
    pub fn after(&self, elapsed: Duration) -> DateTime<Utc> {
        match self.fixed_now {
            true => self.now,
            false => self.now + elapsed,
        }
    }

    /// The site's folder, or a problem when there is none.
    ///
    /// # Errors
    /// No `stillup.toml` in `root`.
    pub fn site(&self) -> Result<&Path, Stop> {
        if self.root.join(SITE_FILE).is_file() {
            return Ok(&self.root);
        }
        let what = match self.start.is_dir() {
            true => format!("there is no `{SITE_FILE}` in this folder or any above it"),
            false => format!("there is no folder `{}`", self.start.display()),
        };
        Err(Stop::from(Problem::error("no-site", what).hint(
            "`stillup init` makes a site here; `stillup -C DIR …` uses the one in DIR",
        )))
    }

    /// Data, on standard output. A reader that has gone away is no problem of ours.
    pub fn print(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Talk, on standard error; nothing with `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// Problems and findings, on standard error, also with `--quiet`. A single one is not counted.
    pub fn report(&self, problems: &[Problem]) {
        let mut drawn = problem::human(problems, self.color);
        if let [only] = problems {
            let counted = format!("\n{}\n", problem::summary(std::slice::from_ref(only)));
            drawn.truncate(
                drawn.len()
                    - if drawn.ends_with(&counted) {
                        counted.len()
                    } else {
                        0
                    },
            );
        }
        let _ = io::stderr().lock().write_all(drawn.as_bytes());
    }
}

/// The instant that `--now` means, in any of the forms that files take.
///
/// # Errors
/// It is no full date and time.
pub fn instant(typed: &str) -> Result<DateTime<Utc>, Stop> {
    terms::Terms::new(None).instant(typed)
}

/// The nearest folder upwards from `start`, itself included, that is a site. A folder that is not there has none
/// above it: its name was mistyped, and the site above may be another.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start
        .is_dir()
        .then(|| start.ancestors())?
        .find(|folder| folder.join(SITE_FILE).is_file())
        .map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::{Context, Env, Exit};
    use chrono::DateTime;
    use std::time::Duration;

    #[test]
    fn a_site_is_found_from_below_but_not_from_a_folder_that_is_not_there() {
        let root = tempfile::tempdir().expect("a folder");
        let site = root.path();
        std::fs::create_dir(site.join("incidents")).expect("a folder");
        std::fs::write(site.join(super::SITE_FILE), "").expect("a file");
        assert_eq!(
            super::find_root(&site.join("incidents")).as_deref(),
            Some(site)
        );
        assert_eq!(super::find_root(&site.join("incident")), None);
    }

    #[test]
    fn the_first_of_two_three_one_four_counts() {
        assert_eq!(Exit::Findings.and(Exit::Problem), Exit::Problem);
        assert_eq!(Exit::Problem.and(Exit::Targets), Exit::Targets);
        assert_eq!(Exit::Targets.and(Exit::Arguments), Exit::Arguments);
        assert_eq!(Exit::Done.and(Exit::Findings), Exit::Findings);
    }

    #[test]
    fn the_moment_moves_on_unless_it_was_given() {
        let mut ctx = Context {
            root: "site".into(),
            start: "site".into(),
            now: DateTime::UNIX_EPOCH,
            fixed_now: false,
            color: false,
            color_data: false,
            quiet: true,
            json: false,
            env: Env::default(),
        };
        let after = |ctx: &Context| ctx.after(Duration::from_secs(7)).timestamp();
        assert_eq!(after(&ctx), 7);
        ctx.fixed_now = true;
        assert_eq!(after(&ctx), 0);
    }
}
