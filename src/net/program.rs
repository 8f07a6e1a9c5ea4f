//! Programs of others that stillup runs: `ssh`, `rsync`, `git`, and what the kind `command` names.
//!
//! They are run without a shell, see only those variables of the environment that are listed here, have
//! a time limit, and are killed with all they started when nobody waits for them any more. Of what they
//! say on standard error the last lines are passed on, without secrets.

use crate::net::secret::Secret;
use crate::problem::Problem;
use rustix::process::{Pid, Signal, kill_process_group};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::task::JoinHandle;

/// Variables that programs get to see, when they are set; `LC_ALL` is `C`, so that their words are known.
const SEEN: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "TZ",
    "SSH_AUTH_SOCK",
    "KRB5CCNAME",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];

/// Programs we know, and the Debian package each is in.
const PACKAGES: &[(&str, &str)] = &[
    ("ssh", "openssh-client"),
    ("rsync", "rsync"),
    ("git", "git"),
];

/// How much of standard output is taken, in bytes.
const OUTPUT: usize = 16 << 20;

/// How much of standard error is remembered, in bytes and lines.
const SAID: usize = 4 << 10;
const LINES: usize = 5;

/// How long what a program left running may keep its output open.
const LINGER: Duration = Duration::from_secs(2);

/// What programs get to see of our own environment.
#[derive(Clone, Default)]
pub struct Surroundings(BTreeMap<String, String>);

impl Surroundings {
    /// What is listed, of all these variables.
    pub fn of(variables: &BTreeMap<String, String>) -> Self {
        let seen = SEEN.iter().filter_map(|name| {
            let value = variables.get(*name)?;
            Some(((*name).to_owned(), value.clone()))
        });
        Surroundings(seen.collect())
    }

    /// The folder `~` stands for.
    pub fn home(&self) -> Option<&str> {
        self.0.get("HOME").map(String::as_str)
    }
}

/// A program about to be run.
pub struct Program {
    name: String,
    command: Command,
    secrets: Vec<Secret>,
    limit: Duration,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status; nothing when it was killed.
    pub code: Option<i32>,
    /// Its standard output.
    pub out: Vec<u8>,
    /// The last lines of its standard error.
    pub said: String,
}

impl Ended {
    /// Whether it ended with 0.
    pub fn well(&self) -> bool {
        self.code == Some(0)
    }

    /// Its standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// Why it failed: its last words, else its exit status.
    pub fn why(&self) -> String {
        match (self.said.is_empty(), self.code) {
            (false, _) => self.said.clone(),
            (true, Some(code)) => format!("it ended with {code} and said nothing"),
            (true, None) => "it was killed".to_owned(),
        }
    }
}

impl Program {
    /// A program by its name, looked for in `PATH`, or by its path.
    pub fn new(name: &str, surroundings: &Surroundings, limit: Duration) -> Self {
        let mut command = Command::new(name);
        command
            .env_clear()
            .envs(&surroundings.0)
            .env("LC_ALL", "C")
            .kill_on_drop(true)
            .process_group(0)
            .stderr(Stdio::piped())
            .stdout(Stdio::piped());
        Program {
            name: name.to_owned(),
            command,
            secrets: Vec::new(),
            limit,
        }
    }

    /// One more argument. Never a secret: everybody on this machine can read arguments.
    #[must_use]
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// More arguments.
    #[must_use]
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// One more variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// A secret in a variable; it is left out of what the program says.
    #[must_use]
    pub fn secret(mut self, name: &str, value: &Secret) -> Self {
        self.command.env(name, value.reveal());
        self.hiding(value)
    }

    /// A secret that reaches the program another way; it is left out of what the program says.
    #[must_use]
    pub fn hiding(mut self, value: &Secret) -> Self {
        self.secrets.push(value.clone());
        self
    }

    /// Where it is run.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it to its end, with this on its standard input.
    ///
    /// # Errors
    /// It is not installed, cannot be started, takes too long, or writes too much.
    pub async fn run(self, input: &[u8]) -> Result<Ended, Problem> {
        let (name, limit) = (self.name.clone(), self.limit);
        let mut running = self.start()?;
        let work = running.finish(input);
        match tokio::time::timeout(limit, work).await {
            Ok(ended) => ended.map_err(|why| {
                Problem::error("program", format!("`{name}` could not be followed")).because(why)
            }),
            Err(_) => {
                let what = format!("`{name}` did not end within {} seconds", limit.as_secs());
                Err(match running.said() {
                    said if said.is_empty() => Problem::error("program-slow", what),
                    said => Problem::error("program-slow", what).because(said),
                })
            }
        }
    }

    /// Starts it and leaves its standard input and output to the caller.
    ///
    /// # Errors
    /// It is not installed, or cannot be started.
    pub fn start(mut self) -> Result<Running, Problem> {
        let child = self.command.stdin(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| unstarted(&self.name, &error))?;
        let group = Group(child.id().and_then(|id| Pid::from_raw(id.cast_signed())));
        let said = Arc::new(Mutex::new(Vec::new()));
        let listening = child
            .stderr
            .take()
            .map(|err| tokio::spawn(listen(err, Arc::clone(&said))));
        Ok(Running {
            stdin: child.stdin.take(),
            stdout: child.stdout.take(),
            child,
            group,
            said,
            listening,
            secrets: self.secrets,
        })
    }
}

fn unstarted(name: &str, error: &std::io::Error) -> Problem {
    let package = PACKAGES.iter().find(|(known, _)| *known == name);
    match (error.kind(), package) {
        (ErrorKind::NotFound, Some((_, package))) => {
            Problem::error("no-program", format!("`{name}` is not installed"))
                .hint(format!("apt-get install {package}"))
        }
        (ErrorKind::NotFound, None) => {
            Problem::error("no-program", format!("there is no program `{name}`")).hint(format!(
                "command -v {name}   # shows where it is, when it is"
            ))
        }
        (ErrorKind::PermissionDenied, _) => {
            Problem::error("no-program", format!("`{name}` may not be run"))
                .because(error)
                .hint(format!("chmod +x {name}"))
        }
        _ => Problem::error("no-program", format!("cannot start `{name}`")).because(error),
    }
}

/// A program that runs. Dropped, it is killed, and all it started with it.
pub struct Running {
    /// Its standard input, until it is taken.
    pub stdin: Option<ChildStdin>,
    /// Its standard output, until it is taken.
    pub stdout: Option<ChildStdout>,
    child: Child,
    group: Group,
    said: Arc<Mutex<Vec<u8>>>,
    listening: Option<JoinHandle<()>>,
    secrets: Vec<Secret>,
}

impl Running {
    /// The last lines of its standard error so far.
    pub fn said(&self) -> String {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        last_words(&String::from_utf8_lossy(&said), &self.secrets)
    }

    /// What it said, once it has ended or this time has passed.
    pub async fn last_words(&mut self, patience: Duration) -> String {
        if let Some(listening) = self.listening.take() {
            let _ = tokio::time::timeout(patience, listening).await;
        }
        self.said()
    }

    async fn finish(&mut self, input: &[u8]) -> Result<Ended, String> {
        let (stdin, stdout) = (self.stdin.take(), self.stdout.take());
        let listening = self.listening.take();
        let read = {
            let (child, group) = (&mut self.child, &self.group);
            let end = async {
                let _ = child.wait().await;
                // What it left running may hold its output open for as long as it likes.
                tokio::time::sleep(LINGER).await;
                group.kill();
            };
            let talk = async {
                let ((), read) = tokio::join!(feed(stdin, input), read(stdout));
                if let Some(listening) = listening {
                    let _ = listening.await;
                }
                read
            };
            tokio::pin!(end, talk);
            tokio::select! {
                read = &mut talk => read,
                () = &mut end => talk.await,
            }
        };
        let out = read.map_err(|error| error.to_string())?;
        if out.len() > OUTPUT {
            return Err(format!("it wrote more than {OUTPUT} bytes"));
        }
        let status = self.child.wait().await.map_err(|error| error.to_string())?;
        self.group.0 = None;
        Ok(Ended {
            code: status.code(),
            out,
            said: self.said(),
        })
    }
}

async fn feed(stdin: Option<ChildStdin>, input: &[u8]) {
    if let Some(mut stdin) = stdin {
        // One that does not want to read it has its own opinion of how to end.
        let _ = stdin.write_all(input).await;
    }
}

/// All of it, or a little more than is taken.
async fn read(stdout: Option<ChildStdout>) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    if let Some(stdout) = stdout {
        stdout.take(OUTPUT as u64 + 1).read_to_end(&mut out).await?;
    }
    Ok(out)
}

/// A program with all that it started.
struct Group(Option<Pid>);

impl Group {
    fn kill(&self) {
        if let Some(pid) = self.0 {
            // Fails when nobody is left, which is what it is for.
            let _ = kill_process_group(pid, Signal::KILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Remembers the end of what is said.
async fn listen(mut from: impl AsyncRead + Unpin, said: Arc<Mutex<Vec<u8>>>) {
    let mut chunk = [0; 1024];
    while let Ok(count @ 1..) = from.read(&mut chunk).await {
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        said.extend_from_slice(&chunk[..count]);
        let over = said.len().saturating_sub(SAID);
        said.drain(..over);
    }
}

/// The last lines, in one, without what could turn a terminal's head, and without secrets.
fn last_words(text: &str, secrets: &[Secret]) -> String {
    let mut text = text.to_owned();
    for secret in secrets {
        // A key has several lines, and each of them is as good as the whole.
        for line in secret.reveal().lines().map(str::trim) {
            if line.len() > 3 {
                text = text.replace(line, "**redacted**");
            }
        }
    }
    let lines: Vec<String> = text
        .split(['\n', '\r'])
        .map(|line| line.chars().filter(|c| !c.is_control()).collect::<String>())
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    lines[lines.len().saturating_sub(LINES)..].join("; ")
}

#[cfg(test)]
mod tests;
