//! What mirrors are at while they are published to: a line each on a terminal, which gives way to the words
//! that stay. Anywhere else, and with `--quiet`, nothing: there the words that stay are all.

use super::Context;
use super::receipt::MirrorLine;
use crate::publish::apart::{Named, Outcome};
use crate::publish::watched::{Step, Watch, Watcher};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Arc;
use std::time::Duration;

/// How often a line moves while nothing happens.
const TICK: Duration = Duration::from_millis(120);

/// The lines, while they are there.
pub struct Progress {
    lines: MultiProgress,
}

/// One mirror's line.
struct Line {
    name: String,
    address: String,
    bar: ProgressBar,
}

impl Progress {
    /// A line for each of these, where somebody can see them move.
    pub fn new(ctx: &Context, mirrors: &mut [Named]) -> Self {
        // A terminal that cannot go back over its lines is hidden by `stderr` itself.
        let target = match ctx.env.paints_talk && !ctx.quiet {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let lines = MultiProgress::with_draw_target(target);
        if lines.is_hidden() {
            return Progress { lines };
        }
        let names = mirrors.iter().map(|named| named.name.chars().count());
        let width = names.max().unwrap_or(0);
        for named in mirrors {
            let bar = lines.add(ProgressBar::no_length());
            bar.set_style(style("{prefix}  {spinner} {wide_msg}"));
            bar.set_prefix(format!("{:width$}", named.name));
            bar.enable_steady_tick(TICK);
            named.watcher = Watcher::new(Arc::new(Line {
                name: named.name.clone(),
                address: named.address.clone(),
                bar,
            }));
        }
        Progress { lines }
    }

    /// Says something else meanwhile: it stays above the lines.
    pub fn aside(&self, say: impl FnOnce()) {
        self.lines.suspend(say);
    }
}

impl Drop for Progress {
    /// What is said from now on takes their place.
    fn drop(&mut self) {
        let _ = self.lines.clear();
        self.lines.set_draw_target(ProgressDrawTarget::hidden());
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).expect("a template that is right");
    style.tick_chars("-\\|/ ")
}

impl Watch for Line {
    fn step(&self, step: Step) {
        self.bar.set_message(words(step));
    }

    fn outcome(&self, outcome: &Outcome) {
        let line = MirrorLine::new(&self.name, &self.address, outcome, None);
        self.bar.set_style(style("{prefix}  {wide_msg}"));
        self.bar.finish_with_message(line.told());
    }
}

fn words(step: Step) -> String {
    match step {
        Step::Look => "looking at what is there".to_owned(),
        Step::Answered => "waiting for the others to answer".to_owned(),
        Step::Wait => "waiting for a mirror that refuses older publishes".to_owned(),
        Step::Claim => "claiming it".to_owned(),
        Step::Stage(1) => "sending 1 file".to_owned(),
        Step::Stage(files) => format!("sending {files} files"),
        Step::Check => "checking that nobody newer publishes".to_owned(),
        Step::Flip => "making it what readers get".to_owned(),
        Step::Verify => "reading back what was written".to_owned(),
        Step::Collect => "taking away what nothing needs any more".to_owned(),
    }
}
