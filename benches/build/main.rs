//! How long `stillup build` takes, at 100, 1,000 and 10,000 incidents, beside the physical limit.
//!
//! ```sh
//! cargo bench --bench build                                    # 100, 1,000 and 10,000
//! cargo bench --bench build -- --size 100000 --rounds 1        # any other size
//! ```
//!
//! For each size a site is generated (`generator.rs`), and then, several times over, medians taken:
//!
//! 1. built in full, with no cache, into a new folder;
//! 2. the physical limit: the same tree written from memory to a new folder, and the same markdown
//!    read and put through the parser (`limit.rs`), on one thread;
//! 3. built once more a minute later, nothing changed;
//! 4. built once more after one more update to an open incident.
//!
//! Every full build writes to a new folder and nothing is deleted before the end: ext4 avoids inodes
//! freed a moment ago, so that `rm -rf out && build` measures the deletion. Machines are noisy:
//! compare CPU seconds and ratios within one run, not wall time between runs. For numbers that repeat
//! to the last digit count instructions with `benches/instructions.sh`.

#![allow(
    clippy::disallowed_methods,
    reason = "edge: a benchmark measures the machine"
)]

mod generator;
mod limit;
mod measure;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use measure::{Cost, median};

/// Builds generated sites and prints what that costs, as one table.
#[derive(Parser)]
struct Args {
    /// Incidents a site has; may be given more than once.
    #[arg(long = "size", value_name = "N", default_values_t = [100, 1_000, 10_000])]
    sizes: Vec<usize>,
    /// How often each thing is measured; the median counts.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Keep the generated sites and what was built, and say where they are.
    #[arg(long)]
    keep: bool,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What was measured at one size.
struct Row {
    incidents: usize,
    full: Cost,
    files: usize,
    bytes: usize,
    limit: Cost,
    unchanged: Cost,
    touched: usize,
    update: Cost,
    written: usize,
}

fn main() {
    let args = Args::parse();
    let scratch = tempfile::Builder::new()
        .prefix("build-")
        .disable_cleanup(true)
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a folder for scratch")
        .keep();
    let head = [
        "incidents",
        "CPU s",
        "wall s",
        "RSS MiB",
        "files",
        "MB out",
        "limit CPU s",
        "CPU / limit",
        "unchanged ms",
        "touched",
        "one update ms",
        "written",
    ];
    println!("| {} |", head.join(" | "));
    println!("|{}", "---:|".repeat(head.len()));
    for &incidents in &args.sizes {
        print_row(&measure_size(
            &scratch.join(incidents.to_string()),
            incidents,
            args.rounds.max(1),
        ));
    }
    print_program();
    if args.keep {
        println!("kept: {}", scratch.display());
    } else {
        std::fs::remove_dir_all(&scratch).expect("the scratch folder goes");
    }
}

fn measure_size(root: &Path, incidents: usize, rounds: usize) -> Row {
    let site = root.join("site");
    generator::write(&site, incidents).expect("a generated site");
    // Nobody builds within two seconds of writing ten thousand files; files that young are not
    // trusted to be unchanged by their times.
    std::thread::sleep(Duration::from_millis(2_100));
    let now: DateTime<Utc> = generator::NOW.parse().expect("a time");
    let full = (0..rounds).map(|round| {
        std::fs::remove_dir_all(site.join(".stillup")).ok();
        build(&site, &root.join(format!("out-{round}")), now)
    });
    let full = middle(full.collect());
    let out = root.join(format!("out-{}", rounds - 1));

    let work = limit::Work::of(&site, &out);
    let (files, bytes) = work.size();
    let limit =
        (0..rounds).map(|round| measure::here(|| work.go(&root.join(format!("limit-{round}")))));
    let limit = middle(limit.collect());
    drop(work);

    let mut touched = 0;
    let unchanged = (0..rounds).map(|_| {
        let before = measure::snapshot(&out);
        let cost = build(&site, &out, now + TimeDelta::minutes(1));
        touched = touched.max(measure::written(&before, &measure::snapshot(&out)).len());
        cost
    });
    let unchanged = middle(unchanged.collect());

    let mut written = 0;
    let update = (1..=rounds).map(|round| {
        let at = now + TimeDelta::minutes(round as i64);
        append_update(&site, incidents, at);
        let before = measure::snapshot(&out);
        let cost = build(&site, &out, at);
        written = written.max(measure::written(&before, &measure::snapshot(&out)).len());
        cost
    });
    let update = middle(update.collect());
    Row {
        incidents,
        full,
        files,
        bytes,
        limit,
        unchanged,
        touched,
        update,
        written,
    }
}

/// The middle run by CPU time, with the median of the wall times and the peak of the memory.
fn middle(costs: Vec<Cost>) -> Cost {
    Cost {
        cpu: median(costs.iter().map(|cost| cost.cpu).collect()),
        wall: median(costs.iter().map(|cost| cost.wall).collect()),
        memory: costs.iter().map(|cost| cost.memory).max().unwrap_or(0),
    }
}

fn build(site: &Path, out: &Path, now: DateTime<Utc>) -> Cost {
    let now = now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    measure::run(
        Command::new(program())
            .arg("-C")
            .arg(site)
            .args(["--quiet", "--now", &now, "build", "-o"])
            .arg(out),
    )
}

/// One more update at the end of the newest incident, which is open.
fn append_update(site: &Path, incidents: usize, at: DateTime<Utc>) {
    let newest = generator::incident(0, incidents).path;
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .open(site.join(newest))
        .expect("the newest incident");
    let at = at.format("%Y-%m-%d %H:%M UTC");
    write!(
        file,
        "\n## {at} - update\n\nStill the same; we are working on it.\n"
    )
    .expect("it is written");
}

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_stillup"))
}

fn print_row(row: &Row) {
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "| {} | {:.3} | {:.3} | {:.0} | {} | {:.1} | {:.3} | {:.2}x | {:.0} | {} | {:.0} | {} |",
        row.incidents,
        row.full.cpu.as_secs_f64(),
        row.full.wall.as_secs_f64(),
        row.full.memory as f64 / f64::from(1 << 20),
        row.files,
        row.bytes as f64 / 1e6,
        row.limit.cpu.as_secs_f64(),
        row.full.cpu.as_secs_f64() / row.limit.cpu.as_secs_f64(),
        millis(row.unchanged.wall),
        row.touched,
        millis(row.update.wall),
        row.written,
    );
}

/// Start-up and size of the program itself.
fn print_program() {
    let help: Vec<_> = (0..11)
        .map(|_| measure::run(Command::new(program()).arg("--help")).wall)
        .collect();
    let size = std::fs::metadata(program()).expect("the program").len();
    println!(
        "\n`--help` takes {:.1} ms; the program has {:.1} MB",
        median(help).as_secs_f64() * 1e3,
        size as f64 / 1e6
    );
}
