//! OpenSSH's own server, for whoever runs the tests, with keys made for it.

use super::{Daemon, installed, start, user};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use stillup::net::program::Surroundings;
use stillup::net::ssh::{Ssh, SshSettings};

/// A server, its key and the key it lets in.
pub struct Sshd {
    /// What runs.
    pub daemon: Daemon,
}

impl Sshd {
    /// One that lets in and offers files.
    pub fn start() -> Self {
        Sshd::with("internal-sftp", "")
    }

    /// One with this file transfer, and more lines of `sshd_config`.
    pub fn with(sftp: &str, more: &str) -> Self {
        let program = installed(&["sshd"], "openssh-server");
        installed(&["ssh"], "openssh-client");
        if user() == "root" {
            // sshd wants it for its unprivileged part; packages make it when they start the service.
            let _ = std::fs::create_dir_all("/run/sshd");
        }
        let daemon = start("sshd", |folder, port| {
            for key in ["host", "login", "stranger"] {
                let made = Command::new("ssh-keygen")
                    .args(["-q", "-t", "ed25519", "-N", "", "-C", key, "-f"])
                    .arg(folder.join(key))
                    .status();
                assert!(made.expect("ssh-keygen").success());
            }
            let public = |key: &str| {
                std::fs::read_to_string(folder.join(format!("{key}.pub"))).expect("a key")
            };
            let known = format!("[127.0.0.1]:{port} {}", public("host"));
            std::fs::write(folder.join("known_hosts"), known).expect("a file");
            std::fs::write(
                folder.join("wrong_hosts"),
                format!("[127.0.0.1]:{port} {}", public("stranger")),
            )
            .expect("a file");
            std::fs::write(folder.join("no_hosts"), "").expect("a file");
            std::fs::write(folder.join("authorized_keys"), public("login")).expect("a file");
            let at = folder.display();
            let config = format!(
                "ListenAddress 127.0.0.1\nPort {port}\nHostKey {at}/host\nPidFile none\n\
                 AuthorizedKeysFile {at}/authorized_keys\nStrictModes no\nUsePAM no\n\
                 PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n\
                 MaxStartups 200\nMaxSessions 100\nLogLevel ERROR\nSubsystem sftp {sftp}\n{more}\n"
            );
            std::fs::write(folder.join("sshd_config"), config).expect("a file");
            let config = folder.join("sshd_config").display().to_string();
            vec![
                program.display().to_string(),
                "-D".into(),
                "-e".into(),
                "-f".into(),
                config,
            ]
        });
        Sshd { daemon }
    }

    /// A file of the server's folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.daemon.folder.join(name)
    }

    /// How to log in.
    pub fn settings(&self) -> SshSettings {
        SshSettings {
            host: "127.0.0.1".into(),
            port: Some(self.daemon.port),
            user: Some(user()),
            identity: Some(self.file("login").display().to_string()),
            known_hosts: Some(self.file("known_hosts").display().to_string()),
            key_variable: "STILLUP_SSH_KEY".into(),
        }
    }

    /// Ready to log in, not touching whoever's own configuration.
    pub fn login(&self) -> Ssh {
        login(&self.settings(), &self.daemon.folder)
    }
}

/// Ready to log in with these settings, and no home folder to find others in.
pub fn login(settings: &SshSettings, root: &Path) -> Ssh {
    Ssh::new(settings, root, &surroundings(), None).expect("no key to write")
}

/// What programs see in tests.
pub fn surroundings() -> Surroundings {
    let path = std::env::var("PATH").unwrap_or_default();
    Surroundings::of(&BTreeMap::from([("PATH".to_owned(), path)]))
}
