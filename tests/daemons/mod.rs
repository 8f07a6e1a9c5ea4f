//! Real servers for tests: each listens on a loopback port the system gives, keeps what it needs in a
//! folder of its own, and ends with the process that started it, however that ends.

#[allow(dead_code, reason = "a test target uses some of them")]
pub mod cut;
#[allow(dead_code, reason = "a test target uses some of them")]
pub mod ftp;
#[allow(dead_code, reason = "a test target uses some of them")]
pub mod names;
#[allow(dead_code, reason = "a test target uses some of them")]
pub mod powerdns;
#[allow(dead_code, reason = "a test target uses some of them")]
pub mod sshd;
#[allow(dead_code, reason = "a test target uses some of them")]
pub mod web;

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Runs the server until its own input ends, which it does when this process is gone.
const WATCH: &str =
    r#"folder=$1; shift; "$@" & cat >/dev/null; kill $! 2>/dev/null; wait; rm -rf "$folder""#;

/// A server that runs.
pub struct Daemon {
    /// What it keeps, and what it serves.
    pub folder: PathBuf,
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
    watch: Child,
}

impl Drop for Daemon {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        let _ = self.watch.wait();
    }
}

/// The first of these programs that is there.
///
/// # Panics
/// None is: the tests need it.
pub fn installed(programs: &[&str], package: &str) -> PathBuf {
    let path = std::env::var("PATH").unwrap_or_default();
    let folders = path
        .split(':')
        .chain(["/usr/sbin", "/sbin", "/usr/lib/git-core"]);
    let mut places = folders.flat_map(|folder| {
        programs
            .iter()
            .map(move |program| Path::new(folder).join(program))
    });
    places.find(|place| place.is_file()).unwrap_or_else(|| {
        panic!(
            "these tests need `{}`: apt-get install {package}",
            programs[0]
        )
    })
}

/// A port nobody listens at now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its number").port()
}

/// A folder for a server, which goes when the server does.
pub fn folder(prefix: &str) -> PathBuf {
    tempfile::Builder::new()
        .prefix(prefix)
        .tempdir()
        .expect("a folder")
        .keep()
}

/// Starts a server; `command` writes its configuration into the folder and tells how to run it in front.
///
/// # Panics
/// It did not start: its own words say why.
pub fn start(name: &str, command: impl Fn(&Path, u16) -> Vec<String>) -> Daemon {
    let mut said = String::new();
    // Somebody else may take the port in between.
    for _ in 0..5 {
        let (folder, port) = (folder(&format!("stillup-{name}-")), free_port());
        let words = command(&folder, port);
        let log = std::fs::File::create(folder.join("log")).expect("a log");
        let mut watch = Command::new("sh")
            .args(["-c", WATCH, "sh"])
            .arg(&folder)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("a shell");
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(10) {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Daemon {
                    folder,
                    port,
                    watch,
                };
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        said = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        drop(watch.stdin.take());
        let _ = watch.wait();
    }
    panic!("{name} does not start: {said}");
}

/// A user's name, as servers' files want it.
pub fn user() -> String {
    let out = Command::new("id").arg("-un").output().expect("id");
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}
