//! A real Chromium, driven through `drive.mjs`: one command a line, one answer a line.

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A browser; it closes with the test.
pub struct Chromium {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// How a reader looks at pages.
#[derive(Clone, Copy)]
pub struct Reader {
    pub width: u32,
    pub scheme: &'static str,
    pub forced: bool,
    pub script: bool,
    pub zone: &'static str,
    pub now: Option<&'static str>,
}

impl Default for Reader {
    fn default() -> Self {
        Reader {
            width: 1280,
            scheme: "light",
            forced: false,
            script: true,
            zone: "UTC",
            now: None,
        }
    }
}

impl Chromium {
    /// Starts it; it finds no name but this machine's address.
    pub fn start() -> Self {
        let alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";
        Self::within(&[], &[alone, "--no-proxy-server"])
    }

    /// Starts it behind these words of another program, such as one that enters a network namespace, with
    /// these arguments.
    pub fn within(before: &[&str], args: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let tools = root.join("target/test-tools");
        assert!(
            tools.join("node_modules/playwright-core").exists(),
            "playwright-core is not installed: run `tests/run browser`"
        );
        let words = [before, &["node"]].concat();
        let mut child = Command::new(words[0])
            .args(&words[1..])
            .arg(root.join("tests/browser/drive.mjs"))
            .env("TOOLS", &tools)
            .env("CHROMIUM", chromium())
            .env("ARGS", json!(args).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs");
        Chromium {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().expect("its answers")),
            child,
        }
    }

    /// Starts it for a reader.
    pub fn of(reader: Reader) -> Self {
        let mut browser = Self::start();
        browser.reader(reader);
        browser
    }

    /// Does something and tells what came of it.
    pub fn ask(&mut self, command: &str, words: Value) -> Value {
        let mut line = words;
        line["command"] = command.into();
        let input = self.input.as_mut().expect("it listens until the end");
        writeln!(input, "{line}").expect("the driver listens");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("an answer");
        let answer: Value =
            serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{line}: {error}"));
        if let Some(failed) = answer["failed"].as_str() {
            panic!("{line}: {failed}");
        }
        answer["done"].clone()
    }

    /// A fresh reader who knows nothing yet.
    pub fn reader(&mut self, reader: Reader) {
        self.ask(
            "reader",
            json!({
                "width": reader.width, "scheme": reader.scheme, "script": reader.script, "zone": reader.zone,
                "forced": if reader.forced { "active" } else { "none" }, "now": reader.now,
            }),
        );
    }

    /// Goes to an address and tells what the page did.
    pub fn go(&mut self, url: &str) -> Value {
        self.ask("go", json!({ "url": url }))
    }

    /// The visible text of the first place that fits.
    pub fn text(&mut self, css: &str) -> String {
        let text = self.ask("text", json!({ "css": css }));
        text.as_str().expect("text").to_owned()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

/// Debian's binary itself: its wrapper script wants a desktop.
pub fn chromium() -> PathBuf {
    let known = ["/usr/lib/chromium/chromium", "/usr/bin/chromium"];
    let found = known.iter().map(PathBuf::from).find(|path| path.exists());
    found.expect("chromium is not installed: run `tests/run browser`")
}

/// The strings of a list.
pub fn strings(list: &Value) -> Vec<&str> {
    let all = list.as_array().expect("a list");
    all.iter()
        .map(|one| one.as_str().expect("a string"))
        .collect()
}
