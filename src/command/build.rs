//! `build`: the site as files in a folder, writing only what differs.

use super::mirrors::{self, wait_for};
use super::press::Press;
use super::{Context, Exit, Stop, shelf, signing, unchanged};
use crate::problem::Problem;
use crate::publish::apart::{self, Named, Outcome, Seen};
use crate::publish::fence::{Allowed, Sent};
use crate::publish::mirror::dir::Dir;
use crate::status;
use chrono::{DateTime, Utc};
use std::mem::ManuallyDrop;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::time::Duration;

/// A local disk has no reason to take longer.
const DEADLINE: Duration = Duration::from_secs(3_600);

/// Where a build goes, in the site's folder.
const OUTPUT: &str = "public/site";

/// What `build` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct BuildArgs {
    /// The folder to write to, instead of the site's `public/site`
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Write into a folder that holds something else already; what is there stays
    #[arg(long)]
    pub adopt: bool,
    /// Write every file anew, and delete as much as it takes
    #[arg(long)]
    pub force: bool,
}

/// Builds.
///
/// # Errors
/// There is no site, or the folder cannot be written to.
pub fn run(ctx: &Context, args: &BuildArgs) -> Result<Exit, Stop> {
    let epoch = epoch(ctx)?;
    let ctx = &ctx.at(epoch.unwrap_or(ctx.now));
    let root = ctx.site()?;
    let (path, shown) = match &args.output {
        Some(output) => (ctx.start.join(output), output.display().to_string()),
        None => (root.join(OUTPUT), OUTPUT.to_owned()),
    };
    // What is in the environment shows in no look at the disk.
    let given = ["SOURCE_DATE_EPOCH", signing::VARIABLE];
    let plain = !args.force && given.iter().all(|name| ctx.env.get(name).is_none());
    let before = plain.then(|| unchanged::look(root, &path)).flatten();
    let same = |before: &unchanged::Before| before.nothing_to_do(ctx.now);
    if before.as_ref().is_some_and(same) {
        say(ctx, &shown, Outcome::Sent(Sent::Unchanged))?;
        return Ok(Exit::Done);
    }
    shelf::sweep(&path);
    let mirror = Box::new(Dir::in_place(path.clone(), &shown));
    let mut folder = Named::new(shown.clone(), String::new(), mirror);
    let (seen, press) = survey_and_load(ctx, &folder, before.as_ref())?;
    // Never dropped: the process ends here, and giving back ten thousand incidents takes its time.
    let mut press = ManuallyDrop::new(press);
    // All of it will be written, so it may be as soon as it is printed.
    let laid = is_new(&seen).then(|| shelf::Laid::new(&path).ok());
    let laid = laid.flatten();
    if let Some(laid) = &laid {
        press.wait_on(laid.shelf());
    }
    let address = press.config.settings.address.clone();
    let before_this = mirrors::before(&seen, &press.config.settings.id);
    let (host, release) = rayon::join(
        || press.host_files(&address),
        || match epoch {
            Some(_) => press.reproducible(),
            None => press.release(&before_this).map(|(release, _)| release),
        },
    );
    (folder.host, folder.address) = (host?, address);
    let release = ManuallyDrop::new(release?);
    let (folder, allowed) = (std::slice::from_ref(&folder), allowed(args));
    let outcome = std::thread::scope(|beside| {
        beside.spawn(|| press.remember(ctx, &release));
        wait_for(apart::publish(folder, &release, allowed, DEADLINE))
    })?;
    drop(laid);
    let done = matches!(
        outcome.as_slice(),
        [Outcome::Sent(Sent::Unchanged | Sent::Live { .. })]
    );
    for outcome in outcome {
        say(ctx, &shown, outcome)?;
    }
    if let Some(before) = before.filter(|_| done && press.problems.is_empty()) {
        remember(&before, &press, release.generation.published_at, ctx.now);
    }
    Ok(match press.problems.iter().any(Problem::is_error) {
        true => Exit::Problem,
        false => Exit::Done,
    })
}

/// What is in the folder already, asked for while the site is read and its problems are told.
fn survey_and_load(
    ctx: &Context,
    folder: &Named,
    before: Option<&unchanged::Before>,
) -> Result<(Vec<Result<Seen, Problem>>, Press), Stop> {
    let inputs = before.and_then(unchanged::Before::seen);
    std::thread::scope(|beside| {
        let survey = || wait_for(apart::survey(std::slice::from_ref(folder), DEADLINE));
        let seen = beside.spawn(survey);
        let press = Press::load_seen(ctx, inputs);
        let seen = seen.join().unwrap_or_else(|panic| resume_unwind(panic));
        let press = press?;
        ctx.report(&press.problems);
        Ok((seen?, press))
    })
}

/// Keeps how everything looks now, and until when it says the same.
fn remember(
    before: &unchanged::Before,
    press: &Press,
    published_at: DateTime<Utc>,
    now: DateTime<Utc>,
) {
    let due = published_at + press.config.settings.publish_every;
    let until = || status::steady_until(&press.site, &press.standing).min(due);
    let export = press.config.trello.as_ref();
    let export = export.iter().filter_map(|it| it.export.clone());
    let looks = press.site.looks.files().map(|path| path.to_string());
    let named: Vec<String> = export.chain(looks).collect();
    before.remember(now, until, &named);
}

/// Whether nothing is there yet, of ours or of others.
fn is_new(seen: &[Result<Seen, Problem>]) -> bool {
    let look = |seen: &Result<Seen, Problem>| seen.as_ref().ok()?.look.clone();
    seen.iter().all(|seen| {
        look(seen).is_some_and(|look| {
            look.marker.is_none() && look.foreign.is_none() && look.claimed.is_none()
        })
    })
}

fn say(ctx: &Context, shown: &str, outcome: Outcome) -> Result<(), Problem> {
    match outcome {
        Outcome::Sent(Sent::Live { plan, written, .. }) => {
            let deleted = plan.count(crate::plan::Action::Delete);
            ctx.say(&format!(
                "{shown}: {written} files written, {deleted} deleted"
            ));
        }
        Outcome::Sent(Sent::Unchanged | Sent::Skipped(_)) => {
            ctx.say(&format!("{shown}: nothing to do"))
        }
        Outcome::Sent(Sent::Superseded(by)) => {
            let what = format!("`{shown}` holds a newer build, of generation {by}");
            return Err(Problem::error("newer-build", what).hint("stillup build -o ANOTHER"));
        }
        Outcome::Failed(problem) => {
            // Mirrors speak of publishing.
            let hint = problem.hint.map(|hint| {
                let hint = hint.replace("stillup publish", "stillup build");
                hint.replace("publish again", "build again")
            });
            return Err(Problem { hint, ..problem });
        }
    }
    Ok(())
}

/// The moment in `SOURCE_DATE_EPOCH`, for builds that come out the same anywhere.
fn epoch(ctx: &Context) -> Result<Option<DateTime<Utc>>, Problem> {
    let Some(text) = ctx.env.get("SOURCE_DATE_EPOCH").filter(|_| !ctx.fixed_now) else {
        return Ok(None);
    };
    let moment = text
        .trim()
        .parse()
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let problem = || {
        Problem::error(
            "bad-epoch",
            format!("`SOURCE_DATE_EPOCH={text}` is not a time in seconds since 1970"),
        )
    };
    moment
        .map(Some)
        .ok_or_else(|| problem().hint("unset SOURCE_DATE_EPOCH"))
}

/// What the person at the keyboard allows; nobody reads the folder yet.
fn allowed(args: &BuildArgs) -> Allowed {
    Allowed {
        force: args.force,
        adopt: args.adopt,
        unread: true,
        ..Allowed::default()
    }
}
