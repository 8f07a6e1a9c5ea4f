//! What publishing costs at 1,000 and 10,000 incidents, kind by kind, to servers on this machine (real ones, but for
//! vendors that nobody can install): the first publish, one when nothing has changed, and one update; beside a plain
//! parallel uploader of the same files.
//!
//! ```sh
//! tests/run mirrors                                          # installs the servers, once
//! cargo bench --bench publish                                # 1,000 and 10,000
//! cargo bench --bench publish -- --size 100000 --kind sftp   # any other size, one kind
//! cargo bench --bench publish --profile dev                  # built in a tenth of the time: the same bytes
//! ```
//!
//! Bytes and requests are counted between the program and the server, headers and all; they are the same on every
//! machine. Seconds are not: compare them within one run only.

#![allow(
    clippy::disallowed_methods,
    reason = "edge: a benchmark measures the machine"
)]

#[path = "../../tests/daemons/mod.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod daemons;
#[path = "../build/generator.rs"]
mod generator;
#[path = "../../tests/mirrors/google.rs"]
mod google;
mod kinds;
#[path = "../../tests/mirrors/providers/mod.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod providers;
#[path = "../../tests/mirrors/servers.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod servers;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use daemons::cut::{Line, Traffic};
use kinds::Kind;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Publishes generated sites and prints what that costs, as one table.
#[derive(Parser)]
struct Args {
    /// Incidents a site has; may be given more than once.
    #[arg(long = "size", value_name = "N", default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// This kind only; may be given more than once.
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Another program than the one that was just built.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_stillup"))]
    program: PathBuf,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

/// One publish.
#[derive(Default)]
struct Cost {
    wall: Duration,
    written: u64,
    traffic: Option<Traffic>,
}

/// A generated site with a mirror of every kind.
struct Site<'a> {
    program: &'a Path,
    folder: PathBuf,
    incidents: usize,
    /// The moment, which goes on with every update.
    now: DateTime<Utc>,
}

fn main() {
    let args = Args::parse();
    println!(
        "| incidents | kind | publish | seconds | files | requests | sent kB | read kB |\n\
         | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |"
    );
    for &incidents in &args.sizes {
        let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let wanted =
            |kind: &str| args.kinds.is_empty() || args.kinds.iter().any(|name| name == kind);
        let kinds = kinds::all(scratch.path(), incidents, wanted);
        let mut site = Site::new(
            &args.program,
            scratch.path().join("site"),
            incidents,
            &kinds,
        );
        for kind in &kinds {
            measure(&mut site, kind);
        }
        if kinds.iter().any(|kind| kind.name == "s3") {
            let out = scratch.path().join("out");
            site.run(&["build", "-o", &out.display().to_string()], &[]);
            plainly(&out, incidents);
        }
    }
}

fn measure(site: &mut Site, kind: &Kind) {
    for what in ["first", "unchanged", "one update"] {
        if what == "one update" {
            site.say();
        }
        row(site.incidents, kind.name, what, &site.publish(kind));
    }
    // What a CI that begins with nothing pays.
    let cache = site.folder.join(".stillup/cache");
    let kept = [kind.name, "digests"].map(|name| std::fs::remove_dir_all(cache.join(name)).is_ok());
    if kept.contains(&true) {
        site.say();
        let what = "one update by another";
        row(site.incidents, kind.name, what, &site.publish(kind));
    }
}

fn row(incidents: usize, kind: &str, what: &str, cost: &Cost) {
    let kilo = |bytes: u64| format!("{:.1}", bytes as f64 / 1e3);
    let (requests, sent, read) = match cost.traffic {
        Some(traffic) => (
            match traffic.requests {
                0 => "-".to_owned(),
                requests => requests.to_string(),
            },
            kilo(traffic.sent),
            kilo(traffic.read),
        ),
        None => ("-".into(), "-".into(), "-".into()),
    };
    println!(
        "| {incidents} | {kind} | {what} | {:.2} | {} | {requests} | {sent} | {read} |",
        cost.wall.as_secs_f64(),
        cost.written
    );
}

impl<'a> Site<'a> {
    fn new(program: &'a Path, folder: PathBuf, incidents: usize, kinds: &[Kind]) -> Self {
        generator::write(&folder, incidents).expect("a generated site");
        let mut settings = generator::configuration();
        for kind in kinds {
            let (name, table) = (kind.name, &kind.table);
            // Nobody listens at port 9: what is served is not looked at.
            let _ = write!(
                settings,
                "\n[[mirror]]\nname = \"{name}\"\naddress = \"http://127.0.0.1:9/{name}\"\n{table}\n"
            );
        }
        std::fs::write(folder.join("stillup.toml"), settings).expect("a file");
        // Files that young are not trusted to be unchanged by their times.
        std::thread::sleep(Duration::from_millis(2_100));
        let now = generator::NOW.parse().expect("a time");
        Site {
            program,
            folder,
            incidents,
            now,
        }
    }

    /// Publishes to one mirror, and tells what that cost.
    fn publish(&self, kind: &Kind) -> Cost {
        if let Some(line) = &kind.line {
            line.traffic();
        }
        let words = [
            "publish",
            "--json",
            "--quiet",
            "--deadline",
            "3600",
            "--only",
            kind.name,
        ];
        let began = Instant::now();
        let receipt = self.run(&words, &kind.env);
        let wall = began.elapsed();
        let receipt: Value = serde_json::from_slice(&receipt).expect("a receipt");
        let traffic = kind.line.as_ref().map(Line::traffic);
        Cost {
            wall,
            written: receipt["mirrors"][0]["written"]
                .as_u64()
                .unwrap_or_default(),
            traffic: traffic.map(|traffic| Traffic {
                requests: if kind.counts { traffic.requests } else { 0 },
                ..traffic
            }),
        }
    }

    fn run(&self, words: &[&str], env: &[(&str, String)]) -> Vec<u8> {
        let now = self.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let ran = Command::new(self.program)
            .arg("-C")
            .arg(&self.folder)
            .args(["--now", &now])
            .args(words)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("STILLUP_WEBDAV_PASSWORD", daemons::web::LOGIN.1)
            .env("STILLUP_GIT_TOKEN", daemons::web::LOGIN.1)
            .env("STILLUP_FTP_PASSWORD", daemons::ftp::LOGIN.1)
            .envs(env.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("the program runs");
        // Findings in generated text are as good as none.
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(
            matches!(ran.status.code(), Some(0 | 4)),
            "{words:?}: {said}"
        );
        ran.stdout
    }

    /// One more update to the newest incident, a minute later.
    fn say(&mut self) {
        self.now += TimeDelta::minutes(1);
        let newest = self
            .folder
            .join(generator::incident(0, self.incidents).path);
        let mut text = std::fs::read_to_string(&newest).expect("the newest incident");
        let at = self.now.format("%Y-%m-%d %H:%M UTC");
        let _ = write!(
            text,
            "\n## {at} - update\n\nStill the same; we are working on it.\n"
        );
        std::fs::write(newest, text).expect("the newest incident");
    }
}

/// The same files by a plain parallel uploader, which knows nothing of what is there.
fn plainly(out: &Path, incidents: usize) {
    let program = daemons::installed(&["rclone"], "rclone");
    let line = Line::to(servers::moto().port);
    let files = walkdir::WalkDir::new(out).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file()).count();
    let began = Instant::now();
    let ran = Command::new(program)
        .args([
            "copy",
            "--config",
            "/dev/null",
            "--transfers",
            "32",
            "--s3-provider",
            "Other",
        ])
        .args(["--s3-env-auth", "--s3-no-check-bucket", "--s3-endpoint"])
        .arg(format!("http://127.0.0.1:{}", line.port))
        .arg(out)
        .arg(format!(":s3:stillup/plain-{incidents}"))
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        // It cannot read one, and there is no TLS here.
        .env_remove("AWS_CA_BUNDLE")
        .output()
        .expect("rclone runs");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let cost = Cost {
        wall: began.elapsed(),
        written: files as u64,
        traffic: Some(line.traffic()),
    };
    row(incidents, "s3", "rclone copy of the same files", &cost);
}
