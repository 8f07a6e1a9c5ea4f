//! The mirror kind `ftp`: a folder on a host that still speaks FTP, over TLS.
//!
//! Of FTP's requests `MKD` has one winner of two and `RNTO` replaces in one step, on the servers there
//! are; the fence stands on these.

pub mod line;
mod listing;
mod many;

use super::{Looking, Trouble, Write};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::rename::{Folder, Wanted, lacking_by, parent, promote_by, put_by};
use async_trait::async_trait;
use line::{Answer, CONNECTIONS, Line};
use listing::Entry;
use std::path::PathBuf;
use std::sync::Arc;
use suppaftp::FtpError;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// `ftp = { host = "…", user = "…", path = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FtpSettings {
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whom to log in as.
    pub user: String,
    /// Absolute, or relative to where a login begins.
    pub path: String,
    /// How what is sent is kept from others.
    pub tls: Tls,
    /// The only file whose certificates are trusted.
    pub certificate: Option<PathBuf>,
    /// Texts are kept packed.
    pub gzip: bool,
    /// The variable with the password.
    pub password_variable: String,
}

/// How what is sent is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// TLS, asked for after connecting (RFC 4217).
    Explicit,
    /// Not at all.
    None,
}

/// The longest file that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// A folder behind FTP.
#[derive(Clone)]
pub struct Ftp {
    line: Arc<Line>,
    path: Arc<str>,
}

impl Ftp {
    /// The folder these settings name.
    ///
    /// # Errors
    /// The file with the certificate to trust cannot be used.
    pub fn new(settings: &FtpSettings, password: Secret) -> Result<Self, Problem> {
        let line = Line::new(settings, password)?;
        Ok(Ftp::over(Arc::new(line), &settings.path))
    }

    /// The folder at `path`, over connections that others use too.
    pub fn over(line: Arc<Line>, path: &str) -> Self {
        Ftp {
            line,
            path: path.trim_end_matches('/').into(),
        }
    }

    /// The whole path on the server: what a connection's own folder is does not matter then.
    async fn at(&self, path: &str) -> Result<String, Trouble> {
        let home = match self.path.starts_with('/') {
            true => "",
            false => &self.line.server().await?.home,
        };
        let parts = [home, &self.path, path];
        let parts = parts.map(|part| part.trim_matches('/'));
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        Ok(parts.fold(String::new(), |whole, part| format!("{whole}/{part}")))
    }

    fn trouble(doing: &str, at: &str, answer: &Answer) -> Trouble {
        let problem =
            Problem::error("ftp", format!("cannot {doing} `{at}`")).because(&answer.words);
        // 4xx are for now, says RFC 959.
        let again = (400..500).contains(&answer.code);
        Trouble { problem, again }
    }

    async fn is_folder(&self, at: &str) -> Result<bool, Trouble> {
        let at = if at.is_empty() { "/" } else { at };
        let entered = self.line.ask(async |ftp| ftp.cwd(at).await).await?;
        Ok(entered.is_ok())
    }

    /// A file's length; nothing when there is no such file.
    async fn length(&self, at: &str) -> Result<Option<u64>, Trouble> {
        let asked = self.line.ask(async |ftp| ftp.size(at).await).await?;
        Ok(asked.ok().map(|length| length as u64))
    }

    /// Makes one folder. Nothing when it cannot be made, perhaps since the one above is not there.
    async fn mkdir(&self, at: &str) -> Result<Result<bool, Answer>, Trouble> {
        match self.line.ask(async |ftp| ftp.mkdir(at).await).await? {
            Ok(()) => Ok(Ok(true)),
            Err(_) if self.is_folder(at).await? => Ok(Ok(false)),
            Err(answer) => Ok(Err(answer)),
        }
    }

    async fn make_all(&self, path: &str) -> Result<bool, Trouble> {
        if let Ok(new) = self.mkdir(&self.at(path).await?).await? {
            return Ok(new);
        }
        // Something above is missing: from the mirror's own folder down.
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let mut new = false;
        for folder in std::iter::once("").chain(above).chain([path]) {
            let at = self.at(folder).await?;
            let made = self.mkdir(&at).await?;
            new = made.map_err(|answer| Self::trouble("make the folder", &at, &answer))?;
        }
        Ok(new)
    }

    /// What is in a folder; nothing when it is not there.
    async fn entries(&self, path: &str) -> Result<Option<Vec<Entry>>, Trouble> {
        let at = self.at(path).await?;
        if !self.line.server().await?.mlsd {
            return self.entries_for_people(&at).await;
        }
        match self.line.ask(async |ftp| ftp.mlsd(Some(&at)).await).await? {
            Ok(lines) => read_all(&at, &lines, listing::machine).map(Some),
            Err(answer) if answer.code / 100 == 4 => Err(Self::trouble("list", &at, &answer)),
            Err(_) => Ok(None),
        }
    }

    async fn entries_for_people(&self, at: &str) -> Result<Option<Vec<Entry>>, Trouble> {
        let folder = if at.is_empty() { "/" } else { at };
        let listed = self.line.ask(async |ftp| {
            // Some list a folder that is not there as an empty one.
            match ftp.cwd(folder).await {
                Err(FtpError::UnexpectedResponse(_)) => return Ok(None),
                entered => entered?,
            }
            match ftp.list(Some("-a")).await {
                Err(FtpError::UnexpectedResponse(_)) => ftp.list(None).await.map(Some),
                listed => listed.map(Some),
            }
        });
        match listed.await? {
            Ok(None) => Ok(None),
            Ok(Some(lines)) => read_all(at, &lines, listing::human).map(Some),
            Err(answer) => Err(Self::trouble("list", at, &answer)),
        }
    }

    /// Puts a file over what is there. False: it is not there.
    async fn put_in_place(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let (source, target) = (self.at(from).await?, self.at(to).await?);
        let place = async || {
            self.line
                .ask(async |ftp| line::rename(ftp, &source, &target).await)
                .await
        };
        match place().await? {
            Err(_missing) => return Ok(false),
            Ok(Ok(())) => return Ok(true),
            // Perhaps only the folder it goes to is missing.
            Ok(Err(_)) => {}
        }
        if let Some(folder) = parent(to) {
            self.make_all(folder).await?;
        }
        match place().await? {
            Err(_missing) => Ok(false),
            Ok(Ok(())) => Ok(true),
            Ok(Err(answer)) if self.length(&target).await?.is_some() => {
                let what = format!("`{}` cannot replace a file in one step", self.line.host());
                Err(Problem::error("no-rename", what)
                    .because(format!("{} says `{}`", self.line.host(), answer.words))
                    .hint("sftp = { host = \"…\", path = \"…\" }   # or `webdav`, where the host offers it")
                    .into())
            }
            Ok(Err(answer)) => Err(Self::trouble("put in place", &target, &answer)),
        }
    }

    async fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let at = self.at(path).await?;
        let written = self.line.ask(async |ftp| {
            let mut transfer = ftp.put_with_stream(&at).await?;
            let sent = transfer.write_all(bytes).await;
            // Its last word says why, where the server had enough.
            transfer.finish().await?;
            sent.map_err(FtpError::ConnectionError)
        });
        let written = written.await?;
        written.map_err(|answer| Self::trouble("write", &at, &answer))
    }

    async fn download(&self, at: &str) -> Result<Result<Vec<u8>, Answer>, Trouble> {
        let read = self.line.ask(async |ftp| {
            let mut download = ftp.retr_as_stream(at).await?;
            let mut bytes = Vec::new();
            let mut limited = (&mut download).take(LIMIT);
            let read = limited.read_to_end(&mut bytes).await;
            download.finish().await?;
            read.map_err(FtpError::ConnectionError)?;
            Ok(bytes)
        });
        read.await
    }

    async fn unlink(&self, at: &str) -> Result<Result<(), Answer>, Trouble> {
        self.line.ask(async |ftp| ftp.rm(at).await).await
    }
}

fn read_all(
    at: &str,
    lines: &[String],
    read: fn(&str) -> Result<Option<Entry>, String>,
) -> Result<Vec<Entry>, Trouble> {
    let entries = lines.iter().filter_map(|line| read(line).transpose());
    entries.collect::<Result<_, String>>().map_err(|line| {
        let what = format!("cannot make sense of how `{at}` is listed");
        let line: String = line.chars().take(100).collect();
        Problem::error("ftp", what)
            .because(format!("a line of it is `{line}`"))
            .into()
    })
}

#[async_trait]
impl Folder for Ftp {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        self.make_all(path).await
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let entries = self.entries(path).await?.unwrap_or_default();
        Ok(entries.into_iter().map(|entry| entry.name).collect())
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let at = self.at(path).await?;
        match self.download(&at).await? {
            Ok(bytes) => Ok(Some(bytes)),
            Err(answer) if answer.code / 100 == 4 => Err(Self::trouble("read", &at, &answer)),
            // "Not there" and "not allowed" are one answer.
            Err(_) if self.length(&at).await?.is_none() => Ok(None),
            // Perhaps it came between the two questions.
            Err(_) => {
                let again = self.download(&at).await?;
                again
                    .map(Some)
                    .map_err(|answer| Self::trouble("read", &at, &answer))
            }
        }
    }

    fn looking(&self) -> Looking {
        Looking::OneByOne
    }

    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        lacking_by(files, CONNECTIONS, |path, lengths| async move {
            let found = self.length(&self.at(&path).await?).await?;
            Ok(found.is_some_and(|found| lengths.contains(&found)))
        })
        .await
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        put_by(self, under, files, CONNECTIONS, |path, file| async move {
            self.write(&path, &file.bytes()).await
        })
        .await
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        promote_by(&moves, CONNECTIONS, |from, to| self.put_in_place(from, to)).await
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let (source, target) = (self.at(from).await?, self.at(to).await?);
        let renamed = self
            .line
            .ask(async |ftp| line::rename(ftp, &source, &target).await);
        let answer = match renamed.await? {
            Err(_missing) => return Ok(false),
            Ok(Ok(())) => return Ok(true),
            Ok(Err(answer)) => answer,
        };
        // Gone meanwhile, or nowhere to put it.
        let there = self.length(&source).await?.is_some() || self.is_folder(&source).await?;
        let above = match parent(to) {
            Some(above) => self.is_folder(&self.at(above).await?).await?,
            None => true,
        };
        match there && above {
            true => Err(Self::trouble("rename", &source, &answer)),
            false => Ok(false),
        }
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        let at = self.at(path).await?;
        let Err(answer) = self.unlink(&at).await? else {
            return Ok(());
        };
        if self.is_folder(&at).await? {
            return self.remove_folder(path).await;
        }
        match self.length(&at).await? {
            Some(_) => Err(Self::trouble("remove", &at, &answer)),
            None => Ok(()),
        }
    }

    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        let mut folder = parent(path);
        while let Some(empty) = folder {
            let at = self.at(empty).await?;
            // Fails where it is not empty, which is where to stop.
            if self
                .line
                .ask(async |ftp| ftp.rmdir(&at).await)
                .await?
                .is_err()
            {
                break;
            }
            folder = parent(empty);
        }
        Ok(())
    }
}
