//! Logging in over SSH with the system's own `ssh`: its agent, its `~/.ssh/config` (jump hosts, aliases)
//! and its list of known hosts hold here too. A host key nobody knows is never accepted.

use super::program::{Program, Surroundings};
use super::secret::Secret;
use crate::problem::Problem;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::NamedTempFile;

/// Where and as whom to log in, as `stillup.toml` has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SshSettings {
    /// A name, an address, or a `Host` of `~/.ssh/config`.
    pub host: String,
    /// Only when it is not what `~/.ssh/config` says, or 22.
    pub port: Option<u16>,
    /// Only when it is not what `~/.ssh/config` says, or ours.
    pub user: Option<String>,
    /// The file with the private key, relative to the site's folder or with `~/`.
    pub identity: Option<String>,
    /// The only file host keys are looked up in, relative to the site's folder or with `~/`.
    pub known_hosts: Option<String>,
    /// The variable that may hold the private key itself.
    pub key_variable: String,
}

/// Ready to log in.
#[derive(Clone)]
pub struct Ssh {
    settings: SshSettings,
    root: PathBuf,
    surroundings: Surroundings,
    /// The private key from the environment, in a file only we can read.
    key: Option<(Arc<NamedTempFile>, Secret)>,
}

/// Why nobody was let in.
#[derive(Debug, Clone)]
pub struct Refused {
    /// In words.
    pub problem: Problem,
    /// Whether another try may succeed.
    pub again: bool,
}

impl Ssh {
    /// For the site in `root`; `key` is the private key itself, when it comes from the environment.
    ///
    /// # Errors
    /// The key cannot be put into a file.
    pub fn new(
        settings: &SshSettings,
        root: &Path,
        surroundings: &Surroundings,
        key: Option<Secret>,
    ) -> Result<Self, Problem> {
        let key = key.map(|key| {
            // Readable for its owner only from the start, as temporary files are.
            let mut file = NamedTempFile::with_prefix("stillup-key-")?;
            // ssh reads no key whose last line does not end; variables often lose that.
            writeln!(file, "{}", key.reveal().replace("\r\n", "\n").trim_end())?;
            file.flush()?;
            Ok((Arc::new(file), key))
        });
        let key = key.transpose().map_err(|error: std::io::Error| {
            Problem::error(
                "key-file",
                "cannot put the private key into a file for `ssh`",
            )
            .because(error)
        })?;
        Ok(Ssh {
            settings: settings.clone(),
            root: root.to_path_buf(),
            surroundings: surroundings.clone(),
            key,
        })
    }

    /// The host, as problems name it.
    pub fn host(&self) -> &str {
        &self.settings.host
    }

    /// What programs it runs get to see.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// The private key from the environment, which no program may repeat.
    pub fn secret(&self) -> Option<&Secret> {
        self.key.as_ref().map(|(_, secret)| secret)
    }

    fn at(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), self.surroundings.home()) {
            (Some(inside), Some(home)) => Path::new(home).join(inside),
            _ => self.root.join(path),
        }
    }

    /// Every option, without the host.
    pub fn options(&self) -> Vec<String> {
        let mut options: Vec<String> = Vec::new();
        let mut set = |option: String| options.extend(["-o".to_owned(), option]);
        for option in [
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            "ConnectTimeout=10",
            "ServerAliveInterval=10",
            "ServerAliveCountMax=3",
            "ClearAllForwardings=yes",
            "ForwardAgent=no",
            "ForwardX11=no",
            "PermitLocalCommand=no",
            "ControlMaster=no",
            "RequestTTY=no",
        ] {
            set(option.to_owned());
        }
        if let Some(path) = &self.settings.known_hosts {
            set(format!("UserKnownHostsFile={}", quoted(&self.at(path))));
            set("GlobalKnownHostsFile=/dev/null".to_owned());
            set("UpdateHostKeys=no".to_owned());
        }
        let identity = match (&self.key, &self.settings.identity) {
            (Some((file, _)), _) => Some(file.path().to_path_buf()),
            (None, Some(path)) => Some(self.at(path)),
            (None, None) => None,
        };
        if let Some(path) = identity {
            set(format!("IdentityFile={}", quoted(&path)));
            set("IdentitiesOnly=yes".to_owned());
        }
        if let Some(port) = self.settings.port {
            set(format!("Port={port}"));
        }
        if let Some(user) = &self.settings.user {
            set(format!("User={user}"));
        }
        options
    }

    /// `ssh` with `options`, logged in to the host, about to run `command` there.
    pub fn program(&self, options: &[&str], command: &str, limit: Duration) -> Program {
        let program = Program::new("ssh", &self.surroundings, limit)
            .args(self.options())
            .args(options)
            .args(["--", &self.settings.host, command]);
        match self.secret() {
            Some(secret) => program.hiding(secret),
            None => program,
        }
    }

    /// From the last words of `ssh` to what is wrong and what to do.
    pub fn refused(&self, said: &str) -> Refused {
        let host = &self.settings.host;
        let has = |words: &str| said.contains(words);
        let (code, what, hint, again) = if has("IDENTIFICATION HAS CHANGED") || has("Offending") {
            (
                "host-key",
                format!("the host key of `{host}` is not the known one"),
                Some(format!(
                    "ask who runs {host} for its new key before you put it into the known hosts"
                )),
                false,
            )
        } else if has("Host key verification failed") || has("host key is known for") {
            (
                "host-key",
                format!("the host key of `{host}` is not known"),
                Some(self.scan()),
                false,
            )
        } else if has("Permission denied (") || has("Too many authentication failures") {
            (
                "login",
                format!("`{host}` does not let us in"),
                Some(self.try_it()),
                false,
            )
        } else if has("subsystem request failed") {
            (
                "no-sftp",
                format!("`{host}` does not offer SFTP to this account"),
                Some("Subsystem sftp internal-sftp   # in the server's sshd_config".to_owned()),
                false,
            )
        } else {
            (
                "unreachable",
                format!("cannot log in to `{host}`"),
                None,
                true,
            )
        };
        let mut problem = Problem::error(code, what);
        problem.hint = hint;
        if !said.is_empty() {
            problem = problem.because(said);
        }
        Refused { problem, again }
    }

    fn scan(&self) -> String {
        let port = self
            .settings
            .port
            .map_or(String::new(), |port| format!("-p {port} "));
        let file = self
            .settings
            .known_hosts
            .as_deref()
            .unwrap_or("~/.ssh/known_hosts");
        format!(
            "ssh-keyscan {port}{} >>{file}   # then compare it with the host's own",
            self.settings.host
        )
    }

    fn try_it(&self) -> String {
        let port = self
            .settings
            .port
            .map_or(String::new(), |port| format!("-p {port} "));
        let identity = match (&self.key, &self.settings.identity) {
            (None, Some(path)) => format!("-i {path} "),
            _ => String::new(),
        };
        let user = self
            .settings
            .user
            .as_ref()
            .map_or(String::new(), |user| format!("{user}@"));
        format!(
            "ssh -v {port}{identity}{user}{}   # shows which keys are tried",
            self.settings.host
        )
    }
}

/// A path in an option's value: `%` begins a token there, and spaces end a name.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('%', "%%"))
}
