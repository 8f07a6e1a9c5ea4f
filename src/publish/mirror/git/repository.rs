//! A bare repository in a temporary folder, and git's plumbing over it.

#![expect(
    clippy::disallowed_methods,
    reason = "edge: git reads new files from a folder"
)]

mod fetched;
mod refused;
mod remembered;

use super::GitSettings;
use crate::net::http::Http;
use crate::net::program::{Ended, Program, Surroundings};
use crate::net::secret::Secret;
use crate::net::ssh::Ssh;
use crate::problem::Problem;
use crate::publish::fence::refs::Pushed;
use crate::publish::mirror::Trouble;
use reqwest::header::HeaderValue;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// How long one run of git may take; the mirror's own deadline may be shorter.
const LIMIT: Duration = Duration::from_secs(110);

/// Where the branch is kept here.
const TIP: &str = "refs/stillup/tip";

/// Settings that hold whatever the machine's own are.
const SETTINGS: &[(&str, &str)] = &[
    ("core.autocrlf", "false"),
    ("core.hooksPath", "/dev/null"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("protocol.ext.allow", "never"),
    ("transfer.credentialsInUrl", "die"),
    ("remote.origin.promisor", "true"),
    ("remote.origin.partialclonefilter", "blob:none"),
    ("http.lowSpeedLimit", "100"),
    ("http.lowSpeedTime", "30"),
];

/// Our side of the branch.
pub struct Repository {
    remote: String,
    branch: String,
    surroundings: Surroundings,
    settings: Vec<(String, String)>,
    secrets: Vec<Secret>,
    ssh: Ssh,
    folder: OnceCell<TempDir>,
    /// Where the list of names is kept between publishes.
    memory: PathBuf,
    /// Its host sends everything, whatever is asked for.
    whole: OnceCell<bool>,
}

impl Repository {
    /// Nothing is fetched yet.
    ///
    /// # Errors
    /// A key cannot be put into a file, or a token into a header.
    pub fn new(
        settings: &GitSettings,
        root: &Path,
        surroundings: &Surroundings,
        token: Option<Secret>,
        key: Option<Secret>,
    ) -> Result<Self, Problem> {
        let ssh = Ssh::new(&settings.ssh, root, surroundings, key)?;
        let known = SETTINGS
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut all: Vec<_> = known.collect();
        all.push(("remote.origin.url".into(), located(&settings.remote, root)));
        let mut secrets: Vec<Secret> = ssh.secret().cloned().into_iter().collect();
        if let Some(token) = token {
            let header = header(&settings.user, &token)?;
            secrets.extend([token, Secret::new(header.clone())]);
            all.push((
                "http.extraHeader".into(),
                format!("Authorization: {header}"),
            ));
        }
        let branch = format!("refs/heads/{}", settings.branch);
        Ok(Repository {
            memory: remembered::path(root, &settings.remote, &branch),
            remote: settings.remote.clone(),
            branch,
            surroundings: surroundings.clone(),
            settings: all,
            secrets,
            ssh,
            folder: OnceCell::new(),
            whole: OnceCell::new(),
        })
    }

    async fn folder(&self) -> Result<&Path, Trouble> {
        let made = self.folder.get_or_try_init(|| async {
            let folder = TempDir::with_prefix("stillup-git-").map_err(|error| {
                Problem::error("git", "cannot make a folder for git").because(error)
            })?;
            let init = self
                .program(folder.path())
                .args(["init", "-q", "--bare", "."])
                .run(b"")
                .await?;
            well(init, "cannot make a repository")?;
            Ok::<_, Trouble>(folder)
        });
        made.await.map(TempDir::path)
    }

    /// Git with its settings in the environment, where no list of processes shows them.
    fn program(&self, folder: &Path) -> Program {
        let command: Vec<String> = std::iter::once("ssh".to_owned())
            .chain(self.ssh.options())
            // Git gives this to a shell.
            .map(|word| format!("'{}'", word.replace('\'', "'\\''")))
            .collect();
        let mut program = Program::new("git", &self.surroundings, LIMIT)
            .within(folder)
            .env("GIT_DIR", folder)
            .env("GIT_INDEX_FILE", folder.join("stillup-index"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_SSH_VARIANT", "ssh")
            .env("GIT_SSH_COMMAND", command.join(" "))
            .env("GIT_CONFIG_COUNT", self.settings.len().to_string());
        for name in ["GIT_AUTHOR", "GIT_COMMITTER"] {
            program = program
                .env(&format!("{name}_NAME"), "stillup")
                .env(&format!("{name}_EMAIL"), "stillup@localhost");
        }
        for (number, (name, value)) in self.settings.iter().enumerate() {
            program = program
                .env(&format!("GIT_CONFIG_KEY_{number}"), name)
                .env(&format!("GIT_CONFIG_VALUE_{number}"), value);
        }
        self.secrets.iter().fold(program, Program::hiding)
    }

    async fn git(&self, args: &[&str], input: &[u8]) -> Result<Ended, Trouble> {
        let folder = self.folder().await?;
        Ok(self.program(folder).args(args).run(input).await?)
    }

    /// One whose failing has no other reason than a broken installation.
    async fn local(&self, args: &[&str], input: &[u8]) -> Result<Ended, Trouble> {
        let ended = self.git(args, input).await?;
        well(ended, &format!("`git {}` failed", args[0]))
    }

    /// A file of a commit.
    pub async fn read(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let names = self.entries(&["ls-tree", "-z", commit, "--", path]).await?;
        match names.get(path) {
            Some(object) => self.object(object).await.map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of an object.
    pub async fn object(&self, object: &str) -> Result<Vec<u8>, Trouble> {
        let ended = self.git(&["cat-file", "blob", object], b"").await?;
        if ended.well() {
            return Ok(ended.out);
        }
        // Perhaps what we remember is of a host that gave out single files, and is no more.
        self.forget();
        Err(self.refused("read", &ended))
    }

    /// Every file of a commit, and the object it is.
    pub async fn names(&self, commit: Option<&str>) -> Result<BTreeMap<String, String>, Trouble> {
        match commit {
            Some(commit) => self.entries(&["ls-tree", "-r", "-z", commit]).await,
            None => Ok(BTreeMap::new()),
        }
    }

    async fn entries(&self, args: &[&str]) -> Result<BTreeMap<String, String>, Trouble> {
        let ended = self.local(args, b"").await?;
        let text = ended.text();
        let entries = text.split('\0').filter_map(|entry| {
            let (about, path) = entry.split_once('\t')?;
            let mut words = about.split(' ').skip(1);
            let (kind, object) = (words.next()?, words.next()?);
            (kind == "blob").then(|| (path.to_owned(), object.to_owned()))
        });
        Ok(entries.collect())
    }

    /// The length of every file of a commit, all of them fetched before.
    pub async fn lengths(&self, commit: &str) -> Result<BTreeMap<String, u64>, Trouble> {
        let ended = self
            .local(&["ls-tree", "-r", "-l", "-z", commit], b"")
            .await?;
        let text = ended.text();
        let entries = text.split('\0').filter_map(|entry| {
            let (about, path) = entry.split_once('\t')?;
            Some((path.to_owned(), about.rsplit(' ').next()?.parse().ok()?))
        });
        Ok(entries.collect())
    }

    /// Begins a new tree with that of a commit.
    pub async fn read_tree(&self, commit: Option<&str>) -> Result<(), Trouble> {
        let from = commit.unwrap_or("--empty");
        self.local(&["read-tree", from], b"").await.map(drop)
    }

    /// Puts files into the new tree, and takes others out.
    pub async fn change(
        &self,
        files: Vec<(&str, Vec<u8>)>,
        remove: &[String],
    ) -> Result<(), Trouble> {
        let objects = self.objects(&files).await?;
        let mut lines = String::new();
        for path in remove {
            let _ = write!(lines, "0 {}\t{path}\0", "0".repeat(40));
        }
        for ((path, _), object) in files.iter().zip(&objects) {
            let _ = write!(lines, "100644 {object}\t{path}\0");
        }
        self.local(&["update-index", "-z", "--index-info"], lines.as_bytes())
            .await
            .map(drop)
    }

    /// Makes an object of each file, in one go.
    async fn objects(&self, files: &[(&str, Vec<u8>)]) -> Result<Vec<String>, Trouble> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let failed = |error| Problem::error("git", "cannot write a file for git").because(error);
        let new = TempDir::with_prefix_in("new-", self.folder().await?).map_err(failed)?;
        let mut paths = String::new();
        for (number, (_, bytes)) in files.iter().enumerate() {
            let path = new.path().join(number.to_string());
            std::fs::write(&path, bytes).map_err(failed)?;
            let _ = writeln!(paths, "{}", path.display());
        }
        let ended = self
            .local(
                &["hash-object", "-w", "--no-filters", "--stdin-paths"],
                paths.as_bytes(),
            )
            .await?;
        Ok(ended.text().lines().map(str::to_owned).collect())
    }

    /// The name of the new tree as it would be without these files, which it keeps no more.
    pub async fn tree_without(&self, paths: &[&str]) -> Result<String, Trouble> {
        let remove: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        self.change(Vec::new(), &remove).await?;
        self.tree().await
    }

    /// The name of the new tree.
    pub async fn tree(&self) -> Result<String, Trouble> {
        // Files that stay are not here, and need not be.
        let ended = self.local(&["write-tree", "--missing-ok"], b"").await?;
        Ok(ended.text().trim().to_owned())
    }

    /// A commit of a tree.
    pub async fn commit(
        &self,
        tree: &str,
        parent: Option<&str>,
        message: &str,
    ) -> Result<String, Trouble> {
        let mut args = vec!["commit-tree", tree];
        args.extend(parent.iter().flat_map(|parent| ["-p", parent]));
        let ended = self.local(&args, message.as_bytes()).await?;
        Ok(ended.text().trim().to_owned())
    }

    /// Moves the branch to `commit` if it still is where it was `seen`.
    pub async fn push(&self, seen: Option<&str>, commit: &str) -> Result<Pushed, Trouble> {
        let lease = format!(
            "--force-with-lease={}:{}",
            self.branch,
            seen.unwrap_or_default()
        );
        let spec = format!("{commit}:{}", self.branch);
        let ended = self
            .git(
                &[
                    "push",
                    "--porcelain",
                    "--no-verify",
                    &lease,
                    "origin",
                    &spec,
                ],
                b"",
            )
            .await?;
        if ended.well() {
            return Ok(Pushed::Moved);
        }
        let told = format!("{} {}", ended.text(), ended.said);
        let lost = [
            "stale info",
            "cannot lock ref",
            "failed to update ref",
            "fetch first",
            "reference already exists",
        ];
        if lost.iter().any(|words| told.contains(words)) {
            return Ok(Pushed::Refused);
        }
        if told.contains("[remote rejected]") || told.contains("protected branch") {
            let line = told
                .split(['\n', '\t'])
                .find(|line| line.contains("rejected"))
                .unwrap_or_default();
            let what = format!("`{}` does not let us move `{}`", self.remote, self.branch);
            return Err(Problem::error("git-refused", what)
                .because(line.trim())
                .hint("history = \"append\"   # where the branch is protected from being rewritten")
                .into());
        }
        Err(self.refused("write to", &ended))
    }
}

fn well(ended: Ended, what: &str) -> Result<Ended, Trouble> {
    match ended.well() {
        true => Ok(ended),
        false => Err(Problem::error("git", what).because(ended.why()).into()),
    }
}

/// A path is the site's; anything else is an address.
fn located(remote: &str, root: &Path) -> String {
    match remote.contains(':') {
        true => remote.to_owned(),
        false => root.join(remote).display().to_string(),
    }
}

fn header(user: &str, token: &Secret) -> Result<String, Problem> {
    let failed = |why| Problem::error("git", "the token cannot be put into a header").because(why);
    let http = Http::new(LIMIT).map_err(failed)?;
    let value: HeaderValue = http.basic(user, token).map_err(failed)?;
    Ok(value.to_str().unwrap_or_default().to_owned())
}
