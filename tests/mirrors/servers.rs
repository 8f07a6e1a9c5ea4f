//! Servers of other people's on this machine's loopback, one of each for all tests of this process.
//! They end with it: each is watched by a shell whose standard input is ours.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// A server, for as long as the process lives.
pub struct Server {
    /// Where it listens.
    pub port: u16,
    _watched: Child,
}

fn tool(path: &str) -> PathBuf {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target/test-tools")
        .join(path);
    assert!(
        tool.exists(),
        "{} is missing: `tests/run mirrors` installs it",
        tool.display()
    );
    tool
}

/// A port nobody listens at; the server asked to take it is started at once.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

fn start(program: &str, arguments: impl Fn(u16) -> Vec<String>) -> Server {
    let port = free_port();
    let program = tool(program);
    let child = Command::new("sh")
        // Reading ends when we do, however we end.
        .args([
            "-c",
            "exec 3<&0; \"$@\" <&- & server=$!; cat <&3 >/dev/null; kill $server",
            "sh",
        ])
        .arg(program)
        .args(arguments(port))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    let began = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "no server at {port}"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    Server {
        port,
        _watched: child,
    }
}

fn words(text: &str, port: u16) -> Vec<String> {
    text.replace("PORT", &port.to_string())
        .split(' ')
        .map(str::to_owned)
        .collect()
}

/// S3 as moto plays it, with the bucket `stillup`.
pub fn moto() -> &'static Server {
    static MOTO: OnceLock<Server> = OnceLock::new();
    MOTO.get_or_init(|| {
        let server = start("python/bin/moto_server", |port| {
            words("-H 127.0.0.1 -p PORT", port)
        });
        let url = format!("http://127.0.0.1:{}/stillup", server.port);
        run_python(&[
            "-c",
            "import sys, urllib.request as u; u.urlopen(u.Request(sys.argv[1], method='PUT'))",
            &url,
        ]);
        server
    })
}

/// Azure as Azurite plays it, with the container `stillup`.
pub fn azurite() -> &'static Server {
    static AZURITE: OnceLock<Server> = OnceLock::new();
    AZURITE.get_or_init(|| {
        let text = "--blobHost 127.0.0.1 --blobPort PORT --silent --skipApiVersionCheck \
                    --inMemoryPersistence --disableTelemetry";
        let server = start("node_modules/.bin/azurite-blob", |port| words(text, port));
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/container.py");
        let port = server.port.to_string();
        run_python(&[&script.display().to_string(), &port, AZURE_KEY, "stillup"]);
        server
    })
}

/// The account and the key that every Azurite has.
pub const AZURE_ACCOUNT: &str = "devstoreaccount1";
/// The key; Microsoft publishes it.
pub const AZURE_KEY: &str =
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/// S3 as s3s-fs plays it, in a folder, with the bucket `stillup`: it answers right when asked alone, and
/// lets several of many racing writers win.
pub fn s3s() -> &'static Server {
    static S3S: OnceLock<(Server, tempfile::TempDir)> = OnceLock::new();
    let (server, _) = S3S.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("stillup")).expect("a bucket");
        let text = format!(
            "--host 127.0.0.1 --port PORT --access-key test --secret-key test {}",
            folder.path().display()
        );
        let server = start("bin/s3s-fs", |port| words(&text, port));
        (server, folder)
    });
    server
}

fn run_python(arguments: &[&str]) {
    let done = Command::new(tool("python/bin/python3"))
        .args(arguments)
        .output()
        .expect("python runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
}
