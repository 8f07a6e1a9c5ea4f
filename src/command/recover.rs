//! `recover`: the site's files from any copy of it that can still be read.

use super::mirrors::wait_for;
use super::{Context, Exit, Outcome, SITE_FILE, Stop, belief, write};
use crate::archive;
use crate::config::{self, LEFT_OUT};
use crate::net::http::Http;
use crate::problem::Problem;
use crate::publish::sign::PublicKey;
use crate::publish::witness::Witness;
use crate::recover::place::Place;
use crate::recover::{Lost, Rebuilt, rebuild};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What `recover` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct RecoverArgs {
    /// The address of any copy, or a folder that holds one
    #[arg(value_name = "FROM")]
    pub from: String,
    /// Where to write the site's files; this folder when absent
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// A public key that must have signed the copy; those of a `stillup.toml` in DIR when absent
    #[arg(long = "key", value_name = "PUBLIC")]
    pub keys: Vec<String>,
    /// Give up on a request after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

/// What became of the files.
#[derive(Debug, Default)]
struct Written {
    new: usize,
    same: usize,
    /// There already with other content, and left alone.
    kept: Vec<String>,
}

/// Recovers.
///
/// # Errors
/// The copy cannot be read or is not believed; or a file cannot be written.
pub fn run(ctx: &Context, args: &RecoverArgs) -> Outcome {
    let root = match &args.dir {
        Some(dir) => ctx.start.join(dir),
        None => ctx.start.clone(),
    };
    let keys = keys(&root, &args.keys)?;
    let place = place(ctx, args)?;
    let (signed, rebuilt) = wait_for(ask(&place, &keys, &args.from))??;
    let written = put(&root, &rebuilt)?;
    tell(ctx, args, &signed, &rebuilt, &written);
    let lost: Vec<Problem> = rebuilt.lost.iter().map(lost).collect();
    ctx.report(&lost);
    Ok(match (lost.is_empty(), written.kept.is_empty()) {
        (false, _) => Exit::Problem,
        (true, false) => Exit::Findings,
        (true, true) => Exit::Done,
    })
}

/// What vouches for the copy, in words, and everything that could be had back.
async fn ask(place: &Place, keys: &[PublicKey], from: &str) -> Result<(String, Rebuilt), Stop> {
    let believe = belief::of(keys);
    let witness = Witness::of(place, &*believe).await.map_err(|why| {
        let what = format!("nothing can be had back from `{from}`");
        Stop {
            problems: vec![
                Problem::error("no-copy", what)
                    .because(why)
                    .hint("stillup recover https://ANOTHER-MIRROR   # any copy has everything"),
            ],
            exit: Exit::Targets,
        }
    })?;
    let signed = belief::vouched(keys, &witness.head);
    Ok((signed, rebuild(&witness).await))
}

/// The keys to trust: those given, else those of the settings at hand.
fn keys(root: &Path, given: &[String]) -> Result<Vec<PublicKey>, Stop> {
    if !given.is_empty() {
        return given.iter().map(|text| belief::key(text)).collect();
    }
    let text = std::fs::read_to_string(root.join(SITE_FILE)).unwrap_or_default();
    let config = config::parse(SITE_FILE, &text).0;
    Ok(config
        .map(|config| belief::keys(&config))
        .unwrap_or_default())
}

fn place(ctx: &Context, args: &RecoverArgs) -> Result<Place, Stop> {
    if args.from.contains("://") {
        let http = Http::new(Duration::from_secs(args.timeout.max(1)))
            .map_err(|why| Problem::error("http", "cannot ask over HTTP").because(why))?;
        let base = args.from.split(['?', '#']).next().unwrap_or_default();
        let base = base.trim_end_matches('/');
        let base = base.strip_suffix("/index.html").unwrap_or(base);
        return Ok(Place::Address(http, base.to_owned()));
    }
    let folder = ctx.start.join(&args.from);
    if folder.is_dir() {
        return Ok(Place::Folder(folder));
    }
    let what = format!("`{}` is neither an address nor a folder", args.from);
    let problem = Problem::error("no-copy", what);
    Err(Stop::arguments(problem.hint(format!(
        "stillup recover https://{}",
        args.from.trim_start_matches('/')
    ))))
}

/// Writes what is not there yet. Nothing is ever written over.
fn put(root: &Path, rebuilt: &Rebuilt) -> Result<Written, Stop> {
    let mut written = Written::default();
    for (path, bytes) in &rebuilt.files {
        debug_assert!(archive::stays(path), "{path}");
        let at = root.join(path);
        if write::new_bytes(&at, bytes)? {
            written.new += 1;
        } else if std::fs::read(&at).is_ok_and(|there| there == *bytes) {
            written.same += 1;
        } else {
            written.kept.push(path.clone());
        }
    }
    if !rebuilt.files.is_empty() {
        // Without the folder nobody would know that nothing is wrong.
        write::folder(&root.join("incidents"))?;
    }
    Ok(written)
}

fn lost(lost: &Lost) -> Problem {
    let what = format!("`{}` could not be had back whole", lost.what);
    Problem::error("not-recovered", what)
        .because(&lost.why)
        .hint("recover from another copy into the same folder: what is there stays")
}

fn tell(ctx: &Context, args: &RecoverArgs, signed: &str, rebuilt: &Rebuilt, written: &Written) {
    if ctx.json {
        let lost = |one: &Lost| json!({ "what": one.what, "why": one.why });
        let all = json!({
            "from": args.from,
            "vouched": signed,
            "archives": rebuilt.archives,
            "written": written.new,
            "same": written.same,
            "kept": written.kept,
            "lost": rebuilt.lost.iter().map(lost).collect::<Vec<_>>(),
            "files": rebuilt.files.keys().collect::<Vec<_>>(),
        });
        ctx.print(&format!("{all:#}\n"));
    }
    ctx.say(signed);
    if rebuilt.archives == 0 {
        ctx.say("it carries no sources: it was published by a version that had none");
    }
    let same = match written.same {
        0 => String::new(),
        same => format!(", {same} were there already"),
    };
    let archives = rebuilt.archives;
    ctx.say(&format!(
        "{} files written from {archives} archives{same}",
        written.new
    ));
    for path in &written.kept {
        ctx.say(&format!(
            "`{path}` is there with other words, and was left alone"
        ));
    }
    ctx.say(&format!(
        "never published, so not in it: drafts, files and folders that begin with `_`, {LEFT_OUT}"
    ));
    if written.new > 0 {
        ctx.say("next: `stillup check`, then `git init`; then set the secrets of each mirror and `stillup publish`");
    }
}
