//! `stillup import`: another status page's history into our own files, once.

mod board;

use super::pipeline;
use super::{Context, Exit, Outcome, SITE_FILE, Stop, write};
use crate::import::{self, Found, KINDS, Laid, NewFile, Notes, Present, Request};
use crate::model::Site;
use crate::problem::Problem;
use crate::source::{folder, unfit_address};
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// What the other page is made with
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(kinds()))]
    pub kind: String,
    /// The folder it is built from; for `trello` an exported board, or a site's folder; for `statuspage` its address, or a folder of its `api/v2` files
    #[arg(value_name = "FROM")]
    pub from: String,
    /// Further files of the other page: for `upptime`, exports of its issues and their comments
    #[arg(long = "issues", value_name = "FILE")]
    pub issues: Vec<PathBuf>,
    /// How long an address may take for one answer, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub timeout: u64,
    /// Say what would be written, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Write every guess, and everything that has no place here, into a file as well
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// Every kind: those that know nothing of a site, and the board, which is a source as well.
fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(name, _)| *name).chain([board::KIND])
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Written, or would be.
    New,
    /// There already, the same.
    Same,
    /// There already with other content, and left alone.
    Kept,
}

/// Reads the other page, and writes what is not there yet.
///
/// # Errors
/// The other page, or the site that is there, cannot be read; or a file cannot be written.
pub fn run(ctx: &Context, args: &ImportArgs) -> Outcome {
    let found = found(ctx, args)?;
    let (root, present) = present(ctx)?;
    let problems = found.problems.clone();
    let present = present.as_ref().map(|(text, site)| Present { text, site });
    let laid = import::lay(found, present, unfit_address)?;
    let before = present.map(|present| present.text);
    let settings = settle(&root, before, &laid.settings, args.dry_run)?;
    let mut fates = vec![(SITE_FILE, settings)];
    if !args.dry_run {
        // Without the folder nobody would know that nothing is wrong.
        write::folder(&root.join("incidents"))?;
    }
    for file in &laid.files {
        fates.push((file.path.as_str(), put(&root, file, args.dry_run)?));
    }
    tell(ctx, args, before.is_some(), &fates, &laid);
    if let Some(path) = &args.report {
        report(&ctx.start.join(path), &laid.notes)?;
    }
    ctx.report(&problems);
    let kept = fates.iter().any(|(_, fate)| *fate == Fate::Kept);
    Ok(match (problems.is_empty(), kept) {
        (false, _) => Exit::Problem,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Done,
    })
}

/// Asks the kind.
fn found(ctx: &Context, args: &ImportArgs) -> Result<Found, Stop> {
    if !args.issues.is_empty() && args.kind != "upptime" {
        let what = format!("`--issues` is for `upptime`, not for `{}`", args.kind);
        let problem = Problem::error("no-issues", what).hint("leave it out");
        return Err(Stop::arguments(problem));
    }
    if args.kind == board::KIND {
        return board::found(ctx, &args.from);
    }
    let request = Request {
        from: &args.from,
        start: &ctx.start,
        further: &args.issues,
        now: ctx.now,
        patience: Duration::from_secs(args.timeout.max(1)),
    };
    let kind = KINDS.iter().find(|(name, _)| *name == args.kind);
    match kind {
        Some((_, read)) => Ok(read(&request)?),
        None => Err(Stop::arguments(
            Problem::error("unknown-kind", format!("there is no kind `{}`", args.kind))
                .hint("`stillup import --help` lists them"),
        )),
    }
}

/// The site to import into: its folder, and its settings with everything it says.
fn present(ctx: &Context) -> Result<(PathBuf, Option<(String, Site)>), Stop> {
    let path = ctx.root.join(SITE_FILE);
    if !path.is_file() {
        return Ok((ctx.start.clone(), None));
    }
    let (config, problems) = pipeline::settings(ctx)?;
    let Some(config) = config else {
        return Err(Stop::from(problems));
    };
    let bytes = std::fs::read(&path).map_err(|why| write::cannot_read(&path, &why))?;
    let Ok(text) = String::from_utf8(bytes) else {
        let problem = Problem::error("not-utf-8", format!("`{SITE_FILE}` is not UTF-8"));
        return Err(Stop::from(
            problem.hint("save it as UTF-8 and import again"),
        ));
    };
    let (site, _) = folder::load(&ctx.root, config.site());
    Ok((ctx.root.clone(), Some((text, site))))
}

/// Makes or completes `stillup.toml`.
fn settle(root: &Path, before: Option<&str>, after: &str, dry: bool) -> Result<Fate, Stop> {
    let path = root.join(SITE_FILE);
    match before {
        Some(before) if before == after => return Ok(Fate::Same),
        _ if dry => {}
        Some(before) => write::replace(&path, before, after)?,
        None if !write::new_file(&path, after)? => {
            let what = format!("`{SITE_FILE}` came to be meanwhile");
            return Err(Problem::error("changed-meanwhile", what)
                .hint("run the same command again")
                .into());
        }
        None => {}
    }
    Ok(Fate::New)
}

/// Writes one file, never over another.
fn put(root: &Path, file: &NewFile, dry: bool) -> Result<Fate, Stop> {
    let path = root.join(&file.path);
    if !path.exists() && (dry || write::new_bytes(&path, &file.bytes)?) {
        return Ok(Fate::New);
    }
    let there = std::fs::read(&path).map_err(|why| write::cannot_read(&path, &why))?;
    Ok(if there == file.bytes {
        Fate::Same
    } else {
        Fate::Kept
    })
}

/// Says what was done, and every guess.
fn tell(ctx: &Context, args: &ImportArgs, existed: bool, fates: &[(&str, Fate)], laid: &Laid) {
    let of = |wanted: Fate| {
        fates
            .iter()
            .filter(move |(_, fate)| *fate == wanted)
            .map(|(path, _)| *path)
    };
    if ctx.json {
        let notes = laid
            .notes
            .iter()
            .map(|(what, places)| json!({"what": what, "places": places}));
        let all = json!({
            "written": of(Fate::New).collect::<Vec<_>>(),
            "same": of(Fate::Same).collect::<Vec<_>>(),
            "kept": of(Fate::Kept).collect::<Vec<_>>(),
            "notes": notes.collect::<Vec<_>>(),
            "dry_run": args.dry_run,
        });
        ctx.print(&format!("{all}\n"));
    }
    let would = if args.dry_run { "would " } else { "" };
    for path in of(Fate::New) {
        let done = match (path == SITE_FILE && existed, args.dry_run) {
            (true, true) => "complete",
            (true, false) => "completed",
            (false, true) => "write",
            (false, false) => "wrote",
        };
        ctx.say(&format!("{would}{done} {path}"));
    }
    for path in of(Fate::Kept) {
        ctx.say(&format!(
            "kept  {path}, which is there with other content: move it away to have the imported one"
        ));
    }
    let same = of(Fate::Same).count();
    if same > 0 {
        ctx.say(&format!(
            "{same} file{} there already, the same",
            if same == 1 { " is" } else { "s are" }
        ));
    }
    if !laid.notes.is_empty() {
        ctx.say(&format!("\n{} to look at:", counted(laid.notes.len())));
        for line in laid.notes.lines() {
            ctx.say(&format!("- {line}"));
        }
    }
    if of(Fate::New).next().is_some() && !args.dry_run {
        ctx.say("\nnext:\n  stillup check    what is left to look at\n  stillup serve    the page as it is now");
    }
}

fn counted(number: usize) -> String {
    format!("{number} thing{}", if number == 1 { "" } else { "s" })
}

/// Every note with every place, as markdown.
fn report(path: &Path, notes: &Notes) -> Result<(), Stop> {
    let mut text =
        String::from("# Import\n\nWhat had to be guessed, and what has no place here.\n");
    for (what, places) in notes.iter() {
        text.push_str(&format!("\n- {what}\n"));
        for place in places {
            text.push_str(&format!("  - {place}\n"));
        }
    }
    Ok(write::any_file(path, &text)?)
}
