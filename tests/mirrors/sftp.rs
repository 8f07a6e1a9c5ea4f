//! The kind `sftp`, over a real OpenSSH server.

use crate::daemons::sshd::Sshd;
use crate::mortal::{Life, Mortal};
use crate::place::{Place, read, set};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, Mutex};
use stillup::publish::fence::releases::Releases;
use stillup::publish::fence::rename::Renames;
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::late::Late;
use stillup::publish::mirror::sftp::Sftp;
use stillup::publish::mirror::sftp::line::Line;
use stillup::publish::mirror::sftp::remote::Remote;
use tempfile::TempDir;
use tokio::runtime::{Handle, Id};

/// One server for all that only publish to it.
pub static SSHD: LazyLock<Sshd> = LazyLock::new(Sshd::start);

/// One connection a test, to save logging in for each of its hundreds of mirrors.
pub fn line() -> Arc<Line> {
    static LINES: LazyLock<Mutex<HashMap<Id, Arc<Line>>>> = LazyLock::new(Mutex::default);
    let mut lines = LINES.lock().expect("no test panics with it");
    let line = lines.entry(Handle::current().id());
    Arc::clone(line.or_insert_with(|| Arc::new(Line::new(SSHD.login()))))
}

/// A folder that was not there.
pub struct SftpLinked(TempDir);

/// A real folder.
pub struct SftpInPlace(TempDir);

fn path(root: &TempDir) -> String {
    root.path().display().to_string()
}

fn mirror(root: &TempDir, releases: bool) -> Box<dyn Mirror> {
    let path = format!("{}/www", path(root));
    Box::new(Late::new(Sftp::over(line(), &path, releases)))
}

impl SftpLinked {
    /// Where the mirror is, on the server.
    pub fn path(&self) -> String {
        format!("{}/www", path(&self.0))
    }
}

impl Place for SftpLinked {
    const ROUNDS: u64 = 5;
    const STRIDE: usize = 2;
    fn new() -> Self {
        SftpLinked(tempfile::tempdir().expect("a folder"))
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        mirror(&self.0, true)
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = Remote::new(line(), &path(&self.0));
        Box::new(Releases::new(Mortal { folder, life }, "www"))
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        read(&self.0)
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        set(&self.0, path, bytes);
    }
}

impl SftpInPlace {
    /// Where the mirror is, on the server.
    pub fn path(&self) -> String {
        format!("{}/www", path(&self.0))
    }
}

impl Place for SftpInPlace {
    const ROUNDS: u64 = 5;
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("www")).expect("a folder");
        SftpInPlace(root)
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        mirror(&self.0, false)
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = Remote::new(line(), &format!("{}/www", path(&self.0)));
        Box::new(Renames {
            folder: Mortal { folder, life },
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        read(&self.0)
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        set(&self.0, path, bytes);
    }
}
