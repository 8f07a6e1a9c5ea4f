//! One shell on the server, kept open: scripts go in, what they print and how they end comes out.

#![expect(clippy::disallowed_methods, reason = "edge: rsync sends a folder")]

use crate::net::program::Running;
use crate::net::ssh::Ssh;
use crate::problem::Problem;
use crate::publish::mirror::Trouble;
use std::path::Path;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::Mutex;

/// How long logging in may take; the mirror's own deadline may be shorter.
const LOGIN: Duration = Duration::from_secs(30);

/// The longest answer that is taken, in bytes.
const LIMIT: u64 = 64 << 20;

/// What the scripts need, and the first line that tells of a shell.
const HELLO: &str = "LC_ALL=C; export LC_ALL; umask 022; for name in rsync flock cp mv find awk head; do \
                     command -v $name >/dev/null || missing=\"$missing $name\"; done; \
                     echo \"stillup:$missing\"\n";

/// A shell on a server, when it is needed.
pub struct Shell {
    ssh: Ssh,
    open: Mutex<Option<Open>>,
}

struct Open {
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    running: Running,
}

/// A word of a script, whatever is in it.
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Writes files into a folder on this machine.
///
/// # Errors
/// One cannot be written.
pub fn write(folder: &Path, files: &[(&str, Vec<u8>)]) -> std::io::Result<()> {
    for (path, bytes) in files {
        let at = folder.join(path);
        if let Some(above) = at.parent() {
            std::fs::create_dir_all(above)?;
        }
        std::fs::write(at, bytes)?;
    }
    Ok(())
}

impl Shell {
    /// Not logged in yet.
    pub fn new(ssh: Ssh) -> Self {
        Shell {
            ssh,
            open: Mutex::new(None),
        }
    }

    /// Runs a script; how it ended, and what it printed on either output.
    pub async fn run(&self, script: &str) -> Result<(i32, String), Trouble> {
        let input = format!(
            "out=$( {{ {script}\n}} 2>&1 </dev/null ); printf '%s %s\\n' \"$?\" \"${{#out}}\"; printf '%s' \"$out\"\n"
        );
        let (status, bytes) = self.ask(&input).await?;
        Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// A file's bytes.
    pub async fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let path = quoted(path);
        let input = format!(
            "if [ -f {path} ]; then n=$(wc -c <{path}); echo 0 $n; head -c $n {path}; else echo 1 0; fi\n"
        );
        let (status, bytes) = self.ask(&input).await?;
        Ok((status == 0).then_some(bytes))
    }

    /// Sends a line and takes an answer: a status and a length, then so many bytes.
    async fn ask(&self, input: &str) -> Result<(i32, Vec<u8>), Trouble> {
        let mut slot = self.open.lock().await;
        // Taken out while in use: an answer nobody waited for must not be read as the next one's.
        let mut open = match slot.take() {
            Some(open) => open,
            None => self.login().await?,
        };
        match talk(&mut open, input).await {
            Ok(answer) => {
                *slot = Some(open);
                Ok(answer)
            }
            Err(why) => {
                let said = open.running.last_words(Duration::from_millis(200)).await;
                let what = format!("the connection to `{}` broke", self.ssh.host());
                Err(Trouble {
                    problem: Problem::error("broken-off", what).because(if said.is_empty() {
                        why
                    } else {
                        said
                    }),
                    again: true,
                })
            }
        }
    }

    async fn login(&self) -> Result<Open, Trouble> {
        let mut running = self
            .ssh
            .program(&["-C", "-T"], "exec /bin/sh", LOGIN)
            .start()?;
        let (Some(stdin), Some(stdout)) = (running.stdin.take(), running.stdout.take()) else {
            return Err(self.ssh.refused("").into());
        };
        let mut open = Open {
            stdin,
            stdout: BufReader::new(stdout),
            running,
        };
        let hello = async {
            open.stdin.write_all(HELLO.as_bytes()).await.ok()?;
            let mut line = String::new();
            // What a login prints of its own accord comes first.
            for _ in 0..100 {
                line.clear();
                if (&mut open.stdout)
                    .take(4096)
                    .read_line(&mut line)
                    .await
                    .ok()?
                    == 0
                {
                    return None;
                }
                if let Some(missing) = line.trim_end().strip_prefix("stillup:") {
                    return Some(missing.trim().to_owned());
                }
            }
            None
        };
        match tokio::time::timeout(LOGIN, hello).await {
            Ok(Some(missing)) if missing.is_empty() => Ok(open),
            Ok(Some(missing)) => {
                let what = format!("`{}` lacks what this kind needs there", self.ssh.host());
                Err(Problem::error("no-program", what)
                    .because(format!("not installed: {missing}"))
                    .hint("apt-get install rsync util-linux   # on the server; or use `sftp`, which needs neither")
                    .into())
            }
            _ => Err(self.shut(&mut open).await),
        }
    }

    /// Nobody answered: no login, or a login without a shell.
    async fn shut(&self, open: &mut Open) -> Trouble {
        let said = open.running.last_words(Duration::from_secs(2)).await;
        let refused = self.ssh.refused(&said);
        if refused.problem.code != "unreachable"
            || said.contains("connect to host")
            || said.contains("resolve")
        {
            return refused.into();
        }
        let what = format!("`{}` gives this account no shell", self.ssh.host());
        let problem = Problem::error("no-shell", what)
            .hint("sftp = { host = \"…\", path = \"…\" }   # needs no shell there");
        match said.is_empty() {
            true => problem.into(),
            false => problem.because(said).into(),
        }
    }
}

async fn talk(open: &mut Open, input: &str) -> Result<(i32, Vec<u8>), String> {
    let words = |error: std::io::Error| error.to_string();
    open.stdin
        .write_all(input.as_bytes())
        .await
        .map_err(words)?;
    let mut line = String::new();
    (&mut open.stdout)
        .take(64)
        .read_line(&mut line)
        .await
        .map_err(words)?;
    let mut numbers = line.split_whitespace();
    let (status, length) = (numbers.next(), numbers.next());
    let (Some(Ok(status)), Some(Ok(length))) =
        (status.map(str::parse), length.map(str::parse::<u64>))
    else {
        return Err("its answer makes no sense".to_owned());
    };
    if length > LIMIT {
        return Err(format!("its answer is longer than {LIMIT} bytes"));
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    open.stdout.read_exact(&mut bytes).await.map_err(words)?;
    Ok((status, bytes))
}
