//! A site with names, and the program run on it.

use crate::daemons::names::{NameServer, SECRET};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A site in a folder of its own.
pub struct Site {
    folder: TempDir,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Site {
    /// One with two mirrors and these lines of `[dns]`.
    pub fn new(dns: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = Site { folder };
        site.write(dns);
        site
    }

    /// Other lines of `[dns]`.
    pub fn write(&self, dns: &str) {
        // Nobody asks the Internet's root for names that are not there.
        let nowhere = "[dns]\nroots = [\"127.0.0.1:1\"]\n";
        let dns = match (dns.contains("roots = "), dns.contains("[dns]\n")) {
            (true, _) => dns.to_owned(),
            (false, true) => dns.replacen("[dns]\n", nowhere, 1),
            (false, false) => format!("{nowhere}{dns}"),
        };
        let text = format!(
            "[site]\nid = \"acme\"\ntitle = \"Acme\"\naddress = \"http://status.acme.tlda\"\n\
             [[mirror]]\nname = \"here\"\naddress = \"http://here.acme.tlda:8901\"\ndir = {{ path = \"public/here\" }}\n\
             [[mirror]]\nname = \"there\"\naddress = \"http://there.acme.tlda:8901\"\ndir = {{ path = \"public/there\" }}\n{dns}"
        );
        std::fs::write(self.folder.path().join("stillup.toml"), text).expect("a file");
    }

    /// The site's folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Ran {
        let out = Command::new(env!("CARGO_BIN_EXE_stillup"))
            .current_dir(self.path())
            .args(args)
            .env("STILLUP_TSIG_SECRET", SECRET)
            .env("WRONG_SECRET", "d3Jvbmc=")
            .output()
            .expect("the program");
        Ran {
            code: out.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&out.stdout).into_owned(),
            err: String::from_utf8_lossy(&out.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// The plan's hash, as the last line tells it.
    pub fn hash(&self) -> String {
        let rest = self.err.split("--plan ").nth(1).unwrap_or_default();
        rest.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

/// A provider that takes updates.
pub fn provider(name: &str, server: &NameServer) -> String {
    format!(
        "[[dns.provider]]\nname = \"{name}\"\nrfc2136 = {{ server = \"{}\", key = \"stillup\" }}\n",
        server.address()
    )
}

/// Where the two mirrors are.
pub const HOSTS: &str = "[[dns.host]]\nmirror = \"here\"\naddresses = [\"127.0.0.1\"]\n\
     [[dns.host]]\nmirror = \"there\"\naddresses = [\"127.0.0.2\"]\n";
