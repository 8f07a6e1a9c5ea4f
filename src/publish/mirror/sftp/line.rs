//! A connection that speaks SFTP, made when it is needed and made anew when it broke.

use crate::net::program::Running;
use crate::net::ssh::{Refused, Ssh};
use crate::problem::Problem;
use crate::publish::mirror::Trouble;
use openssh_sftp_client::error::SftpErrorKind;
use openssh_sftp_client::fs::Fs;
use openssh_sftp_client::{Error, Sftp, SftpOptions};
use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;

/// How long logging in may take; the mirror's own deadline may be shorter.
const LOGIN: Duration = Duration::from_secs(30);

/// One connection, for as long as it holds.
pub struct Line {
    ssh: Ssh,
    open: Mutex<Option<Arc<Open>>>,
    requests: AtomicU64,
}

/// An open connection.
pub struct Open {
    /// What speaks over it. Before `running`, so that it is shut before `ssh` is killed.
    sftp: Sftp,
    running: Mutex<Running>,
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        Trouble {
            problem: refused.problem,
            again: refused.again,
        }
    }
}

impl Line {
    /// Not connected yet.
    pub fn new(ssh: Ssh) -> Self {
        Line {
            ssh,
            open: Mutex::new(None),
            requests: AtomicU64::new(0),
        }
    }

    /// Whom it leads to, as problems name it.
    pub fn host(&self) -> &str {
        self.ssh.host()
    }

    /// How many times something was asked of the server; a file read or written counts as one.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Asks something; a connection that broke is forgotten, and the next one who asks makes it anew.
    ///
    /// The outer error is the connection's, the inner one the server's answer.
    pub async fn ask<T>(
        &self,
        what: impl AsyncFnOnce(Fs, &Sftp) -> Result<T, Error>,
    ) -> Result<Result<T, Answer>, Trouble> {
        let open = self.open().await?;
        self.requests.fetch_add(1, Ordering::Relaxed);
        match what(open.sftp.fs(), &open.sftp).await {
            Ok(value) => Ok(Ok(value)),
            Err(Error::SftpError(kind, message)) => Ok(Err(Answer {
                missing: matches!(kind, SftpErrorKind::NoSuchFile),
                denied: matches!(kind, SftpErrorKind::PermDenied),
                words: words(kind, &message.to_string()),
            })),
            Err(error) => Err(self.broken(&open, &error).await),
        }
    }

    async fn open(&self) -> Result<Arc<Open>, Trouble> {
        let mut slot = self.open.lock().await;
        if let Some(open) = &*slot {
            return Ok(Arc::clone(open));
        }
        let open = Arc::new(self.connect().await?);
        *slot = Some(Arc::clone(&open));
        Ok(open)
    }

    async fn connect(&self) -> Result<Open, Trouble> {
        // Pages are text: packed on the way, they are a seventh of it. A server that does not want to, does not.
        let mut running = self.ssh.program(&["-C", "-s"], "sftp", LOGIN).start()?;
        let (Some(stdin), Some(stdout)) = (running.stdin.take(), running.stdout.take()) else {
            return Err(self.ssh.refused("").into());
        };
        let options = SftpOptions::new()
            .flush_interval(Duration::from_micros(50))
            .max_pending_requests(NonZeroU16::new(64).unwrap_or(NonZeroU16::MIN));
        let hello = tokio::time::timeout(LOGIN, Sftp::new(stdin, stdout, options)).await;
        let sftp = match hello {
            Ok(Ok(sftp)) => sftp,
            Ok(Err(error)) => {
                let said = running.last_words(Duration::from_secs(2)).await;
                let mut trouble = Trouble::from(self.ssh.refused(&said));
                if said.is_empty() {
                    // What a login shell prints is read as an answer, and is none.
                    trouble.problem = trouble.problem.because(error).hint(
                        "sftp HOST   # if this fails too, something in the account's shell start-up prints text",
                    );
                }
                return Err(trouble);
            }
            Err(_) => {
                let what = format!(
                    "`{}` did not answer within {} seconds",
                    self.host(),
                    LOGIN.as_secs()
                );
                return Err(Trouble {
                    problem: Problem::error("unreachable", what),
                    again: true,
                });
            }
        };
        if !sftp.support_posix_rename() {
            let what = format!("`{}` cannot replace a file in one step", self.host());
            return Err(Problem::error("no-rename", what)
                .because("its SFTP server has no `posix-rename@openssh.com`: readers would find pages missing")
                .hint("rsync = { host = \"…\", path = \"…\" }   # or `webdav`, where the host offers it")
                .into());
        }
        Ok(Open {
            sftp,
            running: Mutex::new(running),
        })
    }

    async fn broken(&self, open: &Arc<Open>, error: &Error) -> Trouble {
        let mut slot = self.open.lock().await;
        if slot.as_ref().is_some_and(|held| Arc::ptr_eq(held, open)) {
            *slot = None;
        }
        drop(slot);
        let said = open
            .running
            .lock()
            .await
            .last_words(Duration::from_millis(200))
            .await;
        let what = format!("the connection to `{}` broke", self.host());
        let problem = Problem::error("broken-off", what);
        Trouble {
            problem: match said.is_empty() {
                true => problem.because(error),
                false => problem.because(said),
            },
            again: true,
        }
    }
}

/// What the server said instead of doing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// There is no such file or folder.
    pub missing: bool,
    /// It is not allowed.
    pub denied: bool,
    /// In its words.
    pub words: String,
}

fn words(kind: SftpErrorKind, message: &str) -> String {
    // As the library prints it: the server's words between two labels.
    let message = message.strip_prefix("Err Message: ").unwrap_or(message);
    let message = message.split(", Language Tag: ").next().unwrap_or(message);
    let message: String = message
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect();
    match message.is_empty() {
        true => format!("{kind:?}"),
        false => message,
    }
}
