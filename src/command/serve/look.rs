//! The site as it was last made, with what only a preview adds: reloading, and the problems on top.

use crate::command::Context;
use crate::command::press::Press;
use crate::config::Config;
use crate::net::server::Page;
use crate::problem::{Problem, human};
use crate::tree::{File, Known, Media, Tree};
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Where a page waits to hear that it has changed.
pub const LIVE: &str = "/stillup/live";

/// The site as it was last made.
#[derive(Clone, Default)]
pub struct Look {
    tree: Arc<Tree>,
    host: Arc<BTreeMap<String, File>>,
    problems: Arc<Vec<Problem>>,
    named: BTreeSet<PathBuf>,
}

impl Look {
    /// Makes it anew, `elapsed` after the start. Where nothing can be made, the last one stays.
    pub fn renew(&mut self, ctx: &Context, elapsed: Duration) {
        let elapsed = TimeDelta::from_std(elapsed).unwrap_or_default();
        let now = if ctx.fixed_now {
            ctx.now
        } else {
            ctx.now + elapsed
        };
        let known = Known {
            pages: self.tree.known.pages.clone(),
            shelf: None,
        };
        let made = Press::load_and_keep(&Context { now, ..ctx.clone() }).and_then(|press| {
            let host = press.host_files("http://127.0.0.1")?;
            let named = named(&press.config);
            let tree = press.preview(known)?;
            Ok((tree, host, named, press.problems))
        });
        match made {
            Ok((tree, host, named, problems)) => {
                self.named = named;
                self.tree = Arc::new(tree);
                self.host = Arc::new(host);
                self.problems = Arc::new(problems);
            }
            Err(stop) => self.problems = Arc::new(stop.problems),
        }
    }

    /// The files that its settings name, by their paths in its folder; those that cannot be used, too.
    pub fn named(&self) -> BTreeSet<PathBuf> {
        self.named.clone()
    }

    /// What is wrong with the files as they were last read.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What is sent for a path.
    pub fn find(&self, path: &str) -> Option<Page> {
        let file = self.tree.files.get(path).or_else(|| self.host.get(path));
        let (bytes, media) = match file {
            Some(file) => (file.bytes(), file.media),
            None if path == "index.html" && self.tree.files.is_empty() => {
                (EMPTY.into(), Media::Html)
            }
            None => return None,
        };
        let body = match media {
            Media::Html => self.dressed(bytes),
            _ => bytes,
        };
        Some(Page {
            content_type: media.content_type(),
            cache_control: "no-store",
            body,
        })
    }

    /// A page with the preview's own script and the problems, before its end.
    fn dressed(&self, page: Vec<u8>) -> Vec<u8> {
        let Ok(text) = String::from_utf8(page) else {
            return Vec::new();
        };
        let text = without_policy(&text);
        let end = text.rfind("</body>").unwrap_or(text.len());
        let script =
            format!("<script>new EventSource(\"{LIVE}\").onmessage=()=>location.reload()</script>");
        [&text[..end], &self.drawer(), &script, &text[end..]]
            .concat()
            .into_bytes()
    }

    fn drawer(&self) -> String {
        if self.problems.is_empty() {
            return String::new();
        }
        let count = self.problems.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        format!(
            "<details open style=\"position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;\
             padding:.75rem 1rem;background:#2b1d1d;color:#ffe9e6;font:14px/1.5 ui-monospace,monospace;\
             border-top:3px solid #e0604c;z-index:9\"><summary>{count} {noun}; only this preview shows this</summary>\
             <pre style=\"white-space:pre-wrap;margin:.5rem 0 0;padding:0;border:0;background:none;color:inherit\">{}</pre></details>",
            escaped(&human(&self.problems, false))
        )
    }
}

fn named(config: &Config) -> BTreeSet<PathBuf> {
    let looks = config.site().looks;
    let looks = looks.files().map(|path| PathBuf::from(&**path));
    let board = config.trello.as_ref().and_then(|it| it.export.as_ref());
    looks.chain(board.map(PathBuf::from)).collect()
}

/// A page whose policy lets the preview's own script in: it has none.
fn without_policy(page: &str) -> String {
    let policy = page.split_once("<meta http-equiv=\"Content-Security-Policy\"");
    match policy.and_then(|(before, rest)| Some((before, rest.split_once('>')?.1))) {
        Some((before, after)) => [before, after].concat(),
        None => page.to_owned(),
    }
}

/// Shown while nothing could ever be made.
const EMPTY: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>stillup</title>\
    <body><p>There is nothing to show yet.</p></body></html>";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
