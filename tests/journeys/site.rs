//! A site in a folder of its own, and the program run in it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::SystemTime;

/// A site with three mirrors.
pub struct Site {
    root: tempfile::TempDir,
}

/// How a run of the program ended.
pub struct Ran {
    pub code: i32,
    pub data: String,
    pub talk: String,
}

const CONFIG: &str = r#"
[site]
id = "acme"
title = "Acme Status"
address = "https://status.acme.example"

[policy]
update_every = false   # else an open incident's page changes when an update is overdue

[[component]]
id = "api"
title = "API"

[[component]]
id = "web"
title = "Web"

[[mirror]]
name = "one"
address = "http://127.0.0.1:8801"
dir = { path = "public/one" }

[[mirror]]
name = "two"
address = "http://127.0.0.1:8802"
dir = { path = "public/two" }

[[mirror]]
name = "three"
address = "http://127.0.0.1:8803"
dir = { path = "public/three" }
"#;

const INCIDENT: &str = "# API: requests fail

## 2026-11-20 14:05 UTC - investigating {api=partial_outage}

We are looking into failed requests.
";

impl Site {
    /// With one open incident and a few finished ones.
    pub fn new() -> Self {
        let site = Site {
            root: tempfile::tempdir().expect("a folder"),
        };
        site.write("stillup.toml", CONFIG);
        site.write("incidents/2026-11-20-api.md", INCIDENT);
        for day in 1..=9 {
            let text = format!(
                "# Slow\n\n## 2026-10-0{day} 08:00 UTC - investigating {{web=degraded_performance}}\n\nSlow.\n\n\
                 ## 2026-10-0{day} 09:00 UTC - resolved {{web=operational}}\n\nFast.\n"
            );
            site.write(&format!("incidents/2026-10-0{day}-slow.md"), &text);
        }
        site
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let at = self.path(path);
        std::fs::create_dir_all(at.parent().expect("in the site")).expect("a folder");
        std::fs::write(at, text).expect("a file");
    }

    pub fn append(&self, path: &str, text: &str) {
        let before = std::fs::read_to_string(self.path(path)).expect("a file");
        self.write(path, &format!("{before}{text}"));
    }

    pub fn read(&self, path: &str) -> String {
        let at = self.path(path);
        std::fs::read_to_string(&at).unwrap_or_else(|error| panic!("{}: {error}", at.display()))
    }

    /// The program with these words as arguments, at 14:30 on the day of the incident.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stillup"));
        command
            .current_dir(self.root.path())
            .args(words.split_whitespace())
            .stdin(Stdio::null());
        command
            .env_remove("SOURCE_DATE_EPOCH")
            .env_remove("STILLUP_SIGNING_KEY")
            .env("NO_COLOR", "1");
        if !words.contains("--now") {
            command.args(["--now", "2026-11-20T14:30:00Z"]);
        }
        command
    }

    pub fn run(&self, words: &str) -> Ran {
        ran(&mut self.command(words), "")
    }

    /// Runs it with these variables in its environment.
    pub fn run_with(&self, words: &str, variables: &[(&str, &str)]) -> Ran {
        ran(self.command(words).envs(variables.iter().copied()), "")
    }

    /// Runs it and types these lines.
    pub fn typing(&self, words: &str, lines: &str) -> Ran {
        let mut command = self.command(words);
        ran(command.stdin(Stdio::piped()), lines)
    }

    /// Runs it and expects this exit code.
    pub fn expect(&self, words: &str, code: i32) -> Ran {
        let ran = self.run(words);
        assert_eq!(ran.code, code, "stillup {words}\n{}{}", ran.data, ran.talk);
        ran
    }
}

fn ran(command: &mut Command, lines: &str) -> Ran {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    if let Some(mut input) = child.stdin.take() {
        input.write_all(lines.as_bytes()).expect("it listens");
    }
    let output = child.wait_with_output().expect("it ends");
    Ran {
        code: output.status.code().unwrap_or(-1),
        data: String::from_utf8(output.stdout).expect("UTF-8"),
        talk: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Every file below a folder, with its bytes and the time it was written.
pub fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(below) = folders.pop() {
        let entries = std::fs::read_dir(folder.join(&below));
        for entry in entries
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .flatten()
        {
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            let about = std::fs::metadata(entry.path()).expect("about it");
            match about.is_dir() {
                true => folders.push(format!("{name}/")),
                false => {
                    let bytes = std::fs::read(entry.path()).expect("its bytes");
                    files.insert(name, (bytes, about.modified().expect("a time")));
                }
            }
        }
    }
    files
}

/// Names of the files that are in `after` and not the same in `before`.
pub fn written(
    before: &BTreeMap<String, (Vec<u8>, SystemTime)>,
    after: &BTreeMap<String, (Vec<u8>, SystemTime)>,
) -> Vec<String> {
    after
        .iter()
        .filter(|(path, file)| before.get(*path) != Some(file))
        .map(|(path, _)| path.clone())
        .collect()
}

/// That many ports in a row nobody uses now; the first of them.
pub fn free_ports(count: u16) -> u16 {
    // Tests run at once: each looks in a range of its own.
    static RANGES: AtomicU16 = AtomicU16::new(0);
    let range = RANGES.fetch_add(1, Ordering::Relaxed) * 100;
    let free = |port: u16| std::net::TcpListener::bind(("127.0.0.1", port)).is_ok();
    let start = std::process::id() % 20_000;
    let start = u16::try_from(start).expect("small") + 20_000 + range;
    (start..60_000)
        .find(|base| (0..count).all(|number| free(base + number)))
        .expect("free ports")
}
