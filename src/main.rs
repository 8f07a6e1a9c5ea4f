//! Arguments, clock and environment in; words and an exit code out.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: the one place that owns the clock and the environment"
)]

use chrono::{DateTime, Utc};
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;
use std::time::SystemTime;
use stillup::cli;
use stillup::command::Env;

/// Pages are thousands of short-lived strings on several threads: a third of the time otherwise.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // In pages of 2 MiB the system clears a quarter more memory than is ever used. The allocator asks for none (its
    // feature `no_thp`); this is for systems that give them unasked.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let now = DateTime::<Utc>::from(SystemTime::now());
    let start = std::env::current_dir().unwrap_or_else(|_| ".".into());
    let env = Env {
        variables: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect(),
        terminal: io::stdin().is_terminal() && io::stderr().is_terminal(),
        piped: !io::stdin().is_terminal(),
        paints_data: io::stdout().is_terminal(),
        paints_talk: io::stderr().is_terminal(),
    };
    ExitCode::from(cli::run(std::env::args_os(), &start, now, env).code())
}
