//! The mirror kind `rsync`: a server with a shell, where one command can do what others need many for.
//!
//! Fence class D: releases are folders beside `path`, a new one begins as hard links to the live one, and
//! under a lock the link at `path` is turned, if it still points where it was seen to.

mod listing;
pub mod shell;

use super::{Batch, Check, Flip, Look, Mirror, Trouble};
use crate::net::program::Program;
use crate::net::ssh::{Ssh, SshSettings};
use crate::problem::Problem;
use crate::publish::fence::releases::beside;
use crate::publish::fence::rename::{basis, overtaken};
use crate::publish::marker::{self, Marker};
use crate::publish::release::Ticket;
use async_trait::async_trait;
use shell::{Shell, quoted};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;
use tempfile::TempDir;

/// `rsync = { host = "…", path = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsyncSettings {
    /// Where and as whom to log in.
    pub ssh: SshSettings,
    /// The link readers go through: absolute, or relative to where a login begins.
    pub path: String,
}

/// How long one run of rsync may take; the mirror's own deadline may be shorter.
const LIMIT: Duration = Duration::from_secs(110);

/// What the script of `flip` ends with when the link was turned by somebody else.
const TURNED: i32 = 9;

/// A link on a server, and its releases beside it.
pub struct Rsync {
    ssh: Ssh,
    shell: Shell,
    path: String,
    /// The folder of everything that is ours, without a slash.
    beside: String,
    name: String,
}

impl Rsync {
    /// The link at `path`, once logged in over `ssh`.
    pub fn new(ssh: Ssh, path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let above = &path[..path.len() - name.len()];
        // A name of its own begins no option.
        let above = if path.starts_with('/') {
            above.to_owned()
        } else {
            format!("./{above}")
        };
        let beside = beside(&name);
        Rsync {
            shell: Shell::new(ssh.clone()),
            ssh,
            path: format!("{above}{name}"),
            beside: format!("{above}{}", beside.trim_end_matches('/')),
            name,
        }
    }

    fn staged(&self, ticket: &Ticket) -> String {
        format!("{}/staged/{}", self.beside, ticket.name())
    }

    /// A script whose failing has no other reason than the server's own.
    async fn script(&self, doing: &str, script: &str) -> Result<String, Trouble> {
        let (status, out) = self.shell.run(script).await?;
        match status {
            0 => Ok(out),
            _ => Err(self.trouble(doing, &out)),
        }
    }

    fn trouble(&self, doing: &str, said: &str) -> Trouble {
        let what = format!("cannot {doing} `{}` on `{}`", self.path, self.ssh.host());
        let said: String = said.chars().filter(|c| !c.is_control()).take(300).collect();
        let problem = Problem::error("rsync", what).because(&said);
        let hint = if said.contains("Permission denied") {
            "ls -ld   # on the server: the folder that `path` is in has to be writable for whoever logs in"
        } else if said.contains("No space left") {
            "df -h   # on the server: make room, then publish again"
        } else {
            return problem.into();
        };
        problem.hint(hint).into()
    }

    /// Where the link points; nothing when there is none.
    async fn target(&self) -> Result<Option<String>, Trouble> {
        let path = quoted(&self.path);
        let script = format!(
            "if [ -L {path} ]; then readlink {path}; elif [ -e {path} ]; then exit {TURNED}; fi"
        );
        let (status, out) = self.shell.run(&script).await?;
        let ours = out.starts_with(&format!("{}releases/", beside(&self.name)));
        match status {
            0 if out.is_empty() => Ok(None),
            0 if ours => Ok(Some(out)),
            0 | TURNED => {
                let what = format!(
                    "`{}` on `{}` is there, and is no link of ours",
                    self.path,
                    self.ssh.host()
                );
                Err(Problem::error("not-ours", what)
                    .because("this kind turns a symbolic link, and does not replace what it did not make")
                    .hint(format!("mv {0} {0}.old   # on the server; or publish into it with `sftp`", self.path))
                    .into())
            }
            _ => Err(self.trouble("look at", &out)),
        }
    }

    /// Sends files into a folder on the server.
    async fn send(&self, files: &[(&str, Vec<u8>)], to: &str) -> Result<(), Trouble> {
        let failed =
            |error| Problem::error("rsync", "cannot put files aside for rsync").because(error);
        let folder = TempDir::with_prefix("stillup-rsync-").map_err(failed)?;
        shell::write(folder.path(), files).map_err(failed)?;
        let words = std::iter::once("ssh".to_owned()).chain(self.ssh.options());
        let ssh: Vec<String> = words.map(|word| quoted(&word)).collect();
        let host = match self.ssh.host() {
            host if host.contains(':') => format!("[{host}]"),
            host => host.to_owned(),
        };
        let mut program = Program::new("rsync", self.ssh.surroundings(), LIMIT)
            .env("RSYNC_RSH", ssh.join(" "))
            // Times are not kept: they tell nothing here, and web servers make tags of them.
            .args([
                "-r",
                "-s",
                "-z",
                "--chmod=D755,F644",
                "--ignore-times",
                "--",
            ])
            .arg(format!("{}/", folder.path().display()))
            .arg(format!("{host}:{to}/"));
        if let Some(secret) = self.ssh.secret() {
            program = program.hiding(secret);
        }
        let ended = program.run(b"").await?;
        match ended.well() {
            true => Ok(()),
            false => Err(Trouble {
                again: true,
                ..self.trouble("send files for", &ended.why())
            }),
        }
    }
}

#[async_trait]
impl Mirror for Rsync {
    async fn look(&self, _own: Option<&Ticket>) -> Result<Look, Trouble> {
        let target = self.target().await?.unwrap_or_default();
        let marker = self.read(marker::PATH).await?;
        Ok(Look {
            basis: basis(&target, marker.as_deref()),
            marker,
            ..Look::default()
        })
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.shell.file(&format!("{}/{path}", self.path)).await
    }

    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let script = listing::compared(&quoted(&self.path));
        let out = self.script("list", &script).await?;
        Ok(listing::lacking(&out, files))
    }

    async fn claim(&self, _ticket: &Ticket, _batch: &Batch) -> Result<(), Trouble> {
        // What is locked, and against what is compared, is only the turn itself.
        Ok(())
    }

    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let live = self.target().await?;
        let staged = self.staged(ticket);
        let (from, to) = (quoted(&self.path), quoted(&staged));
        let mut script = format!(
            "rm -rf {to} && mkdir -p {} {to}",
            quoted(&format!("{}/releases", self.beside))
        );
        if live.is_some() {
            let _ = write!(script, " && cp -al {from}/. {to}/");
        }
        // A name that is written anew must not be written through: other releases have it too.
        for removal in &batch.remove {
            let named = removal.is_named();
            if named || removal.is_of(self.read(&removal.path).await?.as_deref()) {
                let _ = write!(
                    script,
                    " && rm -f {}",
                    quoted(&format!("{staged}/{}", removal.path))
                );
            }
        }
        let _ = write!(
            script,
            " && cd {to} && find . -mindepth 1 -type d -empty -delete"
        );
        self.script("make a release beside", &script).await?;
        let keep = batch.keep.iter().filter(|_| live.is_none());
        let mut files: Vec<(&str, Vec<u8>)> = batch
            .write
            .iter()
            .chain(keep)
            .map(|write| (&*write.path, write.file.bytes()))
            .collect();
        files.push((marker::PATH, batch.marker.clone()));
        self.send(&files, &staged).await?;
        self.script("list", &listing::noted(&to)).await.map(drop)
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

    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        let target = self.target().await?.unwrap_or_default();
        let marker = self.read(marker::PATH).await?;
        let script = format!(
            "exec 9>{lock} && flock -w 60 9 || exit 1; [ \"$(readlink {path})\" = {target} ] || exit {TURNED}; \
             [ -d {staged} ] || exit {TURNED}; \
             mv -T {staged} {release} && ln -s {link} {new} && mv -T {new} {path}",
            lock = quoted(&format!("{}/lock", self.beside)),
            path = quoted(&self.path),
            target = quoted(&target),
            staged = quoted(&self.staged(ticket)),
            release = quoted(&format!("{}/releases/{}", self.beside, ticket.name())),
            link = quoted(&format!("{}releases/{}", beside(&self.name), ticket.name())),
            new = quoted(&format!("{}/link-{}", self.beside, ticket.name())),
        );
        if basis(&target, marker.as_deref()) == batch.basis {
            match self.shell.run(&script).await? {
                (0, _) => return Ok(Flip::Live),
                (TURNED, _) => {}
                (_, said) => return Err(self.trouble("turn", &said)),
            }
        }
        let marker = self
            .read(marker::PATH)
            .await?
            .as_deref()
            .and_then(Marker::parse);
        Ok(
            match marker.filter(|marker| marker.rank() > ticket.rank()) {
                Some(_) => Flip::Superseded,
                None => Flip::Moved,
            },
        )
    }

    /// Their digests are taken there, which saves sending all of them back; a server that cannot has them read.
    async fn lost(&self, _ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        let paths: Vec<&str> = batch.write.iter().map(|write| &*write.path).collect();
        let script = format!(
            "cd {} && xargs -r -d '\\n' sha256sum -- <<'stillup'\n{}\nstillup\n",
            quoted(&self.path),
            paths.join("\n")
        );
        let (_, said) = self.shell.run(&script).await?;
        let told = said.lines().filter_map(|line| line.split_once("  "));
        let told: BTreeMap<&str, &str> = told.map(|(digest, path)| (path, digest)).collect();
        if !paths.iter().any(|path| told.contains_key(path)) {
            return Ok(None);
        }
        let lost = batch.write.iter().filter(|write| {
            let digest = write.file.digest.to_string();
            told.get(&*write.path) != Some(&digest.as_str())
        });
        Ok(Some(lost.map(|write| write.path.clone()).collect()))
    }

    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        let Some(live) = self.target().await? else {
            return Ok(());
        };
        // Names sort as tickets do. The live release and two before it stay, for readers who are in them.
        let (own, live) = (
            ticket.name(),
            live.rsplit('/').next().unwrap_or_default().to_owned(),
        );
        let script = format!(
            "cd {beside} && for name in $(ls -1 releases | sort -r | awk -v live={live} \
             '$0 <= live && ++n > {stay}'); do rm -rf \"releases/$name\"; done; \
             for name in $(ls -1 staged | awk -v own={own} '$0 <= own'); do \
             rm -rf \"staged/$name\" \"link-$name\" || {filled}; done",
            beside = quoted(&self.beside),
            stay = if batch.erase { 1 } else { 3 },
            live = quoted(&live),
            own = quoted(&own),
            // Whoever was overtaken may be filling its folder at this moment: the next publish clears it away.
            filled = if batch.erase { "exit 1" } else { ":" },
        );
        self.script("clear up beside", &script).await.map(drop)
    }

    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        let script = format!("rm -rf {}", quoted(&self.staged(ticket)));
        self.script("clear up beside", &script).await.map(drop)
    }
}
