//! The kinds that are measured, each with a server of its own behind a line on which all is counted: a real one, but
//! for vendors that nobody can install.

mod vendors;

use crate::daemons::cut::{Line, OTHER};
use crate::daemons::ftp::{self, vsftpd};
use crate::daemons::sshd::Sshd;
use crate::daemons::web::{LOGIN, git_http, nginx, open_to_all};
use crate::daemons::{Daemon, installed};
use crate::servers::{AZURE_ACCOUNT, AZURE_KEY, azurite, moto};
use std::path::Path;
use std::process::Command;

/// A kind of mirror, and what goes to it.
pub struct Kind {
    /// Its name, which is its mirror's, too.
    pub name: &'static str,
    /// Its table in `stillup.toml`.
    pub table: String,
    /// What goes to its server; nothing where there is no server.
    pub line: Option<Line>,
    /// Requests can be told apart on the line.
    pub counts: bool,
    /// What the environment holds for it.
    pub env: Vec<(&'static str, String)>,
    _server: Option<Server>,
}

enum Server {
    Alone(#[expect(dead_code, reason = "it runs as long as this is held")] Daemon),
    Ssh(#[expect(dead_code, reason = "it runs as long as this is held")] Sshd),
}

/// Those that are wanted of all there are, with folders below this one; `size` keeps what lies on shared servers
/// apart.
pub fn all(scratch: &Path, size: usize, wanted: impl Fn(&str) -> bool) -> Vec<Kind> {
    let each: [(&str, &dyn Fn() -> Kind); 16] = [
        ("dir", &|| dir(scratch)),
        ("s3", &|| s3(size)),
        ("azure", &|| azure(size)),
        ("gcs", &|| vendors::gcs(size)),
        ("netlify", &vendors::netlify),
        ("worker", &vendors::worker),
        ("pages", &vendors::pages),
        ("vercel", &vendors::vercel),
        ("firebase", &vendors::firebase),
        ("webdav", &|| webdav("webdav", "")),
        ("webdav-gzip", &|| webdav("webdav-gzip", ", gzip = true")),
        ("ftp", &|| over_ftp("ftp", 47_100, "")),
        ("ftp-gzip", &|| {
            over_ftp("ftp-gzip", 47_200, ", gzip = true")
        }),
        ("sftp", &|| over_ssh("sftp", "")),
        ("rsync", &|| over_ssh("rsync", "")),
        ("git", &git),
    ];
    let wanted = each.iter().filter(|(name, _)| wanted(name));
    wanted.map(|(_, kind)| kind()).collect()
}

/// A kind with a server to itself.
fn behind(name: &'static str, table: String, line: Line, server: Daemon, counts: bool) -> Kind {
    Kind {
        name,
        table,
        line: Some(line),
        counts,
        env: Vec::new(),
        _server: Some(Server::Alone(server)),
    }
}

fn dir(scratch: &Path) -> Kind {
    Kind {
        name: "dir",
        table: format!("dir = {{ path = \"{}\" }}", scratch.join("www").display()),
        line: None,
        counts: false,
        env: Vec::new(),
        _server: None,
    }
}

/// A server that ends with this process.
fn over_http(name: &'static str, table: String, line: Line) -> Kind {
    Kind {
        name,
        table,
        line: Some(line),
        counts: true,
        env: Vec::new(),
        _server: None,
    }
}

/// A bucket of moto's.
pub fn s3(size: usize) -> Kind {
    let line = Line::to(moto().port);
    let table = format!(
        "s3 = {{ bucket = \"stillup\", prefix = \"{size}\", endpoint = \"http://127.0.0.1:{}\", \
         trust_conditional = true }}",
        line.port
    );
    over_http("s3", table, line)
}

/// A container of Azurite's.
fn azure(size: usize) -> Kind {
    let line = Line::to(azurite().port);
    let table = format!(
        "azure = {{ account = \"{AZURE_ACCOUNT}\", container = \"stillup\", prefix = \"{size}\", \
         endpoint = \"http://127.0.0.1:{}/{AZURE_ACCOUNT}\" }}",
        line.port
    );
    Kind {
        env: vec![("AZURE_STORAGE_KEY", AZURE_KEY.into())],
        ..over_http("azure", table, line)
    }
}

fn webdav(name: &'static str, more: &str) -> Kind {
    let server = nginx();
    let line = Line::to(server.port);
    let table = format!(
        "webdav = {{ url = \"http://127.0.0.1:{}/dav\", user = \"{}\"{more} }}",
        line.port, LOGIN.0
    );
    behind(name, table, line, server, true)
}

/// Files go over connections of their own, to ports that the server names, from `first` on.
fn over_ftp(name: &'static str, first: u16, more: &str) -> Kind {
    let ports = first..=first + 63;
    let last = ports.end();
    let server = vsftpd(&format!("pasv_min_port={first}\npasv_max_port={last}\n"));
    let line = Line::beside(server.port, ports);
    let table = format!(
        "ftp = {{ host = \"{OTHER}\", port = {}, user = \"{}\", certificate = \"{}\", path = \"/srv/site\"{more} }}",
        line.port,
        ftp::LOGIN.0,
        server.folder.join("ftp.pem").display(),
    );
    behind(name, table, line, server, false)
}

/// A repository behind HTTP that allows what the hosts of pages allow.
fn git() -> Kind {
    let server = git_http();
    let repository = server.folder.join("git/status.git");
    let git = |words: &[&str]| {
        let ran = Command::new(installed(&["git"], "git"))
            .arg("--git-dir")
            .arg(&repository)
            .args(words)
            .status();
        assert!(ran.expect("git runs").success(), "{words:?}");
    };
    git(&["init", "-q", "--bare"]);
    for name in [
        "uploadpack.allowFilter",
        "uploadpack.allowAnySHA1InWant",
        "http.receivepack",
    ] {
        git(&["config", name, "true"]);
    }
    open_to_all(&server.folder);
    let line = Line::to(server.port);
    let table = format!(
        "git = {{ remote = \"http://127.0.0.1:{}/git/status.git\", branch = \"pages\", user = \"{}\" }}",
        line.port, LOGIN.0
    );
    behind("git", table, line, server, true)
}

fn over_ssh(name: &'static str, more: &str) -> Kind {
    let server = Sshd::start();
    let line = Line::to(server.daemon.port);
    // The server is known by the port it is reached at.
    let known = std::fs::read_to_string(server.file("known_hosts")).expect("its key");
    let there = format!("]:{} ", server.daemon.port);
    let known = known.replace(&there, &format!("]:{} ", line.port));
    std::fs::write(server.file("known_hosts"), known).expect("its key");
    let ssh = server.settings();
    let table = format!(
        "{name} = {{ host = \"127.0.0.1\", port = {}, user = \"{}\", identity = \"{}\", known_hosts = \"{}\", \
         path = \"{}\"{more} }}",
        line.port,
        ssh.user.unwrap_or_default(),
        ssh.identity.unwrap_or_default(),
        ssh.known_hosts.unwrap_or_default(),
        server.file("www").display(),
    );
    Kind {
        name,
        table,
        line: Some(line),
        counts: false,
        env: Vec::new(),
        _server: Some(Server::Ssh(server)),
    }
}
