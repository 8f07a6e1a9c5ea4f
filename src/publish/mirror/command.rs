//! The mirror kind `command`: a program of yours that publishes a folder, for hosts no other kind knows.
//!
//! Fence class E, unless the program does better: it is the only one who can refuse an older publish, and
//! it says what is live now. What is there is read at the mirror's own address, as readers do.

use super::{Batch, Check, Flip, Look, Mirror, Trouble, Write};
use crate::net::http::Http;
use crate::net::program::{Program, Surroundings};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::rename::{basis, overtaken};
use crate::publish::marker::Marker;
use crate::publish::mirror::rsync::shell::write;
use crate::publish::release::{Ticket, nonce};
use async_trait::async_trait;
use reqwest::Method;
use reqwest::header::{CACHE_CONTROL, HeaderMap, HeaderValue};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::Mutex;

/// `command = { argv = ["…"] }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandSettings {
    /// The program and its arguments; a relative path is the site's.
    pub argv: Vec<String>,
    /// Variables of our environment that it gets to see.
    pub pass: Vec<String>,
}

/// Where the marker is: hosts often keep files that begin with a dot to themselves.
const MARKER: &str = "stillup/marker.json";

/// How long the program may take; the mirror's own deadline may be shorter.
const LIMIT: Duration = Duration::from_secs(600);

/// How long reading one file may take, and its most bytes.
const PATIENCE: Duration = Duration::from_secs(20);
const LONGEST: u64 = 64 << 20;

/// A program as a mirror.
pub struct Command {
    argv: Vec<String>,
    root: PathBuf,
    surroundings: Surroundings,
    passed: Vec<(String, Secret)>,
    address: String,
    http: Http,
    staged: Mutex<Option<Staged>>,
}

/// What the program is given.
struct Staged {
    folder: TempDir,
    changed: Vec<String>,
    removed: Vec<String>,
}

impl Command {
    /// The program these settings name, for the site in `root`, whose mirror is read at `address`.
    ///
    /// # Errors
    /// There is no way to ask over HTTP on this machine.
    pub fn new(
        settings: &CommandSettings,
        root: &Path,
        address: &str,
        surroundings: &Surroundings,
        passed: Vec<(String, Secret)>,
    ) -> Result<Self, Problem> {
        let http = Http::new(PATIENCE);
        Ok(Command {
            argv: settings.argv.clone(),
            root: root.to_path_buf(),
            surroundings: surroundings.clone(),
            passed,
            address: address.to_owned(),
            http: http
                .map_err(|why| Problem::error("command", "cannot ask over HTTP").because(why))?,
            staged: Mutex::new(None),
        })
    }

    async fn run(&self, ticket: &Ticket, staged: &Staged) -> Result<u64, Trouble> {
        let failed = |error: std::io::Error| {
            Problem::error("command", "cannot put files aside").because(error)
        };
        let lists = TempDir::with_prefix("stillup-command-").map_err(failed)?;
        let lines = |paths: &[String]| {
            paths
                .iter()
                .map(|path| format!("{path}\n"))
                .collect::<String>()
                .into_bytes()
        };
        let files = [
            ("changed", lines(&staged.changed)),
            ("removed", lines(&staged.removed)),
        ];
        write(lists.path(), &files).map_err(failed)?;
        let name = &self.argv[0];
        // A path is the site's; a bare word is looked for in `PATH`.
        let found = match name.contains('/') {
            true => self.root.join(name).display().to_string(),
            false => name.clone(),
        };
        let mut program = Program::new(&found, &self.surroundings, LIMIT)
            .args(&self.argv[1..])
            .within(&self.root)
            .env("STILLUP_FOLDER", staged.folder.path())
            .env("STILLUP_GENERATION", ticket.generation.to_string())
            .env("STILLUP_CHANGED", lists.path().join("changed"))
            .env("STILLUP_REMOVED", lists.path().join("removed"))
            .env("STILLUP_ADDRESS", &self.address);
        for (variable, value) in &self.passed {
            program = program.secret(variable, value);
        }
        let ended = program.run(b"").await?;
        if !ended.well() {
            let problem =
                Problem::error("command", format!("`{name}` failed")).because(ended.why());
            return Err(problem.into());
        }
        let text = ended.text();
        answer(&text).ok_or_else(|| {
            let shown: String = text.chars().filter(|c| !c.is_control()).take(100).collect();
            Problem::error("command-answer", format!("`{name}` does not say which generation is live"))
                .because(match shown.is_empty() {
                    true => "it printed nothing".to_owned(),
                    false => format!("it printed `{shown}`"),
                })
                .hint("echo \"$STILLUP_GENERATION\"   # and nothing else, once it is live; other words go to standard error")
                .into()
        })
    }
}

/// One line with one number, and nothing else.
fn answer(text: &str) -> Option<u64> {
    let line = text.strip_suffix('\n').unwrap_or(text);
    let digits =
        !line.is_empty() && line.len() <= 16 && line.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| line.parse().ok())?
}

#[async_trait]
impl Mirror for Command {
    async fn look(&self, _own: Option<&Ticket>) -> Result<Look, Trouble> {
        let marker = self.read(MARKER).await?;
        Ok(Look {
            basis: basis("", marker.as_deref()),
            marker,
            in_place: true,
            ..Look::default()
        })
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        // Past every cache between us and the host.
        let url = format!("{}/{path}?stillup={}", self.address, nonce());
        let headers = HeaderMap::from_iter([(CACHE_CONTROL, HeaderValue::from_static("no-cache"))]);
        let answer = self
            .http
            .ask(Method::GET, &url, headers, Vec::new(), LONGEST)
            .await;
        let trouble = |why: String| {
            let what = format!("cannot read `{}/{path}`", self.address);
            Trouble {
                problem: Problem::error("command", what).because(why),
                again: true,
            }
        };
        let answer = answer.map_err(trouble)?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            301..=308 | 403 | 404 | 410 => Ok(None),
            status => Err(trouble(format!("it answered with {status}"))),
        }
    }

    async fn lacking(&self, _files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        // Each would have to be asked for: `verify` finds damage, and `--force` repairs it.
        Ok(Vec::new())
    }

    async fn claim(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        Ok(())
    }

    async fn stage(&self, _ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let failed = |error| Problem::error("command", "cannot put files aside").because(error);
        let folder = TempDir::with_prefix("stillup-site-").map_err(failed)?;
        let all: Vec<&Write> = batch.write.iter().chain(&batch.keep).collect();
        let mut files: Vec<(&str, Vec<u8>)> = all
            .iter()
            .map(|write| (&*write.path, write.file.bytes()))
            .collect();
        files.push((MARKER, batch.marker.clone()));
        write(folder.path(), &files).map_err(failed)?;
        let mut removed = Vec::new();
        for removal in &batch.remove {
            let bytes = self.read(&removal.path).await?;
            if removal.is_of(bytes.as_deref()) {
                removed.push(removal.path.clone());
            }
        }
        let changed = batch.write.iter().map(|write| write.path.clone());
        *self.staged.lock().await = Some(Staged {
            folder,
            changed: changed.chain([MARKER.to_owned()]).collect(),
            removed,
        });
        Ok(())
    }

    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        let look = self.look(Some(ticket)).await?;
        if let Some(over) = overtaken(look.marker.as_deref(), ticket) {
            return Ok(over);
        }
        Ok(match look.basis == batch.basis {
            true => Check::Clear,
            false => Check::Moved,
        })
    }

    async fn flip(&self, ticket: &Ticket, _batch: &Batch) -> Result<Flip, Trouble> {
        let Some(staged) = self.staged.lock().await.take() else {
            return Ok(Flip::Superseded);
        };
        let live = self.run(ticket, &staged).await?;
        if live > ticket.generation {
            return Ok(Flip::Superseded);
        }
        if live < ticket.generation {
            let what = format!("`{}` says that generation {live} is live", self.argv[0]);
            return Err(Problem::error("command-answer", what)
                .because(format!(
                    "generation {} was to be published",
                    ticket.generation
                ))
                .into());
        }
        // Two of one generation: the nonce of what is there decides.
        let marker = self.read(MARKER).await?.as_deref().and_then(Marker::parse);
        Ok(
            match marker.filter(|marker| marker.rank() > ticket.rank()) {
                Some(_) => Flip::Superseded,
                None => Flip::Live,
            },
        )
    }

    async fn collect(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        Ok(())
    }

    async fn withdraw(&self, _ticket: &Ticket) -> Result<(), Trouble> {
        *self.staged.lock().await = None;
        Ok(())
    }

    /// Nobody but the program knows: what it says last is live counts.
    fn fenced(&self) -> bool {
        false
    }

    fn keeps(&self) -> Option<&'static str> {
        Some("whatever your program keeps")
    }
}
