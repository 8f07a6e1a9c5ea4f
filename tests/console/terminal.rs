//! A program at a pseudo-terminal, made by `script` of util-linux, which every Linux has.

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Longest wait for words.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program and what it has written so far.
pub struct Terminal {
    script: Child,
    keys: ChildStdin,
    written: Receiver<Vec<u8>>,
    unread: String,
    /// Every byte so far.
    all: Vec<u8>,
}

impl Terminal {
    /// Starts a program with these arguments and environment.
    pub fn start(program: &str, args: &[&str], env: &[(&str, &str)]) -> Self {
        let quoted = |word: &&str| format!("'{}'", word.replace('\'', "'\\''"));
        let line: Vec<String> = std::iter::once(&program).chain(args).map(quoted).collect();
        let mut script = Command::new("script")
            .args([
                "--quiet",
                "--return",
                "--flush",
                "--command",
                &line.join(" "),
                "/dev/null",
            ])
            .env_remove("VISUAL")
            .env_remove("EDITOR")
            .env("SHELL", "/bin/sh")
            .envs(env.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`script` of util-linux runs");
        let keys = script.stdin.take().expect("its input");
        let mut output = script.stdout.take().expect("its output");
        let (send, written) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal {
            script,
            keys,
            written,
            unread: String::new(),
            all: Vec::new(),
        }
    }

    /// Waits for words; gives what was written before them.
    pub fn wait_for(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.unread.find(words) {
                let rest = self.unread.split_off(at + words.len());
                let mut before = std::mem::replace(&mut self.unread, rest);
                before.truncate(at);
                return before;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.written.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(why) => panic!("`{words}` is not said ({why}), but:\n{}", self.unread),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.all.extend(bytes);
        self.unread.push_str(&String::from_utf8_lossy(bytes));
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) {
        self.keys
            .write_all(keys.as_bytes())
            .and_then(|()| self.keys.flush())
            .expect("typed");
    }

    /// Waits for words, then types.
    pub fn answer(&mut self, words: &str, keys: &str) {
        self.wait_for(words);
        self.keys(keys);
    }

    /// Waits for the end: the exit code.
    pub fn end(self) -> Option<i32> {
        self.finish().0
    }

    /// Waits for the end: the exit code, and every byte there was.
    pub fn finish(mut self) -> (Option<i32>, Vec<u8>) {
        let end = Instant::now() + PATIENCE;
        while let Ok(bytes) = self
            .written
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.take(&bytes);
        }
        if Instant::now() >= end {
            let _ = self.script.kill();
            panic!("it does not end:\n{}", self.unread);
        }
        (self.script.wait().expect("an exit").code(), self.all)
    }
}
