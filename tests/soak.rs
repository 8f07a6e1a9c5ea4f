//! The full sizes, by hand: publishers that race and die, the program itself killed at any time, readers in between,
//! all against real servers, until there are as many of each as asked for. Prints the table that
//! `docs/design/soak.md` keeps.
//!
//! ```sh
//! tests/run mirrors                                                      # installs the servers, once
//! cargo test --test soak                                                 # takes hours
//! cargo test --test soak -- --deaths 200 --kills 200 --reads 40000       # takes a quarter of one
//! ```
#![allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]
#![allow(dead_code, unused_imports, reason = "`tests/mirrors` uses the rest")]

#[path = "daemons/mod.rs"]
mod daemons;
#[path = "mirrors/drafts.rs"]
mod drafts;
#[path = "mirrors/ftp.rs"]
mod ftp;
#[path = "mirrors/git.rs"]
mod git;
#[path = "mirrors/google.rs"]
mod google;
#[path = "mirrors/killed.rs"]
mod killed;
#[path = "mirrors/mortal.rs"]
mod mortal;
#[path = "mirrors/objects.rs"]
mod objects;
#[path = "mirrors/place.rs"]
mod place;
#[path = "mirrors/promises.rs"]
mod promises;
#[path = "mirrors/providers/mod.rs"]
mod providers;
#[path = "soak/race.rs"]
mod race;
#[path = "mirrors/rsync.rs"]
mod rsync;
#[path = "mirrors/servers.rs"]
mod servers;
#[path = "mirrors/sftp.rs"]
mod sftp;
#[path = "mirrors/torn.rs"]
mod torn;
#[path = "mirrors/vendors/mod.rs"]
mod vendors;
#[path = "mirrors/webdav.rs"]
mod webdav;

use clap::Parser;
use drafts::{AtFirebase, AtNetlify, AtVercel, AtWorkers, In};
use ftp::Vsftpd;
use git::Branch;
use objects::{Azurite, Google, InBucket, Moto};
use place::{InPlace, Linked, Place};
use rsync::Shelled;
use sftp::{SftpInPlace, SftpLinked};
use std::time::{Duration, Instant};
use vendors::git_pages::Pages;
use webdav::{Apache, Nginx};

/// How much of each.
#[derive(Parser)]
struct Args {
    /// Racing publishers of each kind that have to die somewhere.
    #[arg(long, default_value_t = 1_000)]
    deaths: u64,
    /// How often the program is killed while it publishes, for each of three kinds.
    #[arg(long, default_value_t = 1_000)]
    kills: u32,
    /// Reads while each kind is published to over and over.
    #[arg(long, default_value_t = 100_000)]
    reads: u64,
    /// Races of a kind end after so many seconds, however many died.
    #[arg(long, default_value_t = 3_600)]
    seconds: u64,
    /// Races of the kinds that begin with this word only, and nothing else.
    #[arg(long)]
    kind: Option<String>,
}

fn main() {
    let args = Args::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .expect("a runtime");
    println!(
        "| what | against | how often | violations | took |\n| --- | --- | --- | ---: | ---: |"
    );
    let mut violations = runtime.block_on(races(&args));
    if args.kind.is_none() {
        violations += kills(&args) + runtime.block_on(reads(&args));
    }
    assert_eq!(violations, 0, "see the table");
}

async fn races(args: &Args) -> u64 {
    let mut all = 0;
    all += race::<Linked>(args, "dir, releases", "a folder").await;
    all += race::<InPlace>(args, "dir, in place", "a folder").await;
    all += race::<SftpLinked>(args, "sftp, releases", "OpenSSH").await;
    all += race::<SftpInPlace>(args, "sftp, in place", "OpenSSH").await;
    all += race::<Shelled>(args, "rsync", "OpenSSH, rsync").await;
    all += race::<Nginx>(args, "webdav", "nginx").await;
    all += race::<Apache>(args, "webdav", "Apache").await;
    all += race::<Vsftpd>(args, "ftp", "vsftpd").await;
    all += race::<Branch>(args, "git", "git").await;
    all += race::<InBucket<Moto>>(args, "s3", "moto").await;
    all += race::<InBucket<Azurite>>(args, "azure", "Azurite").await;
    all += race::<InBucket<Google>>(args, "gcs", "an imitation").await;
    all += race::<In<AtNetlify>>(args, "netlify", "an imitation").await;
    all += race::<In<AtVercel>>(args, "vercel", "an imitation").await;
    all += race::<In<AtFirebase>>(args, "firebase", "an imitation").await;
    all += race::<In<AtWorkers>>(args, "cloudflare (Workers)", "an imitation").await;
    all + race::<Pages>(args, "git-pages", "an imitation").await
}

async fn race<P: Place + Send + 'static>(args: &Args, kind: &str, server: &str) -> u64 {
    if args
        .kind
        .as_ref()
        .is_some_and(|only| !kind.starts_with(only))
    {
        return 0;
    }
    let began = Instant::now();
    let until = began + Duration::from_secs(args.seconds);
    let raced = race::until::<P>(args.deaths, until).await;
    let often = format!(
        "{} publishers raced, {} died",
        raced.publishers, raced.deaths
    );
    row(
        &format!("races: {kind}"),
        server,
        &often,
        raced.violations.len(),
        began,
    );
    for violation in &raced.violations {
        println!("  {violation}");
    }
    raced.violations.len() as u64
}

/// The program is killed; a violation ends it with what was seen.
fn kills(args: &Args) -> u64 {
    for (kind, server, kill) in killed::KINDS {
        let began = Instant::now();
        let unfinished = kill(args.kills);
        let often = format!("killed {} times, {unfinished} before its end", args.kills);
        row(&format!("kill -9: {kind}"), server, &often, 0, began);
    }
    0
}

/// The same of readers.
async fn reads(args: &Args) -> u64 {
    let began = Instant::now();
    let reads = torn::everywhere(args.reads).await;
    row(
        "torn reads: dir, sftp (both), rsync, ftp, webdav, s3",
        "nginx, moto",
        &format!("{reads} reads"),
        0,
        began,
    );
    0
}

fn row(what: &str, server: &str, often: &str, violations: usize, began: Instant) {
    let took = began.elapsed().as_secs();
    println!("| {what} | {server} | {often} | {violations} | {took} s |");
}
